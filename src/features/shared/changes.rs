//! Changes of several properties that belong together. Pure.

use domain::ColumnId;
use domain::plan::board::move_card;
use domain::plan::{Column, ColumnKind, Dated, Plan, PlanOp, Rank, Task, TaskChange, TaskDuration};
use domain::time::Minute;

/// Moves a task's card to the top of a column.
#[must_use]
pub fn to_column(plan: &Plan, task: &Task, column: ColumnId, now: Minute) -> Option<PlanOp> {
    let column = plan.columns.get(&column)?;
    Some(move_card(plan, task, column, top_of(plan, column), now))
}

/// Sets the progress and moves the card where that belongs, so that board and number always say
/// the same. `start` is the planned start.
#[must_use]
pub fn progress(plan: &Plan, task: &Task, percent: u8, start: Minute, now: Minute) -> PlanOp {
    let own = task.column.and_then(|column| plan.columns.get(&column)).map(|column| column.kind);
    let wanted = match (percent, own) {
        (100, _) => ColumnKind::Done,
        // Work may have begun without any of it being done.
        (0, Some(ColumnKind::Doing)) => ColumnKind::Doing,
        (0, _) => ColumnKind::ToDo,
        _ => ColumnKind::Doing,
    };
    let began = task.actual.start.unwrap_or(start).min(now);
    let actual = match wanted {
        ColumnKind::ToDo => Dated::default(),
        ColumnKind::Doing => Dated { start: Some(began), finish: None },
        ColumnKind::Done => Dated { start: Some(began), finish: Some(now) },
    };
    let change = PlanOp::change(task.id, TaskChange::Progress { percent, actual });
    let target = plan.columns_in_order().into_iter().find(|column| column.kind == wanted);
    match target.filter(|_| own.is_some_and(|own| own != wanted)) {
        Some(column) => {
            let card = TaskChange::Card { column: Some(column.id), rank: top_of(plan, column) };
            PlanOp::Batch(vec![PlanOp::change(task.id, card), change])
        }
        None => change,
    }
}

/// Makes a task a milestone, which takes no time, or a task of one day again.
#[must_use]
pub fn milestone(plan: &Plan, task: &Task, is_milestone: bool) -> PlanOp {
    let flag = PlanOp::change(task.id, TaskChange::Milestone(is_milestone));
    let duration = match (is_milestone, task.duration.minutes) {
        (true, 1..) => Some(TaskDuration::ZERO),
        (false, 0) => Some(TaskDuration::days(1, plan.settings.minutes_per_day)),
        _ => None,
    };
    match duration {
        Some(duration) => {
            PlanOp::Batch(vec![flag, PlanOp::change(task.id, TaskChange::Duration(duration))])
        }
        None => flag,
    }
}

fn top_of(plan: &Plan, column: &Column) -> Rank {
    let cards = plan.tasks.values().filter(|task| task.column == Some(column.id));
    Rank::between(None, cards.map(|task| &task.card_rank).min())
}

#[cfg(test)]
mod tests {
    use domain::plan::apply::apply;
    use domain::plan::board::default_columns;
    use domain::plan::{Calendar, Column};
    use domain::{CalendarId, TaskId};

    use super::*;

    /// A plan with one task in its first column.
    fn plan() -> (Plan, TaskId) {
        let calendar = Calendar::office(CalendarId::new(1, [0; 10]), "calendar".to_owned());
        let mut next = 0;
        let columns: Vec<Column> = default_columns(["t", "d", "r", "f"].map(str::to_owned), || {
            next += 1;
            ColumnId::new(next, [0; 10])
        });
        let first = columns[0].id;
        let mut plan = Plan::new(0, calendar, columns);
        let id = TaskId::new(9, [0; 10]);
        let mut task = Task::new(id, 1, "a".to_owned(), Rank::between(None, None));
        task.column = Some(first);
        plan.tasks.insert(id, task);
        (plan, id)
    }

    #[test]
    fn progress_and_board_say_the_same() {
        let (mut plan, id) = plan();
        let mut steps = Vec::new();
        for percent in [30, 0, 100, 60, 100, 0] {
            let op = progress(&plan, &plan.tasks[&id], percent, 600, 1000);
            apply(&mut plan, &op).unwrap();
            let task = &plan.tasks[&id];
            let column = &plan.columns[&task.column.unwrap()].name;
            steps.push(format!("{} {column} {:?}", task.percent, task.actual.finish));
        }
        let expected = [
            "30 d None",
            "0 d None",
            "100 f Some(1000)",
            "60 d None",
            "100 f Some(1000)",
            "0 t None",
        ];
        assert_eq!(steps, expected);
    }

    #[test]
    fn a_milestone_takes_no_time() {
        let (mut plan, id) = plan();
        for (is_milestone, minutes) in [(true, 0), (true, 0), (false, 480), (false, 480)] {
            let op = milestone(&plan, &plan.tasks[&id], is_milestone);
            apply(&mut plan, &op).unwrap();
            let task = &plan.tasks[&id];
            assert_eq!((task.is_milestone, task.duration.minutes), (is_milestone, minutes));
        }
    }
}
