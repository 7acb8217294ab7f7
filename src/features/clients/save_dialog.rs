//! The dialog that writes down a record of a client.

use domain::Refusal;
use leptos::prelude::*;

use crate::error::AppError;
use crate::features::shared::form_dialog::FormDialog;
use crate::features::shared::loaded::{failure_of, when_done};

/// A form in a dialog that writes down a record of the client. It closes once that is saved.
#[component]
pub fn SaveDialog<D, R, S, F>(
    /// The id of the dialog.
    #[prop(into)]
    id: String,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// What the form says, or what the rules refuse about it.
    read: R,
    /// Sends it.
    save: S,
    /// Called once it is saved, and when it closes after somebody else was faster.
    on_change: Callback<()>,
    /// The fields; made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView
where
    D: Clone + Send + Sync + 'static,
    R: Fn() -> Result<D, Refusal> + Send + Sync + 'static,
    S: Fn(D) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), AppError>> + Send + 'static,
{
    let refused = RwSignal::new(None::<AppError>);
    Effect::new(move |_| {
        if open.get() {
            refused.set(None);
        }
    });
    let send = Action::new(move |said: &D| save(said.clone()));
    when_done(send, move |()| {
        open.set(false);
        on_change.run(());
    });
    let failed = failure_of(send);
    let failure = Signal::derive(move || refused.get().or_else(|| failed.get()));
    let submit = move || match read() {
        Ok(said) => {
            refused.set(None);
            send.dispatch(said);
        }
        Err(refusal) => refused.set(Some(refusal.into())),
    };
    let closed = move || {
        if failure.get_untracked() == Some(AppError::Conflict) {
            on_change.run(());
        }
    };
    let children = StoredValue::new(children);
    view! {
        <FormDialog
            id
            open
            title
            on_submit=submit
            failure
            busy=send.pending()
            on_close=closed
        >
            {children.with_value(|children| children())}
        </FormDialog>
    }
}
