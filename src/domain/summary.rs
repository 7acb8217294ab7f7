//! What a plan says about itself: how far it is, what comes next, and whether it keeps its dates.
//!
//! A forecast is the scheduled day of the finish; of work that is not finished it is never earlier
//! than today, because what should have been finished yesterday is not.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::plan::{Outline, Plan, Scheduled, Task};
use crate::time::{self, Minute};
use crate::{TaskId, UserId};

/// How a project or a milestone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Nothing to judge: no dates to keep, or nothing planned.
    Open,
    /// 正常: every date is kept.
    Fine,
    /// 关注: an internal target is missed or work is overdue, every promise still holds.
    Watch,
    /// 严重: a promise to the client breaks, or the plan is over and its work is not done.
    Serious,
}

/// Why a project stands as it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// No work has been planned yet.
    Unplanned,
    /// All work is done.
    Finished,
    /// Every target and promise is kept, and what should have been finished is.
    Kept,
    /// What should have been finished and is not, while the plan goes on.
    Overdue(Overdue),
    /// The worst missed target.
    TargetMissed(Miss),
    /// The whole plan lies in the past, and not all of its work is done.
    PlanOver(PlanOver),
    /// The worst broken promise.
    PromiseBroken(Miss),
}

/// Work whose day has passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overdue {
    /// What has waited longest.
    pub title: String,
    /// The last day that the plan gave it.
    pub finish: NaiveDate,
    /// Calendar days since then.
    pub days: i32,
    /// How many tasks should have been finished in all.
    pub count: u32,
}

/// A plan whose end has passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanOver {
    /// The last day of the plan.
    pub finish: NaiveDate,
    /// Calendar days since then.
    pub days: i32,
    /// How many tasks are not finished.
    pub count: u32,
}

/// A date that the forecast does not keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Miss {
    /// What comes too late.
    pub title: String,
    /// The date that was set.
    pub due: NaiveDate,
    /// The day on which it is expected now.
    pub forecast: NaiveDate,
    /// Calendar days between the two.
    pub days: i32,
    /// How many other dates of the same kind are missed too.
    pub others: u32,
}

impl Health {
    /// How bad it is.
    #[must_use]
    pub const fn level(&self) -> Level {
        match self {
            Self::Unplanned => Level::Open,
            Self::Finished | Self::Kept => Level::Fine,
            Self::Overdue(_) | Self::TargetMissed(_) => Level::Watch,
            Self::PlanOver(_) | Self::PromiseBroken(_) => Level::Serious,
        }
    }
}

/// A milestone with its three dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestoneFacts {
    /// Which task.
    pub task: TaskId,
    /// What is reached.
    pub title: String,
    /// The internal target.
    pub target: Option<NaiveDate>,
    /// The day that the plan gives it, which may lie in the past.
    pub planned: NaiveDate,
    /// The day on which it is expected, or was reached.
    pub forecast: NaiveDate,
    /// The date promised to the client.
    pub promise: Option<NaiveDate>,
    /// Whether it is reached.
    pub is_done: bool,
    /// Whether the client sees it.
    pub is_client_visible: bool,
}

impl MilestoneFacts {
    /// How it stands.
    #[must_use]
    pub fn level(&self) -> Level {
        let is_missed = |due: Option<NaiveDate>| due.is_some_and(|due| self.forecast > due);
        match () {
            () if self.is_done => Level::Fine,
            () if is_missed(self.promise) => Level::Serious,
            () if is_missed(self.target) || self.is_overdue() => Level::Watch,
            () if self.target.is_none() && self.promise.is_none() => Level::Open,
            () => Level::Fine,
        }
    }

    /// Whether it should have been reached before today.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        !self.is_done && self.planned < self.forecast
    }

    /// The day to name it with: of what is overdue the one on which it was due.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        if self.is_overdue() { self.planned } else { self.forecast }
    }

    /// Calendar days from the date that counts to the forecast, above zero when late: from the
    /// promise once it is broken, else from a target that is missed, else from the plan's own day
    /// once that has passed; as long as all hold, from the target, or without one from the promise.
    #[must_use]
    pub fn slip_days(&self) -> Option<i32> {
        let missed = |due: &NaiveDate| self.forecast > *due;
        let broken = self.promise.filter(missed).or(self.target.filter(missed));
        let overdue = self.is_overdue().then_some(self.planned);
        let due = broken.or(overdue).or(self.target).or(self.promise);
        due.map(|due| days_between(due, self.forecast))
    }
}

/// A piece of work that is not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenWork {
    /// Which task.
    pub task: TaskId,
    /// The number in its key.
    pub number: u32,
    /// What is to be done.
    pub title: String,
    /// First day.
    pub start: NaiveDate,
    /// Last day by the plan, which may lie in the past.
    pub finish: NaiveDate,
    /// 0 to 100.
    pub percent: u8,
    /// Who answers for it.
    pub assignee: Option<UserId>,
    /// Why it cannot go on.
    pub blocked: Option<String>,
    /// Whether it is a milestone.
    pub is_milestone: bool,
    /// Whether the client sees it.
    pub is_client_visible: bool,
}

/// A plan read on a certain day.
pub struct Reading<'a> {
    plan: &'a Plan,
    today: NaiveDate,
    rows: Vec<ReadRow<'a>>,
    finish: Minute,
    unkept: u32,
}

/// A task that counts, with its dates.
struct ReadRow<'a> {
    task: &'a Task,
    start: Minute,
    finish: Minute,
    percent: u8,
    is_summary: bool,
}

impl<'a> Reading<'a> {
    /// Schedules the plan and reads it; inactive tasks do not count.
    #[must_use]
    pub fn of(plan: &'a Plan, today: NaiveDate) -> Self {
        let scheduled = Scheduled::of(plan);
        let outline = Outline::of(plan);
        let row = |row: &crate::plan::Row| {
            let task = plan.tasks.get(&row.task).filter(|task| !task.is_inactive)?;
            let dates = scheduled.dates(row.task)?;
            let is_summary = row.is_summary();
            let percent = if is_summary { dates.percent } else { task.percent };
            Some(ReadRow { task, start: dates.start, finish: dates.finish, percent, is_summary })
        };
        let rows = outline.rows.iter().filter_map(row).collect();
        let unkept = counted(scheduled.problems.len());
        Self { plan, today, rows, finish: scheduled.finish, unkept }
    }

    /// How much the schedule could not honour.
    #[must_use]
    pub const fn unkept(&self) -> u32 {
        self.unkept
    }

    /// Done share of the work, 0 to 100, weighted by duration; none without work that takes time.
    #[must_use]
    pub fn percent(&self) -> Option<u8> {
        let (mut done, mut whole) = (0_i64, 0_i64);
        for row in self.leaves().filter(|row| !row.task.is_milestone) {
            done += row.task.duration.minutes * i64::from(row.task.percent);
            whole += row.task.duration.minutes;
        }
        (whole > 0).then(|| u8::try_from(done / whole).unwrap_or(100))
    }

    /// The day on which the last work is expected to end; none while nothing is planned.
    #[must_use]
    pub fn finish(&self) -> Option<NaiveDate> {
        let planned = time::last_day_of(self.finish);
        let expected = if self.is_done() { planned } else { planned.max(self.today) };
        (!self.rows.is_empty()).then_some(expected)
    }

    /// First day of the plan.
    #[must_use]
    pub fn start(&self) -> NaiveDate {
        time::day_of(self.plan.settings.start)
    }

    /// The milestones by the day on which they are expected.
    #[must_use]
    pub fn milestones(&self) -> Vec<MilestoneFacts> {
        let facts = |row: &ReadRow<'_>| MilestoneFacts {
            task: row.task.id,
            title: row.task.title.clone(),
            target: row.task.deadline.map(time::last_day_of),
            planned: time::last_day_of(row.finish.max(1)),
            forecast: self.forecast(row),
            promise: row.task.promise,
            is_done: row.percent == 100,
            is_client_visible: row.task.is_client_visible,
        };
        let mut milestones: Vec<_> =
            self.leaves().filter(|row| row.task.is_milestone).map(facts).collect();
        milestones.sort_by_key(|milestone| milestone.forecast);
        milestones
    }

    /// Whether the dates are kept, and if not, the worst case: a broken promise, then a plan that
    /// is over, then what has been late longest.
    #[must_use]
    pub fn health(&self) -> Health {
        if self.rows.is_empty() {
            return Health::Unplanned;
        }
        if self.is_done() {
            return Health::Finished;
        }
        if let Some(miss) = self.worst(|task| task.promise) {
            return Health::PromiseBroken(miss);
        }
        if let Some(over) = self.over() {
            return Health::PlanOver(over);
        }
        match (self.worst(|task| task.deadline.map(time::last_day_of)), self.overdue()) {
            (Some(miss), Some(overdue)) if overdue.days > miss.days => Health::Overdue(overdue),
            (Some(miss), _) => Health::TargetMissed(miss),
            (None, Some(overdue)) => Health::Overdue(overdue),
            (None, None) => Health::Kept,
        }
    }

    /// What is not finished, what begins first coming first.
    #[must_use]
    pub fn open_work(&self) -> Vec<OpenWork> {
        let work = |row: &ReadRow<'_>| OpenWork {
            task: row.task.id,
            number: row.task.number,
            title: row.task.title.clone(),
            start: time::day_of(row.start),
            finish: time::last_day_of(row.finish.max(row.start + 1)),
            percent: row.percent,
            assignee: row.task.assignee,
            blocked: row.task.blocked.clone(),
            is_milestone: row.task.is_milestone,
            is_client_visible: row.task.is_client_visible,
        };
        let mut open: Vec<_> = self.leaves().filter(|row| row.percent < 100).map(work).collect();
        open.sort_by_key(|work| (work.start, work.finish));
        open
    }

    /// What a person has to do today: begun or due, and not finished; what ends first comes first.
    #[must_use]
    pub fn due_for(&self, user: UserId) -> Vec<OpenWork> {
        let mut due = self.open_work();
        due.retain(|work| work.assignee == Some(user) && work.start <= self.today);
        due.sort_by_key(|work| work.finish);
        due
    }

    fn is_done(&self) -> bool {
        self.rows.iter().all(|row| row.percent == 100)
    }

    /// How long ago the plan ended, and how much of it is open; none as long as it goes on.
    fn over(&self) -> Option<PlanOver> {
        let finish = time::last_day_of(self.finish);
        let count = counted(self.leaves().filter(|row| row.percent < 100).count());
        let days = days_between(finish, self.today);
        (days > 0 && count > 0).then_some(PlanOver { finish, days, count })
    }

    /// What should have been finished before today, by what has waited longest.
    fn overdue(&self) -> Option<Overdue> {
        let mut late = self.open_work();
        late.retain(|work| work.finish < self.today);
        let count = counted(late.len());
        let OpenWork { title, finish, .. } = late.into_iter().min_by_key(|work| work.finish)?;
        Some(Overdue { title, finish, days: days_between(finish, self.today), count })
    }

    fn leaves(&self) -> impl Iterator<Item = &ReadRow<'a>> {
        self.rows.iter().filter(|row| !row.is_summary)
    }

    fn forecast(&self, row: &ReadRow<'_>) -> NaiveDate {
        let planned = time::last_day_of(row.finish.max(1));
        if row.percent == 100 { planned } else { planned.max(self.today) }
    }

    /// The date of this kind that is missed by most days, of work that is not finished.
    fn worst(&self, due: impl Fn(&Task) -> Option<NaiveDate>) -> Option<Miss> {
        let miss = |row: &ReadRow<'_>| {
            let (due, forecast) = (due(row.task)?, self.forecast(row));
            let days = days_between(due, forecast);
            let title = row.task.title.clone();
            (days > 0).then_some(Miss { title, due, forecast, days, others: 0 })
        };
        let open = self.rows.iter().filter(|row| row.percent < 100);
        let misses: Vec<Miss> = open.filter_map(miss).collect();
        let others = counted(misses.len().saturating_sub(1));
        let worst = misses.into_iter().rev().max_by_key(|miss| miss.days)?;
        Some(Miss { others, ..worst })
    }
}

fn counted(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn days_between(from: NaiveDate, to: NaiveDate) -> i32 {
    i32::try_from((to - from).num_days()).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests;
