//! Throughput: how many cards were finished on each day and in each week.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::FinishedCard;
use super::span::Span;

/// How many cards were finished when. A card counts once, on the day of its last arrival.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Throughput {
    /// The first day: the one on which the plan began.
    pub first: NaiveDate,
    /// The number for every day from the first to today, which is not over.
    pub days: Vec<u32>,
    /// The same by week, the earliest first, none left out; the first and the last may be begun.
    pub weeks: Vec<Week>,
}

/// A week by ISO 8601: from Monday to Sunday, belonging to the year of its Thursday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// The year to which the week belongs.
    pub year: i32,
    /// Its number, 1 to 53.
    pub week: u32,
    /// How many cards were finished in it.
    pub cards: u32,
}

impl Week {
    /// The day on which it begins; none beyond the calendar.
    #[must_use]
    pub fn monday(&self) -> Option<NaiveDate> {
        NaiveDate::from_isoywd_opt(self.year, self.week, Weekday::Mon)
    }
}

impl Throughput {
    pub(super) fn of(finished: &[FinishedCard], span: Span) -> Self {
        let mut days = vec![0; span.count];
        for card in finished {
            days[span.place(card.day)] += 1;
        }
        Self::new(span.first, days)
    }

    pub(super) fn new(first: NaiveDate, days: Vec<u32>) -> Self {
        Self { first, weeks: weeks(first, &days), days }
    }

    /// The last of the days.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.first.iter_days().nth(self.days.len().saturating_sub(1)).unwrap_or(self.first)
    }
}

fn weeks(first: NaiveDate, days: &[u32]) -> Vec<Week> {
    let mut weeks: Vec<Week> = Vec::new();
    for (day, cards) in first.iter_days().zip(days) {
        let (year, week) = (day.iso_week().year(), day.iso_week().week());
        match weeks.last_mut() {
            Some(last) if (last.year, last.week) == (year, week) => last.cards += cards,
            _ => weeks.push(Week { year, week, cards: *cards }),
        }
    }
    weeks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_monday_and_belong_to_the_year_of_their_thursday() {
        // From Saturday 2 January 2027, in the last week of 2026, over ten days to a Monday.
        let first = "2027-01-02".parse().unwrap();
        let throughput = Throughput::new(first, vec![1, 2, 0, 3, 0, 0, 0, 0, 4, 5]);
        let weeks: Vec<_> =
            throughput.weeks.iter().map(|week| (week.year, week.week, week.cards)).collect();
        assert_eq!(weeks, [(2026, 53, 3), (2027, 1, 7), (2027, 2, 5)]);
        let mondays: Vec<_> = throughput.weeks.iter().filter_map(Week::monday).collect();
        let expected: [NaiveDate; 3] =
            ["2026-12-28", "2027-01-04", "2027-01-11"].map(|day| day.parse().unwrap());
        assert_eq!(mondays, expected);
        assert_eq!(throughput.today(), "2027-01-11".parse().unwrap());
    }
}
