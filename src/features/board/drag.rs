//! Carrying a card: a pointer does it as everywhere, and the keyboard lifts a card with Space,
//! steers it with arrows and puts it down with Space. Esc, and a pointer meanwhile, put it back.

use domain::TaskId;

use super::lanes::Spot;
use crate::features::shared::carrying::{self, Carrying};

/// A pointer that went down on a card.
pub type Press = carrying::Press<TaskId>;

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Drag {
    /// A pointer may carry a card.
    Pointer(Carrying<TaskId>),
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
    /// A pointer does something, or everything is called off.
    Pointer(carrying::Input<TaskId>),
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
    /// What a pointer asks for; a card that the keyboard held goes back in the same way.
    Pointer(carrying::Command<TaskId>),
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
}

impl Drag {
    /// Nothing.
    pub const IDLE: Self = Self::Pointer(Carrying::Idle);

    /// The press that carries a card, so that the page must not scroll by finger.
    #[must_use]
    pub const fn carried(&self) -> Option<Press> {
        match self {
            Self::Pointer(Carrying::Carried(press)) => Some(*press),
            Self::Pointer(Carrying::Idle | Carrying::Pressed(_)) | Self::Lifted { .. } => None,
        }
    }

    /// Whether the pressed pointer waits for its time.
    #[must_use]
    pub const fn is_waiting(&self) -> bool {
        matches!(self, Self::Pointer(Carrying::Pressed(_)))
    }
}

impl Input {
    /// Esc, a cancelled pointer, a second finger beside the cards, a lost window.
    pub const CANCEL: Self = Self::Pointer(carrying::Input::Cancel);
}

/// The next state, and what is to be done.
#[must_use]
pub fn step(drag: Drag, input: Input) -> (Drag, Option<Command>) {
    match (drag, input) {
        (Drag::Lifted { card, from, at }, input) => from_lifted((card, from, at), input),
        (Drag::Pointer(now), Input::Pointer(input)) => {
            let (next, command) = carrying::step(now, input);
            (Drag::Pointer(next), command.map(Command::Pointer))
        }
        (Drag::Pointer(Carrying::Idle), Input::Lift { card, from }) => {
            let lifted = Drag::Lifted { card, from, at: from };
            (lifted, Some(Command::Show { card, at: from, is_new: true }))
        }
        // A key takes precedence over a pointer that has not decided yet.
        (Drag::Pointer(Carrying::Pressed(_)), _) => (Drag::IDLE, None),
        (Drag::Pointer(now), _) => (Drag::Pointer(now), None),
    }
}

fn from_lifted(lifted: (TaskId, Spot, Spot), input: Input) -> (Drag, Option<Command>) {
    let (card, from, at) = lifted;
    match input {
        Input::Steer(at) => {
            let show = Command::Show { card, at, is_new: false };
            (Drag::Lifted { card, from, at }, Some(show))
        }
        Input::Drop => (Drag::IDLE, Some(Command::Place { card, from, to: at })),
        Input::Pointer(carrying::Input::Cancel | carrying::Input::Down(_)) => {
            (Drag::IDLE, Some(Command::Pointer(carrying::Command::PutBack(card))))
        }
        Input::Pointer(_) | Input::Lift { .. } => (Drag::Lifted { card, from, at }, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::shared::hand::{Hand, Point};

    const FROM: Spot = Spot { stack: 0, place: 2 };

    fn down(card: TaskId) -> Input {
        let at = Point { x: 100.0, y: 100.0 };
        let press = Press { what: card, pointer: 7, hand: Hand::Mouse, on_handle: false, at };
        Input::Pointer(carrying::Input::Down(press))
    }

    fn to(x: f64) -> Input {
        Input::Pointer(carrying::Input::Move { pointer: 7, at: Point { x, y: 100.0 } })
    }

    #[test]
    fn the_keyboard_lifts_steers_and_puts_down() {
        let card = TaskId::new(1, [1; 10]);
        let (lifted, command) = step(Drag::IDLE, Input::Lift { card, from: FROM });
        assert_eq!(command, Some(Command::Show { card, at: FROM, is_new: true }));
        let next = Spot { stack: 1, place: 0 };
        let (steered, command) = step(lifted, Input::Steer(next));
        assert_eq!(command, Some(Command::Show { card, at: next, is_new: false }));
        let (idle, command) = step(steered, Input::Drop);
        assert_eq!(command, Some(Command::Place { card, from: FROM, to: next }));
        assert_eq!(idle, Drag::IDLE);
        let back = Some(Command::Pointer(carrying::Command::PutBack(card)));
        assert_eq!(step(steered, Input::CANCEL), (Drag::IDLE, back));
        assert_eq!(step(steered, down(card)), (Drag::IDLE, back));
    }

    #[test]
    fn a_pointer_carries_and_keys_do_not_disturb_it() {
        let card = TaskId::new(1, [1; 10]);
        let (pressed, _) = step(Drag::IDLE, down(card));
        assert!(pressed.is_waiting());
        assert_eq!(step(pressed, Input::Lift { card, from: FROM }), (Drag::IDLE, None));
        let (carried, _) = step(pressed, to(120.0));
        assert_eq!(carried.carried().map(|press| press.what), Some(card));
        assert_eq!(step(carried, Input::Drop), (carried, None));
    }
}
