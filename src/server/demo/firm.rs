//! The sample's people and clients.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use domain::client::{Client, ContactDraft};
use domain::time::Timestamp;
use domain::user::User;
use domain::{ClientId, ContactId, UserId};
use locale::Locale;
use serde::Serialize;
use store::Tx;
use store::events::{Actor, NewEvent};
use uuid::Uuid;

use super::text::{Line, lines};
use crate::server::random;

/// The people and clients in the sample's own notation.
const FIRM: &str = include_str!("firm.txt");

/// Whom the projects name.
#[derive(Default)]
pub struct Firm {
    /// The team, by key.
    pub people: BTreeMap<&'static str, UserId>,
    clients: BTreeMap<&'static str, ClientId>,
}

impl Firm {
    /// Someone of the team.
    ///
    /// # Errors
    /// A sentence when there is nobody of that key.
    pub fn person(&self, key: &str) -> anyhow::Result<UserId> {
        self.people.get(key).copied().with_context(|| format!("there is no person {key}"))
    }

    /// A client.
    ///
    /// # Errors
    /// A sentence when there is none of that key.
    pub fn client(&self, key: &str) -> anyhow::Result<ClientId> {
        self.clients.get(key).copied().with_context(|| format!("there is no client {key}"))
    }
}

/// Writes the team, the clients and their contacts.
///
/// # Errors
/// What the store reports.
pub async fn make(tx: &mut Tx, locale: Locale, now: Timestamp) -> anyhow::Result<Firm> {
    let mut firm = Firm::default();
    let mut lines = lines(FIRM).peekable();
    let mut last = None;
    while let Some(line) = lines.next() {
        match line.word {
            "person" => {
                let id = put_person(tx, &line, locale, now).await?;
                firm.people.insert(line.cell(0)?, id);
            }
            "client" => {
                let note = lines.next_if(|next| next.word == "note");
                let note = note.map_or(Ok(String::new()), |note| note.said(0, locale))?;
                let by = firm.people.values().next().copied().context("nobody enters clients")?;
                let id = put_client(tx, client(&line, note, locale, now)?, by, now).await?;
                firm.clients.insert(line.cell(0)?, id);
                last = Some(id);
            }
            "contact" => {
                let client = last.with_context(|| format!("line {}: no client", line.number))?;
                put_contact(tx, &line, client, locale, now).await?;
            }
            other => bail!("line {}: {other} is not understood", line.number),
        }
    }
    Ok(firm)
}

/// Enters someone; who is still there from an earlier sample is taken again.
async fn put_person(
    tx: &mut Tx,
    line: &Line,
    locale: Locale,
    now: Timestamp,
) -> anyhow::Result<UserId> {
    let user = User {
        id: UserId(random::uuid(now)),
        name: line.said(1, locale)?,
        email: format!("{}@accord.example", line.cell(0)?),
        role: line.parse(3)?,
        is_active: true,
        version: 1,
    };
    if let Some(known) = store::users::find_by_email(tx, &user.email).await? {
        return Ok(known.user.id);
    }
    store::users::create(tx, &user, None, now).await?;
    store::users::mark_demo(tx, user.id).await?;
    store::users::set_phone(tx, user.id, line.optional(4), now).await?;
    tell(tx, "user.created", (None, user.id.0), &user, now).await?;
    Ok(user.id)
}

fn client(line: &Line, note: String, locale: Locale, now: Timestamp) -> anyhow::Result<Client> {
    Ok(Client {
        id: ClientId(random::uuid(now)),
        name: line.said(1, locale)?,
        kind: line.parse(3)?,
        stage: line.parse(4)?,
        tier: if line.optional(5).is_empty() { None } else { Some(line.parse(5)?) },
        note,
        is_demo: true,
        version: 1,
    })
}

async fn put_client(
    tx: &mut Tx,
    client: Client,
    by: UserId,
    now: Timestamp,
) -> anyhow::Result<ClientId> {
    store::clients::create(tx, &client, by, now).await?;
    tell(tx, "client.created", (Some(client.id), client.id.0), &client, now).await?;
    Ok(client.id)
}

async fn put_contact(
    tx: &mut Tx,
    line: &Line,
    client: ClientId,
    locale: Locale,
    now: Timestamp,
) -> anyhow::Result<()> {
    let id = ContactId(random::uuid(now));
    let draft = ContactDraft {
        name: line.said(0, locale)?,
        title: line.said(2, locale)?,
        role: line.parse(4)?,
        email: line.cell(5)?.to_owned(),
        phone: line.cell(6)?.to_owned(),
    };
    let draft = draft.checked()?;
    store::contacts::create(tx, id, client, &draft, now).await?;
    tell(tx, "contact.created", (Some(client), id.0), &draft, now).await
}

async fn tell(
    tx: &mut Tx,
    kind: &str,
    (client, object): (Option<ClientId>, Uuid),
    after: &impl Serialize,
    now: Timestamp,
) -> anyhow::Result<()> {
    let after = serde_json::to_value(after).ok();
    let (actor, object) = (Actor::System, Some(object));
    let event = NewEvent { actor, kind, project: None, client, object, before: None, after };
    store::events::append(tx, &event, now).await?;
    Ok(())
}
