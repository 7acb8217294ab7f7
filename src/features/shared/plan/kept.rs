//! What this browser keeps of a project: the plan as it was last seen, and every operation that the
//! server may not have. A reload, a crash or a closed lid loses nothing.

use domain::plan::Made;
use domain::{OpId, ProjectId, UserId};
use serde::{Deserialize, Serialize};

use super::Refused;
use crate::error::AppError;
use crate::features::shared::plan_api::Opened;
use crate::ui::dom::database::{self, Shelf};
use crate::ui::dom::{now_ms, recall, remember};

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

/// A plan as it lies on the shelf.
#[derive(Serialize, Deserialize)]
struct KeptPlan {
    /// When it was kept, in UTC milliseconds by this device's clock.
    at_ms: i64,
    opened: Opened,
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
    let opened = plan.and_then(|text| from_shelf(&text, now_ms()));
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

/// The plan on the shelf, on the wall clock of this moment: it may lie there for days.
fn from_shelf(text: &str, now_ms: i64) -> Option<Opened> {
    let KeptPlan { at_ms, mut opened } = serde_json::from_str(text).ok()?;
    opened.now += (now_ms - at_ms).max(0) / 60_000;
    Some(opened)
}

/// Keeps the plan as it is now.
pub fn write_plan(opened: Opened) {
    let key = key(opened.me, opened.head.id);
    if let Ok(text) = serde_json::to_string(&KeptPlan { at_ms: now_ms(), opened }) {
        database::keep(Shelf::Plans, key, Some(text));
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

#[cfg(test)]
mod tests {
    use domain::ClientId;
    use uuid::Uuid;

    use super::*;
    use crate::features::shared::plan_api::ProjectHead;

    #[test]
    fn time_goes_on_while_a_plan_lies_on_the_shelf() {
        let head = ProjectHead {
            id: ProjectId(Uuid::nil()),
            key: "WMS".to_owned(),
            name: "Warehouse".to_owned(),
            client: ClientId(Uuid::nil()),
            client_name: "Harbour Trade".to_owned(),
            is_demo: false,
        };
        let opened = Opened {
            head,
            seq: 7,
            plan: None,
            ops: Vec::new(),
            known: Vec::new(),
            people: Vec::new(),
            now: 30_000_000,
            me: UserId(Uuid::nil()),
            may_edit: true,
            may_work: true,
        };
        let at_ms = 1_800_000_000_000;
        let kept = KeptPlan { at_ms, opened: opened.clone() };
        let text = serde_json::to_string(&kept).unwrap();
        let later = |minutes: i64| from_shelf(&text, at_ms + minutes * 60_000).unwrap();
        assert_eq!(later(0), opened);
        assert_eq!(later(2 * 1440), Opened { now: opened.now + 2 * 1440, ..opened.clone() });
        // A device whose clock was set back is no reason for a day that has passed already.
        assert_eq!(later(-60), opened);
    }
}
