//! What a file looks like, without leaving the page.

use domain::file::{File, Preview};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::desk::Desk;
use super::words::facts;
use crate::error::AppError;
use crate::features::shared::loaded::{ask, loaded};
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::dialog::{Dialog, DialogSize};
use crate::ui::dom;
use crate::ui::icon::Icon;

/// The picture or the words of a file; a PDF opens in the browser's own reader.
#[component]
pub fn FilePreview(
    /// The file.
    file: File,
) -> impl IntoView {
    let i18n = use_i18n();
    let address = paths::file_preview(file.project, file.id);
    match file.media_type.preview() {
        Preview::Image => {
            view! { <img class="deliverables__picture" src=address alt=file.name loading="lazy" /> }
                .into_any()
        }
        Preview::Text => view! { <TextPreview address /> }.into_any(),
        Preview::Pdf => view! {
            <LinkButton href=address icon=Icon::FileText outside=true>
                {t!(i18n, deliverables.open_pdf)}
            </LinkButton>
        }
        .into_any(),
        Preview::None => {
            view! { <p class="u-muted">{t!(i18n, deliverables.no_preview)}</p> }.into_any()
        }
    }
}

#[component]
fn TextPreview(address: String) -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(move || address.clone(), read);
    let label = t!(i18n, deliverables.preview);
    let draw = move |text: String| {
        view! {
            <pre class="deliverables__text" tabindex="0" role="region" aria-label=label>
                {text}
            </pre>
        }
    };
    loaded(asked, draw)
}

async fn read(address: String) -> Result<String, AppError> {
    match dom::get_text(&address).await {
        None => Err(AppError::Offline),
        Some((200, text)) => Ok(text),
        Some((404, _)) => Err(AppError::NotFound),
        Some((401, _)) => Err(AppError::SignedOut),
        Some(_) => Err(AppError::Busy),
    }
}

/// The file that is looked at, large.
#[component]
pub fn PreviewDialog() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(desk.shown.with(Option::is_some)));
    let name = move || {
        desk.shown.with(|file| file.as_ref().map(|file| file.name.clone())).unwrap_or_default()
    };
    let actions = move || {
        desk.shown.get().map(|file| {
            let href = paths::file(file.project, file.id);
            view! {
                <span class="u-small u-faint u-grow">{facts(&file)}</span>
                <Download href />
            }
        })
    };
    view! {
        <Dialog
            id="deliverables-preview"
            open
            title=Signal::derive(name)
            close_label=t!(i18n, common.close)
            size=DialogSize::Large
            light=true
            on_close=move || desk.shown.set(None)
            actions
        >
            {move || desk.shown.get().map(|file| view! { <FilePreview file /> })}
        </Dialog>
    }
}

/// The way to save a file.
#[component]
pub fn Download(
    /// Where the file lies.
    href: String,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        // The router leaves alone what is not a page.
        <a class="button button--quiet" href=href rel="external" download="">
            {t!(i18n, deliverables.download)}
        </a>
    }
}

/// Opens the preview of a file; says why where there is none.
#[component]
pub fn PreviewButton(
    /// The file.
    file: File,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let has_preview = file.media_type.preview() != Preview::None;
    let reason = Signal::derive(move || {
        (!has_preview).then(|| t_string!(i18n, deliverables.no_preview).to_owned())
    });
    let name = file.name.clone();
    let label =
        Signal::derive(move || t_string!(i18n, deliverables.preview_named, name = name.clone()));
    view! {
        <Button
            kind=ButtonKind::Icon
            icon=Icon::Eye
            label
            reason
            on_press=move || desk.shown.set(Some(file.clone()))
        />
    }
}
