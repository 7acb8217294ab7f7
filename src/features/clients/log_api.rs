//! The contact log of a client.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::client::log::{LogEntry, LogFacts};
use domain::time::Minute;
use domain::{ClientId, ContactLogId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// How many entries are read at once; the search finds the others.
pub const ENTRIES_MAX: i64 = 200;

/// A client's log, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLog {
    /// The entries.
    pub entries: Vec<LogEntry>,
    /// The names of who wrote them down.
    pub authors: BTreeMap<UserId, String>,
    /// Whether there are more than are read at once.
    pub has_more: bool,
    /// Now on the wall clock.
    pub now: Minute,
    /// Today on the wall clock.
    pub today: NaiveDate,
    /// Who asks: one's own entries can be corrected.
    pub me: UserId,
}

/// The entries that hold a text, those about projects only as far as the caller sees them.
#[server(endpoint = "clients/contact_log", input = Json)]
pub async fn open_log(client: ClientId, text: String) -> Result<ContactLog, AppError> {
    use crate::server::call::Call;
    use crate::server::clock;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::ViewClient, found.id).await?;
    let text = domain::text::line(&text)?;
    let (reach, most) = (call.reach(), ENTRIES_MAX + 1);
    let read = store::contact_log::of_client(call.db(), found.id, reach, &text, most).await?;
    let has_more = read.len() > ENTRIES_MAX as usize;
    let entries: Vec<LogEntry> = read.into_iter().take(ENTRIES_MAX as usize).collect();
    let mut authors = BTreeMap::new();
    for by in entries.iter().map(|entry| entry.by) {
        if !authors.contains_key(&by)
            && let Some(user) = store::users::find(call.db(), by).await?
        {
            authors.insert(by, user.name);
        }
    }
    let now = clock::local_minute();
    let (today, me) = (domain::time::day_of(now), call.user.id);
    Ok(ContactLog { entries, authors, has_more, now, today, me })
}

/// Writes an exchange down under the id that the browser chose.
#[server(endpoint = "clients/log_contact", input = Json)]
pub async fn log_contact(
    client: ClientId,
    id: ContactLogId,
    facts: LogFacts,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::Converse, found.id).await?;
    let facts = facts.checked()?;
    call.require_contact(facts.contact, found.id).await?;
    call.require_project(facts.project, found.id).await?;
    if store::contact_log::find(call.db(), id).await?.is_some_and(|other| other.client == client) {
        return Ok(());
    }
    let entry = LogEntry { id, client, facts, by: call.user.id, version: 1 };
    let now = call.now();
    store::contact_log::create(call.db(), &entry, now).await?;
    let event = Event::new("contact_log.created").client(client).object(id.0);
    call.commit(event.in_project(entry.facts.project).after(&entry)).await
}

/// Corrects an entry: one's own, or any for whoever may change the client. `version` is the one
/// that was read.
#[server(endpoint = "clients/change_log_entry", input = Json)]
pub async fn change_log_entry(
    entry: ContactLogId,
    version: i32,
    facts: LogFacts,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    let mut call = Call::write().await?;
    let found = store::contact_log::find(call.db(), entry).await?.ok_or(AppError::NotFound)?;
    call.require_record(found.client, found.facts.project, found.by).await?;
    let facts = facts.checked()?;
    call.require_contact(facts.contact, found.client).await?;
    call.require_project(facts.project, found.client).await?;
    let changed = LogEntry { facts, version, ..found };
    let now = call.now();
    store::contact_log::update(call.db(), &changed, now).await?;
    let event = Event::new("contact_log.changed").client(found.client).object(entry.0);
    let event = event.in_project(changed.facts.project);
    call.commit(event.before(&found.facts).after(&changed.facts)).await
}

/// Removes an entry: one's own, or any for whoever may change the client.
#[server(endpoint = "clients/remove_log_entry", input = Json)]
pub async fn remove_log_entry(entry: ContactLogId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    let mut call = Call::write().await?;
    let found = store::contact_log::find(call.db(), entry).await?.ok_or(AppError::NotFound)?;
    call.require_record(found.client, found.facts.project, found.by).await?;
    store::contact_log::remove(call.db(), entry, version).await?;
    let event = Event::new("contact_log.removed").client(found.client).object(entry.0);
    call.commit(event.in_project(found.facts.project).before(&found)).await
}
