//! Targets and promises: the two dates of a milestone, and the room between them.

use chrono::{Days, NaiveDate};
use domain::plan::Calendar;
use domain::plan::calendar::DayKind;
use domain::time;

use super::{Drawn, Scene, Source};

/// Farthest that days between two dates are counted one by one.
const COUNTED_MAX: i64 = 2_000;

/// An internal target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// Where it stands.
    pub x: f64,
    /// Middle of the row.
    pub y: f64,
    /// The day.
    pub day: NaiveDate,
    /// Whether the work ends after it.
    pub is_missed: bool,
}

/// A date promised to the client.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Promise {
    /// Where it stands: the end of the day.
    pub x: f64,
    /// Where the work ends.
    pub finish: f64,
    /// The internal target, if there is one.
    pub target: Option<Target>,
    /// Middle of the row.
    pub y: f64,
    /// The day.
    pub day: NaiveDate,
    /// Working days that are left between the finish and the promise; below zero when it breaks.
    pub days_left: i64,
}

/// Adds the marks of one row.
pub(super) fn add(scene: &mut Scene, source: &Source, drawn: &Drawn, row_height: f64) {
    let (scale, task) = (source.scale, drawn.task);
    let dates = drawn.next.unwrap_or(*drawn.present);
    let y = (drawn.row as f64 + 0.5) * row_height;
    let target = task.deadline.map(|deadline| Target {
        x: scale.x(deadline),
        y,
        day: time::last_day_of(deadline),
        is_missed: dates.finish > deadline,
    });
    scene.targets.extend(target);
    let Some(day) = task.promise else { return };
    let calendar = source.plan.plan.calendar_of(task);
    let last = super::last_day(&dates);
    scene.promises.push(Promise {
        x: scale.day_x(day) + scale.level.px_per_day,
        finish: scale.x(dates.finish),
        target,
        y,
        day,
        days_left: working_days(calendar, last, day),
    });
}

/// Working days after one day up to another, negative when the other lies before it.
pub(super) fn working_days(calendar: Option<&Calendar>, from: NaiveDate, to: NaiveDate) -> i64 {
    let distance = (to - from).num_days();
    let (first, sign) = if distance < 0 { (to, -1) } else { (from, 1) };
    let days = distance.abs();
    let (Some(calendar), true) = (calendar, days <= COUNTED_MAX) else { return distance };
    let is_worked = |after: i64| {
        let day = first + Days::new(after.unsigned_abs());
        matches!(calendar.day_kind(day), DayKind::Working | DayKind::MakeUp)
    };
    sign * (1..=days).filter(|after| is_worked(*after)).count() as i64
}
