//! Projects, their phases and their methods.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{ClientId, ContactId, ProjectId, Refusal, UserId, text};

/// How a phase is run. A project whose phases differ is called hybrid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// One step completes before the next begins.
    Waterfall,
    /// Short iterations with the client.
    Agile,
    /// High uncertainty: plan, try, cut anew.
    Extreme,
}

/// Every method with its name in the database.
pub const METHODS: [(Method, &str); 3] =
    [(Method::Waterfall, "waterfall"), (Method::Agile, "agile"), (Method::Extreme, "extreme")];

/// The five phases of every project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Goals, scope, feasibility.
    Initiation,
    /// The plan.
    Planning,
    /// The work.
    Execution,
    /// Watching schedule, budget and quality; runs beside the others.
    Monitoring,
    /// Acceptance and hand-over.
    Closing,
}

/// Every phase in order with its name in the database.
pub const PHASES: [(Phase, &str); 5] = [
    (Phase::Initiation, "initiation"),
    (Phase::Planning, "planning"),
    (Phase::Execution, "execution"),
    (Phase::Monitoring, "monitoring"),
    (Phase::Closing, "closing"),
];

id_names!(Method, METHODS);
id_names!(Phase, PHASES);

/// The method of each phase, in the order of `PHASES`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhaseMethods(pub [Method; 5]);

impl PhaseMethods {
    /// One method for all phases.
    #[must_use]
    pub const fn uniform(method: Method) -> Self {
        Self([method; 5])
    }

    /// Plan up front, iterate in execution, close formally.
    #[must_use]
    pub const fn hybrid() -> Self {
        let mut methods = [Method::Waterfall; 5];
        methods[2] = Method::Agile;
        Self(methods)
    }

    /// The method of one phase.
    #[must_use]
    pub fn of(self, phase: Phase) -> Method {
        self.0[phase as usize]
    }

    /// The one method of all phases, or none when they differ (hybrid).
    #[must_use]
    pub fn single(self) -> Option<Method> {
        self.0.iter().all(|method| *method == self.0[0]).then_some(self.0[0])
    }
}

/// A project as the team sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Which.
    pub id: ProjectId,
    /// For whom.
    pub client: ClientId,
    /// 2 to 8 capitals or digits; the first part of a task's key.
    pub key: String,
    /// Full name.
    pub name: String,
    /// The method of each phase.
    pub methods: PhaseMethods,
    /// Where the project stands.
    pub phase: Phase,
    /// Who answers for it.
    pub lead: UserId,
    /// One sentence on how it goes, written by a person; the team's own.
    pub status: String,
    /// The line about the next meeting that the client sees, possibly empty.
    pub next_meeting: String,
    /// Belongs to the demo and is left out of reports.
    pub is_demo: bool,
    /// Counts edits of this row.
    pub version: i32,
}

/// What the four steps of "new project" collect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectDraft {
    /// For whom.
    pub client: ClientId,
    /// 2 to 8 capitals or digits.
    pub key: String,
    /// Full name.
    pub name: String,
    /// The method of each phase.
    pub methods: PhaseMethods,
    /// First day of the plan.
    pub start: NaiveDate,
    /// Whether statutory holidays and make-up days of mainland China count.
    pub has_chinese_holidays: bool,
    /// Who works on it, beside the lead.
    pub members: Vec<UserId>,
    /// Who of the client may see its page.
    pub contacts: Vec<ContactId>,
}

impl ProjectDraft {
    /// The draft as it will be kept.
    ///
    /// # Errors
    /// `EmptyName`, `ProjectKeyForm`, `DateOutOfRange` and what `text::name` refuses.
    pub fn checked(self) -> Result<Self, Refusal> {
        let key = project_key(&self.key)?;
        if !(crate::time::FIRST_DAY..=crate::time::LAST_DAY).contains(&self.start) {
            return Err(Refusal::DateOutOfRange);
        }
        Ok(Self { key, name: text::name(&self.name)?, ..self })
    }
}

/// A project key as it will be kept: capitals and digits, beginning with a letter, 2 to 8 long.
///
/// # Errors
/// `ProjectKeyForm`.
pub fn project_key(typed: &str) -> Result<String, Refusal> {
    let key = typed.trim().to_ascii_uppercase();
    let is_form = (2..=8).contains(&key.len())
        && key.starts_with(|c: char| c.is_ascii_uppercase())
        && key.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    if is_form { Ok(key) } else { Err(Refusal::ProjectKeyForm) }
}

/// The six questions of the method guide; each answer runs from 0 (no) to 2 (yes).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodProfile {
    /// Are the requirements clear and agreed?
    pub is_clear: u8,
    /// Will much change on the way?
    pub is_changing: u8,
    /// Are end date and budget fixed?
    pub is_fixed: u8,
    /// Can the client take part every week?
    pub is_client_near: u8,
    /// Must it pass formal checks (safety, law, audit)?
    pub is_regulated: u8,
    /// Is it unknown whether the idea works at all?
    pub is_unknown: u8,
}

/// What the guide advises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// Waterfall throughout.
    Waterfall,
    /// Agile throughout.
    Agile,
    /// Waterfall around an agile execution.
    Hybrid,
    /// Extreme throughout.
    Extreme,
}

/// Recommends a method. Unknown outcome with much change asks for extreme; clear, fixed or
/// regulated work for waterfall; change with a client at hand for agile; both at once for hybrid.
#[must_use]
pub const fn advise(profile: MethodProfile) -> Advice {
    if profile.is_unknown == 2 && profile.is_changing >= 1 && profile.is_clear < 2 {
        return Advice::Extreme;
    }
    let plan_first = profile.is_clear + profile.is_fixed + profile.is_regulated;
    let iterate = profile.is_changing + profile.is_client_near + profile.is_unknown;
    if plan_first >= 3 && iterate >= 3 {
        Advice::Hybrid
    } else if iterate > plan_first {
        Advice::Agile
    } else {
        Advice::Waterfall
    }
}

impl Advice {
    /// The methods that follow from the advice.
    #[must_use]
    pub const fn methods(self) -> PhaseMethods {
        match self {
            Self::Waterfall => PhaseMethods::uniform(Method::Waterfall),
            Self::Agile => PhaseMethods::uniform(Method::Agile),
            Self::Hybrid => PhaseMethods::hybrid(),
            Self::Extreme => PhaseMethods::uniform(Method::Extreme),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(answers: [u8; 6], expected: Advice) {
        let [is_clear, is_changing, is_fixed, is_client_near, is_regulated, is_unknown] = answers;
        let profile = MethodProfile {
            is_clear,
            is_changing,
            is_fixed,
            is_client_near,
            is_regulated,
            is_unknown,
        };
        assert_eq!(advise(profile), expected, "{answers:?}");
    }

    #[test]
    fn the_guide_weighs_clarity_against_change() {
        check([2, 0, 2, 0, 2, 0], Advice::Waterfall);
        check([0, 2, 0, 2, 0, 1], Advice::Agile);
        check([2, 2, 2, 2, 0, 0], Advice::Hybrid);
        check([0, 2, 0, 1, 0, 2], Advice::Extreme);
        check([0, 0, 0, 0, 0, 0], Advice::Waterfall);
    }

    #[test]
    fn keys_are_capitals() {
        assert_eq!(project_key(" wms "), Ok("WMS".to_owned()));
        for bad in ["", "A", "1AB", "AB-C", "ABCDEFGHI", "仓储"] {
            assert_eq!(project_key(bad), Err(Refusal::ProjectKeyForm), "{bad}");
        }
    }
}
