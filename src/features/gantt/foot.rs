//! What stands below the chart. Messages rise above it, however high it is.

use leptos::html;
use leptos::prelude::*;

use crate::ui::dom;

/// By how much messages stand above their usual place; the style sheet of the toasts reads it.
const LIFT: &str = "--toast-lift";

/// The strip of the whole plan, why the selected task lies where it does, and what can be done.
#[component]
pub fn Foot(
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let foot = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let Some(foot) = foot.get() else { return };
        let lift = |_: f64, height: f64| dom::set_root_style(LIFT, Some(&format!("{height:.0}px")));
        StoredValue::new_local(dom::on_resize(&foot, lift));
    });
    on_cleanup(|| dom::set_root_style(LIFT, None));
    view! {
        <div class="gantt__below" node_ref=foot>
            {children()}
        </div>
    }
}
