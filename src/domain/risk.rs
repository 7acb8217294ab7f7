//! Risks: what may come between a project and what was promised, how likely it is, how bad it would
//! be, and what is done about it. Internal throughout: nothing here has a way to the client's page.
//!
//! A score is probability times impact, both from 1 to 5 (PMBOK's probability and impact matrix).
//! The inherent place is how things stand if nothing is done, the residual one how they stand with
//! the response.

use std::cmp::Reverse;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::time::{FIRST_DAY, LAST_DAY, Timestamp};
use crate::{ChangeId, MessageId, ProjectId, Refusal, RiskId, TaskId, UserId, text};

/// The highest probability and the highest impact; the lowest is 1.
pub const STEP_MAX: u8 = 5;
/// How many risks are the top ones.
pub const TOP: usize = 5;

/// What a risk comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskCategory {
    /// What is built, and with what.
    #[default]
    Technical,
    /// People, machines, material.
    Resources,
    /// Dates and what they depend on.
    Schedule,
    /// Prices, demand, competitors.
    Market,
    /// How the project is led and organised.
    Management,
    /// Weather, law, anything from outside.
    External,
}

/// Every category with its name in the database.
pub const RISK_CATEGORIES: [(RiskCategory, &str); 6] = [
    (RiskCategory::Technical, "technical"),
    (RiskCategory::Resources, "resources"),
    (RiskCategory::Schedule, "schedule"),
    (RiskCategory::Market, "market"),
    (RiskCategory::Management, "management"),
    (RiskCategory::External, "external"),
];

/// How a risk was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskSource {
    /// The team thought of it together.
    #[default]
    Brainstorm,
    /// It happened in an earlier project.
    PastProject,
    /// Somebody who knows the field named it.
    Expert,
    /// It stood on a list that one goes through.
    Checklist,
    /// Somebody wrote it in a message.
    Message,
}

/// Every way in which risks are found, with its name in the database.
pub const RISK_SOURCES: [(RiskSource, &str); 5] = [
    (RiskSource::Brainstorm, "brainstorm"),
    (RiskSource::PastProject, "past_project"),
    (RiskSource::Expert, "expert"),
    (RiskSource::Checklist, "checklist"),
    (RiskSource::Message, "message"),
];

/// What is done about a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// 规避: the cause is taken away.
    Avoid,
    /// 减轻: it becomes less likely or less bad.
    Reduce,
    /// 转移: somebody else bears it.
    Transfer,
    /// 接受: nothing but being prepared.
    Accept,
}

/// Every strategy with its name in the database, in the order of the keys 1 to 4.
pub const STRATEGIES: [(Strategy, &str); 4] = [
    (Strategy::Avoid, "avoid"),
    (Strategy::Reduce, "reduce"),
    (Strategy::Transfer, "transfer"),
    (Strategy::Accept, "accept"),
];

/// Where a risk stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskState {
    /// It may come true.
    #[default]
    Open,
    /// 问题: it has come true.
    Happened,
    /// It is over, or nobody need think of it any more.
    Closed,
}

/// Every state with its name in the database.
pub const RISK_STATES: [(RiskState, &str); 3] =
    [(RiskState::Open, "open"), (RiskState::Happened, "happened"), (RiskState::Closed, "closed")];

id_names!(RiskCategory, RISK_CATEGORIES);
id_names!(RiskSource, RISK_SOURCES);
id_names!(Strategy, STRATEGIES);
id_names!(RiskState, RISK_STATES);

/// How serious a score is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heat {
    /// 极低: 1 and 2.
    VeryLow,
    /// 低: 3 to 5.
    Low,
    /// 中: 6 to 9.
    Medium,
    /// 高: 10 to 15.
    High,
    /// 极高: 16 and more.
    VeryHigh,
}

impl Heat {
    /// How serious a score is.
    #[must_use]
    pub const fn of(score: u8) -> Self {
        match score {
            ..=2 => Self::VeryLow,
            3..=5 => Self::Low,
            6..=9 => Self::Medium,
            10..=15 => Self::High,
            16.. => Self::VeryHigh,
        }
    }

    /// From 1 to 5, as the style sheet counts.
    #[must_use]
    pub const fn level(self) -> u8 {
        self as u8 + 1
    }
}

/// A cell of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// How likely, 1 to 5.
    pub probability: u8,
    /// How bad, 1 to 5.
    pub impact: u8,
}

impl Default for Place {
    fn default() -> Self {
        Self { probability: 3, impact: 3 }
    }
}

impl Place {
    /// Probability times impact.
    #[must_use]
    pub const fn score(self) -> u8 {
        self.probability.saturating_mul(self.impact)
    }

    /// How serious that is.
    #[must_use]
    pub const fn heat(self) -> Heat {
        Heat::of(self.score())
    }

    /// The cell so many steps up and to the right, as far as the matrix reaches.
    #[must_use]
    pub fn stepped(self, up: i8, right: i8) -> Self {
        let step = |level: u8, by: i8| level.saturating_add_signed(by).clamp(1, STEP_MAX);
        Self { probability: step(self.probability, up), impact: step(self.impact, right) }
    }

    fn checked(self) -> Result<Self, Refusal> {
        let is_step = |level: u8| (1..=STEP_MAX).contains(&level);
        match is_step(self.probability) && is_step(self.impact) {
            true => Ok(self),
            false => Err(Refusal::Malformed),
        }
    }
}

/// What a person types about a risk; checked before it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RiskDraft {
    /// What may happen, in a line.
    pub title: String,
    /// Why it may, and what follows then; possibly empty.
    pub description: String,
    /// What it comes from.
    pub category: RiskCategory,
    /// How it was found.
    pub source: RiskSource,
    /// Where it stands if nothing is done.
    pub inherent: Place,
    /// Where it stands with the response; none before somebody has thought about that.
    pub residual: Option<Place>,
    /// What is done about it; none before that is decided.
    pub strategy: Option<Strategy>,
    /// The response in words.
    pub response: Response,
    /// Who watches it.
    pub owner: Option<UserId>,
    /// The day on which it may come true, or shows that it does.
    pub trigger: Option<NaiveDate>,
}

/// What is done about a risk, by whom and until when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Response {
    /// What; possibly empty.
    pub text: String,
    /// Who does it.
    pub owner: Option<UserId>,
    /// Until when.
    pub due: Option<NaiveDate>,
}

impl RiskDraft {
    /// The draft as it will be kept.
    ///
    /// # Errors
    /// What `text::name` and `text::note` refuse, `Malformed` for a place outside the matrix,
    /// `DateOutOfRange`.
    pub fn checked(self) -> Result<Self, Refusal> {
        let days = [self.trigger, self.response.due];
        if days.iter().flatten().any(|day| !(FIRST_DAY..=LAST_DAY).contains(day)) {
            return Err(Refusal::DateOutOfRange);
        }
        let response = Response { text: text::note(self.response.text.trim())?, ..self.response };
        Ok(Self {
            title: text::name(&self.title)?,
            description: text::note(self.description.trim())?,
            inherent: self.inherent.checked()?,
            residual: self.residual.map(Place::checked).transpose()?,
            response,
            ..self
        })
    }

    /// Where it stands as things are: with the response, if that was thought about.
    #[must_use]
    pub fn place(&self) -> Place {
        self.residual.unwrap_or(self.inherent)
    }
}

/// A risk as the team sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// Which.
    pub id: RiskId,
    /// In which project.
    pub project: ProjectId,
    /// The number in its name, RK-3; no other one of the project has it.
    pub number: i32,
    /// What people write about it.
    pub says: RiskDraft,
    /// Where it stands.
    pub state: RiskState,
    /// The message of which it was made.
    pub message: Option<MessageId>,
    /// Why it is to be assessed again; none when it need not be.
    pub recheck: Option<Recheck>,
    /// When somebody last looked at it and decided.
    pub reviewed: Option<Timestamp>,
    /// The tasks that it would hit.
    pub tasks: Vec<TaskId>,
    /// Counts edits of this row.
    pub version: i32,
}

/// Why and since when a risk is to be assessed again: a change has touched its tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recheck {
    /// Which change.
    pub change: ChangeId,
    /// The change's number in the project.
    pub number: i32,
    /// What the change was called then.
    pub title: String,
    /// Since when.
    pub at: Timestamp,
}

/// What somebody decides about a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It stays as it is.
    Keep,
    /// It is over.
    Close,
    /// It has come true: it is an issue now.
    Happen,
    /// It may come true again.
    Reopen,
}

impl Risk {
    /// A risk before it has a number.
    #[must_use]
    pub const fn new(id: RiskId, project: ProjectId, says: RiskDraft) -> Self {
        Self {
            id,
            project,
            number: 0,
            says,
            state: RiskState::Open,
            message: None,
            recheck: None,
            reviewed: None,
            tasks: Vec::new(),
            version: 1,
        }
    }

    /// RK-3: a requirement of the same project is R-3.
    #[must_use]
    pub fn name(&self) -> String {
        format!("RK-{}", self.number)
    }

    /// Whether it may still come true.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == RiskState::Open
    }

    /// The risk with other words. Whoever moves it in the matrix has assessed it.
    #[must_use]
    pub fn rewritten(self, says: RiskDraft, now: Timestamp) -> Self {
        let places = |says: &RiskDraft| (says.inherent, says.residual);
        match places(&says) == places(&self.says) {
            true => Self { says, ..self },
            false => Self { says, recheck: None, reviewed: Some(now), ..self },
        }
    }

    /// The risk once somebody has decided about it.
    ///
    /// # Errors
    /// `RiskNotOpen` for one that is to stay as it is and is not open.
    pub fn settled(self, verdict: Verdict, now: Timestamp) -> Result<Self, Refusal> {
        let state = match verdict {
            Verdict::Keep if !self.is_open() => return Err(Refusal::RiskNotOpen),
            Verdict::Keep | Verdict::Reopen => RiskState::Open,
            Verdict::Close => RiskState::Closed,
            Verdict::Happen => RiskState::Happened,
        };
        Ok(Self { state, recheck: None, reviewed: Some(now), ..self })
    }
}

/// By which the most serious risks come first; of equal scores the one with the worse impact.
#[must_use]
pub fn weight(place: Place, number: i32) -> (Reverse<u8>, Reverse<u8>, i32) {
    (Reverse(place.score()), Reverse(place.impact), number)
}

/// The open risks that are most serious as things are, at most `TOP`.
#[must_use]
pub fn top(mut risks: Vec<Risk>) -> Vec<Risk> {
    risks.retain(Risk::is_open);
    risks.sort_by_key(|risk| weight(risk.says.place(), risk.number));
    risks.truncate(TOP);
    risks
}

/// Which tasks the open risks would hit.
#[must_use]
pub fn hits(risks: &[Risk]) -> Vec<(TaskId, RiskId)> {
    let open = risks.iter().filter(|risk| risk.is_open());
    open.flat_map(|risk| risk.tasks.iter().map(|task| (*task, risk.id))).collect()
}

#[cfg(test)]
mod tests;
