//! What was acknowledged is there after the server was killed.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use domain::{OpId, ProjectId};
use serde_json::json;
use store::Db;
use tokio::sync::Mutex;
use tokio::time::sleep;

use crate::firm::*;
use crate::wire::{Line, last_seq, renamings};

/// How often the server is killed.
const KILLS: u64 = 50;
/// Who writes at the same time.
const AUTHORS: u64 = 4;

/// What was acknowledged: the numbers of the operations' ids.
type Known = Arc<Mutex<Vec<u128>>>;

pub fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

fn start(folder: &Path, addr: SocketAddr) -> Child {
    let mut server = Command::new(env!("CARGO_BIN_EXE_accord"));
    server.arg("serve").arg("--data").arg(folder).arg("--addr").arg(addr.to_string());
    server.env("RUST_LOG", "error").stdout(Stdio::null()).spawn().unwrap()
}

pub async fn connect(addr: SocketAddr) -> Line {
    for _ in 0..500 {
        if let Ok(line) = Line::open(addr, &addr.to_string()).await {
            return line;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("the server did not start");
}

/// Sends one renaming after the other until the server is gone.
async fn write(addr: SocketAddr, next: Arc<AtomicU64>, head: Arc<AtomicI64>, known: Known) {
    let mut line = connect(addr).await;
    loop {
        let first = u128::from(next.fetch_add(2, Ordering::Relaxed));
        let seen = head.load(Ordering::Relaxed);
        let body = renamings(TASK, seen, first..first + 2);
        match line.call("/api/plan/submit", &team(LEAD), &body).await {
            Ok((200, answer)) => {
                assert_eq!(answer["refused"], json!([]));
                head.fetch_max(last_seq(&answer, seen), Ordering::Relaxed);
                known.lock().await.extend([first, first + 1]);
            }
            Ok((status, answer)) => panic!("{status}: {answer}"),
            Err(_) => return,
        }
    }
}

#[tokio::test]
async fn what_was_acknowledged_survives_the_killing_of_the_server() {
    let world = firm().await;
    world.db.close().await;
    let folder = world.settings.data.clone();
    let (next, known) = (Arc::new(AtomicU64::new(100_000)), Known::default());
    // What was acknowledged is never numbered again, so nobody ever knows too much.
    let head = Arc::new(AtomicI64::new(0));
    for kill in 0..KILLS {
        let addr = free_address();
        let mut server = start(&folder, addr);
        let author = |_| tokio::spawn(write(addr, next.clone(), head.clone(), known.clone()));
        let authors: Vec<_> = (0..AUTHORS).map(author).collect();
        let before = known.lock().await.len();
        while known.lock().await.len() < before + 10 {
            assert!(server.try_wait().unwrap().is_none(), "the server ended by itself");
            sleep(Duration::from_millis(5)).await;
        }
        // At another moment of its work each time.
        sleep(Duration::from_millis(kill % 17)).await;
        server.kill().unwrap();
        server.wait().unwrap();
        for author in authors {
            author.await.unwrap();
        }
    }
    let known = known.lock().await;
    println!("{} operations were acknowledged before {KILLS} kills", known.len());
    let db = Db::open(&world.settings.database_url).await.unwrap();
    assert!(db.damages().await.unwrap().is_empty());
    let mut tx = db.read().await.unwrap();
    let project = ProjectId(id(OWN));
    for number in known.iter() {
        let found = store::plans::find_op(&mut tx, project, OpId(id(*number))).await.unwrap();
        assert!(found.is_some(), "operation {number} was acknowledged and is lost");
    }
    let (head, _) = store::plans::load(&mut tx, project).await.unwrap().unwrap();
    let ops = store::plans::since(&mut tx, project, 0).await.unwrap();
    let numbers: Vec<i64> = ops.iter().map(|op| op.seq).collect();
    assert_eq!(numbers, (1..=head).collect::<Vec<_>>(), "without gaps");
    drop(tx);
    db.close().await;
}
