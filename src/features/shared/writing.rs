//! Pages on which one writes in place: what is written is shown at once and sent to the server, one
//! thing after the other.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::ProjectId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{Words, tu_string, use_i18n};

use crate::error::AppError;
use crate::ui::dom;
use crate::ui::toast::{Toasts, use_toasts};

/// Something that is written on a page; each answers to one server function.
pub trait Written: Clone + Send + Sync + 'static {
    /// What the page knows.
    type Page: Clone + Send + Sync + 'static;

    /// Asks the server how the page stands.
    fn open(
        project: ProjectId,
    ) -> impl Future<Output = Result<Self::Page, AppError>> + Send + 'static;

    /// Shows what will be there once the server has it.
    fn show(&self, page: &mut Self::Page);

    /// Sends it; the future holds what the server answers.
    fn send(
        self,
        project: ProjectId,
    ) -> impl Future<Output = Result<(), AppError>> + Send + 'static;
}

/// What was written and has not reached the server. It outlives the page, so that nothing is lost
/// when somebody leaves at once.
struct Outbox<W>(Arc<Mutex<Queue<W>>>);

struct Queue<W> {
    waiting: VecDeque<W>,
    is_sending: bool,
    /// Whether the page wants to know again how it stands.
    is_asked: bool,
}

impl<W> Clone for Outbox<W> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<W> Outbox<W> {
    fn new() -> Self {
        let queue = Queue { waiting: VecDeque::new(), is_sending: false, is_asked: false };
        Self(Arc::new(Mutex::new(queue)))
    }

    fn queue(&self) -> MutexGuard<'_, Queue<W>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next thing to send.
    fn next(&self) -> Option<W> {
        let mut queue = self.queue();
        queue.is_asked = false;
        queue.waiting.pop_front()
    }

    /// Whether nothing came while the server was asked; then the sending is over.
    fn rests(&self) -> bool {
        let mut queue = self.queue();
        let rests = queue.waiting.is_empty() && !queue.is_asked;
        queue.is_sending = !rests;
        rests
    }
}

/// What a page knows, and the queue of what was written on it. Cheap to copy.
#[derive(Clone)]
pub struct Writing<W: Written> {
    project: ProjectId,
    page: RwSignal<W::Page>,
    revision: RwSignal<u32>,
    outbox: StoredValue<Outbox<W>>,
    is_saving: RwSignal<bool>,
    words: Words,
    toasts: Toasts,
}

impl<W: Written> Copy for Writing<W> {}

impl<W: Written> Writing<W> {
    /// Begins with what the server has, and warns who leaves while something is on its way.
    #[must_use]
    pub fn new(project: ProjectId, page: W::Page) -> Self {
        let writing = Self {
            project,
            page: RwSignal::new(page),
            revision: RwSignal::new(0),
            outbox: StoredValue::new(Outbox::new()),
            is_saving: RwSignal::new(false),
            words: use_i18n(),
            toasts: use_toasts(),
        };
        dom::warn_before_leaving(writing.is_saving());
        writing
    }

    /// Which project.
    #[must_use]
    pub fn project(self) -> ProjectId {
        self.project
    }

    /// The language.
    #[must_use]
    pub fn words(self) -> Words {
        self.words
    }

    /// Counts up whenever the server has something new.
    #[must_use]
    pub fn revision(self) -> Signal<u32> {
        self.revision.into()
    }

    /// Whether something is on its way to the server.
    #[must_use]
    pub fn is_saving(self) -> Signal<bool> {
        self.is_saving.into()
    }

    /// Reads what is known, and hears when it changes.
    pub fn with<T>(self, read: impl FnOnce(&W::Page) -> T) -> T {
        self.page.with(read)
    }

    /// Shows what was written and sends it, after whatever was written before.
    pub fn write(self, write: W) {
        let Some(outbox) = self.outbox.try_get_value() else {
            // The page was left: what it offered is done all the same.
            spawn_local(self.deliver(write));
            return;
        };
        self.page.update(|page| write.show(page));
        outbox.queue().waiting.push_back(write);
        self.go_on(outbox);
    }

    /// Says that something was removed, and offers the way back.
    pub fn offer_back(self, said: String, back: W) {
        let undo = tu_string!(self.words, common.undo);
        self.toasts.offer(said, undo, move || self.write(back.clone()));
    }

    /// Asks the server again how it stands.
    pub fn reload(self) {
        if let Some(outbox) = self.outbox.try_get_value() {
            outbox.queue().is_asked = true;
            self.go_on(outbox);
        }
    }

    fn go_on(self, outbox: Outbox<W>) {
        let was_sending = std::mem::replace(&mut outbox.queue().is_sending, true);
        if !was_sending {
            self.is_saving.set(true);
            spawn_local(self.send_all(outbox));
        }
    }

    /// Sends what waits, then takes what the server has; again, when more was written meanwhile.
    async fn send_all(self, outbox: Outbox<W>) {
        loop {
            while let Some(write) = outbox.next() {
                self.deliver(write).await;
            }
            let found = W::open(self.project).await;
            if !outbox.rests() {
                continue;
            }
            self.is_saving.try_set(false);
            match found {
                Ok(found) => {
                    self.page.try_set(found);
                    self.revision.try_update(|revision| *revision += 1);
                }
                Err(error) => self.fail(&error),
            }
            return;
        }
    }

    async fn deliver(self, write: W) {
        if let Err(error) = write.send(self.project).await {
            self.fail(&error);
        }
    }

    fn fail(self, error: &AppError) {
        self.toasts.fail(error.sentence(self.words.get_locale_untracked()));
    }
}
