//! Minutes of a project's meetings.

use chrono::NaiveDate;
use domain::minutes::{Minutes, MinutesDraft, MinutesState};
use domain::{MinutesId, OpId, ProjectId, Refusal, TaskId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::AppError;

/// All minutes of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// The minutes, the latest meeting first.
    pub minutes: Vec<Line>,
    /// Who works on the project, as names to choose from.
    pub people: Vec<String>,
    /// Whether this person may write here.
    pub may_edit: bool,
}

/// Minutes as the list shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which.
    pub id: MinutesId,
    /// What the meeting was.
    pub title: String,
    /// On which day.
    pub day: NaiveDate,
    /// How they stand.
    pub state: MinutesState,
    /// Whether they say more by now than the client reads.
    pub has_news: bool,
}

/// One meeting's minutes with everything that is drawn beside them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The minutes.
    pub minutes: Minutes,
    /// How they stand.
    pub state: MinutesState,
    /// The action items that are tasks of the plan.
    pub tasks: Vec<TaskId>,
    /// Why they cannot be hidden or removed; none when they can.
    pub held: Option<Refusal>,
    /// Whether this person may write here.
    pub may_edit: bool,
    /// Whether this person may show things to the client.
    pub may_publish: bool,
    /// Whether this person may add tasks.
    pub may_plan: bool,
}

/// All minutes of a project.
#[server(endpoint = "minutes/list", input = Json)]
pub async fn list_minutes(project: ProjectId) -> Result<Register, AppError> {
    use crate::server::call::Call;
    use crate::server::minutes;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.id).await?;
    let may_edit = call.may_in(Action::EditScope, found.id).await?;
    let members = store::projects::members(call.db(), found.id).await?;
    let verdicts = minutes::verdicts(call.db(), found.id).await?;
    let all = store::minutes::of_project(call.db(), found.id).await?;
    Ok(Register {
        minutes: all.iter().map(|one| minutes::line(one, &verdicts)).collect(),
        people: members.into_iter().map(|member| member.user.name).collect(),
        may_edit,
    })
}

/// One meeting's minutes with everything that is drawn beside them.
#[server(endpoint = "minutes/open", input = Json)]
pub async fn open_minutes(minutes: MinutesId) -> Result<Detail, AppError> {
    use crate::server::call::Call;
    use crate::server::minutes as rules;
    use domain::can::Action;
    use domain::minutes::Duty;
    let mut call = Call::read().await?;
    let found = store::minutes::find(call.db(), minutes).await?.ok_or(AppError::NotFound)?;
    let project = found.project;
    call.require(Action::ViewProject, project).await?;
    let verdicts = rules::verdicts(call.db(), project).await?;
    let (_, plan) = call.plan(project).await?;
    let items = found.says.actions.iter().map(Duty::task);
    let line = rules::line(&found, &verdicts);
    Ok(Detail {
        state: line.state,
        tasks: items.filter(|task| plan.tasks.contains_key(task)).collect(),
        held: rules::may_hide(&verdicts, minutes).err(),
        may_edit: call.may_in(Action::EditScope, project).await?,
        may_publish: call.may_in(Action::Publish, project).await?,
        may_plan: call.may_in(Action::EditPlan, project).await?,
        minutes: found,
    })
}

/// Writes down minutes under the id that the browser chose: sent twice, they are there once.
#[server(endpoint = "minutes/add", input = Json)]
pub async fn add_minutes(
    project: ProjectId,
    id: MinutesId,
    draft: MinutesDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let known = store::minutes::find(call.db(), id).await?;
    if known.is_some_and(|known| known.project == project) {
        return Ok(());
    }
    let minutes = Minutes { id, project, says: draft.checked()?, shown: None, version: 1 };
    let now = call.now();
    store::minutes::create(call.db(), &minutes, now).await?;
    let event = Event::new("minutes.created").project(project).object(id.0);
    call.commit(event.after(&minutes)).await
}

/// Changes what minutes say; `version` is the one that was read. The client goes on reading what
/// was published.
#[server(endpoint = "minutes/save", input = Json)]
pub async fn save_minutes(
    minutes: MinutesId,
    version: i32,
    draft: MinutesDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::minutes::find(call.db(), minutes).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    let (changed, now) = (Minutes { says: draft.checked()?, version, ..found.clone() }, call.now());
    store::minutes::update(call.db(), &changed, now).await?;
    let event = Event::new("minutes.changed").project(found.project).object(minutes.0);
    call.commit(event.before(&found).after(&changed)).await
}

/// Lets the client read what minutes say now, without what is internal; `version` is the one that
/// was looked at.
#[server(endpoint = "minutes/publish", input = Json)]
pub async fn publish_minutes(minutes: MinutesId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::minutes::find(call.db(), minutes).await?.ok_or(AppError::NotFound)?;
    call.require(Action::Publish, found.project).await?;
    let (changed, now) = (Minutes { version, ..found.published() }, call.now());
    store::minutes::update(call.db(), &changed, now).await?;
    let event = Event::new("minutes.published").project(found.project).object(minutes.0);
    call.commit(event.before(&found.shown).after(&changed.shown)).await
}

/// Takes minutes out of the client's sight.
#[server(endpoint = "minutes/hide", input = Json)]
pub async fn hide_minutes(minutes: MinutesId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::{decisions, minutes as rules};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::minutes::find(call.db(), minutes).await?.ok_or(AppError::NotFound)?;
    call.require(Action::Publish, found.project).await?;
    decisions::hold(call.db(), found.project).await?;
    let verdicts = rules::verdicts(call.db(), found.project).await?;
    rules::may_hide(&verdicts, minutes)?;
    let (changed, now) = (Minutes { shown: None, version, ..found.clone() }, call.now());
    store::minutes::update(call.db(), &changed, now).await?;
    let event = Event::new("minutes.hidden").project(found.project).object(minutes.0);
    call.commit(event.before(&found.shown)).await
}

/// Removes minutes that the client has not agreed to; tasks that came from them stay. What the
/// client reads is removed only by who may publish.
#[server(endpoint = "minutes/remove", input = Json)]
pub async fn remove_minutes(minutes: MinutesId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::{decisions, minutes as rules};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::minutes::find(call.db(), minutes).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    if found.shown.is_some() {
        call.require(Action::Publish, found.project).await?;
    }
    decisions::hold(call.db(), found.project).await?;
    let verdicts = rules::verdicts(call.db(), found.project).await?;
    rules::may_hide(&verdicts, minutes)?;
    store::minutes::remove(call.db(), minutes, version).await?;
    let event = Event::new("minutes.removed").project(found.project).object(minutes.0);
    call.commit(event.before(&found)).await
}

/// Makes a task of an action item, as if it were written on the board. The task has the item's id,
/// so that a replay makes no second one; `op` is an id that the browser chose.
#[server(endpoint = "minutes/to_task", input = Json)]
pub async fn action_to_task(minutes: MinutesId, item: Uuid, op: OpId) -> Result<(), AppError> {
    use crate::features::shared::plan_api::submit_one;
    use crate::server::call::Call;
    use domain::can::Action;
    use domain::minutes::task_of;
    use domain::plan::Step;
    let mut call = Call::read().await?;
    let found = store::minutes::find(call.db(), minutes).await?.ok_or(AppError::NotFound)?;
    let project = found.project;
    call.require(Action::EditPlan, project).await?;
    let mut actions = found.says.actions.into_iter();
    let item = actions.find(|action| action.key == item).ok_or(AppError::NotFound)?;
    let members = store::projects::members(call.db(), project).await?;
    let people: Vec<_> = members.into_iter().map(|m| (m.user.id, m.user.name)).collect();
    let (seq, plan) = call.plan(project).await?;
    drop(call);
    if plan.tasks.contains_key(&item.task()) {
        return Ok(());
    }
    submit_one(project, seq, op, task_of(&plan, &item, &people), Step::New).await
}
