//! When: planned dates, duration, why these dates, internal target, promise, milestone.

use chrono::NaiveDate;
use domain::plan::{PlanOp, PlanView, Problem, Task, TaskChange, TaskDuration, Unit};
use domain::time;
use leptos::prelude::*;
use locale::{Locale, dates as written, nouns, problems, t, td_string};

use super::constraint::Bound;
use super::foresight::Trying;
use super::state::OpenTask;
use super::working::{ByHand, Worked};
use crate::features::shared::{changes, hours, why};
use crate::ui::check::Switch;
use crate::ui::field::{FieldKind, SelectField, TextField};
use crate::ui::icon::{Icon, IconSize};

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

/// The part about what decides the dates.
#[component]
pub fn DatesPart() -> impl IntoView {
    let open = OpenTask::expect();
    let may_edit = open.plan.may_edit();
    let is_milestone = open.is(|task| task.is_milestone);
    let is_leaf = move || !open.is_summary.get();
    view! {
        <section class="peek__part" aria-labelledby="peek-dates">
            <h3 class="peek__heading" id="peek-dates">
                {t!(open.words, peek.time)}
            </h3>
            <Why />
            <fieldset class="peek__group" disabled=!may_edit>
                <ByHand />
                <Bound />
                <div class="field__row">
                    <Deadline />
                    <Show when=move || is_milestone.get()>
                        <Promise />
                    </Show>
                </div>
                <Show when=is_leaf>
                    <MilestoneSwitch />
                </Show>
            </fieldset>
            <Show when=is_leaf>
                <Worked />
            </Show>
        </section>
    }
}

/// The planned dates, and what about them cannot be kept.
#[component]
pub fn Planned() -> impl IntoView {
    let open = OpenTask::expect();
    let day = move |read: fn(&planner::Dates) -> NaiveDate| {
        let locale = open.locale();
        let found = open.plan.with(|view| view.scheduled.dates(open.id).map(read));
        let today = open.plan.today();
        found.map(|day| written::near_prose(locale, day, today)).unwrap_or_default()
    };
    let unkept = move || {
        let found = open.plan.with(|view| Problem::of_task(&view.plan, &view.scheduled, open.id));
        let row = |found: Problem| {
            view! {
                <p class="peek__problem">
                    <Icon icon=Icon::Warning size=IconSize::Small />
                    <span>{problems::sentence(open.locale(), &found)}</span>
                </p>
            }
        };
        found.into_iter().map(row).collect_view()
    };
    view! {
        <dl class="peek__facts">
            <div>
                <dt>{t!(open.words, peek.start)}</dt>
                <dd>{move || day(|dates| time::day_of(dates.start))}</dd>
            </div>
            <div>
                <dt>{t!(open.words, peek.finish)}</dt>
                <dd>{move || day(last_day)}</dd>
            </div>
        </dl>
        <div class="peek__unkept">{unkept}</div>
    }
}

/// Why the dates are these.
#[component]
fn Why() -> impl IntoView {
    let open = OpenTask::expect();
    let reasons = move || {
        let said = why::said(open.plan, open.locale(), open.id).into_iter();
        said.map(|said| view! { <p>{why::line(said)}</p> }).collect_view()
    };
    view! { <div class="peek__why">{reasons}</div> }
}

/// The last day of work; a milestone's own day.
pub(super) fn last_day(dates: &planner::Dates) -> NaiveDate {
    if dates.finish > dates.start {
        time::last_day_of(dates.finish)
    } else {
        time::day_of(dates.finish)
    }
}

/// How long it takes.
#[component]
pub fn Duration() -> impl IntoView {
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
pub fn UnitField() -> impl IntoView {
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
            label=t!(open.words, peek.unit)
            options
            value
            on_change=choose
        />
    }
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
                label=t!(open.words, peek.deadline)
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
            label=t!(open.words, peek.promise)
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
        Some(days) if days < 0 => {
            td_string!(locale, peek.promise_missed, days = nouns::days(locale, -days))
        }
        Some(days) => td_string!(locale, peek.promise_buffer, days = nouns::days(locale, days)),
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
                {t!(open.words, peek.is_milestone)}
            </Switch>
        </Trying>
    }
}
