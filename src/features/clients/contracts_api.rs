//! Contracts with a client.

use domain::client::contract::{Contract, ContractFacts};
use domain::{ClientId, ContractId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;

/// The contracts with a client, the latest first.
#[server(endpoint = "clients/contracts", input = Json)]
pub async fn contracts(client: ClientId) -> Result<Vec<Contract>, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::ViewClient, found.id).await?;
    Ok(store::contracts::of_client(call.db(), found.id).await?)
}

/// Enters a contract under the id that the browser chose.
#[server(endpoint = "clients/add_contract", input = Json)]
pub async fn add_contract(
    client: ClientId,
    id: ContractId,
    facts: ContractFacts,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, found.id).await?;
    let facts = facts.checked()?;
    if store::contracts::find(call.db(), id).await?.is_some_and(|other| other.client == client) {
        return Ok(());
    }
    let contract = Contract { id, client, facts, version: 1 };
    let now = call.now();
    store::contracts::create(call.db(), &contract, now).await?;
    let event = Event::new("contract.created").client(client).object(id.0);
    call.commit(event.after(&contract)).await
}

/// Changes what is known of a contract; `version` is the one that was read.
#[server(endpoint = "clients/update_contract", input = Json)]
pub async fn update_contract(
    contract: ContractId,
    version: i32,
    facts: ContractFacts,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::contracts::find(call.db(), contract).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, found.client).await?;
    let changed = Contract { facts: facts.checked()?, version, ..found };
    let now = call.now();
    store::contracts::update(call.db(), &changed, now).await?;
    let event = Event::new("contract.changed").client(found.client).object(contract.0);
    call.commit(event.before(&found.facts).after(&changed.facts)).await
}

/// Removes a contract; `version` is the one that was read.
#[server(endpoint = "clients/remove_contract", input = Json)]
pub async fn remove_contract(contract: ContractId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::contracts::find(call.db(), contract).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, found.client).await?;
    store::contracts::remove(call.db(), contract, version).await?;
    let event = Event::new("contract.removed").client(found.client).object(contract.0);
    call.commit(event.before(&found)).await
}
