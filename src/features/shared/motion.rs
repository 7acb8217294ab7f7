//! Whether things glide and flash on the screen: as the device wishes, and less where somebody has
//! chosen that here.

use leptos::prelude::*;
use web_sys::Event;

use crate::ui::dom::{self, Listening};

/// Remembered only while less is chosen.
const LESS: &str = "accord_less_motion";
/// The attribute of the root element by which the style sheet knows.
const MOTION: &str = "data-motion";
const REDUCED: &str = "reduced";
/// The wish of the device.
const WISH: &str = "(prefers-reduced-motion: reduce)";

/// Whether less motion is chosen on this device.
pub fn is_reduced() -> bool {
    dom::recall(LESS).is_some()
}

/// Chooses less motion for this device, or what the device wishes.
pub fn reduce(is_reduced: bool) {
    match is_reduced {
        true => {
            dom::remember(LESS, "1");
        }
        false => dom::forget(LESS),
    }
    show();
}

/// Shows what is chosen, and follows the wish of the device from now on.
pub fn follow_device() {
    show();
    Effect::new(move |_| {
        let wish = dom::window().and_then(|window| window.match_media(WISH).ok().flatten());
        if let Some(wish) = wish {
            dom::listen_here(&wish, "change", Listening::Passive, move |_: Event| show());
        }
    });
}

fn show() {
    let is_less = is_reduced() || dom::matches_media(WISH);
    dom::set_root_attribute(MOTION, is_less.then_some(REDUCED));
}
