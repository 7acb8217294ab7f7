//! Numbers into places of a picture: the lines across it and the outlines in it. Pure.
//!
//! Every picture is `SIDE` wide and high, with its origin at the top left, and is stretched to the
//! room that it gets.

use std::fmt::Write;

/// Width and height of every picture.
pub const SIDE: f64 = 100.0;

/// How many distances between lines there are at most, or nearly.
const LINES: f64 = 4.0;

/// The values of the lines across a picture: from 0 to `most` or more, at even and round distances
/// of `least` or more.
pub fn ticks(most: f64, least: f64) -> Vec<f64> {
    let rough = (most / LINES).max(least);
    let power = 10_f64.powi(rough.log10().floor() as i32);
    // A hair of tolerance: 0.1 is not to become 0.2 because of a last binary digit.
    let is_enough = |step: &f64| *step >= rough * 0.999;
    let round = [1.0, 2.0, 5.0].map(|first| first * power);
    let step = round.into_iter().find(is_enough).unwrap_or(10.0 * power);
    let count = (most / step).ceil().max(1.0) as u32;
    (0..=count).map(|line| f64::from(line) * step).collect()
}

/// The highest value that the lines leave room for.
pub fn top(ticks: &[f64]) -> f64 {
    ticks.last().copied().unwrap_or(1.0)
}

/// How far along a row of so many places one of them is; where there is only one, it is the
/// beginning.
pub fn along(place: usize, count: usize) -> f64 {
    let steps = count.saturating_sub(1).max(1);
    place.min(steps) as f64 / steps as f64 * SIDE
}

/// The place nearest to so far along a row of so many places.
pub fn nearest(at: f64, count: usize) -> usize {
    let steps = count.saturating_sub(1);
    ((at / SIDE * steps as f64).round().max(0.0) as usize).min(steps)
}

/// How far down a value lies.
pub fn down(value: f64, top: f64) -> f64 {
    SIDE - value / top * SIDE
}

/// The outline of what lies between two rows of numbers of the same length, the lower row first. A
/// single number is drawn over the whole width.
pub fn area(lower: &[u32], upper: &[u32], top: f64) -> String {
    let mut path = String::new();
    let there = corners(upper, top);
    let back = corners(lower, top);
    for (place, (x, y)) in there.into_iter().chain(back.into_iter().rev()).enumerate() {
        let step = if place == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{step}{x:.2} {y:.2}");
    }
    path.push('Z');
    path
}

fn corners(values: &[u32], top: f64) -> Vec<(f64, f64)> {
    let height = |value: u32| down(value.into(), top);
    match values {
        [only] => vec![(0.0, height(*only)), (SIDE, height(*only))],
        _ => {
            let corner =
                |(place, value): (usize, &u32)| (along(place, values.len()), height(*value));
            values.iter().enumerate().map(corner).collect()
        }
    }
}

/// Dots as lines of almost no length: with round ends they stay round however the picture is
/// stretched.
pub fn dots(places: impl IntoIterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (x, y) in places {
        let _ = write!(path, "M{x:.2} {y:.2}h.01");
    }
    path
}

/// Lines across at values.
pub fn across(values: &[f64], top: f64) -> String {
    let mut path = String::new();
    for value in values {
        let _ = write!(path, "M0 {:.2}H{SIDE}", down(*value, top));
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(most: f64, least: f64, expected: &[f64]) {
        let found = ticks(most, least);
        let is_same = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-9;
        let are_same = found.len() == expected.len() && found.iter().zip(expected).all(is_same);
        assert!(are_same, "{most}: {found:?}");
    }

    #[test]
    fn lines_stand_at_round_numbers() {
        check(0.0, 1.0, &[0.0, 1.0]);
        check(1.0, 1.0, &[0.0, 1.0]);
        check(3.0, 1.0, &[0.0, 1.0, 2.0, 3.0]);
        check(7.0, 1.0, &[0.0, 2.0, 4.0, 6.0, 8.0]);
        check(23.0, 1.0, &[0.0, 10.0, 20.0, 30.0]);
        check(180.0, 1.0, &[0.0, 50.0, 100.0, 150.0, 200.0]);
        check(0.0, 0.1, &[0.0, 0.1]);
        check(1.7, 0.1, &[0.0, 0.5, 1.0, 1.5, 2.0]);
        check(0.32, 0.1, &[0.0, 0.1, 0.2, 0.3, 0.4]);
    }

    #[test]
    fn places_and_distances_belong_together() {
        assert_eq!([along(0, 1), along(0, 3), along(1, 3), along(2, 3)], [0.0, 0.0, 50.0, 100.0]);
        assert_eq!([nearest(0.0, 0), nearest(70.0, 1), nearest(70.0, 3)], [0, 0, 1]);
        assert_eq!([nearest(80.0, 3), nearest(100.0, 3), nearest(-5.0, 3)], [2, 2, 0]);
    }

    #[test]
    fn outlines_go_there_above_and_back_below() {
        let path = area(&[0, 1], &[2, 4], 4.0);
        assert_eq!(path, "M0.00 50.00L100.00 0.00L100.00 75.00L0.00 100.00Z");
        let path = area(&[0], &[2], 4.0);
        assert_eq!(path, "M0.00 50.00L100.00 50.00L100.00 100.00L0.00 100.00Z");
        assert_eq!(dots([(0.0, 5.0), (50.0, 7.25)]), "M0.00 5.00h.01M50.00 7.25h.01");
        assert_eq!(across(&[0.0, 2.0], 4.0), "M0 100.00H100M0 50.00H100");
    }
}
