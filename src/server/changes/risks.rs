//! The risks that a change meets: named on its page, to be assessed again once it is in the plan.

use std::collections::BTreeSet;

use domain::change::{ChangeRequest, Impact};
use domain::plan::{Plan, Scheduled};
use domain::risk::{Recheck, Risk};
use domain::time::Timestamp;
use domain::{ProjectId, RiskId};
use store::Tx;

use crate::error::AppError;
use crate::features::changes::api::{NamedRisk, OptionSheet};
use crate::server::branches;

/// The risks that are to be assessed again once an option is part of the plan.
///
/// # Errors
/// What the store reports.
pub async fn named(
    tx: &mut Tx,
    project: ProjectId,
    options: &[OptionSheet],
) -> Result<Vec<NamedRisk>, AppError> {
    let met: BTreeSet<RiskId> = options.iter().flat_map(|one| &one.impact.risks).copied().collect();
    let mut found = store::risks::of_project(tx, project).await?;
    found.retain(|one| met.contains(&one.id));
    let named = |one: Risk| NamedRisk {
        id: one.id,
        name: one.name(),
        score: one.says.place().score(),
        title: one.says.title,
    };
    Ok(found.into_iter().map(named).collect())
}

/// Notes which risks are to be assessed again because of a change.
///
/// # Errors
/// What the store reports.
pub async fn doubt(
    tx: &mut Tx,
    change: &ChangeRequest,
    (before, after): (&Plan, &Plan),
    at: Timestamp,
) -> Result<(), AppError> {
    let traces = branches::traced(tx, change.project).await?;
    if traces.risks.is_empty() {
        return Ok(());
    }
    let (was, is) = (Scheduled::of(before), Scheduled::of(after));
    let met = Impact::between((before, &was), (after, &is), &traces).risks;
    let (number, title) = (change.number, change.says.title.clone());
    let recheck = Recheck { change: change.id, number, title, at };
    for risk in met {
        store::risks::set_recheck(tx, (change.project, risk), &recheck).await?;
    }
    Ok(())
}
