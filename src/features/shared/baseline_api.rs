//! The named moments of a plan, and the dates that it had then.

use chrono::NaiveDateTime;
use domain::time::Minute;
use domain::{BaselineId, ProjectId, TaskId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use super::plan_api::Person;
use crate::error::AppError;

/// A named moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pinned {
    /// Which.
    pub id: BaselineId,
    /// The last operation that belongs to it.
    pub seq: i64,
    /// What it is called.
    pub name: String,
    /// Who named it.
    pub by: Person,
    /// When, on the server's local clock.
    pub at: NaiveDateTime,
    /// Whether it came with a file: then no moment of the history has its dates.
    pub is_filed: bool,
    /// The number of the decision by which the client agreed to it; none where that was not so.
    pub agreed: Option<i64>,
}

/// What the client agreed to last of the plan: what the client saw of it, with its dates then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// What the baseline is called.
    pub name: String,
    /// The number of the decision.
    pub number: i64,
    /// Start and finish of what the client saw.
    pub dates: Vec<(TaskId, Minute, Minute)>,
}

/// The baselines of a plan, the latest moment first.
#[server(endpoint = "history/baselines", input = Json)]
pub async fn baselines(project: ProjectId) -> Result<Vec<Pinned>, AppError> {
    use crate::server::call::Call;
    use crate::server::{clock, decisions};
    use domain::can::Action;
    let mut call = Call::read().await?;
    call.require(Action::ViewProject, project).await?;
    store::plans::head(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let agreed = decisions::agreed_moments(call.db(), project).await?;
    let filed = store::plans::filed::slots(call.db(), project).await?;
    let mut pinned = Vec::new();
    for baseline in store::baselines::all(call.db(), project).await? {
        let by = store::users::find(call.db(), baseline.by).await?;
        let name = by.map(|user| user.name).unwrap_or_default();
        pinned.push(Pinned {
            id: baseline.id,
            seq: baseline.seq,
            name: baseline.name,
            by: Person { id: baseline.by, name },
            at: clock::local(baseline.at),
            is_filed: filed.contains_key(&baseline.id),
            agreed: agreed.get(&baseline.id).copied(),
        });
    }
    Ok(pinned)
}

/// The start and finish that every task of a baseline had.
#[server(endpoint = "history/baseline_dates", input = Json)]
pub async fn baseline_dates(
    project: ProjectId,
    baseline: BaselineId,
) -> Result<Vec<(TaskId, Minute, Minute)>, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    use domain::plan::Scheduled;
    let mut call = Call::read().await?;
    call.require(Action::ViewProject, project).await?;
    let all = store::baselines::all(call.db(), project).await?;
    let found = all.iter().find(|known| known.id == baseline).ok_or(AppError::NotFound)?;
    let plan = store::plans::filed::plan_of(call.db(), found).await?.ok_or(AppError::NotFound)?;
    let scheduled = Scheduled::of(&plan);
    let dates = |task: &TaskId| scheduled.dates(*task).map(|of| (*task, of.start, of.finish));
    Ok(plan.tasks.keys().filter_map(dates).collect())
}

/// What the client agreed to last of the plan; none where the client has agreed to no plan.
#[server(endpoint = "history/agreed", input = Json)]
pub async fn last_agreed(project: ProjectId) -> Result<Option<Agreed>, AppError> {
    use crate::server::call::Call;
    use crate::server::decisions;
    use domain::can::Action;
    use domain::plan::Scheduled;
    use domain::portal::visible_tasks;
    let mut call = Call::read().await?;
    call.require(Action::ViewProject, project).await?;
    store::plans::head(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let agreed = decisions::agreed_moments(call.db(), project).await?;
    // The latest moment comes first.
    let all = store::baselines::all(call.db(), project).await?;
    let newest = all.into_iter().find_map(|found| Some((*agreed.get(&found.id)?, found)));
    let Some((number, found)) = newest else { return Ok(None) };
    let plan = store::plans::filed::plan_of(call.db(), &found).await?.ok_or(AppError::NotFound)?;
    let scheduled = Scheduled::of(&plan);
    let dates = |task: TaskId| scheduled.dates(task).map(|of| (task, of.start, of.finish));
    let dates = visible_tasks(&plan).iter().filter_map(|task| dates(task.id)).collect();
    Ok(Some(Agreed { name: found.name, number, dates }))
}
