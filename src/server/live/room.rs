//! The room of one project: who sits in it, and the task that reads what is new.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::ProjectId;
use store::Db;
use tokio::sync::{Notify, broadcast, watch};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};
use uuid::Uuid;

use super::news::{self, News};
use crate::features::shared::live_wire::{Presence, Said};

/// How many texts a seat may be behind before it reads for itself.
const BEHIND: usize = 32;
/// The room also looks without being woken, should a call of another process have been lost.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Comings, goings and moves within this time are told together; a full room waits longer.
const GATHER: Duration = Duration::from_millis(100);
const GATHER_PER_SITTER: Duration = Duration::from_millis(2);
/// Most others that are told of.
const OTHERS_MAX: usize = 50;

/// A seat among those of all processes: the process, and its own number for it.
pub type Key = (Uuid, u64);

/// Who sits somewhere.
#[derive(Clone, Debug)]
pub struct Sitter {
    /// Who and where.
    pub presence: Presence,
    /// Taken for gone then, unless the other process says again that it is there.
    pub until: Option<Instant>,
}

/// The room of one project.
pub struct Room {
    /// Which project.
    pub project: ProjectId,
    wake: Notify,
    stir: Notify,
    news: broadcast::Sender<News>,
    changes: watch::Sender<u64>,
    seats: Mutex<BTreeMap<Key, Sitter>>,
}

impl Room {
    /// An empty room.
    #[must_use]
    pub fn new(project: ProjectId) -> Self {
        Self {
            project,
            wake: Notify::new(),
            stir: Notify::new(),
            news: broadcast::Sender::new(BEHIND),
            changes: watch::Sender::new(0),
            seats: Mutex::default(),
        }
    }

    /// Lets the room look for what is new.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Everything new, from now on.
    #[must_use]
    pub fn news(&self) -> broadcast::Receiver<News> {
        self.news.subscribe()
    }

    /// Changes when somebody comes, goes or moves.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// How many of this process's seats are like this.
    pub fn count(&self, is_like: impl Fn(&Sitter) -> bool) -> usize {
        self.seats().values().filter(|sitter| sitter.until.is_none() && is_like(sitter)).count()
    }

    /// This process's seats, by number.
    #[must_use]
    pub fn own(&self) -> Vec<(u64, Presence)> {
        let seats = self.seats();
        let own = seats.iter().filter(|(_, sitter)| sitter.until.is_none());
        own.map(|((_, number), sitter)| (*number, sitter.presence.clone())).collect()
    }

    /// Puts somebody on a seat.
    pub fn put(&self, key: Key, sitter: Sitter) {
        let before = self.seats().insert(key, sitter.clone());
        if before.is_none_or(|before| before.presence != sitter.presence) {
            self.stir.notify_one();
        }
    }

    /// Notes where somebody is and answers with it, unless it is known.
    #[must_use]
    pub fn moved(&self, key: Key, at: Said) -> Option<Presence> {
        let mut seats = self.seats();
        let sitter = seats.get_mut(&key).filter(|sitter| sitter.presence.at != at)?;
        sitter.presence.at = at;
        self.stir.notify_one();
        Some(sitter.presence.clone())
    }

    /// Empties a seat.
    pub fn remove(&self, key: Key) {
        if self.seats().remove(&key).is_some() {
            self.stir.notify_one();
        }
    }

    /// Everyone but who sits here, each tab once: of two channels of a tab the older one is about
    /// to be closed.
    #[must_use]
    pub fn others(&self, me: Key) -> Vec<Presence> {
        let seats = self.seats();
        let tab = |presence: &Presence| (presence.who, presence.tab.clone());
        let mut seen: BTreeSet<_> =
            seats.get(&me).map(|own| tab(&own.presence)).into_iter().collect();
        let all = seats.iter().rev().map(|(_, sitter)| &sitter.presence);
        let mut others: Vec<Presence> =
            all.filter(|presence| seen.insert(tab(presence))).take(OTHERS_MAX).cloned().collect();
        others.reverse();
        others
    }

    fn seats(&self) -> MutexGuard<'_, BTreeMap<Key, Sitter>> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes those for gone of whom another process has not spoken for long.
    fn forget(&self, now: Instant) {
        let mut seats = self.seats();
        let before = seats.len();
        seats.retain(|_, sitter| sitter.until.is_none_or(|until| until > now));
        if seats.len() < before {
            self.stir.notify_one();
        }
    }

    /// Passes on what came after `seq`; answers with the last number.
    async fn pass_on(&self, db: &Db, seq: i64) -> i64 {
        match news::after(db, self.project, seq).await {
            Ok(all) => all.into_iter().fold(seq, |_, news| {
                let last = news.last;
                // Nobody sits here for a moment: whoever comes reads for himself.
                let _ = self.news.send(news);
                last
            }),
            Err(error) => {
                tracing::warn!(project = %self.project, "a room cannot read its plan: {error}");
                seq
            }
        }
    }
}

/// Fills a room whose plan is at `seq` until it is aborted.
pub async fn pump(room: std::sync::Arc<Room>, db: Db, mut seq: i64) {
    let mut looks = interval(LOOK_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut due: Option<Instant> = None;
    loop {
        let gathered = sleep_until(due.unwrap_or_else(Instant::now));
        tokio::select! {
            () = room.wake.notified() => seq = room.pass_on(&db, seq).await,
            () = room.stir.notified() => {
                let sitters = u32::try_from(room.seats().len()).unwrap_or(u32::MAX);
                let wait = GATHER + GATHER_PER_SITTER.saturating_mul(sitters);
                due = due.or_else(|| Some(Instant::now() + wait));
            }
            () = gathered, if due.is_some() => {
                due = None;
                room.changes.send_modify(|count| *count += 1);
            }
            _ = looks.tick() => {
                room.forget(Instant::now());
                seq = room.pass_on(&db, seq).await;
            }
        }
    }
}
