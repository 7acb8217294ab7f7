//! A copy of a plan to try operations on: what is tried is applied, followed by the scheduler and
//! taken back.

use std::sync::{Mutex, PoisonError};

use super::apply::apply;
use super::{Consequence, Plan, PlanOp, PlanView, Scheduled, Scheduler, Touched};
use crate::Refusal;

/// A copy of a plan to try operations on.
#[derive(Clone, Debug)]
pub struct Scratch {
    plan: Plan,
    scheduler: Scheduler,
    /// What is tried, each with its way back.
    steps: Vec<(PlanOp, PlanOp)>,
}

impl Scratch {
    /// A copy of the plan that a view shows.
    #[must_use]
    pub fn of(view: &PlanView) -> Self {
        Self { plan: view.plan.clone(), scheduler: view.scheduler(), steps: Vec::new() }
    }

    /// The plan with what is tried.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The dates of the plan with what is tried.
    #[must_use]
    pub fn scheduled(&mut self) -> Scheduled {
        self.scheduler.scheduled()
    }

    /// Tries an operation on top of what is tried already.
    ///
    /// # Errors
    /// Why the operation would be refused; what was tried before stays.
    pub fn attempt(&mut self, op: PlanOp) -> Result<(), Refusal> {
        let inverse = apply(&mut self.plan, &op)?;
        self.scheduler.follow(&self.plan, &Touched::by(&op));
        self.steps.push((op, inverse));
        Ok(())
    }

    /// Puts the plan back to what it was.
    pub fn take_back(&mut self) {
        while let Some((_, inverse)) = self.steps.pop() {
            self.undo(&inverse);
            self.scheduler.follow(&self.plan, &Touched::by(&inverse));
        }
    }

    /// Whether nothing is tried.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.steps.is_empty()
    }

    /// What was tried first.
    #[must_use]
    pub fn first(&self) -> Option<&PlanOp> {
        self.steps.first().map(|(op, _)| op)
    }

    /// The operation that does everything that is tried; none where nothing is.
    #[must_use]
    pub fn into_op(self) -> Option<PlanOp> {
        PlanOp::of_steps(self.steps.into_iter().map(|(op, _)| op).collect())
    }

    /// What one more operation would do to the dates that stand now; it is taken back at once.
    ///
    /// # Errors
    /// Why the operation would be refused.
    pub fn foresee(&mut self, op: &PlanOp, present: &Scheduled) -> Result<Consequence, Refusal> {
        let inverse = apply(&mut self.plan, op)?;
        let touched = Touched::by(op);
        let is_in_place = Scheduler::follows_in_place(&touched);
        let after = match is_in_place {
            true => {
                self.scheduler.follow(&self.plan, &touched);
                self.scheduler.scheduled()
            }
            // The scheduler stays as it is: the plan will be what it was.
            false => Scheduled::of(&self.plan),
        };
        let found = Consequence::between(&self.plan, present, &after);
        self.undo(&inverse);
        if is_in_place {
            self.scheduler.follow(&self.plan, &Touched::by(&inverse));
        }
        Ok(found)
    }

    fn undo(&mut self, inverse: &PlanOp) {
        apply(&mut self.plan, inverse).expect("what was just tried can be undone");
    }
}

/// A scratch that is made when it is first asked for, and never copied along.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<Option<Box<Scratch>>>);

impl Kept {
    /// What an operation would do, found on the scratch or on a new one.
    ///
    /// # Errors
    /// Why the operation would be refused.
    pub(super) fn foresee(&self, view: &PlanView, op: &PlanOp) -> Result<Consequence, Refusal> {
        // It is taken out while it is used: whatever goes wrong, nothing half tried is kept.
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut scratch = kept.unwrap_or_else(|| Box::new(Scratch::of(view)));
        let found = scratch.foresee(op, &view.scheduled);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(scratch);
        found
    }
}

impl Clone for Kept {
    fn clone(&self) -> Self {
        Self::default()
    }
}
