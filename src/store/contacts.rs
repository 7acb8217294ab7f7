//! The people on the clients' side.

use domain::client::{Contact, ContactDraft};
use domain::time::Timestamp;
use domain::{ClientId, ContactId};
use uuid::Uuid;

use crate::db::Dialect;
use crate::{StoreError, Tx, changed};

/// Keeps a contact from changing until the transaction ends.
const HOLD: Dialect = Dialect {
    sqlite: "select id from contacts where id = $1 and version = $2",
    postgres: "select id from contacts where id = $1 and version = $2 for update",
};
/// What hangs on a contact ($2) and moves to the one that stays ($1). Of what only one of them can
/// have, that of the one that stays is kept: a score that both gave to one milestone stays under
/// the name of whoever goes. Links and sign-ins of the one that goes end with it.
const MOVES: [&str; 15] = [
    "insert into project_contacts (project_id, contact_id, created_at)
     select project_id, $1, created_at from project_contacts
     where contact_id = $2 and project_id not in (
         select project_id from project_contacts where contact_id = $1
     )",
    "update decision_requests set approver_id = $1, version = version + 1 where approver_id = $2",
    "delete from delegations where contact_id in ($1, $2) and delegate_id in ($1, $2)",
    "update delegations set contact_id = $1 where contact_id = $2",
    "update delegations set delegate_id = $1 where delegate_id = $2",
    "update stakeholders set contact_id = $1 where contact_id = $2",
    "update contact_log set contact_id = $1 where contact_id = $2",
    "update requirements set source_id = $1 where source_id = $2",
    "update files set uploaded_contact = $1 where uploaded_contact = $2",
    "update deliverable_views set at = (
         select min(v.at) from deliverable_views v
         where v.version_id = deliverable_views.version_id and v.contact_id in ($1, $2)
     ) where contact_id = $1 and version_id in (
         select version_id from deliverable_views where contact_id = $2
     )",
    "delete from deliverable_views where contact_id = $2 and version_id in (
         select version_id from deliverable_views where contact_id = $1
     )",
    "update deliverable_views set contact_id = $1 where contact_id = $2",
    "update messages set author_contact = $1 where author_contact = $2",
    "update feedback set contact_id = $1 where contact_id = $2 and not exists (
         select 1 from feedback f where f.project_id = feedback.project_id
             and f.contact_id = $1 and f.milestone_id = feedback.milestone_id
     )",
    "update complaints set contact_id = $1 where contact_id = $2",
];

/// A contact as it is stored; other files select the same columns.
#[derive(sqlx::FromRow)]
pub(crate) struct ContactRow {
    id: Uuid,
    client_id: Uuid,
    name: String,
    title: String,
    email: String,
    phone: String,
    role: String,
    version: i32,
}

impl TryFrom<ContactRow> for Contact {
    type Error = StoreError;

    fn try_from(row: ContactRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: ContactId(row.id),
            client: ClientId(row.client_id),
            name: row.name,
            title: row.title,
            email: row.email,
            phone: row.phone,
            role: row.role.parse().map_err(|_| StoreError::corrupt("contacts.role"))?,
            version: row.version,
        })
    }
}

/// Keeps a new contact of a client.
///
/// # Errors
/// `Reference` when there is no such client, `Taken("id")`.
pub async fn create(
    tx: &mut Tx,
    id: ContactId,
    client: ClientId,
    draft: &ContactDraft,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into contacts (id, client_id, name, title, email, phone, role, version,
             created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8)",
        id.0,
        client.0,
        &draft.name,
        &draft.title,
        &draft.email,
        &draft.phone,
        draft.role.as_str(),
        now.0,
    )?;
    Ok(())
}

/// A contact by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, contact: ContactId) -> Result<Option<Contact>, StoreError> {
    find!(
        tx,
        ContactRow,
        "select id, client_id, name, title, email, phone, role, version
         from contacts where id = $1",
        contact.0,
    )?
    .map(Contact::try_from)
    .transpose()
}

/// A client's contacts, by name.
///
/// # Errors
/// What the database answers.
pub async fn of_client(tx: &mut Tx, client: ClientId) -> Result<Vec<Contact>, StoreError> {
    all!(
        tx,
        ContactRow,
        "select id, client_id, name, title, email, phone, role, version
         from contacts where client_id = $1 order by name, id",
        client.0,
    )?
    .into_iter()
    .map(Contact::try_from)
    .collect()
}

/// Keeps what people edit of a contact; counts the version up.
///
/// # Errors
/// `Conflict` when `contact.version` is stale.
pub async fn update(tx: &mut Tx, contact: &Contact, now: Timestamp) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update contacts set name = $3, title = $4, email = $5, phone = $6, role = $7,
             version = version + 1, updated_at = $8
         where id = $1 and version = $2",
        contact.id.0,
        contact.version,
        &contact.name,
        &contact.title,
        &contact.email,
        &contact.phone,
        contact.role.as_str(),
        now.0,
    )?)
}

/// Deletes a contact, with its sessions, its links and its right to see projects.
///
/// # Errors
/// `Conflict` when the version is stale, `Reference` when the contact was asked for a decision.
pub async fn remove(tx: &mut Tx, contact: ContactId, version: i32) -> Result<(), StoreError> {
    changed(run!(tx, "delete from contacts where id = $1 and version = $2", contact.0, version)?)
}

/// Makes two contacts of one client one: everything of `goes` moves to `stays`, which is kept as
/// given, and `goes` is no more. Both are named with the versions that were read.
///
/// # Errors
/// `Conflict` when either version is stale.
pub async fn merge(
    tx: &mut Tx,
    stays: &Contact,
    goes: &Contact,
    now: Timestamp,
) -> Result<(), StoreError> {
    for contact in [stays, goes] {
        let held = find!(tx, (Uuid,), HOLD, contact.id.0, contact.version)?;
        held.ok_or(StoreError::Conflict)?;
    }
    for sql in MOVES {
        run!(tx, sql, stays.id.0, goes.id.0)?;
    }
    update(tx, stays, now).await?;
    remove(tx, goes.id, goes.version).await
}

/// Whether a request for a decision waits for a contact.
///
/// # Errors
/// What the database answers.
pub async fn is_asked(tx: &mut Tx, contact: ContactId) -> Result<bool, StoreError> {
    let found = find!(
        tx,
        (Uuid,),
        "select id from decision_requests where approver_id = $1 and state = 'waiting' limit 1",
        contact.0,
    )?;
    Ok(found.is_some())
}
