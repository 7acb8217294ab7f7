//! The step into the client's sight, which first says what the client will newly see, and the
//! question before minutes are removed.

use domain::agreement::Difference;
use domain::minutes::{Minutes, MinutesDraft, content};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::{publish_minutes, remove_minutes};
use super::desk::Desk;
use crate::features::shared::content_view::{ContentView, DifferenceView};
use crate::features::shared::subject_dialog::{RemoveDialog, SubjectDialog};
use crate::ui::dialog::DialogSize;
use crate::ui::toast::use_toasts;

/// The step into the client's sight.
#[component]
pub fn PublishDialog() -> impl IntoView {
    let i18n = use_i18n();
    let (desk, toasts) = (Desk::expect(), use_toasts());
    view! {
        <SubjectDialog
            id="minutes-publish"
            subject=desk.publishing
            title=t!(i18n, minutes.publish_title)
            button=t!(i18n, minutes.publish_now)
            size=DialogSize::Medium
            send=|minutes: Minutes| publish_minutes(minutes.id, minutes.version)
            on_done=move |_: Minutes| toasts.say(t_string!(i18n, minutes.published))
            on_change=move || desk.changed()
        >
            {move || desk.publishing.get().map(|minutes| view! { <Offer minutes /> })}
        </SubjectDialog>
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
    let (desk, toasts) = (Desk::expect(), use_toasts());
    let name = move || {
        let title = |minutes: &Minutes| minutes.says.title.clone();
        desk.removing.with(|minutes| minutes.as_ref().map(title)).unwrap_or_default()
    };
    let gone = move |minutes: Minutes| {
        desk.gone.set(Some(minutes.id));
        desk.open(None);
        toasts.say(t_string!(i18n, minutes.removed_named, name = minutes.says.title));
    };
    view! {
        <RemoveDialog
            id="minutes-removal"
            leaving=desk.removing
            title=move || t_string!(i18n, minutes.remove_named, name = name())
            sentence=move || t_string!(i18n, minutes.remove_sure, name = name())
            button=t!(i18n, minutes.remove)
            remove=|minutes: Minutes| remove_minutes(minutes.id, minutes.version)
            on_gone=gone
            on_change=move || desk.changed()
        />
    }
}
