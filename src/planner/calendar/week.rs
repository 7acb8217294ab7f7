//! A week of shifts, and the arithmetic of a pattern that repeats for ever.

use crate::time::{Day, MINUTES_PER_DAY, Minute, day_of};

const DAYS_PER_WEEK: i64 = 7;
const MINUTES_PER_WEEK: i64 = DAYS_PER_WEEK * MINUTES_PER_DAY;

/// The epoch was a Thursday, three days after a Monday.
const EPOCH_WEEKDAY: i64 = 3;

/// A stretch of work inside a day, in minutes after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    /// The minute at which work begins, 0 to 1439.
    pub from: u16,
    /// The minute at which work ends, up to 1440. An end at or before the beginning lies on the
    /// next day; in an exception such a shift ends at midnight.
    pub to: u16,
}

/// The shifts of the seven days of a week, Monday first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Week {
    /// The shifts of each day in any order; overlaps count once.
    pub days: [Vec<Shift>; 7],
}

impl Shift {
    /// A shift from one whole hour to another.
    pub const fn hours(from: u16, to: u16) -> Self {
        Shift { from: from * 60, to: to * 60 }
    }
}

impl Week {
    /// The same shifts from Monday to Friday and a free weekend.
    pub fn monday_to_friday(shifts: &[Shift]) -> Self {
        let free = Vec::new();
        let work = shifts.to_vec();
        let days = [&work, &work, &work, &work, &work, &free, &free];
        Week { days: days.map(Clone::clone) }
    }

    /// Monday to Friday, 8:00 to 12:00 and 13:00 to 17:00.
    pub fn standard() -> Self {
        Week::monday_to_friday(&[Shift::hours(8, 12), Shift::hours(13, 17)])
    }

    /// Every minute of every day.
    pub fn round_the_clock() -> Self {
        Week { days: std::array::from_fn(|_| vec![Shift::hours(0, 24)]) }
    }

    /// Working minutes of the week.
    pub fn minutes(&self) -> i64 {
        tidied(self).iter().flatten().map(Shift::minutes).sum()
    }
}

impl Shift {
    pub(crate) fn minutes(&self) -> i64 {
        i64::from(self.to) - i64::from(self.from)
    }
}

/// A week that repeats for ever, with the work before each of its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    days: [Vec<Shift>; 7],
    before: [i64; 8],
}

impl Pattern {
    pub(crate) fn of_week(week: &Week) -> Self {
        Pattern::from_days(tidied(week))
    }

    /// The pattern in which every day has these shifts, each ending at midnight at the latest.
    pub(crate) fn of_day(shifts: &[Shift]) -> Self {
        let midnight = |shift: &Shift| match shift.to <= shift.from {
            true => Shift { from: shift.from, to: MINUTES_PER_DAY as u16 },
            false => *shift,
        };
        let day = merged(shifts.iter().map(midnight).collect());
        Pattern::from_days(std::array::from_fn(|_| day.clone()))
    }

    pub(crate) fn round_the_clock() -> Self {
        Pattern::of_week(&Week::round_the_clock())
    }

    /// The minutes in which both patterns work.
    pub(crate) fn shared_with(&self, other: &Pattern) -> Self {
        Pattern::from_days(std::array::from_fn(|day| {
            let pairs = self.days[day]
                .iter()
                .flat_map(|mine| other.days[day].iter().map(move |theirs| (mine, theirs)));
            let overlap = |(mine, theirs): (&Shift, &Shift)| Shift {
                from: mine.from.max(theirs.from),
                to: mine.to.min(theirs.to),
            };
            pairs.map(overlap).filter(|shift| shift.from < shift.to).collect()
        }))
    }

    /// The minutes in which either pattern works.
    pub(crate) fn joined_with(&self, other: &Pattern) -> Self {
        let both = |day: usize| self.days[day].iter().chain(&other.days[day]).copied().collect();
        Pattern::from_days(std::array::from_fn(|day| merged(both(day))))
    }

    pub(crate) fn has_work(&self) -> bool {
        self.before[7] > 0
    }

    pub(crate) fn is_round_the_clock(&self) -> bool {
        self.before[7] == MINUTES_PER_WEEK
    }

    fn from_days(days: [Vec<Shift>; 7]) -> Self {
        let mut before = [0; 8];
        for (day, shifts) in days.iter().enumerate() {
            before[day + 1] = before[day] + shifts.iter().map(Shift::minutes).sum::<i64>();
        }
        Pattern { days, before }
    }

    pub(crate) fn shifts_on(&self, day: Day) -> &[Shift] {
        &self.days[weekday_of(day)]
    }

    pub(crate) fn minutes_on(&self, day: Day) -> i64 {
        let weekday = weekday_of(day);
        self.before[weekday + 1] - self.before[weekday]
    }

    pub(crate) fn shifts_of(&self, weekday: usize) -> &[Shift] {
        &self.days[weekday]
    }

    /// Working minutes between the Monday of the epoch's week and the instant, as if the pattern
    /// had always held.
    pub(crate) fn count(&self, at: Minute) -> i64 {
        let since_monday = at + EPOCH_WEEKDAY * MINUTES_PER_DAY;
        let weeks = since_monday.div_euclid(MINUTES_PER_WEEK);
        let day = day_of(at);
        let minute = at.rem_euclid(MINUTES_PER_DAY) as i32;
        let today: i32 = self.shifts_on(day).iter().map(|shift| shift.before(minute)).sum();
        weeks * self.before[7] + self.before[weekday_of(day)] + i64::from(today)
    }

    /// The latest instant before which `count` minutes are worked.
    pub(crate) fn begin_of(&self, count: i64) -> Minute {
        if self.before[7] == 0 {
            return 0;
        }
        let weeks = count.div_euclid(self.before[7]);
        let rest = count.rem_euclid(self.before[7]);
        let weekday = self.before.partition_point(|before| *before <= rest) - 1;
        let mut left = rest - self.before[weekday];
        for shift in &self.days[weekday] {
            if left < shift.minutes() {
                return instant(weeks, weekday, i64::from(shift.from) + left);
            }
            left -= shift.minutes();
        }
        instant(weeks, weekday, MINUTES_PER_DAY)
    }
}

impl Shift {
    /// Working minutes of this shift before a minute of its day.
    pub(crate) fn before(&self, minute: i32) -> i32 {
        let (from, to) = (i32::from(self.from), i32::from(self.to));
        minute.min(to).saturating_sub(from).max(0)
    }
}

/// The weekday of a day, Monday being 0.
pub(super) fn weekday_of(day: Day) -> usize {
    (day + EPOCH_WEEKDAY).rem_euclid(DAYS_PER_WEEK) as usize
}

fn instant(weeks: i64, weekday: usize, minute: i64) -> Minute {
    let day = weeks * DAYS_PER_WEEK + weekday as i64 - EPOCH_WEEKDAY;
    day * MINUTES_PER_DAY + minute
}

/// The week with night shifts cut at midnight, in order and without overlaps.
fn tidied(week: &Week) -> [Vec<Shift>; 7] {
    let mut days: [Vec<Shift>; 7] = Default::default();
    for (weekday, shifts) in week.days.iter().enumerate() {
        for shift in shifts {
            if shift.to > shift.from {
                days[weekday].push(*shift);
                continue;
            }
            days[weekday].push(Shift { from: shift.from, to: MINUTES_PER_DAY as u16 });
            days[(weekday + 1) % 7].push(Shift { from: 0, to: shift.to });
        }
    }
    days.map(merged)
}

/// The shifts of a day in order, inside the day, with touching ones joined.
fn merged(mut shifts: Vec<Shift>) -> Vec<Shift> {
    shifts.sort_unstable();
    let mut joined: Vec<Shift> = Vec::with_capacity(shifts.len());
    for shift in shifts {
        let to = shift.to.min(MINUTES_PER_DAY as u16);
        match joined.last_mut() {
            Some(last) if shift.from <= last.to => last.to = last.to.max(to),
            _ if shift.from < to => joined.push(Shift { from: shift.from, to }),
            _ => {}
        }
    }
    joined
}
