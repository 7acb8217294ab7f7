//! What happened with the client across its projects, the latest first.

use domain::agreement::chain;
use domain::client::promise::{Outcome, PromiseState};
use leptos::prelude::*;
use locale::{Words, contents, dates, t, t_string, use_i18n};

use super::history_api::{Happened, Moment, client_history};
use super::place::Place;
use super::words;
use crate::features::shared::loaded::{ask, loaded};
use crate::paths;
use crate::ui::empty::Empty;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::panel::Panel;

/// The history of a client.
#[component]
pub fn History(
    /// The client.
    place: Place,
) -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), move |()| client_history(place.client));
    let draw = move |moments: Vec<Moment>| {
        if moments.is_empty() {
            let sentence = t!(i18n, clients.history_empty);
            return view! { <Empty icon=Icon::History sentence /> }.into_any();
        }
        let line = move |moment| view! { <Line moment place /> };
        let lines = moments.into_iter().map(line).collect_view();
        view! { <ol class="clients__history">{lines}</ol> }.into_any()
    };
    view! {
        <Panel id="client-history" title=t!(i18n, clients.part_history)>
            {loaded(asked, draw)}
        </Panel>
    }
}

#[component]
fn Line(moment: Moment, place: Place) -> impl IntoView {
    let i18n = use_i18n();
    let Moment { at, project, what } = moment;
    let (day, mark) = (at.date(), icon(&what));
    let link = project.zip(place.project_name(project)).map(|(id, name)| {
        view! {
            <a class="u-link" href=paths::project(id)>
                {name}
            </a>
        }
    });
    let said = match &what {
        Happened::Signed { title } => title.clone(),
        Happened::Talked { summary, .. } => summary.clone(),
        Happened::Due { text } | Happened::Settled { text, .. } => text.clone(),
        Happened::Begun | Happened::Decided { .. } => String::new(),
    };
    let decided = match &what {
        Happened::Talked { decided, .. } if !decided.is_empty() => Some(decided.clone()),
        _ => None,
    };
    let decided = decided.map(|words| {
        let said = move || t_string!(i18n, clients.history_decided, what = words.clone());
        view! { <p class="client-log__decided">{said}</p> }
    });
    view! {
        <li class="panel__row clients__moment">
            <Icon icon=mark size=IconSize::Small />
            <time class="u-small u-faint u-nowrap" datetime=day.to_string()>
                {move || dates::full(i18n.get_locale(), day)}
            </time>
            <div class="clients__told">
                <p class="u-small u-muted">
                    {move || title(i18n, &what)} {link.is_some().then_some(" · ")} {link}
                </p>
                <p class="clients__text">{said}</p>
                {decided}
            </div>
        </li>
    }
}

/// What sort of thing happened, in words.
fn title(i18n: Words, what: &Happened) -> String {
    let locale = i18n.get_locale();
    match what {
        Happened::Begun => t_string!(i18n, clients.history_begun).to_owned(),
        Happened::Signed { .. } => t_string!(i18n, clients.history_signed).to_owned(),
        Happened::Talked { channel, .. } => words::channel(locale, *channel).to_owned(),
        Happened::Due { .. } => t_string!(i18n, clients.history_promised).to_owned(),
        Happened::Settled { outcome, .. } => {
            let state = match outcome {
                Outcome::Kept => words::promise_state(locale, PromiseState::Kept),
                Outcome::Broken => words::promise_state(locale, PromiseState::Broken),
            };
            t_string!(i18n, clients.history_settled, state)
        }
        Happened::Decided { number, kind, what } => {
            let (kind, what) =
                (contents::subject_kind(locale, *kind), contents::what(locale, *what));
            format!("{} · {kind} · {what}", chain::name(*number))
        }
    }
}

const fn icon(what: &Happened) -> Icon {
    match what {
        Happened::Begun => Icon::Flag,
        Happened::Signed { .. } => Icon::FileText,
        Happened::Talked { channel, .. } => words::channel_icon(*channel),
        Happened::Due { .. } => Icon::Clock,
        Happened::Settled { outcome: Outcome::Kept, .. } => Icon::CircleCheck,
        Happened::Settled { outcome: Outcome::Broken, .. } => Icon::CircleX,
        Happened::Decided { .. } => Icon::Signature,
    }
}
