//! The hierarchy: summaries and what lies below them.

use super::Grouped;
use crate::{Plan, Problem};

/// Stands for "no task" and "no summary".
const NONE: u32 = u32::MAX;

/// Who lies below whom, without circles.
#[derive(Debug, Clone)]
pub(crate) struct Hierarchy {
    /// The parent of each task, [`NONE`] at the top.
    parents: Vec<u32>,
    /// The children of each task; those with any are summaries.
    children: Grouped<u32>,
    /// The number of each summary among the summaries, [`NONE`] for other tasks.
    summaries: Vec<u32>,
    summary_count: usize,
}

impl Hierarchy {
    pub(super) fn of(plan: &Plan, problems: &mut Vec<Problem>) -> Self {
        let parents = sound_parents(plan, problems);
        let below = || (0_u32..).zip(&parents).filter(|(_, parent)| **parent != NONE);
        let groups = below().map(|(_, parent)| *parent as usize);
        let mut children = Grouped::with_room(parents.len(), groups);
        for (task, parent) in below() {
            children.put(*parent as usize, task);
        }
        let mut summary_count = 0;
        let number = |task| {
            if children.of_group(task).is_empty() {
                return NONE;
            }
            summary_count += 1;
            summary_count - 1
        };
        let summaries = (0..parents.len()).map(number).collect();
        let summary_count = summary_count as usize;
        Hierarchy { parents, children, summaries, summary_count }
    }

    /// How many tasks there are.
    pub(crate) fn count(&self) -> usize {
        self.parents.len()
    }

    /// How many of them have children.
    pub(crate) fn summary_count(&self) -> usize {
        self.summary_count
    }

    /// A summary's number among the summaries.
    pub(crate) fn summary(&self, task: usize) -> Option<usize> {
        let number = self.summaries[task];
        (number != NONE).then_some(number as usize)
    }

    pub(crate) fn is_summary(&self, task: usize) -> bool {
        self.summaries[task] != NONE
    }

    /// The parent of a task.
    pub(crate) fn parent(&self, task: usize) -> Option<usize> {
        let parent = self.parents[task];
        (parent != NONE).then_some(parent as usize)
    }

    /// The number of a task's parent among the summaries.
    pub(crate) fn parent_summary(&self, task: usize) -> Option<usize> {
        self.parent(task).map(|parent| self.summaries[parent] as usize)
    }

    /// What lies directly below a task.
    pub(crate) fn children(&self, task: usize) -> &[u32] {
        self.children.of_group(task)
    }

    pub(super) fn event_count(&self) -> usize {
        self.count() + self.summary_count
    }
}

/// Each task's parent, without those that do not exist or lie below their own child.
fn sound_parents(plan: &Plan, problems: &mut Vec<Problem>) -> Vec<u32> {
    let count = plan.tasks.len();
    let mut parents = vec![NONE; count];
    for (task, of) in plan.tasks.iter().enumerate() {
        match of.parent {
            Some(parent) if parent < count && parent != task => parents[task] = parent as u32,
            Some(_) => problems.push(Problem::BrokenParent { task }),
            None => {}
        }
    }
    // A parent that stands before its child cannot be part of a circle by itself.
    let is_plain = |(task, parent): (usize, &u32)| *parent == NONE || (*parent as usize) < task;
    if !parents.iter().enumerate().all(is_plain) {
        break_circles(&mut parents, problems);
    }
    parents
}

fn break_circles(parents: &mut [u32], problems: &mut Vec<Problem>) {
    let mut seen_from = vec![NONE; parents.len()];
    for task in 0..parents.len() {
        let mut above = task;
        while seen_from[above] == NONE {
            seen_from[above] = task as u32;
            if parents[above] == NONE {
                break;
            }
            if seen_from[parents[above] as usize] == task as u32 {
                parents[above] = NONE;
                problems.push(Problem::BrokenParent { task: above });
                break;
            }
            above = parents[above] as usize;
        }
    }
}
