//! Constraints whose date cannot be kept.

use crate::forward::Forward;
use crate::setting::Setting;
use crate::span::Span;
use crate::{Constraint, Plan, Problem};

impl Forward {
    /// The constraints that are missed, by how much and why, in the order of the tasks.
    pub(crate) fn missed_constraints(&self, plan: &Plan) -> impl Iterator<Item = Problem> {
        let missed = self.missed.iter().filter(move |(task, _)| self.reasons[**task].is_missed);
        missed.map(move |(&task, &(driver, span))| {
            let earliest = match plan.tasks[task].constraint {
                Constraint::FinishNoLaterThan(_) | Constraint::MustFinishOn(_) => span.finish,
                _ => span.start,
            };
            Problem::ConstraintMissed { task, driver, earliest }
        })
    }

    /// Where what comes before a task would put it that is kept at its date all the same.
    pub(crate) fn place_without_date(&self, task: usize) -> Option<Span> {
        // Asked of every task: hardly any is missed, and the list of reasons is at hand.
        let is_missed = self.reasons[task].is_missed;
        let missed = if is_missed { self.missed.get(&task) } else { None };
        missed.map(|&(_, span)| span)
    }
}

impl Setting<'_> {
    /// Whether a place comes after the date that a constraint allows.
    pub(crate) fn is_past_constraint(&self, task: usize, span: Span) -> bool {
        match self.plan.tasks[task].constraint {
            Constraint::MustStartOn(date) | Constraint::StartNoLaterThan(date) => span.start > date,
            Constraint::MustFinishOn(date) | Constraint::FinishNoLaterThan(date) => {
                span.finish > date
            }
            _ => false,
        }
    }
}
