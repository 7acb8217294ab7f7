//! Baselines that a file brings along become named moments with plans of their own.

use domain::plan::{FiledBaseline, Plan};
use domain::time::Timestamp;
use domain::{BaselineId, ProjectId, Refusal, UserId};
use locale::{Locale, imports};
use store::Tx;
use store::baselines::Baseline;

use super::random;
use crate::error::AppError;
use crate::features::history::api::BASELINES_MAX;

/// The step that took a file in.
#[derive(Clone, Copy)]
pub struct Taken {
    /// Into which project.
    pub project: ProjectId,
    /// The step's place in the history.
    pub seq: i64,
    /// Who took it.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
}

/// Names the baselines of a file as of the step that took it in, which made `plan`. Answers the
/// names, in the order of the file.
///
/// # Errors
/// `TooMany` when the project would have too many of them, and what the store reports.
pub async fn name(
    tx: &mut Tx,
    taken: Taken,
    plan: &Plan,
    baselines: &[FiledBaseline],
    locale: Locale,
) -> Result<Vec<(BaselineId, String)>, AppError> {
    let Taken { project, seq, by, at } = taken;
    if baselines.is_empty() {
        return Ok(Vec::new());
    }
    let known = store::baselines::all(tx, project).await?.len();
    if known + baselines.len() > BASELINES_MAX as usize {
        return Err(Refusal::TooMany { max: BASELINES_MAX }.into());
    }
    let mut ids = random::uuids(at);
    let mut named = Vec::with_capacity(baselines.len());
    for filed in baselines {
        let (id, name) = (BaselineId(ids()), imports::baseline(locale, filed.slot));
        let baseline = Baseline { id, project, seq, name: name.clone(), by, at };
        store::baselines::create(tx, &baseline).await?;
        store::plans::filed::keep(tx, id, filed.slot, &filed.to_plan(plan)).await?;
        named.push((id, name));
    }
    Ok(named)
}
