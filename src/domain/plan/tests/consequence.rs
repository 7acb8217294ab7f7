//! What a change does to everything else.

use super::*;
use crate::{LinkId, OpId, TaskId, UserId};

/// B, then C, then D; E beside them. Each takes a day but E, which takes two.
fn chain() -> Plan {
    let mut plan = sample();
    plan.links.clear();
    for one in [link(1, 2, 3), link(2, 3, 4)] {
        plan.links.insert(one.id, one);
    }
    for (number, task) in (1..).zip(plan.tasks.values_mut()) {
        task.duration = TaskDuration::days(if number == 5 { 2 } else { 1 }, 480);
        (task.percent, task.actual, task.calendar) = (0, Dated::default(), None);
    }
    plan
}

fn consequence(plan: &Plan, op: &PlanOp) -> Consequence {
    PlanView::of(plan.clone()).foresee(op).unwrap()
}

fn lasts(number: u32, days: i64) -> PlanOp {
    PlanOp::change(task_id(number), TaskChange::Duration(TaskDuration::days(days, 480)))
}

fn ids(numbers: &[u32]) -> Vec<TaskId> {
    numbers.iter().map(|number| task_id(*number)).collect()
}

#[test]
fn followers_move_the_finish_moves_and_a_promise_breaks() {
    let mut plan = chain();
    // D ends on Wednesday, the 4th, as promised.
    let promised = "2026-03-04".parse().unwrap();
    plan.tasks.get_mut(&task_id(4)).unwrap().promise = Some(promised);
    let found = consequence(&plan, &lasts(2, 2));
    assert!(found.moves_finish() && found.is_later());
    // The summary above moves too, but says nothing of its own.
    assert_eq!(found.moved, [(task_id(2), 1), (task_id(3), 1), (task_id(4), 1)]);
    assert_eq!(found.moved_besides(task_id(2)), 2);
    assert_eq!(found.broken, [(task_id(4), 1)]);
    assert_eq!((&found.now_critical, &found.no_longer_critical), (&vec![], &vec![]));
    assert_eq!(found.moved_milestone(&plan), None);
    let milestone = plan.tasks.get_mut(&task_id(4)).unwrap();
    (milestone.is_milestone, milestone.is_client_visible) = (true, true);
    assert_eq!(found.moved_milestone(&plan), Some(task_id(4)));
}

#[test]
fn the_critical_path_goes_elsewhere() {
    let found = consequence(&chain(), &lasts(5, 9));
    assert_eq!(found.now_critical, ids(&[5]));
    assert_eq!(found.no_longer_critical, ids(&[2, 3, 4]));
    // From Tuesday to Thursday of the next week.
    assert_eq!(found.moved, [(task_id(5), 9)]);
    assert!(found.broken.is_empty());
}

#[test]
fn what_moves_no_date_has_no_consequence() {
    let plan = chain();
    let found = consequence(&plan, &PlanOp::change(task_id(2), TaskChange::Title("b".to_owned())));
    assert!(!found.moves_finish());
    assert_eq!((found.moved, found.broken), (vec![], vec![]));
    let refused = PlanView::of(plan).foresee(&lasts(9, 1));
    assert!(refused.is_err());
}

#[test]
fn tasks_that_come_or_go_are_no_moves() {
    let plan = chain();
    let found = consequence(&plan, &PlanOp::Remove { tasks: ids(&[2]) });
    assert_eq!(found.moved, [(task_id(3), -1), (task_id(4), -1)]);
    assert!(found.moves_finish() && !found.is_later());
}

#[test]
fn what_is_tried_leaves_no_trace() {
    let mut plan = chain();
    plan.tasks.get_mut(&task_id(4)).unwrap().promise = Some("2026-03-04".parse().unwrap());
    let view = PlanView::of(plan);
    let before = bytes(&view.plan);
    let ops = [
        lasts(2, 4),
        PlanOp::Unlink(LinkId(uuid(2))),
        PlanOp::Link(Link { lag: Lag::Working(960), ..link(2, 3, 4) }),
        PlanOp::Remove { tasks: ids(&[3]) },
        PlanOp::Batch(vec![lasts(3, 3), PlanOp::Unlink(LinkId(uuid(1)))]),
        lasts(9, 1),
        lasts(5, 9),
    ];
    // On one scratch, one after the other, they do what each does on a plan of its own.
    for op in ops.iter().chain(&ops) {
        let alone = PlanView::of(view.plan.clone()).foresee(op);
        assert_eq!(view.foresee(op), alone, "{op:?}");
    }
    assert_eq!(bytes(&view.plan), before);
}

#[test]
fn a_scratch_is_forgotten_once_the_plan_changes() {
    let mut replica = Replica::new(UserId(uuid(1)), 0, chain());
    let days = |replica: &Replica| replica.view().foresee(&lasts(4, 3)).unwrap().moved;
    assert_eq!(days(&replica), [(task_id(4), 2)]);
    replica.apply(OpId(uuid(1)), lasts(4, 2), Origin::default()).unwrap();
    assert_eq!(days(&replica), [(task_id(4), 1)]);
}
