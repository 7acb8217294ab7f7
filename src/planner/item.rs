//! Tasks as the passes read them most of the time.

use crate::setting::{ROUND_THE_CLOCK, sound_duration};
use crate::{Constraint, Duration, Mode, Task};

/// What most tasks are about, in little memory.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    /// Minutes from start to finish, pauses included, in the task's own time.
    pub(crate) length: i32,
    /// The table of its calendar.
    pub(crate) lookup: u32,
    /// The table in which its duration counts.
    pub(crate) own_time: u32,
    /// Share that is done, 0 to 100; of a summary, as it was given.
    pub(crate) percent: u8,
    /// Whether it moves others.
    pub(crate) is_active: bool,
    /// Whether nothing but links and its duration decides where it lies.
    pub(crate) is_plain: bool,
    /// Whether the length holds pauses.
    pub(crate) has_pauses: bool,
}

impl Item {
    /// The item of a task whose calendar's table is known.
    pub(crate) fn of(task: &Task, lookup: u32) -> Self {
        let done = &task.progress;
        let is_scheduled = task.mode == Mode::Automatic
            && task.constraint == Constraint::AsSoonAsPossible
            && task.deadline.is_none();
        let has_begun = done.actual_start.is_some() || done.actual_finish.is_some();
        Item {
            // What is in reach fits.
            length: length_of(task) as i32,
            lookup,
            own_time: match task.duration {
                Duration::Working(_) | Duration::OfWork => lookup,
                Duration::Elapsed(_) => ROUND_THE_CLOCK,
            },
            percent: if done.actual_finish.is_some() { 100 } else { done.percent.min(100) },
            is_active: !task.is_inactive,
            has_pauses: !task.splits.is_empty(),
            is_plain: is_scheduled
                && !has_begun
                && task.levelling_delay == 0
                && task.assignments.is_empty(),
        }
    }
}

/// Minutes from start to finish: the duration and the pauses inside it.
fn length_of(task: &Task) -> i64 {
    let work = sound_duration(task.minutes());
    sound_duration(work + pauses(task, work, |_| true))
}

/// The same of a task that has begun, in two parts: what is done and what is left. Progress counts
/// work alone. A pause right after what is done lies behind it; later ones are still to come,
/// wherever the rest of the work goes on.
pub(crate) fn done_and_left(task: &Task) -> (i64, i64) {
    let work = sound_duration(task.minutes());
    let left = match task.progress.remaining {
        Some(minutes) => sound_duration(minutes),
        None => work - work * i64::from(task.progress.percent.min(100)) / 100,
    };
    let done = (work - left).max(0);
    let behind = pauses(task, work, |after| after <= done);
    let ahead = pauses(task, work, |after| after > done);
    (sound_duration(done + behind), sound_duration(left + ahead))
}

/// Minutes of those pauses inside the work that are asked for by how much of it comes before them.
fn pauses(task: &Task, work: i64, is_asked_for: impl Fn(i64) -> bool) -> i64 {
    let inside = task.splits.iter().filter(|split| split.after_minutes < work);
    let asked_for = inside.filter(|split| is_asked_for(split.after_minutes));
    asked_for.map(|split| sound_duration(split.pause_minutes)).sum()
}
