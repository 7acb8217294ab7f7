//! The constraint: its kind, and its date where it has one.

use chrono::NaiveDate;
use domain::plan::{Constraint, ConstraintKind, PlanOp, PlanView, Task, TaskChange};
use domain::time;
use leptos::prelude::*;
use locale::{reasons, t, td_string};

use super::dates::last_day;
use super::foresight::Trying;
use super::state::OpenTask;
use crate::features::shared::foretold::outlook;
use crate::features::shared::hours;
use crate::ui::field::{FieldKind, SelectField, TextField};

/// The kinds of a constraint and their names in a form.
const KINDS: [(ConstraintKind, &str); 7] = [
    (ConstraintKind::StartNoEarlierThan, "start-no-earlier"),
    (ConstraintKind::StartNoLaterThan, "start-no-later"),
    (ConstraintKind::MustStartOn, "must-start"),
    (ConstraintKind::FinishNoEarlierThan, "finish-no-earlier"),
    (ConstraintKind::FinishNoLaterThan, "finish-no-later"),
    (ConstraintKind::MustFinishOn, "must-finish"),
    (ConstraintKind::AsLateAsPossible, "as-late-as-possible"),
];

/// The constraint: its kind, and its date where it has one.
#[component]
pub fn Bound() -> impl IntoView {
    let open = OpenTask::expect();
    // What each kind would do is worked out once somebody comes near.
    let is_near = RwSignal::new(false);
    let options = Signal::derive(move || {
        let locale = open.locale();
        let option = |kind: Option<ConstraintKind>, words: &str| match is_near.get() {
            true => with_outlook(open, kind, words),
            false => words.to_owned(),
        };
        let none = (String::new(), option(None, td_string!(locale, peek.as_soon_as_possible)));
        let kinds = KINDS.into_iter().map(|(kind, key)| {
            (key.to_owned(), option(Some(kind), reasons::constraint_words(locale, kind)))
        });
        std::iter::once(none).chain(kinds).collect::<Vec<_>>()
    });
    let kind = Memo::new(move |_| {
        let bound = open.task.with(|task| task.as_ref().and_then(|task| task.constraint));
        bound.map(|bound| bound.kind)
    });
    let value = Signal::derive(move || {
        let found = KINDS.into_iter().find(|(known, _)| Some(*known) == kind.get());
        found.map_or("", |(_, key)| key).to_owned()
    });
    let choose = move |key: String| {
        let kind = KINDS.into_iter().find(|(_, name)| *name == key).map(|(kind, _)| kind);
        open.act_with(|view, task| bind_op(view, task, kind));
    };
    let day = open.field(|task, _| {
        let bound = task.constraint.filter(|bound| has_day(bound.kind));
        bound.map(|bound| bound_day(bound).to_string()).unwrap_or_default()
    });
    let set_day = move |text: String| {
        day.save(&text, |base| {
            open.act_with_from(base, |view, task| {
                Some(PlanOp::change(task.id, written_bound(view, task, &text)?))
            });
        });
    };
    let op = open.trying(move |view, task| {
        Some(PlanOp::change(task.id, written_bound(view, task, &day.text.read())?))
    });
    view! {
        <div class="field__row">
            <div
                class="peek__try"
                on:focusin=move |_| is_near.set(true)
                on:pointerenter=move |_| is_near.set(true)
            >
                <SelectField
                    name="peek-constraint"
                    label=t!(open.words, peek.constraint)
                    options
                    value
                    on_change=choose
                />
            </div>
            <Show when=move || kind.get().is_some_and(has_day)>
                <Trying op>
                    <TextField
                        name="peek-constraint-day"
                        label=t!(open.words, peek.constraint_day)
                        kind=FieldKind::Date
                        bind=day.text
                        on_change=set_day
                    />
                </Trying>
            </Show>
        </div>
    }
}

fn written_bound(view: &PlanView, task: &Task, text: &str) -> Option<TaskChange> {
    let bound = bound_at(view, task, task.constraint?.kind, text.parse().ok()?);
    Some(TaskChange::Constraint(Some(bound)))
}

/// The operation that binds the task in another way, to the dates that it has.
fn bind_op(view: &PlanView, task: &Task, kind: Option<ConstraintKind>) -> Option<PlanOp> {
    let dates = view.scheduled.dates(task.id)?;
    let constraint = kind.map(|kind| {
        let day = match reasons::is_about_finish(kind) {
            true => last_day(dates),
            false => time::day_of(dates.start),
        };
        bound_at(view, task, kind, day)
    });
    Some(PlanOp::change(task.id, TaskChange::Constraint(constraint)))
}

/// A kind of constraint, and what it would do where that is another than the task has.
fn with_outlook(open: OpenTask, kind: Option<ConstraintKind>, words: &str) -> String {
    let op = open.plan.with(|view| {
        let task = view.plan.tasks.get(&open.id)?;
        let is_other = task.constraint.map(|bound| bound.kind) != kind;
        bind_op(view, task, kind).filter(|_| is_other)
    });
    let found = op.map(|op| outlook(open.plan, open.locale(), &op)).unwrap_or_default();
    match found.line.is_empty() {
        true => words.to_owned(),
        false => format!("{words} · {}", found.line),
    }
}

const fn has_day(kind: ConstraintKind) -> bool {
    !matches!(kind, ConstraintKind::AsLateAsPossible)
}

fn bound_day(bound: Constraint) -> NaiveDate {
    match reasons::is_about_finish(bound.kind) {
        true => time::last_day_of(bound.at),
        false => time::day_of(bound.at),
    }
}

fn bound_at(view: &PlanView, task: &Task, kind: ConstraintKind, day: NaiveDate) -> Constraint {
    let calendar = view.plan.calendar_of(task);
    let at = match reasons::is_about_finish(kind) {
        true => hours::end_of_work(calendar, day),
        false => hours::start_of_work(calendar, day),
    };
    Constraint { kind, at }
}
