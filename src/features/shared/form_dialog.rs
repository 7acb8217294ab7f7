//! A form in a dialog.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::loaded::Failure;
use crate::error::AppError;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogSize};

/// A form in a dialog: its fields, why it was refused, a way out and the button that sends it.
#[component]
pub fn FormDialog(
    /// The id of the dialog.
    #[prop(into)]
    id: String,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Called when the form is sent and nothing is under way.
    #[prop(into)]
    on_submit: Callback<()>,
    /// Why the last attempt failed.
    #[prop(into)]
    failure: Signal<Option<AppError>>,
    /// Whether an attempt is under way.
    #[prop(into)]
    busy: Signal<bool>,
    /// What the button says that sends the form; without it, that it is saved.
    #[prop(optional, into)]
    send_label: Option<Signal<String>>,
    /// The look of that button.
    #[prop(default = ButtonKind::Primary)]
    kind: ButtonKind,
    /// What stands before the buttons at the foot.
    #[prop(optional, into)]
    aside: Option<ViewFn>,
    /// Called after it has been closed, by whatever means.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// The fields; made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            on_submit.run(());
        }
    };
    let closed = move || {
        if let Some(on_close) = on_close {
            on_close.run(());
        }
    };
    let send_words = move || match send_label {
        Some(label) => label.get(),
        None => t_string!(i18n, common.save).to_owned(),
    };
    let (children, aside) = (StoredValue::new(children), StoredValue::new(aside));
    view! {
        <Dialog
            id
            open
            title
            close_label=t!(i18n, common.close)
            size=DialogSize::Medium
            on_close=closed
        >
            <form class="field__form" on:submit=submit>
                {children.with_value(|children| children())}
                <Failure error=failure />
                <div class="field__send">
                    {aside.with_value(|aside| aside.as_ref().map(ViewFn::run))}
                    <Button on_press=move || open.set(false)>{t!(i18n, common.cancel)}</Button>
                    <Button kind=kind submit=true busy=busy>
                        {send_words}
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}
