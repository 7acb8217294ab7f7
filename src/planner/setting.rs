//! Everything the passes read: the plan with its input made sound, its network, its calendars as
//! tables.

use crate::calendar::{Calendar, DAY_RANGE};
use crate::lookup::Lookup;
use crate::network::Network;
use crate::time::{Day, MINUTES_PER_DAY, Minute, day_of};
use crate::{Constraint, Duration, Lag, Link, Mode, Options, Plan, Problem, Task};

/// The longest duration or lag, about a thousand years; sums of millions of them stay in range.
const LONGEST: i64 = 1 << 29;

/// The most days for which tables are built; dates beyond them are reckoned without tables.
const MOST_DAYS: i64 = 8 * 1024;

/// The plan as the passes read it.
pub(crate) struct Setting<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) options: &'a Options,
    pub(crate) network: Network,
    /// Minutes of each task from start to finish, pauses included, in its own calendar.
    pub(crate) lengths: Vec<i64>,
    lookups: Vec<Lookup<'a>>,
    /// The table of each task's calendar.
    lookup_of: Vec<u32>,
    /// The table of each calendar of the plan.
    lookup_of_calendar: Vec<u32>,
}

/// The table of the calendar without interruption, always the first.
const ROUND_THE_CLOCK: u32 = 0;

impl<'a> Setting<'a> {
    /// Reads a plan; `around_the_clock` stands in for calendars that do not exist.
    pub(crate) fn of(
        plan: &'a Plan,
        options: &'a Options,
        around_the_clock: &'a Calendar,
        problems: &mut Vec<Problem>,
    ) -> Self {
        report_inputs(plan, problems);
        let network = Network::of(plan, problems);
        let lengths: Vec<i64> = plan.tasks.iter().map(length_of).collect();
        let mut setting = Setting {
            plan,
            options,
            network,
            lengths,
            lookups: Vec::new(),
            lookup_of: Vec::with_capacity(plan.tasks.len()),
            lookup_of_calendar: vec![u32::MAX; plan.calendars.len()],
        };
        let (first, end) = window_of(plan, &setting.lengths);
        setting.lookups.push(Lookup::new(around_the_clock, first, first));
        for task in &plan.tasks {
            let lookup = setting.prepare(task.calendar.unwrap_or(plan.calendar), first, end);
            setting.lookup_of.push(lookup);
            for assignment in &task.assignments {
                setting.prepare(assignment.calendar, first, end);
            }
        }
        setting
    }

    /// Builds the table of a calendar when it is first asked for.
    fn prepare(&mut self, calendar: usize, first: Day, end: Day) -> u32 {
        let plan = self.plan;
        let Some(place) = self.lookup_of_calendar.get_mut(calendar) else {
            return ROUND_THE_CLOCK;
        };
        if *place == u32::MAX {
            *place = self.lookups.len() as u32;
            self.lookups.push(Lookup::new(&plan.calendars[calendar], first, end));
        }
        *place
    }

    /// The task's calendar, whichever way its duration counts.
    pub(crate) fn lookup(&self, task: usize) -> &Lookup<'a> {
        &self.lookups[self.lookup_of[task] as usize]
    }

    /// The calendar in which the task's duration counts.
    pub(crate) fn own_time(&self, task: usize) -> &Lookup<'a> {
        match self.plan.tasks[task].duration {
            Duration::Working(_) => self.lookup(task),
            Duration::Elapsed(_) => &self.lookups[ROUND_THE_CLOCK as usize],
        }
    }

    /// The table of one of the plan's calendars.
    pub(crate) fn calendar(&self, calendar: usize) -> &Lookup<'a> {
        let place = self.lookup_of_calendar.get(calendar).copied().unwrap_or(ROUND_THE_CLOCK);
        &self.lookups[if place == u32::MAX { ROUND_THE_CLOCK } else { place } as usize]
    }

    /// The instant a link's lag after `at`, from which a successor may start.
    pub(crate) fn start_after_lag(&self, link: &Link, at: Minute) -> Minute {
        match self.lag(link) {
            Lag::Working(minutes) => self.lookup(link.to).add(at, minutes),
            Lag::Elapsed(minutes) => at + minutes,
            Lag::Percent(_) => at,
        }
    }

    /// The instant a link's lag after `at`, at which a successor may finish: an end of work.
    pub(crate) fn finish_after_lag(&self, link: &Link, at: Minute) -> Minute {
        match self.lag(link) {
            Lag::Working(minutes) if minutes < 0 => {
                let time = self.lookup(link.to);
                time.end_of(time.count(at) + minutes)
            }
            _ => self.start_after_lag(link, at),
        }
    }

    /// The latest instant from which a link's lag leads no further than `at`.
    pub(crate) fn before_lag(&self, link: &Link, at: Minute) -> Minute {
        match self.lag(link) {
            Lag::Working(0) | Lag::Percent(_) => at,
            Lag::Working(minutes) => {
                let time = self.lookup(link.to);
                time.begin_of(time.count(at) - minutes)
            }
            Lag::Elapsed(minutes) => at - minutes,
        }
    }

    /// The latest instant that no work of the task's time separates from `at`.
    pub(crate) fn next_work_after(&self, task: usize, at: Minute) -> Minute {
        let time = self.own_time(task);
        time.begin_of(time.count(at)).max(at)
    }

    /// A link's lag in minutes: a percentage becomes that share of the predecessor's duration.
    fn lag(&self, link: &Link) -> Lag {
        let share = |minutes: i64, percent: i32| in_reach(minutes * i64::from(percent) / 100);
        match link.lag {
            Lag::Working(minutes) => Lag::Working(in_reach(minutes)),
            Lag::Elapsed(minutes) => Lag::Elapsed(in_reach(minutes)),
            Lag::Percent(percent) => match self.plan.tasks[link.from].duration {
                Duration::Working(minutes) => Lag::Working(share(sound_duration(minutes), percent)),
                Duration::Elapsed(minutes) => Lag::Elapsed(share(sound_duration(minutes), percent)),
            },
        }
    }

    /// Whether a task moves others: it is active, and so is all above it.
    pub(crate) fn is_active(&self, task: usize) -> bool {
        !self.plan.tasks[task].is_inactive
    }
}

/// A date inside the years that calendars hold.
pub(crate) fn sound_date(at: Minute) -> Minute {
    at.clamp(DAY_RANGE.start() * MINUTES_PER_DAY, DAY_RANGE.end() * MINUTES_PER_DAY)
}

/// A duration that is not below zero and not beyond reach.
pub(crate) fn sound_duration(minutes: i64) -> i64 {
    minutes.clamp(0, LONGEST)
}

/// A lag that is not beyond reach.
pub(crate) fn in_reach(minutes: i64) -> i64 {
    minutes.clamp(-LONGEST, LONGEST)
}

/// Minutes from start to finish: the duration and the pauses inside it.
fn length_of(task: &Task) -> i64 {
    let work = sound_duration(task.duration.minutes());
    let inside = task.splits.iter().filter(|split| split.after_minutes < work);
    let pauses = inside.fold(0, |sum: i64, split| sum + sound_duration(split.pause_minutes));
    sound_duration(work + pauses)
}

/// The days for which tables pay: from the earliest date in the plan to where all tasks in a row
/// would end, within reason.
fn window_of(plan: &Plan, lengths: &[i64]) -> (Day, Day) {
    let mut first = sound_date(plan.start);
    let mut last = plan.finish.map_or(first, |finish| sound_date(finish).max(first));
    for task in &plan.tasks {
        for date in dates_of(task).into_iter().flatten().map(sound_date) {
            first = first.min(date);
            last = last.max(date);
        }
    }
    let work: i64 = lengths.iter().sum();
    let days_of_work = work / 300 + 14 * plan.links.len() as i64 / 10;
    let first = day_of(first) - 31;
    let days = day_of(last) - first + days_of_work + 62;
    (first, first + days.min(MOST_DAYS))
}

/// All dates that a task's input names.
fn dates_of(task: &Task) -> [Option<Minute>; 7] {
    let bound = match task.constraint {
        Constraint::AsSoonAsPossible | Constraint::AsLateAsPossible => None,
        Constraint::StartNoEarlierThan(date)
        | Constraint::StartNoLaterThan(date)
        | Constraint::FinishNoEarlierThan(date)
        | Constraint::FinishNoLaterThan(date)
        | Constraint::MustStartOn(date)
        | Constraint::MustFinishOn(date) => Some(date),
    };
    let (start, finish) = match task.mode {
        Mode::Automatic => (None, None),
        Mode::Manual { start, finish } => (start, finish),
    };
    let done = &task.progress;
    [bound, task.deadline, start, finish, done.actual_start, done.actual_finish, done.resume]
}

/// Names every input that has to be bent before it can be used.
fn report_inputs(plan: &Plan, problems: &mut Vec<Problem>) {
    let count = plan.calendars.len();
    for (calendar, of) in plan.calendars.iter().enumerate() {
        if !of.has_working_week() {
            problems.push(Problem::NoWorkingTime { calendar });
        }
    }
    if plan.calendar >= count {
        problems.push(Problem::MissingCalendar { task: None });
    }
    let is_far = |date: Minute| sound_date(date) != date;
    if is_far(plan.start) || plan.finish.is_some_and(is_far) {
        problems.push(Problem::OutOfRange { task: None });
    }
    for (number, task) in plan.tasks.iter().enumerate() {
        let assigned = task.assignments.iter().map(|assignment| assignment.calendar);
        if task.calendar.into_iter().chain(assigned).any(|calendar| calendar >= count) {
            problems.push(Problem::MissingCalendar { task: Some(number) });
        }
        let minutes = task.duration.minutes();
        if minutes < 0 {
            problems.push(Problem::NegativeDuration { task: number });
        }
        if minutes > LONGEST || dates_of(task).into_iter().flatten().any(is_far) {
            problems.push(Problem::OutOfRange { task: Some(number) });
        }
    }
}
