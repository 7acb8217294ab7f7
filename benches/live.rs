//! One move told to 200 readers, and acknowledged operations per second. The server runs in this
//! process, readers and authors in another one, so that the memory is the server's own.

#![expect(clippy::unwrap_used, reason = "a measurement stops at the first surprise")]

#[path = "../tests/http/firm/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the tests use more of it")]
mod firm;
#[path = "../tests/http/kit.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod kit;
#[path = "../tests/http/wire.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod wire;

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use firm::{ADMINISTRATOR, FINANCE, LEAD, MEMBER, OWN, SPONSOR, TASK, id, settle, team};
use kit::{ADDRESS, World};
use wire::{Channel, Line, last_seq, opening, renamings};

/// Those who may see the project.
const PEOPLE: [u128; 5] = [ADMINISTRATOR, LEAD, MEMBER, FINANCE, SPONSOR];
const READERS: usize = 200;
const MOVES: u32 = 200;
const AUTHORS: usize = 16;
/// How many operations a plan has in the end.
const HISTORY: i64 = 100_000;
/// How long operations are counted.
const SPAN: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() {
    let mut words = std::env::args().skip_while(|word| word != "hands").skip(1);
    match words.next() {
        Some(addr) => hands(addr.parse().unwrap()).await,
        None => server().await,
    }
}

async fn server() {
    let world = World::empty().await;
    settle(&world.db).await;
    let addr = world.listen(std::future::pending::<()>()).await;
    tokio::task::block_in_place(|| watch(addr));
}

/// Starts the other process and prints its figures and the own ones.
fn watch(addr: SocketAddr) {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["hands", &addr.to_string()]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = child.spawn().unwrap();
    let mut answer = child.stdin.take().unwrap();
    let mut before = 0;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        match line.unwrap().as_str() {
            "before" => before = resident(),
            "open" => {
                let each = (resident() - before) / READERS as u64;
                println!("memory of the server: {each} kB per reader");
            }
            "moved" => {
                let each = (resident() - before) / READERS as u64;
                println!("memory of the server after the moves: {each} kB per reader");
            }
            figure => println!("{figure}"),
        }
        answer.write_all(b"\n").unwrap();
    }
    child.wait().unwrap();
}

/// What this process holds in memory, in kB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Tells the server's process something and waits until it has taken note.
fn tell(line: &str) {
    println!("{line}");
    let mut answer = String::new();
    tokio::task::block_in_place(|| std::io::stdin().read_line(&mut answer).unwrap());
}

async fn hands(addr: SocketAddr) {
    let next = Arc::new(AtomicU64::new(100_000));
    // The server's first work, as many connections to its database, is not what a reader costs.
    authors(addr, (1, 1), &next, Duration::from_millis(500)).await;
    let (unread, _) = mpsc::unbounded_channel();
    drop(open(addr, head(&next), unread, READERS / 2).await);
    openings(addr, &next).await;
    tell("before");
    fan_out(addr, &next).await;
    for (count, at_once) in [(1, 1), (AUTHORS, 1), (AUTHORS, 10)] {
        let each = authors(addr, (count, at_once), &next, SPAN).await;
        tell(&format!(
            "{count} authors, {at_once} operations a request: {each:.0} acknowledged per second"
        ));
    }
    while head(&next) < HISTORY {
        authors(addr, (AUTHORS, 20), &next, SPAN).await;
    }
    openings(addr, &next).await;
}

/// How long opening the plan takes after what has been done so far.
async fn openings(addr: SocketAddr, next: &AtomicU64) {
    let mut line = Line::open(addr, ADDRESS).await.unwrap();
    let body = json!({ "project": id(OWN), "had": {} });
    let mut times = Vec::new();
    for _ in 0..21 {
        let begun = Instant::now();
        let answer = line.call("/api/plan/open", &team(LEAD), &body).await.unwrap();
        assert_eq!(answer.0, 200);
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_unstable_by(f64::total_cmp);
    let (count, median) = (head(next), times[times.len() / 2]);
    tell(&format!("opening the plan after {count} operations: {median:.1} ms"));
}

async fn fan_out(addr: SocketAddr, next: &AtomicU64) {
    let (sender, mut arrivals) = mpsc::unbounded_channel();
    let _readers = open(addr, head(next), sender, READERS).await;
    tell("open");
    let mut line = Line::open(addr, ADDRESS).await.unwrap();
    let mut waits = Vec::new();
    for _ in 0..MOVES {
        let number = u128::from(next.fetch_add(1, Ordering::Relaxed));
        let sent = Instant::now();
        let known = head(next) - 1;
        let body = renamings(TASK, known, [number]);
        let answer = line.call("/api/plan/submit", &team(LEAD), &body).await.unwrap();
        assert_eq!((answer.0, &answer.1["refused"]), (200, &json!([])));
        for _ in 0..READERS {
            waits.push(arrivals.recv().await.unwrap() - sent);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    waits.sort_unstable();
    let at = |share: usize| waits[waits.len() * share / 100].as_secs_f64() * 1e3;
    tell("moved");
    tell(&format!(
        "a move at {READERS} readers, from sending it: p50 {:.1} ms, p99 {:.1} ms, last {:.1} ms",
        at(50),
        at(99),
        waits[waits.len() - 1].as_secs_f64() * 1e3
    ));
}

/// How many operations there are: each has its own number.
fn head(next: &AtomicU64) -> i64 {
    i64::try_from(next.load(Ordering::Relaxed)).unwrap() - 100_000
}

/// Opens channels and lets them settle; they close when this is dropped.
async fn open(
    addr: SocketAddr,
    since: i64,
    arrivals: mpsc::UnboundedSender<Instant>,
    count: usize,
) -> JoinSet<()> {
    let mut readers = JoinSet::new();
    for number in 0..count {
        let who = PEOPLE[number % PEOPLE.len()];
        let channel = opening(who, since, &format!("tab{number}")).open(addr).await.unwrap();
        readers.spawn(read(channel, arrivals.clone()));
    }
    tokio::time::sleep(Duration::from_secs(3)).await;
    readers
}

async fn read(mut channel: Channel, arrivals: mpsc::UnboundedSender<Instant>) {
    loop {
        let ops = channel.next("ops").await;
        let now = Instant::now();
        for _ in 0..ops.as_array().map_or(0, Vec::len) {
            if arrivals.send(now).is_err() {
                return;
            }
        }
    }
}

/// Lets authors write for a while; operations that were acknowledged in a second.
async fn authors(
    addr: SocketAddr,
    (count, at_once): (usize, u64),
    next: &Arc<AtomicU64>,
    span: Duration,
) -> f64 {
    let seen = Arc::new(AtomicI64::new(head(next)));
    let begun = Instant::now();
    let authors: Vec<_> = (0..count)
        .map(|_| {
            let (next, seen) = (next.clone(), seen.clone());
            tokio::spawn(async move {
                let mut line = Line::open(addr, ADDRESS).await.unwrap();
                let mut taken = 0_u64;
                while begun.elapsed() < span {
                    let first = u128::from(next.fetch_add(at_once, Ordering::Relaxed));
                    let known = seen.load(Ordering::Relaxed);
                    let body = renamings(TASK, known, first..first + u128::from(at_once));
                    let path = "/api/plan/submit";
                    let answer = line.call(path, &team(LEAD), &body).await.unwrap();
                    assert_eq!((answer.0, &answer.1["refused"]), (200, &json!([])));
                    seen.fetch_max(last_seq(&answer.1, known), Ordering::Relaxed);
                    taken += at_once;
                }
                taken
            })
        })
        .collect();
    let mut all = 0;
    for author in authors {
        all += author.await.unwrap();
    }
    f64::from(u32::try_from(all).unwrap()) / begun.elapsed().as_secs_f64()
}
