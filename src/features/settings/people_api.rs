//! The people of the organisation and the demo, for administrators.

use chrono::NaiveDate;
use domain::UserId;
use domain::user::{Role, User};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// Whom to invite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invitee {
    /// Full name.
    pub name: String,
    /// Sign-in address.
    pub email: String,
    /// Role in the organisation.
    pub role: Role,
}

/// An invitation link, shown once: only its hash is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// For whom.
    pub user: UserId,
    /// The person's name.
    pub name: String,
    /// The full address.
    pub address: String,
    /// The last day.
    pub until: NaiveDate,
}

/// Everyone of the organisation, by name.
#[server(endpoint = "settings/people", input = Json)]
pub async fn people() -> Result<Vec<User>, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    let mut call = Call::read().await?;
    call.require_here(Action::ManageUsers)?;
    Ok(store::users::all(call.db()).await?)
}

/// Creates an account without a password, under the id that the browser chose, and a link with
/// which its owner chooses one.
#[server(endpoint = "settings/invite", input = Json)]
pub async fn invite(id: UserId, invitee: Invitee) -> Result<Invitation, AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::invitations;
    use domain::can::Action;
    use domain::text;
    let mut call = Call::write().await?;
    call.require_here(Action::ManageUsers)?;
    let (name, email) = (text::name(&invitee.name)?, text::email(&invitee.email)?);
    let user = User { id, name, email, role: invitee.role, is_active: true, version: 1 };
    let now = call.now();
    store::users::create(call.db(), &user, None, now).await?;
    let link = invitations::make(&mut call, user.id).await?;
    call.commit(Event::new("user.invited").object(id.0).after(&user)).await?;
    Ok(Invitation { user: id, name: user.name, address: link.address, until: link.until })
}

/// Makes a new invitation link for someone, with which another password is chosen; older ones end.
#[server(endpoint = "settings/invite_again", input = Json)]
pub async fn invite_again(user: UserId) -> Result<Invitation, AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::invitations;
    use domain::can::Action;
    let mut call = Call::write().await?;
    call.require_here(Action::ManageUsers)?;
    let found = store::users::find(call.db(), user).await?.ok_or(AppError::NotFound)?;
    let link = invitations::make(&mut call, user).await?;
    call.commit(Event::new("user.invited_again").object(user.0)).await?;
    Ok(Invitation { user, name: found.name, address: link.address, until: link.until })
}

/// Gives someone another role; `version` is the one that was read.
#[server(endpoint = "settings/set_role", input = Json)]
pub async fn set_role(user: UserId, version: i32, role: Role) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    call.require_here(Action::ManageUsers)?;
    let found = store::users::find(call.db(), user).await?.ok_or(AppError::NotFound)?;
    let changed = User { role, version, ..found.clone() };
    let (administrators, now) =
        (store::users::count_active_administrators(call.db()).await?, call.now());
    found.may_become(&changed, administrators)?;
    store::users::update(call.db(), &changed, now).await?;
    let event = Event::new("user.role_changed").object(user.0);
    call.commit(event.before(&found).after(&changed)).await
}

/// Lets someone sign in, or no longer, which ends the person's sessions and mails; `version` is the
/// one that was read.
#[server(endpoint = "settings/set_active", input = Json)]
pub async fn set_active(user: UserId, version: i32, is_active: bool) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    call.require_here(Action::ManageUsers)?;
    let found = store::users::find(call.db(), user).await?.ok_or(AppError::NotFound)?;
    let changed = User { is_active, version, ..found.clone() };
    let (administrators, now) =
        (store::users::count_active_administrators(call.db()).await?, call.now());
    found.may_become(&changed, administrators)?;
    store::users::update(call.db(), &changed, now).await?;
    if !is_active {
        store::sessions::revoke_all(call.db(), user, None, now).await?;
        store::outbox::withhold(call.db(), &found.email).await?;
    }
    let kind = if is_active { "user.enabled" } else { "user.disabled" };
    call.commit(Event::new(kind).object(user.0).before(&found).after(&changed)).await
}

/// Whether the demo is there.
#[server(endpoint = "settings/has_demo", input = Json)]
pub async fn has_demo() -> Result<bool, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    let mut call = Call::read().await?;
    call.require_here(Action::ManageUsers)?;
    Ok(store::demo::exists(call.db()).await?)
}

/// Removes everything that belongs to the demo.
#[server(endpoint = "settings/remove_demo", input = Json)]
pub async fn remove_demo() -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    call.require_here(Action::ManageUsers)?;
    store::demo::remove(call.db()).await?;
    call.commit(Event::new("demo.removed")).await
}
