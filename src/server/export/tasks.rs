//! Tasks with their dates, progress and links.

use domain::plan::link::{Lag, LinkKind};
use domain::plan::{ConstraintKind, Link, Priority, Row, Task, TaskDuration, Unit};
use domain::{CalendarId, TaskId};
use planner::{Dates, Driver};

use super::xml::Out;
use super::{Past, Sheet};

/// The format's kind of task whose duration stays when work or people change.
pub(super) const FIXED_DURATION: u8 = 1;
/// The format's kind of task whose work stays: its duration follows from it.
const FIXED_WORK: u8 = 2;
/// The format's unit for delays: days on the clock.
const ELAPSED_DAYS: u8 = 8;

/// A task with its row and its dates.
#[derive(Clone, Copy)]
struct Line<'a> {
    task: &'a Task,
    row: &'a Row,
    dates: &'a Dates,
}

impl Sheet<'_> {
    pub(super) fn tasks(&self, out: &mut Out) {
        let mut links: std::collections::BTreeMap<TaskId, Vec<&Link>> = Default::default();
        for link in self.of.plan.links.values() {
            links.entry(link.to).or_default().push(link);
        }
        for (place, (row, wbs)) in (1..).zip(self.outline.rows.iter().zip(self.outline.wbs())) {
            let (task, dates) = (&self.of.plan.tasks[&row.task], self.dates.dates(row.task));
            let Some(dates) = dates else { continue };
            let line = Line { task, row, dates };
            out.element("Task", |out| {
                out.leaf("UID", task.number);
                out.leaf("ID", place);
                line.what(out, &wbs);
                self.when(out, line);
                out.leaf("Notes", &task.description);
                for link in links.get(&task.id).into_iter().flatten() {
                    out.element("PredecessorLink", |out| self.link(out, link));
                }
                for past in &self.baselines {
                    past.task(out, task);
                }
            });
        }
    }

    fn when(&self, out: &mut Out, line: Line) {
        let Line { task, row, dates } = line;
        let shape = task.shape.as_deref();
        if let Some((resume, start)) = shape.and_then(|shape| shape.resume).zip(task.actual.start) {
            let done = line.length() - line.left();
            out.date("Stop", self.reckoning(task).add_working(start, done));
            out.date("Resume", resume);
        }
        out.flag("EffortDriven", line.follows_effort());
        out.flag("Estimated", false);
        out.flag("Milestone", task.is_milestone);
        out.flag("Summary", row.is_summary());
        out.flag("Critical", dates.is_critical);
        out.date("EarlyStart", dates.early_start);
        out.date("EarlyFinish", dates.early_finish);
        out.date("LateStart", dates.late_start);
        out.date("LateFinish", dates.late_finish);
        // Lengths of slack and delay are counted in tenths of a minute.
        out.leaf("FreeSlack", dates.free_float * 10);
        out.leaf("TotalSlack", dates.total_float * 10);
        out.leaf("PercentComplete", dates.percent);
        out.maybe_date("ActualStart", task.actual.start);
        out.maybe_date("ActualFinish", task.actual.finish);
        out.length("ActualDuration", line.length() - line.left());
        out.length("RemainingDuration", line.left());
        let constraint = task.constraint;
        out.leaf("ConstraintType", constraint.map_or(0, |one| constraint_type(one.kind)));
        out.leaf("CalendarUID", self.own_calendar(task.calendar));
        let is_dated = |kind| kind != ConstraintKind::AsLateAsPossible;
        out.maybe_date("ConstraintDate", constraint.filter(|one| is_dated(one.kind)).map(|c| c.at));
        out.maybe_date("Deadline", task.deadline);
        if let Some(delay) = shape.map(|shape| shape.levelling_delay).filter(|delay| *delay != 0) {
            out.leaf("LevelingDelay", delay * 10);
            out.leaf("LevelingDelayFormat", ELAPSED_DAYS);
        }
    }

    /// The format writes -1 for a task without a calendar of its own.
    fn own_calendar(&self, calendar: Option<CalendarId>) -> i64 {
        let number = calendar.map(|calendar| self.calendar_number(calendar));
        number.and_then(|number| i64::try_from(number).ok()).unwrap_or(-1)
    }

    /// The time in which a task's duration counts.
    pub(super) fn reckoning(&self, task: &Task) -> planner::Calendar {
        let own = task.calendar.unwrap_or(self.of.plan.settings.calendar);
        let worked = self.reckonings.get(&own).filter(|_| !task.duration.is_elapsed);
        worked.cloned().unwrap_or_else(planner::Calendar::round_the_clock)
    }

    fn link(&self, out: &mut Out, link: &Link) {
        let (lag, format) = match link.lag {
            Lag::Working(minutes) => (minutes * 10, 7),
            Lag::Elapsed(minutes) => (minutes * 10, 8),
            Lag::Percent(percent) => (i64::from(percent), 19),
        };
        out.leaf("PredecessorUID", self.number(link.from));
        out.leaf("Type", link_type(link.kind));
        out.flag("CrossProject", false);
        out.leaf("LinkLag", lag);
        out.leaf("LagFormat", format);
    }
}

impl Past<'_> {
    /// Where a task lay then; nothing of one that came later.
    fn task(&self, out: &mut Out, task: &Task) {
        let then = self.plan.tasks.get(&task.id).zip(self.dates.dates(task.id));
        let Some((then, dates)) = then else { return };
        // What is set by hand takes as long as people said.
        let is_said = then.manual.is_some();
        let length = if is_said { then.duration.minutes } else { dates.duration_minutes };
        let is_computed = dates.driver == Driver::Children;
        out.element("Baseline", |out| {
            out.leaf("Number", self.number);
            out.date("Start", dates.start);
            out.date("Finish", dates.finish);
            out.length("Duration", length);
            out.leaf("DurationFormat", duration_format(task.duration));
            if let Some(estimate) = then.estimate.filter(|_| !is_computed) {
                out.length("Work", estimate);
            }
        });
    }
}

impl Line<'_> {
    /// What the task is, and where it lies.
    fn what(self, out: &mut Out, wbs: &str) {
        let Line { task, row, dates } = self;
        out.leaf("Name", &task.title);
        out.flag("Active", !task.is_inactive);
        out.flag("Manual", task.manual.is_some());
        out.leaf("Type", if self.follows_effort() { FIXED_WORK } else { FIXED_DURATION });
        out.leaf("Priority", priority(task.priority));
        out.leaf("WBS", wbs);
        out.leaf("OutlineNumber", wbs);
        out.leaf("OutlineLevel", row.depth + 1);
        out.date("Start", dates.start);
        out.date("Finish", dates.finish);
        out.length("Duration", self.length());
        if let Some(manual) = task.manual {
            out.maybe_date("ManualStart", manual.start);
            out.maybe_date("ManualFinish", manual.finish);
        }
        out.leaf("DurationFormat", duration_format(task.duration));
        if let Some(estimate) = task.estimate.filter(|_| !row.is_summary()) {
            out.length("Work", estimate);
        }
    }

    /// Whether its duration follows from its effort; that of a summary from its tasks.
    fn follows_effort(self) -> bool {
        self.task.follows_effort() && !self.row.is_summary()
    }

    /// How long the task takes: as people said, of a summary as it was computed.
    fn length(self) -> i64 {
        let is_computed = self.row.is_summary() && self.task.manual.is_none();
        if is_computed { self.dates.duration_minutes } else { self.task.duration.minutes }
    }

    /// What is still to do.
    fn left(self) -> i64 {
        let done = self.length() * i64::from(self.dates.percent) / 100;
        let said = self.task.remaining.filter(|_| !self.row.is_summary());
        said.unwrap_or(self.length() - done)
    }
}

/// The format numbers units in pairs, working and elapsed.
const fn duration_format(duration: TaskDuration) -> u8 {
    let working = match duration.unit {
        Unit::Minutes => 3,
        Unit::Hours => 5,
        Unit::Days => 7,
        Unit::Weeks => 9,
        Unit::Months => 11,
    };
    if duration.is_elapsed { working + 1 } else { working }
}

const fn priority(priority: Priority) -> u16 {
    match priority {
        Priority::Low => 200,
        Priority::Medium => 500,
        Priority::High => 700,
        Priority::Urgent => 1000,
    }
}

const fn constraint_type(kind: ConstraintKind) -> u8 {
    match kind {
        ConstraintKind::AsLateAsPossible => 1,
        ConstraintKind::MustStartOn => 2,
        ConstraintKind::MustFinishOn => 3,
        ConstraintKind::StartNoEarlierThan => 4,
        ConstraintKind::StartNoLaterThan => 5,
        ConstraintKind::FinishNoEarlierThan => 6,
        ConstraintKind::FinishNoLaterThan => 7,
    }
}

const fn link_type(kind: LinkKind) -> u8 {
    match kind {
        LinkKind::FinishToFinish => 0,
        LinkKind::FinishToStart => 1,
        LinkKind::StartToFinish => 2,
        LinkKind::StartToStart => 3,
    }
}
