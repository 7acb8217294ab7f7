//! Carrying something by a pointer: one state machine for mouse, touch and pen.
//!
//! | hand | on the handle | on the body |
//! |---|---|---|
//! | mouse, pen in pen mode | at once | after 5 px |
//! | touch | at once | after 250 ms within 8 px; moving earlier scrolls |
//! | pen | at once | after 200 ms within 10 px; moving earlier scrolls |
//! | finger in pen mode | at once | never: it scrolls |
//!
//! A second pointer, Esc, a lost pointer and a lost window put back what is carried.

use super::hand::{Hand, Point};

/// The least movement on a handle that is not a mere tap, in px.
const HANDLE_TRAVEL: f64 = 1.0;

/// A pointer that went down on something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Press<T> {
    /// What lies there.
    pub what: T,
    /// The browser's number of the pointer.
    pub pointer: i32,
    /// What points.
    pub hand: Hand,
    /// Whether it is on the handle of it.
    pub on_handle: bool,
    /// Where it went down.
    pub at: Point,
}

/// What is going on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Carrying<T> {
    /// Nothing.
    #[default]
    Idle,
    /// A pointer is down and it is not clear yet what it wants.
    Pressed(Press<T>),
    /// A pointer carries something.
    Carried(Press<T>),
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input<T> {
    /// A pointer goes down on something.
    Down(Press<T>),
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
    /// Esc, a cancelled pointer, a second finger beside everything, a lost window.
    Cancel,
}

/// What is to be done about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command<T> {
    /// Send `Held` after so many milliseconds.
    Wait(u32),
    /// It leaves its place and follows the pointer from now on.
    PickUp(Press<T>, Point),
    /// The pointer is elsewhere now.
    Follow(Point),
    /// It is put down under the pointer.
    PutDown(T, Point),
    /// It goes back to where it was.
    PutBack(T),
}

impl<T> Carrying<T> {
    /// Whether something has left its place, so that the page must not scroll by finger.
    #[must_use]
    pub const fn is_carried(&self) -> bool {
        matches!(self, Self::Carried(_))
    }

    /// Whether the pressed pointer may be waiting for its time.
    #[must_use]
    pub const fn is_pressed(&self) -> bool {
        matches!(self, Self::Pressed(_))
    }
}

/// The next state, and what is to be done.
#[must_use]
pub fn step<T: Copy>(now: Carrying<T>, input: Input<T>) -> (Carrying<T>, Option<Command<T>>) {
    match now {
        Carrying::Idle => match input {
            Input::Down(press) => {
                (Carrying::Pressed(press), hold(&press).map(|(ms, _)| Command::Wait(ms)))
            }
            Input::Move { .. } | Input::Held | Input::Up { .. } | Input::Cancel => {
                (Carrying::Idle, None)
            }
        },
        Carrying::Pressed(press) => pressed(press, input),
        Carrying::Carried(press) => carried(press, input),
    }
}

fn pressed<T: Copy>(press: Press<T>, input: Input<T>) -> (Carrying<T>, Option<Command<T>>) {
    match input {
        Input::Move { pointer, at } if pointer == press.pointer => moved(press, at),
        Input::Held if hold(&press).is_some() => pick_up(press, press.at),
        Input::Move { .. } | Input::Held => (Carrying::Pressed(press), None),
        // A tap, a second finger, or something that takes precedence.
        Input::Down(_) | Input::Up { .. } | Input::Cancel => (Carrying::Idle, None),
    }
}

fn moved<T: Copy>(press: Press<T>, at: Point) -> (Carrying<T>, Option<Command<T>>) {
    let travel = press.at.distance(at);
    let enough = if press.on_handle { Some(HANDLE_TRAVEL) } else { press.hand.travel() };
    match (hold(&press), enough) {
        // Moving before the time is over is a swipe: it scrolls.
        (Some((_, slop)), _) if travel > slop => (Carrying::Idle, None),
        (None, Some(enough)) if travel >= enough => pick_up(press, at),
        (Some(_) | None, _) => (Carrying::Pressed(press), None),
    }
}

fn pick_up<T: Copy>(press: Press<T>, at: Point) -> (Carrying<T>, Option<Command<T>>) {
    (Carrying::Carried(press), Some(Command::PickUp(press, at)))
}

fn carried<T: Copy>(press: Press<T>, input: Input<T>) -> (Carrying<T>, Option<Command<T>>) {
    match input {
        Input::Move { pointer, at } if pointer == press.pointer => {
            (Carrying::Carried(press), Some(Command::Follow(at)))
        }
        Input::Up { pointer, at } if pointer == press.pointer => {
            (Carrying::Idle, Some(Command::PutDown(press.what, at)))
        }
        Input::Down(_) | Input::Cancel => (Carrying::Idle, Some(Command::PutBack(press.what))),
        Input::Move { .. } | Input::Up { .. } | Input::Held => (Carrying::Carried(press), None),
    }
}

/// How long, in milliseconds, and how still, in px, the pointer must hold; `None` where movement
/// decides.
const fn hold<T>(press: &Press<T>) -> Option<(u32, f64)> {
    match press.on_handle {
        true => None,
        false => press.hand.hold(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UP: Input<u8> = Input::Up { pointer: 7, at: Point { x: 200.0, y: 100.0 } };

    fn press(hand: Hand, on_handle: bool) -> Press<u8> {
        Press { what: 1, pointer: 7, hand, on_handle, at: Point { x: 100.0, y: 100.0 } }
    }

    fn to(x: f64) -> Input<u8> {
        Input::Move { pointer: 7, at: Point { x, y: 100.0 } }
    }

    /// What a press and the inputs after it lead to, in words.
    fn story(hand: Hand, on_handle: bool, inputs: &[Input<u8>]) -> String {
        let mut now = Carrying::Idle;
        let mut words = Vec::new();
        for input in std::iter::once(&Input::Down(press(hand, on_handle))).chain(inputs) {
            let (next, command) = step(now, *input);
            now = next;
            words.push(match command {
                None => "-".to_owned(),
                Some(Command::Wait(ms)) => format!("wait {ms}"),
                Some(Command::PickUp(..)) => "pick up".to_owned(),
                Some(Command::Follow(at)) => format!("follow {}", at.x),
                Some(Command::PutDown(_, at)) => format!("put down {}", at.x),
                Some(Command::PutBack(_)) => "put back".to_owned(),
            });
        }
        words.join(", ")
    }

    fn check(hand: Hand, inputs: &[Input<u8>], expected: &str) {
        assert_eq!(story(hand, false, inputs), expected, "{hand:?} {inputs:?}");
    }

    #[test]
    fn a_mouse_drags_after_five_px_and_clicks_before() {
        for hand in [Hand::Mouse, Hand::Stylus] {
            check(hand, &[to(104.0), UP], "-, -, -");
            check(hand, &[to(105.0), to(150.0), UP], "-, pick up, follow 150, put down 200");
            check(hand, &[Input::Held], "-, -");
            check(hand, &[to(120.0), Input::Cancel, UP], "-, pick up, put back, -");
        }
    }

    #[test]
    fn a_finger_that_moves_early_scrolls_and_one_that_holds_drags() {
        check(Hand::Touch, &[to(109.0), Input::Held, to(150.0)], "wait 250, -, -, -");
        check(
            Hand::Touch,
            &[to(107.0), Input::Held, to(150.0), UP],
            "wait 250, -, pick up, follow 150, put down 200",
        );
        check(Hand::Touch, &[UP, Input::Held], "wait 250, -, -");
    }

    #[test]
    fn a_second_finger_puts_it_back() {
        let second = Input::Down(Press { pointer: 8, ..press(Hand::Touch, false) });
        check(Hand::Touch, &[Input::Held, second, to(150.0)], "wait 250, pick up, put back, -");
        check(Hand::Touch, &[second, Input::Held], "wait 250, -, -");
    }

    #[test]
    fn a_pen_holds_a_little_shorter() {
        check(Hand::Pen, &[to(110.0), Input::Held], "wait 200, -, pick up");
        check(Hand::Pen, &[to(111.0), Input::Held], "wait 200, -, -");
    }

    #[test]
    fn in_pen_mode_fingers_only_scroll() {
        check(Hand::Finger, &[Input::Held, to(150.0), UP], "-, -, -, -");
    }

    #[test]
    fn a_handle_drags_at_once_with_any_hand() {
        for hand in [Hand::Mouse, Hand::Touch, Hand::Pen, Hand::Stylus, Hand::Finger] {
            assert_eq!(story(hand, true, &[to(101.0), UP]), "-, pick up, put down 200");
            assert_eq!(story(hand, true, &[UP]), "-, -");
        }
    }

    #[test]
    fn other_pointers_are_not_followed() {
        let other = Input::Move { pointer: 9, at: Point { x: 300.0, y: 0.0 } };
        check(Hand::Mouse, &[other, to(110.0), other], "-, -, pick up, -");
    }
}
