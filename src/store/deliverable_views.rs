//! Who of the client has fetched which version of a deliverable.

use domain::time::Timestamp;
use domain::{ContactId, DeliverableId, DeliverableVersionId, FileId};
use uuid::Uuid;

use crate::{StoreError, Tx};

/// Somebody of the client who has fetched a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Which version.
    pub version: DeliverableVersionId,
    /// Who.
    pub contact: ContactId,
    /// What the contact was called then.
    pub name: String,
    /// When first.
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct ViewRow {
    version_id: Uuid,
    contact_id: Uuid,
    name: String,
    at: i64,
}

impl From<ViewRow> for View {
    fn from(row: ViewRow) -> Self {
        Self {
            version: DeliverableVersionId(row.version_id),
            contact: ContactId(row.contact_id),
            name: row.name,
            at: Timestamp(row.at),
        }
    }
}

/// The version in the client's sight that is this file and that a contact has not fetched before.
///
/// # Errors
/// What the database answers.
pub async fn unseen(
    tx: &mut Tx,
    file: FileId,
    contact: ContactId,
) -> Result<Option<DeliverableVersionId>, StoreError> {
    let found = find!(
        tx,
        (Uuid,),
        "select v.id from deliverable_versions v
         where v.file_id = $1 and v.is_client_visible = $3 and not exists (
             select 1 from deliverable_views s where s.version_id = v.id and s.contact_id = $2
         )
         order by v.created_at desc limit 1",
        file.0,
        contact.0,
        true,
    )?;
    Ok(found.map(|(id,)| DeliverableVersionId(id)))
}

/// Notes that somebody of the client has fetched a version; the first time stays.
///
/// # Errors
/// `Reference` when the version is gone.
pub async fn note_view(tx: &mut Tx, view: &View) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into deliverable_views (version_id, contact_id, name, at) values ($1, $2, $3, $4)
         on conflict (version_id, contact_id) do nothing",
        view.version.0,
        view.contact.0,
        &view.name,
        view.at.0,
    )?;
    Ok(())
}

/// Who has fetched which version of a deliverable, in that order.
///
/// # Errors
/// What the database answers.
pub async fn views_of(tx: &mut Tx, deliverable: DeliverableId) -> Result<Vec<View>, StoreError> {
    let rows = all!(
        tx,
        ViewRow,
        "select s.version_id, s.contact_id, s.name, s.at
         from deliverable_views s join deliverable_versions v on v.id = s.version_id
         where v.deliverable_id = $1 order by s.at, s.contact_id",
        deliverable.0,
    )?;
    Ok(rows.into_iter().map(View::from).collect())
}
