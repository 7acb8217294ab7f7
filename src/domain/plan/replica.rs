//! The browser's copy of a plan: what the server has confirmed, what is still on its way, and the
//! person's own steps to undo.

mod undo;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::apply::apply;
use super::made::{Committed, Made, Origin, Overtaken, Step, WayBack};
use super::scratch::Kept;
use super::touch::Property;
use super::{Consequence, Link, Outline, Part, Plan, PlanOp, Scheduled, Scheduler, Touched};
use crate::{OpId, Refusal, TaskId, UserId};

/// How many steps can be undone.
const UNDO_MAX: usize = 50;

/// The browser's copy is not what the server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap;

/// A plan with everything that views read from it.
#[derive(Clone, Debug)]
pub struct PlanView {
    /// The plan as this person sees it: confirmed and pending operations applied.
    pub plan: Plan,
    /// Its dates.
    pub scheduled: Scheduled,
    /// Its rows.
    pub outline: Outline,
    /// Counts the changes of rows and links: while it stays, both are as they were.
    pub shape: u64,
    /// Counts all changes: while it stays, everything is as it was.
    pub version: u64,
    scheduler: Scheduler,
    /// Where what an operation would do is tried out.
    scratch: Kept,
}

/// The browser's copy of a plan.
#[derive(Clone, Debug)]
pub struct Replica {
    me: UserId,
    view: PlanView,
    seq: i64,
    pending: VecDeque<Pending>,
    undo: Vec<Back>,
    redo: Vec<Back>,
    /// What others have changed since the copy was opened: the number and the author of the last
    /// change of each part.
    others: BTreeMap<Part, (i64, UserId)>,
}

#[derive(Clone, Debug)]
struct Pending {
    made: Made,
    inverse: PlanOp,
}

/// A way back from one of the person's own steps.
#[derive(Clone, Debug)]
struct Back {
    /// The step.
    id: OpId,
    /// The last operation that was known when it was made.
    base: i64,
    /// What takes it back.
    op: PlanOp,
    /// Whether it belongs to the step before it and is taken back with that.
    joins: bool,
}

impl PlanView {
    /// The view of a plan.
    #[must_use]
    pub fn of(plan: Plan) -> Self {
        let mut scheduler = Scheduler::of(&plan);
        Self {
            scheduled: scheduler.scheduled(),
            outline: Outline::of(&plan),
            plan,
            shape: 0,
            version: 0,
            scheduler,
            scratch: Kept::default(),
        }
    }

    /// What an operation would do; the plan stays as it is.
    ///
    /// # Errors
    /// Why the operation would be refused.
    pub fn foresee(&self, op: &PlanOp) -> Result<Consequence, Refusal> {
        self.scratch.foresee(self, op)
    }

    /// Whether a link decides, alone or with others, where its successor lies at these dates: its
    /// predecessor cannot slip without it.
    #[must_use]
    pub fn is_tight(&self, link: &Link, scheduled: &Scheduled) -> bool {
        self.scheduler.room_of(link, scheduled).is_some_and(|room| room <= 0)
    }

    /// The scheduler as it stands, to try changes on.
    #[must_use]
    pub fn scheduler(&self) -> Scheduler {
        self.scheduler.clone()
    }

    fn refresh(&mut self) {
        self.version += 1;
        self.scratch = Kept::default();
        self.scheduler = Scheduler::of(&self.plan);
        self.scheduled = self.scheduler.scheduled();
        self.shape += 1;
        self.outline = Outline::of(&self.plan);
    }

    /// The same after operations of which it is known what they touched: most leave dates and rows
    /// as they are.
    fn refresh_after(&mut self, touched: &Touched) {
        self.version += 1;
        self.scratch = Kept::default();
        if touched.moves_dates() {
            self.scheduler.follow(&self.plan, touched);
            self.scheduled = self.scheduler.scheduled();
        }
        if touched.moves_rows() {
            self.outline = Outline::of(&self.plan);
        }
        self.shape += u64::from(touched.moves_rows() || touched.moves_links());
    }
}

impl Replica {
    /// `me`'s copy of the plan as the server had it at `seq`.
    #[must_use]
    pub fn new(me: UserId, seq: i64, plan: Plan) -> Self {
        Self {
            me,
            view: PlanView::of(plan),
            seq,
            pending: VecDeque::new(),
            undo: Vec::new(),
            redo: Vec::new(),
            others: BTreeMap::new(),
        }
    }

    /// What views read.
    #[must_use]
    pub const fn view(&self) -> &PlanView {
        &self.view
    }

    /// The last operation that the server is known to have.
    #[must_use]
    pub const fn seq(&self) -> i64 {
        self.seq
    }

    /// The plan as the server has it at `seq`: without what is pending.
    #[must_use]
    pub fn confirmed(&self) -> Plan {
        let mut plan = self.view.plan.clone();
        for pending in self.pending.iter().rev() {
            apply(&mut plan, &pending.inverse).expect("what was applied can be undone");
        }
        plan
    }

    /// How many operations the server has not confirmed.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.pending.len()
    }

    /// The oldest operations that the server has not confirmed, in order, `max` at most.
    #[must_use]
    pub fn next_to_send(&self, max: usize) -> Vec<Made> {
        self.pending.iter().take(max).map(|pending| pending.made.clone()).collect()
    }

    /// The tasks of which the server has not yet confirmed something.
    #[must_use]
    pub fn pending_tasks(&self) -> BTreeSet<TaskId> {
        self.pending.iter().flat_map(|pending| Touched::by(&pending.made.op).tasks()).collect()
    }

    /// Applies an operation at once and keeps it until the server confirms it.
    ///
    /// # Errors
    /// The reason why a rule says no; nothing has changed.
    pub fn apply(&mut self, id: OpId, op: PlanOp, origin: Origin) -> Result<Made, Refusal> {
        self.apply_from(self.seq, id, op, origin)
    }

    /// The same for an operation that somebody began when `base` was the last one that they knew:
    /// the server compares it with what others have done since.
    ///
    /// # Errors
    /// As `apply`.
    pub fn apply_from(
        &mut self,
        base: i64,
        id: OpId,
        op: PlanOp,
        origin: Origin,
    ) -> Result<Made, Refusal> {
        let inverse = apply(&mut self.view.plan, &op)?;
        let joins = origin.step == Step::Joined && !self.undo.is_empty();
        let back = Back { id, base: self.seq, op: inverse.clone(), joins };
        let stack = match origin.step {
            Step::New | Step::Joined => {
                self.redo.clear();
                &mut self.undo
            }
            Step::Redo => &mut self.undo,
            Step::Undo => &mut self.redo,
        };
        stack.push(back);
        if stack.len() > UNDO_MAX {
            stack.remove(0);
        }
        let made = Made { id, base: base.min(self.seq), origin, op };
        self.view.refresh_after(&Touched::by(&made.op));
        self.pending.push_back(Pending { made: made.clone(), inverse });
        Ok(made)
    }

    /// Takes up operations again that this browser kept while it was closed; returns those that no
    /// longer apply.
    pub fn resume(&mut self, kept: Vec<Made>) -> Vec<(Made, Refusal)> {
        self.apply_again(kept.into_iter(), Some(Touched::default()))
    }

    /// Makes a step that the server made for this person the last one to undo.
    pub fn adopt(&mut self, way_back: WayBack) {
        let WayBack { id, seq, op } = way_back;
        self.redo.clear();
        self.undo.push(Back { id, base: seq, op, joins: false });
    }

    /// Takes over what the server has numbered since `seq`: own operations leave the queue, those
    /// of others slip in below what is still pending. Returns pending ones that no longer apply.
    ///
    /// # Errors
    /// `Gap` when this copy is not what the server has; `replace` it then, nothing pending is lost.
    pub fn catch_up(&mut self, committed: &[Committed]) -> Result<Vec<(Made, Refusal)>, Gap> {
        self.catch_up_hearing(committed, |_, _| {})
    }

    /// The same; `hear` is called with each operation of somebody else and its inverse.
    ///
    /// # Errors
    /// As `catch_up`.
    pub fn catch_up_hearing(
        &mut self,
        committed: &[Committed],
        mut hear: impl FnMut(&Committed, &PlanOp),
    ) -> Result<Vec<(Made, Refusal)>, Gap> {
        let new = committed.iter().filter(|entry| entry.seq > self.seq);
        let mut new: VecDeque<&Committed> = new.collect();
        // What comes back as it was sent changes nothing that is seen.
        while let (Some(entry), Some(first)) = (new.front(), self.pending.front())
            && entry.seq == self.seq + 1
            && entry.id == first.made.id
            && entry.op == first.made.op
        {
            self.seq = entry.seq;
            self.pending.pop_front();
            new.pop_front();
        }
        let Some(last) = new.back().map(|entry| entry.seq) else { return Ok(Vec::new()) };
        let mut touched = Touched::default();
        let unsent = self.take_back_pending(0, &mut touched);
        let mut inverses = Vec::with_capacity(new.len());
        for (expected, entry) in (self.seq + 1..).zip(&new) {
            let applied = (entry.seq == expected).then(|| apply(&mut self.view.plan, &entry.op));
            let Some(Ok(inverse)) = applied else {
                // Until it is replaced the copy stays what it was: it is shown and kept meanwhile.
                for inverse in inverses.iter().rev() {
                    apply(&mut self.view.plan, inverse).expect("what was applied can be undone");
                }
                self.apply_again(unsent.into_iter(), Some(touched));
                return Err(Gap);
            };
            touched.add(&entry.op);
            inverses.push(inverse);
        }
        for (&entry, inverse) in new.iter().zip(&inverses) {
            if entry.by != self.me {
                let parts = Touched::by_both(&entry.op, inverse);
                self.others.extend(parts.parts().map(|part| (part, (entry.seq, entry.by))));
                hear(entry, inverse);
            }
        }
        self.seq = last;
        let is_unsent = |made: &Made| new.iter().all(|entry| entry.id != made.id);
        Ok(self.apply_again(unsent.into_iter().filter(is_unsent), Some(touched)))
    }

    /// Takes operations out of the queue that the server had before: the confirmed plan holds them
    /// already. Returns later ones that no longer apply.
    pub fn settle(&mut self, known: &[OpId]) -> Vec<(Made, Refusal)> {
        let is_new = |made: &Made| !known.contains(&made.id);
        let place = self.pending.iter().position(|pending| !is_new(&pending.made));
        let Some(place) = place else { return Vec::new() };
        let mut touched = Touched::default();
        let unsent = self.take_back_pending(place, &mut touched);
        self.apply_again(unsent.into_iter().filter(is_new), Some(touched))
    }

    /// Begins again from the plan as the server has it at `seq`. `known` are those of the pending
    /// operations that are in it already. Returns pending ones that no longer apply.
    pub fn replace(&mut self, seq: i64, plan: Plan, known: &[OpId]) -> Vec<(Made, Refusal)> {
        let unsent = std::mem::take(&mut self.pending).into_iter().map(|pending| pending.made);
        let unsent: Vec<Made> = unsent.filter(|made| !known.contains(&made.id)).collect();
        if seq < self.seq {
            // The server was set back: what was numbered since then never happened there.
            self.others.clear();
            let backs = self.undo.iter_mut().chain(&mut self.redo);
            backs.for_each(|back| back.base = back.base.min(seq));
        }
        self.seq = seq;
        self.view.plan = plan;
        self.apply_again(unsent.into_iter(), None)
    }

    /// Takes back a pending operation that the server refused, and returns it with later ones that
    /// no longer apply without it.
    pub fn drop_refused(&mut self, id: OpId) -> (Option<Made>, Vec<(Made, Refusal)>) {
        let place = self.pending.iter().position(|pending| pending.made.id == id);
        let Some(place) = place else { return (None, Vec::new()) };
        let mut touched = Touched::default();
        let mut later = self.take_back_pending(place, &mut touched).into_iter();
        let refused = later.next();
        self.forget(id);
        (refused, self.apply_again(later, Some(touched)))
    }

    /// Takes pending operations from a place on out of the plan, and notes what they touched.
    fn take_back_pending(&mut self, place: usize, touched: &mut Touched) -> VecDeque<Made> {
        let taken = self.pending.split_off(place);
        for pending in taken.iter().rev() {
            apply(&mut self.view.plan, &pending.inverse).expect("what was applied can be undone");
            touched.add(&pending.inverse);
        }
        taken.into_iter().map(|pending| pending.made).collect()
    }

    /// Puts operations back on top of what is confirmed; returns those that no longer apply. The
    /// view is brought up to what was `touched` since it was right, or made anew.
    fn apply_again(
        &mut self,
        unsent: impl Iterator<Item = Made>,
        mut touched: Option<Touched>,
    ) -> Vec<(Made, Refusal)> {
        let mut refused = Vec::new();
        for mut made in unsent {
            made.base = made.base.min(self.seq);
            match apply(&mut self.view.plan, &made.op) {
                Ok(inverse) => {
                    if let Some(touched) = &mut touched {
                        touched.add(&made.op);
                    }
                    self.pending.push_back(Pending { made, inverse });
                }
                Err(refusal) => {
                    self.forget(made.id);
                    refused.push((made, refusal));
                }
            }
        }
        match touched {
            Some(touched) => self.view.refresh_after(&touched),
            None => self.view.refresh(),
        }
        refused
    }

    /// Who has changed what an operation would overwrite that was begun when `base` was the last
    /// one known.
    #[must_use]
    pub fn overtaken(&self, base: i64, op: &PlanOp) -> Option<Overtaken> {
        Touched::on(&self.view.plan, op).parts().find_map(|part| {
            let (seq, by) = match part {
                // Bringing back a whole task overwrites nothing; taking one away takes all of it.
                Part::Task(task, Property::Whole) => {
                    let all = Part::Task(task, Property::Whole)..=Part::Task(task, Property::Shape);
                    self.others.range(all).map(|(_, last)| *last).max()?
                }
                _ => *self.others.get(&part)?,
            };
            (seq > base).then_some(Overtaken { by, part })
        })
    }
}
