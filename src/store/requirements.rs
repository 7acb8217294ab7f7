//! Requirements and what they are traced to.

use domain::requirement::{Requirement, Statement};
use domain::time::Timestamp;
use domain::{ContactId, DeliverableId, ElicitationId, ProjectId, RequirementId, TaskId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed, grouped};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    number: i32,
    title: String,
    text: String,
    priority: String,
    source_id: Option<Uuid>,
    source_name: String,
    elicitation_id: Option<Uuid>,
    is_latent: bool,
    criteria: String,
    dropped: Option<String>,
    place: i32,
    version: i32,
}

impl TryFrom<Row> for Requirement {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let corrupt = |what: &str| StoreError::corrupt(format!("requirements.{what}"));
        let says = Statement {
            title: row.title,
            text: row.text,
            priority: row.priority.parse().map_err(|_| corrupt("priority"))?,
            source: row.source_id.map(ContactId),
            source_name: row.source_name,
            is_latent: row.is_latent,
            criteria: serde_json::from_str(&row.criteria).map_err(|_| corrupt("criteria"))?,
            dropped: row.dropped,
        };
        Ok(Self {
            id: RequirementId(row.id),
            project: ProjectId(row.project_id),
            number: row.number,
            says,
            elicitation: row.elicitation_id.map(ElicitationId),
            place: row.place,
            tasks: Vec::new(),
            deliverables: Vec::new(),
            version: row.version,
        })
    }
}

/// Keeps a new requirement at the end of its project's list and returns the number that it got;
/// `requirement.number` and `requirement.place` do not matter, and it is traced to nothing yet.
///
/// # Errors
/// `Taken("id")`, `Reference` when project, contact or conversation do not exist.
pub async fn create(
    tx: &mut Tx,
    requirement: &Requirement,
    now: Timestamp,
) -> Result<i32, StoreError> {
    let (project, says) = (requirement.project, &requirement.says);
    // Of two at the same moment one waits here, so that both get a number of their own.
    run!(tx, "update projects set version = version where id = $1", project.0)?;
    let next = find!(
        tx,
        (i32, i32),
        "select coalesce(max(number), 0) + 1, coalesce(max(place), 0) + 1
         from requirements where project_id = $1",
        project.0,
    )?;
    let (number, place) = next.unwrap_or((1, 1));
    run!(
        tx,
        "insert into requirements (id, project_id, number, title, text, priority, source_id,
             source_name, elicitation_id, is_latent, criteria, dropped, place, version, created_at,
             updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, $14, $14)",
        requirement.id.0,
        project.0,
        number,
        &says.title,
        &says.text,
        says.priority.as_str(),
        says.source.map(|contact| contact.0),
        &says.source_name,
        requirement.elicitation.map(|elicitation| elicitation.0),
        says.is_latent,
        criteria(says)?,
        &says.dropped,
        place,
        now.0,
    )?;
    Ok(number)
}

/// A requirement by id, with what it is traced to.
///
/// # Errors
/// What the database answers.
pub async fn find(
    tx: &mut Tx,
    requirement: RequirementId,
) -> Result<Option<Requirement>, StoreError> {
    let row = find!(
        tx,
        Row,
        "select id, project_id, number, title, text, priority, source_id, source_name,
             elicitation_id, is_latent, criteria, dropped, place, version
         from requirements where id = $1",
        requirement.0,
    )?;
    let Some(row) = row else { return Ok(None) };
    let tasks = all!(
        tx,
        (Uuid,),
        "select task_id from requirement_tasks where requirement_id = $1 order by task_id",
        requirement.0,
    )?;
    let deliverables = all!(
        tx,
        (Uuid,),
        "select deliverable_id from requirement_deliverables where requirement_id = $1
         order by deliverable_id",
        requirement.0,
    )?;
    Ok(Some(Requirement {
        tasks: tasks.into_iter().map(|(task,)| TaskId(task)).collect(),
        deliverables: deliverables.into_iter().map(|(id,)| DeliverableId(id)).collect(),
        ..row.try_into()?
    }))
}

/// The requirements of a project in the order of the document, with what they are traced to.
///
/// # Errors
/// What the database answers.
pub async fn of_project(tx: &mut Tx, project: ProjectId) -> Result<Vec<Requirement>, StoreError> {
    let rows = all!(
        tx,
        Row,
        "select id, project_id, number, title, text, priority, source_id, source_name,
             elicitation_id, is_latent, criteria, dropped, place, version
         from requirements where project_id = $1 order by place, number",
        project.0,
    )?;
    let tasks = all!(
        tx,
        (Uuid, Uuid),
        "select t.requirement_id, t.task_id
         from requirement_tasks t join requirements r on r.id = t.requirement_id
         where r.project_id = $1 order by t.task_id",
        project.0,
    )?;
    let deliverables = all!(
        tx,
        (Uuid, Uuid),
        "select d.requirement_id, d.deliverable_id
         from requirement_deliverables d join requirements r on r.id = d.requirement_id
         where r.project_id = $1 order by d.deliverable_id",
        project.0,
    )?;
    let (mut tasks, mut deliverables) =
        (grouped(tasks, TaskId), grouped(deliverables, DeliverableId));
    let whole = |row: Row| {
        let tasks = tasks.remove(&row.id).unwrap_or_default();
        let deliverables = deliverables.remove(&row.id).unwrap_or_default();
        Ok(Requirement { tasks, deliverables, ..row.try_into()? })
    };
    rows.into_iter().map(whole).collect()
}

/// Keeps what people write about a requirement; counts the version up.
///
/// # Errors
/// `Conflict` when `requirement.version` is stale, `Reference` when the contact does not exist.
pub async fn update(
    tx: &mut Tx,
    requirement: &Requirement,
    now: Timestamp,
) -> Result<(), StoreError> {
    let says = &requirement.says;
    changed(run!(
        tx,
        "update requirements set title = $3, text = $4, priority = $5, source_id = $6,
             source_name = $7, is_latent = $8, criteria = $9, dropped = $10,
             version = version + 1, updated_at = $11
         where id = $1 and version = $2",
        requirement.id.0,
        requirement.version,
        &says.title,
        &says.text,
        says.priority.as_str(),
        says.source.map(|contact| contact.0),
        &says.source_name,
        says.is_latent,
        criteria(says)?,
        &says.dropped,
        now.0,
    )?)
}

/// Deletes a requirement; answers that became it stay.
///
/// # Errors
/// `Conflict` when the version is stale.
pub async fn remove(
    tx: &mut Tx,
    requirement: RequirementId,
    version: i32,
) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "delete from requirements where id = $1 and version = $2",
        requirement.0,
        version,
    )?)
}

/// Puts the requirements of a project into this order. It is no edit of any of them: their
/// versions stay.
///
/// # Errors
/// What the database answers.
pub async fn set_order(
    tx: &mut Tx,
    project: ProjectId,
    order: &[RequirementId],
) -> Result<(), StoreError> {
    for (place, requirement) in (1_i32..).zip(order) {
        run!(
            tx,
            "update requirements set place = $3
             where id = $1 and project_id = $2 and place <> $3",
            requirement.0,
            project.0,
            place,
        )?;
    }
    Ok(())
}

/// Traces a requirement to a task of its project's plan; once is enough.
///
/// # Errors
/// `Reference` when there is no such requirement.
pub async fn put_task(
    tx: &mut Tx,
    requirement: RequirementId,
    task: TaskId,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into requirement_tasks (requirement_id, task_id) values ($1, $2)
         on conflict (requirement_id, task_id) do nothing",
        requirement.0,
        task.0,
    )?;
    Ok(())
}

/// Takes the trace from a requirement to a task away, if there is one.
///
/// # Errors
/// What the database answers.
pub async fn drop_task(
    tx: &mut Tx,
    requirement: RequirementId,
    task: TaskId,
) -> Result<(), StoreError> {
    run!(
        tx,
        "delete from requirement_tasks where requirement_id = $1 and task_id = $2",
        requirement.0,
        task.0,
    )?;
    Ok(())
}

/// Traces a requirement to a deliverable of its project; once is enough.
///
/// # Errors
/// `Reference` when there is no such requirement.
pub async fn put_deliverable(
    tx: &mut Tx,
    requirement: RequirementId,
    deliverable: DeliverableId,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into requirement_deliverables (requirement_id, deliverable_id) values ($1, $2)
         on conflict (requirement_id, deliverable_id) do nothing",
        requirement.0,
        deliverable.0,
    )?;
    Ok(())
}

/// Takes the trace from a requirement to a deliverable away, if there is one.
///
/// # Errors
/// What the database answers.
pub async fn drop_deliverable(
    tx: &mut Tx,
    requirement: RequirementId,
    deliverable: DeliverableId,
) -> Result<(), StoreError> {
    run!(
        tx,
        "delete from requirement_deliverables where requirement_id = $1 and deliverable_id = $2",
        requirement.0,
        deliverable.0,
    )?;
    Ok(())
}

/// The tasks that some requirement of a project stands behind; dropped ones stand behind nothing.
///
/// # Errors
/// What the database answers.
pub async fn traced_tasks(tx: &mut Tx, project: ProjectId) -> Result<Vec<TaskId>, StoreError> {
    let rows = all!(
        tx,
        (Uuid,),
        "select distinct t.task_id
         from requirement_tasks t join requirements r on r.id = t.requirement_id
         where r.project_id = $1 and r.dropped is null
         order by t.task_id",
        project.0,
    )?;
    Ok(rows.into_iter().map(|(task,)| TaskId(task)).collect())
}

fn criteria(says: &Statement) -> Result<String, StoreError> {
    serde_json::to_string(&says.criteria).map_err(|_| StoreError::corrupt("requirements.criteria"))
}
