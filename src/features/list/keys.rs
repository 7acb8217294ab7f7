//! The keys of the list: arrows walk from cell to cell, Enter and F2 edit, Alt arranges rows, Shift
//! and X select them.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::column::{COLUMNS, Column};
use super::state::{Cell, List, Question};
use crate::features::shared::arrange::Arrange;
use crate::ui::dom;

/// Carries out a key pressed on a cell.
pub fn steer(list: List, event: &KeyboardEvent) {
    if dom::is_composing(event) || dom::is_typing(event) || event.default_prevented() {
        return;
    }
    if event.key() == "Escape" && list.pick_nothing() {
        event.prevent_default();
        return event.stop_propagation();
    }
    // Menus and buttons in a cell have keys of their own.
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if !target.is_some_and(|target| target.class_list().contains("list__cell")) {
        return;
    }
    let Some(cell) = list.cell.get_untracked() else { return };
    let key = event.key();
    let is_done = match (event.alt_key(), dom::has_command(event)) {
        (true, _) => arrange(list, cell, event, &key),
        (_, true) => jump(list, cell, &key),
        _ => {
            pick(list, cell, event, &key) || walk(list, cell, &key) || act(list, cell, event, &key)
        }
    };
    if is_done {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// With Alt: the row goes up, down, deeper or higher; Enter opens the task.
fn arrange(list: List, cell: Cell, event: &KeyboardEvent, key: &str) -> bool {
    let how = match (key, event.shift_key()) {
        ("ArrowUp", false) => Arrange::Up,
        ("ArrowDown", false) => Arrange::Down,
        ("ArrowRight", true) => Arrange::Indent,
        ("ArrowLeft", true) => Arrange::Outdent,
        ("Enter", false) => {
            list.plan.open_task(Some(cell.0));
            return true;
        }
        _ => return false,
    };
    list.arrange(cell.0, how);
    list.go_to(cell);
    true
}

/// With Ctrl or ⌘: the first and the last row; A selects every row.
fn jump(list: List, (_, column): Cell, key: &str) -> bool {
    let rows = list.rows.get_untracked();
    let to = match key {
        "a" | "A" => {
            list.pick_all();
            return true;
        }
        "Home" => rows.task(0),
        "End" => rows.task(rows.rows.len().saturating_sub(1)),
        _ => return false,
    };
    to.into_iter().for_each(|task| list.go_to((task, column)));
    true
}

/// Selects rows: X or Shift with Space this one, Shift with an arrow the next one too. A and L ask
/// something about all that are selected.
fn pick(list: List, cell: Cell, event: &KeyboardEvent, key: &str) -> bool {
    match (key, event.shift_key()) {
        ("x" | "X", _) | (" ", true) => list.toggle_picked(cell.0),
        ("a" | "A", _) if has_picked(list) => list.asking.set(Some(Question::Assign)),
        ("l" | "L", _) if has_picked(list) => list.asking.set(Some(Question::Labels)),
        ("ArrowDown", true) => list.pick_on(cell, 1),
        ("ArrowUp", true) => list.pick_on(cell, -1),
        _ => return false,
    }
    true
}

fn has_picked(list: List) -> bool {
    list.plan.may_edit() && list.picked.with_untracked(|picked| !picked.is_empty())
}

fn walk(list: List, (task, column): Cell, key: &str) -> bool {
    let rows = list.rows.get_untracked();
    let Some(at) = rows.place(task) else { return false };
    let last = rows.rows.len().saturating_sub(1);
    let page = list.window.with_untracked(|window| window.len()).max(2) / 2;
    let is_folded = list.folded.with_untracked(|folded| folded.contains(&task));
    let is_summary = rows.rows[at].descendants > 0;
    let row = |place: usize| rows.task(place).map(|task| (task, column));
    let to = match key {
        "ArrowDown" => row((at + 1).min(last)),
        "ArrowUp" => row(at.saturating_sub(1)),
        "PageDown" => row((at + page).min(last)),
        "PageUp" => row(at.saturating_sub(page)),
        // The first cell stands for the row: there the tree unfolds and folds.
        "ArrowRight" if column == Column::Key && is_summary && is_folded => {
            list.toggle(task);
            return true;
        }
        "ArrowLeft" if column == Column::Key && is_summary && !is_folded => {
            list.toggle(task);
            return true;
        }
        "ArrowRight" => Some((task, column.step(1))),
        "ArrowLeft" => Some((task, column.step(-1))),
        "Home" => Some((task, COLUMNS[0].0)),
        "End" => Some((task, COLUMNS[COLUMNS.len() - 1].0)),
        _ => return false,
    };
    to.into_iter().for_each(|cell| {
        list.start_picking_at(cell.0);
        list.go_to(cell);
    });
    true
}

fn act(list: List, cell: Cell, event: &KeyboardEvent, key: &str) -> bool {
    match key {
        "Enter" | "F2" => list.edit(cell),
        " " if cell.1 == Column::Visible => list.toggle_visible(cell.0),
        "n" | "N" if list.plan.may_edit() => list.is_adding.set(true),
        "Delete" if !event.shift_key() => list.delete(cell.0),
        _ => return false,
    }
    true
}
