//! Working calendars: which minutes of which days count as work.
//!
//! A calendar is kept as eras, stretches of days that follow one weekly pattern: the ordinary week,
//! interrupted by work weeks and exceptions. Each era knows how much working time lies before it,
//! so counting and adding working time is a search among eras and a division, however far the
//! dates lie apart. Time before the first and after the last exception goes on without end.

use std::sync::Arc;

use crate::time::{Day, MINUTES_PER_DAY, Minute, day_of, start_of_day};

mod week;

pub use week::{Shift, Week};

use week::{Pattern, weekday_of};

/// The days that a calendar can name: years 1600 to 2400, far beyond any plan.
pub(crate) const DAY_RANGE: std::ops::RangeInclusive<Day> = -135_140..=157_054;

/// Instants and counts beyond this are taken as this, so that sums cannot overflow.
const LIMIT: i64 = 1 << 50;

/// Working time with all its exceptions; cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    eras: Arc<[Era]>,
    has_working_week: bool,
}

/// Days that differ from the ordinary week: holidays, make-up days, shorter days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The first day.
    pub first: Day,
    /// The last day, itself included.
    pub last: Day,
    /// The shifts of each of these days; none for days off.
    pub shifts: Vec<Shift>,
}

/// A stretch of days in which another week holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkWeek {
    /// The first day.
    pub first: Day,
    /// The last day, itself included.
    pub last: Day,
    /// The week that holds between them.
    pub week: Week,
}

/// Days that follow one weekly pattern, up to the next era.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Era {
    /// The first day; the first era also holds for all days before it.
    pub(crate) first: Day,
    /// Working minutes to add to the pattern's own count.
    offset: i64,
    /// Shared by all eras in which it holds: twenty years of holidays part the ordinary week often.
    pattern: Arc<Pattern>,
}

impl Exception {
    /// Days off, from the first to the last.
    pub fn off(first: Day, last: Day) -> Self {
        Exception { first, last, shifts: Vec::new() }
    }

    /// Working days with their own shifts, also on a weekend.
    pub fn working(first: Day, last: Day, shifts: &[Shift]) -> Self {
        Exception { first, last, shifts: shifts.to_vec() }
    }
}

impl Calendar {
    /// A calendar without exceptions.
    pub fn weekly(week: &Week) -> Self {
        Calendar::new(week, &[], &[])
    }

    /// Monday to Friday, 8:00 to 12:00 and 13:00 to 17:00.
    pub fn standard() -> Self {
        Calendar::weekly(&Week::standard())
    }

    /// Every minute of every day.
    pub fn round_the_clock() -> Self {
        Calendar::weekly(&Week::round_the_clock())
    }

    /// A calendar from its ordinary week, the weeks that replace it for a time, and the exceptions
    /// that stand above both. Where two overlap the later one in the list holds. A week without
    /// work counts round the clock beyond its exceptions, see [`Calendar::has_working_week`].
    pub fn new(week: &Week, work_weeks: &[WorkWeek], exceptions: &[Exception]) -> Self {
        let inside = Arc::new(Pattern::of_week(week));
        let has_working_week = inside.has_work();
        let outside = match has_working_week {
            true => inside.clone(),
            false => Arc::new(Pattern::round_the_clock()),
        };
        let mut layers: Vec<Layer> = Vec::with_capacity(work_weeks.len() + exceptions.len());
        for period in work_weeks {
            let pattern = Arc::new(Pattern::of_week(&period.week));
            layers.extend(Layer::between(period.first, period.last, &pattern));
        }
        // Mostly one holiday after the other: what they have in common is worked out once.
        let mut known: Option<(&[Shift], Arc<Pattern>)> = None;
        for Exception { first, last, shifts } in exceptions {
            let (_, pattern) = match &mut known {
                Some(same) if same.0 == shifts => same,
                other => other.insert((shifts, Arc::new(Pattern::of_day(shifts)))),
            };
            layers.extend(Layer::between(*first, *last, pattern));
        }
        let eras = with_offsets(flattened(layers, &inside, &outside));
        Calendar { eras, has_working_week }
    }

    /// The time in which both calendars work, such as that of a task and of a person. Beyond the
    /// exceptions of both, a week without common time counts round the clock.
    pub fn shared_with(&self, other: &Calendar) -> Self {
        self.combined(other, Pattern::shared_with)
    }

    /// The time in which either calendar works, such as that of two people on one task.
    pub fn joined_with(&self, other: &Calendar) -> Self {
        self.combined(other, Pattern::joined_with)
    }

    fn combined(&self, other: &Calendar, combine: fn(&Pattern, &Pattern) -> Pattern) -> Self {
        let mut firsts: Vec<Day> =
            self.eras.iter().chain(&*other.eras).map(|era| era.first).collect();
        firsts.sort_unstable();
        firsts.dedup();
        let on = |day| {
            let (mine, theirs) = (&self.eras[self.era_on(day)], &other.eras[other.era_on(day)]);
            (day, Arc::new(combine(&mine.pattern, &theirs.pattern)))
        };
        let mut stretches: Vec<(Day, Arc<Pattern>)> = firsts.into_iter().map(on).collect();
        let has_working_week = stretches.last().is_some_and(|(_, pattern)| pattern.has_work());
        let last = stretches.len() - 1;
        for end in [0, last] {
            if !stretches[end].1.has_work() {
                stretches[end].1 = Arc::new(Pattern::round_the_clock());
            }
        }
        Calendar { eras: with_offsets(stretches), has_working_week }
    }

    /// Whether the ordinary week holds any working time.
    pub fn has_working_week(&self) -> bool {
        self.has_working_week
    }

    /// Whether any minute of the day is worked.
    pub fn is_working_day(&self, day: Day) -> bool {
        self.minutes_on(day) > 0
    }

    /// Working minutes of the day.
    pub fn minutes_on(&self, day: Day) -> i64 {
        self.eras[self.era_on(day)].pattern.minutes_on(day)
    }

    /// The shifts of the day, in order, none touching the next.
    pub fn shifts_on(&self, day: Day) -> &[Shift] {
        self.eras[self.era_on(day)].pattern.shifts_on(day)
    }

    /// Working minutes from one instant to another; below zero when `to` lies before `from`.
    pub fn working_between(&self, from: Minute, to: Minute) -> i64 {
        self.count(to) - self.count(from)
    }

    /// The instant at which `minutes` of work that begins at `from` ends: the end of a working
    /// period rather than the beginning of the next. Without minutes it is `from` itself; negative
    /// minutes subtract.
    pub fn add_working(&self, from: Minute, minutes: i64) -> Minute {
        match minutes {
            0 => from,
            1.. => self.end_of(self.count(from).saturating_add(minutes)),
            _ => self.begin_of(self.count(from).saturating_add(minutes)),
        }
    }

    /// The instant at which `minutes` of work that ends at `to` begins: the beginning of a working
    /// period rather than the end of the one before.
    pub fn subtract_working(&self, to: Minute, minutes: i64) -> Minute {
        self.add_working(to, minutes.saturating_neg())
    }

    /// The first instant at or after `at` from which work goes on.
    pub fn next_working(&self, at: Minute) -> Minute {
        self.begin_of(self.count(at)).max(at)
    }

    /// The last instant at or before `at` up to which work went on.
    pub fn previous_working(&self, at: Minute) -> Minute {
        self.end_of(self.count(at)).min(at)
    }

    /// Whether nothing ever interrupts work.
    pub(crate) fn is_round_the_clock(&self) -> bool {
        let [era] = &*self.eras else {
            return false;
        };
        era.pattern.is_round_the_clock()
    }

    /// Calls `visit` with the shifts of each day from `first` up to, but not including, `end`.
    pub(crate) fn each_day(&self, first: Day, end: Day, mut visit: impl FnMut(&[Shift])) {
        let mut day = first;
        for number in self.era_on(first)..self.eras.len() {
            let until = self.eras.get(number + 1).map_or(end, |next| next.first.min(end));
            let pattern = &self.eras[number].pattern;
            let mut weekday = weekday_of(day);
            while day < until {
                visit(pattern.shifts_of(weekday));
                weekday = if weekday == 6 { 0 } else { weekday + 1 };
                day += 1;
            }
        }
    }

    /// Working minutes before an instant, counted from an arbitrary origin.
    pub(crate) fn count(&self, at: Minute) -> i64 {
        let at = at.clamp(-LIMIT, LIMIT);
        let era = &self.eras[self.era_on(day_of(at))];
        era.offset + era.pattern.count(at)
    }

    /// The latest instant before which exactly `count` minutes are worked: work is about to begin.
    pub(crate) fn begin_of(&self, count: i64) -> Minute {
        let count = count.clamp(-LIMIT, LIMIT);
        let place = self.eras.partition_point(|era| era.count_at_start() <= count);
        let era = &self.eras[place.saturating_sub(1)];
        era.pattern.begin_of(count - era.offset)
    }

    /// The earliest instant before which exactly `count` minutes are worked: work has just ended.
    pub(crate) fn end_of(&self, count: i64) -> Minute {
        self.begin_of(count.saturating_sub(1)) + 1
    }

    fn era_on(&self, day: Day) -> usize {
        self.eras.partition_point(|era| era.first <= day).saturating_sub(1)
    }
}

impl Era {
    fn count_at_start(&self) -> i64 {
        self.offset + self.pattern.count(start_of_day(self.first))
    }
}

/// One period laid over those before it.
struct Layer {
    first: Day,
    last: Day,
    pattern: Arc<Pattern>,
}

impl Layer {
    fn between(first: Day, last: Day, pattern: &Arc<Pattern>) -> Option<Self> {
        let first = first.max(*DAY_RANGE.start());
        let last = last.min(*DAY_RANGE.end());
        (first <= last).then(|| Layer { first, last, pattern: pattern.clone() })
    }
}

/// The weekly patterns in force, each from its first day, laid side by side.
fn flattened(
    layers: Vec<Layer>,
    inside: &Arc<Pattern>,
    outside: &Arc<Pattern>,
) -> Vec<(Day, Arc<Pattern>)> {
    let mut edges: Vec<(Day, usize)> = Vec::with_capacity(layers.len() * 2);
    for (number, layer) in layers.iter().enumerate() {
        edges.push((layer.first, number));
        edges.push((layer.last + 1, number));
    }
    edges.sort_unstable();
    let mut open: std::collections::BTreeSet<usize> = std::collections::BTreeSet::new();
    let mut stretches: Vec<(Day, Arc<Pattern>)> = Vec::with_capacity(edges.len() + 1);
    stretches.push((*DAY_RANGE.start() - 1, outside.clone()));
    for (place, &(day, number)) in edges.iter().enumerate() {
        if !open.remove(&number) {
            open.insert(number);
        }
        if edges.get(place + 1).is_some_and(|next| next.0 == day) {
            continue;
        }
        let is_last = place + 1 == edges.len();
        let pattern = match open.last() {
            Some(&top) => &layers[top].pattern,
            None if is_last => outside,
            None => inside,
        };
        if stretches.last().is_some_and(|stretch| stretch.1 != *pattern) {
            stretches.push((day, pattern.clone()));
        }
    }
    stretches
}

/// Counts the work before each era so that counting goes on without a jump.
fn with_offsets(stretches: Vec<(Day, Arc<Pattern>)>) -> Arc<[Era]> {
    let mut eras: Vec<Era> = Vec::with_capacity(stretches.len());
    for (first, pattern) in stretches {
        let start = first * MINUTES_PER_DAY;
        let before = eras.last().map_or(0, |era| era.offset + era.pattern.count(start));
        let offset = if eras.is_empty() { 0 } else { before - pattern.count(start) };
        eras.push(Era { first, offset, pattern });
    }
    eras.into()
}
