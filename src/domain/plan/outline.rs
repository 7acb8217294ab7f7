//! The work breakdown structure as rows: depth-first, siblings by rank, with WBS numbers.

use std::collections::BTreeMap;

use super::Plan;
use crate::TaskId;

/// A task's row in the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which task.
    pub task: TaskId,
    /// How deep it lies, 0 at the top.
    pub depth: u16,
    /// Its place among its siblings, from 1.
    pub place: u32,
    /// Rows below it that belong to it; 0 for a leaf.
    pub descendants: u32,
}

impl Row {
    /// Whether the task has sub-tasks.
    #[must_use]
    pub const fn is_summary(&self) -> bool {
        self.descendants > 0
    }
}

/// All rows from top to bottom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The rows.
    pub rows: Vec<Row>,
}

impl Outline {
    /// The outline of a plan. Tasks whose parents form a ring, which no operation makes, are left
    /// out.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let mut children: BTreeMap<Option<TaskId>, Vec<TaskId>> = BTreeMap::new();
        for task in plan.tasks.values() {
            children.entry(task.parent).or_default().push(task.id);
        }
        for siblings in children.values_mut() {
            siblings.sort_by_key(|id| (&plan.tasks[id].rank, *id));
        }
        let mut rows: Vec<Row> = Vec::with_capacity(plan.tasks.len());
        let mut open: Vec<(TaskId, u16, u32)> = Vec::new();
        push_reversed(&mut open, children.get(&None), 0);
        while let Some((task, depth, place)) = open.pop() {
            rows.push(Row { task, depth, place, descendants: 0 });
            push_reversed(&mut open, children.get(&Some(task)), depth + 1);
        }
        count_descendants(&mut rows);
        Self { rows }
    }

    /// The WBS number of each row, such as `2.1.3`.
    #[must_use]
    pub fn wbs(&self) -> Vec<String> {
        let mut path: Vec<u32> = Vec::new();
        let number = |row: &Row| {
            path.truncate(row.depth as usize);
            path.push(row.place);
            path.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
        };
        self.rows.iter().map(number).collect()
    }
}

fn push_reversed(open: &mut Vec<(TaskId, u16, u32)>, siblings: Option<&Vec<TaskId>>, depth: u16) {
    let siblings = siblings.map_or(&[][..], Vec::as_slice);
    let first = open.len();
    open.extend((1..).zip(siblings).map(|(place, task)| (*task, depth, place)));
    open[first..].reverse();
}

/// Fills in how many rows belong to each row: up to the next row that lies as high.
fn count_descendants(rows: &mut [Row]) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..=rows.len() {
        let depth = rows.get(index).map(|row| row.depth);
        while let Some(&above) = open.last()
            && depth.is_none_or(|depth| rows[above].depth >= depth)
        {
            rows[above].descendants = u32::try_from(index - above - 1).unwrap_or(u32::MAX);
            open.pop();
        }
        open.push(index);
    }
}
