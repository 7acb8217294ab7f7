//! What team and client of a project wrote to each other, and what the client said about the work.

use chrono::NaiveDateTime;
use domain::message::{Message, MessageFile, Thread};
use domain::voice::{Complaint, Feedback};
use domain::{MessageId, ProjectId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::features::shared::plan_api::Person;
use crate::features::shared::turning_api::MayTurn;

/// Messages of a project, and what it takes to write another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// The last messages, the oldest first.
    pub messages: Vec<Written>,
    /// The threads in which something was written, those with the latest messages first.
    pub topics: Vec<Topic>,
    /// Whether there are earlier messages than these.
    pub has_earlier: bool,
    /// The message of which the thing was made; with one thread only.
    pub came_from: Option<Written>,
    /// Whom a message can name with an `@`.
    pub people: Vec<Person>,
    /// What the client said, the latest first; with the whole project only.
    pub feedback: Vec<Told<Feedback>>,
    /// The client's complaints, the latest first; with the whole project only.
    pub complaints: Vec<Told<Complaint>>,
    /// Whether this person may write.
    pub may_write: bool,
    /// What this person may make of a message.
    pub may_turn: MayTurn,
}

/// A thread with what it is about called by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Which thread.
    pub thread: Thread,
    /// What the thing is called; empty for the project as a whole, and where it is gone.
    pub title: String,
}

/// Messages before those that are in sight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// The messages, the oldest first.
    pub messages: Vec<Written>,
    /// Whether there are still earlier ones.
    pub has_earlier: bool,
}

/// A message with what goes with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The message.
    pub message: Message,
    /// When, on the server's clock.
    pub at: NaiveDateTime,
    /// What came with it.
    pub files: Vec<MessageFile>,
    /// How long the client has waited for an answer to it, in working minutes; none when nobody
    /// waits.
    pub waits: Option<i64>,
}

/// Something with its moment on the server's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told<T> {
    /// What it is.
    pub what: T,
    /// When.
    pub at: NaiveDateTime,
    /// Until when somebody gets in touch; for complaints only.
    pub until: Option<NaiveDateTime>,
}

/// What a person writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// In which thread.
    pub thread: Thread,
    /// The words.
    pub body: String,
    /// Whether the client reads it; an answer is as visible as what it answers.
    pub is_client_visible: bool,
    /// The message that it answers.
    pub reply_to: Option<MessageId>,
}

/// A project's messages with what belongs to them.
#[server(endpoint = "messages/open", input = Json)]
pub async fn open_talk(project: ProjectId) -> Result<Talk, AppError> {
    use crate::server::call::Call;
    use crate::server::{clock, talk};
    use domain::can::Action;
    /// Older ones are history.
    const MOST: i64 = 500;
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.id).await?;
    let messages = store::messages::in_project(call.db(), project, MOST).await?;
    let has_earlier = i64::try_from(messages.len()).is_ok_and(|count| count >= MOST);
    let talk = talk::of(&mut call, project, messages).await?;
    let topics = talk::topics(&mut call, project).await?;
    let feedback = store::feedback::in_project(call.db(), project).await?.into_iter();
    // A question that was put aside says nothing.
    let feedback = feedback.filter(|said| said.score.is_some() || !said.text.is_empty());
    let told = |what: Feedback| Told { at: clock::local(what.at), until: None, what };
    let complaints = store::complaints::in_project(call.db(), project).await?.into_iter();
    let complained = |what: Complaint| Told {
        at: clock::local(what.at),
        until: Some(clock::local(what.promised_by)),
        what,
    };
    Ok(Talk {
        feedback: feedback.map(told).collect(),
        complaints: complaints.map(complained).collect(),
        topics,
        has_earlier,
        ..talk
    })
}

/// The last messages of one thread, the oldest first, with what it takes to write in it.
#[server(endpoint = "messages/of_thread", input = Json)]
pub async fn messages_of(project: ProjectId, thread: Thread) -> Result<Talk, AppError> {
    use crate::server::call::Call;
    use crate::server::talk;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.id).await?;
    let topic = talk::topic(&mut call, project, thread).await?.ok_or(AppError::NotFound)?;
    let (messages, has_earlier) = talk::page(&mut call, project, thread, None).await?;
    let came_from = talk::came_from(&mut call, project, thread).await?;
    let talk = talk::of(&mut call, project, messages).await?;
    Ok(Talk { topics: vec![topic], has_earlier, came_from, ..talk })
}

/// The messages of a thread before one of them.
#[server(endpoint = "messages/earlier", input = Json)]
pub async fn earlier_messages(before: MessageId) -> Result<Earlier, AppError> {
    use crate::server::call::Call;
    use crate::server::talk;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::messages::find(call.db(), before).await?.ok_or(AppError::NotFound)?;
    let (project, thread) = (found.project, found.thread);
    call.require(Action::ViewProject, project).await?;
    let (messages, has_earlier) = talk::page(&mut call, project, thread, Some(&found)).await?;
    let messages = talk::written_before(&mut call, (project, thread), messages).await?;
    Ok(Earlier { messages, has_earlier })
}

/// Keeps a message under the id that the browser chose: sent twice, it is kept once. Other words
/// under the same id are another message.
#[server(endpoint = "messages/post", input = Json)]
pub async fn post_message(
    project: ProjectId,
    id: MessageId,
    letter: Letter,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::talk;
    use domain::UserId;
    use domain::can::Action;
    use domain::message::{self, Author};
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::Converse, found.id).await?;
    let Letter { thread, body, is_client_visible, reply_to } = letter;
    let body = message::words(&body)?;
    let known = store::messages::find(call.db(), id).await?;
    if known.as_ref().is_some_and(|known| known.project != project) {
        return Err(AppError::NotFound);
    }
    let answered = match reply_to {
        Some(answered) => {
            let found = store::messages::find(call.db(), answered).await?;
            let is_here = |found: &Message| found.project == project && found.thread == thread;
            Some(found.filter(is_here).ok_or(AppError::NotFound)?)
        }
        None => None,
    };
    let is_client_visible = message::visibility(answered.as_ref(), is_client_visible);
    let author = Author::Team(Some(call.user.id));
    let is_same = |known: &Message| {
        let is_there = known.thread == thread && known.reply_to == reply_to;
        let is_seen = known.is_client_visible == is_client_visible;
        known.author == author && is_there && is_seen && known.body == body
    };
    if known.as_ref().is_some_and(is_same) {
        return Ok(());
    }
    // The first try arrived and its answer did not; what was typed since is another message.
    let id = if known.is_none() { id } else { MessageId(call.uuid()) };
    talk::require_thread(&mut call, project, thread, is_client_visible).await?;
    let members = store::projects::members(call.db(), project).await?;
    let people: Vec<(UserId, String)> =
        members.into_iter().map(|member| (member.user.id, member.user.name)).collect();
    let written = Message {
        id,
        project,
        thread,
        author,
        author_name: call.user.name.clone(),
        is_client_visible,
        reply_to,
        passage: answered.and_then(|answered| answered.passage),
        became: None,
        at: call.now(),
        body,
    };
    let mentions = message::mentions(&written.body, &people);
    store::messages::create(call.db(), &written, &mentions, &[]).await?;
    let event = Event::new("message.written").project(project).object(id.0);
    call.commit(event.after(&written)).await
}
