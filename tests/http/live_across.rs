//! Two servers on one PostgreSQL database: what is done at one is told at the other.

use std::time::{Duration, Instant};

use domain::agreement::{Hash, RequestState};
use domain::time::Timestamp;
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use uuid::Uuid;

use crate::decisions::entries;
use crate::evidence;
use crate::firm::{self, *};
use crate::kit::{Answer, World, call, form, settings};
use crate::wire::{opening, renamings};

/// The address of a PostgreSQL cluster in which the tests make and drop databases.
pub const POSTGRES: &str = "ACCORD_TEST_POSTGRES";

pub async fn administer(cluster: &str, sql: String) {
    let mut connection = PgConnection::connect(cluster).await.unwrap();
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

pub async fn server(address: &str) -> World {
    let mut settings = settings();
    address.clone_into(&mut settings.database_url);
    World::on(settings).await
}

/// Two servers on a database of their own with the firm in it; none without a cluster.
struct Pair {
    one: World,
    two: World,
    cluster: String,
    name: String,
}

impl Pair {
    async fn open(word: &str) -> Option<Self> {
        let Ok(cluster) = std::env::var(POSTGRES) else {
            println!("left out: {POSTGRES} is not set");
            return None;
        };
        let name = format!("accord_{word}_{}", std::process::id());
        administer(&cluster, format!("create database {name}")).await;
        let (base, _) = cluster.rsplit_once('/').unwrap();
        let address = format!("{base}/{name}");
        let (one, two) = (server(&address).await, server(&address).await);
        settle(&one.db).await;
        Some(Self { one, two, cluster, name })
    }

    async fn close(self) {
        self.one.db.close().await;
        self.two.db.close().await;
        administer(&self.cluster, format!("drop database {} with (force)", self.name)).await;
    }
}

/// The client answers the request `number`.
async fn answered(world: &World, number: u128, hash: Hash, choice: &str) -> Answer {
    let page = format!("/portal/{}/decisions/{}", id(OWN), id(number));
    let body = format!("choice={choice}&hash={hash}&option=&words=because");
    let ask = form(&page, &body).header("accept-language", "en");
    world.send(ask.with(&firm::contact(CONTACT))).await
}

#[tokio::test]
async fn of_decisions_at_one_moment_each_counts_or_is_told_why_not() {
    let Some(pair) = Pair::open("decide").await else { return };
    let (one, two) = (&pair.one, &pair.two);
    let goals = record(REQUEST, OWN, LEAD, 1, Timestamp(0)).hash;
    for round in 1..=5 {
        // Two different questions: both answers are sealed, one after the other.
        let mut tx = one.db.write().await.unwrap();
        let (asked, request) =
            evidence::ask(&mut tx, (OWN, CONTACT), round, RequestState::Waiting).await;
        let (again, other) =
            evidence::ask(&mut tx, (OWN, CONTACT), round + 50, RequestState::Waiting).await;
        tx.commit().await.unwrap();
        let number = |id: Uuid| id.as_u128() - firm::id(0).as_u128();
        let (first, second) = tokio::join!(
            answered(one, number(request.id.0), asked.hash, "returned"),
            answered(two, number(other.id.0), again.hash, "returned"),
        );
        assert_eq!((first.code(), second.code()), (303, 303), "{}", second.text());
    }
    // One question: one answer counts, the other is told so and keeps its words.
    let (first, second) = tokio::join!(
        answered(one, REQUEST, goals, "returned"),
        answered(two, REQUEST, goals, "conditional"),
    );
    let mut answers = [first, second];
    answers.sort_by_key(Answer::code);
    assert_eq!((answers[0].code(), answers[1].code()), (303, 422));
    let text = answers[1].text();
    assert!(text.contains("decided already") && text.contains("because"), "{text}");
    assert_eq!(entries(one).await.len(), 11);
    pair.close().await;
}

#[tokio::test]
async fn what_is_done_at_one_server_is_told_at_the_other() {
    let Some(pair) = Pair::open("http").await else { return };
    let (one, two) = (&pair.one, &pair.two);
    let never = std::future::pending::<()>;
    let (here, there) = (one.listen(never()).await, two.listen(never()).await);
    let mut lead = opening(LEAD, 0, "lead").open(here).await.unwrap();
    let mut member = opening(MEMBER, 0, "member").open(there).await.unwrap();
    lead.until_here(&["member"]).await;
    member.until_here(&["lead"]).await;
    let begun = Instant::now();
    for number in 0..20 {
        let (server, who) = if number % 2 == 0 { (one, LEAD) } else { (two, ADMINISTRATOR) };
        let body = renamings(TASK, number as i64, [1_000 + number]);
        let answer = server.send(call("/api/plan/submit", &body).with(&team(who))).await;
        assert_eq!(answer.json()["refused"], json!([]), "{}", answer.text());
        let last = number as i64 + 1;
        assert_eq!(member.numbers(last).await, [last]);
        assert_eq!(lead.numbers(last).await, [last]);
    }
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(5), "twenty calls across took {took:?}");
    member.say_at("board", TASK).await;
    assert_eq!(lead.until_here(&["member"]).await[0]["at"]["selected"], json!(id(TASK)));
    drop(member);
    lead.until_here(&[]).await;
    pair.close().await;
}
