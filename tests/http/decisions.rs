//! Decisions of clients: one person, one version, once; everything else is refused and leaves
//! nothing behind.

use domain::agreement::{Entry, RequestState, What, chain};
use domain::{ContactId, ProjectId, RequestId};
use serde_json::json;

use crate::firm::{self, *};
use crate::kit::{Answer, World, call, form, get};

pub fn page() -> String {
    format!("/portal/{}/decisions/{}", id(OWN), id(REQUEST))
}

pub fn answer_to(version: i32, choice: &str, words: &str) -> String {
    let hash = record(REQUEST, OWN, LEAD, version, domain::time::Timestamp(0)).hash;
    format!("choice={choice}&hash={hash}&option=&words={words}")
}

pub async fn entries(world: &World) -> Vec<Entry> {
    let mut tx = world.db.read().await.unwrap();
    let chain = store::agreements::chain(&mut tx, ProjectId(id(OWN))).await.unwrap();
    let sealed: Vec<_> = chain.into_iter().map(|kept| kept.sealed).collect();
    chain::verify(&sealed).unwrap()
}

async fn items(world: &World) -> usize {
    let mut tx = world.db.read().await.unwrap();
    store::action_items::of_project(&mut tx, ProjectId(id(OWN))).await.unwrap().len()
}

pub async fn post(world: &World, path: &str, body: &str, who: u128) -> Answer {
    let ask = form(path, body).header("accept-language", "en");
    world.send(ask.with(&firm::contact(who))).await
}

/// The cookie of somebody else of the client, who opens the page too.
pub async fn second(world: &World) -> String {
    let (project, other) = (ProjectId(id(OWN)), ContactId(id(CONTACT + 1)));
    let mut tx = world.db.write().await.unwrap();
    let now = accord::server::clock::now();
    store::projects::put_contact(&mut tx, project, other, now).await.unwrap();
    let purpose = store::links::Purpose::Portal { contact: other, project };
    put_link(&mut tx, purpose, ("second", None), now).await;
    tx.commit().await.unwrap();
    world.send(form("/p/second", "")).await.cookie()
}

#[tokio::test]
async fn a_client_reads_looks_over_agrees_and_gets_a_receipt() {
    let world = firm().await;
    let ask = get(&page()).header("accept-language", "en");
    let shown = world.send(ask.with(&firm::contact(CONTACT))).await;
    for word in ["Half as many wrong deliveries, said 1 times", "We start on Monday", "Agree"] {
        assert!(shown.text().contains(word), "{word}: {}", shown.text());
    }
    let (path, body) = (format!("{}/review", page()), answer_to(1, "agreed", ""));
    let review = post(&world, &path, &body, CONTACT).await;
    assert!(review.text().contains("Zhao Mingqi"));
    assert_eq!(entries(&world).await, [], "the review records nothing");
    let done = post(&world, &page(), &answer_to(1, "agreed", ""), CONTACT).await;
    let receipt = format!("/portal/{}/receipts/1", id(OWN));
    assert_eq!((done.code(), done.header("location")), (303, receipt.as_str()));
    let reader = firm::contact(CONTACT);
    let text = world.send(get(&receipt).with(&reader)).await.text();
    // What the person was told beside the content is sealed and shown with it.
    for word in ["D-0001", "Zhao Mingqi", "We start on Monday", "The work begins"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let pack = world.send(get(&format!("/portal/{}/evidence.html", id(OWN))).with(&reader)).await;
    assert!(pack.text().contains("We start on Monday"), "{}", pack.text());
    let all = entries(&world).await;
    assert_eq!(all[0].asked.as_ref().map(|asked| &*asked.outcome), Some("We start on Monday"));
    assert_eq!((all.len(), all[0].what, all[0].version), (1, What::Agreed, 1));
}

#[tokio::test]
async fn whoever_only_reads_records_nothing() {
    let world = firm().await;
    for _ in 0..3 {
        let review = format!("{}/review", page());
        for path in [page(), review] {
            world.send(get(&path).with(&firm::contact(CONTACT))).await;
            world.send(get(&path)).await;
        }
    }
    assert_eq!(entries(&world).await, []);
}

#[tokio::test]
async fn what_cannot_count_is_refused_in_words_and_leaves_nothing() {
    let world = firm().await;
    for (body, who, code, word) in [
        (answer_to(2, "agreed", ""), CONTACT, 422, "not the one you read"),
        (answer_to(1, "returned", ""), CONTACT, 422, "reason"),
        (answer_to(1, "conditional", "%20"), CONTACT, 422, "conditions"),
        (answer_to(1, "maybe", ""), CONTACT, 422, ""),
        ("choice=agreed&hash=abc".to_owned(), CONTACT, 422, ""),
        ("choice=agreed".to_owned(), CONTACT, 422, ""),
        (format!("{}&by=other", answer_to(1, "agreed", "")), CONTACT, 422, ""),
        (answer_to(1, "agreed", ""), OTHER_CONTACT, 404, ""),
    ] {
        let answer = post(&world, &page(), &body, who).await;
        assert_eq!(answer.code(), code, "{body}: {}", answer.text());
        assert!(answer.text().contains(word), "{body}: {}", answer.text());
    }
    assert_eq!(entries(&world).await, []);
}

#[tokio::test]
async fn what_was_typed_stays_and_cannot_write_html() {
    let world = firm().await;
    let long = "x".repeat(20_001);
    let body = answer_to(1, "returned", &format!("%3C/textarea%3E%3Cb%3E{long}"));
    let answer = post(&world, &page(), &body, CONTACT).await;
    assert_eq!(answer.code(), 422);
    let text = answer.text();
    assert!(text.contains("&lt;/textarea>&lt;b>xxx"), "what was typed is there, escaped");
    assert!(!text.contains("</textarea><b>"), "and only so");
}

#[tokio::test]
async fn only_the_approver_or_who_stands_in_decides() {
    let world = firm().await;
    let (other, now) = (ContactId(id(CONTACT + 1)), accord::server::clock::now());
    let cookie = second(&world).await;
    let body = answer_to(1, "agreed", "");
    let ask = || form(&page(), &body).header("accept-language", "en").with(&cookie);
    let refused = world.send(ask()).await;
    assert_eq!(refused.code(), 422);
    assert!(refused.text().contains("named approver"), "{}", refused.text());
    assert_eq!(entries(&world).await, []);
    let mut tx = world.db.write().await.unwrap();
    let today = accord::server::clock::local(now).date();
    let delegation = domain::agreement::Delegation {
        id: domain::DelegationId(id(900)),
        contact: ContactId(id(CONTACT)),
        delegate: other,
        from: today,
        until: today,
    };
    let by = domain::UserId(id(LEAD));
    store::delegations::create(&mut tx, &delegation, by, now).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.send(ask()).await.code(), 303);
    let entry = entries(&world).await.remove(0);
    assert_eq!((entry.by.id, entry.approver.id), (other.0, id(CONTACT)));
}

#[tokio::test]
async fn of_two_at_the_same_moment_one_wins_and_twice_is_once() {
    let world = firm().await;
    let (path, body) = (page(), answer_to(1, "agreed", ""));
    let (one, two) =
        tokio::join!(post(&world, &path, &body, CONTACT), post(&world, &path, &body, CONTACT));
    // Pressed twice it is recorded once, and both times the receipt is shown.
    let receipt = format!("/portal/{}/receipts/1", id(OWN));
    for answer in [one, two] {
        assert_eq!((answer.code(), answer.header("location")), (303, receipt.as_str()));
    }
    let again = post(&world, &page(), &answer_to(1, "returned", "no"), CONTACT).await;
    assert_eq!(again.code(), 422);
    assert!(again.text().contains("decided already"), "{}", again.text());
    assert_eq!(entries(&world).await.len(), 1);
}

#[tokio::test]
async fn an_older_version_cannot_be_signed_once_a_newer_one_was_sent() {
    let world = firm().await;
    let mut tx = world.db.write().await.unwrap();
    let request = store::agreements::find_request(&mut tx, RequestId(id(REQUEST))).await.unwrap();
    let closed = RequestState::Closed;
    store::agreements::set_state(&mut tx, &request.unwrap(), closed).await.unwrap();
    tx.commit().await.unwrap();
    let answer = post(&world, &page(), &answer_to(1, "agreed", ""), CONTACT).await;
    assert_eq!(answer.code(), 422);
    assert!(answer.text().contains("newer version"), "{}", answer.text());
    assert_eq!(entries(&world).await, []);
}

#[tokio::test]
async fn conditions_become_items_and_go_when_the_decision_is_taken_back() {
    let world = firm().await;
    let body = answer_to(1, "conditional", "First%0A%0A%20Second%20");
    assert_eq!(post(&world, &page(), &body, CONTACT).await.code(), 303);
    assert_eq!(items(&world).await, 2);
    let withdraw = format!("{}/withdraw", page());
    let foreign = post(&world, &withdraw, "number=1", OTHER_CONTACT).await;
    assert_eq!(foreign.code(), 404);
    assert_eq!(post(&world, &withdraw, "number=1", CONTACT).await.code(), 303);
    assert_eq!(items(&world).await, 0);
    let whats: Vec<_> = entries(&world).await.iter().map(|entry| entry.what).collect();
    assert_eq!(whats, [What::Conditional, What::Withdrawn]);
    assert_eq!(post(&world, &page(), &answer_to(1, "agreed", ""), CONTACT).await.code(), 303);
    assert_eq!(entries(&world).await.len(), 3);
}

#[tokio::test]
async fn a_condition_that_was_met_stays_as_it_was_done_when_the_decision_is_taken_back() {
    let world = firm().await;
    let body = answer_to(1, "conditional", "First%0ASecond");
    assert_eq!(post(&world, &page(), &body, CONTACT).await.code(), 303);
    let own = json!({ "project": id(OWN) });
    let list = || async {
        let ask = call("/api/agreements/list", &own).with(&team(LEAD));
        world.send(ask).await.json()["items"].as_array().unwrap().clone()
    };
    let first = list().await[0].clone();
    let set = |version: i32, is_done: bool| {
        let body = json!({
            "item": first["id"], "version": version, "owner": null, "due": null, "is_done": is_done,
        });
        call("/api/agreements/set_item", &body).with(&team(LEAD))
    };
    assert_eq!(world.send(set(1, true)).await.code(), 200);
    let withdraw = format!("{}/withdraw", page());
    assert_eq!(post(&world, &withdraw, "number=1", CONTACT).await.code(), 303);
    let left = list().await;
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(left[0]["done_at"].is_number(), "{left:?}");
    // Nobody owes it any more: it is not opened again.
    assert_eq!(world.send(set(2, false)).await.code(), 422);
}

#[tokio::test]
async fn somebody_of_the_team_who_looks_decides_nothing() {
    let world = firm().await;
    let reader = json!({ "project": id(OWN), "contact": id(CONTACT) });
    let opened = world.send(call("/api/overview/see_as", &reader).with(&team(LEAD))).await;
    let cookie = opened.cookie();
    assert_eq!(world.send(get(&page()).with(&cookie)).await.code(), 200);
    let decision = answer_to(1, "agreed", "");
    let withdrawal = "number=1".to_owned();
    for (path, body) in [
        (page(), decision.clone()),
        (format!("{}/review", page()), decision),
        (format!("{}/withdraw", page()), withdrawal),
    ] {
        let ask = form(&path, &body).header("accept-language", "en");
        let answer = world.send(ask.with(&cookie)).await;
        assert_eq!(answer.code(), 422, "{path}");
        assert!(answer.text().contains("only the client"), "{path}: {}", answer.text());
    }
    assert_eq!(entries(&world).await, []);
}

#[tokio::test]
async fn on_the_glass_the_lead_is_the_witness() {
    let world = firm().await;
    let sheet = world
        .send(call("/api/agreements/glass", &json!({ "request": id(REQUEST) })).with(&team(LEAD)));
    let hash = sheet.await.json()["hash"].clone();
    let decision = json!({ "choice": "agreed", "option": null, "words": "", "hash": hash });
    let sign = |strokes: &str| {
        let body = json!({ "request": id(REQUEST), "decision": decision, "strokes": strokes });
        call("/api/agreements/sign", &body).with(&team(LEAD))
    };
    assert_eq!(world.send(sign("[]")).await.code(), 422, "an empty box is no signature");
    assert_eq!(world.send(sign("[[0,0,50,50,90,10,120,80]]")).await.code(), 200);
    let entry = entries(&world).await.remove(0);
    assert_eq!(entry.witness.as_deref(), Some("Chen Zhiyuan"));
    assert!(entry.signature.is_some());
}

#[tokio::test]
async fn the_overview_says_what_waits_what_came_back_and_what_reads_otherwise() {
    let world = firm().await;
    let read = || async {
        let ask = call("/api/agreements/summary", &json!({ "project": id(OWN) }));
        let lines = world.send(ask.with(&team(LEAD))).await.json()["lines"].clone();
        assert_eq!(lines.as_array().map(Vec::len), Some(1), "{lines}");
        lines[0].clone()
    };
    let line = read().await;
    assert_eq!(line["waiting"]["approver"], "Zhao Mingqi");
    assert!(line["signed"].is_null() && line["returned"].is_null(), "{line}");
    assert_eq!(post(&world, &page(), &answer_to(1, "returned", "no"), CONTACT).await.code(), 303);
    let line = read().await;
    assert_eq!(line["returned"]["entry"]["words"], "no");
    assert!(line["waiting"].is_null(), "{line}");
    let withdraw = format!("{}/withdraw", page());
    assert_eq!(post(&world, &withdraw, "number=1", CONTACT).await.code(), 303);
    assert_eq!(post(&world, &page(), &answer_to(1, "agreed", ""), CONTACT).await.code(), 303);
    let line = read().await;
    assert_eq!(line["signed"]["entry"]["number"], 3);
    // The goals and the scope of the project say something else than the record of the tests.
    assert!(line["changed"].as_u64() > Some(0), "{line}");
}

#[tokio::test]
async fn comments_stand_with_the_request() {
    let world = firm().await;
    let comments = format!("{}/comments", page());
    assert_eq!(post(&world, &comments, "body=Is+hall+two+in+it", CONTACT).await.code(), 303);
    let shown = world.send(get(&page()).with(&firm::contact(CONTACT))).await.text();
    assert!(shown.contains("Is hall two in it") && shown.contains("portal-comment"), "{shown}");
    assert_eq!(entries(&world).await, [], "a comment decides nothing");
}

#[tokio::test]
async fn a_comment_on_a_line_quotes_it_and_says_who_decides() {
    let world = firm().await;
    let (comments, place) = (format!("{}/comments", page()), format!("{}#line-0-0", page()));
    let second = second(&world).await;
    let done = post(&world, &comments, "body=Counted+by+whom&part=0&line=0", CONTACT).await;
    assert_eq!((done.code(), done.header("location")), (303, place.as_str()));
    let other = form(&comments, "body=By+us&part=0&line=0").with(&second);
    assert_eq!(world.send(other).await.code(), 303);
    for place in ["part=0&line=1", "part=1&line=0", "part=-1&line=0", "part=0&line=x"] {
        let lost = post(&world, &comments, &format!("body=Nowhere&{place}"), CONTACT).await;
        assert_eq!(lost.code(), 422, "{place}");
    }
    let foreign = post(&world, &comments, "body=Hello&part=0&line=0", OTHER_CONTACT).await;
    assert_eq!(foreign.code(), 404);
    let ask = get(&page()).header("accept-language", "en").with(&firm::contact(CONTACT));
    let shown = world.send(ask).await.text();
    for word in ["Counted by whom", "By us", "decides", "comments only", "line-0-0"] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    let subject = json!({ "kind": "scope", "id": id(OWN) });
    let body = json!({ "project": id(OWN), "subject": subject });
    let standing = world.send(call("/api/agreements/standing", &body).with(&team(LEAD))).await;
    let told: Vec<_> = standing.json()["comments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["standpoint"].clone(), one["body"].clone(), one["quote"].clone()))
        .collect();
    let quote = json!("Half as many wrong deliveries, said 1 times");
    let expected = [("decides", "Counted by whom"), ("comments", "By us")];
    let expected = expected.map(|(who, body)| (json!(who), json!(body), quote.clone()));
    assert_eq!(told, expected);
    assert_eq!(entries(&world).await, [], "comments decide nothing");
}
