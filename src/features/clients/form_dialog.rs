//! The two dialogs of a client's page: one writes a record down, the other asks before one goes.

use domain::Refusal;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use crate::error::AppError;
use crate::features::shared::form_dialog::FormDialog;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;

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

/// Asks before something goes for good.
#[component]
fn ConfirmDialog(
    /// The id of the dialog.
    #[prop(into)]
    id: String,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// What happens then.
    #[prop(into)]
    sentence: Signal<String>,
    /// Called when the person wants it.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Why the last attempt failed.
    #[prop(into)]
    failure: Signal<Option<AppError>>,
    /// Whether an attempt is under way.
    #[prop(into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let actions = move || {
        view! {
            <Button on_press=move || open.set(false)>{t!(i18n, common.cancel)}</Button>
            <Button kind=ButtonKind::Danger busy=busy on_press=on_confirm>
                {t!(i18n, clients.remove)}
            </Button>
        }
    };
    view! {
        <Dialog
            id
            open
            title
            close_label=move || t_string!(i18n, common.close)
            actions
        >
            <p>{move || sentence.get()}</p>
            <Failure error=failure />
        </Dialog>
    }
}

/// Asks before a record of the client goes, and takes it away.
#[component]
pub fn RemoveDialog<T, R, F>(
    /// The id of the dialog.
    #[prop(into)]
    id: String,
    /// What is to go; the dialog opens whenever something is put here.
    leaving: RwSignal<Option<T>>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// What happens then.
    #[prop(into)]
    sentence: Signal<String>,
    /// Takes it away.
    remove: R,
    /// Called once it is gone.
    on_change: Callback<()>,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    R: Fn(T) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), AppError>> + Send + 'static,
{
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if leaving.with(Option::is_some) {
            open.set(true);
        }
    });
    let send = Action::new(move |one: &T| remove(one.clone()));
    when_done(send, move |()| {
        open.set(false);
        on_change.run(());
    });
    let confirm = move || {
        if let Some(one) = leaving.get_untracked() {
            send.dispatch(one);
        }
    };
    view! {
        <ConfirmDialog
            id
            open
            title
            sentence
            on_confirm=confirm
            failure=failure_of(send)
            busy=send.pending()
        />
    }
}
