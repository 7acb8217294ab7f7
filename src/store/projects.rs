//! Projects, who works on them, and who of the client sees their page.

use domain::client::Contact;
use domain::project::Project;
use domain::time::Timestamp;
use domain::user::{PROJECT_ROLES, ProjectRole, User};
use domain::{ClientId, ContactId, ProjectId, UserId};
use uuid::Uuid;

use crate::contacts::ContactRow;
use crate::users::UserRow;
use crate::{Reach, StoreError, Tx, changed};

/// A project in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectRow {
    /// The project.
    pub project: Project,
    /// The client's name.
    pub client_name: String,
    /// The name of who answers for it.
    pub lead_name: String,
}

/// Someone who works on a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub user: User,
    /// What the person is in the project.
    pub role: ProjectRole,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    client_id: Uuid,
    key: String,
    name: String,
    methods: String,
    phase: String,
    lead_id: Uuid,
    status: String,
    next_meeting: String,
    is_demo: bool,
    version: i32,
}

#[derive(sqlx::FromRow)]
struct NamedRow {
    #[sqlx(flatten)]
    project: Row,
    client_name: String,
    lead_name: String,
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    #[sqlx(flatten)]
    user: UserRow,
    project_role: String,
}

/// The query for projects that fulfil a condition.
macro_rules! projects_where {
    ($condition:literal) => {
        concat!(
            "select id, client_id, key, name, methods, phase, lead_id, status, next_meeting,
                 is_demo, version
             from projects where ",
            $condition
        )
    };
}

impl TryFrom<Row> for Project {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let methods = serde_json::from_str(&row.methods);
        Ok(Self {
            id: ProjectId(row.id),
            client: ClientId(row.client_id),
            key: row.key,
            name: row.name,
            methods: methods.map_err(|_| StoreError::corrupt("projects.methods"))?,
            phase: row.phase.parse().map_err(|_| StoreError::corrupt("projects.phase"))?,
            lead: UserId(row.lead_id),
            status: row.status,
            next_meeting: row.next_meeting,
            is_demo: row.is_demo,
            version: row.version,
        })
    }
}

impl TryFrom<NamedRow> for ProjectRow {
    type Error = StoreError;

    fn try_from(row: NamedRow) -> Result<Self, StoreError> {
        let project = row.project.try_into()?;
        Ok(Self { project, client_name: row.client_name, lead_name: row.lead_name })
    }
}

/// Keeps a new project and makes its lead a member of it.
///
/// # Errors
/// `Taken("projects.key")`, `Taken("id")`, `Reference` when client or lead do not exist.
pub async fn create(tx: &mut Tx, project: &Project, now: Timestamp) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into projects (id, client_id, key, name, methods, phase, lead_id, status,
             next_meeting, is_demo, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)",
        project.id.0,
        project.client.0,
        &project.key,
        &project.name,
        methods_text(project),
        project.phase.as_str(),
        project.lead.0,
        &project.status,
        &project.next_meeting,
        project.is_demo,
        project.version,
        now.0,
    )?;
    put_member(tx, project.id, project.lead, ProjectRole::Lead, now).await
}

/// A project by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, project: ProjectId) -> Result<Option<Project>, StoreError> {
    find!(tx, Row, projects_where!("id = $1"), project.0)?.map(Project::try_from).transpose()
}

/// A project by the first part of its tasks' keys, in capitals.
///
/// # Errors
/// What the database answers.
pub async fn find_by_key(tx: &mut Tx, key: &str) -> Result<Option<Project>, StoreError> {
    find!(tx, Row, projects_where!("key = $1"), key)?.map(Project::try_from).transpose()
}

/// Keeps a project's name, methods, phase, status and next meeting; counts the version up.
///
/// # Errors
/// `Conflict` when `project.version` is stale.
pub async fn update(tx: &mut Tx, project: &Project, now: Timestamp) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update projects set name = $3, methods = $4, phase = $5, status = $6, next_meeting = $7,
             version = version + 1, updated_at = $8
         where id = $1 and version = $2",
        project.id.0,
        project.version,
        &project.name,
        methods_text(project),
        project.phase.as_str(),
        &project.status,
        &project.next_meeting,
        now.0,
    )?)
}

/// The projects within reach, by name.
///
/// # Errors
/// What the database answers.
pub async fn visible(tx: &mut Tx, reach: Reach) -> Result<Vec<ProjectRow>, StoreError> {
    all!(
        tx,
        NamedRow,
        "select p.id, p.client_id, p.key, p.name, p.methods, p.phase, p.lead_id, p.status,
             p.next_meeting, p.is_demo, p.version, c.name as client_name, u.name as lead_name
         from projects p join clients c on c.id = p.client_id join users u on u.id = p.lead_id
         where $1 is null or exists (
             select 1 from project_members where project_id = p.id and user_id = $1
         )
         order by p.name, p.id",
        reach.person(),
    )?
    .into_iter()
    .map(ProjectRow::try_from)
    .collect()
}

/// A client's projects within reach, by name.
///
/// # Errors
/// What the database answers.
pub async fn of_client(
    tx: &mut Tx,
    client: ClientId,
    reach: Reach,
) -> Result<Vec<Project>, StoreError> {
    all!(
        tx,
        Row,
        projects_where!(
            "client_id = $1 and ($2 is null or exists (
                 select 1 from project_members where project_id = projects.id and user_id = $2
             ))
             order by name, id"
        ),
        client.0,
        reach.person(),
    )?
    .into_iter()
    .map(Project::try_from)
    .collect()
}

/// What a user is in a project, if anything.
///
/// # Errors
/// What the database answers.
pub async fn role_of(
    tx: &mut Tx,
    project: ProjectId,
    user: UserId,
) -> Result<Option<ProjectRole>, StoreError> {
    let roles = all!(
        tx,
        (String,),
        "select role from project_members where project_id = $1 and user_id = $2",
        project.0,
        user.0,
    )?;
    widest(roles)
}

/// Who works on a project, by name; those who may no longer sign in too.
///
/// # Errors
/// What the database answers.
pub async fn members(tx: &mut Tx, project: ProjectId) -> Result<Vec<Member>, StoreError> {
    let rows = all!(
        tx,
        MemberRow,
        "select u.id, u.name, u.email, u.role, u.is_active, u.version, m.role as project_role
         from project_members m join users u on u.id = m.user_id
         where m.project_id = $1
         order by u.name, u.id",
        project.0,
    )?;
    let member = |row: MemberRow| {
        Ok(Member { user: row.user.try_into()?, role: role_named(&row.project_role)? })
    };
    rows.into_iter().map(member).collect()
}

/// Gives a user a role in a project. The project's lead keeps that role.
///
/// # Errors
/// `Conflict` for another role of the lead, `Reference` when project or user do not exist.
pub async fn put_member(
    tx: &mut Tx,
    project: ProjectId,
    user: UserId,
    role: ProjectRole,
    now: Timestamp,
) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "insert into project_members (project_id, user_id, role, created_at)
         select $1, $2, $3, $4
         where $3 = 'lead' or not exists (
             select 1 from projects where id = $1 and lead_id = $2
         )
         on conflict (project_id, user_id) do update set role = excluded.role",
        project.0,
        user.0,
        role.as_str(),
        now.0,
    )?)
}

/// Takes a user out of a project. The project's lead stays.
///
/// # Errors
/// `Conflict` for the lead and for somebody who is no member.
pub async fn remove_member(
    tx: &mut Tx,
    project: ProjectId,
    user: UserId,
) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "delete from project_members
         where project_id = $1 and user_id = $2 and not exists (
             select 1 from projects where id = $1 and lead_id = $2
         )",
        project.0,
        user.0,
    )?)
}

/// The contacts who may see a project's page, by name.
///
/// # Errors
/// What the database answers.
pub async fn contacts(tx: &mut Tx, project: ProjectId) -> Result<Vec<Contact>, StoreError> {
    all!(
        tx,
        ContactRow,
        "select c.id, c.client_id, c.name, c.title, c.email, c.phone, c.role, c.version
         from project_contacts p join contacts c on c.id = p.contact_id
         where p.project_id = $1
         order by c.name, c.id",
        project.0,
    )?
    .into_iter()
    .map(Contact::try_from)
    .collect()
}

/// Lets a contact of the project's own client see its page; doing so again changes nothing.
///
/// # Errors
/// `Reference` when project and contact do not belong to one client, or do not exist.
pub async fn put_contact(
    tx: &mut Tx,
    project: ProjectId,
    contact: ContactId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let rows = run!(
        tx,
        "insert into project_contacts (project_id, contact_id, created_at)
         select p.id, c.id, $3 from projects p join contacts c on c.client_id = p.client_id
         where p.id = $1 and c.id = $2
         on conflict (project_id, contact_id) do update set contact_id = excluded.contact_id",
        project.0,
        contact.0,
        now.0,
    )?;
    if rows == 0 { Err(StoreError::Reference) } else { Ok(()) }
}

/// Ends a contact's right to see a project's page, with the sessions and links that came of it.
///
/// # Errors
/// `Conflict` when the contact had no such right.
pub async fn remove_contact(
    tx: &mut Tx,
    project: ProjectId,
    contact: ContactId,
) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "delete from project_contacts where project_id = $1 and contact_id = $2",
        project.0,
        contact.0,
    )?)
}

/// Whether a contact may see a project's page.
///
/// # Errors
/// What the database answers.
pub async fn has_contact(
    tx: &mut Tx,
    project: ProjectId,
    contact: ContactId,
) -> Result<bool, StoreError> {
    let found = find!(
        tx,
        (i32,),
        "select 1 from project_contacts where project_id = $1 and contact_id = $2",
        project.0,
        contact.0,
    )?;
    Ok(found.is_some())
}

/// The widest of some stored roles.
pub(crate) fn widest(roles: Vec<(String,)>) -> Result<Option<ProjectRole>, StoreError> {
    let roles: Vec<_> = roles.iter().map(|(name,)| role_named(name)).collect::<Result<_, _>>()?;
    Ok(PROJECT_ROLES.iter().map(|(role, _)| *role).find(|role| roles.contains(role)))
}

fn role_named(name: &str) -> Result<ProjectRole, StoreError> {
    name.parse().map_err(|_| StoreError::corrupt("project_members.role"))
}

fn methods_text(project: &Project) -> String {
    serde_json::to_string(&project.methods).expect("five plain names always have a text")
}
