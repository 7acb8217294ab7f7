//! Who of a client stands in for whom.

use chrono::NaiveDate;
use domain::{ContactId, DelegationId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;

/// Lets a contact decide for another from one day to another, under the id that the browser chose.
#[server(endpoint = "clients/add_delegation", input = Json)]
pub async fn add_delegation(
    id: DelegationId,
    contact: ContactId,
    delegate: ContactId,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::agreement::Delegation;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let whose = store::contacts::find(call.db(), contact).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, whose.client).await?;
    let by = store::contacts::find(call.db(), delegate).await?;
    let by = by.filter(|by| by.client == whose.client).ok_or(AppError::NotFound)?;
    let delegation = Delegation { id, contact, delegate, from, until }.checked(&whose, &by)?;
    if store::delegations::find(call.db(), id).await?.is_some_and(|one| one.contact == contact) {
        return Ok(());
    }
    let (me, now) = (call.user.id, call.now());
    store::delegations::create(call.db(), &delegation, me, now).await?;
    let event = Event::new("delegation.created").client(whose.client).object(id.0);
    call.commit(event.after(&delegation)).await
}

/// Ends a delegation.
#[server(endpoint = "clients/remove_delegation", input = Json)]
pub async fn remove_delegation(delegation: DelegationId) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::delegations::find(call.db(), delegation).await?;
    let found = found.ok_or(AppError::NotFound)?;
    let whose = store::contacts::find(call.db(), found.contact).await?;
    let whose = whose.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, whose.client).await?;
    store::delegations::remove(call.db(), delegation).await?;
    let event = Event::new("delegation.removed").client(whose.client).object(delegation.0);
    call.commit(event.before(&found)).await
}
