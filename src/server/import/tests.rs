//! Text cases of the import: small files of our own making, what they become, and why not.

mod account;
mod accuracy;
mod corpus;
pub(in crate::server) mod effort;
pub(in crate::server) mod files;
mod landing;
pub(in crate::server) mod mspdi;
mod table;
mod unsound;

use domain::plan::draft::{Change, ImportProblem, ImportRefusal, Verdict};
use domain::plan::link::Lag;
use domain::plan::{
    ConstraintKind, Dated, PlanDraft, Priority, Scheduled, Task, TaskDuration, Unit,
};
use domain::time::{Minute, datetime_at};
use uuid::Uuid;

use super::{read, schedule_csv};

/// The computed dates of a draft as a table.
pub(in crate::server) fn dates_of(draft: &PlanDraft) -> String {
    schedule_csv(draft, &Scheduled::of(&draft.to_plan()))
}

/// Reads bytes with ids that count up.
pub(in crate::server) fn read_bytes(bytes: &[u8]) -> Result<PlanDraft, ImportRefusal> {
    let mut last = 0;
    read(bytes, "folder/sample.file", &mut || {
        last += 1;
        Uuid::from_u128(last)
    })
}

/// Expected is the refusal, or the draft's tasks, links and problems in lines.
#[track_caller]
fn check(text: &str, expected: &str) {
    check_bytes(text.as_bytes(), expected);
}

#[track_caller]
fn check_bytes(bytes: &[u8], expected: &str) {
    let found = match read_bytes(bytes) {
        Ok(draft) => picture(&draft),
        Err(refusal) => refusal.to_string(),
    };
    let trimmed = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    assert_eq!(trimmed(&found), trimmed(expected));
}

/// A draft in lines, with whatever is not usual about a task.
fn picture(draft: &PlanDraft) -> String {
    let title = |id| {
        let task = draft.tasks.iter().find(|task| task.id == id);
        task.map_or("?", |task| task.title.as_str())
    };
    let mut lines: Vec<String> = draft.tasks.iter().map(|task| line(draft, task)).collect();
    lines.extend(draft.links.iter().map(|link| {
        let lag = match link.lag {
            Lag::Working(0) => String::new(),
            Lag::Working(minutes) => format!("{minutes:+}m"),
            Lag::Elapsed(minutes) => format!("{minutes:+}em"),
            Lag::Percent(percent) => format!("{percent:+}%"),
        };
        format!("{} {}{lag} {}", title(link.from), link.kind.letters(), title(link.to))
    }));
    lines.extend(draft.report.problems.iter().map(|problem| format!("{problem:?}")));
    lines.join("\n")
}

fn line(draft: &PlanDraft, task: &Task) -> String {
    let above = std::iter::successors(Some(task), |task| {
        draft.tasks.iter().find(|other| Some(other.id) == task.parent)
    });
    let mut words = vec![".".repeat(above.count() - 1) + &task.title, length(task.duration)];
    let mut say = |is_said: bool, word: String| {
        if is_said {
            words.push(word);
        }
    };
    say(task.is_milestone, "milestone".to_owned());
    say(task.is_inactive, "inactive".to_owned());
    say(task.percent > 0, format!("{}%", task.percent));
    if let Some(constraint) = task.constraint {
        let kind = letters(constraint.kind);
        say(true, format!("{kind} {}", clock(constraint.at)));
    }
    say(task.manual.is_some(), format!("manual {}", dates(task.manual.unwrap_or_default())));
    say(!task.actual.is_empty(), format!("actual {}", dates(task.actual)));
    say(task.deadline.is_some(), format!("deadline {}", clock(task.deadline.unwrap_or(0))));
    let calendar = draft.calendars.iter().find(|other| Some(other.id) == task.calendar);
    say(calendar.is_some(), format!("in {}", calendar.map_or("", |calendar| &calendar.name)));
    if let Some(shape) = &task.shape {
        say(shape.levelling_delay != 0, format!("delayed {}", shape.levelling_delay));
        say(!shape.splits.is_empty(), format!("splits {:?}", shape.splits));
        say(shape.resume.is_some(), format!("resumes {}", clock(shape.resume.unwrap_or(0))));
        for (id, busy, delay) in &shape.assignments {
            let calendar = draft.calendars.iter().find(|other| other.id == *id).unwrap();
            say(true, format!("{} {busy}+{delay}", calendar.name));
        }
    }
    for share in &task.shares {
        let calendar = draft.calendars.iter().find(|other| Some(other.id) == share.calendar);
        say(true, format!("shares {}{}", share.units, calendar.map_or("", |_| " elsewhere")));
    }
    say(task.priority != Priority::Medium, task.priority.as_str().to_owned());
    say(!task.labels.is_empty(), format!("{:?}", task.labels));
    say(!task.description.is_empty(), format!("{:?}", task.description));
    words.join(" ")
}

fn length(duration: TaskDuration) -> String {
    let unit = match duration.unit {
        Unit::Minutes => "minutes",
        Unit::Hours => "hours",
        Unit::Days => "days",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
    };
    format!("{}m({}{unit})", duration.minutes, if duration.is_elapsed { "elapsed " } else { "" })
}

fn letters(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::AsLateAsPossible => "ALAP",
        ConstraintKind::StartNoEarlierThan => "SNET",
        ConstraintKind::StartNoLaterThan => "SNLT",
        ConstraintKind::FinishNoEarlierThan => "FNET",
        ConstraintKind::FinishNoLaterThan => "FNLT",
        ConstraintKind::MustStartOn => "MSO",
        ConstraintKind::MustFinishOn => "MFO",
    }
}

fn dates(dated: Dated) -> String {
    let date = |at: Option<Minute>| at.map_or(String::new(), clock);
    format!("{}..{}", date(dated.start), date(dated.finish))
}

fn clock(at: Minute) -> String {
    datetime_at(at).format("%m-%dT%H:%M").to_string()
}

/// What becomes of a field, and how often it occurs.
fn fate(draft: &PlanDraft, field: &str) -> Option<(Verdict, u32)> {
    let note = draft.report.fields.iter().find(|note| note.field == field)?;
    Some((note.verdict, note.count))
}
