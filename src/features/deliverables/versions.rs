//! The versions of a deliverable, and how another one comes: as a file or as an address.

use domain::deliverable::VersionDraft;
use domain::file::File;
use domain::{DeliverableId, DeliverableVersionId};
use leptos::prelude::*;
use locale::{Locale, dates, t, t_string, use_i18n};

use super::api::{VersionLine, add_version};
use super::desk::Desk;
use super::preview::{Download, FilePreview, PreviewButton};
use super::register::{Sight, no_right};
use super::words::{facts, icon};
use crate::features::shared::fresh;
use crate::features::shared::upload::{UploadField, Uploads};
use crate::paths;
use crate::ui::button::{Button, LinkButton};
use crate::ui::field::{TextArea, TextField};
use crate::ui::icon::Icon;

/// A version that is being added. Cheap to copy; outlives the part of the page that shows it.
#[derive(Clone, Copy)]
pub struct Adding {
    desk: Desk,
    deliverable: DeliverableId,
    link: RwSignal<String>,
    comment: RwSignal<String>,
    uploads: Uploads,
}

impl Adding {
    /// Nothing typed and nothing on its way.
    pub fn new(desk: Desk, deliverable: DeliverableId) -> Self {
        let (link, comment) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let arrived = move |files: Vec<File>| {
            let add_one = |file: &File| {
                let comment_now = comment.get_untracked();
                let draft =
                    VersionDraft { file: Some(file.id), link: String::new(), comment: comment_now };
                add(desk, deliverable, draft, move || {
                    comment.try_set(String::new());
                });
            };
            files.iter().for_each(add_one);
        };
        let uploads = Uploads::new(desk.project, arrived);
        Self { desk, deliverable, link, comment, uploads }
    }

    /// Adds the address in the field as a version.
    fn add_link(self) {
        let (link, comment) = (self.link.get_untracked(), self.comment.get_untracked());
        let draft = VersionDraft { file: None, link, comment };
        add(self.desk, self.deliverable, draft, move || {
            self.link.try_set(String::new());
            self.comment.try_set(String::new());
        });
    }
}

/// Adds a version; what was typed stays until it is there.
fn add(desk: Desk, deliverable: DeliverableId, draft: VersionDraft, then: impl FnOnce() + 'static) {
    let id = fresh::id(DeliverableVersionId::new);
    let said = t_string!(desk.words, deliverables.version_added);
    desk.act_then(add_version(deliverable, id, draft), said, then);
}

/// The versions of a deliverable, the newest first and large.
#[component]
pub fn Versions(
    /// The versions, the newest first.
    versions: Vec<VersionLine>,
    /// The one that is being added.
    adding: Adding,
    /// Whether this person may add one.
    may_edit: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let nothing = versions
        .is_empty()
        .then(|| view! { <p class="u-muted">{t!(i18n, deliverables.no_versions)}</p> });
    let newest = versions.first().and_then(|line| line.version.file.clone());
    let shown = newest.map(|file| view! { <FilePreview file /> });
    view! {
        <section class="deliverables__part" aria-labelledby="deliverable-versions">
            <h4 id="deliverable-versions">{t!(i18n, deliverables.versions)}</h4>
            {nothing}
            {shown}
            <ol class="deliverables__versions">
                {versions.into_iter().map(|line| view! { <VersionRow line /> }).collect_view()}
            </ol>
            <AddVersion adding may_edit />
        </section>
    }
}

#[component]
fn VersionRow(line: VersionLine) -> impl IntoView {
    let i18n = use_i18n();
    let VersionLine { version, by, at, seen } = line;
    let file = version.file.map(|file| view! { <VersionFile file /> });
    let link = version.link.map(|link| {
        view! {
            <LinkButton href=link.clone() icon=Icon::Link outside=true>
                <span class="deliverables__address">{link}</span>
            </LinkButton>
        }
    });
    let comment = version.comment;
    let stamp = move || dates::stamp(i18n.get_locale(), at);
    let is_seen = !seen.is_empty();
    let seen = move || seen_words(i18n.get_locale(), &seen);
    view! {
        <li class="deliverables__version">
            <div class="deliverables__marks">
                <b>{format!("v{}", version.number)}</b>
                <Sight is_visible=version.is_client_visible />
                <span class="u-small u-faint">{stamp} " " {by}</span>
            </div>
            {(!comment.is_empty())
                .then(|| view! { <p class="deliverables__note">{comment}</p> })}
            {file}
            {link}
            {is_seen
                .then(|| {
                    view! {
                        <p class="u-small u-muted">{t!(i18n, deliverables.seen_by)} " " {seen}</p>
                    }
                })}
        </li>
    }
}

/// Who has fetched a version, and when first.
fn seen_words(locale: Locale, seen: &[(String, chrono::NaiveDateTime)]) -> String {
    let words = seen.iter().map(|(name, at)| format!("{name} ({})", dates::stamp(locale, *at)));
    words.collect::<Vec<_>>().join(", ")
}

#[component]
fn VersionFile(file: File) -> impl IntoView {
    let href = paths::file(file.project, file.id);
    let hash = file.hash;
    view! {
        <div class="deliverables__file">
            <Icon icon=icon(file.media_type) />
            <span class="deliverables__file-words">
                <span class="deliverables__name">{file.name.clone()}</span>
                <span class="u-small u-faint" title=hash.to_string()>
                    {facts(&file)} " · SHA-256 " {hash.short()}
                </span>
            </span>
            <span class="u-row u-push">
                <PreviewButton file />
                <Download href />
            </span>
        </div>
    }
}

#[component]
fn AddVersion(adding: Adding, may_edit: bool) -> impl IntoView {
    let i18n = use_i18n();
    let reason = no_right(may_edit);
    let link_reason = Signal::derive(move || {
        let missing = || t_string!(i18n, deliverables.link_missing).to_owned();
        let is_empty = adding.link.with(|link| link.trim().is_empty());
        reason.get().or_else(|| is_empty.then(missing))
    });
    view! {
        <div class="deliverables__add">
            <TextArea
                name="version-comment"
                label=t!(i18n, deliverables.comment)
                hint=t!(i18n, deliverables.comment_hint)
                bind=adding.comment
                rows=1
            />
            <UploadField
                uploads=adding.uploads
                sentence=t!(i18n, deliverables.drop_version)
                single=true
                reason
            />
            <div class="deliverables__link">
                <TextField
                    name="version-link"
                    label=t!(i18n, deliverables.link)
                    hint=t!(i18n, deliverables.link_hint)
                    placeholder=move || "https://"
                    bind=adding.link
                />
                <Button icon=Icon::Link reason=link_reason on_press=move || adding.add_link()>
                    {t!(i18n, deliverables.add_link)}
                </Button>
            </div>
        </div>
    }
}
