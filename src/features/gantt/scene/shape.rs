//! How a task is drawn, and from where to where.

use domain::plan::Task;
use planner::Dates;

use crate::features::gantt::links::Ends;
use crate::features::gantt::scale::Scale;

/// Half the width of a milestone's diamond.
pub const DIAMOND: f64 = 8.0;
/// The narrowest that a bar is drawn.
const NARROW: f64 = 3.0;
/// How wide work is drawn that ended in the minute in which it began.
const MOMENT: f64 = 8.0;

/// How a task is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A bar.
    Bar,
    /// A diamond around `left` = `right`.
    Diamond,
    /// A bracket over its sub-tasks.
    Bracket,
}

impl Shape {
    /// What is no work at all is a milestone. Work that is ticked off without having been begun has
    /// no length either, and stays a bar.
    pub(super) fn of(task: &Task, dates: &Dates, is_summary: bool) -> Self {
        let is_moment = dates.start == dates.finish;
        match is_summary {
            true => Self::Bracket,
            false if task.is_milestone => Self::Diamond,
            false if task.duration.minutes == 0 && is_moment => Self::Diamond,
            false => Self::Bar,
        }
    }
}

/// The ends of what is drawn, a diamond's corners included.
pub(super) fn ends(shape: Shape, left: f64, right: f64, y: f64) -> Ends {
    let half = if shape == Shape::Diamond { DIAMOND } else { 0.0 };
    Ends { left: left - half, right: right + half, y }
}

/// From where to where something with these dates is drawn; of a diamond, twice its middle.
pub(super) fn span(scale: &Scale, shape: Shape, dates: &Dates) -> (f64, f64) {
    let (left, right) = (scale.x(dates.start), scale.x(dates.finish));
    match shape {
        Shape::Diamond => (right, right),
        Shape::Bar if dates.start == dates.finish => (right - MOMENT, right),
        Shape::Bar | Shape::Bracket => (left, right.max(left + NARROW)),
    }
}
