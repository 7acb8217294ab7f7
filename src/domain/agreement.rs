//! What team and client agreed: a record of what was put before somebody, a request to one person
//! for a decision, and the decisions of a project as one chain.
//!
//! Everything that can be agreed is first made `Content`: plain, client-facing, without an internal
//! field. A record keeps it word for word with its SHA-256; a decision names that hash.

pub mod chain;
pub mod content;
pub mod difference;
pub mod evidence;
pub mod hash;
pub mod plan_content;
pub mod strokes;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::client::Contact;
use crate::time::{FIRST_DAY, LAST_DAY, Timestamp};
use crate::{ActionItemId, ContactId, DelegationId, ProjectId, RecordId, Refusal, RequestId};
use crate::{UserId, text};

pub use chain::{Entry, Party, Sealed, What};
pub use content::{Content, Fact, Heading, Label, Line, Part, Value, Word};
pub use difference::{Difference, LineDifference, PartDifference};
pub use hash::Hash;
pub use strokes::Strokes;

/// Minutes during which a decision can be withdrawn; afterwards only a change helps.
pub const WITHDRAWAL_MINUTES: i64 = 30;
/// Most minutes that a decision may be said to take.
const MINUTES_MAX: u16 = 600;

/// What sort of thing is agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// Goals and scope; the subject's id is the project's.
    Scope,
    /// The requirements document; the subject's id is the project's.
    Requirements,
    /// The plan as it stands, with its promised dates; the subject's id is the project's.
    Baseline,
    /// A change request; the subject's id is the change's.
    Change,
    /// A deliverable; the subject's id is the deliverable's.
    Deliverable,
    /// The hand-over.
    Handover,
    /// Minutes of a meeting.
    Minutes,
}

/// Every kind with its name in the database and in addresses.
pub const SUBJECT_KINDS: [(SubjectKind, &str); 7] = [
    (SubjectKind::Scope, "scope"),
    (SubjectKind::Requirements, "requirements"),
    (SubjectKind::Baseline, "baseline"),
    (SubjectKind::Change, "change"),
    (SubjectKind::Deliverable, "deliverable"),
    (SubjectKind::Handover, "handover"),
    (SubjectKind::Minutes, "minutes"),
];

id_names!(SubjectKind, SUBJECT_KINDS);

/// One thing of a project that can be agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Subject {
    /// What sort of thing.
    pub kind: SubjectKind,
    /// Which; see `SubjectKind`.
    pub id: Uuid,
}

/// A version of a subject as it was put before somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Which.
    pub id: RecordId,
    /// In which project.
    pub project: ProjectId,
    /// Of what.
    pub subject: Subject,
    /// Its version as people count, from 1.
    pub number: i32,
    /// What it says.
    pub content: Content,
    /// SHA-256 of the content's canonical form.
    pub hash: Hash,
    /// Who made it.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// The client has not answered.
    Waiting,
    /// The client has answered.
    Decided,
    /// The team took it back, or asked about a newer version.
    Closed,
}

/// Every state of a request with its name in the database.
pub const REQUEST_STATES: [(RequestState, &str); 3] = [
    (RequestState::Waiting, "waiting"),
    (RequestState::Decided, "decided"),
    (RequestState::Closed, "closed"),
];

id_names!(RequestState, REQUEST_STATES);

/// A request to one named person for a decision about one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Which.
    pub id: RequestId,
    /// In which project.
    pub project: ProjectId,
    /// About what.
    pub record: RecordId,
    /// Who decides.
    pub approver: ContactId,
    /// Who asks.
    pub asked_by: UserId,
    /// Since when it waits.
    pub asked_at: Timestamp,
    /// What was asked, in words and numbers.
    pub terms: Terms,
    /// Where it stands.
    pub state: RequestState,
    /// Counts edits of this row.
    pub version: i32,
}

/// What a person types when asking for a decision; checked before it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Why now, possibly empty.
    pub why: String,
    /// What happens if the client agrees.
    pub outcome: String,
    /// Until when; none is open.
    pub due: Option<NaiveDate>,
    /// How long it takes to read and decide, in minutes; 0 is not said.
    pub minutes: u16,
}

impl Terms {
    /// The terms as they will be kept.
    ///
    /// # Errors
    /// `OutcomeMissing`, `TooMany` minutes, and what `text::note` refuses.
    pub fn checked(self) -> Result<Self, Refusal> {
        let (why, outcome) = (text::note(self.why.trim())?, text::note(self.outcome.trim())?);
        if outcome.is_empty() {
            return Err(Refusal::OutcomeMissing);
        }
        if self.minutes > MINUTES_MAX {
            return Err(Refusal::TooMany { max: MINUTES_MAX.into() });
        }
        Ok(Self { why, outcome, ..self })
    }
}

/// What somebody answers to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// As it stands.
    Agreed,
    /// With conditions, one a line; each becomes something to do.
    Conditional,
    /// Not like this; with the reason.
    Returned,
}

/// Every choice with its name in forms.
pub const CHOICES: [(Choice, &str); 3] = [
    (Choice::Agreed, "agreed"),
    (Choice::Conditional, "conditional"),
    (Choice::Returned, "returned"),
];

id_names!(Choice, CHOICES);

/// How a decision was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// By the person, on the client's page.
    Portal,
    /// By the person's hand on the glass of the team's tablet.
    Glass,
    /// On paper; somebody of the team uploaded it.
    Paper,
}

/// Every method with its name in the database.
pub const METHODS: [(Method, &str); 3] =
    [(Method::Portal, "portal"), (Method::Glass, "glass"), (Method::Paper, "paper")];

id_names!(Method, METHODS);

/// What somebody decides, before it is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The answer.
    pub choice: Choice,
    /// Which of the content's options; none where it has none.
    pub option: Option<String>,
    /// Conditions, one a line, or the reason; empty where plainly agreed.
    pub words: String,
    /// The hash of the content that the person had before the eyes.
    pub hash: Hash,
}

impl Decision {
    /// The decision as it will be sealed, about this record and request.
    ///
    /// # Errors
    /// `RequestClosed`, `AlreadyDecided`, `ContentDiffers` when the person read something else,
    /// `ReasonMissing`, `OptionMissing`, and what `text::note` refuses.
    pub fn checked(self, request: &Request, record: &Record) -> Result<Self, Refusal> {
        match request.state {
            RequestState::Waiting => {}
            RequestState::Decided => return Err(Refusal::AlreadyDecided),
            RequestState::Closed => return Err(Refusal::RequestClosed),
        }
        if self.hash != record.hash {
            return Err(Refusal::ContentDiffers);
        }
        let words = text::note(self.words.trim())?;
        if words.is_empty() && self.choice != Choice::Agreed {
            return Err(Refusal::ReasonMissing);
        }
        let words = if self.choice == Choice::Agreed { String::new() } else { words };
        let option = match self.choice {
            Choice::Returned => None,
            Choice::Agreed | Choice::Conditional => self.option,
        };
        let options = &record.content.options;
        let is_known = |key: &String| options.iter().any(|option| option.key == *key);
        let is_chosen = match &option {
            Some(key) => is_known(key),
            None => options.is_empty() || self.choice == Choice::Returned,
        };
        if !is_chosen {
            return Err(Refusal::OptionMissing);
        }
        Ok(Self { option, words, ..self })
    }

    /// The conditions, one each.
    pub fn conditions(&self) -> impl Iterator<Item = &str> {
        let is_conditional = self.choice == Choice::Conditional;
        let lines = if is_conditional { self.words.as_str() } else { "" }.lines();
        lines.map(str::trim).filter(|line| !line.is_empty())
    }
}

/// Somebody who decides for an approver from one day to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// Which.
    pub id: DelegationId,
    /// Whose decisions.
    pub contact: ContactId,
    /// Who gives them.
    pub delegate: ContactId,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

impl Delegation {
    /// The delegation as it will be kept, given whose decisions are to be given by whom.
    ///
    /// # Errors
    /// `NotADelegate` for the same person or somebody of another client, `EndsBeforeStart`,
    /// `DateOutOfRange`.
    pub fn checked(self, contact: &Contact, delegate: &Contact) -> Result<Self, Refusal> {
        if contact.id == delegate.id || contact.client != delegate.client {
            return Err(Refusal::NotADelegate);
        }
        if self.until < self.from {
            return Err(Refusal::EndsBeforeStart);
        }
        if self.from < FIRST_DAY || self.until > LAST_DAY {
            return Err(Refusal::DateOutOfRange);
        }
        Ok(Self { contact: contact.id, delegate: delegate.id, ..self })
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }
}

/// Something that is to be done because of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionItem {
    /// Which.
    pub id: ActionItemId,
    /// In which project.
    pub project: ProjectId,
    /// The number of the decision that it comes from.
    pub decision: i64,
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: Option<UserId>,
    /// Until when.
    pub due: Option<NaiveDate>,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// Counts edits of this row.
    pub version: i32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ClientId;
    use crate::client::ContactRole;

    fn contact(number: u64, client: u64) -> Contact {
        Contact {
            id: ContactId::new(number, [0; 10]),
            client: ClientId::new(client, [0; 10]),
            name: "赵明岐".to_owned(),
            title: String::new(),
            email: String::new(),
            phone: String::new(),
            role: ContactRole::Approver,
            version: 1,
        }
    }

    #[test]
    fn somebody_else_of_the_same_client_stands_in_for_some_days() {
        let [one, other, foreign] = [contact(1, 1), contact(2, 1), contact(3, 2)];
        let from = |from: &str, until: &str| Delegation {
            id: DelegationId::new(1, [0; 10]),
            contact: one.id,
            delegate: other.id,
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
        };
        let sound = from("2026-03-02", "2026-03-06");
        assert_eq!(sound.clone().checked(&one, &other), Ok(sound.clone()));
        assert!(sound.holds_on("2026-03-06".parse().unwrap()));
        assert!(!sound.holds_on("2026-03-07".parse().unwrap()));
        let refused = |of: Delegation, who: &Contact| of.checked(&one, who).unwrap_err();
        assert_eq!(refused(sound.clone(), &one), Refusal::NotADelegate);
        assert_eq!(refused(sound, &foreign), Refusal::NotADelegate);
        let backwards = from("2026-03-06", "2026-03-02");
        assert_eq!(refused(backwards, &other), Refusal::EndsBeforeStart);
        let ancient = from("1066-10-14", "2026-03-02");
        assert_eq!(refused(ancient, &other), Refusal::DateOutOfRange);
    }
}
