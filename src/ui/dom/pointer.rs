//! Fingers, pens and mice.

use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::{root_attribute, set_root_attribute, window};

/// Length of the tick that a finger feels when it picks something up.
const TICK_MS: u32 = 10;

/// The attribute of the root element that tells for which pointers targets are made; the style
/// sheet reads it too.
const DENSITY: &str = "data-density";
const FINE: &str = "fine";
const COARSE: &str = "coarse";

/// Whether targets are made for fingers.
pub fn is_coarse() -> bool {
    root_attribute(DENSITY).as_deref() == Some(COARSE)
}

/// Makes targets for fingers, or for a mouse, from now on.
pub fn set_coarse(is_coarse: bool) {
    set_root_attribute(DENSITY, Some(if is_coarse { COARSE } else { FINE }));
}

/// Whether a media query holds at this moment.
pub fn matches_media(query: &str) -> bool {
    let ask = || window()?.match_media(query).ok()?;
    ask().is_some_and(|answer| answer.matches())
}

/// Sends all further events of this pointer to `element` until it is released.
pub fn capture_pointer(element: &Element, pointer: i32) {
    // Fails only when the pointer is gone already; then its `pointercancel` is on the way.
    let _ = element.set_pointer_capture(pointer);
}

/// Takes the main button, or the first finger, that goes down on something small: all it does from
/// then on comes here, and what lies below hears nothing of it. False for any other.
pub fn take_pointer(event: &PointerEvent) -> bool {
    if event.button() != 0 || !event.is_primary() {
        return false;
    }
    event.stop_propagation();
    let target = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(target) = &target {
        capture_pointer(target, event.pointer_id());
    }
    target.is_some()
}

/// Ends a capture; harmless when there is none.
pub fn release_pointer(element: &Element, pointer: i32) {
    if element.has_pointer_capture(pointer) {
        // As in `capture_pointer`.
        let _ = element.release_pointer_capture(pointer);
    }
}

/// Lets the device tick once where it can.
pub fn tick() {
    let Some(window) = window() else { return };
    let navigator = window.navigator();
    // Some browsers lack the function altogether, and calling it there would throw.
    if js_sys::Reflect::has(&navigator, &"vibrate".into()).unwrap_or(false) {
        navigator.vibrate_with_duration(TICK_MS);
    }
}
