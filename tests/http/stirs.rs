//! That something was changed is told to who may see it, and to nobody else.

use std::time::Duration;

use serde_json::{Value, json};

use crate::firm::*;
use crate::kit::{World, call};
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
    let form = crate::kit::form(&format!("/portal/{}/feedback", id(OWN)), "text=Good+work");
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
