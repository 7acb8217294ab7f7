//! The eight constraints, deadlines, tasks set by hand, and plans from the finish.

use planner::{Constraint, Driver, Duration, Minute, Options, Prepared, Problem, Task, schedule};

use crate::text::{at, check, check_with, read};

#[test]
fn start_no_earlier_than() {
    check("A 2d not-before Wed 07", "A Wed 07..Thu 08 because Constraint critical");
    check(
        "A 3d\nB 2d after A not-before Tue 06",
        "A Mon 05..Wed 07 critical\nB Thu 08..Fri 09 because after:A+calendar critical",
    );
    check("A 2d not-before Sat 10", "A Mon 12..Tue 13 because Constraint+calendar critical");
    check("A 2d not-before Wed 07 10:00", "A Wed 07 10:00..Fri 09 10:00 critical");
}

#[test]
fn finish_no_earlier_than() {
    check("A 2d ends-not-before Fri 09", "A Thu 08..Fri 09 because Constraint critical");
    check("A 2d ends-not-before Mon 05", "A Mon 05..Tue 06 because ProjectStart critical");
    check("A 2d ends-not-before Fri 09 20:00", "A Thu 08..Fri 09 20:00 critical");
    check("M 0d ends-not-before Fri 09", "M Fri 09 17:00 critical");
}

#[test]
fn an_earliest_date_before_the_project_releases_the_task_and_what_follows() {
    check(
        "project from Mon 12\nA 2d not-before Tue 06\nB 1d after A\nC 1d",
        "A Tue 06..Wed 07 because Constraint\nB Thu 08..Thu 08 because after:A+calendar\n\
         C Mon 12..Mon 12 critical",
    );
    check(
        "project from Mon 12\nA 2d ends-not-before Tue 06\nB 1d",
        "A Mon 05..Tue 06\nB Mon 12..Mon 12 critical",
    );
    check(
        "project from Mon 12\nX 3d\nA 2d after X not-before Tue 06",
        "X Mon 12..Wed 14 critical\nA Thu 15..Fri 16 because after:X+calendar critical",
    );
}

#[test]
fn start_no_later_than_wins_over_links() {
    check("A 2d not-after Wed 07", "A Mon 05..Tue 06 critical");
    check(
        "A 3d\nB 2d after A not-after Wed 07",
        "A Mon 05..Wed 07 float -1d critical\n\
         B Wed 07..Thu 08 float -1d because Constraint critical",
    );
}

#[test]
fn finish_no_later_than_wins_over_links() {
    check(
        "A 3d\nB 2d after A ends-not-after Thu 08",
        "A Mon 05..Wed 07 float -1d critical\n\
         B Wed 07..Thu 08 float -1d because Constraint critical",
    );
}

#[test]
fn must_start_on() {
    check("A 2d on Wed 07", "A Wed 07..Thu 08 because Constraint critical");
    check(
        "A 3d\nB 1d after A on Tue 06\nC 1d after B",
        "A Mon 05..Wed 07 float -2d critical\nB Tue 06..Tue 06 float -2d critical\n\
         C Wed 07..Wed 07 critical",
    );
    check(
        "A 1d\nB 1d after A on Fri 09\nC 5d",
        "A Mon 05..Mon 05 float 3d\nB Fri 09..Fri 09 critical\nC Mon 05..Fri 09 critical",
    );
}

#[test]
fn must_finish_on() {
    check("A 2d ends-on Sun 11", "A Thu 08..Sun 11 because Constraint critical");
    check("A 2d ends-on Thu 08", "A Wed 07..Thu 08 because Constraint critical");
    check(
        "A 3d\nB 2d after A ends-on Thu 08",
        "A Mon 05..Wed 07 float -1d critical\nB Wed 07..Thu 08 critical",
    );
}

#[test]
fn constraints_may_yield_to_links() {
    let options = Options { constraints_yield: true, ..Options::default() };
    check_with(
        "A 3d\nB 1d after A on Tue 06\nC 1d after B",
        &options,
        "A Mon 05..Wed 07 float -2d critical\nB Thu 08..Thu 08 float -2d critical\n\
         C Fri 09..Fri 09 critical",
    );
    check_with(
        "A 3d\nB 2d after A ends-not-after Thu 08",
        &options,
        "A Mon 05..Wed 07 float -1d critical\nB Thu 08..Fri 09 float -1d critical",
    );
}

#[test]
fn a_missed_date_leaves_the_same_float_whichever_wins() {
    let floats = |plan: &str, constraints_yield| {
        let options = Options { constraints_yield, ..Options::default() };
        let (dates, _) = schedule(&read(plan).plan, &options);
        dates.tasks.iter().map(|of| of.total_float).collect::<Vec<i64>>()
    };
    for date in ["not-after Wed 07", "ends-not-after Thu 08", "on Wed 07", "ends-on Thu 08"] {
        // A leaves Thu 08 and Fri 09 to B: a day after its date.
        let plan = format!("A 3d\nB 2d after A {date}");
        assert_eq!(floats(&plan, false), [-480, -480], "{date}");
        assert_eq!(floats(&plan, true), [-480, -480], "{date}");
    }
    // The project begins on Mon 05, a working day after the date.
    assert_eq!(floats("A 1d on Fri 02", false), [-480]);
    assert_eq!(floats("A 1d on Fri 02", true), [-480]);
}

/// `B` misses its constraint because of the link from `A`.
fn by_a(earliest: Minute) -> [Problem; 1] {
    [Problem::ConstraintMissed { task: 1, driver: Driver::Link(0), earliest }]
}

#[test]
fn a_missed_constraint_is_reported() {
    let missed = |plan: &str| schedule(&read(plan).plan, &Options::default()).1;
    // B could begin on Thu 08, 8:00, or be done by Fri 09, 17:00: two days and one day late.
    assert_eq!(missed("A 3d\nB 1d after A on Tue 06"), by_a(at(8, 8)));
    assert_eq!(missed("A 3d\nB 1d after A on Thu 08"), []);
    assert_eq!(missed("A 3d\nB 2d after A ends-not-after Thu 08"), by_a(at(9, 17)));
    // The project begins on Mon 05, and nothing else is before it.
    let by_start =
        Problem::ConstraintMissed { task: 0, driver: Driver::ProjectStart, earliest: at(5, 8) };
    assert_eq!(missed("A 1d on Fri 02"), [by_start]);
}

#[test]
fn what_is_missed_follows_its_task_when_that_is_replaced() {
    let mut plan = Prepared::new(read("A 3d\nB 1d after A on Tue 06").plan);
    let missed = |plan: &mut Prepared| plan.schedule(&Options::default()).1;
    assert_eq!(missed(&mut plan), by_a(at(8, 8)));
    let (a, b) = (plan.plan().tasks[0].clone(), plan.plan().tasks[1].clone());
    // A takes a day longer, and B can begin only on Fri 09.
    plan.replace(0, Task { duration: Duration::Working(4 * 480), ..a.clone() });
    assert_eq!(missed(&mut plan), by_a(at(9, 8)));
    plan.replace(0, Task { duration: Duration::Working(480), ..a.clone() });
    assert_eq!(missed(&mut plan), []);
    plan.replace(0, a);
    plan.replace(1, Task { constraint: Constraint::AsSoonAsPossible, ..b });
    assert_eq!(missed(&mut plan), []);
}

#[test]
fn as_late_as_possible_uses_up_the_float() {
    check(
        "A 1d late\nB 4d\nC 1d after A after B",
        "A Thu 08..Thu 08 because ProjectFinish critical\nB Mon 05..Thu 08 critical\n\
         C Fri 09..Fri 09 critical",
    );
}

#[test]
fn a_deadline_bounds_float_and_moves_nothing() {
    check("A 2d due Wed 07\nB 5d", "A Mon 05..Tue 06 float 1d\nB Mon 05..Fri 09 critical");
    check(
        "A 3d due Tue 06\nB 5d",
        "A Mon 05..Wed 07 float -1d critical\nB Mon 05..Fri 09 critical",
    );
    check(
        "A 3d\nB 1d after A due Tue 06",
        "A Mon 05..Wed 07 float -2d critical\nB Thu 08..Thu 08 float -2d critical",
    );
}

#[test]
fn a_task_set_by_hand_stays_where_it_is() {
    check(
        "A 3d\nB 2d after A manual Tue 06",
        "A Mon 05..Wed 07 float -2d critical\nB Tue 06..Wed 07 because Manual critical",
    );
    check(
        "B 2d manual Tue 06 until Fri 09\nC 1d after B",
        "B Tue 06..Fri 09 takes 4d critical\nC Mon 12..Mon 12 critical",
    );
    check(
        "B 2d manual Sat 10 10:00\nC 1d after B",
        "B Sat 10 10:00..Tue 13 critical\nC Wed 14..Wed 14 critical",
    );
}

#[test]
fn a_plan_from_the_finish_is_as_late_as_its_tasks_wish() {
    check(
        "project until Fri 30\nA 2d late\nB 3d after A late\nC 1d after A late",
        "A Mon 26..Tue 27 critical\nB Wed 28..Fri 30 critical\nC Fri 30..Fri 30",
    );
}
