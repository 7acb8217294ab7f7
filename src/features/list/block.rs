//! A block of text as spreadsheets put it on the clipboard, and the cells into which it goes. Pure.

use domain::plan::apply::apply;
use domain::plan::{PlanOp, PlanView};
use domain::time::Minute;
use domain::{Refusal, TaskId};

use super::column::{COLUMNS, Column};
use super::edits::{Edit, Why};
use super::values::{self, Sheet};
use crate::features::shared::arrange;
use crate::features::shared::task_entry::Entry;

/// What pasting a block leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The operation; none where every cell says that already.
    pub op: Option<PlanOp>,
    /// How many cells change.
    pub cells: usize,
    /// How many tasks are new.
    pub added: usize,
}

/// Why a block is not pasted, none of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A value that is not taken.
    Value {
        /// Its line in the block, from 1.
        line: usize,
        /// The column into which it would go.
        column: Column,
        /// The value.
        value: String,
        /// Why.
        why: Why,
    },
    /// The block reaches beyond the last column.
    Wide,
    /// The block reaches beyond the last row, and its lines have no names for new tasks.
    Long,
    /// A rule of the plan says no to a new task.
    Rule(Refusal),
}

/// The values of a block, line by line. A value in quotes may hold tabs and line breaks, which
/// become blanks.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (value, behind) = quoted(rest).unwrap_or_else(|| plain(rest));
        line.push(value.replace("\r\n", " ").replace(['\r', '\n', '\t'], " "));
        match behind.strip_prefix('\t') {
            // A tab at the very end is followed by an empty value.
            Some("") => line.push(String::new()),
            Some(_) => {}
            None => lines.push(std::mem::take(&mut line)),
        }
        rest = behind.strip_prefix('\t').unwrap_or_else(|| without_break(behind));
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Lines of values as a block.
pub fn write(lines: &[Vec<String>]) -> String {
    let value = |value: &String| match value.contains(['\t', '\n', '\r']) || value.starts_with('"')
    {
        true => format!("\"{}\"", value.replace('"', "\"\"")),
        false => value.clone(),
    };
    let line = |line: &Vec<String>| line.iter().map(value).collect::<Vec<_>>().join("\t");
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A value in quotes and what comes behind it; none when the quotes are part of the text.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut value = String::new();
    loop {
        let (before, behind) = rest.split_once('"')?;
        value.push_str(before);
        match behind.strip_prefix('"') {
            Some(behind) => {
                value.push('"');
                rest = behind;
            }
            None => {
                let ends = behind.is_empty() || behind.starts_with(['\t', '\n', '\r']);
                return ends.then_some((value, behind));
            }
        }
    }
}

fn plain(text: &str) -> (String, &str) {
    let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

fn without_break(text: &str) -> &str {
    let text = text.strip_prefix('\r').unwrap_or(text);
    text.strip_prefix('\n').unwrap_or(text)
}

/// What pasting a block means, with its first value in the cell `at`: the rest goes to the right
/// and down. Lines below the last row become new tasks where the block has their names.
///
/// # Errors
/// Why nothing of it is pasted.
pub fn paste(
    sheet: Sheet,
    at: (TaskId, Column),
    lines: &[Vec<String>],
    now: Minute,
    new_id: impl FnMut() -> TaskId,
) -> Result<Pasted, Refused> {
    let (task, first) = at;
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    if first.place() + width > COLUMNS.len() {
        return Err(Refused::Wide);
    }
    let top = sheet.rows.place(task).unwrap_or(sheet.rows.rows.len());
    let room = sheet.rows.rows.len() - top;
    let (known, new) = lines.split_at(room.min(lines.len()));
    let mut steps = Vec::new();
    let mut cells = 0;
    for (line, values) in known.iter().enumerate() {
        let Some(task) = sheet.rows.task(top + line) else { continue };
        let place = Line { sheet, task, number: line + 1, first, now };
        let found = place.steps(values)?;
        cells += found.len();
        steps.extend(found);
    }
    let added = added(sheet, new, first, now, new_id)?;
    let added_count = added.tasks.len();
    steps.extend(added.steps);
    let view = added.view.as_ref().unwrap_or(sheet.view);
    for (task, line) in added.tasks {
        let sheet = Sheet { view, ..sheet };
        let place = Line { sheet, task, number: known.len() + line + 1, first, now };
        let found = place.steps(&new[line])?;
        cells += found.len();
        steps.extend(found);
    }
    Ok(Pasted { op: PlanOp::of_steps(steps), cells, added: added_count })
}

/// New tasks, and the plan with them.
#[derive(Default)]
struct Added {
    steps: Vec<PlanOp>,
    /// Each with its place among the lines.
    tasks: Vec<(TaskId, usize)>,
    view: Option<PlanView>,
}

/// New tasks below the last row, one for each line that is not empty.
fn added(
    sheet: Sheet,
    lines: &[Vec<String>],
    first: Column,
    now: Minute,
    mut new_id: impl FnMut() -> TaskId,
) -> Result<Added, Refused> {
    let mut added = Added::default();
    let mut plan = None;
    let mut after = sheet.rows.rows.last().map(|row| row.task);
    let title_at = Column::Title.place().checked_sub(first.place());
    for (place, values) in lines.iter().enumerate() {
        if values.iter().all(|value| value.trim().is_empty()) {
            continue;
        }
        let title = title_at.and_then(|at| values.get(at)).map(|title| title.trim());
        let title = title.filter(|title| !title.is_empty()).ok_or(Refused::Long)?;
        let plan = plan.get_or_insert_with(|| sheet.view.plan.clone());
        let task = new_id();
        let entry = Entry::titled(title.to_owned());
        let op = arrange::new_task(plan, task, &entry, after, now);
        apply(plan, &op).map_err(Refused::Rule)?;
        after = Some(task);
        added.steps.push(op);
        added.tasks.push((task, place));
    }
    added.view = plan.map(PlanView::of);
    Ok(added)
}

/// A line of the block and the row into which it goes.
struct Line<'a> {
    sheet: Sheet<'a>,
    task: TaskId,
    /// The line, from 1.
    number: usize,
    first: Column,
    now: Minute,
}

impl Line<'_> {
    /// The operations for its values, one for each cell that changes.
    fn steps(&self, values: &[String]) -> Result<Vec<PlanOp>, Refused> {
        let columns = COLUMNS.iter().skip(self.first.place()).map(|(column, _)| *column);
        let mut steps = Vec::new();
        for (column, value) in columns.zip(values) {
            let value = value.trim();
            let op = self.op(column, value).map_err(|why| Refused::Value {
                line: self.number,
                column,
                value: value.to_owned(),
                why,
            })?;
            steps.extend(op);
        }
        Ok(steps)
    }

    /// The operation for a value; none where the cell says that already, and for nothing at all
    /// where something has to stand.
    fn op(&self, column: Column, value: &str) -> Result<Option<PlanOp>, Why> {
        let Sheet { view, .. } = self.sheet;
        let task = view.plan.tasks.get(&self.task).ok_or(Why::Gone)?;
        let day = match column {
            Column::Start | Column::Finish => values::day(value),
            _ => None,
        };
        let value = day.map_or_else(|| value.to_owned(), |day| day.to_string());
        let is_nothing = value.is_empty() && !column.can_be_empty();
        if is_nothing || self.sheet.written(task, column) == value {
            return Ok(None);
        }
        let value = match column {
            Column::Assignee => self.sheet.person(&value).ok_or(Why::Person)?,
            _ => value,
        };
        Edit::of(view, self.task, column, self.now)?.op(column, &value)
    }
}

#[cfg(test)]
mod tests;
