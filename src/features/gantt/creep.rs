//! Scrolling by itself: what is held near an edge of the chart brings what lies beyond it into
//! sight, a bar and a new task across, a dependency both ways.

use leptos::prelude::*;
use web_sys::PointerEvent;

use super::chart::Chart;
use super::drag::{Drag, Input};
use super::links::Point;
use super::stage::Stage;
use crate::features::shared::edge::Pull;
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
        let parts = self.parts.as_ref()?;
        let is_wired = self.wire.is_some_and(|wire| wire.at.is_some());
        let is_held = self.lift.is_some() || is_wired || matches!(self.drag, Drag::Drawing { .. });
        let at = self.pointer.filter(|_| is_held)?;
        let frame = parts.scroll.get_bounding_client_rect();
        let left = frame.left() + self.table;
        let top = frame.top() + self.head;
        let (from, creep) = (self.creep.from, &mut self.creep);
        let across = creep.across.step((from.x - left, at.x - left), frame.right() - left, now);
        let (places, height) = ((from.y - top, at.y - top), frame.bottom() - top);
        let down = if is_wired { creep.down.step(places, height, now) } else { None };
        let is_near = across.is_some() || down.is_some();
        is_near.then(|| (across.unwrap_or_default(), down.unwrap_or_default()))
    }
}

impl Chart {
    /// Moves what is in the hand to where the pointer is now, also when the chart scrolled below.
    pub fn follow_pointer(self) {
        let (at, is_free, is_held) = self.stage.with_value(|stage| {
            let is_lifted = matches!(stage.drag, Drag::Lifted { .. });
            let is_held = is_lifted || matches!(stage.drag, Drag::Drawing { .. });
            let at = stage.pointer.and_then(|at| stage.place(at));
            (at, stage.is_free && is_lifted, is_held)
        });
        let Some(at) = at else { return };
        self.feed(if is_free { Input::Glide(at) } else { Input::Move(at) });
        if is_held {
            // At an edge the chart scrolls also while the bar stays on its day.
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
