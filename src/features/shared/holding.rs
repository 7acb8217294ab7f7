//! What pointers tell the hands that carry things, and what the browser must leave alone meanwhile.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::{EventTarget, MouseEvent, PointerEvent, TouchEvent};

use super::hand::{Hand, Point};
use super::pen;
use crate::ui::dom::{self, Listening};

/// A click that comes so soon after a drag belongs to the drag, in milliseconds.
const CLICK_AFTER_DRAG: i64 = 120;

/// The wait of a press that may become a drag, and the end of the last drag. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Holding {
    timer: StoredValue<Option<TimeoutHandle>>,
    ended_ms: StoredValue<i64>,
}

impl Default for Holding {
    fn default() -> Self {
        Self { timer: StoredValue::new(None), ended_ms: StoredValue::new(0) }
    }
}

impl Holding {
    /// Calls `held` after so many milliseconds, unless the waiting is stopped before.
    pub fn wait(self, ms: u32, held: impl FnOnce() + 'static) {
        let timer = set_timeout_with_handle(held, Duration::from_millis(u64::from(ms)));
        self.timer.set_value(timer.ok());
    }

    /// Waits no longer.
    pub fn stop_waiting(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    /// Tells that a drag is over.
    pub fn end(self) {
        self.ended_ms.set_value(dom::now_ms());
    }

    /// Keeps touches from scrolling while something is carried, and the click that ends a drag from
    /// being one.
    pub fn guard(self, root: &EventTarget, is_carrying: impl Fn() -> bool + 'static) {
        dom::listen_here(root, "touchmove", Listening::Active, move |event: TouchEvent| {
            if is_carrying() && event.cancelable() {
                event.prevent_default();
            }
        });
        dom::listen_here(root, "click", Listening::Capture, move |event: MouseEvent| {
            if dom::now_ms() - self.ended_ms.get_value() < CLICK_AFTER_DRAG {
                event.stop_propagation();
                event.prevent_default();
            }
        });
    }
}

/// What points.
pub fn hand_of(event: &PointerEvent) -> Hand {
    match (event.pointer_type().as_str(), pen::is_pen_mode()) {
        ("touch", false) => Hand::Touch,
        ("touch", true) => Hand::Finger,
        ("pen", false) => Hand::Pen,
        ("pen", true) => Hand::Stylus,
        _ => Hand::Mouse,
    }
}

/// Where a pointer is.
pub fn point_of(event: &PointerEvent) -> Point {
    Point { x: f64::from(event.client_x()), y: f64::from(event.client_y()) }
}
