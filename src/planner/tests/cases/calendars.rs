//! Working time: shifts, weeks, exceptions, and tasks that keep their own.

use planner::{
    Assignment, Calendar, Exception, Options, Plan, Shift, Task, Week, WorkWeek, schedule,
};

use crate::text::{JANUARY, at, check};

fn minutes(calendar: &Calendar, day: i64) -> i64 {
    calendar.minutes_on(JANUARY + day - 1)
}

#[test]
fn the_standard_week_has_forty_hours() {
    let standard = Calendar::standard();
    assert_eq!(standard.working_between(at(5, 0), at(12, 0)), 40 * 60);
    assert_eq!(standard.working_between(at(12, 0), at(5, 0)), -40 * 60);
    assert_eq!(standard.working_between(at(5, 9), at(5, 13)), 3 * 60);
    assert!(standard.is_working_day(JANUARY + 4));
    assert!(!standard.is_working_day(JANUARY + 3));
}

#[test]
fn adding_work_ends_with_a_period_and_subtracting_begins_one() {
    let standard = Calendar::standard();
    assert_eq!(standard.add_working(at(5, 8), 480), at(5, 17));
    assert_eq!(standard.add_working(at(5, 8), 481), at(6, 8) + 1);
    assert_eq!(standard.add_working(at(5, 8), 240), at(5, 12));
    assert_eq!(standard.add_working(at(3, 10), 60), at(5, 9));
    assert_eq!(standard.add_working(at(3, 10), 0), at(3, 10));
    assert_eq!(standard.subtract_working(at(5, 17), 480), at(5, 8));
    assert_eq!(standard.subtract_working(at(6, 8), 480), at(5, 8));
    assert_eq!(standard.subtract_working(at(12, 8), 60), at(9, 16));
    assert_eq!(standard.add_working(at(6, 8), -480), at(5, 8));
}

#[test]
fn the_next_and_the_previous_working_instant() {
    let standard = Calendar::standard();
    assert_eq!(standard.next_working(at(9, 17)), at(12, 8));
    assert_eq!(standard.next_working(at(9, 12)), at(9, 13));
    assert_eq!(standard.next_working(at(9, 11)), at(9, 11));
    assert_eq!(standard.previous_working(at(12, 8)), at(9, 17));
    assert_eq!(standard.previous_working(at(12, 9)), at(12, 9));
}

#[test]
fn adding_and_counting_are_inverse_in_every_calendar() {
    let nights = Week::monday_to_friday(&[Shift::hours(22, 6)]);
    let holidays = [
        Exception::off(JANUARY + 5, JANUARY + 9),
        Exception::working(JANUARY + 10, JANUARY + 10, &[Shift::hours(9, 11)]),
    ];
    let calendars = [
        Calendar::standard(),
        Calendar::round_the_clock(),
        Calendar::weekly(&nights),
        Calendar::new(&Week::standard(), &[], &holidays),
        Calendar::new(&nights, &[], &holidays),
    ];
    for calendar in &calendars {
        for start in (0..40 * 24).map(|hour| at(1, hour)) {
            for work in [1, 59, 240, 480, 1_000, 5_000, 500_000] {
                let end = calendar.add_working(start, work);
                assert_eq!(calendar.working_between(start, end), work);
                assert_eq!(calendar.previous_working(end), end);
                let begin = calendar.subtract_working(start, work);
                assert_eq!(calendar.working_between(begin, start), work);
                assert_eq!(calendar.next_working(begin), begin);
            }
        }
    }
}

#[test]
fn exceptions_take_days_off_and_make_others_work() {
    let full = [Shift::hours(8, 12), Shift::hours(13, 17)];
    let exceptions = [
        Exception::off(JANUARY + 4, JANUARY + 6),
        Exception::working(JANUARY + 9, JANUARY + 10, &full),
        Exception::working(JANUARY + 5, JANUARY + 5, &[Shift::hours(9, 10)]),
    ];
    let calendar = Calendar::new(&Week::standard(), &[], &exceptions);
    let week: Vec<i64> = (4..=12).map(|day| minutes(&calendar, day)).collect();
    assert_eq!(week, [0, 0, 60, 0, 480, 480, 480, 480, 480]);
    assert_eq!(calendar.working_between(at(1, 0), at(13, 0)), 60 + 2 * 480 + 5 * 480);
    assert_eq!(calendar.shifts_on(JANUARY + 5), [Shift::hours(9, 10)]);
}

#[test]
fn exceptions_stand_above_work_weeks() {
    let short = Week::monday_to_friday(&[Shift::hours(8, 12)]);
    let weeks = [WorkWeek { first: JANUARY + 4, last: JANUARY + 17, week: short }];
    let exceptions = [Exception::off(JANUARY + 11, JANUARY + 11)];
    let calendar = Calendar::new(&Week::standard(), &weeks, &exceptions);
    assert_eq!(calendar.working_between(at(5, 0), at(12, 0)), 5 * 240);
    assert_eq!(calendar.working_between(at(12, 0), at(19, 0)), 4 * 240);
    assert_eq!(calendar.working_between(at(19, 0), at(26, 0)), 5 * 480);
}

#[test]
fn shifts_may_cross_midnight_overlap_and_touch() {
    let mut week = Week::monday_to_friday(&[Shift::hours(22, 6)]);
    assert_eq!(week.minutes(), 5 * 480);
    let nights = Calendar::weekly(&week);
    assert_eq!(minutes(&nights, 5), 120);
    assert_eq!(minutes(&nights, 10), 360);
    week.days[0] = vec![Shift::hours(13, 17), Shift::hours(8, 13), Shift::hours(9, 15)];
    assert_eq!(minutes(&Calendar::weekly(&week), 5), 9 * 60);
    assert_eq!(Calendar::weekly(&week).shifts_on(JANUARY + 4), [Shift::hours(8, 17)]);
}

#[test]
fn a_week_without_work_counts_round_the_clock_beyond_its_exceptions() {
    let three_days = [Exception::working(JANUARY + 4, JANUARY + 6, &[Shift::hours(8, 16)])];
    let calendar = Calendar::new(&Week::default(), &[], &three_days);
    assert!(!calendar.has_working_week());
    assert_eq!(calendar.working_between(at(5, 0), at(8, 0)), 3 * 480);
    assert_eq!(calendar.add_working(at(5, 8), 3 * 480 + 60), at(8, 1));
}

#[test]
fn two_calendars_share_and_join_their_time() {
    let early = Calendar::weekly(&Week::monday_to_friday(&[Shift::hours(6, 14)]));
    let holiday = [Exception::off(JANUARY + 5, JANUARY + 5)];
    let late = Week::monday_to_friday(&[Shift::hours(9, 11), Shift::hours(13, 20)]);
    let shared = early.shared_with(&Calendar::new(&late, &[], &holiday));
    assert_eq!(shared.shifts_on(JANUARY + 4), [Shift::hours(9, 11), Shift::hours(13, 14)]);
    assert_eq!(shared.working_between(at(5, 0), at(12, 0)), 4 * 180);
    let joined = early.joined_with(&Calendar::new(&late, &[], &holiday));
    assert_eq!(joined.shifts_on(JANUARY + 4), [Shift::hours(6, 20)]);
    assert_eq!(joined.shifts_on(JANUARY + 5), [Shift::hours(6, 14)]);
    let nights = Calendar::weekly(&Week::monday_to_friday(&[Shift::hours(22, 6)]));
    assert!(!nights.shared_with(&Calendar::standard()).has_working_week());
}

#[test]
fn extremes_do_not_overflow() {
    let calendar = Calendar::standard();
    for at in [i64::MIN, i64::MIN + 1, -1, 0, i64::MAX - 1, i64::MAX] {
        for minutes in [i64::MIN, -1, 0, 1, i64::MAX] {
            calendar.add_working(at, minutes);
            calendar.subtract_working(at, minutes);
        }
        calendar.next_working(at);
        calendar.previous_working(at);
        calendar.working_between(0, at);
    }
}

#[test]
fn a_task_keeps_its_own_calendar() {
    check("A 1d calendar 24h", "A Mon 05..Mon 05 16:00 critical");
    check("A 2d calendar night", "A Mon 05 22:00..Wed 07 06:00 critical");
    check("A 3d calendar holidays", "A Mon 05..Fri 09 critical");
    check("A 4d calendar holidays", "A Mon 05..Sat 10 critical");
}

#[test]
fn a_successor_waits_for_its_own_calendar() {
    check(
        "A 1d\nB 1d after A calendar night\nC 1d after B",
        "A Mon 05..Mon 05 critical\n\
         B Mon 05 22:00..Tue 06 06:00 because after:A+calendar critical\n\
         C Tue 06..Tue 06 critical",
    );
    check(
        "A 1d\nB 1d after A calendar holidays",
        "A Mon 05..Mon 05 float 2d\nB Thu 08..Thu 08 because after:A+calendar critical",
    );
}

#[test]
fn float_counts_in_the_tasks_calendar() {
    check(
        "A 1d\nB 3d calendar holidays\nC 1d after A after B",
        "A Mon 05..Mon 05 float 4d\nB Mon 05..Fri 09 float 1d\nC Mon 12..Mon 12 critical",
    );
}

#[test]
fn elapsed_durations_ignore_calendars() {
    check("A 3ed", "A Mon 05..Thu 08 08:00 critical");
    check(
        "A 5d\nB 2ed after A\nC 1d after B",
        "A Mon 05..Fri 09 critical\nB Fri 09 17:00..Sun 11 float 15h\nC Mon 12..Mon 12 critical",
    );
}

#[test]
fn assigned_work_lies_in_the_time_of_those_who_do_it() {
    let mut plan = Plan::new(at(5, 8), Calendar::standard());
    plan.calendars.push(Calendar::weekly(&Week::monday_to_friday(&[Shift::hours(10, 14)])));
    plan.calendars.push(Calendar::weekly(&Week::monday_to_friday(&[Shift::hours(12, 20)])));
    let work = |calendar| Assignment::full_time(calendar, 480);
    plan.tasks.push(Task { assignments: vec![work(1)], ..Task::default() });
    plan.tasks.push(Task { assignments: vec![work(1), work(2)], ..Task::default() });
    plan.tasks.push(Task { assignments: vec![work(2)], ..Task::default() });
    let (dates, _) = schedule(&plan, &Options::default());
    let spans: Vec<_> = dates.tasks.iter().map(|task| (task.start, task.finish)).collect();
    assert_eq!(spans, [(at(5, 10), at(6, 14)), (at(5, 10), at(6, 14)), (at(5, 12), at(5, 20))]);
    assert_eq!(dates.tasks[2].late_start, at(5, 14));
}
