//! The list of clients with its filters.

use domain::ClientId;
use domain::client::{CLIENT_KINDS, CLIENT_STAGES, Client, Tier};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use locale::numbers::grouped;
use locale::{dates, nouns, t, t_string, use_i18n};

use super::api::{ClientLine, ClientList, clients};
use super::form::{ClientDialog, tier_options};
use super::import::ImportDialog;
use super::merge::{Alike, MergeDialog, Pair};
use super::profile::TierBadge;
use crate::features::shared::loaded::{ask, loaded};
use crate::features::shared::named;
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::chip::Chip;
use crate::ui::empty::Empty;
use crate::ui::field::{FieldKind, SelectField, TextField};
use crate::ui::icon::Icon;

/// What the list is narrowed down to; empty words show everything.
#[derive(Clone, Copy)]
struct Filter {
    text: RwSignal<String>,
    kind: RwSignal<String>,
    stage: RwSignal<String>,
    tier: RwSignal<String>,
}

impl Filter {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self { text: empty(), kind: empty(), stage: empty(), tier: empty() }
    }

    fn shows(self, client: &Client) -> bool {
        let text = self.text.get().trim().to_lowercase();
        let is_of = |chosen: RwSignal<String>, name: &str| {
            chosen.with(|chosen| chosen.is_empty() || chosen == name)
        };
        (client.name.to_lowercase().contains(&text) || client.note.to_lowercase().contains(&text))
            && is_of(self.kind, client.kind.as_str())
            && is_of(self.stage, client.stage.as_str())
            && is_of(self.tier, client.tier.map(Tier::as_str).unwrap_or_default())
    }
}

/// All clients that one sees, to find one or to enter another.
#[component]
pub fn ClientsPage() -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), |()| clients());
    let (open, filter) = (RwSignal::new(false), Filter::new());
    let (importing, pair) = (RwSignal::new(false), Pair::new());
    // An empty list has its button in the middle of the page.
    let has_button = |list: ClientList| list.may_create && !list.clients.is_empty();
    let has_button = move || asked.get().and_then(Result::ok).is_some_and(has_button);
    let (query, navigate) = (use_query_map(), use_navigate());
    // Who comes to begin a client finds the form open, once.
    let is_asked = Memo::new(move |_| query.read().get("new").is_some());
    let go = navigate.clone();
    Effect::new(move |_| {
        if is_asked.get() {
            open.set(true);
            go(paths::CLIENTS, NavigateOptions { replace: true, ..Default::default() });
        }
    });
    let saved = move |client: ClientId| navigate(&paths::client(client), Default::default());
    view! {
        <Title text=t!(i18n, clients.title) />
        <div class="clients">
            <header class="clients__head">
                <h1>{t!(i18n, clients.title)}</h1>
                <Transition>
                    <Show when=has_button>
                        <Button icon=Icon::FileUp on_press=move || importing.set(true)>
                            {t!(i18n, clients.import_contacts)}
                        </Button>
                        <Button icon=Icon::Merge on_press=move || pair.show(None)>
                            {t!(i18n, clients.merge_button)}
                        </Button>
                        <Button
                            kind=ButtonKind::Primary
                            icon=Icon::Plus
                            on_press=move || open.set(true)
                        >
                            {t!(i18n, clients.new)}
                        </Button>
                    </Show>
                </Transition>
            </header>
            {loaded(asked, move |list| {
                let again = Callback::new(move |()| asked.refetch());
                let dialogs = dialogs(&list, importing, pair, again);
                view! {
                    {listed(list, filter, open, pair)}
                    {dialogs}
                }
            })}
            <ClientDialog id="clients-new" open on_saved=saved />
        </div>
    }
}

/// The dialogs that work on the clients in the list.
fn dialogs(
    list: &ClientList,
    importing: RwSignal<bool>,
    pair: Pair,
    again: Callback<()>,
) -> AnyView {
    let lines = StoredValue::new(list.clients.clone());
    let names = list.clients.iter().map(|line| (line.client.id, line.client.name.clone()));
    let names: Vec<_> = names.collect();
    view! {
        <ImportDialog id="clients-import" open=importing clients=names on_saved=again />
        <MergeDialog lines pair on_merged=again />
    }
    .into_any()
}

fn listed(list: ClientList, filter: Filter, open: RwSignal<bool>, pair: Pair) -> impl IntoView {
    let i18n = use_i18n();
    if list.clients.is_empty() {
        return first(list.may_create, open).into_any();
    }
    let may_merge = list.may_create;
    let lines = StoredValue::new(list.clients);
    let shown = Memo::new(move |_| {
        let lines = lines.get_value();
        lines.into_iter().filter(|line| filter.shows(&line.client)).collect::<Vec<_>>()
    });
    let nothing = move || shown.with(Vec::is_empty);
    view! {
        {may_merge.then(|| view! { <Alike lines pair /> })}
        <Filters filter />
        <ul class="clients__list panel">
            <For each=move || shown.get() key=|line| line.client.id children=row />
        </ul>
        <Show when=nothing>
            <p class="clients__nothing" role="status">
                {t!(i18n, clients.nothing_found)}
            </p>
        </Show>
    }
    .into_any()
}

fn first(may_create: bool, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let action = move || {
        may_create.then(|| {
            let press = move || open.set(true);
            view! {
                <Button kind=ButtonKind::Primary icon=Icon::Plus on_press=press>
                    {t!(i18n, clients.new)}
                </Button>
            }
        })
    };
    let other = move || {
        may_create.then(|| {
            view! {
                <LinkButton href=paths::NEW_PROJECT>{t!(i18n, clients.new_project)}</LinkButton>
            }
        })
    };
    view! {
        <Empty icon=Icon::Users sentence=t!(i18n, clients.empty) action other />
    }
}

#[component]
fn Filters(filter: Filter) -> impl IntoView {
    let i18n = use_i18n();
    let kinds = move || {
        let kinds = named::options(i18n.get_locale(), &CLIENT_KINDS, nouns::client_kind);
        named::or_none(t_string!(i18n, clients.all_kinds), kinds)
    };
    let stages = move || {
        let stages = named::options(i18n.get_locale(), &CLIENT_STAGES, nouns::client_stage);
        named::or_none(t_string!(i18n, clients.all_stages), stages)
    };
    view! {
        <div class="clients__filters" role="search">
            <TextField
                name="clients-text"
                kind=FieldKind::Search
                label=t!(i18n, clients.filter_text)
                bind=filter.text
            />
            <SelectField
                name="clients-kind"
                label=t!(i18n, clients.kind)
                options=Signal::derive(kinds)
                bind=filter.kind
            />
            <SelectField
                name="clients-stage"
                label=t!(i18n, clients.stage)
                options=Signal::derive(stages)
                bind=filter.stage
            />
            <SelectField
                name="clients-tier"
                label=t!(i18n, clients.tier)
                options=Signal::derive(move || {
                    tier_options(i18n, t_string!(i18n, clients.all_tiers))
                })
                bind=filter.tier
            />
        </div>
    }
}

fn row(line: ClientLine) -> impl IntoView {
    let i18n = use_i18n();
    let ClientLine { client, projects, open_projects, contacts, last_contact } = line;
    let (kind, stage) = (client.kind, client.stage);
    let last = move || match last_contact {
        Some(day) => {
            let day = dates::full(i18n.get_locale(), day);
            t_string!(i18n, clients.last_contact, day = day)
        }
        None => t_string!(i18n, clients.no_contact_yet).to_owned(),
    };
    let running = move || {
        t_string!(
            i18n,
            clients.count_projects,
            open = grouped(open_projects),
            all = grouped(projects)
        )
    };
    view! {
        <li class="clients__row">
            <span class="clients__name">
                <a class="clients__link" href=paths::client(client.id)>
                    {client.name}
                </a>
                {client.tier.map(|tier| view! { <TierBadge tier /> })}
                {client.is_demo.then(|| view! { <Chip>{t!(i18n, common.demo_badge)}</Chip> })}
                <span class="clients__note">{client.note}</span>
            </span>
            <span>{move || nouns::client_kind(i18n.get_locale(), kind)}</span>
            <span class="clients__stage" data-stage=stage.as_str()>
                {move || nouns::client_stage(i18n.get_locale(), stage)}
            </span>
            <span class="clients__count">{running}</span>
            <span class="clients__count">
                {move || t_string!(i18n, clients.count_contacts, count = grouped(contacts))}
            </span>
            <span class="clients__count">{last}</span>
        </li>
    }
}
