//! The rows in sight: the outline without what is folded away, and the part of it on the screen.
//! Pure.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use domain::TaskId;
use domain::plan::Outline;

use crate::ui::dom::PAPER_ROWS;

/// Rows that are kept ready above and below the screen.
const SPARE: usize = 6;

/// A row that is not folded away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// Which task.
    pub task: TaskId,
    /// The WBS number, such as `2.1.3`.
    pub wbs: String,
    /// How deep it lies, 0 at the top.
    pub depth: u16,
    /// Rows below it that belong to it, folded away or not.
    pub descendants: u32,
}

/// All rows that are not folded away, from top to bottom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The rows.
    pub rows: Vec<ListRow>,
    places: BTreeMap<TaskId, usize>,
}

impl Rows {
    /// The rows of an outline in which some summaries are folded.
    pub fn of(outline: &Outline, folded: &BTreeSet<TaskId>) -> Self {
        let mut rows = Vec::with_capacity(outline.rows.len());
        let mut hidden_until = 0;
        for (place, (row, wbs)) in outline.rows.iter().zip(outline.wbs()).enumerate() {
            if place < hidden_until {
                continue;
            }
            if folded.contains(&row.task) {
                hidden_until = place + 1 + row.descendants as usize;
            }
            let (task, depth, descendants) = (row.task, row.depth, row.descendants);
            rows.push(ListRow { task, wbs, depth, descendants });
        }
        let places = rows.iter().enumerate().map(|(place, row)| (row.task, place)).collect();
        Self { rows, places }
    }

    /// Where a task's row is; none when it is folded away or gone.
    pub fn place(&self, task: TaskId) -> Option<usize> {
        self.places.get(&task).copied()
    }

    /// The task of a row.
    pub fn task(&self, place: usize) -> Option<TaskId> {
        self.rows.get(place).map(|row| row.task)
    }

    /// Those of the tasks whose rows are in sight, from top to bottom.
    pub fn among(&self, tasks: &BTreeSet<TaskId>) -> Vec<TaskId> {
        let rows = self.rows.iter().map(|row| row.task);
        rows.filter(|task| tasks.contains(task)).collect()
    }

    /// The tasks from one row to another, whichever is above, both with them.
    pub fn between(&self, one: TaskId, other: TaskId) -> Vec<TaskId> {
        let (Some(one), Some(other)) = (self.place(one), self.place(other)) else {
            return Vec::new();
        };
        self.rows[one.min(other)..=one.max(other)].iter().map(|row| row.task).collect()
    }
}

/// The rows that a screen of `height` px shows when it is scrolled to `top`, and a few around them.
pub fn window(top: f64, height: f64, row_height: f64, count: usize) -> Range<usize> {
    let row_height = row_height.max(1.0);
    // Both are finite and not negative, so the numbers of rows are too.
    let first = (top.max(0.0) / row_height).floor() as usize;
    let end = ((top + height).max(0.0) / row_height).ceil() as usize;
    first.saturating_sub(SPARE).min(count)..(end + SPARE).min(count)
}

/// The rows that paper shows, wherever the screen is scrolled to.
pub fn on_paper(count: usize) -> Range<usize> {
    0..count.min(PAPER_ROWS)
}

#[cfg(test)]
mod tests {
    use domain::plan::Row;

    use super::*;

    fn id(number: u64) -> TaskId {
        TaskId::new(number, [0; 10])
    }

    fn outline() -> Outline {
        let row = |(number, depth, place, descendants)| Row {
            task: id(number),
            depth,
            place,
            descendants,
        };
        let rows = [(1, 0, 1, 2), (2, 1, 1, 1), (3, 2, 1, 0), (4, 0, 2, 0)];
        Outline { rows: rows.map(row).to_vec() }
    }

    #[test]
    fn folded_summaries_hide_what_is_below_them() {
        let check = |folded: &[u64], expected: &str| {
            let rows = Rows::of(&outline(), &folded.iter().copied().map(id).collect());
            let numbers: Vec<_> = rows.rows.iter().map(|row| row.wbs.as_str()).collect();
            assert_eq!(numbers.join(" "), expected);
        };
        check(&[], "1 1.1 1.1.1 2");
        check(&[2], "1 1.1 2");
        check(&[1, 2], "1 2");
        let rows = Rows::of(&outline(), &BTreeSet::from([id(1)]));
        assert_eq!((rows.place(id(4)), rows.place(id(3))), (Some(1), None));
    }

    #[test]
    fn only_what_the_screen_shows_is_drawn() {
        assert_eq!(window(0.0, 360.0, 36.0, 10_000), 0..16);
        assert_eq!(window(36_000.0, 360.0, 36.0, 10_000), 994..1016);
        assert_eq!(window(0.0, 360.0, 36.0, 3), 0..3);
        assert_eq!(window(9_000.0, 360.0, 36.0, 3), 3..3);
    }

    #[test]
    fn paper_shows_all_rows_but_those_of_a_giant() {
        assert_eq!([0, 60, 10_000].map(|count| on_paper(count).len()), [0, 60, 2_000]);
    }
}
