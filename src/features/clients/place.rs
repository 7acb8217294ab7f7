//! What the parts of a client's page know of the client.

use chrono::NaiveDate;
use domain::client::Contact;
use domain::{ClientId, ContactId, ProjectId};
use leptos::prelude::*;
use locale::{Words, t_string};

use super::api::{ClientProfile, ClientProject};
use crate::features::shared::named;

/// The client of the page with its people and projects. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Place {
    /// Which client.
    pub client: ClientId,
    /// Today on the project's wall clock.
    pub today: NaiveDate,
    /// Whether this person may change the client.
    pub may_edit: bool,
    /// Whether this person may keep its log and its promises.
    pub may_converse: bool,
    contacts: StoredValue<Vec<Contact>>,
    projects: StoredValue<Vec<ClientProject>>,
}

impl Place {
    /// The place of a profile.
    pub fn of(profile: &ClientProfile) -> Self {
        Self {
            client: profile.client.id,
            today: profile.today,
            may_edit: profile.may_edit,
            may_converse: profile.may_converse,
            contacts: StoredValue::new(profile.contacts.clone()),
            projects: StoredValue::new(profile.projects.clone()),
        }
    }

    /// A contact's name, while the contact is there.
    pub fn contact_name(self, contact: Option<ContactId>) -> Option<String> {
        let is_meant = |one: &&Contact| Some(one.id) == contact;
        self.contacts.with_value(|all| all.iter().find(is_meant).map(|one| one.name.clone()))
    }

    /// A project's name, if this person sees the project.
    pub fn project_name(self, project: Option<ProjectId>) -> Option<String> {
        let is_meant = |one: &&ClientProject| Some(one.id) == project;
        self.projects.with_value(|all| all.iter().find(is_meant).map(|one| one.name.clone()))
    }

    /// The contacts to choose from, by id; before them nobody, in these words.
    pub fn contacts_or(self, nobody: impl Into<String>) -> Vec<(String, String)> {
        let option = |one: &Contact| (one.id.to_string(), one.name.clone());
        self.contacts.with_value(|all| named::or_none(nobody, all.iter().map(option)))
    }

    /// The projects to choose from, by id; before them none, in these words.
    pub fn projects_or(self, none: impl Into<String>) -> Vec<(String, String)> {
        let option = |one: &ClientProject| (one.id.to_string(), one.name.clone());
        self.projects.with_value(|all| named::or_none(none, all.iter().map(option)))
    }

    /// Why this person cannot change the client; nothing when that is possible.
    pub fn edit_reason(self, i18n: Words) -> Signal<Option<String>> {
        let may = self.may_edit;
        Signal::derive(move || (!may).then(|| t_string!(i18n, clients.only_leads).to_owned()))
    }

    /// Why this person cannot keep the log; nothing when that is possible.
    pub fn converse_reason(self, i18n: Words) -> Signal<Option<String>> {
        let may = self.may_converse;
        Signal::derive(move || (!may).then(|| t_string!(i18n, clients.only_team).to_owned()))
    }
}
