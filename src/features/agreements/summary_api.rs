//! What is agreed in a project, in a few lines.

use chrono::NaiveDate;
use domain::ProjectId;
use domain::agreement::{ActionItem, Subject};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use super::api::{Given, Waiting};
use crate::error::AppError;

/// How one thing stands between team and client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// Which thing.
    pub subject: Subject,
    /// What the client agreed to last.
    pub signed: Option<Given>,
    /// How many lines read otherwise than that now.
    pub changed: usize,
    /// A return that came after that.
    pub returned: Option<Given>,
    /// The request that waits.
    pub waiting: Option<Waiting>,
}

/// Everything that the client of a project was ever asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// What waits first, then what needs a look, then the rest.
    pub lines: Vec<Agreed>,
    /// The conditions that are not met yet, with who sees to each; what is due first comes first.
    pub conditions: Vec<(ActionItem, Option<String>)>,
    /// Today, on the server's clock.
    pub today: NaiveDate,
}

/// How everything stands that the client of a project was ever asked about.
#[server(endpoint = "agreements/summary", input = Json)]
pub async fn open_summary(project: ProjectId) -> Result<Summary, AppError> {
    use crate::server::call::Call;
    use crate::server::{clock, decisions};
    use domain::can::Action;
    let mut call = Call::read().await?;
    call.require(Action::ViewProject, project).await?;
    store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let state = call.state.clone();
    let lines = decisions::agreed_lines(&state, call.db(), project).await?;
    let conditions = decisions::open_conditions(call.db(), project).await?;
    Ok(Summary { lines, conditions, today: clock::local(call.now()).date() })
}
