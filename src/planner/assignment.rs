//! Work, units, and how long the one takes with the other.

/// The units of somebody who has all of their time for a task: units count thousandths of it.
pub const FULL_TIME: u32 = 1_000;

/// Work on a task in the own time of whoever does it.
///
/// It takes work / units of that time, after a delay. The task lies from the first hour in which
/// anybody could begin to the last hour in which anybody works: who joins later makes it longer,
/// and does not let it begin later. People who share the same work in different calendars are best
/// given as one assignment in the time in which any of them works, see
/// [`crate::Calendar::joined_with`], less what the task's own calendar leaves out, see
/// [`crate::Calendar::shared_with`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assignment {
    /// The calendar in which the resource works.
    pub calendar: usize,
    /// Minutes of work.
    pub work_minutes: i64,
    /// The share of the resource's time that the task has, in thousandths; several of them may be
    /// more than [`FULL_TIME`]. Zero is none that work could be done in, and counts as full time.
    pub units: u32,
    /// Working minutes after the task's start at which the resource begins.
    pub delay_minutes: i64,
}

impl Assignment {
    /// Somebody who has all of their time for the task, from its start on.
    pub fn full_time(calendar: usize, work_minutes: i64) -> Self {
        Assignment { calendar, work_minutes, units: FULL_TIME, delay_minutes: 0 }
    }

    /// Minutes that the resource is busy with the task: work / units. A part of a minute counts as
    /// a whole one, so that no work is left over when they are done.
    pub fn busy_minutes(&self) -> i64 {
        match self.units {
            0 | FULL_TIME => self.work_minutes,
            units => {
                let (units, full) = (i128::from(units), i128::from(FULL_TIME));
                let minutes = (i128::from(self.work_minutes) * full + units - 1).div_euclid(units);
                minutes.clamp(i64::MIN.into(), i64::MAX.into()) as i64
            }
        }
    }

    /// Minutes from the task's start until the resource is done, pauses of its calendar left off.
    pub(crate) fn minutes_with_delay(&self) -> i64 {
        self.busy_minutes().saturating_add(self.delay_minutes.max(0))
    }
}
