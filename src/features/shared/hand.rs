//! Hands that carry things: what points, where, and when a press begins to carry.

/// How far a mouse, or a pen in pen mode, travels before the press is a drag, in px.
const MOUSE_TRAVEL: f64 = 5.0;
/// How long a finger holds still, in milliseconds, and how still, in px.
const TOUCH_HOLD: (u32, f64) = (250, 8.0);
/// The same for a pen.
const PEN_HOLD: (u32, f64) = (200, 10.0);

/// A place in the window, in px.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Point {
    /// How far it is to another place.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// What points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// A mouse, or anything that is neither finger nor pen.
    Mouse,
    /// A finger.
    Touch,
    /// A pen.
    Pen,
    /// A pen in pen mode.
    Stylus,
    /// A finger in pen mode: it scrolls and taps, and carries nothing.
    Finger,
}

impl Hand {
    /// How long it must hold, in milliseconds, and how still, in px; `None` where movement decides.
    #[must_use]
    pub const fn hold(self) -> Option<(u32, f64)> {
        match self {
            Self::Mouse | Self::Stylus | Self::Finger => None,
            Self::Touch => Some(TOUCH_HOLD),
            Self::Pen => Some(PEN_HOLD),
        }
    }

    /// How far it travels before the press is a drag, in px; `None` where travelling never makes it
    /// one.
    #[must_use]
    pub const fn travel(self) -> Option<f64> {
        match self {
            Self::Mouse | Self::Stylus => Some(MOUSE_TRAVEL),
            Self::Touch | Self::Pen | Self::Finger => None,
        }
    }
}
