//! Plans that are scheduled from their finish, and work with pauses that has begun: worked by hand.

use planner::{Driver, Options, Problem, schedule};

use crate::text::{at, check, check_with, read};

/// The plan ends on Friday 30. `X` takes the ten days from Monday 19 to that Friday, `C` its last
/// day; `B`, two days before `C`, is at the latest on Wednesday 28 and Thursday 29.
///
/// What is wanted as late as possible takes its late place, and so does what has a latest date.
/// Everything else begins as early as its own date allows, not before Monday 19, where the longest
/// chain begins.
#[test]
fn each_constraint_in_a_plan_from_its_finish() {
    let check_b = |constraint: &str, b: &str| {
        let plan =
            format!("project until Fri 30\nX 10d late\nB 2d {constraint}\nC 1d after B late");
        check(&plan, &format!("X Mon 19..Fri 30 critical\nB {b}\nC Fri 30..Fri 30"));
    };
    // As soon as possible: with the chain. From Mon 19 to Wed 28 it has seven days.
    check_b("", "Mon 19..Tue 20 float 7d late Wed 28..Thu 29 because ProjectStart");
    // As late as possible: right before C.
    check_b("late", "Wed 28..Thu 29 late Wed 28..Thu 29 because ProjectFinish");
    // Not before Thu 22: on that day. Thu, Fri, Mon and Tue are to spare.
    check_b("not-before Thu 22", "Thu 22..Fri 23 float 4d late Wed 28..Thu 29 because Constraint");
    // Not after Thu 22: on that day. From Mon 19 on it has Mon, Tue and Wed to spare.
    check_b("not-after Thu 22", "Thu 22..Fri 23 float 3d late Thu 22..Fri 23 because Constraint");
    // Not finished before Fri 23: the two days that end then.
    check_b(
        "ends-not-before Fri 23",
        "Thu 22..Fri 23 float 4d late Wed 28..Thu 29 because Constraint",
    );
    // Finished by Fri 23: the two days that end then.
    check_b(
        "ends-not-after Fri 23",
        "Thu 22..Fri 23 float 3d late Thu 22..Fri 23 because Constraint",
    );
    // On the day, early and late: nothing to spare, though C comes a week later.
    check_b("on Thu 22", "Thu 22..Fri 23 float 0d late Thu 22..Fri 23 because Constraint critical");
    check_b(
        "ends-on Fri 23",
        "Thu 22..Fri 23 float 0d late Thu 22..Fri 23 because Constraint critical",
    );
}

/// The same plan. A latest date holds a task where an earliest one would hold it in a plan from its
/// start: as far to the end as the date and the successors allow.
#[test]
fn a_latest_date_holds_work_late_in_a_plan_from_its_finish() {
    let check_b = |constraint: &str, b: &str| {
        let plan =
            format!("project until Fri 30\nX 10d late\nB 2d {constraint}\nC 1d after B late");
        check(&plan, &format!("X Mon 19..Fri 30 critical\nB {b}\nC Fri 30..Fri 30"));
    };
    // A date that C does not leave to it: right before C, as if it had none.
    let before_c = "Wed 28..Thu 29 float 7d late Wed 28..Thu 29 because ProjectFinish";
    check_b("not-after Fri 30", before_c);
    check_b("ends-not-after Fri 30", before_c);
    // Not even when the date comes after the plan's finish: C still waits for it.
    check_b("not-after Tue 03 Feb", before_c);
    check_b("ends-not-after Tue 03 Feb", before_c);
    // Sat 24 is free. A start waits for Mon 26, a finish is that of Fri 23.
    check_b("not-after Sat 24", "Mon 26..Tue 27 float 5d because Constraint+calendar");
    check_b("ends-not-after Sat 24", "Thu 22..Fri 23 float 3d because Constraint");
    // Two days in the night shift that ends Thu 22, 6:00: from Tue 20, 22:00.
    check_b(
        "calendar night ends-not-after Thu 22",
        "Tue 20 22:00..Thu 22 06:00 because Constraint",
    );
    // Begun or done, it stays where it was.
    check_b("not-after Thu 22 began Mon 19 50%", "Mon 19..Tue 20 because Actual critical");
    // In a plan from its start a latest date still moves nothing.
    check(
        "project from Mon 05\nX 10d\nB 2d not-after Thu 08",
        "X Mon 05..Fri 16 critical\nB Mon 05..Tue 06 float 3d late Thu 08..Fri 09",
    );
}

/// What comes before and after a task that its latest date holds. `X` lets the plan begin on
/// Monday 19.
#[test]
fn neighbours_of_work_that_a_latest_date_holds() {
    let check_rest = |rest: &str, expected: &str| {
        check(&format!("project until Fri 30\nX 10d late\n{rest}"), expected);
    };
    // A is wanted as late as possible: the day before B, which begins Thu 22.
    check_rest(
        "A 1d late\nB 2d not-after Thu 22 after A",
        "A Wed 21..Wed 21 float 2d because ProjectFinish\n\
         B Thu 22..Fri 23 float 2d because Constraint",
    );
    // A is wanted as soon as possible and leaves a gap.
    check_rest(
        "A 1d\nB 2d not-after Thu 22 after A",
        "A Mon 19..Mon 19 float 2d free 2d\nB Thu 22..Fri 23 float 2d because Constraint",
    );
    // C, as soon as possible, follows B at once: Mon 26. It could wait until Fri 30.
    check_rest(
        "B 2d not-after Thu 22\nC 1d after B",
        "B Thu 22..Fri 23 because Constraint\n\
         C Mon 26..Mon 26 late Fri 30..Fri 30 because after:B+calendar",
    );
    // B must be done by Tue 27, and A before it by Thu 29, which B does not leave to it.
    check_rest(
        "A 1d ends-not-after Thu 29\nB 2d ends-not-after Tue 27 after A",
        "A Fri 23..Fri 23 because ProjectFinish\nB Mon 26..Tue 27 because Constraint",
    );
    // Its summary must be done by Thu 22: the two days that end then.
    check_rest(
        "S ends-not-after Thu 22\n  B 2d ends-not-after Tue 27",
        "S Wed 21..Thu 22\nB Wed 21..Thu 22",
    );
}

/// Dates that cannot be kept in a plan from its finish: `A` begins no earlier than Thursday 22.
#[test]
fn latest_dates_that_cannot_be_kept_or_lie_after_the_finish() {
    let check_b = |b: &str, expected: &str, found: &[Problem]| {
        let plan = format!("project until Fri 30\nX 10d late\nA 2d not-before Thu 22\nB 2d {b}");
        check(&plan, expected);
        let (_, problems) = schedule(&read(&plan).plan, &Options::default());
        assert_eq!(problems, found, "{plan}");
    };
    // The date wins over the link, and that it is missed is said.
    check_b(
        "not-after Thu 22 after A",
        "A Thu 22..Fri 23 because Constraint critical\n\
         B Thu 22..Fri 23 because Constraint critical",
        &[Problem::ConstraintMissed { task: 2, driver: Driver::Link(0), earliest: at(26, 8) }],
    );
    // Mon 26 and Tue 27 are what A leaves it: the date says nothing more.
    check_b(
        "not-after Mon 26 after A",
        "A Thu 22..Fri 23 because Constraint critical\n\
         B Mon 26..Tue 27 because Constraint critical",
        &[],
    );
    // After the finish, with nothing that waits for it: there, and it is told that it ends late.
    check_b(
        "not-after Tue 03 Feb",
        "X Mon 19..Fri 30 critical\nB Tue 03 Feb..Wed 04 Feb because Constraint",
        &[Problem::FinishMissed { task: 2 }],
    );
    check_b(
        "ends-not-after Tue 03 Feb",
        "X Mon 19..Fri 30 critical\nB Mon 02 Feb..Tue 03 Feb because Constraint",
        &[Problem::FinishMissed { task: 2 }],
    );
    // Its target before that is a latest date too.
    check_b(
        "ends-not-after Tue 03 Feb due Thu 29",
        "X Mon 19..Fri 30 critical\nB Wed 28..Thu 29",
        &[],
    );
}

/// The same plan, and `B` is too late for `C` to be done by Friday 30: `C` ends after the finish
/// that was asked for, which is said of it.
#[test]
fn a_finish_that_cannot_be_met_is_reported() {
    let check_b = |constraint: &str, late: &[usize], b_and_c: &str| {
        let plan =
            format!("project until Fri 30\nX 10d late\nB 2d {constraint}\nC 1d after B late");
        check(&plan, &format!("X Mon 19..Fri 30 critical\nB {b_and_c}"));
        let (_, problems) = schedule(&read(&plan).plan, &Options::default());
        let missed = late.iter().map(|task| Problem::FinishMissed { task: *task });
        assert_eq!(problems, missed.collect::<Vec<_>>());
    };
    // Thu 29 is the last day on which C can wait for B: nothing is missed.
    check_b("not-before Wed 28", &[], "Wed 28..Thu 29 critical\nC Fri 30..Fri 30 critical");
    // From Thu 29 on B takes Friday, and C waits for Monday, a day after it should have been done.
    check_b(
        "not-before Thu 29",
        &[2],
        "Thu 29..Fri 30 because Constraint critical\n\
         C Mon 02 Feb..Mon 02 Feb float -1d late Fri 30..Fri 30 critical",
    );
    check_b(
        "ends-on Fri 30",
        &[2],
        "Thu 29..Fri 30 because Constraint critical\n\
         C Mon 02 Feb..Mon 02 Feb float -1d late Fri 30..Fri 30 critical",
    );
    // B itself ends on Monday, C on Tuesday.
    check_b(
        "ends-not-before Mon 02 Feb",
        &[1, 2],
        "Fri 30..Mon 02 Feb because Constraint critical\n\
         C Tue 03 Feb..Tue 03 Feb float -2d late Fri 30..Fri 30 critical",
    );
}

/// `B`, three days, ends the plan on Friday 30: Wednesday 28 to Friday 30. `A`, two days, lies as
/// late as its link with `B` allows.
#[test]
fn each_kind_of_link_in_a_plan_from_its_finish() {
    let check_a = |link: &str, a: &str| {
        let plan = format!("project until Fri 30\nA 2d late\nB 3d late {link}");
        check(&plan, &format!("A {a}\nB Wed 28..Fri 30 because ProjectFinish critical"));
    };
    // Done before B begins: Mon and Tue.
    check_a("after A", "Mon 26..Tue 27 because ProjectFinish critical");
    // Tuesday is the lag; the two days before it lie around a weekend.
    check_a("after A +1d", "Fri 23..Mon 26 critical");
    // With a lead of a day A may go on through the first day of B.
    check_a("after A -1d", "Tue 27..Wed 28 critical");
    // Begins no later than B.
    check_a("starts-with A", "Wed 28..Thu 29 critical");
    // Begins a day before B.
    check_a("starts-with A +1d", "Tue 27..Wed 28 critical");
    // Ends with B. The plan begins Wed 28, so Wednesday is to spare.
    check_a("ends-with A", "Thu 29..Fri 30 float 1d");
    // Ends a day before B.
    check_a("ends-with A +1d", "Wed 28..Thu 29 critical");
    // B ends three days after A begins: A begins no later than Wed 28, 8:00.
    check_a("ends-at-start-of A +3d", "Wed 28..Thu 29 critical");
}

/// Links between two calendars: what comes after them keeps its late place, and with it the finish.
#[test]
fn links_that_end_in_a_pause_in_a_plan_from_its_finish() {
    // B begins Wed 28, 8:00, and A not after it: in the last minute of the night before.
    check(
        "project until Fri 30\nA 1d calendar night\nB 3d starts-with A",
        "A Wed 28 05:59..Thu 29 05:59 float 0d critical\n\
         B Wed 28..Fri 30 float 0d late Wed 28..Fri 30 critical",
    );
    // B begins Thu 29. A may end Thu 6:00; X holds it over a pause, and ends before B begins.
    check(
        "project until Fri 30\nX 2d\nA 1d calendar night ends-with X\nB 2d after A",
        "X Tue 27..Wed 28 float 0d late Tue 27..Wed 28 critical\n\
         A Tue 27 22:00..Wed 28 float 1d late Wed 28 22:00..Thu 29 06:00\n\
         B Thu 29..Fri 30 float 0d critical",
    );
    // Both end Fri 17:00; the nights of A before that are those of Wed and Thu.
    check(
        "project until Fri 30\nX 3d\nA by 8h at 50% in night ends-with X",
        "X Wed 28..Fri 30 float 0d critical\n\
         A Wed 28 22:00..Fri 30 float 0d late Wed 28 22:00..Fri 30 06:00 critical",
    );
    // C takes the week from Mon 26, and S begins no later: with A, its first task.
    check(
        "project until Fri 30\nX 2d\nS after X\n  A 1d\n  B 1d after A\nC 5d starts-with S",
        "X Thu 22..Fri 23 critical\nS Mon 26..Tue 27 float 0d critical\n\
         A Mon 26..Mon 26 float 0d critical\nB Tue 27..Tue 27 float 3d\n\
         C Mon 26..Fri 30 critical",
    );
}

/// Four days of work with a day of pause after the second: Monday and Tuesday, then Thursday and
/// Friday.
#[test]
fn pauses_in_work_that_has_begun() {
    const A: &str = "A 4d split 2d pause 1d";
    // Half is done and nothing says that the rest is late: it lies where it was planned.
    check(
        &format!("{A} began Mon 05 50%\nB 1d after A"),
        "A Mon 05..Fri 09 takes 4d done 50% because Actual critical\nB Mon 12..Mon 12 critical",
    );
    // It resumes on Mon 12 with its last two days, and ends Tue 13.
    check(
        &format!("{A} began Mon 05 left 2d resumes Mon 12\nB 1d after A"),
        "A Mon 05..Tue 13 takes 4d because Actual critical\nB Wed 14..Wed 14 critical",
    );
    // What is done keeps its dates, whatever pauses were planned.
    check(
        &format!("{A} began Tue 06 done Fri 09\nB 1d after A"),
        "A Tue 06..Fri 09 takes 4d done 100% because Actual\nB Mon 12..Mon 12 critical",
    );
    // On the morning of Wed 7, inside the pause, nothing is late: Thu and Fri stay.
    let pausing = Options { data_date: Some(at(7, 8)), ..Options::default() };
    check_with(
        &format!("{A} began Mon 05 left 2d\nB 1d after A"),
        &pausing,
        "A Mon 05..Fri 09 takes 4d because Actual critical\nB Mon 12..Mon 12 critical",
    );
    // On the morning of Tue 13 two days are left: Tue and Wed.
    let late = Options { data_date: Some(at(13, 8)), ..Options::default() };
    check_with(
        &format!("{A} began Mon 05 left 2d\nB 1d after A"),
        &late,
        "A Mon 05..Wed 14 takes 4d because Actual critical\nB Thu 15..Thu 15 critical",
    );
}

/// The same task, of which the rest is late: it goes on where it can, with the pauses still to
/// come.
#[test]
fn pauses_in_what_is_left_of_work() {
    let check_a = |progress: &str, day: i64, a: &str, b: &str| {
        let options = Options { data_date: Some(at(day, 8)), ..Options::default() };
        check_with(
            &format!("A 4d split 2d pause 1d began Mon 05 {progress}\nB 1d after A"),
            &options,
            &format!("A Mon 05..{a} takes 4d because Actual critical\nB {b}..{b} critical"),
        );
    };
    // Monday is done. Thu 8 is the second day, Fri the pause, Mon 12 and Tue 13 are the rest.
    check_a("left 3d", 8, "Tue 13", "Wed 14");
    check_a("25%", 8, "Tue 13", "Wed 14");
    // On the morning of Tue 6 nothing is late: Tue, a pause on Wed, Thu and Fri.
    check_a("25%", 6, "Fri 09", "Mon 12");
    // Half of the work is done, Mon and Tue; the pause after it is over. Thu and Fri are the rest.
    check_a("50%", 8, "Fri 09", "Mon 12");
    // Three days are done, Mon, Tue and Thu: the last is Fri, or where it is late, Mon 12.
    check_a("75%", 9, "Fri 09", "Mon 12");
    check_a("75%", 12, "Mon 12", "Tue 13");
    // The same rest that goes on after an interruption instead of the data date.
    check(
        "A 4d split 2d pause 1d began Mon 05 left 3d resumes Thu 08",
        "A Mon 05..Tue 13 takes 4d because Actual critical",
    );
    // Of two pauses the first is over. Mon 12 is the third day of work, Tue and Wed the pause.
    let late = Options { data_date: Some(at(12, 8)), ..Options::default() };
    check_with(
        "A 4d split 1d pause 1d split 3d pause 2d began Mon 05 left 2d",
        &late,
        "A Mon 05..Thu 15 takes 4d because Actual critical",
    );
    // X ends on Wed 21: A may slip over Wed 14 to Wed 21, six days, and still end with it.
    let late = Options { data_date: Some(at(8, 8)), ..Options::default() };
    check_with(
        "X 10d\nA 4d split 2d pause 1d began Mon 05 left 3d",
        &late,
        "X Thu 08..Wed 21 because DataDate critical\nA Mon 05..Tue 13 float 6d free 6d",
    );
}
