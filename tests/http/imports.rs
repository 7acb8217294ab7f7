//! Files from outside: real ones, odd ones, hostile ones. What cannot be read changes nothing.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::firm::*;
use crate::kit::{Answer, World, call, file, get};

const SMALL_CSV: &str = "WBS,Name,Duration,Start\n1,Phase,,\n1.1,First,2d,2026-03-02\n\
    1.2,Second,3d,\n2,Next,,\n2.1,Third,1d,\n2.2,Fourth,1d,\n2.3,Fifth,1d,\n2.4,Sixth,1d,\n";
const SMALL_XML: &str = "<?xml version=\"1.0\"?>\
    <Project xmlns=\"http://schemas.microsoft.com/project\"><Name>Small</Name>\
    <StartDate>2026-03-02T08:00:00</StartDate><Tasks>\
    <Task><UID>1</UID><ID>1</ID><Name>First</Name><OutlineLevel>1</OutlineLevel>\
    <Duration>PT16H0M0S</Duration></Task></Tasks></Project>";

async fn send(world: &World, bytes: &[u8], apply: bool) -> Answer {
    let path = format!("/projects/{}/plan-file?name=file&apply={apply}", id(OWN));
    world.send(file(&path, bytes).with(&team(LEAD))).await
}

async fn plan(world: &World) -> Value {
    let body = json!({ "project": id(OWN), "had": {} });
    let mut opened = world.send(call("/api/plan/open", &body).with(&team(LEAD))).await.json();
    opened["now"] = Value::Null;
    opened
}

/// Sends a file that is refused: a code whose sentence exists, nothing saved, server alive.
async fn check_refused(name: &str, bytes: &[u8], expected: &str) {
    let world = firm().await;
    let before = plan(&world).await;
    for apply in [false, true] {
        let answer = send(&world, bytes, apply).await;
        assert_eq!(answer.code(), 422, "{name}: {}", answer.text());
        let error: accord::error::AppError = serde_json::from_slice(&answer.body).unwrap();
        assert!(format!("{error:?}").contains(expected), "{name}: {error:?}");
        for locale in [locale::Locale::zh_CN, locale::Locale::en] {
            assert!(error.sentence(locale).chars().count() > 5, "{name}: {error:?}");
        }
    }
    assert_eq!(plan(&world).await, before, "{name}");
    assert_eq!(world.send(get("/healthz")).await.code(), 200, "{name}");
}

#[tokio::test]
async fn looking_saves_nothing_and_importing_saves_all() {
    for (text, tasks) in [(SMALL_CSV, 8), (SMALL_XML, 1)] {
        let world = firm().await;
        let before = plan(&world).await;
        let looked = send(&world, text.as_bytes(), false).await;
        assert_eq!(looked.code(), 200, "{}", looked.text());
        assert_eq!(looked.json()["imported"], Value::Null);
        assert_eq!(plan(&world).await, before);
        let imported = send(&world, text.as_bytes(), true).await.json();
        assert_ne!(imported["imported"]["seq"], Value::Null);
        assert_eq!(imported["report"], looked.json()["report"]);
        let after = plan(&world).await;
        let count = |plan: &Value| plan["plan"]["tasks"].as_array().unwrap().len();
        assert_eq!(count(&after), count(&before) + tasks);
        assert_eq!(after["seq"], 1, "an import is one step");
    }
}

#[tokio::test]
async fn broken_files_are_refused_in_words() {
    check_refused("nothing", b"", "Empty").await;
    check_refused("spaces", b" \n ", "Empty").await;
    check_refused("cut off", &SMALL_XML.as_bytes()[..120], "Xml").await;
    check_refused("mixed up", b"<Project><Tasks></Project></Tasks>", "Xml").await;
    let note = b"<?xml version=\"1.0\"?><note>hello</note>";
    check_refused("another root", note, "NotAProject").await;
    check_refused("a page", b"<html><body>hello</body></html>", "OtherFormat").await;
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><Project>&c;</Project>";
    check_refused("entities", bomb.as_bytes(), "XmlDoctype").await;
    check_refused("no names", b"a,b\n1,2\n", "NoNameColumn").await;
    check_refused("no rows", b"Name,Duration\n", "NoTasks").await;
    check_refused("bytes", &[0xff, 0xfe, 0xfd, 0x00, 0xd8], "").await;
    let mut text = b"Name,Duration\nFirst,1d\n".to_vec();
    text.extend([0x81, 0xff, 0xff, b'\n']);
    check_refused("no known encoding", &text, "Encoding").await;
    check_refused("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "").await;
}

#[tokio::test]
async fn very_large_files_are_refused_in_words() {
    let field = format!("Name,Duration\n{},1d\n", "a".repeat(10 * 1024 * 1024));
    check_refused("a field of 10 MB", field.as_bytes(), "FieldTooLong").await;
    let mut rows = String::from("Name,Duration\n");
    for number in 0..100_001 {
        rows.push_str(&format!("Task {number},1d\n"));
    }
    check_refused("100,001 rows", rows.as_bytes(), "TooManyRows").await;
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let world = firm().await;
    let bytes = vec![b'a'; accord::server::import::FILE_MAX + 2048];
    assert_eq!(send(&world, &bytes, true).await.code(), 413);
    assert_eq!(world.send(get("/healthz")).await.code(), 200);
}

#[tokio::test]
async fn real_plans_are_taken_over_the_wire() {
    let folder =
        PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../shared/data/plans");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: there are no real plans in {}", folder.display());
        return;
    };
    let mut world = firm().await;
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "xml")).collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        // The largest are held by the import's own tests.
        let apply = bytes.len() < 200_000;
        let answer = send(&world, &bytes, apply).await;
        assert_eq!(answer.code(), 200, "{}: {}", path.display(), answer.text());
        if apply {
            let rows = |key: &str| answer.json()["report"][key].as_u64().unwrap();
            let count = plan(&world).await["plan"]["tasks"].as_array().unwrap().len() as u64;
            assert_eq!(count, 5 + rows("tasks") + rows("summaries"), "{}", path.display());
            world = firm().await;
        }
    }
}

#[tokio::test]
async fn a_plan_leaves_as_a_file_that_brings_it_back() {
    let world = firm().await;
    assert_eq!(send(&world, SMALL_CSV.as_bytes(), true).await.code(), 200);
    let address = format!("/projects/{}/plan.xml", id(OWN));
    let answer = world.send(get(&address).with(&team(LEAD))).await;
    assert_eq!(answer.code(), 200);
    assert!(answer.headers["content-disposition"].to_str().unwrap().contains("attachment"));
    let looked = send(&world, &answer.body, false).await.json();
    let before = plan(&world).await;
    let tasks = before["plan"]["tasks"].as_array().unwrap().len();
    let report = &looked["report"];
    assert_eq!(
        report["tasks"].as_u64().unwrap() + report["summaries"].as_u64().unwrap(),
        tasks as u64
    );
    assert_eq!(report["dates"]["differing"], 0);
    assert_ne!(report["dates"]["compared"], 0);
}

#[tokio::test]
async fn the_dates_of_a_file_can_be_kept() {
    // By its link the second task follows the first one; the file says a day later.
    let text = SMALL_XML.replace(
        "</Tasks>",
        "<Task><UID>2</UID><ID>2</ID><Name>Second</Name><OutlineLevel>1</OutlineLevel>\
         <Start>2026-03-05T08:00:00</Start><Finish>2026-03-05T17:00:00</Finish>\
         <Duration>PT8H0M0S</Duration><PredecessorLink><PredecessorUID>1</PredecessorUID>\
         <Type>1</Type></PredecessorLink></Task></Tasks>",
    );
    for (dates, hand_set) in [("links", 0), ("file", 1)] {
        let world = firm().await;
        let looked = send(&world, text.as_bytes(), false).await.json();
        let differences = &looked["report"]["dates"];
        assert_eq!((&differences["differing"], &differences["compared"]), (&json!(1), &json!(1)));
        assert_eq!(differences["listed"][0]["reason"]["cause"]["link"]["title"], "First");
        let path = format!("/projects/{}/plan-file?name=file&apply=true&dates={dates}", id(OWN));
        let answer = world.send(file(&path, text.as_bytes()).with(&team(LEAD))).await;
        assert_eq!(answer.code(), 200, "{}", answer.text());
        let after = plan(&world).await;
        let tasks = after["plan"]["tasks"].as_array().unwrap();
        let by_hand = tasks.iter().filter(|task| !task["manual"].is_null()).count();
        assert_eq!(by_hand, hand_set, "{dates}");
    }
}
