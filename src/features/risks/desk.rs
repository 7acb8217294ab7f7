//! What the parts of the page share: what the server found, what is open, and the way of a change.

use domain::risk::{Place, Risk, RiskDraft, Verdict};
use domain::{ProjectId, RiskId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use locale::{Locale, Words, td_string, use_i18n};

use super::api::{Found, Line, open_risks, settle_risk, update_risk};
use super::filter::Filter;
use crate::error::AppError;
use crate::features::shared::loaded::ask;
use crate::paths;
use crate::ui::live::{Live, use_live};
use crate::ui::toast::{Toasts, use_toasts};

/// Which of the two places of a risk is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// As if nothing were done.
    #[default]
    Inherent,
    /// With the response.
    Residual,
}

impl Side {
    /// Where a risk stands on this side.
    pub fn place(self, says: &RiskDraft) -> Place {
        match self {
            Self::Inherent => says.inherent,
            Self::Residual => says.place(),
        }
    }

    /// Puts a risk somewhere on this side.
    pub fn put(self, says: &mut RiskDraft, place: Place) {
        match self {
            Self::Inherent => says.inherent = place,
            Self::Residual => says.residual = Some(place),
        }
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
    Ready,
}

/// What the parts of the page share. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The side of the matrix in sight.
    pub side: RwSignal<Side>,
    /// What the register is narrowed down to.
    pub filter: Filter,
    /// The cell in which a new risk is being written down.
    pub adding: RwSignal<Option<Place>>,
    /// The risks that a review still has before it, the one at hand first; none without a review.
    pub review: RwSignal<Option<Vec<RiskId>>>,
    /// The risk that is open beside the page.
    pub opened: Memo<Option<RiskId>>,
    /// The live region.
    pub live: Live,
    project: Memo<Option<ProjectId>>,
    revision: RwSignal<u32>,
    found: RwSignal<Option<Found>>,
    failure: RwSignal<Option<AppError>>,
    go: Callback<String>,
    toasts: Toasts,
    words: Words,
}

impl Desk {
    /// Asks the server and makes what it finds available to every part of the page.
    pub fn provide() -> Self {
        let (params, query, navigate) = (use_params_map(), use_query_map(), use_navigate());
        let project = Memo::new(move |_| {
            params.read().get("project").and_then(|id| id.parse::<ProjectId>().ok())
        });
        let opened = Memo::new(move |_| query.read().get("risk").and_then(|id| id.parse().ok()));
        let go = Callback::new(move |address: String| {
            let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
            navigate(&address, options);
        });
        let desk = Self {
            side: RwSignal::new(Side::default()),
            filter: Filter::new(),
            adding: RwSignal::new(None),
            review: RwSignal::new(None),
            opened,
            live: use_live(),
            project,
            revision: RwSignal::new(0),
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

    /// Asks again after every change; what was found stays in sight meanwhile.
    fn follow(self) {
        let about = move || (self.project.get(), self.revision.get());
        let asked = ask(about, |(project, _)| async move {
            match project {
                Some(project) => open_risks(project).await,
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
                    self.refuse(&error);
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
        Memo::new(move |_| match self.failure.get() {
            _ if self.is_here() => Phase::Ready,
            Some(error) => Phase::Failed(error),
            None => Phase::Waiting,
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

    /// A risk with the words around it; none once it is gone.
    pub fn line(self, id: RiskId) -> Memo<Option<Line>> {
        Memo::new(move |_| {
            self.get(|found| found.risks.iter().find(|line| line.risk.id == id).cloned())
        })
    }

    /// A risk as it stands now; none once it is gone.
    pub fn risk_now(self, id: RiskId) -> Option<Risk> {
        self.peek(|found| {
            found.risks.iter().find(|line| line.risk.id == id).map(|line| line.risk.clone())
        })
    }

    /// The name of somebody of the project; empty for nobody.
    pub fn person(self, id: Option<domain::UserId>) -> String {
        self.get(|found| {
            let known = found.people.iter().find(|person| Some(person.id) == id);
            known.map(|person| person.name.clone()).unwrap_or_default()
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
            (!self.may_edit()).then(|| td_string!(locale, risks.reading_only).to_owned())
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

    /// The project in sight.
    pub fn project(self) -> Option<ProjectId> {
        self.project.get_untracked()
    }

    /// The address of the page with a risk open beside it.
    pub fn href(self, risk: RiskId) -> String {
        self.project.get().map(|project| paths::risk(project, risk)).unwrap_or_default()
    }

    /// Opens a risk beside the page, or closes the one that is open.
    pub fn open(self, risk: Option<RiskId>) {
        let Some(project) = self.project() else { return };
        let address = match risk {
            Some(risk) => paths::risk(project, risk),
            None => paths::risks(project),
        };
        self.go.run(address);
    }

    /// Says why something was not done; stays until it is closed.
    pub fn refuse(self, error: &AppError) {
        self.toasts.fail(error.sentence(self.locale_now()));
    }

    /// Says that something was done.
    pub fn say(self, text: impl Into<String>) {
        self.toasts.say(text);
    }

    /// Sends a change. Afterwards everything is asked again; a failure is said in words. When
    /// somebody else was faster, what was typed is told, so that it is not lost.
    pub fn send(
        self,
        (what, typed): (String, String),
        change: impl Future<Output = Result<(), AppError>> + 'static,
    ) {
        spawn_local(async move {
            match change.await {
                Err(AppError::Conflict) if !typed.is_empty() => {
                    let locale = self.locale_now();
                    self.toasts.fail(td_string!(locale, risks.conflict, what, typed));
                }
                Err(error) => self.refuse(&error),
                Ok(()) => {}
            }
            self.ask_again();
        });
    }

    /// Changes what a risk says, here at once and then on the server.
    pub fn save(self, id: RiskId, typed: String, change: impl FnOnce(&mut RiskDraft)) {
        let Some(known) = self.risk_now(id) else { return };
        let mut says = known.says.clone();
        change(&mut says);
        if says == known.says {
            return;
        }
        self.patch(id, |risk| {
            risk.says = says.clone();
            risk.version += 1;
        });
        self.send((known.name(), typed), update_risk(id, known.version, says));
    }

    /// Decides about a risk, here at once and then on the server.
    pub fn settle(self, id: RiskId, verdict: Verdict) {
        let Some(known) = self.risk_now(id) else { return };
        let now = known.reviewed.unwrap_or_default();
        let Ok(settled) = known.clone().settled(verdict, now) else { return };
        self.patch(id, |risk| *risk = Risk { version: risk.version + 1, ..settled });
        self.send((known.name(), String::new()), settle_risk(id, known.version, verdict));
    }

    fn patch(self, id: RiskId, change: impl FnOnce(&mut Risk)) {
        self.found.update(|found| {
            let mut lines = found.iter_mut().flat_map(|found| &mut found.risks);
            if let Some(line) = lines.find(|line| line.risk.id == id) {
                change(&mut line.risk);
            }
        });
    }
}
