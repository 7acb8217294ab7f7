//! The forward pass: every task as early as its predecessors, dates and calendars allow.

use std::collections::BTreeMap;
use std::mem::replace;

use crate::agenda::Agenda;
use crate::links::Tie;
use crate::network::Event;
use crate::reason::Reason;
use crate::setting::{Setting, sound_date, sound_duration};
use crate::span::{Span, UNCOUNTED};
use crate::time::Minute;
use crate::{Constraint, Driver, LinkKind, Mode};

/// The outcome of the pass.
#[derive(Debug, Clone)]
pub(crate) struct Forward {
    /// Where each task lies.
    pub(crate) spans: Vec<Span>,
    /// The work that a task's calendar counts before its start, where links alone placed it.
    pub(crate) counts: Vec<i64>,
    /// What decided it.
    pub(crate) reasons: Vec<Reason>,
    /// The latest finish of any active task.
    pub(crate) finish: Minute,
    /// What each summary hands down to its children.
    bounds: Vec<Bound>,
    /// What holds back a task that misses its constraint, and where it would lie without that; good
    /// as long as the task's reason says that it does.
    pub(crate) missed: BTreeMap<usize, (Driver, Span)>,
}

/// What holds a task back at each end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bound {
    start: Minute,
    start_driver: Driver,
    finish: Minute,
    finish_driver: Driver,
}

impl Bound {
    fn starting(start: Minute, start_driver: Driver) -> Self {
        Bound { start, start_driver, finish: Minute::MIN, finish_driver: start_driver }
    }

    fn hold_start(&mut self, start: Minute, driver: Driver) {
        if start > self.start {
            self.start = start;
            self.start_driver = driver;
        }
    }

    /// A date before the project's start lets the task begin then, if nothing else holds it back.
    fn release_start(&mut self, start: Minute) {
        if self.start_driver == Driver::ProjectStart && start < self.start {
            self.start = start;
            self.start_driver = Driver::Constraint;
        }
    }

    fn hold_finish(&mut self, finish: Minute, driver: Driver) {
        if finish > self.finish {
            self.finish = finish;
            self.finish_driver = driver;
        }
    }
}

/// Walks all events from the start. `pinned` gives the place of tasks that are planned as late as
/// possible, once the backward pass has found it.
pub(crate) fn pass(setting: &Setting, start: Minute, pinned: Option<&[Span]>) -> Forward {
    let count = setting.plan.tasks.len();
    let at_start = Bound::starting(start, Driver::ProjectStart);
    let found = Forward {
        spans: vec![Span::EMPTY; count],
        counts: vec![UNCOUNTED; count],
        reasons: vec![Reason::of(Driver::Children); count],
        finish: start,
        bounds: vec![at_start; setting.network.hierarchy.summary_count()],
        missed: BTreeMap::new(),
    };
    Pass { setting, at_start, pinned, found }.walked(Agenda::Whole)
}

/// Walks again what can be different since the last pass, after some tasks were replaced.
pub(crate) fn pass_again(
    setting: &Setting,
    start: Minute,
    last: Forward,
    replaced: &[usize],
) -> Forward {
    let at_start = Bound::starting(start, Driver::ProjectStart);
    let agenda = Agenda::forward(setting.network, replaced);
    Pass { setting, at_start, pinned: None, found: last }.walked(agenda)
}

struct Pass<'a> {
    setting: &'a Setting<'a>,
    /// What holds back tasks at the top.
    at_start: Bound,
    pinned: Option<&'a [Span]>,
    found: Forward,
}

impl Pass<'_> {
    fn walked(mut self, mut agenda: Agenda) -> Forward {
        let network = self.setting.network;
        // Walking all of them asks nothing else of each.
        match agenda {
            Agenda::Whole => {
                for &event in &network.order {
                    self.visit(event);
                }
            }
            Agenda::Marked(_) => {
                for &event in &network.order {
                    if agenda.holds(event) && self.visit(event) {
                        agenda.mark_waiting(network, event);
                    }
                }
            }
        }
        let active = self.setting.items.iter().zip(&self.found.spans);
        let active = active.filter(|(item, _)| item.is_active);
        let finish = active.map(|(_, span)| span.finish).max();
        Forward { finish: finish.unwrap_or(self.at_start.start), ..self.found }
    }

    /// Whether anything that others read of the event has turned out different than before.
    #[inline(always)]
    fn visit(&mut self, event: Event) -> bool {
        let task = event.task();
        if event.is_closing() {
            return self.close(task);
        }
        let bound = self.bound_of(task);
        if let Some(summary) = self.setting.network.hierarchy.summary(task) {
            let bound = self.handed_down(task, bound);
            return replace(&mut self.found.bounds[summary], bound) != bound;
        }
        let (span, count, reason) = match self.is_free(task) {
            true => {
                let from = self.setting.item_from(self.setting.item(task), bound.start);
                self.within(task, bound, from)
            }
            false => self.place(task, bound),
        };
        if reason.is_missed {
            let without = self.without_constraint(task, bound);
            self.found.missed.insert(task, without);
        }
        self.found.counts[task] = count;
        self.found.reasons[task] = reason;
        replace(&mut self.found.spans[task], span) != span
    }

    /// Whether only links decide where the task lies.
    fn is_free(&self, task: usize) -> bool {
        self.setting.is_plain(task) && self.setting.options.data_date.is_none()
    }

    /// What links and the summary above hold back.
    #[inline(always)]
    fn bound_of(&self, task: usize) -> Bound {
        let network = &self.setting.network;
        let above = network.hierarchy.parent_summary(task);
        let mut bound = above.map_or(self.at_start, |summary| self.found.bounds[summary]);
        let ties = network.ties_into(task).iter();
        let ties = ties.filter(|tie| self.setting.is_active(tie.from()));
        let mut earliest = Minute::MAX;
        let mut by_links = Bound::starting(Minute::MIN, bound.start_driver);
        for tie in ties {
            let from = self.found.spans[tie.from()];
            earliest = earliest.min(from.start);
            match tie.is_immediate() {
                true => by_links.hold_start(from.finish, Driver::Link(tie.number)),
                false => self.hold(&mut by_links, tie, from),
            }
        }
        if bound.start_driver == Driver::ProjectStart {
            bound.start = bound.start.min(earliest);
        }
        bound.hold_start(by_links.start, by_links.start_driver);
        bound.hold_finish(by_links.finish, by_links.finish_driver);
        bound
    }

    // Most links are immediate: what the others need stays out of the loops over them.
    #[inline(never)]
    fn hold(&self, bound: &mut Bound, tie: &Tie, from: Span) {
        let setting = self.setting;
        let driver = Driver::Link(tie.number);
        match tie.kind {
            LinkKind::FinishToStart => {
                bound.hold_start(setting.start_after_lag(tie, from.finish), driver);
            }
            LinkKind::StartToStart => {
                bound.hold_start(setting.start_after_lag(tie, from.start), driver);
            }
            LinkKind::FinishToFinish => {
                bound.hold_finish(setting.finish_after_lag(tie, from.finish), driver);
            }
            LinkKind::StartToFinish => {
                bound.hold_finish(setting.finish_after_lag(tie, from.start), driver);
            }
        }
    }

    /// What a summary's children inherit: its links, its earliest dates, its start set by hand.
    fn handed_down(&self, task: usize, mut bound: Bound) -> Bound {
        let of = &self.setting.plan.tasks[task];
        let driver = Driver::Parent(task as u32);
        if let Mode::Manual { start: Some(start), .. } = of.mode {
            return Bound::starting(sound_date(start), driver);
        }
        match of.constraint {
            Constraint::StartNoEarlierThan(date) | Constraint::MustStartOn(date) => {
                bound.hold_start(sound_date(date), driver);
            }
            _ => {}
        }
        bound
    }

    /// Where a task without children lies.
    fn place(&self, task: usize, bound: Bound) -> (Span, i64, Reason) {
        let (span, reason) = self.place_by_dates(task, bound);
        (span, UNCOUNTED, reason)
    }

    fn place_by_dates(&self, task: usize, bound: Bound) -> (Span, Reason) {
        let of = &self.setting.plan.tasks[task];
        if let Some(span) = self.setting.fixed_by_progress(task) {
            return (span, Reason::of(Driver::Actual));
        }
        if let Some(start) = of.progress.actual_start {
            let span = self.setting.under_way(task, sound_date(start));
            return (span, Reason::of(Driver::Actual));
        }
        if let Some(span) = self.setting.set_by_hand(task, bound.start) {
            return (span, Reason::of(Driver::Manual));
        }
        match self.as_late_as_possible(task, bound) {
            Some(span) => (span, self.setting.reason_when_late(task, span)),
            None => self.as_early_as_possible(task, bound),
        }
    }

    /// The late place of late work, where what comes before it leaves that to it.
    fn as_late_as_possible(&self, task: usize, bound: Bound) -> Option<Span> {
        let span = self.pinned?[task];
        (self.setting.is_late(task) && span.start >= bound.start).then_some(span)
    }

    fn as_early_as_possible(&self, task: usize, bound: Bound) -> (Span, Reason) {
        let setting = self.setting;
        let bound = self.held_by_dates(task, bound);
        let (mut span, mut reason) = self.placed_by_links(task, bound);
        let is_missed = setting.is_past_constraint(task, span);
        if let Some(bound) = setting.bound_by_constraint(task, span) {
            span = bound;
            reason = Reason::of(Driver::Constraint);
            reason.rests_before_finish = setting.span_until(task, span.finish).finish < span.finish;
        }
        (span, Reason { is_missed, ..reason })
    }

    /// What holds a task back, and where it would lie, were there no latest date to keep.
    fn without_constraint(&self, task: usize, bound: Bound) -> (Driver, Span) {
        let (span, reason) = self.placed_by_links(task, self.held_by_dates(task, bound));
        (reason.driver, span)
    }

    /// What the task's own earliest dates and its delay hold back besides.
    fn held_by_dates(&self, task: usize, mut bound: Bound) -> Bound {
        let setting = self.setting;
        let of = &setting.plan.tasks[task];
        if let Some(date) = setting.options.data_date {
            bound.hold_start(sound_date(date), Driver::DataDate);
        }
        match of.constraint {
            Constraint::StartNoEarlierThan(date) => {
                bound.release_start(sound_date(date));
                bound.hold_start(sound_date(date), Driver::Constraint);
            }
            Constraint::FinishNoEarlierThan(date) => {
                let until = setting.span_until(task, sound_date(date));
                if sound_date(date) < bound.start {
                    bound.release_start(until.start);
                }
                bound.hold_finish(sound_date(date), Driver::Constraint);
            }
            _ => {}
        }
        if of.levelling_delay > 0 {
            let undelayed = self.placed_by_links(task, bound).0.start;
            let delayed = undelayed + sound_duration(of.levelling_delay);
            bound.hold_start(delayed, Driver::Levelling);
        }
        bound
    }

    /// Where the task lies when both its ends are held back.
    fn placed_by_links(&self, task: usize, bound: Bound) -> (Span, Reason) {
        let (span, _, reason) = self.counted_by_links(task, bound);
        (span, reason)
    }

    /// The same, with the work before the start.
    fn counted_by_links(&self, task: usize, bound: Bound) -> (Span, i64, Reason) {
        let from = self.setting.counted_from(task, bound.start);
        self.within(task, bound, from)
    }

    /// The same of a task whose place after the earliest start is known.
    #[inline(always)]
    fn within(&self, task: usize, bound: Bound, (span, count): (Span, i64)) -> (Span, i64, Reason) {
        let mut reason = Reason::of(bound.start_driver);
        reason.waits_for_calendar = span.start > bound.start;
        if bound.finish <= span.finish {
            return (span, count, reason);
        }
        let (until, count) = self.setting.counted_until(task, bound.finish);
        let mut reason = Reason::of(bound.finish_driver);
        reason.rests_before_finish = until.finish < bound.finish;
        (Span { finish: bound.finish, ..until }, count, reason)
    }

    /// A summary takes over the dates of its children, or keeps those set by hand.
    fn close(&mut self, task: usize) -> bool {
        let hierarchy = &self.setting.network.hierarchy;
        let children = hierarchy.children(task).iter().map(|&child| child as usize);
        let active = children.filter(|child| self.setting.is_active(*child));
        let mut span = active.map(|child| self.found.spans[child]).fold(Span::EMPTY, Span::joined);
        if span == Span::EMPTY {
            let bound = hierarchy.summary(task).map(|summary| self.found.bounds[summary]);
            let start = bound.unwrap_or(self.at_start).start;
            span = Span { start, finish: start };
        }
        let by_hand = self.setting.set_by_hand(task, span.start);
        self.found.reasons[task].driver =
            if by_hand.is_some() { Driver::Manual } else { Driver::Children };
        let span = by_hand.unwrap_or(span);
        replace(&mut self.found.spans[task], span) != span
    }
}
