//! Clients.

use domain::client::{Client, Tier};
use domain::time::{Minute, Timestamp};
use domain::user::ProjectRole;
use domain::{ClientId, ProjectId, UserId};
use uuid::Uuid;

use crate::db::Dialect;
use crate::projects::widest;
use crate::{Reach, StoreError, Tx, changed};

/// Keeps what is about to move from being added to meanwhile: PostgreSQL lets others name a row
/// that is merely changed.
const HOLD: Dialect = Dialect {
    sqlite: "select id from clients where id = $1 and version = $2",
    postgres: "select id from clients where id = $1 and version = $2 for update",
};
/// What hangs on a client and moves to the one that stays.
const MOVES: [&str; 6] = [
    "update projects set client_id = $1 where client_id = $2",
    "update contacts set client_id = $1 where client_id = $2",
    "update contracts set client_id = $1 where client_id = $2",
    "update stakeholders set client_id = $1 where client_id = $2",
    "update contact_log set client_id = $1 where client_id = $2",
    "update client_promises set client_id = $1 where client_id = $2",
];

/// A client in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientRow {
    /// The client.
    pub client: Client,
    /// How many of its projects the list's reader sees.
    pub projects: i64,
    /// How many of these are not in their last phase.
    pub open_projects: i64,
    /// How many contacts it has.
    pub contacts: i64,
    /// When somebody last wrote down an exchange that the list's reader sees.
    pub last_contact: Option<Minute>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    kind: String,
    stage: String,
    tier: Option<String>,
    note: String,
    is_demo: bool,
    version: i32,
}

#[derive(sqlx::FromRow)]
struct CountedRow {
    #[sqlx(flatten)]
    client: Row,
    projects: i64,
    open_projects: i64,
    contacts: i64,
    last_contact: Option<i64>,
}

impl TryFrom<Row> for Client {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: ClientId(row.id),
            name: row.name,
            kind: row.kind.parse().map_err(|_| StoreError::corrupt("clients.kind"))?,
            stage: row.stage.parse().map_err(|_| StoreError::corrupt("clients.stage"))?,
            tier: tier(row.tier)?,
            note: row.note,
            is_demo: row.is_demo,
            version: row.version,
        })
    }
}

impl TryFrom<CountedRow> for ClientRow {
    type Error = StoreError;

    fn try_from(row: CountedRow) -> Result<Self, StoreError> {
        Ok(Self {
            client: row.client.try_into()?,
            projects: row.projects,
            open_projects: row.open_projects,
            contacts: row.contacts,
            last_contact: row.last_contact,
        })
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
        "insert into clients (id, name, kind, stage, tier, note, is_demo, created_by, version,
             created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        client.id.0,
        &client.name,
        client.kind.as_str(),
        client.stage.as_str(),
        client.tier.map(Tier::as_str),
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
        "select id, name, kind, stage, tier, note, is_demo, version from clients where id = $1",
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
        "update clients set name = $3, kind = $4, stage = $5, tier = $6, note = $7,
             version = version + 1, updated_at = $8
         where id = $1 and version = $2",
        client.id.0,
        client.version,
        &client.name,
        client.kind.as_str(),
        client.stage.as_str(),
        client.tier.map(Tier::as_str),
        &client.note,
        now.0,
    )?)
}

/// Makes two clients one: everything of `goes` moves to `stays`, which is kept as given, and `goes`
/// is no more. Both are named with the versions that were read.
///
/// # Errors
/// `Conflict` when either version is stale.
pub async fn merge(
    tx: &mut Tx,
    stays: &Client,
    goes: &Client,
    now: Timestamp,
) -> Result<(), StoreError> {
    for client in [stays, goes] {
        let held = find!(tx, (Uuid,), HOLD, client.id.0, client.version)?;
        held.ok_or(StoreError::Conflict)?;
    }
    for sql in MOVES {
        run!(tx, sql, stays.id.0, goes.id.0)?;
    }
    update(tx, stays, now).await?;
    changed(
        run!(tx, "update clients set is_demo = $2 where id = $1", stays.id.0, stays.is_demo,)?,
    )?;
    changed(run!(
        tx,
        "delete from clients where id = $1 and version = $2",
        goes.id.0,
        goes.version,
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
        "select c.id, c.name, c.kind, c.stage, c.tier, c.note, c.is_demo, c.version,
             (select count(*) from contacts where client_id = c.id) as contacts,
             (select count(*) from projects p where p.client_id = c.id and ($1 is null or exists (
                 select 1 from project_members where project_id = p.id and user_id = $1
             ))) as projects,
             (select count(*) from projects p where p.client_id = c.id and p.phase <> 'closing'
                 and ($1 is null or exists (
                     select 1 from project_members where project_id = p.id and user_id = $1
                 ))) as open_projects,
             (select max(l.at) from contact_log l where l.client_id = c.id
                 and (l.project_id is null or $1 is null or exists (
                     select 1 from project_members
                     where project_id = l.project_id and user_id = $1
                 ))) as last_contact
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

/// When each of a client's projects within reach was begun, the latest first.
///
/// # Errors
/// What the database answers.
pub async fn projects_begun(
    tx: &mut Tx,
    client: ClientId,
    reach: Reach,
) -> Result<Vec<(ProjectId, String, Timestamp)>, StoreError> {
    let rows = all!(
        tx,
        (Uuid, String, i64),
        "select id, name, created_at from projects p
         where client_id = $1 and ($2 is null or exists (
             select 1 from project_members where project_id = p.id and user_id = $2
         ))
         order by created_at desc, id",
        client.0,
        reach.person(),
    )?;
    let begun = |(id, name, at)| (ProjectId(id), name, Timestamp(at));
    Ok(rows.into_iter().map(begun).collect())
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

fn tier(name: Option<String>) -> Result<Option<Tier>, StoreError> {
    let parsed = name.map(|name| name.parse::<Tier>()).transpose();
    parsed.map_err(|_| StoreError::corrupt("clients.tier"))
}
