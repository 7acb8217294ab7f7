//! The plan to which the client has agreed: what every change is measured against, and what is
//! asked before one leaves it.

use std::collections::BTreeMap;

use domain::TaskId;
use domain::plan::{Consequence, PlanView};
use domain::time::{self, Minute};
use leptos::prelude::*;
use locale::{t, use_i18n};
use web_sys::KeyboardEvent;

use super::baseline_api;
use super::plan::{Answer, PlanContext};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;
use crate::ui::dom;
use crate::ui::icon::Icon;

/// What the client agreed to last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// What its baseline is called.
    pub name: String,
    /// The number of the decision.
    pub number: i64,
    /// When what the client saw of it was to be finished.
    finishes: BTreeMap<TaskId, Minute>,
}

impl Agreed {
    /// Whether something of it moves that has kept to it until now.
    #[must_use]
    pub fn is_left(&self, view: &PlanView, consequence: &Consequence) -> bool {
        is_left(view, consequence, |task| self.finishes.get(task).copied())
    }
}

impl From<baseline_api::Agreed> for Agreed {
    fn from(found: baseline_api::Agreed) -> Self {
        let finishes = found.dates.into_iter().map(|(task, _, finish)| (task, finish));
        Self { name: found.name, number: found.number, finishes: finishes.collect() }
    }
}

/// Whether a task moves that has kept until now to the finish that it had `then`.
pub fn is_left(
    view: &PlanView,
    consequence: &Consequence,
    then: impl Fn(&TaskId) -> Option<Minute>,
) -> bool {
    let mut moved = consequence.moved.iter().filter(|(_, days)| *days != 0);
    moved.any(|(task, _)| {
        let both = then(task).zip(view.scheduled.dates(*task));
        both.is_some_and(|(then, now)| time::last_day_of(then) == time::last_day_of(now.finish))
    })
}

/// What can be done with a change on which somebody relies, by button and, where one of the
/// buttons has the keyboard, by letter.
#[component]
pub fn Answers(
    /// Carries it out.
    #[prop(into)]
    on_apply: Callback<()>,
    /// Carries it out and lets everything else stay, where something else would move.
    on_only_this: Option<Callback<()>>,
    /// Makes a change request of it, where somebody relies on what moves.
    on_change: Option<Callback<()>>,
    /// Lets it be.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let only_this = on_only_this.map(|act| {
        view! { <Button on_press=act>{t!(i18n, gantt.only_this)}</Button> }
    });
    let change = on_change.map(|act| {
        view! {
            <Button icon=Icon::Branch on_press=act>
                {t!(i18n, gantt.as_change)}
            </Button>
        }
    });
    let keys = move |event: KeyboardEvent| {
        if dom::has_command(&event) || event.alt_key() {
            return;
        }
        let act = match event.key().as_str() {
            "c" | "C" => on_change,
            "o" | "O" => on_only_this,
            _ => None,
        };
        if let Some(act) = act {
            event.prevent_default();
            event.stop_propagation();
            act.run(());
        }
    };
    view! {
        <span class="agreed__answers" on:keydown=keys>
            <Button kind=ButtonKind::Primary on_press=on_apply>
                {t!(i18n, gantt.apply)}
            </Button>
            {only_this}
            {change}
            <Button kind=ButtonKind::Ghost on_press=on_cancel>
                {t!(i18n, common.cancel)}
            </Button>
        </span>
    }
}

/// Asks before a change leaves what the client agreed to, wherever it was made. Put it once into
/// the frame of a plan.
#[component]
pub fn AgreedQuestion() -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let asked = plan.asked();
    let open = RwSignal::new(false);
    let chosen = StoredValue::new(Answer::Leave);
    Effect::new(move |_| {
        if asked.with(Option::is_some) {
            chosen.set_value(Answer::Leave);
            open.set(true);
        }
    });
    let choose = move |answer: Answer| {
        chosen.set_value(answer);
        open.set(false);
    };
    let actions = move || {
        view! {
            <Answers
                on_apply=move || choose(Answer::Apply)
                on_only_this=None
                on_change=Some(Callback::new(move |()| choose(Answer::RaiseChange)))
                on_cancel=move || choose(Answer::Leave)
            />
        }
    };
    // By the time it is closed the keyboard is back where it was.
    let answer = move || plan.answer(chosen.get_value());
    view! {
        <Dialog
            id="agreed"
            open
            title=t!(i18n, changes.leaves_agreed)
            close_label=t!(i18n, common.close)
            on_close=answer
            actions
        >
            <p class="u-strong">
                {move || asked.with(|asked| asked.as_ref().map(|asked| asked.words.clone()))}
            </p>
            <p>{move || asked.with(|asked| asked.as_ref().map(|asked| asked.line.clone()))}</p>
        </Dialog>
    }
}

#[cfg(test)]
mod tests;
