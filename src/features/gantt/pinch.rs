//! Two fingers on the chart: how far they come apart or together is a zoom. Pure.

use super::scale::Zoom;

/// By how much the distance of two fingers grows from one zoom level to the next.
const STEP: f64 = 1.6;

/// Two fingers on the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pinch {
    /// How far they were apart when the second one came.
    pub from: f64,
    /// The zoom at that moment.
    pub zoom: Zoom,
}

impl Pinch {
    /// The zoom for fingers that are so far apart now; it snaps to the levels.
    pub fn zoom_at(self, distance: f64) -> Zoom {
        let ratio = distance.max(1.0) / self.from.max(1.0);
        let levels = (ratio.ln() / STEP.ln()).trunc() as i32;
        let step = |zoom: Zoom, _| if levels > 0 { zoom.closer() } else { zoom.wider() };
        (0..levels.abs()).fold(self.zoom, step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingers_that_part_come_closer_level_by_level() {
        let check = |distance: f64, expected: Zoom| {
            assert_eq!(Pinch { from: 100.0, zoom: Zoom::Month }.zoom_at(distance), expected);
        };
        check(100.0, Zoom::Month);
        check(150.0, Zoom::Month);
        check(165.0, Zoom::Week);
        check(270.0, Zoom::Day);
        check(900.0, Zoom::Day);
        check(70.0, Zoom::Month);
        check(60.0, Zoom::Quarter);
        check(0.0, Zoom::Quarter);
    }
}
