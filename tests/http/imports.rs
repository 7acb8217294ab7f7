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
    check_refused("an open quote", b"Name,Duration\n\"A,1d\nB,2d\n", "OpenQuote").await;
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

/// A task of the sample, where it lay in baselines, and a status date before its end.
const WITH_PAST: &str = "<?xml version=\"1.0\"?>\
    <Project xmlns=\"http://schemas.microsoft.com/project\"><Name>Past</Name>\
    <StartDate>2026-03-02T08:00:00</StartDate><StatusDate>2026-03-05T08:00:00</StatusDate>\
    <Tasks><Task><UID>1</UID><ID>1</ID><Name>First</Name><OutlineLevel>1</OutlineLevel>\
    <Duration>PT16H0M0S</Duration><Baseline><Number>0</Number>\
    <Start>2026-02-23T08:00:00</Start><Finish>2026-02-24T17:00:00</Finish>\
    <Duration>PT16H0M0S</Duration></Baseline><Baseline><Number>4</Number>\
    <Start>2026-02-25T08:00:00</Start><Finish>2026-02-25T17:00:00</Finish>\
    <Duration>PT8H0M0S</Duration></Baseline></Task></Tasks></Project>";

async fn history(world: &World, path: &str, body: Value) -> Value {
    let answer = world.send(call(&format!("/api/history/{path}"), &body).with(&team(LEAD))).await;
    assert_eq!(answer.code(), 200, "{path}: {}", answer.text());
    answer.json()
}

/// Where the tasks lay in a baseline, as the Gantt chart asks for it.
async fn lay(world: &World, baseline: &Value) -> Value {
    let body = json!({ "project": id(OWN), "baseline": baseline["id"] });
    history(world, "baseline_dates", body).await
}

#[tokio::test]
async fn baselines_of_a_file_become_named_moments_and_leave_with_their_numbers() {
    let world = firm().await;
    let project = json!({ "project": id(OWN) });
    let looked = send(&world, WITH_PAST.as_bytes(), false).await.json();
    assert_eq!(looked["report"]["baselines"], 2);
    let kept = |field: &Value| field["field"] == "Baseline" && field["verdict"] == "kept";
    assert!(looked["report"]["fields"].as_array().unwrap().iter().any(kept));
    assert_eq!(history(&world, "baselines", project.clone()).await, json!([]), "only looked at");
    send(&world, WITH_PAST.as_bytes(), true).await.json();
    let named = history(&world, "baselines", project.clone()).await;
    let named = named.as_array().unwrap();
    let numbers: Vec<bool> =
        named.iter().map(|one| one["name"].as_str().unwrap().ends_with('4')).collect();
    assert_eq!(numbers, [false, true], "{named:?}");
    assert!(named.iter().all(|one| one["is_filed"] == true && one["seq"] == 1));
    let [first, fourth] = [lay(&world, &named[0]).await, lay(&world, &named[1]).await];
    let days = |dates: &Value| {
        let [one] = dates.as_array().unwrap().as_slice() else { panic!("{dates}") };
        (one[2].as_i64().unwrap() - one[1].as_i64().unwrap()) / 60
    };
    // From 8:00 to 17:00 of the next day, and of the same day.
    assert_eq!((days(&first), days(&fourth)), (33, 9));

    // What leaves brings the same back.
    let address = format!("/projects/{}/plan.xml", id(OWN));
    let file = world.send(get(&address).with(&team(LEAD))).await.body;
    let text = String::from_utf8(file).unwrap();
    assert!(text.contains("<Number>0</Number>") && text.contains("<Number>4</Number>"));
    assert!(text.contains("2026-02-24T17:00:00") && text.contains("2026-02-25T17:00:00"));
    let again = firm().await;
    assert_eq!(send(&again, text.as_bytes(), true).await.code(), 200);
    let named_again = history(&again, "baselines", project.clone()).await;
    let names = |all: &[Value]| all.iter().map(|one| one["name"].clone()).collect::<Vec<_>>();
    assert_eq!(names(named_again.as_array().unwrap()), names(named));

    // A name can be taken away; the plan of its own goes with it.
    let body = json!({ "project": id(OWN), "baseline": named[1]["id"] });
    history(&world, "unpin", body).await;
    assert_eq!(history(&world, "baselines", project).await.as_array().unwrap().len(), 1);
}

/// Removes every task: an empty plan takes over what holds for the whole of a file.
async fn empty(world: &World) {
    let opened = plan(world).await;
    let tasks = opened["plan"]["tasks"].as_array().unwrap();
    let top = tasks.iter().filter(|task| task["parent"].is_null());
    let top: Vec<Value> = top.map(|task| task["id"].clone()).collect();
    let op = json!({ "remove": { "tasks": top } });
    let made = json!({ "id": id(801), "base": 0, "origin": { "view": "list" }, "op": op });
    let body = json!({ "project": id(OWN), "since": 0, "ops": [made] });
    let answer = world.send(call("/api/plan/submit", &body).with(&team(LEAD))).await;
    assert_eq!(answer.json()["refused"], json!([]), "{}", answer.text());
}

#[tokio::test]
async fn a_table_leaves_calendar_and_lengths_to_the_plan() {
    let world = firm().await;
    empty(&world).await;
    let before = plan(&world).await;
    let answer = send(&world, SMALL_CSV.as_bytes(), true).await;
    assert_eq!(answer.code(), 200, "{}", answer.text());
    assert_eq!(answer.json()["report"]["calendars"], 0);
    let after = plan(&world).await;
    assert_eq!(after["plan"]["calendars"], before["plan"]["calendars"]);
    for key in ["calendar", "minutes_per_day", "minutes_per_week", "days_per_month"] {
        assert_eq!(after["plan"]["settings"][key], before["plan"]["settings"][key], "{key}");
    }
}

#[tokio::test]
async fn the_report_speaks_of_the_plan_that_a_file_comes_into() {
    // Long before the plan of the firm begins.
    let dates = "<Start>2020-01-06T08:00:00</Start><Finish>2020-01-07T17:00:00</Finish></Task>";
    let text = SMALL_XML.replace("2026-03-02", "2020-01-06").replace("</Task>", dates);
    for (is_empty, differing) in [(true, 0), (false, 1)] {
        let world = firm().await;
        if is_empty {
            empty(&world).await;
        }
        let looked = send(&world, text.as_bytes(), false).await.json();
        let found = &looked["report"]["dates"];
        assert_eq!((&found["compared"], &found["differing"]), (&json!(1), &json!(differing)));
        let path = format!("/projects/{}/plan-file?name=file&apply=true&dates=file", id(OWN));
        let answer = world.send(file(&path, text.as_bytes()).with(&team(LEAD))).await;
        assert_eq!(answer.code(), 200, "{}", answer.text());
        let after = plan(&world).await;
        let tasks = after["plan"]["tasks"].as_array().unwrap();
        let task = tasks.iter().find(|task| task["title"] == "First").unwrap();
        assert_eq!(!task["manual"].is_null(), differing > 0, "{task}");
    }
}

#[tokio::test]
async fn imported_rows_and_cards_follow_those_of_the_plan() {
    let world = firm().await;
    let before = plan(&world).await;
    assert_eq!(send(&world, SMALL_CSV.as_bytes(), true).await.code(), 200);
    let after = plan(&world).await;
    let known: Vec<&Value> =
        before["plan"]["tasks"].as_array().unwrap().iter().map(|task| &task["id"]).collect();
    let all = after["plan"]["tasks"].as_array().unwrap();
    let (old, new): (Vec<&Value>, Vec<&Value>) =
        all.iter().partition(|task| known.contains(&&task["id"]));
    let ranks = |tasks: &[&Value], key: &str, is_top: bool| -> Vec<String> {
        let tasks = tasks.iter().filter(|task| !is_top || task["parent"].is_null());
        tasks.map(|task| task[key].as_str().unwrap().to_owned()).collect()
    };
    for (key, is_top) in [("rank", true), ("card_rank", false)] {
        // Summaries have no card.
        let new: Vec<&Value> =
            new.iter().copied().filter(|task| is_top || !task["column"].is_null()).collect();
        let (old, new) = (ranks(&old, key, is_top), ranks(&new, key, is_top));
        assert!(!old.is_empty() && !new.is_empty());
        assert!(old.iter().max() < new.iter().min(), "{key}: {old:?} {new:?}");
    }
}

#[tokio::test]
async fn a_files_status_date_is_taken_over_only_where_somebody_asks_for_it() {
    for (more, is_taken) in [("", false), ("&status_date=true", true)] {
        let world = firm().await;
        empty(&world).await;
        let path = format!("/projects/{}/plan-file?name=file&apply=true{more}", id(OWN));
        let answer = world.send(file(&path, WITH_PAST.as_bytes()).with(&team(LEAD))).await;
        assert_eq!(answer.code(), 200, "{}", answer.text());
        assert_ne!(answer.json()["report"]["status_date"], Value::Null);
        let settings = &plan(&world).await["plan"]["settings"];
        assert_eq!(!settings["status_date"].is_null(), is_taken, "{settings}");
    }
}
