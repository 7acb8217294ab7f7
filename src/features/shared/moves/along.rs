//! What becomes of other tasks when bars move: the policy that a person chose, and tasks that move
//! together. Pure.

use std::collections::{BTreeMap, BTreeSet};

use domain::plan::{Constraint, ConstraintKind, Dated, Plan, PlanOp, Scheduled, Task, TaskChange};
use domain::time::{DAY, Minute};
use domain::{CalendarId, Refusal, TaskId};
use planner::{Calendar, Dates};

use super::{Lift, STEPS_MAX, Shift, walk};

/// How often what follows is worked out before everything left gets a date at once.
const ROUNDS_MAX: u32 = 24;

/// What becomes of other tasks when a bar moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// Successors move as far, also where they have room.
    KeepGaps,
    /// Only what a link would be broken by moves.
    #[default]
    Conflicts,
    /// Everything else stays, and links may break.
    Alone,
}

impl Policy {
    /// All of them with their names for the browser's memory.
    pub const ALL: [(Self, &str); 3] =
        [(Self::KeepGaps, "gaps"), (Self::Conflicts, "conflicts"), (Self::Alone, "alone")];
}

/// The tasks that move as far as the bar in the hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Riders {
    policy: Policy,
    all: Vec<Rider>,
    calendars: BTreeMap<CalendarId, Calendar>,
    summaries: BTreeSet<TaskId>,
}

#[derive(Clone, Debug)]
struct Rider {
    task: TaskId,
    was: Dates,
    calendar: CalendarId,
}

impl Riders {
    /// Those of a group, and what follows them where gaps are kept.
    pub(super) fn of(
        plan: &Plan,
        present: &Scheduled,
        policy: Policy,
        task: TaskId,
        group: &BTreeSet<TaskId>,
    ) -> Self {
        if policy == Policy::Conflicts && group.is_empty() {
            return Self::default();
        }
        let summaries: BTreeSet<TaskId> =
            plan.tasks.values().filter_map(|task| task.parent).collect();
        let mut hand = group.clone();
        hand.insert(task);
        let followers = match policy {
            Policy::KeepGaps => followers(plan, &hand),
            Policy::Conflicts | Policy::Alone => BTreeSet::new(),
        };
        let rides = |task: &&Task| {
            let may_move = !summaries.contains(&task.id) && is_to_come(task);
            let follows = followers.contains(&task.id) && has_free_start(task);
            may_move && (group.contains(&task.id) || follows)
        };
        let rider = |task: &Task| {
            let calendar = task.calendar.unwrap_or(plan.settings.calendar);
            Some(Rider { task: task.id, was: *present.dates(task.id)?, calendar })
        };
        let all: Vec<Rider> = plan.tasks.values().filter(rides).filter_map(rider).collect();
        let used: BTreeSet<CalendarId> = all.iter().map(|rider| rider.calendar).collect();
        let calendars = used.into_iter().filter_map(|id| {
            let calendar = plan.calendars.get(&id)?;
            Some((id, calendar.to_planner()))
        });
        Self { policy, calendars: calendars.collect(), all, summaries }
    }

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Start and finish of each of them, so many working days away from where it was.
    fn wanted(&self, days: i32) -> BTreeMap<TaskId, (Minute, Minute)> {
        self.all.iter().map(|rider| (rider.task, self.dates_of(rider, days))).collect()
    }

    fn dates_of(&self, Rider { was, calendar, .. }: &Rider, days: i32) -> (Minute, Minute) {
        let Some(calendar) = self.calendars.get(calendar) else {
            let by = i64::from(days) * DAY;
            return (was.start + by, was.finish + by);
        };
        let day = planner::day_of(was.start);
        let hour = was.start - planner::start_of_day(day);
        let at = planner::start_of_day(walk(calendar, day, days)) + hour;
        // A milestone may stand at the end of a day's work, where nothing begins.
        let begins = calendar.next_working(was.start) == was.start;
        let start = if begins { calendar.next_working(at) } else { calendar.previous_working(at) };
        let minutes = calendar.working_between(was.start, was.finish);
        (start, calendar.add_working(start, minutes))
    }
}

impl Lift {
    /// Tries a shift on the copy of the plan, and what the policy says about others.
    ///
    /// # Errors
    /// The refusal of the plan; part of it may be tried then.
    pub(super) fn try_shift(&mut self, shift: Shift, present: &Scheduled) -> Result<(), Refusal> {
        let days = if self.group.is_empty() {
            let Some(op) = self.op_for(shift) else { return Ok(()) };
            self.scratch.attempt(op)?;
            if self.riders.is_empty() { 0 } else { self.days_moved() }
        } else {
            self.days_wanted(shift)
        };
        self.carry(days)?;
        if self.scratch.is_clean() {
            return Ok(());
        }
        self.pin_others(present)
    }

    /// How many working days the bar was meant to go.
    fn days_wanted(&self, shift: Shift) -> i32 {
        let (from, to) = (self.was.start, self.shifted_start(shift));
        working_days(&self.calendar, planner::day_of(from), planner::day_of(to))
    }

    /// How many working days the end of the bar has gone.
    fn days_moved(&mut self) -> i32 {
        let scheduled = self.scratch.scheduled();
        let now = scheduled.dates(self.task).map_or(self.was.finish, |dates| dates.finish);
        let day = |finish: Minute| planner::day_of(finish - 1);
        working_days(&self.calendar, day(self.was.finish), day(now))
    }

    /// Moves the riders by so many working days, the foremost first: what follows by itself gets no
    /// date of its own.
    ///
    /// # Errors
    /// The refusal of the plan, for dates beyond what a plan may hold.
    fn carry(&mut self, days: i32) -> Result<(), Refusal> {
        if days == 0 || self.riders.is_empty() {
            return Ok(());
        }
        let mut waiting = self.riders.wanted(days);
        for round in 1..=ROUNDS_MAX {
            let scheduled = self.scratch.scheduled();
            waiting.retain(|task, (start, _)| {
                let is = scheduled.dates(*task).map_or(*start, |dates| dates.start);
                if days > 0 { is < *start } else { is > *start }
            });
            if waiting.is_empty() {
                break;
            }
            let left: BTreeSet<TaskId> = waiting.keys().copied().collect();
            let front = if round < ROUNDS_MAX { front(self.scratch.plan(), left) } else { left };
            let mut steps: Vec<PlanOp> = Vec::new();
            for task in front {
                let wanted = waiting.remove(&task);
                steps.extend(wanted.and_then(|dates| self.date(task, dates, days > 0)));
            }
            if let Some(op) = PlanOp::of_steps(steps) {
                self.scratch.attempt(op)?;
            }
        }
        Ok(())
    }

    /// The operation that gives a rider its dates; none where it is not a date that holds it.
    fn date(
        &self,
        task: TaskId,
        (start, finish): (Minute, Minute),
        is_later: bool,
    ) -> Option<PlanOp> {
        let found = self.scratch.plan().tasks.get(&task)?;
        if found.manual.is_some() {
            let dated = Dated { start: Some(start), finish: Some(finish) };
            return Some(PlanOp::change(task, TaskChange::Manual(Some(dated))));
        }
        let holds = is_later || found.constraint.is_some_and(|bound| bound.at > start);
        let kind = match found.constraint.map(|bound| bound.kind) {
            Some(ConstraintKind::MustStartOn) => ConstraintKind::MustStartOn,
            _ => ConstraintKind::StartNoEarlierThan,
        };
        let bound = Constraint { kind, at: start };
        holds.then(|| PlanOp::change(task, TaskChange::Constraint(Some(bound))))
    }

    /// Keeps everything that is not in the hand where it is, where the policy says so; what follows
    /// from other tasks that are kept needs no date of its own.
    ///
    /// # Errors
    /// The refusal of the plan.
    fn pin_others(&mut self, present: &Scheduled) -> Result<(), Refusal> {
        if self.riders.policy != Policy::Alone {
            return Ok(());
        }
        let mut pinned: BTreeSet<TaskId> = BTreeSet::new();
        for round in 1..=ROUNDS_MAX {
            let scheduled = self.scratch.scheduled();
            let may_pin = |task: &TaskId| !pinned.contains(task) && self.may_pin(*task);
            let moved: BTreeSet<TaskId> = scheduled.differing(present).filter(may_pin).collect();
            if moved.is_empty() {
                break;
            }
            let front = if round < ROUNDS_MAX { front(self.scratch.plan(), moved) } else { moved };
            let pin = |task: &TaskId| self.pin(*task, present, &scheduled);
            let pins: Vec<PlanOp> = front.iter().filter_map(pin).collect();
            pinned.extend(front);
            if let Some(op) = PlanOp::of_steps(pins) {
                self.scratch.attempt(op)?;
            }
        }
        Ok(())
    }

    fn may_pin(&self, task: TaskId) -> bool {
        let is_in_hand = task == self.task || self.group.contains(&task);
        let found = self.scratch.plan().tasks.get(&task);
        !is_in_hand && !self.riders.summaries.contains(&task) && found.is_some_and(is_to_come)
    }

    /// The operation that keeps a task where it was before the move.
    fn pin(&self, task: TaskId, present: &Scheduled, scheduled: &Scheduled) -> Option<PlanOp> {
        let (was, is) = (present.dates(task)?, scheduled.dates(task)?);
        let is_later = is.start > was.start;
        let to = match was.start == was.finish {
            _ if was.start == is.start => return None,
            // Where links win over dates, only dates set by hand stay.
            _ if is_later && self.scratch.plan().settings.constraints_yield => {
                let dated = Dated { start: Some(was.start), finish: Some(was.finish) };
                TaskChange::Manual(Some(dated))
            }
            // A milestone may stand at the end of a day's work, where nothing begins.
            true => bound(ConstraintKind::MustFinishOn, was.finish),
            false if is_later => bound(ConstraintKind::MustStartOn, was.start),
            false => bound(ConstraintKind::StartNoEarlierThan, was.start),
        };
        Some(PlanOp::change(task, to))
    }
}

const fn bound(kind: ConstraintKind, at: Minute) -> TaskChange {
    TaskChange::Constraint(Some(Constraint { kind, at }))
}

/// Whether neither the start nor the end of the work is a fact.
const fn is_to_come(task: &Task) -> bool {
    task.percent < 100 && task.actual.start.is_none()
}

/// Whether no date but one of its start binds a task.
fn has_free_start(task: &Task) -> bool {
    task.constraint.is_none_or(|bound| {
        matches!(bound.kind, ConstraintKind::StartNoEarlierThan | ConstraintKind::MustStartOn)
    })
}

/// Working days from one day to another, below zero when the other lies before it.
fn working_days(calendar: &Calendar, from: planner::Day, to: planner::Day) -> i32 {
    let (first, last, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
    let days = (first + 1..=last).filter(|day| calendar.is_working_day(*day));
    sign * days.take(STEPS_MAX as usize).count() as i32
}

/// Everything that waits for some tasks, directly or through others, they themselves left out.
fn followers(plan: &Plan, of: &BTreeSet<TaskId>) -> BTreeSet<TaskId> {
    let mut found = reached(plan, of);
    found.retain(|task| !of.contains(task));
    found
}

/// Those of some tasks that wait for none of the others; all of them where each waits for another.
fn front(plan: &Plan, tasks: BTreeSet<TaskId>) -> BTreeSet<TaskId> {
    let parent = |task: &TaskId| plan.tasks.get(task).and_then(|task| task.parent);
    let above = |task: TaskId| std::iter::successors(Some(task), parent);
    let moving: BTreeSet<TaskId> = tasks.iter().flat_map(|task| above(*task)).collect();
    let waiting = reached(plan, &moving);
    let is_first = |task: &TaskId| !above(*task).any(|task| waiting.contains(&task));
    let first: BTreeSet<TaskId> = tasks.iter().copied().filter(is_first).collect();
    if first.is_empty() { tasks } else { first }
}

/// Everything to which links lead from some tasks, on and on; a link to a summary leads to all
/// below it.
fn reached(plan: &Plan, from: &BTreeSet<TaskId>) -> BTreeSet<TaskId> {
    let mut next: BTreeMap<TaskId, Vec<TaskId>> = BTreeMap::new();
    for link in plan.links.values() {
        next.entry(link.from).or_default().push(link.to);
    }
    let links = plan.links.values().filter(|link| from.contains(&link.from));
    let mut open: Vec<TaskId> = links.map(|link| link.to).collect();
    for task in plan.tasks.values() {
        if let Some(parent) = task.parent {
            next.entry(parent).or_default().push(task.id);
        }
    }
    let mut found = BTreeSet::new();
    while let Some(task) = open.pop() {
        if found.insert(task) {
            open.extend(next.get(&task).into_iter().flatten());
        }
    }
    found
}
