//! What a page of a project shows: asked of the server again after every change, and in sight
//! meanwhile, so that every row keeps its place and nobody loses the field in which they write.

use domain::ProjectId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use locale::{Locale, Words, td_string, use_i18n};

use super::address;
use super::loaded::{Failed, Waiting, ask};
use crate::error::AppError;
use crate::ui::toast::{Toasts, use_toasts};

/// How far the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Phase {
    /// The server has not answered.
    Waiting,
    /// It cannot be shown.
    Failed(AppError),
    /// It is there.
    Ready(ProjectId),
}

/// What the server found in the project that the address names. Cheap to copy.
#[derive(Clone)]
pub struct InSight<T: Clone + Send + Sync + 'static> {
    project: Memo<Option<ProjectId>>,
    revision: RwSignal<u32>,
    /// What was found, and in which project.
    found: RwSignal<Option<(ProjectId, T)>>,
    failure: RwSignal<Option<AppError>>,
    go: Callback<String>,
    toasts: Toasts,
    words: Words,
}

impl<T: Clone + Send + Sync + 'static> Copy for InSight<T> {}

impl<T: Clone + Send + Sync + 'static> InSight<T> {
    /// Asks the server, and again after every change.
    pub fn new<F>(fetch: impl Fn(ProjectId) -> F + Copy + 'static) -> Self
    where
        F: Future<Output = Result<T, AppError>> + 'static,
    {
        let navigate = use_navigate();
        let go = Callback::new(move |address: String| {
            let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
            navigate(&address, options);
        });
        let sight = Self {
            project: address::project(),
            revision: RwSignal::new(0),
            found: RwSignal::new(None),
            failure: RwSignal::new(None),
            go,
            toasts: use_toasts(),
            words: use_i18n(),
        };
        let about = move || (sight.project.get(), sight.revision.get());
        let asked = ask(about, move |(project, _)| async move {
            match project {
                Some(project) => fetch(project).await.map(|found| (project, found)),
                None => Err(AppError::NotFound),
            }
        });
        Effect::new(move |_| match asked.get() {
            None => {}
            Some(Ok(found)) => {
                sight.failure.set(None);
                sight.found.set(Some(found));
            }
            Some(Err(error)) => {
                if untrack(|| sight.here().is_some()) {
                    sight.refuse(&error);
                }
                sight.failure.set(Some(error));
            }
        });
        sight
    }

    /// The project, once what was found is of it.
    fn here(self) -> Option<ProjectId> {
        let project = self.project.get()?;
        let is_of =
            |found: &Option<(ProjectId, T)>| found.as_ref().is_some_and(|(of, _)| *of == project);
        self.found.with(is_of).then_some(project)
    }

    fn phase(self) -> Memo<Phase> {
        Memo::new(move |_| match (self.here(), self.failure.get()) {
            (Some(project), _) => Phase::Ready(project),
            (None, Some(error)) => Phase::Failed(error),
            (None, None) => Phase::Waiting,
        })
    }

    /// Draws the page of the project once it is there: a skeleton before, or a sentence and a way
    /// on.
    pub fn drawn<V: IntoView + 'static>(
        self,
        draw: impl Fn(ProjectId) -> V + Send + Sync + 'static,
    ) -> impl IntoView {
        let phase = self.phase();
        move || match phase.get() {
            Phase::Waiting => view! { <Waiting /> }.into_any(),
            Phase::Failed(error) => {
                view! { <Failed error retry=move || self.ask_again() /> }.into_any()
            }
            Phase::Ready(project) => draw(project).into_any(),
        }
    }

    /// Asks the server again.
    pub fn ask_again(self) {
        self.revision.try_update(|revision| *revision += 1);
    }

    /// Counts what was changed from here.
    pub fn revision(self) -> Signal<u32> {
        self.revision.into()
    }

    /// Reads what was found and subscribes to it; the default while nothing is there.
    pub fn get<R: Default>(self, read: impl FnOnce(&T) -> R) -> R {
        self.found.with(|found| found.as_ref().map(|(_, found)| read(found))).unwrap_or_default()
    }

    /// The same without a subscription.
    pub fn peek<R: Default>(self, read: impl FnOnce(&T) -> R) -> R {
        let found = |found: &Option<(ProjectId, T)>| found.as_ref().map(|(_, found)| read(found));
        self.found.with_untracked(found).unwrap_or_default()
    }

    /// Changes what was found, here at once: the server's answer to the change follows.
    pub fn patch(self, change: impl FnOnce(&mut T)) {
        self.found.update(|found| {
            if let Some((_, found)) = found {
                change(found);
            }
        });
    }

    /// The project in sight.
    pub fn project(self) -> Option<ProjectId> {
        self.project.get_untracked()
    }

    /// The address of something in the project; follows the project.
    pub fn href_of(self, of: impl FnOnce(ProjectId) -> String) -> String {
        self.project.get().map(of).unwrap_or_default()
    }

    /// Goes to an address of the same page.
    pub fn go(self, address: String) {
        self.go.run(address);
    }

    /// The language; subscribes to its changes.
    pub fn locale(self) -> Locale {
        self.words.get_locale()
    }

    /// The language now.
    pub fn locale_now(self) -> Locale {
        self.words.get_locale_untracked()
    }

    /// Says why something was not done; stays until it is closed.
    pub fn refuse(self, error: &AppError) {
        self.toasts.fail(error.sentence(self.locale_now()));
    }

    /// Says that something was done.
    pub fn say(self, text: impl Into<String>) {
        self.toasts.say(text);
    }

    /// Sends a change. Afterwards everything is asked again; a failure is said in words.
    pub fn send(self, change: impl Future<Output = Result<(), AppError>> + 'static) {
        self.send_words((String::new(), String::new()), change);
    }

    /// Sends words that somebody typed about `what`. When somebody else was faster their words come
    /// in, and what was typed is told, so that it is not lost.
    pub fn send_words(
        self,
        (what, typed): (String, String),
        change: impl Future<Output = Result<(), AppError>> + 'static,
    ) {
        spawn_local(async move {
            match change.await {
                Err(AppError::Conflict) if !typed.is_empty() => {
                    let locale = self.locale_now();
                    self.toasts.fail(td_string!(locale, error.overtaken, what, typed));
                }
                Err(error) => self.refuse(&error),
                Ok(()) => {}
            }
            self.ask_again();
        });
    }
}
