//! For which pointers targets are made: larger for a finger than for a mouse. Until somebody
//! chooses, the device gives the first guess, and from then on the pointer that was used last
//! decides.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::PointerEvent;

use super::pen;
use crate::ui::dom::{self, Listening};

/// Nothing may move away below a second press, so what the first one changes waits that long.
const SETTLED: Duration = Duration::from_millis(600);

/// Remembered only where somebody has chosen.
const CHOSEN: &str = "accord_density";

/// How close together things are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// As the pointer that was used last needs it.
    #[default]
    Auto,
    /// For a mouse.
    Fine,
    /// For fingers.
    Coarse,
}

/// Every density with its name.
pub const DENSITIES: [(Density, &str); 3] =
    [(Density::Auto, "auto"), (Density::Fine, "fine"), (Density::Coarse, "coarse")];

/// What is chosen on this device.
#[must_use]
pub fn chosen() -> Density {
    let name = dom::recall(CHOSEN);
    let found = DENSITIES.iter().find(|(_, known)| Some(*known) == name.as_deref());
    found.map_or(Density::Auto, |(density, _)| *density)
}

/// Chooses one for this device, at once.
pub fn choose(density: Density) {
    match DENSITIES.iter().find(|(known, _)| *known == density) {
        Some((_, name)) if density != Density::Auto => {
            dom::remember(CHOSEN, name);
        }
        _ => dom::forget(CHOSEN),
    }
    show(density);
}

/// Shows what is chosen, and follows the pointers from now on.
pub fn follow_pointers() {
    show(chosen());
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let Some(document) = dom::document() else { return };
        dom::listen_here(&document, "pointerdown", Listening::Capture, move |_: PointerEvent| {
            take_turn(turn);
        });
        for name in ["pointerup", "pointercancel"] {
            dom::listen_here(&document, name, Listening::Capture, move |event: PointerEvent| {
                let (own, kind) = (take_turn(turn), event.pointer_type());
                let seen = move || {
                    if own.is_some() && turn.try_get_value() == own && chosen() == Density::Auto {
                        follow(&kind);
                    }
                };
                set_timeout(seen, SETTLED);
            });
        }
    });
}

/// What waited before does so in vain.
fn take_turn(turn: StoredValue<u32>) -> Option<u32> {
    turn.try_update_value(|turn| {
        *turn = turn.wrapping_add(1);
        *turn
    })
}

/// Takes up which kind of pointer was used.
fn follow(kind: &str) {
    match kind {
        // Beside a pen fingers only scroll, and a pen itself is content with either.
        "touch" if !pen::is_pen_mode() => dom::set_coarse(true),
        // What presses for a screen reader on a tablet says that it is a mouse.
        "mouse" if dom::matches_media("(any-pointer: fine)") => dom::set_coarse(false),
        _ => {}
    }
}

fn show(density: Density) {
    dom::set_coarse(match density {
        Density::Auto => dom::matches_media("(pointer: coarse)"),
        Density::Fine => false,
        Density::Coarse => true,
    });
}
