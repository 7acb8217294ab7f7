//! Messages and comments of the client, with files.

use std::collections::BTreeMap;

use axum::Form;
use axum::body::Body;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, Response};
use domain::file::{File, Uploader};
use domain::message::{Author, Message, MessageFile, Passage, Thread, ThreadKind, mentions};
use domain::{MessageId, ProjectId, Refusal, RequestId};
use serde::Deserialize;
use store::Tx;

use super::{answer, begin, is_recent, words};
use crate::error::AppError;
use crate::features::portal::{Done, Typed};
use crate::paths;
use crate::server::call::Event;
use crate::server::files::{self, Received, Room};
use crate::server::messages::files_of;
use crate::server::portal_call::PortalCall;
use crate::server::state::AppState;
use crate::server::{decision_pages, decisions, pages, portal_talk};

/// A comment, on a line of what is asked or on all of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentForm {
    body: String,
    /// The place of the line's part, from 0.
    part: Option<i32>,
    /// The place of the line in its part, from 0.
    line: Option<i32>,
    #[serde(default)]
    id: Option<MessageId>,
}

/// What a contact wrote.
pub struct Letter {
    /// The id under which its form would have it kept: the same form sent twice is one message.
    pub id: Option<MessageId>,
    /// In which thread; the caller has seen that the contact reads it.
    pub thread: Thread,
    /// The line of what is asked that it is about.
    pub passage: Option<Passage>,
    /// The words as typed.
    pub body: String,
}

/// Takes a message about the project or a thing in it, with files.
pub async fn message(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    multipart: Multipart,
) -> Response<Body> {
    let room = room_for(&state, project, &headers).await;
    let (typed, done) = match room {
        // Nothing of a stranger's form is read.
        Err(error @ (AppError::SignedOut | AppError::NotFound | AppError::LinkExpired)) => {
            (BTreeMap::new(), Err(error))
        }
        room => {
            let sent = files::receive_form(&state, multipart, room).await;
            let done = match sent.files {
                Ok(files) => keep(state.clone(), project, &headers, &sent.fields, files).await,
                Err(error) => Err(error),
            };
            (sent.fields, done)
        }
    };
    answer(state, project, &headers, (Done::Message, typed), done).await
}

/// Takes a comment on a request for a decision.
pub async fn comment(
    State(state): State<AppState>,
    Path((project, request)): Path<(ProjectId, RequestId)>,
    headers: HeaderMap,
    Form(form): Form<CommentForm>,
) -> Response<Body> {
    let at = form.part.zip(form.line);
    let done = async {
        let mut call = begin(state.clone(), &headers, project).await?;
        require_writer(&call)?;
        let (_, record) = decisions::request_in(call.db(), project, request).await?;
        // What is quoted comes from the record, never from the form.
        let passage = match at {
            Some((part, line)) => {
                let found = Passage::at(&record.content, part, line);
                Some(found.ok_or(Refusal::Missing)?)
            }
            None => None,
        };
        let thread = Thread { kind: ThreadKind::Request, id: request.0 };
        let letter = Letter { id: form.id, thread, passage, body: form.body.clone() };
        post(call, letter, Vec::new()).await
    };
    match done.await {
        Ok(()) => {
            let place = match at {
                Some((part, line)) => format!("line-{part}-{line}"),
                None => "comments".to_owned(),
            };
            let address = format!("{}#{place}", paths::decision(project, request));
            pages::see_other(&address, None)
        }
        Err(error) => {
            let mut typed_words = words([("body", form.body)]);
            if let Some((part, line)) = at {
                typed_words.extend(words([("part", part.to_string()), ("line", line.to_string())]));
            }
            let typed = Typed { tried: Done::Message, words: typed_words, error };
            decision_pages::comment_refused(state, (project, request), &headers, typed).await
        }
    }
}

/// Rights, rate and room before work: files are taken only from someone who may write.
async fn room_for(
    state: &AppState,
    project: ProjectId,
    headers: &HeaderMap,
) -> Result<Room, AppError> {
    let mut call = PortalCall::read(state.clone(), headers, project).await?;
    if call.looker.is_some() {
        return Err(Refusal::OnlyLooking.into());
    }
    require_writer(&call)?;
    state.limits.post(call.contact.id)?;
    Room::of(call.db(), project, true).await
}

fn require_writer(call: &PortalCall) -> Result<(), AppError> {
    if call.contact.role.may_write() { Ok(()) } else { Err(AppError::Forbidden) }
}

/// Keeps a message with its files in the thread that the form names.
async fn keep(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
    fields: &BTreeMap<String, String>,
    files: Vec<Received>,
) -> Result<(), AppError> {
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let mut call = PortalCall::write(state, headers, project).await?;
    require_writer(&call)?;
    let thread = match field("about") {
        "" => Thread::of_project(project),
        about => {
            let thread = Thread::named(about).ok_or(Refusal::Malformed)?;
            // What the client does not see answers like what is not there.
            let state = call.state.clone();
            let things = portal_talk::things(&state, call.db(), project).await?;
            let is_seen = things.iter().any(|thing| thing.thread == thread);
            if !is_seen {
                return Err(Refusal::Missing.into());
            }
            thread
        }
    };
    let (id, body) = (field("id").parse().ok(), field("body").to_owned());
    let letter = Letter { id, thread, passage: None, body };
    post(call, letter, files).await
}

/// Keeps what the contact wrote, unless it is there already.
///
/// # Errors
/// What the words or the files are refused for, and what the store reports.
pub async fn post(
    mut call: PortalCall,
    letter: Letter,
    files: Vec<Received>,
) -> Result<(), AppError> {
    let body = domain::message::words(&letter.body)?;
    let (project, contact, now) = (call.project.id, call.contact.clone(), call.now());
    let author = Author::Client(contact.id);
    let is_same = |known: &Message| {
        let is_there = known.thread == letter.thread && known.passage == letter.passage;
        known.author == author && is_there && known.body == body
    };
    let known = match letter.id {
        Some(id) => store::messages::find(call.db(), id).await?,
        None => None,
    };
    // The same page may be open twice: then its form has written something else already.
    let id = letter.id.filter(|_| known.is_none());
    let last = match id {
        Some(_) => None,
        None => store::messages::last_of(call.db(), project, contact.id).await?,
    };
    let last = last.filter(|last| is_recent(last.at, now));
    for known in [&known, &last].into_iter().flatten() {
        if is_same(known) && came_with(call.db(), known, &files).await? {
            return Ok(());
        }
    }
    let by = (Uploader::Contact(contact.id), contact.name.as_str());
    let kept = match files.is_empty() {
        true => Vec::new(),
        false => files::keep(call.db(), project, files, by, now).await?,
    };
    let kept: Vec<MessageFile> = kept.iter().map(attached).collect();
    let people = store::projects::members(call.db(), project).await?;
    let names: Vec<_> =
        people.into_iter().map(|member| (member.user.id, member.user.name)).collect();
    let mentions = mentions(&body, &names);
    let written = Message {
        id: id.unwrap_or_else(|| MessageId(call.uuid())),
        project,
        thread: letter.thread,
        author,
        author_name: contact.name.clone(),
        body,
        is_client_visible: true,
        reply_to: None,
        passage: letter.passage,
        became: None,
        at: now,
    };
    store::messages::create(call.db(), &written, &mentions, &kept).await?;
    call.commit(Event::new("message.written").object(written.id.0).after(&written)).await
}

/// Whether a message came with these files and no others: who sends the same words once more with a
/// file that was forgotten has written another message.
async fn came_with(tx: &mut Tx, message: &Message, files: &[Received]) -> Result<bool, AppError> {
    let mut there = Vec::new();
    let mut known = files_of(tx, message.project, std::slice::from_ref(message)).await?;
    for file in known.remove(&message.id).unwrap_or_default() {
        let found = store::files::find(tx, file.id).await?;
        there.extend(found.map(|found| (found.name, found.hash.0)));
    }
    let sent = files.iter().map(|file| (file.name.clone(), file.hash().0));
    let mut sent: Vec<_> = sent.collect();
    there.sort();
    sent.sort();
    Ok(there == sent)
}

fn attached(file: &File) -> MessageFile {
    let kind = file.media_type.word(&file.name);
    MessageFile { id: file.id, name: file.name.clone(), size: file.size, kind }
}
