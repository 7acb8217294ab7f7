//! Laws of plan operations, on random ones, sound and unsound.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::some::{PROPERTIES, some_op};
use super::*;

/// The kinds of operations, all but the change of a property.
const KINDS: [&str; 12] = [
    "Add",
    "Remove",
    "Link",
    "Unlink",
    "PutCalendar",
    "RemoveCalendar",
    "PutColumn",
    "RemoveColumn",
    "PutIteration",
    "RemoveIteration",
    "Configure",
    "Batch",
];

/// Notes what an operation is. An operation that is new does not compile without a name here.
fn note(op: &PlanOp, made: &mut BTreeSet<String>) {
    let name = match op {
        PlanOp::Change { to, .. } => {
            made.insert(format!("{:?}", to.property()));
            return;
        }
        PlanOp::Batch(ops) => {
            ops.iter().for_each(|op| note(op, made));
            "Batch"
        }
        PlanOp::Add { .. } => "Add",
        PlanOp::Remove { .. } => "Remove",
        PlanOp::Link(_) => "Link",
        PlanOp::Unlink(_) => "Unlink",
        PlanOp::PutCalendar(_) => "PutCalendar",
        PlanOp::RemoveCalendar(_) => "RemoveCalendar",
        PlanOp::PutColumn(_) => "PutColumn",
        PlanOp::RemoveColumn(_) => "RemoveColumn",
        PlanOp::PutIteration(_) => "PutIteration",
        PlanOp::RemoveIteration(_) => "RemoveIteration",
        PlanOp::Configure(_) => "Configure",
    };
    made.insert(name.to_owned());
}

#[test]
fn operations_of_every_kind_are_made() {
    let mut runner = TestRunner::deterministic();
    let mut made = BTreeSet::new();
    for _ in 0..4_000 {
        note(&some_op().new_tree(&mut runner).unwrap().current(), &mut made);
    }
    let kinds = KINDS.map(str::to_owned).into_iter();
    let all = kinds.chain(PROPERTIES.map(|property| format!("{property:?}")));
    assert_eq!(made, all.collect::<BTreeSet<_>>());
    assert_eq!(PROPERTIES.len(), Property::Shape as usize, "all but that a task is there");
}

/// The rows of the tables at the head of `op.rs`: what each is about, and its other cells.
fn documented() -> Vec<(Vec<&'static str>, Vec<&'static str>)> {
    let lines = include_str!("../op.rs").lines().take_while(|line| line.starts_with("//!"));
    let rows = lines.filter_map(|line| line.strip_prefix("//! | `"));
    rows.map(|row| {
        let mut cells = row.trim_end_matches(" |").split(" | ");
        let names = cells.next().unwrap().split(", ").map(|name| name.trim_matches('`'));
        (names.collect(), cells.collect())
    })
    .collect()
}

#[test]
fn the_tables_of_operations_name_every_one_and_only_refusals_that_exist() {
    let properties = PROPERTIES.map(|property| format!("{property:?}"));
    let operations: BTreeSet<&str> = KINDS.into_iter().chain(["Change"]).collect();
    let every: BTreeSet<&str> =
        operations.iter().copied().chain(properties.iter().map(String::as_str)).collect();
    for (width, expected) in [(2, &operations), (1, &every)] {
        let rows = documented().into_iter().filter(|(_, cells)| cells.len() == width);
        let named: Vec<&str> = rows.flat_map(|(names, _)| names).collect();
        assert_eq!(named.len(), expected.len(), "each once");
        assert_eq!(named.into_iter().collect::<BTreeSet<_>>(), *expected);
    }
    let refusals = include_str!("../../refusal.rs");
    for (_, cells) in documented().into_iter().filter(|(_, cells)| cells.len() == 1) {
        let quoted = cells[0].split('`').skip(1).step_by(2);
        for refusal in quoted.filter(|name| !operations.contains(name)) {
            let is_it = |line: &str| {
                line.strip_prefix(refusal).is_some_and(|rest| rest == "," || rest == " {")
            };
            assert!(refusals.lines().any(|line| is_it(line.trim())), "{refusal}");
        }
    }
}

proptest! {
    #[test]
    fn inverses_in_reverse_give_the_plan_back(ops in prop::collection::vec(some_op(), 1..20)) {
        let mut plan = sample();
        let before = bytes(&plan);
        let mut inverses = Vec::new();
        for op in &ops {
            let here = bytes(&plan);
            match apply(&mut plan, op) {
                Ok(inverse) => inverses.push(inverse),
                Err(_) => prop_assert_eq!(bytes(&plan), here, "refused: {:?}", op),
            }
            prop_assert!(first_loop_free(&plan), "after {:?}", op);
        }
        while let Some(inverse) = inverses.pop() {
            prop_assert!(apply(&mut plan, &inverse).is_ok(), "{:?}", inverse);
        }
        prop_assert_eq!(bytes(&plan), before);
    }

    #[test]
    fn undo_and_redo_meet(op in some_op()) {
        let mut plan = sample();
        if let Ok(inverse) = apply(&mut plan, &op) {
            let done = bytes(&plan);
            let again = apply(&mut plan, &inverse);
            prop_assert!(again.is_ok());
            prop_assert!(apply(&mut plan, &again.unwrap()).is_ok());
            prop_assert_eq!(bytes(&plan), done);
        }
    }

    #[test]
    fn operations_and_plans_survive_the_wire(ops in prop::collection::vec(some_op(), 1..10)) {
        let mut plan = sample();
        for op in &ops {
            let wire = serde_json::to_string(op).unwrap();
            prop_assert_eq!(&serde_json::from_str::<PlanOp>(&wire).unwrap(), op);
            let _ = apply(&mut plan, op);
        }
        let read: Plan = serde_json::from_str(&bytes(&plan)).unwrap();
        prop_assert_eq!(read, plan);
    }
}

fn first_loop_free(plan: &Plan) -> bool {
    schedule::first_loop(plan).is_none()
}
