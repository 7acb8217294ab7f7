//! Where a change stands, from what the team and the client decided, and whether it may be applied.

use serde::{Deserialize, Serialize};

use super::{Assessed, ChangeRequest, ChangeState};
use crate::agreement::{Hash, What};
use crate::{ChangeOptionId, Refusal};

/// Where a change stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Somebody wants it; no option does anything yet.
    Raised,
    /// What it would do is drawn.
    Assessed,
    /// The client was asked.
    Sent,
    /// The client wants it otherwise.
    Returned,
    /// It may be applied.
    Agreed,
    /// It is not made.
    Refused,
    /// Nobody wants it any more.
    Withdrawn,
    /// It is part of the plan.
    Applied,
}

/// What a stage is read from, besides what the team decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StageFacts {
    /// Whether an option has operations.
    pub has_branch: bool,
    /// Whether the client was asked and has not answered.
    pub is_asked: bool,
    /// What the client decided last and did not take back.
    pub last: Option<What>,
}

impl Stage {
    /// Where a change stands.
    #[must_use]
    pub const fn of(state: ChangeState, facts: StageFacts) -> Self {
        match (state, facts.last) {
            (ChangeState::Applied, _) => Self::Applied,
            (ChangeState::Refused, _) => Self::Refused,
            (ChangeState::Withdrawn, _) => Self::Withdrawn,
            _ if facts.is_asked => Self::Sent,
            (ChangeState::Approved, _) | (_, Some(What::Agreed | What::Conditional)) => {
                Self::Agreed
            }
            (_, Some(What::Returned)) => Self::Returned,
            (_, Some(What::Withdrawn) | None) if facts.has_branch => Self::Assessed,
            (_, Some(What::Withdrawn) | None) => Self::Raised,
        }
    }

    /// The step of four in which it is: raised, assessed, decided, applied.
    #[must_use]
    pub const fn step(self) -> usize {
        match self {
            Self::Raised => 0,
            Self::Assessed | Self::Returned => 1,
            Self::Sent | Self::Refused | Self::Withdrawn => 2,
            Self::Agreed => 3,
            Self::Applied => 4,
        }
    }

    /// Whether nothing is to be done about it any more.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn | Self::Applied)
    }
}

/// What the client decided about a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The decision.
    pub what: What,
    /// The option that was chosen.
    pub option: Option<String>,
    /// The hash of what the client read.
    pub hash: Hash,
}

impl Told {
    /// Whether the client agreed, with or without conditions.
    #[must_use]
    pub const fn is_agreed(&self) -> bool {
        self.what.is_agreement()
    }
}

/// The option that may be applied. `told` is what the client decided last and did not take back;
/// `hash` is that of what the change says now.
///
/// # Errors
/// `ChangeClosed`, `ChangeNotAgreed`, `ChangeDiffers` when the client agreed to something else,
/// `ClientDecides` when the team alone approved what the client sees.
pub fn option_to_apply(
    change: &ChangeRequest,
    options: &[Assessed],
    told: Option<&Told>,
    hash: Option<Hash>,
) -> Result<ChangeOptionId, Refusal> {
    change.state.may_edit()?;
    let agreed = told.filter(|told| told.is_agreed());
    if let Some(told) = agreed {
        if hash != Some(told.hash) {
            return Err(Refusal::ChangeDiffers);
        }
        let is_meant = |one: &&Assessed| match &told.option {
            Some(key) => one.option.key == *key,
            None => options.len() == 1,
        };
        let meant = options.iter().find(is_meant);
        return meant.map(|one| one.option.id).ok_or(Refusal::ChangeDiffers);
    }
    if change.state != ChangeState::Approved {
        return Err(Refusal::ChangeNotAgreed);
    }
    let chosen = options.iter().find(|one| one.option.is_chosen);
    let chosen = chosen.ok_or(Refusal::ChangeNotAgreed)?;
    if chosen.impact.touches_client {
        return Err(Refusal::ClientDecides);
    }
    Ok(chosen.option.id)
}
