//! Making two clients one, or two contacts of a client.

use domain::{ClientId, ContactId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;

/// Moves everything of the client `goes` to the client `stays` and removes `goes`; both versions
/// are the ones that were read.
#[server(endpoint = "clients/merge", input = Json)]
pub async fn merge_clients(
    stays: ClientId,
    stays_version: i32,
    goes: ClientId,
    goes_version: i32,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    use domain::client::Client;
    use domain::client::merge::merged;
    let mut call = Call::write().await?;
    let one = store::clients::find(call.db(), stays).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, one.id).await?;
    let other = store::clients::find(call.db(), goes).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, other.id).await?;
    let left = Client { version: stays_version, ..merged(&one, &other)? };
    let gone = Client { version: goes_version, ..other.clone() };
    let now = call.now();
    store::clients::merge(call.db(), &left, &gone, now).await?;
    let event = Event::new("client.merged_away").client(goes).object(stays.0);
    call.tell(event.before(&other)).await?;
    let event = Event::new("client.merged").client(stays).object(goes.0);
    call.commit(event.before(&one).after(&left)).await
}

/// Moves everything of the contact `goes` to the contact `stays` of the same client and removes
/// `goes`, whose links and sign-ins end; both versions are the ones that were read.
#[server(endpoint = "clients/merge_contacts", input = Json)]
pub async fn merge_contacts(
    stays: ContactId,
    stays_version: i32,
    goes: ContactId,
    goes_version: i32,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    use domain::client::Contact;
    use domain::client::merge::merged_contacts;
    let mut call = Call::write().await?;
    let one = store::contacts::find(call.db(), stays).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, one.client).await?;
    let other = store::contacts::find(call.db(), goes).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, other.client).await?;
    let is_asked = store::contacts::is_asked(call.db(), goes).await?;
    let left = Contact { version: stays_version, ..merged_contacts(&one, &other, is_asked)? };
    let gone = Contact { version: goes_version, ..other.clone() };
    let now = call.now();
    store::contacts::merge(call.db(), &left, &gone, now).await?;
    let event = Event::new("contact.merged_away").client(one.client).object(goes.0);
    call.tell(event.before(&other)).await?;
    let event = Event::new("contact.merged").client(one.client).object(stays.0);
    call.commit(event.before(&one).after(&left)).await
}
