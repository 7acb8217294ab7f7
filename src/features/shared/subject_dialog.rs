//! A dialog about one thing, open as long as there is one: what is to be published, what is to go.

use leptos::prelude::*;
use locale::{t, use_i18n};

use super::loaded::{Failure, failure_of, when_done};
use crate::error::AppError;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogSize};

/// Shows what is about to happen to a thing, and a button that does it.
#[component]
pub fn SubjectDialog<T, S, F>(
    /// The id of the dialog.
    #[prop(into)]
    id: String,
    /// The thing; the dialog is open as long as there is one.
    subject: RwSignal<Option<T>>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// What the button says.
    #[prop(into)]
    button: Signal<String>,
    /// The look of the button.
    #[prop(default = ButtonKind::Primary)]
    kind: ButtonKind,
    /// Why the button cannot be used now; `None` when it can.
    #[prop(optional, into)]
    reason: Option<Signal<Option<String>>>,
    /// How wide.
    #[prop(optional)]
    size: DialogSize,
    /// Does it.
    send: S,
    /// Called with the thing once it is done.
    #[prop(into)]
    on_done: Callback<T>,
    /// Called after that, and when the dialog closes after somebody else was faster.
    #[prop(into)]
    on_change: Callback<()>,
    /// What is about to happen; made anew each time the dialog opens.
    children: ChildrenFn,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    S: Fn(T) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), AppError>> + Send + 'static,
{
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(subject.with(Option::is_some)));
    let sending = sending(send);
    when_done(sending, move |one| {
        subject.set(None);
        on_done.run(one);
        on_change.run(());
    });
    let close = closing(subject, sending, on_change);
    let reason = Signal::derive(move || reason.and_then(|reason| reason.get()));
    let press = move || {
        if let Some(one) = subject.get_untracked() {
            sending.dispatch(one);
        }
    };
    let actions = move || {
        view! {
            <Button on_press=close>{t!(i18n, common.cancel)}</Button>
            <Button kind=kind reason busy=sending.pending() on_press=press>
                {move || button.get()}
            </Button>
        }
    };
    let close_label = t!(i18n, common.close);
    let children = StoredValue::new(children);
    view! {
        <Dialog id open title close_label size on_close=close actions>
            {children.with_value(|children| children())}
            <Failure error=failure_of(sending) />
        </Dialog>
    }
}

/// The attempts, each answered with what it was about.
fn sending<T, S, F>(send: S) -> Action<T, Result<T, AppError>>
where
    T: Clone + Send + Sync + 'static,
    S: Fn(T) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), AppError>> + Send + 'static,
{
    Action::new(move |one: &T| {
        let (answer, one) = (send(one.clone()), one.clone());
        async move { answer.await.map(|()| one) }
    })
}

/// What happens when the dialog is left, by whatever means.
fn closing<T: Clone + Send + Sync + 'static>(
    subject: RwSignal<Option<T>>,
    sending: Action<T, Result<T, AppError>>,
    on_change: Callback<()>,
) -> Callback<()> {
    let failure = failure_of(sending);
    Callback::new(move |()| {
        subject.set(None);
        // Somebody was faster: what is there now is shown behind the dialog.
        if failure.get_untracked() == Some(AppError::Conflict) {
            on_change.run(());
        }
        sending.clear();
    })
}

/// Asks before a thing goes for good, and takes it away.
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
    /// What the button says.
    #[prop(into)]
    button: Signal<String>,
    /// Takes it away.
    remove: R,
    /// Called with what it was once it is gone.
    #[prop(optional, into)]
    on_gone: Option<Callback<T>>,
    /// Called after that, and when the dialog closes after somebody else was faster.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    R: Fn(T) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), AppError>> + Send + 'static,
{
    let on_done = Callback::new(move |one: T| {
        if let Some(on_gone) = on_gone {
            on_gone.run(one);
        }
    });
    view! {
        <SubjectDialog
            id
            subject=leaving
            title
            button
            kind=ButtonKind::Danger
            send=remove
            on_done
            on_change
        >
            <p>{move || sentence.get()}</p>
        </SubjectDialog>
    }
}
