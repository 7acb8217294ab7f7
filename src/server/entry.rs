//! Getting in: the first start, sign-in, invitations, sign-out. Forms that need no script.

use std::net::IpAddr;

use axum::Form;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Response, StatusCode};
use domain::user::{Role, User, check_password};
use domain::{UserId, text};
use serde::Deserialize;
use store::Tx;
use store::events::Actor;
use store::links::Purpose;
use store::organisation::Organisation;
use store::sessions::Who;

use super::call::Event;
use super::listen::Peer;
use super::sessions::{self, Jar};
use super::state::AppState;
use super::{clock, pages, passwords, random};
use crate::error::AppError;
use crate::features::entry;
use crate::paths;

/// The query of an entry page.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    lang: Option<String>,
    next: Option<String>,
}

/// What the sign-in form sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// What the set-up form sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetUp {
    organisation: String,
    name: String,
    email: String,
    password: String,
}

/// What the invitation form sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    password: String,
}

/// The sign-in page.
pub async fn sign_in_page(headers: HeaderMap, Query(asked): Query<Asked>) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    let form = entry::SignInForm { email: String::new(), next: safe_next(asked.next), error: None };
    pages::page(StatusCode::OK, entry::sign_in_page(locale, form), asked.lang.as_deref())
}

/// Signs in.
pub async fn sign_in(
    State(state): State<AppState>,
    peer: Peer,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, None);
    let next = safe_next(Some(form.next.clone()));
    match try_sign_in(&state, peer.0, &headers, &form).await {
        Ok(cookie) => pages::see_other(&next, Some(&cookie)),
        Err(error) => {
            let wrong = Some(error.clone());
            let form = entry::SignInForm { email: form.email, next, error: wrong };
            pages::again(&error, entry::sign_in_page(locale, form))
        }
    }
}

/// Signs out.
pub async fn sign_out(State(state): State<AppState>, headers: HeaderMap) -> Response<Body> {
    let done = try_sign_out(&state, &headers).await;
    let cookie = sessions::clear(Jar::Team, &state.settings);
    match done {
        Ok(()) => pages::see_other(paths::SIGN_IN, Some(&cookie)),
        Err(error) => pages::failure(&error, pages::locale_of(&headers, None)),
    }
}

/// The page of the one-time set-up link.
pub async fn set_up_page(
    State(state): State<AppState>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    match live_link(&state, &token, is_setup).await {
        Ok(_) => {
            let form = entry::SetUpForm { token, ..Default::default() };
            pages::page(StatusCode::OK, entry::set_up_page(locale, form), asked.lang.as_deref())
        }
        Err(error) => pages::failure(&error, locale),
    }
}

/// Makes the organisation and its first administrator; of two at once, one wins.
pub async fn set_up(
    State(state): State<AppState>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(form): Form<SetUp>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, None);
    match try_set_up(&state, &token, &headers, &form).await {
        Ok(cookie) => pages::see_other(paths::HOME, Some(&cookie)),
        Err(error @ AppError::LinkExpired) => pages::failure(&error, locale),
        Err(error) => {
            let SetUp { organisation, name, email, .. } = form;
            let form = entry::SetUpForm { token, organisation, name, email, error: Some(error) };
            pages::page(StatusCode::UNPROCESSABLE_ENTITY, entry::set_up_page(locale, form), None)
        }
    }
}

/// The page on which an invited person chooses a password.
pub async fn invitation_page(
    State(state): State<AppState>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, asked.lang.as_deref());
    match live_link(&state, &token, is_invitation).await {
        Ok(_) => {
            let html = entry::invitation_page(locale, &token, None);
            pages::page(StatusCode::OK, html, asked.lang.as_deref())
        }
        Err(error) => pages::failure(&error, locale),
    }
}

/// Sets the invited person's password and signs in.
pub async fn accept_invitation(
    State(state): State<AppState>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(form): Form<Accept>,
) -> Response<Body> {
    let locale = pages::locale_of(&headers, None);
    match try_accept(&state, &token, &headers, form.password).await {
        Ok(cookie) => pages::see_other(paths::HOME, Some(&cookie)),
        Err(error @ AppError::LinkExpired) => pages::failure(&error, locale),
        Err(error) => {
            let html = entry::invitation_page(locale, &token, Some(error));
            pages::page(StatusCode::UNPROCESSABLE_ENTITY, html, None)
        }
    }
}

async fn try_sign_in(
    state: &AppState,
    from: IpAddr,
    headers: &HeaderMap,
    form: &SignIn,
) -> Result<String, AppError> {
    state.limits.attempt(from, &form.email)?;
    let email = form.email.trim().to_lowercase();
    let account = store::users::find_by_email(&mut state.db.read().await?, &email).await?;
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let fits = passwords::fits(form.password.clone(), hash).await?;
    let user = account.map(|account| account.user).filter(|user| fits && user.is_active);
    let user = user.ok_or(AppError::BadCredentials)?;
    let tx = state.db.write().await?;
    enter(state, tx, headers, user.id, "user.signed_in").await
}

async fn try_sign_out(state: &AppState, headers: &HeaderMap) -> Result<(), AppError> {
    let mut tx = state.db.write().await?;
    let now = clock::now();
    let session = sessions::current(&mut tx, Jar::Team, headers, &state.settings, now).await?;
    let Some(session) = session else { return Ok(()) };
    store::sessions::revoke(&mut tx, session.id, now).await?;
    if let Who::User(user) = session.who {
        store::sessions::revoke_looks(&mut tx, user, now).await?;
        tell(&mut tx, user, "user.signed_out").await?;
    }
    tx.commit().await?;
    look_again(state, session.who);
    Ok(())
}

async fn try_set_up(
    state: &AppState,
    token: &str,
    headers: &HeaderMap,
    form: &SetUp,
) -> Result<String, AppError> {
    // A hash costs time and memory: only somebody who has the link is worth one.
    live_link(state, token, is_setup).await?;
    let organisation = text::name(&form.organisation)?;
    let (name, email) = (text::name(&form.name)?, text::email(&form.email)?);
    check_password(&form.password)?;
    let hash = passwords::hash(form.password.clone()).await?;
    let mut tx = state.db.write().await?;
    let now = clock::now();
    let link = store::links::find(&mut tx, &random::hash(token), now).await?;
    let link = link.filter(|link| is_setup(&link.purpose)).ok_or(AppError::LinkExpired)?;
    if !store::links::consume(&mut tx, link.id, now).await? {
        return Err(AppError::LinkExpired);
    }
    let locale = pages::tag(pages::locale_of(headers, None)).to_owned();
    store::organisation::create(&mut tx, &Organisation { name: organisation, locale }, now).await?;
    let (id, role) = (UserId(random::uuid(now)), Role::Administrator);
    let user = User { id, name, email, role, is_active: true, version: 1 };
    store::users::create(&mut tx, &user, Some(&hash), now).await?;
    enter(state, tx, headers, id, "organisation.set_up").await
}

async fn try_accept(
    state: &AppState,
    token: &str,
    headers: &HeaderMap,
    password: String,
) -> Result<String, AppError> {
    live_link(state, token, is_invitation).await?;
    check_password(&password)?;
    let hash = passwords::hash(password).await?;
    let mut tx = state.db.write().await?;
    let now = clock::now();
    let link = store::links::find(&mut tx, &random::hash(token), now).await?;
    let link = link.ok_or(AppError::LinkExpired)?;
    let Purpose::Invite { user } = link.purpose else { return Err(AppError::LinkExpired) };
    if !store::links::consume(&mut tx, link.id, now).await? {
        return Err(AppError::LinkExpired);
    }
    store::users::set_password(&mut tx, user, &hash, now).await?;
    store::sessions::revoke_all(&mut tx, user, None, now).await?;
    enter(state, tx, headers, user, "user.accepted_invitation").await
}

/// Opens a session, tells of it and commits.
async fn enter(
    state: &AppState,
    mut tx: Tx,
    headers: &HeaderMap,
    user: UserId,
    kind: &'static str,
) -> Result<String, AppError> {
    let (who, now) = (Who::User(user), clock::now());
    // Whoever was signed in here before no longer is.
    let older = sessions::current(&mut tx, Jar::Team, headers, &state.settings, now).await?;
    let cookie = sessions::open(&mut tx, who, headers, &state.settings, now).await?;
    tell(&mut tx, user, kind).await?;
    tx.commit().await?;
    for who in older.map(|session| session.who).into_iter().chain([who]) {
        look_again(state, who);
    }
    Ok(cookie)
}

/// Lets the channels of a person of the team look whether their sessions are still there.
fn look_again(state: &AppState, who: Who) {
    if let Who::User(user) = who {
        state.live.look_again(user);
    }
}

async fn tell(tx: &mut Tx, user: UserId, kind: &'static str) -> Result<(), AppError> {
    Event::new(kind).object(user.0).append(tx, Actor::User(user), clock::now()).await
}

async fn live_link(
    state: &AppState,
    token: &str,
    fits: fn(&Purpose) -> bool,
) -> Result<(), AppError> {
    let mut tx = state.db.read().await?;
    let link = store::links::find(&mut tx, &random::hash(token), clock::now()).await?;
    link.filter(|link| fits(&link.purpose)).map(|_| ()).ok_or(AppError::LinkExpired)
}

const fn is_setup(purpose: &Purpose) -> bool {
    matches!(purpose, Purpose::Setup)
}

const fn is_invitation(purpose: &Purpose) -> bool {
    matches!(purpose, Purpose::Invite { .. })
}

/// Where to go after sign-in: a path of this program, never another site.
fn safe_next(asked: Option<String>) -> String {
    let is_own =
        |path: &String| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    asked.filter(is_own).unwrap_or_else(|| paths::HOME.to_owned())
}
