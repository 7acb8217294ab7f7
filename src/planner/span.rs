//! Where a task lies when one of its ends is known.

use crate::item::Item;
use crate::setting::{Setting, sound_date, sound_duration};
use crate::time::Minute;
use crate::{Assignment, Constraint, Mode};

/// A task's place in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: Minute,
    pub(crate) finish: Minute,
}

impl Span {
    /// Around nothing: any instant is before its start and after its finish.
    pub(crate) const EMPTY: Span = Span { start: Minute::MAX, finish: Minute::MIN };

    /// The span that holds both.
    pub(crate) fn joined(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), finish: self.finish.max(other.finish) }
    }
}

/// Where a task lies without its calendar having counted the work before.
pub(crate) const UNCOUNTED: i64 = i64::MIN;

impl Setting<'_> {
    /// The task that may start at `at`: it waits for working time, a milestone does not.
    pub(crate) fn span_from(&self, task: usize, at: Minute) -> Span {
        self.counted_from(task, at).0
    }

    /// The same, with the work that the task's calendar counts before its start.
    pub(crate) fn counted_from(&self, task: usize, at: Minute) -> (Span, i64) {
        let item = self.item(task);
        if self.is_assigned(task) {
            return (self.assigned_from(task, at), UNCOUNTED);
        }
        self.item_from(item, at)
    }

    /// The same of what nobody is assigned to. It stands in the loops of the passes.
    #[inline(always)]
    pub(crate) fn item_from(&self, item: &Item, at: Minute) -> (Span, i64) {
        let length = i64::from(item.length);
        if length == 0 {
            return (Span { start: at, finish: at }, UNCOUNTED);
        }
        let time = self.time_of(item);
        let (count, start) = time.work_from(at);
        (Span { start, finish: time.end_of(count + length) }, count)
    }

    /// The task that must finish at `at`: it ends with the work before, a milestone at once.
    pub(crate) fn span_until(&self, task: usize, at: Minute) -> Span {
        self.counted_until(task, at).0
    }

    /// The same, with the work that the task's calendar counts before its start.
    pub(crate) fn counted_until(&self, task: usize, at: Minute) -> (Span, i64) {
        let item = self.item(task);
        if self.is_assigned(task) {
            return (self.assigned_until(task, at), UNCOUNTED);
        }
        self.item_until(item, at)
    }

    /// The same of what nobody is assigned to. It stands in the loops of the passes.
    #[inline(always)]
    pub(crate) fn item_until(&self, item: &Item, at: Minute) -> (Span, i64) {
        let length = i64::from(item.length);
        if length == 0 {
            return (Span { start: at, finish: at }, UNCOUNTED);
        }
        let time = self.time_of(item);
        let (count, finish) = time.work_until(at);
        (Span { start: time.begin_of(count - length), finish }, count - length)
    }

    /// The place that a task in its place would have without its levelling delay.
    pub(crate) fn span_without_delay(&self, task: usize, span: Span) -> Span {
        if self.is_plain(task) || self.network.hierarchy.is_summary(task) {
            return span;
        }
        let of = &self.plan.tasks[task];
        let has_begun = of.progress.actual_start.is_some() || of.progress.actual_finish.is_some();
        if of.levelling_delay <= 0 || has_begun || of.mode != Mode::Automatic {
            return span;
        }
        self.span_from(task, self.without_delay(task, span.start))
    }

    /// The date at which a task must start, or up to which it may.
    pub(crate) fn latest_start_by_date(&self, task: usize) -> Option<Minute> {
        match self.plan.tasks[task].constraint {
            Constraint::StartNoLaterThan(date) | Constraint::MustStartOn(date) => {
                Some(sound_date(date))
            }
            _ => None,
        }
    }

    /// Whether the work lies in the time of those who do it.
    pub(crate) fn is_assigned(&self, task: usize) -> bool {
        !self.item(task).is_plain && !self.plan.tasks[task].assignments.is_empty()
    }

    /// The latest start up to `at` of assigned work: in a pause the end of the work before it.
    pub(crate) fn last_start(&self, task: usize, at: Minute) -> Minute {
        let begin = self.last_begin(task, at);
        if begin < at { begin + 1 } else { at }
    }

    /// The last instant from which a task starts no later than `at`: work that would wait then has
    /// to begin in the working time before.
    pub(crate) fn last_begin(&self, task: usize, at: Minute) -> Minute {
        let item = self.item(task);
        if self.is_assigned(task) {
            let each = self.plan.tasks[task].assignments.iter().map(|of| {
                match of.minutes_with_delay() > 0 {
                    true => self.calendar(of.calendar).last_worked(at),
                    false => at,
                }
            });
            return each.max().unwrap_or(at);
        }
        if item.length == 0 { at } else { self.time_of(item).last_worked(at) }
    }

    /// The last instant at which a link may hold the finish of a task that stays in its place: its
    /// work ends before, and what is left until then is a pause in the time of those who do it.
    pub(crate) fn last_hold(&self, task: usize, span: Span) -> Minute {
        let item = self.item(task);
        if self.is_assigned(task) {
            let each = self.plan.tasks[task]
                .assignments
                .iter()
                .map(|of| self.last_hold_of(of, span.start));
            return each.max().unwrap_or(span.finish);
        }
        match item.length {
            0 => span.finish,
            _ => self.next_work_after(task, span.finish),
        }
    }

    /// The last instant by which somebody who begins then, or before, may have to be done.
    fn last_hold_of(&self, assignment: &Assignment, begin: Minute) -> Minute {
        let minutes = sound_duration(assignment.minutes_with_delay());
        if minutes == 0 {
            return begin;
        }
        let time = self.calendar(assignment.calendar);
        time.begin_of(time.count(time.last_worked(begin)) + minutes)
    }

    /// From the first hour in which any resource works or waits for its delay to the last of any.
    fn assigned_from(&self, task: usize, at: Minute) -> Span {
        let mut span = Span::EMPTY;
        for assignment in &self.plan.tasks[task].assignments {
            let time = self.calendar(assignment.calendar);
            let minutes = sound_duration(assignment.minutes_with_delay());
            let start = if minutes > 0 { time.begin_of(time.count(at)).max(at) } else { at };
            span = span.joined(Span { start, finish: time.add(start, minutes) });
        }
        span
    }

    /// The latest begin from which every resource is done by `at`.
    fn assigned_until(&self, task: usize, at: Minute) -> Span {
        let each = self.plan.tasks[task].assignments.iter().map(|assignment| {
            let minutes = sound_duration(assignment.minutes_with_delay());
            self.calendar(assignment.calendar).add(at, -minutes)
        });
        self.assigned_from(task, each.min().unwrap_or(at))
    }
}
