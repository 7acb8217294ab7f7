//! What the parts of the board share.

use std::collections::{BTreeMap, BTreeSet};

use domain::plan::{Column, ColumnKind, Task};
use domain::{ColumnId, OpId, TaskId, UserId};
use leptos::prelude::*;
use locale::{Locale, Words, use_i18n};

use super::ageing::AgedCards;
use super::collapse::Collapsing;
use super::due;
use super::lanes::{Around, Cell, Deck, Filter, GroupBy, Lane, Spot, Stack};
use super::look;
use super::others::{self, Ghost, Ghosts};
use super::requirements::Tracing;
use crate::features::shared::plan::PlanContext;
use crate::ui::dom;
use crate::ui::live::{Live, use_live};
use crate::ui::toast::{Toasts, use_toasts};

/// How many cards a column draws at first, and how many more each time its end comes near.
const FIRST_CARDS: usize = 40;
/// The same for a column of finished work, which few people read to its end.
const FIRST_DONE: usize = 12;

/// A question that the board asks in a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Why a task cannot go on.
    Block(TaskId),
    /// Who answers for a task.
    Assign(TaskId),
    /// By when a task should be done.
    Due(TaskId),
    /// By which words a task is grouped.
    Labels(TaskId),
    /// Where a task goes.
    Move(TaskId),
    /// Why cards were put where a limit is exceeded, and the step that did it.
    Limit(Vec<TaskId>, Option<OpId>),
    /// How a column is called, what it means and how much it holds.
    Column(ColumnId),
    /// The same for a new column to the right of this one.
    NewColumn(ColumnId),
    /// How many begun cards a lane holds.
    Lanes,
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
    /// By what the person wants the cards to be gathered in lanes.
    pub wanted: RwSignal<GroupBy>,
    /// By what they are gathered: by requirement once the server has told which there are.
    pub group: Memo<GroupBy>,
    /// Which requirements the tasks answer.
    pub tracing: Tracing,
    /// The lanes that show only their heading.
    pub folded: RwSignal<BTreeSet<Lane>>,
    /// The columns that show only their strip.
    pub collapsing: Collapsing,
    /// The cards in their columns and lanes.
    pub deck: Memo<Deck>,
    /// The cards that others are moving.
    pub ghosts: Memo<Ghosts>,
    /// The cards that stand too long where they stand.
    pub aged: RwSignal<AgedCards>,
    /// The cards that are changed together.
    pub selected: RwSignal<BTreeSet<TaskId>>,
    /// Whether a press on a card selects it instead of opening it.
    pub is_selecting: RwSignal<bool>,
    /// The card whose title is being edited in place.
    pub editing: RwSignal<Option<TaskId>>,
    /// The cell whose quick add is open.
    pub adding: RwSignal<Option<Cell>>,
    /// The card below which it is open; none at the foot of the cell.
    pub below: RwSignal<Option<TaskId>>,
    /// The question that is open.
    pub asking: RwSignal<Option<Question>>,
    /// A press on a title that opens its card unless a second one follows.
    pub opening: StoredValue<Option<TimeoutHandle>>,
    /// The card below the mouse.
    pub hovered: RwSignal<Option<TaskId>>,
    /// The card that Tab leads to: the one that was focused last, or what stands for it now.
    pub current: Memo<Option<TaskId>>,
    /// A moved card until it has the focus again: keys that come meanwhile are for it.
    pub moving: StoredValue<Option<TaskId>>,
    focused: RwSignal<Option<TaskId>>,
    drawn: RwSignal<BTreeMap<Cell, usize>>,
    /// Whether the browser prints the board.
    pub is_printing: ReadSignal<bool>,
    /// The words of the language that the page shows.
    pub words: Words,
}

impl Board {
    /// Makes the board of the open plan available to everything below.
    pub fn provide() -> Self {
        let plan = PlanContext::expect();
        let filter = RwSignal::new(Filter::default());
        let (wanted, tracing) = (RwSignal::new(look::group()), Tracing::new());
        let group = Memo::new(move |_| match wanted.get() {
            GroupBy::Requirement if !tracing.is_known() => GroupBy::Nothing,
            wanted => wanted,
        });
        let prefix = plan.key();
        let folded = RwSignal::new(BTreeSet::<Lane>::new());
        let is_printing = dom::printing();
        let collapsing = Collapsing::new(plan, is_printing);
        let people: Vec<UserId> = plan.people().into_iter().map(|person| person.id).collect();
        let deck = Memo::new(move |_| {
            let group = group.get();
            tracing.with(|traces| {
                let deck = plan.with(|view| {
                    filter.with(|filter| {
                        let late = filter.overdue.then(|| due::late(view, plan.today()));
                        let late = &late.unwrap_or_default();
                        let around = Around { people: &people, traces, late };
                        Deck::of(&view.plan, &prefix, filter, group, around)
                    })
                });
                Deck { folded: folded.get(), collapsed: collapsing.now.get(), ..deck }
            })
        });
        let here = plan.others();
        let ghosts =
            Memo::new(move |_| here.with(|here| deck.with(|deck| others::ghosts(here, deck))));
        let focused = RwSignal::new(None);
        let standing = Memo::new(move |before: Option<&Option<(TaskId, Spot)>>| {
            let before = before.copied().flatten().map(|(_, spot)| spot);
            deck.with(|deck| deck.with_keyboard(focused.get(), before))
        });
        let current = Memo::new(move |_| standing.get().map(|(card, _)| card));
        let board = Self {
            plan,
            live: use_live(),
            toasts: use_toasts(),
            filter,
            wanted,
            group,
            tracing,
            folded,
            collapsing,
            deck,
            ghosts,
            aged: RwSignal::new(AgedCards::new()),
            selected: RwSignal::new(BTreeSet::new()),
            is_selecting: RwSignal::new(false),
            editing: RwSignal::new(None),
            adding: RwSignal::new(None),
            below: RwSignal::new(None),
            asking: RwSignal::new(None),
            opening: StoredValue::new(None),
            hovered: RwSignal::new(None),
            current,
            moving: StoredValue::new(None),
            focused,
            drawn: RwSignal::new(BTreeMap::new()),
            is_printing,
            words: use_i18n(),
        };
        provide_context(board);
        board.follow_traces();
        plan.tell_selected(move || focused.get());
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

    /// Whether any card has had the focus.
    pub fn has_been_focused(self) -> bool {
        self.focused.get_untracked().is_some()
    }

    /// The card to which the keyboard goes back: the one that had it last where it is seen or lies
    /// in a strip, else the one that stands for it.
    pub fn card_with_keyboard(self) -> Option<TaskId> {
        let lies_in_strip = |card: &TaskId| self.column_collapsed_over(*card).is_some();
        let focused = self.focused.get_untracked().filter(lies_in_strip);
        focused.or_else(|| self.current.get_untracked())
    }

    /// A task as it is now.
    pub fn task(self, card: TaskId) -> Option<Task> {
        self.plan.with_untracked(|view| view.plan.tasks.get(&card).cloned())
    }

    /// Whether this person may move the card and report on it.
    pub fn may_work(self, card: TaskId) -> bool {
        self.task(card).is_some_and(|task| self.plan.may_work(&task))
    }

    /// A cell with its cards; subscribes to its changes.
    pub fn stack(self, cell: Cell) -> Option<Stack> {
        self.deck.with(|deck| deck.stack(cell).cloned())
    }

    /// The cards that others are about to put down in a cell; subscribes to their changes.
    pub fn ghosts_in(self, cell: Cell) -> Vec<Ghost> {
        self.ghosts.with(|ghosts| ghosts.get(&cell).cloned().unwrap_or_default())
    }

    /// A column as the first lane shows it; subscribes to its changes.
    pub fn column(self, column: ColumnId) -> Option<Stack> {
        let is_it = |stack: &&Stack| stack.column.id == column;
        self.deck.with(|deck| deck.columns().iter().find(is_it).cloned())
    }

    /// What a column is called; empty for one that is gone. Subscribes to its changes.
    pub fn column_name(self, column: ColumnId) -> String {
        self.column(column).map(|stack| stack.column.name).unwrap_or_default()
    }

    /// The columns from left to right; subscribes to their changes.
    pub fn columns(self) -> Vec<Column> {
        self.deck.with(|deck| deck.columns().iter().map(|stack| stack.column.clone()).collect())
    }

    /// Folds a lane to its heading, or opens it.
    pub fn fold(self, lane: Lane, is_folded: bool) {
        if self.folded.with_untracked(|folded| folded.contains(&lane)) == is_folded {
            return;
        }
        self.folded.update(|folded| {
            match is_folded {
                true => folded.insert(lane),
                false => folded.remove(&lane),
            };
        });
    }

    /// How many cards a cell draws; subscribes to its changes. On paper nobody asks for more: there
    /// the cells share what paper holds.
    pub fn drawn(self, cell: Cell, kind: ColumnKind) -> usize {
        let drawn = self.drawn.with(|drawn| drawn.get(&cell).copied());
        let drawn = drawn.unwrap_or(first_cards(kind));
        match self.is_printing.get() {
            true => drawn.max(self.deck.with(|deck| dom::PAPER_ROWS / deck.stacks.len().max(1))),
            false => drawn,
        }
    }

    /// Draws more of a cell's cards.
    pub fn draw_more(self, cell: Cell, kind: ColumnKind) {
        self.draw_to(cell, kind, 0);
    }

    /// Draws more of a cell's cards, at least those up to a place.
    pub fn draw_to(self, cell: Cell, kind: ColumnKind, place: usize) {
        self.drawn.update(|drawn| {
            let count = drawn.entry(cell).or_insert(first_cards(kind));
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
