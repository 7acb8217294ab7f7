//! The nouns of a client project, the rules, who may do what, and the one list of operations that
//! changes a plan. Pure: no clock, no disk, no network, no screen; the same in browser and server.

/// Gives a small enum its name in the database and in addresses, from a table of all its values.
macro_rules! id_names {
    ($type:ident, $table:ident) => {
        impl $type {
            /// The name in the database and in addresses.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                $table.iter().find(|(value, _)| *value == self).map_or("", |(_, name)| name)
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::Refusal;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $table
                    .iter()
                    .find(|(_, name)| *name == text)
                    .map(|(value, _)| *value)
                    .ok_or($crate::Refusal::Malformed)
            }
        }
    };
}

pub mod agreement;
pub mod can;
pub mod change;
pub mod client;
pub mod deliverable;
pub mod elicitation;
pub mod file;
pub mod flow;
pub mod handover;
pub mod holidays;
pub mod id;
pub mod inbox;
pub mod message;
pub mod minutes;
pub mod plan;
pub mod portal;
pub mod project;
pub mod refusal;
pub mod requirement;
pub mod risk;
pub mod scope;
pub mod summary;
pub mod text;
pub mod time;
pub mod user;
pub mod voice;

pub use id::{
    ActionItemId, AnswerId, BaselineId, CalendarId, ChangeId, ChangeOptionId, ChangeStepId,
    ClientId, ClientPromiseId, ColumnId, ComplaintId, ContactId, ContactLogId, ContractId,
    DelegationId, DeliverableId, DeliverableVersionId, ElicitationId, FeedbackId, FileId, GoalId,
    HandoverItemId, IterationId, LinkId, MailId, MessageId, MinutesId, OpId, OpenPointId,
    ProjectId, RecordId, RequestId, RequirementId, RiskId, ScopeItemId, SessionId, StakeholderId,
    TaskId, UserId,
};
pub use refusal::Refusal;
