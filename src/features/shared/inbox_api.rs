//! What waits for the person who asks, in one stream.

use chrono::{NaiveDate, NaiveDateTime};
use domain::agreement::{Subject, What};
use domain::inbox::{ChangeNeeds, ItemKind};
use domain::message::Thread;
use domain::voice::Severity;
use domain::{ChangeId, ProjectId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use super::turning_api::Turnable;
use crate::error::AppError;

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Why it is here.
    pub kind: ItemKind,
    /// Which, among those of its kind.
    pub id: String,
    /// In which project.
    pub project: ProjectId,
    /// In which thread, for what was written.
    pub thread: Option<Thread>,
    /// What can become of it, for what was written.
    pub turnable: Option<Turnable>,
    /// The project's name.
    pub project_name: String,
    /// Who caused it.
    pub by: String,
    /// Who is to do it, when that is somebody else than the reader.
    pub owner: Option<String>,
    /// What it says.
    pub text: String,
    /// What else is to be known of it.
    pub about: About,
    /// When it came, on the server's clock.
    pub at: NaiveDateTime,
}

/// What else is to be known of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The client has waited for so many working minutes, with so many messages.
    Waits {
        /// Working minutes since the first of them.
        minutes: i64,
        /// How many messages.
        messages: i64,
    },
    /// Somebody named the reader.
    Named,
    /// A complaint.
    Complaint {
        /// Its number in the project.
        number: i64,
        /// How serious it is to who made it.
        severity: Severity,
        /// Until when somebody gets in touch, on the server's clock.
        until: NaiveDateTime,
        /// Whether that moment is over.
        is_late: bool,
    },
    /// A decision.
    Decided {
        /// Its number in the project's chain.
        number: i64,
        /// What was decided.
        what: What,
    },
    /// A change waits for the team.
    Change {
        /// Which.
        change: ChangeId,
        /// Its number in the project.
        number: i32,
        /// What it waits for.
        needs: ChangeNeeds,
    },
    /// The client returned something, and nobody asked again.
    Returned {
        /// What.
        subject: Subject,
        /// The number of the decision in the project's chain.
        number: i64,
    },
    /// The client did not answer in time.
    Overdue {
        /// About what.
        subject: Subject,
        /// Until when an answer was needed.
        due: NaiveDate,
    },
    /// Who was asked may not decide any more, and nobody stands in.
    Stuck {
        /// About what.
        subject: Subject,
    },
    /// To be done because of a decision.
    Action {
        /// The number of the decision in the project's chain.
        number: i64,
        /// Until when.
        due: Option<NaiveDate>,
        /// Whether that day is over.
        is_late: bool,
    },
    /// To be done because a change is part of the plan.
    Step {
        /// Which change.
        change: ChangeId,
        /// Its number in the project.
        number: i32,
        /// Until when.
        due: Option<NaiveDate>,
        /// Whether that day is over.
        is_late: bool,
    },
}

/// Everything that waits for the caller, what is most pressing first: complaints, clients from the
/// one who has waited longest, what the caller decides or does from what is late on, then news.
#[server(endpoint = "inbox/open", input = Json)]
pub async fn open_inbox() -> Result<Vec<Item>, AppError> {
    use crate::server::call::Call;
    use crate::server::inbox;
    let mut call = Call::read().await?;
    inbox::items(&mut call).await
}

/// How many things wait for the caller.
#[server(endpoint = "inbox/count", input = Json)]
pub async fn count_inbox() -> Result<i64, AppError> {
    use crate::server::call::Call;
    use crate::server::inbox;
    let mut call = Call::read().await?;
    let items = inbox::items(&mut call).await?;
    Ok(i64::try_from(items.len()).unwrap_or(i64::MAX))
}

/// Puts something out of the caller's sight, or back into it. It concerns nobody else.
#[server(endpoint = "inbox/set_done", input = Json)]
pub async fn set_done(kind: ItemKind, id: String, is_done: bool) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    let mut call = Call::write().await?;
    let id = domain::text::name(&id)?;
    let (me, now) = (call.user.id, call.now());
    let item = (kind, id.as_str());
    match is_done {
        true => store::inbox::put_done(call.db(), me, item, now).await?,
        false => store::inbox::remove_done(call.db(), me, item).await?,
    }
    let kind = if is_done { "inbox.done" } else { "inbox.reopened" };
    call.commit(Event::new(kind).after(&item)).await
}
