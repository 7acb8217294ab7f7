//! An operation on its way: as its author made it, as the server took it, and who was faster.

use serde::{Deserialize, Serialize};

use super::{Part, PlanOp};
use crate::time::Timestamp;
use crate::{OpId, UserId};

/// An operation as its author made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The author's own name for it: sent twice it changes nothing more.
    pub id: OpId,
    /// The last operation that the author knew.
    pub base: i64,
    /// Where and how it came about.
    pub origin: Origin,
    /// What it does.
    pub op: PlanOp,
}

/// Where and how an operation came about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The view in which it was made.
    pub view: View,
    /// Whether it is new, or an undone or repeated step.
    #[serde(default)]
    pub step: Step,
}

/// The views of a plan in which it can be changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each says itself")]
pub enum View {
    Board,
    Gantt,
    List,
    Calendar,
    Import,
    Home,
    #[default]
    Other,
}

id_names!(View, VIEWS);

const VIEWS: [(View, &str); 7] = [
    (View::Board, "board"),
    (View::Gantt, "gantt"),
    (View::List, "list"),
    (View::Calendar, "calendar"),
    (View::Import, "import"),
    (View::Home, "home"),
    (View::Other, "other"),
];

/// How an operation came about, which decides where its inverse goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Somebody did something new.
    #[default]
    New,
    /// Something new that belongs to its author's step before it: one history entry, one way back.
    Joined,
    /// Something was undone.
    Undo,
    /// Something undone was done again.
    Redo,
}

id_names!(Step, STEPS);

const STEPS: [(Step, &str); 4] =
    [(Step::New, "new"), (Step::Joined, "joined"), (Step::Undo, "undo"), (Step::Redo, "redo")];

/// An operation as the server has numbered it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committed {
    /// Its number in the project, from 1.
    pub seq: i64,
    /// Its author's name for it.
    pub id: OpId,
    /// Who made it.
    pub by: UserId,
    /// When the server took it.
    pub at: Timestamp,
    /// Where and how it came about.
    pub origin: Origin,
    /// The operation as it was applied.
    pub op: PlanOp,
}

/// The way back from a step that the server made for somebody, such as an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayBack {
    /// The step.
    pub id: OpId,
    /// Its number in the project.
    pub seq: i64,
    /// What takes it back.
    pub op: PlanOp,
}

/// Somebody else has changed the same thing in the meantime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overtaken {
    /// Who.
    pub by: UserId,
    /// What.
    pub part: Part,
}
