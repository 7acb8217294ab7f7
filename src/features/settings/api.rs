//! The own account: sessions, password, and the number that clients see.

use chrono::NaiveDateTime;
use domain::SessionId;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// A browser in which the caller is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLine {
    /// Which.
    pub id: SessionId,
    /// How the browser calls itself.
    pub agent: String,
    /// Since when, on the server's clock.
    pub since: NaiveDateTime,
    /// When it was last used, on the server's clock.
    pub last_seen: NaiveDateTime,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// The caller's sessions, the one used last first.
#[server(endpoint = "settings/sessions", input = Json)]
pub async fn own_sessions() -> Result<Vec<SessionLine>, AppError> {
    use crate::server::call::Call;
    use crate::server::clock;
    let mut call = Call::read().await?;
    let (me, this, now) = (call.user.id, call.session.id, call.now());
    let sessions = store::sessions::of_user(call.db(), me, now).await?;
    let line = |session: store::sessions::Session| SessionLine {
        id: session.id,
        agent: session.agent,
        since: clock::local(session.created_at),
        last_seen: clock::local(session.last_seen_at),
        is_this: session.id == this,
    };
    Ok(sessions.into_iter().map(line).collect())
}

/// Ends one of the caller's sessions, and the looks at clients' pages: nobody knows which browser
/// they are open in.
#[server(endpoint = "settings/end_session", input = Json)]
pub async fn end_session(session: SessionId) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    let mut call = Call::write().await?;
    let (me, now) = (call.user.id, call.now());
    let own = store::sessions::of_user(call.db(), me, now).await?;
    if !own.iter().any(|other| other.id == session) {
        return Err(AppError::NotFound);
    }
    store::sessions::revoke(call.db(), session, now).await?;
    store::sessions::revoke_looks(call.db(), me, now).await?;
    call.commit(Event::new("session.ended").object(session.0)).await
}

/// Ends every session of the caller except the one that asks.
#[server(endpoint = "settings/end_other_sessions", input = Json)]
pub async fn end_other_sessions() -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    let mut call = Call::write().await?;
    let (me, this, now) = (call.user.id, call.session.id, call.now());
    store::sessions::revoke_all(call.db(), me, Some(this), now).await?;
    call.commit(Event::new("session.others_ended").object(me.0)).await
}

/// Changes the caller's password and ends the other sessions.
#[server(endpoint = "settings/change_password", input = Json)]
pub async fn change_password(current: String, new: String) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::{listen, passwords};
    use domain::user::check_password;
    let mut call = Call::read().await?;
    let (email, state) = (call.user.email.clone(), call.state.clone());
    state.limits.attempt(listen::peer_of_call(&state).await?, &email)?;
    let account = store::users::find_by_email(call.db(), &email).await?;
    // Hashing takes its time; no transaction waits for it.
    drop(call);
    let hash = account.and_then(|account| account.password_hash);
    if !passwords::fits(current, hash).await? {
        return Err(AppError::BadCredentials);
    }
    check_password(&new)?;
    let hash = passwords::hash(new).await?;
    let mut call = Call::write().await?;
    let (me, this, now) = (call.user.id, call.session.id, call.now());
    store::users::set_password(call.db(), me, &hash, now).await?;
    store::sessions::revoke_all(call.db(), me, Some(this), now).await?;
    call.commit(Event::new("user.password_changed").object(me.0)).await
}

/// The telephone number that the caller gives to clients; empty when there is none.
#[server(endpoint = "settings/phone", input = Json)]
pub async fn own_phone() -> Result<String, AppError> {
    use crate::server::call::Call;
    let mut call = Call::read().await?;
    let me = call.user.id;
    Ok(store::users::phone(call.db(), me).await?)
}

/// Keeps the telephone number that the caller gives to clients.
#[server(endpoint = "settings/set_phone", input = Json)]
pub async fn set_phone(phone: String) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::text;
    let mut call = Call::write().await?;
    let phone = text::line(&phone)?;
    let (me, now) = (call.user.id, call.now());
    let before = store::users::phone(call.db(), me).await?;
    store::users::set_phone(call.db(), me, &phone, now).await?;
    call.commit(Event::new("user.phone_changed").object(me.0).before(&before).after(&phone)).await
}
