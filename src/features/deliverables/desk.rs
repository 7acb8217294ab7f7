//! What the parts of the page share: the project, what is open, what is asked.

use domain::deliverable::Deliverable;
use domain::file::File;
use domain::{DeliverableId, FileId, ProjectId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{Words, use_i18n};

use super::api::Line;
use crate::error::AppError;
use crate::ui::toast::{Toasts, use_toasts};

/// What is about to be shown to the client.
#[derive(Clone, Debug, PartialEq)]
pub enum Publishing {
    /// A deliverable with its newest version.
    Deliverable(Box<Line>),
    /// Files to choose from, and those that are chosen at first.
    Files(Vec<File>, Vec<FileId>),
}

/// What is about to be removed for good.
#[derive(Clone, Debug, PartialEq)]
pub enum Removing {
    /// A deliverable.
    Deliverable(Deliverable),
    /// A file.
    File(File),
}

impl Removing {
    /// What it is called.
    pub fn name(&self) -> String {
        match self {
            Self::Deliverable(deliverable) => deliverable.title.clone(),
            Self::File(file) => file.name.clone(),
        }
    }
}

/// What stands in the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Editing {
    /// A new deliverable.
    New,
    /// This one.
    Of(Deliverable),
}

/// The page's own state. Cheap to copy; handed to every part through the context.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The project.
    pub project: ProjectId,
    /// The deliverable whose panel is open.
    pub opened: RwSignal<Option<DeliverableId>>,
    /// Counts up whenever something was changed here, so that everything is asked again.
    pub revision: RwSignal<u32>,
    /// Who works on the project.
    pub people: RwSignal<Vec<(UserId, String)>>,
    /// What stands in the form.
    pub editing: RwSignal<Option<Editing>>,
    /// What is about to be published.
    pub publishing: RwSignal<Option<Publishing>>,
    /// What is about to be removed.
    pub removing: RwSignal<Option<Removing>>,
    /// The file that is looked at.
    pub shown: RwSignal<Option<File>>,
    /// Why the last attempt to change something failed.
    pub failure: RwSignal<Option<AppError>>,
    /// The language.
    pub words: Words,
    toasts: Toasts,
}

impl Desk {
    /// Makes the state available to every part of the page.
    pub fn provide(project: ProjectId) -> Self {
        let desk = Self {
            project,
            opened: RwSignal::new(None),
            revision: RwSignal::new(0),
            people: RwSignal::new(Vec::new()),
            editing: RwSignal::new(None),
            publishing: RwSignal::new(None),
            removing: RwSignal::new(None),
            shown: RwSignal::new(None),
            failure: RwSignal::new(None),
            words: use_i18n(),
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
