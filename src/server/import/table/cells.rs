//! Dates, durations, shares and links as people and programs write them into cells.

use chrono::{Datelike, NaiveDate};
use domain::plan::link::{Lag, LinkKind};
use domain::plan::task::{DURATION_MAX, LABELS_MAX};
use domain::plan::{Priority, Settings, TaskDuration, Unit};
use domain::text;

use super::super::one_line;
use super::super::value::rounded;

/// Words for nothing.
const NOTHING: [&str; 10] = ["", "-", "--", "—", "na", "n/a", "none", "tbd", "无", "待定"];

/// Months by the first three letters of their English names.
const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";

/// Words after the number of a duration, with the unit that they mean.
const UNITS: [(Unit, &[&str]); 5] = [
    (Unit::Minutes, &["m", "min", "mins", "minute", "minutes", "分", "分钟", "分钟工时"]),
    (Unit::Hours, &["h", "hr", "hrs", "hour", "hours", "小时", "时", "工时", "小时工时"]),
    (Unit::Days, &["", "d", "dy", "dys", "day", "days", "天", "日", "工作日", "自然日", "日历日"]),
    (Unit::Weeks, &["w", "wk", "wks", "week", "weeks", "周", "星期", "周工时"]),
    (Unit::Months, &["mo", "mos", "mon", "mons", "month", "months", "月", "月工时"]),
];

/// A day with or without a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) day: NaiveDate,
    /// Minutes after midnight.
    pub(super) minute: Option<u16>,
}

/// Working minutes of a day, a week and a month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lengths {
    pub(super) day: i64,
    pub(super) week: i64,
    pub(super) month: i64,
}

/// The same on the clock.
const ELAPSED: Lengths = Lengths { day: 1440, week: 7 * 1440, month: 30 * 1440 };

impl Lengths {
    /// Those of a plan.
    pub(super) const fn of(settings: &Settings) -> Self {
        Self {
            day: settings.minutes_per_day,
            week: settings.minutes_per_week,
            month: settings.minutes_per_day * settings.days_per_month,
        }
    }
}

/// Whether a cell says that there is nothing.
pub(super) fn is_nothing(text: &str) -> bool {
    NOTHING.contains(&text.trim().to_lowercase().as_str())
}

/// Whether a date in digits tells that the day (true) or the month (false) comes first.
pub(super) fn day_comes_first(text: &str) -> Option<bool> {
    let (parts, is_dotted) = digits(text)?;
    match parts {
        [first, ..] if first > 31 => None,
        [first, ..] if first > 12 => Some(true),
        [_, second, _] if second > 12 => Some(false),
        _ => is_dotted.then_some(true).or_else(|| told_by_weekday(text)),
    }
}

/// The same from a weekday beside the date, where only one way of reading falls on it.
fn told_by_weekday(text: &str) -> Option<bool> {
    let named = spaced(text).split_whitespace().find_map(weekday)?;
    let falls = |is_day_first| {
        let found = moment(text, is_day_first);
        found.is_some_and(|at| at.day.weekday().num_days_from_monday() == named)
    };
    match (falls(true), falls(false)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Whether a date in digits can be read in two ways.
pub(super) fn is_open(text: &str) -> bool {
    let open = |([first, second, _], is_dotted): ([u32; 3], bool)| {
        !is_dotted && first != second && first.max(second) <= 12
    };
    digits(text).is_some_and(open)
}

/// The three numbers of a date in digits, and whether dots part them.
fn digits(text: &str) -> Option<([u32; 3], bool)> {
    let spaced = spaced(text);
    let date = spaced.split_whitespace().find(|token| token.contains(['/', '-', '.']))?;
    let parts: Vec<u32> =
        date.split(['/', '-', '.']).map(str::parse).collect::<Result<_, _>>().ok()?;
    Some((parts.try_into().ok()?, date.contains('.')))
}

/// A date, with a time if there is one; zones and weekdays are left aside.
pub(super) fn moment(text: &str, is_day_first: bool) -> Option<Moment> {
    let spaced = spaced(text);
    let mut words: Vec<&str> = spaced.split_whitespace().collect();
    words.retain(|word| !is_weekday(word));
    let is_time = |word: &&str| word.contains(':') || is_half(word).is_some();
    let minute = match words.iter().position(is_time) {
        None => None,
        Some(place) => Some(time(&words.split_off(place))?),
    };
    let day = match words[..] {
        [date] => {
            let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
            date_of(&parts, is_day_first)
        }
        [_, _, _] => date_of(&words, is_day_first),
        _ => None,
    };
    Some(Moment { day: day?, minute })
}

/// Sets the parts of a date apart: Chinese marks and the T of ISO dates become separators.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    for c in text.trim().chars() {
        match c {
            '年' | '月' => out.push('-'),
            '日' | ',' | '\u{3000}' => out.push(' '),
            'T' if before.is_ascii_digit() => out.push(' '),
            '上' | '下' => {
                out.push(' ');
                out.push(c);
            }
            '午' => out.push_str("午 "),
            _ => out.push(c),
        }
        before = c;
    }
    out
}

fn is_weekday(word: &str) -> bool {
    weekday(word).is_some()
}

/// The weekday that a word names, from Monday as 0.
fn weekday(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    let is_english = !lower.contains(char::is_numeric) && !lower.starts_with("month");
    let english = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let han = ["一", "二", "三", "四", "五", "六", "日天"];
    let day = match word.strip_prefix("星期").or_else(|| word.strip_prefix('周')) {
        Some(day) => han.iter().position(|names| day.chars().any(|name| names.contains(name))),
        None => english.iter().position(|day| is_english && lower.starts_with(day)),
    };
    day.and_then(|day| u32::try_from(day).ok())
}

/// Whether a word stands for the morning (false) or the afternoon (true).
fn is_half(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "am" | "上午" => Some(false),
        "pm" | "下午" => Some(true),
        _ => None,
    }
}

/// Minutes after midnight of words such as `8:00 AM` or `下午 8:00`.
fn time(words: &[&str]) -> Option<u16> {
    let half = words.iter().find_map(|word| is_half(word));
    let clock = words.iter().find(|word| word.contains(':'))?;
    // A zone may hang at the end: the wall clock is what was meant.
    let clock = clock.split(['+', 'Z', '-']).next()?;
    let mut parts = clock.split(':');
    let hours: u16 = parts.next()?.parse().ok()?;
    let minutes: u16 = parts.next()?.parse().ok()?;
    let hours = match half {
        Some(true) if hours < 12 => hours + 12,
        Some(false) if hours == 12 => 0,
        _ => hours,
    };
    (hours < 24 && minutes < 60).then(|| hours * 60 + minutes)
}

fn date_of(parts: &[&str], is_day_first: bool) -> Option<NaiveDate> {
    let [first, second, third] = parts else { return None };
    let number = |text: &str| text.trim_matches(['\'', '.']).parse::<u32>().ok();
    let (year, month, day) = match (month(first), month(second)) {
        (Some(month), _) => (third, month, number(second)?),
        (_, Some(month)) => (third, month, number(first)?),
        _ if first.len() == 4 => (first, number(second)?, number(third)?),
        _ if is_day_first => (third, number(second)?, number(first)?),
        _ => (third, number(first)?, number(second)?),
    };
    let year = year.trim_matches(['\'', '.']);
    let full: i32 = year.parse().ok()?;
    NaiveDate::from_ymd_opt(if year.len() <= 2 { full + 2000 } else { full }, month, day)
}

fn month(word: &str) -> Option<u32> {
    let head = word.get(..3)?.to_lowercase();
    if !head.chars().all(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let place = MONTHS.split(' ').position(|month| month == head)?;
    u32::try_from(place + 1).ok()
}

/// A duration such as `5 days`, `3.5d`, `2 个工作日`, `1w 2d` or `3 edays`; a bare number is days.
pub(super) fn duration(text: &str, lengths: Lengths) -> Option<TaskDuration> {
    let lower = text.trim().trim_end_matches(['?', '？']).to_lowercase();
    let mut rest = lower.trim();
    let mut total = 0.0;
    let mut first: Option<(Unit, bool)> = None;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let number: f64 = rest[..end].parse().ok()?;
        rest = rest[end..].trim_start();
        let end = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (unit, is_elapsed) = unit(rest[..end].trim())?;
        total += number * minutes_of(unit, is_elapsed, lengths);
        first = first.or(Some((unit, is_elapsed)));
        rest = &rest[end..];
    }
    let (unit, is_elapsed) = first?;
    // The bound is far below what a float counts exactly.
    let is_sound = (0.0..1e9).contains(&total) && rounded(total) <= DURATION_MAX;
    is_sound.then(|| TaskDuration { minutes: rounded(total), unit, is_elapsed })
}

fn unit(word: &str) -> Option<(Unit, bool)> {
    let word = word.trim_start_matches('个').trim();
    let named = |word: &str| {
        let found = UNITS.iter().find(|(_, words)| words.contains(&word));
        found.map(|(unit, _)| *unit)
    };
    if let Some(unit) = named(word) {
        return Some((unit, matches!(word, "自然日" | "日历日")));
    }
    let elapsed = word.strip_prefix("elapsed").or_else(|| word.strip_prefix('e'))?;
    named(elapsed.trim()).filter(|_| !elapsed.is_empty()).map(|unit| (unit, true))
}

fn minutes_of(unit: Unit, is_elapsed: bool, lengths: Lengths) -> f64 {
    let Lengths { day, week, month } = if is_elapsed { ELAPSED } else { lengths };
    let minutes = match unit {
        Unit::Minutes => 1,
        Unit::Hours => 60,
        Unit::Days => day,
        Unit::Weeks => week,
        Unit::Months => month,
    };
    // Lengths of days and weeks are small whole numbers.
    i32::try_from(minutes).map_or(0.0, f64::from)
}

/// A share such as `50%`, `50` or `0.5`.
pub(super) fn percent(text: &str) -> Option<u8> {
    let text = text.trim();
    let (number, is_marked) = match text.strip_suffix(['%', '％']) {
        Some(number) => (number.trim(), true),
        None => (text, false),
    };
    let value: f64 = number.parse().ok()?;
    let value =
        if !is_marked && number.contains('.') && value <= 1.0 { value * 100.0 } else { value };
    if !(0.0..=100.0).contains(&value) {
        return None;
    }
    u8::try_from(rounded(value)).ok()
}

/// What stands after the number of a predecessor, such as `FS+2d`, `SS-50%` or nothing.
pub(super) fn link(text: &str, lengths: Lengths) -> Option<(LinkKind, Lag)> {
    let upper = text.trim().to_uppercase();
    let kinds = [
        LinkKind::FinishToStart,
        LinkKind::StartToStart,
        LinkKind::FinishToFinish,
        LinkKind::StartToFinish,
    ];
    let found = kinds.into_iter().find(|kind| upper.starts_with(kind.letters()));
    let rest = if found.is_some() { &upper[2..] } else { &upper };
    Some((found.unwrap_or(LinkKind::FinishToStart), lag(rest.trim(), lengths)?))
}

fn lag(text: &str, lengths: Lengths) -> Option<Lag> {
    if text.is_empty() {
        return Some(Lag::default());
    }
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix(['+', '＋']).unwrap_or(text)),
    };
    let text = text.trim();
    if let Some(percent) = text.strip_suffix(['%', '％']) {
        let percent: i32 = percent.trim().parse().ok()?;
        return (percent <= 100_000).then_some(Lag::Percent(sign * percent));
    }
    let duration = duration(text, lengths)?;
    let minutes = i64::from(sign) * duration.minutes;
    Some(if duration.is_elapsed { Lag::Elapsed(minutes) } else { Lag::Working(minutes) })
}

/// Whether a cell says yes.
pub(super) fn is_yes(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "1" | "yes" | "y" | "true" | "是" | "√" | "x")
}

/// Whether a status says that the work is finished.
pub(super) fn is_done(text: &str) -> bool {
    let done = ["done", "closed", "completed", "complete", "resolved", "finished"];
    let text = text.trim().to_lowercase();
    done.contains(&text.as_str())
        || matches!(text.as_str(), "已完成" | "完成" | "已关闭" | "已解决" | "已结束")
}

/// How much a row matters, in the words and numbers of many programs.
pub(super) fn priority(text: &str) -> Priority {
    match text.trim().to_lowercase().as_str() {
        "urgent" | "highest" | "critical" | "blocker" | "immediate" | "p0" | "紧急" | "最高"
        | "加急" | "严重" => Priority::Urgent,
        "high" | "major" | "p1" | "高" | "较高" | "重要" => Priority::High,
        "low" | "lowest" | "minor" | "trivial" | "p3" | "p4" | "低" | "较低" | "最低" => {
            Priority::Low
        }
        _ => Priority::Medium,
    }
}

/// The words by which a row is grouped, each once, as many as a task holds.
pub(super) fn labels(text: &str) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for label in text.split([',', '，', ';', '；', '、', '|']) {
        if let Ok(label) = text::name(&one_line(label))
            && !labels.contains(&label)
        {
            labels.push(label);
        }
    }
    labels.truncate(LABELS_MAX);
    labels
}

/// Whether a kind of row is a milestone.
pub(super) fn is_milestone(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "milestone" | "里程碑")
}

#[cfg(test)]
mod tests;
