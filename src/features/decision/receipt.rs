//! The receipt of a decision as a page of its own: the client's, and the team's.

use domain::agreement::{Subject, chain};
use domain::portal::{PortalDecision, PortalReceiptPage};
use domain::{FileId, ProjectId};
use leptos::prelude::*;
use locale::{Locale, dates, td_string};

use super::{LanguageLink, named, plain_document};
use crate::features::shared::receipt::ReceiptView;
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::icon::Icon;

/// Who has the receipt before the eyes: it says the same to both and leads each to what is theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A contact of the client.
    Client,
    /// Somebody of the team.
    Team {
        /// The scan of what was signed on paper.
        paper: Option<FileId>,
    },
}

/// The receipt, with the way to what was decided and to the evidence.
#[must_use]
pub fn receipt_page(locale: Locale, page: PortalReceiptPage, at: String, reader: Reader) -> String {
    let title = chain::name(page.entry.number);
    plain_document(locale, &title, move || view! { <Receipt locale page at reader/> }.into_any())
}

#[component]
fn Receipt(
    /// The language.
    locale: Locale,
    /// What it tells.
    page: PortalReceiptPage,
    /// When it was decided, on the server's clock.
    at: String,
    /// Who reads it.
    reader: Reader,
) -> impl IntoView {
    view! {
        <div class="portal decision">
            <header class="portal__top">
                <p class="portal__brand">
                    <span class="portal__supplier">{page.supplier.clone()}</span>
                    <strong>{page.project_name.clone()}</strong>
                </p>
                <nav class="portal__language"><LanguageLink locale/></nav>
            </header>
            <main class="portal__page decision__page">
                <ReceiptView locale page=page.clone() at/>
                <p class="u-muted" data-print="hide">{td_string!(locale, decision.print_hint)}</p>
                <Onward locale page reader/>
            </main>
        </div>
    }
}

/// Back, what was decided, the evidence, taking it back, and what else waits.
#[component]
fn Onward(
    /// The language.
    locale: Locale,
    /// What the receipt tells.
    page: PortalReceiptPage,
    /// Who reads it.
    reader: Reader,
) -> impl IntoView {
    let withdraw = page.withdraw_until.is_some().then(|| {
        let action = paths::decision_withdraw(page.project, page.request);
        view! {
            <form method="post" action=action>
                <input type="hidden" name="number" value=page.entry.number.to_string()/>
                <Button submit=true icon=Icon::Undo>{td_string!(locale, decision.withdraw)}</Button>
            </form>
        }
    });
    let waiting = (!page.next.is_empty()).then(|| {
        let row = |next: &PortalDecision| {
            view! { <Next locale page=page.project next=next.clone()/> }
        };
        let rows = page.next.iter().map(row);
        view! {
            <section class="portal__panel">
                <h2>{td_string!(locale, decision.next)}</h2>
                <ul>{rows.collect_view()}</ul>
            </section>
        }
    });
    view! {
        <div class="decision__onward" data-print="hide">
            <Links locale page reader/>
            {withdraw}
        </div>
        {waiting}
    }
}

#[component]
fn Links(
    /// The language.
    locale: Locale,
    /// What the receipt tells.
    page: PortalReceiptPage,
    /// Who reads it.
    reader: Reader,
) -> impl IntoView {
    let (project, entry) = (page.project, page.entry);
    let subject = Subject { kind: entry.kind, id: entry.subject };
    let (back, word) = match reader {
        Reader::Client => (paths::portal(project), td_string!(locale, decision.back)),
        Reader::Team { .. } => (paths::agreements(project), td_string!(locale, decision.back_team)),
    };
    let (text, evidence, paper) = match reader {
        Reader::Client => {
            (paths::decision(project, page.request), paths::portal_evidence(project), None)
        }
        Reader::Team { paper } => {
            let text = paths::version(project, subject, entry.version);
            (text, paths::evidence(project), paper.map(|paper| paths::file(project, paper)))
        }
    };
    let paper = paper.map(|paper| {
        view! {
            <LinkButton icon=Icon::Download href=paper>
                {td_string!(locale, decision.paper)}
            </LinkButton>
        }
    });
    view! {
        <LinkButton kind=ButtonKind::Primary href=back>{word}</LinkButton>
        <LinkButton icon=Icon::FileCheck href=text>
            {td_string!(locale, decision.read_text)}
        </LinkButton>
        {paper}
        <LinkButton icon=Icon::Download href=evidence>
            {td_string!(locale, decision.evidence)}
        </LinkButton>
    }
}

#[component]
fn Next(
    /// The language.
    locale: Locale,
    /// Whose page.
    page: ProjectId,
    /// What waits.
    next: PortalDecision,
) -> impl IntoView {
    let due = next.due.map(|due| {
        let due = dates::full_prose(locale, due);
        view! { <span class="decision__due">{td_string!(locale, decision.due, due = due)}</span> }
    });
    view! {
        <li class="decision__next">
            <a class="u-link" href=paths::decision(page, next.id)>{named(locale, &next)}</a>
            {due}
        </li>
    }
}
