//! The shape of a call: session, clock, one transaction, rights, event, commit.

use axum::http::HeaderMap;
use axum::http::request::Parts;
use domain::can::{Action, Decision, Scope, can};
use domain::plan::Plan;
use domain::project::Project;
use domain::time::Timestamp;
use domain::user::{ProjectRole, User};
use domain::{ClientId, ContactId, ProjectId, UserId};
use leptos::context::use_context;
use locale::Locale;
use serde::Serialize;
use serde_json::Value;
use store::events::{Actor, NewEvent};
use store::sessions::{Session, Who};
use store::{Reach, Tx};
use uuid::Uuid;

use super::failure::internal;
use super::live::stirs::{Stir, topic_of};
use super::sessions::{self, Jar};
use super::state::AppState;
use super::{clock, pages, random};
use crate::error::AppError;
use crate::features::shared::plan_api::ProjectHead;

/// A call of a signed-in person of the team.
pub struct Call {
    /// What every request shares.
    pub state: AppState,
    /// The session.
    pub session: Session,
    /// Who calls.
    pub user: User,
    now: Timestamp,
    tx: Tx,
    /// What the pages of others hear of once this is committed.
    stirs: Vec<Stir>,
    /// Whose channels look then whether they may go on.
    persons: Vec<UserId>,
}

/// What happened, for the event log: kind, place, object, and the values before and after.
#[derive(Clone, Debug, Default)]
pub struct Event {
    kind: &'static str,
    project: Option<ProjectId>,
    client: Option<ClientId>,
    object: Option<Uuid>,
    before: Option<Value>,
    after: Option<Value>,
}

impl Call {
    /// Begins a call that only reads: one consistent snapshot.
    ///
    /// # Errors
    /// `SignedOut`, and what the store reports.
    pub async fn read() -> Result<Self, AppError> {
        let (state, headers) = request()?;
        Self::read_with(state, &headers).await
    }

    /// The same for plain handlers, outside a server function.
    ///
    /// # Errors
    /// As `read`.
    pub async fn read_with(state: AppState, headers: &HeaderMap) -> Result<Self, AppError> {
        let tx = state.db.read().await?;
        let call = Self::begin(state, headers, tx).await?;
        sessions::note_use(&call.state, &call.session, call.now);
        Ok(call)
    }

    /// Begins a call that writes: one write transaction, rolled back unless committed.
    ///
    /// # Errors
    /// `SignedOut`, `Busy`, and what the store reports.
    pub async fn write() -> Result<Self, AppError> {
        let (state, headers) = request()?;
        Self::write_with(state, &headers).await
    }

    /// The same for plain handlers, outside a server function.
    ///
    /// # Errors
    /// As `write`.
    pub async fn write_with(state: AppState, headers: &HeaderMap) -> Result<Self, AppError> {
        let tx = state.db.write().await?;
        Self::begin(state, headers, tx).await
    }

    async fn begin(state: AppState, headers: &HeaderMap, mut tx: Tx) -> Result<Self, AppError> {
        let now = clock::now();
        let found = sessions::current(&mut tx, Jar::Team, headers, &state.settings, now).await?;
        let session = found.ok_or(AppError::SignedOut)?;
        let Who::User(user) = session.who else { return Err(AppError::SignedOut) };
        let user = store::users::find(&mut tx, user).await?.ok_or(AppError::SignedOut)?;
        if !user.is_active {
            return Err(AppError::SignedOut);
        }
        Ok(Self { state, session, user, now, tx, stirs: Vec::new(), persons: Vec::new() })
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

    /// Who acts, as events name it.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        Actor::User(self.user.id)
    }

    /// The language that the person works in, for what goes out in their name.
    #[must_use]
    pub fn locale(&self) -> Locale {
        request().map_or(Locale::zh_CN, |(_, headers)| pages::locale_of(&headers, None))
    }

    /// Notes the language that the person works in, for what is mailed later.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn note_language(&mut self) -> Result<(), AppError> {
        let (_, headers) = request()?;
        sessions::note_language(&mut self.tx, self.session.who, &headers).await
    }

    /// A new id.
    #[must_use]
    pub fn uuid(&self) -> Uuid {
        random::uuid(self.now)
    }

    /// Whose projects and clients this person's lists show.
    #[must_use]
    pub fn reach(&self) -> Reach {
        match can(self.user.role, Scope::Place(None), Action::ViewProject) {
            Decision::Allowed => Reach::All,
            Decision::Forbidden | Decision::Hidden => Reach::Of(self.user.id),
        }
    }

    /// Whether the person may do this anywhere in the organisation.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        can(self.user.role, Scope::Organisation, action) == Decision::Allowed
    }

    /// Requires a right that belongs to no client or project.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn require_here(&self, action: Action) -> Result<(), AppError> {
        answer(can(self.user.role, Scope::Organisation, action))
    }

    /// Requires a right in a project and returns the person's role in it.
    ///
    /// # Errors
    /// `NotFound` for outsiders, `Forbidden` for insiders without the right.
    pub async fn require(
        &mut self,
        action: Action,
        project: ProjectId,
    ) -> Result<Option<ProjectRole>, AppError> {
        let role = store::projects::role_of(&mut self.tx, project, self.user.id).await?;
        answer(can(self.user.role, Scope::Place(role), action))?;
        Ok(role)
    }

    /// Whether the person may do this in a project.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn may_in(&mut self, action: Action, project: ProjectId) -> Result<bool, AppError> {
        let role = store::projects::role_of(&mut self.tx, project, self.user.id).await?;
        Ok(can(self.user.role, Scope::Place(role), action) == Decision::Allowed)
    }

    /// Requires a right on a client.
    ///
    /// # Errors
    /// `NotFound` for outsiders, `Forbidden` for insiders without the right.
    pub async fn require_client(
        &mut self,
        action: Action,
        client: ClientId,
    ) -> Result<(), AppError> {
        let role = store::clients::role_of(&mut self.tx, client, self.user.id).await?;
        answer(can(self.user.role, Scope::Place(role), action))
    }

    /// The plan of a project as of this transaction; the caller has required the right.
    ///
    /// # Errors
    /// `NotFound`, and what the store reports.
    pub async fn plan(&mut self, project: ProjectId) -> Result<(i64, Plan), AppError> {
        let plans = self.state.plans.clone();
        plans.read(&mut self.tx, project, |seq, plan| (seq, plan.clone())).await
    }

    /// What the frame of a project shows; the caller has required the right.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn head(&mut self, project: Project) -> Result<ProjectHead, AppError> {
        let client = store::clients::find(&mut self.tx, project.client).await?;
        Ok(ProjectHead {
            id: project.id,
            key: project.key,
            name: project.name,
            client: project.client,
            client_name: client.map(|client| client.name).unwrap_or_default(),
            is_demo: project.is_demo,
        })
    }

    /// Opens a session of the client's page in the caller's own browser; the caller has required
    /// the right to give the page out.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn open_portal(
        &mut self,
        contact: ContactId,
        project: ProjectId,
    ) -> Result<(), AppError> {
        let (state, headers) = request()?;
        let who = Who::Contact { contact, project };
        let (looker, settings) = (self.user.id, &state.settings);
        let opened =
            sessions::open_to_look(&mut self.tx, (who, looker), &headers, settings, self.now);
        sessions::send(&opened.await?);
        Ok(())
    }

    /// Appends the event without committing yet, for calls that tell of several.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn tell(&mut self, event: Event) -> Result<(), AppError> {
        let actor = self.actor();
        self.stirs.extend(event.stir(Some(self.user.id)));
        self.persons.extend(event.person(self.user.id));
        event.append(&mut self.tx, actor, self.now).await
    }

    /// Appends the event and commits both together.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn commit(mut self, event: Event) -> Result<(), AppError> {
        self.tell(event).await?;
        self.commit_told().await
    }

    /// Commits what was told before.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn commit_told(mut self) -> Result<(), AppError> {
        if sessions::wants_touch(&self.session, self.now) {
            store::sessions::touch(&mut self.tx, self.session.id, self.now).await?;
        }
        self.tx.commit().await?;
        self.persons.into_iter().for_each(|person| self.state.live.look_again(person));
        self.stirs.into_iter().for_each(|stir| self.state.live.stir(stir));
        Ok(())
    }
}

impl Event {
    /// Something happened; `kind` is `noun.verb`.
    #[must_use]
    pub fn new(kind: &'static str) -> Self {
        Self { kind, ..Self::default() }
    }

    /// In a project.
    #[must_use]
    pub fn project(self, project: ProjectId) -> Self {
        Self { project: Some(project), ..self }
    }

    /// With a client.
    #[must_use]
    pub fn client(self, client: ClientId) -> Self {
        Self { client: Some(client), ..self }
    }

    /// To this object.
    #[must_use]
    pub fn object(self, object: Uuid) -> Self {
        Self { object: Some(object), ..self }
    }

    /// What the pages of others hear of it once it is committed; `by` is none for a client.
    #[must_use]
    pub fn stir(&self, by: Option<UserId>) -> Option<Stir> {
        Some(Stir { project: self.project?, topic: topic_of(self.kind)?, by })
    }

    /// Whose sessions or rights it may have changed: those of the account that it is about, or of
    /// whoever ended sessions, which are always the own ones.
    fn person(&self, by: UserId) -> Option<UserId> {
        match self.kind.split('.').next()? {
            "user" => self.object.map(UserId),
            "session" => Some(by),
            _ => None,
        }
    }

    /// Appends the event to the log on behalf of `actor`.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn append(self, tx: &mut Tx, actor: Actor, now: Timestamp) -> Result<(), AppError> {
        let Self { kind, project, client, object, before, after } = self;
        let new = NewEvent { actor, kind, project, client, object, before, after };
        store::events::append(tx, &new, now).await?;
        Ok(())
    }

    /// What it was before.
    #[must_use]
    pub fn before(self, value: &impl Serialize) -> Self {
        Self { before: serde_json::to_value(value).ok(), ..self }
    }

    /// What it is now.
    #[must_use]
    pub fn after(self, value: &impl Serialize) -> Self {
        Self { after: serde_json::to_value(value).ok(), ..self }
    }
}

/// The state and the headers of the request that a server function answers.
fn request() -> Result<(AppState, HeaderMap), AppError> {
    let state = use_context::<AppState>().ok_or_else(|| internal(&"no state in context"))?;
    let parts = use_context::<Parts>().ok_or_else(|| internal(&"no request in context"))?;
    Ok((state, parts.headers))
}

const fn answer(decision: Decision) -> Result<(), AppError> {
    match decision {
        Decision::Allowed => Ok(()),
        Decision::Forbidden => Err(AppError::Forbidden),
        Decision::Hidden => Err(AppError::NotFound),
    }
}
