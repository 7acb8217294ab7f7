//! What the parts of the page share: the project, what is written, what is asked.

use std::ops::Deref;

use domain::minutes::{Minutes, MinutesState};
use domain::{MinutesId, ProjectId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use locale::{Words, t_string, use_i18n};

use crate::features::shared::acting::Acting;
use crate::paths;
use crate::ui::badge::Rag;

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
    /// The language.
    pub words: Words,
    go: Callback<String>,
    acting: Acting,
}

impl Deref for Desk {
    type Target = Acting;

    fn deref(&self) -> &Acting {
        &self.acting
    }
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
            latest: RwSignal::new(None),
            gone: RwSignal::new(None),
            editing: RwSignal::new(None),
            publishing: RwSignal::new(None),
            removing: RwSignal::new(None),
            people: RwSignal::new(Vec::new()),
            words: use_i18n(),
            go,
            acting: Acting::here(),
        };
        provide_context(desk);
        desk
    }

    /// The state around this component.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Opens minutes beside the list, or none.
    pub fn open(self, minutes: Option<MinutesId>) {
        self.go.run(match minutes {
            Some(minutes) => paths::one_minutes(self.project, minutes),
            None => paths::minutes(self.project),
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
