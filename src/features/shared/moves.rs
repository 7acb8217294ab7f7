//! What a moved or resized bar means for the plan, shown before it is done. Pure.

mod along;
mod fixed;

use std::collections::BTreeSet;

use domain::plan::{
    Consequence, Constraint, ConstraintKind, Dated, Plan, PlanOp, PlanView, Scheduled, Scratch,
    Task, TaskChange, TaskDuration,
};
use domain::time::{DAY, Minute};
use domain::{Refusal, TaskId};
use planner::Dates;

pub use along::Policy;
use along::Riders;
pub use fixed::Fixed;

/// How many parts of a day a pointer tells apart that does not snap to days.
pub const PARTS: i32 = 16;
/// Farthest that steps are counted in single days.
const STEPS_MAX: i32 = 4_000;

/// A part of a bar that can be taken hold of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grab {
    /// The whole bar: moves it.
    Body,
    /// The left end: changes start and duration.
    Start,
    /// The right end: changes the duration.
    Finish,
}

/// How far something was moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// Days on the time axis, as pointers move.
    Days(i32),
    /// Parts of a day on the time axis, as pointers move that snap to nothing: so many of `PARTS`.
    Parts(i32),
    /// Weeks on the time axis, then working days, as keys and buttons move.
    Steps {
        /// Weeks to the right.
        weeks: i32,
        /// Working days to the right.
        days: i32,
    },
}

impl Default for Shift {
    fn default() -> Self {
        Self::Days(0)
    }
}

/// What a move would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// All dates as they would be.
    pub scheduled: Scheduled,
    /// The dates of the moved task.
    pub dates: Dates,
    /// Its duration as it would be written.
    pub duration: TaskDuration,
    /// What that would do to everything else.
    pub consequence: Consequence,
}

/// A bar that was picked up: a copy of the plan to try moves on.
#[derive(Clone, Debug)]
pub struct Lift {
    /// The task.
    pub task: TaskId,
    /// What of its bar.
    pub grab: Grab,
    /// The last operation that was known when it was picked up; of a move that is made at once, as
    /// if everything were known.
    pub base: i64,
    was: Dates,
    /// Where it is tried.
    scratch: Scratch,
    calendar: planner::Calendar,
    /// The start that it has without a date of its own, when the scheduler decides about it.
    earliest: Option<Minute>,
    /// The tasks in the hand, this one among them, if there are several.
    group: BTreeSet<TaskId>,
    riders: Riders,
    preview: Option<Preview>,
}

impl Lift {
    /// Picks up a part of a task's bar.
    ///
    /// # Errors
    /// Why it stays where it is.
    pub fn of(view: &PlanView, task: TaskId, grab: Grab) -> Result<Self, Fixed> {
        let plan = &view.plan;
        let found = plan.tasks.get(&task).ok_or(Fixed::Gone)?;
        let was = *view.scheduled.dates(task).ok_or(Fixed::Gone)?;
        may_lift(plan, found, grab)?;
        let calendar = plan
            .calendar_of(found)
            .map_or_else(planner::Calendar::round_the_clock, domain::plan::Calendar::to_planner);
        let mut scratch = Scratch::of(view);
        let earliest = earliest(&mut scratch, (task, &was), grab);
        Ok(Self {
            task,
            grab,
            base: i64::MAX,
            was,
            scratch,
            calendar,
            earliest,
            group: BTreeSet::new(),
            riders: Riders::default(),
            preview: None,
        })
    }

    /// Notes the last operation that is known, for a bar that stays in the hand while others go on.
    #[must_use]
    pub fn since(self, base: i64) -> Self {
        Self { base, ..self }
    }

    /// Chooses what becomes of other tasks, and which tasks move as far as this one: several that
    /// are in the hand together, this one among them, or none.
    #[must_use]
    pub fn under(mut self, present: &Scheduled, policy: Policy, group: BTreeSet<TaskId>) -> Self {
        self.riders = Riders::of(self.scratch.plan(), present, policy, self.task, &group);
        self.group = group;
        self
    }

    /// Tries a shift.
    ///
    /// # Errors
    /// The refusal of the plan, for dates beyond what a plan may hold; nothing is tried then.
    pub fn shift(&mut self, shift: Shift, present: &Scheduled) -> Result<(), Refusal> {
        self.take_back();
        let done = self.try_shift(shift, present);
        match done {
            Ok(()) if self.scratch.is_clean() => {}
            Ok(()) => self.foresee(present),
            Err(_) => self.take_back(),
        }
        done
    }

    /// What the last shift would do; none when it would do nothing.
    pub fn preview(&self) -> Option<&Preview> {
        self.preview.as_ref()
    }

    /// How many tasks are in the hand.
    pub fn count(&self) -> usize {
        self.group.len().max(1)
    }

    /// The tasks in the hand, where there are several.
    pub const fn group(&self) -> &BTreeSet<TaskId> {
        &self.group
    }

    /// How many tasks would move: of those in the hand, and others.
    pub fn moved(&self) -> (usize, usize) {
        let is_held = |id: TaskId| id == self.task || self.group.contains(&id);
        let moved = self.preview.iter().flat_map(|preview| &preview.consequence.moved);
        let (all, held) = (moved.clone().count(), moved.filter(|(id, _)| is_held(*id)).count());
        (held, all - held)
    }

    /// Whether what comes before the task keeps it from going as far left as it was moved.
    pub fn is_held(&self) -> bool {
        let own = self.scratch.first().filter(|_| self.group.is_empty());
        matches!(own, Some(PlanOp::Change { to: TaskChange::Constraint(None), .. }))
    }

    /// The operation that makes it so.
    pub fn into_op(self) -> Option<PlanOp> {
        self.scratch.into_op()
    }

    /// Puts the copy of the plan back to what it was.
    fn take_back(&mut self) {
        self.preview = None;
        self.scratch.take_back();
    }

    fn foresee(&mut self, present: &Scheduled) {
        let scheduled = self.scratch.scheduled();
        let plan = self.scratch.plan();
        let dates = *scheduled.dates(self.task).expect("the task is in the plan that was copied");
        self.preview = Some(Preview {
            dates,
            duration: plan.tasks[&self.task].duration,
            consequence: Consequence::between(plan, present, &scheduled),
            scheduled,
        });
    }

    fn op_for(&self, shift: Shift) -> Option<PlanOp> {
        let task = &self.scratch.plan().tasks[&self.task];
        match self.grab {
            Grab::Body => self.move_to(task, self.shifted_start(shift)),
            Grab::Start => self.start_at(task, self.shifted_start(shift)),
            Grab::Finish => self.finish_at(task, self.shifted_finish(shift)),
        }
    }

    /// The beginning of the working day to which a shift leads.
    fn shifted_start(&self, shift: Shift) -> Minute {
        let from = self.was.start;
        let day = match shift {
            Shift::Days(0) | Shift::Parts(0) | Shift::Steps { weeks: 0, days: 0 } => return from,
            Shift::Parts(parts) => {
                return self.calendar.next_working(self.part_of_day(from, parts));
            }
            Shift::Days(days) => planner::day_of(from) + i64::from(days),
            Shift::Steps { weeks, days } => {
                walk(&self.calendar, planner::day_of(from) + i64::from(weeks) * 7, days)
            }
        };
        self.calendar.next_working(planner::start_of_day(day))
    }

    /// The end of the working day to which a shift leads.
    fn shifted_finish(&self, shift: Shift) -> Minute {
        let from = self.was.finish;
        let day = match shift {
            Shift::Days(0) | Shift::Parts(0) | Shift::Steps { weeks: 0, days: 0 } => return from,
            Shift::Parts(parts) => {
                return self.calendar.previous_working(self.part_of_day(from, parts));
            }
            Shift::Days(days) => planner::day_of(from - 1) + i64::from(days),
            Shift::Steps { weeks, days } => {
                walk(&self.calendar, planner::day_of(from - 1) + i64::from(weeks) * 7, days)
            }
        };
        self.calendar.previous_working(planner::start_of_day(day + 1))
    }

    /// So many parts of a day from an instant: whole days on the time axis, the rest in work.
    fn part_of_day(&self, from: Minute, parts: i32) -> Minute {
        let there = from + i64::from(parts.div_euclid(PARTS)) * DAY;
        let rest = i64::from(parts.rem_euclid(PARTS));
        let minutes = rest * self.scratch.plan().settings.minutes_per_day / i64::from(PARTS);
        if minutes == 0 { there } else { self.calendar.add_working(there, minutes) }
    }

    fn move_to(&self, task: &Task, start: Minute) -> Option<PlanOp> {
        if start == self.was.start {
            return None;
        }
        if task.manual.is_some() {
            let finish = self.finish_from(task, start);
            let dated = Dated { start: Some(start), finish: Some(finish) };
            return Some(PlanOp::change(self.task, TaskChange::Manual(Some(dated))));
        }
        self.constrain(task, start)
    }

    /// The operation that makes the scheduler begin at `start`: a date of its own, or none where
    /// the task would not begin earlier anyway.
    fn constrain(&self, task: &Task, start: Minute) -> Option<PlanOp> {
        let must = task.constraint.is_some_and(|bound| bound.kind == ConstraintKind::MustStartOn);
        let kind =
            if must { ConstraintKind::MustStartOn } else { ConstraintKind::StartNoEarlierThan };
        let is_free = !must && self.earliest.is_some_and(|earliest| start <= earliest);
        let constraint = (!is_free).then_some(Constraint { kind, at: start });
        let change = TaskChange::Constraint(constraint);
        (task.constraint != constraint).then(|| PlanOp::change(self.task, change))
    }

    fn start_at(&self, task: &Task, start: Minute) -> Option<PlanOp> {
        let start = match self.earliest {
            Some(earliest) if task.manual.is_none() => start.max(earliest),
            _ => start,
        };
        let least = self.least_minutes(task);
        let longer = self.between(task, start, self.was.start);
        let minutes = (task.duration.minutes + longer).max(least);
        if longer == 0 || minutes == task.duration.minutes {
            return None;
        }
        let duration = TaskChange::Duration(TaskDuration { minutes, ..task.duration });
        let duration = PlanOp::change(self.task, duration);
        if task.manual.is_some() {
            let dated = Dated { start: Some(start), finish: Some(self.was.finish.max(start)) };
            let manual = PlanOp::change(self.task, TaskChange::Manual(Some(dated)));
            return Some(PlanOp::Batch(vec![manual, duration]));
        }
        let steps = self.constrain(task, start).into_iter().chain([duration]);
        Some(PlanOp::Batch(steps.collect()))
    }

    fn finish_at(&self, task: &Task, finish: Minute) -> Option<PlanOp> {
        let least = self.least_minutes(task);
        let longer = self.between(task, self.was.finish, finish);
        let minutes = (task.duration.minutes + longer).max(least);
        if longer == 0 || minutes == task.duration.minutes {
            return None;
        }
        let duration = TaskChange::Duration(TaskDuration { minutes, ..task.duration });
        let duration = PlanOp::change(self.task, duration);
        if task.manual.is_some() {
            let finish = finish.max(self.was.start);
            let dated = Dated { start: Some(self.was.start), finish: Some(finish) };
            let manual = PlanOp::change(self.task, TaskChange::Manual(Some(dated)));
            return Some(PlanOp::Batch(vec![manual, duration]));
        }
        Some(duration)
    }

    /// The shortest that a bar can be made: a day, or what it was if that was less.
    fn least_minutes(&self, task: &Task) -> i64 {
        let settings = &self.scratch.plan().settings;
        let day = if task.duration.is_elapsed { DAY } else { settings.minutes_per_day };
        day.min(task.duration.minutes).max(1)
    }

    fn between(&self, task: &Task, from: Minute, to: Minute) -> i64 {
        if task.duration.is_elapsed { to - from } else { self.calendar.working_between(from, to) }
    }

    fn finish_from(&self, task: &Task, start: Minute) -> Minute {
        if task.duration.is_elapsed {
            return start + (self.was.finish - self.was.start);
        }
        let minutes = self.calendar.working_between(self.was.start, self.was.finish);
        self.calendar.add_working(start, minutes)
    }
}

/// Whether a part of a bar can be taken hold of.
///
/// # Errors
/// Why it cannot.
pub fn may_lift(plan: &Plan, task: &Task, grab: Grab) -> Result<(), Fixed> {
    let is_milestone = task.is_milestone || task.duration.minutes == 0;
    match grab {
        _ if plan.is_summary(task.id) => Err(Fixed::Summary),
        _ if task.percent == 100 => Err(Fixed::Done),
        Grab::Start | Grab::Finish if is_milestone => Err(Fixed::Milestone),
        Grab::Start | Grab::Finish if task.follows_effort() => Err(Fixed::Effort),
        Grab::Body | Grab::Start if task.actual.start.is_some() => Err(Fixed::Begun),
        Grab::Body | Grab::Start | Grab::Finish => Ok(()),
    }
}

/// So many working days from a day.
fn walk(calendar: &planner::Calendar, mut day: planner::Day, days: i32) -> planner::Day {
    let step = i64::from(days.signum());
    for _ in 0..days.abs().min(STEPS_MAX) {
        day += step;
        let mut left = STEPS_MAX;
        while !calendar.is_working_day(day) && left > 0 {
            day += step;
            left -= 1;
        }
    }
    day
}

/// Where the scheduler would put a task that has no date of its own.
fn earliest(scratch: &mut Scratch, (task, was): (TaskId, &Dates), grab: Grab) -> Option<Minute> {
    let found = &scratch.plan().tasks[&task];
    if grab == Grab::Finish || found.manual.is_some() {
        return None;
    }
    if found.constraint.is_none() {
        return Some(was.start);
    }
    scratch.attempt(PlanOp::change(task, TaskChange::Constraint(None))).ok()?;
    let start = scratch.scheduled().dates(task).map(|dates| dates.start);
    scratch.take_back();
    start
}

#[cfg(test)]
mod tests;
