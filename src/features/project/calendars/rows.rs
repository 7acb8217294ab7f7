//! The exceptions of a calendar as they are listed: year by year, what recurs together. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use domain::plan::{Calendar, CalendarException};

/// From so many days of the same name and hours in a year on they are listed as one.
const RECURS_FROM: usize = 5;

/// An exception with its place in the calendar.
pub type Placed = (usize, CalendarException);

/// What is listed in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// One exception.
    One(Placed),
    /// Something that recurs, by its days.
    Recurring(Vec<Placed>),
}

impl Listed {
    /// Its first day.
    fn first_day(&self) -> Option<NaiveDate> {
        match self {
            Self::One((_, exception)) => Some(exception.from),
            Self::Recurring(all) => all.first().map(|(_, exception)| exception.from),
        }
    }
}

/// The years in which a calendar has exceptions.
pub fn years(calendar: &Calendar) -> BTreeSet<i32> {
    calendar.exceptions.iter().flat_map(|one| one.from.year()..=one.to.year()).collect()
}

/// The year to begin with: that of `today`, or else the last one before it, or else the first.
pub fn year_near(calendar: &Calendar, today: NaiveDate) -> Option<i32> {
    let years = years(calendar);
    years.range(..=today.year()).next_back().or_else(|| years.first()).copied()
}

/// The exceptions of a year by their first day.
pub fn of_year(calendar: &Calendar, year: i32) -> Vec<Listed> {
    let holds = |one: &CalendarException| (one.from.year()..=one.to.year()).contains(&year);
    let found = calendar.exceptions.iter().enumerate().filter(|(_, one)| holds(one));
    let mut alike: BTreeMap<(&str, Vec<u16>, i64), Vec<Placed>> = BTreeMap::new();
    for (place, one) in found {
        let hours: Vec<u16> = one.shifts.iter().flat_map(|shift| [shift.from, shift.to]).collect();
        let length = one.to.signed_duration_since(one.from).num_days();
        alike.entry((one.name.as_str(), hours, length)).or_default().push((place, one.clone()));
    }
    let mut listed = Vec::new();
    for mut all in alike.into_values() {
        all.sort_by_key(|(_, exception)| exception.from);
        match all.len() >= RECURS_FROM {
            true => listed.push(Listed::Recurring(all)),
            false => listed.extend(all.into_iter().map(Listed::One)),
        }
    }
    listed.sort_by_key(Listed::first_day);
    listed
}

#[cfg(test)]
mod tests {
    use domain::CalendarId;

    use super::*;

    fn free(from: &str, to: &str, name: &str) -> CalendarException {
        let day = |text: &str| text.parse().unwrap();
        CalendarException {
            from: day(from),
            to: day(to),
            name: name.to_owned(),
            shifts: Vec::new(),
        }
    }

    #[test]
    fn exceptions_are_listed_by_year_and_what_recurs_together() {
        let id = CalendarId::new(1, [0; 10]);
        let mut calendar = Calendar::office(id, "office".to_owned());
        calendar.exceptions = vec![
            free("2026-12-31", "2027-01-02", "New year"),
            free("2026-05-01", "2026-05-05", "Labour day"),
        ];
        let fairs = ["2026-01-05", "2026-02-02", "2026-03-02", "2026-04-06", "2026-05-04"];
        calendar.exceptions.extend(fairs.map(|day| free(day, day, "Fair")));
        assert_eq!(years(&calendar), BTreeSet::from([2026, 2027]));
        let placed = |place: usize| (place, calendar.exceptions[place].clone());
        let fair = Listed::Recurring([2, 3, 4, 5, 6].map(placed).to_vec());
        let expected = vec![fair, Listed::One(placed(1)), Listed::One(placed(0))];
        assert_eq!(of_year(&calendar, 2026), expected);
        assert_eq!(of_year(&calendar, 2027), vec![Listed::One(placed(0))]);
        assert_eq!(of_year(&calendar, 2028), Vec::new());
        let near = |today: &str| year_near(&calendar, today.parse().unwrap());
        assert_eq!((near("2030-01-01"), near("2020-01-01")), (Some(2027), Some(2026)));
    }
}
