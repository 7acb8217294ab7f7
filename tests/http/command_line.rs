//! The program as somebody types it: what it prints, in which language, and how it ends.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use domain::ProjectId;
use store::Db;

use crate::firm::{OWN, firm, id};
use crate::kit::settings;

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        Self(settings().data)
    }

    /// A file in it.
    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The program in a terminal of this language, without the settings of whoever runs the test.
fn accord(language: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_accord"));
    for variable in ["ACCORD_DATA", "ACCORD_CONFIG", "ACCORD_DATABASE_URL", "LC_MESSAGES", "LANG"] {
        command.env_remove(variable);
    }
    command.env("LC_ALL", language).args(arguments).stdin(Stdio::null());
    command
}

fn run(language: &str, arguments: &[&str]) -> Output {
    accord(language, arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_reader_may_stop_reading() {
    let folder = Folder::new();
    // More than a pipe holds, so that the program is still writing.
    let mut text = String::from("Name,Duration,Start\n");
    (0..10_000).for_each(|number| text += &format!("Task {number},1d,2026-03-02\n"));
    let plan = folder.file("plan.csv", text);
    let mut command = accord("C", &["plan", "schedule", &plan, "--csv"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "uid,start,finish,total_slack_minutes,critical\n");
    let mut words = String::new();
    child.stderr.take().unwrap().read_to_string(&mut words).unwrap();
    assert_eq!(words, "");
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_full_disk_is_told_in_words() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let folder = Folder::new();
    let plan = folder.file("plan.csv", "Name,Start\nA,2026-03-02\n");
    let lines: [&[&str]; 3] =
        [&["plan", "schedule", &plan, "--csv"], &["import", &plan, "--dry-run"], &["routes"]];
    for arguments in lines {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = accord("C", arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let words = told(&output);
        assert!(words.starts_with("accord: cannot write to standard output"), "{words}");
        assert_eq!(words.lines().count(), 1, "{words}");
    }
}

#[test]
fn the_language_is_that_of_the_terminal() {
    let folder = Folder::new();
    let plan = folder.file("plan.csv", "Name,Start\nA,2026-03-02\n");
    let broken = folder.file("broken.xml", "<Project>\n<Tasks></Project>");
    for (language, counts, fault) in [
        ("C", "Tasks: 1 (milestones: 0).", "“Project” ends where “Tasks” should"),
        ("zh_CN.UTF-8", "任务 1 个", "此处应结束“Tasks”，却结束了“Project”"),
    ] {
        for arguments in [["plan", "schedule", &plan], ["import", "--dry-run", &plan]] {
            let text = out(&run(language, &arguments));
            assert!(text.starts_with(counts), "{text}");
        }
        let output = run(language, &["plan", "schedule", &broken]);
        assert_eq!(output.status.code(), Some(1));
        let words = told(&output);
        assert!(words.contains(fault) && !words.contains("expected"), "{words}");
    }
}

#[test]
fn a_file_without_tasks_is_a_plan_without_rows() {
    let folder = Folder::new();
    let summary = "<Project><Tasks><Task><UID>0</UID><OutlineLevel>0</OutlineLevel>\
        <Name>All</Name></Task></Tasks></Project>";
    for (name, text) in [("a.csv", "Name,Duration\n"), ("b.xml", "<Project/>"), ("c.xml", summary)]
    {
        let plan = folder.file(name, text);
        let output = run("C", &["plan", "schedule", &plan, "--csv"]);
        assert!(output.status.success(), "{name}: {}", told(&output));
        assert_eq!(out(&output), "uid,start,finish,total_slack_minutes,critical\n", "{name}");
        assert_eq!(told(&output), "", "{name}");
        let output = run("C", &["import", &plan, "--dry-run"]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(told(&output).contains("holds no task"), "{name}: {}", told(&output));
    }
}

#[test]
fn a_plan_without_dates_begins_today_and_says_so() {
    let folder = Folder::new();
    let plan = folder.file("plan.csv", "Name,Duration\nA,2d\n");
    let account = out(&run("C", &["plan", "schedule", &plan]));
    assert!(account.contains("The file names no date"), "{account}");
    let output = run("C", &["plan", "schedule", &plan, "--csv"]);
    assert!(told(&output).contains("The file names no date"), "{}", told(&output));
    let rows = out(&output);
    assert!(rows.lines().count() == 2 && !rows.contains(",1970-"), "{rows}");
    let dated = folder.file("dated.csv", "Name,Start\nA,2026-03-02\n");
    let output = run("C", &["plan", "schedule", &dated, "--csv"]);
    assert_eq!(told(&output), "");
}

#[test]
fn timing_tells_of_reading_of_a_plan_kept_ready_and_of_all() {
    let folder = Folder::new();
    let plan = folder.file("plan.csv", "Name,Start\nA,2026-03-02\n");
    for runs in ["0", "1", "2", "7"] {
        let output = run("C", &["plan", "schedule", &plan, "--timing", "--runs", runs]);
        let words = told(&output);
        let lines: Vec<(&str, &str)> =
            words.lines().map(|line| line.split_once(' ').unwrap()).collect();
        let [("parse_ms", _), ("kept_ms", kept), ("schedule_ms", all)] = lines[..] else {
            panic!("{runs} runs: {words}");
        };
        let [kept, all] = [kept, all].map(|time| time.parse::<f64>().unwrap());
        assert!(0.0 < all && kept <= all, "{runs} runs: {words}");
    }
}

#[test]
fn the_doctor_names_the_place_and_the_remedy() {
    let folder = Folder::new();
    let nowhere = folder.0.join("nowhere").display().to_string();
    let words = told(&run("C", &["doctor", "--data", &nowhere]));
    assert!(words.contains("there is no database at") && words.contains(&nowhere), "{words}");
    assert!(words.contains("--data"), "{words}");
    assert!(!Path::new(&nowhere).exists(), "nothing is made");
    // A folder without a database does not get one by being looked at.
    let empty = folder.0.display().to_string();
    assert_eq!(run("C", &["doctor", "--data", &empty]).status.code(), Some(1));
    let file = folder.0.join("accord.db");
    assert!(!file.exists());
    folder.file("accord.db", "this is no database at all, but a text of some length");
    let words = told(&run("C", &["doctor", "--data", &empty]));
    assert!(words.contains(&file.display().to_string()), "{words}");
    assert!(words.contains("backup restore"), "{words}");
}

#[test]
fn a_backup_needs_a_folder_that_does_not_exist() {
    let folder = Folder::new();
    let data = folder.0.display().to_string();
    assert!(run("C", &["demo", "remove", "--data", &data]).status.success());
    let taken = folder.0.join("taken");
    std::fs::create_dir(&taken).unwrap();
    let to = taken.display().to_string();
    let words = told(&run("C", &["backup", "create", &to, "--data", &data]));
    assert!(words.contains(&format!("{to} exists: name a folder")), "{words}");
    assert!(!words.contains("os error"), "{words}");
}

/// What each command says, beside what it says in Chinese.
#[test]
fn data_is_looked_after_in_the_language_of_the_terminal() {
    let folder = Folder::new();
    let data = folder.0.display().to_string();
    assert!(run("C", &["demo", "remove", "--data", &data]).status.success());
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for (language, place) in [("C", "en"), ("zh_CN.UTF-8", "zh")] {
        let to = folder.0.join(place).display().to_string();
        let check = |arguments: &[&str], english: &str, chinese: &str| {
            let all: Vec<&str> = arguments.iter().copied().chain(["--data", &*data]).collect();
            let output = run(language, &all);
            let words = out(&output) + &told(&output);
            let expected = if place == "en" { english } else { chinese };
            assert!(words.contains(expected), "{arguments:?}: {words}");
            assert_eq!(words.chars().any(is_chinese), place == "zh", "{arguments:?}: {words}");
        };
        check(&["backup", "create", &to], "Backup written to", "备份已写入");
        check(&["backup", "create", &to], "exists: name a folder", "已存在：请指明");
        check(&["backup", "verify", &to], "The backup is whole.", "备份完好");
        check(&["backup", "verify", "nowhere"], "holds no manifest", "中没有清单");
        check(&["backup", "restore", &to], "move it away first", "请先移走");
        check(&["doctor"], "integrity  ok", "完整性     完好");
        check(&["demo", "seed", "--language", "fr"], "write zh-CN or en", "请写 zh-CN 或 en");
        check(&["doctor", "--public-url", "plan"], "write https://", "请写 https://");
        check(&["doctor", "--config", "nowhere"], "the settings file", "无法读取设置文件");
        check(&["import", "nowhere", "--dry-run"], "no such file", "没有这个文件");
    }
}

#[test]
fn help_parts_what_a_command_takes_from_the_settings() {
    let help = out(&run("C", &["plan", "schedule", "--help"]));
    let place = |words: &str| help.find(words).unwrap_or_else(|| panic!("{words}: {help}"));
    let settings = place("\nSettings:");
    assert!(place("--csv") < settings && place("--timing") < settings, "{help}");
    assert!(place("--data") > settings && place("--mail-from") > settings, "{help}");
}

#[test]
fn an_archive_that_does_not_tell_goes_by_its_ending() {
    let folder = Folder::new();
    let sheet = folder.file("plan.xlsx", b"PK\x03\x04 and nothing else");
    let words = told(&run("C", &["import", &sheet, "--dry-run"]));
    assert!(words.contains("This is Excel (XLSX)"), "{words}");
}

/// A file with a baseline taken in at a terminal is told as one from the browser is.
#[tokio::test]
async fn an_import_tells_of_the_baselines_that_it_brings() {
    let world = firm().await;
    world.db.close().await;
    let folder = Folder(world.settings.data.clone());
    let plan = folder.file(
        "plan.xml",
        "<Project><StartDate>2026-03-02T08:00:00</StartDate><Tasks><Task><UID>1</UID>\
         <Name>A</Name><Duration>PT8H0M0S</Duration><Baseline><Number>0</Number>\
         <Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish></Baseline>\
         </Task></Tasks></Project>",
    );
    let data = folder.0.display().to_string();
    let done = run("C", &["--data", &data, "import", &plan, "--project", "OWN"]);
    assert!(done.status.success(), "{}", told(&done));
    let db = Db::open(&world.settings.database_url).await.unwrap();
    let mut tx = db.read().await.unwrap();
    let kinds = ["baseline.pinned", "plan.imported"];
    let events = store::events::of_kinds(&mut tx, ProjectId(id(OWN)), kinds).await.unwrap();
    let last: Vec<&str> = events.iter().rev().take(2).map(|event| event.kind.as_str()).collect();
    assert_eq!(last, ["plan.imported", "baseline.pinned"]);
    drop(tx);
    db.close().await;
}

#[test]
fn the_sample_is_made_in_a_language_that_there_is() {
    let folder = Folder::new();
    let data = folder.0.display().to_string();
    let seeded = run("C", &["demo", "seed", "--language", "fr", "--data", &data]);
    assert_eq!(seeded.status.code(), Some(1));
    assert!(told(&seeded).contains("write zh-CN or en"), "{}", told(&seeded));
    assert!(!folder.0.join("accord.db").exists(), "nothing was made");
}
