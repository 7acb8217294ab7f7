//! Links that are handed over by hand, and lead straight to a decision.

use accord::server::{clock, random};
use domain::agreement::RequestState;
use domain::{ContactId, ProjectId, RequestId};
use serde_json::json;
use store::links::Purpose;

use crate::evidence::ask;
use crate::firm::*;
use crate::kit::{World, call, form, get};

/// A firm that asks the clients of both projects for a decision.
async fn asking() -> (World, RequestId, RequestId) {
    let world = firm().await;
    let mut tx = world.db.write().await.unwrap();
    let waiting = RequestState::Waiting;
    let (_, own) = ask(&mut tx, (OWN, CONTACT), 1, waiting).await;
    let (_, other) = ask(&mut tx, (OTHER, OTHER_CONTACT), 1, waiting).await;
    tx.commit().await.unwrap();
    (world, own.id, other.id)
}

#[tokio::test]
async fn a_link_leads_to_its_decision_after_the_button() {
    let (world, request, _) = asking().await;
    let address = link_to(&world, request).await;
    assert_eq!(world.send(get("/p/magic-21")).await.code(), 200, "the link to the page holds");
    let chinese = format!("{address}?lang=zh-CN");
    for path in [&address, &chinese] {
        let page = world.send(get(path)).await;
        assert_eq!(page.code(), 200);
        assert!(!page.header("set-cookie").contains("portal"), "a look opens nothing");
        assert!(page.text().contains(&format!("action=\"{address}\"")), "{}", page.text());
    }
    let entered = world.send(form(&address, "")).await;
    let decision = format!("/portal/{}/decisions/{request}", id(OWN));
    assert_eq!((entered.code(), entered.header("location")), (303, decision.as_str()));
    let cookie = entered.cookie();
    assert_eq!(world.send(get(&decision).with(&cookie)).await.code(), 200);
    let mut tx = world.db.read().await.unwrap();
    let hash = random::hash(address.trim_start_matches("/p/"));
    let link = store::links::known(&mut tx, &hash).await.unwrap().unwrap();
    assert!(link.used_at.is_some(), "the button has used it up");
}

/// Makes a link to a decision and returns its address.
async fn link_to(world: &World, request: RequestId) -> String {
    let body = json!({ "request": request });
    let asked = call("/api/magic_link/decision", &body).with(&team(LEAD));
    let link = world.send(asked).await.json();
    assert_eq!(link["email"], json!("contact21@example.com"));
    assert_eq!(link["code"].as_str().unwrap().len(), 6);
    assert!(link["qr"]["path"].as_str().unwrap().starts_with("M4 4h7"), "{link}");
    link["address"].as_str().unwrap().replace("http://127.0.0.1:3000", "")
}

#[tokio::test]
async fn a_link_to_a_decision_that_was_used_says_what_to_do() {
    let (world, request, _) = asking().await;
    let mut tx = world.db.write().await.unwrap();
    let (contact, project) = (ContactId(id(CONTACT)), ProjectId(id(OWN)));
    let purpose = Purpose::Decision { contact, project, request };
    let now = clock::now();
    put_link(&mut tx, purpose, ("long-used", None), now).await;
    let link = store::links::find(&mut tx, &random::hash("long-used"), now).await.unwrap();
    let before = now.plus_minutes(-11);
    assert!(store::links::consume(&mut tx, link.unwrap().id, before).await.unwrap());
    tx.commit().await.unwrap();
    for ask in [get("/p/long-used"), form("/p/long-used", "")] {
        let over = world.send(ask.header("accept-language", "en")).await;
        assert_eq!((over.code(), over.header("set-cookie")), (410, ""));
        let text = over.text();
        assert!(text.contains("used already") && text.contains("Ask your project manager"));
        assert!(text.contains("/portal-code") && !text.contains("href=\"/\""), "{text}");
    }
    let decision = format!("/portal/{}/decisions/{request}", id(OWN));
    for ask in [get("/p/long-used"), form("/p/long-used", "")] {
        let inside = world.send(ask.with(&contact_cookie())).await;
        assert_eq!((inside.code(), inside.header("location")), (303, decision.as_str()));
        assert_eq!(inside.header("set-cookie"), "");
    }
    let stranger = get("/p/long-used").with(&crate::firm::contact(OTHER_CONTACT));
    assert_eq!(world.send(stranger).await.code(), 410);
}

fn contact_cookie() -> String {
    crate::firm::contact(CONTACT)
}

#[tokio::test]
async fn a_client_is_never_sent_to_the_teams_sign_in() {
    let world = firm().await;
    let (own, other) = (id(OWN), id(OTHER));
    for path in [
        "/p/nothing".to_owned(),
        "/portal-code".to_owned(),
        "/portal-code/new".to_owned(),
        format!("/portal/{own}"),
        format!("/portal/{other}"),
        format!("/portal/{other}/decisions/{}", id(599)),
        format!("/portal/{other}/evidence.html"),
        format!("/portal/{other}/files/{}", id(OTHER_FILE)),
    ] {
        for cookie in [String::new(), contact_cookie()] {
            let text = world.send(get(&path).with(&cookie)).await.text();
            assert!(!text.contains("/sign-in") && !text.contains("href=\"/\""), "{path}: {text}");
        }
    }
}

#[tokio::test]
async fn what_a_link_is_asked_for_beside_itself_is_nothing_to_it() {
    let (world, _, other) = asking().await;
    let portal = format!("/portal/{}", id(OWN));
    for to in [format!("decision/{other}"), "//evil.example".to_owned(), "/projects".to_owned()] {
        let entered = world.send(form(&format!("/p/magic-21?to={to}"), "")).await;
        assert_eq!((entered.code(), entered.header("location")), (303, portal.as_str()), "{to}");
    }
}

#[tokio::test]
async fn nothing_is_linked_to_once_it_is_decided() {
    let world = firm().await;
    let mut tx = world.db.write().await.unwrap();
    let (_, request) = ask(&mut tx, (OWN, CONTACT), 1, RequestState::Decided).await;
    tx.commit().await.unwrap();
    let body = json!({ "request": request.id });
    let answer = world.send(call("/api/magic_link/decision", &body).with(&team(LEAD))).await;
    assert_eq!(answer.code(), 422, "{}", answer.text());
    assert_eq!(world.send(get("/p/magic-21")).await.code(), 200, "the link in use holds");
}
