//! Hand-overs: when and where, the things that are handed over, and what is still to be done.

use domain::handover::{
    Handover, HandoverFacts, HandoverItem, ItemDraft, OpenPoint, PointDraft, Support,
};
use domain::time::Timestamp;
use domain::{DeliverableId, HandoverItemId, OpenPointId, ProjectId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed, optional_day};

#[derive(sqlx::FromRow)]
struct HandoverRow {
    planned: Option<String>,
    giver: String,
    taker: String,
    place: String,
    support_from: Option<String>,
    support_until: Option<String>,
    support_contact: String,
    support_hours: String,
    version: i32,
}

#[derive(sqlx::FromRow)]
struct ItemRow {
    id: Uuid,
    project_id: Uuid,
    title: String,
    kind: String,
    deliverable_id: Option<Uuid>,
    amount: String,
    handed_over: Option<String>,
    place: i32,
    version: i32,
}

#[derive(sqlx::FromRow)]
struct PointRow {
    id: Uuid,
    project_id: Uuid,
    text: String,
    due: Option<String>,
    done: Option<String>,
    version: i32,
}

impl TryFrom<HandoverRow> for Handover {
    type Error = StoreError;

    fn try_from(row: HandoverRow) -> Result<Self, StoreError> {
        let support = Support {
            from: optional_day(row.support_from.as_deref(), "handovers.support_from")?,
            until: optional_day(row.support_until.as_deref(), "handovers.support_until")?,
            contact: row.support_contact,
            hours: row.support_hours,
        };
        let facts = HandoverFacts {
            planned: optional_day(row.planned.as_deref(), "handovers.planned")?,
            giver: row.giver,
            taker: row.taker,
            place: row.place,
            support,
        };
        Ok(Self { facts, version: row.version })
    }
}

impl TryFrom<ItemRow> for HandoverItem {
    type Error = StoreError;

    fn try_from(row: ItemRow) -> Result<Self, StoreError> {
        let handed_over = row.handed_over.as_deref();
        let says = ItemDraft {
            title: row.title,
            kind: row.kind.parse().map_err(|_| StoreError::corrupt("handover_items.kind"))?,
            deliverable: row.deliverable_id.map(DeliverableId),
            amount: row.amount,
            handed_over: optional_day(handed_over, "handover_items.handed_over")?,
        };
        Ok(Self {
            id: HandoverItemId(row.id),
            project: ProjectId(row.project_id),
            says,
            place: row.place,
            version: row.version,
        })
    }
}

impl TryFrom<PointRow> for OpenPoint {
    type Error = StoreError;

    fn try_from(row: PointRow) -> Result<Self, StoreError> {
        let says = PointDraft {
            text: row.text,
            due: optional_day(row.due.as_deref(), "handover_points.due")?,
            done: optional_day(row.done.as_deref(), "handover_points.done")?,
        };
        Ok(Self {
            id: OpenPointId(row.id),
            project: ProjectId(row.project_id),
            says,
            version: row.version,
        })
    }
}

/// When and where a project is handed over; empty with version 0 when nothing was ever written.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, project: ProjectId) -> Result<Handover, StoreError> {
    let row = find!(
        tx,
        HandoverRow,
        "select planned, giver, taker, place, support_from, support_until, support_contact,
             support_hours, version
         from handovers where project_id = $1",
        project.0,
    )?;
    Ok(row.map(Handover::try_from).transpose()?.unwrap_or_default())
}

/// Keeps when and where a project is handed over; counts the version up.
///
/// # Errors
/// `Conflict` when `handover.version` is stale, `Reference` when there is no such project.
pub async fn write(
    tx: &mut Tx,
    project: ProjectId,
    handover: &Handover,
    now: Timestamp,
) -> Result<(), StoreError> {
    let HandoverFacts { planned, giver, taker, place, support } = &handover.facts;
    let sql = match handover.version {
        0 => {
            "insert into handovers (project_id, version, planned, giver, taker, place, support_from,
                 support_until, support_contact, support_hours, updated_at)
             values ($1, $2 + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             on conflict (project_id) do nothing"
        }
        _ => {
            "update handovers set version = version + 1, planned = $3, giver = $4, taker = $5,
                 place = $6, support_from = $7, support_until = $8, support_contact = $9,
                 support_hours = $10, updated_at = $11
             where project_id = $1 and version = $2"
        }
    };
    changed(run!(
        tx,
        sql,
        project.0,
        handover.version,
        planned.map(|day| day.to_string()),
        giver,
        taker,
        place,
        support.from.map(|day| day.to_string()),
        support.until.map(|day| day.to_string()),
        &support.contact,
        &support.hours,
        now.0,
    )?)
}

/// What is handed over in a project, in its order.
///
/// # Errors
/// What the database answers.
pub async fn items(tx: &mut Tx, project: ProjectId) -> Result<Vec<HandoverItem>, StoreError> {
    all!(
        tx,
        ItemRow,
        "select id, project_id, title, kind, deliverable_id, amount, handed_over, place, version
         from handover_items where project_id = $1 order by place, id",
        project.0,
    )?
    .into_iter()
    .map(HandoverItem::try_from)
    .collect()
}

/// A thing that is handed over, by id.
///
/// # Errors
/// What the database answers.
pub async fn find_item(
    tx: &mut Tx,
    item: HandoverItemId,
) -> Result<Option<HandoverItem>, StoreError> {
    find!(
        tx,
        ItemRow,
        "select id, project_id, title, kind, deliverable_id, amount, handed_over, place, version
         from handover_items where id = $1",
        item.0,
    )?
    .map(HandoverItem::try_from)
    .transpose()
}

/// Keeps a new thing to hand over.
///
/// # Errors
/// `Reference` when there is no such project or deliverable, `Taken("id")`.
pub async fn create_item(
    tx: &mut Tx,
    item: &HandoverItem,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into handover_items (id, project_id, title, kind, deliverable_id, amount,
             handed_over, place, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        item.id.0,
        item.project.0,
        &item.says.title,
        item.says.kind.as_str(),
        item.says.deliverable.map(|deliverable| deliverable.0),
        &item.says.amount,
        item.says.handed_over.map(|day| day.to_string()),
        item.place,
        item.version,
        now.0,
    )?;
    Ok(())
}

/// Keeps what people edit of a thing to hand over; counts the version up.
///
/// # Errors
/// `Conflict` when `item.version` is stale, `Reference` when there is no such deliverable.
pub async fn update_item(
    tx: &mut Tx,
    item: &HandoverItem,
    now: Timestamp,
) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update handover_items set title = $3, kind = $4, deliverable_id = $5, amount = $6,
             handed_over = $7, version = version + 1, updated_at = $8
         where id = $1 and version = $2",
        item.id.0,
        item.version,
        &item.says.title,
        item.says.kind.as_str(),
        item.says.deliverable.map(|deliverable| deliverable.0),
        &item.says.amount,
        item.says.handed_over.map(|day| day.to_string()),
        now.0,
    )?)
}

/// Deletes a thing to hand over.
///
/// # Errors
/// `Conflict` when the version is stale.
pub async fn remove_item(
    tx: &mut Tx,
    item: HandoverItemId,
    version: i32,
) -> Result<(), StoreError> {
    changed(
        run!(tx, "delete from handover_items where id = $1 and version = $2", item.0, version,)?,
    )
}

/// What is still to be done in a project, the oldest first.
///
/// # Errors
/// What the database answers.
pub async fn points(tx: &mut Tx, project: ProjectId) -> Result<Vec<OpenPoint>, StoreError> {
    all!(
        tx,
        PointRow,
        "select id, project_id, text, due, done, version from handover_points
         where project_id = $1 order by created_at, id",
        project.0,
    )?
    .into_iter()
    .map(OpenPoint::try_from)
    .collect()
}

/// An open point by id.
///
/// # Errors
/// What the database answers.
pub async fn find_point(tx: &mut Tx, point: OpenPointId) -> Result<Option<OpenPoint>, StoreError> {
    find!(
        tx,
        PointRow,
        "select id, project_id, text, due, done, version from handover_points where id = $1",
        point.0,
    )?
    .map(OpenPoint::try_from)
    .transpose()
}

/// Keeps a new open point.
///
/// # Errors
/// `Reference` when there is no such project, `Taken("id")`.
pub async fn create_point(
    tx: &mut Tx,
    point: &OpenPoint,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into handover_points (id, project_id, text, due, done, version, created_at,
             updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
        point.id.0,
        point.project.0,
        &point.says.text,
        point.says.due.map(|day| day.to_string()),
        point.says.done.map(|day| day.to_string()),
        point.version,
        now.0,
    )?;
    Ok(())
}

/// Keeps what people edit of an open point; counts the version up.
///
/// # Errors
/// `Conflict` when `point.version` is stale.
pub async fn update_point(
    tx: &mut Tx,
    point: &OpenPoint,
    now: Timestamp,
) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update handover_points set text = $3, due = $4, done = $5, version = version + 1,
             updated_at = $6
         where id = $1 and version = $2",
        point.id.0,
        point.version,
        &point.says.text,
        point.says.due.map(|day| day.to_string()),
        point.says.done.map(|day| day.to_string()),
        now.0,
    )?)
}

/// Deletes an open point.
///
/// # Errors
/// `Conflict` when the version is stale.
pub async fn remove_point(tx: &mut Tx, point: OpenPointId, version: i32) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "delete from handover_points where id = $1 and version = $2",
        point.0,
        version,
    )?)
}
