//! Which cards stand in which column, in which order, and how full a column is.

mod filter;
mod keyboard;
mod lane;
mod limits;
#[cfg(test)]
mod tests;
mod traces;

use std::collections::{BTreeMap, BTreeSet};

use domain::plan::{Column, ColumnKind, Plan, Rank, Task};
use domain::{ColumnId, TaskId};

pub use filter::Filter;
pub use lane::{Around, GroupBy, Lane};
pub use limits::{Excess, Limited};
pub use traces::{Traces, reversed};

/// How full a column is, measured by all its cards, hidden ones too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wip {
    /// No limit.
    Free,
    /// Below the limit.
    Under {
        /// Most cards that should be here.
        limit: u16,
    },
    /// At the limit.
    Full {
        /// Most cards that should be here.
        limit: u16,
    },
    /// Above the limit.
    Over {
        /// Most cards that should be here.
        limit: u16,
        /// How many are too many.
        by: usize,
    },
}

/// Where a column and a lane cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The lane.
    pub lane: Lane,
    /// The column.
    pub column: ColumnId,
}

/// A cell with its cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// The lane.
    pub lane: Lane,
    /// The column.
    pub column: Column,
    /// The cards that the filter lets through, from top to bottom.
    pub cards: Vec<TaskId>,
    /// All cards, from top to bottom.
    pub all: Vec<TaskId>,
    /// How many cards the column holds in all lanes.
    pub total: usize,
    /// How full the column is.
    pub wip: Wip,
    /// How many of `cards` stand above the cut line; none draws no line.
    pub cut: Option<usize>,
}

/// How full a lane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneHead {
    /// Which.
    pub lane: Lane,
    /// How many cards it holds.
    pub count: usize,
    /// How many of them the filter lets through.
    pub shown: usize,
    /// How many of them are begun.
    pub begun: usize,
    /// Most begun cards that it should hold.
    pub limit: Option<u16>,
    /// How its begun cards compare with that.
    pub wip: Wip,
}

/// The whole board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deck {
    /// The lanes from top to bottom.
    pub lanes: Vec<LaneHead>,
    /// The cells: of each lane the columns from left to right.
    pub stacks: Vec<Stack>,
    /// The lanes that show only their heading: the focus steps over them.
    pub folded: BTreeSet<Lane>,
    /// The columns that show only their strip: the focus steps over them, cards come to their top.
    pub collapsed: BTreeSet<ColumnId>,
}

/// A place on the board, counted among the shown cards without the one that moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Cell, from 0, lane by lane.
    pub stack: usize,
    /// Cards above, from 0.
    pub place: usize,
}

/// One step of a card, or of the focus, on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One card up.
    Up,
    /// One card down.
    Down,
    /// The column to the left.
    Left,
    /// The column to the right.
    Right,
    /// Above all others.
    Top,
    /// Below all others.
    Bottom,
}

impl Wip {
    /// Its name in the style sheet.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Free | Self::Under { .. } => "under",
            Self::Full { .. } => "full",
            Self::Over { .. } => "over",
        }
    }

    /// How full a column with so many cards is.
    #[must_use]
    pub fn of(count: usize, limit: Option<u16>) -> Self {
        let Some(limit) = limit else { return Self::Free };
        match count.cmp(&usize::from(limit)) {
            std::cmp::Ordering::Less => Self::Under { limit },
            std::cmp::Ordering::Equal => Self::Full { limit },
            std::cmp::Ordering::Greater => Self::Over { limit, by: count - usize::from(limit) },
        }
    }
}

impl Deck {
    /// The board of a plan as a filter shows it, in lanes. Summaries and tasks without a column
    /// have no card.
    #[must_use]
    pub fn of(
        plan: &Plan,
        prefix: &str,
        filter: &Filter,
        group: GroupBy,
        around: Around<'_>,
    ) -> Self {
        let summaries: BTreeSet<TaskId> =
            plan.tasks.values().filter_map(|task| task.parent).collect();
        let mut cards: BTreeMap<Cell, Vec<&Task>> = BTreeMap::new();
        let mut totals: BTreeMap<ColumnId, usize> = BTreeMap::new();
        for task in plan.tasks.values().filter(|task| !summaries.contains(&task.id)) {
            if let Some(column) = task.column {
                let cell = Cell { lane: group.lane_of(plan, task, around.traces), column };
                cards.entry(cell).or_default().push(task);
                *totals.entry(column).or_default() += 1;
            }
        }
        let columns = plan.columns_in_order();
        let is_shown = |task: &Task| filter.lets_through(task, prefix, around.late);
        let mut deck = Self::default();
        for lane in group.lanes(plan, around) {
            let first = deck.stacks.len();
            deck.stacks.extend(columns.iter().map(|column| {
                let tasks = cards.remove(&Cell { lane, column: column.id }).unwrap_or_default();
                let total = totals.get(&column.id).copied().unwrap_or(0);
                stack((lane, column), tasks, total, is_shown)
            }));
            deck.lanes.push(lane_head(plan, lane, &deck.stacks[first..]));
        }
        deck
    }

    /// The columns from left to right, as the first lane shows them.
    #[must_use]
    pub fn columns(&self) -> &[Stack] {
        &self.stacks[..self.width()]
    }

    /// The lane that a cell lies in: the cells in it.
    #[must_use]
    pub fn around(&self, stack: usize) -> std::ops::Range<usize> {
        let first = stack / self.width().max(1) * self.width();
        first..first + self.width()
    }

    fn width(&self) -> usize {
        self.stacks.len() / self.lanes.len().max(1)
    }

    /// Whether a cell draws its cards.
    #[must_use]
    pub fn is_open(&self, stack: &Stack) -> bool {
        !self.folded.contains(&stack.lane) && !self.collapsed.contains(&stack.column.id)
    }

    /// How many places of a cell a card can come to besides the first one: below a strip, none.
    fn room(&self, stack: usize, card: TaskId) -> Option<usize> {
        let stack = self.stacks.get(stack)?;
        let is_strip = self.collapsed.contains(&stack.column.id);
        Some(if is_strip { 0 } else { stack.others(card) })
    }

    /// How many cards the filter hides.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.stacks.iter().map(|stack| stack.all.len() - stack.cards.len()).sum()
    }

    /// Whether there is no card at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stacks.iter().all(|stack| stack.all.is_empty())
    }

    /// Which cells there are, lane by lane.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        self.stacks.iter().map(Stack::cell).collect()
    }

    /// A cell.
    #[must_use]
    pub fn stack(&self, cell: Cell) -> Option<&Stack> {
        self.stacks.iter().find(|stack| stack.cell() == cell)
    }

    /// The first column of a kind in the lane of a cell.
    #[must_use]
    pub fn first_of(&self, kind: ColumnKind, near: usize) -> Option<usize> {
        self.around(near).find(|at| self.stacks[*at].column.kind == kind)
    }

    /// Where a shown card stands.
    #[must_use]
    pub fn spot_of(&self, card: TaskId) -> Option<Spot> {
        let mut stacks = self.stacks.iter().enumerate();
        stacks.find_map(|(at, stack)| {
            let place = stack.cards.iter().position(|other| *other == card)?;
            Some(Spot { stack: at, place })
        })
    }

    /// Where a step leads a card from a place; `None` where the board ends. Beyond the first and
    /// last card of a cell lie those of the next lanes.
    #[must_use]
    pub fn next_spot(&self, card: TaskId, from: Spot, step: Step) -> Option<Spot> {
        let (lane, width) = (self.around(from.stack), self.width());
        let to = |stack: usize, place: usize| {
            let room = self.room(stack, card)?;
            Some(Spot { stack, place: place.min(room) })
        };
        let room = self.room(from.stack, card)?;
        let next = match step {
            Step::Up if from.place == 0 => to(from.stack.checked_sub(width)?, usize::MAX),
            Step::Up => to(from.stack, from.place - 1),
            Step::Down if from.place >= room => to(from.stack + width, 0),
            Step::Down => to(from.stack, from.place + 1),
            Step::Left if from.stack > lane.start => to(from.stack - 1, from.place),
            Step::Right if from.stack + 1 < lane.end => to(from.stack + 1, from.place),
            Step::Left | Step::Right => None,
            Step::Top => to(from.stack, 0),
            Step::Bottom => to(from.stack, usize::MAX),
        };
        next.filter(|next| *next != from)
    }

    /// The card to which a step of the focus leads; empty cells, folded lanes and collapsed columns
    /// are stepped over.
    #[must_use]
    pub fn next_card(&self, from: TaskId, step: Step) -> Option<TaskId> {
        let Spot { stack, place } = self.spot_of(from)?;
        let (lane, width) = (self.around(stack), self.width());
        let cards = &self.stacks[stack].cards;
        let is_open = |stack: &&Stack| self.is_open(stack);
        match step {
            Step::Up if place > 0 => cards.get(place - 1).copied(),
            Step::Up => {
                let above = self.stacks[..=stack].iter().rev().step_by(width).skip(1);
                above.filter(is_open).find_map(|stack| stack.cards.last()).copied()
            }
            Step::Down if place + 1 < cards.len() => cards.get(place + 1).copied(),
            Step::Down => {
                let below = self.stacks.iter().skip(stack).step_by(width).skip(1);
                below.filter(is_open).find_map(|stack| stack.cards.first()).copied()
            }
            Step::Top => cards.first().copied(),
            Step::Bottom => cards.last().copied(),
            Step::Left => {
                nearest(self.stacks[lane.start..stack].iter().rev().filter(is_open), place)
            }
            Step::Right => nearest(self.stacks[stack + 1..lane.end].iter().filter(is_open), place),
        }
    }
}

impl Stack {
    /// Where it is.
    #[must_use]
    pub const fn cell(&self) -> Cell {
        Cell { lane: self.lane, column: self.column.id }
    }

    /// How many shown cards there are besides the one that moves.
    #[must_use]
    pub fn others(&self, card: TaskId) -> usize {
        self.cards.len() - usize::from(self.cards.contains(&card))
    }

    /// Ranks for cards that are put at a place among the shown ones. The first place is above
    /// hidden cards too, the last one below them; between, cards follow the shown card above them.
    #[must_use]
    pub fn ranks_at(&self, plan: &Plan, cards: &[TaskId], place: usize) -> Vec<Rank> {
        let others = |all: &[TaskId]| -> Vec<TaskId> {
            all.iter().copied().filter(|id| !cards.contains(id)).collect()
        };
        let (shown, all) = (others(&self.cards), others(&self.all));
        let index = match place.checked_sub(1) {
            None => 0,
            Some(_) if place >= shown.len() => all.len(),
            Some(above) => all.iter().position(|id| *id == shown[above]).map_or(0, |at| at + 1),
        };
        let rank = |at: usize| Some(&plan.tasks.get(all.get(at)?)?.card_rank);
        let mut before = index.checked_sub(1).and_then(rank).cloned();
        let ranks = cards.iter().map(|_| {
            let next = Rank::between(before.as_ref(), rank(index));
            before = Some(next.clone());
            next
        });
        ranks.collect()
    }
}

fn lane_head(plan: &Plan, lane: Lane, cells: &[Stack]) -> LaneHead {
    let limit = plan.settings.lane_limit.filter(|_| lane != Lane::Whole);
    let is_begun = |stack: &&Stack| stack.column.kind == ColumnKind::Doing;
    let begun = cells.iter().filter(is_begun).map(|stack| stack.all.len()).sum();
    let count = cells.iter().map(|stack| stack.all.len()).sum();
    let shown = cells.iter().map(|stack| stack.cards.len()).sum();
    LaneHead { lane, count, shown, begun, limit, wip: Wip::of(begun, limit) }
}

fn stack(
    (lane, column): (Lane, &Column),
    mut tasks: Vec<&Task>,
    total: usize,
    is_shown: impl Fn(&Task) -> bool,
) -> Stack {
    tasks.sort_by(|a, b| (&a.card_rank, a.id).cmp(&(&b.card_rank, b.id)));
    let all: Vec<TaskId> = tasks.iter().map(|task| task.id).collect();
    let shown: Vec<bool> = tasks.iter().map(|task| is_shown(task)).collect();
    let wip = Wip::of(total, column.limit);
    let cut = match wip {
        // Across lanes there is no single card at which the limit is reached; nor is there one
        // where no card below it is shown.
        Wip::Over { limit, .. } if lane == Lane::Whole => {
            let (within, beyond) = shown.split_at(shown.len().min(usize::from(limit)));
            let above = within.iter().filter(|is_shown| **is_shown).count();
            beyond.contains(&true).then_some(above)
        }
        _ => None,
    };
    let cards = all.iter().zip(shown).filter(|(_, is_shown)| *is_shown).map(|(id, _)| *id);
    Stack { lane, column: column.clone(), cards: cards.collect(), all, total, wip, cut }
}

fn nearest<'a>(mut columns: impl Iterator<Item = &'a Stack>, place: usize) -> Option<TaskId> {
    let found = columns.find(|stack| !stack.cards.is_empty())?;
    found.cards.get(place).or(found.cards.last()).copied()
}
