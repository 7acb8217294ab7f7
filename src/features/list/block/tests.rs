//! Reading, writing and pasting blocks.

use std::collections::BTreeSet;

use domain::plan::board::default_columns;
use domain::plan::{Calendar, Plan, Rank, Task, TaskDuration};
use domain::time::{minute_at, start_of};
use domain::{CalendarId, ColumnId, UserId};
use locale::Locale;

use super::super::rows::Rows;
use super::*;
use crate::features::shared::plan_api::Person;

fn id(number: u32) -> TaskId {
    TaskId::new(u64::from(number), [0; 10])
}

/// Three tasks of two days from Monday 2 March 2026, 9:00.
fn plan() -> Plan {
    let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
    let mut next = 0;
    let columns = default_columns(["todo", "doing", "review", "done"].map(String::from), || {
        next += 1;
        ColumnId::new(next, [0; 10])
    });
    let start = minute_at("2026-03-02T09:00:00".parse().unwrap());
    let mut plan = Plan::new(start, calendar, columns);
    for (number, rank) in (1..=3).zip(Rank::sequence(3)) {
        let mut task = Task::new(id(number), number, format!("T{number}"), rank);
        task.duration = TaskDuration::days(2, 480);
        plan.tasks.insert(task.id, task);
    }
    plan
}

/// Pastes a block with its first value in a cell; tells the rows then, or why not.
fn pasted(plan: &mut Plan, at: (u32, Column), text: &str) -> String {
    let view = PlanView::of(plan.clone());
    let rows = Rows::of(&view.outline, &BTreeSet::new());
    let people = [Person { id: UserId::new(7, [0; 10]), name: "Mei Chen".to_owned() }];
    let sheet = Sheet { view: &view, rows: &rows, key: "WMS", people: &people, locale: Locale::en };
    let now = start_of("2026-03-02".parse().unwrap());
    let mut next = 10;
    let new_id = || {
        next += 1;
        id(next)
    };
    let found = match paste(sheet, (id(at.0), at.1), &read(text), now, new_id) {
        Err(refused) => return format!("{refused:?}"),
        Ok(found) => found,
    };
    if let Some(op) = &found.op {
        apply(plan, op).unwrap();
    }
    let view = PlanView::of(plan.clone());
    let tasks = view.outline.rows.iter().map(|row| &view.plan.tasks[&row.task]);
    let tasks = tasks.map(|task| {
        let assignee = if task.assignee.is_some() { "@" } else { "" };
        format!("{}{assignee} {}", task.title, task.duration.minutes / 480)
    });
    format!("{} ({} {})", tasks.collect::<Vec<_>>().join(", "), found.cells, found.added)
}

fn check(at: (u32, Column), text: &str, expected: &str) {
    assert_eq!(pasted(&mut plan(), at, text), expected, "{text:?}");
}

#[test]
fn blocks_are_read_as_spreadsheets_write_them() {
    let check = |text: &str, expected: &[&[&str]]| assert_eq!(read(text), expected, "{text:?}");
    check("a\tb\r\nc\td\r\n", &[&["a", "b"], &["c", "d"]]);
    check("a\t\tb", &[&["a", "", "b"]]);
    check("a\t\n\tb\t", &[&["a", ""], &["", "b", ""]]);
    check("a\n\nb", &[&["a"], &[""], &["b"]]);
    check("\"two\nlines\"\t\"say \"\"yes\"\"\"\nc", &[&["two lines", "say \"yes\""], &["c"]]);
    check("\"loud\" bell\t5\"", &[&["\"loud\" bell", "5\""]]);
    check("\"never closed\tb", &[&["\"never closed", "b"]]);
    check("", &[]);
}

#[test]
fn what_is_written_is_read_again() {
    let lines = [vec!["a", "say \"yes\"", ""], vec!["\"so\"", "", "two\tparts"]];
    let lines = lines.map(|line| line.into_iter().map(String::from).collect::<Vec<_>>());
    let again = [vec!["a", "say \"yes\"", ""], vec!["\"so\"", "", "two parts"]];
    assert_eq!(read(&write(&lines)), again);
}

#[test]
fn values_go_to_the_right_and_down() {
    check((1, Column::Title), "A\t3d\nB\t1w\n", "A 3, B 5, T3 2 (4 0)");
    check((2, Column::Duration), "4", "T1 2, T2 4, T3 2 (1 0)");
    check((2, Column::Assignee), "mei chen\thigh\tsite, steel", "T1 2, T2@ 2, T3 2 (3 0)");
    check((1, Column::Key), "WMS-1\t1\tT1\t3d", "T1 3, T2 2, T3 2 (1 0)");
}

#[test]
fn what_a_cell_says_already_and_nothing_at_all_change_nothing() {
    check((1, Column::Title), "T1\t2 d\t2026/3/2\t2026-03-03\t0", "T1 2, T2 2, T3 2 (0 0)");
    check((1, Column::Title), "\t\t\n\t1d", "T1 2, T2 1, T3 2 (1 0)");
}

#[test]
fn lines_below_the_last_row_are_new_tasks() {
    check((3, Column::Title), "C\t1d\nD\t3d\n\nE\n", "T1 2, T2 2, C 1, D 3, E 1 (3 2)");
    check((3, Column::Duration), "1d\n3d", "Long");
    check((3, Column::Wbs), "\tC\n\tD", "T1 2, T2 2, C 2, D 1 (1 1)");
}

#[test]
fn one_value_that_is_not_understood_refuses_the_whole_block() {
    let expected = "Value { line: 2, column: Duration, value: \"soon\", why: Duration }";
    check((1, Column::Title), "A\t3d\nB\tsoon", expected);
    let expected = "Value { line: 1, column: Assignee, value: \"Nobody here\", why: Person }";
    check((1, Column::Assignee), "Nobody here", expected);
    let expected = "Value { line: 2, column: Start, value: \"whenever\", why: Date }";
    check((3, Column::Title), "C\nD\t1d\twhenever", expected);
    check((1, Column::Visible), "yes\tno", "Wide");
}

#[test]
fn a_pasted_block_is_one_step_back() {
    let plan = plan();
    let mut changed = plan.clone();
    let view = PlanView::of(plan.clone());
    let rows = Rows::of(&view.outline, &BTreeSet::new());
    let sheet = Sheet { view: &view, rows: &rows, key: "", people: &[], locale: Locale::en };
    let lines = read("A\t3d\nB\t4d\nC\t5d\nD\t6d");
    let op = paste(sheet, (id(1), Column::Title), &lines, 0, || id(11)).unwrap().op.unwrap();
    let inverse = apply(&mut changed, &op).unwrap();
    assert_eq!(changed.tasks.len(), 4);
    apply(&mut changed, &inverse).unwrap();
    assert_eq!(changed, plan);
}
