//! Minutes over the wire: who was faster, what the client reads and when, and action items that
//! become tasks.

use domain::agreement::Content;
use serde_json::{Value, json};

use crate::firm::{self, *};
use crate::kit::{Answer, World, call, get};

async fn send(world: &World, verb: &str, body: Value) -> Answer {
    world.send(call(&format!("/api/minutes/{verb}"), &body).with(&team(LEAD))).await
}

fn draft(title: &str) -> Value {
    let secret = json!({
        "key": id(981), "title": "Price floor", "conclusion": "", "is_internal": true,
    });
    let open = json!({
        "key": id(982), "title": "Trial", "conclusion": "Hall 2 first", "is_internal": false,
    });
    let action = json!({
        "key": id(983), "text": "Measure the radio cover", "who": "internal person 4",
        "due": "2026-03-20", "is_internal": false,
    });
    json!({
        "title": title, "day": "2026-03-04", "begins": "14:00:00", "place": "Hall 2",
        "chair": "", "recorder": "", "present": ["Sun Ke"], "absent": [],
        "topics": [secret, open], "resolutions": [], "actions": [action],
        "next_day": "2026-03-11", "next_note": "",
    })
}

/// The page of the minutes, as the contact of the project gets it.
async fn page(world: &World, number: u128) -> Answer {
    let path = format!("/portal/{}/minutes/{}", id(OWN), id(number));
    world.send(get(&path).with(&firm::contact(CONTACT))).await
}

async fn add(world: &World, title: &str) {
    let body = json!({ "project": id(OWN), "id": id(980), "draft": draft(title) });
    for _ in 0..2 {
        let answer = send(world, "add", body.clone()).await;
        assert_eq!(answer.code(), 200, "sent twice: {}", answer.text());
    }
}

#[tokio::test]
async fn the_client_reads_what_was_published_until_it_is_published_anew() {
    let world = firm().await;
    add(&world, "Weekly").await;
    let missing = page(&world, 999).await;
    let hidden = page(&world, 980).await;
    assert_eq!((hidden.code(), &hidden.body), (404, &missing.body));
    let publish = json!({ "minutes": id(980), "version": 1 });
    assert_eq!(send(&world, "publish", publish.clone()).await.code(), 200);
    assert_eq!(send(&world, "publish", publish).await.code(), 409, "stale");
    let text = page(&world, 980).await.text();
    assert!(text.contains("Weekly") && text.contains("Hall 2 first"), "{text}");
    assert!(!text.contains("Price floor"), "{text}");
    let save = json!({ "minutes": id(980), "version": 2, "draft": draft("Weekly, corrected") });
    assert_eq!(send(&world, "save", save.clone()).await.code(), 200);
    assert_eq!(send(&world, "save", save).await.code(), 409);
    assert!(!page(&world, 980).await.text().contains("corrected"), "not published yet");
    let publish = json!({ "minutes": id(980), "version": 3 });
    assert_eq!(send(&world, "publish", publish).await.code(), 200);
    assert!(page(&world, 980).await.text().contains("corrected"));
    let hide = json!({ "minutes": id(980), "version": 4 });
    let member = call("/api/minutes/remove", &hide).with(&team(MEMBER));
    assert_eq!(world.send(member).await.code(), 403, "the client reads them");
    assert_eq!(send(&world, "hide", hide).await.code(), 200);
    assert_eq!(page(&world, 980).await.code(), 404);
    let remove = json!({ "minutes": id(980), "version": 5 });
    assert_eq!(send(&world, "remove", remove).await.code(), 200);
    assert_eq!(send(&world, "open", json!({ "minutes": id(980) })).await.code(), 404);
}

#[tokio::test]
async fn minutes_that_the_client_is_asked_about_stay_in_sight() {
    let world = firm().await;
    let minutes = shown_minutes_of(OWN);
    let subject = json!({ "kind": "minutes", "id": id(minutes) });
    let body = json!({ "project": id(OWN), "subject": subject });
    let standing = call("/api/agreements/standing", &body).with(&team(LEAD));
    let standing = world.send(standing).await.json();
    let content: Content = serde_json::from_value(standing["content"].clone()).unwrap();
    let question = json!({
        "id": id(985), "hash": content.hash(), "approver": id(CONTACT),
        "terms": { "why": "", "outcome": "These count", "due": null, "minutes": 3 },
    });
    let body = json!({ "project": id(OWN), "subject": subject, "question": question });
    let asked = world.send(call("/api/agreements/ask", &body).with(&team(LEAD))).await;
    assert_eq!(asked.code(), 200, "{}", asked.text());
    for verb in ["hide", "remove"] {
        let body = json!({ "minutes": id(minutes), "version": 1 });
        assert_eq!(send(&world, verb, body).await.code(), 422, "{verb}");
    }
    let open = send(&world, "open", json!({ "minutes": id(minutes) })).await.json();
    assert_eq!(open["state"], "waiting");
}

#[tokio::test]
async fn an_action_item_becomes_one_task() {
    let world = firm().await;
    add(&world, "Weekly").await;
    for op in [986, 987] {
        let body = json!({ "minutes": id(980), "item": id(983), "op": id(op) });
        assert_eq!(send(&world, "to_task", body).await.code(), 200);
    }
    let open = send(&world, "open", json!({ "minutes": id(980) })).await.json();
    assert_eq!(open["tasks"], json!([id(983)]));
    let body = json!({ "project": id(OWN), "had": {} });
    let plan = world.send(call("/api/plan/open", &body).with(&team(LEAD))).await.json();
    let tasks = plan["plan"]["tasks"].as_array().unwrap();
    let named: Vec<_> =
        tasks.iter().filter(|task| task["title"] == "Measure the radio cover").collect();
    assert_eq!(named.len(), 1);
    assert_eq!(named[0]["assignee"], json!(id(MEMBER)));
    let nothing = json!({ "minutes": id(980), "item": id(984), "op": id(988) });
    assert_eq!(send(&world, "to_task", nothing).await.code(), 404);
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused_in_words() {
    let world = firm().await;
    let mut body = json!({ "project": id(OWN), "id": id(980), "draft": draft(" ") });
    assert_eq!(send(&world, "add", body.clone()).await.code(), 422);
    body["draft"] = draft("Weekly");
    body["draft"]["actions"][0]["key"] = json!(id(982));
    assert_eq!(send(&world, "add", body.clone()).await.code(), 422);
    body["draft"]["secret"] = json!(true);
    assert!(send(&world, "add", body).await.code() >= 400, "unknown fields are refused");
}
