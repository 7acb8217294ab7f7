//! Links as lines.

use domain::{LinkId, TaskId};

use super::{Drawn, Screen, Source, ends};
use crate::features::gantt::layers::Layer;
use crate::features::gantt::links::{self, Point, Wire};

/// A drawn link.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which link; none while it is being made.
    pub link: Option<LinkId>,
    /// The corners, the arrow's tip last.
    pub points: Vec<Point>,
    /// Whether it was pressed.
    pub is_chosen: bool,
    /// Whether it decides a date on the critical path, alone or with others.
    pub is_critical: bool,
    /// Whether the dates do not keep it.
    pub is_broken: bool,
}

impl Line {
    /// One that is being drawn by hand.
    pub fn drawn(from: Point, to: Point) -> Self {
        let (link, points) = (None, vec![from, to]);
        Self { link, points, is_chosen: false, is_critical: false, is_broken: false }
    }

    /// How far a place is from it.
    pub fn distance(&self, at: Point) -> f64 {
        let parts = self.points.windows(2).map(|ends| distance(ends[0], ends[1], at));
        parts.fold(f64::INFINITY, f64::min)
    }
}

/// How far a place is from the straight line between two others.
fn distance(from: Point, to: Point, at: Point) -> f64 {
    let (across, down) = (to.x - from.x, to.y - from.y);
    let length = across * across + down * down;
    let along = ((at.x - from.x) * across + (at.y - from.y) * down) / length.max(f64::EPSILON);
    let share = along.clamp(0.0, 1.0);
    (at.x - from.x - share * across).hypot(at.y - from.y - share * down)
}

/// The line of a link, if any of it is on the screen.
pub(super) fn line(source: &Source, wire: &Wire, screen: &Screen) -> Option<Line> {
    let link = source.plan.plan.links.get(&wire.link)?;
    let from = Drawn::of(source, wire.from_row as usize, screen)?;
    let to = Drawn::of(source, wire.to_row as usize, screen)?;
    let ends = |drawn: &Drawn| ends(drawn.shape, drawn.left, drawn.right, drawn.y);
    let points = links::route(link.kind, ends(&from), ends(&to), screen.row_height);
    let in_sight = |point: &Point| point.x >= screen.left && point.x <= screen.left + screen.width;
    let lane = points.iter().map(|point| point.x);
    let crosses = lane.clone().any(|x| x < screen.left) && lane.clone().any(|x| x > screen.left);
    if !points.iter().any(in_sight) && !crosses {
        return None;
    }
    let next = source.lifted.and_then(|(_, preview)| preview);
    let scheduled = next.map_or(&source.plan.scheduled, |preview| &preview.scheduled);
    let is_critical = |id: TaskId| scheduled.dates(id).is_some_and(|dates| dates.is_critical);
    let is_on_path =
        source.layers.has(Layer::Critical) && is_critical(link.from) && is_critical(link.to);
    let decides = || {
        let is_driving = scheduled.driving_link(link.to) == Some(link.id);
        is_driving || source.plan.is_tight(link, scheduled)
    };
    Some(Line {
        link: Some(link.id),
        is_chosen: source.link == Some(link.id),
        points,
        is_critical: is_on_path && decides(),
        is_broken: links::is_broken(link, scheduled.dates(link.from)?, scheduled.dates(link.to)?),
    })
}
