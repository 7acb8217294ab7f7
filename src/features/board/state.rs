//! What the parts of the board share.

use std::collections::BTreeMap;

use domain::plan::{ColumnKind, Task};
use domain::{ColumnId, TaskId};
use leptos::prelude::*;
use locale::{Locale, Words, use_i18n};

use super::lanes::{Deck, Filter, Stack};
use crate::features::shared::plan::PlanContext;
use crate::ui::live::{Live, use_live};
use crate::ui::toast::{Toasts, use_toasts};

/// How many cards a column draws at first, and how many more each time its end comes near.
const FIRST_CARDS: usize = 40;
/// The same for a column of finished work, which few people read to its end.
const FIRST_DONE: usize = 12;

/// A question that the board asks in a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Why a task cannot go on.
    Block(TaskId),
    /// Who answers for a task.
    Assign(TaskId),
    /// How a column is called, what it means and how much it holds.
    Column(ColumnId),
    /// The same for a new column to the right of this one.
    NewColumn(ColumnId),
}

/// The open board. Cheap to copy; handed to every part through the context.
#[derive(Clone, Copy)]
pub struct Board {
    /// The plan.
    pub plan: PlanContext,
    /// The live region.
    pub live: Live,
    /// The toasts.
    pub toasts: Toasts,
    /// What is shown.
    pub filter: RwSignal<Filter>,
    /// The columns with their cards.
    pub deck: Memo<Deck>,
    /// The card whose title is being edited in place.
    pub editing: RwSignal<Option<TaskId>>,
    /// The column whose quick add is open.
    pub adding: RwSignal<Option<ColumnId>>,
    /// The question that is open.
    pub asking: RwSignal<Option<Question>>,
    /// The card that Tab leads to: the one that was focused last.
    pub current: Memo<Option<TaskId>>,
    focused: RwSignal<Option<TaskId>>,
    drawn: RwSignal<BTreeMap<ColumnId, usize>>,
    words: Words,
}

impl Board {
    /// Makes the board of the open plan available to everything below.
    pub fn provide() -> Self {
        let plan = PlanContext::expect();
        let filter = RwSignal::new(Filter::default());
        let prefix = plan.key();
        let deck = Memo::new(move |_| {
            plan.with(|view| filter.with(|filter| Deck::of(&view.plan, &prefix, filter)))
        });
        let focused = RwSignal::new(None);
        let current = Memo::new(move |_| {
            let focused = focused.get();
            deck.with(|deck| {
                let is_shown = |card: &TaskId| deck.spot_of(*card).is_some();
                focused.filter(is_shown).or_else(|| deck.first_card())
            })
        });
        let board = Self {
            plan,
            live: use_live(),
            toasts: use_toasts(),
            filter,
            deck,
            editing: RwSignal::new(None),
            adding: RwSignal::new(None),
            asking: RwSignal::new(None),
            current,
            focused,
            drawn: RwSignal::new(BTreeMap::new()),
            words: use_i18n(),
        };
        provide_context(board);
        board
    }

    /// The board around this component.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The language; subscribes to its changes.
    pub fn locale(self) -> Locale {
        self.words.get_locale()
    }

    /// The language at this moment, for handlers.
    pub fn locale_now(self) -> Locale {
        self.words.get_locale_untracked()
    }

    /// Remembers which card has the focus.
    pub fn focus_card(self, card: TaskId) {
        if self.focused.get_untracked() != Some(card) {
            self.focused.set(Some(card));
        }
    }

    /// A task as it is now.
    pub fn task(self, card: TaskId) -> Option<Task> {
        self.plan.with_untracked(|view| view.plan.tasks.get(&card).cloned())
    }

    /// Whether this person may move the card and report on it.
    pub fn may_work(self, card: TaskId) -> bool {
        self.task(card).is_some_and(|task| self.plan.may_work(&task))
    }

    /// A column with its cards; subscribes to its changes.
    pub fn stack(self, column: ColumnId) -> Option<Stack> {
        self.deck.with(|deck| deck.stack(column).map(|(_, stack)| stack.clone()))
    }

    /// How many cards a column draws; subscribes to its changes.
    pub fn drawn(self, column: ColumnId, kind: ColumnKind) -> usize {
        self.drawn.with(|drawn| drawn.get(&column).copied()).unwrap_or(first_cards(kind))
    }

    /// Draws more of a column's cards.
    pub fn draw_more(self, column: ColumnId, kind: ColumnKind) {
        self.draw_to(column, kind, 0);
    }

    /// Draws more of a column's cards, at least those up to a place.
    pub fn draw_to(self, column: ColumnId, kind: ColumnKind, place: usize) {
        self.drawn.update(|drawn| {
            let count = drawn.entry(column).or_insert(first_cards(kind));
            *count = (*count + FIRST_CARDS).max(place + FIRST_CARDS);
        });
    }
}

const fn first_cards(kind: ColumnKind) -> usize {
    match kind {
        ColumnKind::Done => FIRST_DONE,
        ColumnKind::ToDo | ColumnKind::Doing => FIRST_CARDS,
    }
}
