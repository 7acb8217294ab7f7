//! Live updates that are paused: what others do waits here, in order, until the person wants to see
//! it. What this person does goes to the server all the same.

use domain::plan::{Committed, Made, Replica};
use domain::{OpId, UserId};
use leptos::prelude::*;

use super::PlanContext;
use crate::features::shared::stirs::Stirs;

/// Whether what others do is held back, and what of it.
#[derive(Clone, Copy)]
pub(super) struct Pausing {
    is_on: Signal<bool>,
    held: StoredValue<Held>,
    /// How many operations of others are held back.
    count: RwSignal<usize>,
}

/// What the server has told and the plan does not show yet: it begins with somebody else's
/// operation, and own ones that were numbered after that wait with it.
#[derive(Clone, Debug, Default)]
struct Held(Vec<Committed>);

impl Pausing {
    pub(super) fn new() -> Self {
        Self {
            is_on: Stirs::expect().is_paused(),
            held: StoredValue::new(Held::default()),
            count: RwSignal::new(0),
        }
    }
}

impl Held {
    /// Takes up what was not told before; `seq` is the last operation that the plan shows. Hands
    /// out what is this person's own and comes before anything of others.
    fn take_in(&mut self, seq: i64, me: UserId, committed: &[Committed]) -> Vec<Committed> {
        let known = self.seq().unwrap_or(seq);
        self.0.extend(committed.iter().filter(|entry| entry.seq > known).cloned());
        let own = self.0.iter().take_while(|entry| entry.by == me).count();
        self.0.drain(..own).collect()
    }

    fn seq(&self) -> Option<i64> {
        self.0.last().map(|entry| entry.seq)
    }

    fn has(&self, id: OpId) -> bool {
        self.0.iter().any(|entry| entry.id == id)
    }

    fn count_of_others(&self, me: UserId) -> usize {
        self.0.iter().filter(|entry| entry.by != me).count()
    }
}

impl PlanContext {
    /// How many operations of others are held back.
    #[must_use]
    pub fn held_back(self) -> Signal<usize> {
        self.pausing.count.into()
    }

    /// Goes on with everything that was held back once live updates are paused no more.
    pub(super) fn follow_pause(self) {
        Effect::new(move |was: Option<bool>| {
            let is_on = self.pausing.is_on.get();
            if was.is_some_and(|was| was != is_on) {
                untrack(|| {
                    self.show_others();
                    if !is_on {
                        self.show_held();
                    }
                });
            }
            is_on
        });
    }

    /// Takes everything that is held back into the plan; what comes later waits again.
    pub fn show_held(self) {
        let held = self.let_go_of_held();
        if !held.is_empty() {
            self.take_over(&held, &[]);
        }
    }

    /// Forgets what is held back, and hands it out.
    pub(super) fn let_go_of_held(self) -> Vec<Committed> {
        self.pausing.count.try_set(0);
        self.pausing.held.try_update_value(std::mem::take).unwrap_or_default().0
    }

    /// Takes over what the server told, or holds back what is not this person's own; `sent` are
    /// those of which the server has said that it has them.
    pub(super) fn receive(self, committed: &[Committed], sent: &[OpId]) {
        if self.is_paused_now() != Some(true) {
            return self.take_over(committed, sent);
        }
        let (seq, me) = (self.seq(), self.me());
        let taken = self.pausing.held.try_update_value(|held| {
            let own = held.take_in(seq, me, committed);
            // What is held back is not in the plan that is shown, and stays on top of it.
            let shown: Vec<OpId> = sent.iter().copied().filter(|id| !held.has(*id)).collect();
            (own, shown, held.count_of_others(me))
        });
        if let Some((own, shown, count)) = taken {
            self.pausing.count.try_set(count);
            self.take_over(&own, &shown);
        }
    }

    /// Whether it is paused; nothing once the plan is closed.
    pub(super) fn is_paused_now(self) -> Option<bool> {
        self.pausing.is_on.try_get_untracked()
    }

    /// The last operation that the server has told, also where it is held back.
    pub(super) fn told_seq(self) -> Option<i64> {
        let held = self.pausing.held.try_with_value(Held::seq)?;
        held.or_else(|| self.replica.try_with_value(Replica::seq))
    }

    /// The oldest operations that the server has not taken, in order, `max` at most.
    pub(super) fn unsent(self, replica: &Replica, max: usize) -> Vec<Made> {
        let unsent = |held: &Held| {
            let mut first = replica.next_to_send(max.saturating_add(held.0.len()));
            first.retain(|made| !held.has(made.id));
            first.truncate(max);
            first
        };
        self.pausing.held.try_with_value(unsent).unwrap_or_default()
    }

    /// How many operations the server has not taken.
    pub(super) fn count_unsent(self, replica: &Replica) -> usize {
        match self.pausing.held.try_with_value(|held| held.0.is_empty()) {
            Some(false) => self.unsent(replica, usize::MAX).len(),
            Some(true) | None => replica.pending(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::plan::{Origin, PlanOp};
    use domain::time::Timestamp;

    use super::*;

    fn person(number: u64) -> UserId {
        UserId::new(number, [0; 10])
    }

    fn op(seq: i64) -> OpId {
        OpId::new(seq.unsigned_abs(), [0; 10])
    }

    /// Operations from a number on, by these people.
    fn told(first: i64, by: &[u64]) -> Vec<Committed> {
        let entry = |(seq, by): (i64, &u64)| Committed {
            seq,
            id: op(seq),
            by: person(*by),
            at: Timestamp(0),
            origin: Origin::default(),
            op: PlanOp::Batch(Vec::new()),
        };
        (first..).zip(by).map(entry).collect()
    }

    fn numbers(entries: &[Committed]) -> Vec<i64> {
        entries.iter().map(|entry| entry.seq).collect()
    }

    const ME: u64 = 1;

    #[test]
    fn as_long_as_nobody_else_does_anything_nothing_waits() {
        let mut held = Held::default();
        assert_eq!(numbers(&held.take_in(10, person(ME), &told(11, &[ME, ME]))), [11, 12]);
        assert_eq!(held.seq(), None);
    }

    #[test]
    fn what_comes_after_somebody_elses_waits_with_it() {
        let mut held = Held::default();
        assert_eq!(numbers(&held.take_in(10, person(ME), &told(11, &[ME, 2, ME, 3]))), [11]);
        assert_eq!(numbers(&held.0), [12, 13, 14]);
        assert_eq!(held.count_of_others(person(ME)), 2);
        assert!(held.has(op(13)) && !held.has(op(11)));
    }

    #[test]
    fn what_is_told_twice_waits_once() {
        let mut held = Held::default();
        assert!(held.take_in(10, person(ME), &told(10, &[2, 2])).is_empty());
        assert!(held.take_in(10, person(ME), &told(11, &[2, ME])).is_empty());
        assert_eq!(numbers(&held.0), [11, 12]);
        assert_eq!(held.seq(), Some(12));
    }
}
