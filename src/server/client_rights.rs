//! What a call requires before it writes about a client: that the contact and the project which it
//! names are this client's, and that a record is the caller's own.

use domain::can::Action;
use domain::{ClientId, ContactId, ProjectId, UserId};

use super::call::{Call, Event};
use crate::error::AppError;

impl Call {
    /// Requires that a contact, if one is named, is one of this client.
    ///
    /// # Errors
    /// `NotFound`, and what the store reports.
    pub async fn require_contact(
        &mut self,
        contact: Option<ContactId>,
        client: ClientId,
    ) -> Result<(), AppError> {
        let Some(contact) = contact else { return Ok(()) };
        let found = store::contacts::find(self.db(), contact).await?;
        found.filter(|found| found.client == client).map(|_| ()).ok_or(AppError::NotFound)
    }

    /// Requires that a project, if one is named, is one of this client in which the caller may talk
    /// with it.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, and what the store reports.
    pub async fn require_project(
        &mut self,
        project: Option<ProjectId>,
        client: ClientId,
    ) -> Result<(), AppError> {
        let Some(project) = project else { return Ok(()) };
        let found = store::projects::find(self.db(), project).await?;
        let found = found.filter(|found| found.client == client).ok_or(AppError::NotFound)?;
        self.require(Action::Converse, found.id).await.map(|_| ())
    }

    /// Requires the right to talk with a client, in a project if one is named.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, and what the store reports.
    pub async fn require_talk(
        &mut self,
        client: ClientId,
        project: Option<ProjectId>,
    ) -> Result<(), AppError> {
        match project {
            Some(project) => self.require(Action::Converse, project).await.map(|_| ()),
            None => self.require_client(Action::Converse, client).await,
        }
    }

    /// Requires the right to correct what somebody wrote down: one's own, or any for whoever may
    /// change the client.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, and what the store reports.
    pub async fn require_record(
        &mut self,
        client: ClientId,
        project: Option<ProjectId>,
        author: UserId,
    ) -> Result<(), AppError> {
        self.require_talk(client, project).await?;
        if author == self.user.id {
            return Ok(());
        }
        self.require_client(Action::EditClient, client).await
    }
}

impl Event {
    /// In a project, if there is one.
    #[must_use]
    pub fn in_project(self, project: Option<ProjectId>) -> Self {
        match project {
            Some(project) => self.project(project),
            None => self,
        }
    }
}
