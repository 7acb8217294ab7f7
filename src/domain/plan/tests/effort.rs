//! Tasks whose duration follows from their effort.

use super::*;
use crate::plan::effort::{FULL_TIME, UNITS_MAX, follow, with_units};
use crate::plan::task::SHARES_MAX;
use crate::time::datetime_at;

/// E of the sample in the plan's own calendar, with an effort of so many hours and these units.
fn shared(hours: i64, units: &[u32]) -> Plan {
    let mut plan = sample();
    let task = plan.tasks.get_mut(&task_id(5)).unwrap();
    task.calendar = None;
    task.estimate = Some(hours * 60);
    task.shares = units.iter().map(|units| Share { units: *units, calendar: None }).collect();
    task.duration = task.effort_duration().unwrap_or(task.duration);
    plan
}

fn shares(units: &[u32]) -> TaskChange {
    let share = |units: &u32| Share { units: *units, calendar: None };
    TaskChange::Shares(units.iter().map(share).collect())
}

/// What a change makes of the duration of E, in minutes, and of its dates; its inverse gives the
/// very plan back.
#[track_caller]
fn check_change(plan: &Plan, to: TaskChange, minutes: i64, expected: &str) {
    let mut changed = plan.clone();
    let inverse = apply(&mut changed, &change(5, to)).unwrap();
    assert_eq!(changed.tasks[&task_id(5)].duration.minutes, minutes);
    let dates = *Scheduled::of(&changed).dates(task_id(5)).unwrap();
    assert_eq!(dates.duration_minutes, minutes);
    let [start, finish] = [dates.start, dates.finish].map(datetime_at);
    assert_eq!(format!("{}..{}", start.format("%d %H:%M"), finish.format("%d %H:%M")), expected);
    apply(&mut changed, &inverse).unwrap();
    assert_eq!(bytes(&changed), bytes(plan));
}

#[test]
fn the_duration_follows_effort_and_units() {
    // 20 hours at half of the time are 40 hours: five days from Monday, 2 March 2026.
    let plan = shared(20, &[]);
    check_change(&plan, shares(&[500]), 2400, "02 09:00..06 18:00");
    check_change(&plan, shares(&[FULL_TIME]), 1200, "02 09:00..04 14:00");
    // Somebody at full time and somebody at half: 20 h / 1.5 = 13 h 20 min.
    check_change(&plan, shares(&[1000, 500]), 800, "02 09:00..03 15:20");
    // 1200 minutes / 0.7 = 1714.3: the last minute is begun and counts.
    check_change(&plan, shares(&[700]), 1715, "02 09:00..05 14:35");
    let plan = shared(20, &[500]);
    check_change(&plan, TaskChange::Estimate(Some(480)), 960, "02 09:00..03 18:00");
    check_change(&plan, with_units(&plan.tasks[&task_id(5)], 250), 4800, "02 09:00..13 18:00");
    check_change(&plan, TaskChange::Estimate(Some(0)), 0, "02 09:00..02 09:00");
    // Without shares it stays what it was by then.
    check_change(&plan, shares(&[]), 2400, "02 09:00..06 18:00");
}

#[test]
fn work_lies_in_the_time_of_those_who_do_it() {
    let mut plan = shared(16, &[]);
    let nights = plan.calendars.get_mut(&CalendarId(uuid(2))).unwrap();
    nights.week = [(); 7].map(|()| vec![Shift { from: 20 * 60, to: 24 * 60 }]);
    let night = Some(CalendarId(uuid(2)));
    let by = |shares: &[(u32, Option<CalendarId>)]| {
        let share = |&(units, calendar): &(u32, Option<CalendarId>)| Share { units, calendar };
        TaskChange::Shares(shares.iter().map(share).collect())
    };
    // Eight hours each: Monday in the office, and the evenings of Monday and Tuesday.
    check_change(&plan, by(&[(1000, None), (1000, night)]), 480, "02 09:00..04 00:00");
    check_change(&plan, by(&[(1000, night)]), 960, "02 20:00..06 00:00");
    // A calendar that somebody works by stays.
    apply(&mut plan, &change(5, by(&[(1000, night)]))).unwrap();
    let gone = PlanOp::RemoveCalendar(CalendarId(uuid(2)));
    assert_eq!(apply(&mut plan, &gone), Err(Refusal::CalendarInUse));
    assert_eq!(Problem::all(&plan, &Scheduled::of(&plan)).count(), 0);
}

#[test]
fn a_duration_that_follows_is_not_said() {
    let plan = || shared(20, &[500]);
    let duration = |days| change(5, TaskChange::Duration(TaskDuration::days(days, 480)));
    check_in(plan(), &duration(3), "DurationOfEffort");
    check_in(plan(), &duration(5), "");
    check_in(plan(), &change(5, TaskChange::Estimate(None)), "EffortNeeded");
    check_in(plan(), &change(5, shares(&[0])), "UnitsOutOfRange");
    check_in(plan(), &change(5, shares(&[UNITS_MAX + 1])), "UnitsOutOfRange");
    check_in(plan(), &change(5, shares(&[1; SHARES_MAX + 1])), "TooMany { max: 50 }");
    let most = TaskChange::Estimate(Some(DURATION_MAX));
    check_in(plan(), &change(5, most), "DurationOutOfRange");
    check_in(sample(), &change(5, shares(&[500])), "EffortNeeded");
    let elsewhere = Share { units: 500, calendar: Some(CalendarId(uuid(9))) };
    check_in(plan(), &change(5, TaskChange::Shares(vec![elsewhere])), "Missing");
    let mut other = plan().tasks[&task_id(5)].clone();
    (other.id, other.number, other.duration) = (task_id(6), 6, TaskDuration::days(1, 480));
    check_in(plan(), &add(vec![other], vec![]), "DurationOfEffort");
}

#[test]
fn a_task_starts_to_follow_with_what_it_takes() {
    let mut plan = sample();
    let of = |plan: &Plan| plan.tasks[&task_id(5)].clone();
    assert_eq!(follow(&plan, &of(&plan), false), None);
    let op = follow(&plan, &of(&plan), true).unwrap();
    let before = bytes(&plan);
    let inverse = apply(&mut plan, &op).unwrap();
    let task = of(&plan);
    assert_eq!((task.estimate, &task.shares[..]), (Some(480), &[Share::FULL][..]));
    assert_eq!(task.duration, TaskDuration::days(1, 480));
    assert_eq!(follow(&plan, &task, true), None);
    let back = follow(&plan, &task, false).unwrap();
    assert_eq!(back, change(5, TaskChange::Shares(Vec::new())));
    apply(&mut plan, &inverse).unwrap();
    assert_eq!(bytes(&plan), before);
    // Three days on the clock are three days of work.
    let clock = TaskDuration { minutes: 3 * 1440, unit: Unit::Days, is_elapsed: true };
    apply(&mut plan, &change(5, TaskChange::Duration(clock))).unwrap();
    let op = follow(&plan, &of(&plan), true).unwrap();
    let inverse = apply(&mut plan, &op).unwrap();
    assert_eq!(of(&plan).duration, TaskDuration::days(3, 480));
    apply(&mut plan, &inverse).unwrap();
    assert_eq!(of(&plan).duration, clock);
}

#[test]
fn tasks_that_were_kept_before_are_read_as_they_were() {
    let plan = sample();
    assert!(!bytes(&plan).contains("shares"));
    assert_eq!(serde_json::from_str::<Plan>(&bytes(&plan)).unwrap(), plan);
    let plan = shared(20, &[500]);
    assert!(bytes(&plan).contains(r#""shares":[{"units":500}]"#));
    assert_eq!(serde_json::from_str::<Plan>(&bytes(&plan)).unwrap(), plan);
}

#[test]
fn a_scheduler_follows_what_effort_makes_of_dates() {
    let mut plan = shared(20, &[500]);
    let mut scheduler = Scheduler::of(&plan);
    let night = Some(CalendarId(uuid(2)));
    let steps = [
        TaskChange::Estimate(Some(960)),
        TaskChange::Shares(vec![Share { units: 1500, calendar: night }]),
        TaskChange::Estimate(Some(480)),
        TaskChange::Shares(Vec::new()),
    ];
    for to in steps {
        let op = change(5, to);
        apply(&mut plan, &op).unwrap();
        let touched = Touched::by(&op);
        assert!(touched.moves_dates());
        scheduler.follow(&plan, &touched);
        assert_eq!(scheduler.scheduled(), Scheduled::of(&plan));
    }
}
