//! Files over the wire: hostile names, types and sizes; who may fetch what; what the client sees.

use std::io::Cursor;

use accord::server::blobs::Blobs;
use accord::server::clock;
use accord::server::housekeeping::sweep;
use domain::agreement::Hash;
use domain::file::{CLIENT_MAX_MB, FILE_MAX, File, MediaType, PROJECT_MAX_MB, Uploader};
use domain::{ContactId, FileId, ProjectId, UserId};
use serde_json::{Value, json};

use crate::firm::{self, *};
use crate::kit::{Answer, Ask, World, call, file as bytes_to, form, get, letter, upload};

fn address() -> String {
    format!("/projects/{}/files", id(OWN))
}

async fn send(world: &World, name: &str, media_type: &str, bytes: &[u8]) -> Answer {
    world.send(upload(&address(), &[(name, media_type, bytes)]).with(&team(LEAD))).await
}

/// Sends a file that is taken, and returns its id.
async fn kept(world: &World, name: &str, bytes: &[u8]) -> String {
    let answer = send(world, name, "application/octet-stream", bytes).await;
    assert_eq!(answer.code(), 200, "{name}: {}", answer.text());
    answer.json()[0]["id"].as_str().unwrap().to_owned()
}

async fn files(world: &World) -> Vec<File> {
    let mut tx = world.db.read().await.unwrap();
    store::files::of_project(&mut tx, ProjectId(id(OWN))).await.unwrap()
}

/// Sends files that are refused: a code whose sentence exists, no row, nothing half written.
async fn check_refused(world: &World, ask: Ask, status: u16, expected: &str) {
    let before = files(world).await;
    let answer = world.send(ask.with(&team(LEAD))).await;
    assert_eq!(answer.code(), status, "{expected}: {}", answer.text());
    let error: accord::error::AppError = serde_json::from_slice(&answer.body).unwrap();
    assert!(format!("{error:?}").contains(expected), "{error:?} is not {expected}");
    for locale in [locale::Locale::zh_CN, locale::Locale::en] {
        assert!(error.sentence(locale).chars().count() > 5, "{error:?}");
    }
    assert_eq!(files(world).await, before);
    let incoming = world.settings.data.join("files").join("incoming");
    let left = std::fs::read_dir(incoming).map_or(0, |entries| entries.count());
    assert_eq!(left, 0, "{expected}: something is left half written");
}

fn png() -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(4, 2).write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

#[tokio::test]
async fn hostile_names_are_refused_in_words() {
    let world = firm().await;
    let long = "长".repeat(201);
    for (name, expected) in [
        ("../../etc/passwd", "FileName"),
        ("C:\\\\boot.ini", "FileName"),
        ("..", "FileName"),
        ("invoice\u{202e}fdp.exe", "FileName"),
        (" ", "EmptyName"),
        (long.as_str(), "TextTooLong"),
    ] {
        let ask = upload(&address(), &[(name, "text/plain", b"hello")]);
        check_refused(&world, ask, 422, expected).await;
    }
    let ask = upload(&address(), &[("a\0b.txt", "text/plain", b"hello")]);
    check_refused(&world, ask, 422, "").await;
}

#[tokio::test]
async fn hostile_sizes_and_forms_are_refused_in_words() {
    let world = firm().await;
    let large = vec![b'a'; usize::try_from(FILE_MAX).unwrap() + 1];
    let ask = upload(&address(), &[("large.bin", "text/plain", &large)]);
    check_refused(&world, ask, 413, "FileTooLarge").await;
    drop(large);
    let ask = upload(&address(), &[("empty.txt", "text/plain", b"")]);
    check_refused(&world, ask, 422, "FileEmpty").await;
    check_refused(&world, upload(&address(), &[]), 422, "").await;
    check_refused(&world, upload(&address(), &[("", "text/plain", b"")]), 422, "FileMissing").await;
    let many = [("a.txt", "text/plain", &b"a"[..]); 21];
    check_refused(&world, upload(&address(), &many), 422, "TooMany").await;
    let cut = upload(&address(), &[("a.txt", "text/plain", b"a")])
        .header("content-type", "multipart/form-data; boundary=another");
    check_refused(&world, cut, 422, "").await;
    let without = upload(&address(), &[("a.txt", "text/plain", b"a")])
        .header("content-type", "multipart/form-data");
    check_refused(&world, without, 422, "Malformed").await;
    for ask in [form(&address(), "a=b"), bytes_to(&address(), b"hello")] {
        assert_eq!(world.send(ask.with(&team(LEAD))).await.code(), 415);
    }
    let elsewhere = upload(&address(), &[("a.txt", "text/plain", b"a")]);
    let elsewhere = elsewhere.header("sec-fetch-site", "cross-site").with(&team(LEAD));
    assert_eq!(world.send(elsewhere).await.code(), 403);
}

#[tokio::test]
async fn all_files_of_a_form_come_in_or_none() {
    let world = firm().await;
    let some = [("a.txt", "text/plain", &b"a"[..]), ("../b.txt", "text/plain", &b"b"[..])];
    check_refused(&world, upload(&address(), &some), 422, "FileName").await;
    let both = [("a.txt", "text/plain", &b"a"[..]), ("需求.txt", "text/plain", &b"b"[..])];
    let answer = world.send(upload(&address(), &both).with(&team(MEMBER))).await;
    let names: Vec<_> =
        answer.json().as_array().unwrap().iter().map(|f| f["name"].clone()).collect();
    assert_eq!(names, [json!("a.txt"), json!("需求.txt")]);
    let listed = files(&world).await;
    assert!(listed.iter().filter(|f| f.name.ends_with("a.txt")).all(|f| !f.is_client_visible));
}

#[tokio::test]
async fn a_file_is_what_it_holds_and_never_runs() {
    let world = firm().await;
    let html = b"<!DOCTYPE html><script>alert(1)</script>";
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let zip = b"PK\x03\x04\x14\0\0\0\0\0";
    for (name, claimed, bytes, expected, shown) in [
        ("report.pdf", "application/pdf", &html[..], "application/octet-stream", None),
        ("logo.png", "image/png", &svg[..], "application/octet-stream", None),
        ("all.zip", "text/html", &zip[..], "application/zip", None),
        (
            "a.html",
            "text/html",
            &b"only words"[..],
            "text/plain",
            Some("text/plain; charset=utf-8"),
        ),
        ("a.exe", "text/plain", &b"%PDF-1.7\n"[..], "application/pdf", Some("application/pdf")),
        ("a.txt", "text/plain", &png()[..], "image/png", Some("image/png")),
        ("broken.png", "image/png", &b"\x89PNG\r\n\x1a\n"[..], "image/png", None),
    ] {
        let answer = send(&world, name, claimed, bytes).await;
        let file = answer.json()[0]["id"].as_str().unwrap().to_owned();
        let path = format!("{}/{file}", address());
        let saved = world.send(get(&path).with(&team(LEAD))).await;
        assert_eq!((saved.code(), saved.body.as_slice()), (200, bytes), "{name}");
        assert_eq!(saved.header("content-type"), expected, "{name}");
        assert_eq!(saved.header("x-content-type-options"), "nosniff");
        let disposition = saved.header("content-disposition");
        assert!(disposition.starts_with(&format!("attachment; filename=\"{name}\"")), "{name}");
        assert!(saved.header("content-security-policy").contains("sandbox"));
        assert_eq!(saved.header("cache-control"), "private, no-store");
        let preview = world.send(get(&format!("{path}/preview")).with(&team(LEAD))).await;
        match shown {
            None => assert_eq!(preview.code(), 415, "{name}"),
            Some(media_type) => {
                assert_eq!((preview.code(), preview.header("content-type")), (200, media_type));
                assert!(preview.header("content-security-policy").contains("sandbox"));
                assert!(preview.header("content-disposition").starts_with("inline"));
            }
        }
    }
}

#[tokio::test]
async fn a_content_is_kept_once_and_named_by_its_hash() {
    let world = firm().await;
    let one = kept(&world, "one.txt", CONTENT).await;
    let two = kept(&world, "two.txt", CONTENT).await;
    assert_ne!(one, two);
    let answer = world.send(get(&format!("{}/{one}", address())).with(&team(LEAD))).await;
    assert_eq!(answer.header("etag"), format!("\"{CONTENT_HASH}\""));
    let mut tx = world.db.read().await.unwrap();
    let hashes = store::files::hashes(&mut tx).await.unwrap();
    assert_eq!(hashes, [CONTENT_HASH.parse::<Hash>().unwrap()]);
}

#[tokio::test]
async fn a_file_is_found_only_in_its_own_project() {
    let world = firm().await;
    let swapped = format!("/projects/{}/files/{}", id(OWN), id(OTHER_FILE));
    let missing = format!("/projects/{}/files/{}", id(OWN), id(999));
    for path in [&swapped, &missing, &format!("{swapped}/preview")] {
        for who in [ADMINISTRATOR, LEAD, MEMBER] {
            assert_eq!(world.send(get(path).with(&team(who))).await.code(), 404, "{path}");
        }
    }
    let portal = format!("/portal/{}/files/{}", id(OWN), id(OTHER_FILE));
    assert_eq!(world.send(get(&portal).with(&firm::contact(CONTACT))).await.code(), 404);
    // Nor can it become a version there.
    let body = json!({
        "deliverable": id(DELIVERABLE),
        "id": id(998),
        "draft": { "file": id(OTHER_FILE), "link": "", "comment": "" },
    });
    let ask = call("/api/deliverables/add_version", &body).with(&team(LEAD));
    assert_eq!(world.send(ask).await.code(), 404);
    let body = json!({ "project": id(OWN), "files": [id(HIDDEN_FILE), id(OTHER_FILE)] });
    let ask = call("/api/deliverables/publish_files", &body).with(&team(LEAD));
    assert_eq!(world.send(ask).await.code(), 404);
    let hidden = files(&world).await.into_iter().find(|file| file.id == FileId(id(HIDDEN_FILE)));
    assert!(!hidden.unwrap().is_client_visible, "all or none");
}

/// The contents that lie in the data folder, whether a row names them or not.
fn contents(world: &World) -> Vec<String> {
    let mut folders = vec![world.settings.data.join("files")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for entry in entries.map(Result::unwrap) {
            match entry.file_type().unwrap().is_dir() {
                true => folders.push(entry.path()),
                false => found.push(entry.file_name().into_string().unwrap()),
            }
        }
    }
    found.sort();
    found
}

/// A message of the contact with a file.
async fn write(world: &World, body: &str, bytes: &[u8]) -> Answer {
    let path = format!("/portal/{}/messages", id(OWN));
    let ask = letter(&path, &[("body", body)], &[("a.bin", "text/plain", bytes)]);
    world.send(ask.with(&firm::contact(CONTACT))).await
}

/// Lets a file take up so much of the project's room.
async fn fill(world: &World, number: u128, by: Uploader, size: i64) {
    let mut tx = world.db.write().await.unwrap();
    let file = File {
        id: FileId(id(number)),
        project: ProjectId(id(OWN)),
        name: "large.bin".to_owned(),
        media_type: MediaType::Other,
        size,
        hash: CONTENT_HASH.parse().unwrap(),
        is_client_visible: false,
        by,
        by_name: "Somebody".to_owned(),
        at: accord::server::clock::now(),
    };
    store::files::create(&mut tx, &file).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_is_refused_leaves_no_byte_behind() {
    let world = firm().await;
    let before = contents(&world);
    assert_eq!(write(&world, " \n ", b"one more content").await.code(), 422);
    let some = [("a.txt", "text/plain", &b"yet another"[..]), ("../b", "text/plain", &b"b"[..])];
    assert_eq!(world.send(upload(&address(), &some).with(&team(LEAD))).await.code(), 422);
    assert_eq!(contents(&world), before);
    let mut codes = Vec::new();
    for number in 0..30 {
        codes.push(write(&world, "", format!("content {number}").as_bytes()).await.code());
    }
    assert!(codes.contains(&429), "what is refused counts too: {codes:?}");
    assert_eq!(contents(&world), before);
}

#[tokio::test]
async fn a_project_takes_only_so_much() {
    let world = firm().await;
    let of = |mb: u32| i64::from(mb) * 1024 * 1024;
    fill(&world, 990, Uploader::Contact(ContactId(id(CONTACT))), of(CLIENT_MAX_MB) - 4).await;
    let before = contents(&world);
    let answer = write(&world, "With a plan", b"12345").await;
    assert_eq!(answer.code(), 413, "{}", answer.text());
    assert_eq!(contents(&world), before);
    assert_eq!(write(&world, "With a note", b"1234").await.code(), 303);
    assert_eq!(write(&world, "Without any room", b"1").await.code(), 413);
    let path = format!("/portal/{}/messages", id(OWN));
    let words = letter(&path, &[("body", "Words take no room")], &[]);
    assert_eq!(world.send(words.with(&firm::contact(CONTACT))).await.code(), 303);
    // The team's room is larger, and has an end too.
    kept(&world, "ours.txt", b"12345").await;
    let by = Uploader::User(UserId(id(LEAD)));
    fill(&world, 991, by, of(PROJECT_MAX_MB) - of(CLIENT_MAX_MB)).await;
    let ask = upload(&address(), &[("more.txt", "text/plain", b"12345")]);
    check_refused(&world, ask, 413, "ProjectFull").await;
}

async fn detail(world: &World) -> Value {
    let body = json!({ "deliverable": id(DELIVERABLE) });
    world.send(call("/api/deliverables/open", &body).with(&team(LEAD))).await.json()
}

async fn act(world: &World, path: &str, body: Value) -> u16 {
    world.send(call(&format!("/api/deliverables/{path}"), &body).with(&team(LEAD))).await.code()
}

#[tokio::test]
async fn the_client_fetches_what_was_published_and_that_is_noted_once() {
    let world = firm().await;
    let portal = format!("/portal/{}/files/{}", id(OWN), id(HIDDEN_FILE));
    let fetch = || get(&portal).with(&firm::contact(CONTACT));
    let hidden = world.send(fetch()).await;
    let missing = format!("/portal/{}/files/{}", id(OWN), id(999));
    let missing = world.send(get(&missing).with(&firm::contact(CONTACT))).await;
    assert_eq!((hidden.code(), &hidden.body), (404, &missing.body));
    let stale = json!({ "deliverable": id(DELIVERABLE), "version": 1, "newest": 0 });
    assert_eq!(act(&world, "publish", stale).await, 409, "another version than was looked at");
    let publish = json!({ "deliverable": id(DELIVERABLE), "version": 1, "newest": 1 });
    assert_eq!(act(&world, "publish", publish.clone()).await, 200);
    assert_eq!(act(&world, "publish", publish).await, 409, "stale");
    for _ in 0..2 {
        let answer = world.send(fetch()).await;
        assert_eq!((answer.code(), answer.body.as_slice()), (200, CONTENT));
        assert!(answer.header("content-disposition").starts_with("attachment"));
    }
    let found = detail(&world).await;
    let seen = found["versions"][0]["seen"].as_array().unwrap();
    assert_eq!((seen.len(), &seen[0][0]), (1, &json!("Zhao Mingqi")));
    // A newer version stays internal until it is published too.
    let file = kept(&world, "v2.txt", b"another").await;
    let draft = json!({ "file": file, "link": "", "comment": "" });
    let body = json!({ "deliverable": id(DELIVERABLE), "id": id(997), "draft": draft });
    assert_eq!(act(&world, "add_version", body).await, 200);
    let next = format!("/portal/{}/files/{file}", id(OWN));
    assert_eq!(world.send(get(&next).with(&firm::contact(CONTACT))).await.code(), 404);
    let in_use = json!({ "file": file });
    assert_eq!(act(&world, "remove_file", in_use).await, 422);
    let hide = json!({ "deliverable": id(DELIVERABLE), "version": 2 });
    // What the client sees is taken out of its sight only by who may publish, also by removing it.
    let member = call("/api/deliverables/remove", &hide).with(&team(MEMBER));
    assert_eq!(world.send(member).await.code(), 403);
    assert_eq!(act(&world, "hide", hide).await, 200);
    assert_eq!(world.send(fetch()).await.code(), 404);
    let remove = json!({ "deliverable": id(DELIVERABLE), "version": 3 });
    let member = call("/api/deliverables/remove", &remove).with(&team(MEMBER));
    assert_eq!(world.send(member).await.code(), 200);
}

#[tokio::test]
async fn a_deliverable_is_written_twice_and_there_once() {
    let world = firm().await;
    let key = id(996);
    let draft = json!({
        "title": "Handbook", "note": "", "due": "2026-05-20", "owner": id(MEMBER),
        "criteria": [{ "key": key, "text": "Reviewed" }],
    });
    let body = json!({ "project": id(OWN), "id": id(995), "draft": draft });
    for _ in 0..2 {
        assert_eq!(act(&world, "create", body.clone()).await, 200);
    }
    let list = json!({ "project": id(OWN) });
    let list = world.send(call("/api/deliverables/list", &list).with(&team(MEMBER))).await.json();
    let titles = list["deliverables"].as_array().unwrap().iter();
    let titles = titles.map(|line| &line["deliverable"]["title"]);
    assert_eq!(titles.filter(|title| **title == json!("Handbook")).count(), 1);
    // The owner works on the project, or is nobody.
    let mut body = body;
    body["id"] = json!(id(994));
    body["draft"]["owner"] = json!(id(STRANGER));
    assert_eq!(act(&world, "create", body.clone()).await, 422);
    body["draft"]["owner"] = Value::Null;
    body["draft"]["title"] = json!(" ");
    assert_eq!(act(&world, "create", body).await, 422);
    let link = json!({ "file": null, "link": "javascript:alert(1)", "comment": "" });
    let body = json!({ "deliverable": id(995), "id": id(993), "draft": link });
    assert_eq!(act(&world, "add_version", body).await, 422);
}

#[tokio::test]
async fn the_bytes_of_a_removed_file_go_a_day_later() {
    let world = firm().await;
    let (blobs, now) = (Blobs::of(&world.settings.data), clock::now());
    let sweep = |hours: i64| sweep(&world.db, &blobs, now.plus_minutes(hours * 60));
    let file = kept(&world, "once.txt", b"only once").await;
    let twice = [kept(&world, "a.txt", b"twice").await, kept(&world, "b.txt", b"twice").await];
    let before = blobs.contents().unwrap();
    assert_eq!((before.len(), sweep(48).await.unwrap()), (3, 0), "files name all of them");
    for file in [&file, &twice[0]] {
        assert_eq!(act(&world, "remove_file", json!({ "file": file })).await, 200);
    }
    for (hours, expected) in [(49, 0), (72, 0), (74, 1), (200, 0)] {
        assert_eq!(sweep(hours).await.unwrap(), expected, "after {hours} hours");
    }
    assert_eq!(blobs.contents().unwrap().len(), 2, "the firm's own and what two files named");
    assert_eq!(kept(&world, "again.txt", b"only once").await.len(), 36);
    assert_eq!(blobs.contents().unwrap(), before);
}
