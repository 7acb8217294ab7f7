//! Sentences of the calendar, in the language of the reader.

use chrono::{Datelike, NaiveDate};
use domain::plan::Task;
use domain::plan::calendar::DayKind;
use locale::dates::{self, Told};
use locale::numbers::grouped;
use locale::{Locale, consequences, td_string};
use planner::Dates;

use super::grid::{self, Mode, Stretch};
use crate::features::shared::moves::Preview;

/// What a page shows: 2026年3月, March 2026; 2026年3月2日至3月8日, 2 Mar 2026 to 8 Mar.
pub fn heading(locale: Locale, mode: Mode, page: NaiveDate) -> String {
    match mode {
        Mode::Month => dates::month(locale, page),
        Mode::Week => {
            let last = grid::days_of(page)[grid::WEEK - 1];
            let (from, to) = (dates::full(locale, page), dates::near(locale, last, page));
            td_string!(locale, gantt.day_span, from = from, to = to)
        }
    }
}

/// The number of a day; the first of a month names its month.
pub fn number(locale: Locale, day: NaiveDate) -> String {
    match day.day() {
        1 => dates::short(locale, day),
        number => number.to_string(),
    }
}

/// The mark of a day that is not what its weekday says: 休, 班.
pub fn mark(locale: Locale, kind: DayKind) -> Option<&'static str> {
    match kind {
        DayKind::Holiday => Some(td_string!(locale, gantt.off_day)),
        DayKind::MakeUp => Some(td_string!(locale, gantt.work_day)),
        DayKind::Working | DayKind::Free => None,
    }
}

/// A day in words: 2026年5月1日 周五，今天，劳动节 休，任务 2 项.
pub fn day(
    locale: Locale,
    day: NaiveDate,
    kind: &(DayKind, String),
    is_today: bool,
    count: usize,
) -> String {
    let (kind, name) = kind;
    let mut parts = vec![dates::full_prose(locale, day)];
    if is_today {
        parts.push(td_string!(locale, common.today).to_owned());
    }
    let mark = mark(locale, *kind).map(|mark| format!("{name} {mark}").trim().to_owned());
    parts.extend(mark);
    parts.push(td_string!(locale, calendar.day_count, count = grouped(count)));
    parts.join(separator(locale))
}

/// A task in words: 设计评审，3月4日至3月10日，完成 40%，关键路径.
pub fn sentence(told: Told, task: &Task, dates: &Dates, person: Option<String>) -> String {
    let (locale, today) = told;
    let days = Stretch::of(task.id, dates.start, dates.finish);
    let mut parts = vec![task.title.clone()];
    if task.is_milestone {
        let day = dates::near_prose(locale, days.last, today);
        parts.push(td_string!(locale, gantt.milestone_on, day = day));
    } else {
        parts.push(span(told, days));
    }
    parts.push(match task.percent {
        100 => td_string!(locale, gantt.all_done).to_owned(),
        percent => td_string!(locale, gantt.done_at, percent = percent),
    });
    parts.extend(person.map(|name| td_string!(locale, gantt.person_is, name = name)));
    let flags = [
        (dates.is_critical, td_string!(locale, gantt.critical_path)),
        (task.is_client_visible, td_string!(locale, gantt.client_visible)),
        (task.blocked.is_some(), td_string!(locale, gantt.blocked)),
        (task.is_inactive, td_string!(locale, gantt.inactive_word)),
    ];
    let flags = flags.into_iter().filter(|(holds, _)| *holds);
    parts.extend(flags.map(|(_, word)| word.to_owned()));
    parts.join(separator(locale))
}

/// The days of a task: 3月4日至3月10日, 4 Mar to 10 Mar; one day once.
pub fn span((locale, today): Told, days: Stretch) -> String {
    let near = |day| dates::near(locale, day, today);
    let (from, to) = (near(days.first), near(days.last));
    match days.first == days.last {
        true => from,
        false => td_string!(locale, gantt.day_span, from = from, to = to),
    }
}

/// What a move did, for the message that offers a way back.
pub fn moved((locale, today): Told, task: &Task, preview: &Preview) -> String {
    let days = Stretch::of(task.id, preview.dates.start, preview.dates.finish);
    let days = dates::narrow_span(locale, (days.first, days.last), today);
    let said = td_string!(locale, gantt.moved, title = task.title.as_str(), days = days);
    consequences::with_others(locale, said, preview.consequence.moved_besides(task.id))
}

const fn separator(locale: Locale) -> &'static str {
    match locale {
        Locale::zh_CN => "，",
        Locale::en => ", ",
    }
}
