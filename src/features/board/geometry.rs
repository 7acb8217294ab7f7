//! Where a carried card is: the column and the place below it. Pure.

use crate::features::shared::hand::Point;

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

impl Area {
    /// The rectangle with these two corners, whichever lies where.
    #[must_use]
    pub const fn between(one: Point, other: Point) -> Self {
        Self {
            left: one.x.min(other.x),
            right: one.x.max(other.x),
            top: one.y.min(other.y),
            bottom: one.y.max(other.y),
        }
    }

    /// Whether it has a place in common with another one.
    #[must_use]
    pub const fn touches(&self, other: &Self) -> bool {
        self.left <= other.right
            && other.left <= self.right
            && self.top <= other.bottom
            && other.top <= self.bottom
    }
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
    fn the_drop_place_follows_the_middles_of_the_cards() {
        let middles = [50.0, 150.0, 300.0];
        for (y, place) in [(0.0, 0), (51.0, 1), (149.0, 1), (200.0, 2), (999.0, 3)] {
            assert_eq!(place_at(y, 3, |card| middles[card]), place, "{y}");
        }
        assert_eq!(place_at(10.0, 0, |_| 0.0), 0);
    }

    #[test]
    fn a_frame_touches_what_it_reaches_in_any_direction() {
        let card = Area { left: 100.0, right: 200.0, top: 50.0, bottom: 90.0 };
        let check = |from: (f64, f64), to: (f64, f64), expected: bool| {
            let point = |(x, y): (f64, f64)| Point { x, y };
            let frame = Area::between(point(from), point(to));
            assert_eq!(frame.touches(&card), expected, "{from:?} {to:?}");
        };
        check((0.0, 0.0), (120.0, 60.0), true);
        check((120.0, 60.0), (0.0, 0.0), true);
        check((150.0, 60.0), (160.0, 70.0), true);
        check((0.0, 0.0), (400.0, 400.0), true);
        check((0.0, 0.0), (99.0, 400.0), false);
        check((0.0, 91.0), (400.0, 400.0), false);
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
