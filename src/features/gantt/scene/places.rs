//! What lies where in the drawing, and what is laid over it while something is going on.

use std::collections::BTreeSet;

use domain::{LinkId, TaskId};

use super::{Bar, Hit, Scene, Screen, Side};
use crate::features::gantt::links::{Ends, Point};

/// Width of the place at the screen's edge that leads to a bar out of sight.
const BEYOND: f64 = 44.0;
/// How far beside a line a finger still presses it, and anything finer.
const BESIDE: (f64, f64) = (12.0, 5.0);

/// A bar in somebody else's hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// Where it would begin.
    pub left: f64,
    /// Where it would end.
    pub right: f64,
    /// Middle of the row.
    pub y: f64,
    /// Who moves it, in words.
    pub words: String,
}

impl Scene {
    /// What lies at a place.
    pub fn hit(&self, at: Point, screen: &Screen) -> Option<Hit> {
        let row = (at.y / screen.row_height).floor() as usize;
        let bar = self.bars.iter().find(|bar| at.y >= 0.0 && bar.row == row)?;
        let is_beyond = match bar.beyond {
            None => false,
            Some(Side::Left) => at.x < screen.left + BEYOND,
            Some(Side::Right) => at.x > screen.left + screen.width - BEYOND,
        };
        Some(match bar.part_at(at.x) {
            Some(grab) => Hit::Bar(bar.task, grab),
            None if is_beyond => Hit::Beyond(bar.task),
            None => Hit::Row(bar.task),
        })
    }

    /// The link whose line is pressed at a place: of the lines that are drawn, the nearest one.
    pub fn line_at(&self, at: Point, by_finger: bool) -> Option<LinkId> {
        let reach = if by_finger { BESIDE.0 } else { BESIDE.1 };
        let far = self.lines.iter().filter_map(|line| Some((line.distance(at), line.link?)));
        let near = far.filter(|(distance, _)| *distance <= reach);
        near.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, link)| link)
    }

    /// Draws bars faintly: what they stand for cannot be chosen now.
    pub fn dim(&mut self, tasks: &BTreeSet<TaskId>) {
        for bar in self.bars.iter_mut().filter(|bar| tasks.contains(&bar.task)) {
            bar.is_inactive = true;
        }
    }

    /// Where the bar of a task ends, if it is drawn.
    pub fn end_of(&self, task: TaskId) -> Option<Point> {
        let Ends { right, y, .. } = self.bar(task)?.ends();
        Some(Point { x: right, y })
    }

    /// The bar of a task, if it is drawn.
    pub fn bar(&self, task: TaskId) -> Option<&Bar> {
        self.bars.iter().find(|bar| bar.task == task)
    }
}
