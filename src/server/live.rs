//! The live channel: everyone who has a project open learns at once what is done in it, and who
//! else is there. A commit wakes the project's room; the room reads what is new by its number, puts
//! it into one text and passes that to every seat. Nobody waits for a seat that reads slowly: it
//! reads for itself what it missed.

pub mod channel;
mod news;
mod others;
mod persons;
mod room;
pub mod stirs;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use domain::{ProjectId, UserId};
use store::Db;
use tokio::sync::{broadcast, mpsc, watch};
use tokio::task::AbortHandle;
use uuid::Uuid;

use self::news::News;
use self::others::Word;
use self::persons::Persons;
use self::room::{Room, Sitter};
use self::stirs::Stir;
use super::{clock, random};
use crate::error::AppError;
use crate::features::shared::live_wire::{Presence, Said};

/// Most channels at once.
const CHANNELS: usize = 2_000;
/// So many stirs a page may be behind before it hears that anything may have happened.
const STIRS: usize = 64;
/// So many changes of people's sessions a channel may be behind before it looks in any case.
const PERSONS: usize = 64;
/// Most channels of one person at once.
const CHANNELS_PER_PERSON: usize = 40;

/// The rooms of all open projects; cheap to clone.
#[derive(Clone)]
pub struct Live {
    hub: Arc<Hub>,
}

struct Hub {
    db: Db,
    /// Names this process to the others on the database.
    process: Uuid,
    rooms: Mutex<HashMap<ProjectId, Open>>,
    /// The number of the next seat.
    next: AtomicU64,
    is_stopping: watch::Sender<bool>,
    /// What the team's pages hear; nothing in particular when something may have been lost.
    stirs: broadcast::Sender<Option<Stir>>,
    /// Whose sessions or rights have just changed.
    persons: broadcast::Sender<UserId>,
    /// What is told to other processes; nothing before the first channel, and where there are none.
    words: OnceLock<mpsc::Sender<Word>>,
}

/// A room with the task that fills it.
struct Open {
    room: Arc<Room>,
    pump: AbortHandle,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.pump.abort();
    }
}

/// A browser's place in a room; given back when dropped.
pub struct Seat {
    hub: Arc<Hub>,
    room: Arc<Room>,
    number: u64,
}

impl Live {
    /// No rooms yet.
    #[must_use]
    pub fn new(db: Db) -> Self {
        let hub = Hub {
            db,
            process: random::uuid(clock::now()),
            rooms: Mutex::default(),
            next: AtomicU64::new(1),
            is_stopping: watch::Sender::new(false),
            stirs: broadcast::Sender::new(STIRS),
            persons: broadcast::Sender::new(PERSONS),
            words: OnceLock::new(),
        };
        Self { hub: Arc::new(hub) }
    }

    /// Tells everyone in the project's room what was just committed.
    pub fn wake(&self, project: ProjectId) {
        self.hub.wake(project);
    }

    /// Tells the pages of the team that something was just committed, here and at other processes.
    pub fn stir(&self, stir: Stir) {
        let hub = &self.hub;
        // Nobody listens for a moment: whoever comes asks for everything.
        let _ = hub.stirs.send(Some(stir));
        others::listen(hub);
        hub.tell_others(Word::stirred(hub.process, stir));
    }

    /// Hears every stir from now on; none when too many do.
    fn listen(&self) -> Option<broadcast::Receiver<Option<Stir>>> {
        let hub = &self.hub;
        others::listen(hub);
        (hub.stirs.receiver_count() < CHANNELS).then(|| hub.stirs.subscribe())
    }

    /// Lets every channel of a person look at once whether it may go on: a session was ended, or a
    /// right may have changed.
    pub fn look_again(&self, person: UserId) {
        // Nobody listens for a moment: whoever comes is looked at anyway.
        let _ = self.hub.persons.send(person);
    }

    /// Hears from now on whose sessions or rights change.
    fn persons(&self) -> Persons {
        Persons(self.hub.persons.subscribe())
    }

    /// Closes every channel.
    pub fn stop(&self) {
        self.hub.is_stopping.send_replace(true);
    }

    /// Becomes true when every channel has to close.
    fn stopping(&self) -> watch::Receiver<bool> {
        self.hub.is_stopping.subscribe()
    }

    /// Takes a seat in a project's room, whose plan is at `head` or beyond.
    ///
    /// # Errors
    /// `Busy` when too many channels are open.
    fn enter(&self, project: ProjectId, head: i64, who: Presence) -> Result<Seat, AppError> {
        let hub = &self.hub;
        let mut rooms = hub.rooms();
        let all: usize = rooms.values().map(|open| open.room.count(|_| true)).sum();
        let is_same = |sitter: &Sitter| sitter.presence.who == who.who;
        let own: usize = rooms.values().map(|open| open.room.count(is_same)).sum();
        if all >= CHANNELS || own >= CHANNELS_PER_PERSON {
            return Err(AppError::Busy);
        }
        others::listen(hub);
        let open = rooms.entry(project).or_insert_with(|| {
            let room = Arc::new(Room::new(project));
            let pump = tokio::spawn(room::pump(room.clone(), hub.db.clone(), head));
            hub.tell_others(Word::who(hub.process, project));
            Open { room, pump: pump.abort_handle() }
        });
        let number = hub.next.fetch_add(1, Ordering::Relaxed);
        let room = open.room.clone();
        let seat = Seat { hub: hub.clone(), room, number };
        seat.sit(who);
        Ok(seat)
    }
}

impl Hub {
    fn rooms(&self) -> MutexGuard<'_, HashMap<ProjectId, Open>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake(&self, project: ProjectId) {
        if let Some(open) = self.rooms().get(&project) {
            open.room.wake();
        }
    }

    /// What others did may have been lost: every room looks, every page asks again.
    fn wake_all(&self) {
        self.rooms().values().for_each(|open| open.room.wake());
        let _ = self.stirs.send(None);
    }

    fn room(&self, project: ProjectId) -> Option<Arc<Room>> {
        self.rooms().get(&project).map(|open| open.room.clone())
    }

    /// Tells other processes; a word that is lost is said again with the next round of all.
    fn tell_others(&self, word: Word) {
        if let Some(words) = self.words.get() {
            // Full only while the database does not answer.
            let _ = words.try_send(word);
        }
    }
}

impl Seat {
    /// Everything new, from now on.
    fn news(&self) -> broadcast::Receiver<News> {
        self.room.news()
    }

    /// Changes when others come, go or move.
    fn changes(&self) -> watch::Receiver<u64> {
        self.room.changes()
    }

    /// Everyone else in the room.
    fn others(&self) -> Vec<Presence> {
        self.room.others((self.hub.process, self.number))
    }

    /// Notes where the person is.
    fn say(&self, at: Said) {
        let key = (self.hub.process, self.number);
        if let Some(presence) = self.room.moved(key, at) {
            self.hub.tell_others(Word::here(self.hub.process, &self.room, self.number, presence));
        }
    }

    fn sit(&self, presence: Presence) {
        let process = self.hub.process;
        let sitter = Sitter { presence: presence.clone(), until: None };
        self.room.put((process, self.number), sitter);
        self.hub.tell_others(Word::here(process, &self.room, self.number, presence));
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        // Nobody enters between the last one's leaving and the closing of the room.
        let mut rooms = self.hub.rooms();
        self.room.remove((self.hub.process, self.number));
        if self.room.count(|_| true) == 0 {
            rooms.remove(&self.room.project);
        }
        drop(rooms);
        self.hub.tell_others(Word::gone(self.hub.process, &self.room, self.number));
    }
}
