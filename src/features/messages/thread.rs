//! One thread: its messages and the field for the next one.

use domain::ProjectId;
use domain::message::{self, ThreadKind};
use leptos::prelude::*;
use locale::{t, use_i18n};
use uuid::Uuid;

use super::api::{Talk, Written, messages_of};
use super::composer::Composer;
use super::desk::{Desk, Draft, name_of};
use super::message::MessageRow;
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::{ask, loaded};
use crate::features::shared::stirs::when_stirred;

/// The thread about one thing of a project, for the page of that thing.
#[component]
pub fn Thread(
    /// In which project.
    project: ProjectId,
    /// What sort of thing.
    kind: ThreadKind,
    /// Which.
    id: Uuid,
) -> impl IntoView {
    let thread = message::Thread { kind, id };
    let asked = ask(move || (project, thread), |(project, thread)| messages_of(project, thread));
    when_stirred(move || Some(project), &[Topic::Messages], move || asked.refetch());
    let desk = Desk { project, asked, draft: Draft::new() };
    view! {
        <div class="messages__part">
            {loaded(
                asked,
                move |talk| {
                    let talk = StoredValue::new(talk);
                    view! { <Conversation thread desk talk /> }
                },
            )}
        </div>
    }
}

/// The messages of a thread and the field for the next one.
#[component]
pub fn Conversation(
    /// Which thread.
    thread: message::Thread,
    /// What the parts share.
    desk: Desk,
    /// What the server answered.
    talk: StoredValue<Talk>,
) -> impl IntoView {
    let i18n = use_i18n();
    let messages: Vec<Written> = talk.with_value(|talk| {
        let here = talk.messages.iter().filter(|written| written.message.thread == thread);
        here.cloned().collect()
    });
    let nothing = messages.is_empty().then(|| {
        view! { <p class="messages__nothing u-muted">{t!(i18n, messages.nothing_yet)}</p> }
    });
    view! {
        <h2 class="messages__heading">{move || name_of(i18n.get_locale(), thread.kind)}</h2>
        {nothing}
        <List messages desk talk />
        <Composer thread desk talk />
    }
}

/// Messages, the oldest first.
#[component]
pub fn List(
    /// The messages.
    messages: Vec<Written>,
    /// What the parts share.
    desk: Desk,
    /// What the server answered.
    talk: StoredValue<Talk>,
    /// Whether each says which thread it belongs to.
    #[prop(optional)]
    with_thread: bool,
) -> impl IntoView {
    let row = move |written: Written| view! { <MessageRow written desk talk with_thread /> };
    view! { <ol class="messages__list">{messages.into_iter().map(row).collect_view()}</ol> }
}
