//! What the days are called on which nobody works.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::plan::Calendar;

/// Most days that are looked through: longer than any holiday.
const DAYS_MAX: usize = 400;
/// Most kinds of free days that are named.
const NAMED_MAX: usize = 6;

/// Days on which nobody works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Free {
    /// Saturday, Sunday.
    Weekend,
    /// An exception of the calendar, by its name.
    Holiday(String),
    /// Any other day that the calendar leaves free.
    Other,
}

impl Free {
    /// The free days from one day up to but not including another, each kind once, in their order.
    #[must_use]
    pub fn between(calendar: Option<&Calendar>, from: NaiveDate, until: NaiveDate) -> Vec<Self> {
        let mut found = Vec::new();
        let Some(calendar) = calendar else { return found };
        let days = from.iter_days().take_while(|day| *day < until).take(DAYS_MAX);
        for free in days.filter_map(|day| Self::on(calendar, day)) {
            if !found.contains(&free) && found.len() < NAMED_MAX {
                found.push(free);
            }
        }
        found
    }

    /// What a day is called; none for one that is worked.
    fn on(calendar: &Calendar, day: NaiveDate) -> Option<Self> {
        if !calendar.shifts_on(day).is_empty() {
            return None;
        }
        let name = calendar.exception_on(day).map_or("", |exception| exception.name.trim());
        Some(match name {
            "" if day.weekday().num_days_from_monday() >= 5 => Self::Weekend,
            "" => Self::Other,
            name => Self::Holiday(name.to_owned()),
        })
    }
}
