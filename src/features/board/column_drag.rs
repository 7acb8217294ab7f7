//! Columns in another order: their headings are carried sideways by mouse, pen or a finger that
//! holds. Keys and the menu do the same one place at a time.

use domain::ColumnId;
use leptos::html;
use leptos::prelude::*;
use locale::td_string;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, PointerEvent};

use super::geometry::place_at;
use super::state::Board;
use crate::features::shared::carrying::{Carrying, Command, Input, Press, step};
use crate::features::shared::edge::speed_at;
use crate::features::shared::hand::{Hand, Point};
use crate::features::shared::holding::{Holding, hand_of, point_of};
use crate::ui::dom::{self, Listening, set_attribute, set_style};

/// What in a heading is pressed for its own sake. A strip is all heading.
const CONTROLS: &str = "button:not(.board__strip), .menu__list";
/// Every heading, from left to right.
const HEADS: &str = "[data-head]";
/// Longer pauses between two frames than this, in milliseconds, are no time for scrolling.
const LONGEST_FRAME: i64 = 50;

/// The hands that carry headings. Cheap to copy.
#[derive(Clone, Copy)]
pub struct HeadHands {
    /// The line where the column would stand.
    pub line: NodeRef<html::Div>,
    board: Board,
    root: NodeRef<html::Div>,
    scroller: NodeRef<html::Div>,
    drag: StoredValue<Carrying<ColumnId>>,
    carry: StoredValue<Option<Carry>, LocalStorage>,
    holding: Holding,
}

/// A heading on its way.
struct Carry {
    head: HtmlElement,
    /// The other headings, from left to right.
    others: Vec<HtmlElement>,
    at: Point,
    from: Point,
    /// How far the columns were scrolled at first.
    scrolled: i32,
    last_frame_ms: i64,
    since_ms: Option<i64>,
}

impl HeadHands {
    /// Hands for a board.
    pub fn new(board: Board, root: NodeRef<html::Div>, scroller: NodeRef<html::Div>) -> Self {
        Self {
            line: NodeRef::new(),
            board,
            root,
            scroller,
            drag: StoredValue::new(Carrying::Idle),
            carry: StoredValue::new_local(None),
            holding: Holding::default(),
        }
    }

    /// Listens to what a view cannot: touches that must not scroll, Esc, a window that loses the
    /// focus.
    pub fn listen(self) {
        Effect::new(move |_| {
            let Some(root) = self.root.get() else { return };
            self.holding.guard(&root, move || self.is_carrying());
            let (Some(window), Some(document)) = (dom::window(), dom::document()) else { return };
            dom::listen_here(&window, "blur", Listening::Passive, move |_: Event| self.cancel());
            let escape = move |event: KeyboardEvent| {
                if event.key() == "Escape" && self.is_carrying() {
                    event.stop_propagation();
                    self.cancel();
                }
            };
            dom::listen_here(&document, "keydown", Listening::Capture, escape);
        });
        on_cleanup(move || self.holding.stop_waiting());
    }

    /// A pointer goes down somewhere on the board.
    pub fn down(self, event: &PointerEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        match target.and_then(|target| press_of(event, &target)) {
            Some(press) => self.feed(Input::Down(press)),
            None if !event.is_primary() => self.cancel(),
            None => {}
        }
    }

    /// A pointer moves over the board.
    pub fn moved(self, event: &PointerEvent) {
        if self.drag.get_value() != Carrying::Idle {
            self.feed(Input::Move { pointer: event.pointer_id(), at: point_of(event) });
        }
    }

    /// A pointer goes up.
    pub fn up(self, event: &PointerEvent) {
        self.feed(Input::Up { pointer: event.pointer_id(), at: point_of(event) });
    }

    /// Esc, or the browser has taken the pointer away.
    pub fn cancel(self) {
        self.feed(Input::Cancel);
    }

    /// Whether a heading is on its way.
    pub fn is_carrying(self) -> bool {
        self.drag.get_value().is_carried()
    }

    fn feed(self, input: Input<ColumnId>) {
        let (next, command) = step(self.drag.get_value(), input);
        self.drag.set_value(next);
        if !next.is_pressed() {
            self.holding.stop_waiting();
        }
        match command {
            None => {}
            Some(Command::Wait(ms)) => self.holding.wait(ms, move || self.feed(Input::Held)),
            Some(Command::PickUp(press, at)) => self.pick_up(press, at),
            Some(Command::Follow(at)) => self.carry.update_value(|carry| {
                if let Some(carry) = carry {
                    carry.at = at;
                }
            }),
            Some(Command::PutDown(column, at)) => self.put_down(column, at),
            Some(Command::PutBack(_)) => {
                self.settle();
            }
        }
    }

    fn pick_up(self, press: Press<ColumnId>, at: Point) {
        let refused = untrack(|| self.board.editing_reason());
        let carry = self.root.get_untracked().and_then(|root| {
            let own = press.what.to_string();
            let heads = dom::focusable_within(&root, Some(HEADS)).into_iter();
            let is_own =
                |head: &HtmlElement| head.get_attribute("data-head").as_ref() == Some(&own);
            let (mut mine, others): (Vec<_>, Vec<_>) = heads.partition(is_own);
            let scrolled = self.scroller.get_untracked()?.scroll_left();
            let (last_frame_ms, since_ms) = (dom::now_ms(), None);
            let head = mine.pop()?;
            Some(Carry { head, others, at, from: press.at, scrolled, last_frame_ms, since_ms })
        });
        let (None, Some(carry)) = (refused.clone(), carry) else {
            self.drag.set_value(Carrying::Idle);
            return refused.into_iter().for_each(|reason| self.board.toasts.say(reason));
        };
        if let Some(root) = self.root.get_untracked() {
            dom::capture_pointer(&root, press.pointer);
        }
        if press.hand != Hand::Mouse {
            dom::tick();
        }
        set_attribute(&carry.head, "data-carried", Some("true"));
        self.carry.set_value(Some(carry));
        self.draw_frames();
    }

    /// Draws frame after frame for as long as a heading is on its way.
    fn draw_frames(self) {
        let Some(scroller) = self.scroller.try_get_untracked().flatten() else { return };
        let line = self.line.try_get_untracked().flatten();
        let drawn = self.carry.try_update_value(|carry| {
            let carry = carry.as_mut()?;
            carry.scroll(&scroller);
            let moved = carry.at.x - carry.from.x;
            let scrolled = f64::from(scroller.scroll_left() - carry.scrolled);
            set_style(&carry.head, "transform", &format!("translate({}px)", moved + scrolled));
            if let Some(line) = &line {
                carry.draw_line(line, &scroller);
            }
            Some(())
        });
        if drawn.flatten().is_some() {
            dom::on_next_frame(move || self.draw_frames());
        }
    }

    fn put_down(self, column: ColumnId, at: Point) {
        if let Some(carry) = self.settle() {
            self.board.place_column(column, carry.place(at.x));
        }
    }

    /// Leaves everything as it was before.
    fn settle(self) -> Option<Carry> {
        self.holding.end();
        if let Some(line) = self.line.get_untracked() {
            set_attribute(&line, "hidden", Some(""));
        }
        let carry = self.carry.try_update_value(Option::take).flatten()?;
        set_attribute(&carry.head, "data-carried", None);
        set_style(&carry.head, "transform", "none");
        Some(carry)
    }
}

impl Carry {
    /// How many other columns stand to the left of a pointer, by their middles.
    fn place(&self, x: f64) -> usize {
        let middle = |at: usize| {
            let rect = self.others[at].get_bounding_client_rect();
            rect.left() + rect.width() / 2.0
        };
        place_at(x, self.others.len(), middle)
    }

    fn scroll(&mut self, scroller: &HtmlElement) {
        let now = dom::now_ms();
        let elapsed = (now - self.last_frame_ms).clamp(0, LONGEST_FRAME) as f64 / 1000.0;
        self.last_frame_ms = now;
        let rect = scroller.get_bounding_client_rect();
        let speed = speed_at(self.at.x - rect.left(), rect.width(), now, &mut self.since_ms);
        if speed != 0.0 {
            scroller.set_scroll_left(scroller.scroll_left() + (speed * elapsed).round() as i32);
        }
    }

    /// The line stands before the column to the right, or behind the last one.
    fn draw_line(&self, line: &HtmlElement, scroller: &HtmlElement) {
        let place = self.place(self.at.x);
        let edge = |at: usize| self.others.get(at).map(|head| head.get_bounding_client_rect());
        let next = edge(place).map(|rect| rect.left());
        let last = || Some(edge(place.checked_sub(1)?)?.right());
        let Some(x) = next.or_else(last) else { return };
        let rect = scroller.get_bounding_client_rect();
        set_attribute(line, "hidden", None);
        set_style(line, "transform", &format!("translate({x}px, {}px)", rect.top()));
        set_style(line, "block-size", &format!("{}px", rect.height()));
    }
}

/// The heading that a pointer pressed, if that can be carried.
fn press_of(event: &PointerEvent, target: &Element) -> Option<Press<ColumnId>> {
    let is_control = target.closest(CONTROLS).ok()?.is_some();
    if is_control || event.button() != 0 {
        return None;
    }
    let head = target.closest(HEADS).ok()??;
    let what = head.get_attribute("data-head")?.parse().ok()?;
    let (pointer, hand) = (event.pointer_id(), hand_of(event));
    Some(Press { what, pointer, hand, on_handle: false, at: point_of(event) })
}

/// Keys within a heading: Alt+Shift with an arrow moves its column; ← alone collapses it and →
/// opens it, as in an outline.
pub fn press_key(board: Board, column: ColumnId, event: &KeyboardEvent) {
    let moves = event.alt_key() && event.shift_key();
    let has_modifier = event.alt_key() || event.shift_key() || dom::has_command(event);
    // The column's menu lies in its heading.
    let turns = !has_modifier && !dom::has_open_layer();
    match event.key().as_str() {
        "ArrowLeft" if moves => shift(board, column, -1),
        "ArrowRight" if moves => shift(board, column, 1),
        "ArrowLeft" if turns => board.collapse_column(column),
        "ArrowRight" if turns => board.open_column(column),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// A column that has moved in the page has lost the focus, and gets it again.
fn shift(board: Board, column: ColumnId, by: isize) {
    board.shift_column(column, by);
    board.return_to_head(column);
}

impl Board {
    /// Puts a column where so many others stand to its left, and tells so.
    pub fn place_column(self, column: ColumnId, place: usize) {
        let columns = untrack(|| self.columns());
        if columns.iter().position(|other| other.id == column) == Some(place) {
            return;
        }
        let Some(name) = self.move_column(column, place) else { return };
        let (place, count) = (place + 1, columns.len());
        let locale = self.locale_now();
        let words =
            td_string!(locale, board.live_column, column = name, place = place, count = count);
        self.live.announce_after_focus(words);
    }
}
