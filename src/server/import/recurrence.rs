//! The days on which a recurring calendar exception falls.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::raw::RawRecurrence;

/// Most days that one recurring exception is followed through: the years that a plan may hold.
const DAYS_MAX: usize = 181 * 366;

/// The days of a recurrence from its first to its last day, in stretches.
pub(super) fn stretches(
    recurrence: RawRecurrence,
    first: NaiveDate,
    last: NaiveDate,
) -> Vec<(NaiveDate, NaiveDate)> {
    let most = recurrence.occurrences.and_then(|count| usize::try_from(count).ok());
    let days = first.iter_days().take_while(|day| *day <= last).take(DAYS_MAX);
    let days = days.filter(|day| falls_on(recurrence, first, *day));
    let mut stretches: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days.take(most.unwrap_or(usize::MAX)) {
        match stretches.last_mut() {
            Some((_, end)) if end.succ_opt() == Some(day) => *end = day,
            _ => stretches.push((day, day)),
        }
    }
    stretches
}

fn falls_on(recurrence: RawRecurrence, first: NaiveDate, day: NaiveDate) -> bool {
    let since = day.signed_duration_since(first).num_days();
    let months = i64::from(day.year() - first.year()) * 12 + i64::from(day.month())
        - i64::from(first.month());
    let is_in_turn = |count: i64| count % recurrence.period.max(1) == 0;
    let is_in_month = i64::from(day.month0()) == recurrence.month;
    let is_on_day = i64::from(day.day()) == recurrence.month_day;
    match recurrence.kind {
        1 | 7 => is_in_turn(since),
        8 => is_weekday(day),
        6 => {
            let weeks = (since + i64::from(first.weekday().num_days_from_sunday())) / 7;
            let bit = 1 << day.weekday().num_days_from_sunday();
            recurrence.weekdays & bit != 0 && is_in_turn(weeks)
        }
        4 => is_on_day && is_in_turn(months),
        5 => is_at_position(recurrence, day) && is_in_turn(months),
        2 => is_in_month && is_on_day,
        3 => is_in_month && is_at_position(recurrence, day),
        _ => false,
    }
}

/// Whether a day is the first, second … or last of its kind in its month.
fn is_at_position(recurrence: RawRecurrence, day: NaiveDate) -> bool {
    let is_item = |day: NaiveDate| is_item(recurrence.month_item, day);
    let in_month = |days: u64, is_before: bool| {
        let other = if is_before {
            day.checked_sub_days(Days::new(days))
        } else {
            day.checked_add_days(Days::new(days))
        };
        other.filter(|other| other.month() == day.month())
    };
    let before = (1..31).filter_map(|days| in_month(days, true)).filter(|day| is_item(*day));
    let mut after = (1..31).filter_map(|days| in_month(days, false));
    is_item(day)
        && match recurrence.month_position {
            4 => !after.any(is_item),
            position => i64::try_from(before.count()) == Ok(position),
        }
}

fn is_item(item: i64, day: NaiveDate) -> bool {
    match item {
        0 => true,
        1 => is_weekday(day),
        2 => !is_weekday(day),
        _ => i64::from(day.weekday().num_days_from_sunday()) == item - 3,
    }
}

fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(recurrence: RawRecurrence, from: &str, to: &str, expected: &str) {
        let stretches = stretches(recurrence, from.parse().unwrap(), to.parse().unwrap());
        let written = |(first, last): &(NaiveDate, NaiveDate)| match first == last {
            true => first.to_string(),
            false => format!("{first}..{last}"),
        };
        assert_eq!(stretches.iter().map(written).collect::<Vec<_>>().join(" "), expected);
    }

    const PLAIN: RawRecurrence = RawRecurrence {
        kind: 1,
        period: 1,
        weekdays: 0,
        month: 0,
        month_day: 0,
        month_item: 0,
        month_position: 0,
        occurrences: None,
    };

    #[test]
    fn every_kind_of_recurrence_is_followed() {
        let every_second_day = RawRecurrence { period: 2, ..PLAIN };
        check(every_second_day, "2026-03-01", "2026-03-05", "2026-03-01 2026-03-03 2026-03-05");
        let weekends = RawRecurrence { kind: 6, weekdays: 0b100_0001, ..PLAIN };
        check(
            weekends,
            "2026-03-06",
            "2026-03-15",
            "2026-03-07..2026-03-08 2026-03-14..2026-03-15",
        );
        let second_friday = RawRecurrence { kind: 6, weekdays: 0b10_0000, period: 2, ..PLAIN };
        check(second_friday, "2026-03-02", "2026-03-31", "2026-03-06 2026-03-20");
        let new_year = RawRecurrence { kind: 2, month: 0, month_day: 1, ..PLAIN };
        check(new_year, "2025-06-01", "2027-12-31", "2026-01-01 2027-01-01");
        let thanksgiving =
            RawRecurrence { kind: 3, month: 10, month_item: 7, month_position: 3, ..PLAIN };
        check(thanksgiving, "2026-01-01", "2027-12-31", "2026-11-26 2027-11-25");
        let last_monday = RawRecurrence { kind: 5, month_item: 4, month_position: 4, ..PLAIN };
        check(last_monday, "2026-03-01", "2026-04-30", "2026-03-30 2026-04-27");
        let fifteenth = RawRecurrence { kind: 4, month_day: 15, occurrences: Some(2), ..PLAIN };
        check(fifteenth, "2026-01-01", "2026-12-31", "2026-01-15 2026-02-15");
    }
}
