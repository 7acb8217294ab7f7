//! The question before something is removed for good.

use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::remove_deliverable;
use super::files_api::remove_file;
use super::desk::{Desk, Removing};
use crate::error::AppError;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;

/// The question.
#[component]
pub fn RemovalDialog() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(desk.removing.with(Option::is_some)));
    let remove = Action::new(move |what: &Removing| {
        let what = what.clone();
        async move {
            match what {
                Removing::File(file) => remove_file(file.id).await,
                Removing::Deliverable(known) => remove_deliverable(known.id, known.version).await,
            }
        }
    });
    let failure = failure_of(remove);
    let name = move || {
        desk.removing.with(|what| match what {
            Some(Removing::Deliverable(deliverable)) => deliverable.title.clone(),
            Some(Removing::File(file)) => file.name.clone(),
            None => String::new(),
        })
    };
    when_done(remove, move |()| {
        if desk.removing.with_untracked(|what| matches!(what, Some(Removing::Deliverable(_)))) {
            desk.opened.set(None);
        }
        let said = t_string!(desk.words, deliverables.removed_named, name = name());
        desk.removing.set(None);
        desk.done(said);
    });
    let press = move || {
        if let Some(what) = desk.removing.get_untracked() {
            remove.dispatch(what);
        }
    };
    let sentence =
        move || match desk.removing.with(|what| matches!(what, Some(Removing::Deliverable(_)))) {
            true => t_string!(i18n, deliverables.remove_deliverable_sure, name = name()),
            false => t_string!(i18n, deliverables.remove_file_sure, name = name()),
        };
    let close = move || {
        desk.removing.set(None);
        // Somebody was faster: what is there now is shown behind the question.
        if failure.get_untracked() == Some(AppError::Conflict) {
            desk.changed();
        }
        remove.clear();
    };
    let actions = move || {
        view! {
            <Button on_press=close>{t!(i18n, common.cancel)}</Button>
            <Button kind=ButtonKind::Danger busy=remove.pending() on_press=press>
                {t!(i18n, deliverables.remove)}
            </Button>
        }
    };
    view! {
        <Dialog
            id="deliverables-removal"
            open
            title=move || t_string!(i18n, deliverables.remove_named, name = name())
            close_label=move || t_string!(i18n, common.close)
            on_close=close
            actions
        >
            <p>{sentence}</p>
            <Failure error=failure />
        </Dialog>
    }
}
