//! What the parts of the page share: what the server found, what is open, and the way of a change.

use domain::requirement::{Coverage, Gap, Requirement, Statement};
use domain::{ProjectId, RequirementId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use locale::{Locale, Words, t_string, td_string, use_i18n};

use super::api::{Found, open_requirements, update_requirement};
use crate::error::AppError;
use crate::features::shared::address;
use crate::features::shared::loaded::ask;
use crate::paths;
use crate::ui::icon::Icon;
use crate::ui::toast::{Toasts, use_toasts};

/// One way to look at the requirements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// As the client reads them.
    #[default]
    Document,
    /// As a table.
    List,
    /// With the conversations that they come from.
    Interviews,
    /// With all that follows from them.
    Trace,
}

/// Every view from left to right: its name in the address, and its icon.
pub const VIEWS: [(View, &str, Icon); 4] = [
    (View::Document, "document", Icon::FileText),
    (View::List, "list", Icon::ListChecks),
    (View::Interviews, "interviews", Icon::Messages),
    (View::Trace, "trace", Icon::Waypoints),
];

impl View {
    /// What it is called.
    pub fn title(self, i18n: Words) -> &'static str {
        match self {
            Self::Document => t_string!(i18n, requirements.view_document),
            Self::List => t_string!(i18n, requirements.view_list),
            Self::Interviews => t_string!(i18n, requirements.view_interviews),
            Self::Trace => t_string!(i18n, requirements.view_trace),
        }
    }

    fn name(self) -> &'static str {
        VIEWS.iter().find(|(view, ..)| *view == self).map_or("", |(_, name, _)| name)
    }

    fn named(name: &str) -> Self {
        VIEWS
            .iter()
            .find(|(_, known, _)| *known == name)
            .map(|(view, ..)| *view)
            .unwrap_or_default()
    }
}

/// How far the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The server has not answered.
    Waiting,
    /// It cannot be shown.
    Failed(AppError),
    /// It is there.
    Ready(ProjectId),
}

/// What the parts of the page share. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Counts what was changed from here.
    pub revision: RwSignal<u32>,
    /// The view in sight.
    pub view: Memo<View>,
    /// The requirement that is open beside it.
    pub opened: Memo<Option<RequirementId>>,
    /// The gap that the trace is narrowed down to.
    pub gap: Memo<Option<Gap>>,
    project: Memo<Option<ProjectId>>,
    found: RwSignal<Option<Found>>,
    failure: RwSignal<Option<AppError>>,
    go: Callback<String>,
    toasts: Toasts,
    words: Words,
}

impl Desk {
    /// Asks the server and makes what it finds available to every part of the page.
    pub fn provide() -> Self {
        let (query, navigate) = (use_query_map(), use_navigate());
        let view = Memo::new(move |_| View::named(&query.read().get("view").unwrap_or_default()));
        let opened =
            Memo::new(move |_| query.read().get("requirement").and_then(|id| id.parse().ok()));
        let gap = Memo::new(move |_| query.read().get("gap").and_then(|gap| gap.parse().ok()));
        let go = Callback::new(move |address: String| {
            let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
            navigate(&address, options);
        });
        let desk = Self {
            revision: RwSignal::new(0),
            view,
            opened,
            gap,
            project: address::project(),
            found: RwSignal::new(None),
            failure: RwSignal::new(None),
            go,
            toasts: use_toasts(),
            words: use_i18n(),
        };
        desk.follow();
        provide_context(desk);
        desk
    }

    /// The desk around this component.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Asks again after every change. What was found stays in sight meanwhile, and every row keeps
    /// its place in the page, so that nobody loses the field in which they write.
    fn follow(self) {
        let about = move || (self.project.get(), self.revision.get());
        let asked = ask(about, |(project, _)| async move {
            match project {
                Some(project) => open_requirements(project).await,
                None => Err(AppError::NotFound),
            }
        });
        Effect::new(move |_| match asked.get() {
            None => {}
            Some(Ok(found)) => {
                self.failure.set(None);
                self.found.set(Some(found));
            }
            Some(Err(error)) => {
                if untrack(|| self.is_here()) {
                    self.toasts.fail(error.sentence(self.words.get_locale_untracked()));
                }
                self.failure.set(Some(error));
            }
        });
    }

    fn is_here(self) -> bool {
        let project = self.project.get();
        self.found.with(|found| found.as_ref().is_some_and(|found| Some(found.project) == project))
    }

    /// How far the page is.
    pub fn phase(self) -> Memo<Phase> {
        Memo::new(move |_| match (self.project.get(), self.failure.get()) {
            (Some(project), _) if self.is_here() => Phase::Ready(project),
            (_, Some(error)) => Phase::Failed(error),
            (_, None) => Phase::Waiting,
        })
    }

    /// Asks the server again.
    pub fn ask_again(self) {
        self.revision.try_update(|revision| *revision += 1);
    }

    /// Reads what was found and subscribes to it; the default while nothing is there.
    pub fn get<T: Default>(self, read: impl FnOnce(&Found) -> T) -> T {
        self.found.with(|found| found.as_ref().map(read)).unwrap_or_default()
    }

    /// The same without a subscription.
    pub fn peek<T: Default>(self, read: impl FnOnce(&Found) -> T) -> T {
        self.found.with_untracked(|found| found.as_ref().map(read)).unwrap_or_default()
    }

    /// A requirement as it stands; none once it is gone.
    pub fn requirement(self, id: RequirementId) -> Memo<Option<Requirement>> {
        Memo::new(move |_| {
            self.get(|found| found.requirements.iter().find(|one| one.id == id).cloned())
        })
    }

    /// Where a requirement stands; none once it is gone.
    pub fn coverage(self, id: RequirementId) -> Memo<Option<Coverage>> {
        Memo::new(move |_| {
            self.get(|found| found.coverage.iter().find(|one| one.requirement == id).cloned())
        })
    }

    /// Whether this person may write here.
    pub fn may_edit(self) -> bool {
        self.get(|found| found.may_edit)
    }

    /// Why this person may not write here; none when it is allowed.
    pub fn reason(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let locale = self.locale();
            (!self.may_edit()).then(|| td_string!(locale, requirements.reading_only).to_owned())
        })
    }

    /// The language; subscribes to its changes.
    pub fn locale(self) -> Locale {
        self.words.get_locale()
    }

    /// The language now.
    pub fn locale_now(self) -> Locale {
        self.words.get_locale_untracked()
    }

    /// A word of the catalogue that follows the language.
    pub fn word(self, read: fn(Locale) -> &'static str) -> Signal<String> {
        Signal::derive(move || read(self.locale()).to_owned())
    }

    /// The project in sight.
    pub fn project(self) -> Option<ProjectId> {
        self.project.get_untracked()
    }

    /// The address of a view, with a requirement open beside it or none.
    pub fn href(self, view: View, opened: Option<RequirementId>) -> String {
        let project = self.project.get();
        let page = project.map(paths::requirements).unwrap_or_default();
        let mut address = format!("{page}?view={}", view.name());
        if let (View::Trace, Some(gap)) = (view, self.gap.get()) {
            address.push_str(&format!("&gap={}", gap.as_str()));
        }
        if let Some(requirement) = opened {
            address.push_str(&format!("&requirement={requirement}"));
        }
        address
    }

    /// The address of the trace narrowed down to a gap, or of the whole.
    pub fn gap_href(self, gap: Option<Gap>) -> String {
        let page = self.project.get().map(paths::requirements).unwrap_or_default();
        let gap = gap.map(|gap| format!("&gap={}", gap.as_str())).unwrap_or_default();
        format!("{page}?view={}{gap}", View::Trace.name())
    }

    /// Opens a requirement beside the view in sight, or closes the one that is open.
    pub fn open(self, requirement: Option<RequirementId>) {
        let address = untrack(|| self.href(self.view.get(), requirement));
        self.go.run(address);
    }

    /// Sends a change. Afterwards everything is asked again; a failure is said in words.
    pub fn send(self, change: impl Future<Output = Result<(), AppError>> + 'static) {
        spawn_local(async move {
            if let Err(error) = change.await {
                self.refuse(&error);
            }
            self.ask_again();
        });
    }

    /// Says why something was not done; stays until it is closed.
    pub fn refuse(self, error: &AppError) {
        self.toasts.fail(error.sentence(self.words.get_locale_untracked()));
    }

    /// Says that something was done.
    pub fn say(self, text: impl Into<String>) {
        self.toasts.say(text);
    }

    /// Changes what was found, here at once: the server's answer to the change follows.
    pub fn patch(self, change: impl FnOnce(&mut Found)) {
        self.found.update(|found| {
            if let Some(found) = found {
                change(found);
            }
        });
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
                    self.toasts.fail(td_string!(locale, requirements.conflict, what, typed));
                }
                Err(error) => self.refuse(&error),
                Ok(()) => {}
            }
            self.ask_again();
        });
    }

    /// Changes what a requirement says, here at once and then on the server.
    pub fn save(self, id: RequirementId, typed: String, change: impl FnOnce(&mut Statement)) {
        let known = self.peek(|found| found.requirements.iter().find(|one| one.id == id).cloned());
        let Some(known) = known else { return };
        let mut says = known.says.clone();
        change(&mut says);
        if says == known.says {
            return;
        }
        self.patch(|found| {
            if let Some(one) = found.requirements.iter_mut().find(|one| one.id == id) {
                one.says = says.clone();
                one.version += 1;
            }
        });
        let sent = update_requirement(id, known.version, says);
        self.send_words((known.name(), typed), sent);
    }
}
