//! The field in a cell that is being edited: Enter keeps, Esc gives up, Tab keeps and goes on.

use domain::TaskId;
use domain::plan::Priority;
use leptos::prelude::*;
use locale::{ops, t_string, td_string, use_i18n};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::column::Column;
use super::row::Facts;
use super::state::{Cell, List};
use crate::features::shared::field_text::BegunText;
use crate::ui::dom;

/// The field of a cell.
#[component]
pub fn CellField(
    /// Which task.
    task: TaskId,
    /// Which column.
    column: Column,
    /// What the row says.
    facts: Memo<Facts>,
) -> impl IntoView {
    let list = List::expect();
    let cell = (task, column);
    let begun = StoredValue::new(BegunText::new(list.plan, list.first_text(cell)));
    let save = move |text: &str| list.save(cell, text, &begun.get_value());
    let leave = move || {
        list.edited.set(None);
        list.go_to(cell);
    };
    let steer = move |event: KeyboardEvent| {
        if dom::is_composing(&event) {
            return;
        }
        let text = dom::value_of(&event_target::<Element>(&event));
        match event.key().as_str() {
            "Enter" if save(&text) => leave(),
            "Enter" => {}
            "Escape" => leave(),
            "Tab" => {
                if save(&text) {
                    go_on(list, cell, !event.shift_key());
                }
            }
            // What is typed here is not for the table.
            _ => return event.stop_propagation(),
        }
        event.prevent_default();
        event.stop_propagation();
    };
    // A field that loses the focus keeps what is understood and lets go of the rest.
    let blur = move |event: web_sys::FocusEvent| {
        if list.edited.try_get_untracked().flatten() == Some(cell) {
            let text = dom::value_of(&event_target::<Element>(&event));
            list.edited.set(None);
            save(&text);
        }
    };
    view! {
        <span
            class="list__field"
            on:keydown=steer
            on:focusout=blur
            on:click=|event| event.stop_propagation()
        >
            <Input task column facts first=begun.get_value().text />
        </span>
    }
}

/// After Tab: the next field of the row, or the cell that was left when there is none.
fn go_on(list: List, (task, column): (TaskId, Column), is_forward: bool) {
    list.edited.set(None);
    let mut next = column.next_editable(is_forward);
    // Fields that this person cannot fill now are skipped.
    while let Some(column) = next.filter(|column| list.fixed((task, *column)).is_some()) {
        next = column.next_editable(is_forward);
    }
    match next {
        Some(next) => list.edit((task, next)),
        None => list.go_to((task, column.step(if is_forward { 1 } else { -1 }))),
    }
}

#[component]
fn Input(task: TaskId, column: Column, facts: Memo<Facts>, first: String) -> impl IntoView {
    let i18n = use_i18n();
    let list = List::expect();
    let node = NodeRef::<leptos::html::Input>::new();
    let select = NodeRef::<leptos::html::Select>::new();
    Effect::new(move |_| {
        if let Some(field) = node.get() {
            take_focus(&field);
        }
        if let Some(field) = select.get() {
            dom::focus(field.unchecked_ref::<HtmlElement>());
        }
    });
    let name = move || {
        let title = facts.with(|facts| facts.title.clone());
        let heading = column.heading(i18n.get_locale());
        t_string!(i18n, list.field, heading = heading, title = title)
    };
    if let Some(choices) = choices(list, task, column) {
        let option = move |(key, name, is_chosen): (String, String, bool)| {
            view! { <option value=key selected=is_chosen>{name}</option> }
        };
        return view! {
            <select class="field__input field__input--select" aria-label=name node_ref=select>
                {choices.into_iter().map(option).collect_view()}
            </select>
        }
        .into_any();
    }
    let kind = match column {
        Column::Start | Column::Finish => "date",
        _ => "text",
    };
    let hint = move || match column {
        Column::Duration => Some(t_string!(i18n, list.hint_duration)),
        Column::Predecessors => Some(t_string!(i18n, list.hint_predecessors)),
        Column::Labels => Some(t_string!(i18n, list.hint_labels)),
        _ => None,
    };
    view! {
        <input
            class="field__input"
            type=kind
            autocomplete="off"
            maxlength="200"
            inputmode=(column == Column::Progress).then_some("numeric")
            aria-label=name
            placeholder=hint
            title=hint
            value=first
            node_ref=node
        />
    }
    .into_any()
}

/// The answers of a column that has only a few: key, words, and whether it is the present one.
fn choices(list: List, task: TaskId, column: Column) -> Option<Vec<(String, String, bool)>> {
    let locale = list.locale_now();
    match column {
        Column::Assignee => {
            let assignee = list.task(task, |_, task| task.assignee).flatten();
            let nobody = td_string!(locale, list.nobody).to_owned();
            let people = list.plan.people().into_iter();
            let people = people
                .map(|person| (person.id.to_string(), person.name, Some(person.id) == assignee));
            Some([(String::new(), nobody, assignee.is_none())].into_iter().chain(people).collect())
        }
        Column::Priority => {
            let present = list.task(task, |_, task| task.priority);
            let choice = |priority: Priority| {
                let words = ops::priority(locale, priority).to_owned();
                (priority.as_str().to_owned(), words, Some(priority) == present)
            };
            Some(Priority::ALL.map(choice).to_vec())
        }
        _ => None,
    }
}

impl List {
    /// The text with which the field of a cell begins.
    pub fn first_text(self, (task, column): Cell) -> String {
        self.sheet(|sheet| {
            let Some(task) = sheet.view.plan.tasks.get(&task) else { return String::new() };
            match column {
                Column::Assignee => task.assignee.map(|id| id.to_string()).unwrap_or_default(),
                Column::Priority => task.priority.as_str().to_owned(),
                _ => sheet.written(task, column),
            }
        })
    }
}

fn take_focus(field: &HtmlInputElement) {
    dom::focus(field);
    field.select();
}
