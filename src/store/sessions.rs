//! Signed-in browsers, of users and of contacts. Only the hash of a session's token is kept.

use domain::agreement::HandedLink;
use domain::time::Timestamp;
use domain::{ContactId, ProjectId, SessionId, UserId};
use uuid::Uuid;

use crate::{StoreError, Tx};

/// Who is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Someone of the team.
    User(UserId),
    /// Someone of a client, for one project's page.
    Contact {
        /// Who.
        contact: ContactId,
        /// For which project.
        project: ProjectId,
    },
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Who is signed in.
    pub who: Who,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, as far as `touch` and `prolong` were told.
    pub last_seen_at: Timestamp,
    /// When it ends, unless it is prolonged before.
    pub expires_at: Timestamp,
    /// How the browser calls itself.
    pub agent: String,
    /// Who of the team opened the client's page in order to look at it.
    pub looker: Option<UserId>,
    /// The link that opened it, where somebody of the team had that in hand.
    pub handed: Option<HandedLink>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    user_id: Option<Uuid>,
    contact_id: Option<Uuid>,
    project_id: Option<Uuid>,
    looker_id: Option<Uuid>,
    created_at: i64,
    last_seen_at: i64,
    expires_at: i64,
    agent: String,
    link_by: Option<String>,
    link_at: Option<i64>,
}

impl TryFrom<Row> for Session {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let who = match (row.user_id, row.contact_id, row.project_id) {
            (Some(user), None, None) => Who::User(UserId(user)),
            (None, Some(contact), Some(project)) => {
                Who::Contact { contact: ContactId(contact), project: ProjectId(project) }
            }
            _ => return Err(StoreError::corrupt("sessions.user_id")),
        };
        Ok(Self {
            id: SessionId(row.id),
            who,
            created_at: Timestamp(row.created_at),
            last_seen_at: Timestamp(row.last_seen_at),
            expires_at: Timestamp(row.expires_at),
            agent: row.agent,
            looker: row.looker_id.map(UserId),
            handed: row
                .link_by
                .zip(row.link_at)
                .map(|(made_by, at)| HandedLink { made_by, made_at: Timestamp(at) }),
        })
    }
}

impl Who {
    /// The user, the contact and the project, as far as they are there.
    const fn columns(self) -> (Option<Uuid>, Option<Uuid>, Option<Uuid>) {
        match self {
            Self::User(user) => (Some(user.0), None, None),
            Self::Contact { contact, project } => (None, Some(contact.0), Some(project.0)),
        }
    }
}

/// Keeps a new session under the SHA-256 of its token.
///
/// # Errors
/// `Reference` when the contact may not see the project's page.
pub async fn create(
    tx: &mut Tx,
    session: &Session,
    token_hash: &[u8; 32],
) -> Result<(), StoreError> {
    let (user, contact, project) = session.who.columns();
    run!(
        tx,
        "insert into sessions (id, token_hash, user_id, contact_id, project_id, agent, created_at,
             last_seen_at, expires_at, looker_id, link_by, link_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        session.id.0,
        token_hash.as_slice(),
        user,
        contact,
        project,
        &session.agent,
        session.created_at.0,
        session.last_seen_at.0,
        session.expires_at.0,
        session.looker.map(|looker| looker.0),
        session.handed.as_ref().map(|handed| handed.made_by.as_str()),
        session.handed.as_ref().map(|handed| handed.made_at.0),
    )?;
    Ok(())
}

/// The live session of a token: not ended, not expired, and whoever of the team is behind it not
/// disabled. How long it may lie idle is the caller's business.
///
/// # Errors
/// What the database answers.
pub async fn find(
    tx: &mut Tx,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<Session>, StoreError> {
    find!(
        tx,
        Row,
        "select s.id, s.user_id, s.contact_id, s.project_id, s.created_at, s.last_seen_at,
             s.expires_at, s.agent, s.looker_id, s.link_by, s.link_at
         from sessions s left join users u on u.id = coalesce(s.user_id, s.looker_id)
         where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2
             and (u.id is null or u.is_active = $3)",
        token_hash.as_slice(),
        now.0,
        true,
    )?
    .map(Session::try_from)
    .transpose()
}

/// Notes that a session was just used.
///
/// # Errors
/// What the database answers.
pub async fn touch(tx: &mut Tx, session: SessionId, now: Timestamp) -> Result<(), StoreError> {
    run!(tx, "update sessions set last_seen_at = $2 where id = $1", session.0, now.0)?;
    Ok(())
}

/// Notes that a session was just used, and until when it lasts now.
///
/// # Errors
/// What the database answers.
pub async fn prolong(
    tx: &mut Tx,
    session: SessionId,
    now: Timestamp,
    until: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "update sessions set last_seen_at = $2, expires_at = $3
         where id = $1 and revoked_at is null",
        session.0,
        now.0,
        until.0,
    )?;
    Ok(())
}

/// Notes that a contact has just proved by a mailed code to be the one behind a session.
///
/// # Errors
/// What the database answers.
pub async fn confirm(tx: &mut Tx, session: SessionId, now: Timestamp) -> Result<(), StoreError> {
    run!(tx, "update sessions set confirmed_at = $2 where id = $1", session.0, now.0)?;
    Ok(())
}

/// When a contact last proved so to be the one behind a session; never, for most.
///
/// # Errors
/// What the database answers.
pub async fn confirmed_at(
    tx: &mut Tx,
    session: SessionId,
) -> Result<Option<Timestamp>, StoreError> {
    let found =
        find!(tx, (Option<i64>,), "select confirmed_at from sessions where id = $1", session.0)?;
    Ok(found.and_then(|(at,)| at).map(Timestamp))
}

/// Ends a session; one that has ended stays so.
///
/// # Errors
/// What the database answers.
pub async fn revoke(tx: &mut Tx, session: SessionId, now: Timestamp) -> Result<(), StoreError> {
    run!(
        tx,
        "update sessions set revoked_at = $2 where id = $1 and revoked_at is null",
        session.0,
        now.0,
    )?;
    Ok(())
}

/// Ends every session of a user, and those in which the user looks at a client's page; perhaps
/// except the one that asks.
///
/// # Errors
/// What the database answers.
pub async fn revoke_all(
    tx: &mut Tx,
    user: UserId,
    except: Option<SessionId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "update sessions set revoked_at = $3
         where (user_id = $1 or looker_id = $1) and revoked_at is null
             and id is distinct from $2",
        user.0,
        except.map(|session| session.0),
        now.0,
    )?;
    Ok(())
}

/// Ends the sessions in which somebody of the team looks at clients' pages as the client does.
///
/// # Errors
/// What the database answers.
pub async fn revoke_looks(tx: &mut Tx, looker: UserId, now: Timestamp) -> Result<(), StoreError> {
    run!(
        tx,
        "update sessions set revoked_at = $2 where looker_id = $1 and revoked_at is null",
        looker.0,
        now.0,
    )?;
    Ok(())
}

/// A user's live sessions, the one used last first.
///
/// # Errors
/// What the database answers.
pub async fn of_user(
    tx: &mut Tx,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<Session>, StoreError> {
    all!(
        tx,
        Row,
        "select id, user_id, contact_id, project_id, created_at, last_seen_at, expires_at, agent,
             looker_id, link_by, link_at
         from sessions
         where user_id = $1 and revoked_at is null and expires_at > $2
         order by last_seen_at desc, id",
        user.0,
        now.0,
    )?
    .into_iter()
    .map(Session::try_from)
    .collect()
}

/// Ends every session of a contact for one project's page.
///
/// # Errors
/// What the database answers.
pub async fn revoke_of_contact(
    tx: &mut Tx,
    contact: ContactId,
    project: ProjectId,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "update sessions set revoked_at = $3
         where contact_id = $1 and project_id = $2 and revoked_at is null",
        contact.0,
        project.0,
        now.0,
    )?;
    Ok(())
}

/// Forgets the sessions that were over before a moment.
///
/// # Errors
/// What the database answers.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<(), StoreError> {
    run!(tx, "delete from sessions where expires_at < $1 or revoked_at < $1", before.0)?;
    Ok(())
}
