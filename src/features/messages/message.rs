//! One message, with what can be done about it.

use domain::message::Message;
use leptos::prelude::*;
use locale::{contents, dates, t, t_string, use_i18n, voices};

use super::api::{Talk, Written};
use super::desk::{Desk, title_of};
use crate::features::shared::turning::Turning;
use crate::features::shared::turning_api::Turnable;
use crate::paths;
use crate::ui::avatar::Avatar;
use crate::ui::badge::{Due, DueChip, VisibleBadge};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::icon::{Icon, IconSize};

/// One message.
#[component]
pub fn MessageRow(
    /// The message.
    written: Written,
    /// What the parts share.
    desk: Desk,
    /// What the server answered.
    talk: StoredValue<Talk>,
    /// Whether it says which thread it belongs to.
    with_thread: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let Written { message, at, files, waits } = written;
    let is_client = message.is_from_client();
    let visible = match message.is_client_visible {
        true => view! { <VisibleBadge word=t!(i18n, common.client_visible) /> }.into_any(),
        false => view! { <Chip icon=Icon::Lock>{t!(i18n, common.internal)}</Chip> }.into_any(),
    };
    let waits = waits.map(|minutes| {
        let word = move || {
            let waits = voices::waits(i18n.get_locale(), minutes, at);
            t_string!(i18n, messages.client_waits, waits = waits)
        };
        view! { <DueChip due=Due::Soon word /> }
    });
    let (thread, project) = (message.thread, message.project);
    let about = with_thread.then(|| {
        view! {
            <a class="u-link u-small" href=paths::thread(project, thread)>
                {move || {
                    let locale = i18n.get_locale();
                    talk.with_value(|talk| title_of(locale, talk, thread))
                }}
            </a>
        }
    });
    let quote = message.passage.as_ref().map(|passage| passage.quote.clone());
    let quote = quote.map(|quote| view! { <q class="messages__quote">{quote}</q> });
    let files = files.into_iter().map(move |file| {
        let words = format!("{} · {} · {}", file.name, file.kind, contents::size(file.size));
        let name = move || t_string!(i18n, messages.fetch, name = file.name.clone());
        view! {
            <a
                class="u-link messages__file"
                href=paths::file(project, file.id)
                rel="external"
                download=""
                aria-label=name
            >
                <Icon icon=Icon::Attach size=IconSize::Small />
                {words}
            </a>
        }
    });
    let stamp = move || dates::stamp(i18n.get_locale(), at);
    view! {
        <li class="messages__message" data-client=is_client.then_some("true")>
            <Avatar name=message.author_name.clone() client=is_client named=true />
            <div class="messages__content">
                <p class="messages__head">
                    <strong>{message.author_name.clone()}</strong>
                    <span class="u-small u-faint">{stamp}</span>
                    {visible}
                    {waits}
                    {about}
                </p>
                {quote}
                <p class="messages__words">{message.body.clone()}</p>
                <p class="messages__files">{files.collect_view()}</p>
                <Acts message desk talk />
            </div>
        </li>
    }
}

/// Answer, and what the message can become.
#[component]
fn Acts(message: Message, desk: Desk, talk: StoredValue<Talk>) -> impl IntoView {
    let i18n = use_i18n();
    let turnable = Turnable::of(&message, talk.with_value(|talk| talk.may_turn));
    let id = format!("message-{}", message.id);
    let kept = StoredValue::new(message);
    view! {
        <div class="messages__acts">
            <Button
                kind=ButtonKind::Ghost
                icon=Icon::Reply
                on_press=move || desk.draft.answer(kept.get_value())
            >
                {t!(i18n, messages.answer)}
            </Button>
            <Turning id turnable on_made=move || desk.asked.refetch() />
        </div>
    }
}
