//! How long a replica takes to apply one operation and reschedule, and how large a plan is on the
//! wire: `cargo bench -p domain`.

use std::time::Instant;

use domain::change::{Impact, Traces};
use domain::plan::apply::apply;
use domain::plan::link::{Lag, LinkKind};
use domain::plan::{
    Calendar, Committed, Constraint, ConstraintKind, Link, Origin, Plan, PlanOp, PlanView, Rank,
    Replica, Scheduled, Task, TaskChange, TaskDuration,
};
use domain::time::{DAY, Timestamp, minute_at};
use domain::{CalendarId, LinkId, OpId, TaskId, UserId};

/// How often each thing is done.
const RUNS: usize = 200;

fn main() {
    for count in [1_000, 10_000] {
        let plan = plan_of(count);
        let text = serde_json::to_string(&plan).expect("a plan has a text");
        let bytes = text.len() / count;
        println!("{count} tasks: {} kB of JSON, {bytes} bytes a task", text.len() / 1000);
        let times = (0..20).map(|_| time(|| drop(ready(&text))));
        report(&format!("{count} tasks: from its text, ready to draw"), times.collect());
        let times = (0..20).map(|_| time(|| drop(PlanView::of(plan.clone()))));
        report(&format!("{count} tasks: view of a plan"), times.collect());
        report(&format!("{count} tasks: one operation"), operations(&plan));
        for pending in [0, 10] {
            let name = format!("{count} tasks: one of somebody else, {pending} pending");
            report(&name, received(&plan, pending));
        }
        report(&format!("{count} tasks: consequence of one move"), consequences(&plan));
        report(&format!("{count} tasks: consequence of a link"), links(&plan));
        report(&format!("{count} tasks: impact of a change"), impacts(&plan));
    }
}

/// What a browser does between the last byte of a plan and its first picture, but for the drawing:
/// the plan read from its text, its dates and its rows.
fn ready(text: &str) -> Replica {
    let plan: Plan = serde_json::from_str(text).expect("a plan that was written is read");
    Replica::new(UserId(uuid(1)), 0, plan)
}

/// Durations change up and down, one task after the other; each change reschedules.
fn operations(plan: &Plan) -> Vec<f64> {
    let tasks: Vec<TaskId> = plan.tasks.keys().copied().collect();
    let mut replica = Replica::new(UserId(uuid(1)), 0, plan.clone());
    let run = |run: usize| {
        let op = lasting(&tasks, run);
        time(|| {
            let id = OpId(uuid(run + 1));
            drop(replica.apply(id, op, Origin::default()));
        })
    };
    (0..RUNS).map(run).collect()
}

/// The same when somebody else does it, while so many own operations are on their way.
fn received(plan: &Plan, pending: usize) -> Vec<f64> {
    let tasks: Vec<TaskId> = plan.tasks.keys().copied().collect();
    let mut replica = Replica::new(UserId(uuid(1)), 0, plan.clone());
    for number in 0..pending {
        let (id, op) = (OpId(uuid(900_000 + number)), lasting(&tasks, 7_001 + number));
        drop(replica.apply(id, op, Origin::default()));
    }
    let run = |run: usize| {
        let entry = Committed {
            seq: i64::try_from(run + 1).expect("small"),
            id: OpId(uuid(run + 1)),
            by: UserId(uuid(2)),
            at: Timestamp(0),
            origin: Origin::default(),
            op: lasting(&tasks, run),
        };
        time(|| drop(replica.catch_up(&[entry]).expect("no gap")))
    };
    (0..RUNS).map(run).collect()
}

/// A task lasts longer or shorter.
fn lasting(tasks: &[TaskId], run: usize) -> PlanOp {
    let days = 1 + i64::try_from(run % 5).expect("small");
    let to = TaskChange::Duration(TaskDuration::days(days, 480));
    PlanOp::change(tasks[run * 37 % tasks.len()], to)
}

/// What a move of one bar would do, tried on a scratch and taken back, one task after the other.
fn consequences(plan: &Plan) -> Vec<f64> {
    let tasks: Vec<TaskId> = plan.tasks.keys().copied().collect();
    let view = PlanView::of(plan.clone());
    // The copy to try on is made with the first.
    drop(view.foresee(&moving(&view, &tasks, 0)));
    let run = |run: usize| {
        let op = moving(&view, &tasks, run);
        time(|| drop(view.foresee(&op).expect("the task is there")))
    };
    (0..RUNS).map(run).collect()
}

/// A bar is moved by one to five days.
fn moving(view: &PlanView, tasks: &[TaskId], run: usize) -> PlanOp {
    let task = tasks[run * 37 % tasks.len()];
    let days = 1 + i64::try_from(run % 5).expect("small");
    let at = view.scheduled.dates(task).expect("it is planned").start + days * DAY;
    let bound = Constraint { kind: ConstraintKind::StartNoEarlierThan, at };
    PlanOp::change(task, TaskChange::Constraint(Some(bound)))
}

/// What it would do to take away one link, one after the other.
fn links(plan: &Plan) -> Vec<f64> {
    let view = PlanView::of(plan.clone());
    let links: Vec<LinkId> = plan.links.keys().copied().collect();
    drop(view.foresee(&PlanOp::Unlink(links[0])));
    let run = |run: usize| {
        let op = PlanOp::Unlink(links[run * 37 % links.len()]);
        time(|| drop(view.foresee(&op).expect("the link is there")))
    };
    (0..50).map(run).collect()
}

/// What ten operations of a branch do to a plan: the branch made anew, scheduled and compared.
fn impacts(plan: &Plan) -> Vec<f64> {
    let tasks: Vec<TaskId> = plan.tasks.keys().copied().collect();
    let was = Scheduled::of(plan);
    let run = |run: usize| {
        time(|| {
            let mut branch = plan.clone();
            for step in 0..10 {
                let to = TaskChange::Duration(TaskDuration::days(7, 480));
                let op = PlanOp::change(tasks[(run + step) * 97 % tasks.len()], to);
                apply(&mut branch, &op).expect("the tasks are there");
            }
            let is = Scheduled::of(&branch);
            drop(Impact::between((plan, &was), (&branch, &is), &Traces::default()));
        })
    };
    (0..50).map(run).collect()
}

fn time(work: impl FnOnce()) -> f64 {
    let begin = Instant::now();
    work();
    begin.elapsed().as_secs_f64() * 1_000.0
}

fn report(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let (median, p95) = (times[times.len() / 2], times[times.len() * 95 / 100]);
    println!("{name:<48} {median:8.3} ms   (95 %: {p95:.3})");
}

/// Tasks in chains of ten, with every third also waiting for one further back.
fn plan_of(count: usize) -> Plan {
    let start = minute_at("2026-03-02T09:00:00".parse().expect("a time"));
    let office = Calendar::office(CalendarId(uuid(1)), "Office".to_owned());
    let mut plan = Plan::new(start, office, Vec::new());
    let ranks = Rank::sequence(count);
    for (number, rank) in ranks.into_iter().enumerate() {
        let id = TaskId(uuid(number));
        let counted = u32::try_from(number + 1).expect("small");
        plan.tasks.insert(id, Task::new(id, counted, format!("Task {counted}"), rank));
        let before = [(number % 10 != 0, 1), (number % 3 == 0 && number > 20, 17)];
        for (is_there, back) in before {
            if is_there {
                let (from, to) = (TaskId(uuid(number - back)), TaskId(uuid(number)));
                let link = Link::new(from, to, LinkKind::FinishToStart, Lag::default());
                plan.links.insert(link.id, link);
            }
        }
    }
    plan
}

/// Ids as large as real ones, in the order of their numbers.
fn uuid(number: usize) -> uuid::Uuid {
    let number = number as u128;
    let noise = number.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835) >> 64;
    uuid::Uuid::from_u128((0x019a_0000_0000_7000 + number) << 64 | noise)
}
