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
}
