//! What somebody who decides reads.

use serde::{Deserialize, Serialize};

use super::PortalDecision;
use crate::agreement::{Content, Difference, Hash, RequestState};
use crate::{ContactId, ProjectId};

/// Everything that somebody who decides reads first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalSheet {
    /// In which project.
    pub project: ProjectId,
    /// What the project is called.
    pub project_name: String,
    /// Who reads.
    pub reader: String,
    /// The reader's position, possibly empty.
    pub reader_title: String,
    /// What is asked.
    pub decision: PortalDecision,
    /// Where the request stands.
    pub state: RequestState,
    /// SHA-256 of the content.
    pub hash: Hash,
    /// What it is about.
    pub content: Content,
    /// What differs from the version that was agreed last.
    pub before: Option<PortalBefore>,
    /// What differs from the version that came back after that.
    pub returned: Option<PortalReturned>,
    /// The number of the decision that answers it.
    pub receipt: Option<i64>,
    /// Who decides today: the approver first.
    pub deciders: Vec<PortalDecider>,
}

/// Somebody who decides today: the approver, or who stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalDecider {
    /// Which contact.
    pub id: ContactId,
    /// Full name.
    pub name: String,
}

/// What differs from the version that was agreed last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalBefore {
    /// That version.
    pub version: i32,
    /// What differs.
    pub difference: Difference,
}

/// What differs from the version that came back last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalReturned {
    /// The number of the decision by which it came back.
    pub number: i64,
    /// That version.
    pub version: i32,
    /// Why it came back.
    pub words: String,
    /// What differs.
    pub difference: Difference,
}
