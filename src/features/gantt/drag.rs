//! What fingers, pens, mice and keys do to the chart, as one state machine.
//!
//! | pointer | on a selected bar | on another bar | elsewhere |
//! |---|---|---|---|
//! | mouse | 5 px lift it | 5 px lift it | 5 px move the time axis |
//! | touch | 8 px lift it | a hold of 250 ms lifts it, a swipe scrolls | a swipe scrolls |
//! | pen | 5 px lift it | a hold of 200 ms lifts it | 5 px move the time axis |
//! | pen in pen mode | 5 px lift it | 5 px lift it | nothing |
//! | finger in pen mode | a swipe scrolls | a swipe scrolls | a swipe scrolls |
//!
//! On the empty ground below the last row a mouse draws a new task after 5 px, a finger and a pen
//! after the same hold as on a bar. On the empty part of a row all of them hold still first: what
//! is drawn then comes below that row.
//!
//! A handle is lifted by the first move. What was lifted follows until it is dropped; Esc, a second
//! finger, or the browser's own cancel put everything back. A press that goes nowhere selects.

use domain::{LinkId, TaskId};

use super::links::Point;
use super::moves::{Grab, PARTS, Shift};
use crate::features::shared::hand::Hand;

/// How long a mouse holds still on the empty part of a row before it draws, in milliseconds.
const MOUSE_HOLD: u32 = 250;
/// How far a pointer that has held still travels before it draws, in px.
const DRAWS: f64 = 5.0;

/// What lies under a pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The task of the row, if there is a row.
    pub task: Option<TaskId>,
    /// The part of its bar, if there is a bar.
    pub part: Option<Grab>,
    /// The link whose line it is, where there is no bar.
    pub line: Option<LinkId>,
    /// Whether the task is the selected one.
    pub is_selected: bool,
    /// Whether it is a handle, which needs no travel.
    pub is_handle: bool,
    /// Whether it is the ground below the last row, and a new task may be drawn there.
    pub is_ground: bool,
    /// Whether it is the empty part of a row, and a new task may be drawn below that.
    pub is_beside: bool,
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// A pointer came down.
    Down {
        /// Where, in the chart's own coordinates.
        at: Point,
        /// Who points.
        hand: Hand,
        /// What lies there.
        target: Target,
    },
    /// The pointer moved.
    Move(Point),
    /// The pointer moved a bar that snaps to nothing.
    Glide(Point),
    /// The pointer has been held for as long as `Command::Hold` said.
    Held,
    /// The pointer went up.
    Up,
    /// Esc, a lost pointer, a second finger, a window that lost the focus.
    Cancel,
    /// A key picked up a part of a task's bar.
    Take(TaskId, Grab),
    /// Arrow keys moved what was picked up.
    Step {
        /// Weeks to the right.
        weeks: i32,
        /// Working days to the right.
        days: i32,
    },
    /// A key put it down.
    Commit,
    /// The pointer let it go, but somebody is to be asked first: it stays in the hand for the keys.
    Ask,
}

/// What is going on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Drag {
    /// Nothing.
    #[default]
    Idle,
    /// A pointer is down and may still become anything.
    Pressed {
        /// Where it came down.
        from: Point,
        /// Who points.
        hand: Hand,
        /// What lies there.
        target: Target,
    },
    /// The time axis follows the pointer, which stays over the place where it came down.
    Panning {
        /// That place.
        from: Point,
    },
    /// A pointer has held still on the empty part of a row, and may draw.
    Poised {
        /// Where it came down.
        from: Point,
        /// What lies there.
        target: Target,
    },
    /// A new task reaches from where the pointer came down to where it is.
    Drawing {
        /// Where it came down, on the time axis.
        from: f64,
    },
    /// A bar follows.
    Lifted {
        /// The task.
        task: TaskId,
        /// What of its bar.
        grab: Grab,
        /// Where the pointer came down; `None` when keys do it.
        from: Option<Point>,
        /// How far it has been moved.
        shift: Shift,
    },
}

/// What the page is to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    /// Send `Held` after so many milliseconds, unless something else happens.
    Hold(u32),
    /// Select the task, or nothing.
    Select(Option<TaskId>),
    /// Select the link.
    Choose(LinkId),
    /// Select the task and begin to show what its move would do.
    Lift(TaskId, Grab),
    /// Show what this shift would do.
    Shift(Shift),
    /// Carry out what is shown.
    Drop,
    /// Ask what is to become of what is shown.
    Ask,
    /// Put everything back.
    Restore,
    /// Scroll by so many px.
    Pan(Point),
    /// A new task may be drawn below that of a row.
    Poise(Option<TaskId>),
    /// Show a new task between two places of the time axis.
    Draw(f64, f64),
    /// Ask for the name of what was drawn.
    Name,
}

/// What an input makes of a drag, and what is to be done. `px_per_day` is the width of a day.
pub fn step(drag: Drag, input: Input, px_per_day: f64) -> (Drag, Option<Command>) {
    match (drag, input) {
        (Drag::Idle, Input::Down { at, hand, target }) => press(at, hand, target),
        (Drag::Idle, Input::Take(task, grab)) => lift(task, grab, None),
        (Drag::Idle, _) => (Drag::Idle, None),
        (Drag::Pressed { from, hand, target }, input) => pressed(from, hand, target, input),
        (Drag::Panning { from }, Input::Move(at)) => {
            (drag, Some(Command::Pan(Point { x: from.x - at.x, y: from.y - at.y })))
        }
        (Drag::Panning { .. }, Input::Up | Input::Cancel | Input::Down { .. }) => {
            (Drag::Idle, None)
        }
        (Drag::Panning { .. }, _) => (drag, None),
        (Drag::Poised { from, .. }, Input::Move(at)) if travel(from, at) >= DRAWS => draw(from, at),
        (Drag::Poised { target, .. }, Input::Up) => {
            (Drag::Idle, Some(Command::Select(target.task)))
        }
        (Drag::Poised { .. }, Input::Cancel | Input::Down { .. }) => {
            (Drag::Idle, Some(Command::Restore))
        }
        (Drag::Poised { .. }, _) => (drag, None),
        (Drag::Drawing { from }, Input::Move(at)) => (drag, Some(Command::Draw(from, at.x))),
        (Drag::Drawing { .. }, Input::Up) => (Drag::Idle, Some(Command::Name)),
        (Drag::Drawing { .. }, Input::Cancel | Input::Down { .. }) => {
            (Drag::Idle, Some(Command::Restore))
        }
        (Drag::Drawing { .. }, _) => (drag, None),
        (Drag::Lifted { from: Some(_), .. }, Input::Up) => (Drag::Idle, Some(Command::Drop)),
        (Drag::Lifted { task, grab, from: Some(_), shift }, Input::Ask) => {
            (Drag::Lifted { task, grab, from: None, shift }, Some(Command::Ask))
        }
        (Drag::Lifted { from: None, .. }, Input::Commit) => (Drag::Idle, Some(Command::Drop)),
        (Drag::Lifted { .. }, Input::Cancel | Input::Down { .. }) => {
            (Drag::Idle, Some(Command::Restore))
        }
        (Drag::Lifted { task, grab, from, shift }, input) => {
            let moved = moved(from, shift, input, px_per_day);
            let command = (moved != shift).then_some(Command::Shift(moved));
            (Drag::Lifted { task, grab, from, shift: moved }, command)
        }
    }
}

fn press(from: Point, hand: Hand, target: Target) -> (Drag, Option<Command>) {
    let has_ground = target.is_ground || target.is_beside;
    let waits = target.part.is_some() && !target.is_selected || has_ground;
    let mouse = target.is_beside.then_some(MOUSE_HOLD);
    let hold = hand.hold().map_or(mouse, |(ms, _)| Some(ms)).filter(|_| waits).map(Command::Hold);
    (Drag::Pressed { from, hand, target }, hold)
}

fn lift(task: TaskId, grab: Grab, from: Option<Point>) -> (Drag, Option<Command>) {
    (Drag::Lifted { task, grab, from, shift: Shift::default() }, Some(Command::Lift(task, grab)))
}

fn draw(from: Point, to: Point) -> (Drag, Option<Command>) {
    (Drag::Drawing { from: from.x }, Some(Command::Draw(from.x, to.x)))
}

fn pressed(from: Point, hand: Hand, target: Target, input: Input) -> (Drag, Option<Command>) {
    let stays = Drag::Pressed { from, hand, target };
    let bar = target.task.zip(target.part);
    match (input, bar) {
        (Input::Up, _) => {
            let select = Command::Select(target.task);
            (Drag::Idle, Some(target.line.map_or(select, Command::Choose)))
        }
        (Input::Held, Some((task, grab))) => lift(task, grab, Some(from)),
        (Input::Held, None) if target.is_ground => draw(from, from),
        (Input::Held, None) if target.is_beside => {
            (Drag::Poised { from, target }, Some(Command::Poise(target.task)))
        }
        (Input::Move(at), bar) if travel(from, at) >= slop(hand, target) => match (hand, bar) {
            // In pen mode fingers only scroll.
            (Hand::Finger, _) => (Drag::Idle, None),
            (Hand::Mouse | Hand::Stylus, Some((task, grab))) => lift(task, grab, Some(from)),
            (_, Some((task, grab))) if target.is_selected => lift(task, grab, Some(from)),
            (Hand::Mouse | Hand::Stylus, None) if target.is_ground => draw(from, at),
            (Hand::Mouse, None) | (Hand::Pen, None) => (Drag::Panning { from }, None),
            // The browser scrolls, or the pen slipped before it was held long enough.
            _ => (Drag::Idle, None),
        },
        (Input::Cancel | Input::Down { .. }, _) => (Drag::Idle, None),
        _ => (stays, None),
    }
}

/// How far a press may travel before it is more than a press.
fn slop(hand: Hand, target: Target) -> f64 {
    match hand {
        _ if target.is_handle => 1.0,
        Hand::Mouse | Hand::Stylus => 5.0,
        Hand::Touch | Hand::Finger => 8.0,
        Hand::Pen if target.part.is_some() && !target.is_selected => 10.0,
        Hand::Pen => 5.0,
    }
}

fn travel(from: Point, to: Point) -> f64 {
    (to.x - from.x).hypot(to.y - from.y)
}

fn moved(from: Option<Point>, shift: Shift, input: Input, px_per_day: f64) -> Shift {
    match (input, from, shift) {
        (Input::Move(at), Some(from), _) => {
            Shift::Days(((at.x - from.x) / px_per_day).round() as i32)
        }
        (Input::Step { weeks, days }, None, Shift::Steps { weeks: w, days: d }) => {
            Shift::Steps { weeks: w + weeks, days: d + days }
        }
        (Input::Glide(at), Some(from), _) => {
            let parts = (at.x - from.x) / px_per_day * f64::from(PARTS);
            Shift::Parts(parts.round() as i32)
        }
        (Input::Step { weeks, days }, None, Shift::Days(by)) if by != 0 => {
            Shift::Days(by + 7 * weeks + days)
        }
        (Input::Step { weeks, days }, None, Shift::Days(_) | Shift::Parts(_)) => {
            Shift::Steps { weeks, days }
        }
        _ => shift,
    }
}

#[cfg(test)]
mod tests;
