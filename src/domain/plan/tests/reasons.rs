//! Why a task lies where it does: what decided it, which days are free on the way, how far it can
//! slip.

use super::*;
use crate::plan::reason::{Cause, Finish, Free, Limit, Why};

/// B, then C, then D, each of one day from Monday, 2 March 2026 on; E of two days beside them.
pub(super) fn chain() -> Plan {
    let mut plan = sample();
    for (number, task) in (1..).zip(plan.tasks.values_mut()) {
        task.duration = TaskDuration::days(if number == 5 { 2 } else { 1 }, 480);
        (task.percent, task.actual, task.calendar) = (0, Dated::default(), None);
    }
    plan
}

fn why(plan: &Plan, number: u32) -> Why {
    Why::of(plan, &Scheduled::of(plan), task_id(number)).unwrap()
}

pub(super) fn edit(plan: &mut Plan, number: u32, change: impl FnOnce(&mut Task)) {
    change(plan.tasks.get_mut(&task_id(number)).unwrap());
}

pub(super) fn at(text: &str) -> Minute {
    minute_at(text.parse().unwrap())
}

fn off(from: &str, to: &str, name: &str) -> CalendarException {
    let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
    CalendarException { from, to, name: name.to_owned(), shifts: Vec::new() }
}

#[test]
fn the_free_days_before_a_start_are_named() {
    let mut plan = chain();
    // B takes all week: C waits over the weekend.
    edit(&mut plan, 2, |task| task.duration = TaskDuration::days(5, 480));
    let found = why(&plan, 3).start;
    assert_eq!(found.free, [Free::Weekend]);
    let Cause::Link { title, at: end, .. } = found.cause else { panic!("no link") };
    assert_eq!((title.as_str(), end), ("B", at("2026-03-06T18:00:00")));
    assert_eq!(why(&plan, 2).start.free, []);
    // A holiday follows, and after it a day off without a name.
    let calendar = plan.calendars.get_mut(&plan.settings.calendar).unwrap();
    calendar.exceptions.push(off("2026-03-08", "2026-03-10", "National Day"));
    calendar.exceptions.push(off("2026-03-11", "2026-03-11", ""));
    let holiday = || Free::Holiday("National Day".to_owned());
    assert_eq!(why(&plan, 3).start.free, [Free::Weekend, holiday(), Free::Other]);
    // A make-up day in between is worked: C begins on it.
    let make_up = calendar_day(&plan, "2026-03-07");
    plan.calendars.get_mut(&plan.settings.calendar).unwrap().exceptions.push(make_up);
    assert_eq!(why(&plan, 3).start.free, []);
    // D waits for C, whose day ends before the holiday.
    assert_eq!(why(&plan, 4).start.free, [holiday(), Free::Other]);
}

/// A day that is worked like a Monday.
fn calendar_day(plan: &Plan, day: &str) -> CalendarException {
    let shifts = plan.calendars[&plan.settings.calendar].week[0].clone();
    CalendarException { shifts, ..off(day, day, "Make-up day") }
}

#[test]
fn a_finish_follows_from_start_duration_and_calendar() {
    let mut plan = chain();
    edit(&mut plan, 2, |task| task.duration = TaskDuration::days(7, 480));
    let duration = TaskDuration::days(7, 480);
    let free = vec![Free::Weekend];
    let (calendar, effort) = (None, None);
    assert_eq!(why(&plan, 2).finish, Finish::Duration { duration, free, calendar, effort });
    edit(&mut plan, 5, |task| task.calendar = Some(CalendarId(uuid(2))));
    let calendar = Some("Shifts".to_owned());
    let duration = TaskDuration::days(2, 480);
    let free = vec![];
    assert_eq!(why(&plan, 5).finish, Finish::Duration { duration, free, calendar, effort });
    // Eight hours at half of somebody's time.
    edit(&mut plan, 5, |task| {
        task.calendar = None;
        task.estimate = Some(480);
        task.shares = vec![Share { units: 500, calendar: None }];
    });
    let (free, calendar, effort) = (vec![], None, Some((480, 500)));
    assert_eq!(why(&plan, 5).finish, Finish::Duration { duration, free, calendar, effort });
    let shifts = Some(CalendarId(uuid(2)));
    edit(&mut plan, 5, |task| task.shares[0].calendar = shifts);
    assert_eq!(why(&plan, 5).finish, Finish::Resources(vec!["Shifts".to_owned()]));
    edit(&mut plan, 5, |task| task.shares.clear());
    // By the clock no day is free.
    edit(&mut plan, 5, |task| {
        task.calendar = None;
        task.duration = TaskDuration { minutes: 10 * 1440, unit: Unit::Days, is_elapsed: true };
    });
    let Finish::Duration { free, .. } = why(&plan, 5).finish else { panic!("no duration") };
    assert_eq!(free, []);
    // The summary ends with its last sub-task.
    assert_eq!(why(&plan, 1).finish, Finish::Children("C".to_owned()));
}

#[test]
fn a_finish_can_be_decided_otherwise() {
    let mut plan = chain();
    let finish = |change: fn(&mut Task)| {
        let mut plan = chain();
        edit(&mut plan, 5, change);
        why(&plan, 5).finish
    };
    assert_eq!(finish(|task| task.duration = TaskDuration::ZERO), Finish::AtOnce);
    let (from, to) = ("2026-03-03T09:00:00", "2026-03-04T18:00:00");
    let set = finish(|task| {
        task.manual = Some(Dated {
            start: Some(at("2026-03-03T09:00:00")),
            finish: Some(at("2026-03-04T18:00:00")),
        });
    });
    assert_eq!(set, Finish::Manual);
    let split = finish(|task| {
        task.shape = Some(Box::new(Shape { splits: vec![(480, 960)], ..Shape::default() }));
    });
    assert_eq!(split, Finish::Split { duration: TaskDuration::days(2, 480), pauses: 1 });
    let shifts = finish(|task| {
        let assignments = vec![(CalendarId(uuid(2)), 960, 0)];
        task.shape = Some(Box::new(Shape { assignments, ..Shape::default() }));
    });
    assert_eq!(shifts, Finish::Resources(vec!["Shifts".to_owned()]));
    let tied = finish(|task| {
        let at = at("2026-03-06T18:00:00");
        task.constraint = Some(Constraint { kind: ConstraintKind::FinishNoEarlierThan, at });
    });
    assert_eq!(tied, Finish::Tied(TaskDuration::days(2, 480)));
    edit(&mut plan, 5, |task| (task.percent, task.actual.start) = (50, Some(at(from))));
    let left = TaskDuration::days(1, 480);
    assert_eq!(why(&plan, 5).finish, Finish::Begun { left, percent: 50 });
    edit(&mut plan, 5, |task| (task.percent, task.actual.finish) = (100, Some(at(to))));
    assert_eq!(why(&plan, 5).finish, Finish::Actual);
}

#[test]
fn room_says_how_far_a_task_can_slip_and_what_comes_then() {
    let mut plan = chain();
    let room = |plan: &Plan, number| {
        let room = why(plan, number).room?;
        Some((room.minutes, room.is_critical, room.limit))
    };
    let ends = at("2026-03-04T18:00:00");
    assert_eq!(room(&plan, 2), Some((0, true, Limit::Successor("C".to_owned()))));
    assert_eq!(room(&plan, 4), Some((0, true, Limit::ProjectFinish(ends))));
    assert_eq!(room(&plan, 5), Some((480, false, Limit::ProjectFinish(ends))));
    assert_eq!(why(&plan, 5).room.unwrap().until, ends);
    // Neither summaries nor finished work slip.
    assert_eq!(room(&plan, 1), None);
    // A target that is missed already by a day.
    let target = at("2026-03-02T18:00:00");
    edit(&mut plan, 5, |task| task.deadline = Some(target));
    assert_eq!(room(&plan, 5), Some((-480, true, Limit::Deadline(target))));
    edit(&mut plan, 5, |task| task.deadline = None);
    let by = at("2026-03-03T18:00:00");
    let bound = Constraint { kind: ConstraintKind::FinishNoLaterThan, at: by };
    edit(&mut plan, 5, |task| task.constraint = Some(bound));
    assert_eq!(room(&plan, 5), Some((0, true, Limit::Constraint(bound))));
    edit(&mut plan, 5, |task| task.constraint = None);
    plan.settings.has_many_critical_paths = true;
    assert_eq!(room(&plan, 5), Some((0, true, Limit::OwnEnd)));
}

#[test]
fn a_summary_set_by_hand_is_what_a_task_below_it_would_miss() {
    // A holds B, C and E until Tuesday, 3 March; D ends on Wednesday.
    let mut plan = chain();
    let ends = at("2026-03-03T18:00:00");
    let by_hand = Dated { start: Some(at("2026-03-02T09:00:00")), finish: Some(ends) };
    edit(&mut plan, 1, |task| task.manual = Some(by_hand));
    edit(&mut plan, 5, |task| task.parent = Some(task_id(1)));
    let room = |plan: &Plan, number| {
        let room = why(plan, number).room.unwrap();
        (room.minutes, room.is_critical, room.limit)
    };
    let until_a = || Limit::Summary { title: "A".to_owned(), at: ends };
    assert_eq!(room(&plan, 5), (0, true, until_a()));
    assert_eq!(room(&plan, 3), (0, true, Limit::Successor("D".to_owned())));
    edit(&mut plan, 5, |task| task.duration = TaskDuration::days(1, 480));
    assert_eq!(room(&plan, 5), (480, false, until_a()));
    // A task with a date of its own may take all the time until D ends.
    let from = at("2026-03-02T09:00:00");
    let bound = Constraint { kind: ConstraintKind::StartNoEarlierThan, at: from };
    edit(&mut plan, 5, |task| task.constraint = Some(bound));
    let project = at("2026-03-04T18:00:00");
    assert_eq!(room(&plan, 5), (960, false, Limit::ProjectFinish(project)));
}

#[test]
fn a_date_kept_against_a_dependency_is_missed_by_both() {
    let mut plan = chain();
    // B takes all week, until Friday, 6 March; C begins on Wednesday all the same, three working
    // days before it could.
    edit(&mut plan, 2, |task| task.duration = TaskDuration::days(5, 480));
    let bound = Constraint { kind: ConstraintKind::MustStartOn, at: at("2026-03-04T09:00:00") };
    edit(&mut plan, 3, |task| task.constraint = Some(bound));
    let room = |number| {
        let room = why(&plan, number).room.unwrap();
        (room.minutes, room.is_critical, room.limit)
    };
    assert_eq!(room(3), (-1440, true, Limit::Constraint(bound)));
    assert_eq!(room(2), (-1440, true, Limit::Successor("C".to_owned())));
}

#[test]
fn a_latest_date_is_the_reason_where_it_holds_work_in_a_plan_from_its_finish() {
    // D ends on Friday, 13 March; B, seven days, begins on Tuesday, 3 March, and the plan with it.
    let mut plan = chain();
    edit(&mut plan, 2, |task| task.duration = TaskDuration::days(7, 480));
    plan.settings.finish = Some(at("2026-03-13T18:00:00"));
    let by = |kind, day| Some(Constraint { kind, at: at(day) });
    let duration = TaskDuration::days(2, 480);
    // On the date: Monday and Tuesday.
    let starts = by(ConstraintKind::StartNoLaterThan, "2026-03-09T09:00:00");
    edit(&mut plan, 5, |task| task.constraint = starts);
    let found = why(&plan, 5);
    assert_eq!(found.start.cause, Cause::Constraint(starts.unwrap()));
    let (free, calendar, effort) = (vec![], None, None);
    assert_eq!(found.finish, Finish::Duration { duration, free, calendar, effort });
    let room = found.room.unwrap();
    assert_eq!((room.minutes, room.is_critical), (0, false));
    assert_eq!(room.until, at("2026-03-10T18:00:00"));
    assert_eq!(room.limit, Limit::Constraint(starts.unwrap()));
    // A finish that the date decides: the start lies before it.
    let ends = by(ConstraintKind::FinishNoLaterThan, "2026-03-10T18:00:00");
    edit(&mut plan, 5, |task| task.constraint = ends);
    let found = why(&plan, 5);
    assert_eq!(found.start.cause, Cause::Constraint(ends.unwrap()));
    assert_eq!(found.finish, Finish::Tied(duration));
    // A date on a Saturday: the start waits over the weekend.
    let starts = by(ConstraintKind::StartNoLaterThan, "2026-03-07T09:00:00");
    edit(&mut plan, 5, |task| task.constraint = starts);
    assert_eq!(why(&plan, 5).start.free, [Free::Weekend]);
    // A date that the finish of the plan does not leave to it.
    let starts = by(ConstraintKind::StartNoLaterThan, "2026-03-13T09:00:00");
    edit(&mut plan, 5, |task| task.constraint = starts);
    assert_eq!(why(&plan, 5).start.cause, Cause::ProjectFinish);
    assert_eq!(why(&plan, 5).finish, Finish::Tied(duration));
}
