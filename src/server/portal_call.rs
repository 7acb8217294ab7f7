//! The shape of a call of a client's contact: session, invitation, one transaction, event, commit.

use axum::http::HeaderMap;
use chrono::NaiveDate;
use domain::agreement::HandedLink;
use domain::can::{Action, Decision, Scope, can};
use domain::client::Contact;
use domain::project::Project;
use domain::time::Timestamp;
use domain::{ProjectId, Refusal, UserId};
use store::Tx;
use store::events::Actor;
use store::sessions::{Session, Who};
use uuid::Uuid;

use super::call::Event;
use super::sessions::{self, Jar};
use super::state::AppState;
use super::{clock, random};
use crate::error::AppError;

/// A call of a contact who has a project's page open.
pub struct PortalCall {
    /// What every request shares.
    pub state: AppState,
    /// Who calls.
    pub contact: Contact,
    /// Whose page.
    pub project: Project,
    /// Who of the team looks at the page as this contact does.
    pub looker: Option<UserId>,
    /// The link by which the contact came, where somebody of the team had that in hand.
    pub handed: Option<HandedLink>,
    /// By which session.
    pub session: Session,
    now: Timestamp,
    tx: Tx,
}

impl PortalCall {
    /// Begins a call that only reads.
    ///
    /// # Errors
    /// `SignedOut`; `NotFound` for every project but the session's own.
    pub async fn read(
        state: AppState,
        headers: &HeaderMap,
        project: ProjectId,
    ) -> Result<Self, AppError> {
        let tx = state.db.read().await?;
        let call = Self::begin(state, headers, project, tx).await?;
        sessions::note_use(&call.state, &call.session, call.now);
        Ok(call)
    }

    /// The same where nobody does anything: a page that is left open keeps no session alive.
    ///
    /// # Errors
    /// As `read`.
    pub async fn glance(
        state: AppState,
        headers: &HeaderMap,
        project: ProjectId,
    ) -> Result<Self, AppError> {
        let tx = state.db.read().await?;
        Self::begin(state, headers, project, tx).await
    }

    /// Begins a call that writes on behalf of the contact.
    ///
    /// # Errors
    /// As `read`; `OnlyLooking` when somebody of the team looks at the page.
    pub async fn write(
        state: AppState,
        headers: &HeaderMap,
        project: ProjectId,
    ) -> Result<Self, AppError> {
        let tx = state.db.write().await?;
        let call = Self::begin(state, headers, project, tx).await?;
        if call.looker.is_some() {
            return Err(Refusal::OnlyLooking.into());
        }
        sessions::note_use(&call.state, &call.session, call.now);
        Ok(call)
    }

    async fn begin(
        state: AppState,
        headers: &HeaderMap,
        project: ProjectId,
        mut tx: Tx,
    ) -> Result<Self, AppError> {
        let now = clock::now();
        let session =
            sessions::current(&mut tx, Jar::Portal, headers, &state.settings, now).await?;
        let session = session.ok_or(AppError::SignedOut)?;
        let Who::Contact { contact, project: own } = session.who else {
            return Err(AppError::SignedOut);
        };
        if own != project {
            return Err(AppError::NotFound);
        }
        if let Some(looker) = session.looker {
            require_publisher(&mut tx, looker, project).await?;
        }
        if !store::projects::has_contact(&mut tx, project, contact).await? {
            return Err(AppError::LinkExpired);
        }
        let contact = store::contacts::find(&mut tx, contact).await?.ok_or(AppError::NotFound)?;
        let project = store::projects::find(&mut tx, project).await?.ok_or(AppError::NotFound)?;
        let (looker, handed) = (session.looker, session.handed.clone());
        Ok(Self { state, contact, project, looker, handed, session, now, tx })
    }

    /// The transaction.
    pub const fn db(&mut self) -> &mut Tx {
        &mut self.tx
    }

    /// When the call began.
    #[must_use]
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// Today on the server's clock.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        clock::local(self.now).date()
    }

    /// Who acts, as events name it.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        Actor::Contact(self.contact.id)
    }

    /// A new id.
    #[must_use]
    pub fn uuid(&self) -> Uuid {
        random::uuid(self.now)
    }

    /// Appends the event and commits both together.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn commit(mut self, event: Event) -> Result<(), AppError> {
        let (actor, now) = (self.actor(), self.now);
        let event = event.project(self.project.id);
        let stir = event.stir(None);
        event.append(&mut self.tx, actor, now).await?;
        self.tx.commit().await?;
        if let Some(stir) = stir {
            self.state.live.stir(stir);
        }
        Ok(())
    }
}

/// Somebody of the team looks only as long as the page is theirs to give out.
async fn require_publisher(
    tx: &mut Tx,
    looker: UserId,
    project: ProjectId,
) -> Result<(), AppError> {
    let user = store::users::find(tx, looker).await?.ok_or(AppError::SignedOut)?;
    let role = store::projects::role_of(tx, project, looker).await?;
    match can(user.role, Scope::Place(role), Action::Publish) {
        Decision::Allowed if user.is_active => Ok(()),
        Decision::Allowed | Decision::Forbidden | Decision::Hidden => Err(AppError::SignedOut),
    }
}
