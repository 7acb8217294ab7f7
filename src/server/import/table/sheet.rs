//! From text to rows of cells: the delimiter, the heading, and limits before work.

use ::csv::{ReaderBuilder, StringRecord};
use domain::plan::draft::ImportRefusal;

use super::super::{FIELD_MAX, ROWS_MAX, shown, too_many_rows};
use super::Column;
use super::columns::known;
use super::quotes::{is_wide, left_open};

/// What may stand between cells.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Most cells of a row: no program writes so many.
const CELLS_MAX: usize = 10_000;
/// Most cells of a table: each takes room, also an empty one.
const CELLS_IN_ALL: usize = 20_000_000;
/// How many records are looked at to find the heading: some programs write others before it.
const HEADING_WITHIN: usize = 20;
/// Most headings that are shown to a person when none of them is known.
const HEADINGS_SHOWN: usize = 12;

/// A table below its heading.
pub(super) struct Sheet {
    pub(super) headings: Vec<String>,
    pub(super) records: Vec<Record>,
    /// For each kind of column the places where it stands, the most telling first.
    columns: Vec<(Column, Vec<usize>)>,
}

/// A row that is not blank.
pub(super) struct Record {
    /// From 1.
    pub(super) line: u32,
    pub(super) cells: StringRecord,
}

/// Where a heading was found.
struct Heading {
    delimiter: u8,
    record: usize,
    score: usize,
}

impl Sheet {
    /// Reads a table.
    pub(super) fn read(text: &str) -> Result<Self, ImportRefusal> {
        let limits = (CELLS_MAX, CELLS_IN_ALL);
        let fitting = DELIMITERS.into_iter().filter(|one| !is_wide(text, *one, limits));
        let fitting: Vec<u8> = fitting.collect();
        let headings = fitting.iter().filter_map(|delimiter| heading(text, *delimiter));
        // Of equals the first delimiter counts.
        let best =
            headings.reduce(|best, other| if other.score > best.score { other } else { best });
        let Some(best) = best else { return Err(refusal(text, &fitting)) };
        if let Some(line) = left_open(text, best.delimiter) {
            return Err(ImportRefusal::OpenQuote { line });
        }
        let mut sheet = Self { headings: Vec::new(), records: Vec::new(), columns: Vec::new() };
        for (place, cells) in records(text, best.delimiter).enumerate() {
            let cells = cells.map_err(|_| ImportRefusal::UnknownFormat)?;
            let line = cells.position().map_or(1, ::csv::Position::line);
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            if cells.iter().any(|cell| cell.len() > FIELD_MAX) {
                let max_kb = u32::try_from(FIELD_MAX / 1024).unwrap_or(u32::MAX);
                return Err(ImportRefusal::FieldTooLong { line, max_kb });
            }
            if place == best.record {
                sheet.headings = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            }
            if place <= best.record || cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if sheet.records.len() == ROWS_MAX {
                return Err(too_many_rows());
            }
            sheet.records.push(Record { line, cells });
        }
        sheet.columns = columns(&sheet.headings);
        Ok(sheet)
    }

    /// A row's cell of a kind with its heading: the first that is filled.
    pub(super) fn cell<'s>(&'s self, record: &'s Record, column: Column) -> (&'s str, &'s str) {
        let places = self.columns.iter().find(|(other, _)| *other == column);
        let places = places.map_or(&[][..], |(_, places)| places);
        let cells = places.iter().map(|place| {
            let cell = record.cells.get(*place).unwrap_or_default().trim();
            (self.headings[*place].as_str(), cell)
        });
        cells.into_iter().find(|(_, cell)| !cell.is_empty()).unwrap_or(("", ""))
    }
}

/// A reader that takes rows of any length.
fn records(
    text: &str,
    delimiter: u8,
) -> impl Iterator<Item = Result<StringRecord, ::csv::Error>> + '_ {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter);
    builder.from_reader(text.as_bytes()).into_records()
}

/// The heading is the record near the top that holds a name and the most that is known besides.
fn heading(text: &str, delimiter: u8) -> Option<Heading> {
    let rows = records(text, delimiter).take(HEADING_WITHIN).enumerate();
    let headings = rows.filter_map(|(record, cells)| {
        let columns = columns(&cells.ok()?.iter().map(str::to_owned).collect::<Vec<_>>());
        let has_name = columns.iter().any(|(column, _)| *column == Column::Name);
        has_name.then_some(Heading { delimiter, record, score: columns.len() })
    });
    headings.reduce(|best, other| if other.score > best.score { other } else { best })
}

fn columns(headings: &[String]) -> Vec<(Column, Vec<usize>)> {
    let mut found: Vec<(Column, usize, usize)> = Vec::new();
    for (place, heading) in headings.iter().enumerate() {
        found.extend(known(heading).map(|(column, telling)| (column, telling, place)));
    }
    found.sort_unstable();
    let mut columns: Vec<(Column, Vec<usize>)> = Vec::new();
    for (column, _, place) in found {
        match columns.last_mut() {
            Some((last, places)) if *last == column => places.push(place),
            _ => columns.push((column, vec![place])),
        }
    }
    columns
}

/// Text that is no table of tasks: a table without names, or no table at all.
fn refusal(text: &str, fitting: &[u8]) -> ImportRefusal {
    // A quote that the heading opens and nothing closes hides every heading behind it.
    if let Some(line) = left_open(text, b',').filter(|line| *line == 1) {
        return ImportRefusal::OpenQuote { line };
    }
    let firsts = fitting.iter().filter_map(|delimiter| {
        records(text, *delimiter).next()?.ok().filter(|cells| cells.len() > 1)
    });
    let Some(first) = firsts.max_by_key(StringRecord::len) else {
        return ImportRefusal::UnknownFormat;
    };
    let found = first.iter().map(str::trim).filter(|cell| !cell.is_empty());
    ImportRefusal::NoNameColumn { found: found.take(HEADINGS_SHOWN).map(shown).collect() }
}
