//! What the team reads of messages: files, clocks, and who waits for an answer.

use std::collections::BTreeMap;

use domain::can::Action;
use domain::message::{self, Message, Thread, ThreadKind};
use domain::{ComplaintId, MessageId, ProjectId, RequestId};

use super::call::Call;
use super::messages::{calendar_of, files_of, working_minutes};
use super::{clock, decisions};
use crate::error::AppError;
use crate::features::messages::api::{Talk, Written};
use crate::features::shared::plan_api::Person;

/// Messages as pages of the team show them, and what it takes to write another; the caller has
/// required the right to see them.
///
/// # Errors
/// What the store reports.
pub async fn of(
    call: &mut Call,
    project: ProjectId,
    messages: Vec<Message>,
) -> Result<Talk, AppError> {
    let members = store::projects::members(call.db(), project).await?;
    let people = members.into_iter().filter(|member| member.user.is_active);
    let people = people.map(|member| Person { id: member.user.id, name: member.user.name });
    Ok(Talk {
        people: people.collect(),
        messages: written(call, project, messages).await?,
        feedback: Vec::new(),
        complaints: Vec::new(),
        may_write: call.may_in(Action::Converse, project).await?,
        may_plan: call.may_in(Action::EditPlan, project).await?,
        may_scope: call.may_in(Action::EditScope, project).await?,
    })
}

async fn written(
    call: &mut Call,
    project: ProjectId,
    messages: Vec<Message>,
) -> Result<Vec<Written>, AppError> {
    let (state, now) = (call.state.clone(), call.now());
    let mut files = files_of(call.db(), project).await?;
    let calendar = calendar_of(&state, call.db(), project).await?;
    let waiting = message::waiting(&messages).into_iter();
    let waits: BTreeMap<MessageId, i64> =
        waiting.map(|message| (message.id, working_minutes(&calendar, message.at, now))).collect();
    let row = |message: Message| Written {
        at: clock::local(message.at),
        files: files.remove(&message.id).unwrap_or_default(),
        waits: waits.get(&message.id).copied(),
        message,
    };
    Ok(messages.into_iter().map(row).collect())
}

/// Requires that a thread belongs to a project. What deliverables, requirements and changes there
/// are is not asked: a thread about none of them stays in this project and is read by nobody else.
///
/// # Errors
/// `NotFound`.
pub async fn require_thread(
    call: &mut Call,
    project: ProjectId,
    thread: Thread,
) -> Result<(), AppError> {
    let is_here = match thread.kind {
        ThreadKind::Project => thread.id == project.0,
        ThreadKind::Request => {
            decisions::request_in(call.db(), project, RequestId(thread.id)).await?;
            true
        }
        ThreadKind::Complaint => {
            let found = store::complaints::find(call.db(), ComplaintId(thread.id)).await?;
            found.is_some_and(|complaint| complaint.project == project)
        }
        ThreadKind::Deliverable | ThreadKind::Requirement | ThreadKind::Change => true,
    };
    if is_here { Ok(()) } else { Err(AppError::NotFound) }
}
