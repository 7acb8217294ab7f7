//! The hands: turns what pointers do into the inputs of `drag`, and carries out its commands.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::TaskId;
use domain::plan::Consequence;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::td_string;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent, PointerEvent};

use super::carry::{Carry, Stage};
use super::collapse;
use super::drag::{Command, Drag, Input, Press, step};
use super::keys;
use super::lanes::{Cell, Deck, Spot};
use super::others::Telling;
use super::press::card_of;
use super::state::Board;
use crate::features::shared::carrying;
use crate::features::shared::hand::{Hand, Point};
use crate::features::shared::holding::{Holding, hand_of, point_of};
use crate::ui::dom::{self, FrameGate, Listening};

/// What on a card is pressed for its own sake and never drags.
const CONTROLS: &str = "input, label, textarea, select, a, .menu__list, button:not(.board__open)";

/// The hands of one board. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Hands {
    board: Board,
    stage: Stage,
    /// What the card on its way would do to the project's finish.
    pub consequence: RwSignal<Option<Consequence>>,
    /// How many cards are on their way.
    pub count: RwSignal<usize>,
    drag: StoredValue<Drag>,
    carry: StoredValue<Option<Carry>, LocalStorage>,
    frames: StoredValue<FrameGate, LocalStorage>,
    holding: Holding,
    /// Whether the press that goes on was refused: its end is no click.
    is_refused: StoredValue<bool>,
    /// When a key was pressed that begins a sequence, such as V before B.
    pub sequence_ms: StoredValue<i64>,
    tried: StoredValue<BTreeMap<usize, Option<Consequence>>>,
    telling: Telling,
}

impl Hands {
    /// Hands for a board on its stage.
    pub fn new(board: Board, stage: Stage) -> Self {
        Self {
            board,
            stage,
            consequence: RwSignal::new(None),
            count: RwSignal::new(0),
            drag: StoredValue::new(Drag::IDLE),
            carry: StoredValue::new_local(None),
            frames: StoredValue::new_local(FrameGate::default()),
            holding: Holding::default(),
            is_refused: StoredValue::new(false),
            sequence_ms: StoredValue::new(0),
            tried: StoredValue::new(BTreeMap::new()),
            telling: Telling::new(board),
        }
    }

    /// Listens to what a view cannot: touches that must not scroll, Esc from anywhere, a window
    /// that loses the focus.
    pub fn listen(self) {
        Effect::new(move |_| {
            let Some(root) = self.stage.root.get() else { return };
            self.holding.guard(&root, move || self.is_carrying());
            dom::listen_here(&root, "scroll", Listening::Capture, move |_: Event| {
                self.request_frame();
            });
            let (Some(window), Some(document)) = (dom::window(), dom::document()) else { return };
            dom::listen_here(&window, "blur", Listening::Passive, move |_: Event| {
                self.feed(Input::CANCEL);
            });
            dom::listen_here(
                &document,
                "keydown",
                Listening::Capture,
                move |event: KeyboardEvent| {
                    if event.key() == "Escape" && self.holds_card() {
                        event.stop_propagation();
                        return self.feed(Input::CANCEL);
                    }
                    // While a moved card comes to its new place, nothing has the focus.
                    if dom::has_no_focus() {
                        keys::press(self.board, self, &event);
                    }
                },
            );
        });
        Effect::new(move |cells: Option<Vec<Cell>>| {
            let now = self.board.deck.with(Deck::cells);
            if cells.is_some_and(|cells| cells != now) {
                self.take_up_cells();
            }
            self.request_frame();
            now
        });
        on_cleanup(move || self.holding.stop_waiting());
    }

    /// Others have changed which cells there are: places are counted among those of now.
    fn take_up_cells(self) {
        self.tried.set_value(BTreeMap::new());
        self.carry.update_value(|carry| carry.iter_mut().for_each(Carry::look_again));
        if self.lifted().is_some() {
            self.feed(Input::CANCEL);
        }
    }

    /// A pointer goes down somewhere on the board.
    pub fn down(self, event: &PointerEvent) {
        self.is_refused.set_value(false);
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(press) = target.and_then(|target| press_of(event, &target)) else {
            if !event.is_primary() || self.lifted().is_some() {
                self.feed(Input::CANCEL);
            }
            return;
        };
        self.feed(Input::Pointer(carrying::Input::Down(press)));
    }

    /// A pointer moves over the board.
    pub fn moved(self, event: &PointerEvent) {
        if self.drag.get_value() != Drag::IDLE {
            let (pointer, at) = (event.pointer_id(), point_of(event));
            self.feed(Input::Pointer(carrying::Input::Move { pointer, at }));
        }
    }

    /// A pointer goes up.
    pub fn up(self, event: &PointerEvent) {
        let (pointer, at) = (event.pointer_id(), point_of(event));
        self.feed(Input::Pointer(carrying::Input::Up { pointer, at }));
        if self.is_refused.get_value() {
            self.holding.end();
        }
    }

    /// The browser has taken a pointer away, usually to scroll with it.
    pub fn lost(self) {
        self.feed(Input::CANCEL);
    }

    /// A long press must not open the browser's own menu over a card on its way.
    pub fn context_menu(self, event: &MouseEvent) {
        if self.is_carrying() {
            event.prevent_default();
        }
    }

    /// Whether the keyboard or a pointer holds a card.
    fn holds_card(self) -> bool {
        self.is_carrying() || self.lifted().is_some()
    }

    /// The card that the keyboard holds, and where it would be put down.
    pub fn lifted(self) -> Option<(TaskId, Spot)> {
        match self.drag.get_value() {
            Drag::Lifted { card, at, .. } => Some((card, at)),
            Drag::Pointer(_) => None,
        }
    }

    /// Feeds the state machine and does what it commands.
    pub fn feed(self, input: Input) {
        let (next, command) = step(self.drag.get_value(), input);
        self.drag.set_value(next);
        if !next.is_waiting() {
            self.holding.stop_waiting();
        }
        if let Some(command) = command {
            self.carry_out(command);
        }
    }

    fn is_carrying(self) -> bool {
        self.drag.get_value().carried().is_some()
    }

    fn carry_out(self, command: Command) {
        match command {
            Command::Pointer(command) => self.carry_by_pointer(command),
            Command::Show { card, at, is_new } => self.show(card, at, is_new),
            Command::Place { card, to, .. } => {
                self.stage.clear();
                self.board.plan.tell_dragged(Vec::new());
                self.board.put(card, to);
            }
        }
    }

    fn carry_by_pointer(self, command: carrying::Command<TaskId>) {
        match command {
            carrying::Command::Wait(ms) => {
                let held = move || self.feed(Input::Pointer(carrying::Input::Held));
                self.holding.wait(ms, held);
            }
            carrying::Command::PickUp(press, at) => self.pick_up(press, at),
            carrying::Command::Follow(at) => {
                self.carry.update_value(|carry| {
                    if let Some(carry) = carry {
                        carry.at = at;
                    }
                });
                self.request_frame();
            }
            carrying::Command::PutDown(card, at) => self.put_down(card, at),
            carrying::Command::PutBack(card) => self.put_back(card),
        }
    }

    fn pick_up(self, press: Press, at: Point) {
        if !self.board.may_work(press.what) {
            self.refuse();
            return self.board.explain_reading(press.what);
        }
        let cards = self.board.subjects(press.what);
        let held = |card: &TaskId| Some((*card, self.board.plan.dragged_by(*card)?));
        if let Some((card, name)) = cards.iter().find_map(held) {
            self.refuse();
            return self.board.explain_held(card, name);
        }
        let Some(carry) = Carry::begin(self.stage, press, at) else {
            self.drag.set_value(Drag::IDLE);
            return;
        };
        if let Some(root) = self.stage.root.get_untracked() {
            dom::capture_pointer(&root, press.pointer);
        }
        if press.hand != Hand::Mouse {
            dom::tick();
        }
        self.carry.set_value(Some(carry));
        self.count.set(cards.len());
        self.board.plan.tell_dragged(cards);
        self.draw_frame();
    }

    /// A card stays where it is, and the press that would have carried it opens nothing.
    fn refuse(self) {
        self.drag.set_value(Drag::IDLE);
        self.is_refused.set_value(true);
    }

    /// Draws before the next frame, if a card is on its way.
    fn request_frame(self) {
        if self.carry.with_value(Option::is_some) {
            self.frames.with_value(|frames| frames.request(move || self.draw_frame()));
        }
    }

    /// Draws what has moved, frame after frame only while the board scrolls by itself.
    fn draw_frame(self) {
        let drawn = self.carry.try_update_value(|carry| {
            let carry = carry.as_mut()?;
            Some((carry.frame(self.stage), carry.target, carry.is_scrolling()))
        });
        let Some(Some((is_new_cell, target, is_scrolling))) = drawn else { return };
        if is_new_cell {
            self.foresee(target);
            let now = move || self.carry.try_with_value(|carry| carry.as_ref()?.target).flatten();
            collapse::open_below(self.board, target, now);
        }
        if let Some((press, target)) = self.drag.get_value().carried().zip(target) {
            self.telling.tell_in_time(press.what, target, move || {
                if self.carry.try_with_value(Option::is_some) == Some(true) {
                    self.request_frame();
                }
            });
        }
        if is_scrolling {
            self.request_frame();
        }
    }

    /// Works out what the move would do to the finish: once for each cell, after the frame.
    fn foresee(self, target: Option<Spot>) {
        let Some((press, target)) = self.drag.get_value().carried().zip(target) else { return };
        if let Some(known) = self.tried.with_value(|tried| tried.get(&target.stack).cloned()) {
            return self.consequence.set(known);
        }
        let work = move || {
            let cards = self.board.subjects(press.what);
            let found = self.board.move_op(&cards, target).and_then(|op| {
                let tried = self.board.plan.with_untracked(|view| view.foresee(&op));
                tried.ok().filter(Consequence::moves_finish)
            });
            let carried = self.drag.try_get_value().and_then(|drag| drag.carried());
            if carried == Some(press) {
                self.tried.update_value(|tried| {
                    tried.insert(target.stack, found.clone());
                });
                self.consequence.set(found);
            }
        };
        set_timeout(work, Duration::ZERO);
    }

    fn put_down(self, card: TaskId, at: Point) {
        let stage = self.stage;
        let ended = self.carry.try_update_value(|carry| {
            let mut carry = carry.take()?;
            carry.at = at;
            carry.frame(stage);
            let target = carry.target;
            carry.end(stage);
            target
        });
        self.settle();
        if let Some(Some(target)) = ended {
            self.board.put(card, target);
        }
    }

    fn put_back(self, card: TaskId) {
        if let Some(Some(carry)) = self.carry.try_update_value(Option::take) {
            carry.go_home(self.stage);
        }
        self.stage.clear();
        self.settle();
        let Some((column, place)) = self.place_of(card) else { return };
        let (locale, place) = (self.board.locale_now(), grouped(place));
        let words = td_string!(locale, board.live_cancelled, column, place);
        self.board.live.announce(words);
    }

    fn settle(self) {
        self.holding.end();
        self.board.plan.tell_dragged(Vec::new());
        self.tried.set_value(BTreeMap::new());
        self.telling.end();
        self.consequence.set(None);
    }

    fn show(self, card: TaskId, at: Spot, is_new: bool) {
        self.stage.show_line(card, at);
        self.board.plan.tell_dragged(vec![card]);
        self.telling.tell(card, at);
        let locale = self.board.locale_now();
        let deck = self.board.deck.get_untracked();
        let Some(stack) = deck.stacks.get(at.stack) else { return };
        let (column, place) = (self.board.place_name(stack), grouped(at.place + 1));
        let count = grouped(stack.others(card) + 1);
        let title = self.board.task(card).map(|task| task.title).unwrap_or_default();
        self.board.live.announce(if is_new {
            td_string!(locale, board.live_lifted, title, column, place, count)
        } else {
            td_string!(locale, board.live_moved, column, place, count)
        });
    }

    /// A card's column by name and its place from 1.
    fn place_of(self, card: TaskId) -> Option<(String, usize)> {
        self.board.deck.with_untracked(|deck| {
            let spot = deck.spot_of(card)?;
            Some((self.board.place_name(&deck.stacks[spot.stack]), spot.place + 1))
        })
    }
}

/// What a pointer pressed, if that can be carried.
fn press_of(event: &PointerEvent, target: &Element) -> Option<Press> {
    let is_control = target.closest(CONTROLS).ok()?.is_some();
    if is_control || event.button() != 0 {
        return None;
    }
    let hand = hand_of(event);
    let on_handle = target.closest("[data-handle]").ok()?.is_some();
    let (what, pointer) = (card_of(target)?, event.pointer_id());
    Some(Press { what, pointer, hand, on_handle, at: point_of(event) })
}
