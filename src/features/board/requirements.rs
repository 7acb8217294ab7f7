//! Lanes by requirement. Which requirement a task answers is no part of the plan: the server keeps
//! it, nothing of it works without a network, and it goes back and forth with the step that changed
//! it.

use std::sync::Arc;

use domain::plan::apply::apply;
use domain::plan::{PlanOp, Step};
use domain::{OpId, RequirementId, TaskId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::td_string;

use super::card::Face;
use super::lanes::{GroupBy, Lane, Traces, reversed};
use super::state::Board;
use crate::error::AppError;
use crate::features::shared::live_wire::Topic;
use crate::features::shared::plan::{Companion, Source, SyncState};
use crate::features::shared::stirs::when_stirred;
use crate::features::shared::tracing_api::{Trace, Wanted, retrace, wanted_of_plan};
use crate::ui::dom;

/// The lane of what answers no requirement. A new task begins there: the server does not know it
/// yet when it is written.
pub const NO_REQUIREMENT: Lane = Lane::Requirement(None);

/// What the server has told about requirements. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Tracing {
    traces: RwSignal<Traces>,
    is_known: RwSignal<bool>,
    may_edit: RwSignal<bool>,
}

impl Tracing {
    /// Nothing is known yet.
    pub fn new() -> Self {
        let (is_known, may_edit) = (RwSignal::new(false), RwSignal::new(false));
        Self { traces: RwSignal::new(Traces::default()), is_known, may_edit }
    }

    /// Whether the server has told; subscribes to that.
    pub fn is_known(self) -> bool {
        self.is_known.get()
    }

    /// Reads what the tasks answer and subscribes to it.
    pub fn with<T>(self, read: impl FnOnce(&Traces) -> T) -> T {
        self.traces.with(read)
    }

    /// What the tasks answer at this moment.
    pub fn now(self) -> Traces {
        self.traces.get_untracked()
    }
}

impl Board {
    /// Asks the server what the tasks answer as soon as lanes by requirement are wanted, and again
    /// when somebody has changed it.
    pub fn follow_traces(self) {
        let (project, revision) = (self.plan.project(), RwSignal::new(0_u32));
        let ask_again = move || {
            revision.try_update(|revision| *revision = revision.wrapping_add(1));
        };
        when_stirred(move || Some(project), &[Topic::Requirements], ask_again);
        Effect::new(move |before: Option<()>| {
            revision.track();
            if self.wanted.get() == GroupBy::Requirement {
                spawn_local(async move {
                    let answer = wanted_of_plan(project).await;
                    self.hear_of_traces(answer, before.is_some());
                });
            }
        });
    }

    /// Where there is nothing to gather by, the board stands without lanes; it says why if somebody
    /// has just asked for them.
    fn hear_of_traces(self, answer: Result<Wanted, AppError>, is_asked_for: bool) {
        if self.wanted.try_get_untracked() != Some(GroupBy::Requirement) {
            return;
        }
        let locale = self.locale_now();
        let reason = match answer {
            Ok(wanted) if !wanted.requirements.is_empty() => {
                self.tracing.may_edit.set(wanted.may_edit);
                self.tracing.traces.set(Traces::of(wanted));
                self.tracing.is_known.set(true);
                return;
            }
            Ok(_) => td_string!(locale, board.no_requirements).to_owned(),
            // What was told before stays.
            Err(_) if self.tracing.is_known.get_untracked() => return,
            Err(error) => error.sentence(locale),
        };
        self.tracing.is_known.set(false);
        self.wanted.set(GroupBy::Nothing);
        if is_asked_for {
            self.toasts.say(reason);
        }
    }

    /// What a requirement is called.
    pub fn requirement_name(self, requirement: RequirementId) -> String {
        self.tracing.traces.with_untracked(|traces| {
            let name = traces.name_of(requirement);
            name.map(|(key, title)| format!("{key} {title}")).unwrap_or_default()
        })
    }

    /// The keys of the requirements that a card answers besides the one in whose lane it stands;
    /// subscribes to that.
    pub fn also_answered(self, card: TaskId) -> Vec<String> {
        if self.group.get() == GroupBy::Requirement {
            self.tracing.with(|traces| traces.others_of(card))
        } else {
            Vec::new()
        }
    }

    /// Whether new tasks can begin in a lane.
    pub fn adds_in(self, lane: Lane) -> bool {
        !matches!(lane, Lane::Requirement(Some(_)))
    }

    /// What brings cards into a lane besides operations on the plan.
    pub fn traces_into(self, cards: &[TaskId], lane: Lane) -> Vec<Trace> {
        let Lane::Requirement(wanted) = lane else { return Vec::new() };
        self.tracing.traces.with_untracked(|traces| {
            cards.iter().flat_map(|card| traces.steps(*card, wanted)).collect()
        })
    }

    /// Why this person cannot change what tasks answer; none when they can.
    pub fn tracing_reason(self) -> Option<String> {
        let locale = self.locale_now();
        let is_offline = matches!(
            self.plan.sync().get_untracked(),
            SyncState::Offline(_) | SyncState::SignedOut(_)
        );
        let words = if self.plan.source() != Source::Project {
            td_string!(locale, board.trace_elsewhere)
        } else if self.tracing.may_edit.try_get_untracked() == Some(false) {
            td_string!(locale, board.trace_no_right)
        } else if is_offline || !dom::is_online() {
            td_string!(locale, board.trace_offline)
        } else {
            return None;
        };
        Some(words.to_owned())
    }

    /// Puts cards down in the lane of another requirement: the plan and the server hear of it
    /// together, and one step back takes both back, with the reason for going beyond a limit.
    /// `card` is the one that was taken hold of.
    pub fn put_traced(
        self,
        (card, lane): (TaskId, Lane),
        (op, traces): (PlanOp, Vec<Trace>),
        said: String,
    ) {
        let back = self.plan.with_untracked(|view| apply(&mut view.plan.clone(), &op));
        let back = match back {
            Ok(back) => back,
            Err(refusal) => return self.plan.refuse(&refusal),
        };
        self.plan.dispatch_quietly(op);
        self.tracing.traces.update(|known| known.change(&traces));
        let said = self.with_true_lane(card, lane, said);
        let undo = td_string!(self.locale_now(), common.undo);
        self.toasts.offer(said, undo, move || self.plan.undo());
        self.plan.accompany(self.companion(traces.clone()));
        let step = self.plan.whole_step();
        self.send_traces(traces, move |board| board.put_home(step, back));
    }

    /// What the tasks answer goes back and forth with the cards.
    fn companion(self, traces: Vec<Trace>) -> Companion {
        let follow = move |step: Step| {
            let traces = match step {
                Step::Undo => reversed(&traces),
                Step::New | Step::Joined | Step::Redo => traces.clone(),
            };
            self.tracing.traces.try_update(|known| known.change(&traces));
            self.send_traces(traces, |_| {});
        };
        Companion { hindrance: Arc::new(move || self.tracing_reason()), follow: Arc::new(follow) }
    }

    /// Puts cards back whose lane the server refused, with the reason that was given for them.
    fn put_home(self, step: Option<OpId>, back: PlanOp) {
        step.into_iter().for_each(|step| self.plan.leave_alone(step));
        match self.plan.whole_step() == step {
            true => self.plan.undo(),
            false => self.plan.dispatch_quietly(back),
        }
    }

    /// A card that answers an earlier requirement too stands with that one: the words say so.
    fn with_true_lane(self, card: TaskId, lane: Lane, said: String) -> String {
        let known = self.tracing.now();
        let first = known.first_of(card);
        let key = first.and_then(|first| known.name_of(first)).map(|(key, _)| key.to_owned());
        match key.filter(|_| Lane::Requirement(first) != lane) {
            None => said,
            Some(key) => {
                let stands = td_string!(self.locale_now(), board.stands_with, key = key);
                format!("{said} · {stands}")
            }
        }
    }

    /// Sends what was changed; where the server refuses, takes it back and says why.
    fn send_traces(self, traces: Vec<Trace>, refused: impl FnOnce(Self) + 'static) {
        let project = self.plan.project();
        spawn_local(async move {
            let Err(error) = retrace(project, traces.clone()).await else { return };
            let wayback = reversed(&traces);
            if self.tracing.traces.try_update(|known| known.change(&wayback)).is_some() {
                refused(self);
            }
            self.toasts.fail(error.sentence(self.locale_now()));
        });
    }
}

/// The other requirements that a card answers, as chips; nothing where it answers none besides its
/// lane's.
pub fn chips(board: Board, face: Memo<Option<Face>>) -> Option<impl IntoView> {
    let also = face.with(|face| face.as_ref().map(|face| face.also.clone()))?;
    let names = also.join(", ");
    let tip = move || td_string!(board.locale(), board.also_answers, names = names.clone());
    (!also.is_empty()).then(|| {
        let chip = |key: String| view! { <span class="chip">{key}</span> };
        view! { <p class="board__labels" title=tip>{also.into_iter().map(chip).collect_view()}</p> }
    })
}
