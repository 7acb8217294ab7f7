//! The browser's copy of a plan: what the server has confirmed, what is still on its way, and the
//! person's own steps to undo.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::apply::apply;
use super::{Outline, Plan, PlanOp, Scheduled};
use crate::{OpId, Refusal};

/// How many steps can be undone.
const UNDO_MAX: usize = 50;

/// An operation as the server has numbered it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committed {
    /// Its number in the project, from 1.
    pub seq: i64,
    /// Its author's name for it.
    pub id: OpId,
    /// The operation as it was applied.
    pub op: PlanOp,
}

/// A plan with everything that views read from it.
#[derive(Clone, Debug)]
pub struct PlanView {
    /// The plan as this person sees it: confirmed and pending operations applied.
    pub plan: Plan,
    /// Its dates.
    pub scheduled: Scheduled,
    /// Its rows.
    pub outline: Outline,
}

/// The browser's copy of a plan.
#[derive(Clone, Debug)]
pub struct Replica {
    view: PlanView,
    seq: i64,
    pending: VecDeque<Pending>,
    /// The author's name of each step, and the operation that takes it back.
    undo: Vec<(OpId, PlanOp)>,
    redo: Vec<(OpId, PlanOp)>,
}

#[derive(Clone, Debug)]
struct Pending {
    id: OpId,
    op: PlanOp,
    inverse: PlanOp,
}

/// How an operation came about, which decides where its inverse goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Somebody did something new.
    New,
    /// Something was undone.
    Undo,
    /// Something undone was done again.
    Redo,
}

impl PlanView {
    /// The view of a plan.
    #[must_use]
    pub fn of(plan: Plan) -> Self {
        Self { scheduled: Scheduled::of(&plan), outline: Outline::of(&plan), plan }
    }

    fn refresh(&mut self) {
        self.scheduled = Scheduled::of(&self.plan);
        self.outline = Outline::of(&self.plan);
    }
}

impl Replica {
    /// A copy of the plan as the server had it at `seq`.
    #[must_use]
    pub fn new(seq: i64, plan: Plan) -> Self {
        Self {
            view: PlanView::of(plan),
            seq,
            pending: VecDeque::new(),
            undo: Vec::new(),
            redo: Vec::new(),
        }
    }

    /// What views read.
    #[must_use]
    pub const fn view(&self) -> &PlanView {
        &self.view
    }

    /// The last operation that the server is known to have.
    #[must_use]
    pub const fn seq(&self) -> i64 {
        self.seq
    }

    /// How many operations the server has not confirmed.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.pending.len()
    }

    /// The next operation to send.
    #[must_use]
    pub fn next_to_send(&self) -> Option<(OpId, PlanOp)> {
        self.pending.front().map(|pending| (pending.id, pending.op.clone()))
    }

    /// Applies an operation at once and keeps it until the server confirms it.
    ///
    /// # Errors
    /// The reason why a rule says no; nothing has changed.
    pub fn apply(&mut self, id: OpId, op: PlanOp, step: Step) -> Result<(), Refusal> {
        let inverse = apply(&mut self.view.plan, &op)?;
        let stack = match step {
            Step::New => {
                self.redo.clear();
                &mut self.undo
            }
            Step::Redo => &mut self.undo,
            Step::Undo => &mut self.redo,
        };
        stack.push((id, inverse.clone()));
        if stack.len() > UNDO_MAX {
            stack.remove(0);
        }
        self.pending.push_back(Pending { id, op, inverse });
        self.view.refresh();
        Ok(())
    }

    /// The operation that undoes this person's last step; it leaves the list.
    pub fn take_undo(&mut self) -> Option<PlanOp> {
        self.undo.pop().map(|(_, inverse)| inverse)
    }

    /// The operation that does again what was undone last; it leaves the list.
    pub fn take_redo(&mut self) -> Option<PlanOp> {
        self.redo.pop().map(|(_, inverse)| inverse)
    }

    /// Whether something can be undone, and done again.
    #[must_use]
    pub fn can_undo_redo(&self) -> (bool, bool) {
        (!self.undo.is_empty(), !self.redo.is_empty())
    }

    /// Takes over what the server has numbered since `seq`: own operations leave the queue, those
    /// of others slip in below what is still pending. Returns pending ones that no longer apply.
    pub fn catch_up(&mut self, committed: &[Committed]) -> Vec<(OpId, Refusal)> {
        let mut unsent: VecDeque<Pending> = std::mem::take(&mut self.pending);
        for pending in unsent.iter().rev() {
            apply(&mut self.view.plan, &pending.inverse).expect("what was applied can be undone");
        }
        for entry in committed.iter().filter(|entry| entry.seq > self.seq) {
            apply(&mut self.view.plan, &entry.op).expect("the server applied it to the same plan");
            unsent.retain(|pending| pending.id != entry.id);
        }
        self.seq = committed.last().map_or(self.seq, |entry| entry.seq.max(self.seq));
        self.apply_again(unsent)
    }

    /// Takes back a pending operation that the server refused. Returns later ones that no longer
    /// apply without it.
    pub fn drop_refused(&mut self, id: OpId) -> Vec<(OpId, Refusal)> {
        let Some(place) = self.pending.iter().position(|pending| pending.id == id) else {
            return Vec::new();
        };
        let mut later = self.pending.split_off(place);
        for pending in later.iter().rev() {
            apply(&mut self.view.plan, &pending.inverse).expect("what was applied can be undone");
        }
        later.pop_front();
        self.forget(id);
        self.apply_again(later)
    }

    /// Puts operations back on top of what is confirmed; returns those that no longer apply.
    fn apply_again(&mut self, unsent: VecDeque<Pending>) -> Vec<(OpId, Refusal)> {
        let mut refused = Vec::new();
        for Pending { id, op, .. } in unsent {
            match apply(&mut self.view.plan, &op) {
                Ok(inverse) => self.pending.push_back(Pending { id, op, inverse }),
                Err(refusal) => {
                    self.forget(id);
                    refused.push((id, refusal));
                }
            }
        }
        self.view.refresh();
        refused
    }

    /// What never happened cannot be undone.
    fn forget(&mut self, id: OpId) {
        self.undo.retain(|(step, _)| *step != id);
        self.redo.retain(|(step, _)| *step != id);
    }
}
