//! Rows in groups instead of under their summaries: whose they are, which phase, how far. Pure.

use std::collections::{BTreeMap, BTreeSet};

use domain::plan::{PlanView, Task};
use domain::{ColumnId, TaskId, UserId};

/// By what the rows are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// They stand under their summaries.
    #[default]
    Nothing,
    /// By who answers for them.
    Assignee,
    /// By the topmost summary above them.
    Phase,
    /// By their column of the board.
    Status,
    /// By whether the client sees them.
    Visibility,
}

impl GroupBy {
    /// All of them with their names for the browser's memory.
    pub const ALL: [(Self, &str); 5] = [
        (Self::Nothing, "nothing"),
        (Self::Assignee, "assignee"),
        (Self::Phase, "phase"),
        (Self::Status, "status"),
        (Self::Visibility, "visibility"),
    ];
}

/// What the rows of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKey {
    /// Somebody answers for them.
    Person(UserId),
    /// Nobody does.
    Nobody,
    /// They lie below a summary of the highest level.
    Phase(TaskId),
    /// They lie below none.
    NoPhase,
    /// They stand in a column of the board.
    Status(ColumnId),
    /// They stand in none.
    NoStatus,
    /// Whether the client sees them.
    Client(bool),
}

impl GroupKey {
    fn of(task: &Task, phase: Option<TaskId>, by: GroupBy) -> Option<Self> {
        match by {
            GroupBy::Nothing => None,
            GroupBy::Assignee => Some(task.assignee.map_or(Self::Nobody, Self::Person)),
            GroupBy::Phase => Some(phase.map_or(Self::NoPhase, Self::Phase)),
            GroupBy::Status => Some(task.column.map_or(Self::NoStatus, Self::Status)),
            GroupBy::Visibility => Some(Self::Client(task.is_client_visible)),
        }
    }

    /// Where the group stands: columns as on the board, what the client sees first, what belongs to
    /// nothing last, everything else as it comes up in the plan.
    fn place(self, columns: &BTreeMap<ColumnId, usize>, first: usize) -> (bool, usize) {
        match self {
            Self::Person(_) | Self::Phase(_) => (false, first),
            Self::Status(column) => (false, columns.get(&column).copied().unwrap_or(first)),
            Self::Client(is_visible) => (!is_visible, 0),
            Self::Nobody | Self::NoPhase | Self::NoStatus => (true, 0),
        }
    }
}

/// Rows that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What that is.
    pub key: GroupKey,
    /// The places of its rows in the outline.
    pub places: Vec<u32>,
}

/// The groups of a plan; summaries are in none of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// From top to bottom.
    pub all: Vec<Group>,
}

impl Groups {
    /// The groups of a plan, of those tasks alone that a filter names.
    pub fn of(view: &PlanView, by: GroupBy, filtered: Option<&BTreeSet<TaskId>>) -> Self {
        let mut found: BTreeMap<GroupKey, Group> = BTreeMap::new();
        let mut phase = None;
        for (place, row) in (0_u32..).zip(&view.outline.rows) {
            if row.depth == 0 {
                phase = row.is_summary().then_some(row.task);
            }
            let is_hidden = filtered.is_some_and(|tasks| !tasks.contains(&row.task));
            let task = view.plan.tasks.get(&row.task);
            let task = task.filter(|_| !row.is_summary() && !is_hidden);
            let Some(key) = task.and_then(|task| GroupKey::of(task, phase, by)) else { continue };
            let new = || Group { key, places: Vec::new() };
            found.entry(key).or_insert_with(new).places.push(place);
        }
        let columns = view.plan.columns_in_order();
        let columns = columns.iter().enumerate().map(|(at, column)| (column.id, at)).collect();
        let first = |group: &Group| group.places.first().map_or(0, |place| *place as usize);
        let mut all: Vec<Group> = found.into_values().collect();
        all.sort_by_key(|group| group.key.place(&columns, first(group)));
        Self { all }
    }
}

#[cfg(test)]
mod tests {
    use domain::CalendarId;
    use domain::plan::{Calendar, Plan, Rank};

    use super::*;

    fn id(number: u64) -> TaskId {
        TaskId::new(number, [0; 10])
    }

    /// 1 over 2 and 3, 4 over 5, and 6; 3 and 5 are one person's, 2 and 6 the client sees.
    fn view() -> PlanView {
        let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
        let mut plan = Plan::new(0, calendar, Vec::new());
        for ((number, parent), rank) in (1..).zip([0, 1, 1, 0, 4, 0]).zip(Rank::sequence(6)) {
            let mut task = Task::new(id(number), number as u32, number.to_string(), rank);
            task.parent = (parent > 0).then(|| id(parent));
            task.assignee = [3, 5].contains(&number).then(|| UserId::new(7, [0; 10]));
            task.is_client_visible = [2, 6].contains(&number);
            plan.tasks.insert(task.id, task);
        }
        PlanView::of(plan)
    }

    fn check(by: GroupBy, filtered: Option<&[u64]>, expected: &[&[u32]]) {
        let ids = |numbers: &[u64]| numbers.iter().copied().map(id).collect::<BTreeSet<_>>();
        let filtered = filtered.map(ids);
        let groups = Groups::of(&view(), by, filtered.as_ref());
        let places: Vec<&[u32]> = groups.all.iter().map(|group| &*group.places).collect();
        assert_eq!(places, expected, "{by:?}");
    }

    #[test]
    fn rows_come_together_without_their_summaries() {
        check(GroupBy::Nothing, None, &[]);
        check(GroupBy::Assignee, None, &[&[2, 4], &[1, 5]]);
        check(GroupBy::Phase, None, &[&[1, 2], &[4], &[5]]);
        check(GroupBy::Status, None, &[&[1, 2, 4, 5]]);
        check(GroupBy::Visibility, None, &[&[1, 5], &[2, 4]]);
        check(GroupBy::Phase, Some(&[3, 4, 6]), &[&[2], &[5]]);
    }
}
