//! What others did while live updates are paused: who asks again for it once it may be seen.

use std::collections::BTreeSet;

/// One set for each change that was told: the numbers of those whom it concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Held(Vec<BTreeSet<u64>>);

impl Held {
    /// Takes up a change and whom it concerns. After the channel was lost nobody knows what was
    /// changed: that is no other change where some wait already.
    pub(super) fn take_in(&mut self, numbers: BTreeSet<u64>, is_known: bool) {
        match self.0.last_mut() {
            Some(last) if !is_known => last.extend(numbers),
            Some(_) | None => self.0.push(numbers),
        }
    }

    /// Whoever is gone waits for nothing.
    pub(super) fn forget(&mut self, number: u64) {
        self.0.retain_mut(|numbers| {
            numbers.remove(&number);
            !numbers.is_empty()
        });
    }

    /// How many changes wait.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Forgets all changes, and hands out whom they concern.
    pub(super) fn let_go(&mut self) -> BTreeSet<u64> {
        std::mem::take(&mut self.0).into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(changes: &[&[u64]]) -> Held {
        let mut held = Held::default();
        for numbers in changes {
            held.take_in(numbers.iter().copied().collect(), true);
        }
        held
    }

    #[test]
    fn a_change_that_concerns_several_counts_once_and_each_is_handed_out_once() {
        let mut held = held(&[&[1, 2], &[2], &[2, 3]]);
        assert_eq!(held.count(), 3);
        assert_eq!(held.let_go(), BTreeSet::from([1, 2, 3]));
        assert_eq!(held, Held::default());
    }

    #[test]
    fn what_only_concerns_who_is_gone_waits_no_more() {
        let mut held = held(&[&[1, 2], &[2], &[3]]);
        held.forget(2);
        assert_eq!(held.count(), 2);
        assert_eq!(held.let_go(), BTreeSet::from([1, 3]));
    }

    #[test]
    fn a_lost_channel_counts_only_where_nothing_waits() {
        let mut held = Held::default();
        held.take_in(BTreeSet::from([1]), false);
        held.take_in(BTreeSet::from([1, 2]), false);
        assert_eq!(held.count(), 1);
        held.take_in(BTreeSet::from([2]), true);
        held.take_in(BTreeSet::from([3]), false);
        assert_eq!(held.count(), 2);
        assert_eq!(held.let_go(), BTreeSet::from([1, 2, 3]));
    }
}
