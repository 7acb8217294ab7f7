//! What clients send from their page: messages, comments, feedback, scores, complaints. Plain
//! forms; each is taken once, however often its button is pressed, and one that is refused comes
//! back with everything that was typed.

mod complaints;
mod messages;

use std::collections::BTreeMap;

use axum::Form;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response};
use domain::portal::{PortalState, VisiblePlan};
use domain::time::Timestamp;
use domain::voice::{self, Feedback, FeedbackKind};
use domain::{FeedbackId, ProjectId, TaskId, message};
use serde::Deserialize;

use super::call::Event;
use super::portal_call::PortalCall;
use super::state::AppState;
use super::{pages, portal};
use crate::error::AppError;
use crate::features::portal::{Done, Typed};

pub use complaints::{complaint, complaint_words};
pub use messages::{comment, message};

/// The same words again within so many minutes are the same message.
const REPEAT_MINUTES: i64 = 10;

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

/// Takes feedback.
pub async fn feedback(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    Form(form): Form<FeedbackForm>,
) -> Response<Body> {
    let done = try_feedback(state.clone(), project, &headers, &form).await;
    answer(state, project, &headers, (Done::Feedback, words([("text", form.text)])), done).await
}

/// Takes a score for a milestone, or that the reader does not want to give one.
pub async fn rating(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    Form(form): Form<RatingForm>,
) -> Response<Body> {
    let done = try_rating(state.clone(), project, &headers, &form).await;
    let score = form.score.map(|score| score.to_string()).unwrap_or_default();
    let typed = words([("score", score), ("words", form.words)]);
    answer(state, project, &headers, (Done::Rating, typed), done).await
}

/// Back to the page, or the page with what was typed and why it was refused.
async fn answer(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
    (tried, words): (Done, BTreeMap<String, String>),
    done: Result<(), AppError>,
) -> Response<Body> {
    match done {
        Ok(()) => pages::see_other(&tried.address(project), None),
        Err(error) => portal::refused(state, project, headers, Typed { tried, words, error }).await,
    }
}

/// What was typed into a form, by the names of its fields.
fn words<const N: usize>(typed: [(&str, String); N]) -> BTreeMap<String, String> {
    typed.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
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

fn is_recent(at: Timestamp, now: Timestamp) -> bool {
    at.plus_minutes(REPEAT_MINUTES) > now
}
