//! Dates, times and durations as people write them.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use domain::plan::{Settings, TaskDuration, Unit};

use crate::Locale;
use crate::numbers::grouped;

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

/// The same with its weekday, for papers that are kept: 2026年3月4日 周三, Wed 4 Mar 2026.
#[must_use]
pub fn full_prose(locale: Locale, day: NaiveDate) -> String {
    match locale {
        Locale::zh_CN => format!("{} {}", full(locale, day), weekday(locale, day)),
        Locale::en => format!("{} {}", weekday(locale, day), full(locale, day)),
    }
}

/// In which language days are told, and on which day: its year goes without saying.
pub type Told = (Locale, NaiveDate);

/// A date in prose, with its year where that is not today's: 3月4日, 2016年3月4日, 4 Mar 2016.
#[must_use]
pub fn near(locale: Locale, day: NaiveDate, today: NaiveDate) -> String {
    match day.year() == today.year() {
        true => short(locale, day),
        false => full(locale, day),
    }
}

/// The same with its weekday: 3月4日 周三, Wed 4 Mar, Fri 4 Mar 2016.
#[must_use]
pub fn near_prose(locale: Locale, day: NaiveDate, today: NaiveDate) -> String {
    match day.year() == today.year() {
        true => prose(locale, day),
        false => full_prose(locale, day),
    }
}

/// A day in a narrow place, with its year where that is not today's: 3/4, 4 Mar, 2016/3/4.
#[must_use]
pub fn narrow(locale: Locale, day: NaiveDate, today: NaiveDate) -> String {
    in_little_room(locale, day, day.year() != today.year())
}

/// First and last day in a narrow place, one day once: 3/4–3/10, 4–10 Mar. The year stands once
/// where it is another than today's, and twice where it ends in between.
#[must_use]
pub fn narrow_span(
    locale: Locale,
    (first, last): (NaiveDate, NaiveDate),
    today: NaiveDate,
) -> String {
    let whole = |day| in_little_room(locale, day, true);
    match locale {
        _ if first == last => narrow(locale, first, today),
        _ if first.year() != last.year() => format!("{}–{}", whole(first), whole(last)),
        Locale::zh_CN => {
            format!("{}–{}", narrow(locale, first, today), in_little_room(locale, last, false))
        }
        Locale::en if first.month() == last.month() => {
            format!("{}–{}", first.day(), narrow(locale, last, today))
        }
        Locale::en => format!("{}–{}", short(locale, first), narrow(locale, last, today)),
    }
}

fn in_little_room(locale: Locale, day: NaiveDate, has_year: bool) -> String {
    match (locale, has_year) {
        (Locale::zh_CN, false) => format!("{}/{}", day.month(), day.day()),
        (Locale::zh_CN, true) => format!("{}/{}/{}", day.year(), day.month(), day.day()),
        (Locale::en, false) => short(locale, day),
        (Locale::en, true) => full(locale, day),
    }
}

/// A date in a table: 2026-03-04 周三, Wed 4 Mar 2026.
#[must_use]
pub fn table(locale: Locale, day: NaiveDate) -> String {
    match locale {
        Locale::zh_CN => format!("{day} {}", weekday(locale, day)),
        Locale::en => full_prose(locale, day),
    }
}

/// A month as a heading: 2026年3月, March 2026.
#[must_use]
pub fn month(locale: Locale, day: NaiveDate) -> String {
    match locale {
        Locale::zh_CN => format!("{}年{}月", day.year(), day.month()),
        Locale::en => format!("{} {}", MONTHS_LONG_EN[day.month0() as usize], day.year()),
    }
}

/// A moment in prose with its year: 2026年3月4日 15:20, 4 Mar 2026 15:20.
#[must_use]
pub fn full_moment(locale: Locale, at: NaiveDateTime) -> String {
    format!("{} {}", full(locale, at.date()), at.format("%H:%M"))
}

/// A moment beside what somebody did then: 2026-03-04 15:20, 4 Mar 2026 15:20.
#[must_use]
pub fn stamp(locale: Locale, at: NaiveDateTime) -> String {
    match locale {
        Locale::zh_CN => moment(at),
        Locale::en => full_moment(locale, at),
    }
}

/// A moment that stands alone, on papers that are kept and in a terminal: 2026-03-04 15:20.
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
        0 => grouped(tenths / 10),
        rest => format!("{}.{rest}", grouped(tenths / 10)),
    };
    match locale {
        Locale::zh_CN => format!("{number} {zh}"),
        Locale::en => format!("{number} {en}"),
    }
}

#[cfg(test)]
mod tests {
    use domain::CalendarId;

    use super::*;

    #[test]
    fn dates_read_naturally_in_both_languages() {
        let day: NaiveDate = "2026-03-04".parse().unwrap();
        assert_eq!(prose(Locale::zh_CN, day), "3月4日 周三");
        assert_eq!(prose(Locale::en, day), "Wed 4 Mar");
        assert_eq!(full_prose(Locale::zh_CN, day), "2026年3月4日 周三");
        assert_eq!(full_prose(Locale::en, day), "Wed 4 Mar 2026");
        assert_eq!(table(Locale::zh_CN, day), "2026-03-04 周三");
        assert_eq!(table(Locale::en, day), "Wed 4 Mar 2026");
        assert_eq!(month(Locale::en, day), "March 2026");
        let at = day.and_hms_opt(15, 20, 0).unwrap();
        assert_eq!(full_moment(Locale::zh_CN, at), "2026年3月4日 15:20");
        assert_eq!(full_moment(Locale::en, at), "4 Mar 2026 15:20");
    }

    #[test]
    fn long_durations_set_their_thousands_apart() {
        let settings = Settings::new(0, CalendarId::new(0, [0; 10]));
        let hours = TaskDuration { minutes: 1352 * 60 + 30, unit: Unit::Hours, is_elapsed: false };
        assert_eq!(duration(Locale::en, hours, &settings), "1,352.5 h");
        assert_eq!(duration(Locale::zh_CN, hours, &settings), "1,352.5 小时");
    }

    #[test]
    fn a_day_of_another_year_says_which() {
        let check = |today: &str, zh: &str, en: &str| {
            let (day, today) = ("2026-03-04".parse().unwrap(), today.parse().unwrap());
            assert_eq!(near_prose(Locale::zh_CN, day, today), zh);
            assert_eq!(near_prose(Locale::en, day, today), en);
        };
        check("2026-12-31", "3月4日 周三", "Wed 4 Mar");
        check("2027-01-01", "2026年3月4日 周三", "Wed 4 Mar 2026");
        check("2016-03-04", "2026年3月4日 周三", "Wed 4 Mar 2026");
    }

    #[test]
    fn a_span_in_little_room_says_its_year_no_more_than_it_must() {
        let check = |first: &str, last: &str, zh: &str, en: &str| {
            let span = (first.parse().unwrap(), last.parse().unwrap());
            let today = "2026-03-04".parse().unwrap();
            assert_eq!(narrow_span(Locale::zh_CN, span, today), zh);
            assert_eq!(narrow_span(Locale::en, span, today), en);
        };
        check("2026-07-19", "2026-07-19", "7/19", "19 Jul");
        check("2026-03-26", "2026-03-27", "3/26–3/27", "26–27 Mar");
        check("2026-03-26", "2026-04-02", "3/26–4/2", "26 Mar–2 Apr");
        check("2016-03-26", "2016-03-26", "2016/3/26", "26 Mar 2016");
        check("2016-03-26", "2016-03-27", "2016/3/26–3/27", "26–27 Mar 2016");
        check("2035-03-26", "2035-04-02", "2035/3/26–4/2", "26 Mar–2 Apr 2035");
        check("2025-12-28", "2026-01-03", "2025/12/28–2026/1/3", "28 Dec 2025–3 Jan 2026");
    }
}
