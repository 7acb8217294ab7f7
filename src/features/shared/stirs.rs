//! What others do elsewhere in a project comes into the pages that show it: the server says that
//! something was changed, and the page asks again, but never while somebody is writing.

use std::time::Duration;

use domain::ProjectId;
use leptos::prelude::*;

use super::live_wire::{Stirred, Topic};
use crate::paths;
use crate::ui::dom::{self, Socket};

/// What comes into the inbox.
pub const INBOX: [Topic; 3] = [Topic::Messages, Topic::Agreements, Topic::Changes];
/// How long to wait before a lost channel is opened again, in seconds, one after the other.
const WAITS: [u64; 4] = [1, 2, 5, 10];
/// How long to wait while somebody is writing, or decides something in a dialog.
const BUSY: Duration = Duration::from_secs(1);

/// Who asks again when something was changed: under a number, to be forgotten by.
type Listener = (u64, Callback<Stirred>);

/// The channel of the team's pages. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Stirs {
    socket: StoredValue<Option<Socket>, LocalStorage>,
    listeners: StoredValue<Vec<Listener>>,
    next: StoredValue<u64>,
    losses: StoredValue<usize>,
    /// Whether the server has ever greeted.
    is_greeted: StoredValue<bool>,
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
        };
        provide_context(stirs);
        Effect::new(move |_| stirs.connect());
        on_cleanup(move || {
            stirs.socket.try_set_value(None);
        });
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
        let listeners = self.listeners.try_get_value().unwrap_or_default();
        listeners.into_iter().for_each(|(_, listener)| listener.run(stirred.clone()));
    }
}

/// Calls `act` when somebody else has changed something of these sorts in the project, or in any
/// where there is none; a page that is being written on is left alone until that is done.
pub fn when_stirred(
    project: impl Fn() -> Option<ProjectId> + Send + Sync + 'static,
    topics: &'static [Topic],
    act: impl Fn() + Send + Sync + 'static,
) {
    let Some(stirs) = use_context::<Stirs>() else { return };
    let act = Callback::new(move |()| act());
    let is_due = StoredValue::new(false);
    let listener = Callback::new(move |stirred: Stirred| {
        let is_here = match (stirred.project, untrack(&project)) {
            (Some(stirred), Some(project)) => stirred == project,
            (None, _) | (_, None) => true,
        };
        let is_about =
            stirred.project.is_none() || stirred.topics.iter().any(|topic| topics.contains(topic));
        if is_here && is_about && is_due.try_get_value() == Some(false) {
            is_due.set_value(true);
            when_idle(is_due, act);
        }
    });
    let number = stirs.next.try_update_value(|next| {
        *next += 1;
        *next
    });
    let Some(number) = number else { return };
    stirs.listeners.update_value(|all| all.push((number, listener)));
    on_cleanup(move || {
        stirs.listeners.try_update_value(|all| all.retain(|(known, _)| *known != number));
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
