//! A branch on a plan that has moved on since the branch was drawn.

use serde::{Deserialize, Serialize};

use super::BranchOp;
use crate::plan::apply::apply;
use crate::plan::number::numbered;
use crate::plan::{Overtaken, Plan, Touched};
use crate::{OpId, Refusal, UserId};

/// What a person wants to happen to an operation that is in conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// It leaves the branch.
    Drop,
    /// It holds, whatever was changed since.
    Keep,
}

/// An operation of a branch that the plan of today does not simply take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The operation.
    pub op: OpId,
    /// Why.
    pub clash: Clash,
}

/// Why an operation is in conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clash {
    /// It does not apply any more: it can only leave the branch.
    Refused(Refusal),
    /// Somebody has changed the same thing in the plan since.
    Changed(Overtaken),
}

/// A branch on the plan of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebased {
    /// The plan of today with the branch on top of it.
    pub plan: Plan,
    /// The operations as they apply to it, those in conflict among them where they apply at all.
    pub ops: Vec<BranchOp>,
    /// What is in conflict and was not chosen about.
    pub conflicts: Vec<Conflict>,
}

/// Puts a branch onto the plan of today. `since` are the changes of the plan that came after the
/// branch's base, by whom and of what; `choices` are what a person decided about conflicts.
#[must_use]
pub fn rebased(
    head: &Plan,
    ops: &[BranchOp],
    since: &[(UserId, Touched)],
    choices: &[(OpId, Choice)],
) -> Rebased {
    let mut found = Rebased { plan: head.clone(), ops: Vec::new(), conflicts: Vec::new() };
    for one in ops {
        let choice = choices.iter().find(|(id, _)| *id == one.id).map(|(_, choice)| *choice);
        if choice == Some(Choice::Drop) {
            continue;
        }
        let op = numbered(&found.plan, one.op.clone());
        let inverse = match apply(&mut found.plan, &op) {
            Ok(inverse) => inverse,
            Err(refusal) => {
                found.conflicts.push(Conflict { op: one.id, clash: Clash::Refused(refusal) });
                continue;
            }
        };
        // What the plan says by now is no matter of dispute.
        let is_disputed = choice.is_none() && op != inverse;
        if let Some(overtaken) = overtaken(one, since).filter(|_| is_disputed) {
            found.conflicts.push(Conflict { op: one.id, clash: Clash::Changed(overtaken) });
        }
        found.ops.push(BranchOp { id: one.id, by: one.by, op, inverse });
    }
    found
}

/// Who was the last to change what an operation changes.
fn overtaken(one: &BranchOp, since: &[(UserId, Touched)]) -> Option<Overtaken> {
    let touched = one.touched();
    let mut later = since.iter().rev();
    later.find_map(|(by, other)| touched.meets(other).map(|part| Overtaken { by: *by, part }))
}
