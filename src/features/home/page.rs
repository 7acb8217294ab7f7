//! The page: a greeting and what the day holds.

use leptos::prelude::*;
use leptos_meta::Title;
use locale::{Words, dates, t, t_string, use_i18n};

use super::api::{Day, open_day};
use super::doors::Doors;
use super::today::Today;
use super::waiting::{Clients, ForMe, News};
use super::week::{Trouble, Week};
use crate::features::shared::loaded::{ask, loaded};

/// What somebody sees first.
#[component]
pub fn HomePage() -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), |()| open_day());
    view! {
        <Title text=t!(i18n, home.title) />
        <div class="home">{loaded(asked, draw)}</div>
    }
}

fn draw(day: Day) -> impl IntoView {
    let i18n = use_i18n();
    let (name, today, hour) = (day.name, day.today, day.hour);
    let greeting = move || {
        let greeting = greeting(i18n, hour);
        t_string!(i18n, home.greeting_to, greeting, name = name.clone())
    };
    let body = match day.has_projects {
        false => view! { <Doors has_demo=day.has_demo may_create=day.may_create /> }.into_any(),
        true => {
            let trouble = (!day.troubled.is_empty())
                .then(|| view! { <Trouble projects=day.troubled today /> });
            let clients =
                (!day.clients.is_empty()).then(|| view! { <Clients items=day.clients /> });
            let news = (!day.news.is_empty()).then(|| view! { <News items=day.news /> });
            view! {
                <div class="home__grid">
                    <div class="home__side">
                        <Today tasks=day.tasks today />
                        <Week milestones=day.milestones today />
                    </div>
                    <div class="home__side">
                        {clients} <ForMe items=day.waiting /> {trouble} {news}
                    </div>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <header class="home__hello">
            <h1>{greeting}</h1>
            <span class="u-faint">{move || dates::prose(i18n.get_locale(), today)}</span>
        </header>
        {body}
    }
}

fn greeting(i18n: Words, hour: u8) -> &'static str {
    match hour {
        5..=10 => t_string!(i18n, home.morning),
        11..=12 => t_string!(i18n, home.noon),
        13..=17 => t_string!(i18n, home.afternoon),
        _ => t_string!(i18n, home.evening),
    }
}
