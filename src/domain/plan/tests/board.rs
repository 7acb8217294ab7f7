//! Text cases of the board: columns, and what moving a card means for the work.

use super::*;
use crate::plan::board::{exceeded, move_card};

const NOW: Minute = 29_000_000;

fn column(number: u32, name: &str, kind: ColumnKind) -> Column {
    let rank = Rank::sequence(4)[0].clone();
    Column { id: column_id(number), name: name.to_owned(), kind, rank, limit: None, colour: None }
}

#[test]
fn a_board_keeps_a_column_of_each_kind() {
    check(&PlanOp::PutColumn(column(5, " Test ", ColumnKind::Doing)), "+ [Test Doing]");
    check(&PlanOp::PutColumn(column(5, "", ColumnKind::Doing)), "EmptyName");
    check(&PlanOp::PutColumn(column(1, "Ideas", ColumnKind::Done)), "ColumnNeeded");
    check(
        &PlanOp::PutColumn(column(3, "Shipped", ColumnKind::Done)),
        "- [Review Doing]\n+ [Shipped Done]",
    );
    check(&PlanOp::RemoveColumn(column_id(3)), "- [Review Doing]");
    check(&PlanOp::RemoveColumn(column_id(2)), "ColumnNotEmpty");
    check(&PlanOp::RemoveColumn(column_id(1)), "ColumnNeeded");
    check(&PlanOp::RemoveColumn(column_id(9)), "Missing");
}

#[test]
fn a_batch_on_an_incomplete_board_is_taken_back() {
    let mut plan = sample();
    plan.columns.retain(|id, _| *id == column_id(2));
    let before = bytes(&plan);
    let ops = vec![
        PlanOp::PutColumn(column(6, "Done", ColumnKind::Done)),
        PlanOp::RemoveCalendar(CalendarId(uuid(9))),
    ];
    assert_eq!(apply(&mut plan, &PlanOp::Batch(ops)), Err(Refusal::Missing));
    assert_eq!(bytes(&plan), before);
}

/// Moves a card that stands at `percent` in a column to another; answers with the new progress.
#[track_caller]
fn check_move(from: Option<u32>, percent: u8, to: u32, expected: &str) {
    let mut plan = sample();
    let task = plan.tasks.get_mut(&task_id(4)).unwrap();
    task.column = from.map(column_id);
    task.percent = percent;
    task.actual.start = (percent > 0).then_some(NOW - 60);
    task.actual.finish = (percent == 100).then_some(NOW - 30);
    let before = bytes(&plan);
    let op =
        move_card(&plan, &plan.tasks[&task_id(4)], &plan.columns[&column_id(to)], last_rank(), NOW);
    let inverse = apply(&mut plan, &op).unwrap();
    let task = &plan.tasks[&task_id(4)];
    assert_eq!(task.column, Some(column_id(to)));
    let date = |at: Option<Minute>| at.map_or("-".to_owned(), |at| (at - NOW).to_string());
    let found =
        format!("{}% {} {}", task.percent, date(task.actual.start), date(task.actual.finish));
    assert_eq!(found, expected);
    apply(&mut plan, &inverse).unwrap();
    assert_eq!(bytes(&plan), before);
}

#[test]
fn moving_a_card_says_how_far_the_work_is() {
    check_move(Some(1), 0, 1, "0% - -");
    check_move(Some(1), 0, 2, "0% 0 -");
    check_move(Some(1), 0, 4, "100% 0 0");
    check_move(Some(2), 50, 3, "50% -60 -");
    check_move(Some(2), 50, 4, "100% -60 0");
    check_move(Some(2), 50, 1, "0% - -");
    check_move(Some(4), 100, 2, "50% -60 -");
    check_move(Some(4), 100, 1, "0% - -");
    check_move(None, 0, 2, "0% 0 -");
    check_move(None, 100, 4, "100% -60 -30");
}

#[test]
fn a_column_is_exceeded_by_its_cards_and_not_by_summaries() {
    let mut plan = sample();
    for task in plan.tasks.values_mut() {
        task.column = Some(column_id(3));
    }
    let found = |plan: &Plan, number| exceeded(plan, task_id(number)).map(|(_, count)| count);
    // Four of the five tasks have a card.
    assert_eq!(found(&plan, 3), Some(4));
    for (limit, expected) in [(Some(4), None), (Some(3), Some(4)), (None, None)] {
        plan.columns.get_mut(&column_id(3)).unwrap().limit = limit;
        assert_eq!(found(&plan, 3), expected);
    }
    plan.tasks.get_mut(&task_id(3)).unwrap().column = None;
    assert_eq!(found(&plan, 3), None);
}
