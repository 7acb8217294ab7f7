//! Skeletons: the shape of what is still loading. The style sheet shows nothing in the first
//! 150 ms.

use leptos::prelude::*;

/// Lines in the place of text or rows.
#[component]
pub fn Skeleton(
    /// The words read aloud while it shows.
    #[prop(into)]
    label: Signal<String>,
    /// How many lines.
    #[prop(default = 3)]
    lines: usize,
) -> impl IntoView {
    let line = |_| view! { <span class="skeleton__line"></span> };
    view! {
        <div class="skeleton" role="status">
            <span class="u-hidden">{move || label.get()}</span>
            {(0..lines).map(line).collect_view()}
        </div>
    }
}
