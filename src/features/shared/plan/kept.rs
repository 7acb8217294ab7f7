//! What this browser keeps of a project: the plan as it was last seen, and every operation that the
//! server may not have. A reload, a crash or a closed lid loses nothing.

use domain::plan::Made;
use domain::{OpId, ProjectId, UserId};
use serde::{Deserialize, Serialize};

use super::Refused;
use crate::error::AppError;
use crate::features::shared::plan_api::Opened;
use crate::ui::dom::database::{self, Shelf};
use crate::ui::dom::{recall, remember};

/// Under which the browser remembers who signed in last.
const WHO: &str = "accord-me";

/// An operation in the outbox.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct KeptOp {
    made: Made,
    /// Why the server did not take it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<AppError>,
}

/// What was kept of a project.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The plan, and what its views need to know.
    pub opened: Option<Opened>,
    /// Operations that the server may not have, in order.
    pub unconfirmed: Vec<Made>,
    /// Operations that the server refused and nobody decided about.
    pub refused: Vec<Refused>,
}

/// Who signed in last on this device.
#[must_use]
pub fn last_person() -> Option<UserId> {
    recall(WHO)?.parse().ok()
}

/// Remembers who is signed in.
pub fn remember_person(me: UserId) {
    remember(WHO, &me.to_string());
}

/// What this browser kept of a project for a person.
pub async fn read(me: UserId, project: ProjectId) -> Kept {
    let plan = database::kept(Shelf::Plans, &key(me, project)).await;
    let opened = plan.and_then(|text| serde_json::from_str(&text).ok());
    let mut kept = Kept { opened, ..Kept::default() };
    for text in database::all_kept(Shelf::Outbox, &key(me, project)).await {
        // What an older build wrote and this one cannot read stays where it is.
        let Ok(KeptOp { made, why }) = serde_json::from_str(&text) else { continue };
        match why {
            Some(why) => kept.refused.push(Refused { made, why }),
            None => kept.unconfirmed.push(made),
        }
    }
    kept
}

/// Keeps the plan as it is now.
pub fn write_plan(opened: &Opened) {
    if let Ok(text) = serde_json::to_string(opened) {
        database::keep(Shelf::Plans, key(opened.me, opened.head.id), Some(text));
    }
}

/// Forgets a plan that this person may no longer see.
pub fn forget_plan(me: UserId, project: ProjectId) {
    database::keep(Shelf::Plans, key(me, project), None);
}

/// Keeps an operation until the server has it, or with the reason why the server refused it.
pub fn write_op(me: UserId, project: ProjectId, made: &Made, why: Option<&AppError>) {
    let kept = KeptOp { made: made.clone(), why: why.cloned() };
    if let Ok(text) = serde_json::to_string(&kept) {
        database::keep(Shelf::Outbox, op_key(me, project, made.id), Some(text));
    }
}

/// Takes an operation out of the outbox.
pub fn forget_op(me: UserId, project: ProjectId, op: OpId) {
    database::keep(Shelf::Outbox, op_key(me, project, op), None);
}

fn key(me: UserId, project: ProjectId) -> String {
    format!("{me}/{project}/")
}

/// Ids of operations begin with their time, so that the keys are in the order of making.
fn op_key(me: UserId, project: ProjectId, op: OpId) -> String {
    format!("{}{op}", key(me, project))
}
