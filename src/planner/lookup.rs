//! Calendars as tables: the stretches of work of the plan's years, with the work before each, so
//! that counting and adding working time is a look-up.

use crate::calendar::Calendar;
use crate::time::{Day, MINUTES_PER_DAY, Minute, start_of_day};

#[cfg(test)]
mod tests;

/// For every so many minutes of work, as a power of two, the table remembers a stretch.
const WORK_BITS: u32 = 8;

/// Minutes of a day, in the width in which the window is counted.
const DAY: u32 = MINUTES_PER_DAY as u32;

/// A calendar with tables for a window of days; outside the window the calendar itself is asked.
#[derive(Debug, Clone)]
pub(crate) struct Lookup {
    calendar: Calendar,
    first: Minute,
    /// Work before the window.
    origin: i64,
    /// In order, each ending before the next; the first may be without work.
    stretches: Vec<Stretch>,
    /// The stretch in or before which each day begins.
    of_day: Vec<u32>,
    /// The stretch in which each so many minutes of work begin.
    of_work: Vec<u32>,
    is_round_the_clock: bool,
}

/// A stretch of work without a pause; where the next one begins tells how much work it holds.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// The minute of the window in which it begins.
    begin: u32,
    /// Work between the beginning of the window and that of the stretch.
    before: u32,
}

/// An instant of the window, in the stretch that began before it.
struct Place {
    stretch: Stretch,
    next: Stretch,
    /// Minutes since the stretch began, pauses after it included.
    since: u32,
}

impl Place {
    /// Work in the whole stretch.
    fn length(&self) -> u32 {
        self.next.before - self.stretch.before
    }

    /// Work between the beginning of the window and the instant.
    fn count(&self) -> i64 {
        i64::from(self.stretch.before + self.since.min(self.length()))
    }
}

impl Lookup {
    /// Prepares a calendar for the days from `first` up to but not including `end`.
    pub(crate) fn new(calendar: &Calendar, first: Day, end: Day) -> Self {
        let days = (end - first).max(0) as usize;
        let mut of_day = Vec::with_capacity(days);
        let mut stretches = Vec::with_capacity(days * 2);
        let mut last = Stretch { begin: 0, before: 0 };
        stretches.push(last);
        let (mut midnight, mut before) = (0, 0);
        calendar.each_day(first, end, |shifts| {
            of_day.push(stretches.len() as u32 - 1);
            for shift in shifts {
                let begin = midnight + u32::from(shift.from);
                if begin > last.begin + (before - last.before) {
                    last = Stretch { begin, before };
                    stretches.push(last);
                }
                before += shift.minutes() as u32;
            }
            midnight += DAY;
        });
        Lookup {
            first: start_of_day(first),
            origin: calendar.count(start_of_day(first)),
            of_work: stretches_of_work(&stretches),
            stretches,
            of_day,
            is_round_the_clock: calendar.is_round_the_clock(),
            calendar: calendar.clone(),
        }
    }

    /// Working minutes before an instant, counted from an arbitrary origin.
    pub(crate) fn count(&self, at: Minute) -> i64 {
        if self.is_round_the_clock {
            return at;
        }
        match self.place_of(at) {
            Some(place) => self.origin + place.count(),
            None => self.calendar.count(at),
        }
    }

    /// The work before an instant, and the first instant from there on at which work goes on.
    pub(crate) fn work_from(&self, at: Minute) -> (i64, Minute) {
        if self.is_round_the_clock {
            return (at, at);
        }
        let Some(place) = self.place_of(at) else {
            let count = self.calendar.count(at);
            return (count, self.calendar.begin_of(count).max(at));
        };
        let is_worked = place.since < place.length();
        let begin = if is_worked { at } else { self.first + i64::from(place.next.begin) };
        (self.origin + place.count(), begin)
    }

    /// The work before an instant, and the last instant up to there at which work went on.
    pub(crate) fn work_until(&self, at: Minute) -> (i64, Minute) {
        if self.is_round_the_clock {
            return (at, at);
        }
        // The stretch in which the minute before lies has begun before.
        let place = self.place_of(at - 1).filter(|place| place.length() > 0);
        let Some(Place { stretch, next, since }) = place else {
            let count = self.calendar.count(at);
            return (count, self.calendar.end_of(count).min(at));
        };
        let pause = (since + 1).saturating_sub(next.before - stretch.before);
        let work = stretch.before + since + 1 - pause;
        (self.origin + i64::from(work), at - i64::from(pause))
    }

    /// The latest instant before which exactly `count` minutes are worked: work is about to begin.
    pub(crate) fn begin_of(&self, count: i64) -> Minute {
        if self.is_round_the_clock {
            return count;
        }
        match self.place_with(count) {
            Some(minute) => self.first + i64::from(minute),
            None => self.calendar.begin_of(count),
        }
    }

    /// The earliest instant before which exactly `count` minutes are worked: work has just ended.
    pub(crate) fn end_of(&self, count: i64) -> Minute {
        if self.is_round_the_clock {
            return count;
        }
        self.begin_of(count - 1) + 1
    }

    /// The last instant up to `at` at which work goes on.
    pub(crate) fn last_worked(&self, at: Minute) -> Minute {
        let count = self.count(at);
        if self.begin_of(count) <= at { at } else { self.begin_of(count - 1) }
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

    /// Where an instant lies; none where the tables do not tell.
    fn place_of(&self, at: Minute) -> Option<Place> {
        let into = u32::try_from(at - self.first).ok()?;
        let from = *self.of_day.get((into / DAY) as usize)?;
        let [stretch, next] = self.last_within(from, into, |stretch| stretch.begin)?;
        Some(Place { stretch, next, since: into - stretch.begin })
    }

    /// The minute of the window before which `count` minutes are worked, and in which work goes on;
    /// none where the tables do not tell.
    fn place_with(&self, count: i64) -> Option<u32> {
        let into = u32::try_from(count - self.origin).ok()?;
        let from = *self.of_work.get((into >> WORK_BITS) as usize)?;
        let [stretch, _] = self.last_within(from, into, |stretch| stretch.before)?;
        Some(stretch.begin + (into - stretch.before))
    }

    /// From a place on, the last stretch whose mark is not beyond a limit, and the one after it.
    /// That lies mostly zero, one or two places ahead, none of which is worth a guess.
    fn last_within(
        &self,
        from: u32,
        limit: u32,
        mark: impl Fn(&Stretch) -> u32,
    ) -> Option<[Stretch; 2]> {
        let ahead = self.stretches.get(from as usize..)?;
        let [_, one, two, ..] = ahead else { return None };
        let mut place = usize::from(mark(one) <= limit) + usize::from(mark(two) <= limit);
        while mark(ahead.get(place + 1)?) <= limit {
            place += 1;
        }
        Some([ahead[place], ahead[place + 1]])
    }
}

fn stretches_of_work(stretches: &[Stretch]) -> Vec<u32> {
    let total = stretches.last().map_or(0, |stretch| stretch.before);
    let mut of_work = Vec::with_capacity((total >> WORK_BITS) as usize + 1);
    for (place, pair) in stretches.windows(2).enumerate() {
        while ((of_work.len() as u32) << WORK_BITS) < pair[1].before {
            of_work.push(place as u32);
        }
    }
    of_work
}
