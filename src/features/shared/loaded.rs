//! Drawing what the server answers: a skeleton first, then the thing itself, or a sentence and a
//! way on.

use std::time::Duration;

use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use crate::error::AppError;
use crate::paths;
use crate::ui::button::{Button, LinkButton};
use crate::ui::dom::{self, Listening};
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::skeleton::Skeleton;

/// What takes longer than this says so.
const LONG: Duration = Duration::from_secs(5);

/// What a page asks of the server. The browser asks: the server draws the page's frame at once and
/// never waits for data, so that no page can hang on one.
pub type Asked<T> = LocalResource<Result<T, AppError>>;

/// Asks the server, and again whenever `about` changes.
pub fn ask<S, T, F>(about: impl Fn() -> S + 'static, fetch: impl Fn(S) -> F + 'static) -> Asked<T>
where
    T: 'static,
    F: Future<Output = Result<T, AppError>> + 'static,
{
    LocalResource::new(move || fetch(about()))
}

/// Draws what was asked for. While it is asked again the old answer stays in sight, and whatever
/// had the keyboard has it in the new one too, where it is known by an id.
pub fn loaded<T, V>(
    asked: Asked<T>,
    draw: impl Fn(T) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let waiting = || view! { <Waiting /> };
    let answer = move || {
        let draw = draw.clone();
        asked.get().map(move |answer| {
            keep_keyboard();
            match answer {
                Ok(found) => draw(found).into_any(),
                Err(error) => view! { <Failed error retry=move || asked.refetch() /> }.into_any(),
            }
        })
    };
    view! { <Transition fallback=waiting>{answer}</Transition> }
}

/// Gives the keyboard back to what is drawn in the place of the element that has it now.
fn keep_keyboard() {
    let id = dom::active_element().map(|active| active.id()).unwrap_or_default();
    if !id.is_empty() {
        dom::on_next_frame(move || {
            if dom::has_no_focus() {
                dom::focus_by_id(&id);
            }
        });
    }
}

/// The shape of what is still loading; what takes long says so. Then the page can be loaded again:
/// a question that hangs would hold up a second one.
#[component]
pub fn Waiting() -> impl IntoView {
    let i18n = use_i18n();
    let is_long = RwSignal::new(false);
    // Only the browser waits.
    Effect::new(move |_| {
        let tell = move || {
            is_long.try_set(true);
        };
        set_timeout(tell, LONG);
    });
    let words = move || is_long.get().then(|| t_string!(i18n, common.still_loading));
    view! {
        <Skeleton label=t!(i18n, common.loading) lines=6 />
        <div class="u-row u-wrap">
            <p class="u-muted" role="status">{words}</p>
            <Show when=move || is_long.get()>
                <Button icon=Icon::RefreshCw on_press=dom::reload>
                    {t!(i18n, common.reload)}
                </Button>
            </Show>
        </div>
    }
}

/// A page that could not be drawn: why, and what to do.
#[component]
pub fn Failed(
    /// Why.
    error: AppError,
    /// Asks again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_gone = error == AppError::NotFound;
    if let (AppError::Offline, Some(window)) = (&error, dom::window()) {
        // Back on the network nobody has to press the button.
        let again = move |_: web_sys::Event| retry.run(());
        dom::listen_here(&window, "online", Listening::Passive, again);
    }
    let sentence = move || error.sentence(i18n.get_locale());
    let action = move || match is_gone {
        true => {
            view! { <LinkButton href=paths::HOME>{t!(i18n, error.home)}</LinkButton> }.into_any()
        }
        false => {
            view! { <Button icon=Icon::RefreshCw on_press=retry>{t!(i18n, common.retry)}</Button> }
                .into_any()
        }
    };
    view! {
        <div role="alert">
            <Empty icon=Icon::CircleAlert sentence action />
        </div>
    }
}

/// Why the last attempt to send something failed, as a sentence beside the form; nothing when it
/// did not.
#[component]
pub fn Failure(
    /// The last answer.
    #[prop(into)]
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let sentence = move || error.get().map(|error| error.sentence(i18n.get_locale()));
    view! { <p class="field__error" role="alert">{sentence}</p> }
}

/// The error in the last answer of an action, gone while the next attempt is under way.
pub fn failure_of<I, T>(action: Action<I, Result<T, AppError>>) -> Signal<Option<AppError>>
where
    I: Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
{
    Signal::derive(move || {
        let answer = action.value().get().filter(|_| !action.pending().get());
        answer.and_then(Result::err)
    })
}

/// Calls `done` with each answer of an action that succeeds.
pub fn when_done<I, T>(
    action: Action<I, Result<T, AppError>>,
    done: impl Fn(T) + Send + Sync + 'static,
) where
    I: Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
{
    Effect::new(move |_| {
        if let Some(Ok(answer)) = action.value().get() {
            untrack(|| done(answer));
        }
    });
}
