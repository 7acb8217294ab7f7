//! That something of a project was changed, told to the pages that show it: never what, so that
//! nothing can be read from it; each page asks again by itself, with its own rights. The channel of
//! one page hears of every project that its person may see, and that is looked at before each word.

use std::collections::{BTreeMap, BTreeSet};
use std::pin::pin;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::http::{HeaderMap, Response};
use domain::can::Action;
use domain::{ProjectId, UserId};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep, timeout};

use super::channel::{cookies_of, no_upgrade};
use super::persons::Persons;
use crate::error::AppError;
use crate::features::shared::live_wire::{Stirred, Topic};
use crate::server::call::Call;
use crate::server::failure::{internal, refused};
use crate::server::state::AppState;

/// What happens within this time is told together.
const GATHER: Duration = Duration::from_millis(200);
const PING_EVERY: Duration = Duration::from_secs(20);
/// Who did not answer two pings is gone.
const SILENT_MAX: Duration = Duration::from_secs(45);
/// Who takes nothing for so long is gone.
const STALLED_MAX: Duration = Duration::from_secs(20);
/// The browser says nothing over this channel.
const MESSAGE_MAX: usize = 1024;
/// What a channel holds in memory for reading and for writing.
const BUFFER: usize = 1024;

/// That something was committed: where, of what sort, and by whom of the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stir {
    /// In which project.
    pub project: ProjectId,
    /// Of what sort.
    pub topic: Topic,
    /// By whom: their own pages know already.
    pub by: Option<UserId>,
}

/// Of what sort an event is, by the noun that its kind begins with; none of what no page waits for,
/// and of the plan, whose own channel tells what was done.
#[must_use]
pub fn topic_of(kind: &str) -> Option<Topic> {
    match kind.split('.').next()? {
        "message" | "feedback" | "complaint" => Some(Topic::Messages),
        "agreement" | "action_item" => Some(Topic::Agreements),
        "deliverable" | "file" => Some(Topic::Deliverables),
        "change" => Some(Topic::Changes),
        "goal" | "scope" | "scope_item" => Some(Topic::Scope),
        "requirement" | "requirements_doc" | "elicitation" => Some(Topic::Requirements),
        "risk" => Some(Topic::Risks),
        "baseline" => Some(Topic::Baselines),
        "minutes" => Some(Topic::Minutes),
        "handover" | "handover_item" | "open_point" => Some(Topic::Handover),
        _ => None,
    }
}

/// What somebody must be allowed to do, to hear that something of a sort was changed.
const fn action_of(topic: Topic) -> Action {
    match topic {
        Topic::Messages
        | Topic::Agreements
        | Topic::Deliverables
        | Topic::Changes
        | Topic::Scope
        | Topic::Requirements
        | Topic::Risks
        | Topic::Baselines
        | Topic::Minutes
        | Topic::Handover => Action::ViewProject,
    }
}

/// An open channel of a page.
struct Channel {
    state: AppState,
    me: UserId,
    /// The cookie of the request, by which the session is looked at again.
    headers: HeaderMap,
    stirs: Receiver<Option<Stir>>,
    persons: Persons,
}

/// What has to be told: by project, or that anything may have happened.
#[derive(Debug, Default, PartialEq, Eq)]
struct Gathered {
    topics: BTreeMap<ProjectId, BTreeSet<Topic>>,
    is_everything: bool,
}

/// Opens the channel for somebody of the team. The guard has seen to it that the request comes from
/// a page of this server.
pub async fn open(
    State(state): State<AppState>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response<Body> {
    let persons = state.live.persons();
    let me = match Call::read_with(state.clone(), &headers).await {
        Ok(call) => call.user.id,
        Err(error) => return refused(&error),
    };
    let Ok(upgrade) = upgrade else { return no_upgrade() };
    let Some(stirs) = state.live.listen() else { return refused(&AppError::Busy) };
    let channel = Channel { me, headers: cookies_of(&headers), stirs, persons, state };
    let upgrade = upgrade.max_message_size(MESSAGE_MAX).max_frame_size(MESSAGE_MAX);
    let upgrade = upgrade.read_buffer_size(BUFFER).write_buffer_size(BUFFER);
    upgrade.on_upgrade(move |socket| channel.attend(socket))
}

impl Channel {
    async fn attend(mut self, mut socket: WebSocket) {
        let is_stopping = Box::pin(self.converse(&mut socket)).await;
        let code = if is_stopping { close_code::RESTART } else { close_code::POLICY };
        let frame = CloseFrame { code, reason: "".into() };
        // Whoever is gone need not be told.
        let _ = timeout(GATHER, socket.send(Message::Close(Some(frame)))).await;
    }

    /// Tells until one of both sides ends it; answers whether the server stops.
    async fn converse(&mut self, socket: &mut WebSocket) -> bool {
        let mut is_stopping = self.state.live.stopping();
        let mut stopping = pin!(async move {
            // The sender lives as long as the state.
            let _ = is_stopping.wait_for(|is_stopping| *is_stopping).await;
        });
        let mut pings = interval_at(Instant::now() + PING_EVERY, PING_EVERY);
        pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // Nobody knows what happened before.
        if say(socket, &Stirred { project: None, topics: Vec::new() }).await.is_err() {
            return false;
        }
        let mut heard = Instant::now();
        loop {
            let goes_on = tokio::select! {
                biased;
                () = &mut stopping => return true,
                () = self.persons.changed(self.me) => self.look().await.is_ok(),
                _ = pings.tick() => {
                    heard.elapsed() < SILENT_MAX && self.ping(socket).await.is_ok()
                }
                stir = self.stirs.recv() => match self.gather(stir).await {
                    Some(gathered) => self.tell(socket, gathered).await.is_ok(),
                    None => false,
                },
                message = socket.recv() => {
                    heard = Instant::now();
                    matches!(message, Some(Ok(Message::Ping(_) | Message::Pong(_))))
                }
            };
            if !goes_on {
                return false;
            }
        }
    }

    /// What comes together with the first one; none when the server is gone.
    async fn gather(&mut self, first: Result<Option<Stir>, RecvError>) -> Option<Gathered> {
        let mut gathered = Gathered::default();
        gathered.take(first, self.me)?;
        sleep(GATHER).await;
        loop {
            let next = match self.stirs.try_recv() {
                Ok(stir) => Ok(stir),
                Err(TryRecvError::Lagged(count)) => Err(RecvError::Lagged(count)),
                Err(_) => return Some(gathered),
            };
            gathered.take(next, self.me)?;
        }
    }

    /// Tells of those projects that the person may see at this moment.
    async fn tell(&self, socket: &mut WebSocket, gathered: Gathered) -> Result<(), AppError> {
        if gathered == Gathered::default() {
            return Ok(());
        }
        let mut call = Call::read_with(self.state.clone(), &self.headers).await?;
        let mut all = Vec::new();
        for (project, topics) in gathered.topics {
            let mut heard = Vec::new();
            for topic in topics {
                if call.may_in(action_of(topic), project).await? {
                    heard.push(topic);
                }
            }
            if !heard.is_empty() {
                all.push(Stirred { project: Some(project), topics: heard });
            }
        }
        drop(call);
        if gathered.is_everything {
            all = vec![Stirred { project: None, topics: Vec::new() }];
        }
        for stirred in &all {
            say(socket, stirred).await?;
        }
        Ok(())
    }

    /// Looks whether the session is there.
    async fn look(&self) -> Result<(), AppError> {
        Call::read_with(self.state.clone(), &self.headers).await.map(drop)
    }

    /// Asks whether the browser is there, and whether its session is.
    async fn ping(&self, socket: &mut WebSocket) -> Result<(), AppError> {
        self.look().await?;
        write(socket, Message::Ping(Vec::new().into())).await
    }
}

impl Gathered {
    /// Takes up what was heard, unless the person did it; none when nothing more will be.
    fn take(&mut self, heard: Result<Option<Stir>, RecvError>, me: UserId) -> Option<()> {
        match heard {
            Ok(Some(stir)) if stir.by == Some(me) => {}
            Ok(Some(Stir { project, topic, .. })) => {
                self.topics.entry(project).or_default().insert(topic);
            }
            Ok(None) | Err(RecvError::Lagged(_)) => self.is_everything = true,
            Err(RecvError::Closed) => return None,
        }
        Some(())
    }
}

async fn say(socket: &mut WebSocket, stirred: &Stirred) -> Result<(), AppError> {
    let text = serde_json::to_string(stirred).map_err(|error| internal(&error))?;
    write(socket, Message::Text(text.into())).await
}

async fn write(socket: &mut WebSocket, message: Message) -> Result<(), AppError> {
    match timeout(STALLED_MAX, socket.send(message)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(AppError::Offline),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn events_have_a_topic_where_a_page_waits_for_them() {
        let cases = [
            ("message.written", Some(Topic::Messages)),
            ("complaint.made", Some(Topic::Messages)),
            ("agreement.decided", Some(Topic::Agreements)),
            ("file.uploaded", Some(Topic::Deliverables)),
            ("change.raised", Some(Topic::Changes)),
            ("scope_item.moved", Some(Topic::Scope)),
            ("elicitation.answered", Some(Topic::Requirements)),
            ("risk.settled", Some(Topic::Risks)),
            ("baseline.pinned", Some(Topic::Baselines)),
            ("minutes.changed", Some(Topic::Minutes)),
            ("open_point.added", Some(Topic::Handover)),
            // The plan has a channel of its own, and a client no page that waits.
            ("plan.changed", None),
            ("client.changed", None),
            ("", None),
        ];
        for (kind, expected) in cases {
            assert_eq!(topic_of(kind), expected, "{kind}");
        }
    }

    #[test]
    fn what_happens_at_once_is_told_once_and_never_to_who_did_it() {
        let (me, other) = (UserId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
        let project = ProjectId(Uuid::from_u128(3));
        let stir = |topic, by| Ok(Some(Stir { project, topic, by }));
        let mut gathered = Gathered::default();
        gathered.take(stir(Topic::Messages, Some(me)), me).unwrap();
        assert_eq!(gathered, Gathered::default());
        for by in [Some(other), None, Some(other)] {
            gathered.take(stir(Topic::Messages, by), me).unwrap();
        }
        gathered.take(stir(Topic::Changes, None), me).unwrap();
        let topics = BTreeSet::from([Topic::Messages, Topic::Changes]);
        assert_eq!(gathered.topics, BTreeMap::from([(project, topics)]));
        assert!(!gathered.is_everything);
        gathered.take(Err(RecvError::Lagged(3)), me).unwrap();
        assert!(gathered.is_everything);
        assert_eq!(gathered.take(Err(RecvError::Closed), me), None);
    }
}
