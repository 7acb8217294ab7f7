//! The boxes that select rows: one in each row, and one for all of them.

use domain::TaskId;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};
use web_sys::MouseEvent;

use super::row::Facts;
use super::state::List;

/// The box of a row; on a touch screen the way to select it.
#[component]
pub fn PickBox(
    /// Which task.
    task: TaskId,
    /// What the row says.
    facts: Memo<Facts>,
) -> impl IntoView {
    let i18n = use_i18n();
    let list = List::expect();
    let is_picked = Memo::new(move |_| list.is_picked(task));
    let is_chosen = move || list.cell.get().is_some_and(|(chosen, _)| chosen == task);
    let label = move || {
        let title = facts.with(|facts| facts.title.clone());
        t_string!(i18n, list.select, title = title)
    };
    // A click tells whether Shift is held, the change after it what became of the box.
    let is_reach = StoredValue::new(false);
    let press = move |event: MouseEvent| is_reach.set_value(event.shift_key());
    let change = move |event: web_sys::Event| {
        let is_on = event_target_checked(&event);
        if is_on && is_reach.get_value() {
            list.pick_to(task);
        } else {
            list.pick(task, is_on);
        }
    };
    view! {
        <span class="list__cell" role="gridcell" data-column="pick">
            <label class="check list__pick">
                <input
                    class="check__box"
                    type="checkbox"
                    tabindex=move || if is_chosen() { "0" } else { "-1" }
                    checked=is_picked.get_untracked()
                    prop:checked=move || is_picked.get()
                    aria-label=label
                    on:click=press
                    on:change=change
                />
            </label>
        </span>
    }
}

/// The box above all rows.
#[component]
pub fn PickAll() -> impl IntoView {
    let i18n = use_i18n();
    let list = List::expect();
    let is_all = Memo::new(move |_| {
        let count = list.picked.with(|picked| picked.len());
        count > 0 && count == list.rows.with(|rows| rows.rows.len())
    });
    let change = move |event: web_sys::Event| match event_target_checked(&event) {
        true => list.pick_all(),
        false => {
            list.pick_nothing();
        }
    };
    view! {
        <span class="list__cell" role="columnheader" data-column="pick">
            <label class="check list__pick">
                <input
                    class="check__box"
                    type="checkbox"
                    checked=is_all.get_untracked()
                    prop:checked=move || is_all.get()
                    aria-label=t!(i18n, list.select_all)
                    on:change=change
                />
            </label>
        </span>
    }
}
