//! Opening a branch of a plan and changing it, in the views of the plan itself.

use domain::change::ChangeDraft;
use domain::plan::Made;
use domain::time::Minute;
use domain::{ChangeId, ChangeOptionId, ProjectId, TaskId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use super::plan_api::{Opened, Sent};
use crate::error::AppError;

/// What stands above a plan that is shown with a branch on top of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BranchHead {
    /// The change that it belongs to.
    pub change: ChangeId,
    /// The change's number in the project.
    pub number: i32,
    /// What is to change.
    pub title: String,
    /// The option's letter.
    pub key: String,
    /// How many steps it has, without what was undone.
    pub operations: u32,
    /// How many of them are in conflict with the plan as it stands.
    pub conflicts: u32,
    /// Whether this person may edit it.
    pub may_edit: bool,
    /// Counts edits of the option.
    pub version: i32,
}

/// Raises a change under the id that the browser chose, with one option on which these operations
/// are drawn: sent twice, it is raised once. Where one of them is refused there is no change.
#[server(endpoint = "changes/raise_drawn", input = Json)]
pub async fn raise_drawn(
    project: ProjectId,
    id: ChangeId,
    draft: ChangeDraft,
    ops: Vec<Made>,
) -> Result<(), AppError> {
    use super::plan_api::SENT_MAX;
    use crate::server::branches::{self, Taken};
    use crate::server::call::{Call, Event};
    use crate::server::changes;
    use domain::Refusal;
    use domain::can::Action;
    if ops.len() > SENT_MAX {
        return Err(Refusal::TooMany { max: SENT_MAX as u32 }.into());
    }
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let says = draft.checked()?;
    if store::changes::find(call.db(), id).await?.is_some_and(|known| known.project == project) {
        return Ok(());
    }
    let (state, me) = (call.state.clone(), call.user.id);
    let (change, option) = changes::raise(&mut call, project, id, says).await?;
    let taken = branches::append(&state, call.db(), project, &option, (me, ops)).await?;
    let Taken { refused, .. } = taken;
    if let Some((_, why)) = refused.into_iter().next() {
        return Err(why);
    }
    call.commit(Event::new("change.raised").project(project).object(id.0).after(&change)).await
}

/// Opens the plan of a project with a branch on top of it. Operations are counted from the
/// beginning of the branch.
#[server(endpoint = "changes/open_draft", input = Json)]
pub async fn open_draft(option: ChangeOptionId) -> Result<Opened, AppError> {
    use super::plan_api::Person;
    use crate::server::branches;
    use crate::server::call::Call;
    use crate::server::clock;
    use crate::server::failure::internal;
    use domain::can::Action;
    use domain::change::replayed;
    let mut call = Call::read().await?;
    let state = call.state.clone();
    let (found, change) = branches::find(call.db(), option).await?;
    call.require(Action::ViewProject, change.project).await?;
    let project = store::projects::find(call.db(), change.project).await?;
    let head = call.head(project.ok_or(AppError::NotFound)?).await?;
    let may_edit = call.may_in(Action::EditScope, change.project).await?;
    let members = store::projects::members(call.db(), change.project).await?;
    let people = members.into_iter().map(|member| member.user);
    let people = people.map(|user| Person { id: user.id, name: user.name }).collect();
    let base = branches::plan_at(&state, call.db(), change.project, found.base).await?;
    let ops = store::change_options::ops(call.db(), option).await?;
    let seq = i64::try_from(ops.len()).unwrap_or(i64::MAX);
    let plan = replayed(base, &ops).map_err(|refusal| internal(&refusal))?;
    Ok(Opened {
        head,
        seq,
        plan: Some(plan),
        ops: Vec::new(),
        known: ops.into_iter().map(|one| one.id).collect(),
        people,
        now: clock::local_minute(),
        me: call.user.id,
        may_edit: may_edit && branches::is_editable(&state, call.db(), &change).await?,
        may_work: false,
    })
}

/// Sends operations to a branch in the order in which they were made; each is taken or refused by
/// itself. Answers with everything that came after the operation `since` of the branch; `Gap` to
/// who knows operations that the branch does not have.
#[server(endpoint = "changes/submit_draft", input = Json)]
pub async fn submit_draft(
    option: ChangeOptionId,
    since: i64,
    ops: Vec<Made>,
) -> Result<Sent, AppError> {
    use super::plan_api::SENT_MAX;
    use crate::server::branches::{self, Taken};
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    use domain::plan::{Committed, Origin};
    if ops.len() > SENT_MAX {
        return Err(Refusal::TooMany { max: SENT_MAX as u32 }.into());
    }
    let mut call = Call::write().await?;
    let (state, me, at) = (call.state.clone(), call.user.id, call.now());
    let (found, change) = branches::hold(&mut call, Action::EditScope, option).await?;
    branches::may_edit(&state, call.db(), &change).await?;
    let known = ops.iter().map(|made| made.base).fold(since, i64::max);
    let taken = branches::append(&state, call.db(), change.project, &found, (me, ops)).await?;
    let Taken { count, refused } = taken;
    if count > 0 {
        store::change_options::touch(call.db(), option).await?;
        branches::keep_edited(call.db(), &change, at).await?;
        let event = Event::new("change.drawn").project(change.project).object(change.id.0);
        call.tell(event.after(&(found.key, count))).await?;
    }
    let all = store::change_options::ops(call.db(), option).await?;
    if usize::try_from(known).is_ok_and(|known| known > all.len() - count) {
        return Err(AppError::Gap);
    }
    let numbered = (1..).zip(all).filter(|(seq, _)| *seq > since);
    let committed = numbered.map(|(seq, one)| {
        let (origin, id, op) = (Origin::default(), one.id, one.op);
        Committed { seq, id, by: one.by.unwrap_or(me), at, origin, op }
    });
    let committed = committed.collect();
    call.commit_told().await?;
    Ok(Sent { committed, refused })
}

/// What stands above a plan with a branch on top of it.
#[server(endpoint = "changes/branch", input = Json)]
pub async fn open_branch(option: ChangeOptionId) -> Result<BranchHead, AppError> {
    use crate::server::branches;
    use crate::server::call::Call;
    use domain::can::Action;
    use domain::change::folded;
    use domain::plan::Brief;
    let mut call = Call::read().await?;
    let (found, change) = branches::find(call.db(), option).await?;
    call.require(Action::ViewProject, change.project).await?;
    let state = call.state.clone();
    let may_edit = call.may_in(Action::EditScope, change.project).await?
        && branches::is_editable(&state, call.db(), &change).await?;
    let ops = folded(store::change_options::ops(call.db(), option).await?);
    let (head, plan) = call.plan(change.project).await?;
    let is_open = change.state.may_edit().is_ok();
    let conflicts = match is_open && found.base < head {
        true => {
            let branch = (&found, ops.as_slice());
            let on = branches::on_head(call.db(), change.project, &plan, branch, &[]).await?;
            on.conflicts.len()
        }
        false => 0,
    };
    let briefs: Vec<Brief> = ops.iter().map(|one| Brief::of(&one.op, &one.inverse)).collect();
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    Ok(BranchHead {
        change: change.id,
        number: change.number,
        title: change.says.title,
        key: found.key,
        operations: count(briefs.chunk_by(Brief::is_explained_by).count()),
        conflicts: count(conflicts),
        may_edit,
        version: found.version,
    })
}

/// The start and finish that every task has without a branch, where the branch stands.
#[server(endpoint = "changes/base_dates", input = Json)]
pub async fn base_dates(option: ChangeOptionId) -> Result<Vec<(TaskId, Minute, Minute)>, AppError> {
    use crate::server::branches;
    use crate::server::call::Call;
    use domain::can::Action;
    use domain::plan::Scheduled;
    let mut call = Call::read().await?;
    let state = call.state.clone();
    let (found, change) = branches::find(call.db(), option).await?;
    call.require(Action::ViewProject, change.project).await?;
    let plan = branches::plan_at(&state, call.db(), change.project, found.base).await?;
    let scheduled = Scheduled::of(&plan);
    let dates = |task: &TaskId| scheduled.dates(*task).map(|of| (*task, of.start, of.finish));
    Ok(plan.tasks.keys().filter_map(dates).collect())
}

/// Empties a branch and puts it onto the plan as it stands; `version` is the one that was read.
#[server(endpoint = "changes/discard", input = Json)]
pub async fn discard_branch(option: ChangeOptionId, version: i32) -> Result<(), AppError> {
    use crate::server::branches;
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    use domain::change::ChangeOption;
    let mut call = Call::write().await?;
    let now = call.now();
    let (found, change) = branches::hold(&mut call, Action::EditScope, option).await?;
    let state = call.state.clone();
    branches::may_edit(&state, call.db(), &change).await?;
    let head = store::plans::head(call.db(), change.project).await?.ok_or(AppError::NotFound)?;
    let ops = store::change_options::ops(call.db(), option).await?;
    let event = Event::new("change.branch_discarded").project(change.project).object(change.id.0);
    let event = event.before(&(&found.key, &ops));
    store::change_options::replace(call.db(), option, &[]).await?;
    let emptied = ChangeOption { base: head, version, ..found };
    store::change_options::update(call.db(), &emptied).await?;
    branches::keep_edited(call.db(), &change, now).await?;
    call.commit(event).await
}
