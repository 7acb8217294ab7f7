//! Whether mails are sent, and a test mail to oneself.

use leptos::prelude::*;
use locale::{Locale, t, t_string, td_string, use_i18n};

use super::mail_api::{MailStanding, MailTrial, open_mail, send_test_mail};
use crate::features::shared::loaded::{Asked, Failure, ask, failure_of, loaded, when_done};
use crate::ui::button::Button;
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;
use crate::ui::toast::use_toasts;

/// Says whether a mail server is set up, how it goes, and sends a mail to oneself.
#[component]
pub fn Mail() -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), |()| open_mail());
    view! {
        <Panel id="settings-mail" title=t!(i18n, mail.panel)>
            {loaded(asked, move |standing| view! { <Standing standing asked /> })}
        </Panel>
    }
}

#[component]
fn Standing(standing: MailStanding, asked: Asked<MailStanding>) -> impl IntoView {
    let i18n = use_i18n();
    let is_set_up = standing.from.is_some();
    let lines = move || {
        let lines = sentences(i18n.get_locale(), &standing).into_iter();
        lines.map(|line| view! { <p>{line}</p> }).collect_view()
    };
    view! {
        <div class="settings__mail">
            {lines} <Trial is_set_up asked />
        </div>
    }
}

#[component]
fn Trial(is_set_up: bool, asked: Asked<MailStanding>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let send = Action::new(|language: &String| send_test_mail(language.clone()));
    let refused = RwSignal::new(None::<String>);
    when_done(send, move |trial| {
        refused.set(None);
        match trial {
            MailTrial::Sent(address) => toasts.say(t_string!(i18n, mail.sent_to, address)),
            MailTrial::Failed(reason) => refused.set(Some(reason)),
            // The server was started anew without one.
            MailTrial::NotSetUp => asked.refetch(),
        }
    });
    let failure = failure_of(send);
    let reason = move || (!is_set_up).then(|| t_string!(i18n, mail.not_set_up).to_owned());
    let answer = move || refused.get().map(|reason| t_string!(i18n, mail.failed, reason));
    let press = move || drop(send.dispatch(i18n.get_locale_untracked().to_string()));
    view! {
        <div class="u-row">
            <Button
                icon=Icon::Send
                reason=Signal::derive(reason)
                busy=send.pending()
                on_press=press
            >
                {t!(i18n, mail.try_it)}
            </Button>
        </div>
        <p class="field__error" role="alert">
            {answer}
        </p>
        <Failure error=failure />
    }
}

/// How it goes, a sentence each.
fn sentences(locale: Locale, standing: &MailStanding) -> Vec<String> {
    let MailStanding { from, waiting, given_up, last_error } = standing;
    let mut lines = vec![match from {
        Some(from) => td_string!(locale, mail.is_set_up, from = from.as_str()),
        None => td_string!(locale, mail.not_set_up).to_owned(),
    }];
    if *waiting > 0 {
        lines.push(td_string!(locale, mail.waiting, count = *waiting));
    }
    if *given_up > 0 {
        lines.push(td_string!(locale, mail.given_up, count = *given_up));
    }
    if let Some(error) = last_error {
        lines.push(td_string!(locale, mail.last_error, error = error.as_str()));
    }
    lines
}
