//! The wall clock of a plan, counted in whole minutes without a time zone.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime};

/// Minutes since 1970-01-01T00:00 on the project's wall clock.
pub type Minute = i64;

/// Days since 1970-01-01, a Thursday.
pub type Day = i64;

/// Minutes from one midnight to the next.
pub const MINUTES_PER_DAY: i64 = 24 * 60;

/// The minutes in which a plan may lie: those of the years 1970 to 2149.
pub const PLANNABLE: std::ops::RangeInclusive<Minute> = 0..=65_744 * MINUTES_PER_DAY - 1;

/// The wall-clock minute of a date and time; seconds are dropped.
pub fn minute_at(moment: NaiveDateTime) -> Minute {
    moment.and_utc().timestamp().div_euclid(60)
}

/// The date and time of a wall-clock minute; minutes outside the calendar's years give its ends.
pub fn datetime_at(minute: Minute) -> NaiveDateTime {
    let seconds = minute.saturating_mul(60);
    match DateTime::from_timestamp(seconds, 0) {
        Some(moment) => moment.naive_utc(),
        None if minute < 0 => NaiveDateTime::MIN,
        None => NaiveDateTime::MAX,
    }
}

/// The day in which a minute lies; midnight belongs to the day that begins.
pub fn day_of(minute: Minute) -> Day {
    minute.div_euclid(MINUTES_PER_DAY)
}

/// The first minute of a day.
pub fn start_of_day(day: Day) -> Minute {
    day.saturating_mul(MINUTES_PER_DAY)
}

/// The day number of a date.
pub fn day_at(date: NaiveDate) -> Day {
    date.signed_duration_since(NaiveDate::default()).num_days()
}

/// The date of a day number; days outside the calendar's years give its ends.
pub fn date_at(day: Day) -> NaiveDate {
    let epoch = NaiveDate::default();
    let distance = Days::new(day.unsigned_abs());
    if day < 0 {
        epoch.checked_sub_days(distance).unwrap_or(NaiveDate::MIN)
    } else {
        epoch.checked_add_days(distance).unwrap_or(NaiveDate::MAX)
    }
}
