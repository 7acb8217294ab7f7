//! What typing into a cell does to a plan.

use domain::plan::apply::apply;
use domain::plan::board::default_columns;
use domain::plan::{Calendar, Plan, Rank, TaskDuration};
use domain::time::{minute_at, start_of};
use domain::{CalendarId, ColumnId};

use super::super::column::{days_of, predecessors};
use domain::LinkId;

use super::*;

fn id(number: u32) -> TaskId {
    TaskId::new(u64::from(number), [0; 10])
}

/// Three tasks of two days from Monday 2 March 2026, 9:00.
fn plan() -> Plan {
    let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
    let names = ["todo", "doing", "review", "done"].map(String::from);
    let mut next = 0;
    let columns = default_columns(names, || {
        next += 1;
        ColumnId::new(next, [0; 10])
    });
    let start = minute_at("2026-03-02T09:00:00".parse().unwrap());
    let mut plan = Plan::new(start, calendar, columns);
    for (number, rank) in (1..=3).zip(Rank::sequence(3)) {
        let mut task = Task::new(id(number), number, format!("T{number}"), rank);
        task.duration = TaskDuration::days(2, 480);
        task.column = plan.columns_in_order().first().map(|column| column.id);
        plan.tasks.insert(task.id, task);
    }
    plan
}

/// Types into a cell of task 3 and tells what the task is like then, or why not.
fn typed_into(plan: &mut Plan, column: Column, text: &str) -> String {
    let view = PlanView::of(plan.clone());
    let now = start_of("2026-03-02".parse().unwrap());
    let op = Edit::of(&view, id(3), column, now).and_then(|edit| edit.op(column, text));
    match op {
        Err(why) => return format!("{why:?}"),
        Ok(None) => return "same".to_owned(),
        Ok(Some(op)) => drop(apply(plan, &op).unwrap()),
    }
    let view = PlanView::of(plan.clone());
    let task = &view.plan.tasks[&id(3)];
    let (first, last) = days_of(view.scheduled.dates(id(3)).unwrap());
    let links: Vec<LinkId> = view.plan.links.keys().copied().collect();
    let links = predecessors(&view, &links);
    if matches!(column, Column::Priority | Column::Labels | Column::Visible) {
        return format!("{:?} {:?} {}", task.priority, task.labels, task.is_client_visible);
    }
    format!(
        "{} {}..{} {}% [{links}]",
        task.title,
        first.format("%d"),
        last.format("%d"),
        task.percent
    )
}

fn check(column: Column, text: &str, expected: &str) {
    assert_eq!(typed_into(&mut plan(), column, text), expected, "{column:?} {text}");
}

#[test]
fn titles_and_durations_are_taken_as_typed() {
    check(Column::Title, " 联调 ", "联调 02..03 0% []");
    check(Column::Title, " ", "same");
    check(Column::Title, "T3", "same");
    check(Column::Duration, "1 周", "T3 02..06 0% []");
    check(Column::Duration, "3d", "T3 02..04 0% []");
    check(Column::Duration, "soon", "Duration");
    let mut by_effort = plan();
    by_effort.tasks.get_mut(&id(3)).unwrap().shares = vec![domain::plan::Share::FULL];
    assert_eq!(typed_into(&mut by_effort, Column::Duration, "3d"), "Effort");
}

#[test]
fn dates_bind_and_no_date_sets_free() {
    check(Column::Start, "2026-03-04", "T3 04..05 0% []");
    check(Column::Finish, "2026-03-06", "T3 05..06 0% []");
    check(Column::Start, "tomorrow", "Date");
    check(Column::Start, "", "same");
    let mut plan = plan();
    typed_into(&mut plan, Column::Start, "2026-03-04");
    assert_eq!(typed_into(&mut plan, Column::Start, ""), "T3 02..03 0% []");
}

#[test]
fn dates_set_by_hand_stay_so() {
    let mut plan = plan();
    let start = plan.settings.start;
    let dated = Dated { start: Some(start), finish: None };
    plan.tasks.get_mut(&id(3)).unwrap().manual = Some(dated);
    assert_eq!(typed_into(&mut plan, Column::Start, "2026-03-05"), "T3 05..06 0% []");
    assert!(plan.tasks[&id(3)].constraint.is_none());
}

#[test]
fn dates_are_read_as_spreadsheets_write_them() {
    for text in ["2026/3/4", "2026.03.04", "2026年3月4日", "2026-03-04 09:00", "2026-03-04T09:00"]
    {
        check(Column::Start, text, "T3 04..05 0% []");
    }
    for text in ["3/4/2026", "2026-13-01", "2026-03", "4"] {
        check(Column::Start, text, "Date");
    }
}

#[test]
fn priorities_labels_and_visibility_are_taken_in_both_languages() {
    check(Column::Priority, "紧急", "Urgent [] false");
    check(Column::Priority, " HIGH", "High [] false");
    check(Column::Priority, "medium", "same");
    check(Column::Priority, "soon", "Priority");
    check(Column::Labels, "钢架，site, site", "Medium [\"钢架\", \"site\"] false");
    check(Column::Labels, " , ", "same");
    check(Column::Visible, "是", "Medium [] true");
    check(Column::Visible, "No", "same");
    check(Column::Visible, "perhaps", "YesOrNo");
}

#[test]
fn what_has_happened_is_a_fact() {
    let mut plan = plan();
    assert_eq!(typed_into(&mut plan, Column::Progress, "40%"), "T3 02..03 40% []");
    assert_eq!(typed_into(&mut plan, Column::Start, "2026-03-05"), "Begun");
    check(Column::Progress, "101", "Percent");
    check(Column::Progress, "half", "Percent");
}

#[test]
fn predecessors_are_the_whole_list() {
    check(Column::Predecessors, "1", "T3 04..05 0% [1]");
    check(Column::Predecessors, "1FS+1d，2ss", "T3 05..06 0% [1FS+1d, 2SS]");
    check(Column::Predecessors, "9", "Unknown(9)");
    check(Column::Predecessors, "1, then", "Predecessor(\"then\")");
    let mut plan = plan();
    typed_into(&mut plan, Column::Predecessors, "1, 2");
    assert_eq!(typed_into(&mut plan, Column::Predecessors, "2FF"), "T3 02..03 0% [2FF]");
    assert_eq!(typed_into(&mut plan, Column::Predecessors, "2ff"), "same");
}

#[test]
fn summaries_follow_their_sub_tasks() {
    let mut plan = plan();
    plan.tasks.get_mut(&id(2)).unwrap().parent = Some(id(3));
    assert_eq!(typed_into(&mut plan, Column::Duration, "9d"), "Summary");
    assert_eq!(typed_into(&mut plan, Column::Title, "阶段"), "阶段 02..03 0% []");
}
