//! Two servers on one PostgreSQL database: what is done at one is told at the other.

use std::time::{Duration, Instant};

use serde_json::json;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::firm::*;
use crate::kit::{World, call, settings};
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

#[tokio::test]
async fn what_is_done_at_one_server_is_told_at_the_other() {
    let Ok(cluster) = std::env::var(POSTGRES) else {
        println!("left out: {POSTGRES} is not set");
        return;
    };
    let name = format!("accord_http_{}", std::process::id());
    administer(&cluster, format!("create database {name}")).await;
    let (base, _) = cluster.rsplit_once('/').unwrap();
    let address = format!("{base}/{name}");
    let (one, two) = (server(&address).await, server(&address).await);
    settle(&one.db).await;
    let never = std::future::pending::<()>;
    let (here, there) = (one.listen(never()).await, two.listen(never()).await);
    let mut lead = opening(LEAD, 0, "lead").open(here).await.unwrap();
    let mut member = opening(MEMBER, 0, "member").open(there).await.unwrap();
    lead.until_here(&["member"]).await;
    member.until_here(&["lead"]).await;
    let begun = Instant::now();
    for number in 0..20 {
        let (server, who) = if number % 2 == 0 { (&one, LEAD) } else { (&two, ADMINISTRATOR) };
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
    one.db.close().await;
    two.db.close().await;
    administer(&cluster, format!("drop database {name} with (force)")).await;
}
