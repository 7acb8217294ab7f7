//! What is known of one version: who made it, who was asked what, what was decided.

use domain::ProjectId;
use domain::agreement::{RequestState, Subject};
use domain::text::visible;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::Given;
use super::kept_api::{AskedOf, Version};
use super::standing::GivenWords;
use crate::features::shared::near_day::near_day;
use crate::features::shared::told::named;
use crate::paths;

/// The head of a version.
#[component]
pub fn VersionFacts(
    /// In which project.
    project: ProjectId,
    /// Of what.
    subject: Subject,
    /// The version.
    version: Version,
) -> impl IntoView {
    let i18n = use_i18n();
    let Version { number, title, hash, by, on, asked, given } = version;
    let heading = move || named(i18n.get_locale(), subject.kind, &title, number);
    let made = move || {
        let day = near_day(i18n.get_locale(), on);
        t_string!(i18n, agreements.made, by = by.clone(), day = day)
    };
    let asked: Vec<_> = asked.into_iter().map(|asked| view! { <Asked asked/> }).collect();
    let none = given.is_empty().then(|| {
        view! { <p class="u-muted">{t!(i18n, agreements.none_decided)}</p> }
    });
    let given: Vec<_> = given.into_iter().map(|given| view! { <Decided project given/> }).collect();
    view! {
        <section class="agreements__version">
            <h2>{heading}</h2>
            <p class="u-small u-muted">{made} " · SHA-256 " <code>{hash.to_string()}</code></p>
            {asked}
            {none}
            {given}
        </section>
    }
}

#[component]
fn Asked(
    /// Who was asked what.
    asked: AskedOf,
) -> impl IntoView {
    let i18n = use_i18n();
    let AskedOf { approver, on, terms, state } = asked;
    let due = terms.due;
    let who = move || {
        let locale = i18n.get_locale();
        let (who, day) = (approver.clone(), near_day(locale, on));
        let said = t_string!(i18n, agreements.asked_of, who = who, day = day);
        let became = match state {
            RequestState::Waiting => t_string!(i18n, agreements.state_waiting),
            RequestState::Decided => t_string!(i18n, agreements.was_decided),
            RequestState::Closed => t_string!(i18n, agreements.was_closed),
        };
        let due = due.map(|due| t_string!(i18n, agreements.due, due = near_day(locale, due)));
        format!("{said} · {became} {}", due.unwrap_or_default())
    };
    let why = (!terms.why.is_empty()).then(|| {
        view! { <q class="agreements__quote">{visible(&terms.why).into_owned()}</q> }
    });
    view! {
        <div class="agreements__asked">
            <p>{who}</p>
            {why}
            <p class="u-muted">
                {t!(i18n, agreements.outcome)} ": " {visible(&terms.outcome).into_owned()}
            </p>
        </div>
    }
}

#[component]
fn Decided(
    /// In which project.
    project: ProjectId,
    /// The decision.
    given: Given,
) -> impl IntoView {
    let i18n = use_i18n();
    let receipt = paths::team_receipt(project, given.entry.number);
    let is_void = given.is_taken_back;
    view! {
        <p data-void=is_void.then_some("true")>
            <GivenWords given/>
            " "
            // The receipt is no page of the browser's program.
            <a class="u-link" rel="external" href=receipt>
                {t!(i18n, agreements.receipt)}
            </a>
        </p>
    }
}
