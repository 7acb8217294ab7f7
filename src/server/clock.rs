//! The only place that asks what time it is.

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
