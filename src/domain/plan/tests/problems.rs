//! What a schedule could not honour: about which task, by how much, and why.

use super::reasons::{at, chain, edit};
use super::*;
use crate::plan::problem::Concerned;
use crate::plan::reason::Cause;

/// All problems of a plan with the numbers of the tasks that they are about.
fn found(plan: &Plan) -> Vec<(Option<u32>, ProblemKind)> {
    let scheduled = Scheduled::of(plan);
    let all = Problem::all(plan, &scheduled);
    all.map(|problem| (problem.task.map(|task| task.number), problem.kind)).collect()
}

fn bind(plan: &mut Plan, number: u32, kind: ConstraintKind, day: &str) -> Constraint {
    let constraint = Constraint { kind, at: at(day) };
    edit(plan, number, |task| task.constraint = Some(constraint));
    constraint
}

#[test]
fn a_missed_constraint_says_what_holds_the_task_back_and_how_long() {
    let mut plan = chain();
    assert_eq!(found(&plan), []);
    // B takes all week, so C could begin on Monday, 9 March, five days after it must.
    edit(&mut plan, 2, |task| task.duration = TaskDuration::days(5, 480));
    let constraint = bind(&mut plan, 3, ConstraintKind::MustStartOn, "2026-03-04T09:00:00");
    let scheduled = Scheduled::of(&plan);
    let found = Problem::of_task(&plan, &scheduled, task_id(3));
    let expected = Problem {
        task: Some(Concerned { id: task_id(3), number: 3, title: "C".to_owned() }),
        kind: ProblemKind::ConstraintMissed {
            constraint,
            earliest: at("2026-03-09T09:00:00"),
            cause: Cause::Link {
                title: "B".to_owned(),
                kind: LinkKind::FinishToStart,
                at: at("2026-03-06T18:00:00"),
                above: None,
            },
        },
    };
    assert_eq!(found, [expected]);
    assert_eq!(found[0].late_minutes(), Some(5 * 1440));
    assert_eq!(Problem::all(&plan, &scheduled).collect::<Vec<_>>(), found);
    assert_eq!(Problem::of_task(&plan, &scheduled, task_id(2)), []);
}

#[test]
fn a_missed_finish_says_of_each_task_how_late_it_ends() {
    let mut plan = chain();
    let wanted = at("2026-03-06T18:00:00");
    plan.settings.finish = Some(wanted);
    // B takes the last day, Friday; C follows on Monday and D on Tuesday.
    bind(&mut plan, 2, ConstraintKind::StartNoEarlierThan, "2026-03-06T09:00:00");
    let late = |day| ProblemKind::FinishMissed { wanted, finish: at(day) };
    let (monday, tuesday) = (late("2026-03-09T18:00:00"), late("2026-03-10T18:00:00"));
    assert_eq!(found(&plan), [(Some(3), monday), (Some(4), tuesday)]);
}

#[test]
fn a_lag_of_a_thousand_years_leaves_the_rest_on_its_dates() {
    let mut plan = chain();
    let before = Scheduled::of(&plan);
    let lag = Lag::Elapsed(1_000 * 365 * 1440);
    plan.links.get_mut(&LinkId(uuid(1))).unwrap().lag = lag;
    let far = |number| (Some(number), ProblemKind::OutOfRange);
    assert_eq!(found(&plan), [far(3), far(4)]);
    let scheduled = Scheduled::of(&plan);
    for number in [2, 5] {
        let start = |of: &Scheduled| of.dates(task_id(number)).unwrap().start;
        assert_eq!(start(&scheduled), start(&before));
    }
    assert!(crate::time::is_plannable(scheduled.finish));
    assert_eq!(scheduled.dates(task_id(4)).unwrap().finish, scheduled.finish);
}

#[test]
fn what_is_unsound_is_named_in_the_plans_own_terms() {
    let mut plan = chain();
    let closing = link(3, 4, 2);
    plan.links.insert(closing.id, closing);
    edit(&mut plan, 4, |task| task.parent = Some(task_id(99)));
    edit(&mut plan, 5, |task| task.duration.minutes = -480);
    let shifts = plan.calendars.get_mut(&CalendarId(uuid(2))).unwrap();
    shifts.week = std::array::from_fn(|_| Vec::new());
    // The search begins at the top, where D stands, and C closes the ring.
    let ring = ["D", "B", "C", "D"].map(str::to_owned);
    let (from, to) = ("C".to_owned(), "D".to_owned());
    let expected = [
        (None, ProblemKind::NoWorkingTime("Shifts".to_owned())),
        (Some(4), ProblemKind::BrokenParent),
        (Some(4), ProblemKind::Loop { from, to, path: ring.to_vec() }),
        (Some(5), ProblemKind::NegativeDuration),
    ];
    assert_eq!(found(&plan), expected);
}
