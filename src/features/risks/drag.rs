//! Carrying a risk to another cell: a pointer does it as everywhere, and the keyboard lifts a risk
//! with Space, steers it with arrows and puts it down with Space or Enter. Esc, and a pointer
//! meanwhile, put it back.

use domain::RiskId;
use domain::risk::Place;

use crate::features::shared::carrying::{self, Carrying};

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Drag {
    /// A pointer may carry a risk.
    Pointer(Carrying<RiskId>),
    /// The keyboard holds a risk over a cell.
    Lifted(RiskId, Place),
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// A pointer does something, or everything is called off.
    Pointer(carrying::Input<RiskId>),
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
    /// What a pointer asks for; a risk that the keyboard held goes back in the same way.
    Pointer(carrying::Command<RiskId>),
    /// Tell that the risk is lifted, or over which cell it is now.
    Show(RiskId, Place),
    /// The risk is put into a cell.
    Place(RiskId, Place),
}

impl Drag {
    /// Nothing.
    pub const IDLE: Self = Self::Pointer(Carrying::Idle);
}

impl Input {
    /// Esc, a cancelled pointer, a second finger, a lost window.
    pub const CANCEL: Self = Self::Pointer(carrying::Input::Cancel);
}

/// The next state, and what is to be done.
#[must_use]
pub fn step(drag: Drag, input: Input) -> (Drag, Option<Command>) {
    match (drag, input) {
        (Drag::Lifted(risk, at), input) => lifted(risk, at, input),
        (Drag::Pointer(now), Input::Pointer(input)) => {
            let (next, command) = carrying::step(now, input);
            (Drag::Pointer(next), command.map(Command::Pointer))
        }
        (Drag::Pointer(Carrying::Idle), Input::Lift(risk, at)) => {
            (Drag::Lifted(risk, at), Some(Command::Show(risk, at)))
        }
        // A key takes precedence over a pointer that has not decided yet.
        (Drag::Pointer(Carrying::Pressed(_)), _) => (Drag::IDLE, None),
        (Drag::Pointer(now), _) => (Drag::Pointer(now), None),
    }
}

fn lifted(risk: RiskId, at: Place, input: Input) -> (Drag, Option<Command>) {
    match input {
        Input::Steer(up, right) => {
            let at = at.stepped(up, right);
            (Drag::Lifted(risk, at), Some(Command::Show(risk, at)))
        }
        Input::Drop => (Drag::IDLE, Some(Command::Place(risk, at))),
        Input::Pointer(carrying::Input::Cancel | carrying::Input::Down(_)) => {
            (Drag::IDLE, Some(Command::Pointer(carrying::Command::PutBack(risk))))
        }
        Input::Pointer(_) | Input::Lift(..) => (Drag::Lifted(risk, at), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::shared::carrying::Press;
    use crate::features::shared::hand::{Hand, Point};

    const HERE: Point = Point { x: 100.0, y: 100.0 };

    fn risk() -> RiskId {
        RiskId::new(1, [1; 10])
    }

    /// What inputs lead to, in words.
    fn check(inputs: &[Input], expected: &str) {
        let mut drag = Drag::IDLE;
        let mut words = Vec::new();
        for input in inputs {
            let (next, command) = step(drag, *input);
            drag = next;
            words.push(match command {
                None => "-".to_owned(),
                Some(Command::Pointer(carrying::Command::PickUp(..))) => "pick up".to_owned(),
                Some(Command::Pointer(carrying::Command::PutBack(_))) => "put back".to_owned(),
                Some(Command::Pointer(command)) => format!("{command:?}"),
                Some(Command::Show(_, at)) => format!("over {}/{}", at.probability, at.impact),
                Some(Command::Place(_, at)) => format!("in {}/{}", at.probability, at.impact),
            });
        }
        assert_eq!(words.join(", "), expected, "{inputs:?}");
    }

    #[test]
    fn a_pointer_carries_as_everywhere() {
        let (pointer, hand, on_handle) = (7, Hand::Mouse, false);
        let press = Press { what: risk(), pointer, hand, on_handle, at: HERE };
        let down = Input::Pointer(carrying::Input::Down(press));
        let at = Point { x: 120.0, ..HERE };
        let moved = Input::Pointer(carrying::Input::Move { pointer, at });
        check(&[down, moved, Input::CANCEL], "-, pick up, put back");
        let lift = Input::Lift(risk(), Place { probability: 4, impact: 2 });
        check(&[down, lift, moved], "-, -, -");
    }

    #[test]
    fn keys_lift_steer_within_the_matrix_and_put_down() {
        let lift = Input::Lift(risk(), Place { probability: 4, impact: 2 });
        let steps = [lift, Input::Steer(1, 0), Input::Steer(1, -1), Input::Drop];
        check(&steps, "over 4/2, over 5/2, over 5/1, in 5/1");
        check(&[lift, Input::CANCEL, Input::Drop], "over 4/2, put back, -");
    }
}
