//! What happened: the audit log and the activity feed, in one chain.
//!
//! Each event's hash is SHA-256 over `accord event 1`, the hash before it and the event's fields in
//! the order of the table, each field as its length (eight bytes, big-endian) and its bytes; an
//! absent field is the length 2⁶⁴−1 alone. Numbers are eight bytes, big-endian; ids sixteen bytes.

use domain::time::Timestamp;
use domain::{ClientId, ContactId, ProjectId, UserId};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{StoreError, Tx};

const DOMAIN: &[u8] = b"accord event 1";
/// Events that are read at once while the chain is verified.
const PAGE: i64 = 1000;

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Someone of the team.
    User(UserId),
    /// Someone of a client.
    Contact(ContactId),
    /// The program itself.
    System,
}

/// Something that has just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent<'a> {
    /// Who did it.
    pub actor: Actor,
    /// What was done, such as `project.created`.
    pub kind: &'a str,
    /// In which project.
    pub project: Option<ProjectId>,
    /// For which client.
    pub client: Option<ClientId>,
    /// To what.
    pub object: Option<Uuid>,
    /// How it was.
    pub before: Option<Value>,
    /// How it is.
    pub after: Option<Value>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its place in the chain, from 1 without gaps.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What was done, such as `project.created`.
    pub kind: String,
    /// In which project.
    pub project: Option<ProjectId>,
    /// For which client.
    pub client: Option<ClientId>,
    /// To what.
    pub object: Option<Uuid>,
    /// How it was.
    pub before: Option<Value>,
    /// How it is.
    pub after: Option<Value>,
}

/// What verifying the chain found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How many events the chain should hold.
    pub events: i64,
    /// The first event that was changed, removed or put in; none when all is well.
    pub first_broken: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Row {
    seq: i64,
    at: i64,
    actor_kind: String,
    actor_id: Option<Uuid>,
    kind: String,
    project_id: Option<Uuid>,
    client_id: Option<Uuid>,
    object_id: Option<Uuid>,
    before: Option<String>,
    after: Option<String>,
    hash: Vec<u8>,
}

/// The query for events that fulfil a condition.
macro_rules! events_where {
    ($condition:literal) => {
        concat!(
            "select seq, at, actor_kind, actor_id, kind, project_id, client_id, object_id,
                 before, after, hash
             from events where ",
            $condition
        )
    };
}

impl TryFrom<Row> for Event {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let actor = match (row.actor_kind.as_str(), row.actor_id) {
            ("user", Some(id)) => Actor::User(UserId(id)),
            ("contact", Some(id)) => Actor::Contact(ContactId(id)),
            ("system", None) => Actor::System,
            _ => return Err(StoreError::corrupt("events.actor_kind")),
        };
        let value = |text: Option<String>| {
            let value = text.map(|text| serde_json::from_str(&text)).transpose();
            value.map_err(|_| StoreError::corrupt(format!("events {}", row.seq)))
        };
        Ok(Self {
            seq: row.seq,
            at: Timestamp(row.at),
            actor,
            kind: row.kind,
            project: row.project_id.map(ProjectId),
            client: row.client_id.map(ClientId),
            object: row.object_id,
            before: value(row.before)?,
            after: value(row.after)?,
        })
    }
}

/// Appends an event to the chain, in the transaction of what it tells; returns its place.
///
/// # Errors
/// `Busy` when another transaction does not let go of the chain's end.
pub async fn append(tx: &mut Tx, event: &NewEvent<'_>, now: Timestamp) -> Result<i64, StoreError> {
    let end = find!(
        tx,
        (i64, Vec<u8>),
        "update event_head set seq = seq + 1 where id = 1 returning seq, hash",
    )?;
    let (seq, previous) = end.ok_or_else(|| StoreError::corrupt("event_head"))?;
    let row = row_of(event, seq, now, &previous);
    run!(
        tx,
        "insert into events (seq, at, actor_kind, actor_id, kind, project_id, client_id, object_id,
             before, after, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        row.seq,
        row.at,
        row.actor_kind,
        row.actor_id,
        row.kind,
        row.project_id,
        row.client_id,
        row.object_id,
        row.before,
        row.after,
        row.hash.as_slice(),
    )?;
    run!(tx, "update event_head set hash = $1 where id = 1", row.hash)?;
    Ok(seq)
}

fn row_of(event: &NewEvent<'_>, seq: i64, now: Timestamp, previous: &[u8]) -> Row {
    let (actor_kind, actor_id) = match event.actor {
        Actor::User(user) => ("user", Some(user.0)),
        Actor::Contact(contact) => ("contact", Some(contact.0)),
        Actor::System => ("system", None),
    };
    let mut row = Row {
        seq,
        at: now.0,
        actor_kind: actor_kind.to_owned(),
        actor_id,
        kind: event.kind.to_owned(),
        project_id: event.project.map(|project| project.0),
        client_id: event.client.map(|client| client.0),
        object_id: event.object,
        before: event.before.as_ref().map(Value::to_string),
        after: event.after.as_ref().map(Value::to_string),
        hash: Vec::new(),
    };
    row.hash = hash_of(&row, previous);
    row
}

fn hash_of(row: &Row, previous: &[u8]) -> Vec<u8> {
    let (seq, at) = (row.seq.to_be_bytes(), row.at.to_be_bytes());
    let fields: [Option<&[u8]>; 11] = [
        Some(previous),
        Some(&seq),
        Some(&at),
        Some(row.actor_kind.as_bytes()),
        row.actor_id.as_ref().map(|id| id.as_bytes().as_slice()),
        Some(row.kind.as_bytes()),
        row.project_id.as_ref().map(|id| id.as_bytes().as_slice()),
        row.client_id.as_ref().map(|id| id.as_bytes().as_slice()),
        row.object_id.as_ref().map(|id| id.as_bytes().as_slice()),
        row.before.as_ref().map(String::as_bytes),
        row.after.as_ref().map(String::as_bytes),
    ];
    let mut hasher = Sha256::new_with_prefix(DOMAIN);
    for field in fields {
        let length = field.map_or(u64::MAX, |bytes| bytes.len() as u64);
        hasher.update(length.to_be_bytes());
        hasher.update(field.unwrap_or_default());
    }
    hasher.finalize().to_vec()
}

/// Goes through the whole chain.
///
/// # Errors
/// What the database answers; a broken chain is no error but a verdict.
pub async fn verify(tx: &mut Tx) -> Result<Verdict, StoreError> {
    let end = find!(tx, (i64, Vec<u8>), "select seq, hash from event_head where id = 1")?;
    let (events, last_hash) = end.ok_or_else(|| StoreError::corrupt("event_head"))?;
    let broken_at = |seq| Ok(Verdict { events, first_broken: Some(seq) });
    let (mut seq, mut hash) = (0, vec![0; 32]);
    loop {
        let rows = page_after(tx, seq).await?;
        let is_last = rows.is_empty();
        for row in rows {
            if row.seq != seq + 1 || row.hash != hash_of(&row, &hash) {
                return broken_at(seq + 1);
            }
            (seq, hash) = (row.seq, row.hash);
        }
        if is_last {
            break;
        }
    }
    if seq != events {
        return broken_at(seq.min(events) + 1);
    }
    // Only the end itself can still differ: then its last event was replaced with its hash.
    if hash == last_hash { Ok(Verdict { events, first_broken: None }) } else { broken_at(seq) }
}

async fn page_after(tx: &mut Tx, seq: i64) -> Result<Vec<Row>, StoreError> {
    all!(tx, Row, events_where!("seq > $1 order by seq limit $2"), seq, PAGE)
}

/// The events of two kinds in a project, the oldest first.
///
/// # Errors
/// `Corrupt` when an event cannot be read.
pub async fn of_kinds(
    tx: &mut Tx,
    project: ProjectId,
    kinds: [&str; 2],
) -> Result<Vec<Event>, StoreError> {
    let [one, other] = kinds;
    all!(
        tx,
        Row,
        events_where!("project_id = $1 and kind in ($2, $3) order by seq"),
        project.0,
        one,
        other,
    )?
    .into_iter()
    .map(Event::try_from)
    .collect()
}

/// What happened in a project, the newest first, at most `limit`.
///
/// # Errors
/// `Corrupt` when an event cannot be read.
pub async fn of_project(
    tx: &mut Tx,
    project: ProjectId,
    limit: i64,
) -> Result<Vec<Event>, StoreError> {
    all!(tx, Row, events_where!("project_id = $1 order by seq desc limit $2"), project.0, limit)?
        .into_iter()
        .map(Event::try_from)
        .collect()
}
