//! What is typed for a new task, on the board, in the Gantt chart, the list or the calendar. Pure.
//!
//! Beside the words of the title a line may hold `@person`, `#label`, days and a duration, on the
//! board `^place` too. Whatever is not understood stays part of the title.
//!
//! A day is 今天, 明天, 后天, 周五, 下周五, 3月6日, today, tomorrow, fri, 3/6 or 2026-03-06, with or
//! without `^` before it: on the board the one by which the task should be done, elsewhere the one
//! on which it is worked on. Two of them, such as 3/6-3/10, 3月6日至10日 or mon-wed, are the first
//! and the last on which it is worked on. A duration is 4h, 3d, 2w, 3天 or 2周, behind the title.
//! A place counts the cards of the column from 1, such as `^2`; `^top`, `^bottom`, `^顶` and `^底`
//! are its ends.

use chrono::{Datelike, Days as Later, NaiveDate};
use domain::UserId;
use domain::plan::{Constraint, ConstraintKind, Plan, Settings, Task, TaskDuration, Unit};
use domain::time;

use super::typed;

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

/// What may stand between the first and the last of several days.
const UP_TO: [char; 7] = ['-', '–', '—', '~', '～', '至', '到'];

/// First and last day of some work.
pub type Days = (NaiveDate, NaiveDate);

/// Where a new task is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// On the board, where a card has a place and a day by which it should be done.
    Board,
    /// In a view of time, where a row has days.
    Time,
}

/// What a line is read with.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// Where it is typed.
    pub field: Field,
    /// Whom tasks can be given to, by their names.
    pub people: &'a [(UserId, String)],
    /// What a day and a week of work are.
    pub settings: &'a Settings,
    /// Today.
    pub today: NaiveDate,
}

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
    pub due: Option<NaiveDate>,
    /// The days on which it is worked on.
    pub days: Option<Days>,
    /// How long it takes, whatever its days say.
    pub duration: Option<TaskDuration>,
    /// How many cards of the column stand above it; more than there are mean its end.
    pub place: Option<usize>,
}

impl Entry {
    /// A title and nothing else, whatever stands in it.
    #[must_use]
    pub fn titled(title: String) -> Self {
        Self { title, ..Self::default() }
    }

    /// The same on the days for which its field stands; those that were written win.
    #[must_use]
    pub fn on(self, days: Option<Days>) -> Self {
        Self { days: self.days.or(days), ..self }
    }

    /// Gives a new task what was written besides its title.
    pub fn give(&self, plan: &Plan, task: &mut Task) {
        task.assignee = self.assignee.or(task.assignee);
        task.labels.clone_from(&self.labels);
        task.deadline = self.due.map(|day| time::start_of(day) + time::DAY);
        if let Some(days) = self.days {
            put_on(plan, task, days);
        }
        if let Some(duration) = self.duration {
            task.duration = duration;
        }
    }
}

/// Takes a line apart; the last person, the last place and the last days win.
#[must_use]
pub fn read(text: &str, known: Known<'_>) -> Entry {
    let mut entry = Entry::default();
    let (mut title, mut written) = (Vec::new(), None);
    let is_board = known.field == Field::Board;
    for word in text.split_whitespace() {
        if let Some(person) = word.strip_prefix('@').and_then(|name| find(name, known.people)) {
            entry.assignee = Some(person);
        } else if let Some(label) = word.strip_prefix('#').filter(|label| !label.is_empty()) {
            if !entry.labels.iter().any(|one| one == label) {
                entry.labels.push(label.to_owned());
            }
        } else if let Some(place) = word.strip_prefix('^').filter(|_| is_board).and_then(place) {
            entry.place = Some(place);
        } else if let Some(days) = days(word.strip_prefix('^').unwrap_or(word), known.today) {
            written = Some(days);
        } else {
            title.push(word);
        }
    }
    // Before other words it is one of them, and a line that says nothing else is a title.
    let last = title.last().filter(|_| title.len() > 1);
    entry.duration = last.and_then(|word| duration(word, known.settings));
    if entry.duration.is_some() {
        title.pop();
    }
    match written {
        Some((first, last)) if is_board && first == last => entry.due = Some(last),
        days => entry.days = days,
    }
    entry.title = title.join(" ");
    entry
}

/// Lets a task begin no earlier than the first of these days and take the working time up to the
/// last; days without any leave its usual duration.
fn put_on(plan: &Plan, task: &mut Task, (first, last): Days) {
    let calendar = plan
        .calendar_of(task)
        .map_or_else(planner::Calendar::round_the_clock, domain::plan::Calendar::to_planner);
    let (start, end) = (time::start_of(first), time::start_of(last) + time::DAY);
    let minutes = calendar.working_between(start, end);
    if minutes > 0 {
        task.duration = TaskDuration { minutes, ..task.duration };
    }
    let kind = ConstraintKind::StartNoEarlierThan;
    let is_later = start > plan.settings.start;
    task.constraint = is_later.then_some(Constraint { kind, at: start });
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

/// A duration in hours, days or weeks with its unit, in small letters: in a title `3D` is a word,
/// `3月` is March, and `5m` may be metres.
fn duration(word: &str, settings: &Settings) -> Option<TaskDuration> {
    let is_whole = word.ends_with(char::is_alphabetic) && !word.contains(char::is_uppercase);
    let found = typed::duration(word, settings).filter(|_| is_whole)?;
    let is_usual = matches!(found.unit, Unit::Hours | Unit::Days | Unit::Weeks);
    (is_usual && found.minutes > 0).then_some(found)
}

/// One day, or the first and the last of several.
fn days(word: &str, today: NaiveDate) -> Option<Days> {
    let word = word.to_lowercase();
    if let Some(day) = day(&word, today) {
        return Some((day, day));
    }
    // A day with its year holds such a sign too.
    word.match_indices(UP_TO).find_map(|(at, sign)| {
        let first = day(&word[..at], today)?;
        Some((first, last_day(&word[at + sign.len()..], first, today)?))
    })
}

/// The last of several days: as it is read alone, else as seen from the first (周一至周三), else of
/// the same month (3/6-10).
fn last_day(word: &str, first: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    let in_month = || first.with_day(word.trim_end_matches(['日', '号']).parse().ok()?);
    let found = [day(word, today), day(word, first), in_month()];
    found.into_iter().flatten().find(|last| *last >= first)
}

/// A day in small letters, as far as plans reach.
fn day(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let after = |days| today.checked_add_days(Later::new(days));
    let found = match word {
        "今天" | "today" => Some(today),
        "明天" | "tomorrow" => after(1),
        "后天" => after(2),
        _ => weekday(word, today).or_else(|| written_day(word, today)),
    };
    found.filter(|day| (time::FIRST_DAY..=time::LAST_DAY).contains(day))
}

/// The next such day of the week, today counted; 下周 means the week that begins next Monday.
fn weekday(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let at = |name: &str| WEEKDAYS.iter().position(|names| names.contains(&name));
    let now = u64::from(today.weekday().num_days_from_monday());
    let days = match word.strip_prefix('下') {
        Some(name) => 7 - now + at(name)? as u64,
        None => (at(word)? as u64 + 7 - now) % 7,
    };
    today.checked_add_days(Later::new(days))
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
mod tests;
