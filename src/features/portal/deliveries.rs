//! What was delivered, with the files to fetch.

use domain::ProjectId;
use domain::agreement::chain;
use domain::portal::{PortalDeliverable, PortalFile};
use leptos::prelude::*;
use locale::{Locale, contents, dates, td_string};

use crate::paths;
use crate::ui::icon::{Icon, IconSize};

/// The deliverables, if any were made visible.
#[component]
pub fn Deliverables(
    /// The language.
    locale: Locale,
    /// Whose they are.
    project: ProjectId,
    /// The deliverables, the latest first.
    deliverables: Vec<PortalDeliverable>,
) -> impl IntoView {
    let is_empty = deliverables.is_empty();
    let rows: Vec<_> =
        deliverables.into_iter().map(|delivered| row(locale, project, delivered)).collect();
    (!is_empty).then(|| {
        view! {
            <section
                class="portal__panel"
                id="deliverables"
                aria-labelledby="portal-deliverables"
            >
                <h2 id="portal-deliverables">{td_string!(locale, portal.deliverables)}</h2>
                <ul class="portal__list">{rows}</ul>
            </section>
        }
    })
}

fn row(locale: Locale, project: ProjectId, delivered: PortalDeliverable) -> impl IntoView {
    let title = match (delivered.title.as_str(), delivered.version) {
        (title, Some(version)) => {
            td_string!(locale, portal.versioned, title = title, version = version)
        }
        (title, None) => title.to_owned(),
    };
    let verdict = delivered.accepted.map(|verdict| {
        let what = contents::what(locale, verdict.what);
        view! {
            <a class="u-link u-small" href=paths::receipt(project, verdict.number)>
                {what} " · " {chain::name(verdict.number)}
            </a>
        }
    });
    let due = delivered.due.map(|day| {
        let promised = td_string!(locale, portal.promised, date = dates::prose(locale, day));
        view! { <span class="u-small u-muted">{promised}</span> }
    });
    let note = (!delivered.note.is_empty()).then(|| {
        view! { <p class="portal__words">{delivered.note.clone()}</p> }
    });
    let link = delivered.link.map(|link| {
        view! {
            <a class="u-link" href=link rel="noopener external">
                {td_string!(locale, portal.elsewhere)}
            </a>
        }
    });
    let file = delivered.file.map(|file| view! { <FileLink locale project file/> });
    view! {
        <li class="portal__item">
            <strong class="portal__title">{title}</strong>
            {due}
            {verdict}
            {note}
            {file}
            {link}
        </li>
    }
}

/// A file to fetch, with its size.
#[component]
pub fn FileLink(
    /// The language.
    locale: Locale,
    /// Whose page it stands on.
    project: ProjectId,
    /// The file.
    file: PortalFile,
) -> impl IntoView {
    let size = contents::size(file.size);
    let name = td_string!(locale, portal.fetch, name = file.name.clone(), size = size.clone());
    view! {
        <a class="portal__file" href=paths::portal_file(project, file.id) aria-label=name>
            <Icon icon=Icon::FileText size=IconSize::Small/>
            <span>{file.name}</span>
            <span class="u-small u-muted">{file.kind} " · " {size}</span>
            <Icon icon=Icon::Download size=IconSize::Small/>
        </a>
    }
}
