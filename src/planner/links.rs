//! Links as the passes walk them, and the arithmetic of lag.

use crate::setting::{Setting, in_reach, sound_duration};
use crate::time::Minute;
use crate::{Duration, Lag, Link, LinkKind, Plan};

/// A link as the passes walk it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tie {
    /// The lag; a percentage has become that share of the predecessor's duration.
    minutes: i32,
    from: u32,
    to: u32,
    /// The link's place in the plan.
    pub(crate) number: u32,
    pub(crate) kind: LinkKind,
    is_elapsed: bool,
}

impl Tie {
    /// A link with its lag in minutes.
    pub(crate) fn of(plan: &Plan, link: &Link, number: u32) -> Self {
        let (minutes, is_elapsed) = match link.lag {
            Lag::Working(minutes) => (minutes, false),
            Lag::Elapsed(minutes) => (minutes, true),
            Lag::Percent(percent) => {
                let from = &plan.tasks[link.from];
                let share = sound_duration(from.minutes()) * i64::from(percent) / 100;
                (share, matches!(from.duration, Duration::Elapsed(_)))
            }
        };
        // What is in reach fits.
        let minutes = in_reach(minutes) as i32;
        let (from, to) = (link.from as u32, link.to as u32);
        Tie { minutes, from, to, number, kind: link.kind, is_elapsed }
    }

    /// The predecessor.
    pub(crate) fn from(&self) -> usize {
        self.from as usize
    }

    /// The successor.
    pub(crate) fn to(&self) -> usize {
        self.to as usize
    }

    /// Whether the successor may start the instant its predecessor ends.
    pub(crate) fn is_immediate(&self) -> bool {
        self.minutes == 0 && self.kind == LinkKind::FinishToStart
    }

    /// Whether the lag is working time before the predecessor's end.
    pub(crate) fn is_worked_lead(&self) -> bool {
        self.minutes < 0 && !self.is_elapsed
    }

    /// The minutes of the lag, none for a lead.
    pub(crate) fn delay(&self) -> u32 {
        self.minutes.max(0).unsigned_abs()
    }
}

impl LinkKind {
    /// Whether the successor's finish is held back, not its start.
    pub(crate) fn holds_finish(self) -> bool {
        matches!(self, LinkKind::FinishToFinish | LinkKind::StartToFinish)
    }

    /// Whether the successor waits for the predecessor's start, not its finish.
    pub(crate) fn waits_for_start(self) -> bool {
        matches!(self, LinkKind::StartToStart | LinkKind::StartToFinish)
    }
}

impl Setting<'_> {
    /// The instant a lag after `at`, from which the successor may start.
    #[inline]
    pub(crate) fn start_after_lag(&self, tie: &Tie, at: Minute) -> Minute {
        if tie.minutes == 0 { at } else { self.moved_by_lag(tie, at) }
    }

    #[inline(never)]
    fn moved_by_lag(&self, tie: &Tie, at: Minute) -> Minute {
        match (i64::from(tie.minutes), tie.is_elapsed) {
            (minutes, true) => at + minutes,
            (minutes, false) => self.lookup(tie.to()).add(at, minutes),
        }
    }

    /// The instant a lag after `at`, at which the successor may finish: an end of work.
    pub(crate) fn finish_after_lag(&self, tie: &Tie, at: Minute) -> Minute {
        if tie.minutes >= 0 || tie.is_elapsed {
            return self.start_after_lag(tie, at);
        }
        let time = self.lookup(tie.to());
        time.end_of(time.count(at) + i64::from(tie.minutes))
    }

    /// The latest instant from which a lag leads the successor no further than `at`.
    #[inline]
    pub(crate) fn before_lag(&self, tie: &Tie, at: Minute) -> Minute {
        if tie.minutes == 0 { at } else { self.moved_back_by_lag(tie, at) }
    }

    // Few links have a lag: what the others do not need stays out of the loops over them.
    #[inline(never)]
    fn moved_back_by_lag(&self, tie: &Tie, at: Minute) -> Minute {
        match (i64::from(tie.minutes), tie.is_elapsed) {
            (minutes, true) => at - minutes,
            (minutes, false) => {
                let time = self.lookup(tie.to());
                time.begin_of(time.count(at) - minutes)
            }
        }
    }
}
