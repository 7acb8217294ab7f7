//! What was written between client and team, as the client reads it.

use serde::{Deserialize, Serialize};

use super::PortalFile;
use crate::message::{Author, Message, MessageFile, Passage, Thread, ThreadKind};
use crate::time::Timestamp;
use crate::voice::Complaint;
use crate::{ContactId, MessageId};

/// A thing that the client sees and about which messages are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalThing {
    /// The thread about it.
    pub thread: Thread,
    /// What it is called; empty where the client does not see it any more.
    pub title: String,
}

/// Messages on the client's page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalTalk {
    /// Some of them, the oldest first.
    pub messages: Vec<PortalMessage>,
    /// The oldest of these, where there are earlier ones.
    pub earlier: Option<MessageId>,
    /// Whether there are later ones.
    pub has_later: bool,
    /// The thing about which they are, where only those are shown.
    pub about: Option<PortalThing>,
    /// What can be written about beside the project as a whole.
    pub things: Vec<PortalThing>,
    /// Whether the reader may write.
    pub may_write: bool,
    /// The id of the reader's next message: the same form sent twice is one message.
    pub next: Option<MessageId>,
}

/// A message that the client reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalMessage {
    /// Who wrote it.
    pub author: String,
    /// Whether that is somebody of the team.
    pub is_team: bool,
    /// Who of the client, if it is somebody of the client.
    pub contact: Option<ContactId>,
    /// What it is about, where that is not the project as a whole.
    pub about: Option<PortalThing>,
    /// The line of what is asked that it is about.
    pub passage: Option<Passage>,
    /// The words.
    pub body: String,
    /// When.
    pub at: Timestamp,
    /// What came with it.
    pub files: Vec<PortalFile>,
}

/// A complaint of the reader's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalComplaint {
    /// Its number in the project: C-0007.
    pub number: i64,
    /// What happened, in the reader's words.
    pub happened: String,
    /// Who gets in touch.
    pub owner: String,
    /// Until when.
    pub promised_by: Timestamp,
    /// When it arrived.
    pub at: Timestamp,
    /// What was written about it since, the oldest first.
    pub messages: Vec<PortalMessage>,
}

impl PortalMessage {
    /// What a client sees of a message; nothing of one that is internal. `things` are those that
    /// the client sees.
    #[must_use]
    pub fn of(message: &Message, files: &[MessageFile], things: &[PortalThing]) -> Option<Self> {
        let thread = message.thread;
        let known = || things.iter().find(|thing| thing.thread == thread).cloned();
        let about = || known().unwrap_or(PortalThing { thread, title: String::new() });
        message.is_client_visible.then(|| Self {
            author: message.author_name.clone(),
            is_team: !message.is_from_client(),
            contact: match message.author {
                Author::Client(contact) => Some(contact),
                Author::Team(_) => None,
            },
            about: is_thing(thread.kind).then(about),
            passage: message.passage.clone(),
            body: message.body.clone(),
            at: message.at,
            files: files.iter().map(PortalFile::from).collect(),
        })
    }
}

/// Whether messages about it stand among those about the project: comments stand with their
/// request, and what concerns a complaint with the complaint.
const fn is_thing(kind: ThreadKind) -> bool {
    match kind {
        ThreadKind::Deliverable
        | ThreadKind::Requirement
        | ThreadKind::Change
        | ThreadKind::Task => true,
        ThreadKind::Project | ThreadKind::Request | ThreadKind::Complaint => false,
    }
}

impl PortalComplaint {
    /// What its author sees of a complaint, with what was written about it.
    #[must_use]
    pub fn of(complaint: Complaint, messages: Vec<PortalMessage>) -> Self {
        Self {
            number: complaint.number,
            happened: complaint.draft.happened,
            owner: complaint.owner_name,
            promised_by: complaint.promised_by,
            at: complaint.at,
            messages,
        }
    }
}
