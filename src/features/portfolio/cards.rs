//! Projects as cards.

use chrono::NaiveDate;
use domain::summary::MilestoneFacts;
use leptos::prelude::*;
use locale::{dates, nouns, t, use_i18n};

use super::api::ProjectFacts;
use crate::features::shared::standing::{LevelBadge, SlipBadge, rag};
use crate::paths;
use crate::ui::avatar::Avatar;
use crate::ui::chip::Chip;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::progress::Progress;

/// One card a project, the whole card a link.
#[component]
pub fn Cards(
    /// The projects.
    projects: Memo<Vec<ProjectFacts>>,
    /// Today on the project's wall clock.
    today: NaiveDate,
) -> impl IntoView {
    view! {
        <ul class="portfolio__cards">
            <For
                each=move || projects.get()
                key=|project| project.id
                children=move |project| card(project, today)
            />
        </ul>
    }
}

fn card(project: ProjectFacts, today: NaiveDate) -> impl IntoView {
    let i18n = use_i18n();
    let level = project.health.level();
    let (methods, phase, health) = (project.methods, project.phase, project.health);
    let why = move || nouns::health(i18n.get_locale(), &health, today);
    let progress = project.percent.map(|percent| {
        let label = t!(i18n, portfolio.progress);
        view! { <Progress label percent=percent rag=rag(level) /> }
    });
    view! {
        <li class="portfolio__card panel">
            <header class="portfolio__card-head">
                <span class="portfolio__name">
                    <a class="portfolio__link" href=paths::project(project.id)>
                        {project.name}
                    </a>
                    {project.is_demo.then(|| view! { <Chip>{t!(i18n, common.demo_badge)}</Chip> })}
                </span>
                <LevelBadge level />
            </header>
            <p class="u-small u-faint">
                {project.client_name} " · " {move || nouns::methods(i18n.get_locale(), methods)}
                " · " {move || nouns::phase(i18n.get_locale(), phase)}
            </p>
            <p class="portfolio__why">{why}</p>
            {progress}
            <footer class="portfolio__card-foot">
                {project.next.map(|found| next(found, today))}
                <span class="u-push">
                    <Avatar name=project.lead_name />
                </span>
            </footer>
        </li>
    }
}

fn next(milestone: MilestoneFacts, today: NaiveDate) -> impl IntoView {
    let i18n = use_i18n();
    let day = milestone.day();
    view! {
        <span class="portfolio__next">
            <Icon icon=Icon::Diamond size=IconSize::Small />
            <span class="u-hidden">{t!(i18n, portfolio.next_milestone)}</span>
            <time class="u-nowrap" datetime=day.to_string()>
                {move || dates::near(i18n.get_locale(), day, today)}
            </time>
            <span class="u-ellipsis">{milestone.title.clone()}</span>
            <SlipBadge milestone />
        </span>
    }
}
