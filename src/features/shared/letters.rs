//! Whether single letters are commands wherever the focus is. Who speaks to the computer, or meets
//! keys by accident, turns them off; what has the focus keeps its own, and so do keys with Ctrl.

use crate::ui::dom;

/// Remembered only while they are off.
const OFF: &str = "accord_letters_off";

/// Whether they are commands on this device.
pub fn are_on() -> bool {
    dom::recall(OFF).is_none()
}

/// Turns them on or off for this device; a browser that refuses leaves them on.
pub fn turn(is_on: bool) {
    match is_on {
        true => dom::forget(OFF),
        false => {
            dom::remember(OFF, "1");
        }
    }
}
