//! The marks of a row: who else has the task, and whether a change of it waits for the network.

use domain::TaskId;
use leptos::prelude::*;
use locale::{Words, t_string, use_i18n};

use super::plan::PlanContext;
use crate::ui::avatar::Avatar;
use crate::ui::dom::database;

/// What is marked of a task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    waits: bool,
    moved_by: Option<String>,
    opened_by: Option<String>,
}

impl Marked {
    /// The marks of a task. Subscribes to them.
    pub fn of(plan: PlanContext, task: TaskId) -> Self {
        Self {
            waits: plan.waits(task),
            moved_by: plan.dragged_by(task),
            opened_by: plan.opened_by(task),
        }
    }

    /// Draws them; nothing as long as nobody else is at the task and all is saved.
    pub fn draw(self, i18n: Words) -> impl IntoView {
        let waits = self.waits.then(|| {
            let words = match database::is_failing() {
                true => t_string!(i18n, conflicts.waits_unkept),
                false => t_string!(i18n, conflicts.waits),
            };
            view! {
                <span class="task-marks__waits" role="img" aria-label=words title=words></span>
            }
        });
        let moved =
            self.moved_by.map(|name| (t_string!(i18n, conflicts.dragged, name = &name), name));
        let who = moved.or_else(|| self.opened_by.map(|name| (name.clone(), name)));
        let who = who.map(|(words, name)| {
            view! {
                <span class="task-marks__who" role="img" aria-label=words.clone() title=words>
                    <Avatar name named=true />
                </span>
            }
        });
        view! {
            {waits}
            {who}
        }
    }
}

/// The marks of a task.
#[component]
pub fn TaskMarks(
    /// Which task.
    task: TaskId,
) -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let marked = Memo::new(move |_| Marked::of(plan, task));
    move || marked.get().draw(i18n)
}
