//! The field for a new task, in a day or in the list below the days.

use chrono::NaiveDate;
use leptos::html;
use leptos::prelude::*;
use locale::{dates, t, td_string};
use web_sys::FocusEvent;

use super::state::{OpenCalendar, Slot};
use crate::features::shared::task_entry::Field;
use crate::features::shared::task_line::{TaskLine, UNDERSTOOD, Understood, steer};
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
    let line = TaskLine::new(calendar.plan, Field::Time, Signal::stored(Some((day, day))));
    Effect::new(move |_| field.get().iter().for_each(|field| dom::focus(field)));
    let close = move || {
        if calendar.adding.get_untracked() == Some(at) {
            calendar.adding.set(None);
        }
    };
    let end = move || {
        close();
        calendar.focus_current();
    };
    let add = move || match line.is_blank() {
        true => end(),
        false => {
            if line.hand_over(|entry| calendar.add(entry)) {
                close();
            }
        }
    };
    // The field may be gone already: what stands in it comes with the event.
    let leave = move |event: FocusEvent| {
        if event_target_value(&event).trim().is_empty() {
            close();
        }
    };
    let label = move || {
        let locale = calendar.locale();
        td_string!(locale, calendar.new_task_on, day = dates::full_prose(locale, day))
    };
    view! {
        <div class="calendar__new">
            <input
                class="field__input calendar__field"
                type="text"
                maxlength="200"
                autocomplete="off"
                enterkeyhint="done"
                node_ref=field
                aria-label=label
                aria-describedby=UNDERSTOOD
                placeholder=t!(calendar.words, calendar.new_task)
                prop:value=move || line.text.get()
                on:input=move |event| line.text.set(event_target_value(&event))
                on:keydown=move |event| steer(&event, add, end)
                on:blur=leave
            />
            <Understood line />
        </div>
    }
}

const fn day_of(slot: Slot) -> NaiveDate {
    match slot {
        Slot::Day(day) | Slot::List(day) => day,
    }
}
