//! The person's own way back, and forth again. A step that belongs to the one before it, such as
//! the reason for going over a limit, is taken back together with it.

use super::{Back, Replica};
use crate::OpId;
use crate::plan::made::{Overtaken, Step};
use crate::plan::op::PlanOp;

impl Replica {
    /// The operation that undoes this person's last step, with all that belongs to it; it leaves
    /// the list.
    ///
    /// # Errors
    /// Who has changed the same thing since, unless `anyway`; then the step stays.
    pub fn take_undo(&mut self, anyway: bool) -> Result<Option<PlanOp>, Overtaken> {
        let from = first_of_last(&self.undo);
        match self.overtaken_since(&self.undo[from..]).filter(|_| !anyway) {
            Some(overtaken) => Err(overtaken),
            None => Ok(taken(self.undo.split_off(from))),
        }
    }

    /// The operation that does again what was undone last; it leaves the list.
    ///
    /// # Errors
    /// As `take_undo`.
    pub fn take_redo(&mut self, anyway: bool) -> Result<Option<PlanOp>, Overtaken> {
        let from = first_of_last(&self.redo);
        match self.overtaken_since(&self.redo[from..]).filter(|_| !anyway) {
            Some(overtaken) => Err(overtaken),
            None => Ok(taken(self.redo.split_off(from))),
        }
    }

    /// Whether something can be undone, and done again.
    #[must_use]
    pub fn can_undo_redo(&self) -> (bool, bool) {
        (!self.undo.is_empty(), !self.redo.is_empty())
    }

    /// The step that would be undone next.
    #[must_use]
    pub fn last_step(&self) -> Option<OpId> {
        self.undo.last().map(|back| back.id)
    }

    /// The first operation of the step that would be undone next, or with `Redo` done again.
    #[must_use]
    pub fn first_of(&self, step: Step) -> Option<OpId> {
        let steps = match step {
            Step::Redo => &self.redo,
            Step::New | Step::Joined | Step::Undo => &self.undo,
        };
        steps.get(first_of_last(steps)).map(|back| back.id)
    }

    /// What takes back the step that was made last in this way.
    #[must_use]
    pub fn way_back(&self, from: Step) -> Option<&PlanOp> {
        let steps = match from {
            Step::New | Step::Joined | Step::Redo => &self.undo,
            Step::Undo => &self.redo,
        };
        steps.last().map(|back| &back.op)
    }

    /// What never happened cannot be undone.
    pub(super) fn forget(&mut self, id: OpId) {
        for steps in [&mut self.undo, &mut self.redo] {
            let Some(at) = steps.iter().position(|step| step.id == id) else { continue };
            let gone = steps.remove(at);
            // What belonged to it stands alone now, and not with whatever came before.
            if let Some(next) = steps.get_mut(at) {
                next.joins &= gone.joins;
            }
        }
    }

    fn overtaken_since(&self, steps: &[Back]) -> Option<Overtaken> {
        steps.iter().rev().find_map(|back| self.overtaken(back.base, &back.op))
    }
}

/// Where the last step begins, with all that belongs to it.
fn first_of_last(steps: &[Back]) -> usize {
    steps.iter().rposition(|step| !step.joins).unwrap_or(0)
}

/// The way back from steps that belong together, the latest one first.
fn taken(steps: Vec<Back>) -> Option<PlanOp> {
    PlanOp::of_steps(steps.into_iter().rev().map(|back| back.op).collect())
}
