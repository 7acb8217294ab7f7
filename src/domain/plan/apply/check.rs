//! What holds for a single task or link before it is kept.

use crate::plan::task::{CHECKLIST_MAX, DURATION_MAX, Dated, LABELS_MAX};
use crate::plan::{Link, Plan, Task};
use crate::{Refusal, TaskId, text, time};

pub(super) fn check_task(plan: &Plan, task: &Task) -> Result<(), Refusal> {
    text::name(&task.title)?;
    text::note(&task.description)?;
    for reason in [&task.blocked, &task.limit_reason].into_iter().flatten() {
        text::note(reason)?;
    }
    check_lists(task)?;
    let former = task.former_duration.map(|former| former.minutes);
    let lengths = [Some(task.duration.minutes), former, task.remaining, task.estimate];
    if !lengths.into_iter().flatten().all(|minutes| (0..=DURATION_MAX).contains(&minutes)) {
        return Err(Refusal::DurationOutOfRange);
    }
    task.check_effort()?;
    if task.percent > 100 {
        return Err(Refusal::PercentOutOfRange);
    }
    if !task.rank.is_valid() || !task.card_rank.is_valid() {
        return Err(Refusal::Malformed);
    }
    check_dates(task)?;
    let has_parent = task.parent.is_none_or(|parent| plan.tasks.contains_key(&parent));
    let has_calendar = task.calendars().all(|id| plan.calendars.contains_key(&id));
    let has_column = task.column.is_none_or(|column| plan.columns.contains_key(&column));
    let has_iteration = task.iteration.is_none_or(|id| plan.iterations.contains_key(&id));
    if has_parent && has_calendar && has_column && has_iteration {
        Ok(())
    } else {
        Err(Refusal::Missing)
    }
}

fn check_lists(task: &Task) -> Result<(), Refusal> {
    for (length, max) in [(task.labels.len(), LABELS_MAX), (task.checklist.len(), CHECKLIST_MAX)] {
        if length > max {
            return Err(Refusal::TooMany { max: u32::try_from(max).unwrap_or(u32::MAX) });
        }
    }
    let steps = task.checklist.iter().map(|step| &step.text);
    // What is kept is what was sent, so that the inverse gives back every byte.
    task.labels.iter().chain(steps).try_for_each(|line| text::name(line).map(|_| ()))
}

fn check_dates(task: &Task) -> Result<(), Refusal> {
    let Dated { start, finish } = task.manual.unwrap_or_default();
    let dates = [start, finish, task.actual.start, task.actual.finish, task.deadline];
    let bound = task.constraint.map(|constraint| constraint.at);
    if !dates.into_iter().chain([bound]).flatten().all(time::is_plannable) {
        return Err(Refusal::DateOutOfRange);
    }
    let days = time::FIRST_DAY..=time::LAST_DAY;
    if task.promise.is_some_and(|promise| !days.contains(&promise)) {
        return Err(Refusal::DateOutOfRange);
    }
    let is_backwards =
        |dated: Dated| dated.start.zip(dated.finish).is_some_and(|(start, finish)| finish < start);
    if is_backwards(task.actual) || task.manual.is_some_and(is_backwards) {
        return Err(Refusal::FinishBeforeStart);
    }
    Ok(())
}

pub(super) fn check_place(
    plan: &Plan,
    task: TaskId,
    parent: Option<TaskId>,
) -> Result<(), Refusal> {
    let mut above = parent;
    while let Some(id) = above {
        if id == task {
            return Err(Refusal::IntoOwnChild);
        }
        above = plan.tasks.get(&id).and_then(|task| task.parent);
    }
    Ok(())
}

pub(super) fn check_link_ends(plan: &Plan, link: &Link) -> Result<(), Refusal> {
    if link.from == link.to {
        return Err(Refusal::LinkToSelf);
    }
    if !plan.tasks.contains_key(&link.from) || !plan.tasks.contains_key(&link.to) {
        return Err(Refusal::Missing);
    }
    Ok(())
}
