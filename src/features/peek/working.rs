//! By whose time and by whose hand: dates set by hand, the task's own calendar, whether it counts
//! in the schedule, and when work really began and ended.

use chrono::NaiveDate;
use domain::plan::{Dated, PlanOp, Task, TaskChange};
use domain::time;
use leptos::prelude::*;
use locale::{t, td_string};

use super::dates::last_day;
use super::state::OpenTask;
use crate::features::shared::hours;
use crate::ui::check::Switch;
use crate::ui::field::{FieldKind, SelectField, TextField};

/// Whether the dates are set by hand, and these dates. A summary has them only from a file; there
/// it can be given back to its sub-tasks.
#[component]
pub fn ByHand() -> impl IntoView {
    let open = OpenTask::expect();
    let is_manual = open.is(|task| task.manual.is_some());
    let is_milestone = open.is(|task| task.is_milestone);
    let set = move |is_manual: bool| {
        open.act_with(|view, task| {
            let dates = view.scheduled.dates(task.id)?;
            let dated = Dated { start: Some(dates.start), finish: Some(dates.finish) };
            Some(PlanOp::change(task.id, TaskChange::Manual(is_manual.then_some(dated))))
        });
    };
    view! {
        <Show when=move || !open.is_summary.get() || is_manual.get()>
            <div class="peek__choice">
                <Switch on=is_manual on_change=set>
                    {t!(open.words, peek.by_hand)}
                </Switch>
                <p class="field__hint">{t!(open.words, peek.by_hand_hint)}</p>
            </div>
            <Show when=move || is_manual.get()>
                <div class="field__row">
                    <HandDay is_finish=false />
                    <Show when=move || !is_milestone.get()>
                        <HandDay is_finish=true />
                    </Show>
                </div>
            </Show>
        </Show>
    }
}

/// The day on which a task that is set by hand starts or finishes.
#[component]
fn HandDay(is_finish: bool) -> impl IntoView {
    let open = OpenTask::expect();
    let day = open.field(move |task, view| {
        let dates = view.scheduled.dates(task.id);
        let day = dates.map(|dates| match is_finish {
            true => last_day(dates),
            false => time::day_of(dates.start),
        });
        day.map(|day| day.to_string()).unwrap_or_default()
    });
    let save = move |text: String| {
        let Ok(wanted) = text.parse::<NaiveDate>() else { return day.settle() };
        day.save(&text, |base| {
            open.act_with_from(base, |view, task| {
                let calendar = view.plan.calendar_of(task);
                let dated = match is_finish {
                    true => Dated {
                        start: task.manual.and_then(|was| was.start),
                        finish: Some(hours::end_of_work(calendar, wanted)),
                    },
                    // Without a finish the duration says when the work ends.
                    false => {
                        Dated { start: Some(hours::start_of_work(calendar, wanted)), finish: None }
                    }
                };
                Some(PlanOp::change(task.id, TaskChange::Manual(Some(dated))))
            });
        });
    };
    let (name, label) = match is_finish {
        true => ("peek-hand-finish", t!(open.words, peek.hand_finish)),
        false => ("peek-hand-start", t!(open.words, peek.hand_start)),
    };
    view! { <TextField name label kind=FieldKind::Date bind=day.text on_change=save /> }
}

/// By which calendar the task is worked.
#[component]
pub fn OwnCalendar() -> impl IntoView {
    let open = OpenTask::expect();
    let options = Signal::derive(move || {
        let locale = open.locale();
        open.plan.with(|view| {
            let calendars = &view.plan.calendars;
            let usual = calendars.get(&view.plan.settings.calendar);
            let usual = usual.map_or("", |calendar| calendar.name.as_str());
            let usual = td_string!(locale, peek.calendar_of_plan, name = usual);
            let mut others: Vec<(String, String)> = calendars
                .values()
                .map(|calendar| (calendar.id.to_string(), calendar.name.clone()))
                .collect();
            others.sort_by(|a, b| a.1.cmp(&b.1));
            std::iter::once((String::new(), usual)).chain(others).collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || {
        open.get(|task| task.calendar.map(|id| id.to_string()).unwrap_or_default())
    });
    let has_resources = move || open.get(Task::works_in_other_time);
    let hint = Signal::derive(move || match has_resources() {
        true => td_string!(open.locale(), peek.calendar_resources).to_owned(),
        false => String::new(),
    });
    let choose = move |id: String| open.change(TaskChange::Calendar(id.parse().ok()));
    view! {
        <SelectField
            name="peek-calendar"
            label=t!(open.words, peek.calendar)
            options
            value
            hint
            on_change=choose
        />
    }
}

/// Whether the task is left out of the schedule.
#[component]
pub fn InactiveSwitch() -> impl IntoView {
    let open = OpenTask::expect();
    let set = move |is_inactive: bool| open.change(TaskChange::Inactive(is_inactive));
    view! {
        <div class="peek__choice">
            <Switch on=open.is(|task| task.is_inactive) on_change=set>
                {t!(open.words, peek.is_inactive)}
            </Switch>
            <p class="field__hint">{t!(open.words, peek.is_inactive_hint)}</p>
        </div>
    }
}

/// When work really began and ended. Progress and the board write these days; here they are put
/// right.
#[component]
pub fn Worked() -> impl IntoView {
    let open = OpenTask::expect();
    let may_work = open.may_work();
    let has_begun = open.is(|task| task.actual.start.is_some());
    let is_done = open.is(|task| task.actual.finish.is_some());
    view! {
        <Show when=move || has_begun.get()>
            <fieldset class="peek__group field__row" disabled=move || !may_work.get()>
                <WorkedDay is_finish=false />
                <Show when=move || is_done.get()>
                    <WorkedDay is_finish=true />
                </Show>
            </fieldset>
        </Show>
    }
}

#[component]
fn WorkedDay(is_finish: bool) -> impl IntoView {
    let open = OpenTask::expect();
    let day = open.field(move |task, _| {
        let day = match is_finish {
            true => task.actual.finish.map(time::last_day_of),
            false => task.actual.start.map(time::day_of),
        };
        day.map(|day| day.to_string()).unwrap_or_default()
    });
    let save = move |text: String| {
        let Ok(wanted) = text.parse::<NaiveDate>() else { return day.settle() };
        day.save(&text, |base| {
            open.act_with_from(base, |view, task| {
                let calendar = view.plan.calendar_of(task);
                let actual = match is_finish {
                    true => {
                        Dated { finish: Some(hours::end_of_work(calendar, wanted)), ..task.actual }
                    }
                    false => {
                        Dated { start: Some(hours::start_of_work(calendar, wanted)), ..task.actual }
                    }
                };
                let change = TaskChange::Progress { percent: task.percent, actual };
                Some(PlanOp::change(task.id, change))
            });
        });
    };
    let (name, label) = match is_finish {
        true => ("peek-ended", t!(open.words, peek.really_ended)),
        false => ("peek-began", t!(open.words, peek.really_began)),
    };
    view! { <TextField name label kind=FieldKind::Date bind=day.text on_change=save /> }
}
