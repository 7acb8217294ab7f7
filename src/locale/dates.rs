//! Dates, times and durations as people write them.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use domain::plan::{Settings, TaskDuration, Unit};

use crate::Locale;

const WEEKDAYS_ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const WEEKDAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_LONG_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a day of the week: 周三, Wed.
#[must_use]
pub fn weekday(locale: Locale, day: NaiveDate) -> &'static str {
    weekday_at(locale, day.weekday().num_days_from_monday() as usize)
}

/// The name of a day of the week by its place from Monday, 0, to Sunday, 6.
#[must_use]
pub const fn weekday_at(locale: Locale, place: usize) -> &'static str {
    match locale {
        Locale::zh_CN => WEEKDAYS_ZH[place % 7],
        Locale::en => WEEKDAYS_EN[place % 7],
    }
}

/// A date in prose: 3月4日 周三, Wed 4 Mar.
#[must_use]
pub fn prose(locale: Locale, day: NaiveDate) -> String {
    match locale {
        Locale::zh_CN => format!("{} {}", short(locale, day), weekday(locale, day)),
        Locale::en => format!("{} {}", weekday(locale, day), short(locale, day)),
    }
}

/// A date in prose without its weekday: 3月4日, 4 Mar.
#[must_use]
pub fn short(locale: Locale, day: NaiveDate) -> String {
    match locale {
        Locale::zh_CN => format!("{}月{}日", day.month(), day.day()),
        Locale::en => format!("{} {}", day.day(), MONTHS_EN[day.month0() as usize]),
    }
}

/// A date in prose with its year: 2026年3月4日, 4 Mar 2026.
#[must_use]
pub fn full(locale: Locale, day: NaiveDate) -> String {
    match locale {
        Locale::zh_CN => format!("{}年{}", day.year(), short(locale, day)),
        Locale::en => format!("{} {}", short(locale, day), day.year()),
    }
}

/// A date in a table: 2026-03-04 周三, 2026-03-04 Wed.
#[must_use]
pub fn table(locale: Locale, day: NaiveDate) -> String {
    format!("{day} {}", weekday(locale, day))
}

/// A month as a heading: 2026年3月, March 2026.
#[must_use]
pub fn month(locale: Locale, day: NaiveDate) -> String {
    match locale {
        Locale::zh_CN => format!("{}年{}月", day.year(), day.month()),
        Locale::en => format!("{} {}", MONTHS_LONG_EN[day.month0() as usize], day.year()),
    }
}

/// A moment: 2026-03-04 15:20.
#[must_use]
pub fn moment(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// A duration in the unit that people chose: 5 天, 5 d; one decimal where it does not come out even.
#[must_use]
pub fn duration(locale: Locale, duration: TaskDuration, settings: &Settings) -> String {
    let (per_day, per_week) = match duration.is_elapsed {
        true => (1440, 7 * 1440),
        false => (settings.minutes_per_day.max(1), settings.minutes_per_week.max(1)),
    };
    let (unit, zh, en) = match duration.unit {
        Unit::Minutes => (1, "分钟", "min"),
        Unit::Hours => (60, "小时", "h"),
        Unit::Days => (per_day, "天", "d"),
        Unit::Weeks => (per_week, "周", "w"),
        Unit::Months => (per_day * settings.days_per_month.max(1), "月", "mo"),
    };
    let tenths = (duration.minutes * 10 + unit / 2) / unit;
    let number = match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    };
    match locale {
        Locale::zh_CN => format!("{number} {zh}"),
        Locale::en => format!("{number} {en}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_naturally_in_both_languages() {
        let day: NaiveDate = "2026-03-04".parse().unwrap();
        assert_eq!(prose(Locale::zh_CN, day), "3月4日 周三");
        assert_eq!(prose(Locale::en, day), "Wed 4 Mar");
        assert_eq!(table(Locale::zh_CN, day), "2026-03-04 周三");
        assert_eq!(month(Locale::en, day), "March 2026");
    }
}
