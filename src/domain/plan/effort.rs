//! Tasks whose duration follows from their effort: work / units, as Microsoft Project has it.
//!
//! All who share the effort are busy equally long, each by the units that they give it: in two days
//! of somebody at full time and somebody at half of it lie 24 hours of work. A part of a minute
//! counts as a whole one. Whoever works by another calendar than the task has these minutes there,
//! and the task lies from the first start to the last finish of anybody.

use planner::Assignment;
use serde::{Deserialize, Serialize};

use super::op::TaskChange;
use super::task::{SHARES_MAX, TaskDuration};
use super::{Plan, PlanOp, Task};
use crate::{CalendarId, Refusal};

/// The units of all of somebody's time.
pub const FULL_TIME: u32 = planner::FULL_TIME;
/// The most units of a share: a hundred people.
pub const UNITS_MAX: u32 = 100 * FULL_TIME;

/// A share in the effort of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// How much of the time goes into the task, in thousandths; of several people more than one.
    pub units: u32,
    /// The calendar in which the work is done; none is that of the task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
}

impl Share {
    /// All of the time, in the task's own calendar.
    pub const FULL: Self = Self { units: FULL_TIME, calendar: None };
}

impl Task {
    /// Whether its duration follows from its effort.
    #[must_use]
    pub const fn follows_effort(&self) -> bool {
        !self.shares.is_empty()
    }

    /// The units of all who share its effort.
    #[must_use]
    pub fn units(&self) -> u32 {
        self.shares.iter().fold(0, |sum, share| sum.saturating_add(share.units))
    }

    /// How long its effort takes those who share it; none where nobody does, or nobody knows how
    /// much it is.
    #[must_use]
    pub fn effort_duration(&self) -> Option<TaskDuration> {
        let work = self.estimate.filter(|_| self.follows_effort())?;
        let minutes = together(work, self.units(), 0).busy_minutes();
        Some(TaskDuration { minutes, unit: self.duration.unit, is_elapsed: false })
    }

    /// Whether somebody shares its effort by another calendar than its own.
    #[must_use]
    pub fn has_other_time(&self) -> bool {
        let other = |share: &Share| share.calendar.is_some() && share.calendar != self.calendar;
        self.shares.iter().any(other)
    }

    /// Whether those who work on it decide its dates, by calendars of their own.
    #[must_use]
    pub fn works_in_other_time(&self) -> bool {
        let brought = self.shape.as_ref().is_some_and(|shape| !shape.assignments.is_empty());
        if self.follows_effort() { self.has_other_time() } else { brought }
    }

    /// Its work in the time of each who shares it; `place` finds a calendar, or that of the task.
    pub(super) fn assigned(&self, place: impl Fn(Option<CalendarId>) -> usize) -> Vec<Assignment> {
        let (work, units) = (self.estimate.unwrap_or_default(), self.units());
        let of = |share: &Share| together(work, units, place(share.calendar.or(self.calendar)));
        self.shares.iter().map(of).collect()
    }

    /// Whether its duration is what follows from its effort, if it is to follow.
    ///
    /// # Errors
    /// `TooMany` shares, `UnitsOutOfRange`, `EffortNeeded`, `DurationOfEffort`.
    pub fn check_effort(&self) -> Result<(), Refusal> {
        if !self.follows_effort() {
            return Ok(());
        }
        if self.shares.len() > SHARES_MAX {
            return Err(Refusal::TooMany { max: u32::try_from(SHARES_MAX).unwrap_or(u32::MAX) });
        }
        if !self.shares.iter().all(|share| (1..=UNITS_MAX).contains(&share.units)) {
            return Err(Refusal::UnitsOutOfRange);
        }
        match self.effort_duration() {
            None => Err(Refusal::EffortNeeded),
            Some(duration) if duration == self.duration => Ok(()),
            Some(_) => Err(Refusal::DurationOfEffort),
        }
    }
}

/// Work that all who share it do together: each is busy as long as all of them.
fn together(work: i64, units: u32, calendar: usize) -> Assignment {
    Assignment { units, ..Assignment::full_time(calendar, work) }
}

/// Lets the duration of a task follow from its effort, or be what it is by then. A task whose
/// effort nobody has said keeps its duration: it becomes the effort of one at full time.
#[must_use]
pub fn follow(plan: &Plan, task: &Task, follows: bool) -> Option<PlanOp> {
    if follows == task.follows_effort() {
        return None;
    }
    let shares = if follows { vec![Share::FULL] } else { Vec::new() };
    let minutes = task.duration.minutes;
    let effort = match task.duration.is_elapsed {
        true => minutes * plan.settings.minutes_per_day / 1440,
        false => minutes,
    };
    let said = (follows && task.estimate.is_none()).then_some(TaskChange::Estimate(Some(effort)));
    let steps = said.into_iter().chain([TaskChange::Shares(shares)]);
    PlanOp::of_steps(steps.map(|to| PlanOp::change(task.id, to)).collect())
}

/// The change of the units of whoever answers for a task.
#[must_use]
pub fn with_units(task: &Task, units: u32) -> TaskChange {
    let mut shares = task.shares.clone();
    match shares.first_mut() {
        Some(first) => first.units = units,
        None => shares.push(Share { units, ..Share::FULL }),
    }
    TaskChange::Shares(shares)
}
