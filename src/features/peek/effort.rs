//! The duration that follows from effort: the switch, the share of time, and what comes of both.

use domain::plan::effort::{self, FULL_TIME};
use domain::plan::{PlanOp, Task, TaskChange};
use leptos::prelude::*;
use locale::{dates, reasons, t, td_string};

use super::foresight::Trying;
use super::state::OpenTask;
use crate::ui::check::Switch;
use crate::ui::field::{FieldKind, TextField};

/// Whether the duration follows from the effort, and the share of time that decides it then.
#[component]
pub fn ByEffort() -> impl IntoView {
    let open = OpenTask::expect();
    let follows = open.is(Task::follows_effort);
    // A milestone takes no time, whatever its effort is.
    let is_offered = move || follows.get() || !open.get(|task| task.is_milestone);
    let set = move |follows: bool| {
        open.act_with(|view, task| effort::follow(&view.plan, task, follows));
    };
    let op = open.trying(|view, task| effort::follow(&view.plan, task, !task.follows_effort()));
    view! {
        <Show when=is_offered>
            <div class="peek__choice">
                <Trying op>
                    <Switch on=follows on_change=set>
                        {t!(open.words, peek.by_effort)}
                    </Switch>
                </Trying>
                <p class="field__hint">{move || sentence(open)}</p>
            </div>
            <Show when=move || follows.get()>
                <Units />
            </Show>
        </Show>
    }
}

/// What the switch does, or what comes of it once it is on: 40 h at 50 % = 10 d.
fn sentence(open: OpenTask) -> String {
    let locale = open.locale();
    let takes = open.plan.with(|view| {
        let task = view.plan.tasks.get(&open.id).filter(|task| task.follows_effort())?;
        let settings = &view.plan.settings;
        let effort = reasons::effort_words(locale, task.estimate?, task.units(), settings);
        let duration = dates::duration(locale, task.duration, settings);
        Some(td_string!(locale, peek.effort_takes, effort, duration))
    });
    takes.unwrap_or_else(|| td_string!(locale, peek.by_effort_hint).to_owned())
}

/// How much of the time of whoever answers for the task goes into it.
#[component]
fn Units() -> impl IntoView {
    let open = OpenTask::expect();
    let percent = open.field(|task, _| written(task));
    let save = move |text: String| {
        if units_of(&text).is_none() {
            return percent.settle();
        }
        percent.save(&text, |base| {
            open.act_with_from(base, |_, task| units_op(task, &text));
        });
    };
    let op = open.trying(move |_, task| units_op(task, &percent.text.read()));
    view! {
        <Trying op>
            <TextField
                name="peek-units"
                label=t!(open.words, peek.units)
                kind=FieldKind::Number
                bind=percent.text
                hint=t!(open.words, peek.units_hint)
                on_change=save
                min="0"
            />
        </Trying>
    }
}

fn written(task: &Task) -> String {
    let units = task.shares.first().map_or(FULL_TIME, |share| share.units);
    (f64::from(units) / 10.0).to_string()
}

/// Percent in thousandths; none for what is no number above zero. What is too much is refused in
/// words by the plan.
fn units_of(text: &str) -> Option<u32> {
    let percent: f64 = text.trim().replace(',', ".").parse().ok()?;
    let units = (percent * 10.0).round();
    (1.0..=1e9).contains(&units).then_some(units as u32)
}

fn units_op(task: &Task, text: &str) -> Option<PlanOp> {
    let to = effort::with_units(task, units_of(text)?);
    (to != TaskChange::Shares(task.shares.clone())).then(|| PlanOp::change(task.id, to))
}
