//! The plan of a project that begins: an empty one, with its calendar and its board.

use chrono::NaiveDate;
use uuid::Uuid;

use super::calendar::Calendar;
use super::{Plan, board};
use crate::holidays::{self, Naming};
use crate::{CalendarId, ColumnId, time};

/// When the first day's work begins, in minutes after midnight: 9:00, as in the office calendar.
const BEGINNING: i64 = 9 * 60;

/// What a first plan is called by, in its creator's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstWords {
    /// The calendar.
    pub calendar: String,
    /// The columns: to do, doing, review, done.
    pub columns: [String; 4],
    /// How holidays are named.
    pub naming: Naming,
}

/// An empty plan that begins on a day, worked from Monday to Friday, with the statutory holidays
/// and make-up days of mainland China if they count. Ids come from the caller.
#[must_use]
pub fn first_plan(
    start: NaiveDate,
    has_chinese_holidays: bool,
    words: FirstWords,
    mut id: impl FnMut() -> Uuid,
) -> Plan {
    let mut calendar = Calendar::office(CalendarId(id()), words.calendar);
    if has_chinese_holidays {
        calendar.exceptions = holidays::china(&calendar.week[0], words.naming);
    }
    let columns = board::default_columns(words.columns, || ColumnId(id()));
    Plan::new(time::start_of(start) + BEGINNING, calendar, columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Rank, Scheduled, Task};
    use crate::{TaskId, plan::calendar::DayKind};

    #[test]
    fn a_first_plan_works_on_make_up_days() {
        let words = FirstWords {
            calendar: "标准日历".to_owned(),
            columns: ["待办", "进行中", "待验收", "已完成"].map(str::to_owned),
            naming: Naming::Chinese,
        };
        let mut next = 0;
        let id = || {
            next += 1;
            Uuid::from_u128(next)
        };
        let saturday = "2026-02-14".parse().unwrap();
        let mut plan = first_plan(saturday, true, words, id);
        assert_eq!(plan.columns.len(), 4);
        let calendar = plan.calendars.values().next().expect("the plan's calendar");
        assert_eq!(calendar.day_kind(saturday), DayKind::MakeUp);

        let id = TaskId(Uuid::from_u128(99));
        plan.tasks.insert(id, Task::new(id, 1, "a".to_owned(), Rank::sequence(1).remove(0)));
        let scheduled = Scheduled::of(&plan);
        let dates = scheduled.dates(id).expect("the task is scheduled");
        assert_eq!(time::day_of(dates.start), saturday);
        assert_eq!(time::last_day_of(dates.finish), saturday);
    }
}
