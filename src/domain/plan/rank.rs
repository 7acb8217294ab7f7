//! Fractional ranks: an order in which a thing can always be put between two others.
//!
//! A rank is a fraction in base 62 written without the leading "0.", compared as text. It never
//! ends in the lowest digit, so there is always room below it.

use serde::{Deserialize, Serialize};

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A place in an order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rank(String);

impl Rank {
    /// The rank between two neighbours; none stands for the end of the order. Neighbours in the
    /// wrong order, which two people's moves can bring about, give a rank after the first.
    #[must_use]
    pub fn between(before: Option<&Self>, after: Option<&Self>) -> Self {
        let low = before.map_or(&[][..], |rank| rank.0.as_bytes());
        let high = after.map(|rank| rank.0.as_bytes()).filter(|high| low < *high);
        Self(midpoint(low, high))
    }

    /// Ranks for a whole list, in order, all of one length.
    #[must_use]
    pub fn sequence(count: usize) -> Vec<Self> {
        let mut width = 1;
        while 62_usize.pow(width) < count * 2 + 2 {
            width += 1;
        }
        let step = 62_usize.pow(width) / (count + 1);
        (1..=count).map(|place| Self(written(place * step, width))).collect()
    }

    /// Ranks for a whole list, in order, after everything up to `last`; none is an empty order.
    #[must_use]
    pub fn following(last: Option<&Self>, count: usize) -> Vec<Self> {
        let ranks = Self::sequence(count);
        let Some(last) = last else { return ranks };
        // What begins with something higher is higher, whatever comes behind it.
        let begin = Self::between(Some(last), None);
        ranks.into_iter().map(|rank| Self(format!("{}{}", begin.0, rank.0))).collect()
    }

    /// Whether the text is a rank that `between` could have made.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        let bytes = self.0.as_bytes();
        !bytes.is_empty()
            && bytes.len() <= 200
            && bytes.iter().all(|byte| DIGITS.contains(byte))
            && bytes.last() != Some(&DIGITS[0])
    }
}

/// A number in base 62 with leading zeros, trailing ones dropped so that the rank stays valid.
fn written(mut number: usize, width: u32) -> String {
    let mut digits = vec![DIGITS[0]; width as usize];
    for place in digits.iter_mut().rev() {
        *place = DIGITS[number % 62];
        number /= 62;
    }
    while digits.len() > 1 && digits.last() == Some(&DIGITS[0]) {
        digits.pop();
    }
    String::from_utf8_lossy(&digits).into_owned()
}

/// The shortest fraction about half-way between two fractions.
fn midpoint(low: &[u8], high: Option<&[u8]>) -> String {
    let mut result = Vec::with_capacity(low.len() + 1);
    let mut high = high;
    for place in 0.. {
        let floor = low.get(place).map_or(0, |byte| digit(*byte));
        let ceiling = high.map_or(62, |bytes| bytes.get(place).map_or(0, |byte| digit(*byte)));
        if ceiling > floor + 1 {
            result.push(DIGITS[floor.midpoint(ceiling)]);
            break;
        }
        result.push(DIGITS[floor]);
        if ceiling > floor {
            // One step apart here: anything above the rest of `low` lies in between.
            high = None;
        }
    }
    String::from_utf8_lossy(&result).into_owned()
}

fn digit(byte: u8) -> usize {
    DIGITS.iter().position(|digit| *digit == byte).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sequences_are_in_order_and_leave_room() {
        for count in [0, 1, 2, 61, 62, 5000] {
            let ranks = Rank::sequence(count);
            assert_eq!(ranks.len(), count);
            assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{count}");
            assert!(ranks.iter().all(Rank::is_valid), "{count}");
        }
    }

    #[test]
    fn what_follows_comes_after_the_last_one_again_and_again() {
        let mut all = Rank::following(None, 5);
        assert_eq!(all, Rank::sequence(5));
        for count in [0, 1, 62, 3000, 1, 7, 7, 7, 7, 7, 7, 7] {
            all.extend(Rank::following(all.last().cloned().as_ref(), count));
        }
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(all.iter().all(Rank::is_valid));
    }

    proptest! {
        #[test]
        fn there_is_always_room_between_neighbours(
            places in prop::collection::vec(0_usize..1000, 1..200),
        ) {
            let mut ranks: Vec<Rank> = Vec::new();
            for place in places {
                let place = place % (ranks.len() + 1);
                let before = place.checked_sub(1).map(|index| &ranks[index]);
                let rank = Rank::between(before, ranks.get(place));
                prop_assert!(rank.is_valid());
                ranks.insert(place, rank);
            }
            prop_assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
