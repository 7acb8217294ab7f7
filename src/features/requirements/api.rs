//! Requirements and the document around them.

use domain::elicitation::Elicitation;
use domain::requirement::{Coverage, Requirement, RequirementsDoc, Section, Statement};
use domain::{ContactId, DeliverableId, ProjectId, RequirementId, TaskId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// Everything that the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Of which project.
    pub project: ProjectId,
    /// The first part of its tasks' keys.
    pub key: String,
    /// The written sections of the document.
    pub doc: RequirementsDoc,
    /// The requirements in the order of the document.
    pub requirements: Vec<Requirement>,
    /// Where each of them stands, in the same order.
    pub coverage: Vec<Coverage>,
    /// The conversations, the latest first.
    pub elicitations: Vec<Elicitation>,
    /// Who of the client may have asked for something, by name.
    pub sources: Vec<Source>,
    /// The tasks that requirements are traced to.
    pub tasks: Vec<TracedTask>,
    /// The project's deliverables.
    pub deliverables: Vec<TracedDeliverable>,
    /// The version that the client agreed to last.
    pub signed: Option<Signed>,
    /// Those that were part of a version that was put before the client.
    pub put_forward: Vec<RequirementId>,
    /// Whether this person may write here.
    pub may_edit: bool,
}

/// Somebody who may have asked for something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Who.
    pub id: ContactId,
    /// Full name.
    pub name: String,
}

/// A task of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TracedTask {
    /// Which.
    pub id: TaskId,
    /// The number in its key.
    pub number: u32,
    /// What is to be done.
    pub title: String,
    /// How far it is, 0 to 100.
    pub percent: u8,
}

/// A deliverable of the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TracedDeliverable {
    /// Which.
    pub id: DeliverableId,
    /// What it is called.
    pub title: String,
    /// Whether the client has accepted it.
    pub is_accepted: bool,
}

/// The version of the document that the client agreed to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The decision's place in the project's chain.
    pub decision: i64,
    /// The version as people count.
    pub version: i32,
    /// Whether the document reads otherwise by now.
    pub differs: bool,
}

/// Everything that the page shows.
#[server(endpoint = "requirements/open", input = Json)]
pub async fn open_requirements(project: ProjectId) -> Result<Found, AppError> {
    use crate::server::call::Call;
    use crate::server::{deliverables, trace};
    use domain::can::Action;
    use domain::requirement::{Facts, content, coverage};
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.id).await?;
    let may_edit = call.may_in(Action::EditScope, found.id).await?;
    let doc = store::requirements_docs::find(call.db(), found.id).await?;
    let requirements = store::requirements::of_project(call.db(), found.id).await?;
    let elicitations = store::elicitations::of_project(call.db(), found.id).await?;
    let contacts = store::contacts::of_client(call.db(), found.client).await?;
    let known = store::deliverables::of_project(call.db(), found.id).await?;
    let standing = store::agreements::standing(call.db(), found.id).await?;
    let signed = trace::signed(call.db(), found.id, &standing).await?;
    let put_forward = trace::put_forward(call.db(), found.id).await?;
    let (_, plan) = call.plan(found.id).await?;
    let accepted = deliverables::accepted(call.db(), found.id).await?;
    let percents = trace::progress(&plan, &requirements);
    let done = percents.iter().map(|(id, percent)| (*id, *percent == 100)).collect();
    let facts = Facts {
        signed: signed.as_ref().map(|(_, record)| &record.content),
        tasks: &done,
        deliverables: &accepted,
    };
    let coverage = coverage(&requirements, &facts);
    let now = content(&found.name, &doc, &requirements).hash();
    let task = |(id, percent): (&TaskId, &u8)| {
        let task = plan.tasks.get(id)?;
        let (number, title) = (task.number, task.title.clone());
        Some(TracedTask { id: *id, number, title, percent: *percent })
    };
    let deliverables = known.into_iter().map(|deliverable| TracedDeliverable {
        is_accepted: accepted.get(&deliverable.id) == Some(&true),
        id: deliverable.id,
        title: deliverable.title,
    });
    Ok(Found {
        project: found.id,
        key: found.key,
        tasks: percents.iter().filter_map(task).collect(),
        deliverables: deliverables.collect(),
        signed: signed.as_ref().map(|(decision, record)| Signed {
            decision: *decision,
            version: record.number,
            differs: record.hash != now,
        }),
        sources: contacts.into_iter().map(|one| Source { id: one.id, name: one.name }).collect(),
        put_forward: put_forward.into_iter().collect(),
        doc,
        requirements,
        coverage,
        elicitations,
        may_edit,
    })
}

/// Writes down a requirement under the id that the browser chose: sent twice, it is there once.
#[server(endpoint = "requirements/add", input = Json)]
pub async fn add_requirement(
    project: ProjectId,
    id: RequirementId,
    title: String,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let says = Statement { title, ..Statement::default() }.checked()?;
    let known = store::requirements::find(call.db(), id).await?;
    if known.is_some_and(|known| known.project == found.id) {
        return Ok(());
    }
    let (new, now) = (Requirement::new(id, found.id, says), call.now());
    let number = store::requirements::create(call.db(), &new, now).await?;
    let event = Event::new("requirement.created").project(found.id).object(id.0);
    call.commit(event.after(&Requirement { number, ..new })).await
}

/// Changes what a requirement says; `version` is the one that was read.
#[server(endpoint = "requirements/update", input = Json)]
pub async fn update_requirement(
    requirement: RequirementId,
    version: i32,
    says: Statement,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::requirements::find(call.db(), requirement).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    let mut says = says.checked()?;
    // A contact's name is kept as it was when the contact was chosen.
    match says.source {
        None => {}
        Some(same) if found.says.source == Some(same) => {
            says.source_name = found.says.source_name.clone();
        }
        Some(other) => {
            let project = store::projects::find(call.db(), found.project).await?;
            let contact = store::contacts::find(call.db(), other).await?;
            let is_theirs = |contact: &domain::client::Contact| {
                project.is_some_and(|project| project.client == contact.client)
            };
            says.source_name = contact.filter(is_theirs).ok_or(Refusal::Missing)?.name;
        }
    }
    let (changed, now) = (Requirement { says, version, ..found.clone() }, call.now());
    store::requirements::update(call.db(), &changed, now).await?;
    let event = Event::new("requirement.changed").project(found.project).object(requirement.0);
    call.commit(event.before(&found.says).after(&changed.says)).await
}

/// Removes a requirement that was never put before the client; `version` is the one that was read.
#[server(endpoint = "requirements/remove", input = Json)]
pub async fn remove_requirement(requirement: RequirementId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::{decisions, trace};
    use domain::Refusal;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::requirements::find(call.db(), requirement).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    decisions::hold(call.db(), found.project).await?;
    if trace::put_forward(call.db(), found.project).await?.contains(&requirement) {
        return Err(Refusal::WasPutForward.into());
    }
    store::requirements::remove(call.db(), requirement, version).await?;
    let event = Event::new("requirement.removed").project(found.project).object(requirement.0);
    call.commit(event.before(&found)).await
}

/// Moves a requirement one step up or down in the document.
#[server(endpoint = "requirements/move", input = Json)]
pub async fn move_requirement(requirement: RequirementId, is_up: bool) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    use domain::requirement::moved;
    let mut call = Call::write().await?;
    let found = store::requirements::find(call.db(), requirement).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    let all = store::requirements::of_project(call.db(), found.project).await?;
    let Some(order) = moved(&all, requirement, is_up) else { return Ok(()) };
    store::requirements::set_order(call.db(), found.project, &order).await?;
    let event = Event::new("requirement.moved").project(found.project).object(requirement.0);
    call.commit(event.after(&is_up)).await
}

/// Traces a requirement to a task of the plan, or takes the trace away.
#[server(endpoint = "requirements/trace_task", input = Json)]
pub async fn trace_task(
    requirement: RequirementId,
    task: TaskId,
    is_on: bool,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::requirements::find(call.db(), requirement).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    let event = match is_on {
        true => {
            let (_, plan) = call.plan(found.project).await?;
            if !plan.tasks.contains_key(&task) {
                return Err(Refusal::Missing.into());
            }
            store::requirements::put_task(call.db(), requirement, task).await?;
            Event::new("requirement.traced").after(&task)
        }
        false => {
            store::requirements::drop_task(call.db(), requirement, task).await?;
            Event::new("requirement.untraced").before(&task)
        }
    };
    call.commit(event.project(found.project).object(requirement.0)).await
}

/// Traces a requirement to a deliverable of its project, or takes the trace away.
#[server(endpoint = "requirements/trace_deliverable", input = Json)]
pub async fn trace_deliverable(
    requirement: RequirementId,
    deliverable: DeliverableId,
    is_on: bool,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::requirements::find(call.db(), requirement).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    let event = match is_on {
        true => {
            let known = store::deliverables::of_project(call.db(), found.project).await?;
            if known.iter().all(|one| one.id != deliverable) {
                return Err(Refusal::Missing.into());
            }
            store::requirements::put_deliverable(call.db(), requirement, deliverable).await?;
            Event::new("requirement.traced").after(&deliverable)
        }
        false => {
            store::requirements::drop_deliverable(call.db(), requirement, deliverable).await?;
            Event::new("requirement.untraced").before(&deliverable)
        }
    };
    call.commit(event.project(found.project).object(requirement.0)).await
}

/// The tasks whose title or key holds a text, in the order of the plan: the first dozen.
#[server(endpoint = "requirements/find_tasks", input = Json)]
pub async fn find_tasks(project: ProjectId, text: String) -> Result<Vec<TracedTask>, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    use domain::plan::Outline;
    /// How many are offered.
    const OFFERED: usize = 12;
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.id).await?;
    let (_, plan) = call.plan(found.id).await?;
    let text = text.trim().to_lowercase();
    let task = |row: &domain::plan::Row| {
        let task = plan.tasks.get(&row.task)?;
        let name = format!("{}-{} {}", found.key, task.number, task.title);
        let (id, number, title) = (task.id, task.number, task.title.clone());
        let is_found = name.to_lowercase().contains(&text);
        is_found.then_some(TracedTask { id, number, title, percent: task.percent })
    };
    Ok(Outline::of(&plan).rows.iter().filter_map(task).take(OFFERED).collect())
}

/// Writes a section of the document; `version` is the document's that was read.
#[server(endpoint = "requirements/write_section", input = Json)]
pub async fn write_section(
    project: ProjectId,
    version: i32,
    section: Section,
    text: String,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let before = store::requirements_docs::find(call.db(), found.id).await?;
    let after = RequirementsDoc { version, ..before.clone() }.with(section, &text)?;
    let now = call.now();
    store::requirements_docs::write(call.db(), &after, now).await?;
    let event = Event::new("requirements_doc.written").project(found.id).object(found.id.0);
    call.commit(event.before(&before.text(section)).after(&after.text(section))).await
}
