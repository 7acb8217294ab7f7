//! Milestones that are overdue, those of this week, and projects in trouble.

use chrono::NaiveDate;
use leptos::prelude::*;
use locale::{dates, nouns, t, t_string, use_i18n};

use super::api::{Troubled, WeekMilestone};
use crate::features::shared::standing::{LevelBadge, SlipBadge, rag};
use crate::paths;
use crate::ui::button::LinkButton;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::panel::Panel;
use crate::ui::progress::Progress;

/// Most overdue milestones that are shown one by one: an old plan has many.
const LATE_MAX: usize = 5;

/// The milestones that are overdue, and apart from them those of this week; nothing without any.
#[component]
pub fn Week(
    /// The milestones, each by the day to name it with.
    milestones: Vec<WeekMilestone>,
    /// Today on the project's wall clock.
    today: NaiveDate,
) -> impl IntoView {
    let i18n = use_i18n();
    let (mut late, near): (Vec<_>, Vec<_>) =
        milestones.into_iter().partition(|found| found.milestone.is_overdue());
    let count = late.len();
    let rest = count.saturating_sub(LATE_MAX);
    late.truncate(LATE_MAX);
    let more = (rest > 0).then(|| {
        let words = move || t_string!(i18n, home.late_more, count = rest);
        view! { <li class="panel__row u-muted">{words}</li> }
    });
    let late = (count > 0).then(|| {
        let rows = late.into_iter().map(|found| row(found, today)).collect_view();
        view! {
            <Panel id="home-late" title=t!(i18n, home.late) count=count>
                <ul>{rows} {more}</ul>
            </Panel>
        }
    });
    let count = near.len();
    let near = (count > 0).then(|| {
        let rows = near.into_iter().map(|found| row(found, today)).collect_view();
        view! {
            <Panel id="home-week" title=t!(i18n, home.week) count=count>
                <ul>{rows}</ul>
            </Panel>
        }
    });
    view! {
        {late}
        {near}
    }
}

fn row(found: WeekMilestone, today: NaiveDate) -> impl IntoView {
    let i18n = use_i18n();
    let day = found.milestone.day();
    let level = format!("{:?}", found.milestone.level());
    view! {
        <li class="panel__row home__milestone" data-level=level>
            <time class="home__day u-muted" datetime=day.to_string()>
                {move || dates::near_prose(i18n.get_locale(), day, today)}
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
}

/// The projects that break a promise, or are over and not done.
#[component]
pub fn Trouble(
    /// The projects.
    projects: Vec<Troubled>,
    /// Today on the project's wall clock.
    today: NaiveDate,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = projects.len();
    let row = move |found: Troubled| {
        let level = found.health.level();
        let health = found.health;
        let why = move || nouns::health(i18n.get_locale(), &health, today);
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
