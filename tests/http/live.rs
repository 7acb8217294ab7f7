//! The live channel over real connections: what is told, to whom, and when it ends.

use std::time::{Duration, Instant};

use accord::server::{clock, passwords};
use domain::time::Timestamp;
use domain::{ProjectId, SessionId, UserId};
use serde_json::{Value, json};
use store::projects::Member;
use tokio::sync::oneshot;
use tokio_tungstenite::tungstenite::Message;

use crate::firm::*;
use crate::kit::{ADDRESS, World, call, file};
use crate::wire::{Channel, opening, renamings};

/// When the servers of these tests stop.
fn never() -> std::future::Pending<()> {
    std::future::pending()
}

/// Renames the task once for each number.
async fn rename(world: &World, numbers: std::ops::Range<u128>) {
    for number in numbers {
        let ask = call("/api/plan/submit", &renamings(TASK, 0, [number])).with(&team(LEAD));
        let answer = world.send(ask).await;
        assert_eq!(answer.code(), 200, "{}", answer.text());
        assert_eq!(answer.json()["refused"], json!([]));
    }
}

/// A channel that has said who it is.
async fn channel(addr: std::net::SocketAddr, who: u128, since: i64, tab: &str) -> Channel {
    let mut channel = opening(who, since, tab).open(addr).await.unwrap();
    assert!(channel.told().await["hello"]["build"].is_string(), "the build comes first");
    channel
}

fn counted(from: i64, to: i64) -> Vec<i64> {
    (from..=to).collect()
}

#[tokio::test]
async fn operations_arrive_in_order_after_a_gap_and_live() {
    let world = firm().await;
    let addr = world.listen(never()).await;
    rename(&world, 801..811).await;
    let mut early = channel(addr, LEAD, 0, "a").await;
    let mut late = channel(addr, MEMBER, 7, "b").await;
    assert_eq!(early.numbers(10).await, counted(1, 10));
    assert_eq!(late.numbers(10).await, counted(8, 10));
    rename(&world, 811..841).await;
    assert_eq!(early.numbers(40).await, counted(11, 40));
    assert_eq!(late.numbers(40).await, counted(11, 40));
    // A plan file is one operation more.
    let path = format!("/projects/{}/plan-file?name=plan.csv&apply=true", id(OWN));
    let answer = world.send(file(&path, b"Name,Duration\nA,1d\n").with(&team(LEAD))).await;
    assert_eq!(answer.code(), 200, "{}", answer.text());
    let ops = late.next("ops").await;
    assert_eq!((&ops[0]["seq"], &ops[0]["by"]), (&json!(41), &json!(id(LEAD))));
    assert_eq!(ops[0]["origin"]["view"], "import");
    assert!(ops[0]["inverse"].is_null(), "what takes it back is the server's business");
}

#[tokio::test]
async fn readers_that_open_while_others_write_miss_nothing() {
    let world = firm().await;
    let addr = world.listen(never()).await;
    let readers: Vec<_> = (0..8)
        .map(|number| {
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(number * 20)).await;
                channel(addr, MEMBER, 0, &format!("tab{number}")).await.numbers(60).await
            })
        })
        .collect();
    rename(&world, 801..861).await;
    for reader in readers {
        assert_eq!(reader.await.unwrap(), counted(1, 60));
    }
}

#[tokio::test]
async fn who_knows_nonsense_opens_anew() {
    let world = firm().await;
    let addr = world.listen(never()).await;
    rename(&world, 801..803).await;
    for since in ["3", "-1", "x", "", "9223372036854775808", "1.5"] {
        let mut opening = opening(LEAD, 0, "a");
        opening.path = format!("/projects/{}/live?since={since}&tab=a", id(OWN));
        let mut channel = opening.open(addr).await.unwrap();
        assert_eq!(channel.next("closed").await, json!("Outdated"), "{since}");
        assert_eq!(channel.told().await, Value::Null, "{since}");
    }
    let path = format!("/projects/{}/live", id(OWN));
    for query in ["?since=0", "?since=0&tab=", &format!("?since=0&tab={}", "t".repeat(65))] {
        let mut opening = opening(LEAD, 0, "a");
        opening.path = format!("{path}{query}");
        assert_eq!(opening.open(addr).await.err(), Some(422), "{query}");
    }
}

#[tokio::test]
async fn who_is_far_behind_opens_anew() {
    let world = firm().await;
    let addr = world.listen(never()).await;
    for start in (0..6).map(|part| 1_000 + part * 100) {
        let body = renamings(TASK, 0, start..start + 100);
        assert_eq!(world.send(call("/api/plan/submit", &body).with(&team(LEAD))).await.code(), 200);
    }
    let mut far = channel(addr, LEAD, 99, "a").await;
    assert_eq!(far.next("closed").await, json!("Outdated"));
    let mut near = channel(addr, LEAD, 100, "b").await;
    assert_eq!(near.numbers(600).await, counted(101, 600));
}

#[tokio::test]
async fn only_who_may_see_the_project_is_let_in() {
    let world = firm().await;
    let addr = world.listen(never()).await;
    let site = "sec-fetch-site";
    let own = opening(LEAD, 0, "a");
    let at = |project: u128| {
        let path = format!("/projects/{}/live?since=0&tab=a", id(project));
        crate::wire::Opening { path, ..own.clone() }
    };
    let cases = [
        (own.clone(), None),
        (own.clone().header("cookie", &team(SPONSOR)), None),
        (own.clone().header("cookie", &team(STRANGER)), Some(404)),
        (own.clone().header("cookie", &team(OUTSIDER)), Some(404)),
        (own.clone().header("cookie", &contact(CONTACT)), Some(401)),
        (own.clone().header("cookie", "accord=nobody"), Some(401)),
        (at(OTHER), Some(404)),
        (at(501), Some(404)),
        (at(501).header("cookie", &team(ADMINISTRATOR)), Some(404)),
        (own.clone().header("origin", "http://evil.example"), Some(403)),
        (own.clone().header("origin", "null"), Some(403)),
        (own.clone().header(site, "cross-site"), Some(403)),
        (own.clone().header(site, "same-site"), Some(403)),
        (own.clone().header(site, "none"), Some(403)),
        (own.clone().header(site, "same-origin"), None),
    ];
    for (opening, expected) in cases {
        assert_eq!(opening.open(addr).await.err(), expected, "{opening:?}");
    }
    let mut without = own;
    without.headers.retain(|(name, _)| *name != "origin");
    assert_eq!(without.open(addr).await.err(), Some(403), "a page always names its origin");
}

/// Closes within two seconds, with this reason, once something was done.
async fn closes(world: &World, mut channel: Channel, expected: Value) {
    let begun = Instant::now();
    assert_eq!(channel.next("closed").await, expected);
    assert_eq!(channel.told().await, Value::Null);
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(2), "closed after {took:?}");
    drop(channel);
    rename(world, 990..991).await;
}

#[tokio::test]
async fn losing_the_right_closes_within_two_seconds() {
    let now = Timestamp(i64::MAX / 2);
    // The session is ended by its owner, or by signing out.
    for path in ["/api/settings/end_session", "/sign-out"] {
        let world = firm().await;
        let addr = world.listen(never()).await;
        let channel = channel(addr, MEMBER, 0, "a").await;
        let ask = match path {
            "/sign-out" => crate::kit::form(path, ""),
            _ => call(path, &json!({ "session": id(700 + MEMBER) })),
        };
        assert!(world.send(ask.with(&team(MEMBER))).await.code() < 400);
        closes(&world, channel, json!("SignedOut")).await;
    }
    // The person is disabled.
    let world = firm().await;
    let addr = world.listen(never()).await;
    let open = channel(addr, MEMBER, 0, "a").await;
    let body = json!({ "user": id(MEMBER), "version": 1, "is_active": false });
    let ask = call("/api/settings/set_active", &body).with(&team(ADMINISTRATOR));
    assert_eq!(world.send(ask).await.code(), 200);
    closes(&world, open, json!("SignedOut")).await;
    // The person is no longer in the project; whoever else listens stays.
    let world = firm().await;
    let addr = world.listen(never()).await;
    let (open, mut other) =
        (channel(addr, MEMBER, 0, "a").await, channel(addr, LEAD, 0, "b").await);
    let mut tx = world.db.write().await.unwrap();
    let (project, member) = (ProjectId(id(OWN)), UserId(id(MEMBER)));
    let members: Vec<Member> = store::projects::members(&mut tx, project).await.unwrap();
    assert!(members.iter().any(|known| known.user.id == member));
    store::projects::remove_member(&mut tx, project, member).await.unwrap();
    tx.commit().await.unwrap();
    closes(&world, open, json!("NotFound")).await;
    assert_eq!(other.numbers(1).await, [1]);
    // A session that was ended between two looks hears of nothing that is done later.
    let mut tx = world.db.write().await.unwrap();
    store::sessions::revoke(&mut tx, SessionId(id(700 + LEAD)), now).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(other.next("closed").await, json!("SignedOut"));
}

#[tokio::test]
async fn another_password_or_role_closes_within_two_seconds() {
    // The own password is changed in another browser, which ends every other session.
    let world = firm().await;
    let addr = world.listen(never()).await;
    let open = channel(addr, MEMBER, 0, "a").await;
    let hash = passwords::hash("a long password".to_owned()).await.unwrap();
    let mut tx = world.db.write().await.unwrap();
    let member = UserId(id(MEMBER));
    store::users::set_password(&mut tx, member, &hash, clock::now()).await.unwrap();
    tx.commit().await.unwrap();
    let body = format!("email=internal{MEMBER}%40example.com&password=a+long+password&next=/");
    let answer = world.send(crate::kit::form("/sign-in", &body)).await;
    assert_eq!(answer.code(), 303, "{}", answer.text());
    let other = answer.cookie();
    let body = json!({ "current": "a long password", "new": "another long password" });
    let ask = call("/api/settings/change_password", &body).with(&other);
    assert_eq!(world.send(ask).await.code(), 200);
    closes(&world, open, json!("SignedOut")).await;
    // Who saw all projects by the role has another one now.
    let world = firm().await;
    let addr = world.listen(never()).await;
    let open = channel(addr, FINANCE, 0, "a").await;
    let body = json!({ "user": id(FINANCE), "version": 1, "role": "member" });
    let ask = call("/api/settings/set_role", &body).with(&team(ADMINISTRATOR));
    assert_eq!(world.send(ask).await.code(), 200);
    closes(&world, open, json!("NotFound")).await;
}

#[tokio::test]
async fn a_bad_message_harms_only_who_sends_it() {
    let world = firm().await;
    let addr = world.listen(never()).await;
    let mut good = channel(addr, LEAD, 0, "good").await;
    let malformed = json!({ "Refused": "Malformed" });
    let wide = format!("{{\"view\":\"list\",\"selected\":\"{}\"}}", "x".repeat(60_000));
    let bad = [
        Message::text("nonsense"),
        Message::text(""),
        Message::text(json!({ "view": "list", "more": 1 }).to_string()),
        Message::text(json!({ "view": "nowhere" }).to_string()),
        Message::text(wide),
        Message::text(json!({ "view": "board", "dragged": vec![id(TASK); 101] }).to_string()),
        Message::text("x".repeat(70_000)),
        Message::text("[".repeat(50_000)),
        Message::binary(vec![0; 10]),
    ];
    for (number, message) in bad.into_iter().enumerate() {
        let mut bad = channel(addr, MEMBER, 0, &format!("bad{number}")).await;
        bad.say(message).await;
        assert_eq!(bad.next("closed").await, malformed, "{number}");
        assert_eq!(bad.told().await, Value::Null);
    }
    let mut loud = channel(addr, MEMBER, 0, "loud").await;
    for selected in 0..100 {
        loud.say_at("list", selected).await;
    }
    assert_eq!(loud.next("closed").await, json!({ "TooOften": { "seconds": 1 } }));
    rename(&world, 801..802).await;
    assert_eq!(good.numbers(1).await, [1]);
    good.say_at("list", TASK).await;
}

#[tokio::test]
async fn who_does_not_read_delays_nobody() {
    let world = firm().await;
    let addr = world.listen(never()).await;
    let mut idle = channel(addr, MEMBER, 0, "idle").await;
    let mut quick = channel(addr, LEAD, 0, "quick").await;
    // Far more than the connection's buffers hold.
    let begun = Instant::now();
    for number in 0..100 {
        let mut body = renamings(TASK, number as i64, [1_000 + number]);
        let described = |part: u8| {
            let text = format!("{number} {part} {}", "x".repeat(19_000));
            json!({ "change": { "task": id(TASK), "to": { "description": text } } })
        };
        body["ops"][0]["op"] = json!({ "batch": (0..8).map(described).collect::<Vec<_>>() });
        let answer = world.send(call("/api/plan/submit", &body).with(&team(LEAD))).await;
        assert_eq!(answer.json()["refused"], json!([]), "{}", answer.text());
        assert_eq!(quick.next("ops").await[0]["seq"], number as i64 + 1);
    }
    println!("a hundred of 150 kB took {:?}", begun.elapsed());
    // Then it reads, and has missed nothing.
    assert_eq!(idle.numbers(100).await, counted(1, 100));
}

#[tokio::test]
async fn everyone_knows_who_else_is_there() {
    let world = firm().await;
    let addr = world.listen(never()).await;
    let mut lead = channel(addr, LEAD, 0, "lead").await;
    lead.until_here(&[]).await;
    let mut member = channel(addr, MEMBER, 0, "member").await;
    let here = lead.until_here(&["member"]).await;
    assert_eq!(
        (&here[0]["who"], &here[0]["name"]),
        (&json!(id(MEMBER)), &json!("internal person 4"))
    );
    let here = member.until_here(&["lead"]).await;
    assert_eq!(here[0]["name"], "Chen Zhiyuan");
    member.say_at("gantt", TASK).await;
    let here = lead.next("here").await;
    let at = json!({ "view": "gantt", "selected": id(TASK), "dragged": [], "over": null });
    assert_eq!(here[0]["at"], at);
    // Several that are moved together are told of one and all.
    let dragged = json!([id(TASK), id(TASK + 1)]);
    let said = json!({ "view": "board", "dragged": dragged });
    member.say(Message::text(said.to_string())).await;
    assert_eq!(lead.next("here").await[0]["at"]["dragged"], dragged);
    // The same tab once more: the lost channel is not told of beside the new one.
    let again = channel(addr, MEMBER, 0, "member").await;
    let mut second = channel(addr, MEMBER, 0, "second").await;
    second.until_here(&["lead", "member"]).await;
    lead.until_here(&["member", "second"]).await;
    drop((member, again));
    lead.until_here(&["second"]).await;
    drop(second);
    lead.until_here(&[]).await;
}

#[tokio::test]
async fn one_person_cannot_take_all_channels() {
    let world = firm().await;
    let addr = world.listen(never()).await;
    let mut open = Vec::new();
    for number in 0..40 {
        open.push(channel(addr, MEMBER, 0, &number.to_string()).await);
    }
    assert_eq!(opening(MEMBER, 0, "more").open(addr).await.err(), Some(503));
    channel(addr, LEAD, 0, "other").await;
}

#[tokio::test]
async fn a_server_that_stops_closes_its_channels() {
    let world = firm().await;
    let (stop, stopped) = oneshot::channel::<()>();
    let addr = world.listen(stopped).await;
    let mut open = channel(addr, LEAD, 0, "a").await;
    open.until_here(&[]).await;
    stop.send(()).unwrap();
    let begun = Instant::now();
    assert_eq!(open.told().await, Value::Null);
    assert!(begun.elapsed() < Duration::from_secs(1));
    assert_eq!(open.stream().peer_addr().unwrap(), addr, "closed by the server, not broken");
    assert_ne!(ADDRESS, addr.to_string());
}
