//! What goes in and what comes out: the nouns of a schedule.
//!
//! Every place named by a number (`calendar`, `parent`, `from`, `to`) is an index into one of the
//! lists of [`Plan`]. Every input has a `Default`, so a caller writes only what differs.

use crate::{Assignment, Calendar, Minute};

/// A project as the scheduler sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// When the project starts; nothing is planned before it unless a date says so.
    pub start: Minute,
    /// The instant to schedule back from; `None` schedules forward from `start`.
    pub finish: Option<Minute>,
    /// The project's calendar, used by every task without its own.
    pub calendar: usize,
    /// All calendars; an index outside the list means round-the-clock work.
    pub calendars: Vec<Calendar>,
    /// All tasks in any order; a parent may stand before or after its children.
    pub tasks: Vec<Task>,
    /// All links between tasks.
    pub links: Vec<Link>,
}

/// An activity, a milestone (no duration) or a summary (it has children).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Task {
    /// The summary above, `None` at the top.
    pub parent: Option<usize>,
    /// The task's own calendar, `None` for the project's.
    pub calendar: Option<usize>,
    /// How long it takes; of a summary it counts only when that is scheduled by hand.
    pub duration: Duration,
    /// Dates calculated or set by hand.
    pub mode: Mode,
    /// A date that binds the task.
    pub constraint: Constraint,
    /// The date by which it should be finished; it bounds late dates and moves nothing.
    pub deadline: Option<Minute>,
    /// `false` for a task that is kept in the plan but moves nothing.
    pub is_inactive: bool,
    /// What has been done so far.
    pub progress: Progress,
    /// Elapsed minutes by which levelling moves the task after all else is satisfied.
    pub levelling_delay: i64,
    /// Pauses inside the task, in the order of their place.
    pub splits: Vec<Split>,
    /// Who works on it where that decides its dates; empty: the duration decides.
    pub assignments: Vec<Assignment>,
}

/// A length of time, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duration {
    /// Minutes in which the calendar works.
    Working(i64),
    /// Minutes on the clock.
    Elapsed(i64),
    /// As many working minutes as the longest of its assignments takes; none without any.
    OfWork,
}

/// Who decides about a task's dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// The scheduler.
    #[default]
    Automatic,
    /// A person; a missing date is found from the other one and the duration.
    Manual {
        /// The start that was set by hand.
        start: Option<Minute>,
        /// The finish that was set by hand.
        finish: Option<Minute>,
    },
}

/// A date that binds a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Constraint {
    /// Starts when its predecessors allow.
    #[default]
    AsSoonAsPossible,
    /// Starts when its successors just allow.
    AsLateAsPossible,
    /// Starts on or after the date.
    StartNoEarlierThan(Minute),
    /// Should start on or before the date.
    StartNoLaterThan(Minute),
    /// Finishes on or after the date.
    FinishNoEarlierThan(Minute),
    /// Should finish on or before the date.
    FinishNoLaterThan(Minute),
    /// Starts on the date.
    MustStartOn(Minute),
    /// Finishes on the date.
    MustFinishOn(Minute),
}

/// What has been done on a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Share of the duration that is done, 0 to 100.
    pub percent: u8,
    /// When work began.
    pub actual_start: Option<Minute>,
    /// When work ended.
    pub actual_finish: Option<Minute>,
    /// Working minutes still to do; `None` follows from `percent`.
    pub remaining: Option<i64>,
    /// When the remaining work goes on after an interruption.
    pub resume: Option<Minute>,
}

/// A pause inside a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// Working minutes of the task that are done before the pause.
    pub after_minutes: i64,
    /// Working minutes that the pause lasts.
    pub pause_minutes: i64,
}

/// A dependency between two tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The predecessor.
    pub from: usize,
    /// The successor.
    pub to: usize,
    /// Which ends are tied.
    pub kind: LinkKind,
    /// The time between the two ends.
    pub lag: Lag,
}

/// Which end of the predecessor holds back which end of the successor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkKind {
    /// The successor starts after the predecessor's finish.
    #[default]
    FinishToStart,
    /// The successor starts after the predecessor's start.
    StartToStart,
    /// The successor finishes after the predecessor's finish.
    FinishToFinish,
    /// The successor finishes after the predecessor's start.
    StartToFinish,
}

/// The time between two linked ends; negative time is a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lag {
    /// Minutes in which the successor's calendar works.
    Working(i64),
    /// Minutes on the clock.
    Elapsed(i64),
    /// Hundredths of the predecessor's duration.
    Percent(i32),
}

/// What the caller decides about the calculation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The date up to which progress is known; remaining work of started and overdue tasks goes on
    /// after it. `None` leaves uncompleted work where it was planned.
    pub data_date: Option<Minute>,
    /// A task is critical when its total float in working minutes is at most this.
    pub critical_threshold: i64,
    /// Whether links win over constraints where the two disagree; otherwise constraints win and
    /// the float goes below zero.
    pub constraints_yield: bool,
    /// Whether every task without successors is measured against its own finish instead of the
    /// project's, so that each network has a critical path of its own.
    pub has_many_critical_paths: bool,
}

/// The dates of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// One entry for each task, in the order of the plan.
    pub tasks: Vec<Dates>,
    /// The earliest start of any task, or the plan's own when there is none.
    pub start: Minute,
    /// The latest finish of any task, or the plan's start when there is none.
    pub finish: Minute,
}

/// The dates of one task and what follows from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// When the task is planned to start.
    pub start: Minute,
    /// When the task is planned to finish.
    pub finish: Minute,
    /// The earliest start that links, constraints and progress allow.
    pub early_start: Minute,
    /// The earliest finish.
    pub early_finish: Minute,
    /// The latest start that leaves the project's finish and its deadlines untouched.
    pub late_start: Minute,
    /// The latest finish.
    pub late_finish: Minute,
    /// Working minutes from the early to the late dates; below zero when a date is missed. A task
    /// that is kept at its date against what comes before it counts from where that would put it,
    /// and one whose finish is held in a pause to the end of its work.
    pub total_float: i64,
    /// Working minutes the task may slip before it moves a successor or the project's finish.
    pub free_float: i64,
    /// Whether a delay moves the project's finish or misses a date.
    pub is_critical: bool,
    /// Working minutes from start to finish in the task's calendar (of an elapsed duration, minutes
    /// on the clock).
    pub duration_minutes: i64,
    /// Share of the duration that is done, 0 to 100; of a summary, weighted by duration.
    pub percent: u8,
    /// What decided the start (of a task tied at its finish: the finish).
    pub driver: Driver,
    /// Whether the task then had to wait for its calendar's next working time.
    pub waits_for_calendar: bool,
}

/// What decided a task's dates. Places are kept in half the width that lists have: there is one of
/// these for every task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Driver {
    /// The start of the project.
    ProjectStart,
    /// The finish of the project, for work that is planned as late as possible or held there by a
    /// latest date in a plan from its finish.
    ProjectFinish,
    /// The link at this index, its own or inherited from a summary.
    Link(u32),
    /// The task's own constraint.
    Constraint,
    /// The constraint or the hand-set start of the summary at this index.
    Parent(u32),
    /// The dates of the children, for a summary.
    Children,
    /// Dates set by hand.
    Manual,
    /// Work that has begun or ended.
    Actual,
    /// The data date: what is not done cannot lie before it.
    DataDate,
    /// The levelling delay.
    Levelling,
}

/// What the scheduler could not honour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Tasks wait for each other; the link was left out.
    Cycle {
        /// The link that closes the loop.
        link: usize,
        /// The tasks around the loop, each waiting for the one before; the last is the first again.
        path: Vec<usize>,
    },
    /// The link names a task that does not exist, or ties a task to itself; it was left out.
    BrokenLink {
        /// The link.
        link: usize,
    },
    /// The task's parent does not exist or lies below the task; it was scheduled at the top.
    BrokenParent {
        /// The task.
        task: usize,
    },
    /// The calendar has no working week; time outside its exceptions counts round the clock.
    NoWorkingTime {
        /// The calendar.
        calendar: usize,
    },
    /// The task or the plan names a calendar that does not exist; round-the-clock work was assumed.
    MissingCalendar {
        /// The task, `None` for the plan itself.
        task: Option<usize>,
    },
    /// A duration below zero; it was taken as zero.
    NegativeDuration {
        /// The task.
        task: usize,
    },
    /// Work on the task has units of zero: no time to do it in. Full time was assumed.
    NoUnits {
        /// The task.
        task: usize,
    },
    /// A date outside the years in which a plan may lie, given or found, or a length of time beyond
    /// reach; the nearest possible stands in for it.
    OutOfRange {
        /// The task, `None` for the plan itself.
        task: Option<usize>,
    },
    /// The constraint's date could not be kept because of what comes before the task.
    ConstraintMissed {
        /// The task.
        task: usize,
        /// What holds it back.
        driver: Driver,
        /// The earliest start that leaves, or the earliest finish where the constraint names that.
        earliest: Minute,
    },
    /// The task ends after the finish from which the plan is scheduled: its own dates or what comes
    /// before it leave too little time.
    FinishMissed {
        /// The task.
        task: usize,
    },
}

impl Plan {
    /// An empty plan that starts at a minute and works by one calendar.
    pub fn new(start: Minute, calendar: Calendar) -> Self {
        Plan {
            start,
            finish: None,
            calendar: 0,
            calendars: vec![calendar],
            tasks: Vec::new(),
            links: Vec::new(),
        }
    }
}

impl Link {
    /// A finish-to-start link without lag.
    pub fn after(from: usize, to: usize) -> Self {
        Link { from, to, kind: LinkKind::FinishToStart, lag: Lag::default() }
    }
}

impl Task {
    /// Minutes that it takes, whichever way they are counted.
    #[inline]
    pub fn minutes(&self) -> i64 {
        match self.duration {
            Duration::Working(minutes) | Duration::Elapsed(minutes) => minutes,
            Duration::OfWork => {
                let each = self.assignments.iter().map(Assignment::minutes_with_delay);
                each.max().unwrap_or(0)
            }
        }
    }
}

impl Default for Duration {
    fn default() -> Self {
        Duration::Working(0)
    }
}

impl Default for Lag {
    fn default() -> Self {
        Lag::Working(0)
    }
}
