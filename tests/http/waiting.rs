//! What waits for the decision or the work of somebody of the team: who is told, and when it is
//! over.

use domain::TaskId;
use domain::plan::{PlanOp, TaskChange};
use serde_json::{Value, json};

use crate::firm::{self, *};
use crate::kit::{World, call, form};

async fn done(world: &World, path: &str, who: u128, body: Value) -> Value {
    let answer = world.send(call(&format!("/api/{path}"), &body).with(&team(who))).await;
    assert_eq!(answer.code(), 200, "{path}: {}", answer.text());
    answer.json()
}

/// The items of these kinds in somebody's inbox, the same as on the cards of the home page.
async fn waiting(world: &World, who: u128, kinds: &[&str]) -> Vec<Value> {
    let of = |items: &Value| -> Vec<Value> {
        let items = items.as_array().unwrap().iter();
        items.filter(|item| kinds.iter().any(|kind| item["kind"] == *kind)).cloned().collect()
    };
    let found = of(&done(world, "inbox/open", who, json!({})).await);
    let day = done(world, "home/day", who, json!({})).await;
    assert_eq!(of(&day["waiting"]), found);
    found
}

async fn decide(world: &World, choice: &str, words: &str) {
    let hash = record(REQUEST, OWN, LEAD, 1, domain::time::Timestamp(0)).hash;
    let path = format!("/portal/{}/decisions/{}", id(OWN), id(REQUEST));
    let body = format!("choice={choice}&hash={hash}&option=&words={words}");
    let answer = world.send(form(&path, &body).with(&firm::contact(CONTACT))).await;
    assert_eq!(answer.code(), 303, "{}", answer.text());
}

#[tokio::test]
async fn what_the_client_returned_waits_for_the_lead_with_its_reason() {
    let world = firm().await;
    assert_eq!(waiting(&world, LEAD, &["returned"]).await, [] as [Value; 0]);
    decide(&world, "returned", "The%20dates%20are%20missing").await;
    let found = waiting(&world, LEAD, &["returned"]).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["about"]["returned"]["subject"]["kind"], "scope");
    assert!(found[0]["text"].as_str().unwrap().contains("The dates are missing"));
    for who in [MEMBER, STRANGER, OTHER_LEAD, SPONSOR] {
        assert_eq!(waiting(&world, who, &["returned"]).await, [] as [Value; 0], "{who}");
    }
}

#[tokio::test]
async fn a_condition_waits_for_who_does_it_until_it_is_done() {
    let world = firm().await;
    decide(&world, "conditional", "Two%20more%20gates").await;
    let found = waiting(&world, LEAD, &["action"]).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((&found[0]["text"], &found[0]["owner"]), (&json!("Two more gates"), &Value::Null));
    assert_eq!(waiting(&world, MEMBER, &["action"]).await.len(), 0);
    let summary = done(&world, "agreements/summary", MEMBER, json!({ "project": id(OWN) })).await;
    assert_eq!(summary["conditions"][0][0]["text"], "Two more gates", "the overview tells it too");
    let item = found[0]["id"].clone();
    let set = |version: i32, due: &str, is_done: bool| {
        json!({
            "item": item, "version": version, "owner": id(MEMBER), "due": due, "is_done": is_done,
        })
    };
    let typing = call("/api/agreements/set_item", &set(1, "0002-01-31", false));
    assert_eq!(world.send(typing.with(&team(LEAD))).await.code(), 422, "no day that is kept");
    let mut given = set(1, "2036-01-31", false);
    given["owner"] = json!(id(STRANGER));
    let ask = call("/api/agreements/set_item", &given).with(&team(LEAD));
    assert_eq!(world.send(ask).await.json(), json!({ "Refused": "Missing" }), "no part in it");
    done(&world, "agreements/set_item", LEAD, set(1, "2036-01-31", false)).await;
    assert_eq!(waiting(&world, LEAD, &["action"]).await.len(), 0, "somebody does it in time");
    assert_eq!(waiting(&world, MEMBER, &["action"]).await.len(), 1);
    done(&world, "agreements/set_item", LEAD, set(2, "2020-01-31", false)).await;
    let late = waiting(&world, LEAD, &["action"]).await;
    assert_eq!(late[0]["about"]["action"]["is_late"], true);
    assert!(late[0]["owner"].is_string(), "{late:?}");
    done(&world, "agreements/set_item", LEAD, set(3, "2020-01-31", true)).await;
    assert_eq!(waiting(&world, MEMBER, &["action"]).await.len(), 0);
}

#[tokio::test]
async fn a_change_waits_to_be_decided_then_to_be_applied_then_its_steps_do() {
    let world = firm().await;
    let option = id(change_option_of(OWN));
    assert_eq!(waiting(&world, LEAD, &["change", "step"]).await.len(), 0, "nothing is drawn yet");
    let op = PlanOp::change(TaskId(id(HIDDEN_TASK)), TaskChange::Title("Painting".to_owned()));
    let made = json!({ "id": id(801), "base": 0, "origin": { "view": "gantt" }, "op": op });
    let draw = json!({ "option": option, "since": 0, "ops": [made] });
    done(&world, "changes/submit_draft", MEMBER, draw).await;
    let found = waiting(&world, LEAD, &["change"]).await;
    assert_eq!(found[0]["about"]["change"]["needs"], "decision", "{found:?}");
    assert_eq!(waiting(&world, MEMBER, &["change"]).await.len(), 0);
    let approve = json!({ "option": option, "version": 2, "note": "" });
    done(&world, "changes/approve", LEAD, approve).await;
    let found = waiting(&world, LEAD, &["change"]).await;
    assert_eq!(found[0]["about"]["change"]["needs"], "applying", "{found:?}");
    let apply = json!({ "change": id(change_of(OWN)), "version": 2, "baseline": "Change 1" });
    done(&world, "changes/apply", LEAD, apply).await;
    assert_eq!(waiting(&world, LEAD, &["change"]).await.len(), 0);
    assert_eq!(waiting(&world, LEAD, &["step"]).await.len(), 1);
    assert_eq!(waiting(&world, OTHER_LEAD, &["step"]).await.len(), 0);
}

#[tokio::test]
async fn a_request_that_nobody_can_answer_any_more_waits_for_the_lead_until_asked_again() {
    let world = firm().await;
    assert_eq!(waiting(&world, LEAD, &["overdue"]).await, [] as [Value; 0]);
    let role = |version: i32, role: &str| {
        let draft = json!({ "name": "A", "title": "", "email": "", "phone": "", "role": role });
        json!({ "contact": id(CONTACT), "version": version, "draft": draft })
    };
    done(&world, "clients/update_contact", LEAD, role(1, "observer")).await;
    let found = waiting(&world, LEAD, &["overdue"]).await;
    assert!(!found.is_empty());
    assert!(found.iter().any(|item| item["about"]["stuck"]["subject"]["kind"] == "scope"));
    assert_eq!(waiting(&world, MEMBER, &["overdue"]).await, [] as [Value; 0]);
    let list = done(&world, "agreements/list", LEAD, json!({ "project": id(OWN) })).await;
    assert_eq!(list["waiting"][0]["deciders"], json!([]));
    // With the role back, the same request can be answered: nothing was closed.
    done(&world, "clients/update_contact", LEAD, role(2, "approver")).await;
    assert_eq!(waiting(&world, LEAD, &["overdue"]).await, [] as [Value; 0]);
}
