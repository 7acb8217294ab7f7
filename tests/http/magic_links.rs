//! Links that are handed over by hand, and lead straight to a decision.

use domain::RequestId;
use domain::agreement::RequestState;
use serde_json::json;

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
    let body = json!({ "request": request });
    let asked = call("/api/magic_link/decision", &body).with(&team(LEAD));
    let link = world.send(asked).await.json();
    assert_eq!(link["email"], json!("contact21@example.com"));
    assert!(link["qr"]["path"].as_str().unwrap().starts_with("M4 4h7"), "{link}");
    let address = link["address"].as_str().unwrap().replace("http://127.0.0.1:3000", "");
    assert!(address.ends_with(&format!("?to=decision/{request}")), "{address}");
    assert_eq!(world.send(get("/p/magic-21")).await.code(), 410, "the older link has ended");
    let page = world.send(get(&address)).await;
    assert_eq!((page.code(), page.header("set-cookie")), (200, ""), "a look opens nothing");
    assert!(page.text().contains(&format!("to=decision/{request}")), "{}", page.text());
    let chinese = world.send(get(&format!("{address}&lang=zh-CN"))).await.text();
    assert!(chinese.contains(&format!("?lang=en&amp;to=decision/{request}")), "{chinese}");
    let entered = world.send(form(&address, "")).await;
    let decision = format!("/portal/{}/decisions/{request}", id(OWN));
    assert_eq!((entered.code(), entered.header("location")), (303, decision.as_str()));
}

#[tokio::test]
async fn a_link_leads_nowhere_but_to_its_own_project() {
    let (world, _, other) = asking().await;
    let portal = format!("/portal/{}", id(OWN));
    for to in [
        format!("decision/{other}"),
        format!("decision/{}", id(599)),
        "decision/x".to_owned(),
        "//evil.example".to_owned(),
        "https://evil.example".to_owned(),
        "/projects".to_owned(),
    ] {
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
