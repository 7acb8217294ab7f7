//! How often our dates are those that Microsoft Project stored, over real plans. The table beside
//! each plan says which rows can be compared and which plans are consistent in themselves.

use std::collections::HashMap;
use std::path::Path;

use super::files::{ends_with, files};
use super::{dates_of, read_bytes};

/// Of so many rows so many agree.
#[derive(Clone, Copy, Debug, Default)]
struct Agreement {
    rows: usize,
    dates: usize,
    float: usize,
    critical: usize,
}

impl Agreement {
    fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.dates += other.dates;
        self.float += other.float;
        self.critical += other.critical;
    }
}

/// Whether a plan's stored dates follow from each other, as the folder's account says.
fn is_consistent(account: &str, plan: &str) -> bool {
    let row = account.lines().find(|line| line.starts_with(&format!("| {plan} |")));
    let label = row.and_then(|row| row.split('|').nth(2)).unwrap_or_default().trim();
    matches!(label, "exact" | "exact-dates" | "same-instant")
}

fn agreement(path: &Path) -> Agreement {
    let draft = read_bytes(&std::fs::read(path).unwrap()).unwrap();
    let csv = dates_of(&draft);
    // Of tasks with one number the first counts.
    let rows = csv.lines().rev().map(|line| line.split(',').collect::<Vec<_>>());
    let ours: HashMap<&str, Vec<&str>> = rows.map(|row| (row[0], row)).collect();
    let mut stored = csv::Reader::from_path(path.with_extension("expected.csv")).unwrap();
    let heads = stored.headers().unwrap().clone();
    let mut agreement = Agreement::default();
    for row in stored.records().map(Result::unwrap) {
        let value = |name: &str| &row[heads.iter().position(|head| head == name).unwrap()];
        if value("computed") != "1" {
            continue;
        }
        let ours = &ours[value("uid")];
        let is_same_minute = |name, ours: &str| value(name)[..16] == *ours;
        let is_same_float = |stored: &str| {
            // Stored slack is cut from tenths of a minute.
            let minutes = |text: &str| text.parse::<f64>().unwrap();
            stored.is_empty() || (minutes(stored) - minutes(ours[3])).abs() <= 1.0
        };
        let is_same_flag = |stored: &str| stored.is_empty() || stored == ours[4];
        let are_same = is_same_minute("start", ours[1]) && is_same_minute("finish", ours[2]);
        agreement.add(Agreement {
            rows: 1,
            dates: usize::from(are_same),
            float: usize::from(is_same_float(value("total_slack_minutes"))),
            critical: usize::from(is_same_flag(value("critical"))),
        });
    }
    agreement
}

#[test]
fn stored_dates_are_ours() {
    let Some(account) = files("plans").into_iter().find(|path| ends_with(path, "md")) else {
        return;
    };
    let account = std::fs::read_to_string(account).unwrap();
    let (mut all, mut consistent) = (Agreement::default(), Agreement::default());
    for path in files("plans").iter().filter(|path| ends_with(path, "xml")) {
        let agreement = agreement(path);
        all.add(agreement);
        if is_consistent(&account, path.file_stem().unwrap().to_str().unwrap()) {
            consistent.add(agreement);
        }
    }
    println!("all plans: {all:?}\nconsistent plans: {consistent:?}");
    let Agreement { rows, dates, float, critical } = consistent;
    assert!(rows > 4_000, "{consistent:?}");
    assert!(dates * 100 >= rows * 99, "{consistent:?}");
    assert!(float * 100 >= rows * 98, "{consistent:?}");
    assert!(critical * 100 >= rows * 99, "{consistent:?}");
    assert!(all.dates * 100 >= all.rows * 99, "{all:?}");
}
