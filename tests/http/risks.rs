//! Risks over the wire: written by one at a time, made of a message, marked by a change.

use serde_json::{Value, json};

use crate::firm::*;
use crate::kit::{Answer, World, call};

async fn asked(world: &World, path: &str, who: u128, body: Value) -> Answer {
    world.send(call(&format!("/api/{path}"), &body).with(&team(who))).await
}

/// Asks, and expects that it is done.
async fn done(world: &World, path: &str, who: u128, body: Value) -> Value {
    let answer = asked(world, path, who, body).await;
    assert_eq!(answer.code(), 200, "{path}: {}", answer.text());
    answer.json()
}

/// The risks of the project by number.
async fn risks(world: &World) -> Vec<Value> {
    let found = done(world, "risks/open", MEMBER, json!({ "project": id(OWN) })).await;
    found["risks"].as_array().unwrap().iter().map(|line| line["risk"].clone()).collect()
}

#[tokio::test]
async fn of_two_who_score_a_risk_at_once_the_second_is_told() {
    let world = firm().await;
    let draft = json!({ "title": "A", "inherent": { "probability": 5, "impact": 4 } });
    let body = json!({ "risk": id(risk_of(OWN)), "version": 1, "draft": draft });
    done(&world, "risks/update", MEMBER, body.clone()).await;
    assert_eq!(asked(&world, "risks/update", LEAD, body).await.code(), 409);
    let settled = json!({ "risk": id(risk_of(OWN)), "version": 2, "verdict": "close" });
    done(&world, "risks/settle", LEAD, settled).await;
    let kept = json!({ "risk": id(risk_of(OWN)), "version": 3, "verdict": "keep" });
    let answer = asked(&world, "risks/settle", LEAD, kept).await;
    assert_eq!(answer.json(), json!({ "Refused": "RiskNotOpen" }));
    let outside = json!({ "title": "A", "inherent": { "probability": 6, "impact": 4 } });
    let body = json!({ "risk": id(risk_of(OWN)), "version": 3, "draft": outside });
    assert_eq!(asked(&world, "risks/update", LEAD, body).await.code(), 422);
    let stranger = json!({ "title": "A", "owner": id(STRANGER) });
    let body = json!({ "risk": id(risk_of(OWN)), "version": 3, "draft": stranger });
    assert_eq!(asked(&world, "risks/update", LEAD, body).await.code(), 422);
}

#[tokio::test]
async fn a_message_becomes_a_risk_once() {
    let world = firm().await;
    let body = json!({ "message": id(MESSAGE), "risk": id(970) });
    for _ in 0..2 {
        done(&world, "messages/become_risk", MEMBER, body.clone()).await;
    }
    let found = risks(&world).await;
    assert_eq!(found.len(), 2);
    assert_eq!(found[1]["message"], json!(id(MESSAGE)));
    assert_eq!(found[1]["says"]["source"], json!("message"));
    let other = json!({ "message": id(MESSAGE), "risk": id(971) });
    assert_eq!(asked(&world, "messages/become_risk", MEMBER, other).await.code(), 409);
    assert_eq!(risks(&world).await.len(), 2);
}

#[tokio::test]
async fn a_change_marks_the_risks_of_what_it_touches_until_it_is_taken_back() {
    let world = firm().await;
    let (risk, change) = (id(risk_of(OWN)), id(change_of(OWN)));
    let hit = json!({ "risk": risk, "task": id(HIDDEN_TASK), "is_on": true });
    done(&world, "risks/trace_task", MEMBER, hit).await;
    let op = json!({ "change": { "task": id(HIDDEN_TASK), "to": { "title": "Painting" } } });
    let made = json!({ "id": id(801), "base": 0, "origin": { "view": "gantt" }, "op": op });
    let body = json!({ "option": id(change_option_of(OWN)), "since": 0, "ops": [made] });
    done(&world, "changes/submit_draft", MEMBER, body).await;
    let sheet = done(&world, "changes/open", LEAD, json!({ "change": change })).await;
    assert_eq!(sheet["risks"][0]["id"], json!(risk));
    assert_eq!(sheet["options"][0]["impact"]["risks"], json!([risk]));
    let option = &sheet["options"][0]["option"];
    let body = json!({ "option": option["id"], "version": option["version"], "note": "" });
    done(&world, "changes/approve", LEAD, body).await;
    let body = json!({ "change": change, "version": 2, "baseline": "Change 1" });
    done(&world, "changes/apply", LEAD, body).await;
    let recheck = risks(&world).await[0]["recheck"].clone();
    assert_eq!((&recheck["change"], &recheck["number"]), (&json!(change), &json!(1)));
    done(&world, "changes/take_back", LEAD, json!({ "change": change, "version": 3 })).await;
    assert_eq!(risks(&world).await[0]["recheck"], Value::Null);
}
