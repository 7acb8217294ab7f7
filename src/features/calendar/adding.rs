//! The field for a new task, in a day or in the list below the days.

use chrono::NaiveDate;
use leptos::html;
use leptos::prelude::*;
use locale::{dates, t, td_string};
use web_sys::KeyboardEvent;

use super::state::{OpenCalendar, Slot};
use crate::ui::dom;

/// The field: Enter adds, Esc and leaving it close it.
#[component]
pub fn NewTask(
    /// Where it stands.
    at: Slot,
) -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let field = NodeRef::<html::Input>::new();
    let day = day_of(at);
    Effect::new(move |_| field.get().iter().for_each(|field| dom::focus(field)));
    let close = move || {
        if calendar.adding.get_untracked() == Some(at) {
            calendar.adding.set(None);
        }
    };
    let add = move || {
        let title = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        close();
        match title.trim() {
            "" => calendar.focus_current(),
            title => calendar.add(title.to_owned(), day),
        }
    };
    let key = move |event: KeyboardEvent| {
        if dom::is_composing(&event) {
            return;
        }
        match event.key().as_str() {
            "Enter" => add(),
            "Escape" => {
                close();
                calendar.focus_current();
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let leave = move |_| {
        // Esc takes the field away, which takes its focus: by then there is no text to read.
        let text = field.try_get_untracked().flatten().map(|field| field.value());
        if text.is_some_and(|text| text.trim().is_empty()) {
            close();
        }
    };
    let label = move || {
        let locale = calendar.locale();
        td_string!(locale, calendar.new_task_on, day = dates::full_prose(locale, day))
    };
    view! {
        <input
            class="field__input calendar__field"
            type="text"
            maxlength="200"
            autocomplete="off"
            enterkeyhint="done"
            node_ref=field
            aria-label=label
            placeholder=t!(calendar.words, calendar.new_task)
            on:keydown=key
            on:blur=leave
        />
    }
}

const fn day_of(slot: Slot) -> NaiveDate {
    match slot {
        Slot::Day(day) | Slot::List(day) => day,
    }
}
