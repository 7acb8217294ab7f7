//! The backward pass: every task as late as its successors, deadlines and the project's finish
//! allow.

use std::mem::replace;

use crate::agenda::Agenda;
use crate::links::Tie;
use crate::network::Event;
use crate::setting::{Setting, sound_date};
use crate::span::{Span, UNCOUNTED};
use crate::time::Minute;
use crate::{Constraint, LinkKind};

/// What the pass starts from.
#[derive(Clone, Copy)]
pub(crate) struct From<'a> {
    /// The project's finish.
    pub(crate) finish: Minute,
    /// The early dates; `None` when the plan is scheduled from its finish and has none yet.
    pub(crate) early: Option<&'a [Span]>,
}

/// What holds a task forward at each end: it may not lie later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bound {
    finish: Minute,
    start: Minute,
    /// The latest start of a summary, which only the first of its children need to keep.
    start_of_first: Minute,
    /// The finish of a summary that is set by hand, which those right below it need to keep that
    /// have no date of their own.
    finish_by_hand: Minute,
    /// Whether a link holds the finish of the task, or of a summary above it.
    is_tied_at_finish: bool,
    /// Whether anything but the project's finish holds the task, or a summary above it.
    is_held: bool,
}

impl Bound {
    const NONE: Bound = Bound {
        finish: Minute::MAX,
        start: Minute::MAX,
        start_of_first: Minute::MAX,
        finish_by_hand: Minute::MAX,
        is_tied_at_finish: false,
        is_held: false,
    };
}

/// The outcome of the pass.
#[derive(Debug, Clone)]
pub(crate) struct Backward {
    /// The latest place of each task.
    pub(crate) spans: Vec<Span>,
    /// The work that a task's calendar counts before its latest start, where links alone placed it.
    pub(crate) counts: Vec<i64>,
    /// The latest instant at which a link may hold the finish of each task that one holds; of a
    /// summary the earliest of those below it.
    soonest_finish: Vec<Minute>,
    /// What each summary hands down to its children.
    bounds: Vec<Bound>,
}

/// Walks all events from the finish.
pub(crate) fn pass(setting: &Setting, from: From) -> Backward {
    let count = setting.plan.tasks.len();
    let summaries = setting.network.hierarchy.summary_count();
    let found = Backward {
        spans: vec![Span::EMPTY; count],
        counts: vec![UNCOUNTED; count],
        soonest_finish: vec![Minute::MAX; count],
        bounds: vec![Bound::NONE; summaries],
    };
    Pass { setting, from, found }.walked(Agenda::Whole)
}

/// Walks again what can be different since the last pass from the same finish, after some tasks
/// were replaced. Early dates are to be read by none, see [`reads_early_dates`].
pub(crate) fn pass_again(
    setting: &Setting,
    from: From,
    last: Backward,
    replaced: &[usize],
) -> Backward {
    let agenda = Agenda::backward(setting.network, replaced);
    Pass { setting, from, found: last }.walked(agenda)
}

/// Whether late dates follow from early ones by more than the project's finish.
pub(crate) fn reads_early_dates(setting: &Setting) -> bool {
    setting.options.has_many_critical_paths || setting.network.waits_for_start_of_summary
}

struct Pass<'a> {
    setting: &'a Setting<'a>,
    from: From<'a>,
    found: Backward,
}

impl Pass<'_> {
    fn walked(mut self, mut agenda: Agenda) -> Backward {
        let network = self.setting.network;
        // Walking all of them asks nothing else of each.
        match agenda {
            Agenda::Whole => {
                for &event in network.order.iter().rev() {
                    self.visit(event);
                }
            }
            Agenda::Marked(_) => {
                for &event in network.order.iter().rev() {
                    if agenda.holds(event) && self.visit(event) {
                        agenda.mark_awaited(network, event);
                    }
                }
            }
        }
        self.found
    }

    /// Walking backward, a summary is met first where it closes and again where it opens. Whether
    /// anything that others read of the event has turned out different than before.
    #[inline(always)]
    fn visit(&mut self, event: Event) -> bool {
        let task = event.task();
        let summary = self.setting.network.hierarchy.summary(task);
        if let (Some(summary), false) = (summary, event.is_closing()) {
            return self.open(task, summary);
        }
        let bound = self.bound_of(task);
        if let Some(summary) = summary {
            return replace(&mut self.found.bounds[summary], bound) != bound;
        }
        let (span, count) = match self.setting.is_plain(task) {
            true => {
                let until = self.setting.item_until(self.setting.item(task), bound.finish);
                self.within(task, bound, until)
            }
            false => (self.place(task, bound), UNCOUNTED),
        };
        self.found.counts[task] = count;
        let is_other_hold = bound.is_tied_at_finish && self.hold_finish(task, span, bound.finish);
        (replace(&mut self.found.spans[task], span) != span) | is_other_hold
    }

    /// Notes until when links may hold the finish of a task in its latest place: over the pause
    /// after its work, but not beyond what holds it. Whether that is different than before.
    fn hold_finish(&mut self, task: usize, span: Span, held: Minute) -> bool {
        let setting = self.setting;
        let latest = match setting.is_finished(task) {
            true => setting.next_work_after(task, span.finish),
            false => {
                let last = setting.last_hold(task, setting.span_without_delay(task, span));
                last.min(held.max(span.finish))
            }
        };
        replace(&mut self.found.soonest_finish[task], latest) != latest
    }

    /// A summary takes over the dates of its children.
    fn open(&mut self, task: usize, summary: usize) -> bool {
        let bound = self.found.bounds[summary];
        let (mut span, mut soonest) = (Span::EMPTY, Minute::MAX);
        for &child in self.setting.network.hierarchy.children(task) {
            let child = child as usize;
            if !self.setting.is_active(child) {
                continue;
            }
            span = span.joined(self.found.spans[child]);
            if bound.is_tied_at_finish {
                soonest = soonest.min(self.found.soonest_finish[child]);
            }
        }
        if span == Span::EMPTY {
            // Nothing below counts: it may lie as late as it likes.
            span = Span { start: bound.finish, finish: bound.finish };
            soonest = bound.finish;
        }
        let is_other_finish = replace(&mut self.found.soonest_finish[task], soonest) != soonest;
        (replace(&mut self.found.spans[task], span) != span) | is_other_finish
    }

    #[inline(always)]
    fn bound_of(&self, task: usize) -> Bound {
        let network = &self.setting.network;
        let mut bound = match network.hierarchy.parent_summary(task) {
            Some(summary) => self.found.bounds[summary],
            None => Bound { finish: self.from.finish, ..Bound::NONE },
        };
        if bound.start_of_first != Minute::MAX && !self.is_first_of_its_summary(task) {
            bound.start_of_first = Minute::MAX;
        }
        if bound.finish_by_hand != Minute::MAX {
            self.hold_by_hand(&mut bound, task);
        }
        bound.is_tied_at_finish |= network.is_tied_at_finish(task);
        let ties = network.ties_from(task);
        if let (true, true, Some(early)) =
            (self.setting.options.has_many_critical_paths, ties.len() == 0, self.from.early)
        {
            bound.finish = bound.finish.min(early[task].finish);
        }
        if self.setting.is_active(task) {
            for tie in ties {
                self.hold(&mut bound, task, tie);
            }
        }
        if !self.setting.is_plain(task) {
            if self.from.early.is_none() && !bound.is_held {
                self.release_finish(&mut bound, task);
            }
            self.hold_to_dates(&mut bound, task);
            bound.finish_by_hand = self.setting.finish_by_hand(task);
        }
        bound
    }

    /// What a summary that is set by hand holds may not end after it.
    fn hold_by_hand(&self, bound: &mut Bound, task: usize) {
        let finish = replace(&mut bound.finish_by_hand, Minute::MAX);
        if self.setting.has_no_date(task) {
            bound.finish = bound.finish.min(finish);
        }
    }

    /// What one link allows. Most lead at once to a task that is nothing special.
    #[inline]
    fn hold(&self, bound: &mut Bound, task: usize, tie: &Tie) {
        if tie.is_immediate() && self.setting.is_usual(tie.to()) {
            bound.is_held = true;
            bound.finish = bound.finish.min(self.found.spans[tie.to()].start);
        } else {
            self.hold_by_other(bound, task, tie);
        }
    }

    #[inline(never)]
    fn hold_by_other(&self, bound: &mut Bound, task: usize, tie: &Tie) {
        let to = tie.to();
        if !self.setting.is_active(to) || self.setting.is_finished(to) {
            return;
        }
        let until = match tie.kind {
            LinkKind::FinishToStart | LinkKind::StartToStart => self.latest_start(tie),
            LinkKind::FinishToFinish | LinkKind::StartToFinish => self.found.soonest_finish[to],
        };
        let until = self.setting.before_lag(tie, until);
        bound.is_held = true;
        match tie.kind {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => {
                bound.finish = bound.finish.min(until);
            }
            _ if self.setting.network.hierarchy.is_summary(task) => {
                bound.start_of_first = bound.start_of_first.min(until);
            }
            _ => bound.start = bound.start.min(until),
        }
    }

    /// The latest start of a link's successor. A lead ends where work goes on: where late dates are
    /// what tasks are planned by, that may not be after the start.
    fn latest_start(&self, tie: &Tie) -> Minute {
        let to = tie.to();
        let start = self.setting.without_delay(to, self.found.spans[to].start);
        match self.from.early {
            None if tie.is_worked_lead() => self.setting.lookup(to).last_worked(start),
            _ => start,
        }
    }

    /// A date after the finish from which the plan is scheduled lets the task end then, if nothing
    /// else holds it: the mirror of an earliest date before the start of the other plans.
    fn release_finish(&self, bound: &mut Bound, task: usize) {
        let setting = self.setting;
        if setting.network.hierarchy.is_summary(task) {
            return;
        }
        let (date, until) = match setting.plan.tasks[task].constraint {
            Constraint::StartNoLaterThan(date) => {
                (sound_date(date), setting.span_from(task, sound_date(date)).finish)
            }
            Constraint::FinishNoLaterThan(date) => (sound_date(date), sound_date(date)),
            _ => return,
        };
        if date > bound.finish {
            bound.finish = until;
        }
    }

    /// The task's own latest dates.
    fn hold_to_dates(&self, bound: &mut Bound, task: usize) {
        let of = &self.setting.plan.tasks[task];
        let before = *bound;
        match of.constraint {
            Constraint::FinishNoLaterThan(date) | Constraint::MustFinishOn(date) => {
                bound.finish = bound.finish.min(sound_date(date));
            }
            _ => {}
        }
        if let Some(date) = self.setting.latest_start_by_date(task) {
            bound.start = bound.start.min(date);
        }
        if let Some(deadline) = of.deadline {
            bound.finish = bound.finish.min(sound_date(deadline));
        }
        bound.is_held |= *bound != before;
    }

    /// Where links let the task lie at the latest, and the work before its start.
    fn counted_by_links(&self, task: usize, bound: Bound) -> (Span, i64) {
        self.within(task, bound, self.setting.counted_until(task, bound.finish))
    }

    /// The same of a task whose place before the latest finish is known.
    #[inline(always)]
    fn within(&self, task: usize, bound: Bound, (span, count): (Span, i64)) -> (Span, i64) {
        let latest_start = bound.start.min(bound.start_of_first);
        if latest_start < span.start {
            // Where late dates are what tasks are planned by, none waits beyond the link's instant;
            // a date of its own lets it wait.
            let begin = match self.from.early {
                None if self.setting.latest_start_by_date(task) != Some(latest_start) => {
                    self.setting.last_begin(task, latest_start)
                }
                _ => latest_start,
            };
            let (span, count) = self.setting.counted_from(task, begin);
            // Float of what lies in the time of others does not pass over their pauses.
            if span.start > latest_start && self.setting.is_assigned(task) {
                let start = self.setting.last_start(task, latest_start);
                return (Span { start, ..span }, count);
            }
            return (span, count);
        }
        (span, count)
    }

    fn place(&self, task: usize, bound: Bound) -> Span {
        let setting = self.setting;
        if let Some(span) = setting.fixed_by_progress(task) {
            return span;
        }
        let (span, _) = self.counted_by_links(task, bound);
        match self.from.early {
            Some(_) => span,
            None => self.kept_from_starting_early(task, span),
        }
    }

    /// Whether a summary starts with the task. Before there are early dates it is the first below
    /// it that counts.
    fn is_first_of_its_summary(&self, task: usize) -> bool {
        let hierarchy = &self.setting.network.hierarchy;
        let Some(parent) = hierarchy.parent(task) else {
            return false;
        };
        if let Some(early) = self.from.early {
            return early[task].start <= early[parent].start;
        }
        let mut children = hierarchy.children(parent).iter().map(|&child| child as usize);
        children.find(|&child| self.setting.is_active(child)) == Some(task)
    }

    /// In a plan that is scheduled from its finish, earliest dates still hold.
    fn kept_from_starting_early(&self, task: usize, span: Span) -> Span {
        let of = &self.setting.plan.tasks[task];
        if let Some(start) = of.progress.actual_start {
            return self.setting.under_way(task, sound_date(start));
        }
        if let Some(span) = self.setting.set_by_hand(task, span.start) {
            return span;
        }
        match of.constraint {
            Constraint::StartNoEarlierThan(date) if span.start < date => {
                self.setting.span_from(task, sound_date(date))
            }
            Constraint::FinishNoEarlierThan(date) if span.finish < date => {
                self.setting.span_until(task, sound_date(date))
            }
            _ => self.setting.bound_by_constraint(task, span).unwrap_or(span),
        }
    }
}
