//! The person's own way back, and forth again.

use std::collections::BTreeMap;

use domain::OpId;
use domain::plan::{Brief, PlanOp, Replica, Step};
use leptos::prelude::*;
use locale::ops::{Names, told};
use locale::tu_string;

use super::{Imported, PlanContext};
use crate::ui::dom;

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

    /// Subscribes the surrounding effect to every step back and forth.
    pub fn track_steps(self) {
        self.stepped.track();
    }

    /// Calls `give` when nothing has the keyboard any more once a step back or forth is drawn, or a
    /// question is answered: what had it stands elsewhere now, or was pressed in a toast that is
    /// gone.
    pub fn when_keyboard_is_lost(self, give: impl Fn() + Copy + 'static) {
        let here = StoredValue::new(());
        Effect::new(move |was: Option<()>| {
            self.stepped.track();
            self.answered.track();
            if was.is_none() {
                return;
            }
            // Two frames: one for the rows to change, one for them to be laid out.
            dom::on_next_frame(move || {
                dom::on_next_frame(move || {
                    let is_open = here.try_get_value().is_some();
                    if is_open && dom::has_free_focus() {
                        give();
                    }
                });
            });
        });
    }

    /// The step that would be undone next.
    #[must_use]
    pub fn last_step(self) -> Option<OpId> {
        self.replica.try_with_value(Replica::last_step).flatten()
    }

    /// Takes over a step that the server made for this person, and says so, with a way back.
    pub fn adopt(self, imported: Imported) {
        let Imported { way_back, said } = imported;
        self.replica.update_value(|replica| replica.adopt(way_back));
        self.note_change();
        self.toasts.offer(said, tu_string!(self.words, common.undo), move || self.undo());
    }

    /// Applies an operation that belongs to this person's last step: both are taken back as one,
    /// and the history tells them as one.
    pub fn dispatch_with_last(self, op: PlanOp, said: String) {
        if self.apply(self.seq(), op, Step::Joined) {
            self.toasts.offer(said, tu_string!(self.words, common.undo), move || self.undo());
        }
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
        let first = self.first_of(step);
        if let Some(reason) = self.hindrance(first) {
            return self.toasts.say(reason);
        }
        let take = |replica: &mut Replica| match step {
            Step::Redo => replica.take_redo(anyway),
            Step::New | Step::Joined | Step::Undo => replica.take_undo(anyway),
        };
        let words = self.words;
        match self.replica.try_update_value(take) {
            Some(Ok(Some(op))) => {
                if self.apply(self.seq(), op.clone(), step) {
                    self.follow(first, step);
                    self.stepped.notify();
                    self.toasts.withdraw(tu_string!(words, common.undo));
                    let what = self.said_of_step(step, &op);
                    self.toasts.say(match step {
                        Step::Redo => tu_string!(words, common.redone_what, what = what),
                        Step::New | Step::Joined | Step::Undo => {
                            tu_string!(words, common.undone_what, what = what)
                        }
                    });
                } else {
                    // A rule says no, and the step has left the list all the same.
                    self.note_change();
                }
            }
            Some(Err(overtaken)) => {
                let said = self.said_of_overtaken(&overtaken);
                let anyway = tu_string!(words, common.all_the_same);
                // Whoever does something else meanwhile has another last step, which was not meant.
                let meant = self.last_step();
                let go_on = move || {
                    if self.last_step() == meant {
                        self.step_back(step, true);
                    }
                };
                self.toasts.offer(said, anyway, go_on);
            }
            Some(Ok(None)) | None => {}
        }
    }

    /// What a step back has taken back, not the way back: whoever undoes a deletion reads that it
    /// is the deletion that is gone. The same of a step forth.
    fn said_of_step(self, step: Step, op: &PlanOp) -> String {
        let brief = self.replica.with_value(|replica| {
            let back = replica.way_back(step)?;
            Some(match step {
                Step::New | Step::Joined | Step::Redo => Brief::of(op, back),
                Step::Undo => Brief::of(back, op),
            })
        });
        let Some(brief) = brief else { return self.said_of(op) };
        let (people, gone) = (self.names(), BTreeMap::new());
        let locale = self.words.get_locale_untracked();
        self.with_untracked(|view| {
            told(locale, &brief, Names { plan: &view.plan, gone: &gone, people: &people })
        })
    }
}
