//! The page itself: the threads, the one that was chosen, and what the client said.

use domain::message::Thread;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use locale::{t, use_i18n};

use super::api::{Talk, open_talk};
use super::desk::{Desk, Draft};
use super::thread::{Conversation, List};
use super::threads::{Threads, found};
use super::voices::Voices;
use crate::features::shared::address;
use crate::features::shared::areas::{Area, AreaBar};
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::loaded;
use crate::features::shared::stirs::when_stirred;
use crate::ui::field::FindField;

/// What the address chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// One thread.
    Thread(Thread),
    /// Feedback and complaints.
    Voices,
}

/// The messages of the project that the address names.
#[component]
pub fn MessagesPage() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let project = address::project();
    let asked = address::ask_about(project, open_talk);
    when_stirred(move || project.get(), &[Topic::Messages], move || asked.refetch());
    let chosen = Memo::new(move |_| {
        let named = query.read().get("thread").unwrap_or_default();
        let whole = project.get().map(|project| Chosen::Thread(Thread::of_project(project)));
        match named.as_str() {
            "voices" => Some(Chosen::Voices),
            named => Thread::named(named).map(Chosen::Thread).or(whole),
        }
    });
    let search = RwSignal::new(String::new());
    let draft = Draft::new();
    let desk = move || project.get_untracked().map(|project| Desk { project, asked, draft });
    view! {
        <Title text=t!(i18n, messages.title) />
        <div class="page messages">
            <AreaBar area=Area::Talk>
                <FindField
                    label=t!(i18n, messages.search)
                    value=search
                    on_input=move |text: String| search.set(text)
                />
            </AreaBar>
            {loaded(asked, move |talk| draw(talk, desk(), chosen, search))}
        </div>
    }
}

fn draw(
    talk: Talk,
    desk: Option<Desk>,
    chosen: Memo<Option<Chosen>>,
    search: RwSignal<String>,
) -> impl IntoView {
    let talk = StoredValue::new(talk);
    desk.map(|desk| {
        view! {
            <div class="messages__grid">
                <Threads talk chosen project=desk.project />
                <section class="messages__main panel">
                    <Main talk desk chosen search />
                </section>
            </div>
        }
    })
}

/// The thread that was chosen, or what was found.
#[component]
fn Main(
    talk: StoredValue<Talk>,
    desk: Desk,
    chosen: Memo<Option<Chosen>>,
    search: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_searching = Memo::new(move |_| search.with(|text| !text.trim().is_empty()));
    move || match (is_searching.get(), chosen.get()) {
        (true, _) => {
            let messages = talk.with_value(|talk| found(talk, &search.get()));
            let nothing = messages.is_empty().then(|| {
                view! { <p role="status">{t!(i18n, messages.nothing_found)}</p> }
            });
            view! { {nothing} <List messages desk talk with_thread=true /> }.into_any()
        }
        (false, Some(Chosen::Thread(thread))) => {
            view! { <Conversation thread desk talk /> }.into_any()
        }
        (false, Some(Chosen::Voices)) => view! { <Voices talk /> }.into_any(),
        (false, None) => ().into_any(),
    }
}
