//! Ageing: how long cards have stood where they stand, beside how long others stood there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::lives::Lives;
use super::percentiles::{nearest_rank, sorted};
use super::{Days, days_between};
use crate::plan::ColumnKind;
use crate::time::Timestamp;
use crate::{ColumnId, TaskId};

/// A column of the board with the ages of its cards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnAge {
    /// Which.
    pub column: ColumnId,
    /// The time in this column that 85 percent of the stays there did not exceed (nearest rank);
    /// none while there has been no stay. A stay ends when the card goes on to another column.
    pub p85: Option<Days>,
    /// How many stays there have been.
    pub stays: u32,
    /// The cards in it now, the one that has been there longest first.
    pub cards: Vec<CardAge>,
}

/// How long a card has been in its column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CardAge {
    /// Which.
    pub task: TaskId,
    /// Since when it is in the column.
    pub since: Timestamp,
    /// From then to now.
    pub age: Days,
}

/// Of columns in order, with the cards that stand in them at a moment.
pub(super) fn of(
    columns: &[(ColumnId, ColumnKind)],
    lives: &Lives,
    now: Timestamp,
) -> Vec<ColumnAge> {
    let mut cards: BTreeMap<ColumnId, Vec<CardAge>> = BTreeMap::new();
    for (task, column, since) in lives.standing() {
        let age = days_between(since, now);
        cards.entry(column).or_default().push(CardAge { task, since, age });
    }
    let aged = |(column, _): &(ColumnId, ColumnKind)| {
        let mut cards = cards.remove(column).unwrap_or_default();
        cards.sort_by_key(|card| card.since);
        let stays = sorted(lives.stays.get(column).into_iter().flatten().copied());
        let p85 = nearest_rank(&stays, 85);
        let stays = u32::try_from(stays.len()).unwrap_or(u32::MAX);
        ColumnAge { column: *column, p85, stays, cards }
    };
    columns.iter().map(aged).collect()
}
