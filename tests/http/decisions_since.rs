//! What happens while a request waits and after it was answered: rights that go, newer versions,
//! withdrawals, and buttons that are pressed twice.

use accord::server::clock;
use chrono::{NaiveDate, TimeDelta};
use domain::agreement::{Content, Delegation, Request, RequestState, What};
use domain::client::{Contact, ContactRole};
use domain::{ContactId, DelegationId, RequestId, UserId};
use serde_json::{Value, json};

use crate::decisions::{answer_to, entries, page, post, second};
use crate::firm::{self, *};
use crate::kit::{World, call, form, get};

async fn request(world: &World, number: u128) -> Request {
    let mut tx = world.db.read().await.unwrap();
    store::agreements::find_request(&mut tx, RequestId(id(number))).await.unwrap().unwrap()
}

/// How the goals stand between team and client.
async fn standing(world: &World) -> Value {
    let body = json!({ "project": id(OWN), "subject": { "kind": "scope", "id": id(OWN) } });
    let answer = world.send(call("/api/agreements/standing", &body).with(&team(LEAD))).await;
    assert_eq!(answer.code(), 200, "{}", answer.text());
    answer.json()
}

/// Asks the contact about the goals as they stand, which say something else than the firm's record.
pub async fn ask_anew(world: &World, number: u128) {
    let subject = json!({ "kind": "scope", "id": id(OWN) });
    let found = standing(world).await["content"].clone();
    let content: Content = serde_json::from_value(found).unwrap();
    let question = json!({
        "id": id(number),
        "hash": content.hash(),
        "approver": id(CONTACT),
        "terms": { "why": "", "outcome": "We start", "due": null, "minutes": 0 },
    });
    let body = json!({ "project": id(OWN), "subject": subject, "question": question });
    let asked = world.send(call("/api/agreements/ask", &body).with(&team(LEAD))).await;
    assert_eq!(asked.code(), 200, "{}", asked.text());
}

#[tokio::test]
async fn whoever_lost_the_right_while_it_waited_decides_nothing() {
    let world = firm().await;
    let (approver, other) = (ContactId(id(CONTACT)), ContactId(id(CONTACT + 1)));
    let now = clock::now();
    let today = clock::local(now).date();
    let cookie = second(&world).await;
    let stands_in = |number: u128, until: NaiveDate| Delegation {
        id: DelegationId(id(number)),
        contact: approver,
        delegate: other,
        from: today - TimeDelta::days(9),
        until,
    };
    let by = UserId(id(LEAD));
    let mut tx = world.db.write().await.unwrap();
    let over = stands_in(901, today - TimeDelta::days(1));
    store::delegations::create(&mut tx, &over, by, now).await.unwrap();
    tx.commit().await.unwrap();
    let body = answer_to(1, "agreed", "");
    let ask = |who: &str| form(&page(), &body).header("accept-language", "en").with(who);
    let late = world.send(ask(&cookie)).await;
    assert_eq!(late.code(), 422, "the days are over");
    let mut tx = world.db.write().await.unwrap();
    store::delegations::create(&mut tx, &stands_in(902, today), by, now).await.unwrap();
    let found = store::contacts::find(&mut tx, approver).await.unwrap().unwrap();
    let reads_only = Contact { role: ContactRole::Observer, ..found };
    store::contacts::update(&mut tx, &reads_only, now).await.unwrap();
    tx.commit().await.unwrap();
    for who in [firm::contact(CONTACT), cookie] {
        let refused = world.send(ask(&who)).await;
        assert_eq!(refused.code(), 422, "the approver reads only, and hands nothing on");
        assert!(refused.text().contains("named approver"), "{}", refused.text());
    }
    assert_eq!(entries(&world).await, []);
}

#[tokio::test]
async fn who_stands_in_signs_on_the_glass_with_the_own_name() {
    let world = firm().await;
    let (other, now) = (ContactId(id(CONTACT + 1)), clock::now());
    let today = clock::local(now).date();
    second(&world).await;
    let glass = || async {
        let ask = call("/api/agreements/glass", &json!({ "request": id(REQUEST) }));
        world.send(ask.with(&team(LEAD))).await.json()
    };
    let hash = glass().await["hash"].clone();
    let decision = json!({ "choice": "agreed", "option": null, "words": "", "hash": hash });
    let body = json!({
        "request": id(REQUEST),
        "decision": decision,
        "strokes": "[[0,0,50,50,90,10,120,80]]",
        "by": other,
    });
    let sign = || call("/api/agreements/sign", &body).with(&team(LEAD));
    assert_eq!(world.send(sign()).await.code(), 422, "nobody stands in today");
    let mut tx = world.db.write().await.unwrap();
    let delegation = Delegation {
        id: DelegationId(id(900)),
        contact: ContactId(id(CONTACT)),
        delegate: other,
        from: today,
        until: today,
    };
    let by = UserId(id(LEAD));
    store::delegations::create(&mut tx, &delegation, by, now).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(glass().await["deciders"].as_array().map(Vec::len), Some(2));
    let link = json!({ "request": id(REQUEST), "contact": other });
    let link = world.send(call("/api/magic_link/decision", &link).with(&team(LEAD))).await;
    assert_eq!(link.json()["contact"], json!(other));
    assert_eq!(world.send(sign()).await.code(), 200);
    let entry = entries(&world).await.remove(0);
    assert_eq!((entry.by.id, entry.approver.id), (other.0, id(CONTACT)));
    assert_eq!(entry.witness.as_deref(), Some("Chen Zhiyuan"));
}

#[tokio::test]
async fn a_withdrawal_brings_no_older_version_back() {
    let world = firm().await;
    assert_eq!(post(&world, &page(), &answer_to(1, "agreed", ""), CONTACT).await.code(), 303);
    ask_anew(&world, 950).await;
    let withdraw = format!("{}/withdraw", page());
    assert_eq!(post(&world, &withdraw, "number=1", CONTACT).await.code(), 303);
    assert_eq!(request(&world, REQUEST).await.state, RequestState::Closed);
    assert_eq!(request(&world, 950).await.state, RequestState::Waiting);
    let answer = post(&world, &page(), &answer_to(1, "agreed", ""), CONTACT).await;
    assert_eq!(answer.code(), 422);
    assert!(answer.text().contains("newer version"), "{}", answer.text());
    let whats: Vec<_> = entries(&world).await.iter().map(|entry| entry.what).collect();
    assert_eq!(whats, [What::Agreed, What::Withdrawn]);
}

#[tokio::test]
async fn a_receipt_withdraws_its_own_decision_only() {
    let world = firm().await;
    let withdraw = format!("{}/withdraw", page());
    assert_eq!(post(&world, &page(), &answer_to(1, "agreed", ""), CONTACT).await.code(), 303);
    let receipt = get(&format!("/portal/{}/receipts/1", id(OWN))).with(&firm::contact(CONTACT));
    let receipt = world.send(receipt).await.text();
    assert!(receipt.contains(r#"name="number" value="1""#), "{receipt}");
    for body in ["number=1", "number=1"] {
        let answer = post(&world, &withdraw, body, CONTACT).await;
        assert_eq!((answer.code(), answer.header("location")), (303, page().as_str()));
    }
    assert_eq!(entries(&world).await.len(), 2, "a second press withdraws nothing more");
    assert_eq!(post(&world, &page(), &answer_to(1, "returned", "no"), CONTACT).await.code(), 303);
    // The page of the first receipt may still be open.
    let stale = post(&world, &withdraw, "number=1", CONTACT).await;
    assert_eq!(stale.code(), 422);
    assert!(stale.text().contains("newer one counts"), "{}", stale.text());
    assert_eq!(entries(&world).await.len(), 3);
}

#[tokio::test]
async fn words_stay_for_whoever_was_slower_and_a_flood_is_stopped() {
    let world = firm().await;
    assert_eq!(post(&world, &page(), &answer_to(1, "agreed", ""), CONTACT).await.code(), 303);
    let late = post(&world, &page(), &answer_to(1, "returned", "hall+two"), CONTACT).await;
    assert_eq!(late.code(), 422);
    let text = late.text();
    assert!(text.contains("decided already") && text.contains("hall two"), "{text}");
    let many = "a%0A".repeat(51);
    let other = firm().await;
    let refused = post(&other, &page(), &answer_to(1, "conditional", &many), CONTACT).await;
    assert_eq!(refused.code(), 422);
    assert!(refused.text().contains("At most 50"), "{}", refused.text());
    let mut last = 0;
    for _ in 0..40 {
        last = post(&other, &page(), &answer_to(1, "returned", ""), CONTACT).await.code();
    }
    assert_eq!(last, 429);
    assert_eq!(entries(&other).await, []);
}

#[tokio::test]
async fn both_sides_are_told_which_version_is_decided_about() {
    let world = firm().await;
    let read = |path: String| {
        let ask = get(&path).header("accept-language", "en").with(&firm::contact(CONTACT));
        world.send(ask)
    };
    // The goals of the firm say something else than the record that was sent.
    assert_eq!(standing(&world).await["is_outdated"], json!(true));
    let shown = read(page()).await.text();
    assert!(shown.contains("version 1 as it was sent"), "{shown}");
    let back = answer_to(1, "returned", "Count+what");
    assert_eq!(post(&world, &page(), &back, CONTACT).await.code(), 303);
    ask_anew(&world, 950).await;
    assert_eq!(standing(&world).await["is_outdated"], json!(false));
    // The next version says what became of the return.
    let shown = read(format!("/portal/{}/decisions/{}", id(OWN), id(950))).await.text();
    for word in ["which was returned with D-0001", "Count what", "version 2 as it was sent"] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
}

#[tokio::test]
async fn a_refused_comment_on_a_line_of_a_newer_version_is_in_sight() {
    let world = firm().await;
    assert_eq!(post(&world, &page(), &answer_to(1, "agreed", ""), CONTACT).await.code(), 303);
    ask_anew(&world, 950).await;
    let newer = format!("/portal/{}/decisions/{}", id(OWN), id(950));
    let whole = |text: String| {
        let tags = text.split('<').filter_map(|tag| tag.split('>').next());
        tags.filter(|tag| tag.contains("decision__whole")).any(|tag| tag.contains(" open"))
    };
    let ask = get(&newer).header("accept-language", "en").with(&firm::contact(CONTACT));
    assert!(!whole(world.send(ask).await.text()), "what did not change is folded away");
    let body = format!("part=0&line=0&body=Counted+{}", "x".repeat(20_001));
    let refused = post(&world, &format!("{newer}/comments"), &body, CONTACT).await;
    assert_eq!(refused.code(), 422);
    assert!(refused.text().contains("Counted xxx"));
    assert!(whole(refused.text()), "the words and why they were refused are not");
}

#[tokio::test]
async fn a_decision_by_a_link_that_the_team_had_in_hand_says_so() {
    let world = firm().await;
    let reader = json!({ "project": id(OWN), "contact": id(CONTACT) });
    let fresh = world.send(call("/api/overview/share", &reader).with(&team(LEAD))).await.json();
    let address = fresh["address"].as_str().unwrap().replace("http://127.0.0.1:3000", "");
    let cookie = world.send(form(&address, "")).await.cookie();
    let ask = form(&page(), &answer_to(1, "agreed", "")).with(&cookie);
    assert_eq!(world.send(ask).await.code(), 303);
    let entry = entries(&world).await.remove(0);
    assert_eq!(entry.link.map(|link| link.made_by).as_deref(), Some("Chen Zhiyuan"));
    let receipt = get(&format!("/portal/{}/receipts/1", id(OWN))).header("accept-language", "en");
    let text = world.send(receipt.with(&cookie)).await.text();
    assert!(text.contains("made by Chen Zhiyuan"), "{text}");
    // By a session that no link of the team opened there is nothing to say.
    let other = firm().await;
    assert_eq!(post(&other, &page(), &answer_to(1, "agreed", ""), CONTACT).await.code(), 303);
    assert_eq!(entries(&other).await.remove(0).link, None);
}
