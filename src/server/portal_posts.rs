//! What clients send from their page: messages, comments, feedback, scores, complaints. Plain
//! forms; each is taken once, however often its button is pressed.

use axum::Form;
use axum::body::Body;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, Response};
use domain::file::{File, Uploader};
use domain::message::{self, Author, Message, MessageFile, Thread, ThreadKind};
use domain::portal::{PortalState, VisiblePlan};
use domain::time::Timestamp;
use domain::voice::{self, Complaint, ComplaintDraft, ComplaintState, Feedback, FeedbackKind};
use domain::{ComplaintId, FeedbackId, MessageId, ProjectId, Refusal, RequestId, TaskId};
use serde::Deserialize;

use super::call::Event;
use super::messages::{calendar_of, wall};
use super::portal_call::PortalCall;
use super::state::AppState;
use super::{complaint_mail, decisions, files, pages, portal};
use crate::error::AppError;
use crate::features::portal::Done;
use crate::paths;

/// The same words again within so many minutes are the same message.
const REPEAT_MINUTES: i64 = 10;

/// A comment.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentForm {
    body: String,
}

/// Feedback.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedbackForm {
    text: String,
}

/// A score for a milestone; without one the question is put aside.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingForm {
    milestone: TaskId,
    score: Option<i32>,
    #[serde(default)]
    words: String,
}

/// The three fields of a complaint.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComplaintForm {
    happened: String,
    severity: String,
    #[serde(default)]
    wish: String,
}

/// Takes a message about the project, with files.
pub async fn message(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    multipart: Multipart,
) -> Response<Body> {
    let done = try_message(state, project, &headers, multipart).await;
    answer(done, &Done::Message.address(project), &headers)
}

/// Takes a comment on a request for a decision.
pub async fn comment(
    State(state): State<AppState>,
    Path((project, request)): Path<(ProjectId, RequestId)>,
    headers: HeaderMap,
    Form(form): Form<CommentForm>,
) -> Response<Body> {
    let done = async {
        let mut call = begin(state, &headers, project).await?;
        decisions::request_in(call.db(), project, request).await?;
        let thread = Thread { kind: ThreadKind::Request, id: request.0 };
        post(call, thread, &form.body, Vec::new()).await
    };
    let address = format!("{}#comments", paths::decision(project, request));
    answer(done.await, &address, &headers)
}

/// Takes feedback.
pub async fn feedback(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    Form(form): Form<FeedbackForm>,
) -> Response<Body> {
    let done = try_feedback(state, project, &headers, &form).await;
    answer(done, &Done::Feedback.address(project), &headers)
}

/// Takes a score for a milestone, or that the reader does not want to give one.
pub async fn rating(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    Form(form): Form<RatingForm>,
) -> Response<Body> {
    let done = try_rating(state, project, &headers, &form).await;
    answer(done, &Done::Rating.address(project), &headers)
}

/// Takes a complaint and hands it to somebody other than the project manager.
pub async fn complaint(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    Form(form): Form<ComplaintForm>,
) -> Response<Body> {
    let done = try_complaint(state, project, &headers, form).await;
    answer(done, &Done::Complaint.address(project), &headers)
}

/// Back to the page, or why not.
fn answer(done: Result<(), AppError>, address: &str, headers: &HeaderMap) -> Response<Body> {
    match done {
        Ok(()) => pages::see_other(address, None),
        Err(error) => portal::failed(pages::locale_of(headers, None), &error, None),
    }
}

/// Begins a call that writes, as often as a person can.
async fn begin(
    state: AppState,
    headers: &HeaderMap,
    project: ProjectId,
) -> Result<PortalCall, AppError> {
    let call = PortalCall::write(state, headers, project).await?;
    call.state.limits.post(call.contact.id)?;
    Ok(call)
}

async fn try_message(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
    multipart: Multipart,
) -> Result<(), AppError> {
    // Rights, rate and room before work: files are taken only from someone who may write.
    let mut call = PortalCall::read(state.clone(), headers, project).await?;
    if call.looker.is_some() {
        return Err(Refusal::OnlyLooking.into());
    }
    if !call.contact.role.may_write() {
        return Err(AppError::Forbidden);
    }
    state.limits.post(call.contact.id)?;
    let room = files::Room::of(call.db(), project, true).await?;
    drop(call);
    let sent = files::receive_form(&state, multipart, Ok(room)).await;
    let files = sent.files?;
    let body = message::words(sent.fields.get("body").map_or("", String::as_str))?;
    let mut call = PortalCall::write(state, headers, project).await?;
    let (contact, now) = (call.contact.clone(), call.now());
    let by = (Uploader::Contact(contact.id), contact.name.as_str());
    let kept = files::keep(call.db(), project, files, by, now).await?;
    let kept = kept.iter().map(attached).collect();
    post(call, Thread::of_project(project), &body, kept).await
}

fn attached(file: &File) -> MessageFile {
    let kind = file.media_type.word(&file.name);
    MessageFile { id: file.id, name: file.name.clone(), size: file.size, kind }
}

/// Keeps a message of the contact, unless it was just sent.
async fn post(
    mut call: PortalCall,
    thread: Thread,
    body: &str,
    files: Vec<MessageFile>,
) -> Result<(), AppError> {
    if !call.contact.role.may_write() {
        return Err(AppError::Forbidden);
    }
    let (project, contact, now) = (call.project.id, call.contact.id, call.now());
    let body = message::words(body)?;
    let last = store::messages::last_of(call.db(), project, contact).await?;
    let is_again = |last: &Message| {
        last.body == body && last.thread == thread && is_recent(last.at, now) && files.is_empty()
    };
    if last.is_some_and(|last| is_again(&last)) {
        return Ok(());
    }
    let people = store::projects::members(call.db(), project).await?;
    let names: Vec<_> =
        people.into_iter().map(|member| (member.user.id, member.user.name)).collect();
    let mentions = message::mentions(&body, &names);
    let written = Message {
        id: MessageId(call.uuid()),
        project,
        thread,
        author: Author::Client(contact),
        author_name: call.contact.name.clone(),
        body,
        is_client_visible: true,
        reply_to: None,
        became: None,
        at: now,
    };
    store::messages::create(call.db(), &written, &mentions, &files).await?;
    call.commit(Event::new("message.written").object(written.id.0).after(&written)).await
}

async fn try_feedback(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
    form: &FeedbackForm,
) -> Result<(), AppError> {
    let text = message::words(&form.text)?;
    let mut call = begin(state, headers, project).await?;
    let (contact, now) = (call.contact.id, call.now());
    let last = store::feedback::last_of(call.db(), project, contact).await?;
    if last.is_some_and(|last| last.text == text && is_recent(last.at, now)) {
        return Ok(());
    }
    let said = Feedback {
        id: FeedbackId(call.uuid()),
        project,
        contact,
        contact_name: call.contact.name.clone(),
        kind: FeedbackKind::Feedback,
        milestone: None,
        milestone_title: String::new(),
        score: None,
        text,
        at: now,
    };
    store::feedback::create(call.db(), &said).await?;
    call.commit(Event::new("feedback.given").object(said.id.0).after(&said)).await
}

async fn try_rating(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
    form: &RatingForm,
) -> Result<(), AppError> {
    let score = form.score.map(voice::score).transpose()?;
    let text = domain::text::note(form.words.trim())?;
    let mut call = begin(state, headers, project).await?;
    let (contact, now) = (call.contact.id, call.now());
    let plans = call.state.plans.clone();
    let visible = plans.read(call.db(), project, |_, plan| VisiblePlan::of(plan)).await?;
    let mut reached = visible.milestones.into_iter();
    let rated = reached.find(|milestone| milestone.id == form.milestone);
    let rated = rated.filter(|milestone| milestone.state == PortalState::Done);
    let rated = rated.ok_or(AppError::NotFound)?;
    let asked = store::feedback::asked(call.db(), project, contact).await?;
    if asked.contains(&rated.id) {
        return Ok(());
    }
    let said = Feedback {
        id: FeedbackId(call.uuid()),
        project,
        contact,
        contact_name: call.contact.name.clone(),
        kind: FeedbackKind::Rating,
        milestone: Some(rated.id),
        milestone_title: rated.title,
        score,
        text: if score.is_some() { text } else { String::new() },
        at: now,
    };
    store::feedback::create(call.db(), &said).await?;
    call.commit(Event::new("feedback.rated").object(said.id.0).after(&said)).await
}

async fn try_complaint(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
    form: ComplaintForm,
) -> Result<(), AppError> {
    let ComplaintForm { happened, severity, wish } = form;
    let draft = ComplaintDraft { happened, severity: severity.parse()?, wish }.checked()?;
    let mut call = begin(state, headers, project).await?;
    let (contact, now) = (call.contact.clone(), call.now());
    let own = store::complaints::of_contact(call.db(), project, contact.id).await?;
    if own.first().is_some_and(|last| last.draft == draft && is_recent(last.at, now)) {
        return Ok(());
    }
    // Of two at the same moment one waits here, so that each gets a number of its own.
    store::plans::lock_head(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let number = store::complaints::next_number(call.db(), project).await?;
    let (is_demo, lead) = (call.project.is_demo, call.project.lead);
    let in_charge = store::complaints::in_charge(call.db(), is_demo).await?;
    let manager = store::users::find(call.db(), lead).await?.ok_or(AppError::NotFound)?;
    let owner = voice::complaint_owner(&in_charge, lead).unwrap_or(&manager);
    let state = call.state.clone();
    let calendar = calendar_of(&state, call.db(), project).await?;
    let minutes = voice::promised_by(&calendar, wall(now)) - wall(now);
    let complaint = Complaint {
        id: ComplaintId(call.uuid()),
        project,
        number,
        contact: contact.id,
        contact_name: contact.name,
        draft,
        owner: Some(owner.id),
        owner_name: owner.name.clone(),
        state: ComplaintState::Received,
        promised_by: now.plus_minutes(minutes),
        at: now,
        version: 1,
    };
    store::complaints::create(call.db(), &complaint).await?;
    let name = call.project.name.clone();
    complaint_mail::send(call.db(), &state, (&complaint, &name), &owner.email).await?;
    call.commit(Event::new("complaint.made").object(complaint.id.0).after(&complaint)).await
}

fn is_recent(at: Timestamp, now: Timestamp) -> bool {
    at.plus_minutes(REPEAT_MINUTES) > now
}
