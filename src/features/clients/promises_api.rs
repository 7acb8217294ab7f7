//! What a client was promised.

use chrono::NaiveDate;
use domain::client::promise::{Outcome, Promise, PromiseFacts};
use domain::{ClientId, ClientPromiseId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// A client's promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseList {
    /// Those that are not settled first, the earliest day first.
    pub promises: Vec<Promise>,
    /// Today on the wall clock.
    pub today: NaiveDate,
    /// Who asks: one's own promises can be corrected.
    pub me: UserId,
}

/// What a client was promised, in projects only as far as the caller sees them.
#[server(endpoint = "clients/promises", input = Json)]
pub async fn promises(client: ClientId) -> Result<PromiseList, AppError> {
    use crate::server::call::Call;
    use crate::server::clock;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::ViewClient, found.id).await?;
    let reach = call.reach();
    let promises = store::client_promises::of_client(call.db(), found.id, reach).await?;
    let today = domain::time::day_of(clock::local_minute());
    Ok(PromiseList { promises, today, me: call.user.id })
}

/// Writes a promise down under the id that the browser chose.
#[server(endpoint = "clients/add_promise", input = Json)]
pub async fn add_promise(
    client: ClientId,
    id: ClientPromiseId,
    facts: PromiseFacts,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::Converse, found.id).await?;
    let facts = facts.checked()?;
    call.require_project(facts.project, found.id).await?;
    let known = store::client_promises::find(call.db(), id).await?;
    if known.is_some_and(|other| other.client == client) {
        return Ok(());
    }
    let (by, now) = (call.user.id, call.now());
    let promise = Promise { id, client, facts, by, outcome: None, settled_at: None, version: 1 };
    store::client_promises::create(call.db(), &promise, now).await?;
    let event = Event::new("client_promise.created").client(client).object(id.0);
    call.commit(event.in_project(promise.facts.project).after(&promise)).await
}

/// Corrects a promise: one's own, or any for whoever may change the client. `version` is the one
/// that was read.
#[server(endpoint = "clients/update_promise", input = Json)]
pub async fn update_promise(
    promise: ClientPromiseId,
    version: i32,
    facts: PromiseFacts,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    let mut call = Call::write().await?;
    let found = store::client_promises::find(call.db(), promise).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require_record(found.client, found.facts.project, found.by).await?;
    let facts = facts.checked()?;
    call.require_project(facts.project, found.client).await?;
    let changed = Promise { facts, version, ..found.clone() };
    let now = call.now();
    store::client_promises::update(call.db(), &changed, now).await?;
    let event = Event::new("client_promise.changed").client(found.client).object(promise.0);
    let event = event.in_project(changed.facts.project);
    call.commit(event.before(&found).after(&changed)).await
}

/// Says how a promise ended; without an outcome it is open again.
#[server(endpoint = "clients/settle_promise", input = Json)]
pub async fn settle_promise(
    promise: ClientPromiseId,
    version: i32,
    outcome: Option<Outcome>,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    let mut call = Call::write().await?;
    let found = store::client_promises::find(call.db(), promise).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require_talk(found.client, found.facts.project).await?;
    let now = call.now();
    let changed = Promise { version, ..found.clone() }.settled(outcome, now);
    store::client_promises::update(call.db(), &changed, now).await?;
    let event = Event::new("client_promise.settled").client(found.client).object(promise.0);
    let event = event.in_project(found.facts.project);
    call.commit(event.before(&found).after(&changed)).await
}

/// Removes a promise that was written down by mistake: one's own, or any for whoever may change the
/// client.
#[server(endpoint = "clients/remove_promise", input = Json)]
pub async fn remove_promise(promise: ClientPromiseId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    let mut call = Call::write().await?;
    let found = store::client_promises::find(call.db(), promise).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require_record(found.client, found.facts.project, found.by).await?;
    store::client_promises::remove(call.db(), promise, version).await?;
    let event = Event::new("client_promise.removed").client(found.client).object(promise.0);
    call.commit(event.in_project(found.facts.project).before(&found)).await
}
