//! The pages on which a client decides: read, look over, confirm, receipt. No script is needed, and
//! only the last form records anything.

use axum::Form;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Response, StatusCode};
use domain::agreement::{Entry, Hash, Method, WITHDRAWAL_MINUTES, What};
use domain::message::{Thread, ThreadKind};
use domain::portal::{PortalReceiptPage, PortalSheet};
use domain::{ProjectId, Refusal, RequestId};
use locale::dates;
use serde::Deserialize;

use super::call::Event;
use super::decisions::{self, Given};
use super::portal::failed;
use super::portal_call::PortalCall;
use super::state::AppState;
use super::{clock, deliverables, messages, pages, portal_talk};
use crate::error::AppError;
use crate::features::decision::{self, Talk, Typed};
use crate::features::portal;
use crate::paths;

/// The query of a page.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    lang: Option<String>,
}

/// What the forms send: first a choice, then the whole decision.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionForm {
    /// `agreed`, `conditional`, `returned`.
    pub choice: String,
    /// The key of the chosen option, possibly empty.
    #[serde(default)]
    pub option: String,
    /// Conditions or reason.
    #[serde(default)]
    pub words: String,
    /// The hash of what was read.
    pub hash: String,
}

impl DecisionForm {
    /// What the page shows again.
    fn typed(self) -> Typed {
        Typed { option: self.option, words: self.words }
    }
}

/// What is asked, and the three answers.
pub async fn read(
    State(state): State<AppState>,
    Path((project, request)): Path<(ProjectId, RequestId)>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    match reading(state, (project, request), &headers).await {
        Ok((sheet, talk)) => {
            let place = portal::Place { locale, local: clock::local };
            let html = decision::decision_page(place, sheet, talk);
            pages::page(StatusCode::OK, html, asked.lang.as_deref())
        }
        Err(error) => failed(locale, Some(project), &error, asked.lang.as_deref()),
    }
}

/// The same page with a comment that was refused, and why it was.
pub async fn comment_refused(
    state: AppState,
    (project, request): (ProjectId, RequestId),
    headers: &HeaderMap,
    typed: portal::Typed,
) -> Response<Body> {
    let locale = pages::locale_of(headers, None);
    match reading(state, (project, request), headers).await {
        Ok((sheet, talk)) => {
            let status = StatusCode::from_u16(typed.error.status());
            let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let place = portal::Place { locale, local: clock::local };
            let talk = Talk { typed: Some(typed), ..talk };
            pages::page(status, decision::decision_page(place, sheet, talk), None)
        }
        Err(error) => failed(locale, Some(project), &error, None),
    }
}

async fn reading(
    state: AppState,
    (project, request): (ProjectId, RequestId),
    headers: &HeaderMap,
) -> Result<(PortalSheet, Talk), AppError> {
    let mut call = PortalCall::read(state, headers, project).await?;
    let sheet = sheet(&mut call, request).await?;
    let files = deliverables::files_of(call.db(), project, &sheet.content).await?;
    let thread = Thread { kind: ThreadKind::Request, id: request.0 };
    let messages = messages::portal_thread(call.db(), project, thread).await?;
    let contact = call.contact.clone();
    let next = portal_talk::next(call.db(), project, &contact).await?;
    let may_write = contact.role.may_write();
    Ok((sheet, Talk { messages, may_write, next, files, typed: None }))
}

/// The answer once more before it counts, with room for conditions or a reason.
pub async fn review(
    State(state): State<AppState>,
    Path((project, request)): Path<(ProjectId, RequestId)>,
    headers: HeaderMap,
    Form(form): Form<DecisionForm>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, None);
    let found = async {
        let mut call = PortalCall::read(state, &headers, project).await?;
        if call.looker.is_some() {
            return Err(Refusal::OnlyLooking.into());
        }
        let choice = form.choice.parse()?;
        Ok((sheet(&mut call, request).await?, choice))
    };
    match found.await {
        Ok((sheet, choice)) => {
            let html = decision::review_page(locale, sheet, choice, form.typed(), None);
            pages::page(StatusCode::OK, html, None)
        }
        Err(error) => failed(locale, Some(project), &error, None),
    }
}

/// Records the decision. What was typed stays when it is refused.
pub async fn decide(
    State(state): State<AppState>,
    Path((project, request)): Path<(ProjectId, RequestId)>,
    headers: HeaderMap,
    Form(form): Form<DecisionForm>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, None);
    match try_decide(state.clone(), (project, request), &headers, &form).await {
        Ok(entry) => pages::see_other(&paths::receipt(project, entry.number), None),
        Err(AppError::Refused(refusal)) if is_about_words(&refusal) => {
            let again = async {
                let mut call = PortalCall::read(state, &headers, project).await?;
                Ok::<_, AppError>((sheet(&mut call, request).await?, form.choice.parse()?))
            };
            match again.await {
                Ok((sheet, choice)) => {
                    let error = Some(AppError::Refused(refusal));
                    let html = decision::review_page(locale, sheet, choice, form.typed(), error);
                    pages::page(StatusCode::UNPROCESSABLE_ENTITY, html, None)
                }
                Err(error) => failed(locale, Some(project), &error, None),
            }
        }
        Err(error) => failed(locale, Some(project), &error, None),
    }
}

/// Takes a decision back within its half hour.
pub async fn withdraw(
    State(state): State<AppState>,
    Path((project, request)): Path<(ProjectId, RequestId)>,
    headers: HeaderMap,
) -> Response<Body> {
    let done = async {
        let mut call = PortalCall::write(state, &headers, project).await?;
        let (request, record) = decisions::request_in(call.db(), project, request).await?;
        let (by, now) = (call.contact.clone(), call.now());
        let entry = decisions::withdraw(call.db(), &request, &record, &by, now).await?;
        let event = Event::new("agreement.withdrawn").object(request.id.0).after(&entry);
        call.commit(event).await?;
        Ok::<_, AppError>(paths::decision(project, request.id))
    };
    match done.await {
        Ok(address) => pages::see_other(&address, None),
        Err(error) => failed(pages::locale_of(&headers, None), Some(project), &error, None),
    }
}

/// The receipt of a decision: who, what, which version, when, and its fingerprint.
pub async fn receipt(
    State(state): State<AppState>,
    Path((project, number)): Path<(ProjectId, i64)>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    match try_receipt(state, project, number, &headers).await {
        Ok(page) => {
            let at = dates::moment(clock::local(page.entry.at));
            let html = decision::receipt_page(locale, page, at);
            pages::page(StatusCode::OK, html, asked.lang.as_deref())
        }
        Err(error) => failed(locale, Some(project), &error, asked.lang.as_deref()),
    }
}

async fn sheet(
    call: &mut PortalCall,
    request: RequestId,
) -> Result<PortalSheet, AppError> {
    let (project, reader) = (call.project.clone(), call.contact.clone());
    let (request, record) = decisions::request_in(call.db(), project.id, request).await?;
    decisions::sheet(call.db(), &project, &reader, &request, record).await
}

async fn try_decide(
    state: AppState,
    (project, request): (ProjectId, RequestId),
    headers: &HeaderMap,
    form: &DecisionForm,
) -> Result<Entry, AppError> {
    let mut call = PortalCall::write(state, headers, project).await?;
    let (request, record) = decisions::request_in(call.db(), project, request).await?;
    let decision =
        decisions::decision_from(&form.choice, Some(&form.option), &form.words, &form.hash)?;
    let (by, now) = (call.contact.clone(), call.now());
    let given =
        Given { decision, by, method: Method::Portal, strokes: None, paper: None, witness: None };
    let entry = decisions::decide(call.db(), &request, &record, given, now).await?;
    let (state, locale) = (call.state.clone(), pages::locale_of(headers, None));
    decisions::send_receipt(call.db(), &state, &request, &entry, locale).await?;
    let event = Event::new("agreement.decided").object(request.id.0).after(&entry);
    call.commit(event).await?;
    Ok(entry)
}

async fn try_receipt(
    state: AppState,
    project: ProjectId,
    number: i64,
    headers: &HeaderMap,
) -> Result<PortalReceiptPage, AppError> {
    let mut call = PortalCall::read(state, headers, project).await?;
    let chain = store::agreements::chain(call.db(), project).await?;
    let kept = chain.iter().find(|kept| kept.number == number).ok_or(AppError::NotFound)?;
    let entry = kept.entry()?;
    let is_taken_back =
        chain.iter().any(|other| other.entry().is_ok_and(|other| other.withdraws == Some(number)));
    let until = entry.at.plus_minutes(WITHDRAWAL_MINUTES);
    let is_open = entry.what != What::Withdrawn && !is_taken_back && until > call.now();
    let is_own = entry.by.id == call.contact.id.0 && call.looker.is_none();
    let (contact, today) = (call.contact.id, call.today());
    let previous = (entry.previous != Hash::NONE).then_some(number - 1);
    let next = decisions::waiting_for(call.db(), project, contact, today).await?;
    let supplier = store::organisation::find(call.db()).await?;
    Ok(PortalReceiptPage {
        supplier: supplier.map(|organisation| organisation.name).unwrap_or_default(),
        project,
        project_name: call.project.name.clone(),
        request: kept.request,
        entry,
        hash: kept.sealed.hash,
        previous,
        is_taken_back,
        withdraw_until: (is_open && is_own).then_some(until),
        next: next.into_iter().filter(|decision| decision.is_mine).collect(),
    })
}

/// Whether the person can mend it on the page that is open.
const fn is_about_words(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::ReasonMissing
            | Refusal::OptionMissing
            | Refusal::TextTooLong { .. }
            | Refusal::ControlCharacter
    )
}
