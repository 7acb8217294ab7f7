//! How near a card's date is. Pure.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::TaskId;
use domain::plan::{PlanView, Task};
use domain::time::{self, Minute};

/// Within so many days a date is near.
const NEAR_DAYS: i64 = 3;

/// How near a card's date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// The work is done; when.
    Done(NaiveDate),
    /// Far enough to be plain.
    Later(NaiveDate),
    /// Within three days: in how many.
    Near(NaiveDate, i64),
    /// Today.
    Today,
    /// Over, by so many days.
    Late(i64),
}

/// How near a task's date is on a day: its internal target, or the planned finish where there is
/// none.
#[must_use]
pub fn nearness(task: &Task, finish: Minute, today: NaiveDate) -> Nearness {
    if task.percent == 100 {
        return Nearness::Done(time::last_day_of(task.actual.finish.unwrap_or(finish)));
    }
    let day = time::last_day_of(task.deadline.unwrap_or(finish));
    match day.signed_duration_since(today).num_days() {
        0 => Nearness::Today,
        days if days < 0 => Nearness::Late(-days),
        days if days <= NEAR_DAYS => Nearness::Near(day, days),
        _ => Nearness::Later(day),
    }
}

/// The tasks that should have been finished before a day and are not: those whose cards say so.
#[must_use]
pub fn late(view: &PlanView, today: NaiveDate) -> BTreeSet<TaskId> {
    let is_late = |task: &&Task| {
        let dates = view.scheduled.dates(task.id);
        dates.is_some_and(|dates| matches!(nearness(task, dates.finish, today), Nearness::Late(_)))
    };
    view.plan.tasks.values().filter(is_late).map(|task| task.id).collect()
}

#[cfg(test)]
mod tests {
    use domain::plan::Rank;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Minute {
        time::start_of(day(text)) + 17 * 60
    }

    #[test]
    fn only_near_and_past_dates_stand_out() {
        let rank = Rank::between(None, None);
        let mut task = Task::new(TaskId::new(1, [1; 10]), 1, "a".to_owned(), rank);
        let today = day("2026-03-04");
        let check = |task: &Task, finish: &str, expected| {
            assert_eq!(nearness(task, at(finish), today), expected);
        };
        check(&task, "2026-03-08", Nearness::Later(day("2026-03-08")));
        check(&task, "2026-03-07", Nearness::Near(day("2026-03-07"), 3));
        check(&task, "2026-03-04", Nearness::Today);
        check(&task, "2026-03-02", Nearness::Late(2));
        task.deadline = Some(at("2026-03-20"));
        check(&task, "2026-03-02", Nearness::Later(day("2026-03-20")));
        task.percent = 100;
        task.actual.finish = Some(at("2026-03-03"));
        check(&task, "2026-03-09", Nearness::Done(day("2026-03-03")));
    }
}
