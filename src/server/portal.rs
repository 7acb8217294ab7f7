//! The client's page, and the same for the team.

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use axum::response::IntoResponse;
use domain::agreement::Hash;
use domain::can::Action;
use domain::message::Thread;
use domain::portal::PortalPage;
use domain::{ContactId, ProjectId};
use locale::Locale;
use serde::Deserialize;

use super::call::Call;
use super::portal_call::PortalCall;
use super::portal_page::{self, Reader};
use super::portal_talk::Wanted;
use super::sessions;
use super::state::AppState;
use super::{clock, pages};
use crate::error::AppError;
use crate::features::portal::{self, Done, Last, Place, Typed};

/// The query of a portal page.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    lang: Option<String>,
    /// What the reader has just done, as the page's own forms say it.
    done: Option<String>,
    /// As whom the team looks at it.
    #[serde(rename = "as")]
    contact: Option<ContactId>,
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

/// The client's page, for the contact whose session this is.
pub async fn page(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    let renewed = sessions::renewed(&headers, &state.settings);
    match try_page((state, project), &headers, asked.wanted()).await {
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
    with_news(pages::page(StatusCode::OK, html, asked.lang.as_deref()))
}

/// The page with the policy of the one page of a client that runs a script.
fn with_news(mut response: Response<Body>) -> Response<Body> {
    let policy = HeaderValue::from_static(pages::NEWS_POLICY);
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    response
}

/// Whether the page is other than the reader has it: nothing of what it says, and no use of it.
pub async fn news(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    headers: HeaderMap,
) -> Response<Body> {
    match version(state, project, &headers).await {
        Ok(version) => {
            let tag = format!("\"{version}\"");
            let known = headers.get(IF_NONE_MATCH);
            let is_known = known.is_some_and(|known| known.as_bytes() == tag.as_bytes());
            let status = if is_known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
            (status, [(ETAG, tag)]).into_response()
        }
        Err(error) => pages::status_of(&error).into_response(),
    }
}

async fn version(
    state: AppState,
    project: ProjectId,
    headers: &HeaderMap,
) -> Result<Hash, AppError> {
    let call = PortalCall::glance(state, headers, project).await?;
    let (page, _) = assembled(call, Wanted::default()).await?;
    Ok(page.version())
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
    match try_page((state, project), headers, wanted).await {
        Ok((found, _)) => {
            let (place, error) = (Place { locale, local: clock::local }, typed.error.clone());
            let last = Last { done: None, typed: Some(typed) };
            with_news(pages::again(&error, portal::portal_page(place, found, last)))
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
        error => pages::failure_for_client(error, locale, back),
    }
}

/// The page, and whether somebody of the team looks at it.
async fn try_page(
    (state, project): (AppState, ProjectId),
    headers: &HeaderMap,
    wanted: Wanted,
) -> Result<(PortalPage, bool), AppError> {
    assembled(PortalCall::read(state, headers, project).await?, wanted).await
}

async fn assembled(mut call: PortalCall, wanted: Wanted) -> Result<(PortalPage, bool), AppError> {
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
