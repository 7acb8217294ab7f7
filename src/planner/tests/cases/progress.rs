//! Work that has begun or ended, and the data date.

use planner::{Minute, Options};

use crate::text::{at, check, check_with};

fn known_until(data_date: Minute) -> Options {
    Options { data_date: Some(data_date), ..Options::default() }
}

#[test]
fn what_is_done_keeps_its_dates() {
    check(
        "A 3d began Tue 06 done Fri 09\nB 1d after A",
        "A Tue 06..Fri 09 float 0d done 100% because Actual\nB Mon 12..Mon 12 critical",
    );
    check(
        "X 5d\nA 3d after X began Mon 05 done Wed 07\nB 1d after A",
        "A Mon 05..Wed 07\nB Thu 08..Thu 08\nX Mon 05..Fri 09 critical",
    );
}

#[test]
fn what_is_done_holds_no_predecessor() {
    check(
        "X 1d\nA 1d after X began Mon 05 done Mon 05\nB 3d",
        "X Mon 05..Mon 05 float 2d\nA Mon 05..Mon 05\nB Mon 05..Wed 07 critical",
    );
}

#[test]
fn what_has_begun_keeps_its_start() {
    check(
        "A 3d began Tue 06 50%\nB 1d after A",
        "A Tue 06..Thu 08 because Actual critical\nB Fri 09..Fri 09 critical",
    );
}

#[test]
fn what_is_left_goes_on_where_it_resumes() {
    check("A 4d began Mon 05 left 2d resumes Fri 09", "A Mon 05..Mon 12 takes 4d critical");
    check("A 4d began Mon 05 left 2d resumes Wed 07", "A Mon 05..Thu 08 critical");
}

#[test]
fn what_is_not_done_goes_on_after_the_data_date() {
    let options = known_until(at(8, 8));
    check_with("A 4d began Mon 05 left 3d", &options, "A Mon 05..Mon 12 critical");
    check_with(
        "A 2d\nB 1d after A",
        &options,
        "A Thu 08..Fri 09 because DataDate critical\nB Mon 12..Mon 12 critical",
    );
    check_with("A 2d not-before Mon 12", &options, "A Mon 12..Tue 13 critical");
    check_with(
        "A 2d began Mon 05 done Tue 06\nB 1d after A",
        &options,
        "A Mon 05..Tue 06\nB Thu 08..Thu 08 critical",
    );
}
