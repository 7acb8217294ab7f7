//! Six-digit codes that open a client's page once. Only keyed hashes are kept.

use domain::agreement::HandedLink;
use domain::time::Timestamp;
use domain::{ContactId, ProjectId};
use uuid::Uuid;

use crate::{StoreError, Tx};

/// Wrong codes after which those that lived meanwhile count no longer, from wherever they came. One
/// place has far fewer attempts, so that it takes several to end somebody's code, and all of them
/// together hit one in thirty thousand.
pub const ATTEMPTS_MAX: i32 = 30;

/// A code that somebody was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Which.
    pub id: Uuid,
    /// For whom.
    pub contact: ContactId,
    /// Of which project's page.
    pub project: ProjectId,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Who of the team made it and was shown it; none where it was only mailed.
    pub handed: Option<HandedLink>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    contact_id: Uuid,
    project_id: Uuid,
    created_at: i64,
    expires_at: i64,
    made_by: Option<String>,
}

impl From<Row> for Code {
    fn from(row: Row) -> Self {
        let made_at = Timestamp(row.created_at);
        Self {
            id: row.id,
            contact: ContactId(row.contact_id),
            project: ProjectId(row.project_id),
            expires_at: Timestamp(row.expires_at),
            handed: row.made_by.map(|made_by| HandedLink { made_by, made_at }),
        }
    }
}

/// Keeps a new code under its keyed hash. Others of the same contact go on living: whoever asks for
/// one in somebody's name ends nothing.
///
/// # Errors
/// `Reference` when the contact may not see the project's page.
pub async fn create(
    tx: &mut Tx,
    code: &Code,
    code_hash: &[u8; 32],
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into portal_codes (id, contact_id, project_id, code_hash, attempts, created_at,
             expires_at, made_by)
         values ($1, $2, $3, $4, 0, $5, $6, $7)",
        code.id,
        code.contact.0,
        code.project.0,
        code_hash.as_slice(),
        now.0,
        code.expires_at.0,
        code.handed.as_ref().map(|handed| handed.made_by.as_str()),
    )?;
    Ok(())
}

/// The live code of a contact with this address, the newest of several. One that was guessed
/// wrongly too often is not found, and nobody is found by an empty address.
///
/// # Errors
/// What the database answers.
pub async fn find(
    tx: &mut Tx,
    contact_email: &str,
    code_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<Code>, StoreError> {
    let found = find!(
        tx,
        Row,
        "select k.id, k.contact_id, k.project_id, k.created_at, k.expires_at, k.made_by
         from portal_codes k join contacts c on c.id = k.contact_id
         where c.email = $1 and c.email <> '' and k.code_hash = $2 and k.expires_at > $3
             and k.attempts < $4
         order by k.created_at desc, k.id desc
         limit 1",
        contact_email,
        code_hash.as_slice(),
        now.0,
        ATTEMPTS_MAX,
    )?;
    Ok(found.map(Code::from))
}

/// Counts a wrong code against every live one of that address. Commit it in its own transaction, so
/// that a refused request cannot take it back.
///
/// # Errors
/// What the database answers.
pub async fn count_wrong(
    tx: &mut Tx,
    contact_email: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "update portal_codes set attempts = attempts + 1
         where contact_id in (select id from contacts where email = $1 and email <> '')
             and expires_at > $2",
        contact_email,
        now.0,
    )?;
    Ok(())
}

/// Uses a code up; true for the first who does so.
///
/// # Errors
/// What the database answers.
pub async fn consume(tx: &mut Tx, code: Uuid) -> Result<bool, StoreError> {
    let rows = run!(tx, "delete from portal_codes where id = $1", code)?;
    Ok(rows == 1)
}

/// Ends every code of a contact to one project's page.
///
/// # Errors
/// What the database answers.
pub async fn revoke(tx: &mut Tx, contact: ContactId, project: ProjectId) -> Result<(), StoreError> {
    run!(
        tx,
        "delete from portal_codes where contact_id = $1 and project_id = $2",
        contact.0,
        project.0,
    )?;
    Ok(())
}

/// Forgets the codes that were over before a moment.
///
/// # Errors
/// What the database answers.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<(), StoreError> {
    run!(tx, "delete from portal_codes where expires_at < $1", before.0)?;
    Ok(())
}
