//! The pages on which a client decides: built from portal types only, drawn by the server, without
//! any script.

use domain::agreement::{CHOICES, Choice, RequestState};
use domain::portal::{PortalDecision, PortalFile, PortalMessage, PortalSheet};
use domain::{ContactId, MessageId, ProjectId};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, contents, dates, td_string};

use super::entry::{LanguageLink, plain_document};
use super::portal::{self, Comments, FileLink, Place, Written};
use super::shared::content_view::{Below, ContentView, DifferenceView};
use super::shared::told::{self, Told};
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::icon::Icon;

mod receipt;
mod remarks;
mod returned;
mod review;

pub use receipt::{Reader, receipt_page};
pub use review::{CodeAsked, CodeLetter, Typed, review_page};

use returned::Returned;

/// What was written about a request.
pub struct Talk {
    /// The comments, on lines of it and on all of it, the oldest first.
    pub messages: Vec<PortalMessage>,
    /// Who of the client decides today.
    pub deciders: Vec<ContactId>,
    /// Whether the reader may write one.
    pub may_write: bool,
    /// The id of the reader's next message.
    pub next: MessageId,
    /// The files that the request is about, as far as the reader sees them.
    pub files: Vec<PortalFile>,
    /// A comment that was refused.
    pub typed: Option<portal::Typed>,
}

/// What is asked, what it says, what was written about it, and the three answers.
#[must_use]
pub fn decision_page(place: Place, sheet: PortalSheet, talk: Talk) -> String {
    let title = sheet.decision.title.clone();
    plain_document(place.locale, &title, move || view! { <Decision place sheet talk/> }.into_any())
}

#[component]
fn Decision(
    /// Where it is read.
    place: Place,
    /// What is asked and what it says.
    sheet: PortalSheet,
    /// What was written about it.
    talk: Talk,
) -> impl IntoView {
    let (locale, asked) = (place.locale, &sheet.decision);
    let (project, request) = (sheet.project, asked.id);
    let below = remarks::below(place, &sheet, &talk);
    let messages = talk.messages.into_iter().filter(|message| message.passage.is_none());
    let messages: Vec<PortalMessage> = messages.collect();
    // What was typed on a line comes back there.
    let is_on_line = talk.typed.as_ref().is_some_and(|typed| !typed.word("line").is_empty());
    let typed = talk.typed.filter(|typed| typed.word("line").is_empty());
    let back = paths::portal(sheet.project);
    let due = asked.due.map(|due| {
        let due = dates::full_prose(locale, due);
        view! { <p class="decision__due">{td_string!(locale, decision.due, due = due)}</p> }
    });
    let why = (!asked.why.is_empty()).then(|| {
        view! { <Told word=td_string!(locale, decision.why) text=asked.why.clone()/> }
    });
    let outcome = asked.outcome.clone();
    let returned = sheet.returned.clone();
    let returned = returned.map(|returned| view! { <Returned locale returned/> });
    let answers = match (sheet.state, asked.is_mine) {
        (RequestState::Waiting, true) => view! { <Answers locale sheet=sheet.clone()/> }.into_any(),
        _ => view! { <Standing locale sheet=sheet.clone()/> }.into_any(),
    };
    view! {
        <div class="portal decision">
            <header class="portal__top decision__top">
                <LinkButton
                    kind=ButtonKind::Icon
                    icon=Icon::ArrowLeft
                    href=back
                    label=td_string!(locale, decision.back)
                />
                <p class="portal__brand">
                    <span class="portal__supplier">{about(locale, asked)}</span>
                    <strong>{sheet.project_name.clone()}</strong>
                </p>
                <nav class="portal__language"><LanguageLink locale/></nav>
            </header>
            <main class="portal__page decision__page">
                <div class="decision__head">
                    <h1>{named(locale, asked)}</h1>
                    {due}
                </div>
                <section class="portal__panel">
                    {why}
                    <Told word=td_string!(locale, decision.outcome) text=outcome/>
                    <p class="u-muted">
                        {td_string!(locale, decision.asked_by, name = asked.asked_by.as_str())}
                    </p>
                    <p class="u-muted">
                        {td_string!(locale, decision.as_sent, version = asked.version)}
                    </p>
                    <p class="u-muted">{td_string!(locale, decision.not_qualified)}</p>
                </section>
                <Files locale project files=talk.files/>
                {returned}
                <Reading locale sheet=sheet.clone() below is_open=is_on_line/>
                <Comments
                    place
                    about=(project, request)
                    messages
                    deciders=talk.deciders
                    may_write=talk.may_write
                    next=talk.next
                    typed
                />
                {answers}
            </main>
        </div>
    }
}

/// The files that are decided about, to look at and to fetch.
#[component]
fn Files(
    /// The language.
    locale: Locale,
    /// In which project.
    project: ProjectId,
    /// The files.
    files: Vec<PortalFile>,
) -> impl IntoView {
    let item = move |file| view! { <li><FileLink locale project file/></li> };
    (!files.is_empty()).then(|| {
        view! {
            <section class="portal__panel" aria-label=td_string!(locale, decision.files)>
                <ul class="portal__list">{files.into_iter().map(item).collect_view()}</ul>
            </section>
        }
    })
}

/// What it says: first what differs from what was agreed last, then everything.
#[component]
fn Reading(
    /// The language.
    locale: Locale,
    /// What is asked and what it says.
    sheet: PortalSheet,
    /// What stands below each line.
    below: Below,
    /// Whether everything is unfolded, because something in it comes back to be corrected.
    is_open: bool,
) -> impl IntoView {
    let PortalSheet { content, before, .. } = sheet;
    match before {
        None => view! {
            <section class="portal__panel" aria-label=td_string!(locale, decision.whole)>
                <ContentView locale content below/>
            </section>
        }
        .into_any(),
        Some(before) => {
            let (count, same) = (before.difference.count(), before.difference.same);
            let counted = td_string!(
                locale,
                decision.changed,
                count = grouped(count),
                same = grouped(same),
                version = before.version
            );
            view! {
                <section class="portal__panel" aria-labelledby="decision-changes">
                    <h2 id="decision-changes">{counted}</h2>
                    <DifferenceView locale difference=before.difference/>
                </section>
                <details class="portal__panel decision__whole" open=is_open>
                    <summary>{td_string!(locale, decision.whole)}</summary>
                    <ContentView locale content below/>
                </details>
            }
            .into_any()
        }
    }
}

/// The options, if there are any, and the three answers: one press leads to the review.
#[component]
fn Answers(
    /// The language.
    locale: Locale,
    /// What is asked and what it says.
    sheet: PortalSheet,
) -> impl IntoView {
    let action = paths::decision_review(sheet.project, sheet.decision.id);
    let options = sheet.content.options.iter().enumerate().map(|(place, option)| {
        let id = format!("option-{}", option.key);
        view! {
            <p class="decision__option">
                <input
                    type="radio"
                    name="option"
                    id=id.clone()
                    value=option.key.clone()
                    checked={place == 0}
                />
                <label for=id>
                    <strong>{option.key.clone()}</strong> " " {option.title.clone()}
                </label>
            </p>
        }
    });
    let options: Vec<_> = options.collect();
    let options = (!options.is_empty()).then(|| {
        view! {
            <fieldset class="decision__options">
                <legend>{td_string!(locale, decision.options)}</legend>
                {options}
            </fieldset>
        }
    });
    let buttons = CHOICES.map(|(choice, name)| {
        let kind = match choice {
            Choice::Agreed => ButtonKind::Primary,
            Choice::Conditional | Choice::Returned => ButtonKind::Quiet,
        };
        view! {
            <Button submit=true kind sends=("choice", name.to_owned())>
                {contents::choice(locale, choice)}
            </Button>
        }
    });
    view! {
        <form class="decision__answers" method="post" action=action>
            <h2 class="decision__yours">{td_string!(locale, decision.yours)}</h2>
            <input type="hidden" name="hash" value=sheet.hash.to_string()/>
            {options}
            <div class="decision__buttons">{buttons.collect_view()}</div>
        </form>
    }
}

/// Why there is nothing to answer here: it was answered, taken back, or somebody else decides.
#[component]
fn Standing(
    /// The language.
    locale: Locale,
    /// What is asked and what it says.
    sheet: PortalSheet,
) -> impl IntoView {
    let receipt = sheet.receipt.map(|number| {
        view! {
            <a class="u-link" href=paths::receipt(sheet.project, number)>
                {td_string!(locale, decision.to_receipt)}
            </a>
        }
    });
    let sentence = match sheet.state {
        RequestState::Waiting => {
            td_string!(locale, decision.waits_for, name = sheet.decision.approver.as_str())
        }
        RequestState::Decided => td_string!(locale, decision.decided).to_owned(),
        RequestState::Closed => td_string!(locale, decision.closed).to_owned(),
    };
    view! {
        <section class="portal__panel decision__standing">
            <p>{sentence} " " {receipt}</p>
        </section>
    }
}

/// "Requirements document · about 3 minutes".
fn about(locale: Locale, asked: &PortalDecision) -> String {
    let kind = contents::subject_kind(locale, asked.kind);
    match asked.minutes {
        0 => kind.to_owned(),
        minutes => td_string!(locale, decision.about, kind = kind, minutes = minutes),
    }
}

/// "Warehouse, version 2".
fn named(locale: Locale, asked: &PortalDecision) -> String {
    told::named(locale, asked.kind, &asked.title, asked.version)
}
