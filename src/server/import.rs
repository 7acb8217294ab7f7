//! Reads plan files of other programs into a draft, with an honest account; saves nothing.
//!
//! `read` looks at the content, never at the name. Text becomes either a table (`table`) or,
//! through `xml`, `mspdi` and `raw`, what a Microsoft Project file says; `plan`, `calendars` and
//! `timephased` give it its meaning, `loops` takes out the links that close a loop.

mod account;
mod calendars;
pub mod contacts;
mod crew;
mod encoding;
mod fields;
mod kind;
mod loops;
mod mspdi;
mod plan;
mod raw;
mod recurrence;
pub mod schedule_csv;
mod table;
#[cfg(test)]
pub(super) mod tests;
mod timephased;
mod value;
mod xml;

use domain::plan::PlanDraft;
use domain::plan::draft::ImportRefusal;
use domain::{Refusal, text};
use uuid::Uuid;

pub use schedule_csv::schedule_csv;

/// Largest file that is read, in bytes.
pub const FILE_MAX: usize = 64 * 1024 * 1024;
/// Most rows that are taken.
const ROWS_MAX: usize = 100_000;
/// Longest field that is read, in bytes.
const FIELD_MAX: usize = 1024 * 1024;
/// Longest piece of a bad value that is repeated to the person, in characters.
const VALUE_SHOWN: usize = 60;

/// Reads a plan from a file's bytes; `file_name` only names what the file leaves unnamed, and every
/// new id is asked from `ids`.
///
/// # Errors
/// Why the file cannot be imported at all, with place and remedy.
pub fn read(
    bytes: &[u8],
    file_name: &str,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<PlanDraft, ImportRefusal> {
    if bytes.len() > FILE_MAX {
        return Err(ImportRefusal::TooLarge { max_mb: 64 });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportRefusal::Empty);
    }
    if let Some(refusal) = kind::refuse_binary(bytes) {
        return Err(refusal);
    }
    let text = encoding::decode(bytes)?;
    if let Some(refusal) = kind::refuse_text(&text) {
        return Err(refusal);
    }
    let mut draft = if text.trim_start().starts_with('<') {
        let raw = mspdi::read(&text)?;
        // A file may bring calendars alone.
        if raw.tasks.is_empty() && raw.calendars.is_empty() {
            return Err(ImportRefusal::NoTasks);
        }
        plan::draft(raw, plain_name(file_name), ids)
    } else {
        table::draft(&text, plain_name(file_name), ids)?
    };
    loops::leave_out(&mut draft);
    account::count_rows(&mut draft);
    draft.compare_dates();
    Ok(draft)
}

/// A file's name without folders and ending.
fn plain_name(file_name: &str) -> &str {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim()
}

/// A name as it will be kept: one line, cut where it is too long; `fallback` where it is empty.
fn name_or(name: &str, fallback: &str) -> String {
    let name = one_line(name);
    match text::name(&name) {
        Ok(name) => name,
        Err(Refusal::TextTooLong { .. }) => cut(&name, text::NAME_MAX),
        Err(_) => fallback.to_owned(),
    }
}

/// A text with every control character made a space, trimmed.
fn one_line(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim().to_owned()
}

/// Several lines as they will be kept: without control characters, cut where they are too many.
fn note(text: &str) -> String {
    let is_kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n");
    cut(text.chars().filter(is_kept).collect::<String>().trim_end(), text::NOTE_MAX)
}

/// The beginning of a text, at most so many characters.
fn cut(text: &str, max: usize) -> String {
    text.char_indices().nth(max).map_or(text, |(end, _)| &text[..end]).trim_end().to_owned()
}

/// As much of a bad value as helps to find it.
fn shown(value: &str) -> String {
    let short = cut(value, VALUE_SHOWN);
    if short.len() < value.trim_end().len() { short + "…" } else { short }
}

fn too_many_rows() -> ImportRefusal {
    ImportRefusal::TooManyRows { max: u32::try_from(ROWS_MAX).unwrap_or(u32::MAX) }
}
