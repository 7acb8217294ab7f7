//! From goals down to the tasks of the plan: what leads to a goal's milestone, and what nobody
//! asked for.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::TaskId;
use crate::plan::{Outline, Plan, Task};

/// How much work leads to a milestone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// Tasks in all.
    pub all: u32,
    /// Those that are done.
    pub done: u32,
}

/// A plan, ready to be asked what leads to what.
pub struct Breakdown<'a> {
    plan: &'a Plan,
    /// What a task waits for.
    before: BTreeMap<TaskId, Vec<TaskId>>,
    /// What lies right below a summary.
    below: BTreeMap<TaskId, Vec<TaskId>>,
}

impl<'a> Breakdown<'a> {
    /// Gets a plan ready.
    #[must_use]
    pub fn of(plan: &'a Plan) -> Self {
        let mut before: BTreeMap<TaskId, Vec<TaskId>> = BTreeMap::new();
        for link in plan.links.values() {
            before.entry(link.to).or_default().push(link.from);
        }
        let mut below: BTreeMap<TaskId, Vec<TaskId>> = BTreeMap::new();
        for task in plan.tasks.values() {
            if let Some(parent) = task.parent {
                below.entry(parent).or_default().push(task.id);
            }
        }
        Self { plan, before, below }
    }

    /// How many tasks must be done before a milestone is reached; none when there is no such task
    /// in the plan.
    #[must_use]
    pub fn work_to(&self, milestone: TaskId) -> Option<Work> {
        self.plan.tasks.get(&milestone)?;
        let mut work = Work::default();
        for task in self.leading(milestone).iter().filter_map(|task| self.work(*task)) {
            work.all += 1;
            work.done += u32::from(task.percent == 100);
        }
        Some(work)
    }

    /// Whatever must come before a task, however far back, with what lies below such summaries.
    fn leading(&self, to: TaskId) -> BTreeSet<TaskId> {
        let (mut found, mut asked) = (BTreeSet::new(), BTreeSet::new());
        let mut open = vec![to];
        while let Some(task) = open.pop() {
            if !found.insert(task) {
                continue;
            }
            open.extend(self.below.get(&task).into_iter().flatten());
            // What a summary waits for, everything below it waits for.
            let mut waiting = Some(task);
            while let Some(one) = waiting.filter(|one| asked.insert(*one)) {
                open.extend(self.before.get(&one).into_iter().flatten());
                waiting = self.plan.tasks.get(&one).and_then(|task| task.parent);
            }
        }
        found.remove(&to);
        found
    }

    /// A task and everything below it.
    fn under(&self, top: TaskId) -> BTreeSet<TaskId> {
        let mut found = BTreeSet::new();
        let mut open = vec![top];
        while let Some(task) = open.pop() {
            if found.insert(task) {
                open.extend(self.below.get(&task).into_iter().flatten());
            }
        }
        found
    }

    /// What a goal asks for by its milestone: whatever leads to it, and what stands with it below
    /// the same summary.
    fn covered(&self, milestone: TaskId) -> BTreeSet<TaskId> {
        let mut covered = self.leading(milestone);
        if let Some(summary) = self.plan.tasks.get(&milestone).and_then(|task| task.parent) {
            covered.extend(self.under(summary));
        }
        covered
    }

    /// The task, if it is work: no summary, no milestone, and not set aside.
    fn work(&self, task: TaskId) -> Option<&'a Task> {
        let found = self.plan.tasks.get(&task)?;
        let is_work = !found.is_milestone && !found.is_inactive && !self.below.contains_key(&task);
        is_work.then_some(found)
    }
}

/// The work that neither leads to a goal's milestone nor serves a requirement, in the order of the
/// plan. A requirement that is served by a summary is served by everything below it.
#[must_use]
pub fn unasked(plan: &Plan, goal_milestones: &[TaskId], traced: &[TaskId]) -> Vec<TaskId> {
    let breakdown = Breakdown::of(plan);
    let for_goals = goal_milestones.iter().flat_map(|milestone| breakdown.covered(*milestone));
    let for_requirements = traced.iter().flat_map(|task| breakdown.under(*task));
    let asked: BTreeSet<TaskId> = for_goals.chain(for_requirements).collect();
    let is_unasked = |task: &TaskId| breakdown.work(*task).is_some() && !asked.contains(task);
    Outline::of(plan).rows.iter().map(|row| row.task).filter(is_unasked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CalendarId;
    use crate::plan::link::{Lag, LinkKind};
    use crate::plan::{Calendar, Link, Rank};

    fn id(number: u64) -> TaskId {
        TaskId::new(number, [0; 10])
    }

    fn ids(numbers: &[u64]) -> Vec<TaskId> {
        numbers.iter().copied().map(id).collect()
    }

    /// Summary 1 with 2 before 3; summary 4 with 5, 6 and the milestone 7, where 6 leads to 7 and
    /// the whole of 4 waits for 3; 8 to 10 stand alone, 9 is done, 10 is set aside.
    fn plan() -> Plan {
        let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".to_owned());
        let mut plan = Plan::new(0, calendar, Vec::new());
        let parents = [None, Some(1), Some(1), None, Some(4), Some(4), Some(4), None, None, None];
        for ((number, parent), rank) in (1..).zip(parents).zip(Rank::sequence(10)) {
            let mut task = Task::new(id(number), number as u32, format!("task {number}"), rank);
            task.parent = parent.map(id);
            task.is_milestone = number == 7;
            task.is_inactive = number == 10;
            task.percent = if number == 9 || number == 2 { 100 } else { 0 };
            plan.tasks.insert(task.id, task);
        }
        for (from, to) in [(2, 3), (3, 4), (6, 7)] {
            let link = Link::new(id(from), id(to), LinkKind::FinishToStart, Lag::default());
            plan.links.insert(link.id, link);
        }
        plan
    }

    #[test]
    fn what_leads_to_a_milestone_is_counted_through_links_and_summaries() {
        let mut plan = plan();
        let work = |plan: &Plan, task| Breakdown::of(plan).work_to(id(task));
        assert_eq!(work(&plan, 7), Some(Work { all: 3, done: 1 }), "2, 3 and 6");
        assert_eq!(work(&plan, 9), Some(Work::default()));
        assert_eq!(work(&plan, 99), None);
        let link = Link::new(id(1), id(9), LinkKind::StartToStart, Lag::default());
        plan.links.insert(link.id, link);
        assert_eq!(work(&plan, 9), Some(Work { all: 2, done: 1 }), "what lies below 1");
    }

    #[test]
    fn work_for_no_goal_and_no_requirement_was_not_asked_for() {
        let plan = plan();
        assert_eq!(unasked(&plan, &[], &[]), ids(&[2, 3, 5, 6, 8, 9]));
        assert_eq!(unasked(&plan, &[id(7)], &[]), ids(&[8, 9]), "5 stands below the same summary");
        assert_eq!(unasked(&plan, &[], &[id(1), id(8)]), ids(&[5, 6, 9]));
        assert_eq!(unasked(&plan, &[id(7), id(99)], &[id(8), id(9)]), []);
    }

    #[test]
    fn links_and_parents_in_a_ring_end() {
        let mut plan = plan();
        for (from, to) in [(7, 2), (9, 8), (8, 9)] {
            let link = Link::new(id(from), id(to), LinkKind::FinishToStart, Lag::default());
            plan.links.insert(link.id, link);
        }
        let ring = [(1, 4), (4, 1)];
        for (task, parent) in ring {
            plan.tasks.get_mut(&id(task)).unwrap().parent = Some(id(parent));
        }
        assert_eq!(Breakdown::of(&plan).work_to(id(7)).map(|work| work.all), Some(3));
        assert_eq!(Breakdown::of(&plan).work_to(id(9)).map(|work| work.all), Some(1));
    }
}
