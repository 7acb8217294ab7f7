//! Moving a card: one rule for mouse, finger, pen, keyboard and menu.

use std::time::Duration;

use domain::TaskId;
use domain::plan::board::move_card;
use domain::plan::{ColumnKind, PlanOp};
use leptos::prelude::*;
use locale::td_string;
use web_sys::Element;

use super::lanes::{Deck, Spot, Step, Wip};
use super::state::Board;
use crate::ui::dom;

/// How long a moved card stays marked; the flash itself is shorter.
const MARK: Duration = Duration::from_secs(2);

impl Board {
    /// Puts a card down at a place and tells so, with a way back.
    pub fn put(self, card: TaskId, to: Spot) {
        let deck = self.deck.get_untracked();
        let Some(from) = deck.spot_of(card).filter(|from| *from != to) else { return };
        if !self.may_work(card) {
            return self.explain_reading(card);
        }
        let Some(op) = self.move_op(card, to) else { return };
        self.plan.dispatch(op, self.said(&deck, card, from, to));
        self.draw_up_to(card);
        self.live.announce_after_focus(self.put_down_words(&deck, from, to));
        self.show_moved(card);
    }

    /// Moves a card by one step, or to the top or bottom of its column.
    pub fn step(self, card: TaskId, step: Step) {
        let deck = self.deck.get_untracked();
        let Some(from) = deck.spot_of(card) else { return };
        if let Some(to) = deck.next_spot(card, from, step) {
            self.put(card, to);
        }
    }

    /// Moves a card to the top of another column.
    pub fn send_to(self, card: TaskId, column: usize) {
        self.put(card, Spot { column, place: 0 });
    }

    /// Finishes a task, or opens it again.
    pub fn toggle_done(self, card: TaskId) {
        let Some(task) = self.task(card) else { return };
        let kind = if task.percent == 100 { ColumnKind::Doing } else { ColumnKind::Done };
        if let Some(column) = self.deck.with_untracked(|deck| deck.first_of(kind)) {
            self.send_to(card, column);
        }
    }

    /// The operation that puts a card at a place.
    pub fn move_op(self, card: TaskId, to: Spot) -> Option<PlanOp> {
        let now = self.plan.now();
        self.deck.with_untracked(|deck| {
            let stack = deck.stacks.get(to.column)?;
            self.plan.with_untracked(|view| {
                let task = view.plan.tasks.get(&card)?;
                let rank = stack.rank_at(&view.plan, card, to.place);
                Some(move_card(&view.plan, task, &stack.column, rank, now))
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
    pub fn explain_held(self, name: String) {
        let words = td_string!(self.locale_now(), conflicts.dragged, name);
        self.live.announce(words.clone());
        self.toasts.say(words);
    }

    fn said(self, deck: &Deck, card: TaskId, from: Spot, to: Spot) -> String {
        let locale = self.locale_now();
        let stack = &deck.stacks[to.column];
        let column = stack.column.name.clone();
        if from.column == to.column {
            return td_string!(locale, board.moved_within, place = to.place + 1);
        }
        match Wip::of(stack.count_with(card), stack.column.limit) {
            Wip::Over { limit, by } => {
                td_string!(locale, board.moved_over, column, limit = limit, by = by)
            }
            Wip::Free | Wip::Under { .. } | Wip::Full { .. } => {
                td_string!(locale, board.moved_to, column)
            }
        }
    }

    fn put_down_words(self, deck: &Deck, from: Spot, to: Spot) -> String {
        let name = |spot: Spot| deck.stacks[spot.column].column.name.clone();
        td_string!(
            self.locale_now(),
            board.live_put_down,
            from = name(from),
            from_place = from.place + 1,
            to = name(to),
            to_place = to.place + 1
        )
    }

    /// Makes sure that a card is among those that its column draws.
    pub fn draw_up_to(self, card: TaskId) {
        let deck = self.deck.get_untracked();
        let Some(spot) = deck.spot_of(card) else { return };
        let column = &deck.stacks[spot.column].column;
        if spot.place >= untrack(|| self.drawn(column.id, column.kind)) {
            self.draw_to(column.id, column.kind, spot.place);
        }
    }

    /// Gives a moved card the focus once it is drawn at its new place, and marks it.
    fn show_moved(self, card: TaskId) {
        self.focus_card(card);
        // Two frames: one for the list to change, one for it to be laid out.
        dom::on_next_frame(move || {
            dom::on_next_frame(move || {
                dom::focus_by_id(&element_id(card));
                if let Some(slot) = slot_of(card) {
                    mark(slot);
                }
            });
        });
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

fn mark(slot: Element) {
    // The attribute is ours, so that the browser has no ground to refuse.
    let _ = slot.set_attribute("data-moved", "true");
    set_timeout(
        move || {
            let _ = slot.remove_attribute("data-moved");
        },
        MARK,
    );
}
