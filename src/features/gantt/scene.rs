//! The drawing: rows in sight become bars, diamonds, brackets, lines and marks.
//!
//! All places are in px of the whole chart: x on the time axis, y from the top of the first row. A
//! painter subtracts what has been scrolled. Nothing here knows of colours, words or screens.

mod done;
mod lines;
mod marks;
mod past;
mod places;
mod shape;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::plan::{PlanView, Task};
use domain::time::{self, Minute};
use domain::{LinkId, TaskId};
use planner::Dates;

use super::layers::{Baseline, Layer, Layers};
use super::links::{Ends, Point, Wires};
use super::moves::{Grab, Preview};
use super::near::Near;
use super::rows::{self, Rows};
use super::scale::{Scale, Step, Stretch, Tick};

pub use done::percent_at;
pub use lines::Line;
pub use marks::{Promise, Target};
pub use past::{Float, Was, slip};
pub use places::Other;
pub use shape::{DIAMOND, Shape};

use shape::{ends, span};

/// How far a bar lies below the middle of its row when its name stands above it.
pub const BELOW_NAME: f64 = 9.0;
/// The narrowest that a bar can be hit.
const NARROW: f64 = 24.0;
/// How far an end can be taken hold of outside the bar and inside.
const EDGE: (f64, f64) = (8.0, 6.0);

/// What the drawing is made from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The plan and its dates.
    pub plan: &'a PlanView,
    /// Its rows.
    pub rows: &'a Rows,
    /// Its links.
    pub wires: &'a Wires,
    /// The time axis.
    pub scale: &'a Scale,
    /// The selected task.
    pub selected: Option<TaskId>,
    /// The tasks that are selected together.
    pub picked: &'a BTreeSet<TaskId>,
    /// The link whose line was pressed.
    pub link: Option<LinkId>,
    /// The bar that is being moved, and what that would do.
    pub lifted: Option<(TaskId, Option<&'a Preview>)>,
    /// The bars that are moved together with it.
    pub group: &'a BTreeSet<TaskId>,
    /// What is shown besides bars.
    pub layers: Layers,
    /// How little float counts as nearly critical.
    pub near: Near,
    /// The dates to compare with.
    pub baselines: &'a [Arc<Baseline>],
    /// Whether bars carry their names, because there is no table beside them.
    pub has_names: bool,
    /// Now.
    pub now: Minute,
}

/// The part of the chart on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Screen {
    /// Scrolled to the right.
    pub left: f64,
    /// Scrolled down.
    pub top: f64,
    /// Width.
    pub width: f64,
    /// Height below the head.
    pub height: f64,
    /// Height of a row.
    pub row_height: f64,
}

/// On which side of the screen something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Earlier than the screen.
    Left,
    /// Later.
    Right,
}

/// A drawn task.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Which.
    pub task: TaskId,
    /// Its row.
    pub row: usize,
    /// How it is drawn.
    pub shape: Shape,
    /// Left end; of a diamond, its middle.
    pub left: f64,
    /// Right end; of a diamond, its middle.
    pub right: f64,
    /// Middle of the row.
    pub y: f64,
    /// Where the part that is done ends.
    pub done: f64,
    /// Share that is done, 0 to 100.
    pub percent: u8,
    /// Whether it lies on the critical path, and that is to be seen.
    pub is_critical: bool,
    /// Whether it is nearly critical, and that is to be seen.
    pub is_near: bool,
    /// Whether it is left out of the schedule.
    pub is_inactive: bool,
    /// Its name, where there is no table beside the chart.
    pub name: Option<String>,
    /// Its name beside it, where that was asked for.
    pub label: Option<String>,
    /// Where it was in each baseline that knows it.
    pub was: Vec<Was>,
    /// Its first and last day.
    pub days: (NaiveDate, NaiveDate),
    /// Where it is, when it is not on the screen.
    pub beyond: Option<Side>,
}

/// Where something was, or would go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ghost {
    /// How it is drawn.
    pub shape: Shape,
    /// Left end.
    pub left: f64,
    /// Right end.
    pub right: f64,
    /// Middle of the row.
    pub y: f64,
}

/// The drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The rows that are drawn.
    pub rows: Range<usize>,
    /// The selected rows: one, or several that are selected together.
    pub selected: Vec<usize>,
    /// The rows that are heads of groups.
    pub heads: Vec<usize>,
    /// Days that are not ordinary working days.
    pub stretches: Vec<Stretch>,
    /// From tick to tick in the upper and in the lower line of the head.
    pub steps: (Step, Step),
    /// Ticks of the upper line.
    pub major: Vec<Tick>,
    /// Ticks of the lower line.
    pub minor: Vec<Tick>,
    /// Bars, diamonds and brackets.
    pub bars: Vec<Bar>,
    /// Outlines of what was or would be.
    pub ghosts: Vec<Ghost>,
    /// Bars in other people's hands.
    pub others: Vec<Other>,
    /// Links.
    pub lines: Vec<Line>,
    /// Internal targets.
    pub targets: Vec<Target>,
    /// Promises to the client.
    pub promises: Vec<Promise>,
    /// How far tasks can slip.
    pub floats: Vec<Float>,
    /// What is done on each row, as a line; empty when it is not shown.
    pub progress: Vec<Point>,
    /// Now.
    pub now: f64,
    /// Today.
    pub today: NaiveDate,
}

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

impl Source<'_> {
    fn marked_rows(&self) -> Vec<usize> {
        let alone = self.selected.filter(|_| self.picked.is_empty());
        let marked = self.picked.iter().copied().chain(alone);
        marked.filter_map(|task| self.rows.row_of(task)).collect()
    }

    fn labels(&self, title: &str) -> Option<String> {
        (self.layers.has(Layer::Names) && !self.has_names).then(|| title.to_owned())
    }
}

impl Scene {
    /// The drawing of what a screen shows.
    pub fn of(source: &Source, screen: &Screen) -> Self {
        let rows = rows::window(screen.top, screen.height, screen.row_height, source.rows.len());
        let (from, to) = (screen.left, screen.left + screen.width);
        let scale = source.scale;
        let calendar = source.plan.plan.calendars.get(&source.plan.plan.settings.calendar);
        let mut scene = Self {
            selected: source.marked_rows(),
            heads: source.rows.heads_in(&rows).iter().map(|head| head.row).collect(),
            stretches: calendar.map_or_else(Vec::new, |days| scale.stretches(days, from, to)),
            steps: (scale.level.major, scale.level.minor),
            major: scale.ticks(scale.level.major, from, to),
            minor: scale.ticks(scale.level.minor, from, to),
            now: scale.x(source.now),
            today: time::day_of(source.now),
            rows: rows.clone(),
            bars: Vec::with_capacity(rows.len()),
            ghosts: Vec::new(),
            others: Vec::new(),
            lines: Vec::new(),
            targets: Vec::new(),
            promises: Vec::new(),
            floats: Vec::new(),
            progress: Vec::new(),
        };
        for row in rows.clone() {
            let Some(drawn) = Drawn::of(source, row, screen) else { continue };
            scene.bars.push(drawn.bar(source, screen));
            scene.ghosts.extend(drawn.ghost(source, screen));
            marks::add(&mut scene, source, &drawn, screen.row_height);
            past::add(&mut scene, source, &drawn, screen.row_height);
        }
        // Where bars carry names there is no room for lines between them.
        if !source.has_names && source.layers.has(Layer::Links) {
            let wires = source.wires.touching(&rows);
            scene.lines = wires.filter_map(|wire| lines::line(source, wire, screen)).collect();
        }
        scene
    }
}

impl Bar {
    /// The ends of what is drawn, a diamond's corners included.
    pub fn ends(&self) -> Ends {
        ends(self.shape, self.left, self.right, self.y)
    }

    /// The right end of everything that is drawn of it, its places in baselines too.
    pub fn right_of_all(&self) -> f64 {
        let own = self.ends().right;
        self.was.iter().fold(own, |right, was| right.max(was.right))
    }

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

/// A row's task with the dates to draw.
struct Drawn<'a> {
    task: &'a Task,
    row: usize,
    shape: Shape,
    /// The dates as they are.
    present: &'a Dates,
    /// The dates as they would be, where a move changes them.
    next: Option<Dates>,
    is_lifted: bool,
    left: f64,
    right: f64,
    y: f64,
}

impl<'a> Drawn<'a> {
    fn of(source: &Source<'a>, row: usize, screen: &Screen) -> Option<Self> {
        let id = source.rows.task(row)?;
        let task = source.plan.plan.tasks.get(&id)?;
        let present = source.plan.scheduled.dates(id)?;
        let place = source.rows.place(row)?;
        let is_summary = source.plan.outline.rows.get(place)?.is_summary();
        let (lifted, preview) = source.lifted.unzip();
        let next = preview.flatten().and_then(|preview| preview.scheduled.dates(id).copied());
        let is_lifted = lifted == Some(id) || source.group.contains(&id);
        let shape = Shape::of(task, present, is_summary);
        // What is in the hand is drawn where it would go, everything else where it is.
        let dates = next.as_ref().filter(|_| is_lifted).unwrap_or(present);
        let (left, right) = span(source.scale, shape, dates);
        let y = (row as f64 + 0.5) * screen.row_height;
        Some(Self { task, row, shape, present, next, is_lifted, left, right, y })
    }

    /// The dates at which it is drawn.
    fn dates(&self) -> Dates {
        self.next.filter(|_| self.is_lifted).unwrap_or(*self.present)
    }

    fn bar(&self, source: &Source, screen: &Screen) -> Bar {
        let dates = self.dates();
        let Ends { left, right, .. } = ends(self.shape, self.left, self.right, self.y);
        let beyond = match () {
            () if right < screen.left => Some(Side::Left),
            () if left > screen.left + screen.width => Some(Side::Right),
            () => None,
        };
        // While something moves, the critical path is the one that would be.
        let then = self.next.as_ref().unwrap_or(self.present);
        let shows = source.layers.has(Layer::Critical) && self.shape != Shape::Bracket;
        Bar {
            task: self.task.id,
            row: self.row,
            shape: self.shape,
            left: self.left,
            right: self.right,
            y: self.y,
            done: self.left + (self.right - self.left) * f64::from(dates.percent) / 100.0,
            percent: dates.percent,
            is_critical: shows && then.is_critical,
            is_near: shows && source.near.holds(source.plan, self.task, then),
            is_inactive: self.task.is_inactive,
            was: past::was(source, self),
            label: source.labels(&self.task.title),
            name: source.has_names.then(|| self.task.title.clone()),
            days: (time::day_of(dates.start), last_day(&dates)),
            beyond,
        }
    }

    /// Where the lifted task was, and where the others would go.
    fn ghost(&self, source: &Source, screen: &Screen) -> Option<Ghost> {
        let next = self.next.as_ref()?;
        let (present, changed) = (self.present, (next.start, next.finish));
        if (present.start, present.finish) == changed {
            return None;
        }
        let dates = if self.is_lifted { present } else { next };
        let (left, right) = span(source.scale, self.shape, dates);
        let is_seen = right >= screen.left && left <= screen.left + screen.width;
        is_seen.then_some(Ghost { shape: self.shape, left, right, y: self.y })
    }
}

/// The last day of work; that of a moment is its own day.
fn last_day(dates: &Dates) -> NaiveDate {
    time::last_day_of(dates.finish.max(dates.start + 1))
}

#[cfg(test)]
mod tests;
