//! What the branch does, in numbers: computed from its operations, never typed.

use domain::change::{Impact, MilestoneImpact};
use domain::{ProjectId, RequirementId, RiskId};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, Words, t, t_string, td_string, use_i18n};

use super::api::{NamedRequirement, NamedRisk};
use super::desk::Desk;
use super::words;
use crate::features::risks::HeatMark;
use crate::features::shared::near_day::near_day;
use crate::paths;
use crate::ui::badge::{Rag, RagBadge, VisibleBadge};
use crate::ui::icon::{Icon, IconSize};
use crate::ui::panel::Panel;
use crate::ui::table::DataTable;

/// The table of the option that is looked at.
#[component]
pub fn ImpactTable(
    /// The change.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let title = move || {
        let key = desk.shown().map(|sheet| sheet.option.key).unwrap_or_default();
        t_string!(i18n, changes.impact_of, key = key)
    };
    let note = move || view! { <span class="u-small u-muted">{t!(i18n, changes.computed)}</span> };
    let head = move || {
        view! {
            <th scope="col">{t!(i18n, changes.what_changes)}</th>
            <th scope="col" class="table__number">{t!(i18n, changes.in_force)}</th>
            <th scope="col" class="table__number">{t!(i18n, changes.with_branch)}</th>
            <th scope="col">{t!(i18n, changes.difference)}</th>
        }
    };
    view! {
        <Panel id="change-impact" title actions=note>
            <DataTable caption=title head>
                {move || desk.shown().map(|sheet| rows(desk, sheet.impact))}
            </DataTable>
        </Panel>
    }
}

fn rows(desk: Desk, impact: Impact) -> impl IntoView {
    let i18n = use_i18n();
    let Impact { finish, tasks, work_minutes, .. } = impact;
    let day = |locale: Locale, day: Option<chrono::NaiveDate>| {
        day.map_or_else(|| "–".to_owned(), |day| near_day(locale, day))
    };
    let shift = finish.0.zip(finish.1).map(|(was, is)| (is - was).num_days());
    let finish_row = line(
        move || t_string!(i18n, changes.finish).to_owned(),
        (move || day(i18n.get_locale(), finish.0), move || day(i18n.get_locale(), finish.1)),
        move || shift.map(|days| words::days(i18n.get_locale(), days)).unwrap_or_default(),
    );
    let milestones = impact.milestones.clone().into_iter().map(milestone).collect_view();
    let counts = {
        let impact = impact.clone();
        move || counts(i18n.get_locale(), &impact)
    };
    let tasks_row = line(
        move || t_string!(i18n, changes.tasks).to_owned(),
        (move || tasks.0.to_string(), move || tasks.1.to_string()),
        counts,
    );
    let work_row = hours(i18n, move || t_string!(i18n, changes.work).to_owned(), work_minutes);
    let people = impact.people.into_iter().map(|one| {
        let (name, tasks, work) = (desk.person(one.user), one.tasks, one.work_minutes);
        let words = move |minutes: i64| words::hours(i18n.get_locale(), minutes);
        line(
            move || name.clone(),
            (move || words(work.0), move || words(work.1)),
            move || {
                let touched = t_string!(i18n, changes.tasks_touched, count = grouped(tasks));
                match (work.1 - work.0, tasks) {
                    (0, _) => touched,
                    (by, 0) => words::signed(by, words(by)),
                    (by, _) => [words::signed(by, words(by)), touched].join(" · "),
                }
            },
        )
    });
    let people = people.collect_view();
    let traced = traced(desk, &impact.requirements);
    let risks = risks(desk, &impact.risks);
    view! { {finish_row} {milestones} {tasks_row} {work_row} {people} {traced} {risks} }
}

/// The requirements behind what the branch touches, each with the way there; nothing where there
/// are none.
fn traced(desk: Desk, requirements: &[RequirementId]) -> Option<impl IntoView + use<>> {
    let i18n = use_i18n();
    let project = desk.project();
    let named = requirements.iter().filter_map(|id| desk.requirement(*id));
    let links: Vec<_> =
        named.map(|one| view! { <li><RequirementLink project requirement=one /></li> }).collect();
    (!links.is_empty()).then(|| {
        view! {
            <tr>
                <th scope="row">{t!(i18n, changes.requirements)}</th>
                <td colspan="3">
                    <ul class="changes__requirements">{links}</ul>
                </td>
            </tr>
        }
    })
}

/// The risks that are to be assessed again, each with the way there; nothing where there are none.
fn risks(desk: Desk, risks: &[RiskId]) -> Option<impl IntoView + use<>> {
    let i18n = use_i18n();
    let project = desk.project();
    let named = risks.iter().filter_map(|id| desk.risk(*id));
    let link = |one: NamedRisk| {
        view! {
            <li>
                <HeatMark score=one.score />
                " "
                <a class="u-link" href=paths::risk(project, one.id)>
                    <span class="u-num">{one.name}</span>
                    " "
                    {one.title}
                </a>
            </li>
        }
    };
    let links: Vec<_> = named.map(link).collect();
    (!links.is_empty()).then(|| {
        view! {
            <tr>
                <th scope="row">{t!(i18n, changes.risks)}</th>
                <td colspan="3">
                    <ul class="changes__requirements">{links}</ul>
                </td>
            </tr>
        }
    })
}

/// A requirement by number and title; it opens beside the document.
#[component]
pub fn RequirementLink(
    /// In which project.
    project: ProjectId,
    /// Which requirement.
    requirement: NamedRequirement,
) -> impl IntoView {
    let NamedRequirement { id, name, title } = requirement;
    view! {
        <a class="u-link" href=paths::requirement(project, id)>
            <span class="u-num">{name}</span>
            " "
            {title}
        </a>
    }
}

/// A row of the table: what, how it is, how it would be, and the difference.
fn line(
    what: impl Fn() -> String + Send + 'static,
    (was, is): (impl Fn() -> String + Send + 'static, impl Fn() -> String + Send + 'static),
    difference: impl Fn() -> String + Send + 'static,
) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{what}</th>
            <td class="table__number u-muted">{was}</td>
            <td class="table__number">
                <b>{is}</b>
            </td>
            <td>{difference}</td>
        </tr>
    }
}

fn hours(
    i18n: Words,
    what: impl Fn() -> String + Send + 'static,
    (was, is): (i64, i64),
) -> impl IntoView {
    let words = move |minutes: i64| words::hours(i18n.get_locale(), minutes);
    let difference = move || match is - was {
        0 => t_string!(i18n, changes.unchanged).to_owned(),
        by => words::signed(by, words(by)),
    };
    line(what, (move || words(was), move || words(is)), difference)
}

/// A milestone or a promise: its days, and whether the promise holds.
fn milestone(one: MilestoneImpact) -> impl IntoView {
    let i18n = use_i18n();
    let day = move |day: Option<chrono::NaiveDate>| {
        move || match day {
            Some(day) => near_day(i18n.get_locale(), day),
            None => "–".to_owned(),
        }
    };
    let visible = one.is_client_visible.then(|| {
        view! { <VisibleBadge word=t!(i18n, common.client_visible) /> }
    });
    let (was, is, promise) = (one.expected.0, one.expected.1, one.promise);
    let standing = match one.is_kept() {
        Some(is_kept) => {
            let rag = if is_kept { Rag::Ok } else { Rag::Bad };
            let word = move || promise_words(i18n.get_locale(), is_kept, promise);
            view! { <RagBadge rag word bare=true /> }.into_any()
        }
        None => {
            let shift = one.days();
            let word =
                move || shift.map(|days| words::days(i18n.get_locale(), days)).unwrap_or_default();
            view! { <span>{word}</span> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">
                <span class="changes__milestone">
                    <Icon icon=Icon::Diamond size=IconSize::Small />
                    {one.title.clone()}
                    {visible}
                </span>
            </th>
            <td class="table__number u-muted">{day(was)}</td>
            <td class="table__number">
                <b>{day(is)}</b>
            </td>
            <td>{standing}</td>
        </tr>
    }
}

/// 承诺 3月20日，超出; a promise that the branch replaces names both dates.
fn promise_words(
    locale: Locale,
    is_kept: bool,
    (was, is): (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>),
) -> String {
    let day =
        |day: Option<chrono::NaiveDate>| day.map(|day| near_day(locale, day)).unwrap_or_default();
    let promised = match was {
        Some(_) if was != is => format!("{} → {}", day(was), day(is)),
        _ => day(is),
    };
    match is_kept {
        true => td_string!(locale, changes.promise_kept, day = promised),
        false => td_string!(locale, changes.promise_broken, day = promised),
    }
}

/// How many tasks come, go, change and move.
fn counts(locale: Locale, impact: &Impact) -> String {
    let all = [
        (
            impact.added.len(),
            td_string!(locale, changes.count_added, count = grouped(impact.added.len())),
        ),
        (
            impact.removed.len(),
            td_string!(locale, changes.count_removed, count = grouped(impact.removed.len())),
        ),
        (
            impact.changed.len(),
            td_string!(locale, changes.count_changed, count = grouped(impact.changed.len())),
        ),
        (
            impact.moved.len(),
            td_string!(locale, changes.count_moved, count = grouped(impact.moved.len())),
        ),
    ];
    let told: Vec<String> =
        all.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    match told.is_empty() {
        true => td_string!(locale, changes.unchanged).to_owned(),
        false => told.join(td_string!(locale, changes.comma)),
    }
}
