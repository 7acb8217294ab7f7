//! Who confirms on a device that was let in more than a day ago needs a code from the mail.

use accord::server::{clock, random};
use domain::{ContactId, ProjectId, SessionId};
use serde_json::json;
use store::sessions::{Session, Who};

use crate::codes::{code_in, far_away, letters};
use crate::decisions::{answer_to, entries, page};
use crate::firm::{self, *};
use crate::kit::{Answer, World, call, form};

/// The device of the approver, let in so many hours ago.
async fn device(world: &World, number: u128, hours: i64) -> String {
    let now = clock::now();
    let token = format!("device-{number}");
    let session = Session {
        id: SessionId(id(number)),
        who: Who::Contact { contact: ContactId(id(CONTACT)), project: ProjectId(id(OWN)) },
        created_at: now.plus_minutes(-hours * 60),
        last_seen_at: now,
        expires_at: now.plus_minutes(600),
        looker: None,
        handed: None,
        agent: "test".to_owned(),
    };
    let mut tx = world.db.write().await.unwrap();
    store::sessions::create(&mut tx, &session, &random::hash(&token)).await.unwrap();
    tx.commit().await.unwrap();
    format!("accord-portal={token}")
}

async fn post(world: &World, path: &str, body: &str, cookie: &str) -> Answer {
    world.send(form(path, body).header("accept-language", "en").with(cookie)).await
}

async fn review(world: &World, cookie: &str) -> Answer {
    post(world, &format!("{}/review", page()), &answer_to(1, "conditional", ""), cookie).await
}

async fn confirm(world: &World, code: &str, cookie: &str) -> Answer {
    let body = format!("{}&code={code}", answer_to(1, "conditional", "Two+more+gates"));
    post(world, &page(), &body, cookie).await
}

#[tokio::test]
async fn an_answer_from_a_link_of_yesterday_counts_only_with_the_code_from_the_mail() {
    let world = far_away().await;
    let old = device(&world, 971, 25).await;
    let asked = review(&world, &old).await;
    assert_eq!(asked.code(), 200);
    let text = asked.text();
    assert!(text.contains("name=\"code\"") && text.contains("c***@example.com"), "{text}");
    assert!(!text.contains("contact21@example.com"), "{text}");
    let letters = letters(&world, 1).await;
    assert_eq!(letters[0].to, "contact21@example.com");
    let code = code_in(&letters[0]);
    assert!(!text.contains(&code));
    for wrong in ["", "000000", "123456"] {
        let refused = confirm(&world, wrong, &old).await;
        assert_eq!(refused.code(), 422, "{wrong}");
        let text = refused.text();
        assert!(text.contains("Two more gates") && text.contains("name=\"code\""), "{text}");
    }
    assert_eq!(entries(&world).await, []);
    assert_eq!(confirm(&world, &code, &old).await.code(), 303);
    assert_eq!(entries(&world).await.len(), 1);
    assert_eq!(confirm(&world, &code, &old).await.code(), 303, "pressed twice");
    assert_eq!(entries(&world).await.len(), 1);
}

#[tokio::test]
async fn a_code_that_the_team_was_shown_confirms_nothing() {
    let world = far_away().await;
    let old = device(&world, 972, 48).await;
    let reader = json!({ "project": id(OWN), "contact": id(CONTACT) });
    let fresh = world.send(call("/api/overview/share", &reader).with(&team(LEAD))).await.json();
    let code = fresh["code"].as_str().unwrap().replace(' ', "");
    assert_eq!(confirm(&world, &code, &old).await.code(), 422);
    assert_eq!(entries(&world).await, []);
}

#[tokio::test]
async fn what_is_refused_uses_no_code_up_and_a_code_lasts_for_the_day() {
    let world = far_away().await;
    let old = device(&world, 973, 25).await;
    review(&world, &old).await;
    let code = code_in(&letters(&world, 1).await[0]);
    let nothing = format!("{}&code={code}", answer_to(1, "returned", ""));
    assert_eq!(post(&world, &page(), &nothing, &old).await.code(), 422, "no reason");
    assert_eq!(confirm(&world, &code, &old).await.code(), 303);
    // It is withdrawn, and the next answer needs no other code on this device.
    assert_eq!(post(&world, &format!("{}/withdraw", page()), "number=1", &old).await.code(), 303);
    assert!(!review(&world, &old).await.text().contains("name=\"code\""));
    assert_eq!(confirm(&world, "", &old).await.code(), 303);
}

#[tokio::test]
async fn a_fresh_link_a_server_without_mail_and_who_decides_nothing_need_no_code() {
    let world = far_away().await;
    let fresh = device(&world, 974, 23).await;
    assert!(!review(&world, &fresh).await.text().contains("name=\"code\""));
    assert_eq!(confirm(&world, "", &fresh).await.code(), 303);
    let world = firm::firm().await;
    let old = device(&world, 975, 25).await;
    assert!(!review(&world, &old).await.text().contains("name=\"code\""));
    assert_eq!(confirm(&world, "", &old).await.code(), 303);
}
