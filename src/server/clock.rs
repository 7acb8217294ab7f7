//! The only place that asks what time it is.

use chrono::{NaiveDate, NaiveTime, TimeZone};
use domain::time::{Minute, Timestamp, minute_at};

/// Now, in UTC milliseconds.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one clock of the program")]
pub fn now() -> Timestamp {
    Timestamp(chrono::Utc::now().timestamp_millis())
}

/// Now on the project's wall clock: the machine's local time.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one clock of the program")]
pub fn local_minute() -> Minute {
    minute_at(chrono::Local::now().naive_local())
}

/// A moment that happened, on the machine's local clock.
#[must_use]
pub fn local(at: Timestamp) -> chrono::NaiveDateTime {
    at.utc().with_timezone(&chrono::Local).naive_local()
}

/// The first moment after a day of the machine's local clock.
#[must_use]
pub fn end_of(day: NaiveDate) -> Timestamp {
    let next = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
    // Where the clock is put forward at midnight there is no such moment: any near it will do.
    let found = next.and_local_timezone(chrono::Local).earliest();
    let at = found.unwrap_or_else(|| chrono::Local.from_utc_datetime(&next));
    Timestamp(at.timestamp_millis())
}
