//! The demo: whether it is there, and its removal.

use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::people_api::{has_demo, remove_demo};
use crate::features::shared::loaded::{Failure, ask, failure_of, loaded, when_done};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;
use crate::ui::toast::use_toasts;

/// Says whether the demo is there and removes it, which cannot be undone and is therefore asked.
#[component]
pub fn Demo() -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), |()| has_demo());
    let open = RwSignal::new(false);
    let remove = Action::new(|(): &()| remove_demo());
    let toasts = use_toasts();
    when_done(remove, move |()| {
        open.set(false);
        toasts.say(t_string!(i18n, settings.demo_removed));
        asked.refetch();
    });
    let failure = failure_of(remove);
    let state = move |is_there: bool| match is_there {
        false => view! { <p class="u-muted">{t!(i18n, settings.no_demo)}</p> }.into_any(),
        true => view! {
            <div class="settings__demo">
                <p class="settings__sample">{t!(i18n, settings.demo_there)}</p>
                <Button icon=Icon::Trash on_press=move || open.set(true)>
                    {t!(i18n, settings.remove_demo)}
                </Button>
            </div>
        }
        .into_any(),
    };
    let actions = move || {
        view! {
            <Button on_press=move || open.set(false)>{t!(i18n, common.cancel)}</Button>
            <Button
                kind=ButtonKind::Danger
                busy=remove.pending()
                on_press=move || drop(remove.dispatch(()))
            >
                {t!(i18n, settings.remove_demo)}
            </Button>
        }
    };
    view! {
        <Panel id="settings-demo" title=t!(i18n, settings.demo)>
            {loaded(asked, state)}
        </Panel>
        <Dialog
            id="settings-remove-demo"
            open
            title=t!(i18n, settings.remove_demo)
            close_label=t!(i18n, common.close)
            actions=actions
        >
            <p>{t!(i18n, settings.remove_demo_asks)}</p>
            <Failure error=failure />
        </Dialog>
    }
}
