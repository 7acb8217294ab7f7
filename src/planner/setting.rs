//! Everything the passes read: the plan's input made sound and compact, its network, its calendars
//! as tables.

use std::collections::BTreeMap;

use crate::calendar::Calendar;
use crate::item::Item;
use crate::late::is_late;
use crate::lookup::Lookup;
use crate::network::Network;
use crate::time::{Day, Minute, PLANNABLE, day_of};
use crate::{Assignment, Constraint, Mode, Options, Plan, Problem, Task};

/// The longest duration or lag, about a thousand years; sums of millions of them stay in range.
const LONGEST: i64 = 1 << 29;

/// The most days for which tables are built in a small plan, and how many tasks allow another one;
/// dates beyond them are reckoned without tables.
const MOST_DAYS: i64 = 8 * 1024;
const TASKS_PER_DAY: i64 = 4;

/// Minutes that a task's calendar works on an average day of a usual week, holidays and waiting for
/// working time left off; and days to spare for tasks that get longer.
const MINUTES_A_DAY: i64 = 240;
const SPARE_DAYS: i64 = 100;

/// The table of the calendar without interruption, always the first.
pub(crate) const ROUND_THE_CLOCK: u32 = 0;

/// Stands for the table of a calendar that no task names.
const NOT_NAMED: u32 = u32::MAX;

/// What is worked out of a plan before the passes walk it, and stays good while single tasks
/// change.
#[derive(Debug, Clone)]
pub(crate) struct Ground {
    network: Network,
    items: Vec<Item>,
    /// Whether any task is planned as late as possible.
    has_late_work: bool,
    lookups: Vec<Lookup>,
    /// The table of each calendar of the plan.
    lookup_of_calendar: Vec<u32>,
    /// What had to be bent in the plan itself, its calendars, hierarchy and links.
    problems: Vec<Problem>,
    /// What had to be bent in single tasks.
    task_problems: BTreeMap<usize, Vec<Problem>>,
}

/// The plan as the passes read it.
pub(crate) struct Setting<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) options: &'a Options,
    pub(crate) network: &'a Network,
    /// What is read of each task most of the time.
    pub(crate) items: &'a [Item],
    lookups: &'a [Lookup],
    ground: &'a Ground,
}

impl Ground {
    /// Works out what the passes need.
    pub(crate) fn of(plan: &Plan) -> Self {
        let mut problems = Vec::new();
        report_plan(plan, &mut problems);
        let mut named = Named { places: vec![NOT_NAMED; plan.calendars.len()], used: Vec::new() };
        let mut window = Window::around(plan);
        let mut items = Vec::with_capacity(plan.tasks.len());
        let mut task_problems = BTreeMap::new();
        let mut has_late_work = false;
        for (number, task) in plan.tasks.iter().enumerate() {
            let item = Item::of(task, named.place(task.calendar.unwrap_or(plan.calendar)));
            if !item.is_plain {
                for assignment in &task.assignments {
                    named.place(assignment.calendar);
                }
                has_late_work |= is_late(plan, task);
                window.include(task);
            }
            if may_have_problems(task, &item) {
                let found = problems_of(plan, number, item.is_plain);
                if !found.is_empty() {
                    task_problems.insert(number, found);
                }
            }
            items.push(item);
        }
        let network = Network::of(plan, &items, &mut problems);
        let lookups = named.tables(plan, window.days(plan, network.longest));
        Ground {
            network,
            items,
            has_late_work,
            lookups,
            lookup_of_calendar: named.places,
            problems,
            task_problems,
        }
    }

    /// Takes up a task that was replaced in the plan. False when more has to be worked out anew
    /// than the task itself: nothing has changed then.
    pub(crate) fn take_up(&mut self, plan: &Plan, task: usize, before: &Task) -> bool {
        let of = &plan.tasks[task];
        let calendar = of.calendar.unwrap_or(plan.calendar);
        let named = of.assignments.iter().map(|assignment| assignment.calendar);
        let is_known = |calendar: usize| self.lookup_of_calendar.get(calendar) != Some(&NOT_NAMED);
        if of.parent != before.parent || !named.chain([calendar]).all(is_known) {
            return false;
        }
        self.has_late_work = is_late(plan, of)
            || (self.has_late_work
                && (!is_late(plan, before) || plan.tasks.iter().any(|task| is_late(plan, task))));
        let place = self.lookup_of_calendar.get(calendar);
        self.items[task] = Item::of(of, place.copied().unwrap_or(ROUND_THE_CLOCK));
        let found = problems_of(plan, task, self.items[task].is_plain);
        match found.is_empty() {
            true => self.task_problems.remove(&task),
            false => self.task_problems.insert(task, found),
        };
        if of.duration != before.duration || of.minutes() != before.minutes() {
            self.network.measure_lags_after(plan, task);
        }
        true
    }
}

/// The calendars that tasks and assignments name, in the order in which they are met.
struct Named {
    /// Where the table of each calendar of the plan will stand.
    places: Vec<u32>,
    used: Vec<usize>,
}

impl Named {
    /// The place that a calendar's table will have.
    fn place(&mut self, calendar: usize) -> u32 {
        let Some(place) = self.places.get_mut(calendar) else { return ROUND_THE_CLOCK };
        if *place == NOT_NAMED {
            self.used.push(calendar);
            *place = self.used.len() as u32;
        }
        *place
    }

    /// The tables, for the days from the first up to but not including the other one.
    fn tables(&self, plan: &Plan, (first, end): (Day, Day)) -> Vec<Lookup> {
        let always = Lookup::new(&Calendar::round_the_clock(), first, first);
        let named = self.used.iter().map(|&calendar| &plan.calendars[calendar]);
        let tables = named.map(|calendar| Lookup::new(calendar, first, end));
        std::iter::once(always).chain(tables).collect()
    }
}

impl<'a> Setting<'a> {
    /// A plan with what was worked out of it.
    pub(crate) fn of(plan: &'a Plan, options: &'a Options, ground: &'a Ground) -> Self {
        let Ground { network, items, lookups, .. } = ground;
        Setting { plan, options, network, items, lookups, ground }
    }

    /// What could not be taken as it was, in the order of the plan.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let of_tasks = self.ground.task_problems.values().flatten();
        self.ground.problems.iter().chain(of_tasks).cloned().collect()
    }

    /// Whether any task is planned as late as possible.
    pub(crate) fn has_late_work(&self) -> bool {
        self.ground.has_late_work
    }

    /// What is read of a task most of the time.
    pub(crate) fn item(&self, task: usize) -> &'a Item {
        &self.items[task]
    }

    /// The task's calendar, whichever way its duration counts.
    pub(crate) fn lookup(&self, task: usize) -> &'a Lookup {
        &self.lookups[self.items[task].lookup as usize]
    }

    /// The calendar in which the task's duration counts.
    pub(crate) fn own_time(&self, task: usize) -> &'a Lookup {
        self.time_of(self.item(task))
    }

    /// The calendar in which an item's duration counts.
    pub(crate) fn time_of(&self, item: &Item) -> &'a Lookup {
        &self.lookups[item.own_time as usize]
    }

    /// The calendar in which the task is worked: its first resource's, where one decides.
    pub(crate) fn working_time(&self, task: usize) -> &'a Lookup {
        match self.plan.tasks[task].assignments.first() {
            Some(assignment) => self.calendar(assignment.calendar),
            None => self.own_time(task),
        }
    }

    /// The table of one of the plan's calendars that tasks or assignments name.
    pub(crate) fn calendar(&self, calendar: usize) -> &'a Lookup {
        let place =
            self.ground.lookup_of_calendar.get(calendar).copied().unwrap_or(ROUND_THE_CLOCK);
        &self.lookups[place as usize]
    }

    /// Minutes from the task's start to its finish, pauses included, in its own time.
    pub(crate) fn length(&self, task: usize) -> i64 {
        i64::from(self.items[task].length)
    }

    /// Whether the task's length holds pauses.
    pub(crate) fn has_pauses(&self, task: usize) -> bool {
        self.items[task].has_pauses
    }

    /// Whether the task moves others.
    pub(crate) fn is_active(&self, task: usize) -> bool {
        self.items[task].is_active
    }

    /// Whether nothing but links and its duration decides where the task lies.
    pub(crate) fn is_plain(&self, task: usize) -> bool {
        self.items[task].is_plain
    }

    /// Whether the task moves others and nothing but links and its duration decides where it lies.
    pub(crate) fn is_usual(&self, task: usize) -> bool {
        let item = &self.items[task];
        item.is_plain & item.is_active
    }

    /// Whether the task is done.
    pub(crate) fn is_finished(&self, task: usize) -> bool {
        !self.is_plain(task) && self.plan.tasks[task].progress.actual_finish.is_some()
    }

    /// The start that a task would have without its levelling delay.
    pub(crate) fn without_delay(&self, task: usize, start: Minute) -> Minute {
        match self.is_plain(task) {
            true => start,
            false => start - sound_duration(self.plan.tasks[task].levelling_delay),
        }
    }

    /// The latest instant that no work of the task's time separates from `at`.
    pub(crate) fn next_work_after(&self, task: usize, at: Minute) -> Minute {
        let time = self.own_time(task);
        time.begin_of(time.count(at)).max(at)
    }

    /// The finish of a summary that is set by hand. In a plan from its finish it holds nothing:
    /// late dates are there what tasks are planned by.
    pub(crate) fn finish_by_hand(&self, summary: usize) -> Minute {
        match self.plan.tasks[summary].mode {
            Mode::Manual { finish: Some(finish), .. } if self.plan.finish.is_none() => {
                sound_date(finish)
            }
            _ => Minute::MAX,
        }
    }

    /// Whether neither a person nor a constraint gives the task a date.
    pub(crate) fn has_no_date(&self, task: usize) -> bool {
        let of = &self.plan.tasks[task];
        of.mode == Mode::Automatic && of.constraint == Constraint::AsSoonAsPossible
    }
}

/// A date inside the years in which a plan may lie.
pub(crate) fn sound_date(at: Minute) -> Minute {
    at.clamp(*PLANNABLE.start(), *PLANNABLE.end())
}

/// A duration that is not below zero and not beyond reach.
pub(crate) fn sound_duration(minutes: i64) -> i64 {
    minutes.clamp(0, LONGEST)
}

/// A lag that is not beyond reach.
pub(crate) fn in_reach(minutes: i64) -> i64 {
    minutes.clamp(-LONGEST, LONGEST)
}

/// The days for which tables pay: from the earliest date in the plan to where the longest chain of
/// tasks would end, within reason.
struct Window {
    first: Minute,
    last: Minute,
}

impl Window {
    fn around(plan: &Plan) -> Self {
        let first = sound_date(plan.start);
        let last = plan.finish.map_or(first, |finish| sound_date(finish).max(first));
        Window { first, last }
    }

    fn include(&mut self, task: &Task) {
        for date in dates_of(task).into_iter().flatten().map(sound_date) {
            self.first = self.first.min(date);
            self.last = self.last.max(date);
        }
    }

    /// `longest` is how many minutes of work follow each other.
    fn days(&self, plan: &Plan, longest: u32) -> (Day, Day) {
        let first = day_of(self.first) - 31;
        let days_of_work = i64::from(longest) / MINUTES_A_DAY + SPARE_DAYS;
        let days = day_of(self.last) - first + days_of_work;
        let most = MOST_DAYS + plan.tasks.len() as i64 / TASKS_PER_DAY;
        (first, first + days.min(most))
    }
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

/// Names what has to be bent in the plan itself and its calendars.
fn report_plan(plan: &Plan, problems: &mut Vec<Problem>) {
    for (calendar, of) in plan.calendars.iter().enumerate() {
        if !of.has_working_week() {
            problems.push(Problem::NoWorkingTime { calendar });
        }
    }
    if plan.calendar >= plan.calendars.len() {
        problems.push(Problem::MissingCalendar { task: None });
    }
    if is_far(plan.start) || plan.finish.is_some_and(is_far) {
        problems.push(Problem::OutOfRange { task: None });
    }
}

/// Whether a closer look at a task pays. Most are plain and worked in the project's calendar: then
/// only the duration can be beyond reach.
fn may_have_problems(task: &Task, item: &Item) -> bool {
    let minutes = task.minutes();
    !item.is_plain || task.calendar.is_some() || sound_duration(minutes) != minutes
}

/// Names what has to be bent in a task before it can be used.
fn problems_of(plan: &Plan, number: usize, is_plain: bool) -> Vec<Problem> {
    let mut problems = Vec::new();
    let task = &plan.tasks[number];
    let is_missing = |calendar: usize| calendar >= plan.calendars.len();
    if task.calendar.is_some_and(is_missing)
        || task.assignments.iter().any(|assignment| is_missing(assignment.calendar))
    {
        problems.push(Problem::MissingCalendar { task: Some(number) });
    }
    let minutes = task.minutes();
    let work = || task.assignments.iter();
    if minutes < 0 || work().any(|assignment| assignment.work_minutes < 0) {
        problems.push(Problem::NegativeDuration { task: number });
    }
    if work().any(|assignment| assignment.units == 0 && assignment.work_minutes > 0) {
        problems.push(Problem::NoUnits { task: number });
    }
    let has_far_date = || dates_of(task).into_iter().flatten().any(is_far);
    let is_long = |assignment: &Assignment| assignment.busy_minutes() > LONGEST;
    if minutes > LONGEST || work().any(is_long) || (!is_plain && has_far_date()) {
        problems.push(Problem::OutOfRange { task: Some(number) });
    }
    problems
}

/// Whether a date lies where no plan may lie.
pub(crate) fn is_far(date: Minute) -> bool {
    sound_date(date) != date
}
