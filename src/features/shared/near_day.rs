//! A day in a sentence, as somebody reads it today.

use chrono::{NaiveDate, NaiveDateTime};
use locale::{Locale, dates};

use crate::ui::dom;

/// A day, with its year where that is not this one; where nobody knows today, with its year.
#[must_use]
pub fn near_day(locale: Locale, day: NaiveDate) -> String {
    match dom::today() {
        Some(today) => dates::near(locale, day, today),
        None => dates::full(locale, day),
    }
}

/// A moment with its day likewise: 4 Mar 15:20.
#[must_use]
pub fn near_moment(locale: Locale, at: NaiveDateTime) -> String {
    format!("{} {}", near_day(locale, at.date()), at.format("%H:%M"))
}
