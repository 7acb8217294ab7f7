//! What the overview shows and what can be changed on it.

use chrono::NaiveDate;
use domain::ProjectId;
use domain::client::Contact;
use domain::project::{Phase, Project};
use domain::summary::{Health, MilestoneFacts, OpenWork};
use domain::user::ProjectRole;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// Longest sentence on how it goes, in characters.
pub const STATUS_MAX: u32 = 200;

/// A project at length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// The project.
    pub project: Project,
    /// Today on the project's wall clock.
    pub today: NaiveDate,
    /// Whether it keeps its dates.
    pub health: Health,
    /// Done share, 0 to 100.
    pub percent: Option<u8>,
    /// First day of the plan.
    pub start: NaiveDate,
    /// The day on which the last work is expected to end.
    pub finish: Option<NaiveDate>,
    /// The milestones by expected day.
    pub milestones: Vec<MilestoneFacts>,
    /// What comes next.
    pub next: Vec<OpenWork>,
    /// How much work is open in all.
    pub open_count: u32,
    /// How much the schedule cannot keep.
    pub unkept: u32,
    /// Who works on it.
    pub people: Vec<Colleague>,
    /// Whom the client's page is for.
    pub shared: Vec<Shared>,
    /// Other contacts of the client, who do not see the page yet.
    pub others: Vec<Contact>,
    /// Whether this person may change the project.
    pub may_edit: bool,
    /// Whether this person may give the client's page out.
    pub may_publish: bool,
}

/// Somebody of the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Full name.
    pub name: String,
    /// What the person is in the project.
    pub role: ProjectRole,
}

/// A contact who may see the client's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// Who.
    pub contact: Contact,
    /// The last day on which the contact gets to the page, by a link or signed in; none where it
    /// does not. Told only to those who may give links out.
    pub until: Option<NaiveDate>,
}

/// Everything on the overview.
#[server(endpoint = "overview/open", input = Json)]
pub async fn open_overview(project: ProjectId) -> Result<Overview, AppError> {
    use crate::server::call::Call;
    use crate::server::clock;
    use domain::can::Action;
    use domain::summary::Reading;
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.id).await?;
    let may_edit = call.may_in(Action::EditProject, found.id).await?;
    let may_publish = call.may_in(Action::Publish, found.id).await?;
    let members = store::projects::members(call.db(), found.id).await?;
    let colleague =
        |member: store::projects::Member| Colleague { name: member.user.name, role: member.role };
    let mut people: Vec<_> = members.into_iter().map(colleague).collect();
    people.sort_by_key(|colleague| colleague.role as u8);
    let now = call.now();
    let mut shared = Vec::new();
    for contact in store::projects::contacts(call.db(), found.id).await? {
        let until = match may_publish {
            true => store::links::portal_until(call.db(), contact.id, found.id, now).await?,
            false => None,
        };
        shared.push(Shared { contact, until: until.map(|until| clock::local(until).date()) });
    }
    let mut others = store::contacts::of_client(call.db(), found.client).await?;
    others.retain(|other| shared.iter().all(|shared| shared.contact.id != other.id));
    let today = domain::time::day_of(clock::local_minute());
    let (_, plan) = call.plan(found.id).await?;
    let reading = Reading::of(&plan, today);
    let mut next = reading.open_work();
    let open_count = u32::try_from(next.len()).unwrap_or(u32::MAX);
    next.truncate(6);
    Ok(Overview {
        project: found,
        today,
        health: reading.health(),
        percent: reading.percent(),
        start: reading.start(),
        finish: reading.finish(),
        milestones: reading.milestones(),
        next,
        open_count,
        unkept: reading.unkept(),
        people,
        shared,
        others,
        may_edit,
        may_publish,
    })
}

/// Writes the sentence on how it goes; `version` is the one that was read.
#[server(endpoint = "overview/set_status", input = Json)]
pub async fn set_status(project: ProjectId, version: i32, status: String) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditProject, found.id).await?;
    let status = domain::text::line(&status)?;
    let changed = Project { status, version, ..found.clone() };
    let now = call.now();
    store::projects::update(call.db(), &changed, now).await?;
    let event = Event::new("project.status_written").project(found.id);
    call.commit(event.before(&found.status).after(&changed.status)).await
}

/// Writes the line about the next meeting that the client sees.
#[server(endpoint = "overview/set_next_meeting", input = Json)]
pub async fn set_next_meeting(
    project: ProjectId,
    version: i32,
    line: String,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditProject, found.id).await?;
    call.require(Action::Publish, found.id).await?;
    let next_meeting = domain::text::line(&line)?;
    let changed = Project { next_meeting, version, ..found.clone() };
    let now = call.now();
    store::projects::update(call.db(), &changed, now).await?;
    let event = Event::new("project.next_meeting_written").project(found.id);
    call.commit(event.before(&found.next_meeting).after(&changed.next_meeting)).await
}

/// Says in which phase the project is.
#[server(endpoint = "overview/set_phase", input = Json)]
pub async fn set_phase(project: ProjectId, version: i32, phase: Phase) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditProject, found.id).await?;
    let changed = Project { phase, version, ..found.clone() };
    let now = call.now();
    store::projects::update(call.db(), &changed, now).await?;
    let event = Event::new("project.phase_changed").project(found.id);
    call.commit(event.before(&found.phase).after(&phase)).await
}
