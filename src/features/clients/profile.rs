//! One client: facts, people, projects.

use domain::ClientId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use locale::{nouns, t, t_string, use_i18n};

use super::api::{ClientProfile, ClientProject, open_client};
use super::contacts::Contacts;
use super::form::ClientDialog;
use crate::error::AppError;
use crate::features::shared::loaded::{Asked, ask, loaded};
use crate::paths;
use crate::ui::button::{Button, LinkButton};
use crate::ui::chip::Chip;
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;

/// The page of the client that the address names.
#[component]
pub fn ClientPage() -> impl IntoView {
    let params = use_params_map();
    let client = move || params.read().get("client").and_then(|id| id.parse::<ClientId>().ok());
    let asked = ask(client, |client| async move {
        match client {
            Some(client) => open_client(client).await,
            None => Err(AppError::NotFound),
        }
    });
    view! { <div class="clients">{loaded(asked, move |profile| draw(profile, asked))}</div> }
}

fn draw(profile: ClientProfile, asked: Asked<ClientProfile>) -> impl IntoView {
    let i18n = use_i18n();
    let ClientProfile { client, contacts, projects, may_edit, may_create_project } = profile;
    let open = RwSignal::new(false);
    let (kind, stage) = (client.kind, client.stage);
    let changed = move || asked.refetch();
    let edit = may_edit.then(|| {
        view! {
            <Button icon=Icon::Pencil on_press=move || open.set(true)>
                {t!(i18n, common.edit)}
            </Button>
        }
    });
    let note = client.note.clone();
    view! {
        <Title text=client.name.clone() />
        <header class="clients__head">
            <a class="u-link" href=paths::CLIENTS>
                {t!(i18n, clients.title)}
            </a>
            <span class="u-faint" aria-hidden="true">"/"</span>
            <h1>{client.name.clone()}</h1>
            {client.is_demo.then(|| view! { <Chip>{t!(i18n, common.demo_badge)}</Chip> })}
            <span class="u-push">{edit}</span>
        </header>
        <div class="clients__profile">
            <Panel id="client-facts" title=move || t_string!(i18n, clients.facts)>
                <dl class="clients__facts">
                    <dt>{t!(i18n, clients.kind)}</dt>
                    <dd>{move || nouns::client_kind(i18n.get_locale(), kind)}</dd>
                    <dt>{t!(i18n, clients.stage)}</dt>
                    <dd class="clients__stage" data-stage=stage.as_str()>
                        {move || nouns::client_stage(i18n.get_locale(), stage)}
                    </dd>
                    <dt>{t!(i18n, clients.note)}</dt>
                    <dd class="clients__text">{note_or_none(note)}</dd>
                </dl>
            </Panel>
            <Projects projects may_create=may_create_project />
            <Contacts client=client.id contacts may_edit on_change=changed />
        </div>
        <ClientDialog
            id="clients-edit"
            open
            client=client
            on_saved=move |_| asked.refetch()
            on_stale=changed
        />
    }
}

fn note_or_none(note: String) -> impl IntoView {
    let i18n = use_i18n();
    match note.is_empty() {
        true => view! { <span class="u-faint">{t!(i18n, common.none)}</span> }.into_any(),
        false => note.into_any(),
    }
}

#[component]
fn Projects(projects: Vec<ClientProject>, may_create: bool) -> impl IntoView {
    let i18n = use_i18n();
    let add = move || {
        may_create.then(|| {
            view! {
                <LinkButton href=paths::NEW_PROJECT icon=Icon::Plus>
                    {t!(i18n, clients.new_project)}
                </LinkButton>
            }
        })
    };
    let count = projects.len();
    view! {
        <Panel
            id="client-projects"
            title=move || t_string!(i18n, clients.projects)
            count=count
            actions=add
        >
            {(count == 0)
                .then(|| view! { <p class="u-muted">{t!(i18n, clients.no_projects)}</p> })}
            <ul>{projects.into_iter().map(project_row).collect_view()}</ul>
        </Panel>
    }
}

fn project_row(project: ClientProject) -> impl IntoView {
    let i18n = use_i18n();
    let (methods, phase) = (project.methods, project.phase);
    view! {
        <li class="panel__row clients__project">
            <a class="clients__link u-grow" href=paths::project(project.id)>
                {project.name}
            </a>
            <span class="u-small u-faint">{project.key}</span>
            <span class="u-small u-muted">
                {move || nouns::methods(i18n.get_locale(), methods)}
            </span>
            <span class="u-small u-muted">{move || nouns::phase(i18n.get_locale(), phase)}</span>
        </li>
    }
}
