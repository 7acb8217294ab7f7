//! One thread: its messages and the field for the next one.

use domain::message::{self, ThreadKind};
use domain::{MessageId, ProjectId};
use leptos::prelude::*;
use locale::{t, use_i18n};
use uuid::Uuid;

use super::api::{Earlier, Talk, Written, earlier_messages, messages_of};
use super::composer::Composer;
use super::desk::{Desk, Draft, title_of};
use super::message::MessageRow;
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::{Failure, ask, failure_of, loaded, when_done};
use crate::features::shared::stirs::when_stirred;
use crate::ui::button::Button;

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
    let title = move || {
        let locale = i18n.get_locale();
        talk.with_value(|talk| title_of(locale, talk, thread))
    };
    let came_from = talk.with_value(|talk| talk.came_from.clone()).map(|written| {
        view! {
            <p class="u-small u-muted">{t!(i18n, messages.came_from)}</p>
            <List messages=vec![written] desk talk with_thread=true />
        }
    });
    let first = messages.first().map(|written| written.message.id);
    let has_earlier = talk.with_value(|talk| talk.has_earlier);
    let earlier = has_earlier.then(|| view! { <EarlierList thread first desk talk /> });
    let nothing = (messages.is_empty() && !has_earlier).then(|| {
        view! { <p class="messages__nothing u-muted">{t!(i18n, messages.nothing_yet)}</p> }
    });
    view! {
        <h2 class="messages__heading">{title}</h2>
        {came_from}
        {earlier}
        {nothing}
        <List messages desk talk />
        <Composer thread desk talk />
    }
}

/// Messages before those in sight, a page at a time as they are asked for.
#[component]
fn EarlierList(
    /// Of which thread.
    thread: message::Thread,
    /// The oldest message in sight; none where all of the thread lie further back.
    first: Option<MessageId>,
    /// What the parts share.
    desk: Desk,
    /// What the server answered.
    talk: StoredValue<Talk>,
) -> impl IntoView {
    let i18n = use_i18n();
    let found = RwSignal::new(Vec::<Written>::new());
    let has_more = RwSignal::new(true);
    let project = desk.project;
    let load = Action::new(move |before: &Option<MessageId>| {
        let before = *before;
        async move {
            match before {
                Some(before) => earlier_messages(before).await,
                None => {
                    let talk = messages_of(project, thread).await?;
                    let Talk { messages, has_earlier, .. } = talk;
                    Ok(Earlier { messages, has_earlier })
                }
            }
        }
    });
    let failure = failure_of(load);
    when_done(load, move |earlier: Earlier| {
        has_more.set(earlier.has_earlier);
        found.update(|found| {
            found.splice(0..0, earlier.messages);
        });
    });
    let press = move || {
        let oldest = found.with_untracked(|found| found.first().map(|oldest| oldest.message.id));
        load.dispatch(oldest.or(first));
    };
    view! {
        <Show when=move || has_more.get()>
            <div>
                <Button busy=load.pending() on_press=press>
                    {t!(i18n, messages.earlier)}
                </Button>
            </div>
        </Show>
        <Failure error=failure />
        {move || view! { <List messages=found.get() desk talk /> }}
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
