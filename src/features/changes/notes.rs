//! A dialog that asks for a few words before something is decided.

use leptos::prelude::*;

use crate::error::AppError;
use crate::features::shared::form_dialog::FormDialog;
use crate::ui::button::ButtonKind;
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
    let note = RwSignal::new(String::new());
    let name = format!("{id}-note");
    view! {
        <FormDialog
            id
            open
            title
            on_submit=move || on_send.run(note.get_untracked())
            failure=error
            busy
            send_label=title
            kind
        >
            <TextArea name=name.clone() label bind=note required />
        </FormDialog>
    }
}
