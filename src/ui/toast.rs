//! Toasts: what has just been done, and the way back. Never the only place of an error.

use std::time::Duration;

use leptos::prelude::*;

use super::button::{Button, ButtonKind};
use super::icon::Icon;

/// How long a toast stays when nobody looks at it.
const STAY: Duration = Duration::from_secs(10);
/// How long it stays after somebody has stopped looking at it.
const LINGER: Duration = Duration::from_secs(3);
/// More would cover the page; the oldest gives way.
const MOST: usize = 3;

/// A short message with at most one thing to do about it.
#[derive(Clone)]
pub struct Toast {
    /// What has happened, in one sentence.
    pub text: String,
    /// The words of the button and what it does.
    pub action: Option<(String, Callback<()>)>,
    /// Whether something failed; then it stays until it is closed.
    pub is_error: bool,
}

/// The toasts on the screen. Take it with [`use_toasts`] while a component is made.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<(u64, Toast)>>,
    next: StoredValue<u64>,
    is_watched: RwSignal<bool>,
    /// What a toast may do lives as long as the page: the menu that offered it closes at once.
    page: StoredValue<Option<Owner>>,
}

impl Toasts {
    /// Shows a toast.
    pub fn push(self, toast: Toast) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        let stays = toast.is_error;
        self.shown.update(|shown| {
            shown.push((id, toast));
            if shown.len() > MOST {
                shown.remove(0);
            }
        });
        if !stays {
            self.close_after(id, STAY);
        }
    }

    /// Says that something has been done.
    pub fn say(self, text: impl Into<String>) {
        self.push(Toast { text: text.into(), action: None, is_error: false });
    }

    /// Says that something has been done and offers a way back. Of offers with the same words only
    /// the last one stays: an older one would no longer do what it says.
    pub fn offer(
        self,
        text: impl Into<String>,
        label: impl Into<String>,
        action: impl Into<Callback<()>>,
    ) {
        let action = match self.page.get_value() {
            Some(page) => page.with(|| action.into()),
            None => action.into(),
        };
        let label = label.into();
        self.withdraw(&label);
        let action = Some((label, action));
        self.push(Toast { text: text.into(), action, is_error: false });
    }

    /// Takes back what was offered in these words.
    pub fn withdraw(self, label: &str) {
        let is_it = |toast: &Toast| toast.action.as_ref().is_some_and(|(words, _)| words == label);
        self.shown.update(|shown| shown.retain(|(_, toast)| !is_it(toast)));
    }

    /// Says that something failed; stays until it is closed.
    pub fn fail(self, text: impl Into<String>) {
        self.push(Toast { text: text.into(), action: None, is_error: true });
    }

    fn close(self, id: u64) {
        self.shown.update(|shown| shown.retain(|(other, _)| *other != id));
        // What disappears under a pointer or with the focus never tells that they have left.
        self.is_watched.set(false);
    }

    fn close_after(self, id: u64, time: Duration) {
        set_timeout(
            move || match self.is_watched.try_get_untracked() {
                Some(true) => self.close_after(id, LINGER),
                Some(false) => self.close(id),
                // The page is gone, and the toast with it.
                None => {}
            },
            time,
        );
    }
}

/// Makes toasts available to everything below; call it once, in the app.
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts {
        shown: RwSignal::new(Vec::new()),
        next: StoredValue::new(0),
        is_watched: RwSignal::new(false),
        page: StoredValue::new(Owner::current()),
    };
    provide_context(toasts);
    toasts
}

/// The toasts of this page.
pub fn use_toasts() -> Toasts {
    expect_context()
}

/// Where toasts appear: once per page, after everything else.
#[component]
pub fn ToastRegion(
    /// The name of the region, read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// The name of the button that closes a toast.
    #[prop(into)]
    close_label: Signal<String>,
) -> impl IntoView {
    let toasts = use_toasts();
    let watch = move |watched: bool| move |_| toasts.is_watched.set(watched);
    view! {
        <section class="toast-region" aria-label=move || label.get()>
            <div
                class="toast-region__list"
                role="status"
                aria-live="polite"
                on:pointerenter=move |_| toasts.is_watched.set(true)
                on:pointerleave=move |_| toasts.is_watched.set(false)
                on:focusin=watch(true)
                on:focusout=watch(false)
            >
                <For
                    each=move || toasts.shown.get()
                    key=|(id, _)| *id
                    children=move |(id, toast)| draw(toasts, id, toast, close_label)
                />
            </div>
        </section>
    }
}

fn draw(toasts: Toasts, id: u64, toast: Toast, close_label: Signal<String>) -> impl IntoView {
    let act = toast.action.map(|(label, action)| {
        let press = move || {
            toasts.close(id);
            action.run(());
        };
        view! { <Button kind=ButtonKind::Ghost on_press=press>{label}</Button> }
    });
    view! {
        <div class="toast" data-error=toast.is_error.then_some("true")>
            <span class="toast__text">{toast.text}</span>
            {act}
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Close
                label=close_label
                on_press=move || toasts.close(id)
            />
        </div>
    }
}
