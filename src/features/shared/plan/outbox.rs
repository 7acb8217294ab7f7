//! The way of this person's operations to the server, and what comes back.

use std::time::Duration;

use domain::plan::{Made, Replica};
use domain::{OpId, Refusal};
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::tu_string;

use super::PlanContext;
use crate::error::AppError;
use crate::features::shared::plan_api::{SENT_MAX, submit};

/// How long to wait before an unreachable server is tried again.
const RETRY: Duration = Duration::from_secs(3);

/// Whether everything that this person did has reached the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncState {
    /// All of it.
    Saved,
    /// So many operations are on their way.
    Saving(usize),
    /// So many operations wait for the network.
    Offline(usize),
    /// So many operations wait until the person signs in again.
    SignedOut(usize),
}

/// An operation that was not taken; it is kept until the person decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The operation.
    pub made: Made,
    /// Why.
    pub why: AppError,
}

impl PlanContext {
    /// Whether everything has reached the server.
    #[must_use]
    pub fn sync(self) -> Signal<SyncState> {
        self.sync.into()
    }

    /// What the server did not take and the person has not decided about.
    #[must_use]
    pub fn refused(self) -> Signal<Vec<Refused>> {
        self.refused.into()
    }

    /// Does a refused operation once more, on the plan as it is now.
    pub fn do_anyway(self, id: OpId) {
        if let Some(refused) = self.forget_refused(id) {
            self.dispatch_quietly(refused.made.op);
        }
    }

    /// Takes a refused operation off the list.
    pub fn forget_refused(self, id: OpId) -> Option<Refused> {
        self.refused.try_update(|list| {
            let place = list.iter().position(|refused| refused.made.id == id)?;
            Some(list.remove(place))
        })?
    }

    /// Tells the views, and shows how many operations are on their way.
    pub(super) fn note_change(self) {
        let Some((pending, stacks)) =
            self.replica.try_with_value(|replica| (replica.pending(), replica.can_undo_redo()))
        else {
            return;
        };
        self.stacks.set(stacks);
        self.sync.update(|sync| {
            *sync = match (pending, *sync) {
                (0, _) => SyncState::Saved,
                (count, SyncState::Offline(_)) => SyncState::Offline(count),
                (count, SyncState::SignedOut(_)) => SyncState::SignedOut(count),
                (count, _) => SyncState::Saving(count),
            };
        });
        self.changed.notify();
    }

    /// Sends what is pending, in order.
    pub(super) fn send(self) {
        if self.is_sending.get_value() {
            return;
        }
        self.is_sending.set_value(true);
        spawn_local(async move {
            while self.send_next().await {}
            self.is_sending.try_set_value(false);
        });
    }

    /// Sends the oldest pending operations; answers whether to go on.
    async fn send_next(self) -> bool {
        let next = |replica: &Replica| (replica.seq(), replica.next_to_send(SENT_MAX));
        let Some((since, ops)) = self.replica.try_with_value(next) else { return false };
        if ops.is_empty() {
            return false;
        }
        let ids: Vec<OpId> = ops.iter().map(|made| made.id).collect();
        match submit(self.project(), since, ops).await {
            Ok(sent) => {
                // What is refused goes before what others did slips in below it.
                for (id, why) in sent.refused {
                    self.drop_refused(id, why);
                }
                self.take_in(|replica| replica.catch_up(&sent.committed));
                self.say_synced(ids.len());
            }
            Err(AppError::Offline | AppError::Busy) => {
                self.wait_and_retry();
                return false;
            }
            Err(AppError::SignedOut) => {
                self.sync.try_set(SyncState::SignedOut(self.count_pending()));
                return false;
            }
            // The whole call was refused: not a single one of them will ever be taken like this.
            Err(why) => ids.into_iter().for_each(|id| self.drop_refused(id, why.clone())),
        }
        true
    }

    /// Takes a refused operation out of the plan and keeps it for the person's decision.
    fn drop_refused(self, id: OpId, why: AppError) {
        let Some((refused, later)) =
            self.replica.try_update_value(|replica| replica.drop_refused(id))
        else {
            return;
        };
        if let Some(made) = refused {
            self.keep_refused(made, why);
        }
        self.keep_all_refused(later);
        self.note_change();
    }

    /// Lets the replica take in what the server told, and keeps what no longer applies.
    pub(super) fn take_in(self, take_in: impl FnOnce(&mut Replica) -> Vec<(Made, Refusal)>) {
        let refused = self.replica.try_update_value(take_in).unwrap_or_default();
        self.keep_all_refused(refused);
        self.note_change();
    }

    fn keep_all_refused(self, refused: Vec<(Made, Refusal)>) {
        for (made, refusal) in refused {
            self.keep_refused(made, AppError::Refused(refusal));
        }
    }

    /// Says at once why something was not taken, with the way to do it all the same.
    fn keep_refused(self, made: Made, why: AppError) {
        let id = made.id;
        match &why {
            AppError::Overtaken(overtaken) => {
                let said = self.said_of_overtaken(overtaken);
                let anyway = tu_string!(self.words, common.all_the_same);
                self.toasts.offer(said, anyway, move || self.do_anyway(id));
            }
            other => self.toasts.fail(other.sentence(self.words.get_locale_untracked())),
        }
        self.refused.try_update(|list| list.push(Refused { made, why }));
    }

    /// After a time without network the person hears that everything has arrived.
    fn say_synced(self, count: usize) {
        if matches!(self.sync.try_get_untracked(), Some(SyncState::Offline(_))) {
            self.sync.try_set(SyncState::Saving(self.count_pending()));
            self.note_change();
            self.toasts.say(tu_string!(self.words, shell.synced, count = count));
        }
    }

    fn wait_and_retry(self) {
        self.sync.try_set(SyncState::Offline(self.count_pending()));
        set_timeout(move || self.send(), RETRY);
    }

    fn count_pending(self) -> usize {
        self.replica.try_with_value(Replica::pending).unwrap_or(0)
    }
}
