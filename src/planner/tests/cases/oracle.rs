//! The dates of small random plans, held against a reckoning so plain that it cannot be wrong: it
//! walks through time hour by hour and asks of each whether it is worked.

use planner::{
    Assignment, Calendar, Constraint, Duration, Exception, FULL_TIME, Lag, Link, LinkKind, Minute,
    Options, Plan, Shift, Task, Week, schedule,
};
use proptest::prelude::*;

use crate::properties::cases;

/// 5 January 2026, a Monday, at midnight, in hours.
const MONDAY: i64 = 20_458 * 24;
const HOUR: i64 = 60;

/// What a calendar says about one hour; the same twice, once for the engine, once for the oracle.
struct Hours {
    engine: Calendar,
    is_worked: fn(i64) -> bool,
}

fn weekday(hour: i64) -> i64 {
    (hour - MONDAY).div_euclid(24).rem_euclid(7)
}

fn is_office_hour(hour: i64) -> bool {
    let day = (hour - MONDAY).div_euclid(24);
    let is_usual = weekday(hour) < 5 && ![2, 9].contains(&day);
    // The second Saturday is made up for.
    (is_usual || day == 12) && matches!(hour.rem_euclid(24), 8..=11 | 13..=16)
}

fn is_night_hour(hour: i64) -> bool {
    let begins_today = weekday(hour) < 5 && hour.rem_euclid(24) >= 22;
    let began_yesterday = weekday(hour - 24) < 5 && hour.rem_euclid(24) < 6;
    begins_today || began_yesterday
}

fn calendars() -> [Hours; 3] {
    let monday = MONDAY / 24;
    let off = |day: i64| Exception::off(monday + day, monday + day);
    let office = [Shift::hours(8, 12), Shift::hours(13, 17)];
    let made_up = Exception::working(monday + 12, monday + 12, &office);
    let exceptions = [off(2), off(9), made_up];
    let nights = Week::monday_to_friday(&[Shift::hours(22, 6)]);
    [
        Hours {
            engine: Calendar::new(&Week::standard(), &[], &exceptions),
            is_worked: is_office_hour,
        },
        Hours { engine: Calendar::weekly(&nights), is_worked: is_night_hour },
        Hours { engine: Calendar::round_the_clock(), is_worked: |_| true },
    ]
}

/// A task: its calendar, how many hours it takes, what it waits for, and who works on it where that
/// decides instead how long it takes.
type Step = (usize, i64, Vec<(usize, LinkKind, Wait)>, Vec<Hand>);

/// Somebody's calendar, hours of work, units, and the hours after which they join.
type Hand = (usize, i64, u32, i64);

#[derive(Clone, Copy, Debug)]
enum Wait {
    Worked(i64),
    Elapsed(i64),
    Percent(i64),
}

fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    let kind = prop_oneof![
        5 => Just(LinkKind::FinishToStart),
        2 => Just(LinkKind::StartToStart),
        2 => Just(LinkKind::FinishToFinish),
        1 => Just(LinkKind::StartToFinish),
    ];
    let wait = prop_oneof![
        4 => Just(Wait::Worked(0)),
        3 => (-10..20_i64).prop_map(Wait::Worked),
        2 => (-30..60_i64).prop_map(Wait::Elapsed),
        1 => prop_oneof![Just(-100), Just(50), Just(100)].prop_map(Wait::Percent),
    ];
    let link = (any::<prop::sample::Index>(), kind, wait);
    // Whole hours, and even ones, come of it: half of them is a lag.
    let work = (0..6_i64).prop_map(|quarter| quarter * 4);
    let units = prop_oneof![Just(250_u32), Just(500), Just(FULL_TIME), Just(2_000)];
    let delay = prop_oneof![2 => Just(0_i64), 1 => (0..6_i64).prop_map(|half| half * 2)];
    let hand = (0..3_usize, work, units, delay);
    let hands = prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(hand, 1..4)];
    let hours = (0..12_i64).prop_map(|half| half * 2);
    let step = (0..3_usize, hours, prop::collection::vec(link, 0..3), hands);
    prop::collection::vec(step, 1..9).prop_map(|steps| {
        let sort = |(number, (calendar, hours, links, hands)): (usize, (_, _, Vec<_>, _))| {
            // Only earlier tasks are waited for, each once: there is no loop.
            let mut known = std::collections::BTreeMap::new();
            for (from, kind, wait) in links.into_iter().filter(|_| number > 0) {
                let from: prop::sample::Index = from;
                known.insert(from.index(number), (kind, wait));
            }
            (
                calendar,
                hours,
                known.into_iter().map(|(from, (kind, wait))| (from, kind, wait)).collect(),
                hands,
            )
        };
        steps.into_iter().enumerate().map(sort).collect()
    })
}

fn plan_of(steps: &[Step]) -> Plan {
    let [office, nights, always] = calendars();
    let mut plan = Plan::new((MONDAY + 8) * HOUR, office.engine);
    plan.calendars.extend([nights.engine, always.engine]);
    for (to, (calendar, hours, links, hands)) in steps.iter().enumerate() {
        let duration = match hands.is_empty() {
            true => Duration::Working(hours * HOUR),
            false => Duration::OfWork,
        };
        let assigned = |&(calendar, work, units, delay): &Hand| Assignment {
            units,
            delay_minutes: delay * HOUR,
            ..Assignment::full_time(calendar, work * HOUR)
        };
        let assignments = hands.iter().map(assigned).collect();
        let calendar = Some(*calendar);
        plan.tasks.push(Task { calendar, duration, assignments, ..Task::default() });
        for (from, kind, wait) in links {
            let lag = match *wait {
                Wait::Worked(hours) => Lag::Working(hours * HOUR),
                Wait::Elapsed(hours) => Lag::Elapsed(hours * HOUR),
                Wait::Percent(percent) => Lag::Percent(percent as i32),
            };
            plan.links.push(Link { from: *from, to, kind: *kind, lag });
        }
    }
    plan
}

/// Time, hour by hour.
struct Walk(fn(i64) -> bool);

impl Walk {
    /// The end of so many worked hours from an hour on; back to the begin of them below zero.
    fn after(&self, from: i64, hours: i64) -> i64 {
        let (mut at, mut left) = (from, hours);
        while left > 0 {
            left -= i64::from((self.0)(at));
            at += 1;
        }
        while left < 0 {
            at -= 1;
            left += i64::from((self.0)(at));
        }
        at
    }

    /// The first worked hour from an hour on.
    fn next(&self, mut at: i64) -> i64 {
        while !(self.0)(at) {
            at += 1;
        }
        at
    }

    /// The end of the last worked hour up to an hour.
    fn last(&self, mut at: i64) -> i64 {
        while !(self.0)(at - 1) {
            at -= 1;
        }
        at
    }
}

/// Start and finish of every task in hours: each as early as those before it allow.
fn reckoned(steps: &[Step]) -> Vec<(i64, i64)> {
    let calendars = calendars();
    let mut placed: Vec<(i64, i64)> = Vec::new();
    for (calendar, hours, links, hands) in steps {
        let time = Walk(calendars[*calendar].is_worked);
        let (mut start, mut finish) = (MONDAY + 8, i64::MIN);
        // What comes before may lie before the project's start: then this may too.
        for (from, ..) in links {
            start = start.min(placed[*from].0);
        }
        for (from, kind, wait) in links {
            let before = placed[*from];
            let ties_finish = matches!(kind, LinkKind::FinishToFinish | LinkKind::StartToFinish);
            let end = match kind {
                LinkKind::FinishToStart | LinkKind::FinishToFinish => before.1,
                LinkKind::StartToStart | LinkKind::StartToFinish => before.0,
            };
            let worked = match wait {
                Wait::Worked(hours) => *hours,
                Wait::Percent(percent) => hours_of(&steps[*from]) * percent / 100,
                Wait::Elapsed(_) => 0,
            };
            let until = match wait {
                Wait::Elapsed(hours) => end + hours,
                // A finish lies at an end of work, a start at a begin.
                _ if worked < 0 && ties_finish => time.last(time.after(end, worked)),
                _ if worked == 0 => end,
                _ => time.after(end, worked),
            };
            if ties_finish { finish = finish.max(until) } else { start = start.max(until) }
        }
        // Without anybody's own time the work lies in the task's.
        let alone = [(*calendar, *hours)];
        let busy: Vec<(usize, i64)> = hands.iter().map(|hand| (hand.0, busy_hours(hand))).collect();
        let busy = if busy.is_empty() { &alone[..] } else { &busy[..] };
        let (mut begin, mut end) = worked_from(busy, start);
        if finish > end {
            let back = |&(calendar, hours): &(usize, i64)| {
                Walk(calendars[calendar].is_worked).after(finish, -hours)
            };
            let at = busy.iter().map(back).min().unwrap_or(finish);
            (begin, end) = (worked_from(busy, at).0, finish);
        }
        placed.push((begin, end));
    }
    placed
}

/// From the first hour of anybody to the last hour of anybody who is busy for so many hours of a
/// calendar from an hour on.
fn worked_from(busy: &[(usize, i64)], at: i64) -> (i64, i64) {
    let calendars = calendars();
    let spans = busy.iter().map(|&(calendar, hours)| {
        let time = Walk(calendars[calendar].is_worked);
        match hours {
            0 => (at, at),
            _ => (time.next(at), time.after(time.next(at), hours)),
        }
    });
    spans.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))).unwrap_or((at, at))
}

/// The hours after which somebody has done the work: first they wait, then so many thousandths of
/// one are done in each.
fn busy_hours((_, work, units, delay): &Hand) -> i64 {
    let (mut left, mut hours) = (work * i64::from(FULL_TIME), *delay);
    while left > 0 {
        left -= i64::from(*units);
        hours += 1;
    }
    hours
}

/// How long a task takes: as long as the longest work of anybody.
fn hours_of((_, hours, _, hands): &Step) -> i64 {
    hands.iter().map(busy_hours).max().unwrap_or(*hours)
}

fn scheduled(steps: &[Step]) -> Vec<(Minute, Minute)> {
    let (schedule, problems) = schedule(&plan_of(steps), &Options::default());
    assert_eq!(problems, []);
    schedule.tasks.iter().map(|dates| (dates.start, dates.finish)).collect()
}

/// The last hour of a plan in which one task begins so many worked hours late.
fn finish_when_late(steps: &[Step], task: usize, hours: i64) -> i64 {
    // The delay is a task of its own: what came before comes before it, and it comes before the
    // task alone.
    let mut steps = steps.to_vec();
    let (calendar, _, links, _) = steps[task].clone();
    for (_, _, links, _) in &mut steps {
        links.iter_mut().filter(|(from, ..)| *from >= task).for_each(|(from, ..)| *from += 1);
    }
    steps[task].2 = vec![(task, LinkKind::FinishToStart, Wait::Worked(0))];
    steps.insert(task, (calendar, hours, links, Vec::new()));
    reckoned(&steps).iter().map(|(_, finish)| *finish).max().unwrap_or(0)
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn dates_are_those_of_the_plain_reckoning(steps in any_steps()) {
        let expected: Vec<_> =
            reckoned(&steps).iter().map(|(from, to)| (from * HOUR, to * HOUR)).collect();
        prop_assert_eq!(scheduled(&steps), expected);
    }
}

proptest! {
    #![proptest_config(cases(500))]

    /// Total float is how late a task may begin without moving the finish; with one calendar and
    /// plain links that can be tried out.
    #[test]
    fn float_is_how_late_a_task_may_begin(steps in any_steps()) {
        let plain = |(_, hours, links, _): &Step| -> Step {
            let link = |link: &(usize, LinkKind, Wait)| {
                (link.0, LinkKind::FinishToStart, Wait::Worked(0))
            };
            (0, hours + 1, links.iter().map(link).collect(), Vec::new())
        };
        let steps: Vec<Step> = steps.iter().map(plain).collect();
        let (schedule, _) = schedule(&plan_of(&steps), &Options::default());
        let finish = reckoned(&steps).iter().map(|(_, finish)| *finish).max().unwrap_or(0);
        for (task, dates) in schedule.tasks.iter().enumerate() {
            let float = dates.total_float / HOUR;
            prop_assert_eq!(finish_when_late(&steps, task, float), finish);
            prop_assert!(finish_when_late(&steps, task, float + 1) > finish);
            prop_assert_eq!(dates.is_critical, float == 0);
        }
    }
}

/// The finish of a plan in which one task begins at some minute at the earliest.
fn finish_from(plan: &Plan, task: usize, start: Minute) -> Minute {
    let mut plan = plan.clone();
    plan.tasks[task].constraint = Constraint::StartNoEarlierThan(start);
    schedule(&plan, &Options::default()).0.finish
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    /// Float of work in the time of those who do it is how late it may begin: in the last minute
    /// before its late start the finish stays, right after it no longer.
    #[test]
    fn assigned_work_may_begin_until_its_late_start(mut steps in any_steps()) {
        for (calendar, hours, links, hands) in &mut steps {
            if hands.is_empty() {
                hands.push((*calendar, *hours, FULL_TIME, 0));
            }
            hands.iter_mut().for_each(|(_, work, ..)| *work += 4);
            // A start, or where a lead leads, may lie in a pause: float counts up to such a limit.
            for (_, kind, wait) in links {
                *kind = match kind {
                    LinkKind::FinishToStart | LinkKind::StartToStart => LinkKind::FinishToStart,
                    LinkKind::FinishToFinish | LinkKind::StartToFinish => LinkKind::FinishToFinish,
                };
                let (Wait::Worked(hours) | Wait::Elapsed(hours) | Wait::Percent(hours)) = wait;
                *hours = hours.abs();
            }
        }
        let plan = plan_of(&steps);
        let (schedule, _) = schedule(&plan, &Options::default());
        for (task, dates) in schedule.tasks.iter().enumerate() {
            if dates.total_float > 0 {
                let last = dates.late_start - 1;
                prop_assert_eq!(finish_from(&plan, task, last), schedule.finish, "{}", task);
            }
            let next = dates.late_start + 1;
            prop_assert!(finish_from(&plan, task, next) > schedule.finish, "late {}", task);
        }
    }
}
