//! Scheduling mathematics: activities, links, calendars, and nothing else.
//!
//! A plan goes in, dates come out. There is no clock, no disk and no identity in here: tasks, links
//! and calendars are known by their place in the plan's lists, time is counted in whole minutes,
//! and no input makes [`schedule`] fail. What could not be honoured is returned as a [`Problem`].

mod calendar;
mod plan;
mod time;

pub use calendar::{Calendar, Exception, Shift, Week, WorkWeek};
pub use plan::{
    Assignment, Constraint, Dates, Driver, Duration, Lag, Link, LinkKind, Mode, Options, Plan,
    Problem, Progress, Schedule, Split, Task,
};
pub use time::{
    Day, MINUTES_PER_DAY, Minute, date_at, datetime_at, day_at, day_of, minute_at, start_of_day,
};

/// The dates of every task, and what could not be honoured.
pub fn schedule(plan: &Plan, _options: &Options) -> (Schedule, Vec<Problem>) {
    (
        Schedule {
            tasks: Vec::new(),
            start: plan.start,
            finish: plan.start,
        },
        Vec::new(),
    )
}
