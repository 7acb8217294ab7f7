//! The Gantt chart: the plan in time.
//!
//! `scale`, `rows`, `filter`, `groups`, `near`, `columns`, `links`, `drag`, `drawn`, `carry`,
//! `pinch`, `scene`, `mini` and the shared `moves` are pure; `canvas` paints the scene. `table` is
//! the same plan for keyboard and screen reader. `chart` ties them together, and `stage` holds what
//! lives outside the reactive graph.

mod action_bar;
mod asked;
mod baseline_menu;
mod canvas;
mod carry;
mod chart;
mod column_menu;
mod columns;
mod creep;
mod drag;
mod drawn;
mod edits;
mod filter;
mod filters;
mod foot;
mod group_menu;
mod groups;
mod hand;
mod layers;
mod link_bar;
mod link_panel;
mod links;
mod look;
mod mini;
mod minimap;
mod near;
mod others;
mod pane;
mod paper;
mod paper_dialog;
mod percent;
mod pick_bar;
mod picks;
mod picture;
mod pinch;
mod policy_menu;
mod progress;
mod rows;
mod scale;
mod scene;
mod show_menu;
mod splitter;
mod stage;
mod strip;
mod table;
mod toolbar;
mod typed_percent;
mod why;
mod wiring;
mod words;

use leptos::prelude::*;
use locale::{t, use_i18n};

use crate::features::shared::moves;
use crate::features::shared::plan::PlanContext;
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use action_bar::ActionBar;
use chart::Chart;
use filters::FilterRow;
use foot::Foot;
use link_bar::LinkBar;
use link_panel::LinkPanel;
use minimap::Minimap;
use pane::Pane;
use paper_dialog::Sheets;
use toolbar::Toolbar;

/// The Gantt chart of the open plan.
#[component]
pub fn GanttPage() -> impl IntoView {
    let chart = Chart::provide();
    chart.compare_branch();
    chart.recall_baselines();
    let is_empty = Memo::new(move |_| chart.plan.with(|view| view.plan.tasks.is_empty()));
    let begins = move || is_empty.get() && !chart.is_adding.get();
    view! {
        <div class="gantt">
            <Show
                when=move || !begins()
                fallback=move || view! { <NoTasks chart /> }
            >
                <Toolbar />
                <FilterRow />
                <Pane />
                <Foot>
                    <Minimap />
                    <Show when=move || chart.chosen_link().is_none()>
                        <ActionBar />
                    </Show>
                    <LinkBar />
                </Foot>
                <LinkPanel />
                <Sheets />
            </Show>
        </div>
    }
}

/// What the chart is for, and the ways to begin.
#[component]
fn NoTasks(
    /// The chart.
    chart: Chart,
) -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let action = move || {
        view! {
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Plus
                reason=Signal::derive(move || chart.no_right())
                on_press=move || chart.is_adding.set(true)
            >
                {t!(i18n, gantt.add_first)}
            </Button>
        }
    };
    let other = move || {
        view! {
            <LinkButton href=paths::import(plan.project()) icon=Icon::FileUp>
                {t!(i18n, gantt.import)}
            </LinkButton>
        }
    };
    view! {
        <Empty
            icon=Icon::Gantt
            sentence=t!(i18n, gantt.empty)
            action=action
            other=other
        />
    }
}
