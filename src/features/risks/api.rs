//! The risks of a project: the register, writing and deciding, and the most serious ones.

use chrono::NaiveDate;
use domain::message::Thread;
use domain::risk::{Risk, RiskDraft, Verdict};
use domain::{ProjectId, RiskId, TaskId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::features::shared::plan_api::Person;

/// Everything that the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Of which project.
    pub project: ProjectId,
    /// The first part of its tasks' keys.
    pub key: String,
    /// The risks by number.
    pub risks: Vec<Line>,
    /// Who works on the project.
    pub people: Vec<Person>,
    /// The tasks that risks would hit, and unfinished ones that they could hit, in the order of the
    /// plan.
    pub tasks: Vec<HitTask>,
    /// Today, on the server's clock.
    pub today: NaiveDate,
    /// Whether this person may write here.
    pub may_edit: bool,
}

/// A risk with the words around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The risk.
    pub risk: Risk,
    /// Since when it is to be assessed again, on the server's clock.
    pub doubted_on: Option<NaiveDate>,
    /// When somebody last decided about it.
    pub reviewed_on: Option<NaiveDate>,
    /// The message of which it was made: in which thread, and by whom.
    pub came_from: Option<(Thread, String)>,
}

/// A task that a risk would hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HitTask {
    /// Which.
    pub id: TaskId,
    /// The number in its key.
    pub number: u32,
    /// What is to be done.
    pub title: String,
}

/// The most serious risks of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Top {
    /// The worst first, with who watches each.
    pub risks: Vec<(Risk, Option<String>)>,
    /// How many are open in all.
    pub open: u32,
    /// How many are to be assessed again.
    pub doubted: u32,
}

/// The risks of a project.
#[server(endpoint = "risks/open", input = Json)]
pub async fn open_risks(project: ProjectId) -> Result<Found, AppError> {
    use crate::server::call::Call;
    use crate::server::{clock, risks};
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.id).await?;
    let may_edit = call.may_in(Action::EditRisks, found.id).await?;
    let members = store::projects::members(call.db(), found.id).await?;
    let all = store::risks::of_project(call.db(), found.id).await?;
    let lines = risks::lines(call.db(), all).await?;
    let (_, plan) = call.plan(found.id).await?;
    let person =
        |member: store::projects::Member| Person { id: member.user.id, name: member.user.name };
    Ok(Found {
        project: found.id,
        key: found.key,
        tasks: risks::tasks(&plan, &lines),
        risks: lines,
        people: members.into_iter().map(person).collect(),
        today: clock::local(call.now()).date(),
        may_edit,
    })
}

/// The most serious risks of a project.
#[server(endpoint = "risks/top", input = Json)]
pub async fn top_risks(project: ProjectId) -> Result<Top, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    use domain::risk::top;
    let mut call = Call::read().await?;
    call.require(Action::ViewProject, project).await?;
    store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let all = store::risks::of_project(call.db(), project).await?;
    let members = store::projects::members(call.db(), project).await?;
    let count = |wanted: fn(&Risk) -> bool| {
        u32::try_from(all.iter().filter(|risk| wanted(risk)).count()).unwrap_or(u32::MAX)
    };
    let (open, doubted) = (count(Risk::is_open), count(|risk| risk.recheck.is_some()));
    let owner = |risk: Risk| {
        let known = members.iter().find(|member| Some(member.user.id) == risk.says.owner);
        let name = known.map(|member| member.user.name.clone());
        (risk, name)
    };
    Ok(Top { risks: top(all).into_iter().map(owner).collect(), open, doubted })
}

/// Writes down a risk under the id that the browser chose: sent twice, it is there once.
#[server(endpoint = "risks/create", input = Json)]
pub async fn create_risk(project: ProjectId, id: RiskId, draft: RiskDraft) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::risks;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditRisks, found.id).await?;
    let says = draft.checked()?;
    let known = store::risks::find(call.db(), id).await?;
    if known.is_some_and(|known| known.project == found.id) {
        return Ok(());
    }
    risks::require_people(call.db(), found.id, (&says, None)).await?;
    let (new, now) = (Risk::new(id, found.id, says), call.now());
    let number = store::risks::create(call.db(), &new, now).await?;
    let event = Event::new("risk.created").project(found.id).object(id.0);
    call.commit(event.after(&Risk { number, ..new })).await
}

/// Changes what is written about a risk, and where it stands in the matrix; `version` is the one
/// that was read.
#[server(endpoint = "risks/update", input = Json)]
pub async fn update_risk(risk: RiskId, version: i32, draft: RiskDraft) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::risks;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::risks::find(call.db(), risk).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditRisks, found.project).await?;
    let says = draft.checked()?;
    risks::require_people(call.db(), found.project, (&says, Some(&found.says))).await?;
    let now = call.now();
    let changed = Risk { version, ..found.clone().rewritten(says, now) };
    store::risks::update(call.db(), &changed, now).await?;
    let event = Event::new("risk.changed").project(found.project).object(risk.0);
    call.commit(event.before(&found.says).after(&changed.says)).await
}

/// Decides about a risk; `version` is the one that was read.
#[server(endpoint = "risks/settle", input = Json)]
pub async fn settle_risk(risk: RiskId, version: i32, verdict: Verdict) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::risks::find(call.db(), risk).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditRisks, found.project).await?;
    let now = call.now();
    let changed = Risk { version, ..found.clone().settled(verdict, now)? };
    store::risks::update(call.db(), &changed, now).await?;
    let event = Event::new("risk.settled").project(found.project).object(risk.0);
    call.commit(event.before(&found.state).after(&(verdict, changed.state))).await
}

/// Says that a risk would hit a task of the plan, or takes that back.
#[server(endpoint = "risks/trace_task", input = Json)]
pub async fn trace_risk(risk: RiskId, task: TaskId, is_on: bool) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::risks::find(call.db(), risk).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditRisks, found.project).await?;
    let event = match is_on {
        true => {
            let (_, plan) = call.plan(found.project).await?;
            if !plan.tasks.contains_key(&task) {
                return Err(Refusal::Missing.into());
            }
            store::risks::put_task(call.db(), risk, task).await?;
            Event::new("risk.traced").after(&task)
        }
        false => {
            store::risks::drop_task(call.db(), risk, task).await?;
            Event::new("risk.untraced").before(&task)
        }
    };
    call.commit(event.project(found.project).object(risk.0)).await
}

/// Removes a risk that was a slip; `version` is the one that was read.
#[server(endpoint = "risks/remove", input = Json)]
pub async fn remove_risk(risk: RiskId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::risks::find(call.db(), risk).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditRisks, found.project).await?;
    store::risks::remove(call.db(), risk, version).await?;
    let event = Event::new("risk.removed").project(found.project).object(risk.0);
    call.commit(event.before(&found)).await
}
