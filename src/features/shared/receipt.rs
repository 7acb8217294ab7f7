//! The receipt of a decision: the same words for the client, the team and whoever has just signed
//! on the team's tablet.

use domain::agreement::{Hash, Terms, What, chain};
use domain::portal::PortalReceiptPage;
use leptos::prelude::*;
use locale::{Locale, contents, dates, evidences, td_string};

use super::signature::Signature;
use super::told::{Told, named};
use crate::ui::badge::{Rag, RagMark};

/// What was decided: number, content, decision, person, time, the one before and the fingerprint.
#[component]
pub fn ReceiptView(
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
        <div class="receipt__head">
            <RagMark rag/>
            <h1>{heading}</h1>
        </div>
        <section class="portal__panel receipt">
            <Facts locale page at/>
        </section>
        <p class="u-muted">{td_string!(locale, decision.not_qualified)}</p>
    }
}

#[component]
fn Facts(
    /// The language.
    locale: Locale,
    /// What it tells.
    page: PortalReceiptPage,
    /// When it was decided, on the server's clock.
    at: String,
) -> impl IntoView {
    let PortalReceiptPage { entry, option, strokes, hash, previous, .. } = page;
    let content = named(locale, entry.kind, &entry.title, entry.version);
    let by = match entry.by.title.as_str() {
        "" => entry.by.name.clone(),
        title => td_string!(locale, decision.with_title, name = entry.by.name.clone(), title),
    };
    let signature = strokes.map(|strokes| {
        let label = td_string!(locale, evidence.signature, name = entry.by.name.as_str());
        view! { <Signature strokes label/> }
    });
    let instead = (entry.by.id != entry.approver.id)
        .then(|| td_string!(locale, decision.instead, name = entry.approver.name.as_str()));
    let words = (!entry.words.is_empty()).then(|| entry.words.clone());
    let told =
        |word: &'static str, text: Option<String>| text.map(|text| view! { <Told word text/> });
    let link = entry.link.as_ref().map(|link| evidences::handed(locale, link));
    let number = Some(entry.name());
    let what = contents::what(locale, entry.what);
    let method = contents::method(locale, entry.method);
    view! {
        {told(td_string!(locale, decision.number), number)}
        {told(td_string!(locale, decision.content), Some(content))}
        {told(td_string!(locale, decision.decision), Some(what.to_owned()))}
        {entry.asked.clone().map(|asked| view! { <Asked locale asked/> })}
        {told(td_string!(locale, decision.option), option)}
        {told(td_string!(locale, decision.words), words)}
        {told(td_string!(locale, decision.by), Some(by))}
        {told(td_string!(locale, decision.instead_word), instead)}
        {told(td_string!(locale, decision.witness), entry.witness.clone())}
        {told(td_string!(locale, decision.method), Some(method.to_owned()))}
        {told(td_string!(locale, decision.link), link)}
        {signature}
        {told(td_string!(locale, decision.time), Some(at))}
        {told(td_string!(locale, decision.previous), previous.map(chain::name))}
        {told(td_string!(locale, decision.content_print), Some(spelled(entry.content)))}
        {told(td_string!(locale, decision.fingerprint), Some(spelled(hash)))}
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
        let text = dates::full_prose(locale, due);
        view! { <Told word=td_string!(locale, decision.due_word) text/> }
    });
    view! {
        {why}
        <Told word=td_string!(locale, decision.told_outcome) text=outcome/>
        {due}
    }
}

/// A fingerprint in groups of four digits.
fn spelled(hash: Hash) -> String {
    let digits = hash.to_string();
    let groups = digits.as_bytes().chunks(4).map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(" ")
}
