//! Clients.

use domain::client::Client;
use domain::time::Timestamp;
use domain::user::ProjectRole;
use domain::{ClientId, UserId};
use uuid::Uuid;

use crate::projects::widest;
use crate::{Reach, StoreError, Tx, changed};

/// A client in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientRow {
    /// The client.
    pub client: Client,
    /// How many of its projects the list's reader sees.
    pub projects: i64,
    /// How many contacts it has.
    pub contacts: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    kind: String,
    stage: String,
    note: String,
    is_demo: bool,
    version: i32,
}

#[derive(sqlx::FromRow)]
struct CountedRow {
    #[sqlx(flatten)]
    client: Row,
    projects: i64,
    contacts: i64,
}

impl TryFrom<Row> for Client {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: ClientId(row.id),
            name: row.name,
            kind: row.kind.parse().map_err(|_| StoreError::corrupt("clients.kind"))?,
            stage: row.stage.parse().map_err(|_| StoreError::corrupt("clients.stage"))?,
            note: row.note,
            is_demo: row.is_demo,
            version: row.version,
        })
    }
}

impl TryFrom<CountedRow> for ClientRow {
    type Error = StoreError;

    fn try_from(row: CountedRow) -> Result<Self, StoreError> {
        let client = row.client.try_into()?;
        Ok(Self { client, projects: row.projects, contacts: row.contacts })
    }
}

/// Keeps a new client; whoever entered it sees it before it has projects.
///
/// # Errors
/// `Taken("id")`.
pub async fn create(
    tx: &mut Tx,
    client: &Client,
    created_by: UserId,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into clients (id, name, kind, stage, note, is_demo, created_by, version,
             created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
        client.id.0,
        &client.name,
        client.kind.as_str(),
        client.stage.as_str(),
        &client.note,
        client.is_demo,
        created_by.0,
        client.version,
        now.0,
    )?;
    Ok(())
}

/// A client by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, client: ClientId) -> Result<Option<Client>, StoreError> {
    find!(
        tx,
        Row,
        "select id, name, kind, stage, note, is_demo, version from clients where id = $1",
        client.0,
    )?
    .map(Client::try_from)
    .transpose()
}

/// Keeps what people edit of a client; counts the version up.
///
/// # Errors
/// `Conflict` when `client.version` is stale.
pub async fn update(tx: &mut Tx, client: &Client, now: Timestamp) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update clients set name = $3, kind = $4, stage = $5, note = $6, version = version + 1,
             updated_at = $7
         where id = $1 and version = $2",
        client.id.0,
        client.version,
        &client.name,
        client.kind.as_str(),
        client.stage.as_str(),
        &client.note,
        now.0,
    )?)
}

/// The clients within reach, by name, with counts.
///
/// # Errors
/// What the database answers.
pub async fn visible(tx: &mut Tx, reach: Reach) -> Result<Vec<ClientRow>, StoreError> {
    all!(
        tx,
        CountedRow,
        "select c.id, c.name, c.kind, c.stage, c.note, c.is_demo, c.version,
             (select count(*) from contacts where client_id = c.id) as contacts,
             (select count(*) from projects p where p.client_id = c.id and ($1 is null or exists (
                 select 1 from project_members where project_id = p.id and user_id = $1
             ))) as projects
         from clients c
         where $1 is null or c.created_by = $1 or exists (
             select 1 from projects p join project_members m on m.project_id = p.id
             where p.client_id = c.id and m.user_id = $1
         )
         order by c.name, c.id",
        reach.person(),
    )?
    .into_iter()
    .map(ClientRow::try_from)
    .collect()
}

/// The widest role of a user in any of a client's projects; lead for whoever entered the client.
///
/// # Errors
/// What the database answers.
pub async fn role_of(
    tx: &mut Tx,
    client: ClientId,
    user: UserId,
) -> Result<Option<ProjectRole>, StoreError> {
    let roles = all!(
        tx,
        (String,),
        "select m.role from project_members m join projects p on p.id = m.project_id
         where p.client_id = $1 and m.user_id = $2
         union select 'lead' from clients where id = $1 and created_by = $2",
        client.0,
        user.0,
    )?;
    widest(roles)
}
