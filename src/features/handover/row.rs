//! What the rows of the page are made of: words that are edited where they stand, fields that
//! follow what is stored, and the field for the next row.

use chrono::NaiveDate;
use domain::handover::is_plannable;
use leptos::html;
use leptos::prelude::*;
use locale::{t, use_i18n};
use web_sys::{Event, KeyboardEvent};

use super::state::HandoverState;
use crate::features::shared::quick_line::{QuickLine, taken};
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
            on:keydown=key
            on:change=move |_: Event| keep()
        ></textarea>
    }
}

/// What was pasted may have several lines; a row is one.
fn one_line(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// The text of a field that follows what is stored: other words from elsewhere, or a refusal, show.
/// What somebody is writing stays until it is kept.
pub fn following(stored: impl Fn() -> String + Send + Sync + 'static) -> RwSignal<String> {
    let stored = Memo::new(move |_| stored());
    let typed = RwSignal::new(stored.get_untracked());
    Effect::new(move |before: Option<String>| {
        let now = stored.get();
        let says = |words: &str| typed.with_untracked(|typed| typed.trim() == words.trim());
        if before.is_none_or(|before| says(&before) || says(&now)) {
            typed.set(now.clone());
        }
        now
    });
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
