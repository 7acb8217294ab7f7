//! The plans of baselines that came with a file: no history holds them.

use std::collections::BTreeMap;

use domain::plan::Plan;
use domain::{BaselineId, ProjectId};
use uuid::Uuid;

use super::load_at;
use super::stored::{parsed, written};
use crate::baselines::Baseline;
use crate::{StoreError, Tx};

/// Keeps the plan of a baseline, and the number that it had in its file.
///
/// # Errors
/// `Reference` when there is no such baseline, `Taken` when it has a plan already.
pub async fn keep(
    tx: &mut Tx,
    baseline: BaselineId,
    slot: u8,
    plan: &Plan,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into baseline_plans (baseline_id, slot, plan) values ($1, $2, $3)",
        baseline.0,
        i32::from(slot),
        written(plan)?,
    )?;
    Ok(())
}

/// The baselines of a project that came with files, and the number that each had there.
///
/// # Errors
/// What the database answers.
pub async fn slots(
    tx: &mut Tx,
    project: ProjectId,
) -> Result<BTreeMap<BaselineId, u8>, StoreError> {
    let rows = all!(
        tx,
        (Uuid, i32),
        "select p.baseline_id, p.slot from baseline_plans p
             join baselines b on b.id = p.baseline_id
         where b.project_id = $1",
        project.0,
    )?;
    let slot = |(id, slot): (Uuid, i32)| Some((BaselineId(id), u8::try_from(slot).ok()?));
    Ok(rows.into_iter().filter_map(slot).collect())
}

/// The plan as a baseline has it: its own, or the one that the history knows at its place.
///
/// # Errors
/// `Corrupt` when it cannot be read.
pub async fn plan_of(tx: &mut Tx, baseline: &Baseline) -> Result<Option<Plan>, StoreError> {
    let own = find!(
        tx,
        (String,),
        "select plan from baseline_plans where baseline_id = $1",
        baseline.id.0,
    )?;
    if let Some((text,)) = own {
        return parsed(&text, "baseline_plans.plan").map(Some);
    }
    let then = load_at(tx, baseline.project, baseline.seq).await?;
    Ok(then.filter(|(seq, _)| *seq == baseline.seq).map(|(_, plan)| plan))
}
