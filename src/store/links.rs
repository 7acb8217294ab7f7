//! One-time links: the first start, the client's page, invitations. Only hashes are kept.

use domain::agreement::HandedLink;
use domain::time::Timestamp;
use domain::{ContactId, ProjectId, UserId};
use uuid::Uuid;

use crate::{StoreError, Tx};

/// Wrong codes after which a link's code counts no longer; its long token still does.
pub const CODE_ATTEMPTS_MAX: i32 = 5;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Setting the organisation up, with its first administrator.
    Setup,
    /// A project's page for one contact; usable until it expires.
    Portal {
        /// For whom.
        contact: ContactId,
        /// Of which project.
        project: ProjectId,
    },
    /// Choosing the first or another password.
    Invite {
        /// Whose.
        user: UserId,
    },
}

/// A link that somebody was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTimeLink {
    /// Which.
    pub id: Uuid,
    /// What it is for.
    pub purpose: Purpose,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was first used.
    pub used_at: Option<Timestamp>,
    /// Wrong codes so far.
    pub attempts: i32,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    purpose: String,
    user_id: Option<Uuid>,
    contact_id: Option<Uuid>,
    project_id: Option<Uuid>,
    expires_at: i64,
    used_at: Option<i64>,
    attempts: i32,
}

impl TryFrom<Row> for OneTimeLink {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let purpose = match (row.purpose.as_str(), row.user_id, row.contact_id, row.project_id) {
            ("setup", None, None, None) => Purpose::Setup,
            ("invite", Some(user), None, None) => Purpose::Invite { user: UserId(user) },
            ("portal", None, Some(contact), Some(project)) => {
                Purpose::Portal { contact: ContactId(contact), project: ProjectId(project) }
            }
            _ => return Err(StoreError::corrupt("one_time_links.purpose")),
        };
        Ok(Self {
            id: row.id,
            purpose,
            expires_at: Timestamp(row.expires_at),
            used_at: row.used_at.map(Timestamp),
            attempts: row.attempts,
        })
    }
}

impl Purpose {
    /// Its name, the user, the contact and the project, as far as they are there.
    const fn columns(self) -> (&'static str, Option<Uuid>, Option<Uuid>, Option<Uuid>) {
        match self {
            Self::Setup => ("setup", None, None, None),
            Self::Portal { contact, project } => ("portal", None, Some(contact.0), Some(project.0)),
            Self::Invite { user } => ("invite", Some(user.0), None, None),
        }
    }
}

/// Keeps a new link under the SHA-256 of its token, and of its six-digit code if it has one. Older
/// links for the very same purpose end.
///
/// # Errors
/// `Reference` when the contact may not see the project's page, or the user does not exist.
pub async fn create(
    tx: &mut Tx,
    link: &OneTimeLink,
    token_hash: &[u8; 32],
    code_hash: Option<&[u8; 32]>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (purpose, user, contact, project) = link.purpose.columns();
    run!(
        tx,
        "update one_time_links set revoked_at = $5
         where purpose = $1 and user_id is not distinct from $2
             and contact_id is not distinct from $3 and project_id is not distinct from $4
             and revoked_at is null",
        purpose,
        user,
        contact,
        project,
        now.0,
    )?;
    run!(
        tx,
        "insert into one_time_links (id, token_hash, code_hash, purpose, user_id, contact_id,
             project_id, attempts, created_at, expires_at, used_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        link.id,
        token_hash.as_slice(),
        code_hash.map(<[u8; 32]>::as_slice),
        purpose,
        user,
        contact,
        project,
        link.attempts,
        now.0,
        link.expires_at.0,
        link.used_at.map(|at| at.0),
    )?;
    Ok(())
}

/// Notes who of the team made a link and was shown it: whoever holds it may not be its contact.
///
/// # Errors
/// What the database answers.
pub async fn note_maker(tx: &mut Tx, link: Uuid, name: &str) -> Result<(), StoreError> {
    run!(tx, "update one_time_links set made_by = $2 where id = $1", link, name)?;
    Ok(())
}

/// Who of the team made a link and was shown it, and when; none of a link that nobody was shown.
///
/// # Errors
/// What the database answers.
pub async fn maker(tx: &mut Tx, link: Uuid) -> Result<Option<HandedLink>, StoreError> {
    let found = find!(
        tx,
        (Option<String>, i64),
        "select made_by, created_at from one_time_links where id = $1",
        link,
    )?;
    let handed = |(made_by, at): (Option<String>, i64)| {
        made_by.map(|made_by| HandedLink { made_by, made_at: Timestamp(at) })
    };
    Ok(found.and_then(handed))
}

/// The live link of a token: not expired, not ended and, unless it opens a client's page, not used.
///
/// # Errors
/// What the database answers.
pub async fn find(
    tx: &mut Tx,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<OneTimeLink>, StoreError> {
    find!(
        tx,
        Row,
        "select id, purpose, user_id, contact_id, project_id, expires_at, used_at, attempts
         from one_time_links
         where token_hash = $1 and expires_at > $2 and revoked_at is null
             and (used_at is null or purpose = 'portal')",
        token_hash.as_slice(),
        now.0,
    )?
    .map(OneTimeLink::try_from)
    .transpose()
}

/// When a contact's live link to a project's page ends; none without one.
///
/// # Errors
/// What the database answers.
pub async fn portal_until(
    tx: &mut Tx,
    contact: ContactId,
    project: ProjectId,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let found = find!(
        tx,
        (i64,),
        "select expires_at from one_time_links
         where purpose = 'portal' and contact_id = $1 and project_id = $2 and expires_at > $3
             and revoked_at is null
         order by expires_at desc
         limit 1",
        contact.0,
        project.0,
        now.0,
    )?;
    Ok(found.map(|(until,)| Timestamp(until)))
}

/// The live link to a client's page by the contact's address and the code, the newest of several.
/// A link whose code was guessed wrongly too often is not found.
///
/// # Errors
/// What the database answers.
pub async fn by_code(
    tx: &mut Tx,
    contact_email: &str,
    code_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<OneTimeLink>, StoreError> {
    find!(
        tx,
        Row,
        "select l.id, l.purpose, l.user_id, l.contact_id, l.project_id, l.expires_at, l.used_at,
             l.attempts
         from one_time_links l join contacts c on c.id = l.contact_id
         where c.email = $1 and l.code_hash = $2 and l.expires_at > $3 and l.revoked_at is null
             and l.attempts < $4
         order by l.created_at desc, l.id desc
         limit 1",
        contact_email,
        code_hash.as_slice(),
        now.0,
        CODE_ATTEMPTS_MAX,
    )?
    .map(OneTimeLink::try_from)
    .transpose()
}

/// Counts a wrong code against every live link with a code of that address. Commit it in its own
/// transaction, so that a refused request cannot take it back.
///
/// # Errors
/// What the database answers.
pub async fn count_wrong_code(
    tx: &mut Tx,
    contact_email: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "update one_time_links set attempts = attempts + 1
         where contact_id in (select id from contacts where email = $1)
             and code_hash is not null and expires_at > $2 and revoked_at is null",
        contact_email,
        now.0,
    )?;
    Ok(())
}

/// Marks a link as used; true for the first who does so.
///
/// # Errors
/// What the database answers.
pub async fn consume(tx: &mut Tx, link: Uuid, now: Timestamp) -> Result<bool, StoreError> {
    let rows = run!(
        tx,
        "update one_time_links set used_at = $2
         where id = $1 and used_at is null and revoked_at is null and expires_at > $2",
        link,
        now.0,
    )?;
    Ok(rows == 1)
}

/// Counts a wrong attempt against one link and answers how many there were. Commit it in its own
/// transaction, so that a refused request cannot take it back.
///
/// # Errors
/// `Conflict` when there is no such link.
pub async fn count_attempt(tx: &mut Tx, link: Uuid) -> Result<i32, StoreError> {
    let found = find!(
        tx,
        (i32,),
        "update one_time_links set attempts = attempts + 1 where id = $1 returning attempts",
        link,
    )?;
    found.map(|(attempts,)| attempts).ok_or(StoreError::Conflict)
}

/// Ends every link of a contact to one project's page.
///
/// # Errors
/// What the database answers.
pub async fn revoke_portal(
    tx: &mut Tx,
    contact: ContactId,
    project: ProjectId,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "update one_time_links set revoked_at = $3
         where contact_id = $1 and project_id = $2 and revoked_at is null",
        contact.0,
        project.0,
        now.0,
    )?;
    Ok(())
}

/// Forgets the links that were over before a moment.
///
/// # Errors
/// What the database answers.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<(), StoreError> {
    run!(
        tx,
        "delete from one_time_links where expires_at < $1 or used_at < $1 or revoked_at < $1",
        before.0,
    )?;
    Ok(())
}
