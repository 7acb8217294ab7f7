//! Where tasks were, how far they can slip, and how far the work has come.

use domain::plan::{PlanView, Task};
use planner::Dates;

use super::marks::working_days;
use super::{BELOW_NAME, Drawn, Scene, Shape, Source, last_day, span};
use crate::features::gantt::layers::{Baseline, Layer};
use crate::features::gantt::links::Point;

/// Where a task was in the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Was {
    /// Left end.
    pub left: f64,
    /// Right end.
    pub right: f64,
    /// Working days by which the finish is later; below zero when it is earlier.
    pub days: i64,
    /// Which of the drawn baselines, from 0.
    pub line: usize,
}

/// How far a task can slip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Float {
    /// Where the task ends.
    pub from: f64,
    /// Where it could end at the latest.
    pub to: f64,
    /// Middle of the row.
    pub y: f64,
}

/// Where a row's task was in each of the baselines, if it was there.
pub(super) fn was(source: &Source, drawn: &Drawn) -> Vec<Was> {
    let baselines = source.baselines.iter().enumerate();
    baselines.filter_map(|(line, then)| was_in(source, drawn, (line, then.as_ref()))).collect()
}

fn was_in(source: &Source, drawn: &Drawn, (line, then): (usize, &Baseline)) -> Option<Was> {
    let (start, finish) = *then.dates.get(&drawn.task.id)?;
    let was = Dates { start, finish, ..drawn.dates() };
    let (left, right) = span(source.scale, drawn.shape, &was);
    let days = slip(source.plan, then, drawn.task, &drawn.dates())?;
    Some(Was { left, right, days, line })
}

/// Working days by which a task with these dates ends later than in the baseline; none that was
/// not in it.
pub fn slip(plan: &PlanView, then: &Baseline, task: &Task, dates: &Dates) -> Option<i64> {
    let (start, finish) = *then.dates.get(&task.id)?;
    let was = Dates { start, finish, ..*dates };
    Some(working_days(plan.plan.calendar_of(task), last_day(&was), last_day(dates)))
}

/// Adds what belongs to one row.
pub(super) fn add(scene: &mut Scene, source: &Source, drawn: &Drawn, row_height: f64) {
    let below = if source.has_names { BELOW_NAME } else { 0.0 };
    let y = (drawn.row as f64 + 0.5) * row_height + below;
    let dates = drawn.dates();
    let can_slip = dates.percent < 100 && !drawn.task.is_inactive && drawn.shape != Shape::Bracket;
    if source.layers.has(Layer::Float) && can_slip && dates.late_finish > dates.finish {
        let (from, to) = (source.scale.x(dates.finish), source.scale.x(dates.late_finish));
        scene.floats.push(Float { from, to, y });
    }
    if source.layers.has(Layer::Progress) {
        let (at, reached) = progress(source, drawn);
        let half = row_height / 2.0;
        let corners = [(at, y - half), (reached, y), (at, y + half)];
        scene.progress.extend(corners.map(|(x, y)| Point { x, y }));
    }
}

/// The data date, and how far a row's work has come: the same place where it is neither behind nor
/// ahead.
fn progress(source: &Source, drawn: &Drawn) -> (f64, f64) {
    let date = source.plan.plan.settings.status_date.unwrap_or(source.now);
    let at = source.scale.x(date);
    let dates = drawn.dates();
    let has_begun = dates.percent > 0 || drawn.task.actual.start.is_some();
    let reached = match dates.percent {
        _ if drawn.shape == Shape::Bracket || drawn.task.is_inactive => at,
        100 if dates.finish <= date => at,
        _ if !has_begun && dates.start >= date => at,
        percent => drawn.left + (drawn.right - drawn.left) * f64::from(percent) / 100.0,
    };
    (at, reached)
}
