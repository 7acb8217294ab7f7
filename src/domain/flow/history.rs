//! Where every card has been, found by walking the plan back from what it is now.

use std::borrow::Borrow;

use super::board::{Board, Place};
use crate::plan::{ColumnKind, Plan, PlanOp};
use crate::time::Timestamp;
use crate::{ColumnId, TaskId};

/// Where every card has been, and when it went where.
#[derive(Clone, Debug)]
pub struct History {
    /// When the plan began.
    pub(super) began: Timestamp,
    /// The columns of the board now, from left to right.
    pub(super) columns: Vec<(ColumnId, ColumnKind)>,
    /// The moves, the oldest first; the first of each task is its appearance in the plan.
    pub(super) moves: Vec<Move>,
}

/// A task went to another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Move {
    /// When.
    pub(super) at: Timestamp,
    /// Which.
    pub(super) task: TaskId,
    /// Where to.
    pub(super) to: Place,
}

impl History {
    /// From a plan as it is now, the moment when its first version was made, and all operations
    /// since then, **the latest first**: of each the moment and its inverse, which is all that the
    /// way back needs. An operation is one step, however many changes its batch has.
    ///
    /// Where a clock was set back, what seems to have happened after a later operation counts as
    /// having happened with it.
    #[must_use]
    pub fn read<Op: Borrow<PlanOp>>(
        plan: &Plan,
        began: Timestamp,
        inverses: impl IntoIterator<Item = (Timestamp, Op)>,
    ) -> Self {
        let mut board = Board::of(plan);
        let mut moves = Vec::new();
        let mut earliest = Timestamp(i64::MAX);
        for (at, inverse) in inverses {
            earliest = earliest.min(at);
            let after = board.apply(inverse.borrow());
            let differing = after.into_iter().filter(|(task, to)| board.place(*task) != *to);
            moves.extend(differing.map(|(task, to)| Move { at: earliest, task, to }));
        }
        let began = began.min(earliest);
        moves.extend(board.places().map(|(task, to)| Move { at: began, task, to }));
        moves.reverse();
        let columns = plan.columns_in_order();
        let columns = columns.into_iter().map(|column| (column.id, column.kind)).collect();
        Self { began, columns, moves }
    }
}
