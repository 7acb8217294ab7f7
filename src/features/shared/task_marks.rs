//! The marks of a row: who else has the task, and whether a change of it waits for the network.

use domain::TaskId;
use leptos::prelude::*;
use locale::{t_string, use_i18n};

use super::plan::PlanContext;
use crate::ui::avatar::Avatar;
use crate::ui::dom::database;

/// The marks of a task; nothing as long as nobody else is at it and all is saved.
#[component]
pub fn TaskMarks(
    /// Which task.
    task: TaskId,
) -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let waits = move || {
        plan.waits(task).then(|| {
            let words = match database::is_failing() {
                true => t_string!(i18n, conflicts.waits_unkept),
                false => t_string!(i18n, conflicts.waits),
            };
            let words = words.to_owned();
            view! {
                <span
                    class="task-marks__waits"
                    role="img"
                    aria-label=words.clone()
                    title=words
                ></span>
            }
        })
    };
    let who = move || {
        let moving = plan.dragged_by(task);
        let words = moving.clone().map(|name| t_string!(i18n, conflicts.dragged, name));
        moving.or_else(|| plan.opened_by(task)).map(|name| {
            let words = words.unwrap_or_else(|| name.clone());
            view! {
                <span class="task-marks__who" role="img" aria-label=words.clone() title=words>
                    <Avatar name named=true />
                </span>
            }
        })
    };
    view! {
        {waits}
        {who}
    }
}
