//! One-time links: the first start, the client's page, invitations. Only hashes are kept.

use domain::agreement::HandedLink;
use domain::time::Timestamp;
use domain::{ContactId, ProjectId, RequestId, UserId};
use uuid::Uuid;

use crate::{StoreError, Tx};

/// A link to a decision opens again so long after its first use: a button is pressed twice, and a
/// page inside another program is opened once more in the browser.
const AGAIN_MINUTES: i64 = 10;
/// Most pages that one address is told of at once.
const PAGES_MAX: i64 = 5;

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
    /// The same page, opened once on the request for a decision.
    Decision {
        /// For whom.
        contact: ContactId,
        /// Of which project.
        project: ProjectId,
        /// Where it leads.
        request: RequestId,
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
}

/// A client's page that a contact has a link to, used or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPage {
    /// Who.
    pub contact: ContactId,
    /// The contact's name.
    pub contact_name: String,
    /// Of which project.
    pub project: ProjectId,
    /// The project's name.
    pub project_name: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    purpose: String,
    user_id: Option<Uuid>,
    contact_id: Option<Uuid>,
    project_id: Option<Uuid>,
    request_id: Option<Uuid>,
    expires_at: i64,
    used_at: Option<i64>,
}

impl TryFrom<Row> for OneTimeLink {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let contact = row.contact_id.map(ContactId);
        let (project, request) = (row.project_id.map(ProjectId), row.request_id.map(RequestId));
        let purpose = match (row.purpose.as_str(), row.user_id, contact, project, request) {
            ("setup", None, None, None, None) => Purpose::Setup,
            ("invite", Some(user), None, None, None) => Purpose::Invite { user: UserId(user) },
            ("portal", None, Some(contact), Some(project), None) => {
                Purpose::Portal { contact, project }
            }
            ("decision", None, Some(contact), Some(project), Some(request)) => {
                Purpose::Decision { contact, project, request }
            }
            _ => return Err(StoreError::corrupt("one_time_links.purpose")),
        };
        Ok(Self {
            id: row.id,
            purpose,
            expires_at: Timestamp(row.expires_at),
            used_at: row.used_at.map(Timestamp),
        })
    }
}

impl Purpose {
    const fn name(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Portal { .. } => "portal",
            Self::Decision { .. } => "decision",
            Self::Invite { .. } => "invite",
        }
    }

    const fn user(self) -> Option<Uuid> {
        match self {
            Self::Invite { user } => Some(user.0),
            Self::Setup | Self::Portal { .. } | Self::Decision { .. } => None,
        }
    }

    const fn request(self) -> Option<Uuid> {
        match self {
            Self::Decision { request, .. } => Some(request.0),
            Self::Setup | Self::Portal { .. } | Self::Invite { .. } => None,
        }
    }

    /// Whose page it opens, of which project; none when it opens no client's page.
    #[must_use]
    pub const fn page(self) -> Option<(ContactId, ProjectId)> {
        match self {
            Self::Portal { contact, project } | Self::Decision { contact, project, .. } => {
                Some((contact, project))
            }
            Self::Setup | Self::Invite { .. } => None,
        }
    }
}

/// Keeps a new link under the SHA-256 of its token. Older links for the very same purpose end, but
/// those to a decision stay: one may be in a mail that nobody has read yet.
///
/// # Errors
/// `Reference` when the contact may not see the project's page, or the user does not exist.
pub async fn create(
    tx: &mut Tx,
    link: &OneTimeLink,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<(), StoreError> {
    let (purpose, user) = (link.purpose.name(), link.purpose.user());
    let (contact, project) = link.purpose.page().unzip();
    let (contact, project) = (contact.map(|id| id.0), project.map(|id| id.0));
    run!(
        tx,
        "update one_time_links set revoked_at = $5
         where purpose = $1 and purpose <> 'decision' and user_id is not distinct from $2
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
        "insert into one_time_links (id, token_hash, purpose, user_id, contact_id, project_id,
             request_id, created_at, expires_at, used_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        link.id,
        token_hash.as_slice(),
        purpose,
        user,
        contact,
        project,
        link.purpose.request(),
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

/// The live link of a token: not expired, not ended and not used, unless it opens a client's page
/// until it expires, or was used on a decision only just now.
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
        "select id, purpose, user_id, contact_id, project_id, request_id, expires_at, used_at
         from one_time_links
         where token_hash = $1 and expires_at > $2 and revoked_at is null
             and (used_at is null or purpose = 'portal'
                 or (purpose = 'decision' and used_at > $3))",
        token_hash.as_slice(),
        now.0,
        now.plus_minutes(-AGAIN_MINUTES).0,
    )?
    .map(OneTimeLink::try_from)
    .transpose()
}

/// The link of a token, whether it still opens anything or not.
///
/// # Errors
/// What the database answers.
pub async fn known(tx: &mut Tx, token_hash: &[u8; 32]) -> Result<Option<OneTimeLink>, StoreError> {
    find!(
        tx,
        Row,
        "select id, purpose, user_id, contact_id, project_id, request_id, expires_at, used_at
         from one_time_links
         where token_hash = $1",
        token_hash.as_slice(),
    )?
    .map(OneTimeLink::try_from)
    .transpose()
}

/// The pages that a contact with this address has a link to, used up or not, or is signed in to on
/// some device; what has run out or was taken back does not count.
///
/// # Errors
/// What the database answers.
pub async fn open_to(
    tx: &mut Tx,
    contact_email: &str,
    now: Timestamp,
) -> Result<Vec<OpenPage>, StoreError> {
    let rows = all!(
        tx,
        (Uuid, String, Uuid, String),
        "select c.id, c.name, p.id, p.name
         from contacts c
             join project_contacts r on r.contact_id = c.id
             join projects p on p.id = r.project_id
         where c.email = $1 and c.email <> '' and (exists (
             select 1 from one_time_links l
             where l.contact_id = c.id and l.project_id = p.id and l.expires_at > $2
                 and l.revoked_at is null
         ) or exists (
             select 1 from sessions s
             where s.contact_id = c.id and s.project_id = p.id and s.expires_at > $2
                 and s.revoked_at is null and s.looker_id is null
         ))
         order by p.name, p.id, c.id
         limit $3",
        contact_email,
        now.0,
        PAGES_MAX,
    )?;
    let page = |(contact, contact_name, project, project_name)| OpenPage {
        contact: ContactId(contact),
        contact_name,
        project: ProjectId(project),
        project_name,
    };
    Ok(rows.into_iter().map(page).collect())
}

/// Until when a contact gets to a project's page: by a link, also one to a decision on it, or
/// because the contact is signed in on some device; none without either.
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
         where purpose in ('portal', 'decision') and contact_id = $1 and project_id = $2
             and expires_at > $3 and revoked_at is null
         union all
         select expires_at from sessions
         where contact_id = $1 and project_id = $2 and expires_at > $3
             and revoked_at is null and looker_id is null
         order by expires_at desc
         limit 1",
        contact.0,
        project.0,
        now.0,
    )?;
    Ok(found.map(|(until,)| Timestamp(until)))
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
