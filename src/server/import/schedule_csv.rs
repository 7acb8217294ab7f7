//! The computed dates of a draft as a table, to compare with other schedulers.

use std::fmt::Write;

use domain::plan::{PlanDraft, Scheduled};
use domain::time::{Minute, datetime_at};

/// The line above the rows.
const HEADER: &str = "uid,start,finish,total_slack_minutes,critical\n";

/// One row for each task in the order of the plan: the file's own number, start and finish to the
/// minute on the project's clock, total float in working minutes, 1 for critical.
#[must_use]
pub fn schedule_csv(draft: &PlanDraft, scheduled: &Scheduled) -> String {
    let mut csv = String::from(HEADER);
    for (task, uid) in &draft.uids {
        let Some(dates) = scheduled.dates(*task) else { continue };
        let (start, finish) = (iso(dates.start), iso(dates.finish));
        let critical = u8::from(dates.is_critical);
        // Writing into a string cannot fail.
        let _ = writeln!(csv, "{uid},{start},{finish},{},{critical}", dates.total_float);
    }
    csv
}

fn iso(minute: Minute) -> String {
    datetime_at(minute).format("%Y-%m-%dT%H:%M").to_string()
}
