//! What the parts of the page share: the project, what is open, what is asked.

use std::ops::Deref;

use domain::deliverable::Deliverable;
use domain::file::File;
use domain::{DeliverableId, FileId, ProjectId, UserId};
use leptos::prelude::*;
use locale::{Words, use_i18n};

use super::api::Line;
use crate::features::shared::acting::Acting;

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
    /// The language.
    pub words: Words,
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
        let desk = Self {
            project,
            opened: RwSignal::new(None),
            people: RwSignal::new(Vec::new()),
            editing: RwSignal::new(None),
            publishing: RwSignal::new(None),
            removing: RwSignal::new(None),
            shown: RwSignal::new(None),
            words: use_i18n(),
            acting: Acting::here(),
        };
        provide_context(desk);
        desk
    }

    /// The state around this component.
    pub fn expect() -> Self {
        expect_context()
    }
}
