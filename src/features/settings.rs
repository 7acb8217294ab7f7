//! Settings: one's own preferences, password and sessions; for administrators the people, the
//! mails and the demo.

pub mod api;
mod demo;
mod invite;
mod mail;
pub mod mail_api;
mod password;
mod people;
pub mod people_api;
mod phone;
mod preferences;
mod sessions;

use leptos::prelude::*;
use leptos_meta::Title;
use locale::{t, use_i18n};

use super::shared::loaded::ask;
use super::shell::ShellContext;
use demo::Demo;
use mail::Mail;
use password::Password;
use people::People;
use phone::Phone;
use preferences::Preferences;
use sessions::Sessions;

/// The settings of the person in front of the screen.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let i18n = use_i18n();
    let shell: ShellContext = expect_context();
    let managed = move || {
        let me = shell.me.get().flatten().filter(|me| me.may_manage_users);
        me.map(|me| view! { <People me=me.user.id /> <Mail /> <Demo /> })
    };
    let sessions_asked = ask(|| (), |()| api::own_sessions());
    view! {
        <Title text=t!(i18n, settings.title) />
        <div class="settings">
            <h1>{t!(i18n, settings.title)}</h1>
            <div class="settings__own">
                <Preferences />
                <Password changed=move || sessions_asked.refetch() />
                <Phone />
                <Sessions asked=sessions_asked />
            </div>
            {managed}
        </div>
    }
}
