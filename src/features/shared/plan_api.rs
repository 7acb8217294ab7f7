//! Opening a plan and changing it.

use domain::plan::{Committed, Plan, PlanOp};
use domain::time::Minute;
use domain::{ClientId, OpId, ProjectId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// A project's plan with what its views need to know about the people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The number of the last operation in `plan`.
    pub seq: i64,
    /// The plan.
    pub plan: Plan,
    /// Whom tasks can be given to.
    pub people: Vec<Person>,
    /// Now, on the project's wall clock.
    pub now: Minute,
    /// Who is reading.
    pub me: UserId,
    /// Whether this person may change the whole plan.
    pub may_edit: bool,
    /// Whether this person may report on the own tasks.
    pub may_work: bool,
}

/// Someone of the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub id: UserId,
    /// Full name.
    pub name: String,
}

/// What the frame of a project shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectHead {
    /// Which.
    pub id: ProjectId,
    /// The first part of its tasks' keys.
    pub key: String,
    /// Full name.
    pub name: String,
    /// For whom.
    pub client: ClientId,
    /// The client's name.
    pub client_name: String,
    /// Belongs to the demo.
    pub is_demo: bool,
}

/// What the frame of a project shows.
#[server(endpoint = "plan/head", input = Json)]
pub async fn head_of_project(project: ProjectId) -> Result<ProjectHead, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.id).await?;
    let client = store::clients::find(call.db(), found.client).await?;
    Ok(ProjectHead {
        id: found.id,
        key: found.key,
        name: found.name,
        client: found.client,
        client_name: client.map(|client| client.name).unwrap_or_default(),
        is_demo: found.is_demo,
    })
}

/// Opens a project's plan.
#[server(endpoint = "plan/open", input = Json)]
pub async fn open_plan(project: ProjectId) -> Result<Opened, AppError> {
    use crate::server::call::Call;
    use crate::server::clock;
    use domain::can::Action;
    let mut call = Call::read().await?;
    call.require(Action::ViewProject, project).await?;
    let may_edit = call.may_in(Action::EditPlan, project).await?;
    let may_work = call.may_in(Action::EditOwnTasks, project).await?;
    let members = store::projects::members(call.db(), project).await?;
    let people = members.into_iter().map(|member| member.user);
    let people = people.map(|user| Person { id: user.id, name: user.name }).collect();
    let (seq, plan) = call.plan(project).await?;
    let (me, now) = (call.user.id, clock::local_minute());
    Ok(Opened { seq, plan, people, now, me, may_edit, may_work })
}

/// Sends one operation; answers with everything that was numbered after `since`.
#[server(endpoint = "plan/submit", input = Json)]
pub async fn submit(
    project: ProjectId,
    since: i64,
    id: OpId,
    op: PlanOp,
) -> Result<Vec<Committed>, AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::plans::Submission;
    use domain::can::Action;
    use domain::plan::own::is_own_work;
    let mut call = Call::write().await?;
    call.require(Action::EditOwnTasks, project).await?;
    let may_edit = call.may_in(Action::EditPlan, project).await?;
    let me = call.user.id;
    let may = move |plan: &Plan, op: &PlanOp| {
        let is_allowed = may_edit || is_own_work(plan, op, me);
        if is_allowed { Ok(()) } else { Err(AppError::Forbidden) }
    };
    let event = Event::new("plan.changed").project(project).object(id.0).after(&op);
    let submission = Submission { id, since, op, author: me, at: call.now() };
    let plans = call.state.plans.clone();
    let applied = plans.submit(call.db(), project, submission, may).await?;
    if applied.after.is_some() {
        call.commit(event).await?;
    }
    plans.keep(project, applied.after).await;
    Ok(applied.committed)
}
