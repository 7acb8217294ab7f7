//! Where a row that is carried would lie: between which rows, and how deep. Pure.

use std::collections::BTreeSet;

use domain::TaskId;
use domain::plan::Outline;

use super::rows::Rows;

/// Where a carried row would lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Berth {
    /// Above which row the line stands that shows it.
    pub line: usize,
    /// How deep.
    pub depth: u16,
    /// The summary above it.
    pub parent: Option<TaskId>,
    /// The row of that summary behind which it comes; none is the first.
    pub after: Option<TaskId>,
}

/// Where a row would lie that is carried to the line above row `gap`, and so many levels to the
/// right; none where it lies already.
pub fn berth(
    outline: &Outline,
    (rows, folded): (&Rows, &BTreeSet<TaskId>),
    task: TaskId,
    (gap, levels): (usize, i32),
) -> Option<Berth> {
    let own = rows.row_of(task)?;
    let place = rows.outline_place(task)?;
    let found = outline.rows.get(place)?;
    let end = rows.end_of(place + found.descendants as usize);
    let stays = (own..=end).contains(&gap);
    let (above, line) = if stays { (own.checked_sub(1), end) } else { (gap.checked_sub(1), gap) };
    let at = |row: usize| outline.rows.get(rows.place(row)?);
    let above = above.and_then(at);
    let most = above.map_or(0, |above| above.depth + u16::from(!folded.contains(&above.task)));
    let least = at(line).map_or(0, |below| below.depth).min(most);
    let wanted = (i32::from(found.depth) + levels).max(0);
    let depth = u16::try_from(wanted).unwrap_or(most).clamp(least, most);
    if stays && depth == found.depth {
        // What follows on the same level stays below the same summary.
        return if levels < 0 { beside_summary(outline, rows, place, end) } else { None };
    }
    let Some(above) = above else { return Some(Berth { line, depth, parent: None, after: None }) };
    if depth > above.depth {
        return Some(Berth { line, depth, parent: Some(above.task), after: None });
    }
    let path = std::iter::successors(rows.outline_place(above.task), |at| rows.place_above(*at));
    let mut path = path.filter_map(|at| outline.rows.get(at));
    let after = path.find(|row| row.depth == depth)?.task;
    let parent = path.next().map(|row| row.task);
    Some(Berth { line, depth, parent, after: Some(after) })
}

/// Behind the summary of a row, on its level.
fn beside_summary(outline: &Outline, rows: &Rows, place: usize, line: usize) -> Option<Berth> {
    let summary = rows.place_above(place)?;
    let parent = rows.place_above(summary).and_then(|at| outline.rows.get(at));
    let found = outline.rows.get(summary)?;
    let parent = parent.map(|row| row.task);
    Some(Berth { line, depth: found.depth, parent, after: Some(found.task) })
}

#[cfg(test)]
mod tests {
    use domain::CalendarId;
    use domain::plan::{Calendar, Plan, Rank, Task};

    use super::*;

    fn id(number: u64) -> TaskId {
        TaskId::new(number, [0; 10])
    }

    /// 1 over 2 and 3, then 4, then 5 over 6.
    fn outline() -> Outline {
        let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
        let mut plan = Plan::new(0, calendar, Vec::new());
        for ((number, parent), rank) in (1..).zip([0, 1, 1, 0, 0, 5]).zip(Rank::sequence(6)) {
            let mut task = Task::new(id(number), number as u32, number.to_string(), rank);
            task.parent = (parent > 0).then(|| id(parent));
            plan.tasks.insert(task.id, task);
        }
        Outline::of(&plan)
    }

    /// The summary and the row behind which a row would come, 0 for none; nothing where it stays.
    fn check(task: u64, gap: usize, levels: i32, folded: &[u64], expected: Option<(u64, u64)>) {
        let (outline, folded) = (outline(), folded.iter().copied().map(id).collect());
        let rows = Rows::of(&outline, &folded, None);
        let found = berth(&outline, (&rows, &folded), id(task), (gap, levels));
        let some = |number: u64| (number > 0).then(|| id(number));
        let expected = expected.map(|(parent, after)| (some(parent), some(after)));
        assert_eq!(
            found.map(|berth| (berth.parent, berth.after)),
            expected,
            "{task} {gap} {levels}"
        );
    }

    #[test]
    fn a_row_is_carried_between_others() {
        check(4, 0, 0, &[], Some((0, 0)));
        check(4, 1, 0, &[], Some((1, 0)));
        check(4, 2, 0, &[], Some((1, 2)));
        check(2, 3, 0, &[], Some((1, 3)));
        check(2, 3, -1, &[], Some((0, 1)));
        check(2, 6, 0, &[], Some((5, 6)));
        check(2, 6, -1, &[], Some((0, 5)));
        check(1, 6, 0, &[], Some((0, 5)));
        check(4, 1, 0, &[1], None);
    }

    #[test]
    fn a_row_is_carried_sideways() {
        check(4, 3, 0, &[], None);
        check(4, 3, 1, &[], Some((1, 3)));
        check(4, 4, 2, &[], Some((3, 0)));
        check(4, 3, -1, &[], None);
        check(2, 1, -1, &[], Some((0, 1)));
        check(3, 2, -1, &[], Some((0, 1)));
        check(1, 0, 1, &[], None);
    }
}
