//! What the steps need to know, and the making of the project.

use chrono::NaiveDate;
use domain::client::ClientDraft;
use domain::project::ProjectDraft;
use domain::{ClientId, ContactId, ProjectId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What one chooses from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The clients that this person sees.
    pub clients: Vec<(ClientId, String)>,
    /// The team without this person.
    pub people: Vec<(UserId, String)>,
    /// This person's name, who will lead the project.
    pub me: String,
    /// Today on the project's wall clock.
    pub today: NaiveDate,
    /// A key that no project uses.
    pub free_key: String,
}

/// Somebody on the client's side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactChoice {
    /// Who.
    pub id: ContactId,
    /// Full name.
    pub name: String,
    /// Position, possibly empty.
    pub title: String,
}

/// A project to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewProject {
    /// The id that the browser chose: sent twice, the project is made once.
    pub id: ProjectId,
    /// What the steps collected.
    pub draft: ProjectDraft,
    /// A client to enter under the draft's client id; none when the client exists.
    pub client: Option<ClientDraft>,
    /// The language of the creator, in which the first columns are named: `zh-CN` or `en`.
    pub language: String,
}

/// What the steps need to know.
#[server(endpoint = "new_project/choices", input = Json)]
pub async fn open_choices() -> Result<Choices, AppError> {
    use crate::server::call::Call;
    use crate::server::clock;
    use domain::can::Action;
    let mut call = Call::read().await?;
    call.require_here(Action::CreateProject)?;
    let reach = call.reach();
    let clients = store::clients::visible(call.db(), reach).await?;
    let clients = clients.into_iter().map(|row| (row.client.id, row.client.name)).collect();
    let mut people = store::users::all(call.db()).await?;
    people.retain(|user| user.is_active && user.id != call.user.id);
    let mut number = 1;
    while store::projects::find_by_key(call.db(), &format!("P{number}")).await?.is_some() {
        number += 1;
    }
    Ok(Choices {
        clients,
        people: people.into_iter().map(|user| (user.id, user.name)).collect(),
        me: call.user.name.clone(),
        today: domain::time::day_of(clock::local_minute()),
        free_key: format!("P{number}"),
    })
}

/// The people of a client, to choose who may see the project's page.
#[server(endpoint = "new_project/contacts", input = Json)]
pub async fn contacts_of(client: ClientId) -> Result<Vec<ContactChoice>, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::clients::find(call.db(), client).await?.ok_or(AppError::NotFound)?;
    call.require_client(Action::ViewClient, found.id).await?;
    let contacts = store::contacts::of_client(call.db(), client).await?;
    let choice = |contact: domain::client::Contact| ContactChoice {
        id: contact.id,
        name: contact.name,
        title: contact.title,
    };
    Ok(contacts.into_iter().map(choice).collect())
}

/// Makes a project with its empty plan, its people and, if it is new, its client.
#[server(endpoint = "new_project/create", input = Json)]
pub async fn create_project(new: NewProject) -> Result<ProjectId, AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::random;
    use domain::can::Action;
    use domain::client::Client;
    use domain::plan::first::first_plan;
    use domain::project::{Phase, Project};
    use domain::user::ProjectRole;
    let mut call = Call::write().await?;
    call.require_here(Action::CreateProject)?;
    let draft = new.draft.checked()?;
    if store::projects::find(call.db(), new.id).await?.is_some() {
        call.require(Action::EditProject, new.id).await?;
        return Ok(new.id);
    }
    let (me, now) = (call.user.id, call.now());
    match new.client {
        None => {
            let found = store::clients::find(call.db(), draft.client).await?;
            let found = found.ok_or(AppError::NotFound)?;
            call.require_client(Action::ViewClient, found.id).await?;
        }
        Some(typed) => {
            call.require_here(Action::CreateClient)?;
            let ClientDraft { name, kind, stage, tier, note } = typed.checked()?;
            let (id, is_demo, version) = (draft.client, false, 1);
            let client = Client { id, name, kind, stage, tier, note, is_demo, version };
            store::clients::create(call.db(), &client, me, now).await?;
            call.tell(Event::new("client.created").client(id).after(&client)).await?;
        }
    }
    let project = Project {
        id: new.id,
        client: draft.client,
        key: draft.key,
        name: draft.name,
        methods: draft.methods,
        phase: Phase::Initiation,
        lead: me,
        status: String::new(),
        next_meeting: String::new(),
        is_demo: false,
        version: 1,
    };
    store::projects::create(call.db(), &project, now).await?;
    for member in draft.members.into_iter().filter(|member| *member != me) {
        let found = store::users::find(call.db(), member).await?;
        found.filter(|user| user.is_active).ok_or(domain::Refusal::Missing)?;
        let role = ProjectRole::Member;
        store::projects::put_member(call.db(), project.id, member, role, now).await?;
    }
    for contact in draft.contacts {
        let found = store::contacts::find(call.db(), contact).await?;
        found.filter(|other| other.client == project.client).ok_or(domain::Refusal::Missing)?;
        store::projects::put_contact(call.db(), project.id, contact, now).await?;
    }
    let words = locale::nouns::first_words(new.language.parse().unwrap_or_default());
    let id = || random::uuid(now);
    let plan = first_plan(draft.start, draft.has_chinese_holidays, words, id);
    store::plans::create(call.db(), project.id, &plan, now).await?;
    let event = Event::new("project.created").project(project.id).client(project.client);
    call.commit(event.after(&project)).await?;
    Ok(project.id)
}
