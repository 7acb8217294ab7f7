//! Clients over the wire: two become one, files of contacts, what is hidden of log and promises.

use serde_json::{Value, json};

use crate::firm::*;
use crate::kit::{Answer, World, call, file};

async fn ask(world: &World, who: u128, path: &str, arguments: Value) -> Answer {
    world.send(call(&format!("/api/clients/{path}"), &arguments).with(&team(who))).await
}

async fn send(world: &World, apply: bool, text: &str) -> Answer {
    let path = format!("/clients/{}/contacts-file?apply={apply}", id(CLIENT));
    world.send(file(&path, text.as_bytes()).with(&team(LEAD))).await
}

async fn profile(world: &World, client: u128) -> Value {
    ask(world, ADMINISTRATOR, "profile", json!({ "client": id(client) })).await.json()
}

#[tokio::test]
async fn only_who_may_change_both_makes_two_clients_one() {
    let world = firm().await;
    let pair = |stays: u128, goes: u128, version: i32| {
        let (stays, goes) = (id(stays), id(goes));
        json!({ "stays": stays, "stays_version": 1, "goes": goes, "goes_version": version })
    };
    // The lead of one client's project knows nothing of the other client, in either place.
    for pair in [pair(CLIENT, OTHER_CLIENT, 1), pair(OTHER_CLIENT, CLIENT, 1)] {
        assert_eq!(ask(&world, LEAD, "merge", pair).await.code(), 404);
    }
    let stale = ask(&world, ADMINISTRATOR, "merge", pair(CLIENT, OTHER_CLIENT, 7)).await;
    assert_eq!(stale.code(), 409, "{}", stale.text());
    let merged = ask(&world, ADMINISTRATOR, "merge", pair(CLIENT, OTHER_CLIENT, 1)).await;
    assert_eq!(merged.code(), 200, "{}", merged.text());
    let left = profile(&world, CLIENT).await;
    assert_eq!(left["contacts"].as_array().unwrap().len(), 4);
    assert_eq!(left["projects"].as_array().unwrap().len(), 2);
    assert_eq!(left["delegations"].as_array().unwrap().len(), 2);
    assert_eq!(left["client"]["version"], 2);
    let gone = json!({ "client": id(OTHER_CLIENT) });
    assert_eq!(ask(&world, ADMINISTRATOR, "profile", gone).await.code(), 404);
}

#[tokio::test]
async fn a_file_of_contacts_is_looked_at_before_it_is_taken_in() {
    let world = firm().await;
    let before = profile(&world, CLIENT).await["contacts"].as_array().unwrap().len();
    let table = "Name,E-mail\nMei Chen,mei@example.org\nZhao,contact21@example.com\n";
    let looked = send(&world, false, table).await.json();
    assert_eq!(looked["fresh"][0]["draft"]["name"], "Mei Chen");
    assert_eq!(looked["known"][0]["draft"]["email"], "contact21@example.com");
    assert_eq!(looked["is_saved"], false);
    let saved = send(&world, true, table).await.json();
    assert_eq!((&saved["fresh"][0], &saved["is_saved"]), (&looked["fresh"][0], &json!(true)));
    // Sent twice, it is entered once.
    assert_eq!(send(&world, true, table).await.json()["fresh"], json!([]));
    let after = profile(&world, CLIENT).await["contacts"].as_array().unwrap().len();
    assert_eq!(after, before + 1);
}

#[tokio::test]
async fn of_a_bad_file_nothing_is_kept() {
    let world = firm().await;
    let before = profile(&world, CLIENT).await;
    let bad = "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n\
               BEGIN:VCARD\nVERSION:3.0\nFN:Bob\nEMAIL:nobody\nEND:VCARD\n";
    let refused = send(&world, true, bad).await;
    assert_eq!(refused.code(), 422);
    assert_eq!(refused.json()["Cards"]["value"]["line"], 8, "{}", refused.text());
    for hostile in ["\u{0}\u{1}PK", "<?xml version='1.0'?><!DOCTYPE a><a/>", "a", ""] {
        assert_eq!(send(&world, true, hostile).await.code(), 422, "{hostile}");
    }
    let large = "Name\n".to_owned() + &"x".repeat(5 * 1024 * 1024);
    assert_eq!(send(&world, true, &large).await.code(), 422);
    assert_eq!(profile(&world, CLIENT).await["contacts"], before["contacts"]);
}

#[tokio::test]
async fn what_is_about_a_project_is_seen_and_written_by_its_people_only() {
    let world = firm().await;
    // The outsider enters a client's second project without seeing the first one.
    let merged = json!({
        "stays": id(CLIENT), "stays_version": 1, "goes": id(OTHER_CLIENT), "goes_version": 1,
    });
    assert_eq!(ask(&world, ADMINISTRATOR, "merge", merged).await.code(), 200);
    let entry = |number: u128, project: u128| {
        let facts = json!({
            "project": id(project), "contact": null, "at": 29_700_000, "channel": "visit",
            "summary": "Only for this project", "decided": "", "next": null,
        });
        json!({ "client": id(CLIENT), "id": id(number), "facts": facts })
    };
    assert_eq!(ask(&world, LEAD, "log_contact", entry(991, OWN)).await.code(), 200);
    assert_eq!(ask(&world, LEAD, "log_contact", entry(992, OTHER)).await.code(), 404);
    let log = json!({ "client": id(CLIENT), "text": "only for" });
    let seen = |answer: Answer| answer.json()["entries"].as_array().unwrap().len();
    assert_eq!(seen(ask(&world, MEMBER, "contact_log", log.clone()).await), 1);
    assert_eq!(seen(ask(&world, OTHER_LEAD, "contact_log", log).await), 0);
    let removed = json!({ "entry": id(991), "version": 1 });
    assert_eq!(ask(&world, OTHER_LEAD, "remove_log_entry", removed.clone()).await.code(), 404);
    assert_eq!(ask(&world, MEMBER, "remove_log_entry", removed.clone()).await.code(), 403);
    assert_eq!(ask(&world, LEAD, "remove_log_entry", removed).await.code(), 200);
    let promise = |number: u128, project: u128| {
        let facts = json!({ "project": id(project), "text": "A", "due": "2026-03-02" });
        json!({ "client": id(CLIENT), "id": id(number), "facts": facts })
    };
    assert_eq!(ask(&world, MEMBER, "add_promise", promise(993, OWN)).await.code(), 200);
    let kept = json!({ "promise": id(993), "version": 1, "outcome": "kept" });
    assert_eq!(ask(&world, OTHER_LEAD, "settle_promise", kept.clone()).await.code(), 404);
    assert_eq!(ask(&world, LEAD, "settle_promise", kept.clone()).await.code(), 200);
    // Somebody else was faster.
    assert_eq!(ask(&world, LEAD, "settle_promise", kept).await.code(), 409);
}

#[tokio::test]
async fn nobody_of_another_client_is_named() {
    let world = firm().await;
    let other = id(OTHER_CONTACT);
    let stakeholder = json!({
        "client": id(CLIENT), "id": id(991),
        "facts": { "contact": other, "name": "A", "influence": 3, "interest": 3, "note": "" },
    });
    assert_eq!(ask(&world, ADMINISTRATOR, "add_stakeholder", stakeholder).await.code(), 404);
    let days = ("2026-03-02", "2026-03-06");
    let delegation = |delegate: u128, (from, until): (&str, &str)| {
        let (contact, delegate) = (id(CONTACT), id(delegate));
        let id = id(991);
        json!({ "id": id, "contact": contact, "delegate": delegate, "from": from, "until": until })
    };
    let cases = [
        (delegation(OTHER_CONTACT, days), 404),
        (delegation(CONTACT, days), 422),
        (delegation(CONTACT + 1, ("2026-03-06", "2026-03-02")), 422),
        (delegation(CONTACT + 1, days), 200),
    ];
    for (arguments, expected) in cases {
        let answer = ask(&world, LEAD, "add_delegation", arguments).await;
        assert_eq!(answer.code(), expected, "{}", answer.text());
    }
}
