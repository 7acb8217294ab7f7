//! Writing a message: internal unless the author chooses otherwise.

use domain::message;
use domain::text::NOTE_MAX;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::{Letter, Talk, post_message};
use super::desk::{Desk, FIELD};
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::ui::badge::VisibleBadge;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::field::TextArea;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::segmented::{SegmentButton, Segmented};

/// The field for the next message of a thread.
#[component]
pub fn Composer(
    /// Which thread.
    thread: message::Thread,
    /// What the parts share.
    desk: Desk,
    /// What the server answered.
    talk: StoredValue<Talk>,
) -> impl IntoView {
    let i18n = use_i18n();
    // What was to be answered in another thread is not answered in this one.
    let is_elsewhere = |answered: &Option<message::Message>| {
        answered.as_ref().is_some_and(|answered| answered.thread != thread)
    };
    if desk.draft.reply_to.with_untracked(is_elsewhere) {
        desk.draft.reply_to.set(None);
    }
    let send = Action::new(move |letter: &Letter| {
        post_message(desk.project, desk.draft.id_of(letter), letter.clone())
    });
    let failure = failure_of(send);
    when_done(send, move |()| {
        desk.draft.clear();
        desk.asked.refetch();
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !send.pending().get_untracked() {
            send.dispatch(desk.draft.letter(thread));
        }
    };
    let may_write = talk.with_value(|talk| talk.may_write);
    let reason = Signal::derive(move || match () {
        () if !may_write => Some(t_string!(i18n, messages.may_not_write).to_owned()),
        () if desk.draft.body.with(|body| body.trim().is_empty()) => {
            Some(t_string!(i18n, messages.empty).to_owned())
        }
        () => None,
    });
    let most = u32::try_from(NOTE_MAX).unwrap_or(u32::MAX);
    view! {
        <form
            class="messages__composer"
            data-visible=move || desk.draft.is_visible().then_some("true")
            on:submit=submit
        >
            <Answering desk />
            <TextArea
                name="messages-body"
                id=FIELD
                label=t!(i18n, messages.write)
                placeholder=t!(i18n, messages.write_example)
                bind=desk.draft.body
                max_length=most
            />
            <div class="messages__tools">
                <Visibility desk />
                <Names desk talk />
                <Button
                    kind=ButtonKind::Primary
                    icon=Icon::Send
                    submit=true
                    reason
                    busy=send.pending()
                >
                    {t!(i18n, messages.send)}
                </Button>
            </div>
            <Failure error=failure />
        </form>
    }
}

/// What is being answered, and the way out.
#[component]
fn Answering(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        desk.draft.reply_to.get().map(|answered| {
            let name = answered.author_name;
            let words = move || t_string!(i18n, messages.answering, name = name.clone());
            view! {
                <p class="messages__answering">
                    <span>{words}</span>
                    <q class="u-ellipsis">{answered.body}</q>
                    <Button
                        kind=ButtonKind::Icon
                        icon=Icon::Close
                        label=t!(i18n, messages.no_answer)
                        on_press=move || desk.draft.reply_to.set(None)
                    />
                </p>
            }
        })
    }
}

/// 内部 or 客户可见; an answer is as visible as what it answers.
#[component]
fn Visibility(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let choice = move || {
        view! {
            <Segmented label=t!(i18n, messages.who_reads)>
                <SegmentButton
                    icon=Icon::Lock
                    pressed=Signal::derive(move || !desk.draft.is_visible())
                    on_press=move || desk.draft.is_client_visible.set(false)
                >
                    {t!(i18n, common.internal)}
                </SegmentButton>
                <SegmentButton
                    icon=Icon::Eye
                    pressed=Signal::derive(move || desk.draft.is_visible())
                    on_press=move || desk.draft.is_client_visible.set(true)
                >
                    {t!(i18n, common.client_visible)}
                </SegmentButton>
            </Segmented>
        }
    };
    let inherited = move || match desk.draft.is_visible() {
        true => view! { <VisibleBadge word=t!(i18n, common.client_visible) /> }.into_any(),
        false => {
            view! { <span class="u-small">{t!(i18n, messages.stays_internal)}</span> }.into_any()
        }
    };
    move || match desk.draft.reply_to.with(Option::is_some) {
        true => inherited().into_any(),
        false => choice().into_any(),
    }
}

/// The people whom the message can name.
#[component]
fn Names(desk: Desk, talk: StoredValue<Talk>) -> impl IntoView {
    let i18n = use_i18n();
    let name = move |name: String| {
        desk.draft.body.update(|body| {
            if !body.is_empty() && !body.ends_with(char::is_whitespace) {
                body.push(' ');
            }
            body.push('@');
            body.push_str(&name);
            body.push(' ');
        });
    };
    view! {
        <Menu
            id="messages-names"
            icon=Icon::AtSign
            label=t!(i18n, messages.mention)
        >
            {move || {
                talk.with_value(|talk| talk.people.clone())
                    .into_iter()
                    .map(move |person| {
                        let chosen = person.name.clone();
                        view! {
                            <MenuItem on_choose=move || name(chosen.clone())>
                                {person.name}
                            </MenuItem>
                        }
                    })
                    .collect_view()
            }}
        </Menu>
    }
}
