//! A dialog that asks for a few words before something is decided.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use crate::error::AppError;
use crate::features::shared::loaded::Failure;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogSize};
use crate::ui::field::TextArea;

/// Asks for a note and sends it.
#[component]
pub fn NoteDialog(
    /// The id of the dialog.
    #[prop(into)]
    id: String,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The heading, which is also what the button says.
    #[prop(into)]
    title: Signal<String>,
    /// The label of the field.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it cannot be sent without words.
    #[prop(optional)]
    required: bool,
    /// The look of the button.
    #[prop(optional)]
    kind: ButtonKind,
    /// Why the last attempt failed.
    error: Signal<Option<AppError>>,
    /// Whether it is being sent.
    busy: Signal<bool>,
    /// Called with the note.
    #[prop(into)]
    on_send: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let note = RwSignal::new(String::new());
    let name = format!("{id}-note");
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            on_send.run(note.get_untracked());
        }
    };
    view! {
        <Dialog
            id
            open
            title
            close_label=move || t_string!(i18n, common.close)
            size=DialogSize::Medium
        >
            <form class="field__form" on:submit=submit>
                <TextArea name=name.clone() label bind=note required />
                <Failure error />
                <div class="changes__send">
                    <Button on_press=move || open.set(false)>{t!(i18n, common.cancel)}</Button>
                    <Button kind submit=true busy>
                        {move || title.get()}
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}
