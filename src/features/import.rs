//! The import of a plan file: choose, look at what it holds, take it in as one step.

mod dates;
mod report;
mod sending;

use domain::plan::draft::ImportReport;
use leptos::ev::DragEvent;
use leptos::html;
use leptos::prelude::*;
use leptos_meta::Title;
use locale::{t, t_string, use_i18n};
use web_sys::{Event, File, HtmlInputElement};

use crate::ui::banner::{Banner, BannerKind};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::{Icon, IconSize};
use crate::ui::skeleton::Skeleton;

use report::Report;
use sending::{Import, Work};

/// The import of the open project.
#[component]
pub fn ImportPage() -> impl IntoView {
    let i18n = use_i18n();
    let import = Import::provide();
    view! {
        <Title text=t!(i18n, import_page.title) />
        <div class="import">
            <header class="import__head">
                <h2>{t!(i18n, import_page.title)}</h2>
                <p class="u-muted u-prose">{t!(i18n, import_page.what)}</p>
            </header>
            <Chooser />
            <Refused />
            <Show when=move || import.work.get() == Some(Work::Looking)>
                <Skeleton label=t!(i18n, import_page.looking) lines=6 />
            </Show>
            {move || import.report.get().map(|report: ImportReport| view! { <Report report /> })}
        </div>
    }
}

/// Where a file is chosen or dropped; the chosen one stays in sight.
#[component]
fn Chooser() -> impl IntoView {
    let i18n = use_i18n();
    let import = Import::expect();
    let field = NodeRef::<html::Input>::new();
    let is_over = RwSignal::new(false);
    let take = move |file: Option<File>| file.into_iter().for_each(|file| import.choose(file));
    let changed = move |event: Event| {
        let field: HtmlInputElement = event_target(&event);
        take(field.files().and_then(|files| files.get(0)));
        // The same file may be chosen again after it has been corrected.
        field.set_value("");
    };
    let hover = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        take(files.and_then(|files| files.get(0)));
    };
    let open = move || {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    let words = move || match import.name.get() {
        Some(name) => name,
        None => t_string!(i18n, import_page.drop).to_owned(),
    };
    view! {
        <div
            class="import__drop"
            data-over=move || is_over.get().then_some("true")
            data-chosen=move || import.name.get().map(|_| "true")
            on:dragover=hover
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop
        >
            <Icon icon=Icon::FileUp size=IconSize::Large />
            <p class="import__name" aria-live="polite">{words}</p>
            <input
                class="u-hidden"
                type="file"
                tabindex="-1"
                aria-hidden="true"
                node_ref=field
                on:change=changed
            />
            <Button
                kind=ButtonKind::Quiet
                busy=Signal::derive(move || import.work.get().is_some())
                on_press=open
            >
                {move || match import.name.get() {
                    Some(_) => t_string!(i18n, import_page.choose_other),
                    None => t_string!(i18n, import_page.choose),
                }}
            </Button>
            <p class="u-small u-faint">{t!(i18n, import_page.formats)}</p>
        </div>
    }
}

/// Why the file was not read or imported; it stays chosen.
#[component]
fn Refused() -> impl IntoView {
    let i18n = use_i18n();
    let import = Import::expect();
    let retry = move || {
        view! {
            <Button kind=ButtonKind::Quiet icon=Icon::RefreshCw on_press=move || import.look()>
                {t!(i18n, common.retry)}
            </Button>
        }
    };
    move || {
        import.failure.get().map(|error| {
            let sentence = move || error.sentence(i18n.get_locale());
            view! {
                <Banner kind=BannerKind::Bad actions=retry>
                    {sentence}
                </Banner>
            }
        })
    }
}
