//! One thing that waits.

use domain::agreement::{What, chain};
use domain::inbox::ChangeNeeds;
use domain::voice::complaint_code;
use leptos::prelude::*;
use locale::{Words, contents, dates, t, t_string, td_string, use_i18n, voices};
use web_sys::KeyboardEvent;

use super::page::Desk;
use crate::features::shared::inbox::{address, pressing};
use crate::features::shared::inbox_api::{About, Item};
use crate::features::shared::turning::Turning;
use crate::features::shared::turning_api::Turnable;
use crate::ui::avatar::Avatar;
use crate::ui::badge::{Rag, RagBadge};
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::dom;
use crate::ui::icon::{Icon, IconSize};

/// One thing that waits: who, what, since when, and the way there. `E` puts it away.
#[component]
pub fn ItemRow(
    /// The thing.
    item: Item,
    /// What can be done.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let (kind, id, about) = (item.kind, item.id.clone(), item.about);
    let put_away = Callback::new(move |()| {
        let words = t_string!(i18n, inbox.put_away);
        desk.put_away(kind, id.clone(), words, t_string!(i18n, common.undo));
    });
    let key = move |event: KeyboardEvent| {
        let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        let is_e = event.key().eq_ignore_ascii_case("e");
        if is_plain && is_e && !dom::is_typing(&event) && !dom::is_composing(&event) {
            event.prevent_default();
            put_away.run(());
        }
    };
    let href = address(&item);
    let acts = item.turnable.clone().map(|turnable| {
        let (id, thread) = (format!("inbox-{}-{}", kind.as_str(), item.id), href.clone());
        view! { <Acts id turnable thread /> }
    });
    let (rag, icon) = marks(about);
    let at = item.at;
    let word = move || pressing(i18n.get_locale(), about, at);
    let title = move || title(i18n, about);
    let owner = item.owner.clone().map(|name| {
        let words = move || t_string!(i18n, inbox.done_by, name = name.clone());
        view! { " · " {words} }
    });
    let name = item.by.clone();
    let label = move || t_string!(i18n, inbox.archive_named, name = name.clone());
    view! {
        <li class="inbox__item" on:keydown=key>
            <Avatar name=item.by.clone() client=is_client(about) named=true />
            <div class="inbox__content">
                <p class="inbox__line">
                    <Icon icon size=IconSize::Small />
                    <a class="inbox__link" href=href>{item.by.clone()} " · " {title}</a>
                    <RagBadge rag word />
                </p>
                <p class="inbox__words">{item.text}</p>
                <p class="u-small u-faint">
                    {item.project_name} " · " {move || dates::stamp(i18n.get_locale(), at)} {owner}
                </p>
                {acts}
            </div>
            <Button kind=ButtonKind::Icon icon=Icon::Archive label on_press=put_away />
        </li>
    }
}

/// Answer in the thread, and what the message can become.
#[component]
fn Acts(id: String, turnable: Turnable, thread: String) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="inbox__acts">
            <LinkButton kind=ButtonKind::Ghost icon=Icon::Reply href=thread>
                {t!(i18n, messages.answer)}
            </LinkButton>
            <Turning id turnable />
        </div>
    }
}

/// Whether somebody of the client caused it.
const fn is_client(about: About) -> bool {
    match about {
        About::Waits { .. }
        | About::Complaint { .. }
        | About::Decided { .. }
        | About::Returned { .. }
        | About::Overdue { .. }
        | About::Stuck { .. }
        | About::Action { .. } => true,
        About::Named | About::Change { .. } | About::Step { .. } => false,
    }
}

const fn marks(about: About) -> (Rag, Icon) {
    match about {
        About::Waits { .. } => (Rag::Warn, Icon::Message),
        About::Named => (Rag::None, Icon::AtSign),
        About::Complaint { .. } => (Rag::Bad, Icon::Megaphone),
        About::Decided { what: What::Returned | What::Withdrawn, .. } => {
            (Rag::Warn, Icon::Signature)
        }
        About::Decided { what: What::Agreed | What::Conditional, .. } => (Rag::Ok, Icon::Signature),
        About::Change { .. } => (Rag::Warn, Icon::Branch),
        About::Returned { .. } => (Rag::Warn, Icon::Reply),
        About::Overdue { .. } | About::Stuck { .. } => (Rag::Bad, Icon::Signature),
        About::Action { is_late: true, .. } | About::Step { is_late: true, .. } => {
            (Rag::Bad, Icon::Check)
        }
        About::Action { is_late: false, .. } | About::Step { is_late: false, .. } => {
            (Rag::Warn, Icon::Check)
        }
    }
}

/// What happened.
fn title(i18n: Words, about: About) -> String {
    let locale = i18n.get_locale();
    match about {
        About::Waits { messages: 1, .. } => td_string!(locale, inbox.wrote).to_owned(),
        About::Waits { messages, .. } => {
            td_string!(locale, inbox.wrote_several, count = messages)
        }
        About::Named => td_string!(locale, inbox.named).to_owned(),
        About::Complaint { number, severity, .. } => {
            let (code, how) = (complaint_code(number), voices::severity(locale, severity));
            td_string!(locale, inbox.complaint, code = code, how = how)
        }
        About::Decided { number, what } => {
            let (code, what) = (chain::name(number), contents::what(locale, what));
            td_string!(locale, inbox.decided, code = code, what = what)
        }
        About::Change { number, needs: ChangeNeeds::Decision, .. } => {
            td_string!(locale, inbox.change_to_decide, number = number)
        }
        About::Change { number, needs: ChangeNeeds::Applying, .. } => {
            td_string!(locale, inbox.change_to_apply, number = number)
        }
        About::Returned { number, .. } => {
            td_string!(locale, inbox.returned, code = chain::name(number))
        }
        About::Overdue { .. } => td_string!(locale, inbox.unanswered).to_owned(),
        About::Stuck { .. } => td_string!(locale, inbox.stuck).to_owned(),
        About::Action { number, .. } => {
            td_string!(locale, inbox.condition, code = chain::name(number))
        }
        About::Step { number, .. } => td_string!(locale, inbox.step, number = number),
    }
}
