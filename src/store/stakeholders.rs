//! Stakeholders of clients.

use domain::client::stakeholder::{Stakeholder, StakeholderFacts};
use domain::time::Timestamp;
use domain::{ClientId, ContactId, StakeholderId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    client_id: Uuid,
    contact_id: Option<Uuid>,
    name: String,
    influence: i32,
    interest: i32,
    note: String,
    version: i32,
}

impl TryFrom<Row> for Stakeholder {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let level = |level: i32, what: &'static str| {
            u8::try_from(level).map_err(|_| StoreError::corrupt(what))
        };
        let facts = StakeholderFacts {
            contact: row.contact_id.map(ContactId),
            name: row.name,
            influence: level(row.influence, "stakeholders.influence")?,
            interest: level(row.interest, "stakeholders.interest")?,
            note: row.note,
        };
        let (id, client) = (StakeholderId(row.id), ClientId(row.client_id));
        Ok(Self { id, client, facts, version: row.version })
    }
}

/// Keeps a new stakeholder.
///
/// # Errors
/// `Reference` when client or contact do not exist, `Taken("id")`.
pub async fn create(
    tx: &mut Tx,
    stakeholder: &Stakeholder,
    now: Timestamp,
) -> Result<(), StoreError> {
    let facts = &stakeholder.facts;
    run!(
        tx,
        "insert into stakeholders (id, client_id, contact_id, name, influence, interest, note,
             version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
        stakeholder.id.0,
        stakeholder.client.0,
        facts.contact.map(|contact| contact.0),
        &facts.name,
        i32::from(facts.influence),
        i32::from(facts.interest),
        &facts.note,
        stakeholder.version,
        now.0,
    )?;
    Ok(())
}

/// A stakeholder by id.
///
/// # Errors
/// What the database answers.
pub async fn find(
    tx: &mut Tx,
    stakeholder: StakeholderId,
) -> Result<Option<Stakeholder>, StoreError> {
    find!(
        tx,
        Row,
        "select id, client_id, contact_id, name, influence, interest, note, version
         from stakeholders where id = $1",
        stakeholder.0,
    )?
    .map(Stakeholder::try_from)
    .transpose()
}

/// A client's stakeholders, those of the most influence and interest first.
///
/// # Errors
/// What the database answers.
pub async fn of_client(tx: &mut Tx, client: ClientId) -> Result<Vec<Stakeholder>, StoreError> {
    all!(
        tx,
        Row,
        "select id, client_id, contact_id, name, influence, interest, note, version
         from stakeholders where client_id = $1
         order by influence desc, interest desc, name, id",
        client.0,
    )?
    .into_iter()
    .map(Stakeholder::try_from)
    .collect()
}

/// Keeps what people edit of a stakeholder; counts the version up.
///
/// # Errors
/// `Conflict` when `stakeholder.version` is stale.
pub async fn update(
    tx: &mut Tx,
    stakeholder: &Stakeholder,
    now: Timestamp,
) -> Result<(), StoreError> {
    let facts = &stakeholder.facts;
    changed(run!(
        tx,
        "update stakeholders set contact_id = $3, name = $4, influence = $5, interest = $6,
             note = $7, version = version + 1, updated_at = $8
         where id = $1 and version = $2",
        stakeholder.id.0,
        stakeholder.version,
        facts.contact.map(|contact| contact.0),
        &facts.name,
        i32::from(facts.influence),
        i32::from(facts.interest),
        &facts.note,
        now.0,
    )?)
}

/// Deletes a stakeholder.
///
/// # Errors
/// `Conflict` when the version is stale.
pub async fn remove(
    tx: &mut Tx,
    stakeholder: StakeholderId,
    version: i32,
) -> Result<(), StoreError> {
    let sql = "delete from stakeholders where id = $1 and version = $2";
    changed(run!(tx, sql, stakeholder.0, version)?)
}
