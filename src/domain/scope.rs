//! What a project is to bring about, what belongs to it and what does not.

pub mod breakdown;
pub mod content;
pub mod smart;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::time::{FIRST_DAY, LAST_DAY};
use crate::{GoalId, ProjectId, Refusal, ScopeItemId, TaskId, text};

pub use breakdown::{Breakdown, Work, unasked};
pub use content::content;
pub use smart::{ASPECTS, Aspect, Gap, Smart, Verdict};

/// Most goals of a project.
pub const GOALS_MAX: u32 = 100;
/// Most lines of a project's scope.
pub const ITEMS_MAX: u32 = 500;

/// A goal of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Which.
    pub id: GoalId,
    /// Of which project.
    pub project: ProjectId,
    /// Its number in the project as people count.
    pub number: i32,
    /// What people wrote.
    pub says: GoalDraft,
    /// Counts edits of this row.
    pub version: i32,
}

/// What a person types about a goal; checked before it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalDraft {
    /// What is to be true in the end.
    pub title: String,
    /// By what one sees that it is, possibly empty.
    pub measure: String,
    /// Why it can be reached, possibly empty.
    pub reachable: String,
    /// Why it matters, possibly empty.
    pub relevance: String,
    /// Until when.
    pub due: Option<NaiveDate>,
    /// The milestone of the plan with which it is reached.
    pub milestone: Option<TaskId>,
}

impl GoalDraft {
    /// The draft as it will be kept. What `Smart` finds wanting is no ground to refuse it.
    ///
    /// # Errors
    /// `DateOutOfRange`, and what `text::name` and `text::note` refuse.
    pub fn checked(self) -> Result<Self, Refusal> {
        if self.due.is_some_and(|due| !(FIRST_DAY..=LAST_DAY).contains(&due)) {
            return Err(Refusal::DateOutOfRange);
        }
        Ok(Self {
            title: text::name(&self.title)?,
            measure: text::note(self.measure.trim())?,
            reachable: text::note(self.reachable.trim())?,
            relevance: text::note(self.relevance.trim())?,
            ..self
        })
    }
}

/// What a line of the scope says about the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScopeKind {
    /// Belongs to it.
    In,
    /// Does not belong to it.
    Out,
    /// Is taken for granted.
    Assumption,
}

/// Every kind with its name in the database.
pub const SCOPE_KINDS: [(ScopeKind, &str); 3] =
    [(ScopeKind::In, "in"), (ScopeKind::Out, "out"), (ScopeKind::Assumption, "assumption")];

id_names!(ScopeKind, SCOPE_KINDS);

/// A line of a project's scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeItem {
    /// Which.
    pub id: ScopeItemId,
    /// Of which project.
    pub project: ProjectId,
    /// What it says about the project.
    pub kind: ScopeKind,
    /// What it says.
    pub text: String,
    /// Its place among those of its kind, from 0.
    pub place: i32,
    /// Counts edits of this row; a move is none.
    pub version: i32,
}

/// What a person types into the scope; checked before it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopeItemDraft {
    /// What it says about the project.
    pub kind: ScopeKind,
    /// What it says: one line.
    pub text: String,
}

impl ScopeItemDraft {
    /// The draft as it will be kept.
    ///
    /// # Errors
    /// What `text::name` refuses.
    pub fn checked(self) -> Result<Self, Refusal> {
        Ok(Self { text: text::name(&self.text)?, ..self })
    }
}

/// What the team wrote about a project's feasibility; never shown to the client.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeNote {
    /// Whether it can be done, and what stands against it.
    pub feasibility: String,
    /// Counts edits; 0 when nothing was ever written.
    pub version: i32,
}

/// An order in which an item stands before another one, or last.
#[must_use]
pub fn reordered(
    order: &[ScopeItemId],
    item: ScopeItemId,
    before: Option<ScopeItemId>,
) -> Vec<ScopeItemId> {
    let mut order: Vec<_> = order.iter().copied().filter(|other| *other != item).collect();
    let place = before.and_then(|before| order.iter().position(|other| *other == before));
    order.insert(place.unwrap_or(order.len()), item);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(item: u64, before: Option<u64>, expected: [u64; 3]) {
        let id = |number: u64| ScopeItemId::new(number, [0; 10]);
        let order = [1, 2, 3].map(id);
        let found = reordered(&order, id(item), before.map(id));
        assert_eq!(found, expected.map(id), "{item} before {before:?}");
    }

    #[test]
    fn an_item_goes_before_another_or_last() {
        check(3, Some(1), [3, 1, 2]);
        check(1, Some(3), [2, 1, 3]);
        check(1, None, [2, 3, 1]);
        check(2, Some(2), [1, 3, 2]);
        check(2, Some(9), [1, 3, 2]);
    }

    #[test]
    fn a_goal_needs_a_title_and_a_day_that_can_be_planned() {
        let goal = |title: &str, due: &str| GoalDraft {
            title: title.to_owned(),
            measure: " 98 % \n".to_owned(),
            due: due.parse().ok(),
            ..GoalDraft::default()
        };
        let kept = goal(" 准确率达到 98% ", "2026-05-01").checked().unwrap();
        assert_eq!((kept.title.as_str(), kept.measure.as_str()), ("准确率达到 98%", "98 %"));
        assert_eq!(goal("", "").checked(), Err(Refusal::EmptyName));
        assert_eq!(goal("a", "2190-01-01").checked(), Err(Refusal::DateOutOfRange));
    }
}
