//! The exceptions of a calendar as they are listed: year by year, what recurs together. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use domain::plan::{Calendar, CalendarException};

/// From so many days of the same name and hours in a year on they are listed as one.
const RECURS_FROM: usize = 5;

/// What is listed in one place: the places of its exceptions in the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// One exception.
    One(usize),
    /// Something that recurs.
    Recurring(Vec<usize>),
}

impl Listed {
    /// The first of its places.
    pub fn first(&self) -> Option<usize> {
        match self {
            Self::One(place) => Some(*place),
            Self::Recurring(places) => places.first().copied(),
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
    let mut alike: BTreeMap<(&str, Vec<u16>, i64), Vec<usize>> = BTreeMap::new();
    for (place, one) in found {
        let hours = one.shifts.iter().flat_map(|shift| [shift.from, shift.to]).collect();
        let length = one.to.signed_duration_since(one.from).num_days();
        alike.entry((&one.name, hours, length)).or_default().push(place);
    }
    let mut listed = Vec::new();
    for mut places in alike.into_values() {
        places.sort_by_key(|place| calendar.exceptions[*place].from);
        match places.len() >= RECURS_FROM {
            true => listed.push(Listed::Recurring(places)),
            false => listed.extend(places.into_iter().map(Listed::One)),
        }
    }
    listed.sort_by_key(|one| one.first().map(|place| calendar.exceptions[place].from));
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
        let mondays = ["01-05", "02-02", "03-02", "04-06", "05-04"];
        let mondays = mondays.map(|day| free(&format!("2026-{day}"), &format!("2026-{day}"), "Fair"));
        calendar.exceptions.extend(mondays);
        assert_eq!(years(&calendar), BTreeSet::from([2026, 2027]));
        let fair = Listed::Recurring(vec![2, 3, 4, 5, 6]);
        let expected = vec![fair, Listed::One(1), Listed::One(0)];
        assert_eq!(of_year(&calendar, 2026), expected);
        assert_eq!(of_year(&calendar, 2027), vec![Listed::One(0)]);
        assert_eq!(of_year(&calendar, 2028), Vec::new());
        let near = |today: &str| year_near(&calendar, today.parse().unwrap());
        assert_eq!((near("2030-01-01"), near("2020-01-01")), (Some(2027), Some(2026)));
    }
}
