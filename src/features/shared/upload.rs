//! Files on their way: dropped, chosen or photographed, one after the other, with their progress.

use domain::ProjectId;
use domain::file::{File as Uploaded, checked_size};
use leptos::ev::DragEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{t, use_i18n};
use serde::de::DeserializeOwned;
use web_sys::{Event, File, HtmlInputElement};

use crate::error::AppError;
use crate::paths;
use crate::ui::button::Button;
use crate::ui::dom;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::progress::Progress;

/// A file on its way, or one that did not arrive.
#[derive(Clone, Debug, PartialEq)]
struct Item {
    number: u32,
    name: String,
    /// How much has left, 0 to 100.
    percent: u8,
    /// Why it did not arrive.
    failure: Option<AppError>,
}

/// The files on their way. Cheap to copy; outlives the part of the page that shows it.
#[derive(Clone, Copy)]
pub struct Uploads {
    project: ProjectId,
    items: RwSignal<Vec<Item>>,
    next: StoredValue<u32>,
    /// Called with what arrived once a whole choice of files has been sent.
    done: Callback<Vec<Uploaded>>,
}

impl Uploads {
    /// Nothing on its way yet.
    pub fn new(project: ProjectId, done: impl Fn(Vec<Uploaded>) + Send + Sync + 'static) -> Self {
        let (items, next) = (RwSignal::new(Vec::new()), StoredValue::new(0));
        Self { project, items, next, done: Callback::new(done) }
    }

    /// Whether a file is on its way.
    pub fn is_busy(self) -> bool {
        self.items.with(|items| items.iter().any(|item| item.failure.is_none()))
    }

    /// Sends files, one after the other.
    fn send(self, files: Vec<File>) {
        let first = self.next.get_value();
        let numbered: Vec<(u32, File)> = (first..).zip(files).collect();
        self.next.set_value(numbered.last().map_or(first, |(number, _)| number + 1));
        self.items.update(|items| {
            items.retain(|item| item.failure.is_none());
            items.extend(numbered.iter().map(|(number, file)| Item {
                number: *number,
                name: file.name(),
                percent: 0,
                failure: None,
            }));
        });
        spawn_local(async move {
            let mut arrived = Vec::new();
            for (number, file) in numbered {
                match self.post(number, &file).await {
                    Ok(uploaded) => {
                        arrived.extend(uploaded);
                        self.items.try_update(|items| items.retain(|item| item.number != number));
                    }
                    Err(error) => self.change(number, |item| item.failure = Some(error)),
                }
            }
            // Whoever has left the page meanwhile is told nothing more.
            if !arrived.is_empty() && self.items.try_update(|_| ()).is_some() {
                self.done.run(arrived);
            }
        });
    }

    async fn post(self, number: u32, file: &File) -> Result<Vec<Uploaded>, AppError> {
        checked_size(file.size() as i64)?;
        let progress = move |percent| self.change(number, |item| item.percent = percent);
        let address = paths::files(self.project);
        answered(dom::post_form_file(&address, file, progress).await)
    }

    fn change(self, number: u32, change: impl FnOnce(&mut Item)) {
        self.items.try_update(|items| {
            if let Some(item) = items.iter_mut().find(|item| item.number == number) {
                change(item);
            }
        });
    }
}

/// What the server says about a file that was sent: its status and its words; none when it was not
/// reached.
///
/// # Errors
/// Why it did not take the file.
pub fn answered<T: DeserializeOwned>(answer: Option<(u16, String)>) -> Result<T, AppError> {
    let (status, text) = answer.ok_or(AppError::Offline)?;
    if status == 200 {
        return serde_json::from_str(&text).map_err(|_| AppError::Outdated);
    }
    // What stands before the handler, such as a proxy, answers in other words.
    Err(serde_json::from_str(&text).unwrap_or(match status {
        413 => AppError::TooLarge,
        _ => AppError::Busy,
    }))
}

/// Where files are dropped, chosen or photographed, and those on their way.
#[component]
pub fn UploadField(
    /// The files on their way.
    uploads: Uploads,
    /// What is to be put here.
    #[prop(into)]
    sentence: Signal<String>,
    /// Whether only one file fits.
    #[prop(optional)]
    single: bool,
    /// Why nothing can be sent; `None` when something can.
    #[prop(into)]
    reason: Signal<Option<String>>,
) -> impl IntoView {
    let (field, camera) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let (is_over, many) = (RwSignal::new(false), !single);
    let take = move |files: Vec<File>| {
        let most = if single { 1 } else { files.len() };
        let files: Vec<File> = files.into_iter().take(most).collect();
        if reason.get_untracked().is_none() && !files.is_empty() {
            uploads.send(files);
        }
    };
    let changed = move |event: Event| {
        let field: HtmlInputElement = event_target(&event);
        take(listed(field.files()));
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
        take(listed(event.data_transfer().and_then(|data| data.files())));
    };
    view! {
        <div
            class="deliverables__drop"
            data-over=move || is_over.get().then_some("true")
            on:dragover=hover
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop
        >
            <Icon icon=Icon::Upload size=IconSize::Large />
            <p class="deliverables__drop-words">{move || sentence.get()}</p>
            <input
                class="u-hidden"
                type="file"
                tabindex="-1"
                aria-hidden="true"
                multiple=many
                node_ref=field
                on:change=changed
            />
            <input
                class="u-hidden"
                type="file"
                accept="image/*"
                capture="environment"
                tabindex="-1"
                aria-hidden="true"
                node_ref=camera
                on:change=changed
            />
            <Sources field camera reason />
            <ul class="deliverables__items">
                <For
                    each=move || uploads.items.get()
                    key=|item| (item.number, item.percent, item.failure.is_some())
                    children=row
                />
            </ul>
        </div>
    }
}

/// The buttons that open the fields: one for files, one for the camera.
#[component]
fn Sources(
    field: NodeRef<html::Input>,
    camera: NodeRef<html::Input>,
    reason: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = move |field: NodeRef<html::Input>| {
        field.get_untracked().into_iter().for_each(|field| field.click());
    };
    view! {
        <div class="deliverables__drop-buttons">
            <Button icon=Icon::Attach reason on_press=move || open(field)>
                {t!(i18n, deliverables.choose)}
            </Button>
            <Button icon=Icon::Camera reason on_press=move || open(camera)>
                {t!(i18n, deliverables.photograph)}
            </Button>
        </div>
    }
}

/// The files of a choice or a drop.
fn listed(files: Option<web_sys::FileList>) -> Vec<File> {
    let Some(files) = files else { return Vec::new() };
    (0..files.length()).filter_map(|place| files.get(place)).collect()
}

fn row(item: Item) -> impl IntoView {
    let i18n = use_i18n();
    let Item { name, percent, failure, .. } = item;
    let label = name.clone();
    let state = match failure {
        None => view! { <Progress label=label percent=percent /> }.into_any(),
        Some(error) => {
            let sentence = move || error.sentence(i18n.get_locale());
            let title = t!(i18n, deliverables.not_sent);
            view! {
                <span class="deliverables__failed" role="alert" title=title>
                    {sentence}
                </span>
            }
            .into_any()
        }
    };
    view! {
        <li class="deliverables__item">
            <span class="u-ellipsis">{name}</span>
            {state}
        </li>
    }
}
