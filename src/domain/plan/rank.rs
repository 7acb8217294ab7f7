//! Fractional ranks: an order in which a thing can always be put between two others.
//!
//! A rank is a fraction in base 62 written without the leading "0.", compared as text. It never
//! ends in the lowest digit, so there is always room below it.

use serde::{Deserialize, Serialize};

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LOWEST: u8 = DIGITS[0];
const HIGHEST: u8 = DIGITS[61];

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
            && bytes.last() != Some(&LOWEST)
    }
}

/// A number in base 62 with leading zeros, trailing ones dropped so that the rank stays valid.
fn written(mut number: usize, width: u32) -> String {
    let mut digits = vec![LOWEST; width as usize];
    for place in digits.iter_mut().rev() {
        *place = DIGITS[number % 62];
        number /= 62;
    }
    while digits.len() > 1 && digits.last() == Some(&LOWEST) {
        digits.pop();
    }
    String::from_utf8_lossy(&digits).into_owned()
}

/// A short fraction between two fractions: half-way where both neighbours are near, the next one
/// where only one is. Half-way to an open end would take another digit for every sixth thing that
/// is put there, and the end is where most things are put.
fn midpoint(low: &[u8], high: Option<&[u8]>) -> String {
    let mut result = Vec::with_capacity(low.len() + 1);
    let mut place = 0;
    loop {
        let rest = low.get(place..).unwrap_or_default();
        let Some(high) = high else {
            result.extend(next_above(rest));
            break;
        };
        let above = high.get(place..).unwrap_or_default();
        if rest.is_empty() {
            result.extend(next_below(above));
            break;
        }
        let floor = rest.first().map_or(0, |byte| digit(*byte));
        let ceiling = above.first().map_or(0, |byte| digit(*byte));
        if ceiling > floor + 1 {
            result.push(DIGITS[floor.midpoint(ceiling)]);
            break;
        }
        result.push(DIGITS[floor]);
        place += 1;
        if ceiling > floor {
            // One step apart here: anything above the rest of `low` lies in between.
            result.extend(next_above(low.get(place..).unwrap_or_default()));
            break;
        }
    }
    String::from_utf8_lossy(&result).into_owned()
}

/// A fraction after this one, where nothing lies above. It gets wider only when all of its width
/// are taken, and then by as much again: a few digits hold any number of things.
fn next_above(low: &[u8]) -> Vec<u8> {
    if low.is_empty() {
        return vec![DIGITS[31]];
    }
    let mut width = 1;
    while low.len() >= width && low[..width].iter().all(|byte| *byte == HIGHEST) {
        width += wider(width);
    }
    let mut digits = of_width(low, width);
    let raised = digits.iter().rposition(|byte| *byte != HIGHEST).unwrap_or(0);
    digits[raised] = DIGITS[(digit(digits[raised]) + 1).min(61)];
    digits[raised + 1..].fill(LOWEST);
    let last = width - 1;
    if digits[last] == LOWEST {
        digits[last] = DIGITS[1];
    }
    digits
}

/// A fraction before this one, where nothing lies below; as wide as it has to be, as above.
fn next_below(high: &[u8]) -> Vec<u8> {
    let mut width = 1;
    while high.len() >= width && !has_room_below(&high[..width]) {
        width += wider(width);
    }
    let mut digits = of_width(high, width);
    let last = width - 1;
    if digit(digits[last]) > 1 {
        digits[last] = DIGITS[digit(digits[last]) - 1];
        return digits;
    }
    let lowered = digits[..last].iter().rposition(|byte| *byte != LOWEST).unwrap_or(0);
    digits[lowered] = DIGITS[digit(digits[lowered]).saturating_sub(1)];
    digits[lowered + 1..].fill(HIGHEST);
    digits
}

/// Whether a fraction of the same width, which must not end in the lowest digit, lies below.
fn has_room_below(digits: &[u8]) -> bool {
    digits
        .split_last()
        .is_some_and(|(last, before)| digit(*last) > 1 || before.iter().any(|byte| *byte != LOWEST))
}

/// By how many digits a width grows.
fn wider(width: usize) -> usize {
    width.min(4)
}

/// The first digits of a fraction, as if lowest ones followed.
fn of_width(digits: &[u8], width: usize) -> Vec<u8> {
    let mut digits = digits[..width.min(digits.len())].to_vec();
    digits.resize(width, LOWEST);
    digits
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

    #[test]
    fn ranks_stay_short_however_many_are_put_at_one_end() {
        let [first, last] = [Rank("A".to_owned()), Rank("Z".to_owned())];
        for (low, high) in [(None, None), (Some(&first), None), (Some(&first), Some(&last))] {
            let (mut above, mut below) = (None::<Rank>, None::<Rank>);
            for count in 0..20_000 {
                let next = Rank::between(above.as_ref().or(low), high);
                assert!(above.as_ref().or(low) < Some(&next), "{count}");
                assert!(high.is_none_or(|high| next < *high), "{count}");
                assert!(next.is_valid() && next.0.len() <= 10, "{count}: {next:?}");
                above = Some(next);
                let next = Rank::between(low, below.as_ref().or(high));
                assert!(low < Some(&next), "{count}");
                assert!(below.as_ref().or(high).is_none_or(|other| next < *other), "{count}");
                assert!(next.is_valid() && next.0.len() <= 10, "{count}: {next:?}");
                below = Some(next);
            }
        }
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
