//! Sessions end when they should: ended, signed out, disabled.

use domain::{ContactId, ProjectId, SessionId};
use serde_json::json;
use store::sessions::{Session, Who};

use crate::firm::*;
use crate::kit::{World, call, form, get};

async fn is_in(world: &World, cookie: &str) -> bool {
    let answer = world.send(call("/api/shell/me", &json!({})).with(cookie)).await;
    match answer.code() {
        200 => true,
        401 => false,
        other => panic!("{other}: {}", answer.text()),
    }
}

#[tokio::test]
async fn an_ended_session_is_over_at_once() {
    let world = firm().await;
    let own = json!({ "session": id(700 + LEAD) });
    let answer = world.send(call("/api/settings/end_session", &own).with(&team(MEMBER))).await;
    assert_eq!(answer.code(), 404, "nobody ends the sessions of others");
    assert!(is_in(&world, &team(LEAD)).await);
    let answer = world.send(call("/api/settings/end_session", &own).with(&team(LEAD))).await;
    assert_eq!(answer.code(), 200);
    assert!(!is_in(&world, &team(LEAD)).await);
    assert!(is_in(&world, &team(MEMBER)).await);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_the_cookie() {
    let world = firm().await;
    let answer = world.send(form("/sign-out", "").with(&team(LEAD))).await;
    assert_eq!((answer.code(), answer.header("location")), (303, "/sign-in"));
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    assert!(!is_in(&world, &team(LEAD)).await);
    assert_eq!(world.send(get("/").with(&team(LEAD))).await.code(), 303);
}

#[tokio::test]
async fn leaving_the_clients_page_ends_it_on_this_device() {
    let world = firm().await;
    let page = format!("/portal/{}", id(OWN));
    assert_eq!(world.send(get(&page).with(&contact(CONTACT))).await.code(), 200);
    assert_eq!(world.send(form("/portal-leave", "").with(&contact(CONTACT))).await.code(), 303);
    assert_eq!(world.send(get(&page).with(&contact(CONTACT))).await.code(), 401);
}

#[tokio::test]
async fn a_disabled_person_is_out_at_once() {
    let world = firm().await;
    let body = json!({ "user": id(LEAD), "version": 1, "is_active": false });
    let ask = call("/api/settings/set_active", &body).with(&team(ADMINISTRATOR));
    assert_eq!(world.send(ask).await.code(), 200);
    assert!(!is_in(&world, &team(LEAD)).await);
    assert_eq!(world.send(get("/projects").with(&team(LEAD))).await.code(), 303);
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let world = firm().await;
    let who = team(ADMINISTRATOR);
    let user = id(ADMINISTRATOR);
    let role = json!({ "user": user, "version": 1, "role": "member" });
    let off = json!({ "user": user, "version": 1, "is_active": false });
    for (path, body) in [("set_role", role), ("set_active", off)] {
        let answer = world.send(call(&format!("/api/settings/{path}"), &body).with(&who)).await;
        assert_eq!(answer.code(), 422, "{path}");
        assert_eq!(answer.json(), json!({ "Refused": "LastAdministrator" }));
    }
}

#[tokio::test]
async fn a_contacts_cookie_is_nobody_to_the_team_and_the_other_way_round() {
    let world = firm().await;
    assert!(!is_in(&world, &format!("accord=contact-{CONTACT}")).await);
    let page = get(&format!("/portal/{}", id(OWN))).with(&format!("accord-portal=team-{LEAD}"));
    assert_eq!(world.send(page).await.code(), 401);
}

#[tokio::test]
async fn a_stale_version_is_a_conflict() {
    let world = firm().await;
    let path = "/api/overview/set_status";
    let body = json!({ "project": id(OWN), "version": 1, "status": "A" });
    let codes = [
        world.send(call(path, &body).with(&team(LEAD))).await.code(),
        world.send(call(path, &body).with(&team(LEAD))).await.code(),
    ];
    assert_eq!(codes, [200, 409]);
}

#[tokio::test]
async fn a_contact_stays_in_for_thirty_days_from_the_last_visit() {
    const DAY: i64 = 24 * 60;
    let world = firm().await;
    let now = accord::server::clock::now();
    let who = Who::Contact { contact: ContactId(id(CONTACT)), project: ProjectId(id(OWN)) };
    for (number, days, code) in [(1, 20, 200), (2, 31, 401)] {
        let token = format!("visited {days} days ago");
        let session = Session {
            id: SessionId(id(7_700 + number)),
            who,
            created_at: now.plus_minutes(-40 * DAY),
            last_seen_at: now.plus_minutes(-days * DAY),
            expires_at: now.plus_minutes((30 - days) * DAY),
            agent: String::new(),
            looker: None,
        };
        let hash = accord::server::random::hash(&token.replace(' ', "-"));
        let mut tx = world.db.write().await.unwrap();
        store::sessions::create(&mut tx, &session, &hash).await.unwrap();
        tx.commit().await.unwrap();
        let cookie = format!("accord-portal={}", token.replace(' ', "-"));
        let page = format!("/portal/{}", id(OWN));
        let answer = world.send(get(&page).with(&cookie)).await;
        assert_eq!(answer.code(), code, "{days}");
        if code != 200 {
            continue;
        }
        assert!(answer.header("set-cookie").contains("Max-Age=2592000"), "the browser too");
        // It is noted beside the answer.
        for _ in 0..100 {
            let mut tx = world.db.read().await.unwrap();
            let found = store::sessions::find(&mut tx, &hash, now).await.unwrap().unwrap();
            if found.last_seen_at > now.plus_minutes(-DAY) {
                assert!(found.expires_at > now.plus_minutes(29 * DAY));
                break;
            }
            drop(tx);
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        let mut tx = world.db.read().await.unwrap();
        let found = store::sessions::find(&mut tx, &hash, now).await.unwrap().unwrap();
        assert!(found.last_seen_at > now.plus_minutes(-DAY));
    }
}
