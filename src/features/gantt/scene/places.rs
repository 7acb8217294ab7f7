//! What lies where in the drawing, and what is laid over it while something is going on.

use std::collections::BTreeSet;

use domain::TaskId;

use super::{Bar, Hit, Line, Scene, Screen, Side};
use crate::features::gantt::links::{Ends, Point};

/// Width of the place at the screen's edge that leads to a bar out of sight.
const BEYOND: f64 = 44.0;

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

    /// Draws bars faintly: what they stand for cannot be chosen now.
    pub fn dim(&mut self, tasks: &BTreeSet<TaskId>) {
        for bar in self.bars.iter_mut().filter(|bar| tasks.contains(&bar.task)) {
            bar.is_inactive = true;
        }
    }

    /// A line from the end of a task's bar to a place.
    pub fn line_to(&self, from: TaskId, to: Point) -> Option<Line> {
        let Ends { right, y, .. } = self.bar(from)?.ends();
        let points = vec![Point { x: right, y }, to];
        Some(Line { points, is_critical: false, is_broken: false })
    }

    /// The bar of a task, if it is drawn.
    pub fn bar(&self, task: TaskId) -> Option<&Bar> {
        self.bars.iter().find(|bar| bar.task == task)
    }
}
