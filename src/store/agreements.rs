//! Requests for decisions, and each project's chain of decisions.

use domain::agreement::chain::standing as that_stand;
use domain::agreement::{Entry, Hash, Record, Request, RequestState, Sealed, Subject, Terms, What};
use domain::time::Timestamp;
use domain::{ContactId, FileId, ProjectId, RecordId, RequestId, UserId};
use uuid::Uuid;

use crate::records::{RecordRow, hash_of};
use crate::{Reach, StoreError, Tx, changed, optional_day};

/// An entry of a project's chain as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its place in the chain, from 1.
    pub number: i64,
    /// What was decided about.
    pub record: RecordId,
    /// Which request it answers.
    pub request: RequestId,
    /// The entry and its hash.
    pub sealed: Sealed,
    /// The strokes of a signature on the glass, as JSON.
    pub strokes: Option<String>,
    /// The scanned paper.
    pub paper: Option<FileId>,
    /// When.
    pub at: Timestamp,
}

/// A decision that was not taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its place in the chain.
    pub number: i64,
    /// What was decided about.
    pub record: RecordId,
    /// Of which subject.
    pub subject: Subject,
    /// The version as people count.
    pub version: i32,
    /// SHA-256 of the content.
    pub hash: Hash,
    /// What was decided.
    pub what: What,
    /// Which option was chosen.
    pub option: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// A decision that somebody gave, for those who wait for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// In which project.
    pub project: ProjectId,
    /// What the project is called.
    pub project_name: String,
    /// Its place in the chain.
    pub number: i64,
    /// What was decided about.
    pub title: String,
    /// What was decided.
    pub what: What,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct RequestRow {
    id: Uuid,
    project_id: Uuid,
    record_id: Uuid,
    approver_id: Uuid,
    asked_by: Uuid,
    asked_at: i64,
    why: String,
    outcome: String,
    due: Option<String>,
    minutes: i32,
    state: String,
    version: i32,
}

#[derive(sqlx::FromRow)]
struct KeptRow {
    number: i64,
    record_id: Uuid,
    request_id: Uuid,
    body: String,
    hash: Vec<u8>,
    strokes: Option<String>,
    paper_id: Option<Uuid>,
    at: i64,
}

impl TryFrom<RequestRow> for Request {
    type Error = StoreError;

    fn try_from(row: RequestRow) -> Result<Self, StoreError> {
        let corrupt = |what: &str| StoreError::corrupt(format!("decision_requests.{what}"));
        let due = optional_day(row.due.as_deref(), "decision_requests.due")?;
        let minutes = u16::try_from(row.minutes).map_err(|_| corrupt("minutes"))?;
        Ok(Self {
            id: RequestId(row.id),
            project: ProjectId(row.project_id),
            record: RecordId(row.record_id),
            approver: ContactId(row.approver_id),
            asked_by: UserId(row.asked_by),
            asked_at: Timestamp(row.asked_at),
            terms: Terms { why: row.why, outcome: row.outcome, due, minutes },
            state: row.state.parse().map_err(|_| corrupt("state"))?,
            version: row.version,
        })
    }
}

impl TryFrom<KeptRow> for Kept {
    type Error = StoreError;

    fn try_from(row: KeptRow) -> Result<Self, StoreError> {
        Ok(Self {
            number: row.number,
            record: RecordId(row.record_id),
            request: RequestId(row.request_id),
            sealed: Sealed { hash: hash_of(&row.hash)?, body: row.body },
            strokes: row.strokes,
            paper: row.paper_id.map(FileId),
            at: Timestamp(row.at),
        })
    }
}

impl Kept {
    /// What the entry says.
    ///
    /// # Errors
    /// `Corrupt`.
    pub fn entry(&self) -> Result<Entry, StoreError> {
        self.sealed.entry().map_err(|_| StoreError::corrupt("decisions.body"))
    }
}

/// Keeps a new request.
///
/// # Errors
/// `Reference` when contact or record do not exist, `Taken("id")`.
pub async fn ask(tx: &mut Tx, request: &Request) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into decision_requests (id, project_id, record_id, approver_id, asked_by, asked_at,
             why, outcome, due, minutes, state, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        request.id.0,
        request.project.0,
        request.record.0,
        request.approver.0,
        request.asked_by.0,
        request.asked_at.0,
        &request.terms.why,
        &request.terms.outcome,
        request.terms.due.map(|day| day.to_string()),
        i32::from(request.terms.minutes),
        request.state.as_str(),
        request.version,
    )?;
    Ok(())
}

/// A request by id.
///
/// # Errors
/// What the database answers.
pub async fn find_request(tx: &mut Tx, request: RequestId) -> Result<Option<Request>, StoreError> {
    find!(
        tx,
        RequestRow,
        "select id, project_id, record_id, approver_id, asked_by, asked_at, why, outcome, due,
             minutes, state, version
         from decision_requests where id = $1",
        request.0,
    )?
    .map(Request::try_from)
    .transpose()
}

/// The requests about any version of a subject, the newest first.
///
/// # Errors
/// What the database answers.
pub async fn requests_of(
    tx: &mut Tx,
    project: ProjectId,
    subject: Subject,
) -> Result<Vec<Request>, StoreError> {
    all!(
        tx,
        RequestRow,
        "select q.id, q.project_id, q.record_id, q.approver_id, q.asked_by, q.asked_at, q.why,
             q.outcome, q.due, q.minutes, q.state, q.version
         from decision_requests q join records r on r.id = q.record_id
         where q.project_id = $1 and r.subject_kind = $2 and r.subject_id = $3
         order by q.asked_at desc, q.id desc",
        project.0,
        subject.kind.as_str(),
        subject.id,
    )?
    .into_iter()
    .map(Request::try_from)
    .collect()
}

/// Moves a request on; counts its version up.
///
/// # Errors
/// `Conflict` when `request.version` is stale: somebody else was faster.
pub async fn set_state(
    tx: &mut Tx,
    request: &Request,
    state: RequestState,
) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update decision_requests set state = $3, version = version + 1
         where id = $1 and version = $2",
        request.id.0,
        request.version,
        state.as_str(),
    )?)
}

/// The requests of a project that wait for an answer with what they are about, the oldest first.
///
/// # Errors
/// What the database answers.
pub async fn waiting(
    tx: &mut Tx,
    project: ProjectId,
) -> Result<Vec<(Request, Record)>, StoreError> {
    let requests = all!(
        tx,
        RequestRow,
        "select id, project_id, record_id, approver_id, asked_by, asked_at, why, outcome, due,
             minutes, state, version
         from decision_requests where project_id = $1 and state = 'waiting'
         order by asked_at, id",
        project.0,
    )?;
    let records = all!(
        tx,
        RecordRow,
        "select id, project_id, subject_kind, subject_id, number, content, hash, created_by,
             created_at
         from records where id in (
             select record_id from decision_requests where project_id = $1 and state = 'waiting'
         )",
        project.0,
    )?;
    let records: Vec<Record> =
        records.into_iter().map(Record::try_from).collect::<Result<_, _>>()?;
    let with_record = |row: RequestRow| {
        let request = Request::try_from(row)?;
        let record = records.iter().find(|record| record.id == request.record).cloned();
        let record = record.ok_or_else(|| StoreError::corrupt("decision_requests.record_id"))?;
        Ok((request, record))
    };
    requests.into_iter().map(with_record).collect()
}

/// Appends an entry to its project's chain.
///
/// # Errors
/// `Taken` when another entry took its place at the same time.
pub async fn append(tx: &mut Tx, project: ProjectId, kept: &Kept) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into decisions (project_id, number, request_id, record_id, body, hash, strokes,
             paper_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        project.0,
        kept.number,
        kept.request.0,
        kept.record.0,
        &kept.sealed.body,
        kept.sealed.hash.0.as_slice(),
        &kept.strokes,
        kept.paper.map(|file| file.0),
        kept.at.0,
    )?;
    Ok(())
}

/// The chain of a project from its beginning.
///
/// # Errors
/// What the database answers.
pub async fn chain(tx: &mut Tx, project: ProjectId) -> Result<Vec<Kept>, StoreError> {
    all!(
        tx,
        KeptRow,
        "select number, record_id, request_id, body, hash, strokes, paper_id, at
         from decisions where project_id = $1 order by number",
        project.0,
    )?
    .into_iter()
    .map(Kept::try_from)
    .collect()
}

/// The place and the hash at the end of a project's chain; 0 and zeros when it is empty.
///
/// # Errors
/// What the database answers.
pub async fn end(tx: &mut Tx, project: ProjectId) -> Result<(i64, Hash), StoreError> {
    let last = find!(
        tx,
        (i64, Vec<u8>),
        "select number, hash from decisions where project_id = $1 order by number desc limit 1",
        project.0,
    )?;
    match last {
        Some((number, hash)) => Ok((number, hash_of(&hash)?)),
        None => Ok((0, Hash::NONE)),
    }
}

/// The decisions of a project that were not taken back, the oldest first.
///
/// # Errors
/// What the database answers.
pub async fn standing(tx: &mut Tx, project: ProjectId) -> Result<Vec<Standing>, StoreError> {
    let kept = chain(tx, project).await?;
    let entries = kept.iter().map(Kept::entry).collect::<Result<Vec<_>, _>>()?;
    let standing = that_stand(&entries).into_iter().filter_map(|entry| {
        let record = kept.iter().find(|kept| kept.number == entry.number)?.record;
        Some(Standing {
            number: entry.number,
            record,
            subject: Subject { kind: entry.kind, id: entry.subject },
            version: entry.version,
            hash: entry.content,
            what: entry.what,
            option: entry.option.clone(),
            at: entry.at,
        })
    });
    Ok(standing.collect())
}

/// What clients decided since a moment in the projects within reach, the newest first.
///
/// # Errors
/// What the database answers.
pub async fn recent(tx: &mut Tx, reach: Reach, since: Timestamp) -> Result<Vec<Given>, StoreError> {
    let rows = all!(
        tx,
        (Uuid, String, String),
        "select p.id, p.name, d.body from decisions d join projects p on p.id = d.project_id
         where d.at >= $2 and ($1 is null or exists (
             select 1 from project_members where project_id = p.id and user_id = $1
         ))
         order by d.at desc, d.number desc",
        reach.person(),
        since.0,
    )?;
    let given = |(project, project_name, body): (Uuid, String, String)| {
        let entry: Entry =
            serde_json::from_str(&body).map_err(|_| StoreError::corrupt("decisions.body"))?;
        Ok(Given {
            project: ProjectId(project),
            project_name,
            number: entry.number,
            title: entry.title,
            what: entry.what,
            by: entry.by.name,
            at: entry.at,
        })
    };
    rows.into_iter().map(given).collect()
}
