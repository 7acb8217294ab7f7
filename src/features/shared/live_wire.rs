//! What goes over the live channel of an open project: JSON texts, one message each.
//!
//! The browser opens `paths::live(project, since, tab)`; `since` is the last operation that it
//! knows. The server tells every operation after it, then each new one, and who else is here.

use domain::plan::{Committed, View};
use domain::time::Minute;
use domain::{ColumnId, ProjectId, TaskId, UserId};
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What the server tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// First of all: which build the server runs; an older page has to be loaded again.
    Hello {
        /// The server's build.
        build: String,
    },
    /// Operations in the order of their numbers, without gaps after `since`.
    Ops(Vec<Committed>),
    /// Everyone else who has the project open, each tab once.
    Here(Vec<Presence>),
    /// The channel closes, and why: signed out, no longer in the project, too far behind.
    Closed(AppError),
}

/// Most tasks that a tab tells of as being moved: one word between two servers has to hold them.
pub const DRAGGED_MAX: usize = 100;

/// What a tab tells: where its person is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Said {
    /// The view that is open.
    pub view: View,
    /// The task that is open beside the view, or else the one that is selected in it.
    #[serde(default)]
    pub selected: Option<TaskId>,
    /// The tasks that are being moved together, at most `DRAGGED_MAX`.
    #[serde(default)]
    pub dragged: Vec<TaskId>,
    /// Where on the board they would be put down now.
    #[serde(default)]
    pub over: Option<Over>,
    /// Start and finish that the first of them would have on the time axis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<(Minute, Minute)>,
}

/// A place on the board in words that hold on every screen: others may see other cards in other
/// lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Over {
    /// The column.
    pub column: ColumnId,
    /// The card above the place; none at the top of the column.
    #[serde(default)]
    pub below: Option<TaskId>,
}

/// Somebody who has the project open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// The browser's tab, by the name that it gave itself.
    pub tab: String,
    /// Who.
    pub who: UserId,
    /// Full name.
    pub name: String,
    /// Where.
    pub at: Said,
}

/// A sort of things of a project that pages show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each says itself")]
pub enum Topic {
    Messages,
    Agreements,
    Deliverables,
    Changes,
    Scope,
    Requirements,
    Risks,
    Baselines,
    Minutes,
    Handover,
}

/// What the channel of the team's pages tells (`paths::STIRS`): that something was changed, never
/// what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stirred {
    /// In which project; none when anything may have happened anywhere.
    pub project: Option<ProjectId>,
    /// Of which sorts.
    pub topics: Vec<Topic>,
}
