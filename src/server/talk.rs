//! What the team reads of messages: files, clocks, and who waits for an answer.

use std::collections::BTreeSet;

use domain::can::Action;
use domain::message::{self, Became, BecameKind, Message, Thread, ThreadKind};
use domain::plan::Plan;
use domain::voice::complaint_code;
use domain::{
    ChangeId, ComplaintId, DeliverableId, MessageId, ProjectId, Refusal, RequestId, RequirementId,
    TaskId,
};

use super::call::{Call, Event};
use super::messages::{calendar_of, files_of, working_minutes};
use super::{clock, decisions, portal_talk};
use crate::error::AppError;
use crate::features::messages::api::{Talk, Topic, Written};
use crate::features::shared::plan_api::Person;
use crate::features::shared::turning_api::MayTurn;

/// So many messages of a thread are read at once.
const PAGE: usize = 100;

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
        topics: Vec::new(),
        has_earlier: false,
        came_from: None,
        feedback: Vec::new(),
        complaints: Vec::new(),
        may_write: call.may_in(Action::Converse, project).await?,
        may_turn: may_turn(call, project).await?,
    })
}

/// What the caller may make of the messages of a project.
///
/// # Errors
/// What the store reports.
pub async fn may_turn(call: &mut Call, project: ProjectId) -> Result<MayTurn, AppError> {
    Ok(MayTurn {
        plan: call.may_in(Action::EditPlan, project).await?,
        scope: call.may_in(Action::EditScope, project).await?,
        risk: call.may_in(Action::EditRisks, project).await?,
    })
}

/// The last messages with what goes with each; the caller has required the right to see them.
///
/// # Errors
/// What the store reports.
async fn written(
    call: &mut Call,
    project: ProjectId,
    messages: Vec<Message>,
) -> Result<Vec<Written>, AppError> {
    let waiting = waiting_in(&messages);
    rows(call, project, messages, &waiting).await
}

/// The same of messages of a thread that others may have followed since: an answer that is not
/// among them is one all the same.
///
/// # Errors
/// What the store reports.
pub async fn written_before(
    call: &mut Call,
    (project, thread): (ProjectId, Thread),
    messages: Vec<Message>,
) -> Result<Vec<Written>, AppError> {
    let waiting = waiting_in(&store::messages::in_thread(call.db(), project, thread).await?);
    rows(call, project, messages, &waiting).await
}

/// Which of messages from the oldest to the last the client waits for an answer to.
fn waiting_in(messages: &[Message]) -> BTreeSet<MessageId> {
    message::waiting(messages).into_iter().map(|message| message.id).collect()
}

async fn rows(
    call: &mut Call,
    project: ProjectId,
    messages: Vec<Message>,
    waiting: &BTreeSet<MessageId>,
) -> Result<Vec<Written>, AppError> {
    let (state, now) = (call.state.clone(), call.now());
    let mut files = files_of(call.db(), project, &messages).await?;
    let calendar = calendar_of(&state, call.db(), project).await?;
    let waits = |message: &Message| {
        let is_waiting = waiting.contains(&message.id);
        is_waiting.then(|| working_minutes(&calendar, message.at, now))
    };
    let row = |message: Message| Written {
        at: clock::local(message.at),
        files: files.remove(&message.id).unwrap_or_default(),
        waits: waits(&message),
        message,
    };
    Ok(messages.into_iter().map(row).collect())
}

/// A thread with what it is about called by its name; none when that is not in the project.
///
/// # Errors
/// What the store reports.
pub async fn topic(
    call: &mut Call,
    project: ProjectId,
    thread: Thread,
) -> Result<Option<Topic>, AppError> {
    let title = match thread.kind {
        ThreadKind::Project => (thread.id == project.0).then(String::new),
        ThreadKind::Request => {
            match decisions::request_in(call.db(), project, RequestId(thread.id)).await {
                Ok((_, record)) => Some(record.content.title),
                Err(AppError::NotFound) => None,
                Err(error) => return Err(error),
            }
        }
        ThreadKind::Complaint => {
            let found = store::complaints::find(call.db(), ComplaintId(thread.id)).await?;
            let found = found.filter(|found| found.project == project);
            found.map(|found| complaint_code(found.number))
        }
        ThreadKind::Deliverable => {
            let found = store::deliverables::find(call.db(), DeliverableId(thread.id)).await?;
            found.filter(|found| found.project == project).map(|found| found.title)
        }
        ThreadKind::Requirement => {
            let found = store::requirements::find(call.db(), RequirementId(thread.id)).await?;
            let found = found.filter(|found| found.project == project);
            found.map(|found| format!("{} {}", found.name(), found.says.title))
        }
        ThreadKind::Change => {
            let found = store::changes::find(call.db(), ChangeId(thread.id)).await?;
            found.filter(|found| found.project == project).map(|found| found.says.title)
        }
        ThreadKind::Task => {
            let plans = call.state.plans.clone();
            let look = |_: i64, plan: &Plan| {
                plan.tasks.get(&TaskId(thread.id)).map(|task| task.title.clone())
            };
            plans.read(call.db(), project, look).await?
        }
    };
    Ok(title.map(|title| Topic { thread, title }))
}

/// The threads of a project in which something was written, those with the latest messages first.
///
/// # Errors
/// What the store reports.
pub async fn topics(call: &mut Call, project: ProjectId) -> Result<Vec<Topic>, AppError> {
    let mut topics = Vec::new();
    for thread in store::messages::threads(call.db(), project).await? {
        let topic = topic(call, project, thread).await?;
        // What is gone leaves its messages without a name.
        topics.push(topic.unwrap_or(Topic { thread, title: String::new() }));
    }
    Ok(topics)
}

/// Requires that a thread is about something in a project, and for a message that the client reads
/// about something in its sight.
///
/// # Errors
/// `NotFound`, `NotInSight`.
pub async fn require_thread(
    call: &mut Call,
    project: ProjectId,
    thread: Thread,
    is_client_visible: bool,
) -> Result<(), AppError> {
    topic(call, project, thread).await?.ok_or(AppError::NotFound)?;
    let is_always_seen = match thread.kind {
        ThreadKind::Project | ThreadKind::Request | ThreadKind::Complaint => true,
        ThreadKind::Deliverable
        | ThreadKind::Requirement
        | ThreadKind::Change
        | ThreadKind::Task => false,
    };
    if is_always_seen || !is_client_visible {
        return Ok(());
    }
    let state = call.state.clone();
    let things = portal_talk::things(&state, call.db(), project).await?;
    let is_seen = things.iter().any(|thing| thing.thread == thread);
    if is_seen { Ok(()) } else { Err(Refusal::NotInSight.into()) }
}

/// Notes that something was made of a message of a project, in the transaction in which it is made.
///
/// # Errors
/// `NotFound` when there is no such message in the project, `Conflict` when it became something
/// before.
pub async fn became(
    call: &mut Call,
    project: ProjectId,
    message: MessageId,
    became: Became,
) -> Result<(), AppError> {
    let found = store::messages::find(call.db(), message).await?;
    found.filter(|found| found.project == project).ok_or(AppError::NotFound)?;
    store::messages::set_became(call.db(), message, became).await?;
    let event = Event::new("message.became").project(project).object(message.0);
    call.tell(event.after(&became)).await
}

/// A page of a thread, before a message if one is named, and whether there are earlier ones.
///
/// # Errors
/// What the store reports.
pub async fn page(
    call: &mut Call,
    project: ProjectId,
    thread: Thread,
    before: Option<&Message>,
) -> Result<(Vec<Message>, bool), AppError> {
    let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut found =
        store::messages::last_in_thread(call.db(), project, thread, before, most).await?;
    let has_earlier = found.len() > PAGE;
    if has_earlier {
        found.remove(0);
    }
    Ok((found, has_earlier))
}

/// The message of which the thing that a thread is about was made.
///
/// # Errors
/// What the store reports.
pub async fn came_from(
    call: &mut Call,
    project: ProjectId,
    thread: Thread,
) -> Result<Option<Written>, AppError> {
    let kind = match thread.kind {
        ThreadKind::Task => BecameKind::Task,
        ThreadKind::Requirement => BecameKind::Requirement,
        ThreadKind::Change => BecameKind::Change,
        ThreadKind::Project
        | ThreadKind::Request
        | ThreadKind::Deliverable
        | ThreadKind::Complaint => return Ok(None),
    };
    let became = Became { kind, id: thread.id };
    let Some(found) = store::messages::origin(call.db(), project, became).await? else {
        return Ok(None);
    };
    let place = (project, found.thread);
    Ok(written_before(call, place, vec![found]).await?.into_iter().next())
}
