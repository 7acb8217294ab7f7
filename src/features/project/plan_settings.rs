//! What holds for the whole plan: where it starts, its calendar, what counts as critical.

use chrono::NaiveDate;
use domain::plan::{Calendar, Plan, PlanOp, Settings};
use domain::time::{self, Minute};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{Words, t, t_string, use_i18n};

use super::calendars::Desk;
use super::iterations::Iterations;
use super::lengths::{self, Lengths};
use crate::features::shared::hours;
use crate::features::shared::plan::PlanContext;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::check::Checkbox;
use crate::ui::dialog::{Dialog, DialogSize};
use crate::ui::field::{FieldKind, SelectField, TextField};
use crate::ui::icon::Icon;

/// What stands in the form; read from the plan each time it opens.
#[derive(Clone, Copy)]
struct Form {
    is_backward: RwSignal<bool>,
    /// The day that the plan is scheduled from: its start, or its finish.
    day: RwSignal<String>,
    calendar: RwSignal<String>,
    status_day: RwSignal<String>,
    critical_days: RwSignal<String>,
    has_many_paths: RwSignal<bool>,
    links_win: RwSignal<bool>,
    lengths: Lengths,
    /// What is wrong with the day, and with the days of float.
    wrong_day: RwSignal<bool>,
    wrong_days: RwSignal<bool>,
}

impl Form {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let flag = || RwSignal::new(false);
        Self {
            is_backward: flag(),
            day: text(),
            calendar: text(),
            status_day: text(),
            critical_days: text(),
            has_many_paths: flag(),
            links_win: flag(),
            lengths: Lengths::new(),
            wrong_day: flag(),
            wrong_days: flag(),
        }
    }

    fn read(self, settings: &Settings) {
        self.is_backward.set(settings.finish.is_some());
        self.day.set(day_of(settings).to_string());
        self.calendar.set(settings.calendar.to_string());
        let status = settings.status_date.map(|at| time::last_day_of(at).to_string());
        self.status_day.set(status.unwrap_or_default());
        let days = settings.critical_float / settings.minutes_per_day.max(1);
        self.critical_days.set(days.to_string());
        self.has_many_paths.set(settings.has_many_critical_paths);
        self.links_win.set(settings.constraints_yield);
        self.lengths.read(settings);
        self.wrong_day.set(false);
        self.wrong_days.set(false);
    }

    /// The settings as they were entered; none when something cannot be read, which is marked.
    fn settings(self, plan: &Plan) -> Option<Settings> {
        let before = &plan.settings;
        let day = self.day.get_untracked().parse::<NaiveDate>().ok();
        let days = self.critical_days.get_untracked().trim().parse::<i64>().ok();
        let days = days.filter(|days| (0..=10_000).contains(days));
        self.wrong_day.set(day.is_none());
        self.wrong_days.set(days.is_none());
        let lengths = self.lengths.taken(before.clone());
        let (day, days) = day.zip(days)?;
        let was = &lengths?;
        let calendar = self.calendar.get_untracked().parse().unwrap_or(was.calendar);
        let worked = plan.calendars.get(&calendar);
        let status = self.status_day.get_untracked().parse::<NaiveDate>().ok();
        let (start, finish) = match self.is_backward.get_untracked() {
            _ if day == day_of(was) && self.is_backward.get_untracked() == was.finish.is_some() => {
                (was.start, was.finish)
            }
            false => (hours::start_of_work(worked, day), None),
            true => (was.start, Some(hours::end_of_work(worked, day))),
        };
        Some(Settings {
            start,
            finish,
            calendar,
            status_date: status.map(|day| known_through(before, worked, day)),
            critical_float: critical_minutes(before, was.minutes_per_day, days),
            has_many_critical_paths: self.has_many_paths.get_untracked(),
            constraints_yield: self.links_win.get_untracked(),
            ..was.clone()
        })
    }
}

/// The day that a plan is scheduled from.
fn day_of(settings: &Settings) -> NaiveDate {
    settings.finish.map_or_else(|| time::day_of(settings.start), time::last_day_of)
}

/// The end of the work of a day up to which progress is known; what stood there, to the minute,
/// where that is the same day.
fn known_through(before: &Settings, worked: Option<&Calendar>, day: NaiveDate) -> Minute {
    let same = before.status_date.filter(|at| time::last_day_of(*at) == day);
    same.unwrap_or_else(|| hours::end_of_work(worked, day))
}

/// So many days of float in minutes; what stood there, to the minute, where that is as many days.
const fn critical_minutes(before: &Settings, per_day: i64, days: i64) -> i64 {
    let is_same = before.minutes_per_day == per_day && before.critical_float / per_day == days;
    if is_same { before.critical_float } else { days * per_day }
}

/// The form about the whole plan.
#[component]
pub fn PlanSettings(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Where the calendars are edited.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let form = Form::new();
    // The last operation that was known when the form was read.
    let base = StoredValue::new(0);
    Effect::new(move |_| {
        if open.get() {
            base.set_value(plan.seq());
            plan.with_untracked(|view| form.read(&view.plan.settings));
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let found = plan.with_untracked(|view| {
            let settings = form.settings(&view.plan);
            settings.map(|settings| (settings != view.plan.settings, settings))
        });
        let Some((is_other, settings)) = found else { return };
        open.set(false);
        if is_other {
            let said = t_string!(i18n, plan_settings.saved).to_owned();
            plan.dispatch_from(base.get_value(), PlanOp::Configure(settings), said);
        }
    };
    view! {
        <Dialog
            id="plan-settings"
            open
            size=DialogSize::Medium
            title=t!(i18n, plan_settings.title)
            close_label=t!(i18n, common.close)
        >
            <form class="field__form" novalidate on:submit=submit>
                {schedule_fields(i18n, plan, form)}
                <Button
                    icon=Icon::CalendarDays
                    on_press=move || {
                        open.set(false);
                        desk.open.set(true);
                    }
                >
                    {t!(i18n, calendars.edit_all)}
                </Button>
                {lengths::fields(i18n, form.lengths)}
                {critical_fields(i18n, form)}
                <div class="field__send">
                    <Button on_press=move || open.set(false)>{t!(i18n, common.cancel)}</Button>
                    <Button kind=ButtonKind::Primary submit=true>
                        {t!(i18n, plan_settings.save)}
                    </Button>
                </div>
            </form>
            <Iterations />
        </Dialog>
    }
}

/// From where the plan is scheduled, in whose time, and up to when progress is known.
fn schedule_fields(i18n: Words, plan: PlanContext, form: Form) -> impl IntoView {
    let directions = Signal::derive(move || {
        vec![
            ("start".to_owned(), t_string!(i18n, plan_settings.from_start).to_owned()),
            ("finish".to_owned(), t_string!(i18n, plan_settings.from_finish).to_owned()),
        ]
    });
    let calendars = Signal::derive(move || {
        let entry =
            |calendar: &domain::plan::Calendar| (calendar.id.to_string(), calendar.name.clone());
        plan.with(|view| view.plan.calendars.values().map(entry).collect::<Vec<_>>())
    });
    let direction = move || if form.is_backward.get() { "finish" } else { "start" }.to_owned();
    let day_label = move || match form.is_backward.get() {
        false => t_string!(i18n, plan_settings.start),
        true => t_string!(i18n, plan_settings.finish),
    };
    let wrong = Signal::derive(move || {
        form.wrong_day.get().then(|| t_string!(i18n, plan_settings.bad_date).to_owned())
    });
    view! {
        <SelectField
            name="plan-direction"
            label=t!(i18n, plan_settings.direction)
            options=directions
            value=Signal::derive(direction)
            on_change=move |value: String| form.is_backward.set(value == "finish")
        />
        <TextField
            name="plan-day"
            kind=FieldKind::Date
            label=Signal::derive(move || day_label().to_owned())
            bind=form.day
            error=wrong
            required=true
        />
        <SelectField
            name="plan-calendar"
            label=t!(i18n, plan_settings.calendar)
            options=calendars
            bind=form.calendar
        />
        <TextField
            name="plan-status-day"
            kind=FieldKind::Date
            label=t!(i18n, plan_settings.status_date)
            hint=Signal::derive(move || t_string!(i18n, plan_settings.status_date_hint).to_owned())
            bind=form.status_day
        />
    }
}

/// What counts as critical, and what wins.
fn critical_fields(i18n: Words, form: Form) -> impl IntoView {
    let wrong = Signal::derive(move || {
        form.wrong_days.get().then(|| t_string!(i18n, plan_settings.bad_days).to_owned())
    });
    view! {
        <TextField
            name="plan-critical-days"
            kind=FieldKind::Number
            label=t!(i18n, plan_settings.critical_days)
            hint=t!(i18n, plan_settings.critical_days_hint)
            bind=form.critical_days
            error=wrong
            min="0"
        />
        <Checkbox checked=form.has_many_paths on_change=move |on| form.has_many_paths.set(on)>
            {t!(i18n, plan_settings.many_paths)}
        </Checkbox>
        <Checkbox checked=form.links_win on_change=move |on| form.links_win.set(on)>
            {t!(i18n, plan_settings.links_win)}
        </Checkbox>
    }
}

#[cfg(test)]
mod tests {
    use domain::CalendarId;

    use super::*;

    #[test]
    fn what_nobody_touched_stays_to_the_minute() {
        let calendar = Calendar::office(CalendarId::new(1, [1; 10]), "Office".to_owned());
        let day: NaiveDate = "2026-03-04".parse().unwrap();
        let noon = time::start_of(day) + 720;
        let (status_date, critical_float) = (Some(noon), 500);
        let usual = Settings::new(0, calendar.id);
        let before = Settings { status_date, critical_float, ..usual };
        let through = |day: NaiveDate| known_through(&before, Some(&calendar), day);
        assert_eq!(through(day), noon);
        assert_eq!(through(day.succ_opt().unwrap()), noon + 1440 + 360);
        let minutes = |per_day, days| critical_minutes(&before, per_day, days);
        assert_eq!([minutes(480, 1), minutes(480, 2), minutes(450, 1)], [500, 960, 450]);
    }
}
