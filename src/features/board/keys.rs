//! The keyboard on the board. Single letters act only while a card has the focus; F, N and Q also
//! while the board itself has it, because the filter hides every card.
//!
//! | key | what it does |
//! |---|---|
//! | arrows, Home, End | move the focus; a lifted card instead, if there is one |
//! | Space | lifts a card, puts it down |
//! | Alt+↑ Alt+↓ | moves a card within its column at once |
//! | Alt+Shift+← Alt+Shift+→, `<` `>` | moves it to the next column at once |
//! | Enter | opens it; puts down a lifted one |
//! | Shift+Enter | opens it in all the room of the view |
//! | E, F2 | edits the title in place |
//! | A, B, D, L | assigns, blocks, sets the date, sets labels |
//! | M | asks where to move it |
//! | N, ] | adds below, finishes or reopens |
//! | X, Shift+↑ Shift+↓ | selects, extends the selection |
//! | Esc | closes the panel of a task, then selects nothing; wherever on the board the focus is |
//! | F, Q | goes to the filter, shows only one's own cards |

use domain::TaskId;
use domain::plan::ColumnKind;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::drag::Input;
use super::hands::Hands;
use super::keyboard::is_board;
use super::lanes::Step;
use super::moves::{element_id, slot_of};
use super::press::card_of;
use super::state::{Board, Question};
use crate::ui::dom;

/// The id of the field for filtering by words.
pub const FILTER_FIELD: &str = "board-filter";

/// How long the second key of a sequence may take, in milliseconds.
const SEQUENCE_MS: i64 = 1_000;

/// What a key asks for.
enum Wish {
    Steer(Step),
    Move(Step),
    LiftOrDrop,
    Drop,
    OpenWide,
    Edit,
    Assign,
    Block,
    Due,
    Labels,
    MoveTo,
    Select,
    Extend(Step),
    Add,
    Finish,
    Menu,
    FindWords,
    OnlyMine,
    LetGo,
}

/// A key goes down on the board.
pub fn press(board: Board, hands: Hands, event: &KeyboardEvent) {
    if dom::is_composing(event) || dom::is_typing(event) || dom::has_command(event) {
        return;
    }
    // What lies above the board has its own keys.
    if event.default_prevented() || dom::has_open_layer() {
        return;
    }
    if event.key() == "Escape" && board.step_out() {
        return take(event);
    }
    let Some(card) = focused_card(event).or_else(|| board.moving.get_value()) else {
        return press_ground(board, hands, event);
    };
    if belongs_to_sequence(hands, event) {
        return;
    }
    let Some(wish) = wish(event, hands.lifted().is_some()) else { return };
    if !matches!(wish, Wish::LetGo) {
        take(event);
    }
    fulfil(board, hands, card, &wish);
}

/// A key goes down while the board itself has the focus, and no card.
fn press_ground(board: Board, hands: Hands, event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_ground = target.is_some_and(|target| is_board(&target));
    if !is_ground || event.alt_key() || belongs_to_sequence(hands, event) {
        return;
    }
    match wish(event, false) {
        Some(Wish::FindWords) => {
            dom::focus_by_id(FILTER_FIELD);
        }
        Some(Wish::OnlyMine) => board.toggle_mine(),
        Some(Wish::Add) => board.begin_adding(board.first_cell(ColumnKind::ToDo), None),
        Some(Wish::Steer(_)) => {
            board.current.get_untracked().into_iter().for_each(|card| focus(board, card));
        }
        _ => return,
    }
    take(event);
}

/// Keeps a key from everybody else.
fn take(event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_propagation();
}

/// A key goes up: a button would take Space for a click only now.
pub fn release(event: &KeyboardEvent) {
    if event.key() == " " && focused_card(event).is_some() {
        event.prevent_default();
    }
}

/// Whether a key begins or ends a sequence that leads elsewhere, such as G H or V B.
fn belongs_to_sequence(hands: Hands, event: &KeyboardEvent) -> bool {
    let now = dom::now_ms();
    let is_second = now - hands.sequence_ms.get_value() < SEQUENCE_MS;
    let is_first = matches!(event.key().to_ascii_lowercase().as_str(), "g" | "v");
    hands.sequence_ms.set_value(if is_first && !is_second { now } else { 0 });
    is_first || is_second
}

/// The card whose title button has the focus.
fn focused_card(event: &KeyboardEvent) -> Option<TaskId> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    card_of(&target.closest(".board__open").ok()??)
}

fn wish(event: &KeyboardEvent, is_lifted: bool) -> Option<Wish> {
    let key = event.key();
    if event.alt_key() {
        return match (key.as_str(), event.shift_key()) {
            ("ArrowUp", false) => Some(Wish::Move(Step::Up)),
            ("ArrowDown", false) => Some(Wish::Move(Step::Down)),
            ("ArrowLeft", true) => Some(Wish::Move(Step::Left)),
            ("ArrowRight", true) => Some(Wish::Move(Step::Right)),
            _ => None,
        };
    }
    if event.shift_key() && !is_lifted && matches!(&*key, "ArrowUp" | "ArrowDown") {
        return arrow(&key).map(Wish::Extend);
    }
    if let Some(step) = arrow(&key) {
        return Some(Wish::Steer(step));
    }
    match key.as_str() {
        " " => Some(Wish::LiftOrDrop),
        "Enter" if is_lifted => Some(Wish::Drop),
        "Enter" if event.shift_key() => Some(Wish::OpenWide),
        "Tab" if is_lifted => Some(Wish::LetGo),
        "<" => Some(Wish::Move(Step::Left)),
        ">" => Some(Wish::Move(Step::Right)),
        "]" => Some(Wish::Finish),
        "F2" | "e" | "E" => Some(Wish::Edit),
        "a" | "A" => Some(Wish::Assign),
        "b" | "B" => Some(Wish::Block),
        "d" | "D" => Some(Wish::Due),
        "l" | "L" => Some(Wish::Labels),
        "m" | "M" => Some(Wish::MoveTo),
        "x" | "X" => Some(Wish::Select),
        "n" | "N" => Some(Wish::Add),
        "f" | "F" => Some(Wish::FindWords),
        "q" | "Q" => Some(Wish::OnlyMine),
        "ContextMenu" => Some(Wish::Menu),
        "F10" if event.shift_key() => Some(Wish::Menu),
        _ => None,
    }
}

fn arrow(key: &str) -> Option<Step> {
    match key {
        "ArrowUp" => Some(Step::Up),
        "ArrowDown" => Some(Step::Down),
        "ArrowLeft" => Some(Step::Left),
        "ArrowRight" => Some(Step::Right),
        "Home" => Some(Step::Top),
        "End" => Some(Step::Bottom),
        _ => None,
    }
}

fn fulfil(board: Board, hands: Hands, card: TaskId, wish: &Wish) {
    match wish {
        Wish::Steer(step) => steer(board, hands, card, *step),
        Wish::Move(step) => {
            hands.feed(Input::CANCEL);
            board.step(card, *step);
        }
        Wish::LiftOrDrop if hands.lifted().is_some() => hands.feed(Input::Drop),
        Wish::LiftOrDrop => lift(board, hands, card),
        Wish::Drop => hands.feed(Input::Drop),
        Wish::LetGo => hands.feed(Input::CANCEL),
        Wish::OpenWide => board.plan.open_task_wide(card),
        Wish::Edit => board.edit_title(card),
        Wish::Assign => board.ask(Question::Assign(card)),
        Wish::Block => board.toggle_blocked(card),
        Wish::Due => board.ask(Question::Due(card)),
        Wish::Labels => board.ask(Question::Labels(card)),
        Wish::MoveTo => board.ask(Question::Move(card)),
        Wish::Select => board.toggle_selected(card),
        Wish::Extend(step) => {
            if let Some(next) = board.extend_selection(card, *step) {
                focus(board, next);
            }
        }
        Wish::Add => board.add_below(card),
        Wish::Finish => board.toggle_done(card),
        Wish::Menu => open_menu(card),
        Wish::FindWords => {
            dom::focus_by_id(FILTER_FIELD);
        }
        Wish::OnlyMine => board.toggle_mine(),
    }
}

fn steer(board: Board, hands: Hands, card: TaskId, step: Step) {
    if let Some((lifted, at)) = hands.lifted() {
        let next = board.deck.with_untracked(|deck| deck.next_spot(lifted, at, step));
        return hands.feed(Input::Steer(next.unwrap_or(at)));
    }
    let Some(next) = board.deck.with_untracked(|deck| deck.next_card(card, step)) else { return };
    focus(board, next);
}

fn focus(board: Board, next: TaskId) {
    board.focus_card(next);
    board.draw_up_to(next);
    if !dom::focus_by_id(&element_id(next)) {
        // Not drawn yet: its column draws it with the next frame.
        dom::on_next_frame(move || {
            dom::focus_by_id(&element_id(next));
        });
    }
}

fn lift(board: Board, hands: Hands, card: TaskId) {
    if !board.may_work(card) {
        return board.explain_reading(card);
    }
    if let Some(from) = board.deck.with_untracked(|deck| deck.spot_of(card)) {
        hands.feed(Input::Lift { card, from });
    }
}

fn open_menu(card: TaskId) {
    let Some(slot) = slot_of(card) else { return };
    let button = slot.query_selector("[aria-haspopup='menu']").ok().flatten();
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}
