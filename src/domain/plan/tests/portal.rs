//! What a client sees does not depend on what is hidden.

use proptest::prelude::*;

use super::*;
use crate::agreement::plan_content::of_plan;
use crate::portal::{PortalState, VisiblePlan};

fn show(plan: &mut Plan, number: u32, edit: impl FnOnce(&mut Task)) {
    let task = plan.tasks.get_mut(&task_id(number)).unwrap();
    task.is_client_visible = true;
    edit(task);
}

/// C half done, D a milestone and E are visible.
fn shown() -> Plan {
    let mut plan = sample();
    show(&mut plan, 3, |_| {});
    show(&mut plan, 4, |task| task.is_milestone = true);
    show(&mut plan, 5, |task| task.percent = 100);
    plan
}

#[test]
fn only_what_is_visible_counts() {
    let visible = VisiblePlan::of(&shown());
    let work: Vec<_> = visible.work.iter().map(|work| (work.title.as_str(), work.state)).collect();
    assert_eq!(work, [("C", PortalState::Current), ("E", PortalState::Done)]);
    assert_eq!(visible.milestones[0].state, PortalState::Current);
    assert_eq!(visible.percent, Some(75));
    assert_eq!(VisiblePlan::of(&sample()), VisiblePlan::default());
}

#[test]
fn a_summary_above_visible_work_is_a_heading() {
    let mut plan = shown();
    show(&mut plan, 1, |_| {});
    assert_eq!(VisiblePlan::of(&plan), VisiblePlan::of(&shown()));
    plan.tasks.get_mut(&task_id(3)).unwrap().is_client_visible = false;
    assert_eq!(VisiblePlan::of(&plan).work[0].title, "A");
}

#[test]
fn what_is_left_out_of_the_plan_is_no_progress_and_what_was_agreed_stays_as_it_is() {
    let leave_out = |plan: &mut Plan, number| show(plan, number, |task| task.is_inactive = true);
    let mut plan = shown();
    leave_out(&mut plan, 5);
    assert_eq!(VisiblePlan::of(&plan).percent, Some(50));
    leave_out(&mut plan, 4);
    assert!(VisiblePlan::of(&plan).milestones.is_empty());
    // Above nothing that is shown a summary is no heading.
    show(&mut plan, 1, |_| {});
    leave_out(&mut plan, 3);
    let titles: Vec<_> = VisiblePlan::of(&plan).work.into_iter().map(|work| work.title).collect();
    assert_eq!(titles, ["A"]);
    let mut agreed = shown();
    show(&mut agreed, 1, |_| {});
    assert_eq!(of_plan("Plan", &plan), of_plan("Plan", &agreed));
}

proptest! {
    #[test]
    fn hidden_work_changes_nothing(
        title in "[a-z]{1,9}",
        parent in prop::option::of(1_u32..=5),
        percent in 0_u8..=100,
        minutes in 0_i64..10_000,
        is_milestone: bool,
    ) {
        let mut plan = shown();
        let mut hidden = new_task(9, &title, parent, &last_rank());
        hidden.percent = percent;
        hidden.duration.minutes = minutes;
        hidden.is_milestone = is_milestone;
        plan.tasks.insert(hidden.id, hidden);
        let b = plan.tasks.get_mut(&task_id(2)).unwrap();
        (b.title, b.percent) = (title, percent);
        prop_assert_eq!(VisiblePlan::of(&plan), VisiblePlan::of(&shown()));
    }
}
