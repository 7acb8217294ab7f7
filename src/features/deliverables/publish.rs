//! The step into the client's sight: first what the client will newly see, then the button.

use std::collections::BTreeSet;

use domain::file::File;
use domain::{FileId, ProjectId};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::{Line, publish_deliverable};
use super::desk::{Desk, Publishing};
use super::files_api::publish_files;
use super::words::{count_files, facts};
use crate::error::AppError;
use crate::features::shared::subject_dialog::SubjectDialog;
use crate::ui::check::Checkbox;
use crate::ui::dialog::DialogSize;
use crate::ui::toast::use_toasts;

/// Which files are ticked.
type Chosen = RwSignal<BTreeSet<FileId>>;

/// The sheet.
#[component]
pub fn PublishDialog() -> impl IntoView {
    let i18n = use_i18n();
    let (desk, toasts) = (Desk::expect(), use_toasts());
    let chosen: Chosen = RwSignal::new(BTreeSet::new());
    Effect::new(move |_| {
        if let Some(Publishing::Files(_, first)) = desk.publishing.get() {
            chosen.set(first.into_iter().collect());
        }
    });
    let reason = Signal::derive(move || {
        let of_files = desk.publishing.with(|what| matches!(what, Some(Publishing::Files(..))));
        let is_missing = of_files && chosen.with(BTreeSet::is_empty);
        is_missing.then(|| t_string!(i18n, deliverables.choose_some).to_owned())
    });
    view! {
        <SubjectDialog
            id="deliverables-publish"
            subject=desk.publishing
            title=t!(i18n, deliverables.publish_title)
            button=t!(i18n, deliverables.publish_now)
            reason
            size=DialogSize::Medium
            send=move |what: Publishing| publish(desk.project, what, chosen.get_untracked())
            on_done=move |_: Publishing| toasts.say(t_string!(i18n, deliverables.published))
            on_change=move || desk.changed()
        >
            {move || desk.publishing.get().map(|what| offer(what, chosen))}
        </SubjectDialog>
    }
}

async fn publish(
    project: ProjectId,
    what: Publishing,
    chosen: BTreeSet<FileId>,
) -> Result<(), AppError> {
    match what {
        Publishing::Files(..) => publish_files(project, chosen.into_iter().collect()).await,
        Publishing::Deliverable(line) => {
            let newest = line.newest.as_ref().map_or(0, |newest| newest.version.number);
            publish_deliverable(line.deliverable.id, line.deliverable.version, newest).await
        }
    }
}

/// What the client will newly see.
fn offer(what: Publishing, chosen: Chosen) -> AnyView {
    match what {
        Publishing::Deliverable(line) => view! { <OfDeliverable line=*line /> }.into_any(),
        Publishing::Files(files, _) => view! { <OfFiles files chosen /> }.into_any(),
    }
}

#[component]
fn OfDeliverable(line: Line) -> impl IntoView {
    let i18n = use_i18n();
    let Line { deliverable, newest, .. } = line;
    let is_new = !deliverable.is_client_visible;
    let version = newest.map(|newest| newest.version);
    let is_fresh = version.as_ref().is_some_and(|version| !version.is_client_visible);
    let files = version.as_ref().map_or(0, |version| usize::from(version.file.is_some()));
    let links = version.as_ref().map_or(0, |version| usize::from(version.link.is_some()));
    let sentence = move || {
        let mut parts = Vec::new();
        if is_new {
            parts.push(t_string!(i18n, deliverables.one_deliverable).to_owned());
        }
        if is_fresh && files > 0 {
            parts.push(count_files(i18n, files));
        }
        if is_fresh && links > 0 {
            parts.push(t_string!(i18n, deliverables.one_link).to_owned());
        }
        let what = parts.join(t_string!(i18n, deliverables.and));
        t_string!(i18n, deliverables.will_see, what = what)
    };
    let number = version.as_ref().map(|version| format!(" v{}", version.number));
    let file = version.as_ref().and_then(|version| version.file.clone());
    let link = version.and_then(|version| version.link);
    let criteria = deliverable.criteria.len();
    view! {
        <p class="deliverables__will-see">{sentence}</p>
        <ul class="deliverables__offer">
            <li><b>{deliverable.title} {number}</b></li>
            {file.map(|file| view! { <li>{file.name.clone()} " · " {facts(&file)}</li> })}
            {link.map(|link| view! { <li class="deliverables__address">{link}</li> })}
            {(is_new && criteria > 0)
                .then(|| {
                    view! {
                        <li>
                            {move || {
                                t_string!(i18n, deliverables.with_criteria, count = criteria)
                            }}
                        </li>
                    }
                })}
        </ul>
        <p class="u-small u-faint">{t!(i18n, deliverables.publish_hint)}</p>
    }
}

#[component]
fn OfFiles(files: Vec<File>, chosen: Chosen) -> impl IntoView {
    let i18n = use_i18n();
    let sentence = move || {
        let what = count_files(i18n, chosen.with(BTreeSet::len));
        t_string!(i18n, deliverables.will_see, what = what)
    };
    let row = move |file: File| {
        let id = file.id;
        let tick = move |is_on: bool| {
            chosen.update(|chosen| {
                if is_on {
                    chosen.insert(id)
                } else {
                    chosen.remove(&id)
                };
            });
        };
        let words = format!("{} · {}", file.name, facts(&file));
        view! {
            <li>
                <Checkbox
                    checked=Signal::derive(move || chosen.with(|chosen| chosen.contains(&id)))
                    on_change=tick
                >
                    {words}
                </Checkbox>
            </li>
        }
    };
    view! {
        <p class="deliverables__will-see" role="status">
            {sentence}
        </p>
        <ul class="deliverables__offer">{files.into_iter().map(row).collect_view()}</ul>
        <p class="u-small u-faint">{t!(i18n, deliverables.publish_hint)}</p>
    }
}
