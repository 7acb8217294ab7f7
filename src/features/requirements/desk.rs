//! What the parts of the page share: what the server found, what is open, and the way of a change.

use std::ops::Deref;

use domain::RequirementId;
use domain::requirement::{Coverage, Gap, Requirement, Statement};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use locale::{Locale, Words, t_string, td_string};

use super::api::{Found, open_requirements, update_requirement};
use crate::features::shared::in_sight::InSight;
use crate::paths;
use crate::ui::icon::Icon;

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

/// What the parts of the page share. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The view in sight.
    pub view: Memo<View>,
    /// The requirement that is open beside it.
    pub opened: Memo<Option<RequirementId>>,
    /// The gap that the trace is narrowed down to.
    pub gap: Memo<Option<Gap>>,
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
        let view = Memo::new(move |_| View::named(&query.read().get("view").unwrap_or_default()));
        let opened =
            Memo::new(move |_| query.read().get("requirement").and_then(|id| id.parse().ok()));
        let gap = Memo::new(move |_| query.read().get("gap").and_then(|gap| gap.parse().ok()));
        let desk = Self { view, opened, gap, sight: InSight::new(open_requirements) };
        provide_context(desk);
        desk
    }

    /// The desk around this component.
    pub fn expect() -> Self {
        expect_context()
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

    /// A word of the catalogue that follows the language.
    pub fn word(self, read: fn(Locale) -> &'static str) -> Signal<String> {
        Signal::derive(move || read(self.locale()).to_owned())
    }

    /// The address of a view, with a requirement open beside it or none.
    pub fn href(self, view: View, opened: Option<RequirementId>) -> String {
        let page = self.href_of(paths::requirements);
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
        let page = self.href_of(paths::requirements);
        let gap = gap.map(|gap| format!("&gap={}", gap.as_str())).unwrap_or_default();
        format!("{page}?view={}{gap}", View::Trace.name())
    }

    /// Opens a requirement beside the view in sight, or closes the one that is open.
    pub fn open(self, requirement: Option<RequirementId>) {
        let address = untrack(|| self.href(self.view.get(), requirement));
        self.go(address);
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
