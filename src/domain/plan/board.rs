//! The board: columns that cards move through.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::op::{PlanOp, TaskChange};
use super::task::{Dated, Task};
use super::{Plan, Rank};
use crate::{ColumnId, TaskId, time::Minute};

/// What a column means for the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Not begun.
    ToDo,
    /// Begun.
    Doing,
    /// Finished.
    Done,
}

/// A column of the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Which.
    pub id: ColumnId,
    /// Its heading.
    pub name: String,
    /// What it means for the work.
    pub kind: ColumnKind,
    /// Its place from left to right.
    pub rank: Rank,
    /// Most cards that should be in it at once; none is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// The colour of its heading; none is plain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
}

/// A colour that tells a column from the others. What the column means is said by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// Blue.
    Blue,
    /// Teal.
    Teal,
    /// Green.
    Green,
    /// Olive.
    Olive,
    /// Amber.
    Amber,
    /// Red.
    Red,
    /// Magenta.
    Magenta,
    /// Violet.
    Violet,
    /// Slate.
    Slate,
    /// Brown.
    Brown,
}

impl Colour {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::Blue,
        Self::Teal,
        Self::Green,
        Self::Olive,
        Self::Amber,
        Self::Red,
        Self::Magenta,
        Self::Violet,
        Self::Slate,
        Self::Brown,
    ];

    /// Its name on the wire and in the style sheet.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Teal => "teal",
            Self::Green => "green",
            Self::Olive => "olive",
            Self::Amber => "amber",
            Self::Red => "red",
            Self::Magenta => "magenta",
            Self::Violet => "violet",
            Self::Slate => "slate",
            Self::Brown => "brown",
        }
    }
}

/// The columns of a new board, named by the caller: to do, doing, review, done. Review holds at
/// most `review_limit` cards.
#[must_use]
pub fn default_columns(names: [String; 4], mut id: impl FnMut() -> ColumnId) -> Vec<Column> {
    let kinds = [ColumnKind::ToDo, ColumnKind::Doing, ColumnKind::Doing, ColumnKind::Done];
    let limits = [None, Some(5), Some(3), None];
    let columns = names.into_iter().zip(kinds).zip(limits).zip(Rank::sequence(4));
    columns
        .map(|(((name, kind), limit), rank)| Column {
            id: id(),
            name,
            kind,
            rank,
            limit,
            colour: None,
        })
        .collect()
}

/// The column of a task with how many cards it holds, where those are more than it should hold.
#[must_use]
pub fn exceeded(plan: &Plan, task: TaskId) -> Option<(&Column, usize)> {
    let column = plan.columns.get(&plan.tasks.get(&task)?.column?)?;
    // Summaries have no card.
    let summaries: BTreeSet<TaskId> = plan.tasks.values().filter_map(|task| task.parent).collect();
    let is_in = |task: &&Task| task.column == Some(column.id) && !summaries.contains(&task.id);
    let count = plan.tasks.values().filter(is_in).count();
    (count > usize::from(column.limit?)).then_some((column, count))
}

/// The operation that moves a card to a place in a column. Arriving among finished work completes
/// the task at `now`; leaving it reopens the task; the first step out of to-do starts it.
#[must_use]
pub fn move_card(plan: &Plan, task: &Task, column: &Column, rank: Rank, now: Minute) -> PlanOp {
    let card = TaskChange::Card { column: Some(column.id), rank };
    let was = task.column.and_then(|id| plan.columns.get(&id)).map(|column| column.kind);
    let mut steps = vec![PlanOp::change(task.id, card)];
    if was != Some(column.kind)
        && let Some(progress) = progress_in(task, column.kind, now)
    {
        steps.push(PlanOp::change(task.id, progress));
    }
    if task.column != Some(column.id) && task.limit_reason.is_some() {
        steps.push(PlanOp::change(task.id, TaskChange::LimitReason(None)));
    }
    match steps.len() {
        1 => steps.remove(0),
        _ => PlanOp::Batch(steps),
    }
}

/// The operation that finishes a task at `now`: its card moves to the end of the first column of
/// finished work; a task that is not on the board only gets its progress. None when it is finished.
#[must_use]
pub fn finish(plan: &Plan, task: &Task, now: Minute) -> Option<PlanOp> {
    if task.percent == 100 {
        return None;
    }
    let columns = plan.columns_in_order();
    let done = columns.into_iter().find(|column| column.kind == ColumnKind::Done);
    let Some(done) = done.filter(|_| task.column.is_some()) else {
        return progress_in(task, ColumnKind::Done, now).map(|to| PlanOp::change(task.id, to));
    };
    let cards = plan.tasks.values().filter(|other| other.column == Some(done.id));
    let last = cards.map(|card| &card.card_rank).max();
    Some(move_card(plan, task, done, Rank::between(last, None), now))
}

/// The progress that arriving in a kind of column means, where it differs from the task's own.
fn progress_in(task: &Task, kind: ColumnKind, now: Minute) -> Option<TaskChange> {
    let Dated { start, .. } = task.actual;
    let (percent, actual) = match kind {
        ColumnKind::Done if task.percent < 100 => (
            100,
            Dated { start: Some(start.map_or(now, |start| start.min(now))), finish: Some(now) },
        ),
        ColumnKind::ToDo if task.percent > 0 || start.is_some() => (0, Dated::default()),
        ColumnKind::Doing if task.percent == 100 => (50, Dated { start, finish: None }),
        ColumnKind::Doing if start.is_none() && task.percent == 0 => {
            (0, Dated { start: Some(now), finish: None })
        }
        _ => return None,
    };
    Some(TaskChange::Progress { percent, actual })
}
