//! The geometry of the calendar: which days are shown, where bars lie on them, where the keyboard
//! goes. Pure.

use chrono::{Datelike, Days, Months, NaiveDate};
use domain::TaskId;
use domain::time::{self, Minute};

/// Days of a week.
pub const WEEK: usize = 7;
/// Weeks in which every month is shown, so that the page keeps its height.
pub const MONTH_WEEKS: usize = 6;

/// How much a page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// A month and the days around it.
    #[default]
    Month,
    /// A week.
    Week,
}

/// A task on its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The task.
    pub task: TaskId,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
}

/// The part of a task that lies in one week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The task.
    pub task: TaskId,
    /// The weekday on which it begins here; 0 is Monday.
    pub from: usize,
    /// How many days it covers here, at least one.
    pub days: usize,
    /// Its lane from the top.
    pub lane: usize,
    /// Whether the task begins here and not in a week before.
    pub begins: bool,
    /// Whether the task ends here and not in a week after.
    pub ends: bool,
    /// Whether there is room for it.
    pub is_shown: bool,
}

/// A week with its bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub first: NaiveDate,
    /// The bars, the earliest and longest first.
    pub bars: Vec<Bar>,
}

/// What can have the keyboard: a day, or the bar of a task on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The day.
    pub day: NaiveDate,
    /// The task; none is the day itself.
    pub task: Option<TaskId>,
}

/// One step of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// What lies to the left.
    Left,
    /// What lies to the right.
    Right,
    /// What lies above.
    Up,
    /// What lies below.
    Down,
    /// The Monday.
    Home,
    /// The Sunday.
    End,
}

impl Mode {
    /// Every mode with its name on the device.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Month, "month"), (Self::Week, "week")];

    /// The first day of the page that holds a day.
    pub fn page_of(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Month => day.with_day(1).unwrap_or(day),
            Self::Week => week_of(day),
        }
    }

    /// The same day so many pages later, or earlier; the day itself where no plan can go.
    pub fn turn(self, day: NaiveDate, by: i32) -> NaiveDate {
        let count = by.unsigned_abs();
        let weeks = Days::new(u64::from(count) * WEEK as u64);
        let turned = match (self, by < 0) {
            (Self::Month, false) => day.checked_add_months(Months::new(count)),
            (Self::Month, true) => day.checked_sub_months(Months::new(count)),
            (Self::Week, false) => day.checked_add_days(weeks),
            (Self::Week, true) => day.checked_sub_days(weeks),
        };
        let days = time::FIRST_DAY..=time::LAST_DAY;
        turned.filter(|day| days.contains(day)).unwrap_or(day)
    }

    /// The Mondays of a page.
    pub fn weeks(self, page: NaiveDate) -> Vec<NaiveDate> {
        let count = match self {
            Self::Month => MONTH_WEEKS,
            Self::Week => 1,
        };
        let first = week_of(page);
        (0..count).map(|week| after(first, week * WEEK)).collect()
    }
}

/// The Monday of a day's week.
pub fn week_of(day: NaiveDate) -> NaiveDate {
    day - Days::new(day.weekday().num_days_from_monday().into())
}

/// The weekday of a day; 0 is Monday.
pub fn weekday(day: NaiveDate) -> usize {
    day.weekday().num_days_from_monday() as usize
}

/// The seven days from a Monday on.
pub fn days_of(first: NaiveDate) -> [NaiveDate; WEEK] {
    std::array::from_fn(|weekday| after(first, weekday))
}

fn after(day: NaiveDate, days: usize) -> NaiveDate {
    day + Days::new(days as u64)
}

impl Stretch {
    /// The days of a task's dates; what takes no time has one.
    pub fn of(task: TaskId, start: Minute, finish: Minute) -> Self {
        let last = time::last_day_of(finish.max(start + 1));
        Self { task, first: time::day_of(start), last }
    }

    /// The part that lies in the week of a Monday.
    fn clip(&self, monday: NaiveDate) -> Option<Bar> {
        let sunday = after(monday, WEEK - 1);
        if self.last < monday || self.first > sunday {
            return None;
        }
        let (from, to) = (weekday(self.first.max(monday)), weekday(self.last.min(sunday)));
        Some(Bar {
            task: self.task,
            from,
            days: to + 1 - from,
            lane: 0,
            begins: self.first >= monday,
            ends: self.last <= sunday,
            is_shown: true,
        })
    }
}

impl Bar {
    /// Whether it lies on a weekday.
    pub const fn is_on(&self, weekday: usize) -> bool {
        self.from <= weekday && weekday < self.from + self.days
    }
}

impl Week {
    /// Lays the bars of a week so that none covers another; with more than `room` lanes those
    /// below are hidden, and on their days the last lane is left for a line that counts them.
    pub fn of(first: NaiveDate, stretches: &[Stretch], room: usize) -> Self {
        let mut bars: Vec<Bar> =
            stretches.iter().filter_map(|stretch| stretch.clip(first)).collect();
        bars.sort_by_key(|bar| (bar.from, bar.begins, WEEK - bar.days));
        lay(&mut bars);
        hide(&mut bars, room.max(1));
        Self { first, bars }
    }

    /// The bars on a weekday, from top to bottom, hidden ones too.
    pub fn on(&self, weekday: usize) -> Vec<Bar> {
        let mut bars: Vec<Bar> =
            self.bars.iter().filter(|bar| bar.is_on(weekday)).copied().collect();
        bars.sort_by_key(|bar| bar.lane);
        bars
    }

    /// The shown bars on a weekday, from top to bottom.
    pub fn shown_on(&self, weekday: usize) -> Vec<Bar> {
        let mut bars = self.on(weekday);
        bars.retain(|bar| bar.is_shown);
        bars
    }

    /// How many bars of a weekday are hidden.
    pub fn hidden_on(&self, weekday: usize) -> usize {
        self.on(weekday).iter().filter(|bar| !bar.is_shown).count()
    }

    /// How many lanes its bars need.
    pub fn lanes(&self) -> usize {
        self.bars.iter().map(|bar| bar.lane + 1).max().unwrap_or(0)
    }

    /// The shown bar of a task.
    pub fn bar(&self, task: TaskId) -> Option<Bar> {
        self.bars.iter().find(|bar| bar.is_shown && bar.task == task).copied()
    }
}

/// Puts each bar into the first lane that is free; they come in the order of their first days.
fn lay(bars: &mut [Bar]) {
    // Of each lane the first weekday that is free from there on.
    let mut lanes: Vec<usize> = Vec::new();
    for bar in bars {
        bar.lane = lanes.iter().position(|free| *free <= bar.from).unwrap_or(lanes.len());
        if bar.lane == lanes.len() {
            lanes.push(0);
        }
        lanes[bar.lane] = bar.from + bar.days;
    }
}

fn hide(bars: &mut [Bar], room: usize) {
    let mut is_crowded = [false; WEEK];
    for bar in bars.iter_mut().filter(|bar| bar.lane >= room) {
        bar.is_shown = false;
        is_crowded[bar.from..bar.from + bar.days].fill(true);
    }
    for bar in bars.iter_mut().filter(|bar| bar.lane + 1 == room) {
        bar.is_shown = !is_crowded[bar.from..bar.from + bar.days].contains(&true);
    }
}

/// The week of a day, if it is among these.
pub fn week_with(weeks: &[Week], day: NaiveDate) -> Option<&Week> {
    let first = week_of(day);
    weeks.iter().find(|week| week.first == first)
}

/// A spot where it is in sight; else its day; else another day.
pub fn in_sight(weeks: &[Week], spot: Option<Spot>, otherwise: NaiveDate) -> Spot {
    let found = spot.and_then(|spot| Some((spot, week_with(weeks, spot.day)?)));
    let Some((spot, week)) = found else { return Spot { day: otherwise, task: None } };
    let bar = spot.task.and_then(|task| week.bar(task));
    let task = bar.filter(|bar| bar.is_on(weekday(spot.day))).map(|bar| bar.task);
    Spot { day: spot.day, task }
}

/// Where a step leads; its day may lie beyond the weeks.
pub fn next_spot(weeks: &[Week], at: Spot, step: Step) -> Spot {
    let week = week_with(weeks, at.day);
    let bar = week.zip(at.task).and_then(|(week, task)| week.bar(task));
    let monday = week_of(at.day);
    let column = weekday(at.day);
    match step {
        Step::Left => {
            let first = bar.map_or(column, |bar| bar.from);
            beside(weeks, after(monday, first) - Days::new(1), bar)
        }
        Step::Right => {
            let last = bar.map_or(column, |bar| bar.from + bar.days - 1);
            beside(weeks, after(monday, last + 1), bar)
        }
        Step::Up => above(weeks, at.day, bar),
        Step::Down => below(weeks, at.day, bar),
        Step::Home => Spot { day: monday, task: None },
        Step::End => Spot { day: after(monday, WEEK - 1), task: None },
    }
}

/// From a bar to the nearest one of another day, from a day to the day.
fn beside(weeks: &[Week], day: NaiveDate, bar: Option<Bar>) -> Spot {
    let nearest = bar.and_then(|bar| {
        let bars = week_with(weeks, day)?.shown_on(weekday(day));
        bars.into_iter().min_by_key(|other| other.lane.abs_diff(bar.lane))
    });
    Spot { day, task: nearest.map(|bar| bar.task) }
}

/// The bar above, then the day itself, then the last bar of the week before.
fn above(weeks: &[Week], day: NaiveDate, bar: Option<Bar>) -> Spot {
    let bars =
        |day| week_with(weeks, day).map_or_else(Vec::new, |week| week.shown_on(weekday(day)));
    match bar {
        Some(bar) => {
            let upper = bars(day).into_iter().rfind(|other| other.lane < bar.lane);
            Spot { day, task: upper.map(|bar| bar.task) }
        }
        None => {
            let day = day - Days::new(WEEK as u64);
            Spot { day, task: bars(day).last().map(|bar| bar.task) }
        }
    }
}

/// The bar below, or the day a week later.
fn below(weeks: &[Week], day: NaiveDate, bar: Option<Bar>) -> Spot {
    let bars = week_with(weeks, day).map_or_else(Vec::new, |week| week.shown_on(weekday(day)));
    let lower = bars.into_iter().find(|other| bar.is_none_or(|bar| other.lane > bar.lane));
    match lower {
        Some(lower) => Spot { day, task: Some(lower.task) },
        None => Spot { day: after(day, WEEK), task: None },
    }
}

#[cfg(test)]
mod tests;
