//! Plan operations over the wire: decided by the server, once, by who may.

use domain::plan::{Dated, PlanOp, Rank, Task, TaskChange};
use domain::{LinkId, TaskId};
use serde_json::{Value, json};

use crate::firm::*;
use crate::kit::{Answer, World, call};

async fn submit(world: &World, who: u128, (since, op): (i64, u128), change: &PlanOp) -> Answer {
    let made = json!({ "id": id(op), "base": since, "origin": { "view": "list" }, "op": change });
    let body = json!({ "project": id(OWN), "since": since, "ops": [made] });
    world.send(call("/api/plan/submit", &body).with(&team(who))).await
}

/// Why the only operation of a call was not taken; null when it was.
fn refused(answer: &Answer) -> Value {
    assert_eq!(answer.code(), 200, "{}", answer.text());
    answer.json()["refused"][0][1].clone()
}

async fn opened(world: &World) -> Value {
    let body = json!({ "project": id(OWN), "had": {} });
    world.send(call("/api/plan/open", &body).with(&team(LEAD))).await.json()
}

fn change(task: u128, to: TaskChange) -> PlanOp {
    PlanOp::change(TaskId(id(task)), to)
}

fn progress(percent: u8) -> TaskChange {
    TaskChange::Progress { percent, actual: Dated { start: Some(29_500_000), finish: None } }
}

#[tokio::test]
async fn an_operation_is_numbered_and_a_replay_changes_nothing() {
    let world = firm().await;
    let rename = change(TASK, TaskChange::Title("Put-away".to_owned()));
    let first = submit(&world, LEAD, (0, 801), &rename).await;
    assert_eq!(first.code(), 200, "{}", first.text());
    assert_eq!(first.json()["committed"][0]["seq"], 1);
    let again = submit(&world, LEAD, (0, 801), &rename).await;
    assert_eq!(again.json(), first.json());
    // The same name with another content is a replay too: the first one holds.
    let other = change(TASK, TaskChange::Title("Other".to_owned()));
    assert_eq!(submit(&world, LEAD, (0, 801), &other).await.json(), first.json());
    let plan = opened(&world).await;
    assert_eq!(plan["seq"], 1);
    let title = &plan["plan"]["tasks"][0]["title"];
    assert_eq!(title, "Put-away");
    let events = {
        let mut tx = world.db.read().await.unwrap();
        let project = domain::ProjectId(id(OWN));
        let events = store::events::of_project(&mut tx, project, 50).await.unwrap();
        events.iter().filter(|event| event.kind == "plan.changed").count()
    };
    assert_eq!(events, 1, "one operation is one event");
}

#[tokio::test]
async fn a_refusal_has_a_code_and_changes_nothing() {
    let world = firm().await;
    let before = opened(&world).await;
    let link = |from, to| domain::plan::Link {
        id: LinkId(id(802)),
        from: TaskId(id(from)),
        to: TaskId(id(to)),
        kind: domain::plan::link::LinkKind::FinishToStart,
        lag: domain::plan::link::Lag::default(),
    };
    let last = Rank::sequence(1).remove(0);
    let double = Task::new(TaskId(id(TASK)), 9, "double".to_owned(), last);
    let cases = [
        (change(TASK, TaskChange::Title(" ".to_owned())), json!({ "Refused": "EmptyName" })),
        (change(599, TaskChange::Title("A".to_owned())), json!({ "Refused": "Missing" })),
        (PlanOp::Link(link(TASK, 599)), json!({ "Refused": "Missing" })),
        (PlanOp::Add { tasks: vec![double], links: Vec::new() }, json!({ "Refused": "Exists" })),
    ];
    for (number, (op, expected)) in (810..).zip(cases) {
        // A good step before the bad one is taken back with it.
        let good = change(TASK, TaskChange::Title("half".to_owned()));
        let batch = PlanOp::Batch(vec![good, op.clone()]);
        for op in [op, batch] {
            let answer = submit(&world, LEAD, (0, number), &op).await;
            assert_eq!(refused(&answer), expected, "{op:?}");
        }
    }
    let mut after = opened(&world).await;
    after["now"] = before["now"].clone();
    assert_eq!(after, before);
    let there = PlanOp::Batch(vec![PlanOp::Link(link(TASK, MILESTONE)), {
        let back = domain::plan::Link { id: LinkId(id(803)), ..link(MILESTONE, TASK) };
        PlanOp::Link(back)
    }]);
    let answer = submit(&world, LEAD, (0, 830), &there).await;
    assert!(refused(&answer)["Refused"]["WouldLoop"].is_object(), "a loop is refused");
    assert_eq!(opened(&world).await["seq"], 0);
}

#[tokio::test]
async fn a_member_reports_on_own_tasks_only() {
    let world = firm().await;
    let report = PlanOp::Batch(vec![
        change(TASK, progress(60)),
        change(TASK, TaskChange::Blocked(Some("no data".to_owned()))),
    ]);
    assert_eq!(refused(&submit(&world, MEMBER, (0, 801), &report).await), Value::Null);
    let forbidden = [
        change(TASK, TaskChange::Title("mine".to_owned())),
        change(TASK, TaskChange::ClientVisible(false)),
        change(TASK, TaskChange::Assignee(None)),
        change(HIDDEN_TASK, progress(10)),
        PlanOp::Remove { tasks: vec![TaskId(id(TASK))] },
        PlanOp::Batch(vec![change(TASK, progress(70)), change(HIDDEN_TASK, progress(70))]),
    ];
    for (number, op) in (802..).zip(forbidden) {
        let answer = submit(&world, MEMBER, (0, number), &op).await;
        assert_eq!(refused(&answer), json!("Forbidden"), "{op:?}");
    }
    assert_eq!(opened(&world).await["seq"], 1);
}

#[tokio::test]
async fn a_report_that_was_taken_is_not_refused_when_the_task_is_somebody_elses_by_now() {
    let world = firm().await;
    let report = change(TASK, progress(60));
    let first = submit(&world, MEMBER, (0, 801), &report).await;
    assert_eq!(refused(&first), Value::Null);
    let away = change(TASK, TaskChange::Assignee(None));
    assert_eq!(refused(&submit(&world, LEAD, (1, 802), &away).await), Value::Null);
    // The answer was lost on the way, and the browser sends it again.
    let again = submit(&world, MEMBER, (0, 801), &report).await;
    assert_eq!(refused(&again), Value::Null);
    assert_eq!(again.json()["committed"][0], first.json()["committed"][0]);
    let late = submit(&world, MEMBER, (0, 803), &report).await;
    assert_eq!(refused(&late), json!("Forbidden"));
    assert_eq!(opened(&world).await["seq"], 2);
}

#[tokio::test]
async fn another_projects_task_cannot_be_reached_through_ones_own() {
    let world = firm().await;
    let op = change(OTHER_TASK, TaskChange::Title("taken".to_owned()));
    let answer = submit(&world, LEAD, (0, 801), &op).await;
    assert_eq!(refused(&answer), json!({ "Refused": "Missing" }));
}

#[tokio::test]
async fn of_two_authors_of_one_thing_the_second_is_told_by_whom() {
    let world = firm().await;
    let title = |text: &str| change(TASK, TaskChange::Title(text.to_owned()));
    let (first, second) = (title("one"), title("two"));
    let (one, two) = tokio::join!(
        submit(&world, LEAD, (0, 801), &first),
        submit(&world, ADMINISTRATOR, (0, 802), &second),
    );
    let (winner, told) = match (refused(&one), refused(&two)) {
        (Value::Null, told) => (LEAD, told),
        (told, Value::Null) => (ADMINISTRATOR, told),
        both => panic!("one of them wins: {both:?}"),
    };
    let part = json!({ "task": [id(TASK), "title"] });
    assert_eq!(told, json!({ "Overtaken": { "by": id(winner), "part": part } }));
    assert_eq!(opened(&world).await["seq"], 1);
    // Who knows of the other's change may repeat the own one; and the same value is no dispute.
    let again = submit(&world, LEAD, (1, 803), &title("three")).await;
    assert_eq!(refused(&again), Value::Null);
    let same = submit(&world, ADMINISTRATOR, (1, 804), &title("three")).await;
    assert_eq!(refused(&same), Value::Null);
    // Another property of the same task is another thing; the task as a whole is not.
    let other = submit(&world, MEMBER, (0, 805), &change(TASK, progress(10))).await;
    assert_eq!(refused(&other), Value::Null);
    assert_eq!(other.json()["committed"].as_array().unwrap().len(), 4);
    let remove = PlanOp::Remove { tasks: vec![TaskId(id(TASK))] };
    let told = refused(&submit(&world, LEAD, (0, 806), &remove).await);
    assert_eq!(told["Overtaken"]["by"], json!(id(MEMBER)));
}

#[tokio::test]
async fn what_somebody_put_below_a_task_does_not_go_with_it_unseen() {
    let world = firm().await;
    let last = Rank::sequence(1).remove(0);
    let below = Task::new(TaskId(id(850)), 90, "Below".to_owned(), last);
    let below = Task { parent: Some(TaskId(id(TASK))), ..below };
    let add = PlanOp::Add { tasks: vec![below], links: Vec::new() };
    assert_eq!(refused(&submit(&world, ADMINISTRATOR, (0, 801), &add).await), Value::Null);
    let remove = PlanOp::Remove { tasks: vec![TaskId(id(TASK))] };
    let part = json!({ "task": [id(850), "whole"] });
    let told = json!({ "Overtaken": { "by": id(ADMINISTRATOR), "part": part } });
    for (number, op) in [(802, remove.clone()), (803, PlanOp::Batch(vec![remove.clone()]))] {
        assert_eq!(refused(&submit(&world, LEAD, (0, number), &op).await), told);
    }
    // Who knows of it may take both away.
    assert_eq!(refused(&submit(&world, LEAD, (1, 804), &remove).await), Value::Null);
}

#[tokio::test]
async fn who_knows_what_never_was_opens_the_plan_anew() {
    let world = firm().await;
    let rename = change(TASK, TaskChange::Title("Put-away".to_owned()));
    let made = |base: i64| {
        let id = id(801);
        json!({ "id": id, "base": base, "origin": { "view": "list" }, "op": &rename })
    };
    for (since, base) in [(1, 0), (0, 1), (i64::MAX, i64::MAX), (99, 0)] {
        let body = json!({ "project": id(OWN), "since": since, "ops": [made(base)] });
        let answer = world.send(call("/api/plan/submit", &body).with(&team(LEAD))).await;
        assert_eq!((answer.code(), answer.json()), (409, json!("Gap")), "{since} {base}");
    }
    assert_eq!(opened(&world).await["seq"], 0);
    assert_eq!(refused(&submit(&world, LEAD, (-5, 801), &rename).await), Value::Null);
}

#[tokio::test]
async fn a_step_of_thousands_of_tasks_is_undone_and_done_again() {
    let world = firm().await;
    let ranks = Rank::sequence(3_000);
    let task = |(number, rank): (u32, &Rank)| Task {
        description: "as agreed ".repeat(80),
        ..Task::new(
            TaskId(id(10_000 + u128::from(number))),
            1_000 + number,
            "A".to_owned(),
            rank.clone(),
        )
    };
    let tasks: Vec<Task> = (0..).zip(&ranks).map(task).collect();
    let ids = tasks.iter().map(|task| task.id).collect();
    let (add, remove) = (PlanOp::Add { tasks, links: vec![] }, PlanOp::Remove { tasks: ids });
    let size = serde_json::to_string(&add).unwrap().len();
    assert!(size > 2 * 1024 * 1024, "more than other calls may bring: {size}");
    let count = |plan: &Value| plan["plan"]["tasks"].as_array().unwrap().len();
    let before = count(&opened(&world).await);
    // Done, deleted, undone, deleted again.
    for (number, op) in (801..).zip([&add, &remove, &add, &remove]) {
        let known = i64::try_from(number).unwrap() - 801;
        assert_eq!(refused(&submit(&world, LEAD, (known, number), op).await), Value::Null);
        let more = if number % 2 == 1 { ranks.len() } else { 0 };
        assert_eq!(count(&opened(&world).await), before + more);
    }
    // Nobody else has so much read.
    let body = json!({ "project": id(OWN), "since": 0, "ops": [{ "op": &add }] });
    for who in [String::new(), contact(CONTACT)] {
        let answer = world.send(call("/api/plan/submit", &body).with(&who)).await;
        assert_eq!((answer.code(), answer.json()), (413, json!("TooLarge")));
    }
}

#[tokio::test]
async fn of_many_operations_the_good_ones_are_taken() {
    let world = firm().await;
    let made = |number: u128, op: &PlanOp| {
        let id = id(number);
        json!({ "id": id, "base": 0, "origin": { "view": "board" }, "op": op })
    };
    let ops = [
        made(801, &change(TASK, progress(20))),
        made(802, &change(599, progress(20))),
        made(803, &change(TASK, progress(40))),
    ];
    let body = json!({ "project": id(OWN), "since": 0, "ops": ops });
    let answer = world.send(call("/api/plan/submit", &body).with(&team(LEAD))).await;
    assert_eq!(answer.json()["refused"], json!([[id(802), { "Refused": "Missing" }]]));
    assert_eq!(answer.json()["committed"].as_array().unwrap().len(), 2);
    assert_eq!(opened(&world).await["plan"]["tasks"][0]["percent"], 40);
    let many = vec![made(900, &PlanOp::Batch(Vec::new())); 101];
    let body = json!({ "project": id(OWN), "since": 0, "ops": many });
    let answer = world.send(call("/api/plan/submit", &body).with(&team(LEAD))).await;
    assert_eq!(answer.json(), json!({ "Refused": { "TooMany": { "max": 100 } } }));
}

#[tokio::test]
async fn completing_from_home_is_the_move_to_done() {
    let world = firm().await;
    let body = json!({ "project": id(OWN), "task": id(TASK), "id": id(801) });
    for _ in 0..2 {
        let answer = world.send(call("/api/home/complete", &body).with(&team(MEMBER))).await;
        assert_eq!(answer.code(), 200, "{}", answer.text());
    }
    let task = &opened(&world).await["plan"]["tasks"][0];
    assert_eq!(task["percent"], 100);
    let body = json!({ "project": id(OWN), "task": id(MILESTONE), "id": id(802) });
    let answer = world.send(call("/api/home/complete", &body).with(&team(MEMBER))).await;
    assert_eq!(answer.code(), 403, "{}", answer.text());
}
