//! The page itself.

use domain::ProjectId;
use leptos::prelude::*;
use leptos_meta::Title;
use locale::{t, use_i18n};

use super::ageing::{Ageing, aged};
use super::cumulative::Cumulative;
use super::forecast::WhenDone;
use super::layers::{layers, most, open_now};
use super::throughput::PerWeek;
use super::times::{Measured, Times, Which};
use crate::features::shared::flow_api::{Told, open_flow};
use crate::features::shared::loaded::{ask, loaded};
use crate::features::shared::plan::PlanContext;
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;

/// How work flows over the board of the open plan.
#[component]
pub fn FlowPage() -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let project = plan.project();
    let asked = ask(move || project, open_flow);
    // The server tells what it has.
    plan.when_saved(move || asked.refetch());
    let wanted = RwSignal::new(String::new());
    view! {
        <Title text=t!(i18n, flow.title) />
        <div class="page flow">
            <header class="flow__head">
                <div class="flow__words">
                    <h2>{t!(i18n, flow.title)}</h2>
                    <p class="u-muted u-prose">{t!(i18n, flow.what)}</p>
                </div>
                <div class="u-row">
                    <LinkButton
                        href=paths::board(project)
                        kind=ButtonKind::Ghost
                        icon=Icon::Kanban
                    >
                        {t!(i18n, flow.back)}
                    </LinkButton>
                    <Button icon=Icon::RefreshCw on_press=move || asked.refetch()>
                        {t!(i18n, flow.refresh)}
                    </Button>
                </div>
            </header>
            {loaded(asked, move |told| draw(told, plan, wanted))}
        </div>
    }
}

fn draw(told: Told, plan: PlanContext, wanted: RwSignal<String>) -> AnyView {
    let layers = plan.with_untracked(|view| layers(&told.flow.cumulative, &view.plan));
    if most(&layers) == 0 && told.flow.finished.is_empty() {
        return view! { <Nothing project=plan.project() /> }.into_any();
    }
    if wanted.with_untracked(String::is_empty) {
        wanted.set(open_now(&layers).max(1).to_string());
    }
    let cards = plan.with_untracked(|view| aged(&told, &view.plan));
    let measured = |which| plan.with_untracked(|view| Measured::of(which, &told.flow, &view.plan));
    let [lead, cycle] = [Which::Lead, Which::Cycle].map(measured);
    let first = told.flow.cumulative.first;
    let throughput = told.flow.throughput;
    view! {
        <div class="flow__grid">
            <div class="flow__wide">
                <Cumulative first layers />
            </div>
            <Times measured=lead />
            <Times measured=cycle />
            <PerWeek throughput=throughput.clone() />
            <WhenDone throughput wanted seed=seed(plan.project()) />
            <div class="flow__wide">
                <Ageing cards />
            </div>
        </div>
    }
    .into_any()
}

/// A project is always told the same.
fn seed(project: ProjectId) -> u64 {
    let (high, low) = project.0.as_u64_pair();
    high ^ low
}

/// What the page is for, as long as no card has ever stood on the board.
#[component]
fn Nothing(project: ProjectId) -> impl IntoView {
    let i18n = use_i18n();
    let action = move || {
        view! {
            <LinkButton href=paths::board(project) icon=Icon::Kanban>
                {t!(i18n, flow.to_board)}
            </LinkButton>
        }
    };
    view! {
        <Empty icon=Icon::Chart sentence=t!(i18n, flow.nothing_yet) action=action />
    }
}
