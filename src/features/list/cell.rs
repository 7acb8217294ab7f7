//! One cell: what it says, and the way into its field.

use domain::TaskId;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};
use web_sys::MouseEvent;

use super::column::{Column, cell_id};
use super::field::CellField;
use super::row::{Caret, Facts};
use super::state::{Cell, List};
use crate::features::shared::task_marks::TaskMarks;
use crate::ui::avatar::Avatar;
use crate::ui::badge::VisibleBadge;
use crate::ui::chip::Label;
use crate::ui::dom;
use crate::ui::icon::{Icon, IconSize};

/// A cell of the list.
#[component]
pub fn ListCell(
    /// Which task.
    task: TaskId,
    /// Which column.
    column: Column,
    /// What the row says.
    facts: Memo<Facts>,
) -> impl IntoView {
    let i18n = use_i18n();
    let list = List::expect();
    let cell = (task, column);
    let is_chosen = Memo::new(move |_| list.cell.get() == Some(cell));
    let is_edited = Memo::new(move |_| list.edited.get() == Some(cell));
    // Before anything is chosen Tab leads to the first row on the screen.
    let is_stop = move || match list.cell.get() {
        Some(chosen) => chosen == cell,
        None => column == Column::Key && facts.read().place == list.window.read().start,
    };
    let press = move |event: MouseEvent| {
        if pick(list, cell, &event) {
            return;
        }
        let was_chosen = is_chosen.get_untracked();
        list.cell.set(Some(cell));
        // A finger has no double click worth the name: the second tap opens the field.
        let opens = column == Column::Key || (was_chosen && dom::is_coarse());
        if opens && !is_edited.get_untracked() {
            list.edit(cell);
        }
    };
    let open = move |event: MouseEvent| {
        if column != Column::Key && !is_edited.get_untracked() && !is_picking(&event) {
            list.edit(cell);
        }
    };
    // With Shift the browser would mark text from the last press to this one.
    let hold = move |event: MouseEvent| {
        if event.shift_key() && !is_edited.get_untracked() {
            event.prevent_default();
        }
    };
    let is_fixed = Memo::new(move |_| {
        list.plan.track();
        let is_computed = column.is_rolled_up() && facts.read().is_summary;
        matches!(column, Column::Key | Column::Wbs) || is_computed || !list.may_edit(cell)
    });
    let role = if column == Column::Title { "rowheader" } else { "gridcell" };
    view! {
        <span
            class="list__cell"
            role=role
            id=cell_id(task, column)
            data-column=column.name()
            data-label=move || column.heading(i18n.get_locale())
            tabindex=move || if is_stop() { "0" } else { "-1" }
            aria-readonly=move || is_fixed.get().then_some("true")
            on:mousedown=hold
            on:click=press
            on:dblclick=open
            on:focus=move |_| list.cell.set(Some(cell))
        >
            <Show
                when=move || is_edited.get()
                fallback=move || view! { <Words task column facts /> }
            >
                <CellField task column facts />
            </Show>
        </span>
    }
}

/// Whether a press selects rows: with Ctrl, ⌘ or Shift.
fn is_picking(event: &MouseEvent) -> bool {
    event.shift_key() || event.ctrl_key() || event.meta_key()
}

/// Selects rows by a press; tells whether it did.
fn pick(list: List, (task, column): Cell, event: &MouseEvent) -> bool {
    if !is_picking(event) {
        list.start_picking_at(task);
        return false;
    }
    match event.shift_key() {
        true => list.pick_to(task),
        false => list.toggle_picked(task),
    }
    list.go_to((task, column));
    true
}

/// What a cell says while nobody edits it.
#[component]
fn Words(task: TaskId, column: Column, facts: Memo<Facts>) -> impl IntoView {
    let i18n = use_i18n();
    let words = move || facts.with(|facts| facts.words[column.place()].clone());
    match column {
        Column::Title => view! { <TitleWords task facts /> }.into_any(),
        Column::Assignee => {
            let face = move || {
                let name = words();
                (!name.is_empty()).then(|| view! { <Avatar name named=true /> })
            };
            face.into_any()
        }
        Column::Labels => {
            let labels = move || {
                let labels = facts.with(|facts| facts.labels.clone());
                labels.into_iter().map(|text| view! { <Label text /> }).collect_view()
            };
            labels.into_any()
        }
        Column::Visible => {
            let badge = move || match facts.read().is_visible {
                true => view! { <VisibleBadge word=t!(i18n, common.client_visible) /> }.into_any(),
                false => {
                    view! { <span class="u-faint">{t!(i18n, common.internal)}</span> }.into_any()
                }
            };
            badge.into_any()
        }
        _ => view! { <span class="u-ellipsis">{words}</span> }.into_any(),
    }
}

/// The title with the caret before it and the marks behind it.
#[component]
fn TitleWords(task: TaskId, facts: Memo<Facts>) -> impl IntoView {
    let i18n = use_i18n();
    let milestone = move || {
        facts.read().is_milestone.then(|| {
            view! {
                <span class="list__milestone" title=t_string!(i18n, list.milestone)>
                    <Icon icon=Icon::Diamond size=IconSize::Tiny />
                    <span class="u-hidden">{t!(i18n, list.milestone)}</span>
                </span>
            }
        })
    };
    let inactive = move || {
        facts.read().is_inactive.then(|| {
            view! { <span class="u-hidden">{t!(i18n, gantt.inactive_word)}</span> }
        })
    };
    let critical = move || {
        facts.read().is_critical.then(|| {
            view! { <span class="list__critical">{t!(i18n, list.critical)}</span> }
        })
    };
    let blocked = move || {
        facts.read().blocked.clone().map(|why| {
            view! {
                <span class="list__blocked" title=why>
                    <Icon icon=Icon::Ban size=IconSize::Tiny />
                    <span>{t!(i18n, list.blocked)}</span>
                </span>
            }
        })
    };
    view! {
        <Caret task facts />
        {milestone}
        <span class="list__title">{move || facts.read().title.clone()}</span>
        {inactive}
        {critical}
        {blocked}
        <TaskMarks task />
    }
}
