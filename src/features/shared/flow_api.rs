//! Reading what a plan's history tells about the flow of its work.

use chrono::NaiveDateTime;
use domain::flow::Flow;
use domain::{ProjectId, TaskId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// How work flows over a board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// What the history tells; its days are those of the server's local clock.
    pub flow: Flow,
    /// Since when the cards of the board are where they are, on the server's local clock.
    pub since: Vec<(TaskId, NaiveDateTime)>,
}

/// How work flows over the board of a project, from the whole history of its plan.
#[server(endpoint = "flow/open", input = Json)]
pub async fn open_flow(project: ProjectId) -> Result<Told, AppError> {
    use crate::server::call::Call;
    use crate::server::clock;
    use domain::can::Action;
    use domain::flow::History;
    let mut call = Call::read().await?;
    call.require(Action::ViewProject, project).await?;
    let began = store::plans::began(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let inverses = store::plans::inverses(call.db(), project).await?;
    let (_, plan) = call.plan(project).await?;
    let history = History::read(&plan, began, inverses);
    let flow = Flow::of(&history, call.now(), |at| clock::local(at).date());
    let cards = flow.ageing.iter().flat_map(|column| &column.cards);
    let since = cards.map(|card| (card.task, clock::local(card.since))).collect();
    Ok(Told { flow, since })
}
