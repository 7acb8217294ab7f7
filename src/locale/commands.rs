//! What the commands of the program say.

use domain::plan::draft::{FieldNote, ImportReport, Verdict};
use domain::plan::{Comparison, DateDifference};
use domain::time::{Minute, datetime_at};

use crate::numbers::grouped;
use crate::{Locale, dates, imports, reasons, td_string};

/// The column of parts with the gap behind it, in cells of a terminal.
const PART_WIDTH: usize = 11;

/// The account of a reading as lines of text.
#[must_use]
pub fn account(locale: Locale, report: &ImportReport) -> String {
    let problems = problems(locale, report).into_iter().map(|line| line + "\n");
    facts(locale, report) + &problems.collect::<String>()
}

/// What needs attention, a line each.
#[must_use]
pub fn problems(locale: Locale, report: &ImportReport) -> Vec<String> {
    let problems = report.problems.iter();
    problems.map(|problem| format!("! {}", imports::problem(locale, problem))).collect()
}

/// What a file holds and what becomes of it, as lines of text.
#[must_use]
pub fn facts(locale: Locale, report: &ImportReport) -> String {
    let mut lines = vec![counts(locale, report)];
    if let Some(at) = report.status_date {
        lines.push(td_string!(locale, command.status_date, moment = moment(at)));
    }
    lines.extend(fields(locale, &report.fields));
    let Comparison { compared, differing, listed } = &report.dates;
    if *compared > 0 {
        let (compared, differing) = (*compared, *differing);
        lines.push(td_string!(
            locale,
            command.differing,
            differing = grouped(differing),
            compared = grouped(compared)
        ));
    }
    lines.extend(listed.iter().map(|one| differs(locale, one)));
    lines.join("\n") + "\n"
}

/// How much of everything a file holds.
fn counts(locale: Locale, report: &ImportReport) -> String {
    td_string!(
        locale,
        command.counts,
        tasks = grouped(report.tasks),
        milestones = grouped(report.milestones),
        summaries = grouped(report.summaries),
        links = grouped(report.links),
        calendars = grouped(report.calendars),
        baselines = grouped(report.baselines)
    )
}

/// What becomes of each field; those that follow from others stand together on the last line.
fn fields(locale: Locale, notes: &[FieldNote]) -> Vec<String> {
    let (derived, others): (Vec<_>, Vec<_>) =
        notes.iter().partition(|note| note.verdict == Verdict::Derived);
    let line = |FieldNote { field, verdict, count }: &FieldNote| {
        let what = imports::verdict(locale, *verdict);
        let change = imports::change(locale, *verdict).map(|said| format!(": {said}"));
        format!("{what:14} {field} ({count}){}", change.unwrap_or_default())
    };
    let mut lines: Vec<String> = others.into_iter().map(line).collect();
    if !derived.is_empty() {
        let names: Vec<&str> = derived.into_iter().map(|note| note.field.as_str()).collect();
        let what = imports::verdict(locale, Verdict::Derived);
        lines.push(format!("{what}: {}", names.join(", ")));
    }
    lines
}

/// Where a task lies in the file and here, and why.
fn differs(locale: Locale, one: &DateDifference) -> String {
    let (from, to) = (moment(one.file.0), moment(one.file.1));
    let (ours_from, ours_to) = (moment(one.ours.0), moment(one.ours.1));
    let why = reasons::sentence(locale, &one.reason);
    let title = one.title.as_str();
    let words = td_string!(locale, command.differs, title, from, to, ours_from, ours_to, why);
    format!("~ {words}")
}

fn moment(at: Minute) -> String {
    dates::moment(datetime_at(at))
}

/// From which day a plan was worked out whose file names no date.
#[must_use]
pub fn worked_from(locale: Locale, start: Minute) -> String {
    let day = datetime_at(start).format("%Y-%m-%d").to_string();
    td_string!(locale, command.worked_from, day)
}

/// A plan has come into a project.
#[must_use]
pub fn imported(locale: Locale, project: &str) -> String {
    td_string!(locale, command.imported, project)
}

/// A project's plan has been written to a file.
#[must_use]
pub fn exported(locale: Locale, project: &str, file: &str) -> String {
    td_string!(locale, command.exported, project, file)
}

/// There is no project with a key.
#[must_use]
pub fn no_such_project(locale: Locale, project: &str) -> String {
    td_string!(locale, command.no_such_project, project)
}

/// An import needs a project.
#[must_use]
pub fn project_needed(locale: Locale) -> &'static str {
    td_string!(locale, command.project_needed)
}

/// What was found, one behind the other.
#[must_use]
pub fn joined(locale: Locale, found: &[String]) -> String {
    found.join(match locale {
        Locale::zh_CN => "；",
        Locale::en => "; ",
    })
}

/// A part of what was looked at, and what was found in it; the parts stand in a column.
#[must_use]
pub fn part(part: &str, found: &str) -> String {
    let width: usize = part.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    format!("{part}{:1$}{found}", "", PART_WIDTH.saturating_sub(width).max(1))
}

/// The sample has been put in, or taken out.
#[must_use]
pub fn sample(locale: Locale, is_there: bool) -> &'static str {
    match is_there {
        true => td_string!(locale, command.sample_there),
        false => td_string!(locale, command.sample_gone),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_in_a_column_in_both_languages() {
        assert_eq!(part("files", "2"), "files      2");
        assert_eq!(part("无主内容", "2 份"), "无主内容   2 份");
        let found = ["a".to_owned(), "b".to_owned()];
        assert_eq!(joined(Locale::en, &found), "a; b");
        assert_eq!(joined(Locale::zh_CN, &found), "a；b");
    }

    #[test]
    fn an_account_needs_no_plural_forms() {
        let report = ImportReport { tasks: 1, calendars: 1, ..ImportReport::default() };
        let told = account(Locale::en, &report);
        assert!(told.starts_with("Tasks: 1 (milestones: 0). ") && told.ends_with(".\n"), "{told}");
        assert!(account(Locale::zh_CN, &report).starts_with("任务 1 个"));
        let dated = ImportReport { status_date: Some(0), ..report };
        assert!(account(Locale::en, &dated).ends_with("\nStatus date: 1970-01-01 00:00\n"));
    }
}
