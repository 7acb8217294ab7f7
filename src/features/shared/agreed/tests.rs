//! What leaves the agreed dates: A takes 3 days from Monday 2026-03-02, B 2 days after A.

use domain::plan::link::{Lag, LinkKind};
use domain::plan::{Calendar, Link, Plan, PlanOp, Rank, Task, TaskChange, TaskDuration};
use domain::{CalendarId, LinkId};

use super::*;

fn id(name: char) -> TaskId {
    TaskId::new(u64::from(u32::from(name)), [0; 10])
}

fn view() -> PlanView {
    let monday = time::start_of("2026-03-02".parse().unwrap());
    let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
    let mut plan = Plan::new(monday, calendar, Vec::new());
    for ((name, days), rank) in [('A', 3), ('B', 2)].into_iter().zip(Rank::sequence(2)) {
        let number = plan.next_number();
        let mut task = Task::new(id(name), number, name.to_string(), rank);
        task.duration = TaskDuration::days(days, 480);
        plan.tasks.insert(task.id, task);
    }
    let (from, to, kind) = (id('A'), id('B'), LinkKind::FinishToStart);
    let link = Link { id: LinkId::new(0, [0; 10]), from, to, kind, lag: Lag::default() };
    plan.links.insert(link.id, link);
    PlanView::of(plan)
}

/// The finishes to which the client agreed: of the tasks that it saw, each so many days later than
/// the plan says now.
fn agreed(view: &PlanView, seen: &[(char, i64)]) -> Agreed {
    let dates = seen.iter().map(|(name, later)| {
        let now = view.scheduled.dates(id(*name)).unwrap();
        (id(*name), now.start, now.finish + later * time::DAY)
    });
    let dates = dates.collect();
    baseline_api::Agreed { name: "Plan".into(), number: 3, dates }.into()
}

#[test]
fn agreed_dates_are_left_by_what_moves_and_has_kept_to_them() {
    let longer = |name| PlanOp::change(id(name), TaskChange::Duration(TaskDuration::days(4, 480)));
    let cases = [
        (longer('A'), vec![('A', 0), ('B', 0)], true),
        // What comes after it moves with it.
        (longer('A'), vec![('B', 0)], true),
        (longer('B'), vec![('A', 0)], false),
        (longer('B'), vec![], false),
        // It has left the agreed date long ago.
        (longer('B'), vec![('B', 2)], false),
        (PlanOp::change(id('A'), TaskChange::Title("C".into())), vec![('A', 0)], false),
    ];
    let view = view();
    for (op, seen, expected) in cases {
        let found = view.foresee(&op).unwrap();
        assert_eq!(agreed(&view, &seen).is_left(&view, &found), expected, "{op:?} {seen:?}");
    }
}
