//! The keyboard on the calendar. Single letters act only while a day or a bar has the focus.
//!
//! | key | what it does |
//! |---|---|
//! | arrows, Home, End | walk over days and bars |
//! | Page ↑ Page ↓ | the page before, the next page |
//! | Alt+Shift+← Alt+Shift+→ | move a bar by a working day; with ↑ ↓ by a week |
//! | Enter | opens a bar; on a day begins a new task |
//! | F2 | the panel of a bar, with the keyboard on its title |
//! | N, T | new task on this day, today |

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::grid::Step;
use super::state::OpenCalendar;
use crate::ui::dom;

/// A key goes down on the calendar.
pub fn press(calendar: OpenCalendar, event: &KeyboardEvent) {
    if dom::is_composing(event) || dom::is_typing(event) || event.default_prevented() {
        return;
    }
    // Menus and buttons in a day have keys of their own.
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_own = |name: &str| target.as_ref().is_some_and(|at| at.class_list().contains(name));
    if dom::has_command(event) || !(is_own("calendar__day") || is_own("calendar__bar")) {
        return;
    }
    let key = event.key();
    let is_done = match event.alt_key() {
        true => event.shift_key() && shift(calendar, &key),
        false => walk(calendar, &key) || act(calendar, &key),
    };
    if is_done {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// With Alt and Shift: the bar goes to another day.
fn shift(calendar: OpenCalendar, key: &str) -> bool {
    let Some(task) = calendar.current.get_untracked().task else { return false };
    let (weeks, days) = match key {
        "ArrowLeft" => (0, -1),
        "ArrowRight" => (0, 1),
        "ArrowUp" => (-1, 0),
        "ArrowDown" => (1, 0),
        _ => return false,
    };
    calendar.nudge(task, weeks, days);
    true
}

fn walk(calendar: OpenCalendar, key: &str) -> bool {
    let step = match key {
        "ArrowLeft" => Step::Left,
        "ArrowRight" => Step::Right,
        "ArrowUp" => Step::Up,
        "ArrowDown" => Step::Down,
        "Home" => Step::Home,
        "End" => Step::End,
        "PageUp" => {
            calendar.turn_with_focus(-1);
            return true;
        }
        "PageDown" => {
            calendar.turn_with_focus(1);
            return true;
        }
        _ => return false,
    };
    calendar.step(step);
    true
}

fn act(calendar: OpenCalendar, key: &str) -> bool {
    let spot = calendar.current.get_untracked();
    match key {
        "Enter" if spot.task.is_none() => calendar.begin_task(spot.day),
        "F2" => {
            let Some(task) = spot.task else { return false };
            calendar.plan.rename_task(task);
        }
        "n" | "N" => calendar.begin_task(spot.day),
        "t" | "T" => {
            calendar.show_today();
            calendar.focus_current();
        }
        _ => return false,
    }
    true
}
