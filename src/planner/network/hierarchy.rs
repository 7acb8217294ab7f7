//! The hierarchy: summaries and what lies below them.

use super::Grouped;
use crate::{Plan, Problem, Task};

/// Stands for "no task" and "no summary".
const NONE: u32 = u32::MAX;

/// Who lies below whom, without circles.
#[derive(Debug, Clone)]
pub(crate) struct Hierarchy {
    rows: Vec<Row>,
    /// The children of each task; those with any are summaries.
    children: Grouped<u32>,
    summary_count: usize,
}

/// Where a task stands; each number is [`NONE`] where there is nothing.
#[derive(Debug, Clone, Copy)]
struct Row {
    parent: u32,
    /// The parent's number among the summaries.
    parent_summary: u32,
    /// The task's own number among the summaries.
    summary: u32,
}

impl Hierarchy {
    pub(super) fn of(plan: &Plan, problems: &mut Vec<Problem>) -> Self {
        let mut rows = sound_rows(plan, problems);
        let below = || (0_u32..).zip(&rows).filter(|(_, row)| row.parent != NONE);
        let mut children = Grouped::new(rows.len());
        below().for_each(|(_, row)| children.announce(row.parent as usize));
        children.make_room();
        for (task, row) in below() {
            children.put(row.parent as usize, task);
        }
        let mut summary_count = 0;
        for task in 0..rows.len() {
            let children = children.of_group(task);
            if children.is_empty() {
                continue;
            }
            rows[task].summary = summary_count;
            for &child in children {
                rows[child as usize].parent_summary = summary_count;
            }
            summary_count += 1;
        }
        Hierarchy { rows, children, summary_count: summary_count as usize }
    }

    /// How many tasks there are.
    pub(crate) fn count(&self) -> usize {
        self.rows.len()
    }

    /// How many of them have children.
    pub(crate) fn summary_count(&self) -> usize {
        self.summary_count
    }

    /// A summary's number among the summaries.
    pub(crate) fn summary(&self, task: usize) -> Option<usize> {
        some(self.rows[task].summary)
    }

    pub(crate) fn is_summary(&self, task: usize) -> bool {
        self.rows[task].summary != NONE
    }

    /// The parent of a task.
    pub(crate) fn parent(&self, task: usize) -> Option<usize> {
        some(self.rows[task].parent)
    }

    /// The number of a task's parent among the summaries.
    pub(crate) fn parent_summary(&self, task: usize) -> Option<usize> {
        some(self.rows[task].parent_summary)
    }

    /// What lies directly below a task.
    pub(crate) fn children(&self, task: usize) -> &[u32] {
        self.children.of_group(task)
    }

    pub(super) fn event_count(&self) -> usize {
        self.count() + self.summary_count
    }
}

fn some(number: u32) -> Option<usize> {
    (number != NONE).then_some(number as usize)
}

/// Each task with its parent, without those that do not exist or lie below their own child.
fn sound_rows(plan: &Plan, problems: &mut Vec<Problem>) -> Vec<Row> {
    let count = plan.tasks.len();
    // A parent that stands before its child cannot be part of a circle by itself.
    let mut may_hold_circles = false;
    let row = |(task, of): (usize, &Task)| {
        let parent = of.parent.filter(|parent| *parent < count && *parent != task);
        if of.parent != parent {
            problems.push(Problem::BrokenParent { task });
        }
        may_hold_circles |= parent.is_some_and(|parent| parent > task);
        let parent = parent.map_or(NONE, |parent| parent as u32);
        Row { parent, parent_summary: NONE, summary: NONE }
    };
    let mut rows: Vec<Row> = plan.tasks.iter().enumerate().map(row).collect();
    if may_hold_circles {
        break_circles(&mut rows, problems);
    }
    rows
}

fn break_circles(rows: &mut [Row], problems: &mut Vec<Problem>) {
    let mut seen_from = vec![NONE; rows.len()];
    for task in 0..rows.len() {
        let mut above = task;
        while seen_from[above] == NONE {
            seen_from[above] = task as u32;
            let Some(parent) = some(rows[above].parent) else { break };
            if seen_from[parent] == task as u32 {
                rows[above].parent = NONE;
                problems.push(Problem::BrokenParent { task: above });
                break;
            }
            above = parent;
        }
    }
}
