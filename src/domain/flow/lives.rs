//! The life of each card: when it appeared, began, was finished, and how long it stood where.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::board::Place;
use super::history::Move;
use super::{Days, FinishedCard, days_between};
use crate::plan::ColumnKind;
use crate::time::Timestamp;
use crate::{ColumnId, TaskId};

/// The lives of all tasks that there ever were.
pub(super) struct Lives {
    lives: BTreeMap<TaskId, Life>,
    /// How long cards stood in each column before they went on to another one.
    pub(super) stays: BTreeMap<ColumnId, Vec<Days>>,
}

/// What has happened to a card.
struct Life {
    created: Timestamp,
    /// First entry into a column of begun work.
    started: Option<Timestamp>,
    /// Last arrival in a column of finished work; none when it came finished or was reopened.
    finished: Option<Timestamp>,
    stay: Option<Stay>,
}

/// A card's time in the column where it is, or was before it left the board.
#[derive(Clone, Copy)]
struct Stay {
    column: ColumnId,
    kind: ColumnKind,
    since: Timestamp,
    /// When it left the board, if it did.
    left: Option<Timestamp>,
}

impl Lives {
    /// From moves, the oldest first.
    pub(super) fn of(moves: &[Move]) -> Self {
        let mut all = Self { lives: BTreeMap::new(), stays: BTreeMap::new() };
        for moved in moves {
            all.follow(moved);
        }
        all
    }

    fn follow(&mut self, &Move { at, task, to }: &Move) {
        let is_new = !self.lives.contains_key(&task);
        let life = self.lives.entry(task).or_insert_with(|| Life::new(at));
        let Place::On(column, kind) = to else {
            life.leave(at);
            return;
        };
        life.reach(kind, at, is_new);
        if let Some((column, days)) = life.stand(column, kind, at) {
            self.stays.entry(column).or_default().push(days);
        }
    }

    /// The finished cards, the first to finish first.
    pub(super) fn finished(&self, day: impl Fn(Timestamp) -> NaiveDate) -> Vec<FinishedCard> {
        let card = |(task, life): (&TaskId, &Life)| {
            let at = life.finished?;
            Some(FinishedCard {
                task: *task,
                at,
                day: day(at),
                lead_time: days_between(life.created, at),
                cycle_time: life.started.map(|started| days_between(started, at)),
            })
        };
        let mut cards: Vec<_> = self.lives.iter().filter_map(card).collect();
        cards.sort_by_key(|card| card.at);
        cards
    }

    /// The cards that are on the board now, with their column and since when they are there.
    pub(super) fn standing(&self) -> impl Iterator<Item = (TaskId, ColumnId, Timestamp)> + '_ {
        self.lives.iter().filter_map(|(task, life)| {
            let stay = life.stay.filter(|stay| stay.left.is_none())?;
            Some((*task, stay.column, stay.since))
        })
    }
}

impl Life {
    const fn new(created: Timestamp) -> Self {
        Self { created, started: None, finished: None, stay: None }
    }

    fn leave(&mut self, at: Timestamp) {
        if let Some(stay) = &mut self.stay {
            stay.left.get_or_insert(at);
        }
    }

    /// Notes what it means for the work to be in a column of a kind.
    fn reach(&mut self, kind: ColumnKind, at: Timestamp, is_new: bool) {
        let was = self.stay.map(|stay| stay.kind);
        match kind {
            ColumnKind::Done if is_new || was == Some(ColumnKind::Done) => {}
            ColumnKind::Done => self.finished = Some(at),
            ColumnKind::Doing => {
                self.started.get_or_insert(at);
                self.finished = None;
            }
            ColumnKind::ToDo => self.finished = None,
        }
    }

    /// Puts it into a column; answers how long it stood in the one before, when that is another.
    fn stand(
        &mut self,
        column: ColumnId,
        kind: ColumnKind,
        at: Timestamp,
    ) -> Option<(ColumnId, Days)> {
        let was = self.stay;
        let same = was.filter(|was| was.column == column);
        let since = same.map_or(at, |was| was.since);
        self.stay = Some(Stay { column, kind, since, left: None });
        let other = was.filter(|was| was.column != column)?;
        Some((other.column, days_between(other.since, other.left.unwrap_or(at))))
    }
}
