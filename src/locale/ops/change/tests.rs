//! Sentences about changes of a task, in both languages.

use std::collections::BTreeMap;

use domain::CalendarId;
use domain::plan::{Calendar, Column, ColumnKind, Plan, Rank, Task};

use super::*;

const A: [u8; 10] = [1; 10];
const B: [u8; 10] = [2; 10];

fn rank() -> Rank {
    Rank::sequence(1)[0].clone()
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

/// The plan of two tasks and two columns in which task “A” is changed.
fn plan() -> Plan {
    let calendar = Calendar::office(CalendarId::new(0, A), String::new());
    let mut plan = Plan::new(0, calendar, Vec::new());
    for (number, seed, title) in [(1, A, "A"), (2, B, "B")] {
        let task = Task::new(TaskId::new(0, seed), number, title.to_owned(), rank());
        plan.tasks.insert(task.id, task);
    }
    for (seed, name) in [(A, "Doing"), (B, "Done")] {
        let (id, name) = (ColumnId::new(0, seed), name.to_owned());
        let kind = ColumnKind::Doing;
        let column = Column { id, name, kind, rank: rank(), limit: None, colour: None };
        plan.columns.insert(id, column);
    }
    plan
}

fn check(was: TaskChange, to: TaskChange, english: &str, chinese: &str) {
    let (plan, gone, people) = (plan(), BTreeMap::new(), BTreeMap::new());
    let names = Names { plan: &plan, gone: &gone, people: &people };
    let said = |locale| sentence(locale, TaskId::new(0, A), (Some(&was), &to), names);
    assert_eq!(said(Locale::en), english);
    assert_eq!(said(Locale::zh_CN), chinese);
}

#[test]
fn dates_say_by_how_much_they_moved() {
    let from =
        |kind, on| TaskChange::Constraint(Some(Constraint { kind, at: time::start_of(day(on)) }));
    let start = ConstraintKind::StartNoEarlierThan;
    check(
        from(start, 1),
        from(start, 4),
        "“A” is to start no earlier than 4 Mar 2026, 3 days later",
        "“A”不早于2026年3月4日开始，比原来晚 3 天",
    );
    // Midnight counts for the day before, and another rule has no day to compare with.
    check(
        from(start, 1),
        from(ConstraintKind::MustFinishOn, 4),
        "“A” must finish on 3 Mar 2026",
        "“A”必须在2026年3月3日完成",
    );
    let by_hand =
        |on| TaskChange::Manual(Some(Dated { start: Some(time::start_of(day(on))), finish: None }));
    check(
        by_hand(4),
        by_hand(2),
        "Moved “A” to 2 Mar 2026, 2 days earlier",
        "“A”移到2026年3月2日，比原来早 2 天",
    );
}

#[test]
fn values_are_told_with_what_they_were() {
    let promise = |on: Option<u32>| TaskChange::Promise(on.map(day));
    check(
        promise(None),
        promise(Some(4)),
        "Set the promised date of “A” to 4 Mar 2026",
        "“A”的承诺日期设为 2026年3月4日",
    );
    check(
        promise(Some(4)),
        promise(Some(6)),
        "Changed the promised date of “A” from 4 Mar 2026 to 6 Mar 2026",
        "“A”的承诺日期由 2026年3月4日 改为 2026年3月6日",
    );
    check(
        promise(Some(4)),
        promise(None),
        "Removed the promised date of “A” (was 4 Mar 2026)",
        "取消了“A”的承诺日期（原为 2026年3月4日）",
    );
    let half = || TaskChange::Progress { percent: 50, actual: Dated::default() };
    check(half(), half(), "Changed the progress of “A”", "修改了“A”的完成度");
}

#[test]
fn places_are_told_by_their_names() {
    let card = |seed: Option<[u8; 10]>| TaskChange::Card {
        column: seed.map(|seed| ColumnId::new(0, seed)),
        rank: rank(),
    };
    let (from, to) = ("Moved “A” from “Doing” to “Done”", "“A”从“Doing”移到“Done”");
    check(card(Some(A)), card(Some(B)), from, to);
    let (here, there) = ("Moved “A” up or down in “Done”", "调整了“A”在“Done”中的顺序");
    check(card(Some(B)), card(Some(B)), here, there);
    check(card(None), card(Some(B)), "Moved “A” to “Done”", "“A”移到“Done”");
    check(card(Some(B)), card(None), "Took “A” off the board", "“A”移出看板");
    let place = |seed: Option<[u8; 10]>| TaskChange::Place {
        parent: seed.map(|seed| TaskId::new(0, seed)),
        rank: rank(),
    };
    check(place(None), place(Some(B)), "Moved “A” under “B”", "“A”移到“B”之下");
    check(place(Some(B)), place(None), "Moved “A” to the top level", "“A”移到最上层");
    check(place(None), place(None), "Moved “A” to another row", "调整了“A”的顺序");
}
