//! What the client sees of the task.

use domain::plan::TaskChange;
use leptos::prelude::*;
use locale::{t, td_string};

use super::state::OpenTask;
use crate::ui::check::Switch;

/// The switch 客户可见, and in a sentence what it means.
#[component]
pub fn ClientPart() -> impl IntoView {
    let open = OpenTask::expect();
    let is_visible = open.is(|task| task.is_client_visible);
    let is_milestone = open.is(|task| task.is_milestone);
    let set = move |is_visible: bool| open.change(TaskChange::ClientVisible(is_visible));
    let sentence = move || {
        let locale = open.locale();
        match (is_visible.get(), is_milestone.get()) {
            (false, _) => td_string!(locale, peek.client_sees_nothing),
            (true, true) => td_string!(locale, peek.client_sees_milestone),
            (true, false) => td_string!(locale, peek.client_sees_task),
        }
    };
    let may_edit = open.plan.may_edit();
    view! {
        <fieldset
            class="peek__group peek__client"
            data-visible=move || is_visible.get().then_some("true")
            disabled=!may_edit
        >
            <Switch on=is_visible on_change=set>
                {t!(open.words, peek.client_visible)}
            </Switch>
            <p class="u-small">{sentence}</p>
        </fieldset>
    }
}
