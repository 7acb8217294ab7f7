//! Changing one's own password.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::change_password;
use crate::error::AppError;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::field::{FieldKind, TextField};
use crate::ui::panel::Panel;
use crate::ui::toast::use_toasts;

/// The form for another password; the other sessions end with it.
#[component]
pub fn Password(
    /// Called once the password is changed.
    #[prop(into)]
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let toasts = use_toasts();
    let save = Action::new(|(current, new): &(String, String)| {
        change_password(current.clone(), new.clone())
    });
    when_done(save, move |()| {
        current.set(String::new());
        new.set(String::new());
        toasts.say(t_string!(i18n, settings.password_changed));
        changed.run(());
    });
    let failure = failure_of(save);
    let is_wrong = move || failure.get() == Some(AppError::BadCredentials);
    let wrong = move || is_wrong().then(|| t_string!(i18n, settings.password_wrong).to_owned());
    let other = Signal::derive(move || failure.get().filter(|_| !is_wrong()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !save.pending().get_untracked() {
            save.dispatch((current.get_untracked(), new.get_untracked()));
        }
    };
    view! {
        <Panel id="settings-password" title=t!(i18n, settings.password)>
            <form class="field__form" on:submit=submit>
                <TextField
                    name="current-password"
                    kind=FieldKind::Password
                    label=t!(i18n, settings.current_password)
                    bind=current
                    error=Signal::derive(wrong)
                    autocomplete="current-password"
                    required=true
                />
                <TextField
                    name="new-password"
                    kind=FieldKind::Password
                    label=t!(i18n, settings.new_password)
                    hint=t!(i18n, settings.password_hint)
                    bind=new
                    autocomplete="new-password"
                    required=true
                />
                <Failure error=other />
                <div class="u-row">
                    <Button kind=ButtonKind::Primary submit=true busy=save.pending()>
                        {t!(i18n, settings.change_password)}
                    </Button>
                </div>
            </form>
        </Panel>
    }
}
