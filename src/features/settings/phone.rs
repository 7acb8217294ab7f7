//! The telephone number at which clients reach the person.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::{own_phone, set_phone};
use crate::features::shared::loaded::{Failure, ask, failure_of, loaded, when_done};
use crate::ui::button::Button;
use crate::ui::field::{FieldKind, TextField};
use crate::ui::panel::Panel;
use crate::ui::toast::use_toasts;

/// The number that stands on the page of the client of every project that the person leads.
#[component]
pub fn Phone() -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), |()| own_phone());
    view! {
        <Panel id="settings-phone" title=t!(i18n, settings.contact)>
            {loaded(asked, |phone| view! { <Form phone /> })}
        </Panel>
    }
}

#[component]
fn Form(phone: String) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let number = RwSignal::new(phone);
    let save = Action::new(|phone: &String| set_phone(phone.clone()));
    when_done(save, move |()| toasts.say(t_string!(i18n, settings.phone_saved)));
    let failure = failure_of(save);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !save.pending().get_untracked() {
            save.dispatch(number.get_untracked());
        }
    };
    view! {
        <form class="field__form" on:submit=submit>
            <TextField
                name="phone"
                kind=FieldKind::Phone
                label=t!(i18n, settings.phone)
                hint=t!(i18n, settings.phone_hint)
                bind=number
                autocomplete="tel"
            />
            <Failure error=failure />
            <div class="u-row">
                <Button submit=true busy=save.pending()>
                    {t!(i18n, settings.save_phone)}
                </Button>
            </div>
        </form>
    }
}
