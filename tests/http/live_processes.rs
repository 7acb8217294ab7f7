//! Two server processes on one PostgreSQL database: who was first, who may still listen and what is
//! told hold across both, also when one of them is killed.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::durability::{connect, free_address};
use crate::firm::*;
use crate::kit::{ADDRESS, settings};
use crate::live_across::{POSTGRES, administer, server};
use crate::wire::{Channel, Line, Opening, opening, renamings};

/// A server in a process of its own; killed when dropped.
struct Process {
    child: Child,
    folder: PathBuf,
    addr: SocketAddr,
}

impl Process {
    fn start(database: &str) -> Self {
        let (folder, addr) = (settings().data, free_address());
        let child = serve(&folder, addr, database);
        Self { child, folder, addr }
    }

    async fn line(&self) -> Line {
        drop(connect(self.addr).await);
        // Both are reached under the one name that people know.
        Line::open(self.addr, ADDRESS).await.unwrap()
    }

    async fn call(&self, path: &str, who: u128, body: &Value) -> Value {
        let path = format!("/api/{path}");
        let (status, answer) = self.line().await.call(&path, &team(who), body).await.unwrap();
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }

    async fn channel(&self, who: u128, since: i64, tab: &str) -> Channel {
        drop(self.line().await);
        opening(who, since, tab).open(self.addr).await.unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn serve(folder: &Path, addr: SocketAddr, database: &str) -> Child {
    let mut server = Command::new(env!("CARGO_BIN_EXE_accord"));
    server.arg("serve").arg("--data").arg(folder).arg("--addr").arg(addr.to_string());
    server.env("ACCORD_DATABASE_URL", database).env("RUST_LOG", "error");
    server.env("ACCORD_PUBLIC_URL", format!("http://{ADDRESS}"));
    server.stdout(Stdio::null()).spawn().unwrap()
}

#[tokio::test]
async fn two_processes_are_one_server() {
    let Ok(cluster) = std::env::var(POSTGRES) else {
        println!("left out: {POSTGRES} is not set");
        return;
    };
    let name = format!("accord_processes_{}", std::process::id());
    administer(&cluster, format!("create database {name}")).await;
    let (base, _) = cluster.rsplit_once('/').unwrap();
    let database = format!("{base}/{name}");
    let world = server(&database).await;
    settle(&world.db).await;
    world.db.close().await;
    let (one, two) = (Process::start(&database), Process::start(&database));
    one_of_two_is_first(&one, &two).await;
    who_loses_the_right_at_one_hears_it_at_the_other(&one, &two).await;
    what_a_killed_process_missed_is_told_by_its_successor(&one, two, &database).await;
    drop(one);
    administer(&cluster, format!("drop database {name} with (force)")).await;
}

/// Both change the same title at the same moment, each at another process.
async fn one_of_two_is_first(one: &Process, two: &Process) {
    let mut lead = one.channel(LEAD, 0, "a").await;
    let mut sponsor = two.channel(SPONSOR, 0, "b").await;
    lead.until_here(&["b"]).await;
    sponsor.until_here(&["a"]).await;
    let (here, there) = (renamings(TASK, 0, [801]), renamings(TASK, 0, [802]));
    let (here, there) = tokio::join!(
        one.call("plan/submit", LEAD, &here),
        two.call("plan/submit", ADMINISTRATOR, &there),
    );
    let refused = |answer: &Value| answer["refused"][0][1]["Overtaken"]["by"].clone();
    let told = [refused(&here), refused(&there)];
    let (first, second) = (json!(id(ADMINISTRATOR)), json!(id(LEAD)));
    assert!(
        told == [Value::Null, second] || told == [first, Value::Null],
        "one of them is first, and the other hears who: {told:?}"
    );
    assert_eq!(lead.numbers(1).await, [1]);
    assert_eq!(sponsor.numbers(1).await, [1]);
    for number in 2..12 {
        let (process, who) = if number % 2 == 0 { (one, LEAD) } else { (two, ADMINISTRATOR) };
        let body = renamings(TASK, number - 1, [800 + u128::try_from(number).unwrap() + 10]);
        assert_eq!(process.call("plan/submit", who, &body).await["refused"], json!([]));
        assert_eq!(lead.numbers(number).await, [number]);
        assert_eq!(sponsor.numbers(number).await, [number]);
    }
}

async fn who_loses_the_right_at_one_hears_it_at_the_other(one: &Process, two: &Process) {
    let mut member = two.channel(MEMBER, 11, "c").await;
    let page = Opening { path: "/live".to_owned(), ..opening(FINANCE, 0, "") };
    let mut finance = page.open(two.addr).await.unwrap();
    assert_eq!(finance.told().await["project"], Value::Null);
    // What is done at one stirs the pages of the other, also where nobody listens at the first.
    let name = json!({ "project": id(OWN), "name": "as signed" });
    one.call("history/pin", LEAD, &name).await;
    assert_eq!(finance.told().await, json!({ "project": id(OWN), "topics": ["baselines"] }));
    let off = json!({ "user": id(MEMBER), "version": 1, "is_active": false });
    let begun = Instant::now();
    one.call("settings/set_active", ADMINISTRATOR, &off).await;
    assert_eq!(member.next("closed").await, json!("SignedOut"));
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}

async fn what_a_killed_process_missed_is_told_by_its_successor(
    one: &Process,
    two: Process,
    database: &str,
) {
    drop(two);
    for number in 11..14 {
        let body = renamings(TASK, number, [900 + u128::try_from(number).unwrap()]);
        assert_eq!(one.call("plan/submit", LEAD, &body).await["refused"], json!([]));
    }
    let next = Process::start(database);
    let mut sponsor = next.channel(SPONSOR, 11, "d").await;
    assert_eq!(sponsor.numbers(14).await, [12, 13, 14]);
    let mut lead = one.channel(LEAD, 14, "e").await;
    let body = renamings(TASK, 14, [950]);
    next.call("plan/submit", ADMINISTRATOR, &body).await;
    assert_eq!(lead.numbers(15).await, [15]);
}
