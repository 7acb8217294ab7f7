//! The lines between bars: which are in sight, and their way around right angles.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use domain::plan::link::{Lag, LinkKind};
use domain::plan::{Link, Plan, PlanView};
use domain::{LinkId, TaskId};
use planner::Dates;

use super::rows::Rows;

/// How far a line runs straight out of a bar before it turns.
const STUB: f64 = 9.0;

/// A link between two rows; an end that is folded away stands on its summary's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wire {
    /// Row of the predecessor.
    pub from_row: u32,
    /// Row of the successor.
    pub to_row: u32,
    /// Which link; of several between two folded summaries, the first.
    pub link: LinkId,
}

/// All links between the rows of a plan, ready to be asked for a window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wires {
    wires: Vec<Wire>,
    /// Row and wire, once for each end, in the order of rows.
    ends: Vec<(u32, u32)>,
}

impl Wires {
    /// The links of a plan whose ends stand on different rows.
    pub fn of(plan: &Plan, rows: &Rows) -> Self {
        let row = |task: TaskId| rows.shown_row(task).and_then(|row| u32::try_from(row).ok());
        let wire = |link: &domain::plan::Link| {
            let (from_row, to_row) = (row(link.from)?, row(link.to)?);
            (from_row != to_row).then_some(Wire { from_row, to_row, link: link.id })
        };
        let mut wires: Vec<Wire> = plan.links.values().filter_map(wire).collect();
        wires.sort_unstable();
        // Between folded summaries one line stands for all of them.
        wires.dedup_by_key(|wire| (wire.from_row, wire.to_row));
        let ends = (0_u32..).zip(&wires);
        let mut ends: Vec<(u32, u32)> =
            ends.flat_map(|(at, wire)| [(wire.from_row, at), (wire.to_row, at)]).collect();
        ends.sort_unstable();
        Self { wires, ends }
    }

    /// The links with an end in `rows` and the other no farther away than one more screen.
    pub fn touching(&self, rows: &Range<usize>) -> impl Iterator<Item = &Wire> {
        let (first, end) = (rows.start as u32, rows.end as u32);
        let screen = end.saturating_sub(first);
        let near = first.saturating_sub(screen)..end.saturating_add(screen);
        let from = self.ends.partition_point(|(row, _)| *row < first);
        let to = self.ends.partition_point(|(row, _)| *row < end);
        self.ends[from..to.max(from)].iter().filter_map(move |(row, at)| {
            let wire = &self.wires[*at as usize];
            let is_second_end = *row == wire.to_row && (first..end).contains(&wire.from_row);
            let other = if *row == wire.to_row { wire.from_row } else { wire.to_row };
            (near.contains(&other) && !is_second_end).then_some(wire)
        })
    }
}

/// The links of each task: what it waits for, and what waits for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkIndex {
    before: Vec<(TaskId, LinkId)>,
    after: Vec<(TaskId, LinkId)>,
}

impl LinkIndex {
    /// The links of a plan.
    pub fn of(plan: &Plan) -> Self {
        let links = || plan.links.values();
        let mut before: Vec<_> = links().map(|link| (link.to, link.id)).collect();
        let mut after: Vec<_> = links().map(|link| (link.from, link.id)).collect();
        before.sort_unstable();
        after.sort_unstable();
        Self { before, after }
    }

    /// The links for which a task waits.
    pub fn before(&self, task: TaskId) -> Vec<LinkId> {
        of_task(&self.before, task)
    }

    /// The links that wait for a task.
    pub fn after(&self, task: TaskId) -> Vec<LinkId> {
        of_task(&self.after, task)
    }
}

fn of_task(pairs: &[(TaskId, LinkId)], task: TaskId) -> Vec<LinkId> {
    let first = pairs.partition_point(|(id, _)| *id < task);
    pairs[first..].iter().take_while(|(id, _)| *id == task).map(|(_, link)| *link).collect()
}

/// Everything that comes before a task, directly or through others: what would close a loop if it
/// waited for the task.
pub fn all_before(plan: &Plan, task: TaskId) -> BTreeSet<TaskId> {
    let mut before: BTreeMap<TaskId, Vec<TaskId>> = BTreeMap::new();
    let mut below: BTreeMap<TaskId, Vec<TaskId>> = BTreeMap::new();
    for link in plan.links.values() {
        before.entry(link.to).or_default().push(link.from);
    }
    for task in plan.tasks.values() {
        if let Some(parent) = task.parent {
            below.entry(parent).or_default().push(task.id);
        }
    }
    let parent = |task: &TaskId| plan.tasks.get(task).and_then(|task| task.parent);
    let mut found = BTreeSet::new();
    let mut open = vec![task];
    while let Some(next) = open.pop() {
        // A task waits for what its summaries wait for; what comes first does so with all below it.
        let path = std::iter::successors(Some(next), parent);
        let mut first: Vec<TaskId> =
            path.filter_map(|task| before.get(&task)).flatten().copied().collect();
        if next != task {
            first.extend(below.get(&next).into_iter().flatten());
        }
        open.extend(first.into_iter().filter(|task| found.insert(*task)));
    }
    found
}

/// Whether the dates do not keep a link. A lead is not looked into: it depends on calendars.
pub fn is_broken(link: &Link, from: &Dates, to: &Dates) -> bool {
    let lag = match link.lag {
        Lag::Elapsed(minutes) => minutes,
        Lag::Working(minutes) if minutes >= 0 => 0,
        Lag::Percent(percent) if percent >= 0 => 0,
        Lag::Working(_) | Lag::Percent(_) => return false,
    };
    let (before, after) = match link.kind {
        LinkKind::FinishToStart => (from.finish, to.start),
        LinkKind::StartToStart => (from.start, to.start),
        LinkKind::FinishToFinish => (from.finish, to.finish),
        LinkKind::StartToFinish => (from.start, to.finish),
    };
    after < before + lag
}

/// Of the links for which a task waits, the predecessors of those that its dates do not keep.
pub fn broken_by(view: &PlanView, before: &[LinkId]) -> Vec<TaskId> {
    let links = before.iter().filter_map(|link| view.plan.links.get(link));
    let is_lost = |link: &&Link| {
        let ends = view.scheduled.dates(link.from).zip(view.scheduled.dates(link.to));
        ends.is_some_and(|(from, to)| is_broken(link, from, to))
    };
    links.filter(is_lost).map(|link| link.from).collect()
}

/// A place in the drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// The ends of a bar, and the middle of its row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ends {
    /// Left end.
    pub left: f64,
    /// Right end.
    pub right: f64,
    /// Middle of the row.
    pub y: f64,
}

/// The corners of the line from one bar to another, from the predecessor's end to the arrow's tip.
/// Where there is no room to go straight down, it runs along the edge of the successor's row.
pub fn route(kind: LinkKind, from: Ends, to: Ends, row_height: f64) -> Vec<Point> {
    let (leaves_right, enters_left) = match kind {
        LinkKind::FinishToStart => (true, true),
        LinkKind::StartToStart => (false, true),
        LinkKind::FinishToFinish => (true, false),
        LinkKind::StartToFinish => (false, false),
    };
    let begin = Point { x: if leaves_right { from.right } else { from.left }, y: from.y };
    let tip = Point { x: if enters_left { to.left } else { to.right }, y: to.y };
    let out = begin.x + if leaves_right { STUB } else { -STUB };
    let inward = tip.x + if enters_left { -STUB } else { STUB };
    let lane = match (leaves_right, enters_left) {
        (true, true) if inward >= out => out,
        (false, false) if inward <= out => out,
        (false, true) => out.min(inward),
        (true, false) => out.max(inward),
        _ => return around(begin, out, inward, tip, row_height),
    };
    vec![begin, Point { x: lane, y: begin.y }, Point { x: lane, y: tip.y }, tip]
}

/// A line that has to come back: down to the edge of the successor's row, along it, and in.
fn around(begin: Point, out: f64, inward: f64, tip: Point, row_height: f64) -> Vec<Point> {
    let edge = tip.y + if tip.y > begin.y { -row_height / 2.0 } else { row_height / 2.0 };
    vec![
        begin,
        Point { x: out, y: begin.y },
        Point { x: out, y: edge },
        Point { x: inward, y: edge },
        Point { x: inward, y: tip.y },
        tip,
    ]
}

#[cfg(test)]
mod tests {
    use domain::CalendarId;
    use domain::plan::link::Lag;
    use domain::plan::{Calendar, Link, Outline, Rank, Task};

    use super::*;

    fn id(number: u64) -> TaskId {
        TaskId::new(number, [0; 10])
    }

    /// Tasks by their parents, ids counted from 1, and links between them.
    fn plan(parents: &[u64], links: &[(u64, u64)]) -> Plan {
        let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
        let mut plan = Plan::new(0, calendar, Vec::new());
        let ranks = Rank::sequence(parents.len());
        for ((number, parent), rank) in (1_u64..).zip(parents).zip(ranks) {
            let mut task = Task::new(id(number), number as u32, number.to_string(), rank);
            task.parent = (*parent > 0).then(|| id(*parent));
            plan.tasks.insert(task.id, task);
        }
        for (number, (from, to)) in (0..).zip(links) {
            let link = Link {
                id: LinkId::new(number, [0; 10]),
                from: id(*from),
                to: id(*to),
                kind: LinkKind::FinishToStart,
                lag: Lag::default(),
            };
            plan.links.insert(link.id, link);
        }
        plan
    }

    fn seen(plan: &Plan, folded: &[u64], window: Range<usize>) -> Vec<(u32, u32)> {
        let folded: BTreeSet<TaskId> = folded.iter().copied().map(id).collect();
        let rows = Rows::of(&Outline::of(plan), &folded, None);
        let wires = Wires::of(plan, &rows);
        wires.touching(&window).map(|wire| (wire.from_row, wire.to_row)).collect()
    }

    #[test]
    fn folded_ends_stand_on_their_summary() {
        let plan = plan(&[0, 1, 1, 0, 4, 4], &[(2, 3), (3, 5), (2, 6)]);
        assert_eq!(seen(&plan, &[], 0..6), [(1, 2), (1, 5), (2, 4)]);
        assert_eq!(seen(&plan, &[1], 0..5), [(0, 2), (0, 3)]);
        assert_eq!(seen(&plan, &[1, 4], 0..2), [(0, 1)]);
    }

    #[test]
    fn only_links_near_the_window_are_drawn() {
        let chain: Vec<(u64, u64)> = (1..100).map(|number| (number, number + 1)).collect();
        let plan = plan(&[0; 100], &[&chain[..], &[(1, 100)]].concat());
        assert_eq!(seen(&plan, &[], 10..12), [(9, 10), (10, 11), (11, 12)]);
        assert_eq!(seen(&plan, &[], 0..1), [(0, 1)]);
    }

    #[test]
    fn a_task_knows_its_links() {
        let plan = plan(&[0; 4], &[(1, 2), (3, 2), (2, 4)]);
        let index = LinkIndex::of(&plan);
        assert_eq!(index.before(id(2)).len(), 2);
        assert_eq!(index.after(id(2)), [LinkId::new(2, [0; 10])]);
        assert!(index.before(id(1)).is_empty());
    }

    #[test]
    fn what_comes_before_a_task_would_close_a_loop() {
        let check = |parents: &[u64], links: &[(u64, u64)], task: u64, expected: &[u64]| {
            let expected: BTreeSet<TaskId> = expected.iter().copied().map(id).collect();
            assert_eq!(all_before(&plan(parents, links), id(task)), expected);
        };
        check(&[0; 4], &[(1, 2), (2, 3)], 3, &[1, 2]);
        check(&[0; 4], &[(1, 2), (2, 3)], 1, &[]);
        check(&[0, 1, 0], &[(1, 3)], 3, &[1, 2]);
        check(&[0, 0, 2], &[(1, 2)], 3, &[1]);
    }

    fn check(kind: LinkKind, from: (f64, f64), to: (f64, f64), expected: &str) {
        let ends = |(left, right): (f64, f64), y| Ends { left, right, y };
        let points = route(kind, ends(from, 18.0), ends(to, 90.0), 36.0);
        let text: Vec<String> =
            points.iter().map(|point| format!("{},{}", point.x, point.y)).collect();
        assert_eq!(text.join(" "), expected);
    }

    #[test]
    fn lines_turn_at_right_angles() {
        use LinkKind::{FinishToFinish, FinishToStart, StartToFinish, StartToStart};
        check(FinishToStart, (0.0, 50.0), (80.0, 99.0), "50,18 59,18 59,90 80,90");
        check(FinishToStart, (0.0, 50.0), (50.0, 99.0), "50,18 59,18 59,72 41,72 41,90 50,90");
        check(StartToStart, (20.0, 50.0), (40.0, 99.0), "20,18 11,18 11,90 40,90");
        check(FinishToFinish, (20.0, 50.0), (40.0, 99.0), "50,18 108,18 108,90 99,90");
        check(StartToFinish, (80.0, 99.0), (10.0, 30.0), "80,18 71,18 71,90 30,90");
    }
}
