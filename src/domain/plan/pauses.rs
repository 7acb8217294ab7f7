//! Pauses in a task's work and the delay of its start, as people change them. A file brings both
//! along too; they stand in the task's `Shape`.

use super::op::TaskChange;
use super::task::{ConstraintKind, Dated, Shape};
use super::{Plan, Task};

/// Most pauses that people give a task.
pub const PAUSES_MAX: usize = 50;

/// Why a pause or a delay would change nothing about a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// It follows its sub-tasks.
    Summary,
    /// The work is done.
    Done,
    /// Work has begun: nothing delays its start any more.
    Begun,
    /// Its dates were set by hand.
    ByHand,
    /// Its constraint says the very day.
    Dated,
    /// It lies as late as possible.
    Late,
    /// Resources in their own time decide.
    Resources,
    /// It takes no time.
    NoTime,
}

/// Why a pause would change nothing about a task.
#[must_use]
pub fn why_no_pause(plan: &Plan, task: &Task) -> Option<Idle> {
    let is_fixed = |dated: Dated| dated.start.is_some() && dated.finish.is_some();
    if plan.is_summary(task.id) {
        return Some(Idle::Summary);
    }
    if task.actual.finish.is_some() {
        return Some(Idle::Done);
    }
    if task.manual.is_some_and(is_fixed) {
        return Some(Idle::ByHand);
    }
    if task.works_in_other_time() {
        return Some(Idle::Resources);
    }
    (task.duration.minutes == 0).then_some(Idle::NoTime)
}

/// Why a delay would change nothing about a task.
#[must_use]
pub fn why_no_delay(plan: &Plan, task: &Task) -> Option<Idle> {
    if plan.is_summary(task.id) {
        return Some(Idle::Summary);
    }
    if task.actual.finish.is_some() {
        return Some(Idle::Done);
    }
    if task.actual.start.is_some() {
        return Some(Idle::Begun);
    }
    if task.manual.is_some() {
        return Some(Idle::ByHand);
    }
    match task.constraint?.kind {
        ConstraintKind::MustStartOn | ConstraintKind::MustFinishOn => Some(Idle::Dated),
        ConstraintKind::AsLateAsPossible => Some(Idle::Late),
        ConstraintKind::StartNoLaterThan | ConstraintKind::FinishNoLaterThan => {
            plan.settings.finish.map(|_| Idle::Late)
        }
        ConstraintKind::StartNoEarlierThan | ConstraintKind::FinishNoEarlierThan => None,
    }
}

impl Task {
    /// Minutes on the clock by which its start is delayed.
    #[must_use]
    pub fn delay(&self) -> i64 {
        self.shape.as_ref().map_or(0, |shape| shape.levelling_delay)
    }

    /// Its pauses in minutes of its own time: the work before each, and how long it takes.
    #[must_use]
    pub fn pauses(&self) -> &[(i64, i64)] {
        self.shape.as_ref().map_or(&[][..], |shape| &shape.splits[..])
    }

    /// The change that delays its start by minutes on the clock.
    #[must_use]
    pub fn with_delay(&self, minutes: i64) -> TaskChange {
        self.reshaped(|shape| shape.levelling_delay = minutes)
    }

    /// The change that gives it these pauses: in their order, two at one place as a single one.
    #[must_use]
    pub fn with_pauses(&self, mut pauses: Vec<(i64, i64)>) -> TaskChange {
        pauses.sort_unstable();
        pauses.dedup_by(|(after, minutes), kept| {
            let is_there = *after == kept.0;
            if is_there {
                kept.1 += *minutes;
            }
            is_there
        });
        self.reshaped(|shape| shape.splits = pauses)
    }

    /// Where another pause of some minutes finds its place: in the middle of the work after the
    /// last one. None where no work is left there, or it has as many as it can have.
    #[must_use]
    pub fn next_pause(&self, minutes: i64) -> Option<(i64, i64)> {
        let last = self.pauses().iter().map(|(after, _)| *after).max().unwrap_or(0);
        let after = last + (self.duration.minutes - last) / 2;
        (after > last && self.pauses().len() < PAUSES_MAX).then_some((after, minutes))
    }

    fn reshaped(&self, change: impl FnOnce(&mut Shape)) -> TaskChange {
        let mut shape = self.shape.as_deref().cloned().unwrap_or_default();
        change(&mut shape);
        // A task without anything of the kind says nothing about it.
        let is_something = shape != Shape::default();
        TaskChange::Shape(is_something.then(|| Box::new(shape)))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::plan::apply::apply;
    use crate::plan::{Calendar, Constraint, PlanOp, Rank, Scheduled, TaskDuration};
    use crate::time::{datetime_at, minute_at};
    use crate::{CalendarId, TaskId};

    fn id(number: u32) -> TaskId {
        TaskId(Uuid::from_u128(number.into()))
    }

    /// A task of three days from Monday, 2 March 2026, 9:00 to 18:00 with an hour at noon.
    fn plan() -> Plan {
        let calendar = Calendar::office(CalendarId(Uuid::from_u128(1)), "Office".to_owned());
        let start = minute_at("2026-03-02T09:00:00".parse().unwrap());
        let mut plan = Plan::new(start, calendar, Vec::new());
        let mut task = Task::new(id(1), 1, "Survey".to_owned(), Rank::between(None, None));
        task.duration = TaskDuration::days(3, 480);
        plan.tasks.insert(task.id, task);
        plan
    }

    fn dates(plan: &Plan) -> String {
        let dates = *Scheduled::of(plan).dates(id(1)).unwrap();
        let [start, finish] = [dates.start, dates.finish].map(datetime_at);
        format!("{}..{}", start.format("%d %H:%M"), finish.format("%d %H:%M"))
    }

    /// What a change makes of the dates; its inverse gives the very plan back.
    #[track_caller]
    fn check(plan: &Plan, change: &TaskChange, expected: &str) {
        let mut changed = plan.clone();
        let inverse = apply(&mut changed, &PlanOp::change(id(1), change.clone())).unwrap();
        assert_eq!(dates(&changed), expected);
        apply(&mut changed, &inverse).unwrap();
        assert_eq!(changed, *plan);
    }

    #[test]
    fn pauses_and_a_delay_move_dates_and_are_taken_back() {
        let plan = plan();
        let task = plan.tasks[&id(1)].clone();
        assert_eq!(dates(&plan), "02 09:00..04 18:00");
        // Monday; Tuesday and Wednesday are the pause; Thursday and Friday.
        check(&plan, &task.with_pauses(vec![(480, 960)]), "02 09:00..06 18:00");
        // Monday, a day of pause, Wednesday, half a day of pause: Thursday from 14:00 on and
        // Friday until then.
        let two = task.with_pauses(vec![(960, 240), (480, 480)]);
        assert_eq!(two, task.with_pauses(vec![(480, 480), (960, 240)]));
        check(&plan, &two, "02 09:00..06 14:00");
        // Two pauses at one place are one.
        let one = task.with_pauses(vec![(480, 480), (480, 480)]);
        assert_eq!(one, task.with_pauses(vec![(480, 960)]));
        // Five days on the clock end on Saturday: it begins on Monday, the 9th.
        check(&plan, &task.with_delay(5 * 1440), "09 09:00..11 18:00");
        check(&plan, &task.with_delay(120), "02 11:00..05 11:00");
        assert_eq!(task.with_delay(0), TaskChange::Shape(None));
    }

    #[test]
    fn one_of_them_leaves_the_other_and_what_a_file_brought_along() {
        let mut task = plan().tasks[&id(1)].clone();
        let shape = Shape { resume: Some(7), splits: vec![(480, 60)], ..Shape::default() };
        task.shape = Some(Box::new(shape.clone()));
        let delayed = Shape { levelling_delay: 30, ..shape.clone() };
        assert_eq!(task.with_delay(30), TaskChange::Shape(Some(Box::new(delayed))));
        let without = Shape { splits: Vec::new(), ..shape };
        assert_eq!(task.with_pauses(Vec::new()), TaskChange::Shape(Some(Box::new(without))));
    }

    #[test]
    fn another_pause_lies_in_the_work_after_the_last_one() {
        let mut task = plan().tasks[&id(1)].clone();
        let mut places = Vec::new();
        while let Some(pause) = task.next_pause(60) {
            places.push(pause.0);
            let pauses = [task.pauses(), &[pause]].concat();
            let TaskChange::Shape(shape) = task.with_pauses(pauses) else { panic!("no shape") };
            task.shape = shape;
        }
        assert_eq!(places, [720, 1080, 1260, 1350, 1395, 1417, 1428, 1434, 1437, 1438, 1439]);
        task.duration = TaskDuration::ZERO;
        assert_eq!(task.next_pause(60), None);
    }

    #[test]
    fn what_would_change_nothing_says_why() {
        let why = |change: fn(&mut Plan, &mut Task)| {
            let mut plan = plan();
            let mut task = plan.tasks[&id(1)].clone();
            change(&mut plan, &mut task);
            (why_no_pause(&plan, &task), why_no_delay(&plan, &task))
        };
        let bound = |kind| Some(Constraint { kind, at: 0 });
        assert_eq!(why(|_, _| {}), (None, None));
        assert_eq!(why(|_, task| task.duration = TaskDuration::ZERO), (Some(Idle::NoTime), None));
        let by_hand = why(|_, task| {
            task.manual = Some(Dated { start: Some(0), finish: Some(480) });
        });
        assert_eq!(by_hand, (Some(Idle::ByHand), Some(Idle::ByHand)));
        // Where only the start is set, the work may still pause.
        let begins = why(|_, task| task.manual = Some(Dated { start: Some(0), finish: None }));
        assert_eq!(begins, (None, Some(Idle::ByHand)));
        let begun = why(|_, task| task.actual.start = Some(0));
        assert_eq!(begun, (None, Some(Idle::Begun)));
        let done = why(|_, task| task.actual.finish = Some(0));
        assert_eq!(done, (Some(Idle::Done), Some(Idle::Done)));
        let crew = why(|_, task| {
            let assignments = vec![(CalendarId(Uuid::from_u128(1)), 480, 0)];
            task.shape = Some(Box::new(Shape { assignments, ..Shape::default() }));
        });
        assert_eq!(crew, (Some(Idle::Resources), None));
        let summary = why(|plan, task| {
            let rank = Rank::between(None, None);
            let mut child = Task::new(id(2), 2, "Part".to_owned(), rank);
            child.parent = Some(task.id);
            plan.tasks.insert(child.id, child);
        });
        assert_eq!(summary, (Some(Idle::Summary), Some(Idle::Summary)));
        let mut plan = plan();
        let mut task = plan.tasks[&id(1)].clone();
        task.constraint = bound(ConstraintKind::MustFinishOn);
        assert_eq!(why_no_delay(&plan, &task), Some(Idle::Dated));
        task.constraint = bound(ConstraintKind::StartNoLaterThan);
        assert_eq!(why_no_delay(&plan, &task), None);
        plan.settings.finish = Some(29_700_000);
        assert_eq!(why_no_delay(&plan, &task), Some(Idle::Late));
    }
}
