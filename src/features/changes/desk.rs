//! The change that is open: what the server told of it, and which of its options is looked at.

use domain::change::ChangeRequest;
use domain::{ChangeId, ChangeOptionId, ProjectId, RequirementId, RiskId, UserId};
use leptos::prelude::*;
use locale::{t_string, use_i18n};

use super::api::{ChangeSheet, NamedRequirement, NamedRisk, OptionSheet};
use crate::features::shared::loaded::Asked;

/// The open change, for the parts of its page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk {
    sheet: StoredValue<ChangeSheet>,
    asked: Asked<ChangeSheet>,
    shown: RwSignal<Option<ChangeOptionId>>,
}

impl Desk {
    /// For a page; `shown` outlives what the server is asked again.
    pub fn new(
        sheet: ChangeSheet,
        asked: Asked<ChangeSheet>,
        shown: RwSignal<Option<ChangeOptionId>>,
    ) -> Self {
        Self { sheet: StoredValue::new(sheet), asked, shown }
    }

    /// Reads what the server told.
    pub fn with<T>(self, read: impl FnOnce(&ChangeSheet) -> T) -> T {
        self.sheet.with_value(read)
    }

    /// The change itself.
    pub fn change(self) -> ChangeRequest {
        self.with(|sheet| sheet.change.clone())
    }

    /// Which change.
    pub fn id(self) -> ChangeId {
        self.with(|sheet| sheet.change.id)
    }

    /// Of which project.
    pub fn project(self) -> ProjectId {
        self.with(|sheet| sheet.change.project)
    }

    /// Asks the server again, after something was changed.
    pub fn again(self) {
        self.asked.refetch();
    }

    /// Looks at another option.
    pub fn show(self, option: ChangeOptionId) {
        self.shown.set(Some(option));
    }

    /// The option that is looked at: the one that somebody pressed, the one that was chosen or may
    /// be applied, or the first.
    pub fn shown(self) -> Option<OptionSheet> {
        let pressed = self.shown.get();
        self.with(|sheet| {
            let find = |id: ChangeOptionId| sheet.options.iter().find(|one| one.option.id == id);
            let chosen = || sheet.options.iter().find(|one| one.option.is_chosen);
            let ready = || sheet.to_apply.as_ref().ok().and_then(|id| find(*id));
            let found = pressed.and_then(find).or_else(ready).or_else(chosen);
            found.or_else(|| sheet.options.first()).cloned()
        })
    }

    /// Whether it is this option that is looked at.
    pub fn is_shown(self, option: ChangeOptionId) -> bool {
        self.shown().is_some_and(|shown| shown.option.id == option)
    }

    /// The name of somebody.
    pub fn person(self, id: UserId) -> String {
        self.with(|sheet| {
            let found = sheet.people.iter().find(|person| person.id == id);
            found.map(|person| person.name.clone()).unwrap_or_default()
        })
    }

    /// A requirement by name; none once it is deleted.
    pub fn requirement(self, id: RequirementId) -> Option<NamedRequirement> {
        self.with(|sheet| sheet.requirements.iter().find(|one| one.id == id).cloned())
    }

    /// A risk by name; none once it is deleted.
    pub fn risk(self, id: RiskId) -> Option<NamedRisk> {
        self.with(|sheet| sheet.risks.iter().find(|one| one.id == id).cloned())
    }

    /// Why this person cannot edit the change and its branches; none who can.
    pub fn no_edit(self) -> Signal<Option<String>> {
        let i18n = use_i18n();
        Signal::derive(move || {
            let refusal = self.with(|sheet| match sheet.may_edit {
                true => Ok(sheet.change.state.may_edit().err()),
                false => Err(()),
            });
            match refusal {
                Ok(None) => None,
                Ok(Some(refusal)) => Some(locale::refusals::sentence(i18n.get_locale(), &refusal)),
                Err(()) => Some(t_string!(i18n, changes.only_members).to_owned()),
            }
        })
    }

    /// Why this person cannot edit the words or the branches: also because the client agreed to
    /// them as they stand.
    pub fn no_drawing(self) -> Signal<Option<String>> {
        let (i18n, no_edit) = (use_i18n(), self.no_edit());
        Signal::derive(move || {
            let is_signed = self.with(|sheet| sheet.is_signed);
            let signed = || is_signed.then(|| t_string!(i18n, refusal.branch_signed).to_owned());
            no_edit.get().or_else(signed)
        })
    }

    /// Why this person cannot decide about the change; none who can.
    pub fn no_decision(self) -> Signal<Option<String>> {
        let i18n = use_i18n();
        let may_decide = self.with(|sheet| sheet.may_decide);
        Signal::derive(move || (!may_decide).then(|| t_string!(i18n, changes.only_lead).to_owned()))
    }
}
