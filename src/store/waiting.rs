//! What waits for somebody who leads projects or has something to do in them. Every function tells
//! of the projects of one person and of no others.

use chrono::NaiveDate;
use domain::agreement::{Content, Entry, Subject};
use domain::change::ChangeState;
use domain::inbox::Todo;
use domain::time::Timestamp;
use domain::{ChangeId, ProjectId, RequestId, UserId};
use uuid::Uuid;

use crate::records::subject_of;
use crate::{StoreError, Tx, optional_day};

/// A change about which nothing final was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenChange {
    /// In which project.
    pub project: ProjectId,
    /// What the project is called.
    pub project_name: String,
    /// Which.
    pub change: ChangeId,
    /// Its number in the project.
    pub number: i32,
    /// What is to change.
    pub title: String,
    /// What the team decided.
    pub state: ChangeState,
    /// Whether an option has operations.
    pub has_branch: bool,
    /// Whether the client was asked and has not answered.
    pub is_asked: bool,
    /// Who raised it, and when.
    pub raised: (String, Timestamp),
    /// Who of the team decided, and when.
    pub decided: Option<(String, Timestamp)>,
}

/// What a client said last about a subject, when nobody has asked again since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// In which project.
    pub project: ProjectId,
    /// What the project is called.
    pub project_name: String,
    /// The decision.
    pub entry: Entry,
}

/// A request that waits for an answer by a day, or that nobody can answer any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// In which project.
    pub project: ProjectId,
    /// What the project is called.
    pub project_name: String,
    /// Which.
    pub request: RequestId,
    /// About what.
    pub subject: Subject,
    /// What that is called.
    pub title: String,
    /// Who is to decide.
    pub approver: String,
    /// Since when it waits.
    pub at: Timestamp,
    /// Until when an answer is needed.
    pub due: Option<NaiveDate>,
    /// Whether the approver lost the role or the page since: then nobody decides.
    pub is_stuck: bool,
}

/// Where something that is to be done comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The decision of a client with this number.
    Decision(i64),
    /// A change of the plan, with its number.
    Change(ChangeId, i32),
}

/// Something that is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// In which project.
    pub project: ProjectId,
    /// What the project is called.
    pub project_name: String,
    /// Which, among those of its origin.
    pub id: Uuid,
    /// What is to be done.
    pub text: String,
    /// Who does it until when.
    pub todo: Todo,
    /// What the person is called who does it.
    pub owner_name: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
    /// Who made it necessary.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    project_id: Uuid,
    project_name: String,
    id: Uuid,
    number: i32,
    title: String,
    state: String,
    has_branch: bool,
    is_asked: bool,
    raised_by: String,
    created_at: i64,
    decided_by: Option<String>,
    decided_at: Option<i64>,
}

impl TryFrom<ChangeRow> for OpenChange {
    type Error = StoreError;

    fn try_from(row: ChangeRow) -> Result<Self, StoreError> {
        let state = row.state.parse().map_err(|_| StoreError::corrupt("change_requests.state"))?;
        Ok(Self {
            project: ProjectId(row.project_id),
            project_name: row.project_name,
            change: ChangeId(row.id),
            number: row.number,
            title: row.title,
            state,
            has_branch: row.has_branch,
            is_asked: row.is_asked,
            raised: (row.raised_by, Timestamp(row.created_at)),
            decided: row.decided_by.zip(row.decided_at.map(Timestamp)),
        })
    }
}

/// The changes in projects that a person leads that are neither over nor in the plan.
///
/// # Errors
/// What the database answers.
pub async fn changes(tx: &mut Tx, lead: UserId) -> Result<Vec<OpenChange>, StoreError> {
    let rows = all!(
        tx,
        ChangeRow,
        "select c.project_id, p.name as project_name, c.id, c.number, c.title, c.state,
             exists (
                 select 1 from change_options o join change_ops b on b.option_id = o.id
                 where o.change_id = c.id
             ) as has_branch,
             exists (
                 select 1 from decision_requests q join records r on r.id = q.record_id
                 where q.project_id = c.project_id and q.state = 'waiting'
                     and r.subject_kind = 'change' and r.subject_id = c.id
             ) as is_asked,
             u.name as raised_by, c.created_at, d.name as decided_by, c.decided_at
         from change_requests c join projects p on p.id = c.project_id
             join project_members w on w.project_id = c.project_id
             join users u on u.id = c.created_by
             left join users d on d.id = c.decided_by
         where w.user_id = $1 and w.role = 'lead' and c.state in ('open', 'approved')
         order by c.created_at, c.id",
        lead.0,
    )?;
    rows.into_iter().map(OpenChange::try_from).collect()
}

/// What the clients of projects that a person leads said last about each subject, where nobody has
/// asked again since and it was not taken back; the oldest first. Of a change that the team
/// approved, that is over or in the plan there is nothing.
///
/// # Errors
/// What the database answers.
pub async fn answers(tx: &mut Tx, lead: UserId) -> Result<Vec<Answer>, StoreError> {
    let rows = all!(
        tx,
        (Uuid, String, String),
        "select p.id, p.name, d.body
         from decisions d join decision_requests q on q.id = d.request_id
             join records r on r.id = q.record_id
             join projects p on p.id = d.project_id
             join project_members w on w.project_id = d.project_id
         where w.user_id = $1 and w.role = 'lead' and q.state = 'decided'
             and not exists (
                 select 1 from decisions l where l.request_id = q.id and l.number > d.number
             )
             and not exists (
                 select 1 from decision_requests o join records s on s.id = o.record_id
                 where o.project_id = q.project_id and s.subject_kind = r.subject_kind
                     and s.subject_id = r.subject_id and o.id <> q.id
                     and (o.state = 'waiting'
                         or (o.state = 'decided' and o.asked_at > q.asked_at))
             )
             and not exists (
                 select 1 from change_requests c
                 where r.subject_kind = 'change' and c.id = r.subject_id
                     and c.state <> 'open'
             )
         order by d.at, d.project_id, d.number",
        lead.0,
    )?;
    let answer = |(project, project_name, body): (Uuid, String, String)| {
        let (project, entry) = (ProjectId(project), entry_of(&body)?);
        Ok(Answer { project, project_name, entry })
    };
    rows.into_iter().map(answer).collect()
}

fn entry_of(body: &str) -> Result<Entry, StoreError> {
    serde_json::from_str(body).map_err(|_| StoreError::corrupt("decisions.body"))
}

#[derive(sqlx::FromRow)]
struct AskedRow {
    project_id: Uuid,
    project_name: String,
    id: Uuid,
    subject_kind: String,
    subject_id: Uuid,
    content: String,
    approver: String,
    asked_at: i64,
    due: Option<String>,
    is_stuck: bool,
}

impl TryFrom<AskedRow> for Asked {
    type Error = StoreError;

    fn try_from(row: AskedRow) -> Result<Self, StoreError> {
        let content: Content = serde_json::from_str(&row.content)
            .map_err(|_| StoreError::corrupt("records.content"))?;
        Ok(Self {
            project: ProjectId(row.project_id),
            project_name: row.project_name,
            request: RequestId(row.id),
            subject: subject_of(&row.subject_kind, row.subject_id)?,
            title: content.title,
            approver: row.approver,
            at: Timestamp(row.asked_at),
            due: optional_day(row.due.as_deref(), "decision_requests.due")?,
            is_stuck: row.is_stuck,
        })
    }
}

/// The requests in projects that a person leads that wait for an answer by a day, the one that was
/// needed first coming first, and those that nobody can answer any more.
///
/// # Errors
/// What the database answers.
pub async fn requests(tx: &mut Tx, lead: UserId) -> Result<Vec<Asked>, StoreError> {
    let rows = all!(
        tx,
        AskedRow,
        "select q.project_id, p.name as project_name, q.id, r.subject_kind, r.subject_id,
             r.content, c.name as approver, q.asked_at, q.due,
             (c.role <> 'approver' or i.contact_id is null) as is_stuck
         from decision_requests q join records r on r.id = q.record_id
             join contacts c on c.id = q.approver_id
             join projects p on p.id = q.project_id
             join project_members w on w.project_id = q.project_id
             left join project_contacts i
                 on i.project_id = q.project_id and i.contact_id = q.approver_id
         where w.user_id = $1 and w.role = 'lead' and q.state = 'waiting'
             and (q.due is not null or c.role <> 'approver' or i.contact_id is null)
         order by coalesce(q.due, '9999'), q.asked_at, q.id",
        lead.0,
    )?;
    rows.into_iter().map(Asked::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct ConditionRow {
    project_id: Uuid,
    project_name: String,
    id: Uuid,
    decision: i64,
    text: String,
    owner_id: Option<Uuid>,
    owner_name: Option<String>,
    due: Option<String>,
    body: String,
}

impl TryFrom<ConditionRow> for Work {
    type Error = StoreError;

    fn try_from(row: ConditionRow) -> Result<Self, StoreError> {
        let entry = entry_of(&row.body)?;
        let due = optional_day(row.due.as_deref(), "action_items.due")?;
        Ok(Self {
            project: ProjectId(row.project_id),
            project_name: row.project_name,
            id: row.id,
            text: row.text,
            todo: Todo { owner: row.owner_id.map(UserId), due },
            owner_name: row.owner_name,
            origin: Origin::Decision(row.decision),
            by: entry.by.name,
            at: entry.at,
        })
    }
}

/// What is to be done because of decisions: what a person does, and everything in projects that
/// the person leads; the oldest first.
///
/// # Errors
/// What the database answers.
pub async fn conditions(tx: &mut Tx, user: UserId) -> Result<Vec<Work>, StoreError> {
    let rows = all!(
        tx,
        ConditionRow,
        "select i.project_id, p.name as project_name, i.id, i.decision, i.text, i.owner_id,
             o.name as owner_name, i.due, d.body
         from action_items i
             join decisions d on d.project_id = i.project_id and d.number = i.decision
             join projects p on p.id = i.project_id
             join project_members w on w.project_id = i.project_id
             left join users o on o.id = i.owner_id
         where w.user_id = $1 and i.done_at is null and (i.owner_id = $1 or w.role = 'lead')
         order by i.created_at, i.id",
        user.0,
    )?;
    rows.into_iter().map(Work::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct StepRow {
    project_id: Uuid,
    project_name: String,
    id: Uuid,
    change_id: Uuid,
    number: i32,
    text: String,
    owner_id: Option<Uuid>,
    owner_name: Option<String>,
    due: Option<String>,
    by_name: String,
    at: i64,
}

impl TryFrom<StepRow> for Work {
    type Error = StoreError;

    fn try_from(row: StepRow) -> Result<Self, StoreError> {
        let due = optional_day(row.due.as_deref(), "change_steps.due")?;
        Ok(Self {
            project: ProjectId(row.project_id),
            project_name: row.project_name,
            id: row.id,
            text: row.text,
            todo: Todo { owner: row.owner_id.map(UserId), due },
            owner_name: row.owner_name,
            origin: Origin::Change(ChangeId(row.change_id), row.number),
            by: row.by_name,
            at: Timestamp(row.at),
        })
    }
}

/// What is to be done because changes are part of the plan: what a person does, and everything in
/// projects that the person leads; in the order of each change. Whoever made the baseline of the
/// change brought it into the plan; where that has no name any more, whoever raised it is told.
///
/// # Errors
/// What the database answers.
pub async fn steps(tx: &mut Tx, user: UserId) -> Result<Vec<Work>, StoreError> {
    let rows = all!(
        tx,
        StepRow,
        "select c.project_id, p.name as project_name, s.id, s.change_id, c.number, s.text,
             s.owner_id, o.name as owner_name, s.due, coalesce(a.name, r.name) as by_name,
             coalesce(b.created_at, c.updated_at) as at
         from change_steps s join change_requests c on c.id = s.change_id
             join projects p on p.id = c.project_id
             join project_members w on w.project_id = c.project_id
             join users r on r.id = c.created_by
             left join baselines b on b.id = c.baseline_id
             left join users a on a.id = b.created_by
             left join users o on o.id = s.owner_id
         where w.user_id = $1 and c.state = 'applied' and s.done_at is null
             and (s.owner_id = $1 or w.role = 'lead')
         order by c.project_id, c.number, s.place, s.id",
        user.0,
    )?;
    rows.into_iter().map(Work::try_from).collect()
}
