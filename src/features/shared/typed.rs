//! What people type about time and links: `5d`, `2 周`, `3FS+2d`.

use domain::plan::link::{Lag, LinkKind};
use domain::plan::{Settings, TaskDuration, Unit};

/// Units as people write them; the longer word before the shorter one that begins it.
const UNITS: [(&str, Unit); 25] = [
    ("months", Unit::Months),
    ("month", Unit::Months),
    ("mo", Unit::Months),
    ("个月", Unit::Months),
    ("月", Unit::Months),
    ("minutes", Unit::Minutes),
    ("minute", Unit::Minutes),
    ("min", Unit::Minutes),
    ("m", Unit::Minutes),
    ("分钟", Unit::Minutes),
    ("分", Unit::Minutes),
    ("hours", Unit::Hours),
    ("hour", Unit::Hours),
    ("h", Unit::Hours),
    ("小时", Unit::Hours),
    ("个工作日", Unit::Days),
    ("工作日", Unit::Days),
    ("days", Unit::Days),
    ("day", Unit::Days),
    ("d", Unit::Days),
    ("天", Unit::Days),
    ("weeks", Unit::Weeks),
    ("week", Unit::Weeks),
    ("w", Unit::Weeks),
    ("周", Unit::Weeks),
];

/// The kinds of link, by their letters.
pub const KINDS: [LinkKind; 4] = [
    LinkKind::FinishToStart,
    LinkKind::StartToStart,
    LinkKind::FinishToFinish,
    LinkKind::StartToFinish,
];

/// A link as it was typed: which task it waits for, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedLink {
    /// The number in the predecessor's key.
    pub number: u32,
    /// Which ends are tied.
    pub kind: LinkKind,
    /// The time between them.
    pub lag: Lag,
}

/// A duration: a number and a unit, days when there is none; an `e` before the unit (`5ed`) counts
/// nights and weekends. Thousands may be set apart: `1,200 h`.
pub fn duration(text: &str, settings: &Settings) -> Option<TaskDuration> {
    let text = plain(text).replace(',', "");
    let (number, rest) = number(&text)?;
    let (is_elapsed, rest) = match rest.strip_prefix('e') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let unit = if rest.is_empty() { Unit::Days } else { unit(rest)? };
    let minutes = (number * minutes_of(unit, is_elapsed, settings) as f64).round();
    (0.0..1e15).contains(&minutes).then_some(TaskDuration {
        minutes: minutes as i64,
        unit,
        is_elapsed,
    })
}

/// The minutes of a length by the clock, whether or not an `e` stands before its unit: `2d` are
/// two days with their nights; nothing is none.
pub fn by_the_clock(text: &str, settings: &Settings) -> Option<i64> {
    let text = plain(text);
    if text.is_empty() {
        return Some(0);
    }
    let (number, rest) = number(&text)?;
    let unit = rest.strip_prefix('e').unwrap_or(rest);
    duration(&format!("{number}e{unit}"), settings).map(|length| length.minutes)
}

/// How a length of some minutes is written, where a day has `per_day`: `2d`, `4h`, `90m`.
pub fn written_length(minutes: i64, per_day: i64) -> String {
    amount(minutes, "", per_day).trim_start_matches('+').to_owned()
}

/// A link: a task's number, alone or with kind and lag: `3`, `3SS`, `WMS-3FS+2d`, `3-1w`,
/// `3FF+50%`.
pub fn link(text: &str, settings: &Settings) -> Option<TypedLink> {
    let text = plain(text);
    let text =
        text.rsplit_once("-").filter(|(key, _)| is_key(key)).map_or(&*text, |(_, rest)| rest);
    let text = text.trim_start_matches('#');
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let number = text[..digits].parse().ok()?;
    let rest = &text[digits..];
    let letters = |kind: &LinkKind| kind.letters().to_lowercase();
    let kind = KINDS.into_iter().find(|kind| rest.starts_with(&letters(kind)));
    let rest = if kind.is_some() { &rest[2..] } else { rest };
    let lag = if rest.is_empty() { Lag::default() } else { lag(rest, settings)? };
    Some(TypedLink { number, kind: kind.unwrap_or(LinkKind::FinishToStart), lag })
}

/// How a link's kind and lag are written: `FS+2d`, `SS`, `FF-50%`.
pub fn written(kind: LinkKind, lag: Lag, settings: &Settings) -> String {
    let letters = kind.letters();
    let amount = match lag {
        _ if lag.is_none() => return letters.to_owned(),
        Lag::Percent(percent) => format!("{percent:+}%"),
        Lag::Working(minutes) => amount(minutes, "", settings.minutes_per_day),
        Lag::Elapsed(minutes) => amount(minutes, "e", 1440),
    };
    format!("{letters}{amount}")
}

/// The time between two linked tasks as it is typed alone: `+2d`, `-1w`, `2d`, `50%`; nothing is
/// none.
pub fn time_between(text: &str, settings: &Settings) -> Option<Lag> {
    let text = plain(text);
    match text.chars().next() {
        None => Some(Lag::default()),
        Some('+' | '-') => lag(&text, settings),
        Some(_) => lag(&format!("+{text}"), settings),
    }
}

/// How the time between two linked tasks is written alone: `+2d`; nothing where there is none.
pub fn written_between(between: Lag, settings: &Settings) -> String {
    written(LinkKind::FinishToStart, between, settings).split_off(2)
}

fn amount(minutes: i64, elapsed: &str, per_day: i64) -> String {
    let (unit, letter) = match minutes {
        _ if minutes % per_day.max(1) == 0 => (per_day.max(1), "d"),
        _ if minutes % 60 == 0 => (60, "h"),
        _ => (1, "m"),
    };
    format!("{:+}{elapsed}{letter}", minutes / unit)
}

/// Small letters, ordinary digits and signs, no blanks.
fn plain(text: &str) -> String {
    let narrow = |letter: char| match letter {
        '０'..='９' | '＋' | '－' | '％' | '．' => {
            char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter)
        }
        '−' | '–' => '-',
        _ => letter,
    };
    let letters = text.chars().filter(|letter| !letter.is_whitespace()).map(narrow);
    letters.flat_map(char::to_lowercase).collect()
}

fn number(text: &str) -> Option<(f64, &str)> {
    let is_part = |letter: char| letter.is_ascii_digit() || letter == '.';
    let end = text.find(|letter| !is_part(letter)).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

fn unit(text: &str) -> Option<Unit> {
    UNITS.iter().find(|(word, _)| *word == text).map(|(_, unit)| *unit)
}

fn lag(text: &str, settings: &Settings) -> Option<Lag> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    if let Some(percent) = rest.strip_suffix('%') {
        let percent: u16 = percent.parse().ok()?;
        return Some(Lag::Percent(sign * i32::from(percent)));
    }
    let TaskDuration { minutes, is_elapsed, .. } = duration(rest, settings)?;
    let minutes = i64::from(sign) * minutes;
    Some(if is_elapsed { Lag::Elapsed(minutes) } else { Lag::Working(minutes) })
}

fn minutes_of(unit: Unit, is_elapsed: bool, settings: &Settings) -> i64 {
    let (day, week) = match is_elapsed {
        true => (1440, 7 * 1440),
        false => (settings.minutes_per_day, settings.minutes_per_week),
    };
    match unit {
        Unit::Minutes => 1,
        Unit::Hours => 60,
        Unit::Days => day,
        Unit::Weeks => week,
        Unit::Months => day * settings.days_per_month,
    }
}

/// A project's key before a task's number.
fn is_key(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use domain::CalendarId;

    use super::*;

    fn settings() -> Settings {
        Settings::new(0, CalendarId::new(0, [0; 10]))
    }

    #[test]
    fn durations_are_read_in_both_languages() {
        let check = |text: &str, expected: Option<(i64, Unit, bool)>| {
            let found = duration(text, &settings());
            let found = found.map(|found| (found.minutes, found.unit, found.is_elapsed));
            assert_eq!(found, expected, "{text}");
        };
        check("5", Some((2400, Unit::Days, false)));
        check("5d", Some((2400, Unit::Days, false)));
        check("5 天", Some((2400, Unit::Days, false)));
        check(" ５ 个工作日 ", Some((2400, Unit::Days, false)));
        check("1.5 Days", Some((720, Unit::Days, false)));
        check("2w", Some((4800, Unit::Weeks, false)));
        check("2 周", Some((4800, Unit::Weeks, false)));
        check("3h", Some((180, Unit::Hours, false)));
        check("1,200 h", Some((72_000, Unit::Hours, false)));
        check("90 分钟", Some((90, Unit::Minutes, false)));
        check("1 个月", Some((9600, Unit::Months, false)));
        check("2ed", Some((2880, Unit::Days, true)));
        check("0", Some((0, Unit::Days, false)));
        check("", None);
        check("d", None);
        check("-3d", None);
        check("3 apples", None);
        check("1.2.3d", None);
        check("999999999999999999d", None);
    }

    #[test]
    fn lengths_by_the_clock_are_read_and_written() {
        let check = |text: &str, minutes: Option<i64>, written: &str| {
            let found = by_the_clock(text, &settings());
            assert_eq!(found, minutes, "{text}");
            let again = found.map(|minutes| written_length(minutes, 1440)).unwrap_or_default();
            assert_eq!(again, written, "{text}");
        };
        check("", Some(0), "0d");
        check("2d", Some(2880), "2d");
        check(" 2 ed ", Some(2880), "2d");
        check("1.5 天", Some(2160), "36h");
        check("36", Some(51_840), "36d");
        check("90 分钟", Some(90), "90m");
        check("1w", Some(10_080), "7d");
        check("-2d", None, "");
        check("later", None, "");
        assert_eq!(written_length(960, 480), "2d");
    }

    #[test]
    fn links_are_read_and_written() {
        let check = |text: &str, expected: &str| {
            let settings = settings();
            let found = link(text, &settings).map_or("?".to_owned(), |link| {
                format!("{} {}", link.number, written(link.kind, link.lag, &settings))
            });
            assert_eq!(found, expected, "{text}");
        };
        check("3", "3 FS");
        check("3FS+2d", "3 FS+2d");
        check("3 ss − 1 w", "3 SS-5d");
        check("12ff+50%", "12 FF+50%");
        check("7SF+3eh", "7 SF+3eh");
        check("7+90m", "7 FS+90m");
        check("WMS-3fs", "3 FS");
        check("WMS-3-1d", "?");
        check("#4", "4 FS");
        check("4-1d", "4 FS-1d");
        check("", "?");
        check("FS", "?");
        check("3XX", "?");
        check("3FS2d", "?");
        check("99999999999", "?");
    }
}
