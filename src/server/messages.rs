//! What team and client wrote to each other, put together for pages: with files, clocks and names.

use std::collections::BTreeMap;

use domain::message::{Message, MessageFile, Thread};
use domain::plan::Calendar;
use domain::portal::{PortalMessage, PortalThing};
use domain::time::{Minute, Timestamp, minute_at};
use domain::{MessageId, ProjectId};
use store::Tx;

use super::clock;
use super::state::AppState;
use crate::error::AppError;

/// The files of a project's messages, by message.
pub type Files = BTreeMap<MessageId, Vec<MessageFile>>;

/// The files of some messages of a project, by message.
///
/// # Errors
/// What the store reports.
pub async fn files_of(
    tx: &mut Tx,
    project: ProjectId,
    messages: &[Message],
) -> Result<Files, AppError> {
    let mut files = Files::new();
    let first = messages.iter().map(|message| message.at).min();
    let last = messages.iter().map(|message| message.at).max();
    let Some(span) = first.zip(last) else { return Ok(files) };
    for (message, file) in store::messages::files(tx, project, span).await? {
        files.entry(message).or_default().push(file);
    }
    Ok(files)
}

/// What a client reads of some messages; `things` are those that it sees.
///
/// # Errors
/// What the store reports.
pub async fn for_client(
    tx: &mut Tx,
    project: ProjectId,
    messages: &[Message],
    things: &[PortalThing],
) -> Result<Vec<PortalMessage>, AppError> {
    let files = files_of(tx, project, messages).await?;
    let shown = |message: &Message| {
        let files = files.get(&message.id).map(Vec::as_slice).unwrap_or_default();
        PortalMessage::of(message, files, things)
    };
    Ok(messages.iter().filter_map(shown).collect())
}

/// What a client reads of one thread, such as the comments on a request for a decision.
///
/// # Errors
/// What the store reports.
pub async fn portal_thread(
    tx: &mut Tx,
    project: ProjectId,
    thread: Thread,
) -> Result<Vec<PortalMessage>, AppError> {
    let messages = store::messages::in_thread(tx, project, thread).await?;
    for_client(tx, project, &messages, &[]).await
}

/// The calendar by which a project works.
///
/// # Errors
/// `NotFound`, and what the store reports.
pub async fn calendar_of(
    state: &AppState,
    tx: &mut Tx,
    project: ProjectId,
) -> Result<Calendar, AppError> {
    let look =
        |_: i64, plan: &domain::plan::Plan| plan.calendars.get(&plan.settings.calendar).cloned();
    state.plans.read(tx, project, look).await?.ok_or(AppError::NotFound)
}

/// A moment on the project's wall clock.
#[must_use]
pub fn wall(at: Timestamp) -> Minute {
    minute_at(clock::local(at))
}

/// Working minutes from one moment to another.
#[must_use]
pub fn working_minutes(calendar: &Calendar, from: Timestamp, to: Timestamp) -> i64 {
    calendar.to_planner().working_between(wall(from), wall(to)).max(0)
}
