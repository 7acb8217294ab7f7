//! Several rows at once.

use domain::plan::board::default_columns;
use domain::plan::link::{Lag, LinkKind};
use domain::plan::{Calendar, Link, Outline, Rank, TaskDuration};
use domain::time::{day_of, minute_at};
use domain::{CalendarId, ColumnId};

use super::*;

fn id(letter: char) -> TaskId {
    TaskId::new(letter as u64, [0; 10])
}

/// A plan of tasks of two days from Monday 2 March 2026, as an indented list of letters: `A(BC)D`.
fn plan(text: &str) -> Plan {
    let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
    let mut next = 0;
    let columns = default_columns(["todo", "doing", "review", "done"].map(String::from), || {
        next += 1;
        ColumnId::new(next, [0; 10])
    });
    let start = minute_at("2026-03-02T09:00:00".parse().unwrap());
    let mut plan = Plan::new(start, calendar, columns);
    let mut path: Vec<TaskId> = Vec::new();
    let mut last = None;
    for (letter, rank) in text.chars().zip(Rank::sequence(text.len())) {
        match letter {
            '(' => path.extend(last),
            ')' => last = path.pop(),
            _ => {
                let number = plan.next_number();
                let mut task = Task::new(id(letter), number, letter.to_string(), rank);
                task.parent = path.last().copied();
                task.duration = TaskDuration::days(2, 480);
                last = Some(task.id);
                plan.tasks.insert(task.id, task);
            }
        }
    }
    plan
}

fn written(plan: &Plan) -> String {
    let mut text = String::new();
    let mut depth = 0;
    for row in Outline::of(plan).rows {
        while depth > row.depth {
            text.push(')');
            depth -= 1;
        }
        if depth < row.depth {
            text.push('(');
            depth += 1;
        }
        text.push_str(&plan.tasks[&row.task].title);
    }
    text + &")".repeat(depth as usize)
}

fn tasks(letters: &str) -> Vec<TaskId> {
    letters.chars().map(id).collect()
}

fn check(before: &str, letters: &str, how: Arrange, expected: &str) {
    let mut plan = plan(before);
    let steps = arrange(&plan, &tasks(letters), how).unwrap();
    if let Some(op) = PlanOp::of_steps(steps) {
        apply(&mut plan, &op).unwrap();
    }
    assert_eq!(written(&plan), expected, "{before} {letters} {how:?}");
}

#[test]
fn rows_go_deeper_and_higher_together_and_keep_their_order() {
    check("ABCD", "BC", Arrange::Indent, "A(BC)D");
    check("ABCD", "AB", Arrange::Indent, "ABCD");
    check("ABCD", "BD", Arrange::Indent, "A(B)C(D)");
    check("AB(C)D", "BC", Arrange::Indent, "A(B(C))D");
    check("A(BC)D", "BC", Arrange::Outdent, "ABCD");
    check("A(BCD)", "BD", Arrange::Outdent, "A(C)BD");
}

#[test]
fn rows_go_up_and_down_together_and_do_not_jump_over_each_other() {
    check("ABCD", "BC", Arrange::Up, "BCAD");
    check("ABCD", "AB", Arrange::Up, "ABCD");
    check("ABCD", "BC", Arrange::Down, "ADBC");
    check("ABCD", "CD", Arrange::Down, "ABCD");
    check("ABCD", "AC", Arrange::Down, "BADC");
}

#[test]
fn what_lies_below_another_goes_with_it() {
    let plan = plan("A(B(C)D)E");
    assert_eq!(topmost(&plan, &tasks("ABCE")), tasks("AE"));
    assert_eq!(topmost(&plan, &tasks("CD")), tasks("CD"));
}

/// Shifts tasks by working days; tells the days of March on which they begin then, how many have a
/// date of their own, how many moved and how many were left.
fn shifted(plan: &Plan, letters: &str, days: i32) -> String {
    let view = PlanView::of(plan.clone());
    let found = shift(&view, &tasks(letters), Shift::Steps { weeks: 0, days }).unwrap();
    let mut plan = plan.clone();
    if let Some(op) = &found.op {
        apply(&mut plan, op).unwrap();
    }
    let scheduled = Scheduled::of(&plan);
    let day = |task: &TaskId| {
        let start = start(&scheduled, *task).unwrap();
        day_of(start).format("%d").to_string()
    };
    let all: Vec<String> = plan.tasks.keys().map(day).collect();
    let bound = plan.tasks.values().filter(|task| task.constraint.is_some()).count();
    format!("{} own {bound} moved {} left {}", all.join(" "), found.moved, found.left)
}

#[test]
fn tasks_move_together_and_what_waits_moves_along() {
    let mut plan = plan("ABC");
    assert_eq!(shifted(&plan, "AB", 1), "03 03 02 own 2 moved 2 left 0");
    let link = Link::new(id('A'), id('B'), LinkKind::FinishToStart, Lag::default());
    plan.links.insert(link.id, link);
    assert_eq!(shifted(&plan, "BA", 1), "03 05 02 own 1 moved 2 left 0");
    assert_eq!(shifted(&plan, "B", -1), "02 04 02 own 0 moved 0 left 1");
}

#[test]
fn what_is_fixed_is_left_and_counted() {
    let mut plan = plan("A(B)CD");
    plan.tasks.get_mut(&id('D')).unwrap().percent = 100;
    assert_eq!(shifted(&plan, "CD", 1), "02 02 03 02 own 1 moved 1 left 1");
    assert_eq!(shifted(&plan, "A", 1), "02 02 02 02 own 0 moved 0 left 1");
    assert_eq!(shifted(&plan, "AB", 1), "03 03 02 02 own 1 moved 2 left 0");
}

#[test]
fn only_tasks_with_a_new_value_are_changed() {
    let mut plan = plan("ABC");
    plan.tasks.get_mut(&id('B')).unwrap().is_client_visible = true;
    let show = |task: &Task| (!task.is_client_visible).then_some(TaskChange::ClientVisible(true));
    assert_eq!(change(&plan, &tasks("ABC"), show).len(), 2);
}
