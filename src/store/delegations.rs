//! Who decides for an approver while that person is away.

use chrono::NaiveDate;
use domain::agreement::Delegation;
use domain::time::Timestamp;
use domain::{ClientId, ContactId, DelegationId, UserId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed, day};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    contact_id: Uuid,
    delegate_id: Uuid,
    from_day: String,
    until_day: String,
}

impl TryFrom<Row> for Delegation {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: DelegationId(row.id),
            contact: ContactId(row.contact_id),
            delegate: ContactId(row.delegate_id),
            from: day(&row.from_day, "delegations.from_day")?,
            until: day(&row.until_day, "delegations.until_day")?,
        })
    }
}

/// Keeps a new delegation.
///
/// # Errors
/// `Reference` when either contact does not exist, `Taken("id")`.
pub async fn create(
    tx: &mut Tx,
    delegation: &Delegation,
    created_by: UserId,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into delegations (id, contact_id, delegate_id, from_day, until_day, created_by,
             created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        delegation.id.0,
        delegation.contact.0,
        delegation.delegate.0,
        delegation.from.to_string(),
        delegation.until.to_string(),
        created_by.0,
        now.0,
    )?;
    Ok(())
}

/// A delegation by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, delegation: DelegationId) -> Result<Option<Delegation>, StoreError> {
    find!(
        tx,
        Row,
        "select id, contact_id, delegate_id, from_day, until_day from delegations where id = $1",
        delegation.0,
    )?
    .map(Delegation::try_from)
    .transpose()
}

/// The delegations among a client's contacts, the earliest first.
///
/// # Errors
/// What the database answers.
pub async fn of_client(tx: &mut Tx, client: ClientId) -> Result<Vec<Delegation>, StoreError> {
    all!(
        tx,
        Row,
        "select d.id, d.contact_id, d.delegate_id, d.from_day, d.until_day
         from delegations d join contacts c on c.id = d.contact_id
         where c.client_id = $1
         order by d.from_day, d.until_day, d.id",
        client.0,
    )?
    .into_iter()
    .map(Delegation::try_from)
    .collect()
}

/// Who decides for a contact on a day, besides the contact.
///
/// # Errors
/// What the database answers.
pub async fn delegates_of(
    tx: &mut Tx,
    contact: ContactId,
    day: NaiveDate,
) -> Result<Vec<ContactId>, StoreError> {
    let rows = all!(
        tx,
        (Uuid,),
        "select distinct delegate_id from delegations
         where contact_id = $1 and from_day <= $2 and until_day >= $2
         order by delegate_id",
        contact.0,
        day.to_string(),
    )?;
    Ok(rows.into_iter().map(|(id,)| ContactId(id)).collect())
}

/// Ends a delegation.
///
/// # Errors
/// `Conflict` when it is gone already.
pub async fn remove(tx: &mut Tx, delegation: DelegationId) -> Result<(), StoreError> {
    changed(run!(tx, "delete from delegations where id = $1", delegation.0)?)
}
