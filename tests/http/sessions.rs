//! Sessions end when they should: ended, signed out, disabled.

use accord::server::{clock, passwords};
use domain::user::ProjectRole;
use domain::{ContactId, ProjectId, SessionId, UserId};
use serde_json::json;
use store::sessions::{Session, Who};

use crate::firm::*;
use crate::kit::{Ask, World, call, form, get};

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

/// Opens the client's page as the client sees it; answers with the cookie.
async fn look(world: &World, who: u128) -> String {
    let reader = json!({ "project": id(OWN), "contact": id(CONTACT) });
    let opened = world.send(call("/api/overview/see_as", &reader).with(&team(who))).await;
    assert_eq!(opened.code(), 200, "{}", opened.text());
    assert!(opened.header("set-cookie").contains("Max-Age=3600"), "it lasts an hour");
    opened.cookie()
}

/// What the page answers before and after something that ends looking.
async fn looks_until(who: u128, end: impl Fn() -> Ask) {
    let world = firm().await;
    let (page, cookie) = (format!("/portal/{}", id(OWN)), look(&world, who).await);
    assert_eq!(world.send(get(&page).with(&cookie)).await.code(), 200);
    let ended = world.send(end()).await;
    assert!(matches!(ended.code(), 200 | 303), "{}", ended.text());
    assert_eq!(world.send(get(&page).with(&cookie)).await.code(), 401);
    let own = world.send(get(&page).with(&contact(CONTACT))).await;
    assert_eq!(own.code(), 200, "the client stays");
}

#[tokio::test]
async fn a_look_at_the_clients_page_ends_with_the_right_to_it() {
    let lead = id(LEAD);
    looks_until(LEAD, || form("/sign-out", "").with(&team(LEAD))).await;
    let own = json!({ "session": id(700 + LEAD) });
    looks_until(LEAD, || call("/api/settings/end_session", &own).with(&team(LEAD))).await;
    let off = json!({ "user": lead, "version": 1, "is_active": false });
    let by = || team(ADMINISTRATOR);
    looks_until(LEAD, || call("/api/settings/set_active", &off).with(&by())).await;
    let role = json!({ "user": lead, "version": 1, "role": "member" });
    looks_until(LEAD, || call("/api/settings/set_role", &role).with(&by())).await;
    let reader = json!({ "project": id(OWN), "contact": id(CONTACT) });
    let world = firm().await;
    let cookie = look(&world, LEAD).await;
    let ended = call("/api/overview/withdraw", &reader).with(&by());
    assert_eq!(world.send(ended).await.code(), 200);
    let page = get(&format!("/portal/{}", id(OWN))).with(&cookie);
    assert_eq!(world.send(page).await.code(), 401, "and with the client's own link");
}

#[tokio::test]
async fn a_look_ends_with_a_new_password_and_with_the_project() {
    let world = firm().await;
    let page = || get(&format!("/portal/{}", id(OWN)));
    let hash = passwords::hash("long-enough-1".to_owned()).await.unwrap();
    let (own, outsider) = (ProjectId(id(OWN)), UserId(id(OUTSIDER)));
    let mut tx = world.db.write().await.unwrap();
    let now = clock::now();
    store::users::set_password(&mut tx, outsider, &hash, now).await.unwrap();
    store::projects::put_member(&mut tx, own, outsider, ProjectRole::Lead, now).await.unwrap();
    tx.commit().await.unwrap();
    let cookie = look(&world, OUTSIDER).await;
    assert_eq!(world.send(page().with(&cookie)).await.code(), 200);
    let body = json!({ "current": "long-enough-1", "new": "long-enough-2" });
    let changed = call("/api/settings/change_password", &body).with(&team(OUTSIDER));
    assert_eq!(world.send(changed).await.code(), 200);
    assert_eq!(world.send(page().with(&cookie)).await.code(), 401);
    let cookie = look(&world, OUTSIDER).await;
    let mut tx = world.db.write().await.unwrap();
    store::projects::remove_member(&mut tx, own, outsider).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.send(page().with(&cookie)).await.code(), 401);
}

#[tokio::test]
async fn entering_again_ends_what_the_browser_had() {
    let world = firm().await;
    let page = format!("/portal/{}", id(OWN));
    let first = world.send(form("/p/magic-21", "")).await.cookie();
    assert_eq!(world.send(get(&page).with(&first)).await.code(), 200);
    let second = world.send(form("/p/magic-21", "").with(&first)).await.cookie();
    assert_ne!(first, second);
    assert_eq!(world.send(get(&page).with(&first)).await.code(), 401);
    assert_eq!(world.send(get(&page).with(&second)).await.code(), 200);
    let other = world.send(get(&page).with(&contact(CONTACT))).await;
    assert_eq!(other.code(), 200, "another device stays in");
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
            handed: None,
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
