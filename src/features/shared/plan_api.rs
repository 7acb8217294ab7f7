//! Opening a plan and changing it.

use domain::plan::{Committed, Made, Origin, Plan, PlanOp, Step, View};
use domain::time::Minute;
use domain::{ClientId, OpId, ProjectId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// A project's plan with what its views need to know about the people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The project.
    pub head: ProjectHead,
    /// The number of the last operation in the plan.
    pub seq: i64,
    /// The plan; none when `ops` bring the browser's own copy up to `seq`.
    pub plan: Option<Plan>,
    /// What was done since the browser's own copy.
    pub ops: Vec<Committed>,
    /// Those of the browser's unconfirmed operations that are in the plan.
    pub known: Vec<OpId>,
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

/// What the browser has of a project already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Had {
    /// Whose copy it is.
    pub by: Option<UserId>,
    /// The number of the last operation in it.
    pub seq: Option<i64>,
    /// Operations that the server may not have.
    pub unconfirmed: Vec<OpId>,
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
    call.head(found).await
}

/// Opens a project's plan.
#[server(endpoint = "plan/open", input = Json)]
pub async fn open_plan(project: ProjectId, had: Had) -> Result<Opened, AppError> {
    use crate::server::call::Call;
    use crate::server::clock;
    use domain::can::Action;
    /// A copy that is further behind is sent anew.
    const BEHIND_MAX: i64 = 500;
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, project).await?;
    let head = call.head(found).await?;
    let may_edit = call.may_in(Action::EditPlan, project).await?;
    let may_work = call.may_in(Action::EditOwnTasks, project).await?;
    let members = store::projects::members(call.db(), project).await?;
    let people = members.into_iter().map(|member| member.user);
    let people = people.map(|user| Person { id: user.id, name: user.name }).collect();
    let (me, now) = (call.user.id, clock::local_minute());
    let known = store::plans::known(call.db(), project, &had.unconfirmed).await?;
    let (seq, plan) = call.plan(project).await?;
    let (plan, ops) = match had.seq.filter(|_| had.by == Some(me)) {
        Some(since) if (seq - BEHIND_MAX..=seq).contains(&since) => {
            let ops = store::plans::since(call.db(), project, since).await?;
            (None, ops.into_iter().map(store::plans::StoredOp::told).collect())
        }
        _ => (Some(plan), Vec::new()),
    };
    Ok(Opened { head, seq, plan, ops, known, people, now, me, may_edit, may_work })
}

/// What came of operations that were sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Everything that was numbered since the author last looked, own operations among it.
    pub committed: Vec<Committed>,
    /// Those that were not taken, and why.
    pub refused: Vec<(OpId, AppError)>,
}

/// Most operations that are sent at once.
pub const SENT_MAX: usize = 100;

/// Sends operations in the order in which they were made; each is taken or refused by itself.
/// Answers with everything that was numbered after `since`; `Gap` to who knows what never was.
#[server(endpoint = "plan/submit", input = Json)]
pub async fn submit(project: ProjectId, since: i64, ops: Vec<Made>) -> Result<Sent, AppError> {
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    use domain::plan::own::is_own_work;
    if ops.len() > SENT_MAX {
        return Err(Refusal::TooMany { max: SENT_MAX as u32 }.into());
    }
    let mut call = Call::write().await?;
    call.require(Action::EditOwnTasks, project).await?;
    let may_edit = call.may_in(Action::EditPlan, project).await?;
    let (me, now) = (call.user.id, call.now());
    let plans = call.state.plans.clone();
    let base = ops.iter().map(|made| made.base).min().unwrap_or(since);
    let mut sitting = plans.sit_down(call.db(), project, base).await?;
    let known = ops.iter().map(|made| made.base).max().unwrap_or(since).max(since);
    if known > sitting.seq() {
        return Err(AppError::Gap);
    }
    let mut refused = Vec::new();
    for made in ops {
        let id = made.id;
        let is_allowed = may_edit || is_own_work(sitting.plan(), &made.op, me);
        // What was taken before stays taken, also where the task is somebody else's by now.
        if !is_allowed && store::plans::find_op(call.db(), project, id).await?.is_none() {
            refused.push((id, AppError::Forbidden));
            continue;
        }
        match sitting.take(call.db(), made, me, now).await {
            Ok(None) => {}
            Ok(Some(stored)) => {
                let event = Event::new("plan.changed").project(project).object(id.0);
                call.tell(event.after(&stored.op)).await?;
            }
            Err(error @ (AppError::Refused(_) | AppError::Overtaken(_))) => {
                refused.push((id, error));
            }
            Err(error) => return Err(error),
        }
    }
    let committed = store::plans::since(call.db(), project, since).await?;
    let committed = committed.into_iter().map(store::plans::StoredOp::told).collect();
    call.commit_told().await?;
    sitting.keep();
    Ok(Sent { committed, refused })
}

/// Sends one operation that was made outside of the plan's own views, on the plan as of `base`.
///
/// # Errors
/// Why it was not taken, or what the call reports.
pub async fn submit_one(
    project: ProjectId,
    base: i64,
    id: OpId,
    op: PlanOp,
    step: Step,
) -> Result<(), AppError> {
    let made = Made { id, base, origin: Origin { view: View::Home, step }, op };
    let sent = submit(project, base, vec![made]).await?;
    sent.refused.into_iter().next().map_or(Ok(()), |(_, why)| Err(why))
}
