//! Times: UTC milliseconds for what happened, project minutes for what is planned.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use planner::{Minute, datetime_at, minute_at};

/// The first day a plan may hold.
pub const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a real day");
/// The last day a plan may hold.
pub const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2149, 12, 31).expect("a real day");
/// Minutes of a civil day.
pub const DAY: Minute = planner::MINUTES_PER_DAY;

/// A moment that happened: UTC milliseconds since 1970.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// This moment moved by a number of minutes.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0 + minutes * 60_000)
    }

    /// The moment as a UTC date and time; the epoch when it lies outside what can be written.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }
}

/// The first minute of a day on the project's wall clock.
#[must_use]
pub fn start_of(day: NaiveDate) -> Minute {
    planner::start_of_day(planner::day_at(day))
}

/// The day that holds a minute; a finish at midnight belongs to the day before (`last_day_of`).
#[must_use]
pub fn day_of(minute: Minute) -> NaiveDate {
    planner::date_at(planner::day_of(minute))
}

/// The day on which work that finishes at `finish` ends: midnight counts for the day before.
#[must_use]
pub fn last_day_of(finish: Minute) -> NaiveDate {
    day_of(finish - 1)
}

/// Whether a minute lies within the days that a plan may hold.
#[must_use]
pub fn is_plannable(minute: Minute) -> bool {
    (0..start_of(LAST_DAY) + DAY).contains(&minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_and_clock_agree() {
        for text in ["1970-01-01T00:00:00", "2026-03-04T17:30:00", "2149-12-31T23:59:00"] {
            let at: chrono::NaiveDateTime = text.parse().unwrap();
            assert_eq!(datetime_at(minute_at(at)), at);
        }
    }

    #[test]
    fn the_engine_plans_in_the_same_years() {
        assert_eq!(planner::PLANNABLE, 0..=start_of(LAST_DAY) + DAY - 1);
        assert!(is_plannable(*planner::PLANNABLE.end()));
        assert!(!is_plannable(planner::PLANNABLE.end() + 1));
    }

    #[test]
    fn a_finish_at_midnight_belongs_to_the_day_before() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 5).unwrap();
        assert_eq!(last_day_of(start_of(day)), day.pred_opt().unwrap());
        assert_eq!(day_of(start_of(day)), day);
    }
}
