//! The sentences about a file that is imported: why not, and what needs attention.

use domain::plan::draft::{Change, ImportProblem, ImportRefusal, Taken, Verdict, XmlFault};
use domain::time::datetime_at;

use crate::numbers::grouped;
use crate::reasons::separator;
use crate::{Locale, dates, problems, td_string};

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
        ImportRefusal::Xml { line, fault } => {
            td_string!(locale, import.refusal.xml, line = *line, reason = xml(locale, fault))
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
        ImportRefusal::OpenQuote { line } => {
            td_string!(locale, import.refusal.open_quote, line = *line)
        }
        ImportRefusal::TooManyRows { max } => {
            td_string!(locale, import.refusal.too_many_rows, max = grouped(*max))
        }
        ImportRefusal::NoNameColumn { found } => {
            td_string!(locale, import.refusal.no_name_column, found = found.join(", "))
        }
        ImportRefusal::NoTasks => td_string!(locale, import.refusal.no_tasks).to_string(),
    }
}

/// What is wrong with XML, as a part of a sentence.
fn xml(locale: Locale, fault: &XmlFault) -> String {
    match fault {
        XmlFault::OpenTag => td_string!(locale, import.xml.open_tag).to_owned(),
        XmlFault::OpenSection => td_string!(locale, import.xml.open_section).to_owned(),
        XmlFault::WrongEnd { begun, ended } => {
            let (begun, ended) = (begun.as_str(), ended.as_str());
            td_string!(locale, import.xml.wrong_end, begun, ended)
        }
        XmlFault::StrayEnd { ended } => {
            td_string!(locale, import.xml.stray_end, ended = ended.as_str())
        }
        XmlFault::Unfinished => td_string!(locale, import.xml.unfinished).to_owned(),
        XmlFault::Reference => td_string!(locale, import.xml.reference).to_owned(),
        XmlFault::TooDeep => td_string!(locale, import.xml.too_deep).to_owned(),
        XmlFault::TooMany => td_string!(locale, import.xml.too_many).to_owned(),
        XmlFault::Other => td_string!(locale, import.xml.rules).to_owned(),
    }
}

/// What needs attention in a file that can be imported.
#[must_use]
pub fn problem(locale: Locale, problem: &ImportProblem) -> String {
    match problem {
        ImportProblem::Loop { from, to, path } => {
            let (from, to, path) = (from.as_str(), to.as_str(), path.join(" → "));
            td_string!(locale, import.problem.ring, from, to, path)
        }
        ImportProblem::MissingPredecessor { task, predecessor } => {
            let (task, predecessor) = (task.as_str(), predecessor.as_str());
            td_string!(locale, import.problem.missing_predecessor, task, predecessor)
        }
        ImportProblem::DoubleLink { from, to } => {
            td_string!(locale, import.problem.double_link, from = from.as_str(), to = to.as_str())
        }
        ImportProblem::Untitled { line, title } => {
            td_string!(locale, import.problem.untitled, line = *line, title = title.as_str())
        }
        ImportProblem::TitleCut { title } => {
            td_string!(locale, import.problem.title_cut, title = title.as_str())
        }
        ImportProblem::DoubleNumber { number, line, first } => {
            let (number, line, first) = (number.as_str(), *line, *first);
            td_string!(locale, import.problem.double_number, number, line, first)
        }
        ImportProblem::DayOrMonth { line, value, taken, other } => {
            let (line, value) = (*line, value.as_str());
            let (taken, other) = (taken.to_string(), other.to_string());
            td_string!(locale, import.problem.day_or_month, line, value, taken, other)
        }
        ImportProblem::MissingParent { task, parent } => {
            let (task, parent) = (task.as_str(), parent.as_str());
            td_string!(locale, import.problem.missing_parent, task, parent)
        }
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
        ImportProblem::UnknownPeople { names, count, tasks } => {
            let names = listed(locale, names, *count);
            let (count, tasks) = (grouped(*count), grouped(*tasks));
            td_string!(locale, import.problem.unknown_people, names, count, tasks)
        }
        ImportProblem::OnlyFirstPerson { tasks } => {
            td_string!(locale, import.problem.only_first_person, tasks = grouped(*tasks))
        }
        ImportProblem::Bent { line, field, value, taken } => {
            let (line, field, value) = (*line, field.as_str(), value.as_str());
            let taken = self::taken(locale, *taken);
            td_string!(locale, import.problem.bent, line, field, value, taken)
        }
        ImportProblem::Schedule(problem) => problems::line(locale, problem, None),
        ImportProblem::More { count } => {
            td_string!(locale, import.problem.more, count = grouped(*count))
        }
    }
}

/// The first names of so many.
fn listed(locale: Locale, names: &[String], count: u32) -> String {
    let is_cut = u32::try_from(names.len()).is_ok_and(|listed| listed < count);
    names.join(separator(locale)) + if is_cut { "…" } else { "" }
}

/// What is taken in the place of a value that no plan can hold.
fn taken(locale: Locale, taken: Taken) -> String {
    match taken {
        Taken::NoTime => td_string!(locale, import.taken.no_time).to_owned(),
        Taken::Longest => td_string!(locale, import.taken.longest).to_owned(),
        Taken::Percent(percent) => format!("{percent}%"),
        Taken::Date(at) => dates::moment(datetime_at(at)),
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
        Verdict::Changed(_) => td_string!(locale, import.verdict.changed),
        Verdict::NotSupported => td_string!(locale, import.verdict.not_supported),
        Verdict::Derived => td_string!(locale, import.verdict.derived),
    }
}

/// What is different about a field that is taken over in another form; nothing about the others.
#[must_use]
pub fn change(locale: Locale, verdict: Verdict) -> Option<&'static str> {
    let Verdict::Changed(change) = verdict else { return None };
    Some(match change {
        Change::Numbers => td_string!(locale, import.change.numbers),
        Change::Outline => td_string!(locale, import.change.outline),
        Change::Dates => td_string!(locale, import.change.dates),
        Change::Bounds => td_string!(locale, import.change.bounds),
        Change::Priority => td_string!(locale, import.change.priority),
        Change::Remaining => td_string!(locale, import.change.remaining),
        Change::Effort => td_string!(locale, import.change.effort),
        Change::Pauses => td_string!(locale, import.change.pauses),
        Change::WorkedTime => td_string!(locale, import.change.worked_time),
        Change::ByHand => td_string!(locale, import.change.by_hand),
        Change::WholeCalendars => td_string!(locale, import.change.whole_calendars),
        Change::Assignee => td_string!(locale, import.change.assignee),
        Change::Done => td_string!(locale, import.change.done),
        Change::Milestone => td_string!(locale, import.change.milestone),
        Change::Offered => td_string!(locale, import.change.offered),
        Change::PlansOwn => td_string!(locale, import.change.plans_own),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_xml_is_said_in_the_language_of_the_reader() {
        let (begun, ended) = ("Task".to_owned(), "Tasks".to_owned());
        for fault in [
            XmlFault::OpenTag,
            XmlFault::OpenSection,
            XmlFault::Unfinished,
            XmlFault::Reference,
            XmlFault::TooDeep,
            XmlFault::TooMany,
            XmlFault::Other,
        ] {
            let said = xml(Locale::zh_CN, &fault);
            assert!(!said.chars().any(|c| c.is_ascii_alphabetic()), "{said}");
            assert!(xml(Locale::en, &fault).is_ascii(), "{fault:?}");
        }
        let fault = XmlFault::WrongEnd { begun, ended };
        let said = refusal(Locale::en, &ImportRefusal::Xml { line: 7, fault });
        assert!(said.starts_with("Line 7 is not sound XML: “Tasks” ends where “Task”"), "{said}");
    }
}
