//! Stakeholders of a client.

use domain::client::stakeholder::{Stakeholder, StakeholderFacts};
use domain::{ClientId, StakeholderId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;

/// The stakeholders of a client, those of the most influence first.
#[server(endpoint = "clients/stakeholders", input = Json)]
pub async fn stakeholders(client: ClientId) -> Result<Vec<Stakeholder>, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::ViewClient, found.id).await?;
    Ok(store::stakeholders::of_client(call.db(), found.id).await?)
}

/// Enters a stakeholder under the id that the browser chose.
#[server(endpoint = "clients/add_stakeholder", input = Json)]
pub async fn add_stakeholder(
    client: ClientId,
    id: StakeholderId,
    facts: StakeholderFacts,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, found.id).await?;
    let facts = facts.checked()?;
    call.require_contact(facts.contact, found.id).await?;
    let known = store::stakeholders::find(call.db(), id).await?;
    if known.is_some_and(|other| other.client == client) {
        return Ok(());
    }
    let stakeholder = Stakeholder { id, client, facts, version: 1 };
    let now = call.now();
    store::stakeholders::create(call.db(), &stakeholder, now).await?;
    let event = Event::new("stakeholder.created").client(client).object(id.0);
    call.commit(event.after(&stakeholder)).await
}

/// Changes what is known of a stakeholder; `version` is the one that was read.
#[server(endpoint = "clients/update_stakeholder", input = Json)]
pub async fn update_stakeholder(
    stakeholder: StakeholderId,
    version: i32,
    facts: StakeholderFacts,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::stakeholders::find(call.db(), stakeholder).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, found.client).await?;
    let facts = facts.checked()?;
    call.require_contact(facts.contact, found.client).await?;
    let changed = Stakeholder { facts, version, ..found };
    let now = call.now();
    store::stakeholders::update(call.db(), &changed, now).await?;
    let event = Event::new("stakeholder.changed").client(found.client).object(stakeholder.0);
    call.commit(event.before(&found.facts).after(&changed.facts)).await
}

/// Removes a stakeholder; `version` is the one that was read.
#[server(endpoint = "clients/remove_stakeholder", input = Json)]
pub async fn remove_stakeholder(stakeholder: StakeholderId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::stakeholders::find(call.db(), stakeholder).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, found.client).await?;
    store::stakeholders::remove(call.db(), stakeholder, version).await?;
    let event = Event::new("stakeholder.removed").client(found.client).object(stakeholder.0);
    call.commit(event.before(&found)).await
}
