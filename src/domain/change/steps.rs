//! What is to be done once a change is part of the plan.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::impact::Side;
use crate::agreement::checked_day;
use crate::plan::{Difference, Plan, Scheduled, Task};
use crate::time::Timestamp;
use crate::{ChangeId, ChangeStepId, Refusal, TaskId, UserId, text};

/// Most steps of a change.
pub const STEPS_MAX: u32 = 100;

/// What a person types about a step; checked before it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepDraft {
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: Option<UserId>,
    /// Until when.
    pub due: Option<NaiveDate>,
}

impl StepDraft {
    /// The draft as it will be kept.
    ///
    /// # Errors
    /// What `text::name` refuses, `DateOutOfRange`.
    pub fn checked(self) -> Result<Self, Refusal> {
        self.due.map_or(Ok(()), checked_day)?;
        Ok(Self { text: text::name(&self.text)?, ..self })
    }
}

/// A step on the way of a change into the work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeStep {
    /// Which.
    pub id: ChangeStepId,
    /// Of which change.
    pub change: ChangeId,
    /// Its place in the list, from 1.
    pub place: i32,
    /// What people wrote.
    pub says: StepDraft,
    /// When it was done.
    pub done_at: Option<Timestamp>,
    /// Counts edits of this row.
    pub version: i32,
}

/// The steps that a branch asks for: one for each task that comes or of which it changes
/// something, due when the task is to end.
#[must_use]
pub fn implementation(was: (&Plan, &Scheduled), is: (&Plan, &Scheduled)) -> Vec<StepDraft> {
    let difference = Difference::between(was, is);
    let after = Side::of(is);
    let changed = difference.changed.iter().map(|changed| changed.task);
    let ids: Vec<TaskId> = difference.added.iter().copied().chain(changed).collect();
    let tasks = ids.iter().filter_map(|id| after.task(*id)).filter(|task| task.percent < 100);
    let mut tasks: Vec<&Task> = tasks.filter(|task| !after.is_summary(task.id)).collect();
    tasks.sort_by_key(|task| (after.days(task.id), task.number));
    tasks.truncate(STEPS_MAX as usize);
    let step = |task: &&Task| StepDraft {
        text: task.title.clone(),
        owner: task.assignee,
        due: after.days(task.id).map(|(_, last)| last),
    };
    tasks.iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_due_on_a_day_that_is_kept() {
        let step = |due: &str| {
            let (text, due) = ("Tell the gatekeepers".to_owned(), due.parse().ok());
            StepDraft { text, owner: None, due }
        };
        for good in ["2026-06-01", ""] {
            assert_eq!(step(good).checked(), Ok(step(good)));
        }
        assert_eq!(step("0002-06-01").checked(), Err(Refusal::DateOutOfRange));
    }
}
