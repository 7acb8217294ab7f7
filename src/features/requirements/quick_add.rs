//! A line that adds something on Enter and goes on with the next.

use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::desk::Desk;
use crate::ui::dom;

/// The line itself. What was typed is added on Enter, and when the line is left.
#[component]
pub fn QuickLine(
    /// The id of the field.
    #[prop(into)]
    id: String,
    /// The name of the field, read aloud and shown while it is empty.
    label: Signal<String>,
    /// Called with what was typed.
    on_add: Callback<String>,
    /// Whether leaving the line does not add what stands in it.
    #[prop(optional)]
    only_enter: bool,
) -> impl IntoView {
    let desk = Desk::expect();
    let node = NodeRef::<html::Input>::new();
    let add = move || {
        let Some(input) = node.try_get_untracked().flatten() else { return };
        let text = input.value().trim().to_owned();
        if !text.is_empty() {
            input.set_value("");
            on_add.run(text);
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !dom::is_composing(&event) {
            event.prevent_default();
            add();
        }
    };
    let leave = move |_| {
        if !only_enter {
            add();
        }
    };
    view! {
        <input
            class="field__input"
            type="text"
            maxlength="200"
            enterkeyhint="enter"
            id=id
            node_ref=node
            disabled=move || !desk.may_edit()
            aria-label=move || label.get()
            placeholder=move || label.get()
            on:keydown=key
            on:blur=leave
        />
    }
}
