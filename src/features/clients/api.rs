//! Clients and their contacts.

use chrono::NaiveDate;
use domain::agreement::Delegation;
use domain::client::{Client, ClientDraft, Contact, ContactDraft};
use domain::project::{Phase, PhaseMethods};
use domain::{ClientId, ContactId, ProjectId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// The list of clients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientList {
    /// The clients that this person sees, by name.
    pub clients: Vec<ClientLine>,
    /// Whether this person may enter one.
    pub may_create: bool,
}

/// A client in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientLine {
    /// The client.
    pub client: Client,
    /// Projects that this person sees.
    pub projects: i64,
    /// Those of them that are not in their last phase.
    pub open_projects: i64,
    /// People on the client's side.
    pub contacts: i64,
    /// The day of the last exchange that this person sees.
    pub last_contact: Option<NaiveDate>,
}

/// A client with its people and projects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientProfile {
    /// The client.
    pub client: Client,
    /// Its people by name.
    pub contacts: Vec<Contact>,
    /// Who of them stands in for whom, and when.
    pub delegations: Vec<Delegation>,
    /// Its projects that this person sees.
    pub projects: Vec<ClientProject>,
    /// Today on the project's wall clock.
    pub today: NaiveDate,
    /// Whether this person may change it.
    pub may_edit: bool,
    /// Whether this person may keep its contact log and its promises.
    pub may_converse: bool,
    /// Whether this person may begin a project.
    pub may_create_project: bool,
}

/// A project of a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientProject {
    /// Which.
    pub id: ProjectId,
    /// The first part of its tasks' keys.
    pub key: String,
    /// Full name.
    pub name: String,
    /// How it is run.
    pub methods: PhaseMethods,
    /// Where it stands.
    pub phase: Phase,
}

/// The clients that the caller sees.
#[server(endpoint = "clients/list", input = Json)]
pub async fn clients() -> Result<ClientList, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let reach = call.reach();
    let rows = store::clients::visible(call.db(), reach).await?;
    let line = |row: store::clients::ClientRow| ClientLine {
        client: row.client,
        projects: row.projects,
        open_projects: row.open_projects,
        contacts: row.contacts,
        last_contact: row.last_contact.map(domain::time::day_of),
    };
    let clients = rows.into_iter().map(line).collect();
    Ok(ClientList { clients, may_create: call.may(Action::CreateClient) })
}

/// A client with everything that its page shows.
#[server(endpoint = "clients/profile", input = Json)]
pub async fn open_client(client: ClientId) -> Result<ClientProfile, AppError> {
    use crate::server::call::Call;
    use crate::server::clock;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::ViewClient, found.id).await?;
    let may_edit = call.require_client(Action::EditClient, found.id).await.is_ok();
    let may_converse = call.require_client(Action::Converse, found.id).await.is_ok();
    let reach = call.reach();
    let contacts = store::contacts::of_client(call.db(), found.id).await?;
    let delegations = store::delegations::of_client(call.db(), found.id).await?;
    let projects = store::projects::of_client(call.db(), found.id, reach).await?;
    let line = |project: domain::project::Project| ClientProject {
        id: project.id,
        key: project.key,
        name: project.name,
        methods: project.methods,
        phase: project.phase,
    };
    Ok(ClientProfile {
        client: found,
        contacts,
        delegations,
        projects: projects.into_iter().map(line).collect(),
        today: domain::time::day_of(clock::local_minute()),
        may_edit,
        may_converse,
        may_create_project: call.may(Action::CreateProject),
    })
}

/// Enters a client under the id that the browser chose: sent twice, it is entered once.
#[server(endpoint = "clients/create", input = Json)]
pub async fn create_client(id: ClientId, draft: ClientDraft) -> Result<ClientId, AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    call.require_here(Action::CreateClient)?;
    let ClientDraft { name, kind, stage, tier, note } = draft.checked()?;
    if store::clients::find(call.db(), id).await?.is_some() {
        call.require_client(Action::EditClient, id).await?;
        return Ok(id);
    }
    let client = Client { id, name, kind, stage, tier, note, is_demo: false, version: 1 };
    let (creator, now) = (call.user.id, call.now());
    store::clients::create(call.db(), &client, creator, now).await?;
    call.commit(Event::new("client.created").client(id).after(&client)).await?;
    Ok(id)
}

/// Changes what is known of a client; `version` is the one that was read.
#[server(endpoint = "clients/update", input = Json)]
pub async fn update_client(
    client: ClientId,
    version: i32,
    draft: ClientDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, found.id).await?;
    let ClientDraft { name, kind, stage, tier, note } = draft.checked()?;
    let changed = Client { name, kind, stage, tier, note, version, ..found.clone() };
    let now = call.now();
    store::clients::update(call.db(), &changed, now).await?;
    let event = Event::new("client.changed").client(client);
    call.commit(event.before(&found).after(&changed)).await
}

/// Adds a person on the client's side under the id that the browser chose.
#[server(endpoint = "clients/add_contact", input = Json)]
pub async fn add_contact(
    client: ClientId,
    id: ContactId,
    draft: ContactDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, found.id).await?;
    let draft = draft.checked()?;
    if store::contacts::find(call.db(), id).await?.is_some_and(|other| other.client == client) {
        return Ok(());
    }
    let now = call.now();
    store::contacts::create(call.db(), id, client, &draft, now).await?;
    call.commit(Event::new("contact.created").client(client).object(id.0).after(&draft)).await
}

/// Changes what is known of a contact; `version` is the one that was read.
#[server(endpoint = "clients/update_contact", input = Json)]
pub async fn update_contact(
    contact: ContactId,
    version: i32,
    draft: ContactDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::contacts::find(call.db(), contact).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, found.client).await?;
    let ContactDraft { name, title, email, phone, role } = draft.checked()?;
    let changed = Contact { name, title, email, phone, role, version, ..found.clone() };
    let now = call.now();
    store::contacts::update(call.db(), &changed, now).await?;
    let event = Event::new("contact.changed").client(found.client).object(contact.0);
    call.commit(event.before(&found).after(&changed)).await
}

/// Removes a contact, with links and sessions; `version` is the one that was read. Who was asked
/// for a decision stays, in whichever project that was.
#[server(endpoint = "clients/remove_contact", input = Json)]
pub async fn remove_contact(contact: ContactId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    use store::StoreError;
    let mut call = Call::write().await?;
    let found = store::contacts::find(call.db(), contact).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::EditClient, found.client).await?;
    match store::contacts::remove(call.db(), contact, version).await {
        Err(StoreError::Reference) => return Err(Refusal::ContactAsked.into()),
        removed => removed?,
    }
    let event = Event::new("contact.removed").client(found.client).object(contact.0);
    call.commit(event.before(&found)).await
}
