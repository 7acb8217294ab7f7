//! Keys that work everywhere: the palette, the sheet of shortcuts, the six areas.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use web_sys::KeyboardEvent;

use super::ShellContext;
use crate::paths;
use crate::ui::dom::{self, Listening};

/// How long the second key of a sequence may take, in milliseconds.
const SEQUENCE_MS: i64 = 1_000;

/// Listens while the shell is there.
pub fn listen(shell: ShellContext) {
    let go = use_navigate();
    let since_g = StoredValue::new(0_i64);
    Effect::new(move |_| {
        let Some(window) = dom::window() else { return };
        let go = go.clone();
        dom::listen_here(&window, "keydown", Listening::Active, move |event: KeyboardEvent| {
            if dom::is_composing(&event) || shell.is_handed_over.get_untracked() {
                return;
            }
            if dom::has_command(&event) && event.key().eq_ignore_ascii_case("k") {
                event.prevent_default();
                shell.palette.update(|open| *open = !*open);
                return;
            }
            let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
            if !is_plain || dom::is_typing(&event) {
                return;
            }
            let is_after_g = dom::now_ms() - since_g.get_value() < SEQUENCE_MS;
            match (event.key().as_str(), is_after_g) {
                ("?", _) => shell.shortcuts.set(true),
                ("/", _) => {
                    event.prevent_default();
                    shell.palette.set(true);
                }
                ("h" | "H", true) => go(paths::HOME, Default::default()),
                ("p" | "P", true) => go(paths::PROJECTS, Default::default()),
                ("c" | "C", true) => go(paths::CLIENTS, Default::default()),
                ("i" | "I", true) => go(paths::INBOX, Default::default()),
                ("s" | "S", true) => go(paths::SETTINGS, Default::default()),
                ("g" | "G", _) => {
                    since_g.set_value(dom::now_ms());
                    return;
                }
                _ => {}
            }
            since_g.set_value(0);
        });
    });
}
