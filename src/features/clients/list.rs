//! The list of clients with its filters.

use domain::ClientId;
use domain::client::{CLIENT_KINDS, CLIENT_STAGES, Client};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use locale::{nouns, t, t_string, use_i18n};

use super::api::{ClientLine, ClientList, clients};
use super::form::ClientDialog;
use crate::features::shared::loaded::{ask, loaded};
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
}

impl Filter {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self { text: empty(), kind: empty(), stage: empty() }
    }

    fn shows(self, client: &Client) -> bool {
        let text = self.text.get().trim().to_lowercase();
        let is_of = |chosen: RwSignal<String>, name: &str| {
            chosen.with(|chosen| chosen.is_empty() || chosen == name)
        };
        (client.name.to_lowercase().contains(&text) || client.note.to_lowercase().contains(&text))
            && is_of(self.kind, client.kind.as_str())
            && is_of(self.stage, client.stage.as_str())
    }
}

/// All clients that one sees, to find one or to enter another.
#[component]
pub fn ClientsPage() -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), |()| clients());
    let (open, filter) = (RwSignal::new(false), Filter::new());
    // An empty list has its button in the middle of the page.
    let has_button = |list: ClientList| list.may_create && !list.clients.is_empty();
    let has_button = move || asked.get().and_then(Result::ok).is_some_and(has_button);
    let navigate = use_navigate();
    let saved = move |client: ClientId| navigate(&paths::client(client), Default::default());
    view! {
        <Title text=move || t_string!(i18n, clients.title) />
        <div class="clients">
            <header class="clients__head">
                <h1>{t!(i18n, clients.title)}</h1>
                <Transition>
                    <Show when=has_button>
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
            {loaded(asked, move |list| listed(list, filter, open))}
            <ClientDialog id="clients-new" open on_saved=saved />
        </div>
    }
}

fn listed(list: ClientList, filter: Filter, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    if list.clients.is_empty() {
        return first(list.may_create, open).into_any();
    }
    let lines = StoredValue::new(list.clients);
    let shown = Memo::new(move |_| {
        let lines = lines.get_value();
        lines.into_iter().filter(|line| filter.shows(&line.client)).collect::<Vec<_>>()
    });
    let nothing = move || shown.with(Vec::is_empty);
    view! {
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
        <Empty icon=Icon::Users sentence=move || t_string!(i18n, clients.empty) action other />
    }
}

#[component]
fn Filters(filter: Filter) -> impl IntoView {
    let i18n = use_i18n();
    let kinds = move || {
        let locale = i18n.get_locale();
        let word = |(kind, name): &(_, &str)| {
            ((*name).to_owned(), nouns::client_kind(locale, *kind).to_owned())
        };
        let all = (String::new(), t_string!(i18n, clients.all_kinds).to_owned());
        std::iter::once(all).chain(CLIENT_KINDS.iter().map(word)).collect::<Vec<_>>()
    };
    let stages = move || {
        let locale = i18n.get_locale();
        let word = |(stage, name): &(_, &str)| {
            ((*name).to_owned(), nouns::client_stage(locale, *stage).to_owned())
        };
        let all = (String::new(), t_string!(i18n, clients.all_stages).to_owned());
        std::iter::once(all).chain(CLIENT_STAGES.iter().map(word)).collect::<Vec<_>>()
    };
    view! {
        <div class="clients__filters" role="search">
            <TextField
                name="clients-text"
                kind=FieldKind::Search
                label=move || t_string!(i18n, clients.filter_text)
                bind=filter.text
            />
            <SelectField
                name="clients-kind"
                label=move || t_string!(i18n, clients.kind)
                options=Signal::derive(kinds)
                value=filter.kind
                on_change=move |kind| filter.kind.set(kind)
            />
            <SelectField
                name="clients-stage"
                label=move || t_string!(i18n, clients.stage)
                options=Signal::derive(stages)
                value=filter.stage
                on_change=move |stage| filter.stage.set(stage)
            />
        </div>
    }
}

fn row(line: ClientLine) -> impl IntoView {
    let i18n = use_i18n();
    let ClientLine { client, projects, contacts } = line;
    let (kind, stage) = (client.kind, client.stage);
    view! {
        <li class="clients__row">
            <span class="clients__name">
                <a class="clients__link" href=paths::client(client.id)>
                    {client.name}
                </a>
                {client.is_demo.then(|| view! { <Chip>{t!(i18n, common.demo_badge)}</Chip> })}
                <span class="clients__note">{client.note}</span>
            </span>
            <span>{move || nouns::client_kind(i18n.get_locale(), kind)}</span>
            <span class="clients__stage" data-stage=stage.as_str()>
                {move || nouns::client_stage(i18n.get_locale(), stage)}
            </span>
            <span class="clients__count">
                {move || t_string!(i18n, clients.count_projects, count = projects)}
            </span>
            <span class="clients__count">
                {move || t_string!(i18n, clients.count_contacts, count = contacts)}
            </span>
        </li>
    }
}
