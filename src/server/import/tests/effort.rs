//! Durations that follow from work and units.

use super::mspdi::{row, with_people};
use super::*;

/// A row of which the file does not say how long it takes.
pub(in crate::server) fn untimed(uid: i64, name: &str, more: &str) -> String {
    format!(
        "<T><UID>{uid}</UID><ID>{uid}</ID><Name>{name}</Name><OutlineLevel>1</OutlineLevel>\
         {more}</T>\n"
    )
}

/// Hours of work of a resource on a task, at a share of full time.
pub(in crate::server) fn work(task: i64, resource: i64, hours: i64, units: &str) -> String {
    format!(
        "<Assignment><TaskUID>{task}</TaskUID><ResourceUID>{resource}</ResourceUID>\
         <Units>{units}</Units><Work>PT{hours}H0M0S</Work></Assignment>"
    )
}

#[track_caller]
fn check_task(row: &str, assignments: &[String], expected: &str) {
    let draft = read_bytes(with_people(row, &assignments.concat()).as_bytes()).unwrap();
    assert_eq!(line(&draft, &draft.tasks[0]), expected);
}

#[test]
fn without_a_stated_duration_work_and_units_decide() {
    let hours = |hours: i64| untimed(1, "A", &format!("<Work>PT{hours}H0M0S</Work>"));
    // 20 h / 0.5 = 40 h.
    check_task(&hours(20), &[work(1, 1, 20, "0.5")], "A 2400m(days) shares 500");
    check_task(&hours(20), &[work(1, 1, 20, "2")], "A 600m(days) shares 2000");
    // Both are done after 8 h.
    let together = [work(1, 1, 8, "1"), work(1, 1, 4, "0.5")];
    check_task(&hours(12), &together, "A 480m(days) shares 1500");
    // The longest counts: 8 h and 16 h. They are not done together, so nothing follows from it.
    let apart = [work(1, 1, 8, "1"), work(1, 1, 8, "0.5")];
    check_task(&hours(16), &apart, "A 960m(days)");
    // Nobody, or nobody with any time: all of somebody's.
    check_task(&hours(20), &[], "A 1200m(days)");
    check_task(&hours(20), &[work(1, 1, 20, "0")], "A 1200m(days)");
    check_task(&hours(20), &[work(1, 1, 20, "many")], "A 1200m(days)");
    check_task(&untimed(1, "A", ""), &[], "A 0m(days)");
    // Of a fixed duration it is no more than the first length.
    let fixed = untimed(1, "A", "<Type>1</Type><Work>PT20H0M0S</Work>");
    check_task(&fixed, &[work(1, 1, 20, "0.5")], "A 2400m(days)");
}

#[test]
fn people_share_work_in_their_own_time() {
    let both = [work(1, 1, 16, "1"), work(1, 2, 16, "1")];
    let of = untimed(1, "A", "<Work>PT32H0M0S</Work>");
    check_task(&of, &both, "A 960m(days) shares 1000 shares 1000 elsewhere");
    let draft = read_bytes(with_people(&of, &both.concat()).as_bytes()).unwrap();
    // Not done together, each has a time of the own all the same.
    let apart = [work(1, 1, 8, "1"), work(1, 2, 16, "1")];
    let longer = untimed(1, "A", "<Work>PT24H0M0S</Work>");
    check_task(&longer, &apart, "A 960m(days) Standard 480+0 Wang 960+0");
    // One works on Monday and Tuesday, the other on Monday and Wednesday.
    let plan = draft.to_plan();
    let dates = *Scheduled::of(&plan).dates(draft.tasks[0].id).unwrap();
    assert_eq!([dates.start, dates.finish].map(clock), ["03-02T08:00", "03-04T17:00"]);
}

#[test]
fn a_stated_duration_stays_and_follows_only_where_it_agrees() {
    let of = |more: &str| row(1, 1, "A", 40, &format!("{more}<Work>PT20H0M0S</Work>"));
    let half = || [work(1, 1, 20, "0.5")];
    let fixed_work = "<Type>2</Type><EffortDriven>1</EffortDriven>";
    check_task(&of(fixed_work), &half(), "A 2400m(days) shares 500");
    check_task(&of(fixed_work), &[work(1, 1, 20, "1")], "A 2400m(days)");
    check_task(&of(fixed_work), &[], "A 2400m(days)");
    check_task(&of("<Type>2</Type>"), &half(), "A 2400m(days)");
    check_task(&of("<Type>0</Type><EffortDriven>1</EffortDriven>"), &half(), "A 2400m(days)");
    check_task(&of(""), &half(), "A 2400m(days)");
}
