//! Change requests: the list, one of them with everything around it, raising, editing, deciding.

use chrono::{NaiveDate, NaiveDateTime};
use domain::change::{
    ChangeDraft, ChangeOption, ChangeRequest, ChangeStep, Conflict, Impact, SketchRow, Stage,
};
use domain::plan::{Brief, Plan};
use domain::{
    ChangeId, ChangeOptionId, MessageId, OpId, ProjectId, Refusal, RequirementId, RiskId, TaskId,
};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::features::shared::plan_api::Person;

/// The changes of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeList {
    /// The latest first.
    pub changes: Vec<ChangeLine>,
    /// Whether this person may raise one.
    pub may_edit: bool,
}

/// A change in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLine {
    /// The change.
    pub change: ChangeRequest,
    /// Where it stands.
    pub stage: Stage,
    /// Whose answer is waited for.
    pub waits_for: Option<Waits>,
}

/// Somebody of the client who was asked and has not answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waits {
    /// Who.
    pub name: String,
    /// Since when, on the server's local clock.
    pub since: NaiveDateTime,
    /// Until when an answer is needed.
    pub due: Option<NaiveDate>,
}

/// A change with everything that its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeSheet {
    /// The change.
    pub change: ChangeRequest,
    /// Where it stands.
    pub stage: Stage,
    /// Who raised it.
    pub raised_by: String,
    /// When, on the server's local clock.
    pub raised_on: NaiveDate,
    /// Who of the team decided, and when on the server's local clock.
    pub decided: Option<(String, NaiveDate)>,
    /// Whose answer is waited for.
    pub waits_for: Option<Waits>,
    /// The task that it comes from, while the plan has it.
    pub task: Option<(TaskId, String)>,
    /// The requirement that it comes from and those that its options touch, by number.
    pub requirements: Vec<NamedRequirement>,
    /// The risks that are to be assessed again because of its options, by number.
    pub risks: Vec<NamedRisk>,
    /// The options by key.
    pub options: Vec<OptionSheet>,
    /// As much of the plan as the sentences about the operations need.
    pub names: Plan,
    /// The members of the project and whoever is named here.
    pub people: Vec<Person>,
    /// What is to be done once it is part of the plan.
    pub steps: Vec<ChangeStep>,
    /// The option that may be applied, or why none may.
    pub to_apply: Result<ChangeOptionId, Refusal>,
    /// Today on the project's wall clock.
    pub today: NaiveDate,
    /// Whether this person may edit changes and their branches.
    pub may_edit: bool,
    /// Whether it reads as the client agreed to it: then nobody edits it.
    pub is_signed: bool,
    /// Whether this person may decide about changes.
    pub may_decide: bool,
    /// Whether this person may change the plan.
    pub may_plan: bool,
}

/// A requirement by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedRequirement {
    /// Which.
    pub id: RequirementId,
    ///
    pub name: String,
    /// What is needed, in a line.
    pub title: String,
}

/// A risk by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedRisk {
    /// Which.
    pub id: RiskId,
    /// RK-3.
    pub name: String,
    /// Probability times impact, as things are.
    pub score: u8,
    /// What may happen, in a line.
    pub title: String,
}

/// An option with what its branch does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionSheet {
    /// The option.
    pub option: ChangeOption,
    /// The operations in short, without what was undone.
    pub operations: Vec<(OpId, Brief)>,
    /// What they do to the plan on which the branch stands.
    pub impact: Impact,
    /// What moves, for the picture.
    pub rows: Vec<SketchRow>,
    /// How many more tasks move.
    pub more_rows: u32,
    /// How many operations the plan has moved on since the branch was drawn.
    pub behind: i64,
    /// What is in conflict with them.
    pub conflicts: Vec<Conflict>,
}

impl OptionSheet {
    /// The operations as the history tells them: the reason for one stands with it.
    pub fn steps(&self) -> impl Iterator<Item = &[(OpId, Brief)]> {
        self.operations.chunk_by(|(_, before), (_, next)| before.is_explained_by(next))
    }
}

/// The changes of a project.
#[server(endpoint = "changes/list", input = Json)]
pub async fn changes(project: ProjectId) -> Result<ChangeList, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.id).await?;
    let changes = crate::server::changes::lines(call.db(), found.id).await?;
    Ok(ChangeList { changes, may_edit: call.may_in(Action::EditScope, found.id).await? })
}

/// A change with everything that its page shows.
#[server(endpoint = "changes/open", input = Json)]
pub async fn open_change(change: ChangeId) -> Result<ChangeSheet, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::changes::find(call.db(), change).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.project).await?;
    crate::server::changes::sheet(&mut call, found).await
}

/// Raises a change under the id that the browser chose, with one option that does nothing yet: sent
/// twice, it is raised once.
#[server(endpoint = "changes/create", input = Json)]
pub async fn create_change(
    project: ProjectId,
    id: ChangeId,
    draft: ChangeDraft,
    message: Option<MessageId>,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::talk;
    use domain::can::Action;
    use domain::message::{Became, BecameKind};
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let says = draft.checked()?;
    if store::changes::find(call.db(), id).await?.is_some_and(|known| known.project == project) {
        return Ok(());
    }
    let (change, _) = crate::server::changes::raise(&mut call, project, id, says).await?;
    if let Some(message) = message {
        let became = Became { kind: BecameKind::Change, id: id.0 };
        talk::became(&mut call, project, message, became).await?;
    }
    call.commit(Event::new("change.raised").project(project).object(id.0).after(&change)).await
}

/// Changes what is written about a change; `version` is the one that was read.
#[server(endpoint = "changes/update", input = Json)]
pub async fn update_change(
    change: ChangeId,
    version: i32,
    draft: ChangeDraft,
) -> Result<(), AppError> {
    use crate::server::branches;
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let now = call.now();
    let found = branches::hold_change(&mut call, Action::EditScope, change).await?;
    branches::may_edit(&call.state.clone(), call.db(), &found).await?;
    let says = draft.checked()?;
    let base = branches::edited(&found).unwrap_or_else(|| found.clone());
    let changed = ChangeRequest { says, version, ..base };
    store::changes::update(call.db(), &changed, now).await?;
    let event = Event::new("change.edited").project(found.project).object(change.0);
    call.commit(event.before(&found).after(&changed)).await
}

/// Says that nobody wants a change any more; it stays in the list.
#[server(endpoint = "changes/withdraw", input = Json)]
pub async fn withdraw_change(change: ChangeId, version: i32, note: String) -> Result<(), AppError> {
    use crate::server::branches;
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    use domain::change::ChangeState;
    let mut call = Call::write().await?;
    let (by, now) = (call.user.id, call.now());
    let found = branches::hold_change(&mut call, Action::EditScope, change).await?;
    found.state.may_edit()?;
    let note = domain::text::note(note.trim())?;
    let base = ChangeRequest { version, ..found.clone() };
    let changed = base.decided(ChangeState::Withdrawn, note, by, now);
    store::changes::update(call.db(), &changed, now).await?;
    crate::server::changes::close_requests(call.db(), &changed).await?;
    let event = Event::new("change.withdrawn").project(found.project).object(change.0);
    call.commit(event.before(&found.state).after(&changed.decided_note)).await
}

/// Refuses a change, with the reason.
#[server(endpoint = "changes/refuse", input = Json)]
pub async fn refuse_change(change: ChangeId, version: i32, note: String) -> Result<(), AppError> {
    use crate::server::branches;
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    use domain::change::ChangeState;
    let mut call = Call::write().await?;
    let (by, now) = (call.user.id, call.now());
    let found = branches::hold_change(&mut call, Action::AskClient, change).await?;
    found.state.may_edit()?;
    let note = domain::text::note(note.trim())?;
    if note.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    let base = ChangeRequest { version, ..found.clone() };
    let changed = base.decided(ChangeState::Refused, note, by, now);
    store::changes::update(call.db(), &changed, now).await?;
    crate::server::changes::close_requests(call.db(), &changed).await?;
    let event = Event::new("change.refused").project(found.project).object(change.0);
    call.commit(event.before(&found.state).after(&changed.decided_note)).await
}

/// Approves an option that touches nothing that the client sees; the team decides that alone.
/// `version` is that of the option that was read: what somebody has drawn since was not.
#[server(endpoint = "changes/approve", input = Json)]
pub async fn approve_option(
    option: ChangeOptionId,
    version: i32,
    note: String,
) -> Result<(), AppError> {
    use crate::server::branches;
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    use domain::change::{ChangeState, Traces};
    let mut call = Call::write().await?;
    let (state, by, now) = (call.state.clone(), call.user.id, call.now());
    let (found, change) = branches::hold(&mut call, Action::AskClient, option).await?;
    change.state.may_edit()?;
    if found.version != version {
        return Err(AppError::Conflict);
    }
    let note = domain::text::note(note.trim())?;
    let branch = branches::read(&state, call.db(), change.project, found).await?;
    if branch.impact(&Traces::default()).touches_client {
        return Err(Refusal::ClientDecides.into());
    }
    for other in store::change_options::of_change(call.db(), change.id).await? {
        let is_chosen = other.id == option;
        store::change_options::update(call.db(), &ChangeOption { is_chosen, ..other }).await?;
    }
    let approved = change.clone().decided(ChangeState::Approved, note, by, now);
    store::changes::update(call.db(), &approved, now).await?;
    let event = Event::new("change.approved").project(change.project).object(change.id.0);
    call.commit(event.before(&change.state).after(&branch.option.key)).await
}

/// Opens a change again that was refused, withdrawn or approved by the team.
#[server(endpoint = "changes/reopen", input = Json)]
pub async fn reopen_change(change: ChangeId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    use domain::change::ChangeState;
    let mut call = Call::write().await?;
    let now = call.now();
    let found = store::changes::find(call.db(), change).await?.ok_or(AppError::NotFound)?;
    call.require(Action::AskClient, found.project).await?;
    if found.state == ChangeState::Applied {
        return Err(Refusal::ChangeClosed.into());
    }
    let open = ChangeRequest { version, ..found.clone() }.reopened();
    store::changes::update(call.db(), &open, now).await?;
    let event = Event::new("change.reopened").project(found.project).object(change.0);
    call.commit(event.before(&found.state)).await
}
