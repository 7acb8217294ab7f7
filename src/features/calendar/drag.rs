//! Carrying a bar to another day: one state machine for mouse, touch and pen.
//!
//! A mouse lifts after 5 px. A finger holds 250 ms within 8 px, a pen 200 ms within 10 px; who
//! moves earlier scrolls. A second pointer, Esc, a lost pointer and a lost window put the bar back.

use domain::TaskId;

use crate::features::shared::hand::{Hand, MOUSE_TRAVEL, Point};

/// A pointer that went down on a bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Press {
    /// The task.
    pub task: TaskId,
    /// The browser's number of the pointer.
    pub pointer: i32,
    /// What points.
    pub hand: Hand,
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
    /// A pointer carries a bar.
    Carried(Press),
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// A pointer goes down on a bar.
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
    /// Esc, a cancelled pointer, a second finger beside the bars, a lost window.
    Cancel,
}

/// What is to be done about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    /// Send `Held` after so many milliseconds.
    Wait(u32),
    /// The bar follows the pointer from now on.
    PickUp(Press, Point),
    /// The pointer is elsewhere now.
    Follow(Point),
    /// The bar is put down under the pointer.
    PutDown(Point),
    /// The bar goes back to where it was.
    PutBack(TaskId),
}

/// The next state, and what is to be done.
#[must_use]
pub fn step(drag: Drag, input: Input) -> (Drag, Option<Command>) {
    match drag {
        Drag::Idle => match input {
            Input::Down(press) => {
                (Drag::Pressed(press), press.hand.hold().map(|(ms, _)| Command::Wait(ms)))
            }
            _ => (Drag::Idle, None),
        },
        Drag::Pressed(press) => pressed(press, input),
        Drag::Carried(press) => carried(press, input),
    }
}

fn pressed(press: Press, input: Input) -> (Drag, Option<Command>) {
    match input {
        Input::Move { pointer, at } if pointer == press.pointer => moved(press, at),
        Input::Held if press.hand.hold().is_some() => pick_up(press, press.at),
        Input::Move { .. } | Input::Held => (Drag::Pressed(press), None),
        // A tap, a second finger, or something that takes precedence.
        Input::Down(_) | Input::Up { .. } | Input::Cancel => (Drag::Idle, None),
    }
}

fn moved(press: Press, at: Point) -> (Drag, Option<Command>) {
    let travel = press.at.distance(at);
    match press.hand.hold() {
        // Moving before the time is over is a swipe: it scrolls.
        Some((_, slop)) if travel > slop => (Drag::Idle, None),
        None if travel >= MOUSE_TRAVEL => pick_up(press, at),
        Some(_) | None => (Drag::Pressed(press), None),
    }
}

fn pick_up(press: Press, at: Point) -> (Drag, Option<Command>) {
    (Drag::Carried(press), Some(Command::PickUp(press, at)))
}

fn carried(press: Press, input: Input) -> (Drag, Option<Command>) {
    match input {
        Input::Move { pointer, at } if pointer == press.pointer => {
            (Drag::Carried(press), Some(Command::Follow(at)))
        }
        Input::Up { pointer, at } if pointer == press.pointer => {
            (Drag::Idle, Some(Command::PutDown(at)))
        }
        Input::Down(_) | Input::Cancel => (Drag::Idle, Some(Command::PutBack(press.task))),
        Input::Move { .. } | Input::Up { .. } | Input::Held => (Drag::Carried(press), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UP: Input = Input::Up { pointer: 7, at: Point { x: 200.0, y: 100.0 } };

    fn press(hand: Hand) -> Press {
        let task = TaskId::new(1, [1; 10]);
        Press { task, pointer: 7, hand, at: Point { x: 100.0, y: 100.0 } }
    }

    fn to(x: f64) -> Input {
        Input::Move { pointer: 7, at: Point { x, y: 100.0 } }
    }

    /// What a press and the inputs after it lead to, in words.
    fn check(hand: Hand, inputs: &[Input], expected: &str) {
        let mut drag = Drag::Idle;
        let mut words = Vec::new();
        for input in std::iter::once(&Input::Down(press(hand))).chain(inputs) {
            let (next, command) = step(drag, *input);
            drag = next;
            words.push(match command {
                None => "-".to_owned(),
                Some(Command::Wait(ms)) => format!("wait {ms}"),
                Some(Command::PickUp(..)) => "pick up".to_owned(),
                Some(Command::Follow(at)) => format!("follow {}", at.x),
                Some(Command::PutDown(at)) => format!("put down {}", at.x),
                Some(Command::PutBack(_)) => "put back".to_owned(),
            });
        }
        assert_eq!(words.join(", "), expected, "{hand:?} {inputs:?}");
    }

    #[test]
    fn a_mouse_drags_after_five_px_and_clicks_before() {
        check(Hand::Mouse, &[to(104.0), UP], "-, -, -");
        check(Hand::Mouse, &[to(105.0), to(150.0), UP], "-, pick up, follow 150, put down 200");
        check(Hand::Mouse, &[Input::Held], "-, -");
        check(Hand::Mouse, &[to(120.0), Input::Cancel, UP], "-, pick up, put back, -");
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
        check(Hand::Pen, &[to(110.0), Input::Held], "wait 200, -, pick up");
    }

    #[test]
    fn a_second_finger_puts_the_bar_back() {
        let second = Input::Down(Press { pointer: 8, ..press(Hand::Touch) });
        check(Hand::Touch, &[Input::Held, second, to(150.0)], "wait 250, pick up, put back, -");
        check(Hand::Touch, &[second, Input::Held], "wait 250, -, -");
    }

    #[test]
    fn other_pointers_are_not_followed() {
        let other = Input::Move { pointer: 9, at: Point { x: 300.0, y: 0.0 } };
        check(Hand::Mouse, &[other, to(110.0), other], "-, -, pick up, -");
    }
}
