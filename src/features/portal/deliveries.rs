//! What was delivered, with the files to look at and to fetch.

use chrono::NaiveDate;
use domain::ProjectId;
use domain::agreement::chain;
use domain::message::{Thread, ThreadKind};
use domain::portal::{PortalDeliverable, PortalFile, PortalPage, PortalVerdict};
use leptos::prelude::*;
use locale::{Locale, contents, dates, td_string};

use crate::paths;
use crate::ui::icon::{Icon, IconSize};

/// So many files stand on the page at once; the others open below them.
const SHOWN: usize = 8;

/// The deliverables, if any were made visible.
#[component]
pub fn Deliverables(
    /// The language.
    locale: Locale,
    /// The page.
    page: PortalPage,
) -> impl IntoView {
    let (project, may_write, today) = (page.id, page.talk.may_write, page.today);
    let is_empty = page.deliverables.is_empty();
    let rows: Vec<_> = page
        .deliverables
        .into_iter()
        .map(|delivered| row(locale, (project, may_write), delivered, today))
        .collect();
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

/// The files that were published by themselves.
#[component]
pub fn Files(
    /// The language.
    locale: Locale,
    /// Whose they are.
    project: ProjectId,
    /// The files, the latest first.
    files: Vec<PortalFile>,
) -> impl IntoView {
    let item = move |file: PortalFile| {
        view! { <li class="portal__item"><FileLink locale project file/></li> }
    };
    let mut first = files;
    let rest = first.split_off(first.len().min(SHOWN));
    let is_empty = first.is_empty();
    let more = (!rest.is_empty()).then(|| {
        let count = rest.len();
        view! {
            <details class="portal__more">
                <summary>{td_string!(locale, portal.more_files, count = count)}</summary>
                <ul class="portal__list">{rest.into_iter().map(item).collect_view()}</ul>
            </details>
        }
    });
    (!is_empty).then(|| {
        view! {
            <section class="portal__panel" id="files" aria-labelledby="portal-files">
                <h2 id="portal-files">{td_string!(locale, portal.files)}</h2>
                <ul class="portal__list">{first.into_iter().map(item).collect_view()}</ul>
                {more}
            </section>
        }
    })
}

fn row(
    locale: Locale,
    (project, may_write): (ProjectId, bool),
    delivered: PortalDeliverable,
    today: NaiveDate,
) -> impl IntoView {
    let title = match (delivered.title.as_str(), delivered.version) {
        (title, Some(version)) => {
            td_string!(locale, portal.versioned, title = title, version = version)
        }
        (title, None) => title.to_owned(),
    };
    let thread = Thread { kind: ThreadKind::Deliverable, id: delivered.id.0 };
    let about = may_write.then(|| {
        view! {
            <a class="u-link u-small" href=paths::portal_thread(project, thread)>
                {td_string!(locale, portal.write_about)}
                <span class="u-hidden">" " {delivered.title.clone()}</span>
            </a>
        }
    });
    let verdict = delivered.accepted.map(|verdict| view! { <Verdict locale project verdict/> });
    let due = delivered.due.map(|day| {
        let date = dates::near_prose(locale, day, today);
        let promised = td_string!(locale, portal.promised, date = date);
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
            <Criteria locale criteria=delivered.criteria/>
            {file}
            {link}
            {about}
        </li>
    }
}

/// By what a deliverable is accepted.
#[component]
fn Criteria(locale: Locale, criteria: Vec<String>) -> impl IntoView {
    let rows = criteria.iter().cloned().map(|text| view! { <li>{text}</li> }).collect_view();
    (!criteria.is_empty()).then(|| {
        view! {
            <p class="u-small u-muted">{td_string!(locale, portal.criteria)}</p>
            <ul class="portal__criteria">{rows}</ul>
        }
    })
}

/// What was decided about which version, and whether that is still what stands there.
#[component]
fn Verdict(locale: Locale, project: ProjectId, verdict: PortalVerdict) -> impl IntoView {
    let what = contents::what(locale, verdict.what);
    let what = match verdict.version {
        Some(version) => {
            td_string!(locale, portal.verdict_of, what = what, version = version)
        }
        None => what.to_owned(),
    };
    let newer = (verdict.is_signed() && !verdict.is_current).then(|| {
        view! { <p class="portal__newer">{td_string!(locale, portal.not_accepted)}</p> }
    });
    view! {
        <a class="u-link u-small" href=paths::receipt(project, verdict.number)>
            {what} " · " {chain::name(verdict.number)}
        </a>
        {newer}
    }
}

/// A file to look at first and to fetch, with its type and size.
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
    let look = file.has_preview.then(|| {
        let name = td_string!(locale, portal.look_at, name = file.name.clone());
        view! {
            <a
                class="u-link u-small"
                href=paths::portal_file_preview(project, file.id)
                aria-label=name
            >
                {td_string!(locale, portal.look)}
            </a>
        }
    });
    view! {
        <span class="portal__fetch">
            {look}
            <a class="portal__file" href=paths::portal_file(project, file.id) aria-label=name>
                <Icon icon=Icon::FileText size=IconSize::Small/>
                <span>{file.name}</span>
                <span class="u-small u-muted">{file.kind} " · " {size}</span>
                <Icon icon=Icon::Download size=IconSize::Small/>
            </a>
        </span>
    }
}
