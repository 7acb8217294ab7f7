//! That something was changed is told to who may see it, and to nobody else.

use std::time::{Duration, Instant};

use accord::server::{clock, passwords};
use domain::UserId;
use serde_json::{Value, json};

use crate::firm::*;
use crate::kit::{World, call, form};
use crate::wire::{Channel, Opening, opening};

/// Longer than it takes to tell anything.
const SILENCE: Duration = Duration::from_millis(700);

fn page(who: u128) -> Opening {
    Opening { path: "/live".to_owned(), ..opening(who, 0, "") }
}

/// A channel of a page that was greeted.
async fn listener(addr: std::net::SocketAddr, who: u128) -> Channel {
    let mut channel = page(who).open(addr).await.unwrap();
    assert_eq!(channel.told().await, json!({ "project": null, "topics": [] }));
    channel
}

async fn done(world: &World, path: &str, who: u128, body: Value) {
    let answer = world.send(call(&format!("/api/{path}"), &body).with(&team(who))).await;
    assert_eq!(answer.code(), 200, "{path}: {}", answer.text());
}

async fn write(world: &World, who: u128, project: u128, number: u128) {
    let thread = json!({ "kind": "project", "id": id(project) });
    let letter =
        json!({ "thread": thread, "body": "A", "is_client_visible": false, "reply_to": null });
    let body = json!({ "project": id(project), "id": id(number), "letter": letter });
    done(world, "messages/post", who, body).await;
}

#[tokio::test]
async fn only_who_may_see_a_project_hears_that_it_was_changed() {
    let world = firm().await;
    let addr = world.listen(std::future::pending::<()>()).await;
    let told = |project: u128, topic: &str| json!({ "project": id(project), "topics": [topic] });
    let (mut lead, mut member) = (listener(addr, LEAD).await, listener(addr, MEMBER).await);
    let mut finance = listener(addr, FINANCE).await;
    let mut stranger = listener(addr, STRANGER).await;
    write(&world, LEAD, OWN, 9_001).await;
    assert_eq!(member.told().await, told(OWN, "messages"));
    assert_eq!(finance.told().await, told(OWN, "messages"));
    // Of another project only who sees all of them hears; and who did it knows already.
    write(&world, OTHER_LEAD, OTHER, 9_002).await;
    assert_eq!(finance.told().await, told(OTHER, "messages"));
    done(&world, "history/pin", LEAD, json!({ "project": id(OWN), "name": "A" })).await;
    assert_eq!(member.told().await, told(OWN, "baselines"));
    assert_eq!(finance.told().await, told(OWN, "baselines"));
    assert!(lead.is_silent(SILENCE).await, "the own work is no news");
    assert!(stranger.is_silent(SILENCE).await, "nothing of this is for a stranger");
    // What the client says is news to everybody of the team.
    let form = form(&format!("/portal/{}/feedback", id(OWN)), "text=Good+work");
    assert_eq!(world.send(form.with(&contact(CONTACT))).await.code(), 303);
    for channel in [&mut lead, &mut member, &mut finance] {
        assert_eq!(channel.told().await, told(OWN, "messages"));
    }
    // Without the right, or the session, there is nothing more to hear.
    let gone = json!({ "user": id(FINANCE), "version": 1, "role": "member" });
    done(&world, "settings/set_role", ADMINISTRATOR, gone).await;
    done(&world, "settings/end_session", MEMBER, json!({ "session": id(700 + MEMBER) })).await;
    write(&world, LEAD, OWN, 9_003).await;
    assert_eq!(member.told().await, Value::Null, "closed");
    assert!(finance.is_silent(SILENCE).await, "the role does not see this project");
}

/// Longer than the server takes to close a channel, and much shorter than it waits to look again.
const AT_ONCE: Duration = Duration::from_secs(5);

/// Closes without waiting for the next look.
async fn closes(mut channel: Channel, how: &str) {
    let begun = Instant::now();
    assert_eq!(channel.told().await, Value::Null, "{how}");
    assert!(begun.elapsed() < AT_ONCE, "{how}: after {:?}", begun.elapsed());
}

#[tokio::test]
async fn a_channel_closes_at_once_with_its_session() {
    let off = json!({ "user": id(MEMBER), "version": 1, "is_active": false });
    let own = json!({ "session": id(700 + MEMBER) });
    let ways = [
        form("/sign-out", "").with(&team(MEMBER)),
        call("/api/settings/end_session", &own).with(&team(MEMBER)),
        call("/api/settings/set_active", &off).with(&team(ADMINISTRATOR)),
    ];
    for (number, way) in ways.into_iter().enumerate() {
        let world = firm().await;
        let addr = world.listen(std::future::pending::<()>()).await;
        let (member, mut lead) = (listener(addr, MEMBER).await, listener(addr, LEAD).await);
        assert!(world.send(way).await.code() < 400, "way {number}");
        closes(member, &format!("way {number}")).await;
        assert!(lead.is_silent(SILENCE).await, "others are told nothing");
        // Theirs goes on.
        let said = form(&format!("/portal/{}/feedback", id(OWN)), "text=Good+work");
        assert_eq!(world.send(said.with(&contact(CONTACT))).await.code(), 303);
        assert_eq!(lead.told().await, json!({ "project": id(OWN), "topics": ["messages"] }));
    }
}

/// The own password, and "end all others", leave the browser in which they are pressed.
#[tokio::test]
async fn the_other_browsers_of_a_person_close_at_once() {
    let world = firm().await;
    let addr = world.listen(std::future::pending::<()>()).await;
    let hash = passwords::hash("a long password".to_owned()).await.unwrap();
    let mut tx = world.db.write().await.unwrap();
    let member = UserId(id(MEMBER));
    store::users::set_password(&mut tx, member, &hash, clock::now()).await.unwrap();
    tx.commit().await.unwrap();
    let sign_in = |password: &str| {
        let who = format!("email=internal{MEMBER}%40example.com");
        form("/sign-in", &format!("{who}&password={password}&next=/"))
    };
    let own = world.send(sign_in("a+long+password")).await.cookie();
    let mut here = page(MEMBER).header("cookie", &own).open(addr).await.unwrap();
    assert_eq!(here.told().await, json!({ "project": null, "topics": [] }));
    let other = listener(addr, MEMBER).await;
    let change = json!({ "current": "a long password", "new": "another long password" });
    let ask = call("/api/settings/change_password", &change).with(&own);
    assert_eq!(world.send(ask).await.code(), 200);
    closes(other, "the password").await;
    let again = world.send(sign_in("another+long+password")).await.cookie();
    let mut other = page(MEMBER).header("cookie", &again).open(addr).await.unwrap();
    assert_eq!(other.told().await, json!({ "project": null, "topics": [] }));
    let ask = call("/api/settings/end_other_sessions", &json!({})).with(&own);
    assert_eq!(world.send(ask).await.code(), 200);
    closes(other, "all others").await;
    assert!(here.is_silent(SILENCE).await, "nothing to tell");
    // Whoever signs in with the same browser takes the place of who was signed in there.
    let anew = sign_in("another+long+password").with(&own);
    assert_eq!(world.send(anew).await.code(), 303);
    closes(here, "signed in anew").await;
}

#[tokio::test]
async fn what_happens_at_once_is_told_once() {
    let world = firm().await;
    let addr = world.listen(std::future::pending::<()>()).await;
    let mut member = listener(addr, MEMBER).await;
    for number in 0..5 {
        write(&world, LEAD, OWN, 9_010 + number).await;
    }
    let first = member.told().await;
    assert_eq!(first, json!({ "project": id(OWN), "topics": ["messages"] }));
    assert!(member.rest(SILENCE).await.len() < 4);
}

#[tokio::test]
async fn who_is_not_of_the_team_or_not_of_this_server_is_not_let_in() {
    let world = firm().await;
    let addr = world.listen(std::future::pending::<()>()).await;
    let own = page(LEAD);
    let cases = [
        (own.clone().header("cookie", &contact(CONTACT)), 401),
        (own.clone().header("cookie", "accord=nobody"), 401),
        (own.clone().header("origin", "http://evil.example"), 403),
        (own.clone().header("sec-fetch-site", "cross-site"), 403),
    ];
    for (opening, expected) in cases {
        assert_eq!(opening.open(addr).await.err(), Some(expected), "{opening:?}");
    }
    // Nothing is said over it; who does is shown out.
    let mut loud = listener(addr, LEAD).await;
    loud.say(tokio_tungstenite::tungstenite::Message::text("hello")).await;
    assert_eq!(loud.told().await, Value::Null);
}
