//! The backward pass: every task as late as its successors, deadlines and the project's finish
//! allow.

use crate::network::Event;
use crate::setting::{Setting, sound_date};
use crate::span::Span;
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
}

impl Bound {
    const NONE: Bound =
        Bound { finish: Minute::MAX, start: Minute::MAX, start_of_first: Minute::MAX };
}

/// The latest place of each task.
pub(crate) fn pass(setting: &Setting, from: From) -> Vec<Span> {
    let count = setting.plan.tasks.len();
    let mut pass = Pass {
        setting,
        from,
        late: vec![Span::EMPTY; count],
        soonest_finish: vec![Minute::MAX; count],
        bounds: vec![Bound::NONE; count],
    };
    for &event in setting.network.order.iter().rev() {
        pass.visit(event);
    }
    pass.late
}

struct Pass<'a> {
    setting: &'a Setting<'a>,
    from: From<'a>,
    late: Vec<Span>,
    /// The earliest of the latest finishes below each summary.
    soonest_finish: Vec<Minute>,
    /// What each summary hands down to its children.
    bounds: Vec<Bound>,
}

impl Pass<'_> {
    /// Walking backward, a summary is met first where it closes and again where it opens.
    fn visit(&mut self, event: Event) {
        let task = event.task();
        if event.is_closing() {
            self.bounds[task] = self.bound_of(task);
        } else {
            if !self.setting.network.is_summary(task) {
                let bound = self.bound_of(task);
                self.late[task] = self.place(task, bound);
                let finish = self.late[task].finish;
                self.soonest_finish[task] = self.setting.next_work_after(task, finish);
            }
            self.tell_parent(task);
        }
    }

    fn bound_of(&self, task: usize) -> Bound {
        let network = &self.setting.network;
        let links = network.links_out.of_group(task);
        let mut bound = match network.parent(task) {
            Some(parent) => self.bounds[parent],
            None => Bound { finish: self.from.finish, ..Bound::NONE },
        };
        if !self.is_first_of_its_summary(task) {
            bound.start_of_first = Minute::MAX;
        }
        if let (true, true, Some(early)) =
            (self.setting.options.has_many_critical_paths, links.is_empty(), self.from.early)
        {
            bound.finish = bound.finish.min(early[task].finish);
        }
        if self.setting.is_active(task) {
            for &number in links {
                self.hold(&mut bound, number);
            }
        }
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
        bound
    }

    fn hold(&self, bound: &mut Bound, number: u32) {
        let link = &self.setting.plan.links[number as usize];
        let to = self.late[link.to];
        if to == Span::EMPTY || !self.setting.is_active(link.to) {
            return;
        }
        let until = match link.kind {
            LinkKind::FinishToStart | LinkKind::StartToStart => to.start,
            LinkKind::FinishToFinish | LinkKind::StartToFinish => self.soonest_finish[link.to],
        };
        let until = self.setting.before_lag(link, until);
        match link.kind {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => {
                bound.finish = bound.finish.min(until);
            }
            _ if self.setting.network.is_summary(link.from) => {
                bound.start_of_first = bound.start_of_first.min(until);
            }
            _ => bound.start = bound.start.min(until),
        }
    }

    fn place(&self, task: usize, bound: Bound) -> Span {
        let setting = self.setting;
        if let Some(span) = setting.fixed_by_progress(task) {
            return span;
        }
        let latest_start = bound.start.min(bound.start_of_first);
        let mut span = setting.span_until(task, bound.finish);
        if latest_start < span.start {
            span = setting.span_from(task, latest_start);
        }
        if self.from.early.is_none() {
            span = self.kept_from_starting_early(task, span);
        }
        span
    }

    fn is_first_of_its_summary(&self, task: usize) -> bool {
        let (Some(parent), Some(early)) = (self.setting.network.parent(task), self.from.early)
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

    fn tell_parent(&mut self, task: usize) {
        if !self.setting.is_active(task) {
            return;
        }
        if let Some(parent) = self.setting.network.parent(task) {
            self.late[parent] = self.late[parent].joined(self.late[task]);
            let soonest = &mut self.soonest_finish;
            soonest[parent] = soonest[parent].min(soonest[task]);
        }
    }
}
