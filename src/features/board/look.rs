//! What this device remembers of how a person likes the board.

use std::collections::BTreeSet;

use domain::{ColumnId, ProjectId, UserId};

use super::lanes::GroupBy;
use crate::ui::dom;

const GROUP: &str = "accord_board_lanes";
const COLLAPSED: &str = "accord_board_collapsed";

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

/// The columns of a project that a person has collapsed.
pub fn collapsed(me: UserId, project: ProjectId) -> BTreeSet<ColumnId> {
    let ids = dom::recall(&collapsed_by(me, project)).unwrap_or_default();
    ids.split(' ').filter_map(|id| id.parse().ok()).collect()
}

/// Remembers which columns of a project a person has collapsed.
pub fn remember_collapsed(me: UserId, project: ProjectId, columns: &BTreeSet<ColumnId>) {
    let key = collapsed_by(me, project);
    if columns.is_empty() {
        return dom::forget(&key);
    }
    let ids: Vec<String> = columns.iter().map(ToString::to_string).collect();
    dom::remember(&key, &ids.join(" "));
}

fn collapsed_by(me: UserId, project: ProjectId) -> String {
    format!("{COLLAPSED}_{project}_{me}")
}
