//! Real files that other programs wrote. They stand beside the project, not in it; where they do
//! not, the tests say so and the small files of our own cover the same ground.

use std::path::{Path, PathBuf};

use domain::plan::board::default_columns;
use domain::plan::{Calendar, Plan};
use domain::{CalendarId, ColumnId, Refusal};

use super::*;

/// Every file of a folder of test data, and of the folders in it, with its name.
pub(in crate::server) fn files(folder: &str) -> Vec<PathBuf> {
    // Asked at run time: a shared target folder may hold this test from another work tree.
    let project = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    let root = Path::new(&project).join("../shared/data").join(folder);
    if !root.is_dir() {
        println!("left out: there is no test data at {}", root.display());
        return Vec::new();
    }
    let mut folders = vec![root];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

fn read_file(path: &Path) -> Result<PlanDraft, ImportRefusal> {
    read_bytes(&std::fs::read(path).unwrap())
}

pub(in crate::server) fn ends_with(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|other| other == ending)
}

/// Brings a draft into an empty plan, all or nothing.
pub(in crate::server) fn apply(draft: PlanDraft) -> Result<Plan, Refusal> {
    draft.landed(&empty_plan())
}

/// A plan without tasks: its calendar and the columns of its board.
pub(super) fn empty_plan() -> Plan {
    let mut last = u128::MAX;
    let mut id = || {
        last -= 1;
        Uuid::from_u128(last)
    };
    let columns = default_columns(["A", "B", "C", "D"].map(str::to_owned), || ColumnId(id()));
    let calendar = Calendar::office(CalendarId(id()), "Office".to_owned());
    Plan::new(0, calendar, columns)
}

#[test]
fn every_plan_is_read_and_can_be_saved() {
    for path in files("plans").iter().filter(|path| ends_with(path, "xml")) {
        let draft = read_file(path).unwrap_or_else(|refusal| panic!("{path:?}: {refusal}"));
        let lines = dates_of(&draft).lines().count();
        assert_eq!(lines, draft.tasks.len() + 1, "{path:?}");
        let rows = draft.tasks.len();
        let plan = apply(draft).unwrap_or_else(|refusal| panic!("{path:?}: {refusal}"));
        assert_eq!(plan.tasks.len(), rows, "{path:?}");
    }
}

#[test]
fn every_plan_has_the_rows_that_its_program_counted() {
    for path in files("plans").iter().filter(|path| ends_with(path, "xml")) {
        let draft = read_file(path).unwrap();
        let expected = std::fs::read_to_string(path.with_extension("expected.csv")).unwrap();
        let expected = expected.lines().skip(1).filter(|line| !line.starts_with("0,"));
        // A title may hold a line break: count only what begins with a number.
        let numbers = expected.filter_map(|line| line.split(',').next()?.parse::<i64>().ok());
        let known: std::collections::BTreeSet<i64> = numbers.collect();
        let read = draft.uids.iter().filter(|(_, uid)| known.contains(uid)).count();
        assert_eq!(read, known.len(), "{path:?}");
    }
}

#[test]
fn every_plan_can_keep_the_dates_of_its_file() {
    for path in files("plans").iter().filter(|path| ends_with(path, "xml")) {
        let mut draft = read_file(path).unwrap();
        draft.keep_dates(draft.to_plan());
        draft.compare_dates(&draft.to_plan());
        assert_eq!(draft.report.dates.listed, [], "{path:?}");
    }
}

#[test]
fn every_binary_is_told_how_to_be_saved() {
    for path in files("mpp") {
        let refusal = read_file(&path).expect_err("no binary is read");
        let name = path.file_name().unwrap().to_string_lossy();
        let is_right = match &refusal {
            ImportRefusal::ProjectPassword => name.starts_with("password"),
            ImportRefusal::ProjectBinary => name.ends_with(".mpp") && !name.starts_with("password"),
            ImportRefusal::OtherFormat { .. } => !name.ends_with(".mpp"),
            _ => false,
        };
        assert!(is_right, "{name}: {refusal}");
    }
}

#[test]
fn files_of_other_tools_are_read_or_refused_with_a_reason() {
    for path in files("others") {
        match read_file(&path) {
            Ok(draft) => {
                println!("{path:?}: {} tasks", draft.tasks.len());
                assert!(apply(draft).is_ok(), "{path:?}");
            }
            Err(refusal) => println!("{path:?}: {refusal}"),
        }
    }
}
