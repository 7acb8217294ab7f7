//! Where a file's assignments say more about a task's dates than its duration does: pauses, and
//! resources that work in their own time.

use domain::CalendarId;
use domain::plan::task::Shape;
use domain::time::Minute;

use super::raw::{RawAssignment, RawPeriod, RawTask};

/// Minutes by which stored dates may miss a duration: seconds are dropped on both sides.
const TOLERANCE: i64 = 1;

/// An assignment with the calendar in which it is worked.
pub(super) struct Part<'p> {
    pub(super) raw: &'p RawAssignment,
    pub(super) calendar: CalendarId,
    pub(super) reckoning: &'p planner::Calendar,
}

/// The shape of a task's work; `calendar` is the task's own or the project's. None when the
/// duration alone decides.
pub(super) fn shape(
    task: &RawTask,
    calendar: (CalendarId, &planner::Calendar),
    parts: &[Part],
) -> Option<Shape> {
    let (start, finish) = (task.start?, task.finish?);
    if finish <= start || task.duration <= 0 {
        return None;
    }
    let (id, time) = calendar;
    let has_own_time = parts.iter().any(|part| part.calendar != id);
    let span = time.working_between(start, finish);
    if !has_own_time {
        let splits = splits(time, start, parts);
        let pauses: i64 = splits.iter().map(|(_, pause)| pause).sum();
        if (span - task.duration - pauses).abs() <= TOLERANCE {
            return (!splits.is_empty()).then(|| Shape { splits, ..Shape::default() });
        }
    }
    let assignments: Vec<_> = parts.iter().filter_map(|part| assigned(part, start)).collect();
    let is_plain = assignments.iter().all(|assigned| *assigned == (id, task.duration, 0));
    (!is_plain).then(|| Shape { assignments, ..Shape::default() })
}

/// When interrupted work goes on: only where the stored dates lie further apart than the work is
/// long, since programs write the date for uninterrupted work too.
pub(super) fn resume(task: &RawTask, time: &planner::Calendar) -> Option<Minute> {
    let (start, finish) = (task.actual_start?, task.finish?);
    let is_under_way = task.actual_finish.is_none() && task.percent > 0;
    let is_interrupted = time.working_between(task.stop?, task.resume?) > 0
        && time.working_between(start, finish) > task.duration + TOLERANCE;
    task.resume.filter(|_| is_under_way && is_interrupted)
}

/// A resource's calendar, busy minutes and delay after the task's start, as the file dates them.
fn assigned(part: &Part, start: Minute) -> Option<(CalendarId, i64, i64)> {
    let (begin, end) = (part.raw.start?, part.raw.finish?);
    let busy = part.reckoning.working_between(begin, end);
    let delay = part.reckoning.working_between(start, begin);
    (busy >= 0 && delay >= 0).then_some((part.calendar, busy, delay))
}

/// Pauses: working minutes before the pause, working minutes of the pause.
fn splits(time: &planner::Calendar, start: Minute, parts: &[Part]) -> Vec<(i64, i64)> {
    let periods = parts.iter().flat_map(|part| &part.raw.periods);
    let mut busy: Vec<RawPeriod> = periods.filter(|period| period.minutes > 0).copied().collect();
    busy.sort_by_key(|period| (period.start, period.finish));
    let mut splits = Vec::new();
    let mut paused = 0;
    // What comes before the first work is a pause too: the task has started without it.
    let mut until = start;
    for period in busy {
        let pause =
            if period.start > until { time.working_between(until, period.start) } else { 0 };
        if pause > 0 {
            splits.push((time.working_between(start, until) - paused, pause));
            paused += pause;
        }
        until = until.max(period.finish);
    }
    splits
}
