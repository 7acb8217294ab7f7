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

/// Makes a task a milestone, which takes no time, or a task again: as long as it was before, or of
/// one day where it never was one.
#[must_use]
pub fn milestone(plan: &Plan, task: &Task, is_milestone: bool) -> PlanOp {
    let one_day = TaskDuration::days(1, plan.settings.minutes_per_day);
    let (former, duration) = match (is_milestone, task.duration.minutes) {
        (true, 1..) => (Some(task.duration), TaskDuration::ZERO),
        (false, 0) => (None, task.former_duration.unwrap_or(one_day)),
        _ => (task.former_duration, task.duration),
    };
    let changes = [
        // A milestone takes no time, whatever its effort is.
        (is_milestone && task.follows_effort(), TaskChange::Shares(Vec::new())),
        (true, TaskChange::Milestone(is_milestone)),
        (duration != task.duration, TaskChange::Duration(duration)),
        (former != task.former_duration, TaskChange::FormerDuration(former)),
    ];
    let real = changes.into_iter().filter(|(differs, _)| *differs);
    let mut steps: Vec<PlanOp> = real.map(|(_, to)| PlanOp::change(task.id, to)).collect();
    match steps.len() {
        1 => steps.remove(0),
        _ => PlanOp::Batch(steps),
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
    fn a_milestone_takes_no_time_and_is_as_long_as_before_when_it_is_a_task_again() {
        for before in [480, 2_880] {
            let (mut plan, id) = plan();
            plan.tasks.get_mut(&id).unwrap().duration.minutes = before;
            for (is_milestone, minutes) in [(true, 0), (true, 0), (false, before), (false, before)]
            {
                let op = milestone(&plan, &plan.tasks[&id], is_milestone);
                apply(&mut plan, &op).unwrap();
                let task = &plan.tasks[&id];
                assert_eq!((task.is_milestone, task.duration.minutes), (is_milestone, minutes));
            }
            assert_eq!(plan.tasks[&id].former_duration, None);
        }
    }

    #[test]
    fn a_milestone_follows_no_effort() {
        let (mut plan, id) = plan();
        let task = plan.tasks.get_mut(&id).unwrap();
        (task.estimate, task.shares) = (Some(480), vec![domain::plan::Share::FULL]);
        let before = plan.clone();
        let op = milestone(&plan, &plan.tasks[&id], true);
        let inverse = apply(&mut plan, &op).unwrap();
        let task = &plan.tasks[&id];
        assert_eq!((task.duration.minutes, task.follows_effort()), (0, false));
        apply(&mut plan, &inverse).unwrap();
        assert_eq!(plan, before);
    }

    #[test]
    fn what_was_never_a_task_becomes_one_of_one_day() {
        let (mut plan, id) = plan();
        let task = plan.tasks.get_mut(&id).unwrap();
        (task.is_milestone, task.duration) = (true, TaskDuration::ZERO);
        let op = milestone(&plan, &plan.tasks[&id], false);
        apply(&mut plan, &op).unwrap();
        assert_eq!(plan.tasks[&id].duration.minutes, 480);
    }
}
