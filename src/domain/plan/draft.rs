//! A plan as it was read from a file, before anything is saved, with an honest account of the
//! reading.

use serde::{Deserialize, Serialize};

use super::op::PlanOp;
use super::task::Dated;
use super::{Calendar, Column, ColumnKind, Comparison, FiledBaseline, Link, Rank, Settings, Task};
use crate::time::Minute;
use crate::{TaskId, UserId};

/// Most problems that are listed one by one.
const PROBLEMS_MAX: usize = 1_000;

/// A plan read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanDraft {
    /// The plan's name in the file, possibly empty.
    pub name: String,
    /// What holds for the whole plan.
    pub settings: Settings,
    /// The calendars, the project's among them.
    pub calendars: Vec<Calendar>,
    /// The tasks in the file's order, parents before children, numbered from 1, on no column yet.
    pub tasks: Vec<Task>,
    /// The links, free of loops.
    pub links: Vec<Link>,
    /// The file's own number of each task, in the order of `tasks`.
    pub uids: Vec<(TaskId, i64)>,
    /// The dates that the file states, whoever decides about them here.
    pub stated: Vec<(TaskId, Dated)>,
    /// Who answers for a task, by the name in the file; `assign` finds the members.
    pub people: Vec<(TaskId, String)>,
    /// The baselines of the file, by their numbers.
    pub baselines: Vec<FiledBaseline>,
    /// The date up to which the file knows progress; it moves work only where a person asks for it.
    pub status_date: Option<Minute>,
    /// The account.
    pub report: ImportReport,
}

/// What was found in a file and what becomes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// The plan's name in the file, possibly empty.
    pub name: String,
    /// Tasks that are not summaries.
    pub tasks: u32,
    /// Summaries.
    pub summaries: u32,
    /// Milestones among the tasks.
    pub milestones: u32,
    /// Links that are kept.
    pub links: u32,
    /// Calendars.
    pub calendars: u32,
    /// Baselines, kept as named moments.
    pub baselines: u32,
    /// The date up to which the file knows progress.
    pub status_date: Option<Minute>,
    /// Field by field: kept, changed or not supported, and how often it occurs.
    pub fields: Vec<FieldNote>,
    /// How the file's dates compare with ours.
    pub dates: Comparison,
    /// Places that need a person's attention.
    pub problems: Vec<ImportProblem>,
}

/// What becomes of one field of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldNote {
    /// The field's name in the file's own words, such as `ConstraintType` or a column heading.
    pub field: String,
    /// What becomes of it.
    pub verdict: Verdict,
    /// How many rows carry it.
    pub count: u32,
}

/// What becomes of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Taken over as it is.
    Kept,
    /// Taken over in another form.
    Changed,
    /// Left out.
    NotSupported,
}

/// A place in a file that needs attention; the rest of the file can be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportProblem {
    /// Tasks wait for each other; the link that closes the loop is left out.
    Loop {
        /// The left-out link's predecessor.
        from: String,
        /// The left-out link's successor.
        to: String,
        /// Titles around the loop, the first repeated last.
        path: Vec<String>,
    },
    /// A predecessor that is not in the file; the link is left out.
    MissingPredecessor {
        /// The task that names it.
        task: String,
        /// How the file names it.
        predecessor: String,
    },
    /// The same two tasks are linked twice; the first link is kept.
    DoubleLink {
        /// The predecessor.
        from: String,
        /// The successor.
        to: String,
    },
    /// A row without a title; it was given a number as its name.
    Untitled {
        /// The file's number or line.
        place: String,
    },
    /// A title was longer than is kept and has been cut.
    TitleCut {
        /// The beginning of the title.
        title: String,
    },
    /// Two rows carry the same number; the second got a new one.
    DoubleNumber {
        /// The number.
        number: String,
    },
    /// A summary that is not in the file; the task stands at the top.
    MissingParent {
        /// The task that names it.
        task: String,
        /// How the file names it.
        parent: String,
    },
    /// A finish that lies before the start; the finish is left out.
    FinishBeforeStart {
        /// The task.
        task: String,
    },
    /// A note was longer than is kept and has been cut.
    NoteCut {
        /// The task.
        task: String,
    },
    /// A calendar without any working time in its week; Monday to Friday is worked instead.
    CalendarWithoutWork {
        /// The calendar.
        calendar: String,
    },
    /// A calendar with more exceptions than are kept; the others are left out.
    CalendarCut {
        /// The calendar.
        calendar: String,
    },
    /// More working calendars than are kept; the project's stands in for the others.
    TooManyCalendars {
        /// The most.
        max: u32,
    },
    /// A person who is not a member here; the task has no assignee.
    UnknownPerson {
        /// The name in the file.
        name: String,
    },
    /// More places than are listed.
    More {
        /// How many.
        count: u32,
    },
}

/// Why a file cannot be imported at all; nothing is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[error("{self:?}")]
pub enum ImportRefusal {
    /// The file holds nothing.
    Empty,
    /// The file is larger than is taken.
    TooLarge {
        /// The largest size, in megabytes.
        max_mb: u32,
    },
    /// A Microsoft Project binary; the remedy is "save as XML" in that program.
    ProjectBinary,
    /// Such a binary that is protected by a password.
    ProjectPassword,
    /// Another planning program's format, by name.
    OtherFormat {
        /// The format's usual name, such as `Primavera XER`.
        name: String,
    },
    /// No format that is known here.
    UnknownFormat,
    /// Text that is neither UTF-8, UTF-16 nor GB18030, at a line.
    Encoding {
        /// Line from 1.
        line: u32,
    },
    /// XML that cannot be read.
    Xml {
        /// Line from 1.
        line: u32,
        /// What the reader says, in its own words.
        reason: String,
    },
    /// XML with a document type or with entities, which are never needed and often an attack.
    XmlDoctype {
        /// Line from 1.
        line: u32,
    },
    /// XML that is not a Microsoft Project plan.
    NotAProject {
        /// The outermost element.
        root: String,
    },
    /// A value that cannot be read.
    BadValue {
        /// Line from 1.
        line: u32,
        /// The field or column.
        field: String,
        /// The value, cut to a readable length.
        value: String,
    },
    /// A date outside 1970 to 2149.
    DateOutOfRange {
        /// Line from 1.
        line: u32,
        /// The date as written.
        value: String,
    },
    /// A field longer than is read.
    FieldTooLong {
        /// Line from 1.
        line: u32,
        /// The longest, in kilobytes.
        max_kb: u32,
    },
    /// More rows than are taken.
    TooManyRows {
        /// The most.
        max: u32,
    },
    /// A table without a column for the task's name; the headings that were found.
    NoNameColumn {
        /// The headings.
        found: Vec<String>,
    },
    /// No task in the file.
    NoTasks,
}

impl ImportReport {
    /// Lists a problem; beyond a thousand they are only counted.
    pub fn note(&mut self, problem: ImportProblem) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(problem);
        } else if let Some(ImportProblem::More { count }) = self.problems.last_mut() {
            *count += 1;
        } else {
            self.problems.push(ImportProblem::More { count: 1 });
        }
    }
}

impl PlanDraft {
    /// Gives every task to the member whom `find` knows under the name in the file; names that it
    /// does not know become problems, each once.
    pub fn assign(&mut self, find: impl Fn(&str) -> Option<UserId>) {
        let people: std::collections::BTreeMap<TaskId, String> =
            std::mem::take(&mut self.people).into_iter().collect();
        let mut unknown = std::collections::BTreeSet::new();
        for task in &mut self.tasks {
            let Some(name) = people.get(&task.id) else { continue };
            task.assignee = find(name);
            if task.assignee.is_none() && unknown.insert(name) {
                self.report.note(ImportProblem::UnknownPerson { name: name.clone() });
            }
        }
    }

    /// The operations that bring the draft into an empty or running plan as one step: calendars,
    /// settings when `replaces_settings`, tasks in the file's order on the column that fits their
    /// progress, links.
    #[must_use]
    pub fn into_op(self, columns: &[&Column], replaces_settings: bool) -> PlanOp {
        let column = |kind| columns.iter().find(|column| column.kind == kind).map(|c| c.id);
        let summaries: std::collections::BTreeSet<TaskId> =
            self.tasks.iter().filter_map(|task| task.parent).collect();
        let mut tasks = self.tasks;
        let places = Rank::sequence(tasks.len());
        let cards = tasks.iter_mut().zip(places);
        for (task, place) in cards.filter(|(task, _)| !summaries.contains(&task.id)) {
            task.card_rank = place;
            task.column = column(match task.percent {
                0 => ColumnKind::ToDo,
                100 => ColumnKind::Done,
                _ => ColumnKind::Doing,
            });
        }
        let mut ops: Vec<PlanOp> = self.calendars.into_iter().map(PlanOp::PutCalendar).collect();
        if replaces_settings {
            ops.push(PlanOp::Configure(self.settings));
        }
        ops.push(PlanOp::Add { tasks, links: self.links });
        PlanOp::Batch(ops)
    }
}
