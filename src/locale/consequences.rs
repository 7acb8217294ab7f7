//! What a change does to everything else, in words.

use std::cmp::Reverse;

use chrono::NaiveDate;
use domain::TaskId;
use domain::plan::{Consequence, Plan};
use domain::time::last_day_of;

use crate::numbers::grouped;
use crate::{Locale, dates, nouns, td_string};

/// Most tasks that are named under one heading.
const NAMED_MAX: usize = 20;

/// The tasks of which a change does the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What it does, and to how many.
    pub heading: String,
    /// The first of them by name, with their days.
    pub lines: Vec<String>,
    /// How many more there are, in words; none where all are named.
    pub more: Option<String>,
}

/// The finish of the project before and after.
#[must_use]
pub fn finish(locale: Locale, consequence: &Consequence, today: NaiveDate) -> String {
    let day = |at| dates::near(locale, last_day_of(at), today);
    let (before, after) = (day(consequence.finish.0), day(consequence.finish.1));
    match before == after {
        true => td_string!(locale, consequence.finish_stays, day = after),
        false => td_string!(locale, consequence.finish_moves, before, after),
    }
}

/// How the critical path changes; none when it stays.
#[must_use]
pub fn critical(locale: Locale, consequence: &Consequence) -> Option<String> {
    let (joins, leaves) = (consequence.now_critical.len(), consequence.no_longer_critical.len());
    let words = || {
        td_string!(
            locale,
            consequence.critical_changes,
            joins = grouped(joins),
            leaves = grouped(leaves)
        )
    };
    (joins + leaves > 0).then(words)
}

/// How many promises break; none when all hold.
#[must_use]
pub fn promises(locale: Locale, consequence: &Consequence) -> Option<String> {
    let count = consequence.broken.len();
    (count > 0).then(|| td_string!(locale, consequence.promises_break, count = grouped(count)))
}

/// Everything that a change would do, while it is being thought about; empty when it moves nothing.
#[must_use]
pub fn foreseen(locale: Locale, consequence: &Consequence, today: NaiveDate) -> Vec<String> {
    if !consequence.is_felt() {
        return Vec::new();
    }
    let more = [critical(locale, consequence), promises(locale, consequence)];
    let finish = finish(locale, consequence, today);
    std::iter::once(finish).chain(more.into_iter().flatten()).collect()
}

/// What a person must not overlook after a change: a finish that moves, promises that break.
#[must_use]
pub fn notable(locale: Locale, consequence: &Consequence, today: NaiveDate) -> Vec<String> {
    let moved = consequence.moves_finish().then(|| finish(locale, consequence, today));
    moved.into_iter().chain(promises(locale, consequence)).collect()
}

/// What was done, and how many other tasks it has moved.
#[must_use]
pub fn with_others(locale: Locale, said: String, count: usize) -> String {
    match count {
        0 => said,
        1 => said + td_string!(locale, consequence.besides_one),
        _ => said + &td_string!(locale, consequence.besides, count = grouped(count)),
    }
}

/// What a change does, task by task: promises that break, tasks that move (those that move farthest
/// first), tasks that join and leave the critical path. `plan` has the titles.
#[must_use]
pub fn listed(locale: Locale, consequence: &Consequence, plan: &Plan) -> Vec<Listed> {
    let Consequence { moved, now_critical, no_longer_critical, broken, .. } = consequence;
    let mut moved = moved.clone();
    moved.sort_by_key(|(_, days)| Reverse(days.abs()));
    let title = |task: &TaskId| plan.tasks.get(task).map_or("", |task| task.title.as_str());
    let promise = |(task, days): &(TaskId, i64)| {
        let (title, days) = (title(task), nouns::days(locale, *days));
        td_string!(locale, consequence.after_promise, title, days)
    };
    let shift = |(task, days): &(TaskId, i64)| shift(locale, title(task), *days);
    let name = |task: &TaskId| title(task).to_owned();
    let headings = [
        td_string!(locale, consequence.broken, count = grouped(broken.len())),
        td_string!(locale, consequence.moved, count = grouped(moved.len())),
        td_string!(locale, consequence.joins, count = grouped(now_critical.len())),
        td_string!(locale, consequence.leaves, count = grouped(no_longer_critical.len())),
    ];
    let lines = [
        (first(broken, promise), broken.len()),
        (first(&moved, shift), moved.len()),
        (first(now_critical, name), now_critical.len()),
        (first(no_longer_critical, name), no_longer_critical.len()),
    ];
    let listed = headings.into_iter().zip(lines).map(|(heading, (lines, all))| {
        let rest = all - lines.len();
        let more = (rest > 0).then(|| td_string!(locale, consequence.more, count = grouped(rest)));
        Listed { heading, lines, more }
    });
    listed.filter(|listed| !listed.lines.is_empty()).collect()
}

fn first<T>(all: &[T], line: impl Fn(&T) -> String) -> Vec<String> {
    all.iter().take(NAMED_MAX).map(line).collect()
}

/// By how much a task ends later or earlier.
fn shift(locale: Locale, title: &str, days: i64) -> String {
    match days {
        0 => td_string!(locale, consequence.by_hours, title),
        1.. => td_string!(locale, consequence.later, title, days = nouns::days(locale, days)),
        _ => td_string!(locale, consequence.earlier, title, days = nouns::days(locale, -days)),
    }
}

#[cfg(test)]
mod tests {
    use domain::CalendarId;
    use domain::plan::{Calendar, Rank, Task};

    use super::*;

    #[test]
    fn others_that_move_along_are_counted() {
        let check = |count, en: &str, zh: &str| {
            assert_eq!(with_others(Locale::en, "Moved “A” to 19 Jul".to_owned(), count), en);
            assert_eq!(with_others(Locale::zh_CN, "已把“A”移到 7/19".to_owned(), count), zh);
        };
        check(0, "Moved “A” to 19 Jul", "已把“A”移到 7/19");
        check(
            1,
            "Moved “A” to 19 Jul, moving one other task",
            "已把“A”移到 7/19，另有 1 项任务随之移动",
        );
        check(
            63,
            "Moved “A” to 19 Jul, moving 63 other tasks",
            "已把“A”移到 7/19，另有 63 项任务随之移动",
        );
    }

    #[test]
    fn a_consequence_is_listed_by_name_and_the_rest_counted() {
        let office = Calendar::office(CalendarId::new(0, [0; 10]), "office".to_owned());
        let mut plan = Plan::new(0, office, Vec::new());
        let ids: Vec<TaskId> = (0..23).map(|number| TaskId::new(number, [0; 10])).collect();
        for ((number, id), rank) in (1..).zip(&ids).zip(Rank::sequence(23)) {
            plan.tasks.insert(*id, Task::new(*id, number, format!("T{number}"), rank));
        }
        let days = |number: usize| if number == 22 { -7 } else { 1 };
        let found = Consequence {
            finish: (0, 1440),
            moved: ids.iter().enumerate().map(|(number, id)| (*id, days(number))).collect(),
            now_critical: vec![],
            no_longer_critical: vec![ids[1]],
            broken: vec![(ids[0], 2)],
        };
        let listed = listed(Locale::en, &found, &plan);
        let headings: Vec<&str> = listed.iter().map(|part| part.heading.as_str()).collect();
        assert_eq!(
            headings,
            ["Promises broken: 1", "Tasks that move: 23", "Leaves the critical path: 1"]
        );
        assert_eq!(listed[0].lines, ["T1: 2 days later than promised"]);
        assert_eq!(listed[1].lines[..2], ["T23: 7 days earlier", "T1: 1 day later"]);
        assert_eq!((listed[1].lines.len(), listed[1].more.as_deref()), (20, Some("and 3 more")));
        assert_eq!(listed[2].lines, ["T2"]);
    }
}
