//! What the parts of the page share.

use chrono::NaiveDateTime;
use domain::message::{self, Message, Thread, ThreadKind};
use domain::{MessageId, ProjectId};
use leptos::prelude::*;
use locale::{Locale, td_string};

use super::api::{Letter, Talk, Topic, Written};
use crate::features::shared::fresh;
use crate::features::shared::loaded::Asked;
use crate::ui::dom;

/// The id of the field for the next message.
pub const FIELD: &str = "messages-body";

/// What the parts of the page share. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Whose messages.
    pub project: ProjectId,
    /// What the server answered; asked again after each message.
    pub asked: Asked<Talk>,
    /// What is being written.
    pub draft: Draft,
}

/// What is being written; it outlives the answers of the server. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The words so far.
    pub body: RwSignal<String>,
    /// Whether the client is to read them.
    pub is_client_visible: RwSignal<bool>,
    /// The message that they answer.
    pub reply_to: RwSignal<Option<Message>>,
    /// The id under which they will be kept: a second try keeps nothing twice.
    id: StoredValue<MessageId>,
    /// What was tried to be kept under that id.
    tried: StoredValue<Option<Letter>>,
}

/// Messages of one thread, as the list of threads shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which thread.
    pub thread: Thread,
    /// Its last message, if there is any.
    pub last: Option<Written>,
    /// How long the client has waited in it, in working minutes, and since when.
    pub waits: Option<(i64, NaiveDateTime)>,
}

impl Draft {
    /// Nothing written yet.
    pub fn new() -> Self {
        Self {
            body: RwSignal::new(String::new()),
            is_client_visible: RwSignal::new(false),
            reply_to: RwSignal::new(None),
            id: StoredValue::new(fresh::id(MessageId::new)),
            tried: StoredValue::new(None),
        }
    }

    /// Begins to answer a message: the answer is as visible as it.
    pub fn answer(self, message: Message) {
        self.is_client_visible.set(message.is_client_visible);
        self.reply_to.set(Some(message));
        dom::on_next_frame(|| {
            dom::focus_by_id(FIELD);
        });
    }

    /// Whether the client will read what is being written.
    pub fn is_visible(self) -> bool {
        self.reply_to
            .with(|answered| message::visibility(answered.as_ref(), self.is_client_visible.get()))
    }

    /// The id under which a letter is to be kept. The try before may have arrived: what was changed
    /// since is another message.
    pub fn id_of(self, letter: &Letter) -> MessageId {
        if self.tried.with_value(|tried| tried.as_ref().is_some_and(|tried| tried != letter)) {
            self.id.set_value(fresh::id(MessageId::new));
        }
        self.tried.set_value(Some(letter.clone()));
        self.id.get_value()
    }

    /// The same as it is sent.
    pub fn letter(self, thread: Thread) -> Letter {
        let answered = |answered: &Option<Message>| answered.as_ref().map(|message| message.id);
        Letter {
            thread,
            body: self.body.get_untracked(),
            is_client_visible: untrack(|| self.is_visible()),
            reply_to: self.reply_to.with_untracked(answered),
        }
    }

    /// Makes room for the next message. The next one is internal again.
    pub fn clear(self) {
        self.body.set(String::new());
        self.reply_to.set(None);
        self.is_client_visible.set(false);
        self.id.set_value(fresh::id(MessageId::new));
        self.tried.set_value(None);
    }
}

/// The threads of a project: the one about the project first, then those with the latest messages.
/// `topics` are all threads in that order, also those whose messages are not at hand.
pub fn lines(project: ProjectId, messages: &[Written], topics: &[Topic]) -> Vec<Line> {
    let first = Thread::of_project(project);
    let known = topics.iter().map(|topic| topic.thread).filter(|thread| *thread != first);
    let line = |thread| Line { thread, last: None, waits: None };
    let mut lines: Vec<Line> = std::iter::once(first).chain(known).map(line).collect();
    for written in messages {
        let thread = written.message.thread;
        let place = lines.iter().position(|line| line.thread == thread);
        let place = place.unwrap_or_else(|| {
            lines.push(Line { thread, last: None, waits: None });
            lines.len() - 1
        });
        let line = &mut lines[place];
        line.last = Some(written.clone());
        // The oldest comes first, and it has waited longest.
        line.waits = line.waits.or(written.waits.map(|minutes| (minutes, written.at)));
    }
    let last = |line: &Line| line.last.as_ref().map(|written| written.message.at);
    lines[1..].sort_by_key(|line| std::cmp::Reverse(last(line)));
    lines
}

/// What a thread is about, and what that is called.
pub fn title_of(locale: Locale, talk: &Talk, thread: Thread) -> String {
    let what = name_of(locale, thread.kind);
    let topic = talk.topics.iter().find(|topic| topic.thread == thread);
    match topic.map(|topic| topic.title.as_str()) {
        None | Some("") => what.to_owned(),
        Some(title) => td_string!(locale, messages.named, what = what, title = title),
    }
}

/// What a thread is about.
fn name_of(locale: Locale, kind: ThreadKind) -> &'static str {
    match kind {
        ThreadKind::Project => td_string!(locale, messages.about_project),
        ThreadKind::Request => td_string!(locale, messages.about_request),
        ThreadKind::Deliverable => td_string!(locale, messages.about_deliverable),
        ThreadKind::Requirement => td_string!(locale, messages.about_requirement),
        ThreadKind::Change => td_string!(locale, messages.about_change),
        ThreadKind::Task => td_string!(locale, messages.about_task),
        ThreadKind::Complaint => td_string!(locale, messages.about_complaint),
    }
}

#[cfg(test)]
mod tests {
    use domain::message::Author;
    use domain::time::Timestamp;

    use super::*;

    fn written(number: i64, kind: ThreadKind, id: u128, waits: Option<i64>) -> Written {
        let project = ProjectId(uuid::Uuid::from_u128(1));
        let message = Message {
            id: MessageId(uuid::Uuid::from_u128(number.unsigned_abs().into())),
            project,
            thread: Thread { kind, id: uuid::Uuid::from_u128(id) },
            author: Author::Team(None),
            author_name: "A".to_owned(),
            body: "b".to_owned(),
            is_client_visible: true,
            reply_to: None,
            passage: None,
            became: None,
            at: Timestamp(number),
        };
        Written { message, at: NaiveDateTime::default(), files: Vec::new(), waits }
    }

    #[test]
    fn the_project_comes_first_then_what_was_written_last() {
        let project = ProjectId(uuid::Uuid::from_u128(1));
        let messages = [
            written(1, ThreadKind::Change, 5, Some(30)),
            written(2, ThreadKind::Deliverable, 6, None),
            written(3, ThreadKind::Change, 5, None),
        ];
        let found = lines(project, &messages, &[]);
        let kinds: Vec<_> = found.iter().map(|line| line.thread.kind).collect();
        assert_eq!(kinds, [ThreadKind::Project, ThreadKind::Change, ThreadKind::Deliverable]);
        assert_eq!(found[1].waits, Some((30, NaiveDateTime::default())));
        assert_eq!(lines(project, &[], &[]).len(), 1);
        let thread = Thread { kind: ThreadKind::Task, id: uuid::Uuid::from_u128(8) };
        let topics = [Topic { thread, title: "Old".to_owned() }];
        let found = lines(project, &messages, &topics);
        assert_eq!((found.len(), found[3].thread), (4, thread), "what was written long ago");
    }
}
