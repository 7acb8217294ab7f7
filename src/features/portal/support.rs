//! Who helps after the hand-over.

use chrono::NaiveDate;
use domain::ProjectId;
use domain::agreement::chain;
use domain::portal::PortalSupport;
use leptos::prelude::*;
use locale::{Locale, dates, td_string};

use crate::paths;

/// Whom the client asks after the hand-over and how long, once the client has agreed to it.
#[component]
pub fn Support(
    /// The language.
    locale: Locale,
    /// Whose.
    project: ProjectId,
    /// The support, as it was agreed.
    support: Option<PortalSupport>,
) -> impl IntoView {
    support.map(|support| drawn(locale, project, support))
}

fn drawn(locale: Locale, project: ProjectId, support: PortalSupport) -> impl IntoView {
    let PortalSupport { number, from, until, contact, hours } = support;
    let day = |day: NaiveDate| dates::full(locale, day);
    let period = match (from.map(day), until.map(day)) {
        (Some(from), Some(until)) => {
            Some(td_string!(locale, handover.from_until, from = from, until = until))
        }
        (Some(from), None) => Some(td_string!(locale, handover.since, from = from)),
        (None, Some(until)) => Some(td_string!(locale, handover.until, until = until)),
        (None, None) => None,
    };
    let said = |text: String| (!text.is_empty()).then(|| view! { <p>{text}</p> });
    let (contact, hours) = (said(contact), said(hours));
    view! {
        <section class="portal__panel" id="support" aria-labelledby="portal-support">
            <h2 id="portal-support">{td_string!(locale, handover.support)}</h2>
            {period.map(|period| view! { <p><strong>{period}</strong></p> })}
            {contact}
            {hours}
            <a class="u-link u-small" href=paths::receipt(project, number)>
                {td_string!(locale, handover.agreed_with, number = chain::name(number))}
            </a>
        </section>
    }
}
