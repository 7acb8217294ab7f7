//! Moving a card: one rule for mouse, finger, pen, keyboard and menu.

use domain::TaskId;
use domain::plan::board::move_card;
use domain::plan::{ColumnKind, PlanOp};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::td_string;
use web_sys::Element;

use super::lanes::{Deck, Lane, Spot, Stack, Step, Wip};
use super::state::{Board, Question};
use super::words;
use crate::features::shared::tracing_api::Trace;
use crate::ui::dom;

impl Board {
    /// Puts a card down at a place, with all that are selected with it, and tells so, with a way
    /// back. Asks why where a limit is exceeded.
    pub fn put(self, card: TaskId, to: Spot) {
        let deck = self.deck.get_untracked();
        let cards = self.subjects(card);
        let Some(from) = deck.spot_of(card).filter(|from| *from != to || cards.len() > 1) else {
            return;
        };
        if let Some(fixed) = cards.iter().find(|card| !self.may_work(**card)) {
            return self.explain_reading(*fixed);
        }
        // A cell may be gone that was there when the card was picked up.
        let Some(lane) = deck.stacks.get(to.stack).map(|stack| stack.lane) else { return };
        let traces = self.traces_into(&cards, lane);
        if let Some(reason) = self.lane_reason(deck.stacks[from.stack].lane, lane, &traces) {
            self.live.announce(reason.clone());
            return self.toasts.say(reason);
        }
        let Some(op) = self.move_op(&cards, to) else { return };
        let said = self.said(&deck, &cards, from, to);
        let before = self.plan.last_step();
        match traces.is_empty() {
            true => self.plan.dispatch_told(op, said),
            false => self.put_traced((card, lane), (op, traces), said),
        }
        self.fold(lane, false);
        self.draw_up_to(card);
        self.live.announce_after_focus(self.put_down_words(&deck, from, to));
        self.show_moved(card);
        let step = self.plan.last_step();
        if step != before && deck.goes_beyond(&cards, from, to) {
            self.asking.set(Some(Question::Limit(cards, step)));
        }
    }

    /// Moves a card by one step, or to the top or bottom of its column.
    pub fn step(self, card: TaskId, step: Step) {
        let deck = self.deck.get_untracked();
        let Some(from) = deck.spot_of(card) else { return };
        if let Some(to) = deck.next_spot(card, from, step) {
            self.put(card, to);
        }
    }

    /// Moves a card to the top of a cell.
    pub fn send_to(self, card: TaskId, stack: usize) {
        self.put(card, Spot { stack, place: 0 });
    }

    /// Finishes a task, or opens it again.
    pub fn toggle_done(self, card: TaskId) {
        let Some(task) = self.task(card) else { return };
        let kind = if task.percent == 100 { ColumnKind::Doing } else { ColumnKind::Done };
        let cell = self.deck.with_untracked(|deck| {
            let near = deck.spot_of(card).map_or(0, |spot| spot.stack);
            deck.first_of(kind, near)
        });
        if let Some(cell) = cell {
            self.send_to(card, cell);
        }
    }

    /// Why cards cannot leave their lane for another one; none where they stay, or can.
    fn lane_reason(self, from: Lane, to: Lane, traces: &[Trace]) -> Option<String> {
        if !traces.is_empty() {
            return self.tracing_reason();
        }
        let is_fixed = from != to && !self.plan.may_edit();
        is_fixed.then(|| td_string!(self.locale_now(), board.only_lead).to_owned())
    }

    /// The operation that puts cards at a place, into its lane too.
    pub fn move_op(self, cards: &[TaskId], to: Spot) -> Option<PlanOp> {
        let (now, group) = (self.plan.now(), self.group.get_untracked());
        let traces = self.tracing.now();
        self.deck.with_untracked(|deck| {
            let stack = deck.stacks.get(to.stack)?;
            self.plan.with_untracked(|view| {
                let plan = &view.plan;
                let mut steps = Vec::new();
                for (card, rank) in cards.iter().zip(stack.ranks_at(plan, cards, to.place)) {
                    let task = plan.tasks.get(card)?;
                    steps.push(move_card(plan, task, &stack.column, rank, now));
                    if group.lane_of(plan, task, &traces) != stack.lane {
                        let entry = stack.lane.entry(plan);
                        steps.extend(entry.map(|to| PlanOp::change(*card, to)));
                    }
                }
                PlanOp::of_steps(steps)
            })
        })
    }

    /// Says why this person cannot change a card.
    pub fn explain_reading(self, card: TaskId) {
        let title = self.task(card).map(|task| task.title).unwrap_or_default();
        let words = td_string!(self.locale_now(), board.may_not_move, title);
        self.live.announce(words.clone());
        self.toasts.say(words);
    }

    /// Says who is moving the card right now.
    pub fn explain_held(self, card: TaskId, name: String) {
        let title = self.task(card).map(|task| task.title).unwrap_or_default();
        let words = td_string!(self.locale_now(), board.held, name, title);
        self.live.announce(words.clone());
        self.toasts.say(words);
    }

    fn said(self, deck: &Deck, cards: &[TaskId], from: Spot, to: Spot) -> String {
        let locale = self.locale_now();
        let stack = &deck.stacks[to.stack];
        let column = stack.column.name.clone();
        if cards.len() > 1 {
            return td_string!(locale, board.moved_many, count = grouped(cards.len()), column);
        }
        if from.stack == to.stack {
            return td_string!(locale, board.moved_within, place = grouped(to.place + 1));
        }
        if deck.stacks[from.stack].lane != stack.lane {
            let lane = words::lane(self, locale, stack.lane);
            return td_string!(locale, board.moved_to_lane, column, lane);
        }
        match deck.wip_with(to.stack, cards) {
            Wip::Over { limit, by } => {
                td_string!(
                    locale,
                    board.moved_over,
                    column,
                    limit = grouped(limit),
                    by = grouped(by)
                )
            }
            Wip::Free | Wip::Under { .. } | Wip::Full { .. } => {
                td_string!(locale, board.moved_to, column)
            }
        }
    }

    fn put_down_words(self, deck: &Deck, from: Spot, to: Spot) -> String {
        td_string!(
            self.locale_now(),
            board.live_put_down,
            from = self.place_name(&deck.stacks[from.stack]),
            from_place = grouped(from.place + 1),
            to = self.place_name(&deck.stacks[to.stack]),
            to_place = grouped(to.place + 1)
        )
    }

    /// How a cell is called: its column, and its lane where there are lanes.
    pub fn place_name(self, stack: &Stack) -> String {
        let column = stack.column.name.clone();
        match stack.lane {
            Lane::Whole => column,
            lane => format!("{column}, {}", words::lane(self, self.locale_now(), lane)),
        }
    }

    /// Makes sure that a card is among those that its column draws.
    pub fn draw_up_to(self, card: TaskId) {
        let deck = self.deck.get_untracked();
        let Some(spot) = deck.spot_of(card) else { return };
        let stack = &deck.stacks[spot.stack];
        let (cell, kind) = (stack.cell(), stack.column.kind);
        if spot.place >= untrack(|| self.drawn(cell, kind)) {
            self.draw_to(cell, kind, spot.place);
        }
    }

    /// Gives a moved card the focus once it is drawn at its new place, and marks it; the strip that
    /// has taken it instead, if its column is collapsed.
    fn show_moved(self, card: TaskId) {
        self.focus_card(card);
        let shown = move || slot_of(card).or_else(|| self.strip_of(card));
        self.give_keyboard(Some(card), move || shown().into_iter().for_each(dom::mark));
    }
}

/// The id of the button that opens a card, which is what has the focus.
pub fn element_id(card: TaskId) -> String {
    format!("card-{card}")
}

/// The list item of a card.
pub fn slot_of(card: TaskId) -> Option<Element> {
    let found = dom::document()?.get_element_by_id(&element_id(card))?;
    found.closest("[data-card]").ok()?
}
