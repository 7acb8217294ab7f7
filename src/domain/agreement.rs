//! What team and client agreed: a record of what was put before somebody, a request to one person
//! for a decision, and the decisions of a project as one chain.
//!
//! Everything that can be agreed is first made `Content`: plain, client-facing, without an internal
//! field. A record keeps it word for word with its SHA-256; a decision names that hash.

pub mod chain;
pub mod content;
mod delegation;
pub mod difference;
pub mod evidence;
pub mod hash;
pub mod plan_content;
pub mod strokes;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::time::{FIRST_DAY, LAST_DAY, Timestamp};
use crate::{ActionItemId, ContactId, ProjectId, RecordId, Refusal, RequestId, UserId, text};

pub use chain::{Entry, HandedLink, Party, Sealed, What};
pub use content::{Content, Fact, Heading, Label, Line, Part, Value, Word};
pub use delegation::Delegation;
pub use difference::{Difference, LineDifference, PartDifference};
pub use hash::Hash;
pub use strokes::Strokes;

/// Minutes during which a decision can be withdrawn; afterwards only a change helps.
pub const WITHDRAWAL_MINUTES: i64 = 30;
/// Most conditions of a decision.
const CONDITIONS_MAX: u32 = 50;
/// Longest condition, in characters.
const CONDITION_MAX: u32 = 500;
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
    /// The hand-over; the subject's id is the project's.
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
    /// `OutcomeMissing`, `TooMany` minutes, `DateOutOfRange`, and what `text::note` refuses.
    pub fn checked(self) -> Result<Self, Refusal> {
        let (why, outcome) = (text::note(self.why.trim())?, text::note(self.outcome.trim())?);
        if outcome.is_empty() {
            return Err(Refusal::OutcomeMissing);
        }
        if self.minutes > MINUTES_MAX {
            return Err(Refusal::TooMany { max: MINUTES_MAX.into() });
        }
        self.due.map_or(Ok(()), checked_day)?;
        Ok(Self { why, outcome, ..self })
    }
}

/// Whether a day lies within those that are kept: a year of one digit was still being typed.
///
/// # Errors
/// `DateOutOfRange`.
pub fn checked_day(day: NaiveDate) -> Result<(), Refusal> {
    if (FIRST_DAY..=LAST_DAY).contains(&day) { Ok(()) } else { Err(Refusal::DateOutOfRange) }
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
    /// `ReasonMissing`, `OptionMissing`, `TooMany` conditions or `TextTooLong` ones, and what
    /// `text::note` refuses.
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
        let found = Self { option, words, ..self };
        found.bounded()?;
        Ok(found)
    }

    /// Each condition becomes something to do: there are few of them, and none is a page long.
    fn bounded(&self) -> Result<(), Refusal> {
        if self.conditions().count() > CONDITIONS_MAX as usize {
            return Err(Refusal::TooMany { max: CONDITIONS_MAX });
        }
        let is_long = |text: &str| text.chars().count() > CONDITION_MAX as usize;
        match self.conditions().any(is_long) {
            true => Err(Refusal::TextTooLong { max: CONDITION_MAX }),
            false => Ok(()),
        }
    }

    /// The conditions, one each.
    pub fn conditions(&self) -> impl Iterator<Item = &str> {
        let is_conditional = self.choice == Choice::Conditional;
        let lines = if is_conditional { self.words.as_str() } else { "" }.lines();
        lines.map(str::trim).filter(|line| !line.is_empty())
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

    fn conditions(words: &str) -> Result<(), Refusal> {
        let (choice, words) = (Choice::Conditional, words.to_owned());
        Decision { choice, option: None, words, hash: Hash::NONE }.bounded()
    }

    #[test]
    fn an_answer_is_wanted_on_a_day_that_is_kept() {
        let terms = |due: &str| Terms {
            outcome: "A".to_owned(),
            due: due.parse().ok(),
            ..Terms::default()
        };
        assert_eq!(terms("2026-06-01").checked(), Ok(terms("2026-06-01")));
        assert_eq!(terms("").checked().map(|terms| terms.due), Ok(None));
        for odd in ["0002-06-01", "2150-01-01"] {
            assert_eq!(terms(odd).checked(), Err(Refusal::DateOutOfRange), "{odd}");
        }
    }

    #[test]
    fn conditions_are_few_and_short() {
        assert_eq!(conditions(&"a\n".repeat(50)), Ok(()));
        assert_eq!(conditions(&"a\n".repeat(51)), Err(Refusal::TooMany { max: 50 }));
        assert_eq!(conditions(&"字".repeat(500)), Ok(()));
        let long = conditions(&format!("a\n{}", "字".repeat(501)));
        assert_eq!(long, Err(Refusal::TextTooLong { max: 500 }));
    }
}
