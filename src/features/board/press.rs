//! Presses on cards: one opens a card beside the board or selects it, two on the title edit it in
//! place.

use std::time::Duration;

use domain::TaskId;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};

use super::state::Board;

/// What on a card is pressed for its own sake and does not open it.
const CONTROLS: &str = "button, input, label, a, .menu__list";
/// The title of a card.
const TITLE: &str = ".board__open";
/// So long a press of the mouse on a title waits for a second one.
const SECOND_PRESS: Duration = Duration::from_millis(250);

/// The card that an element belongs to.
pub fn card_of(element: &Element) -> Option<TaskId> {
    let slot = element.closest("[data-card]").ok()??;
    slot.get_attribute("data-card")?.parse().ok()
}

/// The presses on one board. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Presses {
    board: Board,
    /// The card that the first of two slow presses has opened.
    opened: StoredValue<Option<TaskId>>,
}

impl Presses {
    /// Presses on a board.
    pub fn new(board: Board) -> Self {
        on_cleanup(move || {
            board.stop_opening();
        });
        Self { board, opened: StoredValue::new(None) }
    }

    /// A press on a card opens it beside the board, or selects it.
    pub fn once(self, event: &MouseEvent) {
        let board = self.board;
        let Some(target) = element_of(event) else { return };
        let is_title = is_within(&target, TITLE);
        let Some(card) = card_of(&target).filter(|_| is_title || !is_within(&target, CONTROLS))
        else {
            return;
        };
        board.stop_opening();
        if event.ctrl_key() || event.meta_key() || board.is_selecting.get_untracked() {
            board.toggle_selected(card);
        } else if event.shift_key() {
            board.select_to(card);
        } else {
            board.clear_selection();
            self.open(card, is_title && board.plan.may_edit() && is_mouse(event), event.detail());
        }
        board.focus_card(card);
    }

    /// Two presses on the title edit it in place.
    pub fn twice(self, event: &MouseEvent) {
        let Some(target) = element_of(event) else { return };
        let Some(card) = card_of(&target).filter(|_| is_within(&target, TITLE)) else { return };
        self.board.stop_opening();
        if self.opened.get_value() == Some(card) {
            self.board.plan.open_task(None);
        }
        self.board.edit_title(card);
    }

    /// Opens a card: at once, or when no second press follows. `presses` counts those that came
    /// one upon the other; a key makes none.
    fn open(self, card: TaskId, may_be_two: bool, presses: i32) {
        let plan = self.board.plan;
        match presses {
            1 if may_be_two => {
                self.opened.set_value(None);
                let open = move || {
                    self.board.opening.try_set_value(None);
                    let is_new = plan.opened().get_untracked() != Some(card);
                    if self.opened.try_set_value(is_new.then_some(card)).is_none() {
                        plan.open_task(Some(card));
                    }
                };
                let waiting = set_timeout_with_handle(open, SECOND_PRESS).ok();
                self.board.opening.set_value(waiting);
            }
            2.. if may_be_two => {}
            _ => plan.open_task(Some(card)),
        }
    }
}

impl Board {
    /// A press on a title opens its card no more; tells whether one was about to.
    pub fn stop_opening(self) -> bool {
        let waiting = self.opening.try_update_value(Option::take).flatten();
        let was_waiting = waiting.is_some();
        waiting.into_iter().for_each(|waiting| waiting.clear());
        was_waiting
    }
}

fn is_within(target: &Element, selector: &str) -> bool {
    target.closest(selector).ok().flatten().is_some()
}

/// Whether a mouse pressed: a browser that does not say may mean one.
fn is_mouse(event: &MouseEvent) -> bool {
    let kind = event.dyn_ref::<PointerEvent>().map(PointerEvent::pointer_type);
    !matches!(kind.as_deref(), Some("touch" | "pen"))
}

fn element_of(event: &MouseEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
