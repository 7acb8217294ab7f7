//! The exception in hand: what is written about days that differ.

use chrono::NaiveDate;
use domain::plan::CalendarException;
use domain::{Refusal, text, time};
use leptos::prelude::*;

use super::typed::{self, Fault};

/// Why an exception cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is no first day, or no day is meant by what is written.
    NoDay,
    /// The hours.
    Hours(Fault),
    /// A rule says no.
    Rule(Refusal),
}

/// The fields of an exception. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Slip {
    /// First day.
    pub from: RwSignal<String>,
    /// Last day; empty is the first.
    pub to: RwSignal<String>,
    /// The hours of each day; empty is free.
    pub hours: RwSignal<String>,
    /// What the days are called.
    pub name: RwSignal<String>,
    /// The place of the exception that is being changed; none for another one.
    pub at: RwSignal<Option<usize>>,
    /// What is wrong.
    pub wrong: RwSignal<Option<Wrong>>,
}

impl Slip {
    /// Empty fields.
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            from: text(),
            to: text(),
            hours: text(),
            name: text(),
            at: RwSignal::new(None),
            wrong: RwSignal::new(None),
        }
    }

    /// Writes an exception into the fields.
    pub fn write(self, at: usize, exception: &CalendarException) {
        self.from.set(exception.from.to_string());
        self.to.set(exception.to.to_string());
        self.hours.set(typed::written(&exception.shifts));
        self.name.set(exception.name.clone());
        self.at.set(Some(at));
        self.wrong.set(None);
    }

    /// Empties the fields.
    pub fn clear(self) {
        for field in [self.from, self.to, self.hours, self.name] {
            field.set(String::new());
        }
        self.at.set(None);
        self.wrong.set(None);
    }

    /// Whether nothing is written.
    pub fn is_empty(self) -> bool {
        let fields = [self.from, self.to, self.hours, self.name];
        fields.into_iter().all(|field| field.with_untracked(|text| text.trim().is_empty()))
    }

    /// The exception as it is written.
    pub fn exception(self) -> Result<CalendarException, Wrong> {
        let day = |text: String| text.trim().parse::<NaiveDate>().map_err(|_| Wrong::NoDay);
        let from = day(self.from.get_untracked())?;
        let to = match self.to.get_untracked() {
            same if same.trim().is_empty() => from,
            other => day(other)?,
        };
        let days = time::FIRST_DAY..=time::LAST_DAY;
        if to < from {
            return Err(Wrong::Rule(Refusal::EndsBeforeStart));
        }
        if !days.contains(&from) || !days.contains(&to) {
            return Err(Wrong::Rule(Refusal::DateOutOfRange));
        }
        // The hours of an exception end with its day: nobody has said whose the next night is.
        let shifts = typed::read(&self.hours.get_untracked(), false).map_err(Wrong::Hours)?;
        let name = text::line(&self.name.get_untracked()).map_err(Wrong::Rule)?;
        Ok(CalendarException { from, to, name, shifts })
    }
}
