//! When: planned dates and why, duration, constraint, internal target, promise, milestone.

use chrono::NaiveDate;
use domain::plan::{
    Constraint, ConstraintKind, PlanOp, PlanView, Task, TaskChange, TaskDuration, Unit,
};
use domain::time;
use leptos::prelude::*;
use locale::{Locale, dates as written, reasons, td_string};

use super::foresight::Trying;
use super::state::OpenTask;
use super::working::{ByHand, InactiveSwitch, OwnCalendar, Worked};
use crate::features::shared::foretold::outlook;
use crate::features::shared::{changes, hours, why};
use crate::ui::check::Switch;
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

/// The units of a duration, whether nights and weekends count, and their names in a form.
const UNITS: [(Unit, bool, &str); 10] = [
    (Unit::Minutes, false, "minutes"),
    (Unit::Hours, false, "hours"),
    (Unit::Days, false, "days"),
    (Unit::Weeks, false, "weeks"),
    (Unit::Months, false, "months"),
    (Unit::Minutes, true, "elapsed-minutes"),
    (Unit::Hours, true, "elapsed-hours"),
    (Unit::Days, true, "elapsed-days"),
    (Unit::Weeks, true, "elapsed-weeks"),
    (Unit::Months, true, "elapsed-months"),
];

/// The part about time.
#[component]
pub fn DatesPart() -> impl IntoView {
    let open = OpenTask::expect();
    let may_edit = open.plan.may_edit();
    let is_milestone = open.is(|task| task.is_milestone);
    let is_leaf = move || !open.is_summary.get();
    view! {
        <section class="peek__part" aria-labelledby="peek-dates">
            <h3 class="peek__heading" id="peek-dates">
                {move || td_string!(open.locale(), peek.time)}
            </h3>
            <Planned />
            <fieldset class="peek__group" disabled=!may_edit>
                <Show when=is_leaf>
                    <div class="field__row">
                        <Duration />
                        <UnitField />
                    </div>
                </Show>
                <ByHand />
                <Bound />
                <div class="field__row">
                    <Deadline />
                    <Show when=move || is_milestone.get()>
                        <Promise />
                    </Show>
                </div>
                <Show when=is_leaf>
                    <OwnCalendar />
                    <MilestoneSwitch />
                </Show>
                <InactiveSwitch />
            </fieldset>
            <Show when=is_leaf>
                <Worked />
            </Show>
        </section>
    }
}

/// The planned dates, and why they are these.
#[component]
fn Planned() -> impl IntoView {
    let open = OpenTask::expect();
    let day = move |read: fn(&planner::Dates) -> NaiveDate| {
        let locale = open.locale();
        let found = open.plan.with(|view| view.scheduled.dates(open.id).map(read));
        found.map(|day| written::prose(locale, day)).unwrap_or_default()
    };
    let reasons = move || {
        let said = why::said(open.plan, open.locale(), open.id).into_iter();
        said.map(|said| view! { <p>{why::line(said)}</p> }).collect_view()
    };
    view! {
        <dl class="peek__facts">
            <div>
                <dt>{move || td_string!(open.locale(), peek.start)}</dt>
                <dd>{move || day(|dates| time::day_of(dates.start))}</dd>
            </div>
            <div>
                <dt>{move || td_string!(open.locale(), peek.finish)}</dt>
                <dd>{move || day(last_day)}</dd>
            </div>
        </dl>
        <div class="peek__why">{reasons}</div>
    }
}

/// The last day of work; a milestone's own day.
pub(super) fn last_day(dates: &planner::Dates) -> NaiveDate {
    if dates.finish > dates.start {
        time::last_day_of(dates.finish)
    } else {
        time::day_of(dates.finish)
    }
}

#[component]
fn Duration() -> impl IntoView {
    let open = OpenTask::expect();
    let number = open.field(|task, view| hours::number(task.duration, &view.plan.settings));
    let label = move || {
        let locale = open.locale();
        let own = |task: &Task| unit_words(locale, task.duration.unit, task.duration.is_elapsed);
        let unit = open.get(own);
        td_string!(locale, peek.duration, unit)
    };
    let save = move |text: String| {
        number.save(&text, |base| {
            open.act_with_from(base, |view, task| {
                Some(PlanOp::change(task.id, written_duration(view, task, &text)?))
            });
        });
    };
    let op = open.trying(move |view, task| {
        Some(PlanOp::change(task.id, written_duration(view, task, &number.text.read())?))
    });
    view! {
        <Trying op>
            <TextField
                name="peek-duration"
                label=Signal::derive(label)
                kind=FieldKind::Number
                bind=number.text
                on_change=save
                min="0"
            />
        </Trying>
    }
}

fn written_duration(view: &PlanView, task: &Task, text: &str) -> Option<TaskChange> {
    let duration = hours::with_number(task.duration, text, &view.plan.settings)?;
    Some(TaskChange::Duration(duration))
}

fn written_bound(view: &PlanView, task: &Task, text: &str) -> Option<TaskChange> {
    let bound = bound_at(view, task, task.constraint?.kind, text.parse().ok()?);
    Some(TaskChange::Constraint(Some(bound)))
}

fn unit_words(locale: Locale, unit: Unit, is_elapsed: bool) -> String {
    let word = match unit {
        Unit::Minutes => td_string!(locale, peek.minutes),
        Unit::Hours => td_string!(locale, peek.hours),
        Unit::Days if is_elapsed => return td_string!(locale, peek.calendar_days).to_owned(),
        Unit::Days => td_string!(locale, peek.working_days),
        Unit::Weeks => td_string!(locale, peek.weeks),
        Unit::Months => td_string!(locale, peek.months),
    };
    match is_elapsed {
        true => td_string!(locale, peek.elapsed, unit = word),
        false => word.to_owned(),
    }
}

/// The unit of the duration; the number stays when it changes.
#[component]
fn UnitField() -> impl IntoView {
    let open = OpenTask::expect();
    let options = Signal::derive(move || {
        let locale = open.locale();
        let option = |(unit, is_elapsed, key): (Unit, bool, &str)| {
            (key.to_owned(), unit_words(locale, unit, is_elapsed))
        };
        UNITS.map(option).to_vec()
    });
    let value = Signal::derive(move || {
        let own = open.get(|task| Some((task.duration.unit, task.duration.is_elapsed)));
        let found = UNITS.into_iter().find(|(unit, elapsed, _)| Some((*unit, *elapsed)) == own);
        found.map_or("", |(.., key)| key).to_owned()
    });
    let choose = move |key: String| {
        open.act_with(|view, task| {
            let (unit, is_elapsed, _) = UNITS.into_iter().find(|(.., name)| *name == key)?;
            let settings = &view.plan.settings;
            let number = hours::number(task.duration, settings);
            let other = TaskDuration { unit, is_elapsed, ..task.duration };
            let duration = hours::with_number(other, &number, settings)?;
            Some(PlanOp::change(task.id, TaskChange::Duration(duration)))
        });
    };
    view! {
        <SelectField
            name="peek-unit"
            label=open.word(|locale| td_string!(locale, peek.unit))
            options
            value
            on_change=choose
        />
    }
}

/// The constraint: its kind, and its date where it has one.
#[component]
fn Bound() -> impl IntoView {
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
                    label=open.word(|locale| td_string!(locale, peek.constraint))
                    options
                    value
                    on_change=choose
                />
            </div>
            <Show when=move || kind.get().is_some_and(has_day)>
                <Trying op>
                    <TextField
                        name="peek-constraint-day"
                        label=open.word(|locale| td_string!(locale, peek.constraint_day))
                        kind=FieldKind::Date
                        bind=day.text
                        on_change=set_day
                    />
                </Trying>
            </Show>
        </div>
    }
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

/// The internal target.
#[component]
fn Deadline() -> impl IntoView {
    let open = OpenTask::expect();
    let day = open.field(|task, _| {
        task.deadline.map(|at| time::last_day_of(at).to_string()).unwrap_or_default()
    });
    let save = move |text: String| {
        day.save(&text, |base| {
            open.act_with_from(base, |view, task| Some(deadline_op(view, task, &text)));
        });
    };
    let op = open.trying(move |view, task| Some(deadline_op(view, task, &day.text.read())));
    view! {
        <Trying op>
            <TextField
                name="peek-deadline"
                label=open.word(|locale| td_string!(locale, peek.deadline))
                kind=FieldKind::Date
                bind=day.text
                on_change=save
            />
        </Trying>
    }
}

fn deadline_op(view: &PlanView, task: &Task, text: &str) -> PlanOp {
    let day = text.parse().ok();
    let at = day.map(|day| hours::end_of_work(view.plan.calendar_of(task), day));
    PlanOp::change(task.id, TaskChange::Deadline(at))
}

/// The date promised to the client.
#[component]
fn Promise() -> impl IntoView {
    let open = OpenTask::expect();
    let day = open.field(|task, _| task.promise.map(|day| day.to_string()).unwrap_or_default());
    let save = move |text: String| {
        day.save(&text, |base| open.change_from(base, TaskChange::Promise(text.parse().ok())));
    };
    view! {
        <TextField
            name="peek-promise"
            label=open.word(|locale| td_string!(locale, peek.promise))
            kind=FieldKind::Date
            bind=day.text
            on_change=save
            hint=Signal::derive(move || buffer(open))
        />
    }
}

/// How much lies between the forecast and the promise, in words.
fn buffer(open: OpenTask) -> String {
    let locale = open.locale();
    let days = open.plan.with(|view| {
        let promise = view.plan.tasks.get(&open.id)?.promise?;
        let forecast = last_day(view.scheduled.dates(open.id)?);
        Some(promise.signed_duration_since(forecast).num_days())
    });
    match days {
        None => td_string!(locale, peek.promise_hint).to_owned(),
        Some(days) if days < 0 => td_string!(locale, peek.promise_missed, days = -days),
        Some(days) => td_string!(locale, peek.promise_buffer, days = days),
    }
}

#[component]
fn MilestoneSwitch() -> impl IntoView {
    let open = OpenTask::expect();
    let set = move |is_milestone: bool| {
        open.act_with(|view, task| Some(changes::milestone(&view.plan, task, is_milestone)));
    };
    let op =
        open.trying(|view, task| Some(changes::milestone(&view.plan, task, !task.is_milestone)));
    view! {
        <Trying op>
            <Switch on=open.is(|task| task.is_milestone) on_change=set>
                {move || td_string!(open.locale(), peek.is_milestone)}
            </Switch>
        </Trying>
    }
}
