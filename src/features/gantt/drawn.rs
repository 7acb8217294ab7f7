//! A new task drawn below the last row, or below another. Pure.

use chrono::NaiveDate;
use domain::plan::{Constraint, ConstraintKind, Plan, PlanOp, Task, TaskDuration};
use domain::time;

use super::scale::Scale;
use super::scene::{Ghost, Shape};

/// First and last day of what was drawn.
pub type Days = (NaiveDate, NaiveDate);

/// The days between two places of the time axis, whichever comes first.
pub fn days_between(scale: &Scale, from: f64, to: f64) -> Days {
    (scale.day_at(from.min(to)), scale.day_at(from.max(to)))
}

/// The outline of a bar over days, so many rows below the first one's upper edge.
pub fn outline(scale: &Scale, (first, last): Days, rows: f64, row_height: f64) -> Ghost {
    Ghost {
        shape: Shape::Bar,
        left: scale.day_x(first),
        right: scale.day_x(last) + scale.level.px_per_day,
        y: rows * row_height,
    }
}

/// The operation that adds a task, on days: it begins no earlier than the first and takes the
/// working time up to the last; days without any leave its usual duration.
pub fn on_days(plan: &Plan, op: PlanOp, days: Days) -> PlanOp {
    match op {
        PlanOp::Add { tasks, links } => {
            let tasks = tasks.into_iter().map(|task| place(plan, task, days)).collect();
            PlanOp::Add { tasks, links }
        }
        other => other,
    }
}

fn place(plan: &Plan, mut task: Task, (first, last): Days) -> Task {
    let calendar = plan
        .calendar_of(&task)
        .map_or_else(planner::Calendar::round_the_clock, domain::plan::Calendar::to_planner);
    let (start, end) = (time::start_of(first), time::start_of(last) + time::DAY);
    let minutes = calendar.working_between(start, end);
    if minutes > 0 {
        task.duration = TaskDuration { minutes, ..task.duration };
    }
    let kind = ConstraintKind::StartNoEarlierThan;
    let is_later = start > plan.settings.start;
    task.constraint = is_later.then_some(Constraint { kind, at: start });
    task
}

#[cfg(test)]
mod tests {
    use domain::plan::Calendar;
    use domain::{CalendarId, TaskId};

    use super::*;
    use crate::features::gantt::scale::Zoom;
    use crate::features::shared::arrange;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn plan() -> Plan {
        let monday = time::start_of(day("2026-03-02"));
        let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
        Plan::new(monday, calendar, Vec::new())
    }

    /// The duration in days and the first day of a task drawn on days.
    fn check(first: &str, last: &str, expected: (i64, Option<&str>)) {
        let plan = plan();
        let id = TaskId::new(1, [0; 10]);
        let op = arrange::new_task(&plan, id, "x".into(), None, plan.settings.start);
        let PlanOp::Add { tasks, .. } = on_days(&plan, op, (day(first), day(last))) else {
            panic!("it adds a task")
        };
        let at = tasks[0].constraint.map(|bound| time::day_of(bound.at));
        assert_eq!((tasks[0].duration.minutes / 480, at), (expected.0, expected.1.map(day)));
    }

    #[test]
    fn a_drawn_task_takes_the_working_days_under_it() {
        check("2026-03-04", "2026-03-10", (5, Some("2026-03-04")));
        check("2026-03-05", "2026-03-05", (1, Some("2026-03-05")));
        check("2026-03-07", "2026-03-08", (1, Some("2026-03-07")));
        check("2026-03-02", "2026-03-03", (2, None));
    }

    #[test]
    fn it_is_drawn_over_whole_days() {
        let start = time::start_of(day("2026-03-02"));
        let scale = Scale::new(Zoom::Day, start, start, None);
        let x = scale.day_x(day("2026-03-04"));
        let days = days_between(&scale, x + 90.0, x + 5.0);
        assert_eq!(days, (day("2026-03-04"), day("2026-03-06")));
        let ghost = outline(&scale, days, 3.5, 36.0);
        assert_eq!((ghost.left - x, ghost.right - x, ghost.y), (0.0, 120.0, 126.0));
    }
}
