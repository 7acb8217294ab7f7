//! Links as lines.

use domain::TaskId;
use domain::plan::Link;
use domain::plan::link::{Lag, LinkKind};
use planner::Dates;

use super::{Drawn, Line, Screen, Source, ends};
use crate::features::gantt::layers::Layer;
use crate::features::gantt::links::{self, Point, Wire};

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
    let is_driving = scheduled.driving_link(link.to) == Some(link.id);
    let has_critical =
        source.layers.has(Layer::Critical) && is_critical(link.from) && is_critical(link.to);
    Some(Line {
        points,
        is_critical: has_critical && is_driving,
        is_broken: is_broken(link, scheduled.dates(link.from)?, scheduled.dates(link.to)?),
    })
}

/// Whether the dates do not keep a link. A lead is not looked into: it depends on calendars.
fn is_broken(link: &Link, from: &Dates, to: &Dates) -> bool {
    let lag = match link.lag {
        Lag::Elapsed(minutes) => minutes,
        Lag::Working(minutes) if minutes >= 0 => 0,
        Lag::Percent(percent) if percent >= 0 => 0,
        Lag::Working(_) | Lag::Percent(_) => return false,
    };
    let (before, after) = match link.kind {
        LinkKind::FinishToStart => (from.finish, to.start),
        LinkKind::StartToStart => (from.start, to.start),
        LinkKind::FinishToFinish => (from.finish, to.finish),
        LinkKind::StartToFinish => (from.start, to.finish),
    };
    after < before + lag
}
