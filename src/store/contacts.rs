//! The people on the clients' side.

use domain::client::{Contact, ContactDraft};
use domain::time::Timestamp;
use domain::{ClientId, ContactId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed};

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
