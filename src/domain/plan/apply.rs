//! Applying operations: total, checked, and answered with the inverse.

mod check;

use std::collections::BTreeSet;

use super::op::{PlanOp, TaskChange};
use super::schedule::first_loop;
use super::task::{DURATION_MAX, TaskDuration};
use super::{Calendar, Column, Iteration, Link, Plan, Settings, Task};
use crate::{CalendarId, ColumnId, IterationId, LinkId, Refusal, TaskId, text, time};
use check::{check_link_ends, check_place, check_task};

/// Most tasks that one operation may add.
pub const TASKS_MAX: usize = 100_000;

/// Applies an operation and returns its inverse; a refusal leaves the plan as it was.
///
/// # Errors
/// The reason why a rule says no.
pub fn apply(plan: &mut Plan, op: &PlanOp) -> Result<PlanOp, Refusal> {
    match op {
        PlanOp::Add { tasks, links } => add(plan, tasks, links),
        PlanOp::Remove { tasks } => remove(plan, tasks),
        PlanOp::Change { task, to } => change(plan, *task, to),
        PlanOp::Link(link) => put_link(plan, link),
        PlanOp::Unlink(link) => unlink(plan, *link),
        PlanOp::PutCalendar(calendar) => put_calendar(plan, calendar),
        PlanOp::RemoveCalendar(calendar) => remove_calendar(plan, *calendar),
        PlanOp::PutColumn(column) => put_column(plan, column),
        PlanOp::RemoveColumn(column) => remove_column(plan, *column),
        PlanOp::PutIteration(iteration) => put_iteration(plan, iteration),
        PlanOp::RemoveIteration(iteration) => remove_iteration(plan, *iteration),
        PlanOp::Configure(settings) => configure(plan, settings),
        PlanOp::Batch(ops) => batch(plan, ops),
    }
}

fn batch(plan: &mut Plan, ops: &[PlanOp]) -> Result<PlanOp, Refusal> {
    let mut inverses = Vec::with_capacity(ops.len());
    for op in ops {
        match apply(plan, op) {
            Ok(inverse) => inverses.push(inverse),
            Err(refusal) => {
                for inverse in inverses.iter().rev() {
                    take_back_step(plan, inverse);
                }
                return Err(refusal);
            }
        }
    }
    inverses.reverse();
    Ok(PlanOp::Batch(inverses))
}

/// Undoes a step of a batch that cannot be finished. Rules about what a board needs do not hold
/// here: the plan only returns to where it was.
fn take_back_step(plan: &mut Plan, inverse: &PlanOp) {
    match inverse {
        PlanOp::PutColumn(column) => {
            plan.columns.insert(column.id, column.clone());
        }
        PlanOp::RemoveColumn(column) => {
            plan.columns.remove(column);
        }
        PlanOp::Batch(inverses) => {
            inverses.iter().for_each(|inverse| take_back_step(plan, inverse));
        }
        _ => {
            apply(plan, inverse).expect("what was just done can be undone");
        }
    }
}

fn add(plan: &mut Plan, tasks: &[Task], links: &[Link]) -> Result<PlanOp, Refusal> {
    if tasks.len() > TASKS_MAX {
        return Err(Refusal::TooMany { max: u32::try_from(TASKS_MAX).unwrap_or(u32::MAX) });
    }
    let mut ids: BTreeSet<LinkId> = plan.links.keys().copied().collect();
    if links.iter().any(|link| !ids.insert(link.id)) {
        return Err(Refusal::Exists);
    }
    let added: Vec<TaskId> = tasks.iter().map(|task| task.id).collect();
    if let Err((refusal, inserted)) = insert_tasks(plan, tasks) {
        take_back(plan, &added[..inserted], &[]);
        return Err(refusal);
    }
    if let Err(refusal) = insert_links(plan, links, &added) {
        take_back(plan, &added, links);
        return Err(refusal);
    }
    Ok(PlanOp::Remove { tasks: roots_of(plan, &added) })
}

/// Inserts in order; a failure says how many were inserted before it.
fn insert_tasks(plan: &mut Plan, tasks: &[Task]) -> Result<(), (Refusal, usize)> {
    let mut numbers: BTreeSet<u32> = plan.tasks.values().map(|task| task.number).collect();
    for (place, task) in tasks.iter().enumerate() {
        check_task(plan, task).map_err(|refusal| (refusal, place))?;
        if plan.tasks.contains_key(&task.id) || !numbers.insert(task.number) {
            return Err((Refusal::Exists, place));
        }
        let title = text::name(&task.title).map_err(|refusal| (refusal, place))?;
        plan.tasks.insert(task.id, Task { title, ..task.clone() });
    }
    Ok(())
}

/// Inserts links that come with tasks: each touches one of them. Loops are looked for once, over
/// the whole plan, because many links may come at once.
fn insert_links(plan: &mut Plan, links: &[Link], added: &[TaskId]) -> Result<(), Refusal> {
    let added: BTreeSet<&TaskId> = added.iter().collect();
    let mut pairs: BTreeSet<_> = plan.links.values().map(|link| (link.from, link.to)).collect();
    for link in links {
        check_link_ends(plan, link)?;
        if !pairs.insert((link.from, link.to)) {
            return Err(Refusal::LinkExists);
        }
        if !added.contains(&link.from) && !added.contains(&link.to) {
            return Err(Refusal::Malformed);
        }
        plan.links.insert(link.id, link.clone());
    }
    if links.is_empty() {
        return Ok(());
    }
    let found = first_loop(plan);
    found.map_or(Ok(()), |path| Err(Refusal::WouldLoop { path: titles(plan, &path) }))
}

fn take_back(plan: &mut Plan, tasks: &[TaskId], links: &[Link]) {
    for task in tasks {
        plan.tasks.remove(task);
    }
    for link in links {
        plan.links.remove(&link.id);
    }
}

/// Those of the tasks whose parent is not among them.
fn roots_of(plan: &Plan, tasks: &[TaskId]) -> Vec<TaskId> {
    let all: BTreeSet<_> = tasks.iter().copied().collect();
    let is_root = |id: &&TaskId| {
        let parent = plan.tasks.get(id).and_then(|task| task.parent);
        !parent.is_some_and(|parent| all.contains(&parent))
    };
    tasks.iter().filter(is_root).copied().collect()
}

fn remove(plan: &mut Plan, tasks: &[TaskId]) -> Result<PlanOp, Refusal> {
    if tasks.iter().any(|task| !plan.tasks.contains_key(task)) {
        return Err(Refusal::Missing);
    }
    let going = with_descendants(plan, tasks);
    let is_touched = |link: &Link| going.contains(&link.from) || going.contains(&link.to);
    let links: Vec<Link> = plan.links.values().filter(|link| is_touched(link)).cloned().collect();
    for link in &links {
        plan.links.remove(&link.id);
    }
    let mut removed = Vec::with_capacity(going.len());
    for id in in_tree_order(plan, &going) {
        removed.extend(plan.tasks.remove(&id));
    }
    Ok(PlanOp::Add { tasks: removed, links })
}

/// The tasks and everything below them.
pub(super) fn with_descendants(plan: &Plan, tasks: &[TaskId]) -> BTreeSet<TaskId> {
    let mut all: BTreeSet<TaskId> = tasks.iter().copied().collect();
    loop {
        let below = plan.tasks.values().filter(|task| {
            !all.contains(&task.id) && task.parent.is_some_and(|parent| all.contains(&parent))
        });
        let below: Vec<TaskId> = below.map(|task| task.id).collect();
        if below.is_empty() {
            return all;
        }
        all.extend(below);
    }
}

/// The tasks with parents before children.
fn in_tree_order(plan: &Plan, tasks: &BTreeSet<TaskId>) -> Vec<TaskId> {
    let depth = |id: &TaskId| {
        let parents = std::iter::successors(plan.tasks.get(id), |task| {
            task.parent.and_then(|parent| plan.tasks.get(&parent))
        });
        parents.count()
    };
    let mut order: Vec<TaskId> = tasks.iter().copied().collect();
    order.sort_by_cached_key(|id| (depth(id), *id));
    order
}

fn change(plan: &mut Plan, id: TaskId, to: &TaskChange) -> Result<PlanOp, Refusal> {
    let Some(task) = plan.tasks.get(&id) else { return Err(Refusal::Missing) };
    let mut changed = task.clone();
    let was = swap(&mut changed, to);
    let former = follow_effort(&mut changed, to).filter(|_| !task.follows_effort());
    check_task(plan, &changed)?;
    if let TaskChange::Place { parent, .. } = to {
        check_place(plan, id, *parent)?;
    }
    plan.tasks.insert(id, changed);
    if matches!(to, TaskChange::Place { .. })
        && let Some(path) = first_loop(plan)
    {
        let refusal = Refusal::WouldLoop { path: titles(plan, &path) };
        let task = plan.tasks.get_mut(&id).expect("it was just inserted");
        swap(task, &was);
        return Err(refusal);
    }
    let was = PlanOp::change(id, was);
    Ok(match former {
        Some(said) => PlanOp::Batch(vec![was, PlanOp::change(id, TaskChange::Duration(said))]),
        None => was,
    })
}

/// Lets the duration follow from the effort that a change is about; what it was until then, where
/// that was something else.
fn follow_effort(task: &mut Task, to: &TaskChange) -> Option<TaskDuration> {
    if !matches!(to, TaskChange::Estimate(_) | TaskChange::Shares(_)) {
        return None;
    }
    let follows = task.effort_duration()?;
    let was = std::mem::replace(&mut task.duration, follows);
    (was != follows).then_some(was)
}

/// Puts the new value into the task and returns the old one.
fn swap(task: &mut Task, to: &TaskChange) -> TaskChange {
    use std::mem::replace;
    match to.clone() {
        TaskChange::Title(new) => {
            TaskChange::Title(replace(&mut task.title, text::name(&new).unwrap_or(new)))
        }
        TaskChange::Place { parent, rank } => TaskChange::Place {
            parent: replace(&mut task.parent, parent),
            rank: replace(&mut task.rank, rank),
        },
        TaskChange::Duration(new) => TaskChange::Duration(replace(&mut task.duration, new)),
        TaskChange::Constraint(new) => TaskChange::Constraint(replace(&mut task.constraint, new)),
        TaskChange::Manual(new) => TaskChange::Manual(replace(&mut task.manual, new)),
        TaskChange::Deadline(new) => TaskChange::Deadline(replace(&mut task.deadline, new)),
        TaskChange::Calendar(new) => TaskChange::Calendar(replace(&mut task.calendar, new)),
        TaskChange::Milestone(new) => TaskChange::Milestone(replace(&mut task.is_milestone, new)),
        TaskChange::FormerDuration(new) => {
            TaskChange::FormerDuration(replace(&mut task.former_duration, new))
        }
        TaskChange::Inactive(new) => TaskChange::Inactive(replace(&mut task.is_inactive, new)),
        TaskChange::Progress { percent, actual } => TaskChange::Progress {
            percent: replace(&mut task.percent, percent),
            actual: replace(&mut task.actual, actual),
        },
        TaskChange::Remaining(new) => TaskChange::Remaining(replace(&mut task.remaining, new)),
        TaskChange::Estimate(new) => TaskChange::Estimate(replace(&mut task.estimate, new)),
        TaskChange::Shares(new) => TaskChange::Shares(replace(&mut task.shares, new)),
        TaskChange::Priority(new) => TaskChange::Priority(replace(&mut task.priority, new)),
        TaskChange::Assignee(new) => TaskChange::Assignee(replace(&mut task.assignee, new)),
        TaskChange::Card { column, rank } => TaskChange::Card {
            column: replace(&mut task.column, column),
            rank: replace(&mut task.card_rank, rank),
        },
        TaskChange::Blocked(new) => TaskChange::Blocked(replace(&mut task.blocked, new)),
        TaskChange::LimitReason(new) => {
            TaskChange::LimitReason(replace(&mut task.limit_reason, new))
        }
        TaskChange::Labels(new) => TaskChange::Labels(replace(&mut task.labels, new)),
        TaskChange::Checklist(new) => TaskChange::Checklist(replace(&mut task.checklist, new)),
        TaskChange::Iteration(new) => TaskChange::Iteration(replace(&mut task.iteration, new)),
        TaskChange::ClientVisible(new) => {
            TaskChange::ClientVisible(replace(&mut task.is_client_visible, new))
        }
        TaskChange::Promise(new) => TaskChange::Promise(replace(&mut task.promise, new)),
        TaskChange::Description(new) => {
            TaskChange::Description(replace(&mut task.description, new))
        }
        TaskChange::Shape(new) => TaskChange::Shape(replace(&mut task.shape, new)),
    }
}

fn put_link(plan: &mut Plan, link: &Link) -> Result<PlanOp, Refusal> {
    check_link_ends(plan, link)?;
    // One link between two tasks, and a link keeps its ends.
    let is_other =
        |other: &Link| (other.id == link.id) != ((other.from, other.to) == (link.from, link.to));
    if plan.links.values().any(is_other) {
        return Err(Refusal::LinkExists);
    }
    let was = plan.links.insert(link.id, link.clone());
    if let Some(path) = first_loop(plan) {
        plan.links.remove(&link.id);
        plan.links.extend(was.map(|was| (was.id, was)));
        return Err(Refusal::WouldLoop { path: titles(plan, &path) });
    }
    Ok(was.map_or(PlanOp::Unlink(link.id), PlanOp::Link))
}

fn unlink(plan: &mut Plan, link: LinkId) -> Result<PlanOp, Refusal> {
    plan.links.remove(&link).map(PlanOp::Link).ok_or(Refusal::Missing)
}

fn titles(plan: &Plan, path: &[TaskId]) -> Vec<String> {
    let title = |id: &TaskId| plan.tasks.get(id).map(|task| task.title.clone());
    path.iter().filter_map(title).collect()
}

fn put_calendar(plan: &mut Plan, calendar: &Calendar) -> Result<PlanOp, Refusal> {
    let calendar = calendar.clone().checked()?;
    let id = calendar.id;
    let was = plan.calendars.insert(id, calendar);
    Ok(was.map_or(PlanOp::RemoveCalendar(id), PlanOp::PutCalendar))
}

fn remove_calendar(plan: &mut Plan, id: CalendarId) -> Result<PlanOp, Refusal> {
    let is_of = |task: &Task| task.calendars().any(|calendar| calendar == id);
    let is_used = plan.settings.calendar == id || plan.tasks.values().any(is_of);
    if is_used {
        return Err(Refusal::CalendarInUse);
    }
    plan.calendars.remove(&id).map(PlanOp::PutCalendar).ok_or(Refusal::Missing)
}

fn put_column(plan: &mut Plan, column: &Column) -> Result<PlanOp, Refusal> {
    let column = Column { name: text::name(&column.name)?, ..column.clone() };
    if !column.rank.is_valid() {
        return Err(Refusal::Malformed);
    }
    let id = column.id;
    let was = plan.columns.get(&id).cloned();
    if let Some(was) = &was
        && was.kind != column.kind
    {
        check_column_needed(plan, was)?;
    }
    plan.columns.insert(id, column);
    Ok(was.map_or(PlanOp::RemoveColumn(id), PlanOp::PutColumn))
}

fn remove_column(plan: &mut Plan, id: ColumnId) -> Result<PlanOp, Refusal> {
    let Some(column) = plan.columns.get(&id) else { return Err(Refusal::Missing) };
    check_column_needed(plan, column)?;
    if plan.tasks.values().any(|task| task.column == Some(id)) {
        return Err(Refusal::ColumnNotEmpty);
    }
    plan.columns.remove(&id).map(PlanOp::PutColumn).ok_or(Refusal::Missing)
}

/// A board keeps at least one column of each kind.
fn check_column_needed(plan: &Plan, column: &Column) -> Result<(), Refusal> {
    let is_other = |other: &&Column| other.id != column.id && other.kind == column.kind;
    if plan.columns.values().any(|other| is_other(&other)) {
        Ok(())
    } else {
        Err(Refusal::ColumnNeeded)
    }
}

fn put_iteration(plan: &mut Plan, iteration: &Iteration) -> Result<PlanOp, Refusal> {
    let iteration = iteration.clone().checked()?;
    let id = iteration.id;
    let was = plan.iterations.insert(id, iteration);
    Ok(was.map_or(PlanOp::RemoveIteration(id), PlanOp::PutIteration))
}

fn remove_iteration(plan: &mut Plan, id: IterationId) -> Result<PlanOp, Refusal> {
    if plan.tasks.values().any(|task| task.iteration == Some(id)) {
        return Err(Refusal::IterationInUse);
    }
    plan.iterations.remove(&id).map(PlanOp::PutIteration).ok_or(Refusal::Missing)
}

fn configure(plan: &mut Plan, settings: &Settings) -> Result<PlanOp, Refusal> {
    if !plan.calendars.contains_key(&settings.calendar) {
        return Err(Refusal::Missing);
    }
    let dates = [Some(settings.start), settings.finish, settings.status_date];
    if !dates.into_iter().flatten().all(time::is_plannable) {
        return Err(Refusal::DateOutOfRange);
    }
    let days = 1..=1440;
    if !days.contains(&settings.minutes_per_day)
        || !(1..=7 * 1440).contains(&settings.minutes_per_week)
        || !(1..=31).contains(&settings.days_per_month)
        || !(0..=DURATION_MAX).contains(&settings.critical_float)
    {
        return Err(Refusal::DurationOutOfRange);
    }
    let was = std::mem::replace(&mut plan.settings, settings.clone());
    Ok(PlanOp::Configure(was))
}
