//! Complaints, and who answers for them.

use domain::time::Timestamp;
use domain::user::User;
use domain::voice::{Complaint, ComplaintDraft};
use domain::{ComplaintId, ContactId, ProjectId, UserId};
use uuid::Uuid;

use crate::users::UserRow;
use crate::{StoreError, Tx};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    number: i64,
    contact_id: Uuid,
    contact_name: String,
    happened: String,
    severity: String,
    wish: String,
    owner_id: Option<Uuid>,
    owner_name: String,
    state: String,
    promised_by: i64,
    created_at: i64,
    version: i32,
}

#[derive(sqlx::FromRow)]
struct NamedRow {
    #[sqlx(flatten)]
    complaint: Row,
    project_name: String,
}

/// The query for complaints that fulfil a condition.
macro_rules! complaints_where {
    ($condition:literal) => {
        concat!(
            "select id, project_id, number, contact_id, contact_name, happened, severity, wish,
                 owner_id, owner_name, state, promised_by, created_at, version
             from complaints where ",
            $condition
        )
    };
}

impl TryFrom<Row> for Complaint {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let severity = row.severity.parse();
        let severity = severity.map_err(|_| StoreError::corrupt("complaints.severity"))?;
        Ok(Self {
            id: ComplaintId(row.id),
            project: ProjectId(row.project_id),
            number: row.number,
            contact: ContactId(row.contact_id),
            contact_name: row.contact_name,
            draft: ComplaintDraft { happened: row.happened, severity, wish: row.wish },
            owner: row.owner_id.map(UserId),
            owner_name: row.owner_name,
            state: row.state.parse().map_err(|_| StoreError::corrupt("complaints.state"))?,
            promised_by: Timestamp(row.promised_by),
            at: Timestamp(row.created_at),
            version: row.version,
        })
    }
}

/// The number that the next complaint of a project gets. The caller keeps others from asking at the
/// same time: it holds the head of the project's plan.
///
/// # Errors
/// What the database answers.
pub async fn next_number(tx: &mut Tx, project: ProjectId) -> Result<i64, StoreError> {
    let found = find!(
        tx,
        (Option<i64>,),
        "select max(number) from complaints where project_id = $1",
        project.0,
    )?;
    Ok(found.and_then(|(highest,)| highest).unwrap_or(0) + 1)
}

/// Keeps a new complaint.
///
/// # Errors
/// `Taken` when number or id are there already, `Reference` without project or owner.
pub async fn create(tx: &mut Tx, complaint: &Complaint) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into complaints (id, project_id, number, contact_id, contact_name, happened,
             severity, wish, owner_id, owner_name, state, promised_by, created_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        complaint.id.0,
        complaint.project.0,
        complaint.number,
        complaint.contact.0,
        &complaint.contact_name,
        &complaint.draft.happened,
        complaint.draft.severity.as_str(),
        &complaint.draft.wish,
        complaint.owner.map(|owner| owner.0),
        &complaint.owner_name,
        complaint.state.as_str(),
        complaint.promised_by.0,
        complaint.at.0,
        complaint.version,
    )?;
    Ok(())
}

/// A complaint by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, complaint: ComplaintId) -> Result<Option<Complaint>, StoreError> {
    find!(tx, Row, complaints_where!("id = $1"), complaint.0)?.map(Complaint::try_from).transpose()
}

/// The complaints about a project, the latest first.
///
/// # Errors
/// What the database answers.
pub async fn in_project(tx: &mut Tx, project: ProjectId) -> Result<Vec<Complaint>, StoreError> {
    all!(tx, Row, complaints_where!("project_id = $1 order by number desc"), project.0)?
        .into_iter()
        .map(Complaint::try_from)
        .collect()
}

/// A contact's own complaints about a project, the latest first.
///
/// # Errors
/// What the database answers.
pub async fn of_contact(
    tx: &mut Tx,
    project: ProjectId,
    contact: ContactId,
) -> Result<Vec<Complaint>, StoreError> {
    all!(
        tx,
        Row,
        complaints_where!("project_id = $1 and contact_id = $2 order by number desc"),
        project.0,
        contact.0,
    )?
    .into_iter()
    .map(Complaint::try_from)
    .collect()
}

/// The open complaints that a person answers for with their projects' names, the latest first.
///
/// # Errors
/// What the database answers.
pub async fn owned(tx: &mut Tx, owner: UserId) -> Result<Vec<(Complaint, String)>, StoreError> {
    let rows = all!(
        tx,
        NamedRow,
        "select c.id, c.project_id, c.number, c.contact_id, c.contact_name, c.happened, c.severity,
             c.wish, c.owner_id, c.owner_name, c.state, c.promised_by, c.created_at, c.version,
             p.name as project_name
         from complaints c join projects p on p.id = c.project_id
         where c.owner_id = $1 and c.state = 'received'
         order by c.created_at desc, c.id",
        owner.0,
    )?;
    let named = |row: NamedRow| Ok((Complaint::try_from(row.complaint)?, row.project_name));
    rows.into_iter().map(named).collect()
}

/// Who can answer for complaints: sponsors and administrators who may sign in, by name. The demo's
/// people, who never do, are among them for the demo only.
///
/// # Errors
/// What the database answers.
pub async fn in_charge(tx: &mut Tx, is_demo: bool) -> Result<Vec<User>, StoreError> {
    all!(
        tx,
        UserRow,
        "select id, name, email, role, is_active, version from users
         where is_active = $1 and role in ('sponsor', 'administrator')
             and (is_demo = $2 or is_demo = $3)
         order by name, id",
        true,
        false,
        is_demo,
    )?
    .into_iter()
    .map(User::try_from)
    .collect()
}
