//! What is asked before a move is carried out on which somebody relies: apply it, move only this
//! one, make a change request of it, or let it be.

use std::sync::Arc;

use domain::TaskId;
use domain::plan::{Consequence, PlanView};
use leptos::prelude::*;
use locale::{t, td_string, use_i18n};

use super::chart::{Chart, Proposed};
use super::drag::{Drag, Input};
use super::layers::Baseline;
use super::moves::{Lift, Policy};
use super::table::focus_row;
use crate::features::shared::agreed::{self, Answers};
use crate::features::shared::plan::Source;

/// Says what moves that somebody relies on, and which key makes a change request of it.
#[component]
pub fn Proposal(
    /// Whether keys hold the bar; then a button says it.
    by_keys: bool,
    /// What moves, in words.
    words: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let way = (!by_keys).then(|| {
        view! { <span class="u-muted u-not-phone">{t!(i18n, gantt.as_change_key)}</span> }
    });
    view! {
        <span class="gantt__proposal">
            <span class="u-strong">{words}</span>
            {way}
        </span>
    }
}

/// What can be done with the bar that keys hold, for those who point.
#[component]
pub fn Choices(
    /// Whether other tasks would move.
    has_others: bool,
    /// Whether somebody relies on what moves.
    has_proposal: bool,
) -> impl IntoView {
    let chart = Chart::expect();
    let only_this = has_others.then(|| Callback::new(move |()| chart.move_only_this()));
    let change = has_proposal.then(|| Callback::new(move |()| chart.propose()));
    view! {
        <Answers
            on_apply=move || chart.feed(Input::Commit)
            on_only_this=only_this
            on_change=change
            on_cancel=move || chart.cancel()
        />
    }
}

impl Chart {
    /// What would move that somebody relies on, where this person may raise a change: what the
    /// client agreed to, a milestone that the client sees, or else a date of a baseline that is
    /// shown.
    pub fn proposal(self, view: &PlanView, consequence: &Consequence) -> Option<Proposed> {
        if self.plan.source() != Source::Project || !self.plan.is_member() {
            return None;
        }
        let locale = self.locale();
        let promised = |words: String| Some(Proposed { words, is_promised: true });
        if let Some(words) = self.plan.agreed_left(view, consequence) {
            return promised(words);
        }
        if consequence.moved_milestone(&view.plan).is_some() {
            return promised(td_string!(locale, changes.milestone_moves).to_owned());
        }
        let name = self.baseline_left(view, consequence)?;
        let words = td_string!(locale, gantt.leaves_baseline, name = name);
        Some(Proposed { words, is_promised: false })
    }

    /// The shown baseline that a task leaves which has kept to it until now.
    fn baseline_left(self, view: &PlanView, consequence: &Consequence) -> Option<String> {
        let is_left = |then: &&Arc<Baseline>| {
            let finish = |task: &TaskId| then.dates.get(task).map(|(_, finish)| *finish);
            agreed::is_left(view, consequence, finish)
        };
        self.baselines
            .with_untracked(|shown| shown.iter().find(is_left).map(|then| then.name.clone()))
    }

    /// Whether a pointer that lets go is to be asked first: where the client relies on what moves.
    pub fn must_ask(self) -> bool {
        let by_pointer = |drag: Drag| matches!(drag, Drag::Lifted { from: Some(_), .. });
        self.is_promised() && self.stage.with_value(|stage| by_pointer(stage.drag))
    }

    /// Whether the client relies on what the bar in the hand would move; the strip says so.
    pub fn is_promised(self) -> bool {
        self.in_hand.with_untracked(|in_hand| {
            let consequence = in_hand.as_ref().and_then(|in_hand| in_hand.consequence.as_ref());
            let proposal = consequence.and_then(|consequence| consequence.proposal.as_ref());
            proposal.is_some_and(|proposed| proposed.is_promised)
        })
    }

    /// Leaves the bar where it was put, not yet carried out, with the keyboard on its row.
    pub fn ask(self) {
        self.in_hand.update(|in_hand| {
            in_hand.iter_mut().for_each(|in_hand| in_hand.by_keys = true);
        });
        // Where it would go is drawn; the tip would lie over the buttons.
        self.stage.update_value(|stage| stage.is_asked = true);
        focus_row(self, self.selected.get_untracked());
        self.live.announce_after_focus(td_string!(self.locale(), gantt.asked));
        self.repaint();
    }

    /// Puts the bar in the hand back, and makes where it would go the draft of a change. Only where
    /// the strip offers it.
    pub fn propose(self) {
        let is_offered = self.in_hand.with_untracked(|in_hand| {
            let consequence = in_hand.as_ref().and_then(|in_hand| in_hand.consequence.as_ref());
            consequence.is_some_and(|consequence| consequence.proposal.is_some())
        });
        if !is_offered {
            return;
        }
        let lift = self.stage.try_update_value(|stage| stage.lift.take()).flatten();
        self.cancel();
        let Some(lift) = lift else { return };
        let task = lift.task;
        let done = self.plan.with_untracked(|view| self.finish_move(view, lift));
        if let Some((op, said)) = done {
            self.plan.raise_change(Some(task), op, &said);
        }
    }

    /// Carries out the move of what is in the hand, and lets everything else stay.
    pub fn move_only_this(self) {
        let alone = self.plan.with_untracked(|view| {
            self.stage.with_value(|stage| {
                let Drag::Lifted { task, grab, shift, .. } = stage.drag else { return None };
                let group = stage.lift.as_ref()?.group().clone();
                let lift = Lift::of(view, task, grab).ok()?;
                let mut lift = lift.under(&view.scheduled, Policy::Alone, group);
                lift.shift(shift, &view.scheduled).ok()?;
                Some(lift)
            })
        });
        if let Some(lift) = alone {
            self.stage.update_value(|stage| stage.lift = Some(lift));
            self.feed(Input::Commit);
        }
    }
}
