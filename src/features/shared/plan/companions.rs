//! What goes back and forth with a step although it is no part of the plan, such as which
//! requirement a task answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::OpId;
use domain::plan::{Replica, Step};
use leptos::prelude::*;

use super::PlanContext;

/// As many as steps can be undone.
const MOST: usize = 50;

/// Something outside of the plan that belongs to a step.
#[derive(Clone)]
pub struct Companion {
    /// Why it cannot follow now; none where it can.
    pub hindrance: Arc<dyn Fn() -> Option<String> + Send + Sync>,
    /// Follows the step back, or forth again.
    pub follow: Arc<dyn Fn(Step) + Send + Sync>,
}

/// The companions, each by the first operation of its step.
pub(super) type Companions = BTreeMap<OpId, Companion>;

impl PlanContext {
    /// The first operation of the step that would be undone next.
    #[must_use]
    pub fn whole_step(self) -> Option<OpId> {
        self.first_of(Step::Undo)
    }

    /// Lets something outside of the plan go back and forth with this person's last step.
    pub fn accompany(self, companion: Companion) {
        let Some(step) = self.whole_step() else { return };
        self.companions.update_value(|all| {
            all.insert(step, companion);
            if all.len() > MOST {
                all.pop_first();
            }
        });
    }

    /// Nothing goes back with a step any more.
    pub fn leave_alone(self, step: OpId) {
        self.companions.update_value(|all| {
            all.remove(&step);
        });
    }

    /// The first operation of the step that would be undone, or done again.
    pub(super) fn first_of(self, step: Step) -> Option<OpId> {
        self.replica.try_with_value(|replica: &Replica| replica.first_of(step)).flatten()
    }

    /// Why what belongs to a step cannot go with it.
    pub(super) fn hindrance(self, first: Option<OpId>) -> Option<String> {
        let companion = self.companions.with_value(|all| all.get(&first?).cloned())?;
        (companion.hindrance)()
    }

    /// Lets what belongs to a step that has just been taken go with it.
    pub(super) fn follow(self, first: Option<OpId>, step: Step) {
        let taken = first
            .and_then(|first| self.companions.try_update_value(|all| all.remove(&first)).flatten());
        let Some(companion) = taken else { return };
        (companion.follow)(step);
        let now = match step {
            Step::Undo => self.first_of(Step::Redo),
            Step::New | Step::Joined | Step::Redo => self.first_of(Step::Undo),
        };
        if let Some(now) = now {
            self.companions.update_value(|all| {
                all.insert(now, companion);
            });
        }
    }
}
