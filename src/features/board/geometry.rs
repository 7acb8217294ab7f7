//! Where a carried card is: the speed of scrolling by itself, the column and the place below it.
//! Pure.

use crate::features::shared::hand::Point;

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

/// Where something is in the window, in px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Its left edge.
    pub left: f64,
    /// Its right edge.
    pub right: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its lower edge.
    pub bottom: f64,
}

/// The cell under a pointer, else the nearest one of the nearest column. What has no width is out
/// of sight.
#[must_use]
pub fn cell_at(at: Point, cells: &[Area]) -> Option<usize> {
    let away = |from: f64, to: f64, at: f64| (from - at).max(at - to).max(0.0);
    let distance =
        |cell: &Area| (away(cell.left, cell.right, at.x), away(cell.top, cell.bottom, at.y));
    let in_sight = (0..cells.len()).filter(|cell| cells[*cell].right > cells[*cell].left);
    in_sight.min_by(|a, b| {
        let (a, b) = (distance(&cells[*a]), distance(&cells[*b]));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    })
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
    fn the_nearest_cell_of_the_nearest_column_counts() {
        let cell =
            |left: f64, top: f64| Area { left, right: left + 100.0, top, bottom: top + 50.0 };
        let folded = Area { left: 0.0, right: 0.0, top: 0.0, bottom: 0.0 };
        let cells = [cell(0.0, 0.0), cell(116.0, 0.0), folded, cell(0.0, 80.0), cell(116.0, 80.0)];
        let found = [
            ((-50.0, 10.0), 0),
            ((106.0, 10.0), 0),
            ((110.0, 10.0), 1),
            ((900.0, 999.0), 4),
            ((50.0, 60.0), 0),
            ((50.0, 70.0), 3),
        ];
        for ((x, y), expected) in found {
            assert_eq!(cell_at(Point { x, y }, &cells), Some(expected), "{x} {y}");
        }
        assert_eq!(cell_at(Point { x: 0.0, y: 0.0 }, &[]), None);
    }
}
