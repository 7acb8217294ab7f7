//! A file of contacts from the browser: first looked at, then taken in, all or nothing.

use axum::body::to_bytes;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, Response};
use domain::can::Action;
use domain::client::cards::{Card, CardFile, sorted_out};
use domain::{ClientId, ContactId};
use serde::Deserialize;

use super::call::{Call, Event};
use super::failure;
use super::import::contacts::{CONTACTS_FILE_MAX, read_contacts, too_large};
use super::state::AppState;
use crate::error::AppError;

/// What to do with the file.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    apply: bool,
}

/// Looks at a file of contacts or takes it in.
pub async fn contacts_file(
    State(state): State<AppState>,
    Path(client): Path<ClientId>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    request: Request,
) -> Response<axum::body::Body> {
    failure::answer(take(state, client, asked.apply, &headers, request).await)
}

async fn take(
    state: AppState,
    client: ClientId,
    apply: bool,
    headers: &HeaderMap,
    request: Request,
) -> Result<CardFile, AppError> {
    // Rights before work: the file is read only for someone who may enter contacts.
    let mut call = Call::read_with(state.clone(), headers).await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, found.id).await?;
    let contacts = store::contacts::of_client(call.db(), found.id).await?;
    drop(call);
    let body = to_bytes(request.into_body(), CONTACTS_FILE_MAX).await;
    let bytes = body.map_err(|_| AppError::from(too_large()))?;
    let read = tokio::task::spawn_blocking(move || read_contacts(&bytes)).await;
    let cards = read.map_err(|error| failure::internal(&error))??;
    if apply { put(state, client, headers, cards).await } else { Ok(sorted_out(cards, &contacts)) }
}

/// Enters the contacts that are new; sent twice, they are known the second time.
async fn put(
    state: AppState,
    client: ClientId,
    headers: &HeaderMap,
    cards: Vec<Card>,
) -> Result<CardFile, AppError> {
    let mut call = Call::write_with(state, headers).await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, found.id).await?;
    let contacts = store::contacts::of_client(call.db(), client).await?;
    let file = sorted_out(cards, &contacts);
    let now = call.now();
    for card in &file.fresh {
        let id = ContactId(call.uuid());
        store::contacts::create(call.db(), id, client, &card.draft, now).await?;
        let event = Event::new("contact.created").client(client).object(id.0);
        call.tell(event.after(&card.draft)).await?;
    }
    call.commit_told().await?;
    Ok(CardFile { is_saved: true, ..file })
}
