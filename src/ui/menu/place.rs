//! Where an opened list stands.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::ui::dom;

/// Distance between the button and the list, and from the edges of the window, in px.
const GAP: f64 = 4.0;
/// See [`GAP`].
const EDGE: f64 = 8.0;

/// Lifts a `popover="manual"` element above everything else. A browser without popovers leaves it
/// where it is, which is right as long as nothing around it clips.
pub(super) fn raise(list: &HtmlElement) {
    let show = Reflect::get(list, &"showPopover".into()).ok();
    if let Some(show) = show.and_then(|show| show.dyn_into::<Function>().ok()) {
        // Throws only when it is shown already.
        let _ = show.call0(list);
    }
}

/// Puts the list below the button, or above it where there is more room, inside the window.
pub(super) fn beside(list: &HtmlElement, button: &HtmlElement) {
    let Some((wide, high)) = window_size() else { return };
    let (anchor, size) = (button.get_bounding_client_rect(), list.get_bounding_client_rect());
    let left = fit(anchor.left(), size.width(), wide);
    let below = anchor.bottom() + GAP;
    let above = anchor.top() - GAP - size.height();
    let fits_below = below + size.height() + EDGE <= high;
    let top = if fits_below || above < EDGE { below } else { above };
    let style = list.style();
    // Lengths in px are always accepted.
    let _ = style.set_property("left", &format!("{left}px"));
    let _ = style.set_property("top", &format!("{}px", fit(top, size.height(), high)));
}

/// Moves a stretch of `length` that begins at `start` so that it lies inside `room`.
fn fit(start: f64, length: f64, room: f64) -> f64 {
    start.min(room - EDGE - length).max(EDGE)
}

fn window_size() -> Option<(f64, f64)> {
    let window = dom::window()?;
    Some((window.inner_width().ok()?.as_f64()?, window.inner_height().ok()?.as_f64()?))
}
