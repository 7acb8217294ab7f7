//! What was not taken: it is kept, named at once, and listed until the person decides.

use domain::plan::written::merged_text;
use domain::plan::{Made, Origin, Overtaken, PlanOp, Replica, Step};
use domain::{OpId, Refusal};
use leptos::prelude::*;
use locale::tu_string;

use super::PlanContext;
use crate::error::AppError;
use crate::features::shared::fresh;

/// An operation that was not taken; it is kept until the person decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The operation.
    pub made: Made,
    /// Why.
    pub why: AppError,
}

impl PlanContext {
    /// What was not taken and the person has not decided about.
    #[must_use]
    pub fn refused(self) -> Signal<Vec<Refused>> {
        self.refused.into()
    }

    /// Whether the list of what was not taken is open.
    #[must_use]
    pub fn is_deciding(self) -> RwSignal<bool> {
        self.is_deciding
    }

    /// Does a refused operation once more, on the plan as it is now.
    pub fn do_anyway(self, id: OpId) {
        if let Some(refused) = self.forget_refused(id) {
            self.dispatch_again(refused.made.op);
        }
    }

    /// Takes a refused operation off the list.
    pub fn forget_refused(self, id: OpId) -> Option<Refused> {
        self.forget_op(id);
        self.refused.try_update(|list| {
            let place = list.iter().position(|refused| refused.made.id == id)?;
            Some(list.remove(place))
        })?
    }

    /// Keeps an operation beside what others have done since `base`, where they have changed the
    /// same thing; answers whether it did.
    pub(super) fn keep_beside(self, base: i64, op: &PlanOp) -> bool {
        let found = self.replica.try_with_value(|replica: &Replica| {
            replica.overtaken(base, op).map(|overtaken| (overtaken, replica.seq()))
        });
        let Some(Some((overtaken, seq))) = found else { return false };
        let origin = Origin { view: self.view.get_untracked(), step: Step::New };
        let id = fresh::id(OpId::new);
        let made = Made { id, base: seq, origin, op: op.clone() };
        self.keep_refused(made, AppError::Overtaken(overtaken));
        true
    }

    pub(super) fn keep_all_refused(self, refused: Vec<(Made, Refusal)>) {
        for (made, refusal) in refused {
            self.keep_refused(made, AppError::Refused(refusal));
        }
    }

    /// Says at once why something was not taken, with what can be done about it.
    pub(super) fn keep_refused(self, made: Made, why: AppError) {
        self.keep_op(&made, Some(&why));
        match &why {
            AppError::Overtaken(overtaken) => self.offer_decision(&made, overtaken),
            other => self.toasts.fail(other.sentence(self.words.get_locale_untracked())),
        }
        self.refused.try_update(|list| list.push(Refused { made, why }));
    }

    /// Of a text both versions are shown before one of them goes; anything else can be done at once
    /// all the same.
    fn offer_decision(self, made: &Made, overtaken: &Overtaken) {
        let said = self.said_of_overtaken(overtaken);
        let id = made.id;
        if merged_text(&made.op).is_some() {
            let compare = tu_string!(self.words, conflicts.compare);
            self.toasts.offer(said, compare, move || {
                self.is_deciding.try_set(true);
            });
        } else {
            let anyway = tu_string!(self.words, common.all_the_same);
            self.toasts.offer(said, anyway, move || self.do_anyway(id));
        }
    }
}
