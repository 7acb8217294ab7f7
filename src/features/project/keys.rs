//! Keys of the plan's views: undo, redo, and from view to view.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use web_sys::KeyboardEvent;

use crate::features::shared::letters;
use crate::features::shared::looking_back::LookingBack;
use crate::features::shared::plan::PlanContext;
use crate::paths;
use crate::ui::dom::{self, Listening};

/// How long the second key of a sequence may take, in milliseconds.
const SEQUENCE_MS: i64 = 1_000;

/// Listens while the plan is open.
pub fn listen(plan: PlanContext, looking: LookingBack) {
    let go = use_navigate();
    let project = plan.project();
    let since_v = StoredValue::new(0_i64);
    let Some(window) = dom::window() else { return };
    dom::listen_here(&window, "keydown", Listening::Active, move |event: KeyboardEvent| {
        if dom::is_composing(&event) || dom::is_typing(&event) {
            return;
        }
        if dom::has_command(&event) && event.key().eq_ignore_ascii_case("z") {
            event.prevent_default();
            // What is shown is past: nothing there can be undone.
            if looking.at().get_untracked().is_some() {
                return;
            }
            if event.shift_key() {
                plan.redo()
            } else {
                plan.undo()
            }
            return;
        }
        let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        if !is_plain || !letters::are_on() {
            return;
        }
        let is_after_v = dom::now_ms() - since_v.get_value() < SEQUENCE_MS;
        since_v.set_value(0);
        let view = match (event.key().to_ascii_lowercase().as_str(), is_after_v) {
            ("b", true) => looking.address(paths::board, project),
            ("g", true) => looking.address(paths::gantt, project),
            ("l", true) => looking.address(paths::list, project),
            ("c", true) => looking.address(paths::calendar, project),
            ("v", _) => return since_v.set_value(dom::now_ms()),
            _ => return,
        };
        event.stop_immediate_propagation();
        go(&view, Default::default());
    });
}
