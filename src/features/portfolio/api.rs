//! What the portfolio shows.

use chrono::NaiveDate;
use domain::project::{Phase, PhaseMethods};
use domain::summary::{Health, MilestoneFacts};
use domain::{ClientId, ProjectId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// The projects that somebody sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portfolio {
    /// Today on the project's wall clock.
    pub today: NaiveDate,
    /// The projects by name.
    pub projects: Vec<ProjectFacts>,
    /// Whether this person may begin one.
    pub may_create: bool,
    /// Whether the demo is there.
    pub has_demo: bool,
}

/// A project at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectFacts {
    /// Which.
    pub id: ProjectId,
    /// The first part of its tasks' keys.
    pub key: String,
    /// Full name.
    pub name: String,
    /// For whom.
    pub client: ClientId,
    /// The client's name.
    pub client_name: String,
    /// Who answers for it.
    pub lead_name: String,
    /// How it is run.
    pub methods: PhaseMethods,
    /// Where it stands.
    pub phase: Phase,
    /// Done share, 0 to 100.
    pub percent: Option<u8>,
    /// The next milestone that is not reached.
    pub next: Option<MilestoneFacts>,
    /// The day on which the last work is expected to end.
    pub finish: Option<NaiveDate>,
    /// Whether it keeps its dates.
    pub health: Health,
    /// Belongs to the demo.
    pub is_demo: bool,
}

/// The projects that the caller sees, read from their plans as of today.
#[server(endpoint = "portfolio/list", input = Json)]
pub async fn open_portfolio() -> Result<Portfolio, AppError> {
    use crate::server::call::Call;
    use crate::server::clock;
    use domain::can::Action;
    use domain::summary::Reading;
    let mut call = Call::read().await?;
    let today = domain::time::day_of(clock::local_minute());
    let reach = call.reach();
    let mut projects = Vec::new();
    for row in store::projects::visible(call.db(), reach).await? {
        let (_, plan) = call.plan(row.project.id).await?;
        let reading = Reading::of(&plan, today);
        projects.push(ProjectFacts {
            id: row.project.id,
            key: row.project.key,
            name: row.project.name,
            client: row.project.client,
            client_name: row.client_name,
            lead_name: row.lead_name,
            methods: row.project.methods,
            phase: row.project.phase,
            percent: reading.percent(),
            next: reading.milestones().into_iter().find(|milestone| !milestone.is_done),
            finish: reading.finish(),
            health: reading.health(),
            is_demo: row.project.is_demo,
        });
    }
    let has_demo = store::demo::exists(call.db()).await?;
    Ok(Portfolio { today, projects, may_create: call.may(Action::CreateProject), has_demo })
}
