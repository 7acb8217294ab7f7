//! Who and what waits for the reader: clients without an answer, decisions and work, and what is
//! only to be read.

use chrono::NaiveDateTime;
use domain::agreement::chain;
use domain::inbox::ChangeNeeds;
use leptos::prelude::*;
use locale::{Locale, contents, t, t_string, td_string, use_i18n};

use crate::features::shared::inbox::{address, nearness, pressing};
use crate::features::shared::inbox_api::{About, Item};
use crate::paths;
use crate::ui::badge::DueChip;
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
        <Panel id="home-clients" title=t!(i18n, home.clients) count=count>
            <Lines items />
        </Panel>
    }
}

/// What waits for the reader: changes to decide or to apply, what came back, what was not answered
/// in time, what is to be done because of decisions and changes.
#[component]
pub fn ForMe(
    /// What waits, what is late coming first.
    items: Vec<Item>,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = items.len();
    let body = match count {
        0 => view! { <p class="u-muted">{t!(i18n, home.nothing_for_me)}</p> }.into_any(),
        _ => view! { <Lines items /> }.into_any(),
    };
    view! {
        <Panel id="home-for-me" title=t!(i18n, home.for_me) count=count>
            {body}
        </Panel>
    }
}

/// Mentions, and decisions that clients gave.
#[component]
pub fn News(
    /// What is to be read, the latest first.
    items: Vec<Item>,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = items.len();
    view! {
        <Panel id="home-news" title=t!(i18n, home.news) count=count>
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
    let (href, about, at) = (address(&item), item.about, item.at);
    let by = item.by.clone();
    let title = move || title(i18n.get_locale(), about, &by);
    let word = move || word(i18n.get_locale(), about, at);
    let owner = item.owner.map(|name| {
        let words = move || t_string!(i18n, home.done_by, name = name.clone());
        view! { " · " {words} }
    });
    view! {
        <li class="panel__row home__item">
            <span class="home__words">
                <a class="home__link" href=href>{title}</a>
                <span class="u-small u-muted u-clamp-2">{item.text}</span>
                <span class="u-small u-faint">{item.project_name} {owner}</span>
            </span>
            <DueChip due=nearness(about) word />
        </li>
    }
}

/// Who, and what for where the words beside it do not say so.
fn title(locale: Locale, about: About, by: &str) -> String {
    match about {
        About::Waits { .. } | About::Named | About::Complaint { .. } | About::Decided { .. } => {
            by.to_owned()
        }
        About::Change { number, needs: ChangeNeeds::Decision, .. } => {
            td_string!(locale, home.change_to_decide, number = number, name = by)
        }
        About::Change { number, needs: ChangeNeeds::Applying, .. } => {
            td_string!(locale, home.change_to_apply, number = number, name = by)
        }
        About::Returned { number, .. } => {
            td_string!(locale, home.returned, code = chain::name(number), name = by)
        }
        About::Overdue { .. } => td_string!(locale, home.unanswered, name = by),
        About::Stuck { .. } => td_string!(locale, home.stuck, name = by),
        About::Action { number, .. } => {
            td_string!(locale, home.condition, code = chain::name(number), name = by)
        }
        About::Step { number, .. } => {
            td_string!(locale, home.step, number = number, name = by)
        }
    }
}

fn word(locale: Locale, about: About, at: NaiveDateTime) -> String {
    match about {
        About::Named => td_string!(locale, home.named).to_owned(),
        About::Decided { number, what } => {
            format!("{} {}", chain::name(number), contents::what(locale, what))
        }
        About::Waits { .. }
        | About::Complaint { .. }
        | About::Change { .. }
        | About::Returned { .. }
        | About::Overdue { .. }
        | About::Stuck { .. }
        | About::Action { .. }
        | About::Step { .. } => pressing(locale, about, at),
    }
}
