//! Moves on a small plan: A 3 days from Monday 2026-03-02, B 2 days after A, C 1 day after B, all
//! below the summary S; M is a milestone after C.

use domain::plan::apply::apply;
use domain::plan::link::{Lag, LinkKind};
use domain::plan::{Calendar, Link, Rank};
use domain::{CalendarId, LinkId, time};

use super::*;

const NAMES: &str = "SABCM";

fn id(name: char) -> TaskId {
    TaskId::new(NAMES.find(name).unwrap() as u64, [0; 10])
}

fn plan() -> Plan {
    let monday = time::start_of("2026-03-02".parse().unwrap());
    let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
    let mut plan = Plan::new(monday, calendar, Vec::new());
    let days = [1, 3, 2, 1, 0];
    for (place, ((name, days), rank)) in NAMES.chars().zip(days).zip(Rank::sequence(5)).enumerate()
    {
        let mut task = Task::new(id(name), place as u32 + 1, name.to_string(), rank);
        task.parent = "ABC".contains(name).then(|| id('S'));
        task.duration = TaskDuration::days(days, 480);
        task.is_milestone = name == 'M';
        plan.tasks.insert(task.id, task);
    }
    for (number, (from, to)) in [('A', 'B'), ('B', 'C'), ('C', 'M')].into_iter().enumerate() {
        let link = Link {
            id: LinkId::new(number as u64, [0; 10]),
            from: id(from),
            to: id(to),
            kind: LinkKind::FinishToStart,
            lag: Lag::default(),
        };
        plan.links.insert(link.id, link);
    }
    plan
}

fn written(at: Minute) -> String {
    time::datetime_at(at).format("%m-%d %H").to_string()
}

/// Shifts a bar and writes down start, finish, how many others move, and the new project finish.
fn check(plan: &Plan, name: char, grab: Grab, shift: Shift, expected: &str) -> Option<PlanOp> {
    let view = PlanView::of(plan.clone());
    let mut lift = Lift::of(&view, id(name), grab).unwrap();
    lift.shift(shift, &view.scheduled).unwrap();
    let text = lift.preview().map_or("stays".to_owned(), |preview| {
        let Dates { start, finish, .. } = preview.dates;
        let (start, finish, end) =
            (written(start), written(finish), written(preview.consequence.finish.1));
        format!("{start}..{finish} moves {} to {end}", preview.consequence.moved_besides(lift.task))
    });
    assert_eq!(text, expected, "{name} {grab:?} {shift:?}");
    lift.into_op()
}

#[test]
fn successors_follow_a_moved_bar() {
    let plan = plan();
    check(&plan, 'A', Grab::Body, Shift::Days(1), "03-03 09..03-05 18 moves 3 to 03-10 18");
    check(&plan, 'B', Grab::Body, Shift::Days(7), "03-12 09..03-13 18 moves 2 to 03-16 18");
    check(&plan, 'C', Grab::Body, Shift::Days(0), "stays");
}

#[test]
fn a_bar_that_snaps_to_nothing_begins_within_a_day() {
    let plan = plan();
    let half = PARTS / 2;
    let back = "03-02 09..03-04 14 moves 3 to 03-09 14";
    check(&plan, 'A', Grab::Body, Shift::Parts(PARTS), "03-03 09..03-05 18 moves 3 to 03-10 18");
    check(&plan, 'A', Grab::Body, Shift::Parts(half), "03-02 14..03-05 14 moves 3 to 03-10 14");
    check(&plan, 'A', Grab::Finish, Shift::Parts(-half), back);
    check(&plan, 'A', Grab::Body, Shift::Parts(0), "stays");
}

#[test]
fn a_bar_lands_on_the_next_working_day() {
    let plan = plan();
    // A starts on Monday; five days on is Saturday.
    check(&plan, 'A', Grab::Body, Shift::Days(5), "03-09 09..03-11 18 moves 3 to 03-16 18");
    let steps = Shift::Steps { weeks: 0, days: 5 };
    check(&plan, 'A', Grab::Body, steps, "03-09 09..03-11 18 moves 3 to 03-16 18");
    let steps = Shift::Steps { weeks: 1, days: -1 };
    check(&plan, 'A', Grab::Body, steps, "03-06 09..03-10 18 moves 3 to 03-13 18");
}

#[test]
fn predecessors_hold_a_bar_back_and_then_it_keeps_no_date() {
    let mut plan = plan();
    check(&plan, 'B', Grab::Body, Shift::Days(-2), "stays");
    let op =
        check(&plan, 'B', Grab::Body, Shift::Days(4), "03-09 09..03-10 18 moves 2 to 03-11 18");
    apply(&mut plan, &op.unwrap()).unwrap();
    let op =
        check(&plan, 'B', Grab::Body, Shift::Days(-6), "03-05 09..03-06 18 moves 2 to 03-09 18");
    assert_eq!(op, Some(PlanOp::change(id('B'), TaskChange::Constraint(None))));
}

#[test]
fn a_pulled_right_end_changes_the_duration() {
    let plan = plan();
    let op =
        check(&plan, 'A', Grab::Finish, Shift::Days(1), "03-02 09..03-05 18 moves 3 to 03-10 18");
    let duration = TaskChange::Duration(TaskDuration::days(4, 480));
    assert_eq!(op, Some(PlanOp::change(id('A'), duration)));
    check(&plan, 'A', Grab::Finish, Shift::Days(-9), "03-02 09..03-02 18 moves 3 to 03-05 18");
    // Wednesday to Sunday: the weekend adds nothing beyond Friday.
    check(&plan, 'A', Grab::Finish, Shift::Days(4), "03-02 09..03-06 18 moves 3 to 03-11 18");
}

#[test]
fn a_pulled_left_end_keeps_the_finish() {
    let plan = plan();
    check(&plan, 'A', Grab::Start, Shift::Days(1), "03-03 09..03-04 18 moves 0 to 03-09 18");
    check(&plan, 'B', Grab::Start, Shift::Days(-1), "stays");
}

#[test]
fn dates_set_by_hand_move_by_hand() {
    let mut plan = plan();
    let friday = time::start_of("2026-03-06".parse().unwrap());
    let dated = Dated { start: Some(friday + 540), finish: Some(friday + 1080) };
    apply(&mut plan, &PlanOp::change(id('C'), TaskChange::Manual(Some(dated)))).unwrap();
    let op =
        check(&plan, 'C', Grab::Body, Shift::Days(1), "03-09 09..03-09 18 moves 1 to 03-09 18");
    assert!(matches!(op, Some(PlanOp::Change { to: TaskChange::Manual(Some(_)), .. })));
}

#[test]
fn what_stays_says_why() {
    let mut plan = plan();
    let why = |plan: &Plan, name, grab| Lift::of(&PlanView::of(plan.clone()), id(name), grab).err();
    assert_eq!(why(&plan, 'S', Grab::Body), Some(Fixed::Summary));
    assert_eq!(why(&plan, 'M', Grab::Finish), Some(Fixed::Milestone));
    assert_eq!(why(&plan, 'M', Grab::Body), None);
    let by_effort = vec![domain::plan::Share::FULL];
    plan.tasks.get_mut(&id('A')).unwrap().shares = by_effort;
    assert_eq!(why(&plan, 'A', Grab::Finish), Some(Fixed::Effort));
    assert_eq!(why(&plan, 'A', Grab::Start), Some(Fixed::Effort));
    assert_eq!(why(&plan, 'A', Grab::Body), None);
    plan.tasks.get_mut(&id('A')).unwrap().shares.clear();
    plan.tasks.get_mut(&id('A')).unwrap().actual.start = Some(plan.settings.start);
    assert_eq!(why(&plan, 'A', Grab::Body), Some(Fixed::Begun));
    assert_eq!(why(&plan, 'A', Grab::Finish), None);
    plan.tasks.get_mut(&id('A')).unwrap().percent = 100;
    assert_eq!(why(&plan, 'A', Grab::Finish), Some(Fixed::Done));
    plan.tasks.remove(&id('C'));
    assert_eq!(why(&plan, 'C', Grab::Body), Some(Fixed::Gone));
}

#[test]
fn a_move_beyond_the_calendar_is_refused_and_leaves_no_trace() {
    let plan = plan();
    let view = PlanView::of(plan.clone());
    let mut lift = Lift::of(&view, id('A'), Grab::Body).unwrap();
    assert_eq!(lift.shift(Shift::Days(90_000), &view.scheduled), Err(Refusal::DateOutOfRange));
    assert!(lift.preview().is_none());
    assert_eq!(*lift.scratch.plan(), plan);
}

#[test]
fn a_move_counts_the_promises_that_it_breaks() {
    let mut plan = plan();
    plan.tasks.get_mut(&id('M')).unwrap().promise = "2026-03-10".parse().ok();
    let view = PlanView::of(plan.clone());
    let mut lift = Lift::of(&view, id('A'), Grab::Body).unwrap();
    lift.shift(Shift::Days(1), &view.scheduled).unwrap();
    assert_eq!(lift.preview().map(|preview| preview.consequence.broken.len()), Some(0));
    lift.shift(Shift::Days(2), &view.scheduled).unwrap();
    assert_eq!(lift.preview().map(|preview| preview.consequence.broken.len()), Some(1));
}

/// Shifts a bar, with others in the hand, under a policy and writes down where tasks begin then.
fn begins(plan: &Plan, hand: &str, shift: Shift, policy: Policy, expected: &str) -> Lift {
    let view = PlanView::of(plan.clone());
    let group: BTreeSet<TaskId> = hand.chars().map(id).collect();
    let group = if group.len() > 1 { group } else { BTreeSet::new() };
    let lead = id(hand.chars().next().unwrap());
    let lift = Lift::of(&view, lead, Grab::Body).unwrap();
    let mut lift = lift.under(&view.scheduled, policy, group);
    lift.shift(shift, &view.scheduled).unwrap();
    let scheduled = lift.preview().map_or(&view.scheduled, |preview| &preview.scheduled);
    let begin = |name: char| {
        let start = scheduled.dates(id(name)).unwrap().start;
        format!("{name} {}", time::datetime_at(start).format("%m-%d"))
    };
    let text: Vec<String> = "ABCM".chars().map(begin).collect();
    assert_eq!(text.join(", "), expected, "{hand} {shift:?} {policy:?}");
    lift
}

/// C begins a week later than it must.
fn plan_with_a_gap() -> Plan {
    let mut plan = plan();
    let at = time::start_of("2026-03-16".parse().unwrap()) + 540;
    let bound = Constraint { kind: ConstraintKind::StartNoEarlierThan, at };
    plan.tasks.get_mut(&id('C')).unwrap().constraint = Some(bound);
    plan
}

#[test]
fn a_policy_says_what_becomes_of_the_others() {
    let (plan, day) = (plan_with_a_gap(), Shift::Days(1));
    begins(&plan, "A", Shift::Days(0), Policy::Conflicts, "A 03-02, B 03-05, C 03-16, M 03-16");
    begins(&plan, "A", day, Policy::Conflicts, "A 03-03, B 03-06, C 03-16, M 03-16");
    begins(&plan, "A", day, Policy::KeepGaps, "A 03-03, B 03-06, C 03-17, M 03-17");
    let lift = begins(&plan, "A", day, Policy::Alone, "A 03-03, B 03-05, C 03-16, M 03-16");
    // Only the successor that would have moved gets a date.
    let Some(PlanOp::Batch(steps)) = lift.into_op() else { panic!("two tasks get dates") };
    assert_eq!(steps.len(), 2);
}

#[test]
fn gaps_are_kept_on_the_way_back_too() {
    let mut plan = plan_with_a_gap();
    let lift =
        begins(&plan, "A", Shift::Days(2), Policy::KeepGaps, "A 03-04, B 03-09, C 03-18, M 03-18");
    apply(&mut plan, &lift.into_op().unwrap()).unwrap();
    let back = Shift::Steps { weeks: 0, days: -2 };
    begins(&plan, "A", back, Policy::KeepGaps, "A 03-02, B 03-05, C 03-16, M 03-16");
    begins(&plan, "A", back, Policy::Alone, "A 03-02, B 03-09, C 03-18, M 03-18");
}

#[test]
fn several_bars_move_as_far() {
    let plan = plan();
    let week = Shift::Steps { weeks: 1, days: 0 };
    let lift = begins(&plan, "CA", week, Policy::Conflicts, "A 03-09, B 03-12, C 03-16, M 03-16");
    assert_eq!((lift.count(), lift.moved()), (2, (2, 2)));
    // C follows A by itself and gets no date of its own.
    let at = time::start_of("2026-03-09".parse().unwrap()) + 540;
    let bound = Constraint { kind: ConstraintKind::StartNoEarlierThan, at };
    let moved = TaskChange::Constraint(Some(bound));
    assert_eq!(lift.into_op(), Some(PlanOp::change(id('A'), moved)));
    begins(&plan, "BC", Shift::Days(1), Policy::Alone, "A 03-02, B 03-06, C 03-10, M 03-09");
}

#[test]
fn another_shift_begins_from_where_the_bars_were() {
    let plan = plan_with_a_gap();
    let view = PlanView::of(plan.clone());
    let lift = Lift::of(&view, id('A'), Grab::Body).unwrap();
    let mut lift = lift.under(&view.scheduled, Policy::Alone, BTreeSet::new());
    for days in [3, 1, 0] {
        lift.shift(Shift::Days(days), &view.scheduled).unwrap();
    }
    assert!(lift.preview().is_none());
    assert_eq!(*lift.scratch.plan(), plan);
}
