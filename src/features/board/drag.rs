//! Carrying a card: one state machine for mouse, touch, pen and keyboard.
//!
//! | hand | on the handle | on the body |
//! |---|---|---|
//! | mouse | at once | after 5 px |
//! | touch | at once | after 250 ms within 8 px; moving earlier scrolls |
//! | pen | at once | after 200 ms within 10 px; moving earlier scrolls |
//! | keyboard | | Space lifts, arrows steer, Space puts down |
//!
//! A second pointer, Esc, a lost pointer and a lost window put the card back.

use domain::TaskId;

use super::lanes::Spot;
use crate::features::shared::hand::{Hand, MOUSE_TRAVEL, Point};

/// The least movement on a handle that is not a mere tap, in px.
const HANDLE_TRAVEL: f64 = 1.0;

/// A pointer that went down on a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Press {
    /// The card.
    pub card: TaskId,
    /// The browser's number of the pointer.
    pub pointer: i32,
    /// What points.
    pub hand: Hand,
    /// Whether it is on the card's handle.
    pub on_handle: bool,
    /// Where it went down.
    pub at: Point,
}

/// What is going on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Drag {
    /// Nothing.
    #[default]
    Idle,
    /// A pointer is down and it is not clear yet what it wants.
    Pressed(Press),
    /// A pointer carries a card.
    Carried(Press),
    /// The keyboard holds a card.
    Lifted {
        /// The card.
        card: TaskId,
        /// Where it was.
        from: Spot,
        /// Where it would be put down.
        at: Spot,
    },
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// A pointer goes down on a card.
    Down(Press),
    /// A pointer moves.
    Move {
        /// Which.
        pointer: i32,
        /// Where it is.
        at: Point,
    },
    /// The pressed pointer has held still long enough.
    Held,
    /// A pointer goes up.
    Up {
        /// Which.
        pointer: i32,
        /// Where.
        at: Point,
    },
    /// Esc, a cancelled pointer, a second finger beside the cards, a lost window.
    Cancel,
    /// Space on a card.
    Lift {
        /// The card.
        card: TaskId,
        /// Where it is.
        from: Spot,
    },
    /// An arrow while a card is lifted; where it leads.
    Steer(Spot),
    /// Space or Enter while a card is lifted.
    Drop,
}

/// What is to be done about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    /// Send `Held` after so many milliseconds.
    Wait(u32),
    /// The card leaves its place and follows the pointer.
    PickUp(Press, Point),
    /// The card follows the pointer.
    Follow(Point),
    /// The card is put down under the pointer.
    PutDown(Press, Point),
    /// Tell that the card is lifted, or where it would be put down.
    Show {
        /// The card.
        card: TaskId,
        /// Where it would be put down.
        at: Spot,
        /// Whether it has just been lifted.
        is_new: bool,
    },
    /// The card is put down at a place.
    Place {
        /// The card.
        card: TaskId,
        /// Where it was.
        from: Spot,
        /// Where it goes.
        to: Spot,
    },
    /// The card goes back to where it was.
    PutBack(TaskId),
}

impl Drag {
    /// Whether a card has left its place, so that the page must not scroll by finger.
    #[must_use]
    pub const fn is_armed(&self) -> bool {
        matches!(self, Self::Carried(_))
    }

    /// Whether the pressed pointer waits for its time.
    #[must_use]
    pub const fn is_waiting(&self) -> bool {
        matches!(self, Self::Pressed(_))
    }
}

/// The next state, and what is to be done.
#[must_use]
pub fn step(drag: Drag, input: Input) -> (Drag, Option<Command>) {
    match drag {
        Drag::Idle => from_idle(input),
        Drag::Pressed(press) => from_pressed(press, input),
        Drag::Carried(press) => from_carried(press, input),
        Drag::Lifted { card, from, at } => from_lifted((card, from, at), input),
    }
}

fn from_idle(input: Input) -> (Drag, Option<Command>) {
    match input {
        Input::Down(press) => (Drag::Pressed(press), hold(&press).map(|(ms, _)| Command::Wait(ms))),
        Input::Lift { card, from } => {
            let lifted = Drag::Lifted { card, from, at: from };
            (lifted, Some(Command::Show { card, at: from, is_new: true }))
        }
        _ => (Drag::Idle, None),
    }
}

fn from_pressed(press: Press, input: Input) -> (Drag, Option<Command>) {
    match input {
        Input::Move { pointer, at } if pointer == press.pointer => moved(press, at),
        Input::Held if hold(&press).is_some() => pick_up(press, press.at),
        Input::Move { .. } | Input::Held => (Drag::Pressed(press), None),
        // A tap, a second finger, or something that takes precedence.
        _ => (Drag::Idle, None),
    }
}

fn moved(press: Press, at: Point) -> (Drag, Option<Command>) {
    let travel = press.at.distance(at);
    match hold(&press) {
        // Moving before the time is over is a swipe: it scrolls.
        Some((_, slop)) if travel > slop => (Drag::Idle, None),
        Some(_) => (Drag::Pressed(press), None),
        None if press.on_handle && travel >= HANDLE_TRAVEL => pick_up(press, at),
        None if !press.on_handle && travel >= MOUSE_TRAVEL => pick_up(press, at),
        None => (Drag::Pressed(press), None),
    }
}

fn pick_up(press: Press, at: Point) -> (Drag, Option<Command>) {
    (Drag::Carried(press), Some(Command::PickUp(press, at)))
}

fn from_carried(press: Press, input: Input) -> (Drag, Option<Command>) {
    match input {
        Input::Move { pointer, at } if pointer == press.pointer => {
            (Drag::Carried(press), Some(Command::Follow(at)))
        }
        Input::Up { pointer, at } if pointer == press.pointer => {
            (Drag::Idle, Some(Command::PutDown(press, at)))
        }
        Input::Down(_) | Input::Cancel => (Drag::Idle, Some(Command::PutBack(press.card))),
        _ => (Drag::Carried(press), None),
    }
}

fn from_lifted(lifted: (TaskId, Spot, Spot), input: Input) -> (Drag, Option<Command>) {
    let (card, from, at) = lifted;
    match input {
        Input::Steer(at) => {
            let show = Command::Show { card, at, is_new: false };
            (Drag::Lifted { card, from, at }, Some(show))
        }
        Input::Drop => (Drag::Idle, Some(Command::Place { card, from, to: at })),
        Input::Cancel | Input::Down(_) => (Drag::Idle, Some(Command::PutBack(card))),
        _ => (Drag::Lifted { card, from, at }, None),
    }
}

/// How long, in milliseconds, and how still, in px, the pointer must hold; `None` where movement
/// decides.
const fn hold(press: &Press) -> Option<(u32, f64)> {
    match press.on_handle {
        true => None,
        false => press.hand.hold(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: Spot = Spot { stack: 0, place: 2 };

    fn press(hand: Hand, on_handle: bool) -> Press {
        let card = TaskId::new(1, [1; 10]);
        Press { card, pointer: 7, hand, on_handle, at: Point { x: 100.0, y: 100.0 } }
    }

    fn to(x: f64) -> Input {
        Input::Move { pointer: 7, at: Point { x, y: 100.0 } }
    }

    /// What a press and the inputs after it lead to, in words.
    fn story(hand: Hand, on_handle: bool, inputs: &[Input]) -> String {
        let mut drag = Drag::Idle;
        let mut words = Vec::new();
        for input in std::iter::once(&Input::Down(press(hand, on_handle))).chain(inputs) {
            let (next, command) = step(drag, *input);
            drag = next;
            words.push(match command {
                None => "-".to_owned(),
                Some(Command::Wait(ms)) => format!("wait {ms}"),
                Some(Command::PickUp(..)) => "pick up".to_owned(),
                Some(Command::Follow(at)) => format!("follow {}", at.x),
                Some(Command::PutDown(_, at)) => format!("put down {}", at.x),
                Some(Command::PutBack(_)) => "put back".to_owned(),
                Some(Command::Show { at, is_new, .. }) => {
                    format!("show {}/{} {is_new}", at.stack, at.place)
                }
                Some(Command::Place { to, .. }) => format!("place {}/{}", to.stack, to.place),
            });
        }
        words.join(", ")
    }

    const UP: Input = Input::Up { pointer: 7, at: Point { x: 200.0, y: 100.0 } };

    #[test]
    fn a_mouse_drags_after_five_px_and_clicks_before() {
        let check = |inputs: &[Input], expected| {
            assert_eq!(story(Hand::Mouse, false, inputs), expected);
        };
        check(&[to(104.0), UP], "-, -, -");
        check(&[to(105.0), to(150.0), UP], "-, pick up, follow 150, put down 200");
        check(&[Input::Held], "-, -");
        check(&[to(120.0), Input::Cancel, UP], "-, pick up, put back, -");
    }

    #[test]
    fn a_finger_that_moves_early_scrolls_and_one_that_holds_drags() {
        let check = |inputs: &[Input], expected| {
            assert_eq!(story(Hand::Touch, false, inputs), expected);
        };
        check(&[to(109.0), Input::Held, to(150.0)], "wait 250, -, -, -");
        check(
            &[to(107.0), Input::Held, to(150.0), UP],
            "wait 250, -, pick up, follow 150, put down 200",
        );
        check(&[UP, Input::Held], "wait 250, -, -");
    }

    #[test]
    fn a_second_finger_puts_the_card_back() {
        let second = Input::Down(Press { pointer: 8, ..press(Hand::Touch, false) });
        let check = |inputs: &[Input], expected| {
            assert_eq!(story(Hand::Touch, false, inputs), expected);
        };
        check(&[Input::Held, second, to(150.0)], "wait 250, pick up, put back, -");
        check(&[second, Input::Held], "wait 250, -, -");
    }

    #[test]
    fn a_pen_holds_a_little_shorter() {
        assert_eq!(story(Hand::Pen, false, &[to(110.0), Input::Held]), "wait 200, -, pick up");
        assert_eq!(story(Hand::Pen, false, &[to(111.0), Input::Held]), "wait 200, -, -");
    }

    #[test]
    fn a_handle_drags_at_once_with_any_hand() {
        for hand in [Hand::Mouse, Hand::Touch, Hand::Pen] {
            assert_eq!(story(hand, true, &[to(101.0), UP]), "-, pick up, put down 200");
            assert_eq!(story(hand, true, &[UP]), "-, -");
        }
    }

    #[test]
    fn other_pointers_are_not_followed() {
        let other = Input::Move { pointer: 9, at: Point { x: 300.0, y: 0.0 } };
        assert_eq!(story(Hand::Mouse, false, &[other, to(110.0), other]), "-, -, pick up, -");
    }

    #[test]
    fn the_keyboard_lifts_steers_and_puts_down() {
        let card = TaskId::new(1, [1; 10]);
        let (lifted, command) = step(Drag::Idle, Input::Lift { card, from: FROM });
        assert_eq!(command, Some(Command::Show { card, at: FROM, is_new: true }));
        let next = Spot { stack: 1, place: 0 };
        let (steered, command) = step(lifted, Input::Steer(next));
        assert_eq!(command, Some(Command::Show { card, at: next, is_new: false }));
        let (idle, command) = step(steered, Input::Drop);
        assert_eq!(command, Some(Command::Place { card, from: FROM, to: next }));
        assert_eq!(idle, Drag::Idle);
        assert_eq!(step(steered, Input::Cancel), (Drag::Idle, Some(Command::PutBack(card))));
    }
}
