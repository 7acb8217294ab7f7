//! Clients and their people.

pub mod cards;
pub mod contract;
pub mod log;
pub mod merge;
pub mod promise;
pub mod stakeholder;

use serde::{Deserialize, Serialize};

use crate::{ClientId, ContactId, Refusal, text};

/// What sort of client it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientKind {
    /// A department or sponsor of the own organisation.
    Internal,
    /// A company.
    Company,
    /// A person.
    Individual,
    /// A public office.
    Government,
}

/// Where the relationship stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientStage {
    /// Talks, no project yet.
    Potential,
    /// A project runs.
    Active,
    /// Projects are over, care goes on.
    FollowUp,
    /// Nothing heard for long.
    Dormant,
}

/// What a client is worth to the firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// The few who matter most.
    A,
    /// Good clients.
    B,
    /// All others.
    C,
}

/// Every tier with its name in the database.
pub const TIERS: [(Tier, &str); 3] = [(Tier::A, "a"), (Tier::B, "b"), (Tier::C, "c")];

/// Every kind with its name in the database.
pub const CLIENT_KINDS: [(ClientKind, &str); 4] = [
    (ClientKind::Company, "company"),
    (ClientKind::Government, "government"),
    (ClientKind::Individual, "individual"),
    (ClientKind::Internal, "internal"),
];

/// Every stage with its name in the database.
pub const CLIENT_STAGES: [(ClientStage, &str); 4] = [
    (ClientStage::Potential, "potential"),
    (ClientStage::Active, "active"),
    (ClientStage::FollowUp, "follow_up"),
    (ClientStage::Dormant, "dormant"),
];

/// What a contact may do in the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactRole {
    /// Decides for the client.
    Approver,
    /// Comments and uploads.
    Collaborator,
    /// Reads.
    Observer,
    /// Uses what is delivered.
    EndUser,
}

/// Every contact role with its name in the database.
pub const CONTACT_ROLES: [(ContactRole, &str); 4] = [
    (ContactRole::Approver, "approver"),
    (ContactRole::Collaborator, "collaborator"),
    (ContactRole::Observer, "observer"),
    (ContactRole::EndUser, "end_user"),
];

impl ContactRole {
    /// Whether somebody in this role may be asked for a decision.
    #[must_use]
    pub const fn may_decide(self) -> bool {
        matches!(self, Self::Approver)
    }
}

id_names!(ClientKind, CLIENT_KINDS);
id_names!(ClientStage, CLIENT_STAGES);
id_names!(ContactRole, CONTACT_ROLES);
id_names!(Tier, TIERS);

impl ContactRole {
    /// Whether the contact writes messages and uploads files; whoever reads or uses only still
    /// gives feedback and complains.
    #[must_use]
    pub const fn may_write(self) -> bool {
        match self {
            Self::Approver | Self::Collaborator => true,
            Self::Observer | Self::EndUser => false,
        }
    }
}

/// A client as the team sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// Which.
    pub id: ClientId,
    /// Full name.
    pub name: String,
    /// What sort of client.
    pub kind: ClientKind,
    /// Where the relationship stands.
    pub stage: ClientStage,
    /// What it is worth to the firm, once somebody said.
    pub tier: Option<Tier>,
    /// Internal note; never shown to the client.
    pub note: String,
    /// Belongs to the demo and is left out of reports.
    pub is_demo: bool,
    /// Counts edits of this row.
    pub version: i32,
}

/// A person on the client's side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Who.
    pub id: ContactId,
    /// Of which client.
    pub client: ClientId,
    /// Full name.
    pub name: String,
    /// Position, possibly empty.
    pub title: String,
    /// E-mail address, possibly empty.
    pub email: String,
    /// Telephone, possibly empty.
    pub phone: String,
    /// What the person may do in the portal.
    pub role: ContactRole,
    /// Counts edits of this row.
    pub version: i32,
}

/// What a person types about a client; checked before it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientDraft {
    /// Full name.
    pub name: String,
    /// What sort of client.
    pub kind: ClientKind,
    /// Where the relationship stands.
    pub stage: ClientStage,
    /// What it is worth to the firm, once somebody said.
    #[serde(default)]
    pub tier: Option<Tier>,
    /// Internal note.
    pub note: String,
}

/// What a person types about a contact; checked before it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactDraft {
    /// Full name.
    pub name: String,
    /// Position, possibly empty.
    pub title: String,
    /// E-mail address, possibly empty.
    pub email: String,
    /// Telephone, possibly empty.
    pub phone: String,
    /// What the person may do in the portal.
    pub role: ContactRole,
}

impl ClientDraft {
    /// The draft as it will be kept.
    ///
    /// # Errors
    /// What `text::name` and `text::note` refuse.
    pub fn checked(self) -> Result<Self, Refusal> {
        Ok(Self { name: text::name(&self.name)?, note: text::note(&self.note)?, ..self })
    }
}

impl ContactDraft {
    /// The draft as it will be kept.
    ///
    /// # Errors
    /// What `text::name`, `text::email` and `text::note` refuse.
    pub fn checked(self) -> Result<Self, Refusal> {
        let email = match self.email.trim() {
            "" => String::new(),
            typed => text::email(typed)?,
        };
        Ok(Self {
            name: text::name(&self.name)?,
            title: text::line(&self.title)?,
            phone: text::line(&self.phone)?,
            email,
            role: self.role,
        })
    }
}
