//! What the chart is compared with: the menu of named moments, and what is drawn of them.

use std::sync::Arc;

use domain::TaskId;
use domain::agreement::chain;
use domain::time::Minute;
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{dates, t, td_string};

use super::chart::Chart;
use super::layers::{Baseline, add_baseline};
use super::look;
use crate::error::AppError;
use crate::features::shared::baseline_api::{Pinned, baseline_dates, baselines};
use crate::features::shared::draft_api::base_dates;
use crate::features::shared::plan::Source;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem};

/// The menu of baselines.
#[component]
pub fn BaselineMenu() -> impl IntoView {
    let chart = Chart::expect();
    let label = Signal::derive(move || td_string!(chart.reader(), gantt.baseline).to_owned());
    view! {
        <span class="gantt__tool">
            <Menu
                id="gantt-baselines"
                label
                kind=ButtonKind::Quiet
                icon=Icon::Flag
                face=move || view! { <span>{move || label.get()}</span> }
            >
                <BaselineItems />
            </Menu>
        </span>
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
    let (words, agreed) = (pinned.name.clone(), pinned.agreed.map(chain::name));
    let said = move || {
        let (locale, name) = (chart.reader(), words.clone());
        let day = dates::near(locale, day, chart.plan.today());
        match agreed.clone() {
            Some(number) => td_string!(locale, gantt.compare_with_agreed, name, day, number),
            None => td_string!(locale, gantt.compare_with, name, day),
        }
    };
    view! {
        <MenuItem icon=Icon::Flag checked on_choose=move || chart.compare_with(&pinned)>
            {said}
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
        self.remember_baselines();
    }

    /// Draws the named moments again that this device showed last. Those that are gone are passed
    /// over.
    pub fn recall_baselines(self) {
        let project = self.plan.project();
        let names = look::baselines(project);
        if self.plan.source() != Source::Project || names.is_empty() {
            return;
        }
        spawn_local(async move {
            // Without an answer the chart is compared with nothing, and the menu says why.
            let Ok(all) = baselines(project).await else { return };
            // By then the chart may have been left.
            if self.baselines.is_disposed() {
                return;
            }
            for name in names {
                let pinned = all.iter().find(|pinned| pinned.name == name);
                pinned.into_iter().for_each(|pinned| self.compare_with(pinned));
            }
        });
    }

    /// Remembers what the project's own plan is compared with; a branch is always compared with the
    /// plan below it.
    fn remember_baselines(self) {
        if self.plan.source() == Source::Project {
            let names = self.baselines.try_with_untracked(|drawn| {
                drawn.iter().map(|then| then.name.clone()).collect::<Vec<_>>()
            });
            look::remember_baselines(self.plan.project(), &names.unwrap_or_default());
        }
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
                    if self.baselines.try_update(|drawn| add_baseline(drawn, then)).is_some() {
                        self.remember_baselines();
                    }
                }
                Err(error) => self.toasts.fail(error.sentence(self.locale())),
            }
        });
    }
}
