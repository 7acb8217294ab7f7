//! Goals and scope over the wire: who was faster, the order of lines, what the client is asked, and
//! the work that nobody asked for.

use accord::server::scope;
use accord::server::state::AppState;
use domain::ProjectId;
use serde_json::{Value, json};

use crate::firm::{self, *};
use crate::kit::{Answer, World, call, form};

async fn send(world: &World, verb: &str, body: Value) -> Answer {
    world.send(call(&format!("/api/scope/{verb}"), &body).with(&team(MEMBER))).await
}

async fn opened(world: &World) -> Value {
    let answer = send(world, "open", json!({ "project": id(OWN) })).await;
    assert_eq!(answer.code(), 200, "{}", answer.text());
    answer.json()
}

async fn add(world: &World, number: u128, text: &str, before: Option<u128>) {
    let draft = json!({ "kind": "in", "text": text });
    let before = before.map(id);
    let body = json!({ "project": id(OWN), "id": id(number), "draft": draft, "before": before });
    for _ in 0..2 {
        assert_eq!(send(world, "add_item", body.clone()).await.code(), 200, "sent twice");
    }
}

/// The texts of the lines in scope, in their order.
async fn lines(world: &World) -> Vec<String> {
    let opened = opened(world).await;
    let items = opened["items"].as_array().unwrap().iter();
    let items = items.filter(|item| item["kind"] == "in");
    items.map(|item| item["text"].as_str().unwrap().to_owned()).collect()
}

fn goal(title: &str) -> Value {
    json!({
        "title": title, "measure": "", "reachable": "", "relevance": "", "due": null,
        "milestone": id(MILESTONE),
    })
}

#[tokio::test]
async fn a_goal_is_changed_by_one_at_a_time_and_comes_back_with_its_number() {
    let world = firm().await;
    for (number, title) in [(801, "Second"), (802, "Third")] {
        let body = json!({ "project": id(OWN), "id": id(number), "draft": goal(title) });
        assert_eq!(send(&world, "add_goal", body).await.code(), 200);
    }
    let change = json!({ "goal": id(801), "version": 1, "draft": goal("Changed") });
    assert_eq!(send(&world, "change_goal", change.clone()).await.code(), 200);
    assert_eq!(send(&world, "change_goal", change).await.code(), 409);
    let empty = json!({ "goal": id(801), "version": 2, "draft": goal(" ") });
    assert_eq!(send(&world, "change_goal", empty).await.code(), 422);
    let remove = json!({ "goal": id(801), "version": 2 });
    assert_eq!(send(&world, "remove_goal", remove).await.code(), 200);
    let back = json!({ "project": id(OWN), "id": id(801), "draft": goal("Changed"), "number": 2 });
    assert_eq!(send(&world, "add_goal", back).await.code(), 200);
    let opened = opened(&world).await;
    let goals: Vec<_> =
        opened["goals"].as_array().unwrap().iter().map(|line| &line["goal"]).collect();
    let numbers: Vec<_> = goals.iter().map(|goal| goal["number"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(goals[1]["says"]["title"], "Changed");
    assert_eq!(opened["goals"][1]["work"], json!({ "all": 0, "done": 0 }));
}

#[tokio::test]
async fn a_line_goes_where_it_is_put() {
    let world = firm().await;
    let first = lines(&world).await.remove(0);
    add(&world, 801, "B", None).await;
    add(&world, 802, "C", None).await;
    add(&world, 803, "A", Some(801)).await;
    assert_eq!(lines(&world).await, [first.as_str(), "A", "B", "C"]);
    let last = json!({ "item": id(OWN + SCOPE_ITEM), "before": null });
    assert_eq!(send(&world, "move_item", last).await.code(), 200);
    assert_eq!(lines(&world).await, ["A", "B", "C", first.as_str()]);
    let up = json!({ "item": id(802), "before": id(803) });
    assert_eq!(send(&world, "move_item", up).await.code(), 200);
    assert_eq!(lines(&world).await, ["C", "A", "B", first.as_str()]);
    let draft = json!({ "kind": "out", "text": "A" });
    let turn = json!({ "item": id(803), "version": 1, "draft": draft });
    assert_eq!(send(&world, "change_item", turn.clone()).await.code(), 200);
    assert_eq!(send(&world, "change_item", turn).await.code(), 409);
    assert_eq!(lines(&world).await, ["C", "B", first.as_str()]);
}

#[tokio::test]
async fn the_note_on_feasibility_is_kept_from_the_client() {
    let world = firm().await;
    let note =
        |version, text: &str| json!({ "project": id(OWN), "version": version, "text": text });
    assert_eq!(send(&world, "write_note", note(0, "too little time")).await.code(), 200);
    assert_eq!(send(&world, "write_note", note(0, "other")).await.code(), 409);
    assert_eq!(opened(&world).await["note"]["feasibility"], "too little time");
    let state = AppState::new(world.db.clone(), world.settings.clone(), |_| None);
    let mut tx = world.db.read().await.unwrap();
    let project = store::projects::find(&mut tx, ProjectId(id(OWN))).await.unwrap().unwrap();
    let content = scope::content(&state, &mut tx, &project).await.unwrap().unwrap();
    let text = content.canonical();
    assert!(text.contains("goal") && text.contains("line"), "{text}");
    assert!(!text.contains("too little time"), "{text}");
}

#[tokio::test]
async fn work_that_nobody_asked_for_is_listed_once_the_client_has_agreed() {
    let world = firm().await;
    assert_eq!(opened(&world).await["unasked"], Value::Null);
    let hash = record(REQUEST, OWN, LEAD, 1, domain::time::Timestamp(0)).hash;
    let page = format!("/portal/{}/decisions/{}", id(OWN), id(REQUEST));
    let body = format!("choice=agreed&hash={hash}&option=&words=");
    let answer = world.send(form(&page, &body).with(&firm::contact(CONTACT))).await;
    assert_eq!(answer.code(), 303, "{}", answer.text());
    let opened = opened(&world).await;
    let unasked = opened["unasked"].as_array().unwrap();
    let tasks: Vec<_> = unasked.iter().map(|task| task["task"].clone()).collect();
    assert!(tasks.contains(&json!(id(TASK))) && tasks.contains(&json!(id(HIDDEN_TASK))));
    assert!(!tasks.contains(&json!(id(MILESTONE))), "a milestone is no work");
}
