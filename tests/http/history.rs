//! The history over the wire: what was done, the plan as it was, named moments.

use domain::TaskId;
use domain::agreement::Content;
use domain::plan::{Dated, PlanOp, TaskChange};
use serde_json::{Value, json};

use crate::firm::*;
use crate::kit::{Answer, World, call, form};

async fn submit(world: &World, who: u128, op: u128, change: &PlanOp) {
    let made = json!({ "id": id(op), "base": 0, "origin": { "view": "gantt" }, "op": change });
    let body = json!({ "project": id(OWN), "since": 0, "ops": [made] });
    let answer = world.send(call("/api/plan/submit", &body).with(&team(who))).await;
    assert_eq!(answer.json()["refused"], json!([]), "{}", answer.text());
}

async fn asked(world: &World, path: &str, who: u128, mut body: Value) -> Answer {
    if body.get("project").is_none() {
        body["project"] = json!(id(OWN));
    }
    world.send(call(&format!("/api/history/{path}"), &body).with(&team(who))).await
}

fn title(task: u128, title: &str) -> PlanOp {
    PlanOp::change(TaskId(id(task)), TaskChange::Title(title.to_owned()))
}

/// The lead renames two tasks, the member reports on one, the lead deletes the other.
async fn lively() -> World {
    let world = firm().await;
    submit(&world, LEAD, 801, &title(TASK, "Put-away")).await;
    submit(&world, LEAD, 802, &title(HIDDEN_TASK, "Painting")).await;
    let actual = Dated { start: Some(29_500_000), finish: None };
    let progress = TaskChange::Progress { percent: 60, actual };
    submit(&world, MEMBER, 803, &PlanOp::change(TaskId(id(TASK)), progress)).await;
    submit(&world, LEAD, 804, &PlanOp::Remove { tasks: vec![TaskId(id(HIDDEN_TASK))] }).await;
    world
}

fn places(answer: &Answer) -> Vec<i64> {
    assert_eq!(answer.code(), 200, "{}", answer.text());
    let answer = answer.json();
    let entries = answer["entries"].as_array().unwrap();
    entries.iter().map(|entry| entry["seq"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn the_history_tells_who_did_what_and_can_be_narrowed() {
    let world = lively().await;
    let cases = [
        (json!({}), vec![4, 3, 2, 1]),
        (json!({ "before": 3 }), vec![2, 1]),
        (json!({ "task": id(TASK) }), vec![3, 1]),
        (json!({ "task": id(HIDDEN_TASK) }), vec![4, 2]),
        (json!({ "by": id(MEMBER) }), vec![3]),
        (json!({ "by": id(LEAD), "task": id(TASK) }), vec![1]),
        (json!({ "by": id(STRANGER) }), vec![]),
        (json!({ "until": "2149-12-31" }), vec![4, 3, 2, 1]),
        (json!({ "until": "1999-12-31" }), vec![]),
        (json!({ "until": "2149-12-31", "before": 3 }), vec![2, 1]),
    ];
    for (body, expected) in cases {
        let answer = asked(&world, "list", MEMBER, json!({ "asked": body })).await;
        assert_eq!(places(&answer), expected, "{body}");
    }
    let page = asked(&world, "list", MEMBER, json!({ "asked": {} })).await.json();
    assert_eq!(page["has_more"], false);
    let progress = &page["entries"][1];
    assert_eq!(progress["origin"], json!({ "view": "gantt", "step": "new" }));
    assert_eq!(progress["brief"]["op"]["change"]["to"]["progress"]["percent"], 60);
    assert_eq!(progress["brief"]["back"]["change"]["to"]["progress"]["percent"], 40);
    // What is gone still has its name.
    let back = &page["entries"][0]["brief"]["back"];
    assert_eq!(back["add"]["tasks"][0]["title"], "Painting");
    let people: Vec<_> = page["people"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!(people, [&json!(id(LEAD)), &json!(id(MEMBER))]);
}

#[tokio::test]
async fn a_long_history_comes_in_pages() {
    let world = firm().await;
    for number in 0..53_u128 {
        submit(&world, LEAD, 800 + number, &title(TASK, &format!("Name {number}"))).await;
    }
    let page = asked(&world, "list", LEAD, json!({ "asked": {} })).await;
    assert_eq!(places(&page), (4..=53).rev().collect::<Vec<_>>());
    assert_eq!(page.json()["has_more"], true);
    let rest = asked(&world, "list", LEAD, json!({ "asked": { "before": 4 } })).await;
    assert_eq!((places(&rest), &rest.json()["has_more"]), (vec![3, 2, 1], &json!(false)));
}

#[tokio::test]
async fn the_plan_opens_as_it_was_and_nobody_may_change_it() {
    let world = lively().await;
    let count = |answer: &Value| answer["opened"]["plan"]["tasks"].as_array().unwrap().len();
    let begin = asked(&world, "open", LEAD, json!({ "seq": 0 })).await.json();
    assert_eq!(begin["last"], Value::Null);
    let third = asked(&world, "open", LEAD, json!({ "seq": 3 })).await.json();
    assert_eq!(third["last"][0]["id"], json!(id(MEMBER)));
    assert_eq!((&third["opened"]["seq"], count(&third)), (&json!(3), count(&begin)));
    for right in ["may_edit", "may_work"] {
        assert_eq!(third["opened"][right], false, "{right}");
    }
    let last = asked(&world, "open", LEAD, json!({ "seq": 4 })).await.json();
    assert_eq!(count(&last), count(&begin) - 1);
    for beyond in [-1, 5, i64::MAX] {
        let answer = asked(&world, "open", LEAD, json!({ "seq": beyond })).await;
        assert_eq!(answer.code(), 404, "{beyond}");
    }
}

#[tokio::test]
async fn a_moment_gets_a_name_and_loses_it() {
    let world = lively().await;
    let pin = |body: Value| asked(&world, "pin", LEAD, body);
    assert_eq!(pin(json!({ "name": "  as signed " , "seq": 2 })).await.code(), 200);
    assert_eq!(pin(json!({ "name": "now" })).await.code(), 200);
    let all = || async { asked(&world, "baselines", MEMBER, json!({})).await.json() };
    let told = |all: &Value| {
        let told = |one: &Value| format!("{} {}", one["seq"], one["name"]);
        all.as_array().unwrap().iter().map(told).collect::<Vec<_>>()
    };
    let pinned = all().await;
    assert_eq!(told(&pinned), ["4 \"now\"", "2 \"as signed\""]);
    assert_eq!(pinned[0]["by"]["name"], "Chen Zhiyuan");
    let unpin = |who, baseline: Value| asked(&world, "unpin", who, json!({ "baseline": baseline }));
    assert_eq!(unpin(MEMBER, pinned[0]["id"].clone()).await.code(), 403);
    assert_eq!(unpin(LEAD, pinned[0]["id"].clone()).await.code(), 200);
    assert_eq!(unpin(LEAD, pinned[0]["id"].clone()).await.code(), 404);
    assert_eq!(told(&all().await), ["2 \"as signed\""]);
    let mut tx = world.db.read().await.unwrap();
    let events = store::events::of_project(&mut tx, domain::ProjectId(id(OWN)), 50).await.unwrap();
    let kinds: Vec<_> = events.iter().map(|event| event.kind.as_str()).collect();
    let count = |kind| kinds.iter().filter(|known| **known == kind).count();
    assert_eq!((count("baseline.pinned"), count("baseline.unpinned")), (2, 1));
}

#[tokio::test]
async fn names_and_moments_are_checked() {
    let world = lively().await;
    let cases = [
        (json!({ "name": " " }), json!({ "Refused": "EmptyName" })),
        (json!({ "name": "a\nb" }), json!({ "Refused": "ControlCharacter" })),
        (
            json!({ "name": "x".repeat(201) }),
            json!({ "Refused": { "TextTooLong": { "max": 200 } } }),
        ),
        (json!({ "name": "A", "seq": 5 }), json!({ "Refused": "Missing" })),
        (json!({ "name": "A", "seq": -1 }), json!({ "Refused": "Missing" })),
    ];
    for (body, expected) in cases {
        let answer = asked(&world, "pin", LEAD, body.clone()).await;
        assert_eq!((answer.code(), answer.json()), (422, expected), "{body}");
    }
    let none = asked(&world, "baselines", LEAD, json!({})).await.json();
    assert_eq!(none, json!([]), "nothing was kept");
}

#[tokio::test]
async fn another_projects_baseline_cannot_be_reached_through_ones_own() {
    let world = firm().await;
    let foreign = json!({ "project": id(OTHER), "name": "theirs" });
    assert_eq!(asked(&world, "pin", OTHER_LEAD, foreign).await.code(), 200);
    let theirs = asked(&world, "baselines", OTHER_LEAD, json!({ "project": id(OTHER) })).await;
    let baseline = theirs.json()[0]["id"].clone();
    let answer = asked(&world, "unpin", LEAD, json!({ "baseline": baseline })).await;
    assert_eq!(answer.code(), 404);
    let theirs = asked(&world, "baselines", OTHER_LEAD, json!({ "project": id(OTHER) })).await;
    assert_eq!(theirs.json().as_array().unwrap().len(), 1);
    // A task of theirs has no history in one's own project.
    let answer = asked(&world, "list", LEAD, json!({ "asked": { "task": id(OTHER_TASK) } })).await;
    assert_eq!(places(&answer), Vec::<i64>::new());
}

#[tokio::test]
async fn the_plan_that_a_client_agrees_to_is_named_and_keeps_its_name() {
    let world = firm().await;
    let subject = json!({ "kind": "baseline", "id": id(OWN) });
    let body = json!({ "project": id(OWN), "subject": subject });
    let standing = world.send(call("/api/agreements/standing", &body).with(&team(LEAD))).await;
    let content: Content = serde_json::from_value(standing.json()["content"].clone()).unwrap();
    let hash = content.hash().to_string();
    let ask = |request: u128| {
        let terms = json!({ "why": "", "outcome": "We begin", "due": null, "minutes": 0 });
        let question =
            json!({ "id": id(request), "hash": hash, "approver": id(CONTACT), "terms": terms });
        let body = json!({ "project": id(OWN), "subject": subject, "question": question });
        call("/api/agreements/ask", &body).with(&team(LEAD))
    };
    let asked_for = world.send(ask(901)).await;
    assert_eq!(asked_for.code(), 200, "{}", asked_for.text());
    let pinned = asked(&world, "baselines", LEAD, json!({})).await.json();
    assert_eq!((pinned.as_array().map(Vec::len), &pinned[0]["seq"]), (Some(1), &json!(0)));
    let unpin = json!({ "baseline": pinned[0]["id"] });
    let refused = asked(&world, "unpin", LEAD, unpin.clone()).await;
    assert_eq!((refused.code(), refused.json()), (422, json!({ "Refused": "BaselineAsked" })));
    let path = format!("/portal/{}/decisions/{}", id(OWN), id(901));
    let agreed = form(&path, &format!("choice=agreed&hash={hash}&option=&words="));
    assert_eq!(world.send(agreed.with(&contact(CONTACT))).await.code(), 303);
    let refused = asked(&world, "unpin", LEAD, unpin).await;
    assert_eq!((refused.code(), refused.json()), (422, json!({ "Refused": "BaselineSigned" })));
    // The same plan put forward once more is the same moment.
    assert_eq!(world.send(ask(902)).await.code(), 200);
    let again = asked(&world, "baselines", LEAD, json!({})).await.json();
    let mut signed = pinned;
    signed[0]["agreed"] = json!(1);
    assert_eq!(again, signed);
}
