//! What is asked before the plan leaves what the client agreed to: one gate for every view.

use std::sync::Arc;

use domain::agreement::chain;
use domain::plan::{Consequence, PlanOp, PlanView, Scheduled, Step, Touched};
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{consequences, td_string, tu_string};

use super::{PlanContext, Source};
use crate::features::shared::baseline_api::last_agreed;
use crate::features::shared::live_wire::Topic;
use crate::features::shared::stirs::when_stirred_always;

/// An operation that somebody wants, and what belongs to carrying it out.
#[derive(Clone)]
struct Wanted {
    /// The last operation that was known when it was begun.
    base: i64,
    op: PlanOp,
    /// What is said once it is done; nothing for what shows by itself.
    said: Option<String>,
    /// What follows once it is done.
    then: Option<Arc<dyn Fn() + Send + Sync>>,
}

/// An operation that waits for an answer.
#[derive(Clone)]
pub struct Asked {
    /// What it leaves, in words.
    pub words: String,
    /// What it would do, in words.
    pub line: String,
    wanted: Wanted,
}

/// What becomes of an operation about which somebody was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is carried out.
    Apply,
    /// The plan stays, and it becomes the draft of a change request.
    RaiseChange,
    /// The plan stays.
    Leave,
}

impl PlanContext {
    /// Applies an operation at once, queues it for the server and says so, with a way back. A
    /// refusal shows its sentence and changes nothing. Where it leaves what the client agreed to,
    /// somebody is asked first.
    pub fn dispatch(self, op: PlanOp, said: String) {
        self.dispatch_from(self.seq(), op, said);
    }

    /// The same for what somebody began when `base` was the last operation known: where others
    /// have changed the same thing since, both versions are kept for the person to decide.
    pub fn dispatch_from(self, base: i64, op: PlanOp, said: String) {
        self.consider(Wanted { base, op, said: Some(said), then: None });
    }

    /// The same with something that follows once the operation is carried out.
    pub fn dispatch_then(self, op: PlanOp, said: String, then: impl Fn() + Send + Sync + 'static) {
        self.dispatch_then_from(self.seq(), op, said, then);
    }

    /// The same for what somebody began when `base` was the last operation known.
    pub fn dispatch_then_from(
        self,
        base: i64,
        op: PlanOp,
        said: String,
        then: impl Fn() + Send + Sync + 'static,
    ) {
        let then: Arc<dyn Fn() + Send + Sync> = Arc::new(then);
        self.consider(Wanted { base, op, said: Some(said), then: Some(then) });
    }

    /// The same for a card that is put down, which tells what has happened: of that nobody is
    /// asked.
    pub fn dispatch_told(self, op: PlanOp, said: String) {
        self.carry_out(Wanted { base: self.seq(), op, said: Some(said), then: None }, false);
    }

    /// The same for what somebody was asked about where it was made, from `base` on.
    pub fn dispatch_asked(self, base: i64, op: PlanOp, said: String) {
        self.carry_out(Wanted { base, op, said: Some(said), then: None }, true);
    }

    /// The same for what was refused once and is wanted all the same.
    pub(super) fn dispatch_again(self, op: PlanOp) {
        self.consider(Wanted { base: self.seq(), op, said: None, then: None });
    }

    /// The operation that waits for an answer.
    #[must_use]
    pub fn asked(self) -> Signal<Option<Asked>> {
        self.asked.into()
    }

    /// Whether an operation waits for an answer.
    #[must_use]
    pub fn is_asking(self) -> bool {
        self.asked.try_with_untracked(Option::is_some) == Some(true)
    }

    /// Does with the operation that waits what was answered.
    pub fn answer(self, answer: Answer) {
        let Some(Asked { wanted, .. }) = self.asked.try_update(Option::take).flatten() else {
            return;
        };
        match answer {
            Answer::Apply => self.carry_out(wanted, true),
            Answer::RaiseChange => {
                let said = self.said_of(&wanted.op);
                let is_there = |view: &PlanView| {
                    wanted.op.subject().filter(|task| view.plan.tasks.contains_key(task))
                };
                let task = self.with_untracked(is_there);
                self.note_left();
                self.raise_change(task, wanted.op, &said);
            }
            Answer::Leave => self.leave(&wanted.op),
        }
        self.answered.notify();
    }

    /// How many operations were let be after all; subscribes to that. What is drawn anew with each
    /// of them shows what the plan says.
    #[must_use]
    pub fn left_times(self) -> u32 {
        self.left.get()
    }

    /// Calls `act` when an operation was let be after all: its control still shows what was wanted.
    pub fn when_left(self, act: impl Fn() + 'static) {
        Effect::new(move |was: Option<()>| {
            self.left.track();
            if was.is_some() {
                act();
            }
        });
    }

    /// Which agreed date would move with an operation, in words; none where none does, and where
    /// this person cannot raise a change.
    #[must_use]
    pub fn agreed_left(self, view: &PlanView, consequence: &Consequence) -> Option<String> {
        self.agreed.with_untracked(|agreed| {
            let agreed = agreed.as_ref().filter(|agreed| agreed.is_left(view, consequence))?;
            let (name, number) = (agreed.name.clone(), chain::name(agreed.number));
            let locale = self.words.get_locale_untracked();
            Some(td_string!(locale, gantt.leaves_agreed, name = name, number = number))
        })
    }

    /// Finds out what the client has agreed to, and follows it. Whoever cannot raise a change is
    /// not asked about it.
    pub(super) fn follow_agreed(self) {
        if !self.is_member() {
            return;
        }
        let project = self.project();
        Effect::new(move |_| self.learn_agreed());
        let topics = &[Topic::Agreements, Topic::Changes, Topic::Baselines];
        when_stirred_always(move || Some(project), topics, move || self.learn_agreed());
    }

    fn learn_agreed(self) {
        let project = self.project();
        spawn_local(async move {
            // Nobody has asked: without an answer what is known stays.
            let Ok(found) = last_agreed(project).await else { return };
            self.agreed.try_set(found.map(Into::into));
        });
    }

    /// Carries an operation out, or asks first.
    fn consider(self, wanted: Wanted) {
        if self.keep_beside(wanted.base, &wanted.op) {
            return;
        }
        let Some((words, line)) = self.question(&wanted.op) else {
            return self.carry_out(wanted, false);
        };
        let is_same = |asked: &Asked| asked.wanted.op == wanted.op;
        match self.asked.with_untracked(|asked| asked.as_ref().map(is_same)) {
            None => self.asked.set(Some(Asked { words, line, wanted })),
            // The question took the focus out of the field, which tells once more what it says.
            Some(true) => {}
            Some(false) => self.leave(&wanted.op),
        }
    }

    /// What an operation leaves and what it would do, where somebody is to be asked.
    fn question(self, op: &PlanOp) -> Option<(String, String)> {
        let has_agreed = self.agreed.try_with_untracked(Option::is_some) == Some(true);
        if !has_agreed || !Touched::by(op).moves_dates() {
            return None;
        }
        let (locale, today) = (self.words.get_locale_untracked(), self.today());
        self.with_untracked(|view| {
            // A refusal is told when the operation is carried out.
            let found = view.foresee(op).ok()?;
            let words = self.agreed_left(view, &found)?;
            Some((words, consequences::foreseen(locale, &found, today).join(" · ")))
        })
    }

    /// Carries an operation out and says so; `is_asked` is whether a change request was offered.
    fn carry_out(self, wanted: Wanted, is_asked: bool) {
        let Wanted { base, op, said, then } = wanted;
        if self.keep_beside(base, &op) {
            return;
        }
        let before = self.with_untracked(|view| view.scheduled.clone());
        if !self.apply(base, op, Step::New) {
            return;
        }
        if let Some(said) = said {
            self.tell_done(&before, said, is_asked);
        }
        if let Some(then) = then {
            then();
        }
    }

    /// Says what was done and what came of it, with a way back.
    fn tell_done(self, before: &Scheduled, said: String, is_asked: bool) {
        let (locale, today) = (self.words.get_locale_untracked(), self.today());
        let (notable, promised) = self.with_untracked(|view| {
            let consequence = Consequence::between(&view.plan, before, &view.scheduled);
            let promised = consequence.moved_milestone(&view.plan);
            (consequences::notable(locale, &consequence, today), promised)
        });
        let said = std::iter::once(said).chain(notable).collect::<Vec<_>>().join(" · ");
        let undo = tu_string!(self.words, common.undo);
        self.toasts.offer(said, undo, move || self.undo());
        let is_of_project = self.source() == Source::Project;
        if let Some(task) = promised.filter(|_| is_of_project && !is_asked) {
            self.offer_change(task);
        }
    }

    /// Lets the plan be and names what was not done, so that nothing typed is lost unsaid.
    fn leave(self, op: &PlanOp) {
        self.toasts.say(self.left_words(op));
        self.note_left();
    }

    fn note_left(self) {
        self.left.update(|times| *times = times.wrapping_add(1));
    }

    /// What was not done, in words.
    pub(super) fn left_words(self, op: &PlanOp) -> String {
        let what = self.said_of(op);
        tu_string!(self.words, changes.left_undone, what = what)
    }
}
