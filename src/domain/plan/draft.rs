//! A plan as it was read from a file, before anything is saved, with an honest account of the
//! reading.

mod account;
mod landing;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::task::Dated;
use super::{Calendar, Comparison, FiledBaseline, Link, Problem, Settings, Task};
use crate::time::{FIRST_DAY, Minute, start_of};
use crate::{TaskId, UserId};

pub use account::{Change, FieldNote, Verdict};

/// Most problems that are listed one by one.
const PROBLEMS_MAX: usize = 1_000;
/// Most names of people that are listed.
const NAMES_MAX: usize = 50;

/// A plan read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanDraft {
    /// The plan's name in the file, possibly empty.
    pub name: String,
    /// What holds for the whole plan.
    pub settings: Settings,
    /// The calendars, the project's among them.
    pub calendars: Vec<Calendar>,
    /// Whether calendar and lengths of days are the file's; a table has none, and is read in those
    /// of the plan that it is read for.
    pub has_own_time: bool,
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
    /// Calendars that the file brings along.
    pub calendars: u32,
    /// Baselines, kept as named moments.
    pub baselines: u32,
    /// The date up to which the file knows progress.
    pub status_date: Option<Minute>,
    /// Field by field: what becomes of it, and how often it occurs.
    pub fields: Vec<FieldNote>,
    /// How the file's dates compare with those in the plan as it will be.
    pub dates: Comparison,
    /// Places that need a person's attention.
    pub problems: Vec<ImportProblem>,
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
        /// Line from 1.
        line: u32,
        /// What it is called instead.
        title: String,
    },
    /// A title was longer than is kept and has been cut.
    TitleCut {
        /// The beginning of the title.
        title: String,
    },
    /// Two rows carry the same number; links that name it go to the first.
    DoubleNumber {
        /// The number.
        number: String,
        /// The line of the second row, from 1.
        line: u32,
        /// The line of the first one.
        first: u32,
    },
    /// A date of which nothing in the file tells whether the day or the month comes first.
    DayOrMonth {
        /// Line from 1.
        line: u32,
        /// The date as written.
        value: String,
        /// How it is read.
        taken: NaiveDate,
        /// How it can be read too.
        other: NaiveDate,
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
    /// People who are not members here; their tasks have no assignee.
    UnknownPeople {
        /// Their names in the file, the first ones of many.
        names: Vec<String>,
        /// How many they are.
        count: u32,
        /// How many tasks have no assignee for that.
        tasks: u32,
    },
    /// Tasks that several people work on; the first is the assignee, the others are left out.
    OnlyFirstPerson {
        /// How many tasks.
        tasks: u32,
    },
    /// A value that no plan can hold; another one is taken in its place.
    Bent {
        /// Line from 1.
        line: u32,
        /// The field.
        field: String,
        /// The value, cut to a readable length.
        value: String,
        /// What is taken.
        taken: Taken,
    },
    /// What the schedule of the file's plan cannot honour.
    Schedule(Box<Problem>),
    /// More places than are listed.
    More {
        /// How many.
        count: u32,
    },
}

/// What is taken in the place of a value that no plan can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// No time at all.
    NoTime,
    /// The longest time, a hundred years, or the longest lead.
    Longest,
    /// The largest share of a predecessor's duration, in hundredths.
    Percent(i64),
    /// The nearest date.
    Date(Minute),
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
        /// What is wrong there.
        fault: XmlFault,
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
    /// A table whose quote is opened and never closed, or closed in the middle of a later cell: the
    /// rows in between would become one.
    OpenQuote {
        /// The line on which it is opened, from 1.
        line: u32,
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

/// What is wrong with XML at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum XmlFault {
    /// A tag that is begun and not finished.
    OpenTag,
    /// A comment or a section that is begun and not finished.
    OpenSection,
    /// The end of another element than the last one that was begun.
    WrongEnd {
        /// The element that was begun.
        begun: String,
        /// The element whose end stands there.
        ended: String,
    },
    /// The end of an element that was never begun.
    StrayEnd {
        /// The element.
        ended: String,
    },
    /// The file ends before its last element does.
    Unfinished,
    /// A character that is written as `&…;` and is none.
    Reference,
    /// Elements that lie deeper in each other than is followed.
    TooDeep,
    /// More elements in one than are held.
    TooMany,
    /// Anything else.
    Other,
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

    /// Lists that so many tasks have more people in the file than a task has assignees here.
    pub fn note_first_persons(&mut self, tasks: usize) {
        if tasks > 0 {
            let tasks = u32::try_from(tasks).unwrap_or(u32::MAX);
            self.note(ImportProblem::OnlyFirstPerson { tasks });
        }
    }
}

impl PlanDraft {
    /// Whether the file names no date at all: its plan then lies on the first day that a plan may
    /// hold, and whoever takes it in says when it begins.
    #[must_use]
    pub fn is_undated(&self) -> bool {
        self.settings.start == start_of(FIRST_DAY)
    }

    /// Gives every task to the member whom `find` knows under the name in the file; the names that
    /// it does not know become one problem.
    pub fn assign(&mut self, find: impl Fn(&str) -> Option<UserId>) {
        let people = std::mem::take(&mut self.people);
        let people: BTreeMap<TaskId, String> = people.into_iter().collect();
        let mut unknown = BTreeSet::new();
        let mut tasks = 0;
        for task in &mut self.tasks {
            let Some(name) = people.get(&task.id) else { continue };
            task.assignee = find(name);
            if task.assignee.is_none() {
                unknown.insert(name);
                tasks += 1;
            }
        }
        if tasks > 0 {
            let count = u32::try_from(unknown.len()).unwrap_or(u32::MAX);
            let names = unknown.into_iter().take(NAMES_MAX).cloned().collect();
            self.report.note(ImportProblem::UnknownPeople { names, count, tasks });
        }
    }
}
