//! The backward pass: every task as late as its successors, deadlines and the project's finish
//! allow.

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
#[derive(Debug, Clone, Copy)]
struct Bound {
    finish: Minute,
    start: Minute,
    /// The latest start of a summary, which only the first of its children need to keep.
    start_of_first: Minute,
    /// Whether a link holds the finish of the task, or of a summary above it.
    is_tied_at_finish: bool,
}

impl Bound {
    const NONE: Bound = Bound {
        finish: Minute::MAX,
        start: Minute::MAX,
        start_of_first: Minute::MAX,
        is_tied_at_finish: false,
    };
}

/// The outcome of the pass.
pub(crate) struct Backward {
    /// The latest place of each task.
    pub(crate) spans: Vec<Span>,
    /// The work that a task's calendar counts before its latest start, where links alone placed it.
    pub(crate) counts: Vec<i64>,
}

/// Walks all events from the finish.
pub(crate) fn pass(setting: &Setting, from: From) -> Backward {
    let count = setting.plan.tasks.len();
    let summaries = setting.network.hierarchy.summary_count();
    let mut pass = Pass {
        setting,
        from,
        late: vec![Span::EMPTY; count],
        counts: vec![UNCOUNTED; count],
        soonest_finish: vec![Minute::MAX; summaries],
        bounds: vec![Bound::NONE; summaries],
    };
    for &event in setting.network.order.iter().rev() {
        pass.visit(event);
    }
    Backward { spans: pass.late, counts: pass.counts }
}

struct Pass<'a> {
    setting: &'a Setting<'a>,
    from: From<'a>,
    late: Vec<Span>,
    counts: Vec<i64>,
    /// The earliest of the latest finishes below each summary.
    soonest_finish: Vec<Minute>,
    /// What each summary hands down to its children.
    bounds: Vec<Bound>,
}

impl Pass<'_> {
    /// Walking backward, a summary is met first where it closes and again where it opens.
    fn visit(&mut self, event: Event) {
        let task = event.task();
        if let Some(summary) = self.setting.network.hierarchy.summary(task) {
            if event.is_closing() {
                self.bounds[summary] = self.bound_of(task);
            } else {
                if self.late[task] == Span::EMPTY {
                    // Nothing below counts: it may lie as late as it likes.
                    let finish = self.bounds[summary].finish;
                    self.late[task] = Span { start: finish, finish };
                    self.soonest_finish[summary] = finish;
                }
                self.tell_parent(task, self.soonest_finish[summary]);
            }
            return;
        }
        let bound = self.bound_of(task);
        if self.setting.is_plain(task) {
            (self.late[task], self.counts[task]) = self.counted_by_links(task, bound);
        } else {
            self.late[task] = self.place(task, bound);
        }
        let soonest_finish = match bound.is_tied_at_finish {
            true => self.soonest_finish(task),
            false => Minute::MAX,
        };
        self.tell_parent(task, soonest_finish);
    }

    fn bound_of(&self, task: usize) -> Bound {
        let network = &self.setting.network;
        let mut bound = match network.hierarchy.parent_summary(task) {
            Some(summary) => self.bounds[summary],
            None => Bound { finish: self.from.finish, ..Bound::NONE },
        };
        if bound.start_of_first != Minute::MAX && !self.is_first_of_its_summary(task) {
            bound.start_of_first = Minute::MAX;
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
            self.hold_to_dates(&mut bound, task);
        }
        bound
    }

    fn hold(&self, bound: &mut Bound, task: usize, tie: &Tie) {
        let to = tie.to();
        if !self.setting.is_active(to) || self.setting.is_finished(to) {
            return;
        }
        let until = match tie.kind {
            LinkKind::FinishToStart | LinkKind::StartToStart => {
                self.setting.without_delay(to, self.late[to].start)
            }
            LinkKind::FinishToFinish | LinkKind::StartToFinish => self.soonest_finish(to),
        };
        let until = self.setting.before_lag(tie, until);
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

    /// The task's own latest dates.
    fn hold_to_dates(&self, bound: &mut Bound, task: usize) {
        let of = &self.setting.plan.tasks[task];
        match of.constraint {
            Constraint::FinishNoLaterThan(date) | Constraint::MustFinishOn(date) => {
                bound.finish = bound.finish.min(sound_date(date));
            }
            Constraint::StartNoLaterThan(date) | Constraint::MustStartOn(date) => {
                bound.start = bound.start.min(sound_date(date));
            }
            _ => {}
        }
        if let Some(deadline) = of.deadline {
            bound.finish = bound.finish.min(sound_date(deadline));
        }
    }

    /// Where links let the task lie at the latest, and the work before its start.
    fn counted_by_links(&self, task: usize, bound: Bound) -> (Span, i64) {
        let latest_start = bound.start.min(bound.start_of_first);
        let (span, count) = self.setting.counted_until(task, bound.finish);
        if latest_start < span.start {
            return self.setting.counted_from(task, latest_start);
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

    fn is_first_of_its_summary(&self, task: usize) -> bool {
        let (Some(parent), Some(early)) =
            (self.setting.network.hierarchy.parent(task), self.from.early)
        else {
            return false;
        };
        early[task].start <= early[parent].start
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

    /// The latest finish of a task, or the earliest of those below a summary, with the pause after
    /// it: a link that ties it need not hold back more.
    fn soonest_finish(&self, task: usize) -> Minute {
        match self.setting.network.hierarchy.summary(task) {
            Some(summary) => self.soonest_finish[summary],
            None => self.setting.next_work_after(task, self.late[task].finish),
        }
    }

    fn tell_parent(&mut self, task: usize, soonest_finish: Minute) {
        if !self.setting.is_active(task) {
            return;
        }
        let hierarchy = &self.setting.network.hierarchy;
        if let (Some(parent), Some(above)) =
            (hierarchy.parent(task), hierarchy.parent_summary(task))
        {
            self.late[parent] = self.late[parent].joined(self.late[task]);
            self.soonest_finish[above] = self.soonest_finish[above].min(soonest_finish);
        }
    }
}
