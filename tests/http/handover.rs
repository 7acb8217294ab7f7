//! Hand-overs over the wire: what was accepted is taken over once, the client is asked about it,
//! and the support stands on the client's page only as it was agreed.

use domain::agreement::{Content, Label};
use serde_json::{Value, json};

use crate::firm::{self, *};
use crate::kit::{Answer, World, call, form, get};

async fn send(world: &World, path: &str, body: Value, who: u128) -> Answer {
    world.send(call(&format!("/api/{path}"), &body).with(&team(who))).await
}

async fn done(world: &World, path: &str, body: Value, who: u128) -> Answer {
    let answer = send(world, path, body, who).await;
    assert_eq!(answer.code(), 200, "{path}: {}", answer.text());
    answer
}

async fn opened(world: &World) -> Value {
    done(world, "handover/open", json!({ "project": id(OWN) }), MEMBER).await.json()
}

/// What a subject says to the client now.
async fn content(world: &World, subject: &Value) -> Content {
    let body = json!({ "project": id(OWN), "subject": subject });
    let standing = done(world, "agreements/standing", body, LEAD).await.json();
    serde_json::from_value(standing["content"].clone()).unwrap()
}

/// Asks the contact about a subject, who agrees at once.
async fn agree(world: &World, number: u128, subject: Value) {
    let hash = content(world, &subject).await.hash().to_string();
    let terms = json!({ "why": "", "outcome": "It counts", "due": null, "minutes": 0 });
    let question =
        json!({ "id": id(number), "hash": hash, "approver": id(CONTACT), "terms": terms });
    let body = json!({ "project": id(OWN), "subject": subject, "question": question });
    done(world, "agreements/ask", body, LEAD).await;
    let page = format!("/portal/{}/decisions/{}", id(OWN), id(number));
    let answer = form(&page, &format!("choice=agreed&hash={hash}&option=&words="));
    let answer = world.send(answer.with(&firm::contact(CONTACT))).await;
    assert_eq!(answer.code(), 303, "{}", answer.text());
}

async fn portal(world: &World) -> String {
    let page = get(&format!("/portal/{}?lang=en", id(OWN))).header("accept-language", "en");
    world.send(page.with(&firm::contact(CONTACT))).await.text()
}

fn facts(contact: &str) -> Value {
    let support = json!({
        "from": "2026-06-02", "until": "2026-12-01", "contact": contact, "hours": "9 to 18",
    });
    json!({
        "planned": "2026-06-01", "giver": "Chen", "taker": "Zhao", "place": "Hall one",
        "support": support,
    })
}

async fn write(world: &World, version: i32, facts: Value) -> Answer {
    let body = json!({ "project": id(OWN), "version": version, "facts": facts });
    send(world, "handover/write", body, MEMBER).await
}

#[tokio::test]
async fn what_was_accepted_is_taken_over_once_with_version_and_fingerprint() {
    let world = firm().await;
    let taken = |number: u128| json!({ "id": id(number), "deliverable": id(DELIVERABLE) });
    let body = json!({ "project": id(OWN), "taken": [taken(801)] });
    done(&world, "handover/take_over", body.clone(), MEMBER).await;
    assert_eq!(opened(&world).await["items"].as_array().unwrap().len(), 1, "not accepted yet");
    let publish = json!({ "deliverable": id(DELIVERABLE), "version": 1, "newest": 1 });
    done(&world, "deliverables/publish", publish, LEAD).await;
    agree(&world, 811, json!({ "kind": "deliverable", "id": id(DELIVERABLE) })).await;
    for _ in 0..2 {
        done(&world, "handover/take_over", body.clone(), MEMBER).await;
    }
    let again = json!({ "project": id(OWN), "taken": [taken(802)] });
    done(&world, "handover/take_over", again, MEMBER).await;
    let opened = opened(&world).await;
    assert_eq!(opened["items"].as_array().unwrap().len(), 2, "once, whoever asks");
    assert_eq!(opened["items"][1]["says"]["deliverable"], json!(id(DELIVERABLE)));
    assert_eq!(opened["register"][0]["accepted"]["version"], 1);
    let content = content(&world, &json!({ "kind": "handover", "id": id(OWN) })).await;
    let facts = content.parts.iter().flat_map(|part| &part.lines).flat_map(|line| &line.facts);
    let labels: Vec<Label> = facts.map(|fact| fact.label).collect();
    assert!(labels.contains(&Label::Version) && labels.contains(&Label::Fingerprint), "{labels:?}");
}

#[tokio::test]
async fn the_client_reads_the_support_as_it_was_agreed() {
    let world = firm().await;
    assert_eq!(write(&world, 1, facts("He Jun, 0571 1234")).await.code(), 200);
    assert!(!portal(&world).await.contains("He Jun"), "nobody has agreed");
    agree(&world, 811, json!({ "kind": "handover", "id": id(OWN) })).await;
    let shown = portal(&world).await;
    assert!(shown.contains("He Jun, 0571 1234") && shown.contains("9 to 18"), "{shown}");
    assert_eq!(write(&world, 2, facts("somebody else")).await.code(), 200);
    let shown = portal(&world).await;
    assert!(shown.contains("He Jun, 0571 1234") && !shown.contains("somebody else"), "{shown}");
}

#[tokio::test]
async fn who_was_faster_wins_and_what_cannot_be_is_refused() {
    let world = firm().await;
    assert_eq!(write(&world, 1, facts("A")).await.code(), 200);
    assert_eq!(write(&world, 1, facts("B")).await.code(), 409);
    let mut backwards = facts("A");
    backwards["support"]["until"] = json!("2026-06-01");
    assert_eq!(write(&world, 2, backwards).await.code(), 422);
    let draft = |deliverable: u128| {
        json!({
            "title": "Keys", "kind": "access", "deliverable": id(deliverable), "amount": "",
            "handed_over": null,
        })
    };
    let item = id(OWN + HANDOVER_ITEM);
    let change = |deliverable| json!({ "item": item, "version": 1, "draft": draft(deliverable) });
    let foreign = send(&world, "handover/change_item", change(OTHER_DELIVERABLE), MEMBER).await;
    assert_eq!(foreign.code(), 422, "a deliverable of another project");
    let own = change(DELIVERABLE);
    assert_eq!(send(&world, "handover/change_item", own.clone(), MEMBER).await.code(), 200);
    assert_eq!(send(&world, "handover/change_item", own, MEMBER).await.code(), 409);
    let point = json!({ "text": " ", "due": null, "done": null });
    let point = json!({ "project": id(OWN), "id": id(801), "draft": point });
    assert_eq!(send(&world, "handover/add_point", point, MEMBER).await.code(), 422);
}

#[tokio::test]
async fn what_is_removed_comes_back_to_its_place() {
    let world = firm().await;
    let draft = json!({
        "title": "Manual", "kind": "document", "deliverable": null, "amount": "",
        "handed_over": null,
    });
    let body = json!({ "project": id(OWN), "id": id(801), "draft": draft, "place": null });
    done(&world, "handover/add_item", body, MEMBER).await;
    let first = opened(&world).await["items"][0].clone();
    let remove = json!({ "item": first["id"], "version": 1 });
    done(&world, "handover/remove_item", remove, MEMBER).await;
    let back = json!({
        "project": id(OWN), "id": first["id"], "draft": first["says"], "place": first["place"],
    });
    for _ in 0..2 {
        done(&world, "handover/add_item", back.clone(), MEMBER).await;
    }
    let items = opened(&world).await["items"].clone();
    assert_eq!((items.as_array().unwrap().len(), &items[0]["id"]), (2, &first["id"]));
}
