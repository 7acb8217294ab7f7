//! One message, with what can be done about it.

use domain::message::{Became, BecameKind, Message};
use domain::{ChangeId, OpId, RequirementId, RiskId, TaskId};
use leptos::prelude::*;
use locale::{contents, dates, t, t_string, use_i18n, voices};

use super::api::{Talk, Written, become_requirement, become_risk, become_task};
use super::desk::{Desk, title_of};
use crate::error::AppError;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::paths;
use crate::ui::avatar::Avatar;
use crate::ui::badge::{Due, DueChip, VisibleBadge};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::menu::{Menu, MenuItem, MenuLink};
use crate::ui::toast::use_toasts;

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
    view! {
        <li class="messages__message" data-client=is_client.then_some("true")>
            <Avatar name=message.author_name.clone() client=is_client named=true />
            <div class="messages__content">
                <p class="messages__head">
                    <strong>{message.author_name.clone()}</strong>
                    <span class="u-small u-faint">{dates::moment(at)}</span>
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
    let toasts = use_toasts();
    let id = message.id;
    let (task, op) = (fresh::id(TaskId::new), fresh::id(OpId::new));
    let make = Action::new(move |()| become_task(id, task, op));
    let failure = failure_of(make);
    when_done(make, move |()| {
        toasts.say(t_string!(i18n, messages.task_made));
        desk.asked.refetch();
    });
    let requirement = fresh::id(RequirementId::new);
    let note = Action::new(move |()| become_requirement(id, requirement));
    let not_noted = failure_of(note);
    when_done(note, move |()| {
        toasts.say(t_string!(i18n, messages.requirement_made));
        desk.asked.refetch();
    });
    let risk = fresh::id(RiskId::new);
    let warn = Action::new(move |()| become_risk(id, risk));
    let not_warned = failure_of(warn);
    when_done(warn, move |()| {
        toasts.say(t_string!(i18n, messages.risk_made));
        desk.asked.refetch();
    });
    let became = message.became.map(|became| view! { <BecameLink became desk /> });
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
            <Convert kept make note warn desk talk />
            {became}
            <Failure error=failure />
            <Failure error=not_noted />
            <Failure error=not_warned />
        </div>
    }
}

/// The menu of what a message can become.
#[component]
fn Convert(
    kept: StoredValue<Message>,
    make: Action<(), Result<(), AppError>>,
    note: Action<(), Result<(), AppError>>,
    warn: Action<(), Result<(), AppError>>,
    desk: Desk,
    talk: StoredValue<Talk>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, author) = kept.with_value(|message| (message.id, message.author_name.clone()));
    let is_made = kept.with_value(|message| message.became.is_some());
    let (may_plan, may_scope, may_risk) =
        talk.with_value(|talk| (talk.may_plan, talk.may_scope, talk.may_risk));
    let no_task = Signal::derive(move || match () {
        () if is_made => Some(t_string!(i18n, messages.became_already).to_owned()),
        () if !may_plan => Some(t_string!(i18n, messages.may_not_plan).to_owned()),
        () => None,
    });
    let no_scope = Signal::derive(move || match () {
        () if is_made => Some(t_string!(i18n, messages.became_already).to_owned()),
        () if !may_scope => Some(t_string!(i18n, messages.may_not_scope).to_owned()),
        () => None,
    });
    let no_risk = Signal::derive(move || match () {
        () if is_made => Some(t_string!(i18n, messages.became_already).to_owned()),
        () if !may_risk => Some(t_string!(i18n, messages.may_not_risk).to_owned()),
        () => None,
    });
    // A change has a form, which opens with these words and notes what became of them.
    let change = Signal::derive(move || {
        let body = kept.with_value(|message| message.body.clone());
        let text = String::from(js_sys::encode_uri_component(&body));
        format!("{}?message={id}&text={text}", paths::changes(desk.project))
    });
    let to_change = move || {
        (may_scope && !is_made).then(|| {
            view! {
                <MenuLink icon=Icon::Branch href=change>{t!(i18n, messages.to_change)}</MenuLink>
            }
        })
    };
    view! {
        <Menu
            id=format!("message-{id}")
            label=move || t_string!(i18n, messages.more, name = author.clone())
        >
            <MenuItem
                icon=Icon::SquareCheck
                reason=no_task
                on_choose=move || drop(make.dispatch(()))
            >
                {t!(i18n, messages.to_task)}
            </MenuItem>
            <MenuItem
                icon=Icon::ListChecks
                reason=no_scope
                on_choose=move || drop(note.dispatch(()))
            >
                {t!(i18n, messages.to_requirement)}
            </MenuItem>
            {to_change}
            <MenuItem
                icon=Icon::Warning
                reason=no_risk
                on_choose=move || drop(warn.dispatch(()))
            >
                {t!(i18n, messages.to_risk)}
            </MenuItem>
        </Menu>
    }
}

/// What the message became, and the way there.
#[component]
fn BecameLink(became: Became, desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let (href, icon) = match became.kind {
        BecameKind::Task => (paths::task(desk.project, TaskId(became.id)), Icon::SquareCheck),
        BecameKind::Requirement => {
            (paths::requirement(desk.project, RequirementId(became.id)), Icon::ListChecks)
        }
        BecameKind::Change => (paths::change(desk.project, ChangeId(became.id)), Icon::Branch),
        BecameKind::Risk => (paths::risk(desk.project, RiskId(became.id)), Icon::Warning),
    };
    let words = move || match became.kind {
        BecameKind::Task => t_string!(i18n, messages.became_task),
        BecameKind::Requirement => t_string!(i18n, messages.became_requirement),
        BecameKind::Change => t_string!(i18n, messages.became_change),
        BecameKind::Risk => t_string!(i18n, messages.became_risk),
    };
    view! {
        <a class="u-link messages__became" href=href>
            <Icon icon size=IconSize::Small />
            {words}
        </a>
    }
}
