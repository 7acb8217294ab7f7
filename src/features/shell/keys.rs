//! Keys that work everywhere: the palette, the sheets of shortcuts and of what can be begun, the
//! six areas, from pane to pane.

use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use web_sys::KeyboardEvent;

use super::{ShellContext, panes};
use crate::features::shared::letters;
use crate::paths;
use crate::ui::dom::{self, Listening};

/// How long the second key of a sequence may take, in milliseconds.
const SEQUENCE_MS: i64 = 1_000;

/// Listens while the shell is there.
pub fn listen(shell: ShellContext) {
    let go = use_navigate();
    let query = use_query_map();
    // In a plan as it was nothing begins: keys that are meant for it must not lead out of it.
    let is_in_past = move || query.with_untracked(|query| query.get("at").is_some());
    let (since_g, since_v) = (StoredValue::new(0_i64), StoredValue::new(0_i64));
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
            if event.key() == "F6" && !dom::has_open_layer() && panes::go_on(event.shift_key()) {
                event.prevent_default();
                return;
            }
            let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
            if !is_plain || dom::is_typing(&event) || !letters::are_on() {
                return;
            }
            let now = dom::now_ms();
            let is_after = |since: StoredValue<i64>| now - since.get_value() < SEQUENCE_MS;
            let (is_after_g, is_after_v) = (is_after(since_g), is_after(since_v));
            since_v.set_value(0);
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
                // Behind V it is the calendar of the plan.
                ("c" | "C", false) if !is_after_v && !dom::has_open_layer() && !is_in_past() => {
                    shell.begin.set(true);
                }
                ("v" | "V", _) => since_v.set_value(dom::now_ms()),
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
