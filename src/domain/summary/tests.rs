use super::*;
use crate::CalendarId;
use crate::plan::{Calendar, Rank, TaskDuration};

const ME: UserId = UserId(uuid::Uuid::from_u128(7));

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A plan that starts on Monday 2 March 2026 with tasks of so many days, done to so many percent.
/// No days make a milestone.
fn plan(tasks: &[(&str, i64, u8)]) -> Plan {
    let start = time::start_of(day("2026-03-02")) + 540;
    let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".to_owned());
    let mut plan = Plan::new(start, calendar, Vec::new());
    for ((place, (title, days, percent)), rank) in (1..).zip(tasks).zip(Rank::sequence(tasks.len()))
    {
        let mut task = Task::new(TaskId::new(place, [0; 10]), place as u32, (*title).into(), rank);
        task.duration = TaskDuration::days(*days, 480);
        task.is_milestone = *days == 0;
        task.percent = *percent;
        plan.tasks.insert(task.id, task);
    }
    plan
}

fn task<'a>(plan: &'a mut Plan, title: &str) -> &'a mut Task {
    plan.tasks.values_mut().find(|task| task.title == title).expect("a task of that title")
}

#[test]
fn progress_is_weighted_by_duration() {
    assert_eq!(Reading::of(&plan(&[]), day("2026-03-02")).percent(), None);
    let plan = plan(&[("long", 3, 100), ("short", 1, 0), ("gate", 0, 0)]);
    assert_eq!(Reading::of(&plan, day("2026-03-02")).percent(), Some(75));
}

#[test]
fn what_the_schedule_could_not_honour_is_counted() {
    let mut plan = plan(&[("a", 5, 0), ("b", 8, 0)]);
    assert_eq!(Reading::of(&plan, day("2026-03-02")).unkept(), 0);
    for title in ["a", "b"] {
        task(&mut plan, title).duration.minutes = -480;
    }
    assert_eq!(Reading::of(&plan, day("2026-03-02")).unkept(), 2);
}

#[test]
fn health_names_the_worst_miss_and_promises_come_first() {
    let mut plan = plan(&[("a", 5, 0), ("b", 8, 0), ("c", 10, 0)]);
    let health = |plan: &Plan| Reading::of(plan, day("2026-03-02")).health();
    assert_eq!(health(&plan), Health::Kept);

    task(&mut plan, "a").deadline = Some(time::start_of(day("2026-03-05")) + 1080);
    task(&mut plan, "b").deadline = Some(time::start_of(day("2026-03-06")) + 1080);
    let Health::TargetMissed(miss) = health(&plan) else { panic!("{:?}", health(&plan)) };
    assert_eq!((miss.title.as_str(), miss.days, miss.others), ("b", 5, 1));
    assert_eq!((miss.due, miss.forecast), (day("2026-03-06"), day("2026-03-11")));

    task(&mut plan, "c").promise = Some(day("2026-03-12"));
    let Health::PromiseBroken(miss) = health(&plan) else { panic!("{:?}", health(&plan)) };
    assert_eq!((miss.title.as_str(), miss.days, miss.others), ("c", 1, 0));
    assert_eq!(health(&plan).level(), Level::Serious);
}

#[test]
fn what_should_have_been_finished_is_not_on_track() {
    // `a` takes Monday 2 March to Friday 6, `b` one day, `c` two weeks.
    let check = |done: [u8; 3], today: &str, expected: &str| {
        let [a, b, c] = done;
        let plan = plan(&[("a", 5, a), ("b", 1, b), ("c", 10, c)]);
        let health = Reading::of(&plan, day(today)).health();
        let words = match &health {
            Health::Overdue(Overdue { title, finish, days, count }) => {
                format!("{title} {finish} {days} d, {count} in all")
            }
            Health::PlanOver(PlanOver { finish, days, count }) => {
                format!("over {finish} {days} d, {count} open")
            }
            other => format!("{other:?}"),
        };
        assert_eq!(format!("{:?}: {words}", health.level()), expected, "{done:?} on {today}");
    };
    check([0, 0, 0], "2026-03-02", "Fine: Kept");
    check([0, 0, 0], "2026-03-03", "Watch: b 2026-03-02 1 d, 1 in all");
    check([0, 100, 0], "2026-03-06", "Fine: Kept");
    check([90, 100, 0], "2026-03-07", "Watch: a 2026-03-06 1 d, 1 in all");
    check([0, 0, 0], "2026-03-13", "Watch: b 2026-03-02 11 d, 2 in all");
    check([100, 100, 50], "2026-03-13", "Fine: Kept");
    check([0, 0, 0], "2026-03-14", "Serious: over 2026-03-13 1 d, 3 open");
    check([100, 100, 99], "2036-03-13", "Serious: over 2026-03-13 3653 d, 1 open");
    check([100, 100, 100], "2036-03-13", "Fine: Finished");
}

#[test]
fn the_worst_of_targets_and_overdue_work_is_named_and_promises_still_come_first() {
    let mut plan = plan(&[("a", 5, 0), ("b", 1, 0), ("c", 10, 0)]);
    let health = |plan: &Plan, today| Reading::of(plan, day(today)).health();
    task(&mut plan, "c").deadline = Some(time::start_of(day("2026-03-11")) + 1080);
    assert!(matches!(health(&plan, "2026-03-04"), Health::TargetMissed(miss) if miss.days == 2));
    assert!(matches!(health(&plan, "2026-03-05"), Health::Overdue(late) if late.days == 3));
    task(&mut plan, "c").promise = Some(day("2026-03-12"));
    assert!(matches!(health(&plan, "2026-04-05"), Health::PromiseBroken(miss) if miss.days == 24));
}

#[test]
fn no_finish_is_expected_in_the_past() {
    let finish = |percent, today| Reading::of(&plan(&[("a", 5, percent)]), day(today)).finish();
    assert_eq!(finish(0, "2026-03-02"), Some(day("2026-03-06")));
    assert_eq!(finish(0, "2026-03-20"), Some(day("2026-03-20")));
    assert_eq!(finish(100, "2026-03-20"), Some(day("2026-03-06")));
    assert_eq!(Reading::of(&plan(&[]), day("2026-03-20")).finish(), None);
}

#[test]
fn finished_work_breaks_no_promise_and_nothing_planned_is_no_health() {
    let mut plan = plan(&[("a", 5, 100)]);
    task(&mut plan, "a").promise = Some(day("2026-03-03"));
    assert_eq!(Reading::of(&plan, day("2026-03-20")).health(), Health::Finished);
    plan.tasks.clear();
    assert_eq!(Reading::of(&plan, day("2026-03-20")).health(), Health::Unplanned);
}

#[test]
fn a_milestone_that_should_have_been_reached_is_expected_today() {
    let mut plan = plan(&[("gate", 0, 0), ("start", 0, 100)]);
    task(&mut plan, "gate").promise = Some(day("2026-03-04"));
    task(&mut plan, "gate").deadline = Some(time::start_of(day("2026-03-03")) + 1080);
    let milestones = Reading::of(&plan, day("2026-03-06")).milestones();
    let [start, gate] = milestones.as_slice() else { panic!("{milestones:?}") };
    assert_eq!((start.forecast, start.level()), (day("2026-03-02"), Level::Fine));
    assert_eq!((gate.forecast, gate.slip_days()), (day("2026-03-06"), Some(2)));
    assert_eq!((gate.planned, gate.day()), (day("2026-03-02"), day("2026-03-02")));
    assert!(gate.is_overdue() && !start.is_overdue());
    assert_eq!(gate.level(), Level::Serious);

    task(&mut plan, "gate").promise = None;
    task(&mut plan, "gate").deadline = None;
    let of = |today| {
        let found = Reading::of(&plan, day(today)).milestones();
        let gate = found.into_iter().find(|found| found.title == "gate").expect("the gate");
        (gate.level(), gate.slip_days(), gate.day())
    };
    assert_eq!(of("2026-03-06"), (Level::Watch, Some(4), day("2026-03-02")));
    assert_eq!(of("2026-03-02"), (Level::Open, None, day("2026-03-02")));
}

#[test]
fn a_person_sees_what_has_begun_and_is_not_finished() {
    let mut plan = plan(&[("long", 5, 0), ("short", 1, 0), ("done", 1, 100), ("other", 1, 0)]);
    for title in ["long", "short", "done"] {
        task(&mut plan, title).assignee = Some(ME);
    }
    let due = Reading::of(&plan, day("2026-03-03")).due_for(ME);
    let titles: Vec<_> = due.iter().map(|work| work.title.as_str()).collect();
    assert_eq!(titles, ["short", "long"]);
    assert!(Reading::of(&plan, day("2026-03-01")).due_for(ME).is_empty());
}
