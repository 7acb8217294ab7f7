//! The way of this person's operations to the server, and what comes back.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::plan::{Committed, Gap, PlanOp, Replica};
use domain::{OpId, TaskId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::numbers::grouped;
use locale::tu_string;

use super::batch::batch_of;
use super::heard::Heard;
use super::{PlanContext, Source, kept};
use crate::error::AppError;
use crate::features::shared::plan_api::{Had, Opened, SENT_MAX};

/// How long to wait before an unreachable server is tried again.
const RETRY: Duration = Duration::from_secs(3);
/// How long nothing happens before the plan is kept on this device.
const QUIET: Duration = Duration::from_secs(3);

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

impl PlanContext {
    /// Whether everything has reached the server.
    #[must_use]
    pub fn sync(self) -> Signal<SyncState> {
        self.sync.into()
    }

    /// Runs every time when the last operation from here has reached the server.
    pub fn when_saved(self, run: impl Fn() + 'static) {
        let sync = self.sync();
        Effect::new(move |was: Option<bool>| {
            let is_saved = sync.get() == SyncState::Saved;
            if is_saved && was == Some(false) {
                run();
            }
            is_saved
        });
    }

    /// Whether something of a task waits for the network.
    #[must_use]
    pub fn waits(self, task: TaskId) -> bool {
        self.waiting.with(|waiting| waiting.contains(&task))
    }

    /// Tells the views, and shows how many operations are on their way.
    pub(super) fn note_change(self) {
        let read = |replica: &Replica| {
            (self.count_unsent(replica), replica.can_undo_redo(), replica.view().version)
        };
        let Some((pending, stacks, version)) = self.replica.try_with_value(read) else { return };
        self.stacks.set(stacks);
        self.sync.update(|sync| {
            *sync = match (pending, *sync) {
                (0, _) => SyncState::Saved,
                (count, SyncState::Offline(_)) => SyncState::Offline(count),
                (count, SyncState::SignedOut(_)) => SyncState::SignedOut(count),
                (count, _) => SyncState::Saving(count),
            };
        });
        self.note_waiting();
        // Of each operation from here the server says twice that it has it, in its answer and over
        // the live channel: that is no change.
        let shown = self.shown.try_update_value(|shown| std::mem::replace(shown, version));
        if shown != Some(version) {
            self.changed.notify();
        }
    }

    /// Marks the tasks whose changes wait for the network.
    fn note_waiting(self) {
        let waits =
            matches!(self.sync.get_untracked(), SyncState::Offline(_) | SyncState::SignedOut(_));
        let now = match waits {
            true => self.replica.try_with_value(Replica::pending_tasks).unwrap_or_default(),
            false => BTreeSet::new(),
        };
        if self.waiting.with_untracked(|before| *before != now) {
            self.waiting.set(now);
        }
    }

    /// Sends what is pending, in order.
    pub(super) fn send(self) {
        if self.is_sending.try_get_value() != Some(false) {
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
        let most = if self.singly.try_get_value().unwrap_or(0) > 0 { 1 } else { SENT_MAX };
        let next = |replica: &Replica| self.unsent(replica, most);
        let next = self.told_seq().zip(self.replica.try_with_value(next));
        let Some((since, mut ops)) = next else { return false };
        if ops.is_empty() {
            return false;
        }
        ops.truncate(batch_of(&ops));
        let mut ids: Vec<OpId> = ops.iter().map(|made| made.id).collect();
        match self.submit(since, ops).await {
            Ok(sent) => {
                let is_refused = !sent.refused.is_empty();
                // What is refused goes before what others did slips in below it.
                for (id, why) in sent.refused {
                    ids.retain(|taken| *taken != id);
                    self.drop_refused(id, why);
                }
                self.receive(&sent.committed, &ids);
                if is_refused {
                    // Without what others did nobody sees why.
                    self.show_held();
                }
                self.say_synced(ids.len());
                self.singly.try_update_value(|left| *left = left.saturating_sub(1));
            }
            Err(AppError::Offline | AppError::Busy) => {
                self.wait_and_retry();
                return false;
            }
            Err(AppError::SignedOut) => {
                self.note_signed_out();
                return false;
            }
            Err(AppError::Outdated) => {
                self.note_outdated();
                return false;
            }
            Err(AppError::Gap) => {
                self.open_again();
                return false;
            }
            // One of them may be the reason: each is sent by itself, so that only that one goes.
            Err(AppError::TooLarge | AppError::Refused(_) | AppError::Internal { .. })
                if ids.len() > 1 =>
            {
                self.singly.try_set_value(ids.len());
            }
            // The whole call was refused: not a single one of them will ever be taken like this.
            Err(why) => {
                self.singly.try_update_value(|left| *left = left.saturating_sub(1));
                ids.into_iter().for_each(|id| self.drop_refused(id, why.clone()));
            }
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

    /// Takes over what the server told; where the copy does not fit the plan is opened again. Of
    /// those that were `sent` the server has said that it has them: what it does not tell again it
    /// had before.
    pub(super) fn take_over(self, committed: &[Committed], sent: &[OpId]) {
        let (tasks, mut heard) = (self.before_me(), Heard::default());
        let hear = |entry: &Committed, back: &PlanOp| heard.take_up(&tasks, entry, back);
        let take_over = |replica: &mut Replica| -> Result<_, Gap> {
            let mut refused = replica.catch_up_hearing(committed, hear)?;
            refused.extend(replica.settle(sent));
            Ok(refused)
        };
        match self.replica.try_update_value(take_over) {
            Some(Ok(refused)) => {
                // What this person did in another tab is in the kept plan of this one too.
                let me = self.me();
                let own = committed.iter().filter(|entry| entry.by == me).map(|entry| entry.id);
                let known = sent.iter().copied().chain(own.filter(|id| !sent.contains(id)));
                self.unkept.try_update_value(|unkept| unkept.extend(known));
                self.keep_all_refused(refused);
                self.note_change();
                self.keep_soon();
                self.tell_heard(heard);
            }
            Some(Err(Gap)) => self.open_again(),
            None => {}
        }
    }

    /// Opens the plan from the server once more, under what is pending.
    pub(super) fn open_again(self) {
        spawn_local(async move {
            let unconfirmed = |replica: &Replica| {
                let all = replica.next_to_send(usize::MAX).into_iter();
                all.map(|made| made.id).collect::<Vec<_>>()
            };
            let Some(unconfirmed) = self.replica.try_with_value(unconfirmed) else { return };
            let had = Had { by: None, seq: None, unconfirmed };
            match self.ask_for_plan(had).await {
                Ok(Opened { seq, plan: Some(plan), known, .. }) => {
                    let replace = |replica: &mut Replica| replica.replace(seq, plan, &known);
                    let refused = self.replica.try_update_value(replace).unwrap_or_default();
                    // All of that is in the plan as it is now.
                    self.let_go_of_held();
                    self.unkept.try_update_value(|unkept| unkept.extend(known));
                    self.keep_all_refused(refused);
                    self.note_change();
                    self.keep_soon();
                    self.send();
                }
                Ok(_) => {}
                Err(AppError::Offline | AppError::Busy) => {
                    set_timeout(move || self.open_again(), RETRY);
                }
                Err(AppError::SignedOut) => self.note_signed_out(),
                Err(_) => self.lose_right(),
            }
        });
    }

    /// The plan is nothing for this person any more: it goes from the screen and the device.
    pub(super) fn lose_right(self) {
        let is_shown = self.closed.try_set(Some(AppError::NotFound)).is_none();
        if is_shown && self.source() == Source::Project {
            kept::forget_plan(self.me(), self.project());
        }
    }

    pub(super) fn note_signed_out(self) {
        self.sync.try_set(SyncState::SignedOut(self.count_pending()));
    }

    /// Keeps the plan on this device once nothing has happened for a while.
    pub(super) fn keep_soon(self) {
        if self.facts.try_with_value(|facts| facts.source) != Some(Source::Project) {
            return;
        }
        let Some(turn) = self.keeping.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        }) else {
            return;
        };
        let keep = move || {
            if self.keeping.try_get_value() == Some(turn) {
                self.keep();
            }
        };
        set_timeout(keep, QUIET);
    }

    fn keep(self) {
        let copy = |replica: &Replica| (replica.seq(), replica.confirmed());
        let Some((seq, plan)) = self.replica.try_with_value(copy) else { return };
        let now = self.now();
        self.facts.with_value(|facts| {
            kept::write_plan(Opened {
                head: facts.head.clone(),
                seq,
                plan: Some(plan),
                ops: Vec::new(),
                known: Vec::new(),
                people: facts.people.clone(),
                now,
                me: facts.me,
                may_edit: facts.may_edit,
                may_work: facts.may_work,
            });
        });
        // From now on the kept plan holds them.
        for id in self.unkept.try_update_value(std::mem::take).unwrap_or_default() {
            kept::forget_op(self.me(), self.project(), id);
        }
    }

    /// After a time without network the person hears that everything has arrived.
    fn say_synced(self, count: usize) {
        if matches!(self.sync.try_get_untracked(), Some(SyncState::Offline(_))) {
            self.sync.try_set(SyncState::Saving(self.count_pending()));
            self.note_change();
            self.toasts.say(tu_string!(self.words, shell.synced, count = grouped(count)));
        }
    }

    fn wait_and_retry(self) {
        self.sync.try_set(SyncState::Offline(self.count_pending()));
        self.note_change();
        // What is done meanwhile tries at once; only one of all these is tried again by itself.
        if self.is_retrying.try_get_value() != Some(false) {
            return;
        }
        self.is_retrying.set_value(true);
        let retry = move || {
            self.is_retrying.try_set_value(false);
            self.send();
        };
        set_timeout(retry, RETRY);
    }

    fn count_pending(self) -> usize {
        self.replica.try_with_value(|replica| self.count_unsent(replica)).unwrap_or(0)
    }
}
