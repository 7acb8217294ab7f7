//! Percentiles by the nearest-rank method.

use serde::{Deserialize, Serialize};

use super::Days;

/// The values that 50, 85 and 95 percent do not exceed, by the nearest-rank method: the value at
/// place `ceil(p / 100 · n)` of `n` values in order, counted from 1. Each is one of the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says itself")]
pub struct Percentiles<T> {
    pub p50: T,
    pub p85: T,
    pub p95: T,
}

impl<T: Copy> Percentiles<T> {
    /// Of values in order; none without a value.
    pub(super) fn of(sorted: &[T]) -> Option<Self> {
        let at = |percent| nearest_rank(sorted, percent);
        Some(Self { p50: at(50)?, p85: at(85)?, p95: at(95)? })
    }

    /// The same with each value as something else.
    pub(super) fn map<U>(self, to: impl Fn(T) -> U) -> Percentiles<U> {
        Percentiles { p50: to(self.p50), p85: to(self.p85), p95: to(self.p95) }
    }
}

impl Percentiles<Days> {
    /// Of times in any order; none without a time.
    pub(super) fn of_days(days: impl Iterator<Item = Days>) -> Option<Self> {
        Self::of(&sorted(days))
    }
}

/// Times from the shortest to the longest.
pub(super) fn sorted(days: impl Iterator<Item = Days>) -> Vec<Days> {
    let mut days: Vec<Days> = days.collect();
    days.sort_by(Days::total_cmp);
    days
}

/// The value at place `ceil(percent / 100 · n)` of `n` values in order; none without a value.
pub(super) fn nearest_rank<T: Copy>(sorted: &[T], percent: usize) -> Option<T> {
    let place = (percent * sorted.len()).div_ceil(100).max(1);
    sorted.get(place - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[u32], expected: [u32; 3]) {
        let [p50, p85, p95] = expected;
        assert_eq!(Percentiles::of(values), Some(Percentiles { p50, p85, p95 }));
    }

    #[test]
    fn a_percentile_is_the_value_at_its_rank() {
        assert_eq!(Percentiles::<u32>::of(&[]), None);
        check(&[7], [7, 7, 7]);
        // Of five: 2.5, 4.25 and 4.75, rounded up to the third, fifth and fifth.
        check(&[15, 20, 35, 40, 50], [35, 50, 50]);
        // Of twenty: the tenth, the 17th and the 19th, all exact.
        check(&(1..=20).collect::<Vec<_>>(), [10, 17, 19]);
    }
}
