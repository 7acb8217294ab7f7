//! The contact log of clients.

use domain::client::log::{Channel, LogEntry, LogFacts};
use domain::time::Timestamp;
use domain::{ClientId, ContactId, ContactLogId, ProjectId, UserId};
use uuid::Uuid;

use crate::search::containing;
use crate::{Reach, StoreError, Tx, changed, optional_day};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    client_id: Uuid,
    project_id: Option<Uuid>,
    contact_id: Option<Uuid>,
    at: i64,
    channel: String,
    summary: String,
    decided: String,
    next_on: Option<String>,
    created_by: Uuid,
    version: i32,
}

impl TryFrom<Row> for LogEntry {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let channel = row.channel.parse::<Channel>();
        let facts = LogFacts {
            project: row.project_id.map(ProjectId),
            contact: row.contact_id.map(ContactId),
            at: row.at,
            channel: channel.map_err(|_| StoreError::corrupt("contact_log.channel"))?,
            summary: row.summary,
            decided: row.decided,
            next: optional_day(row.next_on.as_deref(), "contact_log.next_on")?,
        };
        let (id, client) = (ContactLogId(row.id), ClientId(row.client_id));
        Ok(Self { id, client, facts, by: UserId(row.created_by), version: row.version })
    }
}

/// Keeps a new entry.
///
/// # Errors
/// `Reference` when client, project, contact or author do not exist, `Taken("id")`.
pub async fn create(tx: &mut Tx, entry: &LogEntry, now: Timestamp) -> Result<(), StoreError> {
    let facts = &entry.facts;
    run!(
        tx,
        "insert into contact_log (id, client_id, project_id, contact_id, at, channel, summary,
             decided, next_on, created_by, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)",
        entry.id.0,
        entry.client.0,
        facts.project.map(|project| project.0),
        facts.contact.map(|contact| contact.0),
        facts.at,
        facts.channel.as_str(),
        &facts.summary,
        &facts.decided,
        facts.next.map(|day| day.to_string()),
        entry.by.0,
        entry.version,
        now.0,
    )?;
    Ok(())
}

/// An entry by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, entry: ContactLogId) -> Result<Option<LogEntry>, StoreError> {
    find!(
        tx,
        Row,
        "select id, client_id, project_id, contact_id, at, channel, summary, decided, next_on,
             created_by, version
         from contact_log where id = $1",
        entry.0,
    )?
    .map(LogEntry::try_from)
    .transpose()
}

/// A client's entries that hold a text, in any case, the latest first, at most `limit`; those about
/// a project only within reach. An empty text is held by all.
///
/// # Errors
/// What the database answers.
pub async fn of_client(
    tx: &mut Tx,
    client: ClientId,
    reach: Reach,
    text: &str,
    limit: i64,
) -> Result<Vec<LogEntry>, StoreError> {
    let pattern = containing(text.trim());
    all!(
        tx,
        Row,
        r"select id, client_id, project_id, contact_id, at, channel, summary, decided, next_on,
              created_by, version
          from contact_log l
          where client_id = $1
              and (project_id is null or $2 is null or exists (
                  select 1 from project_members where project_id = l.project_id and user_id = $2
              ))
              and (lower(summary) like lower($3) escape '\'
                  or lower(decided) like lower($3) escape '\')
          order by at desc, created_at desc, id
          limit $4",
        client.0,
        reach.person(),
        &pattern,
        limit,
    )?
    .into_iter()
    .map(LogEntry::try_from)
    .collect()
}

/// Keeps what people edit of an entry; counts the version up.
///
/// # Errors
/// `Conflict` when `entry.version` is stale.
pub async fn update(tx: &mut Tx, entry: &LogEntry, now: Timestamp) -> Result<(), StoreError> {
    let facts = &entry.facts;
    changed(run!(
        tx,
        "update contact_log set project_id = $3, contact_id = $4, at = $5, channel = $6,
             summary = $7, decided = $8, next_on = $9, version = version + 1, updated_at = $10
         where id = $1 and version = $2",
        entry.id.0,
        entry.version,
        facts.project.map(|project| project.0),
        facts.contact.map(|contact| contact.0),
        facts.at,
        facts.channel.as_str(),
        &facts.summary,
        &facts.decided,
        facts.next.map(|day| day.to_string()),
        now.0,
    )?)
}

/// Deletes an entry.
///
/// # Errors
/// `Conflict` when the version is stale.
pub async fn remove(tx: &mut Tx, entry: ContactLogId, version: i32) -> Result<(), StoreError> {
    changed(run!(tx, "delete from contact_log where id = $1 and version = $2", entry.0, version)?)
}
