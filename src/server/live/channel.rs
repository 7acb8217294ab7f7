//! One browser's channel: who may open it, what goes over it, and when it ends.

use std::convert::Infallible;
use std::num::NonZeroU32;
use std::pin::pin;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::extract::{Path, Query, State};
use axum::http::header::{CONNECTION, COOKIE, UPGRADE};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use axum::response::IntoResponse;
use domain::can::Action;
use domain::{ProjectId, Refusal, UserId};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use serde::Deserialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use super::Seat;
use super::news::{self, News};
use super::persons::Persons;
use crate::error::AppError;
use crate::features::shared::live_wire::{DRAGGED_MAX, Presence, Said, Told};
use crate::server::call::Call;
use crate::server::failure::{internal, refused};
use crate::server::random;
use crate::server::state::AppState;

/// The right to listen is looked at again this often, and is never older when something is told.
const CHECK_EVERY: Duration = Duration::from_secs(1);
const PING_EVERY: Duration = Duration::from_secs(20);
/// Who did not answer two pings is gone.
const SILENT_MAX: Duration = Duration::from_secs(45);
/// Who takes nothing for so long is gone.
const STALLED_MAX: Duration = Duration::from_secs(20);
/// How long the browser may take to hear why the channel closes.
const CLOSE_WITHIN: Duration = Duration::from_secs(1);
/// Most of a message of the browser.
const MESSAGE_MAX: usize = 64 * 1024;
/// What a channel holds in memory for reading and for writing.
const BUFFER: usize = 4 * 1024;
/// Messages of the browser in a second, over a longer time and in one burst.
const SAID_PER_SECOND: NonZeroU32 = NonZeroU32::new(20).expect("not zero");
const SAID_AT_ONCE: NonZeroU32 = NonZeroU32::new(60).expect("not zero");
/// A browser that is further behind opens the plan anew.
const BEHIND_MAX: i64 = 500;
/// Longest name that a tab gives itself.
const TAB_MAX: usize = 64;

/// What the browser asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    since: String,
    #[serde(default)]
    tab: String,
}

/// An open channel.
struct Channel {
    state: AppState,
    project: ProjectId,
    me: UserId,
    persons: Persons,
    /// The cookie of the request, by which the session is looked at again.
    headers: HeaderMap,
    seat: Seat,
    /// The last operation that the browser knows.
    seq: i64,
    checked: Instant,
    /// The hash of what was last told about the others.
    told: Option<[u8; 32]>,
    limit: DefaultDirectRateLimiter,
}

/// Why a channel ends.
enum End {
    /// The browser is told.
    Told(AppError),
    /// The server stops.
    Stopping,
    /// The browser is gone.
    Gone,
}

impl From<AppError> for End {
    fn from(error: AppError) -> Self {
        Self::Told(error)
    }
}

/// Opens the channel for someone who may see the project. The guard has seen to it that the
/// request comes from a page of this server.
pub async fn open(
    State(state): State<AppState>,
    Path(project): Path<ProjectId>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response<Body> {
    let persons = state.live.persons();
    let (head, who) = match admit(&state, project, &headers).await {
        Ok(admitted) => admitted,
        Err(error) => return refused(&error),
    };
    let Ok(upgrade) = upgrade else { return no_upgrade() };
    if asked.tab.is_empty() || asked.tab.len() > TAB_MAX {
        return refused(&Refusal::Malformed.into());
    }
    let is_known = |since: &i64| (0..=head).contains(since) && head - since <= BEHIND_MAX;
    let since = asked.since.parse::<i64>().ok().filter(is_known);
    let me = who.who;
    let presence = Presence { tab: asked.tab, ..who };
    let seat = match state.live.enter(project, head, presence) {
        Ok(seat) => seat,
        Err(error) => return refused(&error),
    };
    let channel = Channel {
        project,
        me,
        persons,
        headers: cookies_of(&headers),
        seat,
        seq: since.unwrap_or(head),
        checked: Instant::now(),
        told: None,
        limit: RateLimiter::direct(Quota::per_second(SAID_PER_SECOND).allow_burst(SAID_AT_ONCE)),
        state,
    };
    let upgrade = upgrade.max_message_size(MESSAGE_MAX).max_frame_size(MESSAGE_MAX);
    let upgrade = upgrade.read_buffer_size(BUFFER).write_buffer_size(BUFFER);
    upgrade.on_upgrade(move |socket| channel.attend(socket, since.is_some()))
}

/// The place of the plan's last operation and who listens, for someone who may.
async fn admit(
    state: &AppState,
    project: ProjectId,
    headers: &HeaderMap,
) -> Result<(i64, Presence), AppError> {
    let mut call = Call::read_with(state.clone(), headers).await?;
    call.require(Action::ViewProject, project).await?;
    let head = store::plans::head(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let (who, name) = (call.user.id, call.user.name);
    Ok((head, Presence { tab: String::new(), who, name, at: Said::default() }))
}

/// The cookies of a request, by which its session is looked at again.
pub(super) fn cookies_of(headers: &HeaderMap) -> HeaderMap {
    // Copied: a header of the request would keep the whole buffer that the request was read into.
    let copy = |value: &HeaderValue| HeaderValue::from_bytes(value.as_bytes());
    let cookies = headers.get_all(COOKIE).iter();
    cookies.filter_map(|value| Some((COOKIE, copy(value).ok()?))).collect()
}

/// The answer to who asks for a channel like for a page.
pub(super) fn no_upgrade() -> Response<Body> {
    let wanted = [(UPGRADE, "websocket"), (CONNECTION, "upgrade")];
    (StatusCode::UPGRADE_REQUIRED, wanted).into_response()
}

fn text(told: &Told) -> Result<String, AppError> {
    serde_json::to_string(told).map_err(|error| internal(&error))
}

impl Channel {
    async fn attend(mut self, mut socket: WebSocket, is_known: bool) {
        let Err(end) = Box::pin(self.converse(&mut socket, is_known)).await;
        // Others need not wait until the browser has heard why.
        drop(self);
        let code = match &end {
            End::Told(_) => close_code::POLICY,
            End::Stopping => close_code::RESTART,
            End::Gone => return,
        };
        let closing = async {
            if let End::Told(error) = end {
                let told = text(&Told::Closed(error)).map_err(axum::Error::new)?;
                socket.send(Message::Text(told.into())).await?;
            }
            let frame = CloseFrame { code, reason: "".into() };
            socket.send(Message::Close(Some(frame))).await?;
            // What the browser still had to say is read, so that nothing of the above is lost.
            while socket.recv().await.transpose()?.is_some() {}
            Ok::<(), axum::Error>(())
        };
        let _ = timeout(CLOSE_WITHIN, closing).await;
    }

    async fn converse(
        &mut self,
        socket: &mut WebSocket,
        is_known: bool,
    ) -> Result<Infallible, End> {
        let mut is_stopping = self.state.live.stopping();
        let mut stopping = pin!(async move {
            // The sender lives as long as the state.
            let _ = is_stopping.wait_for(|is_stopping| *is_stopping).await;
        });
        let (mut news, mut changes) = (self.seat.news(), self.seat.changes());
        let start = Instant::now();
        // Those who come back all at once after a restart are not looked at all at once.
        let first = CHECK_EVERY.mul_f32(rand::random());
        let mut checks = interval_at(start + first, CHECK_EVERY);
        let mut pings = interval_at(start + PING_EVERY, PING_EVERY);
        checks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let build = self.state.build_id.to_string();
        self.write(socket, Message::Text(text(&Told::Hello { build })?.into())).await?;
        if !is_known {
            return Err(AppError::Outdated.into());
        }
        self.tell_others(socket).await?;
        self.catch_up(socket).await?;
        let mut heard = Instant::now();
        loop {
            tokio::select! {
                biased;
                () = &mut stopping => return Err(End::Stopping),
                () = self.persons.changed(self.me) => self.check().await?,
                _ = checks.tick() => self.check().await?,
                _ = pings.tick() => {
                    if heard.elapsed() > SILENT_MAX {
                        return Err(End::Gone);
                    }
                    self.write(socket, Message::Ping(Vec::new().into())).await?;
                }
                news = news.recv() => match news {
                    Ok(news) => self.pass_on(socket, news).await?,
                    Err(RecvError::Lagged(_)) => self.catch_up(socket).await?,
                    Err(RecvError::Closed) => return Err(End::Gone),
                },
                _ = changes.changed() => self.tell_others(socket).await?,
                message = socket.recv() => {
                    heard = Instant::now();
                    self.hear(message)?;
                }
            }
        }
    }

    /// Closes the channel for someone who has lost the right to it.
    async fn check(&mut self) -> Result<(), End> {
        // On the heap, so that a channel is small while it only waits.
        let look = Box::pin(admit(&self.state, self.project, &self.headers));
        match timeout(CHECK_EVERY, look).await {
            Ok(Ok(_)) => {
                self.checked = Instant::now();
                Ok(())
            }
            Ok(Err(AppError::Forbidden)) => Err(AppError::NotFound.into()),
            Ok(Err(error)) => Err(error.into()),
            Err(_) => Err(AppError::Busy.into()),
        }
    }

    /// Passes on what is new, or reads for itself what it missed.
    async fn pass_on(&mut self, socket: &mut WebSocket, news: News) -> Result<(), End> {
        match news {
            known if known.last <= self.seq => Ok(()),
            next if next.first == self.seq + 1 => self.deliver(socket, next).await,
            _ => self.catch_up(socket).await,
        }
    }

    async fn catch_up(&mut self, socket: &mut WebSocket) -> Result<(), End> {
        // On the heap, as below.
        for news in Box::pin(news::after(&self.state.db, self.project, self.seq)).await? {
            self.deliver(socket, news).await?;
        }
        Ok(())
    }

    async fn deliver(&mut self, socket: &mut WebSocket, news: News) -> Result<(), End> {
        let text = news.text.ok_or(AppError::Outdated)?;
        if self.checked.elapsed() > CHECK_EVERY {
            self.check().await?;
        }
        self.write(socket, Message::Text(text)).await?;
        self.seq = news.last;
        Ok(())
    }

    /// Tells who else is here, unless the browser knows.
    async fn tell_others(&mut self, socket: &mut WebSocket) -> Result<(), End> {
        let text = text(&Told::Here(self.seat.others()))?;
        let hash = random::hash(&text);
        if self.told == Some(hash) {
            return Ok(());
        }
        self.told = Some(hash);
        self.write(socket, Message::Text(text.into())).await
    }

    /// Writes, and goes on looking at the right while the browser does not read.
    async fn write(&mut self, socket: &mut WebSocket, message: Message) -> Result<(), End> {
        let begun = Instant::now();
        let mut sending = pin!(socket.send(message));
        loop {
            match timeout(CHECK_EVERY, &mut sending).await {
                Ok(sent) => return sent.map_err(|_| End::Gone),
                Err(_) if begun.elapsed() > STALLED_MAX => return Err(End::Gone),
                Err(_) => self.check().await?,
            }
        }
    }

    fn hear(&self, message: Option<Result<Message, axum::Error>>) -> Result<(), End> {
        let malformed = || End::Told(Refusal::Malformed.into());
        match message {
            Some(Ok(Message::Text(text))) => {
                self.limit.check().map_err(|_| AppError::TooOften { seconds: 1 })?;
                let said: Said = serde_json::from_str(&text).map_err(|_| malformed())?;
                if said.dragged.len() > DRAGGED_MAX {
                    return Err(malformed());
                }
                self.seat.say(said);
                Ok(())
            }
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(()),
            // Binary, too large, or no WebSocket any more.
            Some(Ok(Message::Binary(_)) | Err(_)) => Err(malformed()),
            Some(Ok(Message::Close(_))) | None => Err(End::Gone),
        }
    }
}
