//! Operations and plans as their rows hold them: texts of JSON.

use domain::plan::{Committed, Origin, PlanOp};
use domain::time::Timestamp;
use domain::{OpId, UserId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::StoreError;

/// An operation that was decided, with its place in the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOp {
    /// Its place, from 1 without gaps.
    pub seq: i64,
    /// Its author's own name for it.
    pub op_id: OpId,
    /// Who made it.
    pub actor: UserId,
    /// When it was decided.
    pub at: Timestamp,
    /// Where and how it came about.
    pub origin: Origin,
    /// What it does.
    pub op: PlanOp,
    /// What takes it back.
    pub inverse: PlanOp,
}

/// An operation as its row says it.
#[derive(sqlx::FromRow)]
pub(super) struct OpRow {
    seq: i64,
    op_id: Uuid,
    actor_id: Uuid,
    at: i64,
    view: String,
    step: String,
    op: String,
    inverse: String,
}

impl StoredOp {
    /// As those who have the plan open are told of it.
    #[must_use]
    pub fn told(self) -> Committed {
        let Self { seq, op_id: id, actor: by, at, origin, op, .. } = self;
        Committed { seq, id, by, at, origin, op }
    }
}

impl TryFrom<OpRow> for StoredOp {
    type Error = StoreError;

    fn try_from(row: OpRow) -> Result<Self, StoreError> {
        Ok(Self {
            seq: row.seq,
            op_id: OpId(row.op_id),
            actor: UserId(row.actor_id),
            at: Timestamp(row.at),
            origin: origin(&row.view, &row.step)?,
            op: parsed(&row.op, "plan_ops.op")?,
            inverse: parsed(&row.inverse, "plan_ops.inverse")?,
        })
    }
}

fn origin(view: &str, step: &str) -> Result<Origin, StoreError> {
    let corrupt = |_| StoreError::corrupt("plan_ops.view or step");
    Ok(Origin { view: view.parse().map_err(corrupt)?, step: step.parse().map_err(corrupt)? })
}

/// Reads a text of JSON; `what` names its column.
pub(super) fn parsed<T: DeserializeOwned>(text: &str, what: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::corrupt(what))
}

/// A value as a text of JSON.
pub(super) fn written<T: Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::corrupt("a value without a text"))
}
