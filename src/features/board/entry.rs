//! The grammar of quick add: words, `@person`, `#label`, `^place` and a day. Pure.
//!
//! A place counts the cards of the column from 1, such as `^2`; `^top`, `^bottom`, `^顶` and `^底`
//! are its ends. A day is 今天, 明天, 后天, 周五, 下周五, 3月6日, today, tomorrow, fri, 3/6 or
//! 2026-03-06, with or without `^` before it. Whatever is not understood stays part of the title.

use chrono::{Datelike, Days, NaiveDate};
use domain::UserId;

/// The days of the week as people write them, Monday first.
const WEEKDAYS: [[&str; 5]; 7] = [
    ["周一", "星期一", "礼拜一", "mon", "monday"],
    ["周二", "星期二", "礼拜二", "tue", "tuesday"],
    ["周三", "星期三", "礼拜三", "wed", "wednesday"],
    ["周四", "星期四", "礼拜四", "thu", "thursday"],
    ["周五", "星期五", "礼拜五", "fri", "friday"],
    ["周六", "星期六", "礼拜六", "sat", "saturday"],
    ["周日", "星期日", "周天", "sun", "sunday"],
];

/// What was written, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The title.
    pub title: String,
    /// Whom it is for.
    pub assignee: Option<UserId>,
    /// By which words it is grouped, each once.
    pub labels: Vec<String>,
    /// The day by which it should be done.
    pub day: Option<NaiveDate>,
    /// How many cards of the column stand above it; more than there are mean its end.
    pub place: Option<usize>,
}

/// Takes a line apart; the last person, the last place and the last day win.
#[must_use]
pub fn read(text: &str, people: &[(UserId, String)], today: NaiveDate) -> Entry {
    let mut entry = Entry::default();
    let mut title: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(person) = word.strip_prefix('@').and_then(|name| find(name, people)) {
            entry.assignee = Some(person);
        } else if let Some(label) = word.strip_prefix('#').filter(|label| !label.is_empty()) {
            if !entry.labels.iter().any(|known| known == label) {
                entry.labels.push(label.to_owned());
            }
        } else if let Some(place) = word.strip_prefix('^').and_then(place) {
            entry.place = Some(place);
        } else if let Some(day) = day(word.strip_prefix('^').unwrap_or(word), today) {
            entry.day = Some(day);
        } else {
            title.push(word);
        }
    }
    entry.title = title.join(" ");
    entry
}

/// The one person whose name begins or ends with what was written, or holds it.
fn find(written: &str, people: &[(UserId, String)]) -> Option<UserId> {
    let written = written.to_lowercase();
    if written.is_empty() {
        return None;
    }
    let fits: [fn(&str, &str) -> bool; 3] = [
        |name, written| name == written,
        |name, written| name.starts_with(written) || name.ends_with(written),
        |name, written| name.contains(written),
    ];
    fits.iter().find_map(|fits| {
        let mut found =
            people.iter().filter(|(_, name)| fits(&name.to_lowercase().replace(' ', ""), &written));
        let (person, _) = found.next()?;
        found.next().is_none().then_some(*person)
    })
}

/// How many cards stand above a written place.
fn place(word: &str) -> Option<usize> {
    match word.to_lowercase().as_str() {
        "top" | "顶" | "最上" => Some(0),
        "bottom" | "底" | "最下" => Some(usize::MAX),
        number => number.parse::<usize>().ok()?.checked_sub(1),
    }
}

fn day(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let word = word.to_lowercase();
    let after = |days| today.checked_add_days(Days::new(days));
    match word.as_str() {
        "今天" | "today" => Some(today),
        "明天" | "tomorrow" => after(1),
        "后天" => after(2),
        _ => weekday(&word, today).or_else(|| written_day(&word, today)),
    }
}

/// The next such day of the week, today counted; 下周 means the week that begins next Monday.
fn weekday(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let at = |name: &str| WEEKDAYS.iter().position(|names| names.contains(&name));
    let now = u64::from(today.weekday().num_days_from_monday());
    let days = match word.strip_prefix('下') {
        Some(name) => 7 - now + at(name)? as u64,
        None => (at(word)? as u64 + 7 - now) % 7,
    };
    today.checked_add_days(Days::new(days))
}

/// A day with its month, in this year or, when that is over, in the next; or with its year.
fn written_day(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Ok(day) = word.parse::<NaiveDate>() {
        return Some(day);
    }
    let (month, day) = word.split_once(['月', '/'])?;
    let day = day.trim_end_matches(['日', '号']);
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let this_year = NaiveDate::from_ymd_opt(today.year(), month, day)?;
    if this_year >= today {
        return Some(this_year);
    }
    NaiveDate::from_ymd_opt(today.year() + 1, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads on Wednesday 4 March 2026 and writes down title, person and day.
    fn check(text: &str, expected: &str) {
        let names = ["何小满", "许念", "何念", "Lin Zhiyuan"];
        let people: Vec<(UserId, String)> =
            (1..).zip(names).map(|(n, name)| (UserId::new(n, [1; 10]), name.to_owned())).collect();
        let entry = read(text, &people, "2026-03-04".parse().unwrap());
        let name = |id| people.iter().find(|(person, _)| *person == id).map(|(_, name)| &**name);
        let person = entry.assignee.and_then(name).unwrap_or("-");
        let day = entry.day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        assert_eq!(format!("{} | {person} | {day}", entry.title), expected, "{text}");
    }

    #[test]
    fn words_alone_are_the_title() {
        check("  补充波次说明  ", "补充波次说明 | - | -");
        check("Check 3/4 of the boxes", "Check of the boxes | - | 2026-03-04");
        check("", " | - | -");
    }

    #[test]
    fn people_are_found_by_a_part_of_their_name() {
        check("补充说明 @小满", "补充说明 | 何小满 | -");
        check("a @许念 b", "a b | 许念 | -");
        check("a @lin", "a | Lin Zhiyuan | -");
        check("a @念", "a @念 | - | -");
        check("a @nobody", "a @nobody | - | -");
        check("a @", "a @ | - | -");
    }

    #[test]
    fn labels_are_read_once_each() {
        let entry = read("写接口 #接口 #后端 #接口 #", &[], "2026-03-04".parse().unwrap());
        assert_eq!((&*entry.title, entry.labels), ("写接口 #", vec!["接口".into(), "后端".into()]));
    }

    #[test]
    fn places_count_from_one_and_are_no_days() {
        let check = |word: &str, title: &str, place: Option<usize>| {
            let entry = read(&format!("a {word}"), &[], "2026-03-04".parse().unwrap());
            assert_eq!((&*entry.title, entry.place), (title, place), "{word}");
        };
        check("^2", "a", Some(1));
        check("^1 ^3", "a", Some(2));
        check("^Top", "a", Some(0));
        check("^顶", "a", Some(0));
        check("^bottom", "a", Some(usize::MAX));
        check("^底", "a", Some(usize::MAX));
        check("^0", "a ^0", None);
        check("^", "a ^", None);
        check("2", "a 2", None);
        check("^明天", "a", None);
        check("^3/6", "a", None);
    }

    #[test]
    fn days_are_read_in_both_languages() {
        for (word, day) in [
            ("今天", "2026-03-04"),
            ("^明天", "2026-03-05"),
            ("后天", "2026-03-06"),
            ("周五", "2026-03-06"),
            ("星期三", "2026-03-04"),
            ("周一", "2026-03-09"),
            ("下周一", "2026-03-09"),
            ("下周五", "2026-03-13"),
            ("Tomorrow", "2026-03-05"),
            ("^fri", "2026-03-06"),
            ("Monday", "2026-03-09"),
            ("3月6日", "2026-03-06"),
            ("1月2日", "2027-01-02"),
            ("3/20", "2026-03-20"),
            ("2026-12-24", "2026-12-24"),
        ] {
            check(&format!("a {word}"), &format!("a | - | {day}"));
        }
        check("a 13月6日 2月30日", "a 13月6日 2月30日 | - | -");
    }
}
