//! What is done on a page: sent at once, told in words, and asked again.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::error::AppError;
use crate::ui::toast::{Toasts, use_toasts};

/// The way of what is done on a page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Acting {
    /// Counts up whenever something was changed here, so that everything is asked again.
    pub revision: RwSignal<u32>,
    /// Why the last attempt to change something failed.
    pub failure: RwSignal<Option<AppError>>,
    toasts: Toasts,
}

impl Acting {
    /// For the page that is being made.
    #[must_use]
    pub fn here() -> Self {
        Self { revision: RwSignal::new(0), failure: RwSignal::new(None), toasts: use_toasts() }
    }

    /// Asks everything again.
    pub fn changed(self) {
        self.revision.try_update(|revision| *revision += 1);
    }

    /// Says that something was done, and asks everything again.
    pub fn done(self, said: impl Into<String>) {
        self.toasts.say(said);
        self.changed();
    }

    /// Does something on the server, says so and asks everything again; where it fails, says why
    /// beside what was tried.
    pub fn act(
        self,
        work: impl Future<Output = Result<(), AppError>> + 'static,
        said: impl Into<String> + 'static,
    ) {
        self.act_then(work, said, || {});
    }

    /// The same, and then what belongs to its success, such as emptying a field.
    pub fn act_then(
        self,
        work: impl Future<Output = Result<(), AppError>> + 'static,
        said: impl Into<String> + 'static,
        then: impl FnOnce() + 'static,
    ) {
        self.failure.set(None);
        spawn_local(async move {
            let answer = work.await;
            // The page may have been left in the meantime.
            if self.failure.try_set(answer.clone().err()).is_some() {
                return;
            }
            match answer {
                Ok(()) => {
                    then();
                    self.done(said);
                }
                // Somebody was faster: what is there now is shown beside the sentence.
                Err(AppError::Conflict) => self.changed(),
                Err(_) => {}
            }
        });
    }
}
