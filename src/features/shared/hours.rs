//! Days and lengths as people enter them, in the minutes that a plan keeps. Pure.

use chrono::{Datelike, NaiveDate};
use domain::plan::{Calendar, Settings, Shift, TaskDuration, Unit};
use domain::time::{self, DAY, Minute};

/// The first working minute of a day; midnight where nobody works.
#[must_use]
pub fn start_of_work(calendar: Option<&Calendar>, day: NaiveDate) -> Minute {
    let shifts = calendar.map_or(&[][..], |calendar| shifts_on(calendar, day));
    time::start_of(day) + shifts.iter().map(|shift| i64::from(shift.from)).min().unwrap_or(0)
}

/// The minute after the last working one of a day; the next midnight where nobody works.
#[must_use]
pub fn end_of_work(calendar: Option<&Calendar>, day: NaiveDate) -> Minute {
    let shifts = calendar.map_or(&[][..], |calendar| shifts_on(calendar, day));
    // A shift over midnight belongs to the day on which it begins; here it ends with that day.
    let end = |shift: &Shift| if shift.to <= shift.from { DAY } else { i64::from(shift.to) };
    time::start_of(day) + shifts.iter().map(end).max().unwrap_or(DAY)
}

fn shifts_on(calendar: &Calendar, day: NaiveDate) -> &[Shift] {
    let weekday = day.weekday().num_days_from_monday() as usize;
    if let Some(exception) = calendar.exception_on(day) {
        return &exception.shifts;
    }
    let other = calendar.work_weeks.iter().rev().find(|week| (week.from..=week.to).contains(&day));
    other.map_or(&calendar.week[weekday], |week| &week.week[weekday])
}

/// A duration as a number in its own unit, at most two decimals.
#[must_use]
pub fn number(duration: TaskDuration, settings: &Settings) -> String {
    let value = duration.minutes as f64 / minutes_of(duration, settings) as f64;
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The duration that a number in the same unit means; `None` for what is no number.
#[must_use]
pub fn with_number(was: TaskDuration, text: &str, settings: &Settings) -> Option<TaskDuration> {
    let value: f64 = text.trim().parse().ok()?;
    let minutes = (value * minutes_of(was, settings) as f64).round();
    // A float beyond i64 saturates; the rule of the plan then refuses it.
    value.is_finite().then_some(TaskDuration { minutes: minutes as i64, ..was })
}

fn minutes_of(duration: TaskDuration, settings: &Settings) -> i64 {
    let (day, week) = match duration.is_elapsed {
        true => (DAY, 7 * DAY),
        false => (settings.minutes_per_day.max(1), settings.minutes_per_week.max(1)),
    };
    match duration.unit {
        Unit::Minutes => 1,
        Unit::Hours => 60,
        Unit::Days => day,
        Unit::Weeks => week,
        Unit::Months => day * settings.days_per_month.max(1),
    }
}

#[cfg(test)]
mod tests {
    use domain::CalendarId;
    use domain::plan::CalendarException;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn written(minute: Minute) -> String {
        time::datetime_at(minute).format("%m-%d %H:%M").to_string()
    }

    #[test]
    fn a_day_begins_and_ends_with_its_shifts() {
        let mut calendar = Calendar::office(CalendarId::new(1, [0; 10]), "office".to_owned());
        let half = vec![Shift { from: 600, to: 720 }];
        let saturday = day("2026-03-07");
        calendar.exceptions.push(CalendarException {
            from: saturday,
            to: saturday,
            name: String::new(),
            shifts: half,
        });
        let check = |text: &str, expected: &str| {
            let from = start_of_work(Some(&calendar), day(text));
            let to = end_of_work(Some(&calendar), day(text));
            assert_eq!(format!("{} {}", written(from), written(to)), expected);
        };
        check("2026-03-04", "03-04 09:00 03-04 18:00");
        check("2026-03-07", "03-07 10:00 03-07 12:00");
        check("2026-03-08", "03-08 00:00 03-09 00:00");
        assert_eq!(written(start_of_work(None, day("2026-03-04"))), "03-04 00:00");
    }

    #[test]
    fn durations_keep_their_unit() {
        let calendar = Calendar::office(CalendarId::new(1, [0; 10]), "office".to_owned());
        let settings = domain::plan::Plan::new(0, calendar, Vec::new()).settings;
        let days = TaskDuration::days(5, 480);
        assert_eq!(number(days, &settings), "5");
        assert_eq!(with_number(days, " 2.5 ", &settings).unwrap().minutes, 1200);
        assert_eq!(with_number(days, "soon", &settings), None);
        assert_eq!(with_number(days, "inf", &settings), None);
        let hours = TaskDuration { minutes: 90, unit: Unit::Hours, is_elapsed: false };
        assert_eq!(number(hours, &settings), "1.5");
        let weeks = TaskDuration { minutes: 7 * DAY, unit: Unit::Weeks, is_elapsed: true };
        assert_eq!(number(weeks, &settings), "1");
    }
}
