//! Records: what was put before a client, word for word. Never changed.

use domain::agreement::{Content, Hash, Record, Subject, SubjectKind};
use domain::time::Timestamp;
use domain::{ProjectId, RecordId, UserId};
use uuid::Uuid;

use crate::{StoreError, Tx};

/// A record as it is stored; other files select the same columns.
#[derive(sqlx::FromRow)]
pub(crate) struct RecordRow {
    pub id: Uuid,
    pub project_id: Uuid,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub number: i32,
    pub content: String,
    pub hash: Vec<u8>,
    pub created_by: Uuid,
    pub created_at: i64,
}

/// The query for records that fulfil a condition.
macro_rules! records_where {
    ($condition:literal) => {
        concat!(
            "select id, project_id, subject_kind, subject_id, number, content, hash,
                 created_by, created_at
             from records where ",
            $condition
        )
    };
}

impl TryFrom<RecordRow> for Record {
    type Error = StoreError;

    fn try_from(row: RecordRow) -> Result<Self, StoreError> {
        let corrupt = |what: &str| StoreError::corrupt(format!("records.{what}"));
        let content: Content =
            serde_json::from_str(&row.content).map_err(|_| corrupt("content"))?;
        Ok(Self {
            id: RecordId(row.id),
            project: ProjectId(row.project_id),
            subject: subject_of(&row.subject_kind, row.subject_id)?,
            number: row.number,
            content,
            hash: hash_of(&row.hash)?,
            by: UserId(row.created_by),
            at: Timestamp(row.created_at),
        })
    }
}

pub(crate) fn subject_of(kind: &str, id: Uuid) -> Result<Subject, StoreError> {
    let kind = kind.parse().map_err(|_| StoreError::corrupt("records.subject_kind"))?;
    Ok(Subject { kind, id })
}

pub(crate) fn hash_of(bytes: &[u8]) -> Result<Hash, StoreError> {
    bytes.try_into().map(Hash).map_err(|_| StoreError::corrupt("records.hash"))
}

/// Keeps a new record with the canonical text of its content.
///
/// # Errors
/// `Taken` when somebody else made the same version at the same time.
pub async fn create(tx: &mut Tx, record: &Record) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into records (id, project_id, subject_kind, subject_id, number, content, hash,
             created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        record.id.0,
        record.project.0,
        record.subject.kind.as_str(),
        record.subject.id,
        record.number,
        record.content.canonical(),
        record.hash.0.as_slice(),
        record.by.0,
        record.at.0,
    )?;
    Ok(())
}

/// A record by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, record: RecordId) -> Result<Option<Record>, StoreError> {
    find!(tx, RecordRow, records_where!("id = $1"), record.0)?.map(Record::try_from).transpose()
}

/// A record by id, with its content's canonical text as it is kept.
///
/// # Errors
/// What the database answers.
pub async fn content_text(
    tx: &mut Tx,
    record: RecordId,
) -> Result<Option<(Record, String)>, StoreError> {
    let row = find!(tx, RecordRow, records_where!("id = $1"), record.0)?;
    let Some(row) = row else { return Ok(None) };
    let text = row.content.clone();
    Ok(Some((row.try_into()?, text)))
}

/// The versions of a subject, the newest first.
///
/// # Errors
/// What the database answers.
pub async fn of_subject(
    tx: &mut Tx,
    project: ProjectId,
    subject: Subject,
) -> Result<Vec<Record>, StoreError> {
    all!(
        tx,
        RecordRow,
        records_where!(
            "project_id = $1 and subject_kind = $2 and subject_id = $3
             order by number desc"
        ),
        project.0,
        subject.kind.as_str(),
        subject.id,
    )?
    .into_iter()
    .map(Record::try_from)
    .collect()
}

/// Of each subject of a kind, the newest version about which the client was asked and was not told
/// since that it is void.
///
/// # Errors
/// What the database answers.
pub async fn newest_asked(
    tx: &mut Tx,
    project: ProjectId,
    kind: SubjectKind,
) -> Result<Vec<Record>, StoreError> {
    all!(
        tx,
        RecordRow,
        "select r.id, r.project_id, r.subject_kind, r.subject_id, r.number, r.content, r.hash,
             r.created_by, r.created_at
         from records r
         where r.project_id = $1 and r.subject_kind = $2
             and exists (
                 select 1 from decision_requests q
                 where q.record_id = r.id and q.state <> 'closed'
             )
             and not exists (
                 select 1 from records n join decision_requests q on q.record_id = n.id
                 where n.project_id = $1 and n.subject_kind = $2 and n.subject_id = r.subject_id
                     and n.number > r.number and q.state <> 'closed'
             )
         order by r.created_at, r.id",
        project.0,
        kind.as_str(),
    )?
    .into_iter()
    .map(Record::try_from)
    .collect()
}
