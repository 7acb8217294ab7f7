//! Late dates, total and free float, and what is critical.

use planner::{Options, Prepared};

use crate::text::{check, check_with, read};

#[test]
fn late_dates_leave_the_projects_finish_untouched() {
    check(
        "A 1d\nB 2d after A\nC 5d\nD 1d after B after C",
        "A Mon 05..Mon 05 float 2d free 0d late Wed 07..Wed 07\n\
         B Tue 06..Wed 07 float 2d free 2d late Thu 08..Fri 09\nC Mon 05..Fri 09 critical\n\
         D Mon 12..Mon 12 free 0d critical",
    );
}

#[test]
fn free_float_is_what_no_successor_feels() {
    check(
        "A 1d\nB 1d after A +1d\nC 5d",
        "A Mon 05..Mon 05 float 2d free 0d\nB Wed 07..Wed 07 float 2d free 2d",
    );
    check(
        "A 1d\nB 3d starts-with A +1d\nC 5d",
        "A Mon 05..Mon 05 free 0d\nB Tue 06..Thu 08 free 1d",
    );
    check(
        "A 1d\nB 3d ends-with A\nC 5d",
        "A Mon 05..Mon 05 float 4d free 2d\nB Mon 05..Wed 07 free 2d",
    );
}

#[test]
fn links_bound_late_dates_at_both_ends() {
    check(
        "A 3d\nB 2d starts-with A +1d\nC 5d",
        "A Mon 05..Wed 07 float 2d late Wed 07..Fri 09\n\
         B Tue 06..Wed 07 float 2d late Thu 08..Fri 09",
    );
    check(
        "A 1d\nB 2d ends-with A +1d\nC 5d",
        "A Mon 05..Mon 05 float 3d late Thu 08..Thu 08\n\
         B Mon 05..Tue 06 float 3d late Thu 08..Fri 09",
    );
}

#[test]
fn critical_is_a_matter_of_a_threshold() {
    let options = Options { critical_threshold: 480, ..Options::default() };
    check_with(
        "A 4d\nB 3d\nC 5d",
        &options,
        "A Mon 05..Thu 08 critical\nB Mon 05..Wed 07\nC Mon 05..Fri 09 critical",
    );
}

#[test]
fn every_network_may_have_its_own_critical_path() {
    let options = Options { has_many_critical_paths: true, ..Options::default() };
    check_with(
        "A 1d\nB 1d after A\nC 1d\nX 5d",
        &options,
        "A Mon 05..Mon 05 critical\nB Tue 06..Tue 06 critical\nC Mon 05..Mon 05 critical\n\
         X Mon 05..Fri 09 critical",
    );
}

#[test]
fn a_finished_task_is_never_critical() {
    check(
        "A 5d began Mon 05 done Fri 09\nB 1d after A",
        "A Mon 05..Fri 09 float 0d\nB Mon 12..Mon 12 critical",
    );
}

/// The room of each link of a plan, in the order of the plan.
#[track_caller]
fn check_rooms(plan: &str, expected: &[Option<i64>]) {
    let text = read(plan);
    let mut prepared = Prepared::new(text.plan.clone());
    let (schedule, _) = prepared.schedule(&Options::default());
    let links = text.plan.links.iter().enumerate();
    let rooms: Vec<Option<i64>> = links
        .map(|(number, link)| {
            let ends = (&schedule.tasks[link.from], &schedule.tasks[link.to]);
            prepared.room_of(number, ends.0, ends.1)
        })
        .collect();
    assert_eq!(rooms, expected, "\n{plan}\n");
}

#[test]
fn every_link_that_decides_a_date_leaves_no_room() {
    check_rooms("A 3d\nB 3d\nC 1d\nD 2d after A after B after C", &[Some(0), Some(0), Some(960)]);
    check_rooms("A 3d\nB 2d\nC 1d after A after B +1d", &[Some(0), Some(0)]);
    check_rooms("A 3d\nB 3d starts-with A +1d\nC 1d after A", &[Some(0), Some(0)]);
    check_rooms("A 4d\nB 2d ends-with A\nC 2d ends-with A", &[Some(0), Some(0)]);
}

#[test]
fn a_link_that_is_not_kept_has_less_than_no_room_and_what_is_left_out_has_none() {
    check_rooms("A 3d\nB 1d on Mon 05 after A", &[Some(-1440)]);
    check_rooms("A 3d inactive\nB 1d after A", &[None]);
}

#[test]
fn work_in_the_time_of_others_does_not_slip_into_their_pauses() {
    // Float counts in the task's own time, which never rests; what holds it lies on a weekend.
    check(
        "A calendar 24h by 8h at 100% in standard\n\
         B 1d calendar 24h on Sun 11 12:00 after A",
        "A Mon 05..Mon 05 float 12d free 12d late Fri 09..Fri 09\n\
         B Sun 11 12:00..Sun 11 20:00 critical",
    );
    check(
        "A calendar 24h by 8h at 100% in standard\n\
         B 1d calendar 24h on Sun 11 12:00 starts-with A\nC 10d",
        "A Mon 05..Mon 05 float 105h free 105h\nC Mon 05..Fri 16 critical",
    );
}

#[test]
fn what_is_left_out_of_the_plan_does_not_end_too_late() {
    check(
        "A 5d\nB 8d inactive\nC 2d inactive",
        "A Mon 05..Fri 09 critical\nB Mon 05..Wed 14 float 0d free 0d late Mon 05..Wed 14\n\
         C Mon 05..Tue 06 float 3d",
    );
}
