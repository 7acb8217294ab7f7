//! From cells to what they mean, row by row, and from rows to their place in the outline.

use std::collections::BTreeMap;

use domain::plan::draft::{ImportProblem, ImportRefusal, ImportReport};
use domain::plan::{Priority, TaskDuration};
use domain::time::{FIRST_DAY, LAST_DAY};

use super::cells::{self, Lengths, Moment};
use super::sheet::{Record, Sheet};
use super::{Column, shown};

/// The columns that hold dates.
const DATES: [Column; 4] =
    [Column::Start, Column::Finish, Column::ActualStart, Column::ActualFinish];

/// A row as it was read.
pub(super) struct Row {
    pub(super) line: u32,
    pub(super) uid: i64,
    pub(super) name: String,
    pub(super) id: String,
    pub(super) unique_id: String,
    pub(super) wbs: String,
    pub(super) level: Option<i64>,
    pub(super) parent: String,
    pub(super) duration: Option<TaskDuration>,
    pub(super) start: Option<Moment>,
    pub(super) finish: Option<Moment>,
    pub(super) actual_start: Option<Moment>,
    pub(super) actual_finish: Option<Moment>,
    pub(super) predecessors: String,
    pub(super) unique_predecessors: String,
    pub(super) percent: u8,
    pub(super) is_milestone: bool,
    pub(super) assignee: String,
    pub(super) priority: Priority,
    pub(super) labels: Vec<String>,
    pub(super) notes: String,
}

/// A row's place in the outline.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Which row.
    pub(super) row: usize,
    /// The place in this same order of the row above it.
    pub(super) parent: Option<usize>,
}

/// All rows. Dates of which nothing tells whether the day or the month comes first are read with
/// the month first, and the report says so.
pub(super) fn read(
    sheet: &Sheet,
    lengths: Lengths,
    report: &mut ImportReport,
) -> Result<Vec<Row>, ImportRefusal> {
    let records = sheet.records.iter();
    let dates: Vec<(u32, &str)> = records
        .flat_map(|record| DATES.map(|column| (record.line, sheet.cell(record, column).1)))
        .collect();
    // The first date that tells decides for the whole file; one that contradicts it is refused.
    let told = dates.iter().find_map(|(_, cell)| cells::day_comes_first(cell));
    if told.is_none() {
        let open = dates.iter().find_map(|(line, cell)| day_or_month(*line, cell));
        open.into_iter().for_each(|problem| report.note(problem));
    }
    let is_day_first = told.unwrap_or(false);
    let rows = sheet.records.iter().enumerate();
    rows.map(|(place, record)| row(&Cells { sheet, record, lengths, is_day_first }, place))
        .collect()
}

/// What there is to say about a date that can be read in two ways.
fn day_or_month(line: u32, cell: &str) -> Option<ImportProblem> {
    let day = |is_day_first| cells::moment(cell, is_day_first).map(|at| at.day);
    let (taken, other) = cells::is_open(cell).then(|| day(false).zip(day(true)))??;
    Some(ImportProblem::DayOrMonth { line, value: shown(cell), taken, other })
}

/// A row's cells, read as values.
struct Cells<'s> {
    sheet: &'s Sheet,
    record: &'s Record,
    lengths: Lengths,
    is_day_first: bool,
}

impl Cells<'_> {
    fn text(&self, column: Column) -> &str {
        self.sheet.cell(self.record, column).1
    }

    /// A cell's value; nothing for a cell that says so.
    fn read<T>(
        &self,
        column: Column,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, ImportRefusal> {
        let (heading, cell) = self.sheet.cell(self.record, column);
        if cells::is_nothing(cell) {
            return Ok(None);
        }
        let bad = || ImportRefusal::BadValue {
            line: self.record.line,
            field: shown(heading),
            value: shown(cell),
        };
        parse(cell).map(Some).ok_or_else(bad)
    }

    fn date(&self, column: Column) -> Result<Option<Moment>, ImportRefusal> {
        let at = self.read(column, |cell| cells::moment(cell, self.is_day_first))?;
        match at {
            Some(at) if !(FIRST_DAY..=LAST_DAY).contains(&at.day) => {
                let value = shown(self.text(column));
                Err(ImportRefusal::DateOutOfRange { line: self.record.line, value })
            }
            at => Ok(at),
        }
    }
}

fn row(cells: &Cells, place: usize) -> Result<Row, ImportRefusal> {
    let ordinal = (place + 1).to_string();
    let or_ordinal = |text: &str| if text.is_empty() { ordinal.clone() } else { text.to_owned() };
    let unique_id = cells.text(Column::UniqueId).to_owned();
    let id = or_ordinal(cells.text(Column::Id));
    let number = [&unique_id, &id, &ordinal].into_iter().find_map(|text| text.parse().ok());
    let lengths = cells.lengths;
    let has_status = cells::is_done(cells.text(Column::Status));
    let percent = cells.read(Column::Percent, cells::percent)?;
    Ok(Row {
        line: cells.record.line,
        uid: number.unwrap_or_default(),
        name: cells.text(Column::Name).to_owned(),
        id,
        unique_id,
        wbs: cells.text(Column::Wbs).to_owned(),
        level: cells.read(Column::Level, |cell| cell.parse().ok())?,
        parent: cells.text(Column::Parent).trim_start_matches('#').to_owned(),
        duration: cells.read(Column::Duration, |cell| cells::duration(cell, lengths))?,
        start: cells.date(Column::Start)?,
        finish: cells.date(Column::Finish)?,
        actual_start: cells.date(Column::ActualStart)?,
        actual_finish: cells.date(Column::ActualFinish)?,
        predecessors: cells.text(Column::Predecessors).to_owned(),
        unique_predecessors: cells.text(Column::UniquePredecessors).to_owned(),
        percent: percent.unwrap_or(if has_status { 100 } else { 0 }),
        is_milestone: cells::is_yes(cells.text(Column::Milestone))
            || cells::is_milestone(cells.text(Column::Kind)),
        assignee: cells.text(Column::Assignee).to_owned(),
        priority: cells::priority(cells.text(Column::Priority)),
        labels: cells::labels(cells.text(Column::Labels)),
        notes: cells.text(Column::Notes).to_owned(),
    })
}

/// The rows with parents before children, siblings in the file's order.
pub(super) fn in_tree_order(rows: &[Row], report: &mut ImportReport) -> Vec<Place> {
    let parents = parents(rows, report);
    let mut children: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (row, parent) in parents.iter().enumerate() {
        children.entry(*parent).or_default().push(row);
    }
    let mut order: Vec<Place> = Vec::with_capacity(rows.len());
    let mut open: Vec<Place> = Vec::new();
    let mut push = |open: &mut Vec<Place>, of: Option<usize>, parent: Option<usize>| {
        let below = children.remove(&of).unwrap_or_default();
        open.extend(below.into_iter().rev().map(|row| Place { row, parent }));
    };
    push(&mut open, None, None);
    while let Some(place) = open.pop() {
        order.push(place);
        push(&mut open, Some(place.row), Some(order.len() - 1));
    }
    order
}

/// The row above each row: by a column that names it, by outline levels, or by WBS numbers.
fn parents(rows: &[Row], report: &mut ImportReport) -> Vec<Option<usize>> {
    if rows.iter().any(|row| !cells::is_nothing(&row.parent)) {
        return without_rings(named_parents(rows, report), rows, report);
    }
    let depth = |row: &Row| match row.level {
        Some(level) => level,
        None => i64::try_from(row.wbs.trim_end_matches('.').matches('.').count()).unwrap_or(0),
    };
    let mut above: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(rows.len());
    for (place, row) in rows.iter().enumerate() {
        while above.last().is_some_and(|last| depth(&rows[*last]) >= depth(row)) {
            above.pop();
        }
        parents.push(above.last().copied());
        above.push(place);
    }
    parents
}

fn named_parents(rows: &[Row], report: &mut ImportReport) -> Vec<Option<usize>> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    // An id goes before a unique id, that before a WBS number, and all before a title.
    let keys: [fn(&Row) -> &str; 4] =
        [|row| &row.id, |row| &row.unique_id, |row| &row.wbs, |row| &row.name];
    for key in keys {
        for (place, row) in rows.iter().enumerate() {
            known.entry(key(row)).or_insert(place);
        }
    }
    let parent = |row: &Row| {
        if cells::is_nothing(&row.parent) {
            return None;
        }
        let parent = known.get(row.parent.as_str()).copied();
        if parent.is_none() {
            report.note(missing_parent(row));
        }
        parent
    };
    rows.iter().map(parent).collect()
}

/// Breaks rings of rows that each name another as their parent.
fn without_rings(
    mut parents: Vec<Option<usize>>,
    rows: &[Row],
    report: &mut ImportReport,
) -> Vec<Option<usize>> {
    // A row is known to lead to the top, or carries the number of the walk that met it.
    let mut walks: Vec<usize> = vec![usize::MAX; rows.len()];
    for first in 0..rows.len() {
        let mut row = first;
        while walks[row] == usize::MAX {
            walks[row] = first;
            match parents[row] {
                Some(parent) if walks[parent] == first => {
                    parents[row] = None;
                    report.note(missing_parent(&rows[row]));
                }
                Some(parent) => row = parent,
                None => {}
            }
        }
    }
    parents
}

fn missing_parent(row: &Row) -> ImportProblem {
    ImportProblem::MissingParent { task: shown(&row.name), parent: shown(&row.parent) }
}
