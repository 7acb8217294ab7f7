//! Where a task's own dates put it: what is done, what a person has set, what a constraint says.

use crate::item::done_and_left;
use crate::setting::{Setting, sound_date};
use crate::span::Span;
use crate::time::Minute;
use crate::{Constraint, Mode};

impl Setting<'_> {
    /// The dates of a finished task.
    pub(crate) fn fixed_by_progress(&self, task: usize) -> Option<Span> {
        let done = &self.plan.tasks[task].progress;
        let finish = sound_date(done.actual_finish?);
        let start = match done.actual_start {
            Some(start) => sound_date(start).min(finish),
            None => self.span_until(task, finish).start,
        };
        Some(Span { start, finish })
    }

    /// The dates of a task that has begun: what is left goes on where the done part ended, after
    /// an interruption, and after the data date, with the pauses that are still to come.
    pub(crate) fn under_way(&self, task: usize, start: Minute) -> Span {
        let of = &self.plan.tasks[task];
        let time = self.working_time(task);
        let (done, left) = done_and_left(of);
        let resumes = of.progress.resume.into_iter().chain(self.options.data_date);
        let resume = resumes.map(sound_date).max();
        let planned = Span { start, finish: self.span_from(task, start).finish.max(start) };
        let Some(resume) = resume else {
            return planned;
        };
        if left == 0 || resume <= time.add(start, done) {
            return planned;
        }
        Span { start, finish: time.add(resume, left) }
    }

    /// The dates of a task that is scheduled by hand; `from` stands in when it has none.
    pub(crate) fn set_by_hand(&self, task: usize, from: Minute) -> Option<Span> {
        let Mode::Manual { start, finish } = self.plan.tasks[task].mode else {
            return None;
        };
        let span = match (start.map(sound_date), finish.map(sound_date)) {
            (Some(start), Some(finish)) => Span { start, finish: finish.max(start) },
            (Some(start), None) => Span { start, finish: self.span_from(task, start).finish },
            (None, Some(finish)) => Span { finish, ..self.span_until(task, finish) },
            (None, None) => self.span_from(task, from),
        };
        Some(span)
    }

    /// Where a date that cannot be passed puts the task, if it lies elsewhere.
    pub(crate) fn bound_by_constraint(&self, task: usize, span: Span) -> Option<Span> {
        let yields = self.options.constraints_yield;
        let at_start = |date: Minute| self.span_from(task, sound_date(date));
        let at_finish = |date: Minute| self.span_until(task, sound_date(date));
        match self.plan.tasks[task].constraint {
            Constraint::MustStartOn(date) if span.start < date || !yields => Some(at_start(date)),
            Constraint::MustFinishOn(date) if span.finish < date || !yields => {
                Some(Span { finish: sound_date(date), ..at_finish(date) })
            }
            Constraint::StartNoLaterThan(date) if span.start > date && !yields => {
                Some(at_start(date))
            }
            Constraint::FinishNoLaterThan(date) if span.finish > date && !yields => {
                Some(at_finish(date))
            }
            _ => None,
        }
    }
}
