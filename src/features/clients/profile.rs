//! One client: its parts, and the first of them with facts, projects and people.

use domain::ClientId;
use domain::client::{Client, Tier};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use locale::{nouns, t, t_string, use_i18n};

use super::api::{ClientProfile, ClientProject, open_client};
use super::contacts::Contacts;
use super::contracts::Contracts;
use super::delegates::Delegates;
use super::form::ClientDialog;
use super::history::History;
use super::log::Log;
use super::parts::{Part, PartTabs};
use super::place::Place;
use super::promises::Promises;
use super::stakeholders::Stakeholders;
use super::words;
use crate::features::shared::address;
use crate::features::shared::loaded::{Asked, loaded};
use crate::paths;
use crate::ui::button::{Button, LinkButton};
use crate::ui::chip::Chip;
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;

/// The page of the client that the address names.
#[component]
pub fn ClientPage() -> impl IntoView {
    let query = use_query_map();
    let part = Memo::new(move |_| {
        query.read().get("part").map_or(Part::Overview, |name| Part::named(&name))
    });
    let asked = address::ask_about(address::named::<ClientId>("client"), open_client);
    view! {
        <div class="clients">{loaded(asked, move |profile| draw(profile, asked, part))}</div>
    }
}

fn draw(profile: ClientProfile, asked: Asked<ClientProfile>, part: Memo<Part>) -> impl IntoView {
    let i18n = use_i18n();
    let (open, place) = (RwSignal::new(false), Place::of(&profile));
    let client = profile.client.clone();
    let changed = Callback::new(move |()| asked.refetch());
    let profile = StoredValue::new(profile);
    let shown = move || match part.get() {
        Part::Overview => {
            view! { <Overview profile=profile.get_value() place on_change=changed /> }.into_any()
        }
        Part::Log => view! { <Log place /> }.into_any(),
        Part::Promises => view! { <Promises place /> }.into_any(),
        Part::Contracts => view! { <Contracts place /> }.into_any(),
        Part::Stakeholders => view! { <Stakeholders place /> }.into_any(),
        Part::History => view! { <History place /> }.into_any(),
    };
    view! {
        <Title text=client.name.clone() />
        <header class="clients__head">
            <a class="u-link" href=paths::CLIENTS>
                {t!(i18n, clients.title)}
            </a>
            <span class="u-faint" aria-hidden="true">"/"</span>
            <h1>{client.name.clone()}</h1>
            {client.tier.map(|tier| view! { <TierBadge tier /> })}
            {client.is_demo.then(|| view! { <Chip>{t!(i18n, common.demo_badge)}</Chip> })}
            <span class="u-push">
                <Button
                    icon=Icon::Pencil
                    reason=place.edit_reason(i18n)
                    on_press=move || open.set(true)
                >
                    {t!(i18n, common.edit)}
                </Button>
            </span>
        </header>
        <PartTabs client=client.id part />
        {shown}
        <ClientDialog
            id="clients-edit"
            open
            client=client
            on_saved=move |_| asked.refetch()
            on_stale=changed
        />
    }
}

/// What a client is worth, as a letter; read aloud as words.
#[component]
pub fn TierBadge(
    /// The tier.
    tier: Tier,
) -> impl IntoView {
    let i18n = use_i18n();
    let words = move || words::tier(i18n.get_locale(), tier);
    view! {
        <span class="clients__tier" data-tier=tier.as_str() title=words>
            <span aria-hidden="true">{words::tier_letter(tier)}</span>
            <span class="u-hidden">{words}</span>
        </span>
    }
}

#[component]
fn Overview(profile: ClientProfile, place: Place, on_change: Callback<()>) -> impl IntoView {
    let ClientProfile {
        client, contacts, delegations, projects, may_edit, may_create_project, ..
    } = profile;
    let id = client.id;
    view! {
        <div class="clients__profile">
            <Facts client />
            <Projects projects may_create=may_create_project />
            <Contacts client=id contacts may_edit on_change />
            <Delegates place delegations on_change />
        </div>
    }
}

#[component]
fn Facts(client: Client) -> impl IntoView {
    let i18n = use_i18n();
    let Client { kind, stage, tier, note, .. } = client;
    let tier = move || match tier {
        Some(tier) => words::tier(i18n.get_locale(), tier),
        None => t_string!(i18n, clients.no_tier),
    };
    view! {
        <Panel id="client-facts" title=t!(i18n, clients.facts)>
            <dl class="clients__facts">
                <dt>{t!(i18n, clients.kind)}</dt>
                <dd>{move || nouns::client_kind(i18n.get_locale(), kind)}</dd>
                <dt>{t!(i18n, clients.stage)}</dt>
                <dd class="clients__stage" data-stage=stage.as_str()>
                    {move || nouns::client_stage(i18n.get_locale(), stage)}
                </dd>
                <dt>{t!(i18n, clients.tier)}</dt>
                <dd>{tier}</dd>
                <dt>{t!(i18n, clients.note)}</dt>
                <dd class="clients__text">{note_or_none(note)}</dd>
            </dl>
        </Panel>
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
            title=t!(i18n, clients.projects)
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
