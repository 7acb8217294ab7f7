//! The rows that are selected, and how a reach of them grows and shrinks. Pure.

use std::collections::BTreeSet;

use domain::TaskId;

use super::rows::Rows;

/// The selected rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picks {
    /// Their tasks, in sight or not.
    pub tasks: BTreeSet<TaskId>,
    /// Where a reach begins.
    from: Option<TaskId>,
    /// What the last reach has selected, so that a shorter one takes it back.
    reach: Vec<TaskId>,
}

impl Picks {
    /// From here on the next reach goes, unless one is under way from elsewhere.
    pub fn start_at(&mut self, task: TaskId) {
        self.from = Some(task);
        self.reach.clear();
    }

    /// Selects a row, or no longer.
    pub fn set(&mut self, task: TaskId, is_on: bool) {
        match is_on {
            true => self.tasks.insert(task),
            false => self.tasks.remove(&task),
        };
        self.start_at(task);
    }

    /// Selects everything from where the reach began to this row.
    pub fn reach_to(&mut self, rows: &Rows, task: TaskId) {
        let from = self.from.filter(|from| rows.place(*from).is_some()).unwrap_or(task);
        for task in std::mem::take(&mut self.reach) {
            self.tasks.remove(&task);
        }
        self.reach = rows.between(from, task);
        self.tasks.extend(self.reach.iter().copied());
        self.from = Some(from);
    }

    /// Selects by keyboard from the row with the focus to the next one; a reach that is under way
    /// goes on from where it began.
    pub fn reach_on(&mut self, rows: &Rows, task: TaskId, next: TaskId) {
        if !self.reach.contains(&task) {
            self.start_at(task);
        }
        self.reach_to(rows, next);
    }

    /// Selects every row in sight.
    pub fn take_all(&mut self, rows: &Rows) {
        self.tasks = rows.rows.iter().map(|row| row.task).collect();
        self.reach.clear();
    }

    /// Selects nothing; tells whether anything was.
    pub fn clear(&mut self) -> bool {
        self.reach.clear();
        !std::mem::take(&mut self.tasks).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use domain::plan::{Outline, Row};

    use super::*;

    fn id(number: u64) -> TaskId {
        TaskId::new(number, [0; 10])
    }

    /// Five rows on one level.
    fn rows() -> Rows {
        let row = |number| Row { task: id(number), depth: 0, place: 1, descendants: 0 };
        Rows::of(&Outline { rows: (1..=5).map(row).collect() }, &BTreeSet::new())
    }

    fn check(picks: &Picks, expected: &[u64]) {
        assert_eq!(picks.tasks, expected.iter().copied().map(id).collect());
    }

    #[test]
    fn a_reach_grows_shrinks_and_turns_round() {
        let (rows, mut picks) = (rows(), Picks::default());
        picks.start_at(id(3));
        picks.reach_to(&rows, id(5));
        check(&picks, &[3, 4, 5]);
        picks.reach_to(&rows, id(4));
        check(&picks, &[3, 4]);
        picks.reach_to(&rows, id(1));
        check(&picks, &[1, 2, 3]);
    }

    #[test]
    fn a_reach_leaves_what_was_selected_before_it() {
        let (rows, mut picks) = (rows(), Picks::default());
        picks.set(id(1), true);
        picks.set(id(4), true);
        picks.reach_on(&rows, id(4), id(5));
        check(&picks, &[1, 4, 5]);
        picks.reach_on(&rows, id(5), id(4));
        check(&picks, &[1, 4]);
        picks.set(id(1), false);
        check(&picks, &[4]);
    }

    #[test]
    fn all_and_nothing() {
        let (rows, mut picks) = (rows(), Picks::default());
        picks.take_all(&rows);
        check(&picks, &[1, 2, 3, 4, 5]);
        assert!(picks.clear());
        assert!(!picks.clear());
        picks.reach_on(&rows, id(2), id(3));
        check(&picks, &[2, 3]);
    }
}
