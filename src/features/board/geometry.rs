//! Where a carried card is: the speed of scrolling by itself, the column and the place below it.
//! Pure.

/// Share of the container in which it scrolls by itself, and the most of it in px.
const SCROLL_ZONE: (f64, f64) = (0.25, 180.0);
/// Full speed of scrolling by itself, in px per second, reached at half the zone.
const SCROLL_SPEED: f64 = 900.0;
/// How long the speed grows after the zone is entered, in milliseconds.
const SCROLL_RAMP: f64 = 400.0;

/// The speed at which a container scrolls by itself, in px per second, negative towards its
/// beginning: `at` is the pointer's place within its `length`, `since_ms` the time since it
/// entered the zone.
#[must_use]
pub fn scroll_speed(at: f64, length: f64, since_ms: f64) -> f64 {
    let zone = (length * SCROLL_ZONE.0).min(SCROLL_ZONE.1);
    if zone <= 0.0 {
        return 0.0;
    }
    let (from_start, from_end) = (zone - at, zone - (length - at));
    let depth = (from_start.max(from_end) / (zone / 2.0)).clamp(0.0, 1.0);
    let ramp = (since_ms / SCROLL_RAMP).clamp(0.0, 1.0);
    let sign = if from_start > from_end { -1.0 } else { 1.0 };
    sign * depth * ramp * SCROLL_SPEED
}

/// The column under a pointer: the one that holds `x`, else the nearest. Columns are given by
/// their left and right edges.
#[must_use]
pub fn column_at(x: f64, columns: &[(f64, f64)]) -> Option<usize> {
    let away = |(left, right): (f64, f64)| (left - x).max(x - right).max(0.0);
    (0..columns.len()).min_by(|a, b| away(columns[*a]).total_cmp(&away(columns[*b])))
}

/// How many of `count` cards lie above a pointer, by their middles, which grow downwards; asks for
/// only a few of them.
#[must_use]
pub fn place_at(y: f64, count: usize, middle: impl Fn(usize) -> f64) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let probe = low.midpoint(high);
        if middle(probe) < y {
            low = probe + 1;
        } else {
            high = probe;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrolling_by_itself_grows_towards_the_edge() {
        let check = |at, since, expected: f64| {
            assert!((scroll_speed(at, 400.0, since) - expected).abs() < 0.01, "{at} {since}");
        };
        check(200.0, 1000.0, 0.0);
        check(100.0, 1000.0, 0.0);
        check(75.0, 1000.0, -450.0);
        check(50.0, 1000.0, -900.0);
        check(0.0, 1000.0, -900.0);
        check(0.0, 100.0, -225.0);
        check(325.0, 1000.0, 450.0);
        check(450.0, 1000.0, 900.0);
        assert!((scroll_speed(20.0, 2000.0, 1000.0) + 900.0).abs() < 0.01);
        assert!(scroll_speed(170.0, 2000.0, 1000.0) > -101.0);
    }

    #[test]
    fn the_drop_place_follows_the_middles_of_the_cards() {
        let middles = [50.0, 150.0, 300.0];
        for (y, place) in [(0.0, 0), (51.0, 1), (149.0, 1), (200.0, 2), (999.0, 3)] {
            assert_eq!(place_at(y, 3, |card| middles[card]), place, "{y}");
        }
        assert_eq!(place_at(10.0, 0, |_| 0.0), 0);
    }

    #[test]
    fn between_columns_the_nearest_one_counts() {
        let columns = [(0.0, 100.0), (116.0, 216.0)];
        for (x, column) in [(-50.0, 0), (50.0, 0), (106.0, 0), (110.0, 1), (900.0, 1)] {
            assert_eq!(column_at(x, &columns), Some(column), "{x}");
        }
        assert_eq!(column_at(0.0, &[]), None);
    }
}
