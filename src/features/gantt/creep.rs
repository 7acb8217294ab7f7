//! Scrolling by itself: what is held near an edge of the chart brings what lies beyond it into
//! sight, a bar and a new task across, a dependency both ways.

use leptos::prelude::*;
use web_sys::PointerEvent;

use super::chart::Chart;
use super::drag::{Drag, Input};
use super::links::Point;
use super::stage::Stage;
use crate::features::shared::edge::{self, Pull};
use crate::ui::dom;

/// How the chart scrolls along with what is held.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Creep {
    /// Where on the page it was taken hold of.
    from: Point,
    across: Pull,
    down: Pull,
}

impl Creep {
    /// Of something that was just taken hold of at a place of the page.
    pub fn of(from: Point) -> Self {
        Self { from, ..Self::default() }
    }
}

impl Stage {
    /// A pointer came down.
    pub fn take_hold(&mut self, event: &PointerEvent) {
        let at = Point { x: event.client_x().into(), y: event.client_y().into() };
        (self.pointer, self.creep) = (Some(at), Creep::of(at));
    }

    /// How far to scroll in this frame, across and down; none where nothing is held near an edge.
    fn pull(&mut self, now: i64) -> Option<(f64, f64)> {
        let [across, down] = self.reach()?;
        let by = |pull: &mut Pull, (places, length)| pull.step(places, length, now);
        let across = by(&mut self.creep.across, across);
        let down = if self.is_wired() { by(&mut self.creep.down, down) } else { None };
        let is_near = across.is_some() || down.is_some();
        is_near.then(|| (across.unwrap_or_default(), down.unwrap_or_default()))
    }

    /// Whether what is held lies where the chart scrolls along.
    fn is_near_edge(&self) -> bool {
        let Some([across, down]) = self.reach() else { return false };
        let is_near = |(places, length)| edge::is_near(places, length);
        is_near(across) || (self.is_wired() && is_near(down))
    }

    fn is_wired(&self) -> bool {
        self.wire.is_some_and(|wire| wire.at.is_some())
    }

    /// Across and down: where the pointer took hold and where it is now, within which length; none
    /// where nothing is held.
    fn reach(&self) -> Option<[((f64, f64), f64); 2]> {
        let is_drawn = matches!(self.drag, Drag::Drawing { .. });
        let is_held = self.lift.is_some() || self.is_wired() || is_drawn;
        let at = self.pointer.filter(|_| is_held)?;
        let frame = self.parts.as_ref()?.scroll.get_bounding_client_rect();
        let (left, top) = (frame.left() + self.table, frame.top() + self.head);
        let from = self.creep.from;
        let across = ((from.x - left, at.x - left), frame.right() - left);
        Some([across, ((from.y - top, at.y - top), frame.bottom() - top)])
    }
}

impl Chart {
    /// Moves what is in the hand to where the pointer is now, also when the chart scrolled below.
    pub fn follow_pointer(self) {
        // The page is asked before anything on it changes: later it would be laid out half-way.
        let (at, is_free, is_near) = self.stage.with_value(|stage| {
            let at = stage.pointer.and_then(|at| stage.place(at));
            let is_free = stage.is_free && matches!(stage.drag, Drag::Lifted { .. });
            (at, is_free, stage.is_near_edge())
        });
        let Some(at) = at else { return };
        self.feed(if is_free { Input::Glide(at) } else { Input::Move(at) });
        // At an edge the chart scrolls also while the bar stays on its day.
        if is_near {
            self.repaint();
        }
    }

    /// Scrolls while something is held at an edge of the screen; called after every painting.
    pub fn scroll_along(self) {
        let by = self.stage.try_update_value(|stage| stage.pull(dom::now_ms())).flatten();
        let Some((across, down)) = by else { return };
        if across == 0.0 && down == 0.0 {
            return self.repaint();
        }
        self.scroll_by(across, down);
        let wired = self.stage.with_value(|stage| stage.pointer.filter(|_| stage.wire.is_some()));
        match wired {
            Some(pointer) => self.drag_wire(pointer),
            None => self.follow_pointer(),
        }
    }
}
