//! Laws of plan operations, on random ones, sound and unsound.

use proptest::prelude::*;

use super::*;
use crate::plan::Priority;

fn some_task() -> impl Strategy<Value = u32> {
    1_u32..=8
}

fn some_rank() -> impl Strategy<Value = Rank> {
    (0_usize..5).prop_map(|place| Rank::sequence(5)[place].clone())
}

fn some_minute() -> impl Strategy<Value = Minute> {
    prop_oneof![29_000_000_i64..29_100_000, Just(-1)]
}

fn some_dates() -> impl Strategy<Value = Dated> {
    (prop::option::of(some_minute()), prop::option::of(some_minute()))
        .prop_map(|(start, finish)| Dated { start, finish })
}

fn some_link() -> impl Strategy<Value = Link> {
    let kinds = prop_oneof![
        Just(LinkKind::FinishToStart),
        Just(LinkKind::StartToStart),
        Just(LinkKind::FinishToFinish),
        Just(LinkKind::StartToFinish),
    ];
    (1_u32..6, some_task(), some_task(), kinds, -500_i64..500).prop_map(
        |(number, from, to, kind, lag)| Link {
            kind,
            lag: Lag::Working(lag),
            ..link(number, from, to)
        },
    )
}

fn some_change() -> impl Strategy<Value = TaskChange> {
    prop_oneof![
        "[ a-z]{0,3}".prop_map(TaskChange::Title),
        (prop::option::of(some_task()), some_rank())
            .prop_map(|(parent, rank)| { TaskChange::Place { parent: parent.map(task_id), rank } }),
        (-1_i64..5000, any::<bool>()).prop_map(|(minutes, is_elapsed)| {
            TaskChange::Duration(TaskDuration { minutes, is_elapsed, ..TaskDuration::ZERO })
        }),
        prop::option::of(some_minute()).prop_map(TaskChange::Deadline),
        prop::option::of(some_dates()).prop_map(TaskChange::Manual),
        (0_u8..=101, some_dates())
            .prop_map(|(percent, actual)| TaskChange::Progress { percent, actual }),
        prop::option::of(1_u32..4)
            .prop_map(|id| TaskChange::Calendar(id.map(|id| CalendarId(uuid(id))))),
        (prop::option::of(1_u32..7), some_rank()).prop_map(|(column, rank)| {
            TaskChange::Card { column: column.map(column_id), rank }
        }),
        any::<bool>().prop_map(TaskChange::ClientVisible),
        prop::option::of(-1_i64..500).prop_map(TaskChange::Remaining),
        prop::option::of(-1_i64..500).prop_map(TaskChange::Estimate),
        (0_usize..4).prop_map(|place| TaskChange::Priority(Priority::ALL[place])),
        prop::option::of("[ a-z]{0,2}").prop_map(TaskChange::LimitReason),
        prop::collection::vec("[ a-z]{0,2}", 0..3).prop_map(TaskChange::Labels),
        prop::collection::vec(("[ a-z]{0,2}", any::<bool>()), 0..3).prop_map(|steps| {
            let step = |(text, is_done)| CheckItem { text, is_done };
            TaskChange::Checklist(steps.into_iter().map(step).collect())
        }),
        prop::option::of(1_u32..4)
            .prop_map(|number| TaskChange::Iteration(number.map(iteration_id))),
    ]
}

fn iteration_id(number: u32) -> crate::IterationId {
    crate::IterationId(uuid(number))
}

fn some_add() -> impl Strategy<Value = PlanOp> {
    let task = ((6_u32..10), "[ a-z]{0,3}", prop::option::of(some_task()), some_rank());
    let tasks = prop::collection::vec(task, 1..4);
    (tasks, prop::collection::vec(some_link(), 0..3)).prop_map(|(tasks, links)| {
        let task = |(number, title, parent, rank): (u32, String, Option<u32>, Rank)| {
            new_task(number, &title, parent, &rank)
        };
        add(tasks.into_iter().map(task).collect(), links)
    })
}

fn some_column() -> impl Strategy<Value = PlanOp> {
    let kinds = [ColumnKind::ToDo, ColumnKind::Doing, ColumnKind::Done];
    (1_u32..7, 0_usize..3, some_rank()).prop_map(move |(number, kind, rank)| {
        let (id, name) = (column_id(number), format!("Column {number}"));
        PlanOp::PutColumn(Column { id, name, kind: kinds[kind], rank, limit: None })
    })
}

fn some_step() -> impl Strategy<Value = PlanOp> {
    let calendar =
        |number: u32| Calendar::office(CalendarId(uuid(number)), format!("Calendar {number}"));
    prop_oneof![
        4 => (some_task(), some_change()).prop_map(|(task, to)| change(task, to)),
        2 => some_add(),
        1 => prop::collection::vec(some_task(), 1..3).prop_map(|tasks| PlanOp::Remove {
            tasks: tasks.into_iter().map(task_id).collect(),
        }),
        2 => some_link().prop_map(PlanOp::Link),
        1 => (1_u32..6).prop_map(|number| PlanOp::Unlink(LinkId(uuid(number)))),
        1 => (1_u32..5).prop_map(move |number| PlanOp::PutCalendar(calendar(number))),
        1 => (1_u32..5).prop_map(|number| PlanOp::RemoveCalendar(CalendarId(uuid(number)))),
        1 => some_column(),
        1 => (1_u32..7).prop_map(|number| PlanOp::RemoveColumn(column_id(number))),
        1 => (1_u32..4, 0_u32..9, 0_u32..9).prop_map(|(number, start, finish)| {
            let day = |day| crate::time::day_of(29_000_000) + chrono::Days::new(u64::from(day));
            let (id, name) = (iteration_id(number), format!("Iteration {number}"));
            let (start, finish) = (day(start), day(finish));
            PlanOp::PutIteration(Iteration { id, name, goal: String::new(), start, finish })
        }),
        1 => (1_u32..4).prop_map(|number| PlanOp::RemoveIteration(iteration_id(number))),
        1 => (0_i64..1500).prop_map(|minutes_per_day| {
            PlanOp::Configure(Settings { minutes_per_day, ..sample().settings })
        }),
    ]
}

pub(super) fn some_op() -> impl Strategy<Value = PlanOp> {
    prop_oneof![
        4 => some_step(),
        1 => prop::collection::vec(some_step(), 0..5).prop_map(PlanOp::Batch),
    ]
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
