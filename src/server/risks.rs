//! What the page of risks shows beside what is stored, and who may be named in one.

use std::collections::BTreeSet;

use domain::plan::{Outline, Plan};
use domain::risk::{Risk, RiskDraft};
use domain::{ProjectId, TaskId};
use store::Tx;

use super::{clock, deliverables};
use crate::error::AppError;
use crate::features::risks::api::{HitTask, Line};

/// Most unfinished tasks that are offered beside those which risks would hit.
const OFFERED: usize = 300;

/// Risks with their days on the server's clock and the messages that they came from.
///
/// # Errors
/// What the store reports.
pub async fn lines(tx: &mut Tx, risks: Vec<Risk>) -> Result<Vec<Line>, AppError> {
    let mut lines = Vec::with_capacity(risks.len());
    for risk in risks {
        let message = match risk.message {
            Some(message) => store::messages::find(tx, message).await?,
            None => None,
        };
        lines.push(Line {
            doubted_on: risk.recheck.as_ref().map(|recheck| clock::local(recheck.at).date()),
            reviewed_on: risk.reviewed.map(|at| clock::local(at).date()),
            came_from: message.map(|message| (message.thread, message.author_name)),
            risk,
        });
    }
    Ok(lines)
}

/// The tasks that risks would hit and those that they could hit, in the order of the plan.
#[must_use]
pub fn tasks(plan: &Plan, lines: &[Line]) -> Vec<HitTask> {
    let hit: BTreeSet<TaskId> =
        lines.iter().flat_map(|line| line.risk.tasks.iter().copied()).collect();
    let mut offered = 0;
    let outline = Outline::of(plan);
    let all = outline.rows.iter().filter_map(|row| plan.tasks.get(&row.task));
    let shown = all.filter(|task| {
        let is_offered = task.percent < 100 && offered < OFFERED;
        offered += usize::from(is_offered);
        is_offered || hit.contains(&task.id)
    });
    shown
        .map(|task| HitTask { id: task.id, number: task.number, title: task.title.clone() })
        .collect()
}

/// Requires that whoever is newly named in a risk works on the project.
///
/// # Errors
/// `Missing`, and what the store reports.
pub async fn require_people(
    tx: &mut Tx,
    project: ProjectId,
    (says, known): (&RiskDraft, Option<&RiskDraft>),
) -> Result<(), AppError> {
    let is_kept = |of: fn(&RiskDraft) -> Option<domain::UserId>| {
        known.is_some_and(|known| of(known) == of(says))
    };
    if !is_kept(|says| says.owner) {
        deliverables::require_member(tx, project, says.owner).await?;
    }
    if !is_kept(|says| says.response.owner) {
        deliverables::require_member(tx, project, says.response.owner).await?;
    }
    Ok(())
}
