//! The pages on which a client decides: read, look over, confirm, receipt. No script is needed, and
//! only the last form records anything.

use axum::Form;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Response, StatusCode};
use domain::agreement::{Choice, Decision, Entry, Method, RequestState, WITHDRAWAL_MINUTES, What};
use domain::client::Contact;
use domain::message::{Thread, ThreadKind};
use domain::portal::{PortalReceiptPage, PortalSheet};
use domain::{ProjectId, Refusal, RequestId};
use locale::dates;
use serde::Deserialize;
use store::sessions::Who;

use super::call::Event;
use super::decisions::{self, Given, Logged};
use super::listen::Peer;
use super::pages::Asked;
use super::portal::failed;
use super::portal_call::PortalCall;
use super::state::AppState;
use super::{clock, deliverables, messages, pages, portal_talk, receipts, sessions, step_up};
use crate::error::AppError;
use crate::features::decision::{self, Reader, Talk, Typed};
use crate::features::portal;
use crate::paths;

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
    /// The code from the mail, where one is needed.
    #[serde(default)]
    pub code: String,
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
            let place = portal::Place { locale, local: clock::local };
            let error = typed.error.clone();
            let talk = Talk { typed: Some(typed), ..talk };
            pages::again(&error, decision::decision_page(place, sheet, talk))
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
    let deciders = sheet.deciders.iter().map(|decider| decider.id).collect();
    Ok((sheet, Talk { messages, deciders, may_write, next, files, typed: None }))
}

/// The answer once more before it counts, with room for conditions or a reason. Where a code is
/// needed it is mailed now.
pub async fn review(
    State(state): State<AppState>,
    peer: Peer,
    Path(asked): Path<(ProjectId, RequestId)>,
    headers: HeaderMap,
    Form(form): Form<DecisionForm>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, None);
    let found = async {
        let mut call = PortalCall::read(state, &headers, asked.0).await?;
        if call.looker.is_some() {
            return Err(Refusal::OnlyLooking.into());
        }
        let choice = form.choice.parse()?;
        let sheet = sheet(&mut call, asked.1).await?;
        let code = match needs_code(&mut call, &sheet).await? {
            true => Some(step_up::send(call, peer.0, locale).await?),
            false => None,
        };
        Ok((sheet, choice, code))
    };
    match found.await {
        Ok((sheet, choice, code)) => {
            let html = decision::review_page(locale, sheet, (choice, form.typed()), code, None);
            pages::page(StatusCode::OK, html, None)
        }
        Err(error) => failed(locale, Some(asked.0), &error, None),
    }
}

/// Whether the reader's answer counts only with a code; whoever does not decide needs none.
async fn needs_code(call: &mut PortalCall, sheet: &PortalSheet) -> Result<bool, AppError> {
    let decides = sheet.decision.is_mine && sheet.state == RequestState::Waiting;
    Ok(decides && step_up::is_needed(call).await?)
}

/// Records the decision; pressed twice it is recorded once. What was typed stays where it is
/// refused.
pub async fn decide(
    State(state): State<AppState>,
    Path((project, request)): Path<(ProjectId, RequestId)>,
    headers: HeaderMap,
    Form(form): Form<DecisionForm>,
) -> Response<Body> {
    let asked = (project, request);
    match try_decide(state.clone(), asked, &headers, &form).await {
        Ok(number) => pages::see_other(&paths::receipt(project, number), None),
        Err(error) if keeps_words(&error) => refused(state, asked, &headers, form, error).await,
        Err(error) => failed(pages::locale_of(&headers, None), Some(project), &error, None),
    }
}

/// The review again, with why it was refused and what was typed.
async fn refused(
    state: AppState,
    (project, request): (ProjectId, RequestId),
    headers: &HeaderMap,
    form: DecisionForm,
    error: AppError,
) -> Response<Body> {
    let locale = pages::locale_of(headers, None);
    let again = async {
        let mut call = PortalCall::read(state, headers, project).await?;
        let sheet = sheet(&mut call, request).await?;
        let code = needs_code(&mut call, &sheet).await?.then(|| step_up::asked(&call));
        Ok::<_, AppError>((sheet, form.choice.parse()?, code))
    };
    match again.await {
        Ok((sheet, choice, code)) => {
            let (answer, why) = ((choice, form.typed()), Some(error.clone()));
            pages::again(&error, decision::review_page(locale, sheet, answer, code, why))
        }
        Err(error) => failed(locale, Some(project), &error, None),
    }
}

/// Which decision is taken back.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawForm {
    /// Its place in the chain.
    pub number: i64,
}

/// Takes a decision back within its half hour; pressed twice it is taken back once.
pub async fn withdraw(
    State(state): State<AppState>,
    Path((project, request)): Path<(ProjectId, RequestId)>,
    headers: HeaderMap,
    Form(form): Form<WithdrawForm>,
) -> Response<Body> {
    match try_withdraw(state, (project, request), &headers, form.number).await {
        Ok(()) => pages::see_other(&paths::decision(project, request), None),
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
            let html = decision::receipt_page(locale, page, at, Reader::Client);
            pages::page(StatusCode::OK, html, asked.lang.as_deref())
        }
        Err(error) => failed(locale, Some(project), &error, asked.lang.as_deref()),
    }
}

async fn sheet(call: &mut PortalCall, request: RequestId) -> Result<PortalSheet, AppError> {
    let (project, reader) = (call.project.clone(), call.contact.clone());
    let (request, record) = decisions::request_in(call.db(), project.id, request).await?;
    decisions::sheet(call.db(), &project, &reader, &request, record).await
}

/// The number of the decision.
async fn try_decide(
    state: AppState,
    (project, request): (ProjectId, RequestId),
    headers: &HeaderMap,
    form: &DecisionForm,
) -> Result<i64, AppError> {
    let mut call = PortalCall::write(state, headers, project).await?;
    call.state.limits.post(call.contact.id)?;
    decisions::hold(call.db(), project).await?;
    let (request, record) = decisions::request_in(call.db(), project, request).await?;
    let decision =
        decisions::decision_from(&form.choice, Some(&form.option), &form.words, &form.hash)?;
    let (by, now) = (call.contact.clone(), call.now());
    if let Some(entry) = decisions::standing_entry(call.db(), &request).await?
        && is_again(&entry, &by, &decision)
    {
        return Ok(entry.number);
    }
    let today = call.today();
    let decides = decisions::may_decide(call.db(), &request, by.id, today).await?;
    if decides
        && request.state == RequestState::Waiting
        && step_up::is_needed(&mut call).await?
        && !step_up::passes(&mut call, &form.code).await?
    {
        // Nothing else was written: what is committed is that a code was wrong.
        store::codes::count_wrong(call.db(), &by.email, now).await?;
        call.commit(Event::new("portal.code_wrong").object(by.id.0)).await?;
        return Err(AppError::BadCode);
    }
    let given = Given {
        decision,
        by,
        method: Method::Portal,
        strokes: None,
        paper: None,
        witness: None,
        link: call.handed.clone(),
    };
    let entry = decisions::decide(call.db(), &request, &record, given, now).await?;
    let (state, contact) = (call.state.clone(), call.contact.id);
    let who = Who::Contact { contact, project };
    sessions::note_language(call.db(), who, headers).await?;
    decisions::send_receipt(call.db(), &state, &request, &entry).await?;
    let event = Event::new(decisions::DECIDED).object(request.id.0).after(&Logged::of(&entry));
    call.commit(event).await?;
    Ok(entry.number)
}

/// Whether a decision is the one that has just been sealed: the button was pressed twice.
fn is_again(entry: &Entry, by: &Contact, decision: &Decision) -> bool {
    let option = decision.option.as_ref().filter(|_| decision.choice != Choice::Returned);
    let words = if decision.choice == Choice::Agreed { "" } else { decision.words.trim() };
    entry.by.id == by.id.0
        && entry.what == What::from(decision.choice)
        && entry.content == decision.hash
        && entry.option.as_ref() == option
        && entry.words.lines().eq(words.lines())
}

async fn try_withdraw(
    state: AppState,
    (project, request): (ProjectId, RequestId),
    headers: &HeaderMap,
    number: i64,
) -> Result<(), AppError> {
    let mut call = PortalCall::write(state, headers, project).await?;
    call.state.limits.post(call.contact.id)?;
    decisions::hold(call.db(), project).await?;
    let (request, record) = decisions::request_in(call.db(), project, request).await?;
    let (by, now) = (call.contact.clone(), call.now());
    if decisions::is_taken_back(call.db(), &request, (number, &by)).await? {
        return Ok(());
    }
    let taken = (number, &by, call.handed.clone());
    let entry = decisions::withdraw(call.db(), &request, &record, taken, now).await?;
    let state = call.state.clone();
    decisions::send_receipt(call.db(), &state, &request, &entry).await?;
    let event = Event::new(decisions::WITHDRAWN).object(request.id.0).after(&Logged::of(&entry));
    call.commit(event).await
}

async fn try_receipt(
    state: AppState,
    project: ProjectId,
    number: i64,
    headers: &HeaderMap,
) -> Result<PortalReceiptPage, AppError> {
    let mut call = PortalCall::read(state, headers, project).await?;
    let found = call.project.clone();
    let (page, _) = receipts::receipt_of(call.db(), &found, number).await?;
    let entry = &page.entry;
    let until = entry.at.plus_minutes(WITHDRAWAL_MINUTES);
    let is_open = entry.what != What::Withdrawn && !page.is_taken_back && until > call.now();
    let is_own = entry.by.id == call.contact.id.0 && call.looker.is_none();
    let (contact, today) = (call.contact.id, call.today());
    let next = decisions::waiting_for(call.db(), project, contact, today).await?;
    Ok(PortalReceiptPage {
        withdraw_until: (is_open && is_own).then_some(until),
        next: next.into_iter().filter(|decision| decision.is_mine).collect(),
        ..page
    })
}

/// Whether the page comes again with what was typed. Where somebody has read something else, the
/// page would offer to sign what nobody has read: there it does not.
const fn keeps_words(error: &AppError) -> bool {
    matches!(
        error,
        AppError::Conflict
            | AppError::BadCode
            | AppError::Busy
            | AppError::TooOften { .. }
            | AppError::Refused(
                Refusal::ReasonMissing
                    | Refusal::OptionMissing
                    | Refusal::TextTooLong { .. }
                    | Refusal::TooMany { .. }
                    | Refusal::ControlCharacter
                    | Refusal::AlreadyDecided
                    | Refusal::RequestClosed
                    | Refusal::NotTheApprover
            )
    )
}
