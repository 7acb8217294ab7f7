//! The days that a history covers.

use chrono::NaiveDate;

/// Days in a row, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The first day.
    pub(super) first: NaiveDate,
    /// How many days there are, at least one.
    pub(super) count: usize,
}

impl Span {
    /// From a day to another; a last day before the first leaves the first alone.
    pub(super) fn new(first: NaiveDate, last: NaiveDate) -> Self {
        let later = usize::try_from((last - first).num_days()).unwrap_or(0);
        Self { first, count: later + 1 }
    }

    /// Which day from 0 a date is; one outside counts for the nearest day inside.
    pub(super) fn place(self, day: NaiveDate) -> usize {
        usize::try_from((day - self.first).num_days()).unwrap_or(0).min(self.count - 1)
    }
}
