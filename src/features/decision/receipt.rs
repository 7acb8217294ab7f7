//! The receipt of a decision.

use domain::agreement::{Hash, Terms, What, chain};
use domain::portal::{PortalDecision, PortalReceiptPage};
use leptos::prelude::*;
use locale::{Locale, contents, dates, evidences, td_string};

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
    let what = page.entry.what;
    let rag = match what {
        What::Agreed | What::Conditional if !page.is_taken_back => Rag::Ok,
        What::Agreed | What::Conditional | What::Withdrawn => Rag::None,
        What::Returned => Rag::Warn,
    };
    let heading = match page.is_taken_back {
        true => td_string!(locale, decision.taken_back),
        false => contents::what(locale, what),
    };
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
                <Facts locale page=page.clone() at/>
                <p class="u-muted" data-print="hide">{td_string!(locale, decision.print_hint)}</p>
                <Onward locale page/>
            </main>
        </div>
    }
}

/// Everything that the receipt proves.
#[component]
fn Facts(
    /// The language.
    locale: Locale,
    /// What it tells.
    page: PortalReceiptPage,
    /// When it was decided, on the server's clock.
    at: String,
) -> impl IntoView {
    let entry = page.entry;
    let number = entry.name();
    let kind = contents::subject_kind(locale, entry.kind);
    let (title, version) = (entry.title.as_str(), entry.version);
    let content = td_string!(locale, decision.named, kind = kind, title, version = version);
    let by = match entry.by.title.as_str() {
        "" => entry.by.name.clone(),
        title => td_string!(locale, decision.with_title, name = entry.by.name.clone(), title),
    };
    let told =
        |word: &'static str, text: Option<String>| text.map(|text| view! { <Told word text/> });
    let instead = (entry.by.id != entry.approver.id)
        .then(|| td_string!(locale, decision.instead, name = entry.approver.name.as_str()));
    let link = entry.link.as_ref().map(|link| evidences::handed(locale, link));
    let words = Some(entry.words).filter(|words| !words.is_empty());
    view! {
        <section class="portal__panel decision__receipt">
            <Told word=td_string!(locale, decision.number) text=number/>
            <Told word=td_string!(locale, decision.content) text=content/>
            <Told
                word=td_string!(locale, decision.decision)
                text=contents::what(locale, entry.what).to_owned()
            />
            {entry.asked.map(|asked| view! { <Asked locale asked/> })}
            {told(td_string!(locale, decision.option), entry.option)}
            {told(td_string!(locale, decision.words), words)}
            <Told word=td_string!(locale, decision.by) text=by/>
            {told(td_string!(locale, decision.instead_word), instead)}
            {told(td_string!(locale, decision.witness), entry.witness)}
            <Told
                word=td_string!(locale, decision.method)
                text=contents::method(locale, entry.method).to_owned()
            />
            {told(td_string!(locale, decision.link), link)}
            <Told word=td_string!(locale, decision.time) text=at/>
            {told(td_string!(locale, decision.previous), page.previous.map(chain::name))}
            <Told word=td_string!(locale, decision.fingerprint) text=spelled(page.hash)/>
        </section>
    }
}

/// What the person was told beside the content: it is sealed with the decision.
#[component]
fn Asked(
    /// The language.
    locale: Locale,
    /// What was asked.
    asked: Terms,
) -> impl IntoView {
    let Terms { why, outcome, due, .. } = asked;
    let why =
        (!why.is_empty()).then(|| view! { <Told word=td_string!(locale, decision.why) text=why/> });
    let due = due.map(|due| {
        let text = dates::prose(locale, due);
        view! { <Told word=td_string!(locale, decision.due_word) text/> }
    });
    view! {
        {why}
        <Told word=td_string!(locale, decision.told_outcome) text=outcome/>
        {due}
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
