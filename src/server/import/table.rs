//! Tables: CSV, and the same with tabs or semicolons, from many programs, by their headings.

mod cells;
mod columns;
mod quotes;
mod rows;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};

use domain::plan::draft::{ImportProblem, ImportRefusal, ImportReport, Verdict};
use domain::plan::{
    Constraint, ConstraintKind, Link, PlanDraft, Rank, Settings, Task, TaskDuration,
};
use domain::time::{self, FIRST_DAY, Minute, start_of};
use domain::{TaskId, text};
use uuid::Uuid;

use super::plan::{in_order, may_link, sibling_ranks};
use super::{Home, cut, name_or, note, one_line, shown};
use cells::{Lengths, Moment};
use columns::Column;
use rows::{Place, Row};
use sheet::Sheet;

/// Longest that kind and lag of a link are written, in characters.
const LINK_MAX: usize = 40;

/// The draft of a table named `name`. A table has no working time: its dates and lengths are read
/// in that of `home`. One without any date starts on the first day that a plan may hold: the plan
/// that it comes into knows its own start.
///
/// # Errors
/// `UnknownFormat` and `NoNameColumn` for text that is no table of tasks, `BadValue`,
/// `DateOutOfRange`, `FieldTooLong`, `OpenQuote` and `TooManyRows` with their line.
pub(super) fn draft(
    text: &str,
    name: &str,
    home: Home,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<PlanDraft, ImportRefusal> {
    let sheet = Sheet::read(text)?;
    let Home { calendar, settings } = home;
    let lengths = Lengths::of(&settings);
    let mut report = ImportReport { fields: sheet.notes(), ..ImportReport::default() };
    let rows = rows::read(&sheet, lengths, &mut report)?;
    let reckoning = calendar.to_planner();
    let mut reading = Reading { report, calendar: &reckoning, lengths, ids };
    let order = rows::in_tree_order(&rows, &mut reading.report);
    let tasks = reading.tasks(&rows, &order);
    let links = reading.links(&rows, &order, &tasks);
    let mut report = reading.report;
    let shared = rows.iter().filter(|row| people_in(&row.assignee).nth(1).is_some());
    report.note_first_persons(shared.count());
    let in_order = || order.iter().map(|place| &rows[place.row]);
    let uids = in_order().map(|row| row.uid);
    let people = tasks
        .iter()
        .zip(in_order())
        .filter_map(|(task, row)| Some((task.id, people_in(&row.assignee).next()?)));
    Ok(PlanDraft {
        name: name_or(name, ""),
        settings: Settings { start: start_of_plan(&rows), ..settings },
        uids: tasks.iter().map(|task| task.id).zip(uids).collect(),
        stated: Vec::new(),
        baselines: Vec::new(),
        status_date: None,
        people: people.collect(),
        calendars: vec![calendar],
        has_own_time: false,
        links,
        report,
        tasks,
    })
}

fn start_of_plan(rows: &[Row]) -> Minute {
    let starts = rows.iter().filter_map(|row| row.start);
    let dates = starts.min_by_key(|start| from(*start)).map(from);
    let finishes = rows.iter().filter_map(|row| row.finish).map(|at| start_of(at.day));
    dates.or(finishes.min()).unwrap_or(start_of(FIRST_DAY))
}

/// A start without a time is the beginning of its day.
fn from(at: Moment) -> Minute {
    start_of(at.day) + at.minute.map_or(0, Minute::from)
}

/// A finish without a time is the end of its day.
fn until(at: Moment) -> Minute {
    start_of(at.day) + at.minute.map_or(time::DAY, Minute::from)
}

/// The people in a cell, without the shares that schedulers write behind names.
fn people_in(cell: &str) -> impl Iterator<Item = String> + '_ {
    let names = cell.split([',', ';', '，', '；', '、']);
    let names = names.filter_map(|one| one.split('[').next());
    names.map(|name| cut(&one_line(name), text::NAME_MAX)).filter(|name| !name.is_empty())
}

/// Turns rows into tasks and links, and remembers what needs attention.
struct Reading<'i> {
    report: ImportReport,
    calendar: &'i planner::Calendar,
    lengths: Lengths,
    ids: &'i mut dyn FnMut() -> Uuid,
}

impl Reading<'_> {
    fn tasks(&mut self, rows: &[Row], order: &[Place]) -> Vec<Task> {
        let parents: Vec<Option<usize>> = order.iter().map(|place| place.parent).collect();
        let summaries: BTreeSet<usize> = parents.iter().flatten().copied().collect();
        let mut ranks = sibling_ranks(&parents);
        let mut tasks: Vec<Task> = Vec::with_capacity(order.len());
        for (number, place) in order.iter().enumerate() {
            let row = &rows[place.row];
            let rank = ranks.get_mut(&place.parent).and_then(Iterator::next);
            let rank = rank.unwrap_or_else(|| Rank::between(None, None));
            let id = TaskId((self.ids)());
            let shown_number = u32::try_from(number + 1).unwrap_or(u32::MAX);
            let mut task = Task::new(id, shown_number, self.title(row), rank);
            task.parent = place.parent.map(|parent| tasks[parent].id);
            task.description = note(&row.notes);
            task.priority = row.priority;
            task.labels.clone_from(&row.labels);
            if row.notes.chars().count() > text::NOTE_MAX {
                self.report.note(ImportProblem::NoteCut { task: task.title.clone() });
            }
            if !summaries.contains(&number) {
                self.fill(&mut task, row);
            }
            tasks.push(task);
        }
        tasks
    }

    fn title(&mut self, row: &Row) -> String {
        let place = format!("#{}", row.line);
        let title = name_or(&row.name, &place);
        if title == place && row.name.trim() != place {
            self.report.note(ImportProblem::Untitled { line: row.line, title: place });
        } else if one_line(&row.name).chars().count() > text::NAME_MAX {
            self.report.note(ImportProblem::TitleCut { title: shown(&title) });
        }
        title
    }

    /// Dates, duration and progress of a task without sub-tasks.
    fn fill(&mut self, task: &mut Task, row: &Row) {
        let (start, finish) = (row.start.map(from), row.finish.map(until));
        task.is_milestone = row.is_milestone || row.duration.is_some_and(|own| own.minutes == 0);
        task.duration = match (row.duration, start.zip(finish)) {
            (Some(duration), _) => duration,
            (None, _) if task.is_milestone => TaskDuration::ZERO,
            (None, Some((start, finish))) => self.between(task, start, finish),
            (None, None) => TaskDuration::days(1, self.lengths.day),
        };
        let at = match (start, finish) {
            (Some(start), _) => Some(start),
            (None, Some(finish)) if task.is_milestone => Some(finish),
            (None, finish) => {
                task.deadline = finish.filter(|finish| time::is_plannable(*finish));
                None
            }
        };
        // What waits for others is placed by them.
        let is_free = row.predecessors.is_empty() && row.unique_predecessors.is_empty();
        task.constraint = at
            .filter(|at| is_free && time::is_plannable(*at))
            .map(|at| Constraint { kind: ConstraintKind::StartNoEarlierThan, at });
        task.percent = row.percent;
        task.actual = in_order(row.actual_start.map(from), row.actual_finish.map(until));
        if task.actual.finish.is_some() {
            task.percent = 100;
        }
    }

    fn between(&mut self, task: &Task, start: Minute, finish: Minute) -> TaskDuration {
        if finish < start {
            self.report.note(ImportProblem::FinishBeforeStart { task: task.title.clone() });
            return TaskDuration::days(1, self.lengths.day);
        }
        let minutes = self.calendar.working_between(start, finish);
        // Work on days that are free here takes at least the days that it took there.
        let days = (finish - start + time::DAY - 1) / time::DAY;
        let minutes = if minutes == 0 { days * self.lengths.day } else { minutes };
        TaskDuration { minutes, ..TaskDuration::ZERO }
    }

    fn links(&mut self, rows: &[Row], order: &[Place], tasks: &[Task]) -> Vec<Link> {
        let index = self.index(rows, order);
        let mut pairs = BTreeSet::new();
        let mut links = Vec::new();
        for (place, to) in order.iter().zip(tasks) {
            let row = &rows[place.row];
            let cells = [
                (&row.predecessors, [&index.ids, &index.wbs, &index.names]),
                (&row.unique_predecessors, [&index.uids, &index.ids, &index.names]),
            ];
            for (cell, known) in cells {
                for reference in references(cell, &known, self.lengths) {
                    match reference {
                        Ok((from, kind, lag)) => match may_link(&tasks[from], to, &mut pairs) {
                            Ok(()) => {
                                links.push(Link::new(tasks[from].id, to.id, kind, lag));
                            }
                            Err(problem) => self.report.note(problem),
                        },
                        Err(predecessor) => {
                            let task = to.title.clone();
                            let problem = ImportProblem::MissingPredecessor { task, predecessor };
                            self.report.note(problem);
                        }
                    }
                }
            }
        }
        links
    }

    /// The tasks by everything that a reference may name.
    fn index<'r>(&mut self, rows: &'r [Row], order: &[Place]) -> Index<'r> {
        let mut index = Index::default();
        for (task, place) in order.iter().enumerate() {
            let row = &rows[place.row];
            index.names.entry(row.name.as_str()).or_insert(task);
            index.wbs.entry(row.wbs.as_str()).or_insert(task);
            index.uids.entry(row.unique_id.as_str()).or_insert(task);
            if let Some(known) = index.ids.get(row.id.as_str()) {
                let (number, first) = (row.id.clone(), rows[order[*known].row].line);
                let problem = ImportProblem::DoubleNumber { number, line: row.line, first };
                self.report.note(problem);
            } else {
                index.ids.insert(row.id.as_str(), task);
            }
        }
        index
    }
}

/// Places in the order of tasks, by what a table calls them.
#[derive(Default)]
struct Index<'r> {
    ids: BTreeMap<&'r str, usize>,
    uids: BTreeMap<&'r str, usize>,
    wbs: BTreeMap<&'r str, usize>,
    names: BTreeMap<&'r str, usize>,
}

type Reference = Result<(usize, domain::plan::link::LinkKind, domain::plan::link::Lag), String>;

/// The predecessors in a cell; what is not found is given back as it is written.
fn references(cell: &str, known: &[&BTreeMap<&str, usize>; 3], lengths: Lengths) -> Vec<Reference> {
    if cells::is_nothing(cell) {
        return Vec::new();
    }
    // A title may hold the marks that part predecessors.
    if let Some(found) = reference(cell, known, lengths) {
        return vec![Ok(found)];
    }
    let parts = cell.split([';', ',', '；', '，', '、', '\n']);
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| reference(part, known, lengths).ok_or_else(|| shown(part))).collect()
}

/// The longest beginning that names a task before something that reads as link kind and lag.
fn reference(
    text: &str,
    known: &[&BTreeMap<&str, usize>; 3],
    lengths: Lengths,
) -> Option<(usize, domain::plan::link::LinkKind, domain::plan::link::Lag)> {
    let text = text.trim().trim_start_matches('#');
    if text.len() > 4 * text::NAME_MAX {
        return None;
    }
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]).rev();
    ends.take(LINK_MAX).take_while(|end| *end > 0).find_map(|end| {
        let key = text[..end].trim();
        let task = known.iter().find_map(|known| known.get(key))?;
        let (kind, lag) = cells::link(&text[end..], lengths)?;
        Some((*task, kind, lag))
    })
}

impl Sheet {
    /// What becomes of each column, and how many rows fill it.
    fn notes(&self) -> Vec<domain::plan::draft::FieldNote> {
        let mut account = super::account::Account::default();
        for record in &self.records {
            for (heading, cell) in self.headings.iter().zip(record.cells.iter()) {
                if !heading.is_empty() {
                    account.note(heading, cell);
                }
            }
        }
        account.notes(|heading| {
            columns::known(heading)
                .map_or(Verdict::NotSupported, |(column, _)| columns::verdict(column))
        })
    }
}
