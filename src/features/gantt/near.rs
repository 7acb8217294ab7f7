//! Nearly critical work: what can slip only a little before it moves the finish. Pure.

use domain::plan::{PlanView, Task};
use planner::{Dates, Driver};

/// How many working days of float count as nearly none; 0 is none at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near(u16);

impl Default for Near {
    fn default() -> Self {
        Self(2)
    }
}

impl Near {
    /// Those that can be chosen.
    pub const ALL: [Self; 4] = [Self(0), Self(2), Self(5), Self(10)];

    /// Nothing counts as nearly critical.
    pub const OFF: Self = Self(0);

    /// The number of days.
    #[must_use]
    pub const fn days(self) -> u16 {
        self.0
    }

    /// As it is remembered.
    #[must_use]
    pub fn written(self) -> String {
        self.0.to_string()
    }

    /// From what was remembered; a number that cannot be chosen is the usual one.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let known = Self::ALL.into_iter().find(|known| known.written() == text);
        known.unwrap_or_default()
    }

    /// Whether a task with these dates is nearly critical: not critical, still to be done, and with
    /// little float.
    #[must_use]
    pub fn holds(self, view: &PlanView, task: &Task, dates: &Dates) -> bool {
        let minutes = i64::from(self.0) * view.plan.settings.minutes_per_day;
        let is_open = dates.percent < 100 && !task.is_inactive && dates.driver != Driver::Children;
        self != Self::OFF && is_open && !dates.is_critical && dates.total_float <= minutes
    }
}

#[cfg(test)]
mod tests {
    use domain::plan::{Calendar, Plan, Rank, TaskDuration};
    use domain::{CalendarId, TaskId};

    use super::*;

    /// The float of the second of two tasks, the first of which takes ten days, is what it takes
    /// less.
    fn check(near: Near, days: i64, expected: bool) {
        let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
        let mut plan = Plan::new(0, calendar, Vec::new());
        for ((number, days), rank) in (1..).zip([10, days]).zip(Rank::sequence(2)) {
            let id = TaskId::new(number, [0; 10]);
            let mut task = Task::new(id, number as u32, number.to_string(), rank);
            task.duration = TaskDuration::days(days, 480);
            plan.tasks.insert(id, task);
        }
        let view = PlanView::of(plan);
        let task = &view.plan.tasks[&TaskId::new(2, [0; 10])];
        let dates = view.scheduled.dates(task.id).unwrap();
        assert_eq!(near.holds(&view, task, dates), expected, "{near:?}, {days} days");
    }

    #[test]
    fn little_float_is_nearly_critical_and_none_is_critical() {
        check(Near(2), 10, false);
        check(Near(2), 9, true);
        check(Near(2), 8, true);
        check(Near(2), 7, false);
        check(Near(5), 5, true);
        check(Near::OFF, 9, false);
    }

    #[test]
    fn the_choice_is_remembered() {
        for near in Near::ALL {
            assert_eq!(Near::read(&near.written()), near);
        }
        assert_eq!(Near::read("7"), Near::default());
    }
}
