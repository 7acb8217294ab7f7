//! What this device remembers of how a person likes the calendar.

use super::grid::Mode;
use crate::ui::dom;

const MODE: &str = "accord_calendar_mode";

/// The mode that was shown last.
pub fn mode() -> Mode {
    let name = dom::recall(MODE);
    let known = Mode::ALL.into_iter().find(|(_, known)| Some(*known) == name.as_deref());
    known.map(|(mode, _)| mode).unwrap_or_default()
}

/// Remembers the mode; a browser that refuses shows a month the next time.
pub fn remember_mode(mode: Mode) {
    if let Some((_, name)) = Mode::ALL.into_iter().find(|(known, _)| *known == mode) {
        dom::remember(MODE, name);
    }
}
