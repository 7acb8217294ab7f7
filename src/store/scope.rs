//! Goals, and what belongs to a project and what does not.

use domain::scope::{Goal, GoalDraft, ScopeItem, ScopeNote};
use domain::time::Timestamp;
use domain::{GoalId, ProjectId, ScopeItemId, TaskId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed, optional_day};

#[derive(sqlx::FromRow)]
struct GoalRow {
    id: Uuid,
    project_id: Uuid,
    number: i32,
    title: String,
    measure: String,
    reachable: String,
    relevance: String,
    due: Option<String>,
    milestone_id: Option<Uuid>,
    version: i32,
}

#[derive(sqlx::FromRow)]
struct ItemRow {
    id: Uuid,
    project_id: Uuid,
    kind: String,
    text: String,
    place: i32,
    version: i32,
}

impl TryFrom<GoalRow> for Goal {
    type Error = StoreError;

    fn try_from(row: GoalRow) -> Result<Self, StoreError> {
        let due = optional_day(row.due.as_deref(), "goals.due")?;
        let says = GoalDraft {
            title: row.title,
            measure: row.measure,
            reachable: row.reachable,
            relevance: row.relevance,
            due,
            milestone: row.milestone_id.map(TaskId),
        };
        Ok(Self {
            id: GoalId(row.id),
            project: ProjectId(row.project_id),
            number: row.number,
            says,
            version: row.version,
        })
    }
}

impl TryFrom<ItemRow> for ScopeItem {
    type Error = StoreError;

    fn try_from(row: ItemRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: ScopeItemId(row.id),
            project: ProjectId(row.project_id),
            kind: row.kind.parse().map_err(|_| StoreError::corrupt("scope_items.kind"))?,
            text: row.text,
            place: row.place,
            version: row.version,
        })
    }
}

/// The goals of a project by number.
///
/// # Errors
/// What the database answers.
pub async fn goals(tx: &mut Tx, project: ProjectId) -> Result<Vec<Goal>, StoreError> {
    all!(
        tx,
        GoalRow,
        "select id, project_id, number, title, measure, reachable, relevance, due, milestone_id,
             version
         from goals where project_id = $1 order by number",
        project.0,
    )?
    .into_iter()
    .map(Goal::try_from)
    .collect()
}

/// A goal by id.
///
/// # Errors
/// What the database answers.
pub async fn find_goal(tx: &mut Tx, goal: GoalId) -> Result<Option<Goal>, StoreError> {
    find!(
        tx,
        GoalRow,
        "select id, project_id, number, title, measure, reachable, relevance, due, milestone_id,
             version
         from goals where id = $1",
        goal.0,
    )?
    .map(Goal::try_from)
    .transpose()
}

/// Keeps a new goal.
///
/// # Errors
/// `Reference` when there is no such project, `Taken` when the id or the number is.
pub async fn create_goal(tx: &mut Tx, goal: &Goal, now: Timestamp) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into goals (id, project_id, number, title, measure, reachable, relevance, due,
             milestone_id, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
        goal.id.0,
        goal.project.0,
        goal.number,
        &goal.says.title,
        &goal.says.measure,
        &goal.says.reachable,
        &goal.says.relevance,
        goal.says.due.map(|day| day.to_string()),
        goal.says.milestone.map(|task| task.0),
        goal.version,
        now.0,
    )?;
    Ok(())
}

/// Keeps what people edit of a goal; counts the version up.
///
/// # Errors
/// `Conflict` when `goal.version` is stale.
pub async fn update_goal(tx: &mut Tx, goal: &Goal, now: Timestamp) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update goals set title = $3, measure = $4, reachable = $5, relevance = $6, due = $7,
             milestone_id = $8, version = version + 1, updated_at = $9
         where id = $1 and version = $2",
        goal.id.0,
        goal.version,
        &goal.says.title,
        &goal.says.measure,
        &goal.says.reachable,
        &goal.says.relevance,
        goal.says.due.map(|day| day.to_string()),
        goal.says.milestone.map(|task| task.0),
        now.0,
    )?)
}

/// Deletes a goal.
///
/// # Errors
/// `Conflict` when the version is stale.
pub async fn remove_goal(tx: &mut Tx, goal: GoalId, version: i32) -> Result<(), StoreError> {
    changed(run!(tx, "delete from goals where id = $1 and version = $2", goal.0, version)?)
}

/// The lines of a project's scope, each kind in its order.
///
/// # Errors
/// What the database answers.
pub async fn items(tx: &mut Tx, project: ProjectId) -> Result<Vec<ScopeItem>, StoreError> {
    all!(
        tx,
        ItemRow,
        "select id, project_id, kind, text, place, version from scope_items
         where project_id = $1 order by kind, place, id",
        project.0,
    )?
    .into_iter()
    .map(ScopeItem::try_from)
    .collect()
}

/// A line of a scope by id.
///
/// # Errors
/// What the database answers.
pub async fn find_item(tx: &mut Tx, item: ScopeItemId) -> Result<Option<ScopeItem>, StoreError> {
    find!(
        tx,
        ItemRow,
        "select id, project_id, kind, text, place, version from scope_items where id = $1",
        item.0,
    )?
    .map(ScopeItem::try_from)
    .transpose()
}

/// Keeps a new line of a scope.
///
/// # Errors
/// `Reference` when there is no such project, `Taken("id")`.
pub async fn create_item(tx: &mut Tx, item: &ScopeItem, now: Timestamp) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into scope_items (id, project_id, kind, text, place, version, created_at,
             updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
        item.id.0,
        item.project.0,
        item.kind.as_str(),
        &item.text,
        item.place,
        item.version,
        now.0,
    )?;
    Ok(())
}

/// Keeps what people edit of a line, with its place; counts the version up.
///
/// # Errors
/// `Conflict` when `item.version` is stale.
pub async fn update_item(tx: &mut Tx, item: &ScopeItem, now: Timestamp) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update scope_items set kind = $3, text = $4, place = $5, version = version + 1,
             updated_at = $6
         where id = $1 and version = $2",
        item.id.0,
        item.version,
        item.kind.as_str(),
        &item.text,
        item.place,
        now.0,
    )?)
}

/// Puts a line at a place among those of its kind; no edit of the line.
///
/// # Errors
/// `Conflict` when it is gone.
pub async fn place_item(tx: &mut Tx, item: ScopeItemId, place: i32) -> Result<(), StoreError> {
    changed(run!(tx, "update scope_items set place = $2 where id = $1", item.0, place)?)
}

/// Deletes a line of a scope.
///
/// # Errors
/// `Conflict` when the version is stale.
pub async fn remove_item(tx: &mut Tx, item: ScopeItemId, version: i32) -> Result<(), StoreError> {
    changed(run!(tx, "delete from scope_items where id = $1 and version = $2", item.0, version)?)
}

/// What the team wrote about a project's feasibility; empty with version 0 when it never did.
///
/// # Errors
/// What the database answers.
pub async fn note(tx: &mut Tx, project: ProjectId) -> Result<ScopeNote, StoreError> {
    let row = find!(
        tx,
        (String, i32),
        "select feasibility, version from scope_notes where project_id = $1",
        project.0,
    )?;
    let note = |(feasibility, version)| ScopeNote { feasibility, version };
    Ok(row.map(note).unwrap_or_default())
}

/// Keeps the note on a project's feasibility; counts the version up.
///
/// # Errors
/// `Conflict` when `note.version` is stale, `Reference` when there is no such project.
pub async fn write_note(
    tx: &mut Tx,
    project: ProjectId,
    note: &ScopeNote,
    now: Timestamp,
) -> Result<(), StoreError> {
    if note.version == 0 {
        return changed(run!(
            tx,
            "insert into scope_notes (project_id, feasibility, version, updated_at)
             values ($1, $2, 1, $3) on conflict (project_id) do nothing",
            project.0,
            &note.feasibility,
            now.0,
        )?);
    }
    changed(run!(
        tx,
        "update scope_notes set feasibility = $3, version = version + 1, updated_at = $4
         where project_id = $1 and version = $2",
        project.0,
        note.version,
        &note.feasibility,
        now.0,
    )?)
}
