//! Finding projects, tasks and clients by a part of their names.

use domain::{ClientId, ProjectId, TaskId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What was found of each kind, within what the caller may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Projects by name.
    pub projects: Vec<FoundProject>,
    /// Tasks, open ones first.
    pub tasks: Vec<FoundTask>,
    /// Clients by name.
    pub clients: Vec<FoundClient>,
}

/// A project that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundProject {
    /// Which.
    pub id: ProjectId,
    /// The first part of its tasks' keys.
    pub key: String,
    /// Full name.
    pub name: String,
}

/// A task that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundTask {
    /// Which.
    pub id: TaskId,
    /// In which project.
    pub project: ProjectId,
    /// The first part of its key.
    pub project_key: String,
    /// The second part of its key.
    pub number: u32,
    /// What is to be done.
    pub title: String,
    /// Whether it is finished.
    pub is_done: bool,
}

/// A client that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundClient {
    /// Which.
    pub id: ClientId,
    /// Full name.
    pub name: String,
}

/// What contains the text, of each kind a few.
#[server(endpoint = "palette/search", input = Json)]
pub async fn search(text: String) -> Result<Found, AppError> {
    use crate::server::call::Call;
    use domain::text::NAME_MAX;
    let mut call = Call::read().await?;
    let reach = call.reach();
    let text: String = text.chars().take(NAME_MAX).collect();
    let hits = store::search::find(call.db(), reach, &text, 8).await?;
    let task = |hit: store::search::TaskHit| FoundTask {
        id: hit.id,
        project: hit.project,
        project_key: hit.project_key,
        number: hit.number,
        title: hit.title,
        is_done: hit.is_done,
    };
    let projects = hits.projects.into_iter();
    let clients = hits.clients.into_iter();
    Ok(Found {
        projects: projects.map(|(id, key, name)| FoundProject { id, key, name }).collect(),
        tasks: hits.tasks.into_iter().map(task).collect(),
        clients: clients.map(|(id, name)| FoundClient { id, name }).collect(),
    })
}
