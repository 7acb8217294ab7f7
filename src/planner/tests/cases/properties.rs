//! Laws that hold for every plan.

use planner::{
    Assignment, Calendar, Driver, Duration, Exception, FULL_TIME, Lag, Link, LinkKind, Options,
    Plan, Problem, Shift, Task, Week, schedule,
};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::FileFailurePersistence;

use crate::text::{JANUARY, at};

/// Where the inputs are kept for which a law once failed; they are tried first, for ever.
const FOUND: &str = "tests/regressions.txt";

/// So many random cases, after those that once failed.
pub fn cases(count: u32) -> ProptestConfig {
    let kept = FileFailurePersistence::Direct(FOUND);
    ProptestConfig { cases: count, ..ProptestConfig::with_failure_persistence(kept) }
}

const KINDS: [LinkKind; 4] = [
    LinkKind::FinishToStart,
    LinkKind::StartToStart,
    LinkKind::FinishToFinish,
    LinkKind::StartToFinish,
];

/// A plan without constraints: tasks of three calendars in a hierarchy, with links of all kinds in
/// any direction, loops included.
pub fn any_plan() -> impl Strategy<Value = Plan> {
    let task = (0_i64..3_000, 0_usize..4, proptest::option::of(0_usize..40), any::<bool>());
    let link = (0_usize..40, 0_usize..40, 0_usize..4, -2_000_i64..2_000, 0_usize..3);
    (prop::collection::vec(task, 1..40), prop::collection::vec(link, 0..60)).prop_map(build)
}

type AnyTask = (i64, usize, Option<usize>, bool);
type AnyLink = (usize, usize, usize, i64, usize);

fn build((tasks, links): (Vec<AnyTask>, Vec<AnyLink>)) -> Plan {
    let holidays = [Exception::off(JANUARY + 5, JANUARY + 8)];
    let mut plan = Plan::new(at(5, 8), Calendar::standard());
    plan.calendars.push(Calendar::new(&Week::standard(), &[], &holidays));
    plan.calendars.push(Calendar::weekly(&Week::monday_to_friday(&[Shift::hours(20, 4)])));
    for (number, (minutes, calendar, parent, is_elapsed)) in tasks.into_iter().enumerate() {
        let duration = match is_elapsed {
            true => Duration::Elapsed(minutes),
            false => Duration::Working(minutes),
        };
        let parent = parent.filter(|parent| *parent < number && number % 3 != 0);
        let calendar = Some(calendar).filter(|calendar| *calendar < 3);
        plan.tasks.push(Task { duration, parent, calendar, ..Task::default() });
    }
    for (from, to, kind, minutes, unit) in links {
        let lag = match unit {
            0 => Lag::Working(minutes),
            1 => Lag::Elapsed(minutes),
            _ => Lag::Percent((minutes / 10) as i32),
        };
        plan.links.push(Link { from, to, kind: KINDS[kind], lag });
    }
    plan
}

/// The plan without the links that could not be kept.
fn without_loops(plan: &Plan) -> Plan {
    let (_, problems) = schedule(plan, &Options::default());
    let mut sound = plan.clone();
    let mut place = 0;
    sound.links.retain(|_| {
        place += 1;
        !problems.iter().any(|problem| match problem {
            Problem::Cycle { link, .. } | Problem::BrokenLink { link } => *link == place - 1,
            _ => false,
        })
    });
    sound
}

fn is_summary(plan: &Plan, task: usize) -> bool {
    plan.tasks.iter().any(|other| other.parent == Some(task))
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn leaving_out_the_reported_links_leaves_no_loop(plan in any_plan()) {
        let (_, problems) = schedule(&without_loops(&plan), &Options::default());
        prop_assert_eq!(problems, []);
    }

    #[test]
    fn a_reported_loop_is_closed_and_its_link_lies_in_it(plan in any_plan()) {
        for problem in schedule(&plan, &Options::default()).1 {
            let Problem::Cycle { link, path } = problem else { continue };
            prop_assert!(path.len() > 1);
            prop_assert_eq!(path.first(), path.last());
            prop_assert!(path.contains(&plan.links[link].from));
            prop_assert!(path.contains(&plan.links[link].to));
        }
    }

    #[test]
    fn scheduling_twice_changes_nothing(plan in any_plan()) {
        let options = Options::default();
        prop_assert_eq!(schedule(&plan, &options), schedule(&plan, &options));
    }

    #[test]
    fn the_links_left_out_make_no_difference(plan in any_plan()) {
        let options = Options::default();
        let (with, _) = schedule(&plan, &options);
        let (without, _) = schedule(&without_loops(&plan), &options);
        for (with, without) in with.tasks.iter().zip(&without.tasks) {
            prop_assert_eq!((with.start, with.finish), (without.start, without.finish));
            prop_assert_eq!(with.total_float, without.total_float);
            prop_assert_eq!(with.free_float, without.free_float);
        }
    }

    #[test]
    fn a_link_that_decides_nothing_can_go(plan in any_plan(), which in any::<Index>()) {
        let mut plan = without_loops(&plan);
        prop_assume!(!plan.links.is_empty());
        let (before, _) = schedule(&plan, &Options::default());
        let link = which.index(plan.links.len());
        prop_assume!(before.tasks.iter().all(|dates| dates.driver != Driver::Link(link as u32)));
        // Before the project's start a task lies only because of those before it.
        let is_early = |task: usize| before.tasks[task].start < plan.start;
        prop_assume!(!is_early(plan.links[link].from));
        plan.links.remove(link);
        let (after, _) = schedule(&plan, &Options::default());
        for (one, other) in before.tasks.iter().zip(&after.tasks) {
            prop_assert_eq!((one.start, one.finish), (other.start, other.finish));
        }
    }

    #[test]
    fn every_link_is_kept(plan in any_plan()) {
        let plan = without_loops(&plan);
        let (dates, _) = schedule(&plan, &Options::default());
        for link in &plan.links {
            let (from, to) = (dates.tasks[link.from], dates.tasks[link.to]);
            if !matches!(link.lag, Lag::Working(0)) || is_summary(&plan, link.to) {
                continue;
            }
            match link.kind {
                LinkKind::FinishToStart => prop_assert!(to.start >= from.finish),
                LinkKind::StartToStart => prop_assert!(to.start >= from.start),
                LinkKind::FinishToFinish => prop_assert!(to.finish >= from.finish),
                LinkKind::StartToFinish => {}
            }
        }
    }

    #[test]
    fn a_longer_task_never_finishes_the_project_earlier(
        plan in any_plan(),
        task in 0_usize..40,
        minutes in 1_i64..3_000,
    ) {
        let mut plan = without_loops(&plan);
        let holds_start = |link: &Link| link.kind == LinkKind::FinishToStart;
        plan.links.retain(|link| holds_start(link) && !matches!(link.lag, Lag::Percent(_)));
        let task = task % plan.tasks.len();
        let (before, _) = schedule(&plan, &Options::default());
        plan.tasks[task].duration = match plan.tasks[task].duration {
            Duration::Working(old) => Duration::Working(old + minutes),
            Duration::Elapsed(old) => Duration::Elapsed(old + minutes),
            Duration::OfWork => Duration::OfWork,
        };
        let (after, _) = schedule(&plan, &Options::default());
        prop_assert!(after.finish >= before.finish);
    }

    #[test]
    fn a_summary_holds_its_children(plan in any_plan()) {
        let (dates, _) = schedule(&plan, &Options::default());
        for (task, of) in plan.tasks.iter().enumerate() {
            let Some(parent) = of.parent else { continue };
            prop_assert!(dates.tasks[parent].start <= dates.tasks[task].start);
            prop_assert!(dates.tasks[parent].finish >= dates.tasks[task].finish);
        }
    }
}

/// Somebody's calendar, minutes of work and units.
type Hand = (usize, i64, u32);

/// Such a plan, in which some tasks take as long as people in other calendars need for them.
fn any_staffed_plan() -> impl Strategy<Value = Plan> {
    let units = prop_oneof![Just(250_u32), Just(500), Just(FULL_TIME), Just(2_000)];
    let hand = (0_usize..4, 0_i64..2_000, units);
    let hands = prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(hand, 1..4)];
    (any_plan(), prop::collection::vec(hands, 40)).prop_map(staffed)
}

fn staffed((mut plan, hands): (Plan, Vec<Vec<Hand>>)) -> Plan {
    for (task, hands) in hands.into_iter().enumerate().take(plan.tasks.len()) {
        if hands.is_empty() || is_summary(&plan, task) {
            continue;
        }
        let assigned = |(calendar, work, units): Hand| Assignment {
            units,
            ..Assignment::full_time(calendar, work)
        };
        plan.tasks[task].assignments = hands.into_iter().map(assigned).collect();
        plan.tasks[task].duration = Duration::OfWork;
    }
    plan
}

proptest! {
    #![proptest_config(cases(4_000))]

    /// Where no date binds, every task has its place between the early and the late dates, and what
    /// decides about the length of the plan has nothing to spare.
    #[test]
    fn floats_are_never_negative_without_dates(
        plan in any_staffed_plan(),
        finish in proptest::option::weighted(0.3, at(5, 8)..at(5, 8) + 200_000),
    ) {
        let plan = Plan { finish, ..without_loops(&plan) };
        let (dates, problems) = schedule(&plan, &Options::default());
        let is_late = |problem: &Problem| matches!(problem, Problem::FinishMissed { .. });
        prop_assert!(!problems.iter().any(is_late), "{problems:?}");
        for (task, of) in dates.tasks.iter().enumerate() {
            prop_assert!(of.total_float >= 0 && of.free_float >= 0, "{task}: {of:?}");
        }
        prop_assert_eq!(dates.tasks.iter().map(|of| of.total_float).min(), Some(0));
    }
}

/// A plan in the order in which it is walked: summaries of three, links that lead on only.
fn in_order(mut plan: Plan) -> Plan {
    for (number, task) in plan.tasks.iter_mut().enumerate() {
        task.parent = Some(number / 3 * 3).filter(|parent| *parent != number);
    }
    plan.links.retain(|link| link.from < link.to);
    without_loops(&plan)
}

/// The same plan with its tasks written from the last to the first.
fn turned_around(plan: &Plan) -> Plan {
    let turned = |place: usize| plan.tasks.len().wrapping_sub(place + 1);
    let mut other = plan.clone();
    other.tasks.reverse();
    other.tasks.iter_mut().for_each(|task| task.parent = task.parent.map(turned));
    for link in &mut other.links {
        (link.from, link.to) = (turned(link.from), turned(link.to));
    }
    other
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn dates_do_not_depend_on_the_order_in_which_tasks_are_written(plan in any_plan()) {
        let plan = in_order(plan);
        let options = Options::default();
        let ((here, _), (there, _)) =
            (schedule(&plan, &options), schedule(&turned_around(&plan), &options));
        for (a, b) in here.tasks.iter().zip(there.tasks.iter().rev()) {
            prop_assert_eq!(
                (a.start, a.finish, a.late_start, a.late_finish, a.total_float, a.free_float),
                (b.start, b.finish, b.late_start, b.late_finish, b.total_float, b.free_float)
            );
        }
    }
}
