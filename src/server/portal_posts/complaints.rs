//! Complaints: they reach somebody other than the project manager, and their author hears of it.

use axum::Form;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response};
use domain::message::{Thread, ThreadKind};
use domain::voice::{self, Complaint, ComplaintDraft, ComplaintState};
use domain::{ComplaintId, MessageId, ProjectId};
use serde::Deserialize;

use super::messages::{Letter, post};
use super::{answer, begin, is_recent, words};
use crate::error::AppError;
use crate::features::portal::Done;
use crate::server::call::Event;
use crate::server::messages::{calendar_of, wall};
use crate::server::state::AppState;
use crate::server::{complaint_mail, pages};

/// The three fields of a complaint.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComplaintForm {
    happened: String,
    severity: String,
    #[serde(default)]
    wish: String,
}

/// More words about a complaint.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsForm {
    body: String,
    #[serde(default)]
    id: Option<MessageId>,
}

/// Takes a complaint and hands it to somebody other than the project manager.
pub async fn complaint(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    Form(form): Form<ComplaintForm>,
) -> Response<Body> {
    let done = try_complaint(state.clone(), project, &headers, form.clone()).await;
    let ComplaintForm { happened, severity, wish } = form;
    let typed = words([("happened", happened), ("severity", severity), ("wish", wish)]);
    answer(state, project, &headers, (Done::Complaint, typed), done).await
}

/// Takes more words about a complaint of the contact's own, also from somebody who writes nothing
/// else here.
pub async fn complaint_words(
    State(state): State<AppState>,
    Path((project, number)): Path<(ProjectId, i64)>,
    headers: HeaderMap,
    Form(form): Form<WordsForm>,
) -> Response<Body> {
    let letter = async {
        let mut call = begin(state.clone(), &headers, project).await?;
        let (project, contact) = (call.project.id, call.contact.id);
        let own = store::complaints::of_contact(call.db(), project, contact).await?;
        let own = own.into_iter().find(|own| own.number == number).ok_or(AppError::NotFound)?;
        let thread = Thread { kind: ThreadKind::Complaint, id: own.id.0 };
        let letter = Letter { id: form.id, thread, passage: None, body: form.body.clone() };
        post(call, letter, Vec::new()).await
    };
    let done = letter.await;
    let typed = words([("body", form.body), ("number", number.to_string())]);
    match done {
        // A complaint that is nobody's here is no form of the page.
        Err(AppError::NotFound) => {
            pages::failure_for_client(&AppError::NotFound, pages::locale_of(&headers, None), None)
        }
        done => answer(state, project, &headers, (Done::Addition, typed), done).await,
    }
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
        contact_name: contact.name.clone(),
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
    let locale = pages::locale_of(headers, None);
    complaint_mail::receipt(call.db(), &state, (&complaint, &name), &contact.email, locale).await?;
    call.commit(Event::new("complaint.made").object(complaint.id.0).after(&complaint)).await
}
