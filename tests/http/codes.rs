//! Codes to the client's page: few guesses, no answer that tells who is known, nobody locked out.

use std::time::{Duration, Instant};

use accord::server::settings::{MailSettings, Settings};
use domain::{ContactId, ProjectId};
use serde_json::json;
use store::outbox::Letter;

use crate::firm::{self, *};
use crate::kit::{Answer, Ask, World, call, form, get, settings};

const KNOWN: &str = "contact21@example.com";
const RIGHT: &str = "email=contact21@example.com&code=100%20021";

fn guess(email: &str, code: &str) -> Ask {
    form("/portal-code", &format!("email={email}&code={code}")).header("accept-language", "en")
}

/// The firm behind a proxy, so that requests come from somewhere; it sends mails.
pub async fn far_away() -> World {
    let url = "smtp://127.0.0.1:9".to_owned();
    let mail = Some(MailSettings { url, from: "Accord <accord@seaport.cn>".to_owned() });
    let proxy = "127.0.0.1".parse().ok();
    let world = World::on(Settings { mail, trusted_proxy: proxy, ..settings() }).await;
    firm::settle(&world.db).await;
    world
}

fn from(ask: Ask, address: &str) -> Ask {
    ask.header("x-forwarded-for", address)
}

/// The words without the address that was typed.
fn blurred(answer: &Answer, email: &str) -> String {
    assert_eq!(answer.header("set-cookie"), "");
    format!("{} {}", answer.code(), answer.text().replace(email, "EMAIL"))
}

#[tokio::test]
async fn a_code_opens_the_page_once() {
    let world = firm().await;
    let portal = format!("/portal/{}", id(OWN));
    let entered = world.send(form("/portal-code", RIGHT)).await;
    assert_eq!((entered.code(), entered.header("location")), (303, portal.as_str()));
    assert_eq!(world.send(get(&portal).with(&entered.cookie())).await.code(), 200);
    assert_eq!(world.send(form("/portal-code", RIGHT)).await.code(), 422);
    assert_eq!(world.send(form("/p/magic-21", "")).await.code(), 303, "the link still holds");
}

#[tokio::test]
async fn a_code_that_is_handed_over_with_a_link_opens_the_page() {
    let world = firm().await;
    let reader = json!({ "project": id(OWN), "contact": id(CONTACT) });
    let fresh = world.send(call("/api/overview/share", &reader).with(&team(LEAD))).await.json();
    let entered = world.send(guess(KNOWN, fresh["code"].as_str().unwrap())).await;
    let portal = format!("/portal/{}", id(OWN));
    assert_eq!((entered.code(), entered.header("location")), (303, portal.as_str()));
    // What is decided in this session names who was shown the code.
    let cookie = entered.cookie();
    let (_, token) = cookie.split_once('=').unwrap();
    let mut tx = world.db.read().await.unwrap();
    let now = accord::server::clock::now();
    let hash = accord::server::random::hash(token);
    let session = store::sessions::find(&mut tx, &hash, now).await.unwrap().unwrap();
    assert_eq!(session.handed.map(|handed| handed.made_by).as_deref(), Some("Chen Zhiyuan"));
}

#[tokio::test]
async fn a_wrong_code_and_an_unknown_address_look_the_same() {
    let world = firm().await;
    let mut answers = Vec::new();
    for email in [KNOWN, "nobody@example.com", ""] {
        let begun = Instant::now();
        let answer = world.send(guess(email, "000000")).await;
        assert!(begun.elapsed() >= Duration::from_millis(200), "{email}");
        assert_eq!(answer.code(), 422, "{email}");
        answers.push(answer);
    }
    assert_eq!(blurred(&answers[0], KNOWN), blurred(&answers[1], "nobody@example.com"));
}

#[tokio::test]
async fn an_empty_address_is_nobodys() {
    let world = firm().await;
    let mut tx = world.db.write().await.unwrap();
    let contact = ContactId(id(CONTACT));
    let mut reader = store::contacts::find(&mut tx, contact).await.unwrap().unwrap();
    reader.email = String::new();
    let now = accord::server::clock::now();
    store::contacts::update(&mut tx, &reader, now).await.unwrap();
    let purpose = store::links::Purpose::Portal { contact, project: ProjectId(id(OWN)) };
    put_link(&mut tx, purpose, ("without-address", Some("123456")), now).await;
    tx.commit().await.unwrap();
    assert_eq!(world.send(form("/portal-code", "email=&code=123456")).await.code(), 422);
    let body = json!({ "project": id(OWN), "contact": contact });
    let fresh = world.send(call("/api/overview/share", &body).with(&team(LEAD))).await.json();
    assert_eq!(fresh["code"], json!(null), "who has no address gets no code");
}

#[tokio::test]
async fn a_stranger_guesses_little_and_locks_nobody_out() {
    let world = far_away().await;
    for attempt in 0..8 {
        let code = world.send(from(guess(KNOWN, "000000"), "203.0.113.7")).await.code();
        assert_eq!(code, if attempt < 5 { 422 } else { 429 }, "{attempt}");
    }
    for host in 0..8 {
        let near = format!("2001:db8::{host}");
        let code = world.send(from(guess(KNOWN, "000000"), &near)).await.code();
        assert_eq!(code, if host < 5 { 422 } else { 429 }, "{near}");
    }
    let owner = world.send(from(form("/portal-code", RIGHT), "198.51.100.1")).await;
    assert_eq!(owner.code(), 303, "{}", owner.text());
}

#[tokio::test]
async fn many_strangers_end_a_code_and_not_the_way_in() {
    let world = far_away().await;
    for place in 0..6 {
        for _ in 0..5 {
            let from_there = from(guess(KNOWN, "000000"), &format!("203.0.113.{place}"));
            assert_eq!(world.send(from_there).await.code(), 422);
        }
    }
    let owner = "198.51.100.1";
    assert_eq!(world.send(from(form("/portal-code", RIGHT), owner)).await.code(), 422);
    assert_eq!(world.send(form("/p/magic-21", "")).await.code(), 303);
    assert_eq!(world.send(from(wish(KNOWN), owner)).await.code(), 200);
    let code = code_in(&letters(&world, 1).await[0]);
    let entered = world.send(from(guess(KNOWN, &code), owner)).await;
    assert_eq!(entered.code(), 303, "a new code begins anew");
}

/// The letters that wait, once there are so many: they are written after the answer.
pub async fn letters(world: &World, count: usize) -> Vec<Letter> {
    let now = accord::server::clock::now().plus_minutes(1);
    let mut found = Vec::new();
    for _ in 0..200 {
        let mut tx = world.db.write().await.unwrap();
        found = store::outbox::claim(&mut tx, now, now, 99).await.unwrap();
        if found.len() >= count {
            break;
        }
        drop(tx);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(found.len(), count, "{found:?}");
    found
}

/// The digits in a letter.
pub fn code_in(letter: &Letter) -> String {
    let line = letter.body.lines().find(|line| line.starts_with("Warehouse: "));
    line.unwrap_or_else(|| panic!("{letter:?}")).replace("Warehouse: ", "")
}

fn wish(email: &str) -> Ask {
    form("/portal-code/new", &format!("email={email}")).header("accept-language", "en")
}

#[tokio::test]
async fn a_code_is_mailed_to_who_has_a_page_and_nobody_can_tell() {
    let world = far_away().await;
    let known = world.send(wish(KNOWN)).await;
    let nobody = world.send(wish("nobody@example.com")).await;
    // The lead has an account and no page.
    let lead = world.send(wish("lead@example.com")).await;
    assert_eq!(known.code(), 200);
    assert_eq!(blurred(&known, KNOWN), blurred(&nobody, "nobody@example.com"));
    assert_eq!(blurred(&known, KNOWN), blurred(&lead, "lead@example.com"));
    let letters = letters(&world, 1).await;
    assert_eq!(letters[0].to, KNOWN);
    let code = code_in(&letters[0]);
    assert!(letters[0].body.contains("/portal-code"), "{:?}", letters[0]);
    assert!(!letters[0].subject.contains(&code), "a subject is shown on locked screens");
    let entered = world.send(guess(KNOWN, &code)).await;
    let portal = format!("/portal/{}", id(OWN));
    assert_eq!((entered.code(), entered.header("location")), (303, portal.as_str()));
    assert_eq!(world.send(guess(KNOWN, &code)).await.code(), 422, "once");
}

#[tokio::test]
async fn who_was_taken_the_link_gets_no_code() {
    let world = far_away().await;
    let reader = json!({ "project": id(OWN), "contact": id(CONTACT) });
    let ended = call("/api/overview/withdraw", &reader).with(&team(LEAD));
    assert_eq!(world.send(ended).await.code(), 200);
    assert_eq!(world.send(form("/portal-code", RIGHT)).await.code(), 422);
    assert_eq!(world.send(wish(KNOWN)).await.code(), 200);
    assert_eq!(world.send(wish("contact23@example.com")).await.code(), 200);
    let letters = letters(&world, 1).await;
    assert_eq!(letters[0].to, "contact23@example.com", "the other client's");
}

#[tokio::test]
async fn letters_with_codes_are_counted() {
    let world = far_away().await;
    let mut codes = Vec::new();
    for _ in 0..4 {
        codes.push(world.send(from(wish(KNOWN), "203.0.113.7")).await.code());
    }
    assert_eq!(codes, [200, 200, 200, 429]);
    assert_eq!(world.send(from(wish(KNOWN), "198.51.100.1")).await.code(), 200);
    let letters = letters(&world, 4).await;
    for letter in &letters[..2] {
        let code = code_in(letter);
        let entered = world.send(from(guess(KNOWN, &code), "198.51.100.1")).await;
        assert_eq!(entered.code(), 303, "a newer letter ends no older code");
    }
}

#[tokio::test]
async fn without_mail_the_page_says_whom_to_ask() {
    let world = firm().await;
    for ask in [get("/portal-code/new").header("accept-language", "en"), wish(KNOWN)] {
        let answer = world.send(ask).await;
        assert_eq!(answer.code(), 200);
        let text = answer.text();
        assert!(text.contains("ask your project manager") && !text.contains("<form"), "{text}");
    }
}
