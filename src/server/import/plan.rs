//! What a Microsoft Project file means as a plan.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use domain::plan::draft::{ImportProblem, ImportReport, Verdict};
use domain::plan::filed::SLOTS;
use domain::plan::link::{Lag, LinkKind};
use domain::plan::task::DURATION_MAX;
use domain::plan::{
    Constraint, ConstraintKind, Dated, Filed, FiledBaseline, Link, PlanDraft, Priority, Rank,
    Settings, Task, TaskDuration, Unit,
};
use domain::time::{FIRST_DAY, Minute, start_of};
use domain::{CalendarId, TaskId, text};
use uuid::Uuid;

use super::calendars::Calendars;
use super::crew::Crew;
use super::raw::{RawLink, RawPlan, RawTask};
use super::{fates, name_or, note, one_line};

/// Fields that are taken over as they are.
const KEPT: &str = "Name OutlineLevel Duration DurationFormat Milestone Manual ManualStart \
    ManualFinish ConstraintType ConstraintDate Deadline CalendarUID PercentComplete ActualStart \
    ActualFinish PredecessorLink Active Notes LevelingDelay LevelingDelayFormat Baseline \
    Baseline/Work \
    Project/Name Project/Title Project/StartDate Project/FinishDate Project/ScheduleFromStart \
    Project/CalendarUID Project/MinutesPerDay Project/MinutesPerWeek Project/CriticalSlackLimit \
    Project/DaysPerMonth Project/MultipleCriticalPaths Project/HonorConstraints \
    Calendar/Name Calendar/WeekDays Calendar/Exceptions Calendar/WorkWeeks ";
/// The most days of float that still count as critical.
const CRITICAL_DAYS_MAX: i64 = 10_000;

/// The draft of a file; `file_name` names a plan that has no name itself.
pub(super) fn draft(raw: RawPlan, file_name: &str, ids: &mut dyn FnMut() -> Uuid) -> PlanDraft {
    let RawPlan { calendars, tasks, resources, assignments, account, problems, .. } = raw;
    let mut calendars = Calendars::new(calendars, ids);
    let calendar = calendars.id_or_office(raw.calendar, ids);
    let rows: Vec<&RawTask> = tasks.iter().filter(|task| task.uid != 0 || task.level > 0).collect();
    let task_calendars: Vec<Option<CalendarId>> =
        rows.iter().map(|row| row.calendar.and_then(|uid| calendars.id(uid, ids))).collect();
    let crew = Crew::of(&resources, &assignments, &mut calendars, ids);

    let fields = account.notes(verdict);
    let mut report = ImportReport { fields, problems, ..ImportReport::default() };
    std::mem::take(&mut calendars.problems).into_iter().for_each(|problem| report.note(problem));
    let mut reading = Reading { report, ids };
    let mut drafted = reading.tasks(&rows);
    let summaries: BTreeSet<TaskId> = drafted.iter().filter_map(|task| task.parent).collect();
    for ((task, row), own) in drafted.iter_mut().zip(&rows).zip(&task_calendars) {
        task.calendar = own.filter(|own| *own != calendar);
        // What a summary takes and how much of it is left follows from its tasks.
        if summaries.contains(&task.id) {
            continue;
        }
        task.shape = crew.shape(row, task, own.unwrap_or(calendar), &calendars).map(Box::new);
        task.remaining = remaining(task, row);
        task.estimate = row.work.filter(|work| (1..=DURATION_MAX).contains(work));
        crew.take_effort(row, task, own.unwrap_or(calendar));
    }
    let links = reading.links(&rows, &drafted);
    let people = rows
        .iter()
        .zip(&drafted)
        .filter_map(|(row, task)| Some((task.id, crew.first_name(row.uid)?)));
    let people = people.collect();
    let mut report = reading.report;
    let shared = rows.iter().filter(|row| crew.is_shared(row.uid)).count();
    report.note_first_persons(shared);

    let name = [&raw.title, &raw.name].into_iter().find(|name| !is_placeholder(name));
    let starts = rows.iter().filter_map(|row| row.start).min();
    let start = raw.start.or(starts).or(raw.finish).unwrap_or(start_of(FIRST_DAY));
    let minutes_per_day = within(raw.minutes_per_day, 1..=1440, 480);
    PlanDraft {
        name: name_or(name.map_or("", String::as_str), file_name),
        settings: Settings {
            finish: raw.finish.filter(|_| raw.is_from_finish),
            critical_float: raw.critical_days.clamp(0, CRITICAL_DAYS_MAX) * minutes_per_day,
            has_many_critical_paths: raw.has_many_critical_paths,
            constraints_yield: raw.constraints_yield,
            minutes_per_day,
            minutes_per_week: within(raw.minutes_per_week, 1..=7 * 1440, 2400),
            days_per_month: within(raw.days_per_month, 1..=31, 20),
            ..Settings::new(start, calendar)
        },
        calendars: calendars.made.into_iter().map(|(calendar, _)| calendar).collect(),
        has_own_time: true,
        stated: drafted.iter().zip(&rows).map(stated).collect(),
        uids: drafted.iter().map(|task| task.id).zip(rows.iter().map(|row| row.uid)).collect(),
        links,
        people,
        baselines: baselines(&rows, &drafted),
        status_date: raw.status_date,
        tasks: drafted,
        report,
    }
}

/// The baselines of a file, by their numbers.
fn baselines(rows: &[&RawTask], tasks: &[Task]) -> Vec<FiledBaseline> {
    let mut slots: BTreeMap<u8, BTreeMap<TaskId, Filed>> = BTreeMap::new();
    for (row, task) in rows.iter().zip(tasks) {
        for raw in &row.baselines {
            let slot = u8::try_from(raw.number).ok().filter(|slot| *slot < SLOTS);
            let Some(slot) = slot else { continue };
            let minutes = raw.minutes.unwrap_or(row.duration);
            let (start, finish, work) = (raw.start, raw.finish, raw.work);
            let filed = Filed { start, finish, minutes, work };
            slots.entry(slot).or_default().insert(task.id, filed);
        }
    }
    slots.into_iter().map(|(slot, tasks)| FiledBaseline { slot, tasks }).collect()
}

fn verdict(field: &str) -> Verdict {
    let is_kept = KEPT.split_ascii_whitespace().any(|other| other == field);
    if is_kept { Verdict::Kept } else { fates::otherwise(field) }
}

/// Names that programs give by themselves.
fn is_placeholder(name: &str) -> bool {
    name.is_empty() || name.eq_ignore_ascii_case("project.xml")
}

fn within(value: Option<i64>, range: std::ops::RangeInclusive<i64>, usual: i64) -> i64 {
    value.filter(|value| range.contains(value)).unwrap_or(usual)
}

/// Turns rows into tasks and links, and remembers what needs attention.
struct Reading<'i> {
    report: ImportReport,
    ids: &'i mut dyn FnMut() -> Uuid,
}

impl Reading<'_> {
    fn tasks(&mut self, rows: &[&RawTask]) -> Vec<Task> {
        let parents = parents(rows);
        let mut ranks = sibling_ranks(&parents);
        let mut tasks: Vec<Task> = Vec::with_capacity(rows.len());
        for (place, row) in rows.iter().enumerate() {
            let rank = ranks.get_mut(&parents[place]).and_then(Iterator::next);
            let rank = rank.unwrap_or_else(|| Rank::between(None, None));
            let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
            let mut task = Task::new(TaskId((self.ids)()), number, self.title(row), rank);
            task.parent = parents[place].map(|parent| tasks[parent].id);
            fill(&mut task, row);
            if row.notes.chars().count() > text::NOTE_MAX {
                self.report.note(ImportProblem::NoteCut { task: task.title.clone() });
            }
            tasks.push(task);
        }
        tasks
    }

    fn title(&mut self, row: &RawTask) -> String {
        let number = format!("#{}", row.uid);
        let title = name_or(&row.name, &number);
        if title == number && row.name.trim() != number {
            self.report.note(ImportProblem::Untitled { line: row.line, title: number });
        } else if one_line(&row.name).chars().count() > text::NAME_MAX {
            self.report.note(ImportProblem::TitleCut { title: super::shown(&title) });
        }
        title
    }

    fn links(&mut self, rows: &[&RawTask], tasks: &[Task]) -> Vec<Link> {
        let mut by_uid: BTreeMap<i64, (&Task, u32)> = BTreeMap::new();
        for (row, task) in rows.iter().zip(tasks) {
            match by_uid.entry(row.uid) {
                Entry::Vacant(place) => {
                    place.insert((task, row.line));
                }
                Entry::Occupied(place) => {
                    let (number, line, first) = (row.uid.to_string(), row.line, place.get().1);
                    self.report.note(ImportProblem::DoubleNumber { number, line, first });
                }
            }
        }
        let mut pairs: BTreeSet<(TaskId, TaskId)> = BTreeSet::new();
        let mut links = Vec::new();
        for (raw, to) in
            rows.iter().zip(tasks).flat_map(|(row, to)| row.links.iter().zip(std::iter::repeat(to)))
        {
            let from = by_uid.get(&raw.from).filter(|_| !raw.is_cross_project);
            let Some((from, _)) = from else {
                self.report.note(ImportProblem::MissingPredecessor {
                    task: to.title.clone(),
                    predecessor: format!("#{}", raw.from),
                });
                continue;
            };
            if let Err(problem) = may_link(from, to, &mut pairs) {
                self.report.note(problem);
                continue;
            }
            let (kind, lag) = (link_kind(raw), lag(raw));
            links.push(Link::new(from.id, to.id, kind, lag));
        }
        links
    }
}

/// Whether two tasks can be linked: not to itself, and only once.
pub(super) fn may_link(
    from: &Task,
    to: &Task,
    pairs: &mut BTreeSet<(TaskId, TaskId)>,
) -> Result<(), ImportProblem> {
    let (first, second) = (from.title.clone(), to.title.clone());
    if from.id == to.id {
        let path = vec![first.clone(), second.clone()];
        return Err(ImportProblem::Loop { from: first, to: second, path });
    }
    if pairs.insert((from.id, to.id)) {
        Ok(())
    } else {
        Err(ImportProblem::DoubleLink { from: first, to: second })
    }
}

/// The row above each row in the outline: the last one before it that lies higher.
fn parents(rows: &[&RawTask]) -> Vec<Option<usize>> {
    let mut above: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(rows.len());
    for (place, row) in rows.iter().enumerate() {
        while above.last().is_some_and(|last| rows[*last].level >= row.level) {
            above.pop();
        }
        parents.push(above.last().copied());
        above.push(place);
    }
    parents
}

/// Ranks for the children of every row, in order.
pub(super) fn sibling_ranks(
    parents: &[Option<usize>],
) -> BTreeMap<Option<usize>, std::vec::IntoIter<Rank>> {
    let mut counts: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for parent in parents {
        *counts.entry(*parent).or_default() += 1;
    }
    counts.into_iter().map(|(parent, count)| (parent, Rank::sequence(count).into_iter())).collect()
}

/// Everything of a task that stands in its own row.
fn fill(task: &mut Task, row: &RawTask) {
    task.duration = duration(row);
    task.is_milestone = row.is_milestone;
    task.is_inactive = row.is_inactive;
    task.constraint = constraint(row);
    task.deadline = row.deadline;
    task.priority = row.priority.map_or(Priority::Medium, priority);
    task.percent = u8::try_from(row.percent.clamp(0, 100)).unwrap_or(0);
    task.actual = in_order(row.actual_start, row.actual_finish);
    if row.is_manual || row.is_external {
        let start = row.manual_start.or(row.start);
        // Where only the start was set, the duration says when the work ends.
        let finish = row.finish.filter(|_| row.manual_start.is_none());
        task.manual = Some(in_order(start, row.manual_finish.or(finish)));
    }
    task.description = note(&row.notes);
}

/// What is left of work that has begun, where the percentage says something else: programs round
/// that, so a hundredth more or less is the same.
fn remaining(task: &Task, row: &RawTask) -> Option<i64> {
    let left = row.remaining.filter(|left| (0..=DURATION_MAX).contains(left))?;
    let is_under_way = row.actual_start.is_some() && row.actual_finish.is_none();
    let is_interrupted = task.shape.as_ref().is_some_and(|shape| shape.resume.is_some());
    let usual = row.duration * i64::from(100 - task.percent) / 100;
    let differs = (left - usual).abs() > row.duration / 100 + 1;
    (is_interrupted || (is_under_way && differs)).then_some(left)
}

/// The dates that the file states for a task.
fn stated((task, row): (&Task, &&RawTask)) -> (TaskId, Dated) {
    (task.id, Dated { start: row.start, finish: row.finish })
}

/// A start and a finish; a finish before the start is left out.
pub(super) fn in_order(start: Option<Minute>, finish: Option<Minute>) -> Dated {
    let finish = finish.filter(|finish| start.is_none_or(|start| start <= *finish));
    Dated { start, finish }
}

/// The format numbers units in pairs, working and elapsed; beyond 35 they are estimates.
fn duration(row: &RawTask) -> TaskDuration {
    let format =
        if row.duration_format >= 35 { row.duration_format - 32 } else { row.duration_format };
    let unit = match format {
        3 | 4 => Unit::Minutes,
        5 | 6 => Unit::Hours,
        9 | 10 => Unit::Weeks,
        11 | 12 => Unit::Months,
        _ => Unit::Days,
    };
    let is_elapsed = matches!(format, 4 | 6 | 8 | 10 | 12 | 20);
    TaskDuration { minutes: row.duration, unit, is_elapsed }
}

/// The format counts from 0 to 1000, and most tasks have 500.
const fn priority(number: i64) -> Priority {
    match number {
        ..400 => Priority::Low,
        400..=600 => Priority::Medium,
        601..=850 => Priority::High,
        851.. => Priority::Urgent,
    }
}

fn constraint(row: &RawTask) -> Option<Constraint> {
    let kind = match row.constraint {
        1 => return Some(Constraint { kind: ConstraintKind::AsLateAsPossible, at: 0 }),
        2 => ConstraintKind::MustStartOn,
        3 => ConstraintKind::MustFinishOn,
        4 => ConstraintKind::StartNoEarlierThan,
        5 => ConstraintKind::StartNoLaterThan,
        6 => ConstraintKind::FinishNoEarlierThan,
        7 => ConstraintKind::FinishNoLaterThan,
        _ => return None,
    };
    Some(Constraint { kind, at: row.constraint_date? })
}

fn link_kind(raw: &RawLink) -> LinkKind {
    match raw.kind {
        0 => LinkKind::FinishToFinish,
        2 => LinkKind::StartToFinish,
        3 => LinkKind::StartToStart,
        _ => LinkKind::FinishToStart,
    }
}

/// Lags are written in tenths of a minute, except those in percent.
fn lag(raw: &RawLink) -> Lag {
    let format = if raw.lag_format >= 35 { raw.lag_format - 32 } else { raw.lag_format };
    match format {
        19 | 20 => Lag::Percent(i32::try_from(raw.lag.clamp(-100_000, 100_000)).unwrap_or(0)),
        4 | 6 | 8 | 10 | 12 => Lag::Elapsed(raw.lag / 10),
        _ => Lag::Working(raw.lag / 10),
    }
}
