//! The minutes that were published: a list on the client's page, and a page of each.

use domain::ProjectId;
use domain::agreement::chain;
use domain::portal::{PortalMinutes, PortalMinutesPage};
use leptos::prelude::*;
use locale::{Locale, contents, dates, td_string};

use crate::features::entry::LanguageLink;
use crate::features::shared::content_view::ContentView;
use crate::paths;
use crate::ui::button::{ButtonKind, LinkButton};
use crate::ui::icon::Icon;

/// So many meetings stand on the page at once; those before are folded away.
const RECENT: usize = 5;

/// The minutes, if any were published.
#[component]
pub fn MinutesPart(
    /// The language.
    locale: Locale,
    /// Whose they are.
    project: ProjectId,
    /// The minutes, the latest meeting first.
    minutes: Vec<PortalMinutes>,
) -> impl IntoView {
    let is_empty = minutes.is_empty();
    let mut rows: Vec<_> = minutes.into_iter().map(|one| row(locale, project, one)).collect();
    let earlier = rows.split_off(rows.len().min(RECENT));
    let earlier = (!earlier.is_empty()).then(|| {
        view! {
            <details class="portal__earlier">
                <summary>{td_string!(locale, portal.earlier_minutes)}</summary>
                <ul class="portal__list">{earlier}</ul>
            </details>
        }
    });
    (!is_empty).then(|| {
        view! {
            <section class="portal__panel" id="minutes" aria-labelledby="portal-minutes">
                <h2 id="portal-minutes">{td_string!(locale, portal.minutes)}</h2>
                <ul class="portal__list">{rows}</ul>
                {earlier}
            </section>
        }
    })
}

fn row(locale: Locale, project: ProjectId, minutes: PortalMinutes) -> AnyView {
    let day = dates::full(locale, minutes.day);
    let verdict = verdict(locale, project, &minutes);
    view! {
        <li class="portal__item">
            <a class="u-link" href=paths::portal_minutes(project, minutes.id)>
                {minutes.title}
            </a>
            <span class="u-small u-muted">{day}</span>
            {verdict}
        </li>
    }
    .into_any()
}

/// What the client decided about the minutes, and the way to its receipt.
fn verdict(locale: Locale, project: ProjectId, minutes: &PortalMinutes) -> Option<AnyView> {
    let verdict = minutes.accepted?;
    let what = contents::what(locale, verdict.what);
    let link = view! {
        <a class="u-link u-small" href=paths::receipt(project, verdict.number)>
            {what} " · " {chain::name(verdict.number)}
        </a>
    };
    Some(link.into_any())
}

/// One meeting's minutes.
#[component]
pub fn MinutesSheet(
    /// The language.
    locale: Locale,
    /// What the client may see of them.
    page: PortalMinutesPage,
) -> impl IntoView {
    let PortalMinutesPage { supplier, project, project_name, minutes, content } = page;
    let verdict = verdict(locale, project, &minutes);
    let day = dates::full(locale, minutes.day);
    view! {
        <div class="portal decision">
            <header class="portal__top decision__top">
                <LinkButton
                    kind=ButtonKind::Icon
                    icon=Icon::ArrowLeft
                    href=paths::portal(project)
                    label=td_string!(locale, portal.all_minutes)
                />
                <p class="portal__brand">
                    <span class="portal__supplier">{supplier}</span>
                    <strong>{project_name}</strong>
                </p>
                <nav class="portal__language"><LanguageLink locale/></nav>
            </header>
            <main class="portal__page decision__page">
                <div class="decision__head">
                    <h1>{minutes.title}</h1>
                    <p class="u-muted">{day}</p>
                    {verdict}
                </div>
                <section class="portal__panel" aria-label=td_string!(locale, portal.minutes)>
                    <ContentView locale content/>
                </section>
            </main>
        </div>
    }
}
