//! The clipboard: selected rows or a cell as a table, and a table from elsewhere into cells.

use domain::TaskId;
use domain::plan::Task;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::td_string;
use web_sys::ClipboardEvent;

use super::block::{self, Pasted, Refused};
use super::column::{COLUMNS, Column, cell_id};
use super::state::{Cell, List, sentence};
use super::values::Sheet;
use crate::ui::dom::{self, Listening};

/// The kind of text that spreadsheets exchange.
const KIND: &str = "text/plain";

/// Listens as long as the table is there. The document listens and not the table: a browser tells
/// of the clipboard where text is marked, which need not be where the focus is.
pub fn listen(list: List) {
    Effect::new(move |_| {
        let Some(document) = dom::document() else { return };
        dom::listen_here(&document, "copy", Listening::Active, move |event: ClipboardEvent| {
            copy(list, &event);
        });
        dom::listen_here(&document, "paste", Listening::Active, move |event: ClipboardEvent| {
            paste(list, &event);
        });
    });
}

fn copy(list: List, event: &ClipboardEvent) {
    if event.default_prevented() || dom::has_marked_text() || !has_focus(list) {
        return;
    }
    let picked = list.picked.get_untracked();
    let lines = match focused(list) {
        _ if !picked.is_empty() => list.lines(&picked, &COLUMNS.map(|(column, _)| column)),
        Some((task, column)) => list.lines(&[task], &[column]),
        None => return,
    };
    let Some(data) = event.clipboard_data() else { return };
    if data.set_data(KIND, &block::write(&lines)).is_ok() {
        event.prevent_default();
        let words = td_string!(list.locale_now(), list.copied, count = grouped(lines.len()));
        list.live.announce(words);
    }
}

fn paste(list: List, event: &ClipboardEvent) {
    let Some(cell) = focused(list).filter(|_| !event.default_prevented()) else { return };
    let text = event.clipboard_data().and_then(|data| data.get_data(KIND).ok());
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        event.prevent_default();
        list.paste(cell, &text);
    }
}

/// The cell that has the focus; none while its field is open.
fn focused(list: List) -> Option<Cell> {
    let (task, column) = list.cell.get_untracked()?;
    let active = dom::active_element()?;
    (active.id() == cell_id(task, column)).then_some((task, column))
}

/// Whether the focus is on the list, and not in a field where one writes.
fn has_focus(list: List) -> bool {
    let is_here = || {
        let active = dom::active_element()?;
        let is_field = active.class_list().contains("field__input");
        Some(!is_field && active.closest(".list").ok()?.is_some())
    };
    list.edited.get_untracked().is_none() && is_here() == Some(true)
}

impl List {
    /// Reads the cells in a form that can be typed back into them.
    pub(super) fn sheet<T>(self, read: impl FnOnce(Sheet) -> T) -> T {
        let (key, people) = (self.plan.key(), self.plan.people());
        let (rows, locale) = (self.rows.get_untracked(), self.locale_now());
        self.plan.with_untracked(|view| {
            read(Sheet { view, rows: &rows, key: &key, people: &people, locale })
        })
    }

    fn lines(self, tasks: &[TaskId], columns: &[Column]) -> Vec<Vec<String>> {
        self.sheet(|sheet| {
            let tasks = tasks.iter().filter_map(|task| sheet.view.plan.tasks.get(task));
            let line = |task: &Task| -> Vec<String> {
                columns.iter().map(|column| sheet.written(task, *column)).collect()
            };
            tasks.map(line).collect()
        })
    }

    /// Puts a block into the cells from this one on, to the right and down, or says why not.
    fn paste(self, cell: Cell, text: &str) {
        if let Some(reason) = self.no_right() {
            return self.toasts.say(reason);
        }
        let (lines, now) = (block::read(text), self.plan.now());
        let new_id = || self.plan.new_task_id();
        let found = self.sheet(|sheet| block::paste(sheet, cell, &lines, now, new_id));
        let locale = self.locale_now();
        match found {
            Err(refused) => self.refuse_block(refused),
            Ok(Pasted { op: None, .. }) => {
                self.toasts.say(td_string!(locale, list.same_already));
            }
            Ok(Pasted { op: Some(op), cells, added: 0 }) => {
                self.plan.dispatch(op, td_string!(locale, list.pasted, count = grouped(cells)));
            }
            Ok(Pasted { op: Some(op), cells, added }) => {
                let said = td_string!(
                    locale,
                    list.pasted_more,
                    count = grouped(cells),
                    added = grouped(added)
                );
                self.plan.dispatch(op, said);
            }
        }
    }

    fn refuse_block(self, refused: Refused) {
        let locale = self.locale_now();
        let words = match refused {
            Refused::Rule(refusal) => return self.plan.refuse(&refusal),
            Refused::Wide => td_string!(locale, list.paste_wide).to_owned(),
            Refused::Long => td_string!(locale, list.paste_long).to_owned(),
            Refused::Value { line, column, value, why } => {
                let (heading, why) = (column.heading(locale), sentence(locale, &why));
                td_string!(
                    locale,
                    list.paste_refused,
                    line = line,
                    heading = heading,
                    text = value,
                    why = why
                )
            }
        };
        self.toasts.fail(words);
    }
}
