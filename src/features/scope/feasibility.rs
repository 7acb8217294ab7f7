//! The team's note on feasibility, which the client never sees.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::write_note;
use super::state::ScopeState;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::ui::button::Button;
use crate::ui::chip::Chip;
use crate::ui::field::TextArea;
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;
use crate::ui::toast::use_toasts;

/// The note; what was typed stays until it is saved.
#[component]
pub fn Feasibility() -> impl IntoView {
    let i18n = use_i18n();
    let state = ScopeState::expect();
    let project = state.project();
    let toasts = use_toasts();
    let text = RwSignal::new(untrack(|| state.with(|opened| opened.note.feasibility.clone())));
    let save = Action::new(move |text: &String| {
        let version = untrack(|| state.with(|opened| opened.note.version));
        write_note(project, version, text.clone())
    });
    when_done(save, move |()| toasts.say(t_string!(i18n, common.saved)));
    // Saved or overtaken: either way there is a newer version to write upon.
    Effect::new(move |_| {
        if save.value().get().is_some() {
            state.reload();
        }
    });
    let failure = failure_of(save);
    let refusal = state.refusal();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let may_write = refusal.get_untracked().is_none();
        if may_write && !save.pending().get_untracked() {
            save.dispatch(text.get_untracked());
        }
    };
    let internal = move || {
        view! { <Chip icon=Icon::Lock>{t!(i18n, common.internal)}</Chip> }
    };
    view! {
        <Panel
            id="scope-feasibility"
            title=t!(i18n, scope.feasibility)
            actions=internal
        >
            <form class="field__form" on:submit=submit>
                <fieldset disabled=move || refusal.get().is_some()>
                    <TextArea
                        name="scope-feasibility"
                        label=t!(i18n, scope.feasibility_label)
                        hint=t!(i18n, scope.feasibility_hint)
                        bind=text
                        max_length=20_000
                    />
                </fieldset>
                <Failure error=failure />
                <div class="field__send">
                    <Button submit=true reason=refusal busy=save.pending()>
                        {t!(i18n, common.save)}
                    </Button>
                </div>
            </form>
        </Panel>
    }
}
