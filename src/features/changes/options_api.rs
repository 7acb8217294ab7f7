//! The options of a change: adding, renaming, removing, and bringing a branch up to the plan.

use domain::change::{Choice, OptionDraft};
use domain::{ChangeId, ChangeOptionId, OpId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;

/// Adds an option under the id that the browser chose: an empty one on the plan as it stands, or a
/// copy of another one with its branch.
#[server(endpoint = "changes/add_option", input = Json)]
pub async fn add_option(
    change: ChangeId,
    id: ChangeOptionId,
    copy_of: Option<ChangeOptionId>,
    draft: OptionDraft,
) -> Result<(), AppError> {
    use crate::server::branches;
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    use domain::change::{ChangeOption, next_key};
    let mut call = Call::write().await?;
    let now = call.now();
    let found = branches::hold_change(&mut call, Action::EditScope, change).await?;
    branches::may_edit(&call.state.clone(), call.db(), &found).await?;
    let says = draft.checked()?;
    let options = store::change_options::of_change(call.db(), change).await?;
    if options.iter().any(|option| option.id == id) {
        return Ok(());
    }
    let (base, ops) = match copy_of {
        Some(copied) => {
            let of = options.iter().find(|option| option.id == copied);
            let of = of.ok_or(Refusal::Missing)?;
            (of.base, store::change_options::ops(call.db(), copied).await?)
        }
        None => {
            let head = store::plans::head(call.db(), found.project).await?;
            (head.ok_or(AppError::NotFound)?, Vec::new())
        }
    };
    let key = next_key(&options)?;
    let option = ChangeOption { id, change, key, says, base, is_chosen: false, version: 1 };
    store::change_options::create(call.db(), &option).await?;
    store::change_options::replace(call.db(), id, &ops).await?;
    branches::keep_edited(call.db(), &found, now).await?;
    let event = Event::new("change.option_added").project(found.project).object(change.0);
    call.commit(event.after(&option)).await
}

/// Changes what is written about an option; `version` is the one that was read.
#[server(endpoint = "changes/update_option", input = Json)]
pub async fn update_option(
    option: ChangeOptionId,
    version: i32,
    draft: OptionDraft,
) -> Result<(), AppError> {
    use crate::server::branches;
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    use domain::change::ChangeOption;
    let mut call = Call::write().await?;
    let now = call.now();
    let (found, change) = branches::hold(&mut call, Action::EditScope, option).await?;
    branches::may_edit(&call.state.clone(), call.db(), &change).await?;
    let says = draft.checked()?;
    let changed = ChangeOption { says, version, ..found.clone() };
    store::change_options::update(call.db(), &changed).await?;
    branches::keep_edited(call.db(), &change, now).await?;
    let event = Event::new("change.option_edited").project(change.project).object(change.id.0);
    call.commit(event.before(&found).after(&changed)).await
}

/// Removes an option with its branch; `version` is the one that was read. One always stays.
#[server(endpoint = "changes/remove_option", input = Json)]
pub async fn remove_option(option: ChangeOptionId, version: i32) -> Result<(), AppError> {
    use crate::server::branches;
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let now = call.now();
    let (found, change) = branches::hold(&mut call, Action::EditScope, option).await?;
    branches::may_edit(&call.state.clone(), call.db(), &change).await?;
    if store::change_options::of_change(call.db(), change.id).await?.len() < 2 {
        return Err(Refusal::LastOption.into());
    }
    let ops = store::change_options::ops(call.db(), option).await?;
    store::change_options::remove(call.db(), option, version).await?;
    branches::keep_edited(call.db(), &change, now).await?;
    let event = Event::new("change.option_removed").project(change.project).object(change.id.0);
    call.commit(event.before(&(&found, &ops))).await
}

/// Puts a branch onto the plan as it stands; `choices` say what becomes of what is in conflict, and
/// `version` is the one that was read.
#[server(endpoint = "changes/bring_up", input = Json)]
pub async fn bring_up(
    option: ChangeOptionId,
    version: i32,
    choices: Vec<(OpId, Choice)>,
) -> Result<(), AppError> {
    use crate::server::branches;
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    use domain::change::{ChangeOption, folded};
    let mut call = Call::write().await?;
    let now = call.now();
    let (found, change) = branches::hold(&mut call, Action::EditScope, option).await?;
    change.state.may_edit()?;
    let ops = folded(store::change_options::ops(call.db(), option).await?);
    let (head, plan) = call.plan(change.project).await?;
    let branch = (&found, ops.as_slice());
    let on_head = branches::on_head(call.db(), change.project, &plan, branch, &choices).await?;
    if !on_head.conflicts.is_empty() {
        let count = u32::try_from(on_head.conflicts.len()).unwrap_or(u32::MAX);
        return Err(Refusal::BranchConflicts { count }.into());
    }
    store::change_options::replace(call.db(), option, &on_head.ops).await?;
    let moved = ChangeOption { base: head, version, ..found.clone() };
    store::change_options::update(call.db(), &moved).await?;
    branches::keep_edited(call.db(), &change, now).await?;
    let event = Event::new("change.brought_up").project(change.project).object(change.id.0);
    call.commit(event.before(&(found.base, &ops)).after(&(head, &choices))).await
}
