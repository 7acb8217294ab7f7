//! The cumulative flow diagram: cards in each column, day by day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::board::Place;
use super::history::{History, Move};
use super::span::Span;
use crate::plan::ColumnKind;
use crate::time::Timestamp;
use crate::{ColumnId, TaskId};

/// How many cards stood where at the end of each day, the last day as it is now. Bands go from
/// left to right over the board; drawn as a stack, the last one lies at the bottom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CumulativeFlow {
    /// The first day: the one on which the plan began.
    pub first: NaiveDate,
    /// The bands, each with one number for every day from the first to today.
    pub bands: Vec<Band>,
}

/// One layer of the diagram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// What it counts.
    pub of: BandOf,
    /// The number of cards at the end of each day.
    pub cards: Vec<u32>,
}

/// What a layer of the diagram counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BandOf {
    /// The cards in a column that the board has now.
    Column(ColumnId),
    /// The cards in columns of a kind that the board has no more.
    Gone(ColumnKind),
}

impl CumulativeFlow {
    pub(super) fn of(history: &History, span: Span, day: impl Fn(Timestamp) -> NaiveDate) -> Self {
        let columns: BTreeSet<ColumnId> = history.columns.iter().map(|(id, _)| *id).collect();
        let band_of = |moved: &Move| match moved.to {
            Place::On(column, _) if columns.contains(&column) => Some(BandOf::Column(column)),
            Place::On(_, kind) => Some(BandOf::Gone(kind)),
            Place::OffBoard | Place::Nowhere => None,
        };
        let used: BTreeSet<BandOf> = history.moves.iter().filter_map(band_of).collect();
        let mut bands = layers(&history.columns, &used);
        let places: BTreeMap<BandOf, usize> = bands.iter().map(|band| band.of).zip(0..).collect();
        let mut counts = vec![0; bands.len()];
        let mut standing: BTreeMap<TaskId, usize> = BTreeMap::new();
        let mut moves = history.moves.iter().peekable();
        for place in 0..span.count {
            while let Some(moved) = moves.next_if(|moved| span.place(day(moved.at)) <= place) {
                let to = band_of(moved).and_then(|of| places.get(&of).copied());
                let from = match to {
                    Some(to) => standing.insert(moved.task, to),
                    None => standing.remove(&moved.task),
                };
                if let Some(from) = from {
                    counts[from] -= 1;
                }
                if let Some(to) = to {
                    counts[to] += 1;
                }
            }
            for (band, count) in bands.iter_mut().zip(&counts) {
                band.cards.push(*count);
            }
        }
        Self { first: span.first, bands }
    }
}

/// The layers in order: those of gone columns stand before the first column of their kind, or at
/// the end where there is none.
fn layers(columns: &[(ColumnId, ColumnKind)], used: &BTreeSet<BandOf>) -> Vec<Band> {
    let mut gone: Vec<ColumnKind> = [ColumnKind::ToDo, ColumnKind::Doing, ColumnKind::Done]
        .into_iter()
        .filter(|kind| used.contains(&BandOf::Gone(*kind)))
        .collect();
    let mut layers = Vec::new();
    for (column, kind) in columns {
        layers.extend(gone.extract_if(.., |gone| gone == kind).map(BandOf::Gone));
        layers.push(BandOf::Column(*column));
    }
    layers.extend(gone.into_iter().map(BandOf::Gone));
    layers.into_iter().map(|of| Band { of, cards: Vec::new() }).collect()
}
