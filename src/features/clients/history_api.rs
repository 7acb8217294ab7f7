//! A client's history across its projects.

use chrono::NaiveDateTime;
use domain::agreement::{SubjectKind, What};
use domain::client::contract::Contract;
use domain::client::log::{Channel, LogEntry};
use domain::client::promise::{Outcome, Promise};
use domain::time::{datetime_at, start_of};
use domain::{ClientId, ProjectId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// Most entries of the contact log that the history tells.
pub const ENTRIES_MAX: i64 = 500;

/// Something that happened with a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happened {
    /// A project was begun.
    Begun,
    /// A contract was signed.
    Signed {
        /// What it is called.
        title: String,
    },
    /// Somebody talked with the client.
    Talked {
        /// How.
        channel: Channel,
        /// What was said.
        summary: String,
        /// What was decided, possibly empty.
        decided: String,
    },
    /// Something was promised that is still open.
    Due {
        /// What.
        text: String,
    },
    /// A promise ended.
    Settled {
        /// What was promised.
        text: String,
        /// How it ended.
        outcome: Outcome,
    },
    /// The client decided.
    Decided {
        /// The decision's number in its project.
        number: i64,
        /// About what sort of thing.
        kind: SubjectKind,
        /// How.
        what: What,
    },
}

/// A moment of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// When, on the wall clock; a day without a time is its midnight.
    pub at: NaiveDateTime,
    /// In which project, if in one.
    pub project: Option<ProjectId>,
    /// What.
    pub what: Happened,
}

impl From<LogEntry> for Moment {
    fn from(entry: LogEntry) -> Self {
        let LogEntry { facts, .. } = entry;
        let (channel, summary, decided) = (facts.channel, facts.summary, facts.decided);
        let what = Happened::Talked { channel, summary, decided };
        Self { at: datetime_at(facts.at), project: facts.project, what }
    }
}

/// A promise stands on its day, until it is known when it ended.
impl From<(Promise, Option<NaiveDateTime>)> for Moment {
    fn from((promise, ended): (Promise, Option<NaiveDateTime>)) -> Self {
        let Promise { facts, outcome, .. } = promise;
        let due = datetime_at(start_of(facts.due));
        let text = facts.text;
        let what = match outcome {
            Some(outcome) => Happened::Settled { text, outcome },
            None => Happened::Due { text },
        };
        Self { at: ended.unwrap_or(due), project: facts.project, what }
    }
}

/// A contract without the day of its signature has no place in the history.
impl TryFrom<Contract> for Moment {
    type Error = ();

    fn try_from(contract: Contract) -> Result<Self, ()> {
        let day = contract.facts.signed_on.ok_or(())?;
        let what = Happened::Signed { title: contract.facts.title };
        Ok(Self { at: datetime_at(start_of(day)), project: None, what })
    }
}

/// What happened with a client, the latest first, in projects only as far as the caller sees them.
#[server(endpoint = "clients/history", input = Json)]
pub async fn client_history(client: ClientId) -> Result<Vec<Moment>, AppError> {
    use crate::server::call::Call;
    use crate::server::clock;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::ViewClient, found.id).await?;
    let reach = call.reach();
    let mut moments = Vec::new();
    for (id, _, at) in store::clients::projects_begun(call.db(), found.id, reach).await? {
        let project = Some(id);
        moments.push(Moment { at: clock::local(at), project, what: Happened::Begun });
        for decision in store::agreements::standing(call.db(), id).await? {
            let (number, kind) = (decision.number, decision.subject.kind);
            let what = Happened::Decided { number, kind, what: decision.what };
            moments.push(Moment { at: clock::local(decision.at), project, what });
        }
    }
    let log = store::contact_log::of_client(call.db(), found.id, reach, "", ENTRIES_MAX).await?;
    moments.extend(log.into_iter().map(Moment::from));
    for promise in store::client_promises::of_client(call.db(), found.id, reach).await? {
        let ended = promise.settled_at.map(clock::local);
        moments.push(Moment::from((promise, ended)));
    }
    let contracts = store::contracts::of_client(call.db(), found.id).await?;
    moments.extend(contracts.into_iter().filter_map(|contract| Moment::try_from(contract).ok()));
    moments.sort_by_key(|one| std::cmp::Reverse(one.at));
    Ok(moments)
}
