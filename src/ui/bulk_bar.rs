//! The bar for several things at once, at the foot of what they are selected in.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::button::{Button, ButtonKind};
use super::icon::Icon;

/// The bar; show it as long as something is selected. Esc in it does what its last button does.
#[component]
pub fn BulkBar(
    /// How much is selected, in words; they name the bar.
    #[prop(into)]
    words: Signal<String>,
    /// The name of the button that selects nothing.
    #[prop(into)]
    clear_label: Signal<String>,
    /// Called when nothing is to be selected any more.
    #[prop(into)]
    on_clear: Callback<()>,
    /// What can be done.
    children: Children,
) -> impl IntoView {
    let steer = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            event.stop_propagation();
            on_clear.run(());
        }
    };
    view! {
        <div
            class="bar bar--below bulk-bar"
            role="toolbar"
            data-print="hide"
            aria-label=move || words.get()
            on:keydown=steer
        >
            <strong class="bulk-bar__count">{move || words.get()}</strong>
            {children()}
            <span class="u-push">
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Close
                    label=clear_label
                    on_press=move || on_clear.run(())
                />
            </span>
        </div>
    }
}
