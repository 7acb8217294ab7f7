//! The sentences about a file that is imported: why not, and what needs attention.

use domain::plan::draft::{ImportProblem, ImportRefusal, Verdict};

use crate::{Locale, td_string};

/// Why a file cannot be imported, with the place and the remedy.
#[must_use]
pub fn refusal(locale: Locale, refusal: &ImportRefusal) -> String {
    match refusal {
        ImportRefusal::Empty => td_string!(locale, import.refusal.empty).to_string(),
        ImportRefusal::TooLarge { max_mb } => {
            td_string!(locale, import.refusal.too_large, max_mb = *max_mb)
        }
        ImportRefusal::ProjectBinary => td_string!(locale, import.refusal.project_binary).into(),
        ImportRefusal::ProjectPassword => {
            td_string!(locale, import.refusal.project_password).to_string()
        }
        ImportRefusal::OtherFormat { name } => {
            td_string!(locale, import.refusal.other_format, name = name.as_str())
        }
        ImportRefusal::UnknownFormat => td_string!(locale, import.refusal.unknown_format).into(),
        ImportRefusal::Encoding { line } => {
            td_string!(locale, import.refusal.encoding, line = *line)
        }
        ImportRefusal::Xml { line, reason } => {
            td_string!(locale, import.refusal.xml, line = *line, reason = reason.as_str())
        }
        ImportRefusal::XmlDoctype { line } => {
            td_string!(locale, import.refusal.xml_doctype, line = *line)
        }
        ImportRefusal::NotAProject { root } => {
            td_string!(locale, import.refusal.not_a_project, root = root.as_str())
        }
        ImportRefusal::BadValue { line, field, value } => td_string!(
            locale,
            import.refusal.bad_value,
            line = *line,
            field = field.as_str(),
            value = value.as_str()
        ),
        ImportRefusal::DateOutOfRange { line, value } => td_string!(
            locale,
            import.refusal.date_out_of_range,
            line = *line,
            value = value.as_str()
        ),
        ImportRefusal::FieldTooLong { line, max_kb } => {
            td_string!(locale, import.refusal.field_too_long, line = *line, max_kb = *max_kb)
        }
        ImportRefusal::TooManyRows { max } => {
            td_string!(locale, import.refusal.too_many_rows, max = *max)
        }
        ImportRefusal::NoNameColumn { found } => {
            td_string!(locale, import.refusal.no_name_column, found = found.join(", "))
        }
        ImportRefusal::NoTasks => td_string!(locale, import.refusal.no_tasks).to_string(),
    }
}

/// What needs attention in a file that can be imported.
#[must_use]
pub fn problem(locale: Locale, problem: &ImportProblem) -> String {
    match problem {
        ImportProblem::Loop { from, to, path } => td_string!(
            locale,
            import.problem.ring,
            from = from.as_str(),
            to = to.as_str(),
            path = path.join(" → ")
        ),
        ImportProblem::MissingPredecessor { task, predecessor } => td_string!(
            locale,
            import.problem.missing_predecessor,
            task = task.as_str(),
            predecessor = predecessor.as_str()
        ),
        ImportProblem::DoubleLink { from, to } => {
            td_string!(locale, import.problem.double_link, from = from.as_str(), to = to.as_str())
        }
        ImportProblem::Untitled { place } => {
            td_string!(locale, import.problem.untitled, place = place.as_str())
        }
        ImportProblem::TitleCut { title } => {
            td_string!(locale, import.problem.title_cut, title = title.as_str())
        }
        ImportProblem::DoubleNumber { number } => {
            td_string!(locale, import.problem.double_number, number = number.as_str())
        }
        ImportProblem::MissingParent { task, parent } => td_string!(
            locale,
            import.problem.missing_parent,
            task = task.as_str(),
            parent = parent.as_str()
        ),
        ImportProblem::FinishBeforeStart { task } => {
            td_string!(locale, import.problem.finish_before_start, task = task.as_str())
        }
        ImportProblem::NoteCut { task } => {
            td_string!(locale, import.problem.note_cut, task = task.as_str())
        }
        ImportProblem::CalendarWithoutWork { calendar } => {
            td_string!(locale, import.problem.calendar_without_work, calendar = calendar.as_str())
        }
        ImportProblem::CalendarCut { calendar } => {
            td_string!(locale, import.problem.calendar_cut, calendar = calendar.as_str())
        }
        ImportProblem::TooManyCalendars { max } => {
            td_string!(locale, import.problem.too_many_calendars, max = *max)
        }
        ImportProblem::UnknownPerson { name } => {
            td_string!(locale, import.problem.unknown_person, name = name.as_str())
        }
        ImportProblem::More { count } => td_string!(locale, import.problem.more, count = *count),
    }
}

/// What a baseline of a file is called here, by its number in the file.
#[must_use]
pub fn baseline(locale: Locale, slot: u8) -> String {
    match slot {
        0 => td_string!(locale, import.baseline).to_owned(),
        number => td_string!(locale, import.baseline_number, number = number),
    }
}

/// What becomes of a field.
#[must_use]
pub fn verdict(locale: Locale, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Kept => td_string!(locale, import.verdict.kept),
        Verdict::Changed => td_string!(locale, import.verdict.changed),
        Verdict::NotSupported => td_string!(locale, import.verdict.not_supported),
    }
}
