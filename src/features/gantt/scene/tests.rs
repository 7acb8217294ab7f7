//! Scenes of a small plan: summary S over A (3 days from Monday 2026-03-02) and B after A, then the
//! milestone M after B, and L, a long task that is not critical.

use domain::plan::link::{Lag, LinkKind};
use domain::plan::{Calendar, Dated, Link, Plan, Rank, TaskDuration};
use domain::{CalendarId, LinkId};

use super::*;
use crate::features::gantt::moves::{Lift, Policy, Shift};
use crate::features::gantt::scale::Zoom;

const NAMES: &str = "SABML";
const ROW: f64 = 36.0;

fn id(name: char) -> TaskId {
    TaskId::new(NAMES.find(name).unwrap() as u64, [0; 10])
}

fn plan() -> PlanView {
    let monday = time::start_of("2026-03-02".parse().unwrap());
    let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
    let mut plan = Plan::new(monday, calendar, Vec::new());
    let days = [1, 3, 2, 0, 2];
    for (place, ((name, days), rank)) in NAMES.chars().zip(days).zip(Rank::sequence(5)).enumerate()
    {
        let mut task = Task::new(id(name), place as u32 + 1, name.to_string(), rank);
        task.parent = "AB".contains(name).then(|| id('S'));
        task.duration = TaskDuration::days(days, 480);
        task.is_milestone = name == 'M';
        plan.tasks.insert(task.id, task);
    }
    for (number, (from, to)) in [('A', 'B'), ('B', 'M')].into_iter().enumerate() {
        let link = Link {
            id: LinkId::new(number as u64, [0; 10]),
            from: id(from),
            to: id(to),
            kind: LinkKind::FinishToStart,
            lag: Lag::default(),
        };
        plan.links.insert(link.id, link);
    }
    PlanView::of(plan)
}

struct Stage {
    plan: PlanView,
    rows: Rows,
    wires: Wires,
    scale: Scale,
    screen: Screen,
    none: BTreeSet<TaskId>,
}

impl Stage {
    fn of(plan: PlanView, folded: &[char]) -> Self {
        let folded: BTreeSet<TaskId> = folded.iter().copied().map(id).collect();
        let rows = Rows::of(&plan.outline, &folded, None);
        let wires = Wires::of(&plan.plan, &rows);
        let calendar = plan.plan.calendars.values().next();
        let (start, finish) = (plan.scheduled.start, plan.scheduled.finish);
        let scale = Scale::new(Zoom::Day, start, finish, calendar);
        let left = scale.day_x("2026-03-02".parse().unwrap());
        let screen = Screen { left, top: 0.0, width: 600.0, height: 400.0, row_height: ROW };
        Self { plan, rows, wires, scale, screen, none: BTreeSet::new() }
    }

    fn scene<'a>(&'a self, lifted: Option<(TaskId, Option<&'a Preview>)>) -> Scene {
        self.scene_of(|source| Source { lifted, ..source })
    }

    /// The dates of every task.
    fn dates(&self) -> std::collections::BTreeMap<TaskId, (Minute, Minute)> {
        let dates =
            |id: &TaskId| self.plan.scheduled.dates(*id).map(|of| (*id, (of.start, of.finish)));
        self.plan.plan.tasks.keys().filter_map(dates).collect()
    }

    /// The scene from a source that is changed first.
    fn scene_of<'a>(&'a self, change: impl FnOnce(Source<'a>) -> Source<'a>) -> Scene {
        let source = Source {
            plan: &self.plan,
            rows: &self.rows,
            wires: &self.wires,
            scale: &self.scale,
            selected: None,
            picked: &self.none,
            link: None,
            lifted: None,
            group: &self.none,
            layers: Layers::default(),
            near: Near::OFF,
            baselines: &[],
            has_names: false,
            now: self.plan.scheduled.start,
        };
        Scene::of(&change(source), &self.screen)
    }

    /// Days from the left edge of the screen.
    fn days(&self, x: f64) -> f64 {
        (x - self.screen.left) / 40.0
    }

    fn written(&self, bar: &Bar) -> String {
        let task = &self.plan.plan.tasks[&bar.task];
        let critical = match (bar.is_critical, bar.is_near) {
            (true, _) => " critical",
            (false, true) => " near",
            (false, false) => "",
        };
        let (left, right) = (self.days(bar.left), self.days(bar.right));
        format!("{} {:?} {left}..{right}{critical}", task.title, bar.shape)
    }
}

#[test]
fn each_row_becomes_its_shape() {
    let stage = Stage::of(plan(), &[]);
    let scene = stage.scene(None);
    let bars: Vec<String> = scene.bars.iter().map(|bar| stage.written(bar)).collect();
    let expected = [
        "S Bracket 0..5",
        "A Bar 0..3 critical",
        "B Bar 3..5 critical",
        "M Diamond 5..5 critical",
        "L Bar 0..2",
    ];
    assert_eq!(bars, expected);
    assert_eq!(scene.lines.len(), 2);
    assert!(scene.lines.iter().all(|line| line.is_critical && !line.is_broken));
    assert!(scene.ghosts.is_empty());
}

#[test]
fn every_link_that_decides_a_date_on_the_critical_path_is_critical() {
    let check = |days: i64, expected: usize| {
        let mut plan = plan().plan;
        plan.tasks.get_mut(&id('L')).unwrap().duration = TaskDuration::days(days, 480);
        let (kind, lag) = (LinkKind::FinishToStart, Lag::default());
        let link = Link::new(id('L'), id('M'), kind, lag);
        plan.links.insert(link.id, link);
        let scene = Stage::of(PlanView::of(plan), &[]).scene(None);
        assert_eq!(scene.lines.len(), 3);
        let critical = scene.lines.iter().filter(|line| line.is_critical).count();
        assert_eq!(critical, expected, "{days} days");
    };
    check(4, 2);
    check(5, 3);
    check(6, 1);
}

#[test]
fn work_that_was_ticked_off_before_its_time_is_a_short_bar() {
    let mut plan = plan().plan;
    let at = plan.settings.start + 10 * 60;
    let done = plan.tasks.get_mut(&id('L')).unwrap();
    done.percent = 100;
    done.actual = Dated { start: Some(at), finish: Some(at) };
    let stage = Stage::of(PlanView::of(plan), &[]);
    let scene = stage.scene(None);
    let bar = scene.bar(id('L')).unwrap();
    assert_eq!((bar.shape, bar.right, bar.percent), (Shape::Bar, stage.scale.x(at), 100));
    assert_eq!((bar.right - bar.left, bar.done), (8.0, bar.right));
    // What takes no time is a milestone, whoever calls it one.
    let mut plan = stage.plan.plan.clone();
    plan.tasks.get_mut(&id('M')).unwrap().is_milestone = false;
    let stage = Stage::of(PlanView::of(plan), &[]);
    assert_eq!(stage.scene(None).bar(id('M')).unwrap().shape, Shape::Diamond);
}

#[test]
fn little_float_is_to_be_seen() {
    let stage = Stage::of(plan(), &[]);
    let scene = stage.scene_of(|source| Source { near: Near::read("5"), ..source });
    let near: Vec<bool> = scene.bars.iter().map(|bar| bar.is_near).collect();
    assert_eq!(near, [false, false, false, false, true]);
}

#[test]
fn a_line_is_pressed_beside_it_too() {
    let stage = Stage::of(plan(), &[]);
    let scene = stage.scene(None);
    let at = |down: f64| Point { x: stage.screen.left + 120.0, y: 2.0 * ROW + down };
    let found = |down: f64, by_finger: bool| scene.line_at(at(down), by_finger).is_some();
    assert!(found(0.0, false) && found(4.0, false) && !found(8.0, false));
    assert!(found(8.0, true));
    assert_eq!(scene.line_at(Point { x: at(0.0).x, y: 4.5 * ROW }, true), None);
    let link = scene.line_at(at(0.0), false);
    let chosen = stage.scene_of(|source| Source { link, ..source });
    assert_eq!(chosen.lines.iter().filter(|line| line.is_chosen).count(), 1);
}

#[test]
fn links_of_folded_tasks_start_at_their_summary() {
    let stage = Stage::of(plan(), &['S']);
    let scene = stage.scene(None);
    assert_eq!(scene.bars.len(), 3);
    let [line] = &scene.lines[..] else { panic!("one line is left") };
    assert_eq!(stage.days(line.points[0].x), 5.0);
    assert_eq!(line.points[0].y, ROW / 2.0);
}

#[test]
fn what_is_in_the_hand_goes_and_the_others_leave_ghosts() {
    let stage = Stage::of(plan(), &[]);
    let scheduled = &stage.plan.scheduled;
    let mut lift = Lift::of(&stage.plan, id('A'), Grab::Body).unwrap();
    lift.shift(Shift::Days(1), scheduled).unwrap();
    let scene = stage.scene(Some((id('A'), lift.preview())));
    assert_eq!(stage.written(scene.bar(id('A')).unwrap()), "A Bar 1..4 critical");
    assert_eq!(stage.written(scene.bar(id('B')).unwrap()), "B Bar 3..5 critical");
    let ghosts: Vec<(f64, f64)> = scene
        .ghosts
        .iter()
        .map(|ghost| (stage.days(ghost.left), stage.days(ghost.right)))
        .collect();
    // The summary, A where it was, B and M where they would go (M over the weekend's far side).
    assert_eq!(ghosts, [(1.0, 8.0), (0.0, 3.0), (4.0, 8.0), (8.0, 8.0)]);
}

#[test]
fn bars_in_the_hand_together_are_drawn_where_they_would_go() {
    let stage = Stage::of(plan(), &[]);
    let group: BTreeSet<TaskId> = ['A', 'L'].map(id).into();
    let lift = Lift::of(&stage.plan, id('L'), Grab::Body).unwrap();
    let mut lift = lift.under(&stage.plan.scheduled, Policy::Conflicts, group);
    lift.shift(Shift::Days(1), &stage.plan.scheduled).unwrap();
    let lifted = Some((id('L'), lift.preview()));
    let picked = lift.group();
    let scene = stage.scene_of(|source| Source { lifted, picked, group: picked, ..source });
    assert_eq!(stage.written(scene.bar(id('A')).unwrap()), "A Bar 1..4 critical");
    assert_eq!(stage.written(scene.bar(id('L')).unwrap()), "L Bar 1..3");
    assert_eq!(scene.selected, [1, 4]);
}

#[test]
fn a_place_is_a_bar_its_end_or_only_a_row() {
    let stage = Stage::of(plan(), &[]);
    let scene = stage.scene(None);
    let check = |row: f64, days: f64, expected: Option<Hit>| {
        let at = Point { x: stage.screen.left + days * 40.0, y: (row + 0.5) * ROW };
        assert_eq!(scene.hit(at, &stage.screen), expected, "row {row}, day {days}");
    };
    check(1.0, 1.5, Some(Hit::Bar(id('A'), Grab::Body)));
    check(1.0, 0.05, Some(Hit::Bar(id('A'), Grab::Start)));
    check(1.0, 3.15, Some(Hit::Bar(id('A'), Grab::Finish)));
    check(1.0, 3.5, Some(Hit::Row(id('A'))));
    check(0.0, 0.05, Some(Hit::Bar(id('S'), Grab::Body)));
    check(3.0, 5.2, Some(Hit::Bar(id('M'), Grab::Body)));
    check(9.0, 1.0, None);
    check(-1.0, 1.0, None);
}

#[test]
fn a_bar_out_of_sight_leaves_a_mark_at_the_edge() {
    let mut stage = Stage::of(plan(), &[]);
    stage.screen.left += 400.0;
    let scene = stage.scene(None);
    assert_eq!(scene.bar(id('A')).unwrap().beyond, Some(Side::Left));
    let edge = Point { x: stage.screen.left + 10.0, y: 1.5 * ROW };
    assert_eq!(scene.hit(edge, &stage.screen), Some(Hit::Beyond(id('A'))));
    assert!(scene.lines.is_empty());
}

#[test]
fn a_promise_counts_the_working_days_that_are_left() {
    let mut plan = plan().plan;
    let check = |plan: &Plan, promise: &str, days_left: i64, is_missed: bool| {
        let mut plan = plan.clone();
        let milestone = plan.tasks.get_mut(&id('M')).unwrap();
        milestone.promise = Some(promise.parse().unwrap());
        let scene = Stage::of(PlanView::of(plan), &[]).scene(None);
        assert_eq!(scene.promises[0].days_left, days_left, "{promise}");
        assert_eq!(scene.targets[0].is_missed, is_missed);
    };
    let friday = time::start_of("2026-03-06".parse().unwrap());
    plan.tasks.get_mut(&id('M')).unwrap().deadline = Some(friday + 1080);
    check(&plan, "2026-03-06", 0, false);
    check(&plan, "2026-03-10", 2, false);
    check(&plan, "2026-03-04", -2, false);
    plan.tasks.get_mut(&id('M')).unwrap().deadline = Some(friday);
    check(&plan, "2026-03-10", 2, true);
}

#[test]
fn dates_set_by_hand_can_break_a_link() {
    let mut plan = plan().plan;
    let monday = plan.settings.start;
    let dated = domain::plan::Dated { start: Some(monday + 540), finish: Some(monday + 1080) };
    plan.tasks.get_mut(&id('B')).unwrap().manual = Some(dated);
    let scene = Stage::of(PlanView::of(plan), &[]).scene(None);
    assert_eq!(scene.lines.iter().filter(|line| line.is_broken).count(), 1);
}

#[test]
fn ten_thousand_rows_draw_only_what_the_screen_shows() {
    let mut plan = plan().plan;
    for (number, rank) in (100_u32..).zip(Rank::sequence(10_000)) {
        let task = Task::new(TaskId::new(number.into(), [1; 10]), number, "x".into(), rank);
        plan.tasks.insert(task.id, task);
    }
    let mut stage = Stage::of(PlanView::of(plan), &[]);
    stage.screen.top = 36_000.0;
    let scene = stage.scene(None);
    assert_eq!(scene.bars.len(), 20);
    assert_eq!(scene.rows, 996..1016);
}

#[test]
fn a_baseline_is_drawn_where_tasks_were() {
    let mut stage = Stage::of(plan(), &[]);
    let was = Arc::new(Baseline { name: "1".into(), dates: stage.dates() });
    let empty = Arc::new(Baseline::default());
    let mut later = stage.plan.plan.clone();
    later.tasks.get_mut(&id('A')).unwrap().duration = TaskDuration::days(4, 480);
    stage.plan = PlanView::of(later);
    let baselines = [was.clone(), empty, was];
    let scene = stage.scene_of(|source| Source { baselines: &baselines, ..source });
    let all = ['A', 'B', 'L'].map(|name| {
        let was = scene.bar(id(name)).unwrap().was.iter();
        was.map(|was| was.days).collect::<Vec<i64>>()
    });
    assert_eq!(all, [[1, 1], [1, 1], [0, 0]]);
    let bar = scene.bar(id('A')).unwrap();
    let lines: Vec<usize> = bar.was.iter().map(|was| was.line).collect();
    assert_eq!(lines, [0, 2], "the second baseline does not know it");
    assert!(bar.was.iter().all(|was| was.left == bar.left && was.right < bar.right));
}

#[test]
fn float_and_progress_are_drawn_when_asked_for() {
    let mut stage = Stage::of(plan(), &[]);
    let mut plan = stage.plan.plan.clone();
    let start = plan.settings.start;
    plan.tasks.get_mut(&id('A')).unwrap().percent = 100;
    stage.plan = PlanView::of(plan);
    let plain = stage.scene_of(|source| source);
    assert!(plain.floats.is_empty() && plain.progress.is_empty());
    let layers = Layers::default().with(Layer::Float).with(Layer::Progress);
    let now = start + 2 * time::DAY;
    let scene = stage.scene_of(|source| Source { layers, now, ..source });
    // Only L has time to spare; three corners stand for each of the five rows.
    assert_eq!((scene.floats.len(), scene.progress.len()), (1, 15));
    let at = stage.scale.x(now);
    let reached = |row: usize| scene.progress[row * 3 + 1].x - at;
    assert!(reached(1) > 0.0, "A is done before its time");
    assert!(reached(4) < 0.0, "L should have begun");
}
