//! What lies at a place of the drawing.

use domain::TaskId;

use super::{Bar, Scene, Screen, Shape, Side};
use crate::features::gantt::links::{Ends, Point};
use crate::features::gantt::moves::Grab;

/// The narrowest that a bar can be hit.
const NARROW: f64 = 24.0;
/// How far an end can be taken hold of outside the bar and inside.
const EDGE: (f64, f64) = (8.0, 6.0);
/// Width of the place at the screen's edge that leads to a bar out of sight.
const BEYOND: f64 = 44.0;

/// What lies at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A part of a task's bar.
    Bar(TaskId, Grab),
    /// The mark that leads to a bar out of sight.
    Beyond(TaskId),
    /// Nothing but a task's row.
    Row(TaskId),
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
}

impl Bar {
    fn part_at(&self, x: f64) -> Option<Grab> {
        let Ends { left, right, .. } = self.ends();
        let (outside, inside) = EDGE;
        let inside = if right - left >= 4.0 * inside { inside } else { 0.0 };
        let spare = ((NARROW - (right - left)) / 2.0).max(0.0);
        let has_ends = self.shape == Shape::Bar;
        match x {
            _ if has_ends && (left - outside..left + inside).contains(&x) => Some(Grab::Start),
            _ if has_ends && (right - inside..right + outside).contains(&x) => Some(Grab::Finish),
            _ if (left - spare..=right + spare).contains(&x) => Some(Grab::Body),
            _ => None,
        }
    }
}
