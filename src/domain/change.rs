//! Change requests: who wants what and why, the ways in which it can be done, and what each of them
//! would do to the plan.
//!
//! A way is an option, and an option is a branch: a list of plan operations on the plan as it was
//! after a certain one. Everything that is said about its effect is computed from that list.

pub mod branch;
pub mod content;
pub mod decided;
pub mod impact;
pub mod rebase;
pub mod sketch;
pub mod steps;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;
use crate::{
    BaselineId, ChangeId, ChangeOptionId, ProjectId, Refusal, RequirementId, TaskId, UserId, text,
};

pub use branch::{BranchOp, digest, folded, named, replayed};
pub use content::{Assessed, content};
pub use decided::{Stage, StageFacts, Told, option_to_apply};
pub use impact::{Impact, MilestoneImpact, Named, PersonImpact, SeenImpact, Traces};
pub use rebase::{Choice, Clash, Conflict, Rebased, rebased};
pub use sketch::{SketchRow, sketch};
pub use steps::{ChangeStep, StepDraft, implementation};

/// Most options of a change.
pub const OPTIONS_MAX: u32 = 8;
/// Most operations of a branch.
pub const OPERATIONS_MAX: u32 = 2_000;

/// Where the wish for a change comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeSource {
    /// The client wants it.
    Client,
    /// The team found that it is needed.
    Team,
    /// Something outside of both made it necessary.
    Environment,
}

/// Every source with its name in the database.
pub const CHANGE_SOURCES: [(ChangeSource, &str); 3] = [
    (ChangeSource::Client, "client"),
    (ChangeSource::Team, "team"),
    (ChangeSource::Environment, "environment"),
];

id_names!(ChangeSource, CHANGE_SOURCES);

/// How much a change is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Necessity {
    /// Without it the project misses its goal.
    Must,
    /// It is worth its price.
    Should,
    /// It would be nice.
    Could,
}

/// Every necessity with its name in the database, the greatest first.
pub const NECESSITIES: [(Necessity, &str); 3] =
    [(Necessity::Must, "must"), (Necessity::Should, "should"), (Necessity::Could, "could")];

id_names!(Necessity, NECESSITIES);

/// What the team decided about a change. What the client decided stands in the chain of decisions;
/// `Stage` knows both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeState {
    /// Nothing yet.
    Open,
    /// It is to be made; only for one that touches nothing that the client sees.
    Approved,
    /// It is not to be made.
    Refused,
    /// Whoever wanted it wants it no more.
    Withdrawn,
    /// It is part of the plan.
    Applied,
}

/// Every state with its name in the database.
pub const CHANGE_STATES: [(ChangeState, &str); 5] = [
    (ChangeState::Open, "open"),
    (ChangeState::Approved, "approved"),
    (ChangeState::Refused, "refused"),
    (ChangeState::Withdrawn, "withdrawn"),
    (ChangeState::Applied, "applied"),
];

id_names!(ChangeState, CHANGE_STATES);

impl ChangeState {
    /// Whether the change and its branches may be edited.
    ///
    /// # Errors
    /// `ChangeClosed` when it is refused, withdrawn or applied.
    pub const fn may_edit(self) -> Result<(), Refusal> {
        match self {
            Self::Open | Self::Approved => Ok(()),
            Self::Refused | Self::Withdrawn | Self::Applied => Err(Refusal::ChangeClosed),
        }
    }
}

/// What a person types about a change; checked before it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeDraft {
    /// What is to change.
    pub title: String,
    /// Why, possibly empty.
    pub reason: String,
    /// Where the wish comes from.
    pub source: ChangeSource,
    /// Who wants it, possibly empty.
    pub source_name: String,
    /// How much it is needed.
    pub necessity: Necessity,
    /// The requirement that it comes from.
    #[serde(default)]
    pub requirement: Option<RequirementId>,
    /// The task that it comes from.
    #[serde(default)]
    pub task: Option<TaskId>,
}

impl ChangeDraft {
    /// The draft as it will be kept.
    ///
    /// # Errors
    /// What `text::name`, `text::line` and `text::note` refuse.
    pub fn checked(self) -> Result<Self, Refusal> {
        Ok(Self {
            title: text::name(&self.title)?,
            reason: text::note(self.reason.trim())?,
            source_name: text::line(&self.source_name)?,
            ..self
        })
    }
}

/// A request to change the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRequest {
    /// Which.
    pub id: ChangeId,
    /// Of which project.
    pub project: ProjectId,
    /// Its number in the project as people count, from 1.
    pub number: i32,
    /// What people wrote about it.
    pub says: ChangeDraft,
    /// What the team decided.
    pub state: ChangeState,
    /// The words of that decision, possibly empty.
    pub decided_note: String,
    /// Who decided, and when.
    pub decided: Option<(UserId, Timestamp)>,
    /// The operation that brought it into the plan, and the baseline that was made of it.
    pub applied: Option<Applied>,
    /// Who raised it.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// Counts edits of this row.
    pub version: i32,
}

/// How a change became part of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// The number of the operation; that of the one before where the option changes nothing.
    pub seq: i64,
    /// The moment that got the change's name.
    pub baseline: BaselineId,
}

impl ChangeRequest {
    /// The same change decided otherwise by the team.
    #[must_use]
    pub fn decided(self, state: ChangeState, note: String, by: UserId, at: Timestamp) -> Self {
        Self { state, decided_note: note, decided: Some((by, at)), ..self }
    }

    /// The same change as if the team had decided nothing.
    #[must_use]
    pub fn reopened(self) -> Self {
        let (state, decided_note) = (ChangeState::Open, String::new());
        Self { state, decided_note, decided: None, applied: None, ..self }
    }
}

/// What a person types about an option; checked before it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionDraft {
    /// What it is called.
    pub title: String,
    /// What it means, possibly empty.
    pub note: String,
}

impl OptionDraft {
    /// The draft as it will be kept.
    ///
    /// # Errors
    /// What `text::name` and `text::note` refuse.
    pub fn checked(self) -> Result<Self, Refusal> {
        Ok(Self { title: text::name(&self.title)?, note: text::note(self.note.trim())? })
    }
}

/// One way in which a change can be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeOption {
    /// Which.
    pub id: ChangeOptionId,
    /// Of which change.
    pub change: ChangeId,
    /// A, B, …; never given twice in one change.
    pub key: String,
    /// What people wrote about it.
    pub says: OptionDraft,
    /// The last operation of the plan on which its branch stands.
    pub base: i64,
    /// Whether this is the way that was chosen.
    pub is_chosen: bool,
    /// Counts edits of this row.
    pub version: i32,
}

/// The key of the next option: the letter after the last one.
///
/// # Errors
/// `TooMany`.
pub fn next_key(options: &[ChangeOption]) -> Result<String, Refusal> {
    let last = options.iter().filter_map(|option| option.key.bytes().next()).max();
    let next = last.map_or(b'A', |last| last + 1);
    if options.len() >= OPTIONS_MAX as usize || next > b'Z' {
        return Err(Refusal::TooMany { max: OPTIONS_MAX });
    }
    Ok(char::from(next).to_string())
}
