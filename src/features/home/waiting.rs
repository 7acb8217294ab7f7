//! Who and what waits for the reader: clients without an answer, and the rest of the inbox.

use chrono::NaiveDateTime;
use domain::agreement::chain;
use domain::voice::complaint_code;
use leptos::prelude::*;
use locale::{Locale, contents, t, t_string, td_string, use_i18n, voices};

use crate::features::shared::inbox_api::{About, Item};
use crate::paths;
use crate::ui::badge::{Due, DueChip};
use crate::ui::panel::Panel;

/// So many lines stand on a card; the inbox has the rest.
const LINES: usize = 4;

/// Clients who wait for an answer, with the time that they have waited.
#[component]
pub fn Clients(
    /// What waits, from the one who has waited longest.
    items: Vec<Item>,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = items.len();
    view! {
        <Panel id="home-clients" title=move || t_string!(i18n, home.clients) count=count>
            <Lines items />
        </Panel>
    }
}

/// What else waits: complaints, mentions, decisions to take note of.
#[component]
pub fn ForMe(
    /// What waits.
    items: Vec<Item>,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = items.len();
    view! {
        <Panel id="home-for-me" title=move || t_string!(i18n, home.for_me) count=count>
            <Lines items />
        </Panel>
    }
}

#[component]
fn Lines(items: Vec<Item>) -> impl IntoView {
    let i18n = use_i18n();
    let lines = items.into_iter().take(LINES).map(|item| view! { <Line item /> });
    view! {
        <ul>{lines.collect_view()}</ul>
        <p><a class="u-link" href=paths::INBOX>{t!(i18n, home.to_inbox)}</a></p>
    }
}

#[component]
fn Line(item: Item) -> impl IntoView {
    let i18n = use_i18n();
    let about = item.about;
    let href = match (about, item.thread) {
        (About::Decided { .. }, _) => paths::agreements(item.project),
        (_, Some(thread)) => paths::thread(item.project, thread),
        (About::Waits { .. } | About::Named | About::Complaint { .. }, None) => {
            paths::INBOX.to_owned()
        }
    };
    let due = match about {
        About::Waits { .. } | About::Complaint { is_late: false, .. } => Due::Soon,
        About::Complaint { is_late: true, .. } => Due::Late,
        About::Named | About::Decided { .. } => Due::Later,
    };
    let at = item.at;
    let word = move || word(i18n.get_locale(), about, at);
    view! {
        <li class="panel__row home__item">
            <span class="home__words">
                <a class="home__link" href=href>{item.by}</a>
                <span class="u-small u-muted u-clamp-2">{item.text}</span>
                <span class="u-small u-faint">{item.project_name}</span>
            </span>
            <DueChip due word />
        </li>
    }
}

fn word(locale: Locale, about: About, at: NaiveDateTime) -> String {
    match about {
        About::Waits { minutes, .. } => voices::waits(locale, minutes, at),
        About::Named => td_string!(locale, home.named).to_owned(),
        About::Complaint { number, .. } => complaint_code(number),
        About::Decided { number, what } => {
            format!("{} {}", chain::name(number), contents::what(locale, what))
        }
    }
}
