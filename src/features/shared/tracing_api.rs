//! Which tasks answer which requirements, for views of the plan. It is no part of the plan itself.

use domain::{ProjectId, RequirementId, TaskId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// The requirements of a project that are pursued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// In the order of their numbers.
    pub requirements: Vec<WantedOne>,
    /// Whether this person may change which tasks answer them.
    pub may_edit: bool,
}

/// A requirement with its tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WantedOne {
    /// Which.
    pub id: RequirementId,
    /// Its name, R-12.
    pub key: String,
    /// What is needed, in a line.
    pub title: String,
    /// The tasks that answer it.
    pub tasks: Vec<TaskId>,
}

/// That a task answers a requirement from now on, or no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trace {
    /// The requirement.
    pub requirement: RequirementId,
    /// The task.
    pub task: TaskId,
    /// Whether it answers it.
    pub is_on: bool,
}

/// The requirements of a project and what answers them.
#[server(endpoint = "requirements/of_plan", input = Json)]
pub async fn wanted_of_plan(project: ProjectId) -> Result<Wanted, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.id).await?;
    let may_edit = call.may_in(Action::EditScope, found.id).await?;
    let mut all = store::requirements::of_project(call.db(), found.id).await?;
    all.retain(|requirement| !requirement.is_dropped());
    all.sort_by_key(|requirement| requirement.number);
    let one = |requirement: domain::requirement::Requirement| WantedOne {
        id: requirement.id,
        key: requirement.name(),
        title: requirement.says.title,
        tasks: requirement.tasks,
    };
    Ok(Wanted { requirements: all.into_iter().map(one).collect(), may_edit })
}

/// Changes what several tasks of a project answer, all of it or nothing.
#[server(endpoint = "requirements/retrace", input = Json)]
pub async fn retrace(project: ProjectId, traces: Vec<Trace>) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let known = store::requirements::of_project(call.db(), found.id).await?;
    let (_, plan) = call.plan(found.id).await?;
    for trace in &traces {
        let is_known = known.iter().any(|one| one.id == trace.requirement);
        if !is_known || (trace.is_on && !plan.tasks.contains_key(&trace.task)) {
            return Err(Refusal::Missing.into());
        }
        match trace.is_on {
            true => store::requirements::put_task(call.db(), trace.requirement, trace.task).await?,
            false => {
                store::requirements::drop_task(call.db(), trace.requirement, trace.task).await?;
            }
        }
    }
    let event = Event::new("requirement.retraced").project(found.id).object(found.id.0);
    call.commit(event.after(&traces)).await
}
