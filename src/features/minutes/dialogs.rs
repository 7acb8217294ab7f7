//! The step into the client's sight, which first says what the client will newly see, and the
//! question before minutes are removed.

use domain::agreement::Difference;
use domain::minutes::{Minutes, MinutesDraft, content};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::{publish_minutes, remove_minutes};
use super::desk::Desk;
use crate::error::AppError;
use crate::features::shared::content_view::{ContentView, DifferenceView};
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogSize};

/// The step into the client's sight.
#[component]
pub fn PublishDialog() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(desk.publishing.with(Option::is_some)));
    let publish = Action::new(move |minutes: &Minutes| {
        let (id, version) = (minutes.id, minutes.version);
        async move { publish_minutes(id, version).await }
    });
    let failure = failure_of(publish);
    when_done(publish, move |()| {
        desk.publishing.set(None);
        desk.done(t_string!(desk.words, minutes.published));
    });
    let close = move || {
        desk.publishing.set(None);
        // Somebody was faster: what is there now is shown behind the sheet.
        if failure.get_untracked() == Some(AppError::Conflict) {
            desk.changed();
        }
        publish.clear();
    };
    let press = move || {
        if let Some(minutes) = desk.publishing.get_untracked() {
            publish.dispatch(minutes);
        }
    };
    let actions = move || {
        view! {
            <Button on_press=close>{t!(i18n, common.cancel)}</Button>
            <Button kind=ButtonKind::Primary busy=publish.pending() on_press=press>
                {t!(i18n, minutes.publish_now)}
            </Button>
        }
    };
    view! {
        <Dialog
            id="minutes-publish"
            open
            title=move || t_string!(i18n, minutes.publish_title)
            close_label=move || t_string!(i18n, common.close)
            size=DialogSize::Medium
            on_close=close
            actions
        >
            {move || desk.publishing.get().map(|minutes| view! { <Offer minutes /> })}
            <Failure error=failure />
        </Dialog>
    }
}

/// What the client will newly see: all of it, or what differs from what it reads now.
#[component]
fn Offer(minutes: Minutes) -> impl IntoView {
    let i18n = use_i18n();
    let now = content(&minutes.says);
    let internal = {
        let MinutesDraft { topics, resolutions, actions, .. } = &minutes.says;
        let duties = resolutions.iter().chain(actions).filter(|duty| duty.is_internal).count();
        topics.iter().filter(|topic| topic.is_internal).count() + duties
    };
    let title = now.title.clone();
    let difference = minutes.shown.as_ref().map(|shown| Difference::between(&content(shown), &now));
    let is_first = difference.is_none();
    let body = move || {
        let locale = i18n.get_locale();
        match difference.clone() {
            None => view! { <ContentView locale content=now.clone() /> }.into_any(),
            Some(difference) => view! { <DifferenceView locale difference /> }.into_any(),
        }
    };
    let sentence = move || match is_first {
        true => t_string!(i18n, minutes.will_see, title = title.clone()),
        false => t_string!(i18n, minutes.will_see_difference, title = title.clone()),
    };
    let hint = move || match internal {
        0 => t_string!(i18n, minutes.publish_hint).to_owned(),
        count => t_string!(i18n, minutes.stays_internal, count = count),
    };
    view! {
        <p class="minutes__will-see">{sentence}</p>
        {body}
        <p class="u-small u-faint">{hint}</p>
    }
}

/// The question before minutes are removed for good.
#[component]
pub fn RemovalDialog() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(desk.removing.with(Option::is_some)));
    let remove = Action::new(move |minutes: &Minutes| {
        let (id, version) = (minutes.id, minutes.version);
        async move { remove_minutes(id, version).await.map(|()| id) }
    });
    let failure = failure_of(remove);
    let name = move || {
        let title = |minutes: &Minutes| minutes.says.title.clone();
        desk.removing.with(|minutes| minutes.as_ref().map(title)).unwrap_or_default()
    };
    when_done(remove, move |id| {
        let said = t_string!(desk.words, minutes.removed_named, name = name());
        desk.removing.set(None);
        desk.gone.set(Some(id));
        desk.open(None);
        desk.done(said);
    });
    let press = move || {
        if let Some(minutes) = desk.removing.get_untracked() {
            remove.dispatch(minutes);
        }
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
                {t!(i18n, minutes.remove)}
            </Button>
        }
    };
    view! {
        <Dialog
            id="minutes-removal"
            open
            title=move || t_string!(i18n, minutes.remove_named, name = name())
            close_label=move || t_string!(i18n, common.close)
            on_close=close
            actions
        >
            <p>{move || t_string!(i18n, minutes.remove_sure, name = name())}</p>
            <Failure error=failure />
        </Dialog>
    }
}
