//! What becomes of the fields of a file, one by one.

use serde::{Deserialize, Serialize};

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
    Changed(Change),
    /// Left out, and lost.
    NotSupported,
    /// Left out, and nothing is lost: it follows from what is taken over.
    Derived,
}

/// What is different about a field that is taken over in another form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Things get numbers of their own here; what pointed to them still does.
    Numbers,
    /// Numbers of the outline follow from a task's place in it.
    Outline,
    /// Dates are computed from links, calendars and constraints.
    Dates,
    /// A start of a table binds tasks that wait for nothing; a lone finish becomes a deadline.
    Bounds,
    /// Many priorities become one of four.
    Priority,
    /// What is left to do is kept where the percentage says something else.
    Remaining,
    /// Work becomes the effort that people expect; durations stay as they are.
    Effort,
    /// When people work becomes pauses of the task and time that decides its dates.
    Pauses,
    /// The calendars of those who work are kept as the time in which a task is worked.
    WorkedTime,
    /// Tasks of other files become tasks with dates set by hand.
    ByHand,
    /// A calendar carries the days of its base itself.
    WholeCalendars,
    /// The first person of a task becomes its assignee, if a member has the name.
    Assignee,
    /// A status that means finished becomes a hundred percent.
    Done,
    /// A kind becomes a milestone, or nothing.
    Milestone,
    /// It is taken over only where somebody asks for it.
    Offered,
    /// The plan holds tasks already and keeps its own.
    PlansOwn,
}
