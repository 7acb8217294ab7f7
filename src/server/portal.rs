//! The client's page: magic links, codes, the page itself and the same for the team.

use std::net::IpAddr;

use axum::Form;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Response, StatusCode};
use domain::can::Action;
use domain::message::Thread;
use domain::portal::PortalPage;
use domain::{ContactId, ProjectId, RequestId};
use locale::Locale;
use serde::Deserialize;
use store::Tx;
use store::events::{Actor, NewEvent};
use store::links::{OneTimeLink, Purpose};
use store::sessions::Who;

use super::call::Call;
use super::listen::Peer;
use super::portal_call::PortalCall;
use super::portal_page::{self, Reader};
use super::portal_talk::Wanted;
use super::sessions::{self, Jar};
use super::state::AppState;
use super::{clock, magic_links, pages, random};
use crate::error::AppError;
use crate::features::portal::{self, Done, Last, Place, Typed};
use crate::paths;

/// The query of a portal page.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    lang: Option<String>,
    /// What the reader has just done, as the page's own forms say it.
    done: Option<String>,
    /// As whom the team looks at it.
    #[serde(rename = "as")]
    contact: Option<ContactId>,
    /// What a magic link leads to beyond the page itself, such as `decision/<request>`.
    to: Option<String>,
    /// The thing whose messages are wanted, such as `deliverable.<id>`.
    about: Option<String>,
    /// The message before which messages are wanted.
    before: Option<String>,
}

impl Asked {
    fn wanted(&self) -> Wanted {
        Wanted {
            about: self.about.as_deref().and_then(Thread::named),
            before: self.before.as_deref().and_then(|before| before.parse().ok()),
        }
    }
}

/// What the code form sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    email: String,
    code: String,
}

/// Shows for whom a magic link is; opens nothing, because mail scanners follow links too.
pub async fn enter_page(
    State(state): State<AppState>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    match link_names(&state, &token).await {
        Ok(names) => {
            let request = magic_links::wanted(asked.to.as_deref());
            let html = portal::enter_page(locale, &token, request, names);
            pages::page(StatusCode::OK, html, asked.lang.as_deref())
        }
        Err(error) => pages::client_failure(&error, locale, None),
    }
}

/// Opens the client's page on this device.
pub async fn enter(
    State(state): State<AppState>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let request = magic_links::wanted(asked.to.as_deref());
    match try_enter(&state, &token, request, &headers).await {
        Ok((cookie, path)) => pages::see_other(&path, Some(&cookie)),
        Err(error) => pages::client_failure(&error, pages::locale_of(&headers, None), None),
    }
}

/// Where a code is typed.
pub async fn code_page(headers: HeaderMap, Query(asked): Query<Asked>) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    let html = portal::code_page(locale, String::new(), None);
    pages::page(StatusCode::OK, html, asked.lang.as_deref())
}

/// Opens the client's page with a code.
pub async fn enter_with_code(
    State(state): State<AppState>,
    peer: Peer,
    headers: HeaderMap,
    Form(form): Form<Code>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, None);
    match try_code(&state, peer.0, &headers, &form).await {
        Ok((cookie, project)) => pages::see_other(&paths::portal(project), Some(&cookie)),
        Err(error) => {
            let status = StatusCode::from_u16(error.status());
            let status = status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            pages::page(status, portal::code_page(locale, form.email, Some(error)), None)
        }
    }
}

/// The client's page, for the contact whose session this is.
pub async fn page(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    let renewed = sessions::renewed(&headers, &state.settings);
    match try_page(state, project, &headers, asked.wanted()).await {
        Ok((found, is_looking)) => {
            let mut response = shown(locale, found, &asked);
            if let Some(cookie) = renewed.filter(|_| !is_looking) {
                pages::add_cookie(&mut response, &cookie);
            }
            response
        }
        Err(error) => failed(locale, Some(project), &error, asked.lang.as_deref()),
    }
}

/// The same page for the team, byte for byte as a contact sees it, before a link is sent.
pub async fn preview(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    match try_preview(state, project, &asked, &headers).await {
        Ok(found) => shown(locale, found, &asked),
        Err(error) => pages::failure(&error, locale),
    }
}

fn shown(locale: Locale, found: PortalPage, asked: &Asked) -> Response<Body> {
    let last = Last { done: asked.done.as_deref().and_then(Done::of), typed: None };
    let html = portal::portal_page(Place { locale, local: clock::local }, found, last);
    pages::page(StatusCode::OK, html, asked.lang.as_deref())
}

/// The page once more with everything that was typed into a form, and why it was refused.
pub async fn refused(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
    typed: Typed,
) -> Response<Body> {
    let locale = pages::locale_of(headers, None);
    let about = typed.words.get("about").and_then(|about| Thread::named(about));
    let wanted = Wanted { about, before: None };
    match try_page(state, project, headers, wanted).await {
        Ok((found, _)) => {
            let status = StatusCode::from_u16(typed.error.status());
            let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let last = Last { done: None, typed: Some(typed) };
            let place = Place { locale, local: clock::local };
            pages::page(status, portal::portal_page(place, found, last), None)
        }
        Err(error) => failed(locale, Some(project), &error, None),
    }
}

/// What a contact is told whose request was not carried out; without a session, where to enter.
pub fn failed(
    locale: Locale,
    back: Option<ProjectId>,
    error: &AppError,
    asked: Option<&str>,
) -> Response<Body> {
    match error {
        AppError::SignedOut => {
            let html = portal::code_page(locale, String::new(), None);
            pages::page(StatusCode::UNAUTHORIZED, html, asked)
        }
        error => pages::client_failure(error, locale, back),
    }
}

/// Ends the client's session on this device.
pub async fn leave(State(state): State<AppState>, headers: HeaderMap) -> Response<Body> {
    match try_leave(&state, &headers).await {
        Ok(()) => {
            let cookie = sessions::clear(Jar::Portal, &state.settings);
            pages::see_other(paths::PORTAL_CODE, Some(&cookie))
        }
        Err(error) => pages::client_failure(&error, pages::locale_of(&headers, None), None),
    }
}

async fn try_enter(
    state: &AppState,
    token: &str,
    request: Option<RequestId>,
    headers: &HeaderMap,
) -> Result<(String, String), AppError> {
    let mut tx = state.db.write().await?;
    let link = store::links::find(&mut tx, &random::hash(token), clock::now()).await?;
    let link = link.ok_or(AppError::LinkExpired)?;
    let destination = magic_links::destination(&mut tx, &link, request).await?;
    let (cookie, project) = open_session(state, tx, headers, link).await?;
    Ok((cookie, destination.unwrap_or_else(|| paths::portal(project))))
}

async fn try_code(
    state: &AppState,
    from: IpAddr,
    headers: &HeaderMap,
    form: &Code,
) -> Result<(String, ProjectId), AppError> {
    state.limits.attempt(from, &form.email)?;
    let (email, now) = (form.email.trim().to_lowercase(), clock::now());
    let typed: String = form.code.chars().filter(char::is_ascii_digit).collect();
    let mut tx = state.db.write().await?;
    let found = store::links::by_code(&mut tx, &email, &random::hash(&typed), now).await?;
    match found {
        Some(link) => open_session(state, tx, headers, link).await,
        None => {
            store::links::count_wrong_code(&mut tx, &email, now).await?;
            tx.commit().await?;
            Err(AppError::BadCode)
        }
    }
}

async fn open_session(
    state: &AppState,
    mut tx: Tx,
    headers: &HeaderMap,
    link: OneTimeLink,
) -> Result<(String, ProjectId), AppError> {
    let Purpose::Portal { contact, project } = link.purpose else {
        return Err(AppError::LinkExpired);
    };
    require_contact(&mut tx, contact, project).await?;
    let (who, now) = (Who::Contact { contact, project }, clock::now());
    let cookie = sessions::open(&mut tx, who, headers, &state.settings, now).await?;
    let event = NewEvent {
        actor: Actor::Contact(contact),
        kind: "portal.entered",
        project: Some(project),
        client: None,
        object: Some(contact.0),
        before: None,
        after: None,
    };
    store::events::append(&mut tx, &event, now).await?;
    tx.commit().await?;
    Ok((cookie, project))
}

/// A contact that was taken off the project loses its page at once.
async fn require_contact(
    tx: &mut Tx,
    contact: ContactId,
    project: ProjectId,
) -> Result<(), AppError> {
    let is_invited = store::projects::has_contact(tx, project, contact).await?;
    if is_invited { Ok(()) } else { Err(AppError::LinkExpired) }
}

async fn link_names(state: &AppState, token: &str) -> Result<(String, String), AppError> {
    let mut tx = state.db.read().await?;
    let link = store::links::find(&mut tx, &random::hash(token), clock::now()).await?;
    let Some(Purpose::Portal { contact, project }) = link.map(|link| link.purpose) else {
        return Err(AppError::LinkExpired);
    };
    require_contact(&mut tx, contact, project).await?;
    let contact = store::contacts::find(&mut tx, contact).await?.ok_or(AppError::LinkExpired)?;
    let project = store::projects::find(&mut tx, project).await?.ok_or(AppError::LinkExpired)?;
    Ok((contact.name, project.name))
}

/// The page, and whether somebody of the team looks at it.
async fn try_page(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
    wanted: Wanted,
) -> Result<(PortalPage, bool), AppError> {
    let mut call = PortalCall::read(state, headers, project).await?;
    let (state, project) = (call.state.clone(), call.project.clone());
    let is_looking = call.looker.is_some();
    let reader = Reader::Contact(call.contact.clone());
    let page = portal_page::assemble(&state, call.db(), project, reader, wanted).await?;
    Ok((page, is_looking))
}

async fn try_preview(
    state: AppState,
    project: ProjectId,
    wanted: &Asked,
    headers: &HeaderMap,
) -> Result<PortalPage, AppError> {
    let mut call = Call::read_with(state.clone(), headers).await?;
    call.require(Action::Publish, project).await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let invited = store::projects::contacts(call.db(), project).await?;
    let reader = match wanted.contact {
        Some(asked) => {
            let contact = invited.into_iter().find(|contact| contact.id == asked);
            Reader::Contact(contact.ok_or(AppError::NotFound)?)
        }
        // Before anybody is invited the page still shows what there is.
        None => match invited.into_iter().min_by_key(|contact| !contact.role.may_write()) {
            Some(contact) => Reader::Contact(contact),
            None => Reader::Nobody(call.user.name.clone()),
        },
    };
    portal_page::assemble(&state, call.db(), found, reader, wanted.wanted()).await
}

async fn try_leave(state: &AppState, headers: &HeaderMap) -> Result<(), AppError> {
    let mut tx = state.db.write().await?;
    let now = clock::now();
    let session = sessions::current(&mut tx, Jar::Portal, headers, &state.settings, now).await?;
    if let Some(session) = session {
        store::sessions::revoke(&mut tx, session.id, now).await?;
    }
    Ok(tx.commit().await?)
}
