//! A change becomes part of the plan, is taken out again, and is carried through step by step.

use domain::change::StepDraft;
use domain::{ChangeId, ChangeStepId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;

/// Makes the branch that was agreed part of the plan, as one step, with a baseline of this name and
/// a list of what is to be done; `version` is the one that was read.
#[server(endpoint = "changes/apply", input = Json)]
pub async fn apply_change(
    change: ChangeId,
    version: i32,
    baseline: String,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::changes::{Applying, apply};
    use crate::server::{branches, random};
    use domain::BaselineId;
    use domain::can::Action;
    use domain::change::ChangeRequest;
    let mut call = Call::write().await?;
    let found = branches::hold_change(&mut call, Action::AskClient, change).await?;
    call.require(Action::EditPlan, found.project).await?;
    let name = domain::text::name(&baseline)?;
    let (state, at) = (call.state.clone(), call.now());
    let baseline = BaselineId(call.uuid());
    let applying = Applying { by: call.user.id, at, baseline, name: name.clone() };
    let read = ChangeRequest { version, ..found };
    let new_id = move || random::uuid(at);
    let sitting = apply(&state, call.db(), &read, applying, new_id).await?;
    let event = Event::new("change.applied").project(read.project).object(change.0);
    call.commit(event.after(&(read.number, baseline, name))).await?;
    sitting.keep();
    Ok(())
}

/// Takes an applied change out of the plan again, as one step, with its baseline and the steps that
/// nobody has done; `version` is the one that was read.
#[server(endpoint = "changes/take_back", input = Json)]
pub async fn take_back_change(change: ChangeId, version: i32) -> Result<(), AppError> {
    use crate::server::branches;
    use crate::server::call::{Call, Event};
    use crate::server::changes::take_back;
    use domain::OpId;
    use domain::can::Action;
    use domain::change::ChangeRequest;
    let mut call = Call::write().await?;
    let found = branches::hold_change(&mut call, Action::AskClient, change).await?;
    call.require(Action::EditPlan, found.project).await?;
    let (state, by, at) = (call.state.clone(), call.user.id, call.now());
    let id = OpId(call.uuid());
    let read = ChangeRequest { version, ..found };
    let sitting = take_back(&state, call.db(), &read, id, (by, at)).await?;
    let event = Event::new("change.taken_back").project(read.project).object(change.0);
    call.commit(event.before(&read.applied)).await?;
    sitting.keep();
    Ok(())
}

/// Adds a step under the id that the browser chose.
#[server(endpoint = "changes/add_step", input = Json)]
pub async fn add_step(
    change: ChangeId,
    id: ChangeStepId,
    draft: StepDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::deliverables;
    use domain::Refusal;
    use domain::can::Action;
    use domain::change::ChangeStep;
    use domain::change::steps::STEPS_MAX;
    let mut call = Call::write().await?;
    let found = store::changes::find(call.db(), change).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    let says = draft.checked()?;
    let steps = store::change_steps::of_change(call.db(), change).await?;
    if steps.iter().any(|step| step.id == id) {
        return Ok(());
    }
    if steps.len() >= STEPS_MAX as usize {
        return Err(Refusal::TooMany { max: STEPS_MAX }.into());
    }
    deliverables::require_member(call.db(), found.project, says.owner).await?;
    let place = steps.iter().map(|step| step.place).max().unwrap_or(0) + 1;
    let step = ChangeStep { id, change, place, says, done_at: None, version: 1 };
    store::change_steps::create(call.db(), &step).await?;
    let event = Event::new("change.step_added").project(found.project).object(change.0);
    call.commit(event.after(&step)).await
}

/// Changes a step, or says that it is done; `version` is the one that was read.
#[server(endpoint = "changes/update_step", input = Json)]
pub async fn update_step(
    step: ChangeStepId,
    version: i32,
    draft: StepDraft,
    is_done: bool,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::deliverables;
    use domain::can::Action;
    use domain::change::ChangeStep;
    let mut call = Call::write().await?;
    let now = call.now();
    let found = store::change_steps::find(call.db(), step).await?.ok_or(AppError::NotFound)?;
    let change = store::changes::find(call.db(), found.change).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, change.project).await?;
    let says = draft.checked()?;
    if says.owner != found.says.owner {
        deliverables::require_member(call.db(), change.project, says.owner).await?;
    }
    let done_at = is_done.then(|| found.done_at.unwrap_or(now));
    let changed = ChangeStep { says, done_at, version, ..found.clone() };
    store::change_steps::update(call.db(), &changed).await?;
    let event = Event::new("change.step_edited").project(change.project).object(change.id.0);
    call.commit(event.before(&found).after(&changed)).await
}

/// Removes a step; `version` is the one that was read.
#[server(endpoint = "changes/remove_step", input = Json)]
pub async fn remove_step(step: ChangeStepId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::change_steps::find(call.db(), step).await?.ok_or(AppError::NotFound)?;
    let change = store::changes::find(call.db(), found.change).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, change.project).await?;
    store::change_steps::remove(call.db(), step, version).await?;
    let event = Event::new("change.step_removed").project(change.project).object(change.id.0);
    call.commit(event.before(&found)).await
}
