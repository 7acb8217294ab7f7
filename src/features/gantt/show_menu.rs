//! What the chart shows besides bars, and what it is compared with.

use std::sync::Arc;

use domain::TaskId;
use domain::time::Minute;
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{Locale, dates, t, t_string, td_string, use_i18n};

use super::chart::Chart;
use super::layers::{Baseline, Layer, add_baseline};
use super::near::Near;
use super::{look, words};
use crate::error::AppError;
use crate::features::shared::baseline_api::{Pinned, baseline_dates, baselines};
use crate::features::shared::draft_api::base_dates;
use crate::features::shared::plan::Source;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem, MenuSeparator};

/// The menu of layers and baselines.
#[component]
pub fn ShowMenu() -> impl IntoView {
    let i18n = use_i18n();
    let label = Signal::derive(move || t_string!(i18n, gantt.show).to_owned());
    view! {
        <Menu
            id="gantt-show"
            label
            kind=ButtonKind::Quiet
            icon=Icon::Layers
            face=move || view! { <span>{move || label.get()}</span> }
        >
            {Layer::ALL
                .into_iter()
                .filter(|(layer, _)| *layer != Layer::Critical)
                .map(|(layer, _)| view! { <LayerItem layer /> })
                .collect_view()}
            <MenuSeparator />
            {Near::ALL.map(|near| view! { <NearItem near /> }).collect_view()}
            <MenuSeparator />
            <BaselineItems />
        </Menu>
    }
}

#[component]
fn LayerItem(layer: Layer) -> impl IntoView {
    let chart = Chart::expect();
    let checked = Signal::derive(move || chart.shows(layer));
    view! {
        <MenuItem checked on_choose=move || chart.toggle_layer(layer)>
            {move || layer_word(chart.reader(), layer)}
        </MenuItem>
    }
}

/// How little float counts as nearly critical, as a choice.
#[component]
fn NearItem(near: Near) -> impl IntoView {
    let chart = Chart::expect();
    let checked = Signal::derive(move || chart.near.get() == near);
    let choose = move || {
        chart.near.set(near);
        look::remember_near(near);
    };
    view! {
        <MenuItem checked on_choose=choose>
            {move || words::near(chart.reader(), near)}
        </MenuItem>
    }
}

fn layer_word(locale: Locale, layer: Layer) -> &'static str {
    match layer {
        Layer::Critical => td_string!(locale, gantt.critical_path),
        Layer::Links => td_string!(locale, gantt.show_links_layer),
        Layer::Float => td_string!(locale, gantt.show_float),
        Layer::Progress => td_string!(locale, gantt.show_progress),
        Layer::Names => td_string!(locale, gantt.show_names),
        Layer::Map => td_string!(locale, gantt.show_map),
    }
}

/// The named moments, to compare with; read each time the menu opens.
#[component]
fn BaselineItems() -> impl IntoView {
    let chart = Chart::expect();
    let project = chart.plan.project();
    let found = LocalResource::new(move || baselines(project));
    let none = move || {
        let word = t!(chart.words, gantt.no_baseline);
        let reason = Signal::derive(move || {
            Some(td_string!(chart.reader(), gantt.no_baseline_hint).to_owned())
        });
        view! {
            <MenuItem icon=Icon::Flag reason on_choose=|| ()>
                {word}
            </MenuItem>
        }
    };
    move || match found.get() {
        None => ().into_any(),
        Some(Ok(all)) if all.is_empty() => none().into_any(),
        Some(Ok(all)) => all
            .into_iter()
            .map(|pinned| view! { <BaselineItem pinned /> })
            .collect_view()
            .into_any(),
        Some(Err(error)) => {
            view! { <p class="menu__note">{error.sentence(chart.reader())}</p> }.into_any()
        }
    }
}

#[component]
fn BaselineItem(pinned: Pinned) -> impl IntoView {
    let chart = Chart::expect();
    let name = pinned.name.clone();
    let checked = Signal::derive(move || {
        chart.baselines.with(|drawn| drawn.iter().any(|then| then.name == name))
    });
    let day = pinned.at.date();
    let words = pinned.name.clone();
    view! {
        <MenuItem icon=Icon::Flag checked on_choose=move || chart.compare_with(&pinned)>
            {move || {
                let day = dates::short(chart.reader(), day);
                td_string!(chart.reader(), gantt.compare_with, name = words.clone(), day)
            }}
        </MenuItem>
    }
}

/// What the chart is compared with, and the way to end that.
#[component]
pub fn Compared() -> impl IntoView {
    let chart = Chart::expect();
    let names = Memo::new(move |_| {
        chart.baselines.with(|drawn| drawn.iter().map(|then| then.name.clone()).collect::<Vec<_>>())
    });
    move || {
        let all = names.get().into_iter().enumerate();
        all.map(|(line, name)| view! { <ComparedWith line name /> }).collect_view()
    }
}

#[component]
fn ComparedWith(
    /// How it is drawn, from 0.
    line: usize,
    /// What it is called.
    name: String,
) -> impl IntoView {
    let chart = Chart::expect();
    let name = StoredValue::new(name);
    let words = move || td_string!(chart.reader(), gantt.compared, name = name.get_value());
    let end = Signal::derive(move || {
        td_string!(chart.reader(), gantt.compare_no_more, name = name.get_value())
    });
    view! {
        <span class="gantt__compared">
            <span
                class="gantt__key gantt__key--baseline"
                aria-hidden="true"
                data-line=line.to_string()
            ></span>
            <span class="u-ellipsis">{words}</span>
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Close
                label=end
                on_press=move || chart.compare_no_more(&name.get_value())
            />
        </span>
    }
}

impl Chart {
    /// Draws a named moment below the bars, besides those that are drawn; one that is drawn goes.
    fn compare_with(self, pinned: &Pinned) {
        let is_drawn =
            |drawn: &Vec<Arc<Baseline>>| drawn.iter().any(|then| then.name == pinned.name);
        if self.baselines.with_untracked(is_drawn) {
            return self.compare_no_more(&pinned.name);
        }
        let (project, id, name) = (self.plan.project(), pinned.id, pinned.name.clone());
        self.compare(name, async move { baseline_dates(project, id).await });
    }

    fn compare_no_more(self, name: &str) {
        self.baselines.update(|drawn| drawn.retain(|then| then.name != name));
    }

    /// A branch is compared with the plan below it from the start.
    pub fn compare_branch(self) {
        let Source::Draft(option) = self.plan.source() else { return };
        let name = td_string!(self.locale(), changes.plan_in_force).to_owned();
        self.compare(name, async move { base_dates(option).await });
    }

    fn compare(
        self,
        name: String,
        asked: impl Future<Output = Result<Vec<(TaskId, Minute, Minute)>, AppError>> + 'static,
    ) {
        spawn_local(async move {
            match asked.await {
                Ok(dates) => {
                    let dates =
                        dates.into_iter().map(|(task, start, finish)| (task, (start, finish)));
                    let then = Baseline { name, dates: dates.collect() };
                    self.baselines.try_update(|drawn| add_baseline(drawn, then));
                }
                Err(error) => self.toasts.fail(error.sentence(self.locale())),
            }
        });
    }
}
