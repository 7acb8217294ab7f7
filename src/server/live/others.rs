//! Other server processes on the same database: they wake this one, and tell who sits with them.

use std::collections::HashMap;
use std::sync::{Arc, Weak};
use std::time::Duration;

use domain::{ProjectId, UserId};
use serde::{Deserialize, Serialize};
use store::StoreError;
use store::wake::{self, Ear, Heard};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};
use uuid::Uuid;

use super::Hub;
use super::room::{Room, Sitter};
use super::stirs::Stir;
use crate::features::shared::live_wire::{Presence, Topic};

/// Words within this time are said together.
const GATHER: Duration = Duration::from_millis(100);
/// Who sits here is said again so often.
const REPEAT: Duration = Duration::from_secs(10);
/// Who was not heard of for so long is gone: its process has ended without a word.
const FORGET: Duration = Duration::from_secs(25);
/// How long to wait when the database cannot be listened to.
const RETRY: Duration = Duration::from_secs(5);
/// Most words that wait to be said.
const WAITING: usize = 4_096;

/// What one process tells the others about a project's room.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Word {
    process: Uuid,
    project: ProjectId,
    says: Says,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum Says {
    /// Who sits with you?
    Who,
    /// On this seat sits somebody.
    Here(u64, Presence),
    /// This seat is empty again.
    Gone(u64),
    /// Something was committed here.
    Stirred(Stir),
}

impl Word {
    /// Asks who sits with the others.
    pub const fn who(process: Uuid, project: ProjectId) -> Self {
        Self { process, project, says: Says::Who }
    }

    /// Tells who sits on a seat.
    pub const fn here(process: Uuid, room: &Room, seat: u64, presence: Presence) -> Self {
        Self { process, project: room.project, says: Says::Here(seat, presence) }
    }

    /// Tells that a seat is empty.
    pub const fn gone(process: Uuid, room: &Room, seat: u64) -> Self {
        Self { process, project: room.project, says: Says::Gone(seat) }
    }

    /// Tells that something was committed here.
    pub const fn stirred(process: Uuid, stir: Stir) -> Self {
        Self { process, project: stir.project, says: Says::Stirred(stir) }
    }

    /// What it is about: of several words about the same only the last one counts.
    const fn about(&self) -> (ProjectId, About) {
        let about = match self.says {
            Says::Who => About::Room,
            Says::Here(seat, _) | Says::Gone(seat) => About::Seat(seat),
            Says::Stirred(Stir { topic, by, .. }) => About::Stir(topic, by),
        };
        (self.project, about)
    }
}

/// What a word is about, in its project.
#[derive(PartialEq, Eq, Hash)]
enum About {
    Room,
    Seat(u64),
    Stir(Topic, Option<UserId>),
}

/// Begins to listen to other processes, once, where there can be any.
pub fn listen(hub: &Arc<Hub>) {
    if !hub.db.is_shared() || hub.words.get().is_some() {
        return;
    }
    let (sender, words) = mpsc::channel(WAITING);
    if hub.words.set(sender).is_err() {
        return;
    }
    tokio::spawn(speak(Arc::downgrade(hub), words));
    let hub = Arc::downgrade(hub);
    tokio::spawn(async move {
        // Ends with the server, whose hub is gone then.
        while hub.strong_count() > 0 {
            if let Err(error) = hear(&hub).await {
                tracing::warn!("other processes cannot be heard: {error}");
                sleep(RETRY).await;
            }
        }
    });
}

async fn hear(hub: &Weak<Hub>) -> Result<(), StoreError> {
    let Some(db) = hub.upgrade().map(|hub| hub.db.clone()) else { return Ok(()) };
    let Some(mut ear) = Ear::open(&db).await? else { return Ok(()) };
    let mut heard = Heard::Interrupted;
    loop {
        let Some(hub) = hub.upgrade() else { return Ok(()) };
        match heard {
            Heard::PlanChanged(project) => hub.wake(project),
            Heard::Interrupted => hub.wake_all(),
            Heard::Word(text) => match serde_json::from_str::<Word>(&text) {
                Ok(word) => take(&hub, word),
                // A newer version speaks of something else.
                Err(error) => tracing::debug!("a word of another process: {error}"),
            },
        }
        drop(hub);
        heard = ear.hear().await?;
    }
}

fn take(hub: &Hub, word: Word) {
    if word.process == hub.process {
        return;
    }
    if let Says::Stirred(stir) = word.says {
        // Nobody listens for a moment: whoever comes asks for everything.
        let _ = hub.stirs.send(Some(stir));
        return;
    }
    let Some(room) = hub.room(word.project) else { return };
    match word.says {
        Says::Who => {
            for (seat, presence) in room.own() {
                hub.tell_others(Word::here(hub.process, &room, seat, presence));
            }
        }
        Says::Here(seat, presence) => {
            let until = Some(Instant::now() + FORGET);
            room.put((word.process, seat), Sitter { presence, until });
        }
        Says::Gone(seat) => room.remove((word.process, seat)),
        Says::Stirred(_) => {}
    }
}

/// Says what this process has to say, gathered, and now and then who sits here.
async fn speak(hub: Weak<Hub>, mut words: mpsc::Receiver<Word>) {
    let mut gathered = Vec::new();
    loop {
        let count = timeout(REPEAT, words.recv_many(&mut gathered, WAITING)).await;
        let Some(hub) = hub.upgrade().filter(|_| count != Ok(0)) else { return };
        if count.is_err() {
            gathered.extend(everyone(&hub));
        }
        let db = hub.db.clone();
        drop(hub);
        sleep(GATHER).await;
        while let Ok(word) = words.try_recv() {
            gathered.push(word);
        }
        if let Err(error) = say(&db, gathered.drain(..)).await {
            tracing::debug!("other processes cannot be told: {error}");
        }
    }
}

fn everyone(hub: &Hub) -> Vec<Word> {
    let rooms: Vec<Arc<Room>> = hub.rooms().values().map(|open| open.room.clone()).collect();
    let words = rooms.iter().flat_map(|room| {
        let own = room.own().into_iter();
        own.map(|(seat, presence)| Word::here(hub.process, room, seat, presence))
    });
    words.collect()
}

async fn say(db: &store::Db, words: impl Iterator<Item = Word>) -> Result<(), StoreError> {
    let last: HashMap<_, Word> = words.map(|word| (word.about(), word)).collect();
    if last.is_empty() {
        return Ok(());
    }
    let mut tx = db.write().await?;
    for word in last.values() {
        if let Ok(text) = serde_json::to_string(word) {
            wake::say(&mut tx, &text).await?;
        }
    }
    tx.commit().await
}
