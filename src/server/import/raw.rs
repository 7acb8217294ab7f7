//! What stands in a Microsoft Project XML file, before it means anything in a plan.

use domain::plan::draft::ImportProblem;
use domain::time::Minute;

use super::account::Account;

/// A file as it was read.
#[derive(Debug, Default)]
pub(super) struct RawPlan {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) start: Option<Minute>,
    pub(super) finish: Option<Minute>,
    pub(super) is_from_finish: bool,
    pub(super) calendar: Option<i64>,
    pub(super) minutes_per_day: Option<i64>,
    pub(super) minutes_per_week: Option<i64>,
    pub(super) days_per_month: Option<i64>,
    /// Days of float up to which a task is critical.
    pub(super) critical_days: i64,
    pub(super) has_many_critical_paths: bool,
    /// Whether links win where a constraint's date disagrees with them.
    pub(super) constraints_yield: bool,
    /// The date up to which progress is known.
    pub(super) status_date: Option<Minute>,
    pub(super) calendars: Vec<RawCalendar>,
    pub(super) tasks: Vec<RawTask>,
    pub(super) resources: Vec<RawResource>,
    pub(super) assignments: Vec<RawAssignment>,
    pub(super) account: Account,
    /// A place in the file, and how many lines end before it.
    pub(super) counted: (usize, usize),
    /// Values in whose place others are taken.
    pub(super) problems: Vec<ImportProblem>,
}

/// A calendar: its own days over those of its base.
#[derive(Debug, Default)]
pub(super) struct RawCalendar {
    pub(super) uid: i64,
    pub(super) name: String,
    pub(super) base: Option<i64>,
    /// The days that it defines itself, Monday first.
    pub(super) week: [Option<Hours>; 7],
    pub(super) exceptions: Vec<RawException>,
    /// Exceptions in the form of before 2007, repeated in newer files.
    pub(super) old_exceptions: Vec<RawException>,
    pub(super) work_weeks: Vec<RawWorkWeek>,
}

/// Shifts of a day in minutes after midnight; none is a day off.
pub(super) type Hours = Vec<(u16, u16)>;

/// Days that differ.
#[derive(Debug, Default)]
pub(super) struct RawException {
    pub(super) name: String,
    pub(super) from: Minute,
    pub(super) to: Minute,
    pub(super) hours: Hours,
    pub(super) recurrence: Option<RawRecurrence>,
}

/// How an exception repeats, in the format's own numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RawRecurrence {
    pub(super) kind: i64,
    pub(super) period: i64,
    pub(super) weekdays: i64,
    pub(super) month: i64,
    pub(super) month_day: i64,
    pub(super) month_item: i64,
    pub(super) month_position: i64,
    /// How often, where that ends it.
    pub(super) occurrences: Option<i64>,
}

/// Another week for a time.
#[derive(Debug, Default)]
pub(super) struct RawWorkWeek {
    pub(super) from: Minute,
    pub(super) to: Minute,
    pub(super) week: [Option<Hours>; 7],
}

/// A task as it stands.
#[derive(Debug, Default)]
pub(super) struct RawTask {
    /// From 1.
    pub(super) line: u32,
    pub(super) uid: i64,
    pub(super) name: String,
    pub(super) level: i64,
    /// How long it takes; nothing where the file does not say.
    pub(super) duration: i64,
    pub(super) has_duration: bool,
    pub(super) duration_format: i64,
    /// What stays when one of duration, work and units changes, in the format's own numbers.
    pub(super) kind: i64,
    pub(super) is_effort_driven: bool,
    pub(super) is_milestone: bool,
    pub(super) is_manual: bool,
    pub(super) is_inactive: bool,
    pub(super) is_external: bool,
    pub(super) ignores_resource_calendar: bool,
    pub(super) start: Option<Minute>,
    pub(super) finish: Option<Minute>,
    pub(super) manual_start: Option<Minute>,
    pub(super) manual_finish: Option<Minute>,
    pub(super) constraint: i64,
    pub(super) constraint_date: Option<Minute>,
    pub(super) deadline: Option<Minute>,
    /// 0 to 1000; 500 is as most.
    pub(super) priority: Option<i64>,
    pub(super) calendar: Option<i64>,
    pub(super) percent: i64,
    pub(super) actual_start: Option<Minute>,
    pub(super) actual_finish: Option<Minute>,
    pub(super) remaining: Option<i64>,
    pub(super) work: Option<i64>,
    pub(super) stop: Option<Minute>,
    pub(super) resume: Option<Minute>,
    pub(super) levelling_delay: i64,
    pub(super) notes: String,
    pub(super) links: Vec<RawLink>,
    pub(super) baselines: Vec<RawBaseline>,
}

/// Where a task lay in one of the file's baselines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RawBaseline {
    pub(super) number: i64,
    pub(super) start: Minute,
    pub(super) finish: Minute,
    pub(super) minutes: Option<i64>,
    pub(super) work: Option<i64>,
}

/// A link as its successor names it.
#[derive(Debug, Default)]
pub(super) struct RawLink {
    pub(super) from: i64,
    pub(super) kind: i64,
    pub(super) lag: i64,
    pub(super) lag_format: i64,
    /// In another file.
    pub(super) is_cross_project: bool,
}

/// A resource: who or what does the work.
#[derive(Debug, Default)]
pub(super) struct RawResource {
    pub(super) uid: i64,
    pub(super) name: String,
    /// People and machines, as opposed to material and costs.
    pub(super) does_work: bool,
    pub(super) calendar: Option<i64>,
}

/// A resource on a task.
#[derive(Debug, Default)]
pub(super) struct RawAssignment {
    pub(super) task: i64,
    pub(super) resource: i64,
    pub(super) work: i64,
    /// Thousandths of full time.
    pub(super) units: u32,
    pub(super) start: Option<Minute>,
    pub(super) finish: Option<Minute>,
    /// Planned and done work, spread over time.
    pub(super) periods: Vec<RawPeriod>,
}

/// A stretch of time and the minutes of work in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RawPeriod {
    pub(super) start: Minute,
    pub(super) finish: Minute,
    pub(super) minutes: i64,
}
