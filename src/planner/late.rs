//! Work that is planned as late as possible.

use crate::reason::Reason;
use crate::setting::{Setting, sound_date};
use crate::span::Span;
use crate::{Constraint, Driver, Plan, Task};

/// Whether a task is planned as late as possible: where that is asked for, and in a plan from its
/// finish wherever it has a latest date, as an earliest one holds it in a plan from its start.
pub(crate) fn is_late(plan: &Plan, task: &Task) -> bool {
    match task.constraint {
        Constraint::AsLateAsPossible => true,
        Constraint::StartNoLaterThan(_) | Constraint::FinishNoLaterThan(_) => plan.finish.is_some(),
        Constraint::AsSoonAsPossible
        | Constraint::StartNoEarlierThan(_)
        | Constraint::FinishNoEarlierThan(_)
        | Constraint::MustStartOn(_)
        | Constraint::MustFinishOn(_) => false,
    }
}

impl Setting<'_> {
    /// Whether the task is planned as late as possible.
    pub(crate) fn is_late(&self, task: usize) -> bool {
        is_late(self.plan, &self.plan.tasks[task])
    }

    /// What decides that late work lies in its late place: its own date, where it reaches that, or
    /// else what comes after it up to the finish.
    pub(crate) fn reason_when_late(&self, task: usize, span: Span) -> Reason {
        let (is_at_date, waits_for_calendar) = match self.plan.tasks[task].constraint {
            Constraint::StartNoLaterThan(date) => {
                let date = sound_date(date);
                (span.start == self.span_from(task, date).start, span.start > date)
            }
            Constraint::FinishNoLaterThan(date) => {
                (span.finish == self.span_until(task, sound_date(date)).finish, false)
            }
            _ => (false, false),
        };
        match is_at_date {
            true => Reason { waits_for_calendar, ..Reason::of(Driver::Constraint) },
            false => Reason::of(Driver::ProjectFinish),
        }
    }
}
