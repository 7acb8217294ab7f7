//! The field above a view that narrows it to what holds the words.

use leptos::html;
use leptos::prelude::*;

use crate::ui::icon::{Icon, IconSize};

/// Words to look for, taken at every key; its label stands in it while it is empty.
#[component]
pub fn FindField(
    /// What it looks through.
    #[prop(into)]
    label: Signal<String>,
    /// The words.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the words at every key.
    #[prop(into)]
    on_input: Callback<String>,
    /// The id of the input.
    #[prop(optional, into)]
    id: Option<String>,
    /// The input, for who gives it the focus.
    #[prop(default = NodeRef::new())]
    node: NodeRef<html::Input>,
) -> impl IntoView {
    view! {
        <span class="find">
            <Icon icon=Icon::Filter size=IconSize::Small />
            <input
                class="find__words"
                type="search"
                autocomplete="off"
                id=id
                node_ref=node
                aria-label=move || label.get()
                placeholder=move || label.get()
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
            />
        </span>
    }
}
