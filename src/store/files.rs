//! Files that people uploaded, as far as the database knows them: their bytes lie elsewhere.

use domain::agreement::Hash;
use domain::file::{File, Taken, Uploader};
use domain::time::Timestamp;
use domain::{ContactId, FileId, ProjectId, UserId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed};

/// A file as it is stored; other files select the same columns.
#[derive(sqlx::FromRow)]
pub(crate) struct FileRow {
    id: Uuid,
    project_id: Uuid,
    name: String,
    media_type: String,
    size: i64,
    hash: Vec<u8>,
    is_client_visible: bool,
    uploaded_by: Option<Uuid>,
    uploaded_contact: Option<Uuid>,
    uploaded_name: String,
    created_at: i64,
}

/// The text of a query for the files that fulfil a condition, with the columns of a [`FileRow`].
macro_rules! files_where {
    ($condition:literal) => {
        concat!(
            "select id, project_id, name, media_type, size, hash, is_client_visible, uploaded_by,
                 uploaded_contact, uploaded_name, created_at
             from files f where ",
            $condition
        )
    };
}
pub(crate) use files_where;

impl TryFrom<FileRow> for File {
    type Error = StoreError;

    fn try_from(row: FileRow) -> Result<Self, StoreError> {
        let by = match (row.uploaded_by, row.uploaded_contact) {
            (Some(user), _) => Uploader::User(UserId(user)),
            (None, Some(contact)) => Uploader::Contact(ContactId(contact)),
            (None, None) => return Err(StoreError::corrupt("files.uploaded_by")),
        };
        let media_type = row.media_type.parse();
        Ok(Self {
            id: FileId(row.id),
            project: ProjectId(row.project_id),
            name: row.name,
            media_type: media_type.map_err(|_| StoreError::corrupt("files.media_type"))?,
            size: row.size,
            hash: hash_of(&row.hash)?,
            is_client_visible: row.is_client_visible,
            by,
            by_name: row.uploaded_name,
            at: Timestamp(row.created_at),
        })
    }
}

fn hash_of(bytes: &[u8]) -> Result<Hash, StoreError> {
    bytes.try_into().map(Hash).map_err(|_| StoreError::corrupt("files.hash"))
}

/// Keeps a new file.
///
/// # Errors
/// `Reference` when there is no such project, `Taken("id")`.
pub async fn create(tx: &mut Tx, file: &File) -> Result<(), StoreError> {
    let (user, contact) = match file.by {
        Uploader::User(user) => (Some(user.0), None),
        Uploader::Contact(contact) => (None, Some(contact.0)),
    };
    run!(
        tx,
        "insert into files (id, project_id, name, media_type, size, hash, is_client_visible,
             uploaded_by, uploaded_contact, uploaded_name, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        file.id.0,
        file.project.0,
        &file.name,
        file.media_type.as_str(),
        file.size,
        file.hash.0.as_slice(),
        file.is_client_visible,
        user,
        contact,
        &file.by_name,
        file.at.0,
    )?;
    Ok(())
}

/// A file by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, file: FileId) -> Result<Option<File>, StoreError> {
    find!(tx, FileRow, files_where!("id = $1"), file.0)?.map(File::try_from).transpose()
}

/// A project's files, the newest first.
///
/// # Errors
/// What the database answers.
pub async fn of_project(tx: &mut Tx, project: ProjectId) -> Result<Vec<File>, StoreError> {
    all!(
        tx,
        FileRow,
        files_where!("project_id = $1 order by created_at desc, id desc"),
        project.0,
    )?
    .into_iter()
    .map(File::try_from)
    .collect()
}

/// The files that the client sees by themselves, the newest first: neither in sight as a version of
/// a deliverable nor sent with a message.
///
/// # Errors
/// What the database answers.
pub async fn loose(tx: &mut Tx, project: ProjectId, most: i64) -> Result<Vec<File>, StoreError> {
    all!(
        tx,
        FileRow,
        files_where!(
            "project_id = $1 and is_client_visible = $2
                 and not exists (
                     select 1 from deliverable_versions v
                     where v.file_id = f.id and v.is_client_visible = $2
                 )
                 and not exists (select 1 from message_files m where m.file_id = f.id)
             order by created_at desc, id desc limit $3"
        ),
        project.0,
        true,
        most,
    )?
    .into_iter()
    .map(File::try_from)
    .collect()
}

/// A file of a project with this content that the client sees, the newest of them.
///
/// # Errors
/// What the database answers.
pub async fn shown(
    tx: &mut Tx,
    project: ProjectId,
    hash: Hash,
) -> Result<Option<File>, StoreError> {
    find!(
        tx,
        FileRow,
        files_where!(
            "project_id = $1 and hash = $2 and is_client_visible = $3
             order by created_at desc, id desc limit 1"
        ),
        project.0,
        hash.0.as_slice(),
        true,
    )?
    .map(File::try_from)
    .transpose()
}

/// What the files of a project take up.
///
/// # Errors
/// What the database answers.
pub async fn taken(tx: &mut Tx, project: ProjectId) -> Result<Taken, StoreError> {
    let found = find!(
        tx,
        (i64, i64),
        "select cast(coalesce(sum(size), 0) as bigint),
             cast(coalesce(sum(case when uploaded_contact is null then 0 else size end), 0)
                 as bigint)
         from files where project_id = $1",
        project.0,
    )?;
    let (whole, by_client) = found.unwrap_or_default();
    Ok(Taken { whole, by_client })
}

/// Shows a file to the client, or hides it again.
///
/// # Errors
/// `Conflict` when it is gone.
pub async fn set_visible(
    tx: &mut Tx,
    file: FileId,
    is_client_visible: bool,
) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update files set is_client_visible = $2 where id = $1",
        file.0,
        is_client_visible,
    )?)
}

/// Removes a file; its bytes stay where they are, for other rows may name them too.
///
/// # Errors
/// `Conflict` when it is gone already.
pub async fn remove(tx: &mut Tx, file: FileId) -> Result<(), StoreError> {
    changed(run!(tx, "delete from files where id = $1", file.0)?)
}

/// Whether a version of a deliverable or a decision on paper is this file, or it came with a
/// message.
///
/// # Errors
/// What the database answers.
pub async fn is_in_use(tx: &mut Tx, file: FileId) -> Result<bool, StoreError> {
    let found = find!(
        tx,
        (i32,),
        "select 1 where exists (select 1 from deliverable_versions where file_id = $1)
             or exists (select 1 from decisions where paper_id = $1)
             or exists (select 1 from message_files where file_id = $1)",
        file.0,
    )?;
    Ok(found.is_some())
}

/// The hashes of all files, each once.
///
/// # Errors
/// What the database answers.
pub async fn hashes(tx: &mut Tx) -> Result<Vec<Hash>, StoreError> {
    let rows = all!(tx, (Vec<u8>,), "select distinct hash from files order by hash")?;
    rows.iter().map(|(hash,)| hash_of(hash)).collect()
}
