//! Turning a message into something else: a task, a requirement, a risk. A change has a form of
//! its own, which notes the message that it comes from.

use domain::message::{Became, Message};
use domain::{MessageId, OpId, ProjectId, RequirementId, RiskId, TaskId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What somebody may make of the messages of a project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MayTurn {
    /// Tasks.
    pub plan: bool,
    /// Requirements and changes.
    pub scope: bool,
    /// Risks.
    pub risk: bool,
}

/// A message as far as it can become something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turnable {
    /// Which.
    pub message: MessageId,
    /// In which project.
    pub project: ProjectId,
    /// The name under which it was written.
    pub author: String,
    /// All its words.
    pub body: String,
    /// What it became.
    pub became: Option<Became>,
    /// What the reader may make of it.
    pub may: MayTurn,
}

impl Turnable {
    /// A message before somebody who may do so much.
    #[must_use]
    pub fn of(message: &Message, may: MayTurn) -> Self {
        Self {
            message: message.id,
            project: message.project,
            author: message.author_name.clone(),
            body: message.body.clone(),
            became: message.became,
            may,
        }
    }
}

/// Makes a task of a message, as if it were written on the board; `task` and `op` are ids that the
/// browser chose, so that a replay makes no second one.
#[server(endpoint = "messages/become_task", input = Json)]
pub async fn become_task(message: MessageId, task: TaskId, op: OpId) -> Result<(), AppError> {
    use crate::features::shared::plan_api::submit_one;
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    use domain::message::{BecameKind, task_of};
    use domain::plan::Step;
    let mut call = Call::read().await?;
    let found = store::messages::find(call.db(), message).await?.ok_or(AppError::NotFound)?;
    let project = found.project;
    call.require(Action::EditPlan, project).await?;
    if found.became.is_some() {
        return Err(AppError::Conflict);
    }
    let (seq, plan) = call.plan(project).await?;
    drop(call);
    let became = Became { kind: BecameKind::Task, id: task.0 };
    // A try whose answer was lost has made the task already.
    if !plan.tasks.contains_key(&task) {
        submit_one(project, seq, op, task_of(&plan, &found, task), Step::New).await?;
    }
    let mut call = Call::write().await?;
    call.require(Action::EditPlan, project).await?;
    store::messages::set_became(call.db(), message, became).await?;
    let event = Event::new("message.became").project(project).object(message.0);
    call.commit(event.after(&became)).await
}

/// Makes a requirement of a message, with all its words; `requirement` is an id that the browser
/// chose, so that a replay makes no second one.
#[server(endpoint = "messages/become_requirement", input = Json)]
pub async fn become_requirement(
    message: MessageId,
    requirement: RequirementId,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::talk;
    use domain::can::Action;
    use domain::message::{BecameKind, requirement_of};
    use domain::requirement::Requirement;
    let mut call = Call::write().await?;
    let found = store::messages::find(call.db(), message).await?.ok_or(AppError::NotFound)?;
    let project = found.project;
    call.require(Action::EditScope, project).await?;
    let became = Became { kind: BecameKind::Requirement, id: requirement.0 };
    if found.became == Some(became) {
        return Ok(());
    }
    let says = requirement_of(&found).checked()?;
    let (new, now) = (Requirement::new(requirement, project, says), call.now());
    let number = store::requirements::create(call.db(), &new, now).await?;
    talk::became(&mut call, project, message, became).await?;
    let event = Event::new("requirement.created").project(project).object(requirement.0);
    call.commit(event.after(&Requirement { number, ..new })).await
}

/// Makes a risk of a message, with all its words; `risk` is an id that the browser chose, so that a
/// replay makes no second one.
#[server(endpoint = "messages/become_risk", input = Json)]
pub async fn become_risk(message: MessageId, risk: RiskId) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::talk;
    use domain::can::Action;
    use domain::message::{BecameKind, risk_of};
    use domain::risk::Risk;
    let mut call = Call::write().await?;
    let found = store::messages::find(call.db(), message).await?.ok_or(AppError::NotFound)?;
    let project = found.project;
    call.require(Action::EditRisks, project).await?;
    let became = Became { kind: BecameKind::Risk, id: risk.0 };
    if found.became == Some(became) {
        return Ok(());
    }
    let says = risk_of(&found).checked()?;
    let new = Risk { message: Some(message), ..Risk::new(risk, project, says) };
    let now = call.now();
    let number = store::risks::create(call.db(), &new, now).await?;
    talk::became(&mut call, project, message, became).await?;
    let event = Event::new("risk.created").project(project).object(risk.0);
    call.commit(event.after(&Risk { number, ..new })).await
}
