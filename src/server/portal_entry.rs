//! Into the client's page and out of it: magic links and codes. Looking at a link opens nothing and
//! uses nothing up, because mail scanners follow links too; only the button does.

use std::net::IpAddr;
use std::time::Duration;

use axum::Form;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Response, StatusCode};
use domain::agreement::HandedLink;
use domain::{ContactId, ProjectId};
use serde::Deserialize;
use store::Tx;
use store::events::Actor;
use store::links::Purpose;
use store::sessions::Who;

use super::call::Event;
use super::listen::Peer;
use super::pages::Asked;
use super::sessions::{self, Jar};
use super::state::AppState;
use super::{clock, codes, magic_links, pages, random};
use crate::error::AppError;
use crate::features::portal::{self, Way};
use crate::paths;

/// A wrong code is told after this time, whatever is wrong: otherwise the time would say whether
/// somebody has this address.
const ANSWER_AFTER: Duration = Duration::from_millis(200);

/// What the code form sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    email: String,
    code: String,
}

/// What somebody sends who has no code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoCode {
    email: String,
}

/// What stands behind a link.
enum Door {
    /// A button, for this contact and this project.
    Closed(String, String),
    /// The browser is inside already: only this address is missing.
    Open(String),
}

/// Shows for whom a magic link is; opens nothing.
pub async fn enter_page(
    State(state): State<AppState>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    match door(&state, &token, &headers).await {
        Ok(Door::Closed(name, project)) => {
            let html = portal::enter_page(locale, &token, &name, &project);
            pages::page(StatusCode::OK, html, asked.lang.as_deref())
        }
        Ok(Door::Open(path)) => pages::see_other(&path, None),
        Err(error) => no_entry(&state, &error, &headers, asked.lang.as_deref()),
    }
}

/// Opens the client's page on this device.
pub async fn enter(
    State(state): State<AppState>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response<Body> {
    match try_enter(&state, &token, &headers).await {
        Ok((cookie, path)) => pages::see_other(&path, cookie.as_deref()),
        Err(error) => no_entry(&state, &error, &headers, None),
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
    match try_code(&state, peer.0, &headers, &form).await {
        Ok((cookie, project)) => pages::see_other(&paths::portal(project), Some(&cookie)),
        Err(error) => {
            let locale = pages::locale_of(&headers, None);
            pages::again(&error, portal::code_page(locale, form.email, Some(error.clone())))
        }
    }
}

/// Where somebody without a code asks for one.
pub async fn no_code_page(
    State(state): State<AppState>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    let html = portal::no_code_page(locale, way(&state), String::new(), None);
    pages::page(StatusCode::OK, html, asked.lang.as_deref())
}

/// Has a code mailed to who has this address. The answer is the same for everybody else.
pub async fn send_code(
    State(state): State<AppState>,
    peer: Peer,
    headers: HeaderMap,
    Form(form): Form<NoCode>,
) -> Response<Body> {
    let (locale, way) = (pages::locale_of(&headers, None), way(&state));
    if way == Way::ByHand {
        let html = portal::no_code_page(locale, way, form.email, None);
        return pages::page(StatusCode::OK, html, None);
    }
    if let Err(error) = state.limits.letter(peer.0, &form.email) {
        let html = portal::no_code_page(locale, way, form.email, Some(error.clone()));
        return pages::again(&error, html);
    }
    codes::mail_later(&state, &form.email, locale);
    pages::page(StatusCode::OK, portal::code_sent_page(locale, form.email), None)
}

/// Ends the client's session on this device.
pub async fn leave(State(state): State<AppState>, headers: HeaderMap) -> Response<Body> {
    match try_leave(&state, &headers).await {
        Ok(()) => {
            let cookie = sessions::clear(Jar::Portal, &state.settings);
            pages::see_other(paths::PORTAL_CODE, Some(&cookie))
        }
        Err(error) => pages::failure_for_client(&error, pages::locale_of(&headers, None), None),
    }
}

/// How somebody gets a code here.
fn way(state: &AppState) -> Way {
    if state.settings.mail.is_some() { Way::ByMail } else { Way::ByHand }
}

/// The page behind a link that opens nothing, with what can be done about it.
fn no_entry(
    state: &AppState,
    error: &AppError,
    headers: &HeaderMap,
    asked: Option<&str>,
) -> Response<Body> {
    let locale = pages::locale_of(headers, asked);
    match error {
        AppError::LinkExpired => {
            let html = portal::over_page(locale, way(state));
            pages::page(pages::status_of(error), html, asked)
        }
        error => pages::failure_for_client(error, locale, None),
    }
}

async fn door(state: &AppState, token: &str, headers: &HeaderMap) -> Result<Door, AppError> {
    let mut tx = state.db.read().await?;
    let hash = random::hash(token);
    let Some(link) = store::links::find(&mut tx, &hash, clock::now()).await? else {
        return inside(state, &mut tx, &hash, headers).await.map(Door::Open);
    };
    let (contact, project) = link.purpose.page().ok_or(AppError::LinkExpired)?;
    require_contact(&mut tx, contact, project).await?;
    let contact = store::contacts::find(&mut tx, contact).await?.ok_or(AppError::LinkExpired)?;
    let project = store::projects::find(&mut tx, project).await?.ok_or(AppError::LinkExpired)?;
    Ok(Door::Closed(contact.name, project.name))
}

/// Where a link leads that opens nothing any more, for the browser that it has let in.
///
/// # Errors
/// `LinkExpired` for every other browser.
async fn inside(
    state: &AppState,
    tx: &mut Tx,
    hash: &[u8; 32],
    headers: &HeaderMap,
) -> Result<String, AppError> {
    let link = store::links::known(tx, hash).await?.ok_or(AppError::LinkExpired)?;
    let (contact, project) = link.purpose.page().ok_or(AppError::LinkExpired)?;
    let now = clock::now();
    let session = sessions::current(tx, Jar::Portal, headers, &state.settings, now).await?;
    let is_own = session.is_some_and(|session| session.who == Who::Contact { contact, project });
    let path = magic_links::destination(link.purpose).filter(|_| is_own);
    path.ok_or(AppError::LinkExpired)
}

async fn try_enter(
    state: &AppState,
    token: &str,
    headers: &HeaderMap,
) -> Result<(Option<String>, String), AppError> {
    let mut tx = state.db.write().await?;
    let (hash, now) = (random::hash(token), clock::now());
    let Some(link) = store::links::find(&mut tx, &hash, now).await? else {
        return inside(state, &mut tx, &hash, headers).await.map(|path| (None, path));
    };
    let of = link.purpose.page().ok_or(AppError::LinkExpired)?;
    let path = magic_links::destination(link.purpose).ok_or(AppError::LinkExpired)?;
    if matches!(link.purpose, Purpose::Decision { .. }) {
        // Of two presses of the button the second finds it used, and enters all the same.
        store::links::consume(&mut tx, link.id, now).await?;
    }
    let handed = store::links::maker(&mut tx, link.id).await?;
    Ok((Some(open_session(state, tx, headers, (of, handed)).await?), path))
}

async fn try_code(
    state: &AppState,
    from: IpAddr,
    headers: &HeaderMap,
    form: &Code,
) -> Result<(String, ProjectId), AppError> {
    state.limits.code(from, &form.email)?;
    let pause = tokio::time::sleep(ANSWER_AFTER);
    let tried = open_with_code(state, headers, form).await;
    if tried == Err(AppError::BadCode) {
        pause.await;
    }
    tried
}

async fn open_with_code(
    state: &AppState,
    headers: &HeaderMap,
    form: &Code,
) -> Result<(String, ProjectId), AppError> {
    let (email, now) = (form.email.trim().to_lowercase(), clock::now());
    let typed: String = form.code.chars().filter(char::is_ascii_digit).collect();
    let hash = state.code_key.hash(&email, &typed);
    let mut tx = state.db.write().await?;
    let Some(code) = store::codes::find(&mut tx, &email, &hash, now).await? else {
        store::codes::count_wrong(&mut tx, &email, now).await?;
        tx.commit().await?;
        return Err(AppError::BadCode);
    };
    if !store::codes::consume(&mut tx, code.id).await? {
        return Err(AppError::BadCode);
    }
    let of = (code.contact, code.project);
    let cookie = open_session(state, tx, headers, (of, code.handed)).await?;
    Ok((cookie, code.project))
}

/// Opens a session, tells of it and commits. It says who of the team had the way in in hand.
async fn open_session(
    state: &AppState,
    mut tx: Tx,
    headers: &HeaderMap,
    ((contact, project), handed): ((ContactId, ProjectId), Option<HandedLink>),
) -> Result<String, AppError> {
    require_contact(&mut tx, contact, project).await?;
    let (who, now) = (Who::Contact { contact, project }, clock::now());
    let cookie =
        sessions::open_by_link(&mut tx, (who, handed), headers, &state.settings, now).await?;
    let event = Event::new("portal.entered").project(project).object(contact.0);
    event.append(&mut tx, Actor::Contact(contact), now).await?;
    tx.commit().await?;
    Ok(cookie)
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

async fn try_leave(state: &AppState, headers: &HeaderMap) -> Result<(), AppError> {
    let mut tx = state.db.write().await?;
    let now = clock::now();
    let session = sessions::current(&mut tx, Jar::Portal, headers, &state.settings, now).await?;
    if let Some(session) = session {
        store::sessions::revoke(&mut tx, session.id, now).await?;
    }
    Ok(tx.commit().await?)
}
