//! Why a task lies where it lies.

use crate::Driver;

/// What decided a task's dates, and whether it then waited for working time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reason {
    pub(crate) driver: Driver,
    pub(crate) waits_for_calendar: bool,
    /// Whether a constraint's date was, or without it would have been, passed.
    pub(crate) is_missed: bool,
    /// Whether the finish is held in a pause after the work.
    pub(crate) rests_before_finish: bool,
}

impl Reason {
    /// Decided by one thing alone.
    pub(crate) fn of(driver: Driver) -> Self {
        Reason { driver, waits_for_calendar: false, is_missed: false, rests_before_finish: false }
    }
}
