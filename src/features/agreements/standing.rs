//! How a subject stands, as a badge and as sentences.

use domain::agreement::What;
use leptos::prelude::*;
use locale::{contents, dates, t_string, use_i18n};

use super::api::{Given, Standing};
use crate::ui::badge::{Rag, RagBadge};

/// The badge.
#[component]
pub fn StandingBadge(
    /// How it stands.
    found: Standing,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_signed = found.signed.is_some();
    let differs = found.signed.as_ref().is_some_and(|signed| !signed.difference.is_empty());
    let (is_waiting, is_returned) = (found.waiting.is_some(), found.returned.is_some());
    let rag = match (is_waiting, is_returned, is_signed, differs) {
        (false, false, true, false) => Rag::Ok,
        (false, false, false, _) => Rag::None,
        _ => Rag::Warn,
    };
    let word = move || match (is_waiting, is_returned, is_signed, differs) {
        (true, ..) => t_string!(i18n, agreements.state_waiting),
        (_, true, ..) => t_string!(i18n, agreements.state_returned),
        (_, _, true, true) => t_string!(i18n, agreements.state_differs),
        (_, _, true, false) => t_string!(i18n, agreements.state_agreed),
        (_, _, false, _) => t_string!(i18n, agreements.state_never),
    };
    view! { <RagBadge rag=rag word=word/> }
}

/// The sentences: what was agreed, what came back, what waits.
#[component]
pub fn StandingWords(
    /// How it stands.
    found: Standing,
) -> impl IntoView {
    let i18n = use_i18n();
    let signed = found.signed.map(|signed| {
        let count = signed.difference.count();
        let differs =
            move || (count > 0).then(|| t_string!(i18n, agreements.differs, count = count));
        view! {
            <p><GivenWords given=signed.given/></p>
            <p class="agreements__differs">{differs}</p>
        }
    });
    let returned = found.returned.map(|given| view! { <p><GivenWords given/></p> });
    let today = found.today;
    let waiting = found.waiting.map(|waiting| {
        let due = waiting.request.terms.due;
        let is_late = due.is_some_and(|due| due < today);
        let words = move || {
            let locale = i18n.get_locale();
            let (who, version) = (waiting.approver.clone(), waiting.version);
            let since = dates::short(locale, waiting.since);
            let said =
                t_string!(i18n, agreements.waits, who = who, version = version, since = since);
            match due {
                Some(due) => {
                    let due = dates::short(locale, due);
                    let due = match is_late {
                        true => t_string!(i18n, agreements.was_due, due = due),
                        false => t_string!(i18n, agreements.due, due = due),
                    };
                    format!("{said} {due}")
                }
                None => said,
            }
        };
        view! { <p data-late=is_late.then_some("true")>{words}</p> }
    });
    view! { <div class="agreements__words">{signed} {returned} {waiting}</div> }
}

/// Who decided what about which version, when, and with which words.
#[component]
pub fn GivenWords(
    /// The decision.
    given: Given,
) -> impl IntoView {
    let i18n = use_i18n();
    let entry = given.entry.clone();
    let said = move || {
        let locale = i18n.get_locale();
        t_string!(
            i18n,
            agreements.given,
            who = entry.by.name.clone(),
            day = dates::short(locale, given.on),
            what = contents::what(locale, entry.what),
            version = entry.version,
            number = entry.name()
        )
    };
    let words = given.entry.words;
    let has_words = !words.is_empty() && given.entry.what != What::Agreed;
    view! {
        {said}
        {has_words.then(|| view! { <q class="agreements__quote">{words}</q> })}
    }
}
