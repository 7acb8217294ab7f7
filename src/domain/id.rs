//! One type per kind of id, so that a client can never be passed where a project is meant.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id (UUID version 7) from a time in UTC milliseconds and ten random bytes.
            #[must_use]
            pub fn new(now_ms: u64, random: [u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(now_ms, &random).into_uuid())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

impl LinkId {
    /// The id of the dependency of `to` on `from`. A plan holds at most one, so that two people who
    /// draw it at the same time draw the same; and a written plan need not spell it out.
    #[must_use]
    pub const fn between(from: TaskId, to: TaskId) -> Self {
        /// The variant of a UUID as RFC 9562 has it.
        const VARIANT: u64 = 0b10 << 62;
        let (time, low) = from.0.as_u64_pair();
        let (first, second) = to.0.as_u64_pair();
        let mixed = mixed(mixed(mixed(low) ^ first) ^ second);
        Self(Uuid::from_u64_pair(time, mixed >> 2 | VARIANT))
    }
}

/// Spreads every bit over all others (the finalizer of SplitMix64).
const fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ bits >> 31
}

ids! {
    /// Someone of the organisation's own team.
    UserId
    /// A client: a company, an office, a person or an inner department.
    ClientId
    /// A person on the client's side.
    ContactId
    /// A project for one client.
    ProjectId
    /// A row of the work breakdown structure.
    TaskId
    /// A dependency between two tasks.
    LinkId
    /// A column of the board.
    ColumnId
    /// A working calendar of a plan.
    CalendarId
    /// A stretch of time in which an agile team does a set of tasks.
    IterationId
    /// A moment of a plan that somebody gave a name.
    BaselineId
    /// One plan operation as its author named it: a replay with the same id changes nothing.
    OpId
    /// A signed-in browser.
    SessionId
    /// What was put before a client, as it read then.
    RecordId
    /// A request to one person for a decision.
    RequestId
    /// Somebody who decides for somebody else for some days.
    DelegationId
    /// Something that was promised with a decision and is to be done.
    ActionItemId
    /// A goal of a project.
    GoalId
    /// A line of a project's scope.
    ScopeItemId
    /// A requirement of a project.
    RequirementId
    /// A survey, an interview or a focus group.
    ElicitationId
    /// A question of a survey, an interview or a focus group, with its answer.
    AnswerId
    /// What may come between a project and what was promised.
    RiskId
    /// A request to change what was agreed.
    ChangeId
    /// One of the ways in which a change could be made: a branch of the plan.
    ChangeOptionId
    /// A step on the way of a change into the work.
    ChangeStepId
    /// What the client gets.
    DeliverableId
    /// A version of a deliverable.
    DeliverableVersionId
    /// Something that is handed over to the client.
    HandoverItemId
    /// Something that is still to be done when a project is handed over.
    OpenPointId
    /// A file that somebody uploaded.
    FileId
    /// Minutes of a meeting.
    MinutesId
    /// Something written to others in a project.
    MessageId
    /// What a client said about the work.
    FeedbackId
    /// A complaint.
    ComplaintId
    /// A contract with a client.
    ContractId
    /// A conversation with a client that somebody wrote down.
    ContactLogId
    /// Somebody whose influence and interest matter to a project.
    StakeholderId
    /// What somebody promised a client.
    ClientPromiseId
    /// A mail that waits to be sent.
    MailId
}
