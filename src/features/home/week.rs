//! This week's milestones, and projects in trouble.

use leptos::prelude::*;
use locale::{dates, nouns, t, use_i18n};

use super::api::{Troubled, WeekMilestone};
use crate::features::shared::standing::{LevelBadge, SlipBadge, rag};
use crate::paths;
use crate::ui::button::LinkButton;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::panel::Panel;
use crate::ui::progress::Progress;

/// The milestones expected this week.
#[component]
pub fn Week(
    /// The milestones by expected day.
    milestones: Vec<WeekMilestone>,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = milestones.len();
    let row = move |found: WeekMilestone| {
        let day = found.milestone.forecast;
        let level = format!("{:?}", found.milestone.level());
        view! {
            <li class="panel__row home__milestone" data-level=level>
                <time class="home__day u-muted" datetime=day.to_string()>
                    {move || dates::prose(i18n.get_locale(), day)}
                </time>
                <Icon icon=Icon::Diamond size=IconSize::Small />
                <span class="home__words">
                    <a class="home__link" href=paths::gantt(found.project)>
                        {found.milestone.title.clone()}
                    </a>
                    <span class="u-small u-faint">{found.project_name}</span>
                </span>
                <SlipBadge milestone=found.milestone />
            </li>
        }
    };
    view! {
        <Panel id="home-week" title=t!(i18n, home.week) count=count>
            <ul>{milestones.into_iter().map(row).collect_view()}</ul>
        </Panel>
    }
}

/// The projects that break a promise.
#[component]
pub fn Trouble(
    /// The projects.
    projects: Vec<Troubled>,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = projects.len();
    let row = move |found: Troubled| {
        let level = found.health.level();
        let health = found.health;
        let why = move || nouns::health(i18n.get_locale(), &health);
        let progress = found.percent.map(|percent| {
            let label = t!(i18n, home.progress);
            view! { <Progress label percent=percent rag=rag(level) /> }
        });
        view! {
            <li class="home__trouble">
                <p class="u-row">
                    <LevelBadge level />
                    <a class="home__link" href=paths::project(found.project)>
                        {found.name}
                    </a>
                </p>
                <p class="u-muted">{why}</p>
                {progress}
                <p>
                    <LinkButton href=paths::gantt(found.project)>
                        {t!(i18n, home.see_plan)}
                    </LinkButton>
                </p>
            </li>
        }
    };
    view! {
        <Panel id="home-trouble" title=t!(i18n, home.trouble) count=count>
            <ul class="u-stack u-stack-4">{projects.into_iter().map(row).collect_view()}</ul>
        </Panel>
    }
}
