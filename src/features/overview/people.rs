//! What comes next, and who works on it.

use chrono::NaiveDate;
use domain::ProjectId;
use domain::summary::OpenWork;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{dates, nouns, t, t_string, use_i18n};

use super::api::Colleague;
use crate::paths;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::badge::{Due, DueChip, Rag, RagBadge};
use crate::ui::icon::{Icon, IconSize};
use crate::ui::panel::Panel;

/// The next unfinished tasks by start.
#[component]
pub fn NextSteps(
    /// The project.
    project: ProjectId,
    /// The first part of its tasks' keys.
    key: String,
    /// The tasks.
    steps: Vec<OpenWork>,
    /// How many are open in all.
    open_count: u32,
    /// Today.
    today: NaiveDate,
) -> impl IntoView {
    let i18n = use_i18n();
    let all = move || {
        view! {
            <a class="u-link" href=paths::board(project)>
                {move || t_string!(i18n, overview.all_open, count = grouped(open_count))}
            </a>
        }
    };
    let body = match steps.is_empty() {
        true => view! {
            <p class="u-muted">
                {t!(i18n, overview.no_steps)} " "
                <a class="u-link" href=paths::import(project)>
                    {t!(i18n, overview.import)}
                </a>
            </p>
        }
        .into_any(),
        false => {
            let rows = steps.into_iter().map(|step| step_row(project, &key, step, today));
            view! { <ul class="overview__steps">{rows.collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <Panel id="overview-next" title=t!(i18n, overview.next_steps) actions=all>
            {body}
        </Panel>
    }
}

fn step_row(
    project: ProjectId,
    key: &str,
    step: OpenWork,
    today: NaiveDate,
) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let (start, finish) = (step.start, step.finish);
    let due = match (finish < today, start <= today) {
        (true, _) => Due::Late,
        (false, true) => Due::Soon,
        (false, false) => Due::Later,
    };
    let word = move || {
        let locale = i18n.get_locale();
        match due {
            Due::Late => {
                let days = i32::try_from((today - finish).num_days()).unwrap_or(i32::MAX);
                nouns::slip(locale, days)
            }
            Due::Soon => t_string!(i18n, overview.until, day = dates::near(locale, finish, today)),
            Due::Later => t_string!(i18n, overview.from, day = dates::near(locale, start, today)),
        }
    };
    let blocked = step.blocked.map(|_| {
        let word = t!(i18n, overview.blocked);
        view! { <RagBadge rag=Rag::Bad word bare=true /> }
    });
    let mark =
        step.is_milestone.then(|| view! { <Icon icon=Icon::Diamond size=IconSize::Small /> });
    view! {
        <li class="panel__row overview__step">
            <span class="u-small u-faint u-nowrap">{format!("{key}-{}", step.number)}</span>
            <a class="overview__link" href=paths::task(project, step.task)>
                {mark}
                {step.title}
            </a>
            <span class="overview__due">
                {blocked}
                <DueChip due=due word />
            </span>
        </li>
    }
}

/// Who works on the project.
#[component]
pub fn People(
    /// The people, the lead first.
    people: Vec<Colleague>,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = people.len();
    let row = move |person: Colleague| {
        let role = person.role;
        view! {
            <li class="panel__row">
                <Avatar name=person.name.clone() size=AvatarSize::Medium named=true />
                <b>{person.name}</b>
                <span class="u-small u-muted u-push">
                    {move || nouns::project_role(i18n.get_locale(), role)}
                </span>
            </li>
        }
    };
    view! {
        <Panel id="overview-people" title=t!(i18n, overview.people) count=count>
            <ul>{people.into_iter().map(row).collect_view()}</ul>
        </Panel>
    }
}
