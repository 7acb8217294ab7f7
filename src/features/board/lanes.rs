//! Which cards stand in which column, in which order, and how full a column is.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use domain::plan::{Column, ColumnKind, Plan, Rank, Task};
use domain::{ColumnId, TaskId, UserId};

/// What a person wants to see of the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only the cards of this person.
    pub assignee: Option<UserId>,
    /// Only what the client sees.
    pub client_visible: bool,
    /// Only cards whose title or key holds these words.
    pub text: String,
}

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

/// A column with its cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// The column.
    pub column: Column,
    /// The cards that the filter lets through, from top to bottom.
    pub cards: Vec<TaskId>,
    /// All cards, from top to bottom.
    pub all: Vec<TaskId>,
    /// How full it is.
    pub wip: Wip,
    /// How many of `cards` stand above the cut line; none draws no line.
    pub cut: Option<usize>,
}

/// The whole board: its columns from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deck {
    /// The columns.
    pub stacks: Vec<Stack>,
}

/// A place on the board, counted among the shown cards without the one that moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Column from the left, from 0.
    pub column: usize,
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

impl Filter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it lets a card through; `prefix` is the first part of the project's keys.
    #[must_use]
    pub fn lets_through(&self, task: &Task, prefix: &str) -> bool {
        let is_theirs = self.assignee.is_none_or(|person| task.assignee == Some(person));
        let is_visible = !self.client_visible || task.is_client_visible;
        is_theirs && is_visible && self.finds(task, prefix)
    }

    fn finds(&self, task: &Task, prefix: &str) -> bool {
        let words = self.text.trim().to_lowercase();
        let key = || format!("{prefix}-{}", task.number).to_lowercase();
        words.is_empty() || task.title.to_lowercase().contains(&words) || key().contains(&words)
    }
}

impl Wip {
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
    /// The board of a plan as a filter shows it. Summaries and tasks without a column have no
    /// card.
    #[must_use]
    pub fn of(plan: &Plan, prefix: &str, filter: &Filter) -> Self {
        let summaries: BTreeSet<TaskId> =
            plan.tasks.values().filter_map(|task| task.parent).collect();
        let mut cards: BTreeMap<ColumnId, Vec<&Task>> = BTreeMap::new();
        for task in plan.tasks.values().filter(|task| !summaries.contains(&task.id)) {
            if let Some(column) = task.column {
                cards.entry(column).or_default().push(task);
            }
        }
        let stack = |column: &Column| {
            let tasks = cards.remove(&column.id).unwrap_or_default();
            stack(column, tasks, |task| filter.lets_through(task, prefix))
        };
        Self { stacks: plan.columns_in_order().into_iter().map(stack).collect() }
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

    /// The column with this id, and its place from the left.
    #[must_use]
    pub fn stack(&self, column: ColumnId) -> Option<(usize, &Stack)> {
        self.stacks.iter().enumerate().find(|(_, stack)| stack.column.id == column)
    }

    /// The first column of a kind.
    #[must_use]
    pub fn first_of(&self, kind: ColumnKind) -> Option<usize> {
        self.stacks.iter().position(|stack| stack.column.kind == kind)
    }

    /// Where a shown card stands.
    #[must_use]
    pub fn spot_of(&self, card: TaskId) -> Option<Spot> {
        let mut columns = self.stacks.iter().enumerate();
        columns.find_map(|(column, stack)| {
            let place = stack.cards.iter().position(|other| *other == card)?;
            Some(Spot { column, place })
        })
    }

    /// Where a step leads a card from a place; `None` where the board ends.
    #[must_use]
    pub fn next_spot(&self, card: TaskId, from: Spot, step: Step) -> Option<Spot> {
        let to = |column: usize, place: usize| {
            let room = self.stacks.get(column)?.others(card);
            Some(Spot { column, place: place.min(room) })
        };
        let next = match step {
            Step::Up => to(from.column, from.place.checked_sub(1)?),
            Step::Down => to(from.column, from.place + 1),
            Step::Left => to(from.column.checked_sub(1)?, from.place),
            Step::Right => to(from.column + 1, from.place),
            Step::Top => to(from.column, 0),
            Step::Bottom => to(from.column, usize::MAX),
        };
        next.filter(|next| *next != from)
    }

    /// The card to which a step of the focus leads; empty columns are stepped over.
    #[must_use]
    pub fn next_card(&self, from: TaskId, step: Step) -> Option<TaskId> {
        let Spot { column, place } = self.spot_of(from)?;
        let cards = &self.stacks[column].cards;
        match step {
            Step::Up => cards.get(place.checked_sub(1)?).copied(),
            Step::Down => cards.get(place + 1).copied(),
            Step::Top => cards.first().copied(),
            Step::Bottom => cards.last().copied(),
            Step::Left => nearest(self.stacks[..column].iter().rev(), place),
            Step::Right => nearest(self.stacks[column + 1..].iter(), place),
        }
    }

    /// The first shown card, where the focus enters the board.
    #[must_use]
    pub fn first_card(&self) -> Option<TaskId> {
        self.stacks.iter().find_map(|stack| stack.cards.first()).copied()
    }
}

impl Stack {
    /// How many shown cards there are besides the one that moves.
    #[must_use]
    pub fn others(&self, card: TaskId) -> usize {
        self.cards.len() - usize::from(self.cards.contains(&card))
    }

    /// How many cards there will be once `card` stands here.
    #[must_use]
    pub fn count_with(&self, card: TaskId) -> usize {
        self.all.len() + usize::from(!self.all.contains(&card))
    }

    /// The rank of a place among the shown cards. The first place is above hidden cards too, the
    /// last one below them; between, a card follows the shown card above it.
    #[must_use]
    pub fn rank_at(&self, plan: &Plan, card: TaskId, place: usize) -> Rank {
        let shown: Vec<TaskId> = self.cards.iter().copied().filter(|id| *id != card).collect();
        let all: Vec<TaskId> = self.all.iter().copied().filter(|id| *id != card).collect();
        let index = match place.checked_sub(1) {
            None => 0,
            Some(_) if place >= shown.len() => all.len(),
            Some(above) => all.iter().position(|id| *id == shown[above]).map_or(0, |at| at + 1),
        };
        let rank = |at: usize| Some(&plan.tasks.get(all.get(at)?)?.card_rank);
        Rank::between(index.checked_sub(1).and_then(rank), rank(index))
    }
}

fn stack(column: &Column, mut tasks: Vec<&Task>, is_shown: impl Fn(&Task) -> bool) -> Stack {
    tasks.sort_by(|a, b| (&a.card_rank, a.id).cmp(&(&b.card_rank, b.id)));
    let all: Vec<TaskId> = tasks.iter().map(|task| task.id).collect();
    let shown: Vec<bool> = tasks.iter().map(|task| is_shown(task)).collect();
    let wip = Wip::of(all.len(), column.limit);
    let cut = match wip {
        Wip::Over { limit, .. } => {
            Some(shown.iter().take(usize::from(limit)).filter(|is_shown| **is_shown).count())
        }
        Wip::Free | Wip::Under { .. } | Wip::Full { .. } => None,
    };
    let cards = all.iter().zip(shown).filter(|(_, is_shown)| *is_shown).map(|(id, _)| *id);
    Stack { column: column.clone(), cards: cards.collect(), all, wip, cut }
}

fn nearest<'a>(mut columns: impl Iterator<Item = &'a Stack>, place: usize) -> Option<TaskId> {
    let found = columns.find(|stack| !stack.cards.is_empty())?;
    found.cards.get(place).or(found.cards.last()).copied()
}
