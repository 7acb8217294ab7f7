//! Reads plan files of other programs into a draft, with an honest account; saves nothing.
//!
//! `read` looks at the content, and at the name only where an archive does not tell. Text becomes
//! either a table (`table`) or, through `xml`, `mspdi` and `raw`, what a Microsoft Project file
//! says; `plan`, `calendars` and `timephased` give it its meaning, `loops` takes out the links that
//! close a loop.

mod account;
mod bends;
mod calendars;
pub mod contacts;
mod crew;
mod effort;
mod encoding;
mod fates;
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

use domain::plan::draft::{Change, ImportRefusal, ImportReport, Verdict};
use domain::plan::{Calendar, Plan, PlanDraft, Settings};
use domain::time::{FIRST_DAY, start_of};
use domain::{CalendarId, Refusal, text};
use uuid::Uuid;

use crate::error::AppError;

pub use schedule_csv::schedule_csv;

/// Largest file that is read, in bytes.
pub const FILE_MAX: usize = 64 * 1024 * 1024;
/// Most rows that are taken.
const ROWS_MAX: usize = 100_000;
/// Longest field that is read, in bytes.
const FIELD_MAX: usize = 1024 * 1024;
/// Longest piece of a bad value that is repeated to the person, in characters.
const VALUE_SHOWN: usize = 60;

/// The working time of a file that has none of its own.
struct Home {
    calendar: Calendar,
    settings: Settings,
}

/// What becomes of a file of Microsoft Project with dates or durations that no plan can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsound {
    /// It is refused: nothing is saved that is not in the file.
    Refused,
    /// The nearest possible value is taken and told, for a look that saves nothing.
    Bent,
}

/// Reads a plan from a file's bytes for itself, without a project to take it in; `file_name` only
/// names what the file leaves unnamed, and every new id is asked from `ids`. A file without
/// tasks is a plan without tasks.
///
/// # Errors
/// Why the file cannot be imported at all, with place and remedy.
pub fn read(
    bytes: &[u8],
    file_name: &str,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<PlanDraft, ImportRefusal> {
    read_as(Unsound::Refused, bytes, file_name, ids)
}

/// The same, and what becomes of dates and durations that no plan can hold is said.
///
/// # Errors
/// What `read` refuses.
pub fn read_as(
    unsound: Unsound,
    bytes: &[u8],
    file_name: &str,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<PlanDraft, ImportRefusal> {
    let mut draft = drafted(unsound, bytes, file_name, None, ids)?;
    let alone = draft.to_plan();
    draft.compare_dates(&alone);
    Ok(draft)
}

/// Reads a plan from a file's bytes to take it into `plan`: a file without a working time is read
/// in that of the plan, and dates are compared in the plan as it will be.
///
/// # Errors
/// What `read` refuses, and what the plan refuses to take in.
pub fn read_into(
    plan: &Plan,
    bytes: &[u8],
    file_name: &str,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<PlanDraft, AppError> {
    let mut draft = drafted(Unsound::Refused, bytes, file_name, Home::of(plan), ids)?;
    if draft.has_own_time && !plan.tasks.is_empty() {
        leave_to_plan(&mut draft.report);
    }
    let landed = draft.landed(plan)?;
    draft.compare_dates(&landed);
    Ok(draft)
}

/// What holds for the whole of a file is not taken over by a plan that holds tasks.
fn leave_to_plan(report: &mut ImportReport) {
    let names = ["Project/Name", "Project/Title"];
    let is_of_plan = |field: &str| field.starts_with("Project/") && !names.contains(&field);
    for note in report.fields.iter_mut().filter(|note| is_of_plan(&note.field)) {
        if matches!(note.verdict, Verdict::Kept | Verdict::Changed(_)) {
            note.verdict = Verdict::Changed(Change::PlansOwn);
        }
    }
}

impl Home {
    /// That of a plan.
    fn of(plan: &Plan) -> Option<Self> {
        let calendar = plan.calendars.get(&plan.settings.calendar)?.clone();
        Some(Self { calendar, settings: plan.settings.clone() })
    }

    /// Monday to Friday and days of eight hours, for a file that is read for itself.
    fn usual(name: &str, ids: &mut dyn FnMut() -> Uuid) -> Self {
        let calendar = Calendar::office(CalendarId(ids()), name_or(name, "CSV"));
        let settings = Settings::new(start_of(FIRST_DAY), calendar.id);
        Self { calendar, settings }
    }
}

/// A draft whose dates have not been compared.
fn drafted(
    unsound: Unsound,
    bytes: &[u8],
    file_name: &str,
    home: Option<Home>,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<PlanDraft, ImportRefusal> {
    if bytes.len() > FILE_MAX {
        return Err(ImportRefusal::TooLarge { max_mb: 64 });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportRefusal::Empty);
    }
    if let Some(refusal) = kind::refuse_binary(bytes, file_name) {
        return Err(refusal);
    }
    let text = encoding::decode(bytes)?;
    if let Some(refusal) = kind::refuse_text(&text) {
        return Err(refusal);
    }
    let name = plain_name(file_name);
    let mut draft = if text.trim_start().starts_with('<') {
        let raw = mspdi::read(&text, unsound)?;
        plan::draft(raw, name, ids)
    } else {
        let home = home.unwrap_or_else(|| Home::usual(name, ids));
        table::draft(&text, name, home, ids)?
    };
    loops::leave_out(&mut draft);
    account::count_rows(&mut draft);
    Ok(draft)
}

/// Whether a plan brings anything into a project: tasks, or calendars alone.
///
/// # Errors
/// `NoTasks` when it does not.
pub fn may_import(draft: &PlanDraft) -> Result<(), ImportRefusal> {
    // A draft always has a calendar; the account knows whether the file had one.
    let fields = &draft.report.fields;
    let has_calendars = || fields.iter().any(|note| note.field.starts_with("Calendar/"));
    if draft.tasks.is_empty() && !has_calendars() { Err(ImportRefusal::NoTasks) } else { Ok(()) }
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

/// A text in one line, trimmed: what breaks the line becomes a space, and marks that turn the
/// direction of writing, which come along with copied words, are left out.
fn one_line(words: &str) -> String {
    let kept = |c: char| match c {
        '\u{2028}' | '\u{2029}' => Some(' '),
        c if text::is_deceptive(c) => None,
        c if c.is_control() => Some(' '),
        c => Some(c),
    };
    words.chars().filter_map(kept).collect::<String>().trim().to_owned()
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
