//! What is to be done because of a decision.

use domain::agreement::ActionItem;
use domain::time::Timestamp;
use domain::{ActionItemId, ProjectId, UserId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    decision: i64,
    text: String,
    owner_id: Option<Uuid>,
    due: Option<String>,
    done_at: Option<i64>,
    version: i32,
}

impl TryFrom<Row> for ActionItem {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let due = row.due.map(|day| day.parse()).transpose();
        Ok(Self {
            id: ActionItemId(row.id),
            project: ProjectId(row.project_id),
            decision: row.decision,
            text: row.text,
            owner: row.owner_id.map(UserId),
            due: due.map_err(|_| StoreError::corrupt("action_items.due"))?,
            done_at: row.done_at.map(Timestamp),
            version: row.version,
        })
    }
}

/// Keeps a new item.
///
/// # Errors
/// `Reference` when project or owner do not exist.
pub async fn create(tx: &mut Tx, item: &ActionItem, now: Timestamp) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into action_items (id, project_id, decision, text, owner_id, due, done_at, version,
             created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        item.id.0,
        item.project.0,
        item.decision,
        &item.text,
        item.owner.map(|owner| owner.0),
        item.due.map(|day| day.to_string()),
        item.done_at.map(|at| at.0),
        item.version,
        now.0,
    )?;
    Ok(())
}

/// An item by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, item: ActionItemId) -> Result<Option<ActionItem>, StoreError> {
    find!(
        tx,
        Row,
        "select id, project_id, decision, text, owner_id, due, done_at, version
         from action_items where id = $1",
        item.0,
    )?
    .map(ActionItem::try_from)
    .transpose()
}

/// The items of a project, open ones first, then by decision.
///
/// # Errors
/// What the database answers.
pub async fn of_project(tx: &mut Tx, project: ProjectId) -> Result<Vec<ActionItem>, StoreError> {
    let rows = all!(
        tx,
        Row,
        "select id, project_id, decision, text, owner_id, due, done_at, version
         from action_items where project_id = $1 order by decision, created_at, id",
        project.0,
    )?;
    let items = rows.into_iter().map(ActionItem::try_from).collect::<Result<Vec<_>, _>>();
    items.map(|mut items| {
        items.sort_by_key(|item| item.done_at.is_some());
        items
    })
}

/// Keeps who does an item until when, and whether it is done; counts the version up.
///
/// # Errors
/// `Conflict` when `item.version` is stale.
pub async fn update(tx: &mut Tx, item: &ActionItem) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update action_items set owner_id = $3, due = $4, done_at = $5, version = version + 1
         where id = $1 and version = $2",
        item.id.0,
        item.version,
        item.owner.map(|owner| owner.0),
        item.due.map(|day| day.to_string()),
        item.done_at.map(|at| at.0),
    )?)
}

/// Takes away the open items of a decision that was taken back.
///
/// # Errors
/// What the database answers.
pub async fn drop_of(tx: &mut Tx, project: ProjectId, decision: i64) -> Result<(), StoreError> {
    run!(
        tx,
        "delete from action_items where project_id = $1 and decision = $2 and done_at is null",
        project.0,
        decision,
    )?;
    Ok(())
}
