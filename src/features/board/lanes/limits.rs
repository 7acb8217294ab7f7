//! How full columns and lanes are, and will be once cards stand there.

use domain::plan::ColumnKind;
use domain::{ColumnId, TaskId};

use super::{Deck, Lane, Spot, Stack, Wip};

/// A limit that is exceeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excess {
    /// Of what.
    pub whose: Limited,
    /// Most cards that should be there.
    pub limit: u16,
    /// How many are.
    pub count: usize,
}

/// What has a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limited {
    /// A column, by its name.
    Column(String),
    /// A lane: what is begun in it.
    Lane(Lane),
}

impl Deck {
    /// How many cards of a column the filter lets through, in all lanes.
    #[must_use]
    pub fn shown_in(&self, column: ColumnId) -> usize {
        let own = self.stacks.iter().filter(|stack| stack.column.id == column);
        own.map(|stack| stack.cards.len()).sum()
    }

    /// How full the column of a cell will be once `cards` stand there.
    #[must_use]
    pub fn wip_with(&self, stack: usize, cards: &[TaskId]) -> Wip {
        let column = &self.stacks[stack].column;
        let own = self.stacks.iter().filter(|stack| stack.column.id == column.id);
        let here = own.flat_map(|stack| &stack.all).filter(|card| cards.contains(card)).count();
        Wip::of(self.stacks[stack].total + cards.len() - here, column.limit)
    }

    /// How full the lane of a cell will be once `cards` stand there.
    #[must_use]
    pub fn lane_with(&self, stack: usize, cards: &[TaskId]) -> Wip {
        let head = &self.lanes[stack / self.width().max(1)];
        let is_begun = |stack: &&Stack| stack.column.kind == ColumnKind::Doing;
        let begun = self.stacks[self.around(stack)].iter().filter(is_begun);
        let all: Vec<TaskId> = begun.flat_map(|stack| stack.all.iter().copied()).collect();
        let new = cards.iter().filter(|card| !all.contains(card)).count();
        Wip::of(all.len() + new, head.limit)
    }

    /// Whether cards would exceed a limit that they did not count for before.
    #[must_use]
    pub fn goes_beyond(&self, cards: &[TaskId], from: Spot, to: Spot) -> bool {
        let (was, is) = (&self.stacks[from.stack], &self.stacks[to.stack]);
        let fills_column = was.column.id != is.column.id && is_over(self.wip_with(to.stack, cards));
        let is_new_to_lane = counts(is) && (was.lane != is.lane || !counts(was));
        fills_column || (is_new_to_lane && is_over(self.lane_with(to.stack, cards)))
    }

    /// Those of some cards that have come from other lanes into one that holds too much now.
    #[must_use]
    pub fn come_beyond(&self, before: &Self, cards: &[TaskId]) -> Vec<TaskId> {
        let lane = |deck: &Self, card: &TaskId| {
            let home = deck.stacks.iter().find(|stack| stack.all.contains(card));
            home.map(|stack| stack.lane)
        };
        let is_of_lane = |excess: &Excess| matches!(excess.whose, Limited::Lane(_));
        let is_beyond = |card: &TaskId| self.exceeded_at(*card).iter().any(is_of_lane);
        let has_come = |card: &&TaskId| lane(before, card) != lane(self, card) && is_beyond(card);
        cards.iter().filter(has_come).copied().collect()
    }

    /// The limits that are exceeded where a card, shown or not, stands: of its column, of its lane.
    #[must_use]
    pub fn exceeded_at(&self, card: TaskId) -> Vec<Excess> {
        let Some(at) = self.stacks.iter().position(|stack| stack.all.contains(&card)) else {
            return Vec::new();
        };
        let (stack, head) = (&self.stacks[at], &self.lanes[at / self.width().max(1)]);
        let column = Limited::Column(stack.column.name.clone());
        let of_column = Excess::of(column, stack.total, stack.wip);
        let of_lane = Excess::of(Limited::Lane(head.lane), head.begun, head.wip);
        of_column.into_iter().chain(of_lane.filter(|_| counts(stack))).collect()
    }
}

impl Excess {
    fn of(whose: Limited, count: usize, wip: Wip) -> Option<Self> {
        match wip {
            Wip::Over { limit, .. } => Some(Self { whose, limit, count }),
            Wip::Free | Wip::Under { .. } | Wip::Full { .. } => None,
        }
    }
}

const fn is_over(wip: Wip) -> bool {
    matches!(wip, Wip::Over { .. })
}

/// Whether a lane counts the cards of a cell against its limit.
fn counts(stack: &Stack) -> bool {
    stack.column.kind == ColumnKind::Doing
}
