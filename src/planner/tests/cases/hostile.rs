//! Plans no person would make: loops, nonsense, sizes. Problems in words, dates for the rest.

use planner::{
    Assignment, Calendar, Constraint, Driver, Duration, Lag, Link, LinkKind, Options, PLANNABLE,
    Plan, Problem, Progress, Schedule, Task, Week, schedule,
};

use crate::text::{at, read};

fn outcome(text: &str) -> (Schedule, Vec<Problem>) {
    schedule(&read(text).plan, &Options::default())
}

fn cycle(link: usize, path: &[usize]) -> Problem {
    Problem::Cycle { link, path: path.to_vec() }
}

fn days(count: i64) -> Task {
    Task { duration: Duration::Working(count * 480), ..Task::default() }
}

/// An hour's work: a hundred thousand of them in a row take fifty years.
fn hour() -> Task {
    Task { duration: Duration::Working(60), ..Task::default() }
}

#[test]
fn a_loop_is_named_and_its_last_link_left_out() {
    let (dates, problems) = outcome("A 1d after C\nB 1d after A\nC 1d after B\nD 1d after C");
    assert_eq!(problems, [cycle(0, &[0, 1, 2, 0])]);
    assert_eq!(dates.tasks[3].start, at(8, 8));
}

#[test]
fn each_of_several_loops_is_named() {
    let (_, problems) = outcome("A 1d after B\nB 1d after A\nC 1d after D\nD 1d after C after B");
    assert_eq!(problems, [cycle(0, &[0, 1, 0]), cycle(3, &[3, 2, 3])]);
}

#[test]
fn a_child_that_precedes_its_own_summary_is_a_loop() {
    let (dates, problems) = outcome("S after A\n  A 2d\n  B 1d");
    assert_eq!(problems, [cycle(0, &[0, 1, 0])]);
    assert_eq!(dates.tasks[0].finish, at(6, 17));
}

#[test]
fn a_summary_that_precedes_its_own_child_is_a_loop() {
    let (_, problems) = outcome("S\n  T\n    A 2d after S");
    assert_eq!(problems, [cycle(0, &[2, 1, 0, 2])]);
}

#[test]
fn a_loop_closed_by_the_hierarchy_loses_its_last_link() {
    let (_, problems) = outcome("X 1d\nY 1d after B\nS after Y\n  A 1d\n  B 1d after X");
    assert_eq!(problems, [cycle(0, &[1, 2, 4, 1])]);
}

#[test]
fn broken_references_are_left_out() {
    let mut plan = Plan::new(at(5, 8), Calendar::standard());
    plan.tasks = vec![days(1), days(1)];
    plan.tasks[0].parent = Some(9);
    plan.tasks[1].calendar = Some(7);
    plan.links = vec![Link::after(0, 5), Link::after(1, 1)];
    let (dates, problems) = schedule(&plan, &Options::default());
    assert_eq!(
        problems,
        [
            Problem::BrokenParent { task: 0 },
            Problem::BrokenLink { link: 0 },
            Problem::BrokenLink { link: 1 },
            Problem::MissingCalendar { task: Some(1) },
        ]
    );
    assert_eq!(dates.tasks[1].finish, at(5, 16));
}

#[test]
fn parents_in_a_circle_are_scheduled_at_the_top() {
    let mut plan = Plan::new(at(5, 8), Calendar::standard());
    plan.tasks = vec![days(1), days(1), days(1)];
    for task in 0..3 {
        plan.tasks[task].parent = Some((task + 1) % 3);
    }
    let (dates, problems) = schedule(&plan, &Options::default());
    assert_eq!(problems, [Problem::BrokenParent { task: 2 }]);
    assert_eq!(dates.tasks.len(), 3);
}

#[test]
fn an_empty_plan_and_a_plan_without_calendars() {
    let mut plan = Plan::new(at(5, 8), Calendar::standard());
    let (dates, problems) = schedule(&plan, &Options::default());
    assert_eq!((dates.start, dates.finish, problems), (at(5, 8), at(5, 8), Vec::new()));
    plan.calendars.clear();
    plan.tasks.push(days(1));
    let (dates, problems) = schedule(&plan, &Options::default());
    assert_eq!(dates.finish, at(5, 16));
    assert_eq!(problems, [Problem::MissingCalendar { task: None }]);
}

#[test]
fn a_calendar_without_work_and_a_negative_duration_are_reported() {
    let mut plan = Plan::new(at(5, 8), Calendar::weekly(&Week::default()));
    plan.tasks = vec![days(1), days(-1)];
    let (dates, problems) = schedule(&plan, &Options::default());
    let expected = [Problem::NoWorkingTime { calendar: 0 }, Problem::NegativeDuration { task: 1 }];
    assert_eq!(problems, expected);
    assert_eq!((dates.tasks[0].finish, dates.tasks[1].finish), (at(5, 16), at(5, 8)));
}

fn far(task: usize) -> Problem {
    Problem::OutOfRange { task: Some(task) }
}

#[test]
fn what_lies_beyond_the_years_of_a_plan_is_told_and_the_rest_is_scheduled() {
    let mut plan = Plan::new(at(5, 8), Calendar::standard());
    plan.tasks = vec![days(1); 5];
    // A thousand years after the first task comes the second and then the third; the fourth follows
    // the first at once, and the last one nothing.
    let lag = Lag::Elapsed(1_000 * 365 * 1440);
    plan.links = vec![Link { lag, ..Link::after(0, 1) }, Link::after(1, 2), Link::after(0, 3)];
    let (dates, problems) = schedule(&plan, &Options::default());
    assert_eq!(problems, [far(1), far(2)]);
    let span = |task: usize| (dates.tasks[task].start, dates.tasks[task].finish);
    let end = *PLANNABLE.end();
    let (monday, tuesday) = ((at(5, 8), at(5, 17)), (at(6, 8), at(6, 17)));
    assert_eq!([0, 1, 2, 3, 4].map(span), [monday, (end, end), (end, end), tuesday, monday]);
    assert_eq!((dates.start, dates.finish), (at(5, 8), end));
}

#[test]
fn a_given_date_outside_the_years_of_a_plan_is_told_once() {
    let mut plan = Plan::new(at(5, 8), Calendar::standard());
    plan.tasks = vec![days(1), days(1)];
    // The minute before 1970 becomes its first one: the task begins on that Thursday at 8:00.
    plan.tasks[0].constraint = Constraint::MustStartOn(-1);
    plan.tasks[1].deadline = Some(i64::MAX);
    let (dates, problems) = schedule(&plan, &Options::default());
    let (driver, earliest) = (Driver::ProjectStart, at(5, 8));
    let missed = Problem::ConstraintMissed { task: 0, driver, earliest };
    assert_eq!(problems, [far(0), far(1), missed]);
    assert_eq!((dates.tasks[0].start, dates.tasks[0].finish), (8 * 60, 17 * 60));
    assert_eq!((dates.start, dates.finish), (8 * 60, at(5, 17)));
}

#[test]
fn extreme_numbers_do_not_overflow() {
    let one_minute = Week { days: std::array::from_fn(shift_on_monday) };
    for calendar in [Calendar::standard(), Calendar::weekly(&one_minute)] {
        let mut plan = Plan::new(i64::MAX, calendar);
        for extreme in [i64::MIN, -1, 0, 1, i64::MAX] {
            for constraint in [
                Constraint::MustStartOn(extreme),
                Constraint::FinishNoEarlierThan(extreme),
                Constraint::AsLateAsPossible,
            ] {
                let (duration, deadline) = (Duration::Working(extreme), Some(extreme));
                let progress = Progress { remaining: Some(extreme), ..Progress::default() };
                let levelling_delay = extreme;
                plan.tasks.push(Task {
                    duration,
                    deadline,
                    constraint,
                    progress,
                    levelling_delay,
                    ..Task::default()
                });
                let to = plan.tasks.len() - 1;
                for lag in [Lag::Working(extreme), Lag::Elapsed(extreme), Lag::Percent(i32::MAX)] {
                    let from = to.saturating_sub(1);
                    plan.links.push(Link { from, to, kind: LinkKind::FinishToStart, lag });
                }
            }
        }
        for finish in [None, Some(i64::MIN), Some(i64::MAX)] {
            plan.finish = finish;
            let options = Options { data_date: Some(i64::MIN), ..Options::default() };
            assert!(!schedule(&plan, &options).1.is_empty());
        }
    }
}

fn shift_on_monday(day: usize) -> Vec<planner::Shift> {
    if day == 0 { vec![planner::Shift { from: 0, to: 1 }] } else { Vec::new() }
}

#[test]
fn a_chain_of_a_hundred_thousand_tasks_and_as_deep_a_hierarchy() {
    let mut plan = Plan::new(at(5, 8), Calendar::standard());
    let count = 100_000;
    plan.tasks = vec![hour(); count];
    plan.links = (1..count).map(|task| Link::after(task - 1, task)).collect();
    let (dates, problems) = schedule(&plan, &Options::default());
    assert!(problems.is_empty());
    assert_eq!(dates.tasks[4].finish, at(5, 14));
    assert!(dates.tasks.iter().all(|task| task.is_critical));
    plan.links.clear();
    for task in 1..count {
        plan.tasks[task].parent = Some(task - 1);
    }
    let (dates, _) = schedule(&plan, &Options::default());
    assert_eq!(dates.tasks[0].finish, at(5, 9));
}

#[test]
fn one_loop_around_a_hundred_thousand_tasks() {
    let mut plan = Plan::new(at(5, 8), Calendar::standard());
    let count = 100_000;
    plan.tasks = vec![hour(); count];
    plan.links = (0..count).map(|task| Link::after(task, (task + 1) % count)).collect();
    let (_, problems) = schedule(&plan, &Options::default());
    let [Problem::Cycle { link, path }] = problems.as_slice() else { panic!("{problems:?}") };
    assert_eq!((*link, path.len()), (count - 1, count + 1));
}

#[test]
fn a_million_links_without_a_loop() {
    let mut plan = Plan::new(at(5, 8), Calendar::standard());
    let count = 1_500;
    plan.tasks = vec![days(1); count];
    for to in 0..count {
        plan.links.extend((0..to).map(|from| Link::after(from, to)));
    }
    assert!(plan.links.len() > 1_000_000);
    let (dates, problems) = schedule(&plan, &Options::default());
    assert!(problems.is_empty());
    assert_eq!(dates.tasks[4].finish, at(9, 17));
    assert!(dates.tasks.iter().all(|task| task.is_critical));
}

#[test]
fn a_million_links_of_which_half_close_a_loop_stay_small() {
    let mut plan = Plan::new(at(5, 8), Calendar::standard());
    let count = 1_001;
    plan.tasks = vec![days(1); count];
    for from in 0..count {
        plan.links.extend((0..count).filter(|to| *to != from).map(|to| Link::after(from, to)));
    }
    assert_eq!(plan.links.len(), 1_001_000);
    let (dates, problems) = schedule(&plan, &Options::default());
    assert_eq!(problems.len(), plan.links.len() / 2);
    assert_eq!(dates.tasks[4].finish, at(9, 17));
    // The first loops are told in full; of the others only the ends of the link, two and the first
    // again: what is reported grows with the links, not with links times tasks.
    let named = problems.iter().map(|problem| match problem {
        Problem::Cycle { path, .. } => path.len(),
        other => panic!("{other:?}"),
    });
    assert!(named.sum::<usize>() <= 101_002 + 3 * problems.len());
}

/// A task of so much work at these units, and what is said about it.
fn of_work(work_minutes: i64, units: u32) -> (Schedule, Vec<Problem>) {
    let mut plan = Plan::new(at(5, 8), Calendar::standard());
    let assignments = vec![Assignment { units, ..Assignment::full_time(0, work_minutes) }];
    plan.tasks = vec![Task { duration: Duration::OfWork, assignments, ..Task::default() }];
    schedule(&plan, &Options::default())
}

#[test]
fn work_and_units_of_any_size_give_dates() {
    let far = Problem::OutOfRange { task: Some(0) };
    let no_units = Problem::NoUnits { task: 0 };
    let negative = Problem::NegativeDuration { task: 0 };
    for (work, units, minutes, problems) in [
        (0, 0, 0, vec![]),
        (0, 500, 0, vec![]),
        (480, 0, 480, vec![no_units]),
        (-480, 500, 0, vec![negative.clone()]),
        (1, u32::MAX, 1, vec![]),
        (480, 480_000, 1, vec![]),
        (i64::MAX, 1, 1 << 29, vec![far]),
        (i64::MIN, 1, 0, vec![negative]),
        (480, 1, 480_000, vec![]),
    ] {
        let (dates, found) = of_work(work, units);
        assert_eq!(dates.tasks[0].duration_minutes, minutes, "{work} at {units}");
        let found_all = problems.iter().all(|problem| found.contains(problem));
        assert!(found_all && found.len() == problems.len(), "{work} at {units}: {found:?}");
        let years = [dates.start, dates.finish, dates.tasks[0].late_finish];
        assert!(years.iter().all(|date| PLANNABLE.contains(date)), "{work} at {units}");
    }
    // Without anybody on it, it takes no time.
    let mut plan = Plan::new(at(5, 8), Calendar::standard());
    plan.tasks = vec![Task { duration: Duration::OfWork, ..Task::default() }];
    let (dates, problems) = schedule(&plan, &Options::default());
    assert_eq!((dates.tasks[0].finish, problems), (at(5, 8), vec![]));
}
