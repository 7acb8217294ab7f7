//! The rows in sight: the outline without what is folded or filtered away, and the part of it on
//! the screen.

use std::collections::BTreeSet;
use std::ops::Range;

use domain::TaskId;
use domain::plan::Outline;

use super::groups::{Group, GroupKey, Groups};

/// Rows that are kept ready above and below the screen.
const SPARE: usize = 4;
/// Where a task is shown that the filter hides.
const NOWHERE: u32 = u32::MAX;

/// The rows that are neither folded nor filtered away, from top to bottom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The task of each row; the head of a group has none.
    tasks: Vec<Option<TaskId>>,
    /// The outline's own place of each row.
    places: Vec<u32>,
    /// For each place of the outline the row that shows it: its own, that of a folded summary, or
    /// `NOWHERE`.
    shown: Vec<u32>,
    /// The place above each place of the outline, itself at the top.
    above: Vec<u32>,
    /// The outline's place of each task, in the order of ids.
    index: Vec<(TaskId, u32)>,
    /// How many rows of the outline the filter hides.
    hidden: usize,
    /// The heads of the groups, where rows are grouped.
    heads: Option<Vec<Head>>,
}

/// The row above a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its row.
    pub row: usize,
    /// What the rows of the group have in common.
    pub key: GroupKey,
    /// How many there are.
    pub count: usize,
    /// Whether they are folded.
    pub is_folded: bool,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    /// A task's.
    Task(TaskId),
    /// The head of a group.
    Head(GroupKey),
}

impl Rows {
    /// The rows of an outline in which some summaries are folded; of some tasks with the summaries
    /// above them, where a filter names them.
    pub fn of(
        outline: &Outline,
        folded: &BTreeSet<TaskId>,
        filtered: Option<&BTreeSet<TaskId>>,
    ) -> Self {
        let mut rows = Self::indexed(outline);
        let stays = filtered.map(|tasks| staying(outline, tasks));
        let mut hidden_until = 0;
        for (place, row) in (0_u32..).zip(&outline.rows) {
            if stays.as_ref().is_some_and(|stays| !stays[place as usize]) {
                rows.shown.push(NOWHERE);
                rows.hidden += 1;
                continue;
            }
            if place >= hidden_until {
                rows.tasks.push(Some(row.task));
                rows.places.push(place);
                if folded.contains(&row.task) {
                    hidden_until = place + 1 + row.descendants;
                }
            }
            rows.shown.push(rows.tasks.len() as u32 - 1);
        }
        rows
    }

    /// The rows of an outline in groups, some of which are folded.
    pub fn grouped(outline: &Outline, groups: &Groups, folded: &BTreeSet<GroupKey>) -> Self {
        let mut rows = Self::indexed(outline);
        rows.shown = vec![NOWHERE; outline.rows.len()];
        let mut heads = Vec::with_capacity(groups.all.len());
        for Group { key, places } in &groups.all {
            let (row, is_folded) = (rows.tasks.len(), folded.contains(key));
            heads.push(Head { row, key: *key, count: places.len(), is_folded });
            rows.tasks.push(None);
            rows.places.push(NOWHERE);
            let shown = places.iter().filter(|_| !is_folded);
            for (place, row) in shown.filter_map(|at| Some((*at, outline.rows.get(*at as usize)?)))
            {
                rows.shown[place as usize] = rows.tasks.len() as u32;
                rows.tasks.push(Some(row.task));
                rows.places.push(place);
            }
        }
        let all = outline.rows.iter().filter(|row| !row.is_summary()).count();
        rows.hidden = all - heads.iter().map(|head| head.count).sum::<usize>().min(all);
        rows.heads = Some(heads);
        rows
    }

    /// No rows yet, but what is known of every place of an outline.
    fn indexed(outline: &Outline) -> Self {
        let mut rows = Self::default();
        let mut path: Vec<u32> = Vec::new();
        for (place, row) in (0_u32..).zip(&outline.rows) {
            path.truncate(row.depth as usize);
            rows.above.push(path.last().copied().unwrap_or(place));
            path.push(place);
            rows.index.push((row.task, place));
        }
        rows.index.sort_unstable();
        rows
    }

    /// Whether rows are grouped.
    pub fn is_grouped(&self) -> bool {
        self.heads.is_some()
    }

    /// The heads of all groups.
    pub fn heads(&self) -> &[Head] {
        self.heads.as_deref().unwrap_or_default()
    }

    /// The heads among some rows.
    pub fn heads_in(&self, rows: &Range<usize>) -> &[Head] {
        let heads = self.heads();
        let from = heads.partition_point(|head| head.row < rows.start);
        let to = heads.partition_point(|head| head.row < rows.end);
        &heads[from..to.max(from)]
    }

    /// The head of a group.
    pub fn head(&self, key: GroupKey) -> Option<&Head> {
        self.heads().iter().find(|head| head.key == key)
    }

    /// The head of the group to which a row belongs.
    pub fn head_above(&self, row: usize) -> Option<&Head> {
        let heads = self.heads();
        heads.get(heads.partition_point(|head| head.row <= row).checked_sub(1)?)
    }

    /// What a row is.
    pub fn spot(&self, row: usize) -> Option<Spot> {
        match self.tasks.get(row)? {
            Some(task) => Some(Spot::Task(*task)),
            None => Some(Spot::Head(self.head_above(row)?.key)),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.tasks.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// How many rows of the outline the filter hides.
    pub fn hidden(&self) -> usize {
        self.hidden
    }

    /// The task of a row.
    pub fn task(&self, row: usize) -> Option<TaskId> {
        self.tasks.get(row).copied().flatten()
    }

    /// The task of the last row, where rows stand as in the outline.
    pub fn last_of_outline(&self) -> Option<TaskId> {
        self.tasks.last().copied().flatten().filter(|_| !self.is_grouped())
    }

    /// The row in the outline, where depth and descendants stand.
    pub fn place(&self, row: usize) -> Option<usize> {
        self.places.get(row).filter(|place| **place != NOWHERE).map(|place| *place as usize)
    }

    /// The first row that stands behind a place of the outline, where rows stand as in it.
    pub fn end_of(&self, place: usize) -> usize {
        self.places.partition_point(|shown| *shown as usize <= place)
    }

    /// The task's own row; none when it is folded or filtered away.
    pub fn row_of(&self, task: TaskId) -> Option<usize> {
        let row = self.shown_row(task)?;
        (self.tasks[row] == Some(task)).then_some(row)
    }

    /// The row that shows a task: its own, or that of the nearest summary that is not folded away;
    /// none when it is filtered away.
    pub fn shown_row(&self, task: TaskId) -> Option<usize> {
        let row = self.shown[self.outline_place(task)?];
        (row != NOWHERE).then_some(row as usize)
    }

    /// The task's place in the outline.
    pub fn outline_place(&self, task: TaskId) -> Option<usize> {
        let found = self.index.binary_search_by_key(&task, |(id, _)| *id).ok()?;
        Some(self.index[found].1 as usize)
    }

    /// The summary above a task, as its place in the outline.
    pub fn place_above(&self, place: usize) -> Option<usize> {
        let above = *self.above.get(place)? as usize;
        (above != place).then_some(above)
    }

    /// The WBS number of a place in the outline, such as `2.1.3`.
    pub fn wbs(&self, outline: &Outline, place: usize) -> String {
        let path = std::iter::successors(Some(place), |place| self.place_above(*place));
        let mut numbers: Vec<String> = path
            .filter_map(|place| outline.rows.get(place))
            .map(|row| row.place.to_string())
            .collect();
        numbers.reverse();
        numbers.join(".")
    }
}

/// Which places of an outline stay: those of these tasks, and of the summaries above them.
fn staying(outline: &Outline, tasks: &BTreeSet<TaskId>) -> Vec<bool> {
    let mut stays = vec![false; outline.rows.len()];
    let mut path: Vec<usize> = Vec::new();
    for (place, row) in outline.rows.iter().enumerate() {
        path.truncate(row.depth as usize);
        path.push(place);
        if tasks.contains(&row.task) {
            for above in path.iter().rev() {
                // Above a place that stays already, everything does.
                if std::mem::replace(&mut stays[*above], true) {
                    break;
                }
            }
        }
    }
    stays
}

/// The rows that a screen of `height` px shows when it is scrolled to `top`, and a few around them.
pub fn window(top: f64, height: f64, row_height: f64, count: usize) -> Range<usize> {
    let row_height = row_height.max(1.0);
    let first = (top.max(0.0) / row_height).floor() as usize;
    let end = ((top + height).max(0.0) / row_height).ceil() as usize;
    first.saturating_sub(SPARE).min(count)..(end + SPARE).min(count)
}

#[cfg(test)]
mod tests {
    use domain::plan::Row;

    use super::*;

    fn id(number: u64) -> TaskId {
        TaskId::new(number, [0; 10])
    }

    /// Rows from depths, ids counted from 1.
    fn outline(depths: &[u16]) -> Outline {
        let mut places: Vec<u32> = Vec::new();
        let rows = depths.iter().enumerate().map(|(index, depth)| {
            places.truncate(*depth as usize + 1);
            match places.get_mut(*depth as usize) {
                Some(place) => *place += 1,
                None => places.push(1),
            }
            let below = depths[index + 1..].iter().take_while(|other| *other > depth).count();
            Row {
                task: id(index as u64 + 1),
                depth: *depth,
                place: places[*depth as usize],
                descendants: below as u32,
            }
        });
        Outline { rows: rows.collect() }
    }

    fn check(depths: &[u16], folded: &[u64], expected: &[u64]) -> Rows {
        let folded = folded.iter().copied().map(id).collect();
        let rows = Rows::of(&outline(depths), &folded, None);
        let expected: Vec<Option<TaskId>> = expected.iter().copied().map(id).map(Some).collect();
        assert_eq!(rows.tasks, expected);
        rows
    }

    #[test]
    fn folded_summaries_hide_everything_below() {
        check(&[0, 1, 2, 1, 0], &[], &[1, 2, 3, 4, 5]);
        check(&[0, 1, 2, 1, 0], &[2], &[1, 2, 4, 5]);
        check(&[0, 1, 2, 1, 0], &[1], &[1, 5]);
        check(&[0, 1, 2, 1, 0], &[1, 2], &[1, 5]);
        check(&[], &[], &[]);
    }

    #[test]
    fn hidden_tasks_are_shown_by_their_summary() {
        let rows = check(&[0, 1, 2, 1, 0], &[1], &[1, 5]);
        assert_eq!(rows.shown_row(id(3)), Some(0));
        assert_eq!(rows.row_of(id(3)), None);
        assert_eq!(rows.row_of(id(5)), Some(1));
        assert_eq!(rows.shown_row(id(9)), None);
    }

    #[test]
    fn a_filter_leaves_its_tasks_and_the_summaries_above_them() {
        let check = |folded: &[u64], filtered: &[u64], expected: &[u64]| {
            let outline = outline(&[0, 1, 2, 2, 1, 0, 1, 0]);
            let ids = |numbers: &[u64]| numbers.iter().copied().map(id).collect::<BTreeSet<_>>();
            let rows = Rows::of(&outline, &ids(folded), Some(&ids(filtered)));
            let expected: Vec<_> = expected.iter().copied().map(id).map(Some).collect();
            assert_eq!(rows.tasks, expected);
            assert_eq!(rows.wbs(&outline, 3), "1.1.2", "numbers are those of the whole plan");
            rows
        };
        let rows = check(&[], &[4, 8], &[1, 2, 4, 8]);
        assert_eq!(rows.hidden(), 4);
        assert_eq!((rows.row_of(id(4)), rows.row_of(id(8))), (Some(2), Some(3)));
        assert_eq!((rows.shown_row(id(3)), rows.shown_row(id(6))), (None, None));
        assert_eq!(check(&[2], &[4, 8], &[1, 2, 8]).shown_row(id(4)), Some(1));
        assert_eq!(check(&[], &[], &[]).hidden(), 8);
        check(&[], &[6], &[6]);
    }

    #[test]
    fn groups_stand_below_their_heads() {
        let outline = outline(&[0, 1, 1, 0]);
        let (one, other) = (GroupKey::Client(true), GroupKey::Client(false));
        let group = |key: GroupKey, places: &[u32]| Group { key, places: places.to_vec() };
        let groups = Groups { all: vec![group(one, &[1, 3]), group(other, &[2])] };
        let rows = Rows::grouped(&outline, &groups, &BTreeSet::new());
        assert_eq!(rows.tasks, [None, Some(id(2)), Some(id(4)), None, Some(id(3))]);
        assert_eq!((rows.row_of(id(3)), rows.shown_row(id(1)), rows.hidden()), (Some(4), None, 0));
        assert_eq!(
            (rows.spot(3), rows.spot(4)),
            (Some(Spot::Head(other)), Some(Spot::Task(id(3))))
        );
        assert_eq!(rows.heads_in(&(1..4)).iter().map(|head| head.row).collect::<Vec<_>>(), [3]);
        assert_eq!(rows.head_above(2).map(|head| (head.key, head.count)), Some((one, 2)));
        assert_eq!((rows.place(0), rows.place(2)), (None, Some(3)));
        let rows = Rows::grouped(&outline, &groups, &[one].into());
        assert_eq!(rows.tasks, [None, None, Some(id(3))]);
        assert_eq!((rows.row_of(id(2)), rows.hidden()), (None, 0));
    }

    #[test]
    fn wbs_numbers_follow_the_path() {
        let outline = outline(&[0, 0, 1, 2, 2, 1]);
        let rows = Rows::of(&outline, &BTreeSet::new(), None);
        assert_eq!(rows.wbs(&outline, 4), "2.1.2");
        assert_eq!(rows.wbs(&outline, 0), "1");
    }

    #[test]
    fn the_window_is_the_screen_and_a_few_rows() {
        assert_eq!(window(0.0, 360.0, 36.0, 10_000), 0..14);
        assert_eq!(window(3600.0, 360.0, 36.0, 10_000), 96..114);
        assert_eq!(window(3600.0, 360.0, 36.0, 20), 20..20);
        assert_eq!(window(-50.0, 360.0, 36.0, 3), 0..3);
        assert_eq!(window(0.0, 360.0, 0.0, 3), 0..3);
    }
}
