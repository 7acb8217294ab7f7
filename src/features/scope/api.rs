//! Goals, scope, and what nobody asked for.

use domain::scope::{Goal, GoalDraft, ScopeItem, ScopeItemDraft, ScopeNote, Work};
use domain::summary::MilestoneFacts;
use domain::{GoalId, ProjectId, ScopeItemId, TaskId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::features::shared::plan_api::ProjectHead;

/// Everything on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedScope {
    /// The project.
    pub head: ProjectHead,
    /// The goals by number.
    pub goals: Vec<GoalLine>,
    /// The lines of the scope, each kind in its order.
    pub items: Vec<ScopeItem>,
    /// What the team wrote about feasibility.
    pub note: ScopeNote,
    /// The milestones of the plan by expected day.
    pub milestones: Vec<MilestoneFacts>,
    /// Work that nobody asked for; none before the client agreed to a scope or to requirements.
    pub unasked: Option<Vec<UnaskedTask>>,
    /// Whether this person may write here.
    pub may_edit: bool,
}

/// A goal with what the plan says about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalLine {
    /// The goal.
    pub goal: Goal,
    /// The work that leads to its milestone; none when the plan has no such milestone.
    pub work: Option<Work>,
}

/// A task that no goal and no requirement asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnaskedTask {
    /// Which.
    pub task: TaskId,
    /// The number in its key.
    pub number: u32,
    /// What is to be done.
    pub title: String,
    /// 0 to 100.
    pub percent: u8,
}

/// A project's goals and scope.
#[server(endpoint = "scope/open", input = Json)]
pub async fn open_scope(project: ProjectId) -> Result<OpenedScope, AppError> {
    use crate::server::call::Call;
    use crate::server::{clock, scope};
    use domain::can::Action;
    use domain::scope::{Breakdown, unasked};
    use domain::summary::Reading;
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.id).await?;
    let may_edit = call.may_in(Action::EditScope, found.id).await?;
    let id = found.id;
    let goals = store::scope::goals(call.db(), id).await?;
    let items = store::scope::items(call.db(), id).await?;
    let note = store::scope::note(call.db(), id).await?;
    let traced = store::requirements::traced_tasks(call.db(), id).await?;
    let is_agreed = scope::is_agreed(call.db(), id).await?;
    let head = call.head(found).await?;
    let (_, plan) = call.plan(id).await?;
    let today = domain::time::day_of(clock::local_minute());
    let wanted: Vec<TaskId> = goals.iter().filter_map(|goal| goal.says.milestone).collect();
    let line = |task: TaskId| {
        let found = plan.tasks.get(&task)?;
        let (number, title) = (found.number, found.title.clone());
        Some(UnaskedTask { task, number, title, percent: found.percent })
    };
    let lines = || unasked(&plan, &wanted, &traced).into_iter().filter_map(line).collect();
    let breakdown = Breakdown::of(&plan);
    let work = |goal: &Goal| breakdown.work_to(goal.says.milestone?);
    Ok(OpenedScope {
        head,
        items,
        note,
        milestones: Reading::of(&plan, today).milestones(),
        unasked: is_agreed.then(lines),
        may_edit,
        goals: goals.into_iter().map(|goal| GoalLine { work: work(&goal), goal }).collect(),
    })
}

/// Adds a goal under the id that the browser chose: sent twice, it is added once. `number` is the
/// one that it had before it was removed, and is taken while it is free.
#[server(endpoint = "scope/add_goal", input = Json)]
pub async fn add_goal(
    project: ProjectId,
    id: GoalId,
    draft: GoalDraft,
    number: Option<i32>,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    use domain::scope::GOALS_MAX;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let says = draft.checked()?;
    let goals = store::scope::goals(call.db(), found.id).await?;
    if goals.iter().any(|goal| goal.id == id) {
        return Ok(());
    }
    if goals.len() >= GOALS_MAX as usize {
        return Err(Refusal::TooMany { max: GOALS_MAX }.into());
    }
    let last = goals.last().map_or(0, |goal| goal.number);
    let is_free =
        |number: &i32| (1..=last).contains(number) && goals.iter().all(|g| g.number != *number);
    let number = number.filter(is_free).unwrap_or(last + 1);
    let goal = Goal { id, project: found.id, number, says, version: 1 };
    let now = call.now();
    store::scope::create_goal(call.db(), &goal, now).await?;
    let event = Event::new("goal.added").project(found.id).object(id.0);
    call.commit(event.after(&goal)).await
}

/// Changes a goal; `version` is the one that was read.
#[server(endpoint = "scope/change_goal", input = Json)]
pub async fn change_goal(goal: GoalId, version: i32, draft: GoalDraft) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::scope::find_goal(call.db(), goal).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    let changed = Goal { says: draft.checked()?, version, ..found.clone() };
    let now = call.now();
    store::scope::update_goal(call.db(), &changed, now).await?;
    let event = Event::new("goal.changed").project(found.project).object(goal.0);
    call.commit(event.before(&found).after(&changed)).await
}

/// Removes a goal; `version` is the one that was read.
#[server(endpoint = "scope/remove_goal", input = Json)]
pub async fn remove_goal(goal: GoalId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::scope::find_goal(call.db(), goal).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    store::scope::remove_goal(call.db(), goal, version).await?;
    let event = Event::new("goal.removed").project(found.project).object(goal.0);
    call.commit(event.before(&found)).await
}

/// Adds a line to the scope under the id that the browser chose, before another one or last.
#[server(endpoint = "scope/add_item", input = Json)]
pub async fn add_item(
    project: ProjectId,
    id: ScopeItemId,
    draft: ScopeItemDraft,
    before: Option<ScopeItemId>,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::scope;
    use domain::Refusal;
    use domain::can::Action;
    use domain::scope::ITEMS_MAX;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let ScopeItemDraft { kind, text } = draft.checked()?;
    let items = store::scope::items(call.db(), found.id).await?;
    if items.iter().any(|item| item.id == id) {
        return Ok(());
    }
    if items.len() >= ITEMS_MAX as usize {
        return Err(Refusal::TooMany { max: ITEMS_MAX }.into());
    }
    let place = items.iter().filter(|item| item.kind == kind).map(|item| item.place + 1).max();
    let place = place.unwrap_or(0);
    let item = ScopeItem { id, project: found.id, kind, text, place, version: 1 };
    let now = call.now();
    store::scope::create_item(call.db(), &item, now).await?;
    if before.is_some() {
        scope::arrange(call.db(), &item, before).await?;
    }
    let event = Event::new("scope_item.added").project(found.id).object(id.0);
    call.commit(event.after(&item)).await
}

/// Changes a line of the scope; one that changes its kind goes to the end of the other list.
#[server(endpoint = "scope/change_item", input = Json)]
pub async fn change_item(
    item: ScopeItemId,
    version: i32,
    draft: ScopeItemDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::scope::find_item(call.db(), item).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    let ScopeItemDraft { kind, text } = draft.checked()?;
    let items = store::scope::items(call.db(), found.project).await?;
    let last = items.iter().filter(|other| other.kind == kind).map(|other| other.place).max();
    let place = if kind == found.kind { found.place } else { last.map_or(0, |last| last + 1) };
    let changed = ScopeItem { kind, text, place, version, ..found.clone() };
    let now = call.now();
    store::scope::update_item(call.db(), &changed, now).await?;
    let event = Event::new("scope_item.changed").project(found.project).object(item.0);
    call.commit(event.before(&found).after(&changed)).await
}

/// Puts a line of the scope before another one of its kind, or last.
#[server(endpoint = "scope/move_item", input = Json)]
pub async fn move_item(item: ScopeItemId, before: Option<ScopeItemId>) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::scope;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::scope::find_item(call.db(), item).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    scope::arrange(call.db(), &found, before).await?;
    let event = Event::new("scope_item.moved").project(found.project).object(item.0);
    call.commit(event.after(&before)).await
}

/// Removes a line of the scope; `version` is the one that was read.
#[server(endpoint = "scope/remove_item", input = Json)]
pub async fn remove_item(item: ScopeItemId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::scope::find_item(call.db(), item).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    store::scope::remove_item(call.db(), item, version).await?;
    let event = Event::new("scope_item.removed").project(found.project).object(item.0);
    call.commit(event.before(&found)).await
}

/// Writes the note on feasibility; `version` is the one that was read, 0 for the first.
#[server(endpoint = "scope/write_note", input = Json)]
pub async fn write_note(project: ProjectId, version: i32, text: String) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let feasibility = domain::text::note(text.trim())?;
    let before = store::scope::note(call.db(), found.id).await?;
    let note = ScopeNote { feasibility, version };
    let now = call.now();
    store::scope::write_note(call.db(), found.id, &note, now).await?;
    let event = Event::new("scope.feasibility_written").project(found.id);
    call.commit(event.before(&before.feasibility).after(&note.feasibility)).await
}
