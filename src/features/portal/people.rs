//! Whom the client can trust: the manager, who reads along, and every decision that was given.

use domain::ProjectId;
use domain::agreement::{What, chain};
use domain::portal::{PortalManager, PortalPage, PortalReceipt};
use domain::text;
use leptos::prelude::*;
use locale::{Locale, contents, dates, nouns, td_string};

use super::Place;
use crate::paths;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::badge::{Rag, RagMark};
use crate::ui::button::LinkButton;
use crate::ui::icon::{Icon, IconSize};

/// So many decisions stand on the page at once; the others open below them.
const SHOWN: usize = 20;

/// Working minutes from which an average is told in hours, rounded to more than one.
const AN_HOUR: i64 = 63;

/// Who answers for the project, and how fast.
#[component]
pub fn Manager(
    /// The language.
    locale: Locale,
    /// The manager.
    manager: PortalManager,
    /// How long answers have taken so far, in working minutes.
    minutes: Option<i64>,
) -> impl IntoView {
    let address = format!("mailto:{}", manager.email);
    let name = manager.name;
    // A number without digits cannot be dialled; it is not shown as one that can.
    let phone = Some(text::dialled(&manager.phone)).filter(|digits| !digits.is_empty());
    let phone = phone.map(|digits| {
        view! {
            <a class="u-link portal__phone" href=format!("tel:{digits}")>
                <Icon icon=Icon::Phone size=IconSize::Small/>
                <span class="u-hidden">{td_string!(locale, portal.call)}</span>
                {manager.phone}
            </a>
        }
    });
    let promise = match minutes {
        Some(minutes) if minutes < AN_HOUR => td_string!(locale, portal.answers_soon).to_owned(),
        Some(minutes) => {
            let hours = hours(minutes);
            td_string!(locale, portal.answers_in, hours = hours)
        }
        None => td_string!(locale, portal.answers).to_owned(),
    };
    view! {
        <section class="portal__panel portal__manager" aria-labelledby="portal-manager">
            <h2 id="portal-manager" class="u-hidden">{td_string!(locale, portal.manager)}</h2>
            <Avatar name=name.clone() size=AvatarSize::Large named=true/>
            <p class="u-grow">
                <strong>{name}</strong>
                <span class="u-muted">{td_string!(locale, portal.manager)}</span>
                <span class="u-small u-muted">{promise}</span>
                {phone}
            </p>
            <LinkButton href=address icon=Icon::Mail>
                {td_string!(locale, portal.write)}
            </LinkButton>
        </section>
    }
}

/// Every decision that was given, the latest first.
#[component]
pub fn Receipts(
    /// Whose.
    project: ProjectId,
    /// Where it is read.
    place: Place,
    /// The decisions.
    receipts: Vec<PortalReceipt>,
) -> impl IntoView {
    let locale = place.locale;
    let mut first = receipts;
    let rest = first.split_off(first.len().min(SHOWN));
    let row = move |receipt| decided(place, project, receipt);
    let rows: Vec<_> = first.into_iter().map(row).collect();
    let more = (!rest.is_empty()).then(|| {
        let count = rest.len();
        view! {
            <details class="portal__more">
                <summary>{td_string!(locale, portal.more_receipts, count = count)}</summary>
                <ul class="portal__list">{rest.into_iter().map(row).collect_view()}</ul>
            </details>
        }
    });
    (!rows.is_empty()).then(|| {
        view! {
            <section class="portal__panel" id="receipts" aria-labelledby="portal-receipts">
                <h2 id="portal-receipts">{td_string!(locale, portal.receipts)}</h2>
                <ul class="portal__list">{rows}</ul>
                {more}
                <p>
                    <a class="u-link" href=paths::portal_evidence(project)>
                        {td_string!(locale, decision.evidence)}
                    </a>
                </p>
            </section>
        }
    })
}

fn decided(place: Place, project: ProjectId, receipt: PortalReceipt) -> impl IntoView {
    let locale = place.locale;
    let rag = match receipt.what {
        What::Agreed | What::Conditional if receipt.stands => Rag::Ok,
        What::Returned if receipt.stands => Rag::Warn,
        What::Agreed | What::Conditional | What::Returned | What::Withdrawn => Rag::None,
    };
    let what = match receipt.stands {
        true => contents::what(locale, receipt.what),
        false => contents::what(locale, What::Withdrawn),
    };
    let (title, version) = (receipt.title.as_str(), receipt.version);
    let title = td_string!(locale, portal.versioned, title = title, version = version);
    let day = dates::full(locale, (place.local)(receipt.at).date());
    let line = format!("{what} · {} · {day} · {}", receipt.by, chain::name(receipt.number));
    view! {
        <li class="portal__item portal__decided">
            <RagMark rag/>
            <span>
                <a class="u-link" href=paths::receipt(project, receipt.number)>
                    {contents::subject_kind(locale, receipt.kind)} " · " {title}
                </a>
                <span class="u-small u-muted">{line}</span>
            </span>
        </li>
    }
}

/// Who can read this page, and whom one turns to beyond the manager.
#[component]
pub fn Readers(
    /// The page.
    page: PortalPage,
    /// The language.
    locale: Locale,
) -> impl IntoView {
    let rows: Vec<_> = page
        .readers
        .into_iter()
        .map(|reader| {
            let role = nouns::contact_role(locale, reader.role);
            view! {
                <li class="portal__item">
                    {reader.name} " " <span class="u-small u-muted">{role}</span>
                </li>
            }
        })
        .collect();
    let supplier = page.supplier;
    let team = td_string!(locale, portal.team_reads, supplier = supplier);
    let escalation = page.escalation.map(|name| {
        view! { <p>{td_string!(locale, portal.escalation, name = name)}</p> }
    });
    view! {
        <section class="portal__panel" aria-labelledby="portal-readers">
            <h2 id="portal-readers">{td_string!(locale, portal.readers)}</h2>
            <ul class="portal__list">{rows}</ul>
            <p>{team}</p>
            {escalation}
        </section>
    }
}

/// Working hours with at most one decimal, never less than a tenth: 1.7.
fn hours(minutes: i64) -> String {
    let tenths = (minutes + 3) / 6;
    match (tenths.max(1) / 10, tenths.max(1) % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}.{tenth}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_have_one_decimal() {
        for (minutes, expected) in [(0, "0.1"), (60, "1"), (102, "1.7"), (480, "8"), (89, "1.5")] {
            assert_eq!(hours(minutes), expected, "{minutes}");
        }
    }
}
