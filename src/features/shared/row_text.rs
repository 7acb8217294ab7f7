//! The words of a row, edited where they stand.

use leptos::html;
use leptos::prelude::*;
use web_sys::{Event, KeyboardEvent};

use crate::ui::dom;

/// A field that looks like text until somebody goes there: Enter or leaving it keeps what was
/// typed, Esc does not.
#[component]
pub fn RowText(
    /// The id of the field.
    id: String,
    /// What the words are, read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// What is stored.
    #[prop(into)]
    text: Signal<String>,
    /// Why nothing can be written; none when it can.
    refusal: Signal<Option<String>>,
    /// Called with the words when there are any.
    #[prop(into)]
    on_change: Callback<String>,
    /// Called when Alt and an arrow move the row: whether up.
    #[prop(optional, into)]
    on_step: Option<Callback<bool>>,
) -> impl IntoView {
    let node = NodeRef::<html::Textarea>::new();
    // Only other words may touch the field: a saved version must not undo what is being typed.
    let stored = Memo::new(move |_| text.get());
    Effect::new(move |before: Option<Option<String>>| {
        let now = stored.get();
        let field = node.get()?;
        let typed = one_line(&field.value());
        // Nor may the words of somebody else: what is being typed stays until it is kept.
        if before.flatten().is_none_or(|before| typed == before || typed == now) {
            field.set_value(&now);
        }
        Some(now)
    });
    let keep = move || {
        let Some(field) = node.try_get_untracked().flatten() else { return };
        let typed = one_line(&field.value());
        match typed.is_empty() {
            // Nobody removes a row by emptying it.
            true => field.set_value(&stored.get_untracked()),
            false => on_change.run(typed),
        }
    };
    let key = move |event: KeyboardEvent| {
        if dom::is_composing(&event) {
            return;
        }
        let Some(field) = node.try_get_untracked().flatten() else { return };
        match (event.key().as_str(), on_step) {
            ("Enter", _) => keep(),
            ("Escape", _) => field.set_value(&stored.get_untracked()),
            (arrow @ ("ArrowUp" | "ArrowDown"), Some(on_step)) if event.alt_key() => {
                if refusal.get_untracked().is_none() {
                    keep();
                    on_step.run(arrow == "ArrowUp");
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <textarea
            class="row-text"
            rows="1"
            maxlength="200"
            enterkeyhint="done"
            id=id
            node_ref=node
            aria-label=move || label.get()
            aria-keyshortcuts=on_step.map(|_| "Alt+ArrowUp Alt+ArrowDown")
            readonly=move || refusal.get().is_some()
            on:keydown=key
            on:change=move |_: Event| keep()
        ></textarea>
    }
}

/// What was pasted may have several lines; a row is one.
fn one_line(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}
