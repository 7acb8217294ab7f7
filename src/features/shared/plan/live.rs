//! The live channel of the open plan: what others do, and who they are.

use std::time::Duration;

use domain::time::Minute;
use domain::{TaskId, UserId};
use leptos::prelude::*;
use locale::tu_string;
use web_sys::Event;

use super::PlanContext;
use crate::error::AppError;
use crate::features::shared::live_wire::{DRAGGED_MAX, Over, Presence, Said, Told};
use crate::paths;
use crate::ui::dom::{self, Listening, Socket};

/// How long to wait before a lost channel is opened again, in seconds, one after the other.
const WAITS: [u64; 4] = [1, 2, 5, 10];

/// So long a row or card is selected before the others hear of it: arrows run over many.
const SETTLED: Duration = Duration::from_millis(150);

/// So long a card that somebody else moves cannot be picked up.
const HELD: Duration = Duration::from_secs(10);

/// How often the others hear of the dates of a bar that is being moved.
const SPAN_EVERY: Duration = Duration::from_millis(250);

/// The channel and what came over it.
#[derive(Clone, Copy)]
pub(super) struct Live {
    socket: StoredValue<Option<Socket>, LocalStorage>,
    /// The name that this tab gave itself.
    tab: StoredValue<String>,
    /// How often the channel was lost since it last worked.
    losses: StoredValue<usize>,
    /// Everyone else as the server told it, and as it is shown.
    here: StoredValue<Vec<Presence>>,
    others: RwSignal<Vec<Presence>>,
    /// The task that is selected in the view.
    pointed: RwSignal<Option<TaskId>>,
    said: RwSignal<Said>,
    /// The dates of the bar in the hand, until the others are told of them.
    pending: StoredValue<Option<(Minute, Minute)>>,
    is_outdated: RwSignal<bool>,
}

impl Live {
    pub(super) fn new() -> Self {
        let random: [u8; 8] = dom::random_bytes().unwrap_or_default();
        let tab = random.iter().map(|byte| format!("{byte:02x}")).collect();
        Self {
            socket: StoredValue::new_local(None),
            tab: StoredValue::new(tab),
            losses: StoredValue::new(0),
            here: StoredValue::new(Vec::new()),
            others: RwSignal::new(Vec::new()),
            pointed: RwSignal::new(None),
            said: RwSignal::new(Said::default()),
            pending: StoredValue::new(None),
            is_outdated: RwSignal::new(false),
        }
    }
}

impl PlanContext {
    /// Everyone else who has the project open.
    #[must_use]
    pub fn others(self) -> Signal<Vec<Presence>> {
        self.live.others.into()
    }

    pub(super) fn name_of_other(self, id: UserId) -> Option<String> {
        self.live.others.with_untracked(|others| {
            others.iter().find(|other| other.who == id).map(|other| other.name.clone())
        })
    }

    /// Who else is moving a task right now.
    #[must_use]
    pub fn dragged_by(self, task: TaskId) -> Option<String> {
        self.live.others.with(|others| {
            let found = others.iter().find(|other| other.at.dragged.contains(&task));
            found.map(|other| other.name.clone())
        })
    }

    /// Who else has a task open or selected.
    #[must_use]
    pub fn opened_by(self, task: TaskId) -> Option<String> {
        self.live.others.with(|others| {
            let found = others.iter().find(|other| other.at.selected == Some(task));
            found.map(|other| other.name.clone())
        })
    }

    /// Tells the others which task is selected in the view that calls this, for as long as it is
    /// open.
    pub fn tell_selected(self, selected: impl Fn() -> Option<TaskId> + Send + Sync + 'static) {
        let (pointed, turn) = (self.live.pointed, StoredValue::new(0_u32));
        Effect::new(move |_| {
            let task = selected();
            let own = turn.try_update_value(|turn| {
                *turn = turn.wrapping_add(1);
                *turn
            });
            let tell = move || {
                if turn.try_get_value() == own && pointed.try_get_untracked() != Some(task) {
                    pointed.try_set(task);
                }
            };
            set_timeout(tell, SETTLED);
        });
        on_cleanup(move || {
            pointed.try_set(None);
        });
    }

    /// The tasks that this person has before them: selected in the view, or open in the panel.
    pub(super) fn before_me(self) -> Vec<TaskId> {
        let selected = self.live.pointed.try_get_untracked().flatten();
        let opened = self.peeked.try_get_untracked().flatten();
        opened.into_iter().chain(selected.filter(|task| opened != Some(*task))).collect()
    }

    /// Tells the others which tasks this person is moving together, none when they are let go;
    /// nobody holds any longer than `HELD`.
    pub fn tell_dragged(self, mut tasks: Vec<TaskId>) {
        tasks.truncate(DRAGGED_MAX);
        let said = self.live.said;
        if said.with_untracked(|said| said.dragged == tasks) {
            return;
        }
        said.update(|said| {
            said.dragged.clone_from(&tasks);
            (said.over, said.span) = (None, None);
        });
        if !tasks.is_empty() {
            let let_go = move || {
                if said.try_with_untracked(|said| said.dragged == tasks) == Some(true) {
                    said.update(|said| {
                        said.dragged.clear();
                        (said.over, said.span) = (None, None);
                    });
                }
            };
            set_timeout(let_go, HELD);
        }
    }

    /// Tells the others where the task that this person is moving would be put down.
    pub fn tell_over(self, over: Option<Over>) {
        let is_new =
            self.live.said.with_untracked(|said| !said.dragged.is_empty() && said.over != over);
        if is_new {
            self.live.said.update(|said| said.over = over);
        }
    }

    /// Tells the others what dates the bar that this person is moving would have. A pointer changes
    /// them faster than anybody has to know: they hear of the last ones a few times in a second.
    pub fn tell_span(self, span: (Minute, Minute)) {
        let (pending, said) = (self.live.pending, self.live.said);
        let is_told_soon = pending.try_update_value(|last| last.replace(span).is_some());
        if is_told_soon != Some(false) {
            return;
        }
        let tell = move || {
            let last = pending.try_update_value(Option::take).flatten();
            let is_new = |said: &Said| !said.dragged.is_empty() && said.span != last;
            if said.try_with_untracked(is_new) == Some(true) {
                said.update(|said| said.span = last);
            }
        };
        set_timeout(tell, SPAN_EVERY);
    }

    /// Opens the channel, and tells where the person is from now on.
    pub(super) fn go_live(self) {
        self.connect();
        let live = self.live;
        Effect::new(move |_| {
            let selected = self.peeked.get().or(live.pointed.get());
            live.said.update(|said| (said.view, said.selected) = (self.view.get(), selected));
        });
        Effect::new(move |_| {
            let said = live.said.get();
            self.say(&said);
        });
        if let Some(window) = dom::window() {
            // Back on the network nobody waits for the next try.
            dom::listen_here(&window, "online", Listening::Passive, move |_: Event| {
                self.send();
                self.connect();
            });
        }
        on_cleanup(move || {
            live.socket.try_set_value(None);
        });
    }

    fn say(self, said: &Said) {
        let text = serde_json::to_string(said).unwrap_or_default();
        self.live.socket.try_with_value(|socket| {
            if let Some(socket) = socket {
                socket.say(&text);
            }
        });
    }

    fn connect(self) {
        let tab = self.live.tab.try_get_value();
        let Some((seq, tab)) = self.told_seq().zip(tab) else { return };
        let path = paths::live(self.project(), seq, &tab);
        let socket = Socket::open(&path, move |text| self.hear(&text), move || self.lose());
        self.live.socket.try_set_value(socket);
    }

    fn lose(self) {
        self.live.here.try_set_value(Vec::new());
        self.show_others();
        let Some(losses) = self.live.losses.try_get_value() else { return };
        self.live.losses.set_value(losses + 1);
        let wait = WAITS[losses.min(WAITS.len() - 1)];
        set_timeout(
            move || {
                // An older wait may have been faster.
                if self.live.losses.try_get_value().is_some_and(|now| now > 0) {
                    self.connect();
                }
            },
            Duration::from_secs(wait),
        );
    }

    fn hear(self, text: &str) {
        let Ok(told) = serde_json::from_str::<Told>(text) else {
            self.note_outdated();
            return;
        };
        match told {
            Told::Hello { build } => {
                self.live.losses.try_set_value(0);
                if dom::root_attribute("data-build").is_some_and(|own| own != build) {
                    self.note_outdated();
                }
                if let Some(said) = self.live.said.try_get_untracked() {
                    self.say(&said);
                }
                self.send();
            }
            Told::Ops(ops) => self.receive(&ops, &[]),
            Told::Here(mut others) => {
                // One's own other tabs are no company.
                others.retain(|other| other.who != self.me());
                self.live.here.try_set_value(others);
                self.show_others();
            }
            Told::Closed(AppError::Outdated) => self.open_again(),
            Told::Closed(AppError::SignedOut) => self.note_signed_out(),
            Told::Closed(error) => {
                self.live.losses.try_set_value(WAITS.len());
                if matches!(error, AppError::NotFound | AppError::Forbidden) {
                    self.lose_right();
                }
            }
        }
    }

    /// Shows who else is here; while live updates are paused, not what is in their hands.
    pub(super) fn show_others(self) {
        let Some(mut others) = self.live.here.try_get_value() else { return };
        if self.is_paused_now() == Some(true) {
            for other in &mut others {
                other.at = Said { view: other.at.view, ..Said::default() };
            }
        }
        // One's own other tabs are told of too.
        if self.live.others.try_with_untracked(|shown| *shown != others) == Some(true) {
            self.live.others.set(others);
        }
    }

    /// Says once that the page is older than the server; nothing is lost by loading it again.
    pub(super) fn note_outdated(self) {
        if self.live.is_outdated.try_get_untracked() == Some(false) {
            self.live.is_outdated.set(true);
            let said = AppError::Outdated.sentence(self.words.get_locale_untracked());
            self.toasts.offer(said, tu_string!(self.words, common.reload), dom::reload);
        }
    }
}
