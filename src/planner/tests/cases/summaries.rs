//! Summaries: what they take over from their children and what they hand down.

use planner::{Mode, Options, schedule};

use crate::text::{at, check, read};

#[test]
fn a_summary_spans_its_children() {
    check(
        "S\n  A 2d\n  B 3d after A",
        "S Mon 05..Fri 09 takes 5d because Children critical\nA Mon 05..Tue 06 critical\n\
         B Wed 07..Fri 09 critical",
    );
    check(
        "S\n  A 2d not-before Thu 08\n  T\n    B 1d not-before Tue 06\nC 9d",
        "S Tue 06..Fri 09 takes 4d\nT Tue 06..Tue 06 takes 1d\nA Thu 08..Fri 09\nB Tue 06..Tue 06",
    );
}

#[test]
fn a_link_to_a_summary_holds_all_its_children() {
    check(
        "X 2d\nS after X\n  A 1d\n  T\n    B 2d\nY 9d",
        "A Wed 07..Wed 07 because after:X+calendar\nB Wed 07..Thu 08 because after:X+calendar\n\
         S Wed 07..Thu 08\nX Mon 05..Tue 06 float 5d",
    );
}

#[test]
fn a_link_from_a_summary_waits_for_its_last_child() {
    check(
        "S\n  A 1d\n  B 3d\nC 1d after S +1d",
        "S Mon 05..Wed 07 critical\nA Mon 05..Mon 05 float 2d free 2d\n\
         B Mon 05..Wed 07 free 0d critical\nC Fri 09..Fri 09 critical",
    );
}

#[test]
fn a_start_tied_to_a_summary_follows_its_first_child() {
    check(
        "S\n  A 1d not-before Tue 06\n  B 1d after A\nC 3d starts-with S",
        "A Tue 06..Tue 06 critical\nB Wed 07..Wed 07 float 1d\nC Tue 06..Thu 08 critical",
    );
}

#[test]
fn a_summarys_dates_bind_its_children() {
    check(
        "S not-before Wed 07\n  A 2d\n  B 1d after A",
        "S Wed 07..Fri 09 critical\nA Wed 07..Thu 08 because inside:S critical\n\
         B Fri 09..Fri 09 critical",
    );
    check(
        "S ends-not-after Tue 06\n  A 3d\nB 5d",
        "A Mon 05..Wed 07 float -1d critical\nB Mon 05..Fri 09 critical",
    );
}

#[test]
fn children_of_a_summary_set_by_hand_start_with_it() {
    check(
        "S manual Thu 08 until Fri 16\n  A 2d\n  B 1d after A\nC 1d after S",
        "S Thu 08..Fri 16 takes 7d critical\nA Thu 08..Fri 09 because inside:S\nB Mon 12..Mon 12\n\
         C Mon 19..Mon 19 critical",
    );
}

#[test]
fn a_summary_set_by_hand_holds_what_has_no_date_of_its_own() {
    // X ends on Fri 16. B may end with S, and A a day before; C has until X ends.
    check(
        "S manual Mon 05 until Thu 08\n  A 2d\n  B 1d after A\n  C 1d not-before Tue 06\nX 10d",
        "A Mon 05..Tue 06 float 1d free 0d\nB Wed 07..Wed 07 float 1d free 1d late Thu 08..Thu 08\n\
         C Tue 06..Tue 06 float 8d free 8d\nX Mon 05..Fri 16 critical",
    );
    // What T hands down holds A and M too, though A has a date. U is set by hand itself: S does not
    // hold it, and U holds C alone.
    check(
        "S manual Mon 05 until Fri 09\n  T\n    A 1d not-before Tue 06\n    M 0d after A\n  U \
         manual Mon 05 until Tue 06\n    B 1d not-before Mon 05\n    C 1d\nX 10d",
        "A Tue 06..Tue 06 float 3d\nM Tue 06 17:00 float 3d free 3d\n\
         B Mon 05..Mon 05 float 9d free 9d\nC Mon 05..Mon 05 float 1d free 1d",
    );
    // What ends after it is late.
    check(
        "S manual Mon 05 until Tue 06\n  A 3d\nX 5d",
        "A Mon 05..Wed 07 float -1d free 0d critical\nX Mon 05..Fri 09 critical",
    );
    check(
        "project until Fri 30\nS manual Mon 12 until Fri 16\n  A 2d\nB 1d",
        "A Mon 12..Tue 13 float 13d",
    );
}

#[test]
fn percent_done_is_weighted_by_duration() {
    check("S\n  A 3d 50%\n  B 1d 10%", "S Mon 05..Wed 07 done 40% critical");
    check(
        "S\n  A 1d began Mon 05 done Mon 05\n  T\n    B 3d",
        "S Mon 05..Wed 07 done 25% critical",
    );
    check("S\n  M 0d began Mon 05 done Mon 05\n  N 0d\nA 1d", "S Mon 05..Mon 05 done 50% critical");
}

#[test]
fn inactive_children_do_not_stretch_their_summary() {
    check("S\n  A 1d\n  B 5d inactive", "S Mon 05..Mon 05 takes 1d critical");
}

#[test]
fn links_between_summaries() {
    check(
        "S\n  A 2d\n  B 1d\nT after S\n  C 1d\n  D 2d after C",
        "S Mon 05..Tue 06 critical\nT Wed 07..Fri 09 critical\nB Mon 05..Mon 05 float 1d\n\
         D Thu 08..Fri 09 critical",
    );
}

#[test]
fn a_summary_by_hand_without_dates_and_children_lies_at_the_start() {
    let mut plan = read("S\n  A 1d inactive\nB 1d after S").plan;
    plan.tasks[0].mode = Mode::Manual { start: None, finish: None };
    let (dates, _) = schedule(&plan, &Options::default());
    assert_eq!(dates.tasks[0].start, at(5, 8));
    assert_eq!((dates.tasks[2].start, dates.tasks[2].finish), (at(5, 8), at(5, 17)));
}
