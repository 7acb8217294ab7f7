//! The chart on paper: how large it is drawn and which rows stand on which sheet. Pure.

use std::ops::Range;

/// A sheet, always across.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 297 by 210 mm.
    #[default]
    A4,
    /// 420 by 297 mm.
    A3,
}

/// Margin on all sides, in mm.
pub const MARGIN: f64 = 10.0;
/// CSS px in a mm.
const PX: f64 = 96.0 / 25.4;
/// The smallest share of its size on the screen at which words can still be read on paper.
const READABLE: f64 = 0.7;

/// How a chart is laid on sheets.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The rows of each sheet.
    pub sheets: Vec<Range<usize>>,
    /// Height of each sheet in px of the chart.
    pub height: f64,
}

impl Paper {
    /// Both of them with their names.
    pub const ALL: [(Self, &str); 2] = [(Self::A4, "A4"), (Self::A3, "A3")];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// What can be printed on, in CSS px.
    const fn room(self) -> (f64, f64) {
        let (width, height) = match self {
            Self::A4 => (297.0, 210.0),
            Self::A3 => (420.0, 297.0),
        };
        // A row less than the sheet holds: browsers round, and a px too much is a sheet more.
        ((width - 2.0 * MARGIN) * PX, (height - 2.0 * MARGIN) * PX - 4.0)
    }

    /// Whether a chart of this width in px can be read on it, one sheet wide.
    #[must_use]
    pub fn holds(self, width: f64) -> bool {
        self.room().0 / width >= READABLE
    }

    /// Lays a chart of this width, row height and number of rows on sheets, each with a frame of
    /// this height around its rows (title, head, foot).
    #[must_use]
    pub fn layout(self, width: f64, row: f64, rows: usize, frame: f64) -> Layout {
        let (room_width, room_height) = self.room();
        let height = room_height * width / room_width;
        let fitting = ((height - frame) / row).floor().max(1.0) as usize;
        let sheets = (0..rows.max(1)).step_by(fitting).map(|from| from..(from + fitting).min(rows));
        Layout { sheets: sheets.collect(), height }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_dealt_out_to_sheets() {
        // A4 across has 1046.9 by 714.1 px: at twice the width, 1428.3 px high.
        let layout = Paper::A4.layout(2.0 * 1046.929, 30.0, 100, 128.0);
        assert_eq!(layout.sheets, [0..43, 43..86, 86..100]);
        assert!((layout.height - 1428.3).abs() < 1.0, "{}", layout.height);
        assert_eq!(Paper::A3.layout(1500.0, 30.0, 5, 128.0).sheets, vec![0..5]);
        assert_eq!(Paper::A4.layout(1500.0, 30.0, 0, 128.0).sheets, vec![0..0]);
    }

    #[test]
    fn small_letters_are_not_readable() {
        assert!(Paper::A4.holds(1400.0));
        assert!(!Paper::A4.holds(1600.0));
        assert!(Paper::A3.holds(1600.0));
    }
}
