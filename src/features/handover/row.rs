//! What the rows of the page are made of: words that are edited where they stand, fields that
//! follow what is stored, and the field for the next row.

use chrono::NaiveDate;
use domain::handover::is_plannable;
use leptos::html;
use leptos::prelude::*;
use locale::{t, use_i18n};
use web_sys::{Event, KeyboardEvent};

use super::state::HandoverState;
use crate::ui::button::Button;
use crate::ui::dom;
use crate::ui::icon::Icon;

/// The words of a row: Enter or leaving them keeps what was typed, Esc does not.
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
    /// Called with the words when there are any.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    let refusal = HandoverState::expect().refusal();
    let node = NodeRef::<html::Textarea>::new();
    // Only other words may touch the field: a saved version must not undo what is being typed.
    let stored = Memo::new(move |_| text.get());
    let keep = move || {
        let Some(field) = node.try_get_untracked().flatten() else { return };
        // What was pasted may have several lines; a row is one.
        let typed = field.value().split_whitespace().collect::<Vec<_>>().join(" ");
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
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                keep();
            }
            "Escape" => {
                event.prevent_default();
                field.set_value(&stored.get_untracked());
            }
            _ => {}
        }
    };
    view! {
        <textarea
            class="handover__text"
            rows="1"
            maxlength="200"
            enterkeyhint="done"
            id=id
            node_ref=node
            aria-label=move || label.get()
            readonly=move || refusal.get().is_some()
            prop:value=move || stored.get()
            on:keydown=key
            on:change=move |_: Event| keep()
        ></textarea>
    }
}

/// A field in which the next row is typed: it is added on Enter, and the field stays ready.
#[component]
pub fn NewRow(
    /// The id of the field.
    id: &'static str,
    /// What is added, as the name of the field.
    #[prop(into)]
    label: Signal<String>,
    /// Called with the words.
    #[prop(into)]
    on_add: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let refusal = HandoverState::expect().refusal();
    let node = NodeRef::<html::Input>::new();
    let add = move || {
        let Some(input) = node.try_get_untracked().flatten() else { return };
        let text = input.value().trim().to_owned();
        if !text.is_empty() {
            input.set_value("");
            on_add.run(text);
        }
        dom::focus(&input);
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !dom::is_composing(&event) {
            event.prevent_default();
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
            aria-label=move || label.get()
            placeholder=move || label.get()
            disabled=move || refusal.get().is_some()
            on:keydown=key
        />
        <Button icon=Icon::Plus reason=refusal on_press=add>
            {t!(i18n, common.add)}
        </Button>
    }
}

/// The text of a field that follows what is stored: other words from elsewhere, or a refusal, show.
pub fn following(stored: impl Fn() -> String + Send + Sync + 'static) -> RwSignal<String> {
    let stored = Memo::new(move |_| stored());
    let typed = RwSignal::new(stored.get_untracked());
    Effect::new(move |_| typed.set(stored.get()));
    typed
}

/// A day as a field holds it.
pub fn day_text(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Takes a typed day over. A year that is still being typed is no day yet, and changes nothing.
pub fn set_day(slot: &mut Option<NaiveDate>, typed: &str) {
    match typed.parse::<NaiveDate>() {
        Ok(day) if is_plannable(day) => *slot = Some(day),
        Err(_) if typed.is_empty() => *slot = None,
        Ok(_) | Err(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_day_is_taken_over() {
        let mut day = None;
        set_day(&mut day, "2026-06-01");
        for odd in ["0002-06-01", "x", "2026-06"] {
            set_day(&mut day, odd);
            assert_eq!(day_text(day), "2026-06-01", "after {odd}");
        }
        set_day(&mut day, "");
        assert_eq!(day, None);
    }
}
