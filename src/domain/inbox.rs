//! What waits for somebody of the team, in one stream.

use serde::{Deserialize, Serialize};

/// Why something stands in the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A client waits for an answer.
    Message,
    /// Somebody named the reader.
    Mention,
    /// A complaint that the reader answers for.
    Complaint,
    /// A client has decided.
    Decision,
}

/// Every kind of item with its name in the database.
pub const ITEM_KINDS: [(ItemKind, &str); 4] = [
    (ItemKind::Message, "message"),
    (ItemKind::Mention, "mention"),
    (ItemKind::Complaint, "complaint"),
    (ItemKind::Decision, "decision"),
];

id_names!(ItemKind, ITEM_KINDS);
