//! The years in which a plan may lie, and the dates that lie outside them.

use std::collections::BTreeSet;

use crate::setting::{is_far, sound_date};
use crate::span::Span;
use crate::{Driver, Problem, Schedule};

/// Whether everything from the first start to the last finish lies where a plan may lie.
pub(crate) fn holds(all: Span) -> bool {
    !is_far(all.start) && !is_far(all.finish)
}

/// Puts the nearest possible dates in the place of those that lie too far, and names the tasks that
/// have them; a summary only where they are its own, for otherwise that is said of what lies below
/// it.
pub(crate) fn keep(schedule: &mut Schedule, problems: &mut Vec<Problem>) {
    let named: BTreeSet<usize> = problems.iter().filter_map(named_in).collect();
    for (task, dates) in schedule.tasks.iter_mut().enumerate() {
        let lies_far = is_far(dates.start) || is_far(dates.finish);
        if lies_far && dates.driver != Driver::Children && !named.contains(&task) {
            problems.push(Problem::OutOfRange { task: Some(task) });
        }
        for at in [
            &mut dates.start,
            &mut dates.finish,
            &mut dates.early_start,
            &mut dates.early_finish,
            &mut dates.late_start,
            &mut dates.late_finish,
        ] {
            *at = sound_date(*at);
        }
    }
    schedule.start = sound_date(schedule.start);
    schedule.finish = sound_date(schedule.finish);
}

/// The task of which it is said already.
fn named_in(problem: &Problem) -> Option<usize> {
    match problem {
        Problem::OutOfRange { task } => *task,
        _ => None,
    }
}
