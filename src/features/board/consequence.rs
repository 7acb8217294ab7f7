//! What a move would do to the project's finish. Pure.

use chrono::NaiveDate;
use domain::plan::apply::apply;
use domain::plan::{Plan, PlanOp, Scheduled};
use domain::time::{self, Minute};

/// The project's last day before and after a move; they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// The last day as planned now.
    pub before: NaiveDate,
    /// The last day once the card is put down.
    pub after: NaiveDate,
}

impl Consequence {
    /// Tries a move on a copy of the plan. `None` when the finish stays on its day, or when the
    /// move would be refused.
    #[must_use]
    pub fn of(plan: &Plan, finish: Minute, op: &PlanOp) -> Option<Self> {
        let mut scratch = plan.clone();
        apply(&mut scratch, op).ok()?;
        let before = time::last_day_of(finish);
        let after = time::last_day_of(Scheduled::of(&scratch).finish);
        (before != after).then_some(Self { before, after })
    }

    /// Whether the project would finish later.
    #[must_use]
    pub fn is_later(&self) -> bool {
        self.after > self.before
    }
}

#[cfg(test)]
mod tests {
    use domain::plan::board::{default_columns, move_card};
    use domain::plan::{Calendar, ColumnKind, Rank, Task, TaskDuration};
    use domain::{CalendarId, ColumnId, TaskId};

    use super::*;

    #[test]
    fn finishing_early_brings_the_finish_forward() {
        let monday = time::start_of("2026-03-02".parse().unwrap());
        let calendar = Calendar::office(CalendarId::new(1, [0; 10]), "calendar".to_owned());
        let columns =
            default_columns(["t", "d", "r", "f"].map(str::to_owned), || ColumnId::new(1, [1; 10]));
        let columns = columns.into_iter().enumerate().map(|(at, mut column)| {
            column.id = ColumnId::new(at as u64, [1; 10]);
            column
        });
        let mut plan = Plan::new(monday, calendar, columns.collect());
        let mut task =
            Task::new(TaskId::new(1, [1; 10]), 1, "a".to_owned(), Rank::between(None, None));
        task.duration = TaskDuration::days(10, 480);
        plan.tasks.insert(task.id, task.clone());
        let finish = Scheduled::of(&plan).finish;
        let to = |kind| {
            let column = plan.columns.values().find(|column| column.kind == kind).unwrap();
            let rank = Rank::between(None, None);
            move_card(&plan, &task, column, rank, monday + 2 * time::DAY + 17 * 60)
        };
        let done = Consequence::of(&plan, finish, &to(ColumnKind::Done)).unwrap();
        assert_eq!(done.before.to_string(), "2026-03-13");
        assert_eq!(done.after.to_string(), "2026-03-04");
        assert!(!done.is_later());
        let rename = PlanOp::change(task.id, domain::plan::TaskChange::Title("b".to_owned()));
        assert_eq!(Consequence::of(&plan, finish, &rename), None);
    }
}
