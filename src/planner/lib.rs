//! Scheduling mathematics: activities, links, calendars, and nothing else.
//!
//! A plan goes in, dates come out. There is no clock, no disk and no identity in here: tasks, links
//! and calendars are known by their place in the plan's lists, time is counted in whole minutes,
//! and no input makes [`schedule`] fail. What could not be honoured is returned as a [`Problem`].

mod agenda;
mod assignment;
mod backward;
mod calendar;
mod floats;
mod forward;
mod item;
mod late;
mod links;
mod lookup;
mod missed;
mod network;
mod own_dates;
mod plan;
mod range;
mod reason;
mod rollup;
mod setting;
mod span;
mod time;

pub use assignment::{Assignment, FULL_TIME};
pub use calendar::{Calendar, Exception, Shift, Week, WorkWeek};
pub use plan::{
    Constraint, Dates, Driver, Duration, Lag, Link, LinkKind, Mode, Options, Plan, Problem,
    Progress, Schedule, Split, Task,
};
pub use time::{
    Day, MINUTES_PER_DAY, Minute, PLANNABLE, date_at, datetime_at, day_at, day_of, minute_at,
    start_of_day,
};

use backward::Backward;
use forward::Forward;
use setting::{Ground, Setting, sound_date};
use span::Span;

/// The dates of every task, and what could not be honoured.
///
/// The plan is walked forward for the early dates and backward for the late ones; a plan that is
/// scheduled from its finish the other way round. Work that is wanted as late as possible, and what
/// has a latest date in a plan from its finish, then takes its late place, and what follows it is
/// walked once more.
pub fn schedule(plan: &Plan, options: &Options) -> (Schedule, Vec<Problem>) {
    let ground = Ground::of(plan);
    let setting = Setting::of(plan, options, &ground);
    outcome(&setting, &passes(&setting, None))
}

/// A plan that is scheduled again and again while single tasks change: its network and calendars
/// are worked out once, and dates only where a change can have reached them.
#[derive(Debug, Clone)]
pub struct Prepared {
    plan: Plan,
    ground: Ground,
    last: Option<Last>,
}

/// The passes of the last schedule, and the tasks that were replaced since.
#[derive(Debug, Clone)]
struct Last {
    options: Options,
    /// Whether any task was planned as late as possible.
    had_late_work: bool,
    passes: Passes,
    replaced: Vec<usize>,
}

impl Prepared {
    /// Works out the network and the calendars of a plan.
    pub fn new(plan: Plan) -> Self {
        Prepared { ground: Ground::of(&plan), plan, last: None }
    }

    /// The plan as it is now.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Puts another task in the place of one; a place beyond the plan changes nothing.
    pub fn replace(&mut self, task: usize, with: Task) {
        let Some(place) = self.plan.tasks.get_mut(task) else { return };
        let before = std::mem::replace(place, with);
        if !self.ground.take_up(&self.plan, task, &before) {
            self.ground = Ground::of(&self.plan);
            self.last = None;
        }
        if let Some(last) = &mut self.last {
            last.replaced.push(task);
        }
    }

    /// The same as [`schedule`] of the plan as it is now.
    pub fn schedule(&mut self, options: &Options) -> (Schedule, Vec<Problem>) {
        let setting = Setting::of(&self.plan, options, &self.ground);
        let last = self.last.take().filter(|last| last.options == *options);
        let passes = passes(&setting, last);
        let outcome = outcome(&setting, &passes);
        let had_late_work = setting.has_late_work();
        self.last = Some(Last { options: *options, had_late_work, passes, replaced: Vec::new() });
        outcome
    }

    /// Working minutes that the predecessor of a link may slip before the link moves its successor,
    /// by the dates of both: zero for every link that decides where the successor lies. Below zero
    /// where the link is not kept, `None` for a link that holds nothing.
    pub fn room_of(&self, link: usize, from: &Dates, to: &Dates) -> Option<i64> {
        let options = Options::default();
        let setting = Setting::of(&self.plan, &options, &self.ground);
        let span = |of: &Dates| Span { start: of.start, finish: of.finish };
        floats::of_link(&setting, link, (span(from), span(to)))
    }
}

/// The outcome of both passes.
#[derive(Debug, Clone)]
struct Passes {
    /// Where tasks could lie at the earliest; `None` is where they are planned.
    early: Option<Forward>,
    late: Backward,
    planned: Forward,
}

fn passes(setting: &Setting, last: Option<Last>) -> Passes {
    match (setting.plan.finish, last) {
        (Some(finish), _) => from_finish(setting, sound_date(finish)),
        // Late work is planned in a third pass, which leaves nothing to go on from.
        (None, Some(last)) if !setting.has_late_work() && !last.had_late_work => {
            again_from_start(setting, last)
        }
        (None, _) => from_start(setting),
    }
}

/// The dates, and what could not be honoured.
fn outcome(setting: &Setting, passes: &Passes) -> (Schedule, Vec<Problem>) {
    let mut problems = setting.problems();
    problems.extend(passes.planned.missed_constraints(setting.plan));
    if let Some(finish) = setting.plan.finish.map(sound_date) {
        problems.extend(too_late(setting, &passes.planned, finish));
    }
    let schedule = dates_of(setting, passes, &mut problems);
    (schedule, problems)
}

/// What ends after the finish from which the plan is scheduled; a summary only where it is set by
/// hand, for otherwise that is said of what lies below it.
fn too_late(setting: &Setting, planned: &Forward, finish: Minute) -> impl Iterator<Item = Problem> {
    let ends = planned.spans.iter().zip(&planned.reasons).enumerate();
    let late = ends.filter(move |(task, (span, reason))| {
        span.finish > finish && reason.driver != Driver::Children && setting.is_active(*task)
    });
    late.map(|(task, _)| Problem::FinishMissed { task })
}

fn from_start(setting: &Setting) -> Passes {
    let start = sound_date(setting.plan.start);
    let forward = forward::pass(setting, start, None);
    let from = backward::From { finish: forward.finish, early: Some(&forward.spans) };
    let late = backward::pass(setting, from);
    let planned = match setting.has_late_work() {
        false => forward,
        true => forward::pass(setting, start, Some(&late.spans)),
    };
    Passes { early: None, late, planned }
}

/// The same as [`from_start`], only what was replaced since the last time and what follows from it
/// is walked.
fn again_from_start(setting: &Setting, last: Last) -> Passes {
    let Last { passes, replaced, .. } = last;
    let (start, finish) = (sound_date(setting.plan.start), passes.planned.finish);
    let planned = forward::pass_again(setting, start, passes.planned, &replaced);
    let from = backward::From { finish: planned.finish, early: Some(&planned.spans) };
    let late = match planned.finish == finish && !backward::reads_early_dates(setting) {
        true => backward::pass_again(setting, from, passes.late, &replaced),
        false => backward::pass(setting, from),
    };
    Passes { early: None, late, planned }
}

fn from_finish(setting: &Setting, finish: Minute) -> Passes {
    let late = backward::pass(setting, backward::From { finish, early: None });
    let start = late.spans.iter().map(|span| span.start).min().unwrap_or(finish);
    let early = forward::pass(setting, start, None);
    if !setting.has_late_work() {
        return Passes { early: None, late, planned: early };
    }
    let planned = forward::pass(setting, start, Some(&late.spans));
    Passes { early: Some(early), late, planned }
}

fn dates_of(setting: &Setting, passes: &Passes, problems: &mut Vec<Problem>) -> Schedule {
    let count = setting.plan.tasks.len();
    let early = passes.early.as_ref().unwrap_or(&passes.planned);
    let percents = rollup::percents(setting, &passes.planned.spans);
    let free = floats::free(setting, &passes.planned);
    // All of one length, which is then looked at once and not for every task.
    let (spans, reasons) = (&passes.planned.spans[..count], &passes.planned.reasons[..count]);
    let (early_spans, early_counts) = (&early.spans[..count], &early.counts[..count]);
    let (late_spans, late_counts) = (&passes.late.spans[..count], &passes.late.counts[..count]);
    let (percents, free) = (&percents[..count], &free[..count]);
    let work_ends = floats::work_ends(setting, early);
    let threshold = setting.options.critical_threshold;
    let tasks = (0..count).map(|task| {
        let without_date = early.place_without_date(task);
        let (early, mut late) = (early_spans[task], late_spans[task]);
        if !setting.is_active(task) && late.finish < early.finish {
            // What moves nobody does not end too late.
            late = early;
        }
        let counts = (early_counts[task], late_counts[task]);
        // A date that is kept against what comes before the task leaves less than no room.
        let from = match (without_date, &work_ends) {
            (Some(span), _) => span,
            (None, Some(ends)) => Span { finish: ends[task], ..early },
            (None, None) => early,
        };
        let total_float = floats::total(setting, task, (from, late), counts);
        let reason = reasons[task];
        Dates {
            start: spans[task].start,
            finish: spans[task].finish,
            early_start: early.start,
            early_finish: early.finish,
            late_start: late.start,
            late_finish: late.finish,
            total_float,
            free_float: free[task],
            is_critical: total_float <= threshold
                && percents[task] < 100
                && setting.is_active(task),
            duration_minutes: rollup::duration(setting, task, spans[task]),
            percent: percents[task],
            driver: reason.driver,
            waits_for_calendar: reason.waits_for_calendar,
        }
    });
    let tasks: Vec<Dates> = tasks.collect();
    let all = spans.iter().copied().fold(Span::EMPTY, Span::joined);
    let start = if tasks.is_empty() { setting.plan.start } else { all.start };
    let mut schedule = Schedule { tasks, start, finish: passes.planned.finish };
    if !range::holds(all) {
        range::keep(&mut schedule, problems);
    }
    schedule
}
