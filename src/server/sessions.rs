//! Sessions: a random token in a cookie, its hash in the database.

use axum::http::header::{COOKIE, SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue};
use domain::agreement::HandedLink;
use domain::time::Timestamp;
use domain::{SessionId, UserId};
use store::Tx;
use store::sessions::{Session, Who};

use super::settings::Settings;
use super::state::AppState;
use super::{pages, random};
use crate::error::AppError;

/// A session of the team ends after 30 days at the latest.
const TEAM_MINUTES: i64 = 30 * 24 * 60;
/// A session of a client contact lasts 30 days on the device.
const CONTACT_MINUTES: i64 = 30 * 24 * 60;
/// Somebody of the team looks at a client's page for an hour; another look takes one press.
const LOOK_MINUTES: i64 = 60;
/// A session of the team that is not used for 7 days ends.
const IDLE_MINUTES: i64 = 7 * 24 * 60;
/// How often reading is noted as use, at most, in minutes.
const NOTE_MINUTES: i64 = 60;
/// How often writing is noted as use, at most, in minutes.
const TOUCH_MINUTES: i64 = 5;

/// The two kinds of cookie: a team member and a client contact may share one browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jar {
    /// The team's.
    Team,
    /// The client's.
    Portal,
}

/// The cookie's name: bound to the host over TLS, plain on http for the local machine.
#[must_use]
pub fn cookie_name(jar: Jar, settings: &Settings) -> &'static str {
    match (jar, settings.is_secure()) {
        (Jar::Team, true) => "__Host-accord",
        (Jar::Team, false) => "accord",
        (Jar::Portal, true) => "__Host-accord-portal",
        (Jar::Portal, false) => "accord-portal",
    }
}

/// Opens a session and returns the `Set-Cookie` value. The one that the browser has had ends.
///
/// # Errors
/// What the store reports.
pub async fn open(
    tx: &mut Tx,
    who: Who,
    headers: &HeaderMap,
    settings: &Settings,
    now: Timestamp,
) -> Result<String, AppError> {
    open_as(tx, (who, None, None), headers, settings, now).await
}

/// Opens a session of the client's page by a link, perhaps one that somebody of the team had in
/// hand; returns the `Set-Cookie` value.
///
/// # Errors
/// What the store reports.
pub async fn open_by_link(
    tx: &mut Tx,
    (who, handed): (Who, Option<HandedLink>),
    headers: &HeaderMap,
    settings: &Settings,
    now: Timestamp,
) -> Result<String, AppError> {
    open_as(tx, (who, None, handed), headers, settings, now).await
}

/// Opens a session of the client's page for somebody of the team who looks at it as this contact
/// does; returns the `Set-Cookie` value.
///
/// # Errors
/// What the store reports.
pub async fn open_to_look(
    tx: &mut Tx,
    (who, looker): (Who, UserId),
    headers: &HeaderMap,
    settings: &Settings,
    now: Timestamp,
) -> Result<String, AppError> {
    open_as(tx, (who, Some(looker), None), headers, settings, now).await
}

async fn open_as(
    tx: &mut Tx,
    (who, looker, handed): (Who, Option<UserId>, Option<HandedLink>),
    headers: &HeaderMap,
    settings: &Settings,
    now: Timestamp,
) -> Result<String, AppError> {
    let secret = random::secret();
    let (jar, minutes) = match (who, looker) {
        (Who::User(_), _) => (Jar::Team, TEAM_MINUTES),
        (Who::Contact { .. }, None) => (Jar::Portal, CONTACT_MINUTES),
        (Who::Contact { .. }, Some(_)) => (Jar::Portal, LOOK_MINUTES),
    };
    end_older(tx, jar, headers, settings, now).await?;
    let session = Session {
        id: SessionId(random::uuid(now)),
        who,
        created_at: now,
        last_seen_at: now,
        expires_at: now.plus_minutes(minutes),
        agent: agent(headers),
        looker,
        handed,
    };
    store::sessions::create(tx, &session, &secret.hash).await?;
    if looker.is_none() {
        note_language(tx, who, headers).await?;
    }
    Ok(set_cookie(jar, settings, &secret.text, minutes * 60))
}

/// Notes the language in which somebody came, for what is mailed to that person.
///
/// # Errors
/// What the store reports.
pub async fn note_language(tx: &mut Tx, who: Who, headers: &HeaderMap) -> Result<(), AppError> {
    let language = pages::tag(pages::locale_of(headers, None));
    match who {
        Who::User(user) => store::languages::note_user(tx, user, language).await?,
        Who::Contact { contact, .. } => {
            store::languages::note_contact(tx, contact, language).await?;
        }
    }
    Ok(())
}

/// Ends the session that the browser has had: its cookie is about to be written over.
async fn end_older(
    tx: &mut Tx,
    jar: Jar,
    headers: &HeaderMap,
    settings: &Settings,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(token) = cookie(headers, cookie_name(jar, settings)) else { return Ok(()) };
    if let Some(older) = store::sessions::find(tx, &random::hash(token), now).await? {
        store::sessions::revoke(tx, older.id, now).await?;
    }
    Ok(())
}

/// The `Set-Cookie` value that ends a session in the browser.
#[must_use]
pub fn clear(jar: Jar, settings: &Settings) -> String {
    set_cookie(jar, settings, "", 0)
}

/// Sends a `Set-Cookie` value with the answer of the server function that runs.
pub fn send(cookie: &str) {
    let answer = leptos::context::use_context::<leptos_axum::ResponseOptions>();
    if let (Some(answer), Ok(value)) = (answer, HeaderValue::from_str(cookie)) {
        answer.append_header(SET_COOKIE, value);
    }
}

/// The live session that a request carries.
///
/// # Errors
/// What the store reports.
pub async fn current(
    tx: &mut Tx,
    jar: Jar,
    headers: &HeaderMap,
    settings: &Settings,
    now: Timestamp,
) -> Result<Option<Session>, AppError> {
    let Some(token) = cookie(headers, cookie_name(jar, settings)) else { return Ok(None) };
    let found = store::sessions::find(tx, &random::hash(token), now).await?;
    let idle = match jar {
        Jar::Team => IDLE_MINUTES,
        Jar::Portal => CONTACT_MINUTES,
    };
    let is_fresh = |session: &Session| session.last_seen_at.plus_minutes(idle) > now;
    Ok(found.filter(is_fresh))
}

/// Whether "last seen" is old enough to be written again.
#[must_use]
pub fn wants_touch(session: &Session, now: Timestamp) -> bool {
    session.last_seen_at.plus_minutes(TOUCH_MINUTES) <= now
}

/// Notes that a session is in use, beside the answer and at most every hour: reading counts as much
/// as writing. A contact's session lasts 30 days from then on; one that somebody of the team opened
/// in order to look ends as it was to end.
pub fn note_use(state: &AppState, session: &Session, now: Timestamp) {
    if session.looker.is_some() || session.last_seen_at.plus_minutes(NOTE_MINUTES) > now {
        return;
    }
    let until = match session.who {
        Who::User(_) => session.expires_at,
        Who::Contact { .. } => now.plus_minutes(CONTACT_MINUTES),
    };
    let (db, id) = (state.db.clone(), session.id);
    tokio::spawn(async move {
        let noted = async {
            let mut tx = db.write().await?;
            store::sessions::prolong(&mut tx, id, now, until).await?;
            tx.commit().await
        };
        if let Err(error) = noted.await {
            tracing::warn!("that a session is in use could not be noted: {error}");
        }
    });
}

/// The `Set-Cookie` value by which a contact's browser keeps its session as long as the server
/// does.
#[must_use]
pub fn renewed(headers: &HeaderMap, settings: &Settings) -> Option<String> {
    let token = cookie(headers, cookie_name(Jar::Portal, settings))?;
    Some(set_cookie(Jar::Portal, settings, token, CONTACT_MINUTES * 60))
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| key.trim() == name).map(|(_, value)| value.trim())
}

fn set_cookie(jar: Jar, settings: &Settings, value: &str, seconds: i64) -> String {
    let name = cookie_name(jar, settings);
    let secure = if settings.is_secure() { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}

/// The browser's name of itself, cut to what a list shows.
fn agent(headers: &HeaderMap) -> String {
    let text = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or("");
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}
