//! Work that belongs to a frame, and sizes that change.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::request_animation_frame;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

use super::in_browser;

/// Runs `work` before the next frame is drawn.
pub fn on_next_frame(work: impl FnOnce() + 'static) {
    if in_browser() {
        request_animation_frame(work);
    }
}

/// Lets a burst of requests through as one piece of work per frame.
#[derive(Clone, Default)]
pub struct FrameGate(Rc<Cell<bool>>);

impl FrameGate {
    /// Runs `work` before the next frame unless work is waiting for that frame already.
    pub fn request(&self, work: impl FnOnce() + 'static) {
        if self.0.replace(true) {
            return;
        }
        let waiting = self.0.clone();
        on_next_frame(move || {
            waiting.set(false);
            work();
        });
    }
}

/// Watches an element's size until it is dropped.
pub struct Resizing {
    observer: ResizeObserver,
    _call: Closure<dyn FnMut(js_sys::Array)>,
}

impl Drop for Resizing {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls `hear` with the width and height of the content in CSS px, now and whenever they change.
/// Keep the result, in a component by `StoredValue::new_local`.
pub fn on_resize(element: &Element, mut hear: impl FnMut(f64, f64) + 'static) -> Option<Resizing> {
    if !in_browser() {
        return None;
    }
    let call = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        // One element is watched; of several entries only the latest still holds.
        let Ok(entry) = entries.pop().dyn_into::<ResizeObserverEntry>() else { return };
        let size = entry.content_rect();
        hear(size.width(), size.height());
    });
    let observer = ResizeObserver::new(call.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Resizing { observer, _call: call })
}
