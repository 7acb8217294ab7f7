//! The receipt of a decision.

use domain::agreement::{Hash, What, chain};
use domain::portal::{PortalDecision, PortalReceiptPage};
use leptos::prelude::*;
use locale::{Locale, contents, dates, td_string};

use super::{LanguageLink, Told, named, plain_document};
use crate::paths;
use crate::ui::badge::{Rag, RagMark};
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::icon::Icon;

/// The receipt: number, content, decision, person, time, the one before and the fingerprint.
#[must_use]
pub fn receipt_page(locale: Locale, page: PortalReceiptPage, at: String) -> String {
    let title = chain::name(page.entry.number);
    plain_document(locale, &title, move || view! { <Receipt locale page at/> }.into_any())
}

#[component]
fn Receipt(
    /// The language.
    locale: Locale,
    /// What it tells.
    page: PortalReceiptPage,
    /// When it was decided, on the server's clock.
    at: String,
) -> impl IntoView {
    let entry = &page.entry;
    let (what, words) = (entry.what, entry.words.clone());
    let rag = match what {
        What::Agreed | What::Conditional if !page.is_taken_back => Rag::Ok,
        What::Agreed | What::Conditional | What::Withdrawn => Rag::None,
        What::Returned => Rag::Warn,
    };
    let heading = match page.is_taken_back {
        true => td_string!(locale, decision.taken_back),
        false => contents::what(locale, what),
    };
    let kind = contents::subject_kind(locale, entry.kind);
    let (title, version) = (entry.title.as_str(), entry.version);
    let content = td_string!(locale, decision.named, kind = kind, title, version = version);
    let by = match entry.by.title.as_str() {
        "" => entry.by.name.clone(),
        title => td_string!(locale, decision.with_title, name = entry.by.name.clone(), title),
    };
    let instead = (entry.by.id != entry.approver.id).then(|| {
        let name = entry.approver.name.as_str();
        view! {
            <Told
                word=td_string!(locale, decision.instead_word)
                text=td_string!(locale, decision.instead, name = name)
            />
        }
    });
    let witness = entry.witness.clone().map(|name| {
        view! { <Told word=td_string!(locale, decision.witness) text=name/> }
    });
    let option = entry.option.clone().map(|key| {
        view! { <Told word=td_string!(locale, decision.option) text=key/> }
    });
    let previous = page.previous.map(|number| {
        view! { <Told word=td_string!(locale, decision.previous) text=chain::name(number)/> }
    });
    let words = (!words.is_empty()).then(|| {
        view! { <Told word=td_string!(locale, decision.words) text=words/> }
    });
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
                <div class="decision__done">
                    <RagMark rag/>
                    <h1>{heading}</h1>
                </div>
                <section class="portal__panel decision__receipt">
                    <Told word=td_string!(locale, decision.number) text=entry.name()/>
                    <Told word=td_string!(locale, decision.content) text=content/>
                    <Told
                        word=td_string!(locale, decision.decision)
                        text=contents::what(locale, what).to_owned()
                    />
                    {option}
                    {words}
                    <Told word=td_string!(locale, decision.by) text=by/>
                    {instead}
                    {witness}
                    <Told
                        word=td_string!(locale, decision.method)
                        text=contents::method(locale, entry.method).to_owned()
                    />
                    <Told word=td_string!(locale, decision.time) text=at/>
                    {previous}
                    <Told word=td_string!(locale, decision.fingerprint) text=spelled(page.hash)/>
                </section>
                <p class="u-muted" data-print="hide">{td_string!(locale, decision.print_hint)}</p>
                <Onward locale page=page.clone()/>
            </main>
        </div>
    }
}

/// Taking it back, the evidence, and what else waits.
#[component]
fn Onward(
    /// The language.
    locale: Locale,
    /// What the receipt tells.
    page: PortalReceiptPage,
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
            <LinkButton kind=ButtonKind::Primary href=paths::portal(page.project)>
                {td_string!(locale, decision.back)}
            </LinkButton>
            {withdraw}
        </div>
        {waiting}
    }
}

#[component]
fn Next(
    /// The language.
    locale: Locale,
    /// Whose page.
    page: domain::ProjectId,
    /// What waits.
    next: PortalDecision,
) -> impl IntoView {
    let due = next.due.map(|due| {
        let due = dates::prose(locale, due);
        view! { <span class="decision__due">{td_string!(locale, decision.due, due = due)}</span> }
    });
    view! {
        <li class="decision__next">
            <a class="u-link" href=paths::decision(page, next.id)>{named(locale, &next)}</a>
            {due}
        </li>
    }
}

/// A fingerprint in groups of four digits.
fn spelled(hash: Hash) -> String {
    let digits = hash.to_string();
    let groups = digits.as_bytes().chunks(4).map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(" ")
}
