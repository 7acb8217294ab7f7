//! What the parts of the page share: the project, what is written, what is asked.

use domain::minutes::{Minutes, MinutesState};
use domain::{MinutesId, ProjectId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use locale::{Words, t_string, use_i18n};

use crate::error::AppError;
use crate::paths;
use crate::ui::badge::Rag;
use crate::ui::toast::{Toasts, use_toasts};

/// What stands in the editor.
#[derive(Clone, Debug, PartialEq)]
pub enum Editing {
    /// New minutes.
    New,
    /// These.
    Of(Box<Minutes>),
}

/// The page's own state. Cheap to copy; handed to every part through the context.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The project.
    pub project: ProjectId,
    /// Counts up whenever something was changed here, so that everything is asked again.
    pub revision: RwSignal<u32>,
    /// The minutes of the latest meeting.
    pub latest: RwSignal<Option<MinutesId>>,
    /// The minutes that were removed last: nobody asks for them again.
    pub gone: RwSignal<Option<MinutesId>>,
    /// What stands in the editor; none while minutes are read.
    pub editing: RwSignal<Option<Editing>>,
    /// What is about to be published.
    pub publishing: RwSignal<Option<Minutes>>,
    /// What is about to be removed.
    pub removing: RwSignal<Option<Minutes>>,
    /// Who works on the project, by name.
    pub people: RwSignal<Vec<String>>,
    /// Why the last attempt to change something failed.
    pub failure: RwSignal<Option<AppError>>,
    /// The language.
    pub words: Words,
    go: Callback<String>,
    toasts: Toasts,
}

impl Desk {
    /// Makes the state available to every part of the page.
    pub fn provide(project: ProjectId) -> Self {
        let navigate = use_navigate();
        let go = Callback::new(move |address: String| {
            navigate(&address, NavigateOptions::default());
        });
        let desk = Self {
            project,
            revision: RwSignal::new(0),
            latest: RwSignal::new(None),
            gone: RwSignal::new(None),
            editing: RwSignal::new(None),
            publishing: RwSignal::new(None),
            removing: RwSignal::new(None),
            people: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            words: use_i18n(),
            go,
            toasts: use_toasts(),
        };
        provide_context(desk);
        desk
    }

    /// The state around this component.
    pub fn expect() -> Self {
        expect_context()
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

    /// Opens minutes beside the list, or none.
    pub fn open(self, minutes: Option<MinutesId>) {
        self.go.run(match minutes {
            Some(minutes) => paths::one_minutes(self.project, minutes),
            None => paths::minutes(self.project),
        });
    }

    /// Does something on the server, says so and asks everything again; where it fails, says why
    /// beside what was tried.
    pub fn act(
        self,
        work: impl Future<Output = Result<(), AppError>> + 'static,
        said: impl Into<String> + 'static,
    ) {
        self.failure.set(None);
        spawn_local(async move {
            let answer = work.await;
            // The page may have been left in the meantime.
            if self.failure.try_set(answer.clone().err()).is_some() {
                return;
            }
            match answer {
                Ok(()) => self.done(said),
                // Somebody was faster: what is there now is shown beside the sentence.
                Err(AppError::Conflict) => self.changed(),
                Err(_) => {}
            }
        });
    }
}

/// How minutes stand, in a word.
pub fn state_word(i18n: Words, state: MinutesState) -> &'static str {
    match state {
        MinutesState::Draft => t_string!(i18n, minutes.state_draft),
        MinutesState::Published => t_string!(i18n, minutes.state_published),
        MinutesState::Waiting => t_string!(i18n, minutes.state_waiting),
        MinutesState::Agreed => t_string!(i18n, minutes.state_agreed),
        MinutesState::Changed => t_string!(i18n, minutes.state_changed),
        MinutesState::Returned => t_string!(i18n, minutes.state_returned),
    }
}

/// The mark beside that word.
pub const fn state_mark(state: MinutesState) -> Rag {
    match state {
        MinutesState::Draft | MinutesState::Published | MinutesState::Waiting => Rag::None,
        MinutesState::Agreed => Rag::Ok,
        MinutesState::Changed => Rag::Warn,
        MinutesState::Returned => Rag::Bad,
    }
}
