//! What the parts of the page share: what the server found, what is open, and the way of a change.

use std::ops::Deref;

use domain::RiskId;
use domain::risk::{Place, Risk, RiskDraft, Verdict};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use locale::td_string;

use super::api::{Found, Line, open_risks, settle_risk, update_risk};
use super::filter::Filter;
use crate::features::shared::in_sight::InSight;
use crate::paths;
use crate::ui::live::{Live, use_live};

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
    /// What was found.
    sight: InSight<Found>,
}

impl Deref for Desk {
    type Target = InSight<Found>;

    fn deref(&self) -> &InSight<Found> {
        &self.sight
    }
}

impl Desk {
    /// Asks the server and makes what it finds available to every part of the page.
    pub fn provide() -> Self {
        let query = use_query_map();
        let opened = Memo::new(move |_| query.read().get("risk").and_then(|id| id.parse().ok()));
        let desk = Self {
            side: RwSignal::new(Side::default()),
            filter: Filter::new(),
            adding: RwSignal::new(None),
            review: RwSignal::new(None),
            opened,
            live: use_live(),
            sight: InSight::new(open_risks),
        };
        provide_context(desk);
        desk
    }

    /// The desk around this component.
    pub fn expect() -> Self {
        expect_context()
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

    /// The address of the page with a risk open beside it.
    pub fn href(self, risk: RiskId) -> String {
        self.href_of(|project| paths::risk(project, risk))
    }

    /// Opens a risk beside the page, or closes the one that is open.
    pub fn open(self, risk: Option<RiskId>) {
        let Some(project) = self.project() else { return };
        let address = match risk {
            Some(risk) => paths::risk(project, risk),
            None => paths::risks(project),
        };
        self.go(address);
    }

    /// Changes what a risk says, here at once and then on the server.
    pub fn save(self, id: RiskId, typed: String, change: impl FnOnce(&mut RiskDraft)) {
        let Some(known) = self.risk_now(id) else { return };
        let mut says = known.says.clone();
        change(&mut says);
        if says == known.says {
            return;
        }
        self.patch_risk(id, |risk| {
            risk.says = says.clone();
            risk.version += 1;
        });
        self.send_words((known.name(), typed), update_risk(id, known.version, says));
    }

    /// Decides about a risk, here at once and then on the server.
    pub fn settle(self, id: RiskId, verdict: Verdict) {
        let Some(known) = self.risk_now(id) else { return };
        let now = known.reviewed.unwrap_or_default();
        let Ok(settled) = known.clone().settled(verdict, now) else { return };
        self.patch_risk(id, |risk| *risk = Risk { version: risk.version + 1, ..settled });
        self.send(settle_risk(id, known.version, verdict));
    }

    fn patch_risk(self, id: RiskId, change: impl FnOnce(&mut Risk)) {
        self.patch(|found| {
            if let Some(line) = found.risks.iter_mut().find(|line| line.risk.id == id) {
                change(&mut line.risk);
            }
        });
    }
}
