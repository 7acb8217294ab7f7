//! Values as Microsoft Project writes them into XML.

use chrono::NaiveDateTime;
use domain::time::{self, Minute};
use planner::PLANNABLE;

/// Why a date cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BadDate {
    /// It is no date.
    Unreadable,
    /// It lies outside the days that a plan may hold; the nearest minute of those.
    OutOfRange(Minute),
}

/// A date with or without time of day, such as `2026-03-04T08:00:00`; seconds are dropped.
pub(super) fn date_time(text: &str) -> Result<Minute, BadDate> {
    let text = text.trim().trim_end_matches('Z');
    let with_time = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok();
    let without_seconds = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok();
    let day = || text.parse::<chrono::NaiveDate>().ok()?.and_hms_opt(0, 0, 0);
    let moment = with_time().or_else(without_seconds).or_else(day).ok_or(BadDate::Unreadable)?;
    let minute = time::minute_at(moment);
    let nearest = minute.clamp(*PLANNABLE.start(), *PLANNABLE.end());
    if nearest == minute { Ok(minute) } else { Err(BadDate::OutOfRange(nearest)) }
}

/// Minutes after midnight of a time such as `17:00:00`.
pub(super) fn time_of_day(text: &str) -> Option<u16> {
    let mut parts = text.trim().split(':');
    let hours: u16 = parts.next()?.parse().ok()?;
    let minutes: u16 = parts.next()?.parse().ok()?;
    (hours < 24 && minutes < 60).then(|| hours * 60 + minutes)
}

/// Minutes of a length of time such as `PT8H30M0S` or `P1DT2H`; seconds are dropped as they are in
/// dates, so that both agree; days, months and years are those of the clock.
pub(super) fn length(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let mut rest = text.strip_prefix('P')?;
    let mut minutes = 0.0;
    let mut is_in_time = false;
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix('T') {
            (is_in_time, rest) = (true, time);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..end].parse().ok()?;
        let unit = rest[end..].chars().next()?;
        minutes += number * minutes_of(unit, is_in_time)?;
        rest = &rest[end + unit.len_utf8()..];
    }
    let minutes = sign * minutes;
    // The bound lies far beyond any plan; the tiny share makes up for fractions of seconds.
    (minutes.abs() < 1e12).then(|| rounded((minutes + 1e-6).floor()))
}

/// The nearest whole number; the caller has made sure that it fits.
#[expect(clippy::cast_possible_truncation, reason = "callers keep the number far below 2^53")]
pub(super) fn rounded(number: f64) -> i64 {
    number.round() as i64
}

fn minutes_of(unit: char, is_in_time: bool) -> Option<f64> {
    const DAY: f64 = 1440.0;
    match (unit, is_in_time) {
        ('H', true) => Some(60.0),
        ('M', true) => Some(1.0),
        ('S', true) => Some(1.0 / 60.0),
        ('D', false) => Some(DAY),
        ('W', false) => Some(7.0 * DAY),
        ('M', false) => Some(30.0 * DAY),
        ('Y', false) => Some(365.0 * DAY),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_bounded() {
        let check = |text, expected: Result<&str, BadDate>| {
            let expected = expected.map(|text| time::minute_at(text.parse().unwrap()));
            assert_eq!(date_time(text), expected, "{text}");
        };
        check("2026-03-04T08:00:00", Ok("2026-03-04T08:00:00"));
        check(" 2026-03-04T08:00:59.5 ", Ok("2026-03-04T08:00:00"));
        check("2026-03-04T08:00", Ok("2026-03-04T08:00:00"));
        check("2026-03-04", Ok("2026-03-04T00:00:00"));
        check("1969-12-31T23:59:00", Err(BadDate::OutOfRange(0)));
        check("2150-01-01T00:00:00", Err(BadDate::OutOfRange(*PLANNABLE.end())));
        check("4 March", Err(BadDate::Unreadable));
        check("2026-02-30T08:00:00", Err(BadDate::Unreadable));
    }

    #[test]
    fn lengths_are_whole_minutes() {
        let check = |text, expected| assert_eq!(length(text), expected, "{text}");
        check("PT8H0M0S", Some(480));
        check("PT7H31M12S", Some(451));
        check("PT0H28M48S", Some(28));
        check("-PT1H", Some(-60));
        check("P1DT0.5H", Some(1470));
        check("P1M", Some(43_200));
        check("8H", None);
        check("PT8", None);
        check("PTH", None);
        check("PT99999999999999999999H", None);
    }

    #[test]
    fn times_of_day_are_minutes() {
        assert_eq!(time_of_day("17:30:00"), Some(1050));
        assert_eq!(time_of_day("24:00:00"), None);
        assert_eq!(time_of_day("2026:00:00"), None);
        assert_eq!(time_of_day("noon"), None);
    }
}
