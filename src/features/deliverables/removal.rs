//! The question before something is removed for good.

use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::remove_deliverable;
use super::desk::{Desk, Removing};
use super::files_api::remove_file;
use crate::error::AppError;
use crate::features::shared::subject_dialog::RemoveDialog;
use crate::ui::toast::use_toasts;

/// The question.
#[component]
pub fn RemovalDialog() -> impl IntoView {
    let i18n = use_i18n();
    let (desk, toasts) = (Desk::expect(), use_toasts());
    let name =
        move || desk.removing.with(|what| what.as_ref().map(Removing::name).unwrap_or_default());
    let sentence =
        move || match desk.removing.with(|what| matches!(what, Some(Removing::Deliverable(_)))) {
            true => t_string!(i18n, deliverables.remove_deliverable_sure, name = name()),
            false => t_string!(i18n, deliverables.remove_file_sure, name = name()),
        };
    let gone = move |what: Removing| {
        if matches!(what, Removing::Deliverable(_)) {
            desk.opened.set(None);
        }
        toasts.say(t_string!(i18n, deliverables.removed_named, name = what.name()));
    };
    view! {
        <RemoveDialog
            id="deliverables-removal"
            leaving=desk.removing
            title=move || t_string!(i18n, deliverables.remove_named, name = name())
            sentence
            button=t!(i18n, deliverables.remove)
            remove
            on_gone=gone
            on_change=move || desk.changed()
        />
    }
}

async fn remove(what: Removing) -> Result<(), AppError> {
    match what {
        Removing::File(file) => remove_file(file.id).await,
        Removing::Deliverable(known) => remove_deliverable(known.id, known.version).await,
    }
}
