//! The whole plan in a small strip: its bars, the window as a part of it, and where a press leads.
//! Pure.

use domain::plan::PlanView;

use super::rows::Rows;
use super::scale::Scale;
use super::scene::Screen;

/// The thinnest and the thickest that a row is drawn, in px.
const THICK: (f64, f64) = (1.0, 4.0);
/// The narrowest that a bar is drawn, in px.
const NARROW: f64 = 2.0;
/// The most rows that are drawn: of more, which no strip could tell apart, every so many.
const MOST: usize = 2_000;

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A task with sub-tasks.
    Summary,
    /// A task.
    Task,
    /// A task on the critical path.
    Critical,
}

/// A task of the strip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// What it stands for.
    pub kind: Kind,
    /// Its left end and its upper edge.
    pub at: (f64, f64),
    /// Its width and its height.
    pub size: (f64, f64),
}

/// The whole chart as it is scrolled through, in px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Whole {
    /// As wide as the time axis.
    pub width: f64,
    /// As high as all rows.
    pub height: f64,
}

/// A mark for each row that is shown, or for every so many of very many, in a strip of this width
/// and height.
pub fn marks(
    view: &PlanView,
    rows: &Rows,
    scale: &Scale,
    (width, height): (f64, f64),
) -> Vec<Mark> {
    let line = height / rows.len().max(1) as f64;
    let (thin, thick) = THICK;
    let high = line.clamp(thin, thick);
    let across = |x: f64| x / scale.width().max(1.0) * width;
    let mark = |row: usize| {
        let dates = view.scheduled.dates(rows.task(row)?)?;
        let found = view.outline.rows.get(rows.place(row)?)?;
        let kind = match (found.is_summary(), dates.is_critical) {
            (true, _) => Kind::Summary,
            (false, true) => Kind::Critical,
            (false, false) => Kind::Task,
        };
        let (left, right) = (across(scale.x(dates.start)), across(scale.x(dates.finish)));
        let at = (left, (row as f64 * line).min(height - high));
        Some(Mark { kind, at, size: ((right - left).max(NARROW), high) })
    };
    let step = rows.len().div_ceil(MOST).max(1);
    (0..rows.len()).step_by(step).filter_map(mark).collect()
}

/// The part of the whole that a screen shows: from where, and how much, across and down, in shares.
pub fn window(screen: &Screen, whole: Whole) -> ((f64, f64), (f64, f64)) {
    let part = |from: f64, size: f64, all: f64| {
        let all = all.max(size).max(1.0);
        let share = size / all;
        ((from / all).clamp(0.0, 1.0 - share), share)
    };
    let (left, width) = part(screen.left, screen.width, whole.width);
    let (top, height) = part(screen.top, screen.height, whole.height);
    ((left, top), (width, height))
}

/// How far to scroll so that a place of the strip, in shares, is in the middle of the screen.
pub fn scrolled_to((across, down): (f64, f64), screen: &Screen, whole: Whole) -> (f64, f64) {
    let middle = |share: f64, all: f64, size: f64| {
        (share.clamp(0.0, 1.0) * all - size / 2.0).clamp(0.0, (all - size).max(0.0))
    };
    let left = middle(across, whole.width, screen.width);
    (left, middle(down, whole.height, screen.height))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::plan::{Calendar, Plan, Rank, Task, TaskDuration};
    use domain::{CalendarId, TaskId, time};

    use super::*;
    use crate::features::gantt::scale::Zoom;

    const WHOLE: Whole = Whole { width: 4000.0, height: 1000.0 };

    fn screen(left: f64, top: f64) -> Screen {
        Screen { left, top, width: 1000.0, height: 500.0, row_height: 36.0 }
    }

    #[test]
    fn the_window_is_a_part_of_the_whole() {
        assert_eq!(window(&screen(1000.0, 250.0), WHOLE), ((0.25, 0.25), (0.25, 0.5)));
        assert_eq!(window(&screen(9000.0, 0.0), WHOLE), ((0.75, 0.0), (0.25, 0.5)));
        let small = Whole { width: 4000.0, height: 100.0 };
        assert_eq!(window(&screen(0.0, 0.0), small), ((0.0, 0.0), (0.25, 1.0)));
    }

    #[test]
    fn a_press_leads_to_the_middle_of_the_screen() {
        let check = |at, expected| assert_eq!(scrolled_to(at, &screen(0.0, 0.0), WHOLE), expected);
        check((0.5, 0.5), (1500.0, 250.0));
        check((0.0, 0.0), (0.0, 0.0));
        check((2.0, 1.0), (3000.0, 500.0));
    }

    #[test]
    fn every_row_has_its_mark_within_the_strip() {
        let monday = time::start_of("2026-03-02".parse().unwrap());
        let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
        let mut plan = Plan::new(monday, calendar, Vec::new());
        let given = [(0, 1), (1, 5), (1, 2)];
        for ((number, (parent, days)), rank) in (1..).zip(given).zip(Rank::sequence(3)) {
            let mut task = Task::new(TaskId::new(number, [0; 10]), 1, "x".into(), rank);
            task.parent = (parent > 0).then(|| TaskId::new(parent, [0; 10]));
            task.duration = TaskDuration::days(days, 480);
            plan.tasks.insert(task.id, task);
        }
        let view = PlanView::of(plan);
        let rows = Rows::of(&view.outline, &BTreeSet::new(), None);
        let (start, finish) = (view.scheduled.start, view.scheduled.finish);
        let scale = Scale::new(Zoom::Week, start, finish, view.plan.calendars.values().next());
        let marks = marks(&view, &rows, &scale, (300.0, 30.0));
        let kinds: Vec<Kind> = marks.iter().map(|mark| mark.kind).collect();
        assert_eq!(kinds, [Kind::Summary, Kind::Critical, Kind::Task]);
        let tops: Vec<f64> = marks.iter().map(|mark| mark.at.1).collect();
        assert_eq!(tops, [0.0, 10.0, 20.0]);
        assert!(marks.iter().all(|mark| mark.at.0 + mark.size.0 <= 300.0));
        assert!(marks[1].size.0 > marks[2].size.0);
    }
}
