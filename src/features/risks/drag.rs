//! Carrying a risk to another cell: one state machine for mouse, touch, pen and keyboard.
//!
//! A mouse lifts after 5 px. A finger holds 250 ms within 8 px, a pen 200 ms within 10 px; who
//! moves earlier scrolls. With keys, Space lifts, arrows steer, Space or Enter puts down. A second
//! pointer, Esc, a lost pointer and a lost window put the risk back.

use domain::RiskId;
use domain::risk::Place;

use crate::features::shared::hand::{Hand, MOUSE_TRAVEL, Point};

/// A pointer that went down on a risk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Press {
    /// The risk.
    pub risk: RiskId,
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
    /// A pointer carries a risk.
    Carried(Press),
    /// The keyboard holds a risk over a cell.
    Lifted(RiskId, Place),
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// A pointer goes down on a risk.
    Down(Press),
    /// A pointer moves.
    Move(i32, Point),
    /// The pressed pointer has held still long enough.
    Held,
    /// A pointer goes up.
    Up(i32, Point),
    /// Esc, a cancelled pointer, a second finger, a lost window.
    Cancel,
    /// Space on a risk that stands in a cell.
    Lift(RiskId, Place),
    /// An arrow: so many cells up and to the right.
    Steer(i8, i8),
    /// Space or Enter while a risk is lifted.
    Drop,
}

/// What is to be done about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    /// Send `Held` after so many milliseconds.
    Wait(u32),
    /// The risk follows the pointer from now on.
    PickUp(Press, Point),
    /// The pointer is elsewhere now.
    Follow(Point),
    /// The risk is put down under the pointer.
    PutDown(RiskId, Point),
    /// Tell that the risk is lifted, or over which cell it is now.
    Show(RiskId, Place),
    /// The risk is put into a cell.
    Place(RiskId, Place),
    /// The risk goes back to where it was.
    PutBack(RiskId),
}

/// The next state, and what is to be done.
#[must_use]
pub fn step(drag: Drag, input: Input) -> (Drag, Option<Command>) {
    match drag {
        Drag::Idle => idle(input),
        Drag::Pressed(press) => pressed(press, input),
        Drag::Carried(press) => carried(press, input),
        Drag::Lifted(risk, at) => lifted(risk, at, input),
    }
}

fn idle(input: Input) -> (Drag, Option<Command>) {
    match input {
        Input::Down(press) => {
            (Drag::Pressed(press), press.hand.hold().map(|(ms, _)| Command::Wait(ms)))
        }
        Input::Lift(risk, at) => (Drag::Lifted(risk, at), Some(Command::Show(risk, at))),
        _ => (Drag::Idle, None),
    }
}

fn pressed(press: Press, input: Input) -> (Drag, Option<Command>) {
    let pick_up = |at| (Drag::Carried(press), Some(Command::PickUp(press, at)));
    match input {
        Input::Move(pointer, at) if pointer == press.pointer => {
            let travel = press.at.distance(at);
            match press.hand.hold() {
                // Moving before the time is over is a swipe: it scrolls.
                Some((_, slop)) if travel > slop => (Drag::Idle, None),
                None if travel >= MOUSE_TRAVEL => pick_up(at),
                Some(_) | None => (Drag::Pressed(press), None),
            }
        }
        Input::Held if press.hand.hold().is_some() => pick_up(press.at),
        Input::Move(..) | Input::Held => (Drag::Pressed(press), None),
        // A tap, a second finger, or something that takes precedence.
        _ => (Drag::Idle, None),
    }
}

fn carried(press: Press, input: Input) -> (Drag, Option<Command>) {
    match input {
        Input::Move(pointer, at) if pointer == press.pointer => {
            (Drag::Carried(press), Some(Command::Follow(at)))
        }
        Input::Up(pointer, at) if pointer == press.pointer => {
            (Drag::Idle, Some(Command::PutDown(press.risk, at)))
        }
        Input::Down(_) | Input::Cancel => (Drag::Idle, Some(Command::PutBack(press.risk))),
        _ => (Drag::Carried(press), None),
    }
}

fn lifted(risk: RiskId, at: Place, input: Input) -> (Drag, Option<Command>) {
    match input {
        Input::Steer(up, right) => {
            let at = at.stepped(up, right);
            (Drag::Lifted(risk, at), Some(Command::Show(risk, at)))
        }
        Input::Drop => (Drag::Idle, Some(Command::Place(risk, at))),
        Input::Cancel | Input::Down(_) => (Drag::Idle, Some(Command::PutBack(risk))),
        _ => (Drag::Lifted(risk, at), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UP: Input = Input::Up(7, Point { x: 200.0, y: 100.0 });

    fn risk() -> RiskId {
        RiskId::new(1, [1; 10])
    }

    fn press(hand: Hand) -> Input {
        let at = Point { x: 100.0, y: 100.0 };
        Input::Down(Press { risk: risk(), pointer: 7, hand, at })
    }

    fn to(x: f64) -> Input {
        Input::Move(7, Point { x, y: 100.0 })
    }

    /// What inputs lead to, in words.
    fn check(inputs: &[Input], expected: &str) {
        let mut drag = Drag::Idle;
        let mut words = Vec::new();
        for input in inputs {
            let (next, command) = step(drag, *input);
            drag = next;
            words.push(match command {
                None => "-".to_owned(),
                Some(Command::Wait(ms)) => format!("wait {ms}"),
                Some(Command::PickUp(..)) => "pick up".to_owned(),
                Some(Command::Follow(at)) => format!("follow {}", at.x),
                Some(Command::PutDown(_, at)) => format!("put down {}", at.x),
                Some(Command::Show(_, at)) => format!("over {}/{}", at.probability, at.impact),
                Some(Command::Place(_, at)) => format!("in {}/{}", at.probability, at.impact),
                Some(Command::PutBack(_)) => "put back".to_owned(),
            });
        }
        assert_eq!(words.join(", "), expected, "{inputs:?}");
    }

    #[test]
    fn a_mouse_drags_after_five_px_and_clicks_before() {
        let down = press(Hand::Mouse);
        check(&[down, to(104.0), UP], "-, -, -");
        check(&[down, to(105.0), to(150.0), UP], "-, pick up, follow 150, put down 200");
        check(&[down, to(120.0), Input::Cancel, UP], "-, pick up, put back, -");
    }

    #[test]
    fn a_finger_that_moves_early_scrolls_and_one_that_holds_drags() {
        let down = press(Hand::Touch);
        check(&[down, to(109.0), Input::Held, UP], "wait 250, -, -, -");
        check(&[down, Input::Held, to(150.0), UP], "wait 250, pick up, follow 150, put down 200");
        check(&[down, Input::Held, down, to(150.0)], "wait 250, pick up, put back, -");
        check(&[press(Hand::Pen), to(110.0), Input::Held], "wait 200, -, pick up");
    }

    #[test]
    fn keys_lift_steer_within_the_matrix_and_put_down() {
        let lift = Input::Lift(risk(), Place { probability: 4, impact: 2 });
        let steps = [lift, Input::Steer(1, 0), Input::Steer(1, -1), Input::Drop];
        check(&steps, "over 4/2, over 5/2, over 5/1, in 5/1");
        check(&[lift, Input::Cancel, Input::Drop], "over 4/2, put back, -");
    }
}
