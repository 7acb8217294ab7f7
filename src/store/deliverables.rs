//! Deliverables and their versions.

use std::collections::BTreeMap;

use domain::deliverable::{Deliverable, Version};
use domain::file::File;
use domain::time::Timestamp;
use domain::{DeliverableId, DeliverableVersionId, ProjectId, UserId};
use uuid::Uuid;

use crate::files::{FileRow, files_where};
use crate::{StoreError, Tx, changed, optional_day};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    title: String,
    note: String,
    due: Option<String>,
    owner_id: Option<Uuid>,
    criteria: String,
    is_client_visible: bool,
    version: i32,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    id: Uuid,
    deliverable_id: Uuid,
    number: i32,
    file_id: Option<Uuid>,
    address: Option<String>,
    comment: String,
    is_client_visible: bool,
    created_by: Option<Uuid>,
    created_at: i64,
}

/// The query for versions `v` of deliverables `d` that fulfil a condition.
macro_rules! versions_where {
    ($condition:literal) => {
        concat!(
            "select v.id, v.deliverable_id, v.number, v.file_id, v.address, v.comment,
                 v.is_client_visible, v.created_by, v.created_at
             from deliverable_versions v join deliverables d on d.id = v.deliverable_id
             where ",
            $condition
        )
    };
}

impl TryFrom<Row> for Deliverable {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let due = optional_day(row.due.as_deref(), "deliverables.due")?;
        let criteria = serde_json::from_str(&row.criteria);
        Ok(Self {
            id: DeliverableId(row.id),
            project: ProjectId(row.project_id),
            title: row.title,
            note: row.note,
            due,
            owner: row.owner_id.map(UserId),
            criteria: criteria.map_err(|_| StoreError::corrupt("deliverables.criteria"))?,
            is_client_visible: row.is_client_visible,
            version: row.version,
        })
    }
}

impl VersionRow {
    fn with(self, files: &BTreeMap<Uuid, File>) -> Version {
        let file = self.file_id.and_then(|file| files.get(&file).cloned());
        Version {
            id: DeliverableVersionId(self.id),
            deliverable: DeliverableId(self.deliverable_id),
            number: self.number,
            file,
            link: self.address,
            comment: self.comment,
            is_client_visible: self.is_client_visible,
            by: self.created_by.map(UserId),
            at: Timestamp(self.created_at),
        }
    }
}

/// Keeps a new deliverable.
///
/// # Errors
/// `Reference` when project or owner do not exist, `Taken("id")`.
pub async fn create(
    tx: &mut Tx,
    deliverable: &Deliverable,
    now: Timestamp,
) -> Result<(), StoreError> {
    let criteria = criteria_of(deliverable)?;
    run!(
        tx,
        "insert into deliverables (id, project_id, title, note, due, owner_id, criteria,
             is_client_visible, version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        deliverable.id.0,
        deliverable.project.0,
        &deliverable.title,
        &deliverable.note,
        deliverable.due.map(|day| day.to_string()),
        deliverable.owner.map(|owner| owner.0),
        &criteria,
        deliverable.is_client_visible,
        deliverable.version,
        now.0,
    )?;
    Ok(())
}

/// A deliverable by id.
///
/// # Errors
/// What the database answers.
pub async fn find(
    tx: &mut Tx,
    deliverable: DeliverableId,
) -> Result<Option<Deliverable>, StoreError> {
    find!(
        tx,
        Row,
        "select id, project_id, title, note, due, owner_id, criteria, is_client_visible, version
         from deliverables where id = $1",
        deliverable.0,
    )?
    .map(Deliverable::try_from)
    .transpose()
}

/// A project's deliverables by their dates; those without one come last.
///
/// # Errors
/// What the database answers.
pub async fn of_project(tx: &mut Tx, project: ProjectId) -> Result<Vec<Deliverable>, StoreError> {
    all!(
        tx,
        Row,
        "select id, project_id, title, note, due, owner_id, criteria, is_client_visible, version
         from deliverables where project_id = $1
         order by case when due is null then 1 else 0 end, due, created_at, id",
        project.0,
    )?
    .into_iter()
    .map(Deliverable::try_from)
    .collect()
}

/// Changes a deliverable; counts its version up.
///
/// # Errors
/// `Conflict` when `deliverable.version` is stale, `Reference` when the owner does not exist.
pub async fn update(tx: &mut Tx, deliverable: &Deliverable) -> Result<(), StoreError> {
    let criteria = criteria_of(deliverable)?;
    changed(run!(
        tx,
        "update deliverables set title = $3, note = $4, due = $5, owner_id = $6, criteria = $7,
             is_client_visible = $8, version = version + 1
         where id = $1 and version = $2",
        deliverable.id.0,
        deliverable.version,
        &deliverable.title,
        &deliverable.note,
        deliverable.due.map(|day| day.to_string()),
        deliverable.owner.map(|owner| owner.0),
        &criteria,
        deliverable.is_client_visible,
    )?)
}

/// Removes a deliverable with its versions; its files stay files of the project.
///
/// # Errors
/// `Conflict` when the version is stale or it is gone already.
pub async fn remove(
    tx: &mut Tx,
    deliverable: DeliverableId,
    version: i32,
) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "delete from deliverables where id = $1 and version = $2",
        deliverable.0,
        version,
    )?)
}

/// Keeps a new version.
///
/// # Errors
/// `Reference` when deliverable or file do not exist, `Taken` when the number or the id is.
pub async fn add_version(tx: &mut Tx, version: &Version) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into deliverable_versions (id, deliverable_id, number, file_id, address, comment,
             is_client_visible, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        version.id.0,
        version.deliverable.0,
        version.number,
        version.file.as_ref().map(|file| file.id.0),
        &version.link,
        &version.comment,
        version.is_client_visible,
        version.by.map(|user| user.0),
        version.at.0,
    )?;
    Ok(())
}

/// The versions of a deliverable with their files, the newest first.
///
/// # Errors
/// What the database answers.
pub async fn versions_of(
    tx: &mut Tx,
    deliverable: DeliverableId,
) -> Result<Vec<Version>, StoreError> {
    let rows =
        all!(tx, VersionRow, versions_where!("d.id = $1 order by v.number desc"), deliverable.0)?;
    let files = all!(
        tx,
        FileRow,
        files_where!(
            "id in (
                 select file_id from deliverable_versions where deliverable_id = $1
             )"
        ),
        deliverable.0,
    )?;
    joined(rows, files)
}

/// The versions of all deliverables of a project with their files, the newest first.
///
/// # Errors
/// What the database answers.
pub async fn versions_in(tx: &mut Tx, project: ProjectId) -> Result<Vec<Version>, StoreError> {
    let rows = all!(
        tx,
        VersionRow,
        versions_where!("d.project_id = $1 order by v.deliverable_id, v.number desc"),
        project.0,
    )?;
    let files = all!(
        tx,
        FileRow,
        files_where!(
            "id in (
                 select v.file_id from deliverable_versions v
                 join deliverables d on d.id = v.deliverable_id
                 where d.project_id = $1
             )"
        ),
        project.0,
    )?;
    joined(rows, files)
}

/// Of each deliverable of a project that the client sees, the newest version that it sees.
///
/// # Errors
/// What the database answers.
pub async fn newest_shown(tx: &mut Tx, project: ProjectId) -> Result<Vec<Version>, StoreError> {
    let rows = all!(
        tx,
        VersionRow,
        versions_where!(
            "d.project_id = $1 and d.is_client_visible = $2 and v.is_client_visible = $2
             and not exists (
                 select 1 from deliverable_versions n
                 where n.deliverable_id = d.id and n.is_client_visible = $2
                     and n.number > v.number
             )
             order by v.deliverable_id"
        ),
        project.0,
        true,
    )?;
    let files = all!(
        tx,
        FileRow,
        files_where!(
            "id in (
                 select v.file_id from deliverable_versions v
                 join deliverables d on d.id = v.deliverable_id
                 where d.project_id = $1 and d.is_client_visible = $2 and v.is_client_visible = $2
             )"
        ),
        project.0,
        true,
    )?;
    joined(rows, files)
}

/// Shows a version to the client.
///
/// # Errors
/// `Conflict` when it is gone.
pub async fn show_version(tx: &mut Tx, version: DeliverableVersionId) -> Result<(), StoreError> {
    let sql = "update deliverable_versions set is_client_visible = $2 where id = $1";
    changed(run!(tx, sql, version.0, true)?)
}

/// Hides every version of a deliverable with its file. A file stays that is a version of another
/// one in sight, that came with a message that the client reads, or that was shown by itself while
/// its version was not.
///
/// # Errors
/// What the database answers.
pub async fn hide_versions(tx: &mut Tx, deliverable: DeliverableId) -> Result<(), StoreError> {
    run!(
        tx,
        "update files set is_client_visible = $2
         where id in (
                 select file_id from deliverable_versions
                 where deliverable_id = $1 and is_client_visible = $3
             )
             and not exists (
                 select 1 from deliverable_versions v
                 where v.file_id = files.id and v.deliverable_id <> $1
                     and v.is_client_visible = $3
             )
             and not exists (
                 select 1 from message_files f join messages m on m.id = f.message_id
                 where f.file_id = files.id and m.client_visible = $3
             )",
        deliverable.0,
        false,
        true,
    )?;
    run!(
        tx,
        "update deliverable_versions set is_client_visible = $2 where deliverable_id = $1",
        deliverable.0,
        false,
    )?;
    Ok(())
}

fn criteria_of(deliverable: &Deliverable) -> Result<String, StoreError> {
    let criteria = serde_json::to_string(&deliverable.criteria);
    criteria.map_err(|_| StoreError::corrupt("deliverables.criteria"))
}

fn joined(rows: Vec<VersionRow>, files: Vec<FileRow>) -> Result<Vec<Version>, StoreError> {
    let file = |row: FileRow| File::try_from(row).map(|file| (file.id.0, file));
    let files: BTreeMap<Uuid, File> = files.into_iter().map(file).collect::<Result<_, _>>()?;
    Ok(rows.into_iter().map(|row| row.with(&files)).collect())
}
