//! What others do elsewhere in a project comes into the pages that show it: the server says that
//! something was changed, and the page asks again, but never while somebody is writing, and not
//! while live updates are paused.

mod held;

use std::time::Duration;

use domain::ProjectId;
use leptos::prelude::*;
use locale::{Words, tu_string, use_i18n};

use super::live_wire::{Stirred, Topic};
use crate::paths;
use crate::ui::dom::{self, Socket};
use crate::ui::live::{Live, use_live};

use held::Held;

/// What comes into the inbox.
pub const INBOX: [Topic; 3] = [Topic::Messages, Topic::Agreements, Topic::Changes];
/// How long to wait before a lost channel is opened again, in seconds, one after the other.
const WAITS: [u64; 4] = [1, 2, 5, 10];
/// How long to wait while somebody is writing, or decides something in a dialog.
const BUSY: Duration = Duration::from_secs(1);

/// Who asks again when something was changed. Cheap to copy.
#[derive(Clone, Copy)]
struct Listener {
    /// To be forgotten by.
    number: u64,
    /// Whether it is about this one.
    concerns: Callback<Stirred, bool>,
    /// Whether it is held back while live updates are paused.
    waits: bool,
    /// Whether it asks as soon as nobody writes any more.
    is_due: StoredValue<bool>,
    act: Callback<()>,
}

/// The channel of the team's pages, and whether live updates of all of them, the plan's too, are
/// paused. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Stirs {
    socket: StoredValue<Option<Socket>, LocalStorage>,
    listeners: StoredValue<Vec<Listener>>,
    next: StoredValue<u64>,
    losses: StoredValue<usize>,
    /// Whether the server has ever greeted.
    is_greeted: StoredValue<bool>,
    is_paused: RwSignal<bool>,
    held: RwSignal<Held>,
    spoken: Live,
    words: Words,
}

impl Stirs {
    /// Opens the channel for all pages below.
    pub fn provide() {
        let stirs = Self {
            socket: StoredValue::new_local(None),
            listeners: StoredValue::new(Vec::new()),
            next: StoredValue::new(0),
            losses: StoredValue::new(0),
            is_greeted: StoredValue::new(false),
            is_paused: RwSignal::new(false),
            held: RwSignal::new(Held::default()),
            spoken: use_live(),
            words: use_i18n(),
        };
        provide_context(stirs);
        Effect::new(move |_| stirs.connect());
        on_cleanup(move || {
            stirs.socket.try_set_value(None);
        });
    }

    /// The channel of the shell above.
    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// Whether what others do is held back.
    #[must_use]
    pub fn is_paused(self) -> Signal<bool> {
        self.is_paused.into()
    }

    /// Holds back what others do from now on, or goes on with everything that was held back.
    pub fn pause(self, is_on: bool) {
        self.is_paused.set(is_on);
        match is_on {
            true => self.hold_due(),
            false => self.show_held(),
        }
        self.spoken.announce_after_focus(match is_on {
            true => tu_string!(self.words, shell.live_paused),
            false => tu_string!(self.words, shell.live_resumed),
        });
    }

    /// How many changes of others wait that the page in sight would show.
    #[must_use]
    pub fn held_back(self) -> usize {
        self.held.with(Held::count)
    }

    /// Lets the page ask again for everything that is held back; what comes later waits again.
    pub fn show_held(self) {
        let waiting = self.held.try_update(Held::let_go).unwrap_or_default();
        let listeners = self.listeners.try_get_value().unwrap_or_default();
        let listeners = listeners.into_iter().filter(|one| waiting.contains(&one.number));
        listeners.for_each(|one| one.act.run(()));
    }

    /// Holds back what has only waited for somebody who writes.
    fn hold_due(self) {
        let listeners = self.listeners.try_get_value().unwrap_or_default().into_iter();
        let is_due = |one: &Listener| one.waits && one.is_due.try_get_value() == Some(true);
        let due: Vec<Listener> = listeners.filter(is_due).collect();
        if !due.is_empty() {
            due.iter().for_each(|one| one.is_due.set_value(false));
            self.held.update(|held| held.take_in(due.iter().map(|one| one.number).collect(), true));
        }
    }

    fn connect(self) {
        if self.losses.try_get_value().is_none() {
            return;
        }
        let socket = Socket::open(paths::STIRS, move |text| self.hear(&text), move || self.lose());
        self.socket.try_set_value(socket);
    }

    fn lose(self) {
        let Some(losses) = self.losses.try_get_value() else { return };
        self.losses.set_value(losses + 1);
        let wait = WAITS[losses.min(WAITS.len() - 1)];
        set_timeout(move || self.connect(), Duration::from_secs(wait));
    }

    fn hear(self, text: &str) {
        // What a newer server says is for newer pages; the plan's own channel tells of that.
        let Ok(stirred) = serde_json::from_str::<Stirred>(text) else { return };
        let was_lost = self.losses.try_get_value().is_some_and(|losses| losses > 0);
        self.losses.try_set_value(0);
        let is_first = self.is_greeted.try_get_value() == Some(false);
        self.is_greeted.try_set_value(true);
        // The greeting says that anything may have happened before: of that a new page knows.
        if !is_first || was_lost {
            self.tell(&stirred);
        }
    }

    fn tell(self, stirred: &Stirred) {
        let is_paused = self.is_paused.try_get_untracked() == Some(true);
        let listeners = self.listeners.try_get_value().unwrap_or_default().into_iter();
        let concerned = listeners.filter(|one| one.concerns.run(stirred.clone()));
        let (waiting, others): (Vec<_>, Vec<_>) = concerned.partition(|one| is_paused && one.waits);
        if !waiting.is_empty() {
            let numbers = waiting.iter().map(|one| one.number).collect();
            self.held.try_update(|held| held.take_in(numbers, stirred.project.is_some()));
        }
        others.into_iter().for_each(|one| one.act.run(()));
    }
}

/// Calls `act` when somebody else has changed something of these sorts in the project, or in any
/// where there is none; a page that is being written on is left alone until that is done, and one
/// whose live updates are paused until they go on.
pub fn when_stirred(
    project: impl Fn() -> Option<ProjectId> + Send + Sync + 'static,
    topics: &'static [Topic],
    act: impl Fn() + Send + Sync + 'static,
) {
    listen(project, topics, true, Callback::new(move |()| act()));
}

/// The same for what moves nothing that is read, such as a number that tells how much waits: it
/// goes on also while live updates are paused.
pub fn when_stirred_always(
    project: impl Fn() -> Option<ProjectId> + Send + Sync + 'static,
    topics: &'static [Topic],
    act: impl Fn() + Send + Sync + 'static,
) {
    listen(project, topics, false, Callback::new(move |()| act()));
}

fn listen(
    project: impl Fn() -> Option<ProjectId> + Send + Sync + 'static,
    topics: &'static [Topic],
    waits: bool,
    act: Callback<()>,
) {
    let Some(stirs) = use_context::<Stirs>() else { return };
    let concerns = Callback::new(move |stirred: Stirred| {
        let is_here = match (stirred.project, untrack(&project)) {
            (Some(stirred), Some(project)) => stirred == project,
            (None, _) | (_, None) => true,
        };
        let is_about = |topic: &Topic| topics.contains(topic);
        is_here && (stirred.project.is_none() || stirred.topics.iter().any(is_about))
    });
    let is_due = StoredValue::new(false);
    let act = Callback::new(move |()| {
        if is_due.try_get_value() == Some(false) {
            is_due.set_value(true);
            when_idle(is_due, act);
        }
    });
    let number = stirs.next.try_update_value(|next| {
        *next += 1;
        *next
    });
    let Some(number) = number else { return };
    let listener = Listener { number, concerns, waits, is_due, act };
    stirs.listeners.update_value(|all| all.push(listener));
    on_cleanup(move || {
        stirs.listeners.try_update_value(|all| all.retain(|known| known.number != number));
        stirs.held.try_update(|held| held.forget(number));
    });
}

/// Acts at once, or when nobody writes any more; never once the page is gone.
fn when_idle(is_due: StoredValue<bool>, act: Callback<()>) {
    if is_due.try_get_value() != Some(true) {
        return;
    }
    if is_busy() {
        set_timeout(move || when_idle(is_due, act), BUSY);
        return;
    }
    is_due.set_value(false);
    act.run(());
}

/// Whether somebody is in the middle of something that a fresh page would take away: a text, a
/// dialog, a menu.
fn is_busy() -> bool {
    let is_writing = dom::active_element().is_some_and(|field| {
        let is_field = matches!(field.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT");
        is_field && !dom::value_of(&field).is_empty()
    });
    is_writing || dom::has_open_layer()
}
