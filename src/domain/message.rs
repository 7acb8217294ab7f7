//! What team and client write to each other: every message belongs to a thread, a thread to one
//! thing of a project, and is internal unless somebody chose otherwise.

mod passage;
mod turned;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::plan::Calendar;
use crate::time::{Minute, Timestamp};
use crate::{ContactId, FileId, MessageId, ProjectId, Refusal, UserId, text};

pub use passage::Passage;
pub use turned::{requirement_of, risk_of, task_of, title_of};

/// What a thread is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThreadKind {
    /// The project as a whole; the thread's id is the project's.
    Project,
    /// A request for a decision.
    Request,
    /// A deliverable.
    Deliverable,
    /// A requirement.
    Requirement,
    /// A change.
    Change,
    /// A task of the plan.
    Task,
    /// A complaint.
    Complaint,
}

/// Every kind of thread with its name in the database.
pub const THREAD_KINDS: [(ThreadKind, &str); 7] = [
    (ThreadKind::Project, "project"),
    (ThreadKind::Request, "request"),
    (ThreadKind::Deliverable, "deliverable"),
    (ThreadKind::Requirement, "requirement"),
    (ThreadKind::Change, "change"),
    (ThreadKind::Task, "task"),
    (ThreadKind::Complaint, "complaint"),
];

/// What a message became.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BecameKind {
    /// A task of the plan.
    Task,
    /// A requirement.
    Requirement,
    /// A change.
    Change,
    /// A risk.
    Risk,
}

/// Every kind of thing that a message can become, with its name in the database.
pub const BECAME_KINDS: [(BecameKind, &str); 4] = [
    (BecameKind::Task, "task"),
    (BecameKind::Requirement, "requirement"),
    (BecameKind::Change, "change"),
    (BecameKind::Risk, "risk"),
];

id_names!(ThreadKind, THREAD_KINDS);
id_names!(BecameKind, BECAME_KINDS);

/// The messages about one thing of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Thread {
    /// What sort of thing.
    pub kind: ThreadKind,
    /// Which; see `ThreadKind`.
    pub id: Uuid,
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// Somebody of the team; none when the account is gone.
    Team(Option<UserId>),
    /// Somebody of the client.
    Client(ContactId),
}

/// What a message became, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Became {
    /// What sort of thing.
    pub kind: BecameKind,
    /// Which.
    pub id: Uuid,
}

/// A file that came with a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageFile {
    /// Which.
    pub id: FileId,
    /// What it is called.
    pub name: String,
    /// How large, in bytes.
    pub size: i64,
    /// What it is, in one word that reads the same in every language: PDF.
    pub kind: String,
}

/// Something that somebody wrote to others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Which.
    pub id: MessageId,
    /// In which project.
    pub project: ProjectId,
    /// In which thread.
    pub thread: Thread,
    /// Who wrote it.
    pub author: Author,
    /// The name under which it was written.
    pub author_name: String,
    /// The words.
    pub body: String,
    /// 客户可见: the client reads it.
    pub is_client_visible: bool,
    /// The message that it answers.
    pub reply_to: Option<MessageId>,
    /// The line of what is asked that it is about; none is the thing as a whole.
    pub passage: Option<Passage>,
    /// What it became.
    pub became: Option<Became>,
    /// When it was written.
    pub at: Timestamp,
}

impl Thread {
    /// The thread about a project as a whole.
    #[must_use]
    pub const fn of_project(project: ProjectId) -> Self {
        Self { kind: ThreadKind::Project, id: project.0 }
    }

    /// The thread that an address or a form names: `change.019a…`.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once('.')?;
        Some(Self { kind: kind.parse().ok()?, id: id.parse().ok()? })
    }

    /// How addresses and forms name it.
    #[must_use]
    pub fn name(self) -> String {
        format!("{}.{}", self.kind.as_str(), self.id)
    }
}

impl Message {
    /// Whether somebody of the client wrote it.
    #[must_use]
    pub const fn is_from_client(&self) -> bool {
        matches!(self.author, Author::Client(_))
    }
}

/// The words of a message as they will be kept.
///
/// # Errors
/// `NothingWritten`, and what `text::note` refuses.
pub fn words(typed: &str) -> Result<String, Refusal> {
    let body = text::note(typed.trim())?;
    if body.is_empty() { Err(Refusal::NothingWritten) } else { Ok(body) }
}

/// Whether an answer is seen by the client: it inherits what it answers, and what stands alone is
/// as its author chose.
#[must_use]
pub fn visibility(answered: Option<&Message>, chosen: bool) -> bool {
    answered.map_or(chosen, |message| message.is_client_visible)
}

/// The people whom a text names with an `@`, each once. Of names that begin alike the longest
/// counts.
#[must_use]
pub fn mentions(text: &str, people: &[(UserId, String)]) -> Vec<UserId> {
    let text = text.to_lowercase();
    let mut named = Vec::new();
    for (at, _) in text.match_indices('@') {
        let rest = &text[at + 1..];
        let fits = |name: &str| !name.is_empty() && rest.starts_with(&name.to_lowercase());
        let fitting = people.iter().filter(|(_, name)| fits(name));
        if let Some((user, _)) = fitting.max_by_key(|(_, name)| name.chars().count())
            && !named.contains(user)
        {
            named.push(*user);
        }
    }
    named
}

/// Of messages from the oldest on, the first in each thread that the client wrote since the team's
/// last visible answer: since then the client waits.
#[must_use]
pub fn waiting(messages: &[Message]) -> Vec<&Message> {
    let mut open: BTreeMap<(ProjectId, Thread), &Message> = BTreeMap::new();
    for message in messages.iter().filter(|message| message.is_client_visible) {
        let place = (message.project, message.thread);
        if message.is_from_client() {
            open.entry(place).or_insert(message);
        } else {
            open.remove(&place);
        }
    }
    let mut waiting: Vec<_> = open.into_values().collect();
    waiting.sort_by_key(|message| (message.at, message.id));
    waiting
}

/// Of messages from the oldest on, when each of the client's was written and when it was answered;
/// what came before one answer counts once, from the first on.
#[must_use]
pub fn answered(messages: &[Message]) -> Vec<(Timestamp, Timestamp)> {
    let mut open: BTreeMap<Thread, Timestamp> = BTreeMap::new();
    let mut spans = Vec::new();
    for message in messages.iter().filter(|message| message.is_client_visible) {
        if message.is_from_client() {
            open.entry(message.thread).or_insert(message.at);
        } else if let Some(since) = open.remove(&message.thread) {
            spans.push((since, message.at));
        }
    }
    spans
}

/// The mean of some spans on the project's wall clock, in working minutes; none without any.
#[must_use]
pub fn mean_minutes(calendar: &Calendar, spans: &[(Minute, Minute)]) -> Option<i64> {
    let calendar = calendar.to_planner();
    let minutes = spans.iter().map(|(from, to)| calendar.working_between(*from, *to).max(0));
    let count = i64::try_from(spans.len()).ok().filter(|count| *count > 0)?;
    Some(minutes.sum::<i64>() / count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CalendarId;
    use crate::time::start_of;

    const PROJECT: ProjectId = ProjectId(Uuid::from_u128(1));

    fn message(number: u128, is_client: bool, is_client_visible: bool) -> Message {
        let contact = ContactId(Uuid::from_u128(9));
        Message {
            id: MessageId(Uuid::from_u128(number)),
            project: PROJECT,
            thread: Thread::of_project(PROJECT),
            author: if is_client { Author::Client(contact) } else { Author::Team(None) },
            author_name: "赵明岐".to_owned(),
            body: "  \n请加一个按钮\n在右上角".to_owned(),
            is_client_visible,
            reply_to: None,
            passage: None,
            became: None,
            at: Timestamp(i64::try_from(number).unwrap_or(0)),
        }
    }

    #[test]
    fn a_client_waits_from_the_first_message_after_the_last_visible_answer() {
        let check = |spec: &str, expected: Option<usize>, spans: usize| {
            // c: client; t: team, visible; i: team, internal.
            let messages: Vec<_> = (1..)
                .zip(spec.chars())
                .map(|(number, who)| message(number, who == 'c', who != 'i'))
                .collect();
            let found = waiting(&messages).first().map(|found| found.id);
            assert_eq!(found, expected.map(|at| messages[at].id), "{spec}");
            assert_eq!(answered(&messages).len(), spans, "{spec}");
        };
        check("", None, 0);
        check("t", None, 0);
        check("c", Some(0), 0);
        check("cc", Some(0), 0);
        check("ct", None, 1);
        check("ci", Some(0), 0);
        check("ccitc", Some(4), 1);
        check("ctctt", None, 2);
    }

    #[test]
    fn threads_wait_each_for_itself() {
        let other = Thread { kind: ThreadKind::Deliverable, id: Uuid::from_u128(7) };
        let messages = [
            message(1, true, true),
            Message { thread: other, ..message(2, true, true) },
            message(3, false, true),
        ];
        let found: Vec<_> = waiting(&messages).into_iter().map(|found| found.id).collect();
        assert_eq!(found, [messages[1].id]);
    }

    #[test]
    fn addresses_name_threads() {
        let thread = Thread { kind: ThreadKind::Change, id: Uuid::from_u128(7) };
        assert_eq!(Thread::named(&thread.name()), Some(thread));
        let id = Uuid::from_u128(7);
        for bad in ["", "change", "nothing.x", &format!("nothing.{id}")] {
            assert_eq!(Thread::named(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_longest_name_behind_an_at_sign_is_meant() {
        let people = [(1, "陈知"), (2, "陈知远"), (3, "Ada Lin"), (4, "Ada")];
        let id = |number| UserId(Uuid::from_u128(number));
        let people = people.map(|(number, name)| (id(number), name.to_owned()));
        let check = |text: &str, expected: &[u128]| {
            let expected: Vec<_> = expected.iter().map(|number| id(*number)).collect();
            assert_eq!(mentions(text, &people), expected, "{text}");
        };
        check("请 @陈知远 看一下，@陈知也看", &[2, 1]);
        check("@ada lin and @Ada, @ada lin again", &[3, 4]);
        check("mail@example.com @ nobody", &[]);
    }

    #[test]
    fn answers_inherit_and_empty_words_are_refused() {
        assert!(visibility(Some(&message(1, true, true)), false));
        assert!(!visibility(Some(&message(1, false, false)), true));
        assert!(visibility(None, true) && !visibility(None, false));
        assert_eq!(words(" \n "), Err(Refusal::NothingWritten));
        assert_eq!(words(" 好 "), Ok("好".to_owned()));
    }

    #[test]
    fn answers_are_measured_in_working_time() {
        let office = Calendar::office(CalendarId(Uuid::nil()), "标准".to_owned());
        let friday = start_of("2026-03-06".parse().unwrap()) + 17 * 60;
        let monday = start_of("2026-03-09".parse().unwrap()) + 10 * 60;
        assert_eq!(mean_minutes(&office, &[(friday, monday)]), Some(120));
        let short = (friday, friday + 30);
        assert_eq!(mean_minutes(&office, &[(friday, monday), short]), Some(75));
        assert_eq!(mean_minutes(&office, &[]), None);
    }
}
