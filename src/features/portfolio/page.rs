//! The page: filters, the two views, the first steps.

use leptos::prelude::*;
use leptos_meta::Title;
use locale::{t, t_string, use_i18n};

use super::api::{Portfolio, ProjectFacts, open_portfolio};
use super::cards::Cards;
use super::rows::Rows;
use crate::features::shared::loaded::{ask, loaded};
use crate::features::shared::named;
use crate::paths;
use crate::ui::button::{ButtonKind, LinkButton};
use crate::ui::dom;
use crate::ui::empty::Empty;
use crate::ui::field::{FieldKind, SelectField, TextField};
use crate::ui::icon::Icon;
use crate::ui::segmented::{SegmentButton, Segmented};

/// Where this device remembers the view.
const REMEMBERED: &str = "portfolio-view";

/// How the projects are laid out, and what they are narrowed down to.
#[derive(Clone, Copy)]
struct Looking {
    is_table: RwSignal<bool>,
    text: RwSignal<String>,
    client: RwSignal<String>,
}

impl Looking {
    fn new() -> Self {
        let is_table = RwSignal::new(false);
        Effect::new(move |_| is_table.set(dom::recall(REMEMBERED).as_deref() == Some("table")));
        let empty = || RwSignal::new(String::new());
        Self { is_table, text: empty(), client: empty() }
    }

    fn choose(self, is_table: bool) {
        self.is_table.set(is_table);
        dom::remember(REMEMBERED, if is_table { "table" } else { "cards" });
    }

    fn shows(self, project: &ProjectFacts) -> bool {
        let text = self.text.get().trim().to_lowercase();
        let holds = |word: &str| word.to_lowercase().contains(&text);
        let is_found = holds(&project.name) || holds(&project.key) || holds(&project.client_name);
        let client = self.client.get();
        is_found && (client.is_empty() || client == project.client.to_string())
    }
}

/// Every project that one sees.
#[component]
pub fn PortfolioPage() -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), |()| open_portfolio());
    let looking = Looking::new();
    // An empty portfolio has its button in the middle of the page.
    let has_button = |list: Portfolio| list.may_create && !list.projects.is_empty();
    let has_button = move || asked.get().and_then(Result::ok).is_some_and(has_button);
    view! {
        <Title text=t!(i18n, portfolio.title) />
        <div class="portfolio">
            <header class="portfolio__head">
                <h1>{t!(i18n, portfolio.title)}</h1>
                <Transition>
                    <Show when=has_button>
                        <LinkButton
                            kind=ButtonKind::Primary
                            icon=Icon::Plus
                            href=paths::NEW_PROJECT
                        >
                            {t!(i18n, portfolio.new)}
                        </LinkButton>
                    </Show>
                </Transition>
            </header>
            {loaded(asked, move |found| listed(found, looking))}
        </div>
    }
}

fn listed(found: Portfolio, looking: Looking) -> impl IntoView {
    let i18n = use_i18n();
    if found.projects.is_empty() {
        return view! { <First may_create=found.may_create has_demo=found.has_demo /> }.into_any();
    }
    let (projects, today) = (StoredValue::new(found.projects), found.today);
    let shown = Memo::new(move |_| {
        let projects = projects.get_value();
        projects.into_iter().filter(|project| looking.shows(project)).collect::<Vec<_>>()
    });
    let view = move || match looking.is_table.get() {
        true => view! { <Rows projects=shown today /> }.into_any(),
        false => view! { <Cards projects=shown today /> }.into_any(),
    };
    let nothing = move || shown.with(Vec::is_empty);
    view! {
        <Tools looking clients=clients_of(projects) />
        {view}
        <Show when=nothing>
            <p class="portfolio__nothing" role="status">
                {t!(i18n, portfolio.nothing_found)}
            </p>
        </Show>
    }
    .into_any()
}

/// The clients of the projects, each once, by name.
fn clients_of(projects: StoredValue<Vec<ProjectFacts>>) -> Vec<(String, String)> {
    let pair = |project: &ProjectFacts| (project.client_name.clone(), project.client.to_string());
    let mut clients: Vec<_> = projects.with_value(|all| all.iter().map(pair).collect());
    clients.sort();
    clients.dedup();
    clients.into_iter().map(|(name, id)| (id, name)).collect()
}

#[component]
fn Tools(looking: Looking, clients: Vec<(String, String)>) -> impl IntoView {
    let i18n = use_i18n();
    let options = Signal::derive(move || {
        named::or_none(t_string!(i18n, portfolio.all_clients), clients.clone())
    });
    view! {
        <div class="portfolio__tools" role="search">
            <TextField
                name="portfolio-text"
                kind=FieldKind::Search
                label=t!(i18n, portfolio.filter_text)
                bind=looking.text
            />
            <SelectField
                name="portfolio-client"
                label=t!(i18n, portfolio.client)
                options
                bind=looking.client
            />
            <span class="u-push">
                <Segmented label=t!(i18n, portfolio.view)>
                    <SegmentButton
                        icon=Icon::LayoutDashboard
                        pressed=move || !looking.is_table.get()
                        on_press=move || looking.choose(false)
                    >
                        {t!(i18n, portfolio.cards)}
                    </SegmentButton>
                    <SegmentButton
                        icon=Icon::Table
                        pressed=looking.is_table
                        on_press=move || looking.choose(true)
                    >
                        {t!(i18n, portfolio.table)}
                    </SegmentButton>
                </Segmented>
            </span>
        </div>
    }
}

/// What to do when there is no project yet.
#[component]
fn First(may_create: bool, has_demo: bool) -> impl IntoView {
    let i18n = use_i18n();
    let sentence = move || match may_create {
        true => t_string!(i18n, portfolio.empty),
        false => t_string!(i18n, portfolio.empty_for_member),
    };
    let action = move || {
        may_create.then(|| {
            view! {
                <LinkButton kind=ButtonKind::Primary icon=Icon::Plus href=paths::NEW_PROJECT>
                    {t!(i18n, portfolio.new)}
                </LinkButton>
            }
        })
    };
    let hint = (may_create && !has_demo).then(|| {
        view! {
            <p class="portfolio__hint">
                {t!(i18n, portfolio.demo_hint)} " " <code>"accord demo seed"</code>
            </p>
        }
    });
    view! {
        <Empty icon=Icon::Projects sentence action />
        {hint}
    }
}
