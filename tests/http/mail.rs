//! Mails over a real conversation with a mail server, one that writes down what it is told.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use accord::server::mail::{NewMail, Post, queue, send_due};
use accord::server::settings::{MailSettings, Settings};
use accord::server::state::AppState;
use accord::server::{clock, decisions, random};
use domain::agreement::{Delegation, Entry, Hash, Method, Party, SubjectKind, What};
use domain::time::Timestamp;
use domain::{ContactId, DelegationId, ProjectId, RequestId, UserId};
use locale::Locale;
use locale::mails::{Frame, receipt};
use serde_json::json;
use store::outbox::Letter;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::decisions::second;
use crate::decisions_since::ask_anew;
use crate::firm::{self, *};
use crate::kit::{World, call, form, get, settings};

/// A mail server that takes every mail, except the first few.
#[derive(Clone)]
struct Sink {
    address: SocketAddr,
    /// What was sent as mails: from the envelope's `RCPT` line to the end of the text.
    taken: Arc<Mutex<Vec<String>>>,
    /// How many it will still refuse.
    left: Arc<AtomicUsize>,
}

impl Sink {
    /// Opens one that refuses the first `refused` addresses.
    async fn open(refused: usize) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let left = Arc::new(AtomicUsize::new(refused));
        let sink = Self { address, taken: Arc::default(), left };
        let own = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let own = own.clone();
                tokio::spawn(async move { own.converse(stream).await });
            }
        });
        sink
    }

    async fn converse(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 sink\r\n").await?;
        let mut recipient = String::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let answer = match line.get(..4).unwrap_or("").to_ascii_uppercase().as_str() {
                "EHLO" => "250-sink\r\n250 8BITMIME\r\n",
                "RCPT" if self.refuses() => "450 not now\r\n",
                "RCPT" => {
                    recipient = line.clone();
                    "250 ok\r\n"
                }
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").await?;
                    let text = text_of(&mut stream).await?;
                    let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
                    taken.push(format!("{recipient}{text}"));
                    "250 taken\r\n"
                }
                "QUIT" => {
                    stream.write_all(b"221 bye\r\n").await?;
                    return Ok(());
                }
                _ => "250 ok\r\n",
            };
            stream.write_all(answer.as_bytes()).await?;
        }
    }

    fn refuses(&self) -> bool {
        let one_less = |left: usize| left.checked_sub(1);
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less).is_ok()
    }

    fn mails(&self) -> Vec<String> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn mail_settings(&self) -> MailSettings {
        let url = format!("smtp://{}", self.address);
        MailSettings { url, from: "Accord <accord@seaport.cn>".to_owned() }
    }
}

/// The mail until its last dot; soft line breaks are undone.
async fn text_of(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(text.replace("=\r\n", ""));
        }
        text.push_str(&line);
    }
}

fn with_mail(sink: &Sink) -> Settings {
    Settings { mail: Some(sink.mail_settings()), ..settings() }
}

/// The firm on a server that sends mails.
async fn sending(sink: &Sink) -> (World, AppState, Post) {
    let world = World::on(with_mail(sink)).await;
    firm::settle(&world.db).await;
    let state = AppState::new(world.db.clone(), world.settings.clone(), |_| None);
    let post = Post::new(&sink.mail_settings()).unwrap();
    (world, state, post)
}

fn mail(to: &str) -> NewMail {
    let entry = Entry {
        number: 42,
        project: id(OWN),
        what: What::Agreed,
        withdraws: None,
        kind: SubjectKind::Scope,
        subject: id(OWN),
        title: "Goals".to_owned(),
        version: 2,
        content: Hash::of("test", b"content"),
        option: None,
        asked: None,
        words: String::new(),
        approver: party(),
        by: party(),
        method: Method::Portal,
        link: None,
        signature: None,
        witness: None,
        at: Timestamp(1_790_000_000_000),
        previous: Hash::NONE,
    };
    let link = "http://127.0.0.1:3000/portal/1/receipts/42";
    let frame = Frame { organisation: "Seaport", reader: "Mei", project: "Warehouse", link };
    let (subject, text) = receipt(Locale::en, frame, &entry, entry.sealed().hash);
    NewMail { to: to.to_owned(), subject, text }
}

fn party() -> Party {
    Party { id: id(CONTACT), name: "Zhao Mingqi".to_owned(), title: String::new() }
}

async fn put(world: &World, state: &AppState, to: &str) {
    let mut tx = world.db.write().await.unwrap();
    queue(&mut tx, state, mail(to), clock::now()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_receipt_arrives_once_with_its_number_and_hashes() {
    let sink = Sink::open(0).await;
    let (world, state, post) = sending(&sink).await;
    put(&world, &state, "mei@hengchuan.cn").await;
    assert_eq!(send_due(&world.db, &post, clock::now()).await.unwrap(), 1);
    assert_eq!(send_due(&world.db, &post, clock::now()).await.unwrap(), 0);
    let mails = sink.mails();
    assert_eq!(mails.len(), 1, "{mails:?}");
    let hash = Hash::of("test", b"content").to_string();
    for expected in
        ["RCPT TO:<mei@hengchuan.cn>", "accord@seaport.cn", "receipt D-0042", &hash, "receipts/42"]
    {
        assert!(mails[0].contains(expected), "{expected} is missing in {}", mails[0]);
    }
}

#[tokio::test]
async fn what_was_refused_is_tried_again_later() {
    let sink = Sink::open(1).await;
    let (world, state, post) = sending(&sink).await;
    put(&world, &state, "mei@hengchuan.cn").await;
    let now = clock::now();
    assert_eq!(send_due(&world.db, &post, now).await.unwrap(), 1);
    assert!(sink.mails().is_empty());
    let going = store::outbox::going(&mut world.db.read().await.unwrap()).await.unwrap();
    assert_eq!(going.waiting, 1);
    assert!(going.last_error.unwrap().contains("450"));
    assert_eq!(send_due(&world.db, &post, now).await.unwrap(), 0, "not at once");
    assert_eq!(send_due(&world.db, &post, now.plus_minutes(2)).await.unwrap(), 1);
    assert_eq!(sink.mails().len(), 1);
}

#[tokio::test]
async fn a_mail_that_nobody_takes_is_given_up_after_eight_attempts() {
    let sink = Sink::open(usize::MAX).await;
    let (world, state, post) = sending(&sink).await;
    put(&world, &state, "mei@hengchuan.cn").await;
    let mut now = clock::now();
    for attempt in 1..=8 {
        assert_eq!(send_due(&world.db, &post, now).await.unwrap(), 1, "attempt {attempt}");
        now = now.plus_minutes(24 * 60);
    }
    assert_eq!(send_due(&world.db, &post, now).await.unwrap(), 0);
    let going = store::outbox::going(&mut world.db.read().await.unwrap()).await.unwrap();
    assert_eq!((going.waiting, going.given_up), (0, 1));
    assert!(going.last_error.is_some());
}

#[tokio::test]
async fn nothing_is_written_without_a_mail_server_or_to_the_sample() {
    let sink = Sink::open(0).await;
    let (world, state, post) = sending(&sink).await;
    put(&world, &state, "zhao.mingqi@hengchuan.example").await;
    let without = AppState::new(world.db.clone(), settings(), |_| None);
    put(&world, &without, "mei@hengchuan.cn").await;
    assert_eq!(send_due(&world.db, &post, clock::now()).await.unwrap(), 0);
}

/// Mails what the firm asks its client, and returns the letter.
async fn mail_request(world: &World, state: &AppState) -> Letter {
    let mut tx = world.db.write().await.unwrap();
    let (project, request) = (ProjectId(id(OWN)), RequestId(id(REQUEST)));
    let (request, record) = decisions::request_in(&mut tx, project, request).await.unwrap();
    let asker = "Chen Zhiyuan";
    decisions::send_request(&mut tx, state, &request, &record, asker).await.unwrap();
    let now = clock::now();
    let mut letters = store::outbox::claim(&mut tx, now, now, 9).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(letters.len(), 1, "{letters:?}");
    letters.remove(0)
}

#[tokio::test]
async fn a_request_by_mail_lets_its_reader_in_once() {
    let sink = Sink::open(0).await;
    let (world, state, _) = sending(&sink).await;
    let letter = mail_request(&world, &state).await;
    assert_eq!(letter.to, "contact21@example.com");
    let link = letter.body.lines().find_map(|line| line.strip_prefix("http://127.0.0.1:3000"));
    let link = link.unwrap_or_else(|| panic!("{letter:?}"));
    assert!(link.starts_with("/p/") && !link.contains('?'), "{link}");
    for _ in 0..3 {
        assert_eq!(world.send(get(link)).await.code(), 200, "a scanner uses nothing up");
    }
    let entered = world.send(form(link, "")).await;
    let decision = format!("/portal/{}/decisions/{}", id(OWN), id(REQUEST));
    assert_eq!((entered.code(), entered.header("location")), (303, decision.as_str()));
    assert_eq!(world.send(get(&decision).with(&entered.cookie())).await.code(), 200);
    assert_eq!(world.send(get("/p/magic-21")).await.code(), 200, "the link by hand holds");
    let mut tx = world.db.read().await.unwrap();
    let kept = store::links::known(&mut tx, &random::hash(&link[3..])).await.unwrap().unwrap();
    let over = clock::now().plus_minutes(11);
    let hash = random::hash(&link[3..]);
    assert!(kept.used_at.is_some());
    assert_eq!(store::links::find(&mut tx, &hash, over).await.unwrap(), None, "it was used");
}

#[tokio::test]
async fn no_link_is_made_for_a_mail_that_does_not_leave() {
    let world = firm().await;
    let state = AppState::new(world.db.clone(), world.settings.clone(), |_| None);
    let mut tx = world.db.write().await.unwrap();
    let (project, request) = (ProjectId(id(OWN)), RequestId(id(REQUEST)));
    let (contact, now) = (ContactId(id(CONTACT)), clock::now());
    store::links::revoke_portal(&mut tx, contact, project, now).await.unwrap();
    store::sessions::revoke_of_contact(&mut tx, contact, project, now).await.unwrap();
    let (request, record) = decisions::request_in(&mut tx, project, request).await.unwrap();
    let asker = "Chen Zhiyuan";
    decisions::send_request(&mut tx, &state, &request, &record, asker).await.unwrap();
    let until = store::links::portal_until(&mut tx, contact, project, now).await.unwrap();
    assert_eq!(until, None);
}

#[tokio::test]
async fn nobody_who_was_disabled_gets_mail() {
    let sink = Sink::open(0).await;
    let (world, state, post) = sending(&sink).await;
    put(&world, &state, "lead@example.com").await;
    let body = json!({ "user": id(LEAD), "version": 1, "is_active": false });
    let off = call("/api/settings/set_active", &body).with(&team(ADMINISTRATOR));
    assert_eq!(world.send(off).await.code(), 200);
    put(&world, &state, "lead@example.com").await;
    assert_eq!(send_due(&world.db, &post, clock::now()).await.unwrap(), 0);
    assert!(sink.mails().is_empty(), "{:?}", sink.mails());
}

#[tokio::test]
async fn an_administrator_tries_it_and_hears_what_came_of_it() {
    let sink = Sink::open(1).await;
    let (world, _, _) = sending(&sink).await;
    let try_it = || call("/api/settings/send_test_mail", &json!({ "language": "en" }));
    let refused = world.send(try_it().with(&team(ADMINISTRATOR))).await.json();
    assert!(refused["failed"].as_str().unwrap().contains("450"), "{refused}");
    let sent = world.send(try_it().with(&team(ADMINISTRATOR))).await.json();
    assert_eq!(sent, json!({ "sent": "internal1@example.com" }));
    assert!(sink.mails()[0].contains("Test mail from Accord"), "{:?}", sink.mails());
    let standing = call("/api/settings/mail", &json!({})).with(&team(ADMINISTRATOR));
    let standing = world.send(standing).await.json();
    assert_eq!(standing["from"], json!("Accord <accord@seaport.cn>"));
    let without = firm().await;
    let answer = without.send(try_it().with(&team(ADMINISTRATOR))).await.json();
    assert_eq!(answer, json!("not_set_up"));
}

/// What waits to be sent: to whom, with which subject.
async fn waiting(world: &World) -> Vec<(String, String)> {
    let (now, until) = (clock::now().plus_minutes(1), clock::now().plus_minutes(2));
    let mut tx = world.db.write().await.unwrap();
    let letters = store::outbox::claim(&mut tx, now, until, 50).await.unwrap();
    let mut all: Vec<_> = letters.into_iter().map(|one| (one.to, one.subject)).collect();
    all.sort();
    all
}

#[tokio::test]
async fn everybody_concerned_hears_of_it_in_the_own_language() {
    let sink = Sink::open(0).await;
    let (world, _, _) = sending(&sink).await;
    let (approver, other) = (ContactId(id(CONTACT)), ContactId(id(CONTACT + 1)));
    let (lead, project, now) = (UserId(id(LEAD)), ProjectId(id(OWN)), clock::now());
    let today = clock::local(now).date();
    let stands_in = Delegation {
        id: DelegationId(id(900)),
        contact: approver,
        delegate: other,
        from: today,
        until: today,
    };
    let mut tx = world.db.write().await.unwrap();
    store::projects::put_contact(&mut tx, project, other, now).await.unwrap();
    store::delegations::create(&mut tx, &stands_in, lead, now).await.unwrap();
    store::languages::note_contact(&mut tx, approver, "zh-CN").await.unwrap();
    tx.commit().await.unwrap();
    // Who stands in is asked too. Nobody knows that person's language: it is the organisation's.
    ask_anew(&world, 950).await;
    let asked = waiting(&world).await;
    let to: Vec<&str> = asked.iter().map(|(to, _)| to.as_str()).collect();
    assert_eq!(to, ["contact21@example.com", "contact22@example.com"]);
    assert!(asked[0].1.contains("请您确认") && asked[1].1.contains("please decide"), "{asked:?}");
    let ask = call("/api/agreements/glass", &json!({ "request": id(950) })).with(&team(LEAD));
    let hash = world.send(ask).await.json()["hash"].clone();
    let signed = json!({
        "request": id(950),
        "decision": { "choice": "agreed", "option": null, "words": "", "hash": hash },
        "strokes": "[[0,0,50,50,90,10,120,80]]",
        "by": other,
    });
    let signed = world.send(call("/api/agreements/sign", &signed).with(&team(LEAD))).await;
    assert_eq!(signed.code(), 200, "{}", signed.text());
    let mut receipts = waiting(&world).await;
    receipts.retain(|(_, subject)| subject.contains("D-0001"));
    let to: Vec<&str> = receipts.iter().map(|(to, _)| to.as_str()).collect();
    let expected = ["contact21@example.com", "contact22@example.com", "lead@example.com"];
    assert_eq!(to, expected);
    assert!(receipts[0].1.contains("回执") && receipts[1].1.contains("receipt"), "{receipts:?}");
    // So they do of a withdrawal.
    let cookie = second(&world).await;
    let path = format!("/portal/{}/decisions/{}/withdraw", id(OWN), id(950));
    let taken = world.send(form(&path, "number=1").with(&cookie)).await;
    assert_eq!(taken.code(), 303, "{}", taken.text());
    let withdrawn = waiting(&world).await;
    assert_eq!(withdrawn.iter().filter(|(_, about)| about.contains("D-0002")).count(), 3);
}
