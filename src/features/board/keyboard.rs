//! Who has the keyboard. A card that is drawn anew elsewhere, hidden by the filter or covered by a
//! question gets it back, or its neighbour does, or the strip of its column, or the board itself:
//! never the bare page, where no key of the board means anything.

use domain::TaskId;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::moves::element_id;
use super::press::card_of;
use super::state::Board;
use crate::ui::dom::{self, Listening};

/// The id of the board itself.
pub const BOARD: &str = "board";

/// Keeps the keyboard on the board, where it was there, for as long as the board is open.
pub fn keep(board: Board) {
    let has_it = StoredValue::new(false);
    Effect::new(move |_| {
        let Some(document) = dom::document() else { return };
        dom::listen_here(&document, "focusin", Listening::Capture, move |event: Event| {
            let Some(target) = element_of(&event) else { return };
            if !is_board(&target) {
                has_it.set_value(card_with(&target).is_some());
            }
            if let Some(card) = card_with(&target) {
                board.focus_card(card);
            }
        });
        // A press on the ground lets go of the card.
        dom::listen_here(&document, "pointerdown", Listening::Capture, move |event: Event| {
            let target = element_of(&event);
            has_it.set_value(target.is_some_and(|target| card_with(&target).is_some()));
        });
    });
    Effect::new(move |was: Option<()>| {
        board.deck.with(|_| ());
        if was.is_some() && has_it.get_value() {
            board.return_keyboard();
        }
    });
    board.plan.when_keyboard_is_lost(move || board.return_keyboard());
    let opened = board.plan.opened();
    Effect::new(move |was_open: Option<bool>| {
        let is_open = opened.get().is_some();
        if was_open == Some(true) && !is_open {
            board.return_keyboard();
        }
        is_open
    });
}

/// Whether an element is the board itself, on which no card stands.
pub fn is_board(element: &Element) -> bool {
    element.id() == BOARD
}

impl Board {
    /// Gives the keyboard back to the card that had it, or to the one that stands for it now. Who
    /// never had one, or has gone on to something else, is left alone.
    pub fn return_keyboard(self) {
        if !self.has_been_focused() {
            return;
        }
        let card = self.card_with_keyboard();
        card.into_iter().for_each(|card| self.draw_up_to(card));
        self.give_keyboard(card, || {});
    }

    /// Gives the keyboard to a card once it is drawn at its place, to the strip that it lies in, to
    /// the board where there is none; keys that come meanwhile are for the card. Whoever has gone
    /// on to something else is not called back.
    pub fn give_keyboard(self, card: Option<TaskId>, then: impl FnOnce() + 'static) {
        self.moving.set_value(card);
        // Two frames: one for the list to change, one for it to be laid out.
        dom::on_next_frame(move || {
            dom::on_next_frame(move || {
                self.moving.try_set_value(None);
                let to_card =
                    |card| dom::focus_by_id(&element_id(card)) || self.focus_strip_of(card);
                if dom::has_free_focus() && !card.is_some_and(to_card) {
                    dom::focus_by_id(BOARD);
                }
                then();
            });
        });
    }

    /// Leaves what Esc leaves on the board: the panel of a task first, which lies on top or is
    /// about to, then the selection. Tells whether there was anything to leave.
    pub fn step_out(self) -> bool {
        if self.stop_opening() {
            return true;
        }
        if self.plan.opened().get_untracked().is_some() {
            self.plan.open_task(None);
            return true;
        }
        self.clear_selection()
    }
}

/// The card on which an element stands.
fn card_with(element: &Element) -> Option<TaskId> {
    element.closest(".board__slot").ok().flatten().and_then(|slot| card_of(&slot))
}

fn element_of(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
