//! A line that adds something on Enter and goes on with the next.

use leptos::html;
use leptos::prelude::*;
use locale::{t, use_i18n};
use web_sys::KeyboardEvent;

use crate::ui::button::Button;
use crate::ui::dom;
use crate::ui::icon::Icon;

/// The line itself. What was typed is added on Enter, and when the line is left.
#[component]
pub fn QuickLine(
    /// The id of the field.
    #[prop(optional, into)]
    id: Option<String>,
    /// The name of the field, read aloud and shown while it is empty.
    #[prop(into)]
    label: Signal<String>,
    /// Called with what was typed.
    on_add: Callback<String>,
    /// Whether leaving the line does not add what stands in it.
    #[prop(optional)]
    only_enter: bool,
    /// Whether nothing can be typed.
    #[prop(optional, into)]
    disabled: Option<Signal<bool>>,
    /// The field, for whoever adds what stands in it by other means too.
    #[prop(default = NodeRef::new())]
    node: NodeRef<html::Input>,
) -> impl IntoView {
    let add = move || taken(node).into_iter().for_each(|text| on_add.run(text));
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
            disabled=move || disabled.is_some_and(|disabled| disabled.get())
            aria-label=move || label.get()
            placeholder=move || label.get()
            on:keydown=key
            on:blur=leave
        />
    }
}

/// A line with a button beside it; what was typed is added by either, never by leaving the line.
#[component]
pub fn QuickAdd(
    /// The id of the field.
    #[prop(into)]
    id: String,
    /// The name of the field, read aloud and shown while it is empty.
    #[prop(into)]
    label: Signal<String>,
    /// Why nothing can be added; none when it can.
    refusal: Signal<Option<String>>,
    /// Called with what was typed.
    #[prop(into)]
    on_add: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let node = NodeRef::<html::Input>::new();
    let press = move || {
        taken(node).into_iter().for_each(|text| on_add.run(text));
        if let Some(input) = node.try_get_untracked().flatten() {
            dom::focus(&input);
        }
    };
    let disabled = Signal::derive(move || refusal.get().is_some());
    view! {
        <QuickLine id label on_add only_enter=true disabled node />
        <Button icon=Icon::Plus reason=refusal on_press=press>
            {t!(i18n, common.add)}
        </Button>
    }
}

/// Takes what was typed out of a line, if that is anything.
fn taken(line: NodeRef<html::Input>) -> Option<String> {
    let input = line.try_get_untracked().flatten()?;
    let text = input.value().trim().to_owned();
    (!text.is_empty()).then(|| {
        input.set_value("");
        text
    })
}
