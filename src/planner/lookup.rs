//! Calendars as tables: the work before each day of the plan's years, and the day of each stretch
//! of work, so that counting and adding working time is a look-up.

use crate::calendar::{Calendar, Shift};
use crate::time::{Day, MINUTES_PER_DAY, Minute, start_of_day};

/// The stretch of work, in minutes as a power of two, for which the table remembers a day.
const STRETCH_BITS: u32 = 9;

/// Minutes of a day, in the width in which the window is counted.
const DAY: u32 = MINUTES_PER_DAY as u32;

/// A calendar with tables for a window of days; outside the window the calendar itself is asked.
pub(crate) struct Lookup<'a> {
    calendar: &'a Calendar,
    first: Minute,
    /// Work before each day of the window, and before the day after it.
    before: Vec<i64>,
    /// The shifts of each day of the window.
    shifts: Vec<&'a [Shift]>,
    /// For each stretch of work the day, counted from `first`, in which it begins.
    day_of_stretch: Vec<u32>,
    is_round_the_clock: bool,
}

impl<'a> Lookup<'a> {
    /// Prepares a calendar for the days from `first` up to but not including `end`.
    pub(crate) fn new(calendar: &'a Calendar, first: Day, end: Day) -> Self {
        let days = (end - first).max(0) as usize;
        let mut count = calendar.count(start_of_day(first));
        let mut before = Vec::with_capacity(days + 1);
        let mut shifts = Vec::with_capacity(days);
        before.push(count);
        calendar.each_day(first, end, |of_day, minutes| {
            count += minutes;
            before.push(count);
            shifts.push(of_day);
        });
        let day_of_stretch = days_of_stretches(&before);
        let is_round_the_clock = calendar.is_round_the_clock();
        let first = start_of_day(first);
        Lookup { calendar, first, before, shifts, day_of_stretch, is_round_the_clock }
    }

    /// Working minutes before an instant, counted from an arbitrary origin.
    pub(crate) fn count(&self, at: Minute) -> i64 {
        if self.is_round_the_clock {
            return at;
        }
        let Ok(into) = u32::try_from(at - self.first) else { return self.calendar.count(at) };
        let day = (into / DAY) as usize;
        let minute = (into % DAY) as i32;
        let Some(shifts) = self.shifts.get(day) else { return self.calendar.count(at) };
        self.before[day] + i64::from(shifts.iter().map(|shift| shift.before(minute)).sum::<i32>())
    }

    /// The latest instant before which exactly `count` minutes are worked: work is about to begin.
    pub(crate) fn begin_of(&self, count: i64) -> Minute {
        if self.is_round_the_clock {
            return count;
        }
        let Some(day) = self.day_with(count) else {
            return self.calendar.begin_of(count);
        };
        let mut left = count - self.before[day];
        for shift in self.shifts[day] {
            let minutes = shift.minutes();
            if left < minutes {
                return self.first + start_of_day(day as Day) + i64::from(shift.from) + left;
            }
            left -= minutes;
        }
        self.calendar.begin_of(count)
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

    /// The day, counted from the first, in which the minute of work numbered `count` is worked.
    fn day_with(&self, count: i64) -> Option<usize> {
        let into = count - self.before[0];
        let stretch = usize::try_from(into >> STRETCH_BITS).ok()?;
        let mut day = *self.day_of_stretch.get(stretch)? as usize;
        while *self.before.get(day + 1)? <= count {
            day += 1;
        }
        Some(day)
    }
}

fn days_of_stretches(before: &[i64]) -> Vec<u32> {
    let total = before[before.len() - 1] - before[0];
    let mut days = Vec::with_capacity((total >> STRETCH_BITS) as usize + 2);
    for (day, pair) in before.windows(2).enumerate() {
        while ((days.len() as i64) << STRETCH_BITS) < pair[1] - before[0] {
            days.push(day as u32);
        }
    }
    days
}
