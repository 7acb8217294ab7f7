//! What this device remembers of how a person likes the board.

use super::lanes::GroupBy;
use crate::ui::dom;

const GROUP: &str = "accord_board_lanes";

/// The lanes that were shown last.
pub fn group() -> GroupBy {
    let name = dom::recall(GROUP);
    let known = GroupBy::ALL.into_iter().find(|(_, known)| Some(*known) == name.as_deref());
    known.map(|(group, _)| group).unwrap_or_default()
}

/// Remembers the lanes; a browser that refuses shows none the next time.
pub fn remember_group(group: GroupBy) {
    if let Some((_, name)) = GroupBy::ALL.into_iter().find(|(known, _)| *known == group) {
        dom::remember(GROUP, name);
    }
}
