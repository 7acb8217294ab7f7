//! The keys of the table: arrows walk, letters act on the row that has the focus.

use domain::TaskId;
use leptos::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent};

use super::heads::{focus_spot, row_with_keys, steer_head};
use crate::features::gantt::chart::Chart;
use crate::features::gantt::drag::Input;
use crate::features::gantt::moves::Grab;
use crate::features::shared::arrange::Arrange;
use crate::ui::dom;

/// Share of the screen by which the time axis moves at once.
const PAGE: f64 = 0.75;

/// The id of a row's element.
pub fn row_id(task: TaskId) -> String {
    format!("gantt-row-{task}")
}

/// Selects a task, brings its row into sight and gives it the focus once it is on the page.
pub fn focus_row(chart: Chart, task: Option<TaskId>) {
    let Some(task) = task else { return };
    chart.select(Some(task));
    let give = move || {
        let find = || dom::document()?.get_element_by_id(&row_id(task));
        let row = find().and_then(|row| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(row).ok());
        row.iter().for_each(dom::focus);
    };
    // Where nothing has the keyboard, a key that comes before the next frame would go astray.
    if dom::has_free_focus() {
        give();
    }
    dom::on_next_frame(give);
}

/// Shows for a moment where a row has come to.
pub fn flash_row(task: TaskId) {
    dom::mark_moved(move || dom::document()?.get_element_by_id(&row_id(task)));
}

/// After a step back or forth the row that had the keyboard gets it again.
pub fn keep_keyboard(chart: Chart) {
    chart.plan.when_keyboard_is_lost(move || {
        let rows = chart.rows.get_untracked();
        focus_spot(chart, row_with_keys(chart).and_then(|at| rows.spot(at)));
    });
}

/// Carries out a key pressed in the table.
pub fn steer(chart: Chart, event: &KeyboardEvent) {
    if dom::is_composing(event) || dom::is_typing(event) || dom::has_command(event) {
        return;
    }
    let key = event.key();
    let is_done = if chart.is_holding_by_keys() {
        steer_bar(chart, event, &key)
    } else if chart.is_typing_percent() {
        chart.type_percent(&key)
    } else if event.alt_key() {
        steer_row(chart, event, &key)
    } else {
        let group = chart.grouping.at.get_untracked();
        let by_head = group.is_some_and(|group| steer_head(chart, group, &key));
        by_head || walk(chart, event, &key) || (group.is_none() && act(chart, &key))
    };
    if is_done {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// While keys hold a bar: arrows move it, Enter puts it down, O puts it down and lets everything
/// else stay, Esc puts it back, C makes a change request of it, D lists what it would do.
fn steer_bar(chart: Chart, event: &KeyboardEvent, key: &str) -> bool {
    let step = |sign: i32| match event.shift_key() {
        true => Input::Step { weeks: sign, days: 0 },
        false => Input::Step { weeks: 0, days: sign },
    };
    match key {
        "ArrowLeft" => chart.feed(step(-1)),
        "ArrowRight" => chart.feed(step(1)),
        "Enter" => chart.feed(Input::Commit),
        "c" | "C" => chart.propose(),
        "d" | "D" => chart.toggle_lists(),
        "o" | "O" => chart.move_only_this(),
        "Escape" => chart.cancel(),
        "Tab" => {
            chart.cancel();
            return false;
        }
        _ => {}
    }
    true
}

/// With Alt: the row goes up, down, deeper or higher.
fn steer_row(chart: Chart, event: &KeyboardEvent, key: &str) -> bool {
    let how = match (key, event.shift_key()) {
        ("ArrowUp", false) => Arrange::Up,
        ("ArrowDown", false) => Arrange::Down,
        ("ArrowRight", true) => Arrange::Indent,
        ("ArrowLeft", true) => Arrange::Outdent,
        _ => return false,
    };
    let Some(task) = chart.selected.get_untracked() else { return false };
    chart.arrange(task, how);
    focus_row(chart, Some(task));
    true
}

/// Walks through the rows and the tree.
fn walk(chart: Chart, event: &KeyboardEvent, key: &str) -> bool {
    let rows = chart.rows.get_untracked();
    let at = row_with_keys(chart).unwrap_or(0);
    let last = rows.len().saturating_sub(1);
    let (screen, across) = chart.stage.with_value(|stage| {
        let rows = stage.screen.height / stage.screen.row_height.max(1.0);
        ((rows as usize).saturating_sub(1).max(1), stage.screen.width * PAGE)
    });
    let to = match (key, event.shift_key()) {
        ("PageUp", true) => return scroll_time(chart, -across),
        ("PageDown", true) => return scroll_time(chart, across),
        ("ArrowDown", _) => (at + 1).min(last),
        ("ArrowUp", _) => at.saturating_sub(1),
        ("PageDown", _) => (at + screen).min(last),
        ("PageUp", _) => at.saturating_sub(screen),
        ("Home", _) => 0,
        ("End", _) => last,
        ("ArrowRight", _) => return walk_in(chart, at),
        ("ArrowLeft", _) => return walk_out(chart, at),
        _ => return false,
    };
    if matches!(key, "ArrowDown" | "ArrowUp") && event.shift_key() {
        rows.task(to).into_iter().for_each(|next| chart.pick_to(next));
    }
    focus_spot(chart, rows.spot(to));
    true
}

fn scroll_time(chart: Chart, across: f64) -> bool {
    chart.scroll_by(across, 0.0);
    true
}

/// Unfolds a summary, or goes to its first sub-task.
fn walk_in(chart: Chart, at: usize) -> bool {
    let rows = chart.rows.get_untracked();
    let Some(task) = rows.task(at) else { return false };
    if chart.folded.with_untracked(|folded| folded.contains(&task)) {
        chart.toggle(task);
    } else if let Some(below) = rows.task(at + 1).filter(|below| is_above(chart, task, *below)) {
        focus_row(chart, Some(below));
    }
    true
}

/// Folds a summary, or goes to the summary above.
fn walk_out(chart: Chart, at: usize) -> bool {
    let rows = chart.rows.get_untracked();
    let Some(task) = rows.task(at) else { return false };
    if let Some(head) = rows.head_above(at) {
        focus_spot(chart, rows.spot(head.row));
        return true;
    }
    let is_folded = chart.folded.with_untracked(|folded| folded.contains(&task));
    if is_summary(chart, at) && !is_folded {
        chart.toggle(task);
    } else {
        let parent = chart.task(task, |_, task| task.parent).flatten();
        focus_row(chart, parent);
    }
    true
}

/// Whether one task is the summary of another.
fn is_above(chart: Chart, summary: TaskId, task: TaskId) -> bool {
    chart.task(task, |_, task| task.parent == Some(summary)).unwrap_or(false)
}

fn is_summary(chart: Chart, at: usize) -> bool {
    let place = chart.rows.with_untracked(|rows| rows.place(at));
    chart.plan.with_untracked(|view| {
        place.and_then(|place| view.outline.rows.get(place)).is_some_and(|row| row.is_summary())
    })
}

/// Single keys that open the filters, or act on the selected row.
fn act(chart: Chart, key: &str) -> bool {
    if matches!(key, "f" | "F") {
        chart.is_filtering.set(true);
        return true;
    }
    let Some(task) = chart.selected.get_untracked() else { return false };
    match key {
        "Enter" => chart.plan.open_task(Some(task)),
        "F2" => chart.plan.rename_task(task),
        "m" | "M" => chart.feed(Input::Take(task, Grab::Body)),
        "s" | "S" => chart.feed(Input::Take(task, Grab::Start)),
        "e" | "E" => chart.feed(Input::Take(task, Grab::Finish)),
        "j" | "J" => chart.show_bar(task),
        "k" | "K" => chart.toggle_milestone(task),
        "l" => chart.pick_successor(),
        "L" => chart.list_links(),
        "n" | "N" => chart.is_adding.set(true),
        "x" | "X" => chart.toggle_picked(task),
        "%" => chart.begin_percent(task),
        "Escape" => return chart.forget_link() || chart.clear_picked(),
        "+" | "=" => chart.zoom_to(chart.zoom.get_untracked().closer(), None),
        "-" | "−" => chart.zoom_to(chart.zoom.get_untracked().wider(), None),
        "0" => chart.fit(),
        "Delete" if chart.remove_chosen_link() => {}
        "Delete" => chart.delete(task),
        _ => return false,
    }
    true
}
