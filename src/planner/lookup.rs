//! Calendars as tables: the work before each day of the plan's years, and the day of each stretch
//! of work, so that counting and adding working time is a look-up.

use crate::calendar::{Calendar, Shift};
use crate::time::{Day, MINUTES_PER_DAY, Minute, start_of_day};

/// The stretch of work, in minutes as a power of two, for which the table remembers a day.
const STRETCH_BITS: u32 = 9;

/// Minutes of a day, in the width in which the window is counted.
const DAY: u32 = MINUTES_PER_DAY as u32;

/// A calendar with tables for a window of days; outside the window the calendar itself is asked.
#[derive(Debug, Clone)]
pub(crate) struct Lookup {
    calendar: Calendar,
    first: Minute,
    /// Work before the window.
    origin: i64,
    days: Vec<TableDay>,
    /// For each stretch of work the day, counted from `first`, in which it begins.
    day_of_stretch: Vec<u32>,
    is_round_the_clock: bool,
}

/// A day of the window; one more stands behind the last.
#[derive(Debug, Clone, Copy)]
struct TableDay {
    /// Work between the beginning of the window and that of the day.
    before: u32,
    /// The shifts, unless there are more than two: then the calendar itself is asked.
    shifts: [Shift; 2],
    has_more: bool,
}

impl TableDay {
    fn of(before: u32, shifts: &[Shift]) -> Self {
        let shift = |place: usize| shifts.get(place).copied().unwrap_or(Shift { from: 0, to: 0 });
        TableDay { before, shifts: [shift(0), shift(1)], has_more: shifts.len() > 2 }
    }
}

impl Lookup {
    /// Prepares a calendar for the days from `first` up to but not including `end`.
    pub(crate) fn new(calendar: &Calendar, first: Day, end: Day) -> Self {
        let mut days = Vec::with_capacity((end - first).max(0) as usize + 1);
        let mut before = 0;
        calendar.each_day(first, end, |shifts, minutes| {
            days.push(TableDay::of(before, shifts));
            before += minutes as u32;
        });
        days.push(TableDay::of(before, &[]));
        Lookup {
            first: start_of_day(first),
            origin: calendar.count(start_of_day(first)),
            day_of_stretch: days_of_stretches(&days),
            days,
            is_round_the_clock: calendar.is_round_the_clock(),
            calendar: calendar.clone(),
        }
    }

    /// Working minutes before an instant, counted from an arbitrary origin.
    pub(crate) fn count(&self, at: Minute) -> i64 {
        if self.is_round_the_clock {
            return at;
        }
        let Some((day, minute)) = self.place_of(at) else { return self.calendar.count(at) };
        self.count_in(day, minute)
    }

    /// The work before an instant, and the first instant from there on at which work goes on.
    pub(crate) fn work_from(&self, at: Minute) -> (i64, Minute) {
        if self.is_round_the_clock {
            return (at, at);
        }
        let Some((day, minute)) = self.place_of(at) else {
            let count = self.calendar.count(at);
            return (count, self.calendar.begin_of(count).max(at));
        };
        let count = self.count_in(day, minute);
        let shift = day.shifts.iter().find(|shift| minute < i32::from(shift.to));
        let begin = match shift {
            Some(shift) => at + i64::from((i32::from(shift.from) - minute).max(0)),
            None => self.begin_of(count).max(at),
        };
        (count, begin)
    }

    /// The work before an instant, and the last instant up to there at which work went on.
    pub(crate) fn work_until(&self, at: Minute) -> (i64, Minute) {
        if self.is_round_the_clock {
            return (at, at);
        }
        let Some((day, minute)) = self.place_of(at) else {
            let count = self.calendar.count(at);
            return (count, self.calendar.end_of(count).min(at));
        };
        let count = self.count_in(day, minute);
        let has_begun = |shift: &&Shift| shift.from < shift.to && i32::from(shift.from) < minute;
        let end = match day.shifts.iter().rfind(has_begun) {
            Some(shift) => at - i64::from((minute - i32::from(shift.to)).max(0)),
            None => self.end_of(count).min(at),
        };
        (count, end)
    }

    /// The latest instant before which exactly `count` minutes are worked: work is about to begin.
    pub(crate) fn begin_of(&self, count: i64) -> Minute {
        if self.is_round_the_clock {
            return count;
        }
        let Some(place) = self.day_with(count) else {
            return self.calendar.begin_of(count);
        };
        let day = &self.days[place];
        if day.has_more {
            return self.calendar.begin_of(count);
        }
        let [first, second] = day.shifts;
        let left = count - self.origin - i64::from(day.before);
        let minute = match first.minutes() {
            minutes if left < minutes => i64::from(first.from) + left,
            minutes => i64::from(second.from) + left - minutes,
        };
        self.first + start_of_day(place as Day) + minute
    }

    /// The earliest instant before which exactly `count` minutes are worked: work has just ended.
    pub(crate) fn end_of(&self, count: i64) -> Minute {
        if self.is_round_the_clock {
            return count;
        }
        self.begin_of(count - 1) + 1
    }

    /// Working minutes from one instant to another; below zero when `to` lies before `from`.
    pub(crate) fn between(&self, from: Minute, to: Minute) -> i64 {
        self.count(to) - self.count(from)
    }

    /// The end of `minutes` of work from `from`; negative minutes go back to the beginning of work.
    pub(crate) fn add(&self, from: Minute, minutes: i64) -> Minute {
        match minutes {
            0 => from,
            1.. => self.end_of(self.count(from) + minutes),
            _ => self.begin_of(self.count(from) + minutes),
        }
    }

    /// The day of the window in which an instant lies, and the minute of that day; none where the
    /// tables do not tell.
    fn place_of(&self, at: Minute) -> Option<(&TableDay, i32)> {
        let into = u32::try_from(at - self.first).ok()?;
        let place = (into / DAY) as usize;
        let day = self.days.get(place).filter(|day| !day.has_more && place + 1 < self.days.len());
        day.map(|day| (day, (into % DAY) as i32))
    }

    fn count_in(&self, day: &TableDay, minute: i32) -> i64 {
        let today = day.shifts[0].before(minute) + day.shifts[1].before(minute);
        self.origin + i64::from(day.before) + i64::from(today)
    }

    /// The day of the window in which the minute of work numbered `count` is worked.
    fn day_with(&self, count: i64) -> Option<usize> {
        let into = u32::try_from(count - self.origin).ok()?;
        let mut day = *self.day_of_stretch.get((into >> STRETCH_BITS) as usize)? as usize;
        while self.days.get(day + 1)?.before <= into {
            day += 1;
        }
        Some(day)
    }
}

fn days_of_stretches(days: &[TableDay]) -> Vec<u32> {
    let total = days.last().map_or(0, |day| day.before);
    let mut stretches = Vec::with_capacity((total >> STRETCH_BITS) as usize + 2);
    for (day, pair) in days.windows(2).enumerate() {
        while ((stretches.len() as u32) << STRETCH_BITS) < pair[1].before {
            stretches.push(day as u32);
        }
    }
    stretches
}
