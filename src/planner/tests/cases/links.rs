//! Links of four types, with lag and lead.

use crate::text::check;

#[test]
fn tasks_without_links_start_with_the_project() {
    check(
        "A 3d\nB 1d",
        "A Mon 05..Wed 07 because ProjectStart critical\nB Mon 05..Mon 05 float 2d",
    );
}

#[test]
fn a_successor_starts_when_its_predecessor_is_done() {
    check(
        "A 3d\nB 2d after A",
        "A Mon 05..Wed 07 critical\nB Thu 08..Fri 09 because after:A+calendar critical",
    );
    check("A 4h\nB 4h after A", "A Mon 05..Mon 05 12:00 critical\nB Mon 05 13:00..Mon 05 critical");
    check("B 2d after A\nA 3d", "A Mon 05..Wed 07 critical\nB Thu 08..Fri 09 critical");
}

#[test]
fn the_latest_predecessor_decides() {
    check(
        "A 1d\nB 3d\nC 1d after A after B",
        "A Mon 05..Mon 05 float 2d\nB Mon 05..Wed 07 critical\n\
         C Thu 08..Thu 08 because after:B+calendar critical",
    );
}

#[test]
fn lag_counts_working_days_only() {
    check("A 3d\nB 2d after A +1d", "A Mon 05..Wed 07 critical\nB Fri 09..Mon 12 critical");
    check("A 4d\nB 2d after A +2d", "A Mon 05..Thu 08 critical\nB Tue 13..Wed 14 critical");
    check(
        "A 1d\nB 1d after A +2h",
        "A Mon 05..Mon 05 critical\nB Tue 06 10:00..Wed 07 10:00 critical",
    );
}

#[test]
fn elapsed_lag_counts_the_clock() {
    check("A 5d\nB 1d after A +2ed", "A Mon 05..Fri 09 critical\nB Mon 12..Mon 12 critical");
    check("A 1d\nB 1d after A +1ed", "A Mon 05..Mon 05 critical\nB Wed 07..Wed 07 critical");
    check(
        "A 1d\nB 4h after A +16eh",
        "A Mon 05..Mon 05 critical\nB Tue 06 09:00..Tue 06 14:00 critical",
    );
}

#[test]
fn percent_lag_is_a_share_of_the_predecessor() {
    check("A 4d\nB 1d after A +50%", "A Mon 05..Thu 08 critical\nB Tue 13..Tue 13 critical");
    check("A 4d\nB 3d after A -50%", "A Mon 05..Thu 08 critical\nB Wed 07..Fri 09 critical");
    check("A 2ed\nB 1d after A +50%", "A Mon 05..Wed 07 08:00 critical\nB Thu 08..Thu 08 critical");
}

#[test]
fn a_lead_lets_the_successor_overlap() {
    check("A 3d\nB 3d after A -1d", "A Mon 05..Wed 07 critical\nB Wed 07..Fri 09 critical");
    check(
        "A 1d\nB 4d after A -2d",
        "A Mon 05..Mon 05 float 1d\nB Mon 05..Thu 08 because ProjectStart critical",
    );
}

#[test]
fn starts_can_be_tied() {
    check("A 3d\nB 3d starts-with A", "A Mon 05..Wed 07 critical\nB Mon 05..Wed 07 critical");
    check("A 3d\nB 3d starts-with A +1d", "A Mon 05..Wed 07 critical\nB Tue 06..Thu 08 critical");
    check(
        "A 3d not-before Tue 06\nB 3d starts-with A -1d",
        "A Tue 06..Thu 08 critical\nB Mon 05..Wed 07 float 1d",
    );
}

#[test]
fn finishes_can_be_tied() {
    check(
        "A 3d\nB 1d ends-with A",
        "A Mon 05..Wed 07 critical\nB Wed 07..Wed 07 because after:A critical",
    );
    check("A 3d\nB 1d ends-with A +1d", "A Mon 05..Wed 07 critical\nB Thu 08..Thu 08 critical");
    check("A 3d\nB 1d ends-with A -1d", "A Mon 05..Wed 07 critical\nB Tue 06..Tue 06 float 1d");
    check(
        "A 1d\nB 3d ends-with A",
        "A Mon 05..Mon 05 float 2d\nB Mon 05..Wed 07 because ProjectStart critical",
    );
}

#[test]
fn a_start_can_hold_a_finish() {
    check(
        "A 2d not-before Thu 08\nB 2d ends-at-start-of A",
        "A Thu 08..Fri 09 critical\nB Tue 06..Thu 08 08:00 float 2d because after:A",
    );
    check(
        "A 2d not-before Thu 08\nB 2d ends-at-start-of A +1d",
        "A Thu 08..Fri 09 critical\nB Wed 07..Thu 08 float 1d",
    );
}

#[test]
fn a_milestone_keeps_the_instant_of_its_predecessor() {
    check("A 3d\nM 0d after A", "A Mon 05..Wed 07 critical\nM Wed 07 17:00 critical");
    check(
        "A 3d\nM 0d after A\nN 0d after M\nB 1d after N",
        "A Mon 05..Wed 07 critical\nM Wed 07 17:00 critical\nN Wed 07 17:00 critical\n\
         B Thu 08..Thu 08 critical",
    );
}

#[test]
fn a_milestone_after_a_lag_lands_at_the_end_of_work() {
    check("A 3d\nM 0d after A +1d", "A Mon 05..Wed 07 critical\nM Thu 08 17:00 critical");
    check("A 3d\nM 0d after A +4h", "A Mon 05..Wed 07 critical\nM Thu 08 12:00 critical");
}

#[test]
fn a_milestone_without_predecessors_stays_at_the_projects_start() {
    check(
        "project from Sun 04\nM 0d\nN 0d after M\nA 1d after N",
        "M Sun 04 08:00 critical\nN Sun 04 08:00 critical\nA Mon 05..Mon 05 critical",
    );
}

#[test]
fn an_inactive_task_has_dates_and_moves_nothing() {
    check(
        "A 2d\nB 9d after A inactive\nC 1d after B\nD 1d after A",
        "A Mon 05..Tue 06 critical\nB Wed 07..Mon 19\nC Mon 05..Mon 05 float 2d\n\
         D Wed 07..Wed 07 critical",
    );
}

#[test]
fn a_levelling_delay_moves_the_task_on_the_clock() {
    check(
        "A 2d delay 1ed\nB 1d after A",
        "A Tue 06..Wed 07 because Levelling critical\nB Thu 08..Thu 08 critical",
    );
    check(
        "A 5d\nB 1d after A delay 1ed",
        "A Mon 05..Fri 09 free 0d critical\nB Tue 13..Tue 13 critical",
    );
    // Without its delay B would end on Wed 07 with A, and start that day.
    check(
        "A 3d\nB 1d ends-with A delay 1ed\nX 5d",
        "A Mon 05..Wed 07 float 1d free 0d\nB Thu 08..Thu 08 float 1d free 1d because Levelling",
    );
}

#[test]
fn a_split_task_pauses_in_working_time() {
    check("A 3d split 1d pause 2d", "A Mon 05..Fri 09 takes 3d critical");
    check(
        "A 3d split 1d pause 1d split 2d pause 1d\nB 1d after A",
        "A Mon 05..Fri 09 takes 3d critical\nB Mon 12..Mon 12 critical",
    );
    check("A 3d split 3d pause 2d", "A Mon 05..Wed 07 takes 3d critical");
}
