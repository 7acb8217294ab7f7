//! When so many more cards will be done, by a Monte Carlo simulation: the days to come are drawn,
//! each for itself and with replacement, from the days that were.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Percentiles, Throughput};

/// How many futures are simulated.
pub const RUNS: usize = 10_000;
/// How many days of history are drawn from at most: the last ones that are over.
pub const WINDOW: usize = 90;
/// How many days of history a forecast needs.
pub const DAYS_NEEDED: usize = 14;
/// How many cards must have been finished on the days that are drawn from.
pub const FINISHED_NEEDED: u32 = 5;
/// How many days ahead a forecast looks: about ten years.
pub const HORIZON: u32 = 3650;

/// When so many more cards will be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// How many cards.
    pub cards: u32,
    /// The days by whose end 50, 85 and 95 percent of the simulated futures had finished them.
    pub done: Percentiles<NaiveDate>,
}

/// Why there is no forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoForecast {
    /// The plan has too few days behind it.
    FewDays {
        /// How many there are, without today.
        found: u32,
        /// How many there must be.
        needed: u32,
    },
    /// Too few cards were finished on the days that would be drawn from.
    FewFinished {
        /// How many were.
        found: u32,
        /// How many there must be.
        needed: u32,
    },
    /// At this pace it would take longer than `HORIZON`, and nobody knows what is then.
    TooFar,
}

impl Throughput {
    /// When so many more cards will be done if the days to come, from tomorrow on, are like the
    /// last up to `WINDOW` days before today, days without a finished card included. The same seed
    /// gives the same answer.
    ///
    /// # Errors
    /// Why the history says too little.
    pub fn forecast(&self, cards: u32, seed: u64) -> Result<Forecast, NoForecast> {
        let past = &self.days[..self.days.len().saturating_sub(1)];
        if past.len() < DAYS_NEEDED {
            let (found, needed) = (counted(past.len()), counted(DAYS_NEEDED));
            return Err(NoForecast::FewDays { found, needed });
        }
        let drawn_from = &past[past.len().saturating_sub(WINDOW)..];
        let found = drawn_from.iter().sum();
        if found < FINISHED_NEEDED {
            return Err(NoForecast::FewFinished { found, needed: FINISHED_NEEDED });
        }
        let mut random = SplitMix64(seed);
        let mut futures: Vec<u32> =
            (0..RUNS).map(|_| simulated(drawn_from, cards, &mut random)).collect();
        futures.sort_unstable();
        let days = Percentiles::of(&futures).filter(|days| days.p95 <= HORIZON);
        let days = days.ok_or(NoForecast::TooFar)?;
        let today = self.today();
        let date = |days: u32| today + chrono::Days::new(u64::from(days));
        Ok(Forecast { cards, done: days.map(date) })
    }
}

/// The number of days until so many cards are done, in one simulated future; one more than
/// `HORIZON` when they are not done by then.
fn simulated(days: &[u32], cards: u32, random: &mut SplitMix64) -> u32 {
    let mut left = cards;
    let mut taken = 0;
    while left > 0 && taken <= HORIZON {
        left = left.saturating_sub(days[random.below(days.len())]);
        taken += 1;
    }
    taken
}

fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The `SplitMix64` generator: 64 bits of state, each output a mix of the next multiple of an odd
/// constant. Good enough to draw days, and nothing that has to be secret.
struct SplitMix64(u64);

impl SplitMix64 {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`: the high half of a product, whose bias is below `end / 2^64`.
    fn below(&mut self, end: usize) -> usize {
        let product = u128::from(self.next()) * end as u128;
        usize::try_from(product >> 64).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Days that end on 1 June 2026, which is not over.
    fn throughput(past: &[u32]) -> Throughput {
        let today: NaiveDate = "2026-06-01".parse().unwrap();
        let first = today - chrono::Days::new(past.len() as u64);
        Throughput::new(first, past.iter().copied().chain([99]).collect())
    }

    /// The 50, 85 and 95 % dates as days after 1 June.
    fn days(past: &[u32], cards: u32) -> [i64; 3] {
        let throughput = throughput(past);
        let done = throughput.forecast(cards, 1).unwrap().done;
        [done.p50, done.p85, done.p95].map(|day| (day - throughput.today()).num_days())
    }

    #[test]
    fn the_generator_gives_the_published_numbers() {
        let mut random = SplitMix64(1_234_567);
        let expected = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(expected.map(|_| random.next()), expected);
    }

    #[test]
    fn days_that_are_all_alike_leave_no_doubt() {
        assert_eq!(days(&[1; 14], 10), [10; 3]);
        // Three a day: ten cards need four days.
        assert_eq!(days(&[3; 200], 10), [4; 3]);
        assert_eq!(days(&[3; 200], 0), [0; 3]);
    }

    #[test]
    fn one_card_waits_as_long_as_dice_do() {
        // One card on every third day: done within n days with 1 - (2/3)^n. That is 0.556 for two
        // days (one: 0.333), 0.868 for five (four: 0.802), 0.961 for eight (seven: 0.941).
        assert_eq!(days(&[0, 0, 1].repeat(30), 1), [2, 5, 8]);
        // Two cards, within n days with 1 - (2/3)^n - n/3 (2/3)^(n-1): 0.539 for five days (four:
        // 0.407), 0.857 for nine (eight: 0.805), 0.961 for 13 (twelve: 0.946).
        assert_eq!(days(&[0, 0, 1].repeat(30), 2), [5, 9, 13]);
    }

    #[test]
    fn only_the_last_ninety_days_that_are_over_are_drawn_from() {
        let past = [[50; 100].as_slice(), &[1; 90]].concat();
        assert_eq!(days(&past, 7), [7; 3]);
    }

    #[test]
    fn too_little_history_is_named() {
        let refused = |past: &[u32], cards| throughput(past).forecast(cards, 1).unwrap_err();
        assert_eq!(refused(&[1; 13], 1), NoForecast::FewDays { found: 13, needed: 14 });
        let few = [[0; 20].as_slice(), &[2, 2]].concat();
        assert_eq!(refused(&few, 1), NoForecast::FewFinished { found: 4, needed: 5 });
        let long_ago = [[9; 20].as_slice(), &[0; 90]].concat();
        assert_eq!(refused(&long_ago, 1), NoForecast::FewFinished { found: 0, needed: 5 });
        assert_eq!(refused(&[1; 90], 3651), NoForecast::TooFar);
        assert_eq!(days(&[1; 90], 3650), [3650; 3]);
        let empty = Throughput { days: Vec::new(), ..throughput(&[]) };
        assert!(empty.forecast(1, 1).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]
        #[test]
        fn more_cards_take_no_less_time(
            past in prop::collection::vec(0_u32..3, 30..120), cards in 1_u32..20, seed: u64,
        ) {
            let throughput = throughput(&past);
            let forecast = |cards| throughput.forecast(cards, seed);
            prop_assert_eq!(forecast(cards), forecast(cards));
            if let (Ok(less), Ok(more)) = (forecast(cards), forecast(3 * cards + 5)) {
                prop_assert!(less.done.p50 <= less.done.p85 && less.done.p85 <= less.done.p95);
                prop_assert!(less.done.p50 <= more.done.p50 && less.done.p95 <= more.done.p95);
            }
        }
    }
}
