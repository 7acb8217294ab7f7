//! Days and stretches of time as the charts write them.

use chrono::{Days, NaiveDate};
use locale::numbers::grouped;
use locale::{Locale, dates, td_string};

use super::scale;

/// A stretch of time to one decimal, rounded up, so that "so many days or less" stays true.
pub fn tenths(days: f64) -> String {
    // What differs by less than a second is the same.
    let tenths = (days * 10.0 - 1e-4).ceil().max(1.0);
    format!("{:.1}", tenths / 10.0)
}

/// The same with its unit: 6.3 天.
pub fn days(locale: Locale, days: f64) -> String {
    td_string!(locale, flow.days, days = grouped(tenths(days)))
}

/// How long something has gone on, in whole days as its card tells them: 3 天, 不到 1 天.
pub fn age(locale: Locale, age: f64) -> String {
    match age as u32 {
        0 => td_string!(locale, flow.less_than_a_day).to_owned(),
        1 => td_string!(locale, flow.one_day).to_owned(),
        days => td_string!(locale, flow.days, days = grouped(days)),
    }
}

/// The day that stands in a place of a row of days.
pub fn day_at(first: NaiveDate, place: usize) -> NaiveDate {
    first.checked_add_days(Days::new(place as u64)).unwrap_or(first)
}

/// The days that stand below a picture and how far along it: the first, one in the middle, the
/// last. They tell a year where it is not that of the last.
pub fn day_marks(locale: Locale, first: NaiveDate, count: usize) -> Vec<(f64, String)> {
    let last = count.saturating_sub(1);
    let mut places = vec![0, last / 2, last];
    places.dedup();
    let told = |place| dates::narrow(locale, day_at(first, place), day_at(first, last));
    let mark = |place: usize| (scale::along(place, count), told(place));
    places.into_iter().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_time_is_never_told_too_short() {
        let told = [0.0, 0.04, 0.1, 0.1001, 1.1, 2.3, 6.21].map(tenths);
        assert_eq!(told, ["0.1", "0.1", "0.1", "0.2", "1.1", "2.3", "6.3"]);
        assert_eq!(age(Locale::en, 0.9), "less than a day");
        assert_eq!(age(Locale::en, 1.9), "1 day");
        assert_eq!(age(Locale::en, 18.5), "18 days");
    }

    #[test]
    fn up_to_three_days_stand_below_a_picture() {
        let marks = |locale, first: &str, count| {
            let all = day_marks(locale, first.parse().unwrap(), count).into_iter();
            all.map(|(at, day)| format!("{at} {day}")).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(marks(Locale::en, "2026-03-02", 1), "0 2 Mar");
        assert_eq!(marks(Locale::en, "2026-03-02", 2), "0 2 Mar, 100 3 Mar");
        assert_eq!(marks(Locale::en, "2026-03-02", 5), "0 2 Mar, 50 4 Mar, 100 6 Mar");
        assert_eq!(marks(Locale::zh_CN, "2025-12-30", 5), "0 2025/12/30, 50 1/1, 100 1/3");
    }
}
