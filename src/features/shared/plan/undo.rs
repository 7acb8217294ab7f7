//! The person's own way back, and forth again.

use domain::plan::{Replica, Step};
use leptos::prelude::*;
use locale::tu_string;

use super::PlanContext;

impl PlanContext {
    /// Whether there is a step to undo.
    #[must_use]
    pub fn can_undo(self) -> Signal<bool> {
        Signal::derive(move || self.stacks.get().0)
    }

    /// Whether there is a step to do again.
    #[must_use]
    pub fn can_redo(self) -> Signal<bool> {
        Signal::derive(move || self.stacks.get().1)
    }

    /// Takes back this person's last step; says who has changed the same thing since instead of
    /// overwriting it, and offers to do it all the same.
    pub fn undo(self) {
        self.step_back(Step::Undo, false);
    }

    /// Does again what was undone last, with the same care.
    pub fn redo(self) {
        self.step_back(Step::Redo, false);
    }

    fn step_back(self, step: Step, anyway: bool) {
        let take = |replica: &mut Replica| match step {
            Step::Redo => replica.take_redo(anyway),
            Step::New | Step::Undo => replica.take_undo(anyway),
        };
        let words = self.words;
        match self.replica.try_update_value(take) {
            Some(Ok(Some(op))) => {
                let what = self.said_of(&op);
                if self.apply(self.seq(), op, step) {
                    self.toasts.withdraw(tu_string!(words, common.undo));
                    self.toasts.say(match step {
                        Step::Redo => tu_string!(words, common.redone_what, what = what),
                        Step::New | Step::Undo => {
                            tu_string!(words, common.undone_what, what = what)
                        }
                    });
                }
            }
            Some(Err(overtaken)) => {
                let said = self.said_of_overtaken(&overtaken);
                let anyway = tu_string!(words, common.all_the_same);
                self.toasts.offer(said, anyway, move || self.step_back(step, true));
            }
            Some(Ok(None)) | None => {}
        }
    }
}
