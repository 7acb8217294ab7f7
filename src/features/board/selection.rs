//! Several cards at once: which are selected, and what is done with all of them.

use std::collections::BTreeSet;

use domain::TaskId;
use domain::plan::{PlanOp, Task, TaskChange};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::td_string;

use super::lanes::Step;
use super::state::{Board, Question};

impl Board {
    /// A card that is not shown any more is not selected any more: nobody changes what they do not
    /// see.
    pub fn keep_selection_in_sight(self) {
        Effect::new(move |_| {
            self.deck.with(|deck| {
                if self.selected.with_untracked(BTreeSet::is_empty) {
                    return;
                }
                let open = deck.stacks.iter().filter(|stack| deck.is_open(stack));
                let shown = open.flat_map(|stack| &stack.cards);
                let shown: BTreeSet<TaskId> = shown.copied().collect();
                if !self.selected.with_untracked(|selected| selected.is_subset(&shown)) {
                    self.selected.update(|selected| selected.retain(|card| shown.contains(card)));
                    self.say_selected();
                }
            });
        });
    }

    /// The cards that a wish about one of them means: all shown ones that are selected with it, in
    /// the order of the board, or only itself.
    pub fn subjects(self, card: TaskId) -> Vec<TaskId> {
        let selected = self.selected.get_untracked();
        if !selected.contains(&card) {
            return vec![card];
        }
        self.deck.with_untracked(|deck| {
            let cards = deck.stacks.iter().flat_map(|stack| &stack.cards);
            cards.copied().filter(|card| selected.contains(card)).collect()
        })
    }

    /// Whether a card is selected; subscribes to that.
    pub fn is_selected(self, card: TaskId) -> bool {
        self.selected.with(|selected| selected.contains(&card))
    }

    /// Selects a card, or no longer.
    pub fn toggle_selected(self, card: TaskId) {
        self.selected.update(|selected| {
            if !selected.remove(&card) {
                selected.insert(card);
            }
        });
        self.say_selected();
    }

    /// Selects everything between the card that has the focus and this one, in one cell.
    pub fn select_to(self, card: TaskId) {
        let from = self.current.get_untracked();
        let between = self.deck.with_untracked(|deck| {
            let (first, last) = (deck.spot_of(from?)?, deck.spot_of(card)?);
            let cards = &deck.stacks[first.stack].cards;
            let places = first.place.min(last.place)..=first.place.max(last.place);
            (first.stack == last.stack).then(|| cards[places].to_vec())
        });
        let cards = between.unwrap_or_else(|| vec![card]);
        self.selected.update(|selected| selected.extend(cards));
        self.say_selected();
    }

    /// Selects a card and the one to which a step leads; answers that one.
    pub fn extend_selection(self, card: TaskId, step: Step) -> Option<TaskId> {
        let next = self.deck.with_untracked(|deck| deck.next_card(card, step))?;
        self.selected.update(|selected| selected.extend([card, next]));
        self.say_selected();
        Some(next)
    }

    /// Selects nothing; tells whether anything was, or was to be.
    pub fn clear_selection(self) -> bool {
        let was_selecting = self.is_selecting.get_untracked();
        self.is_selecting.set(false);
        let was_empty = self.selected.with_untracked(BTreeSet::is_empty);
        if !was_empty {
            self.selected.set(BTreeSet::new());
        }
        was_selecting || !was_empty
    }

    /// Changes one property of a card, and of all that are selected with it, as one step. Asks why
    /// where that takes them into a lane that holds too much.
    pub fn change_all(
        self,
        card: TaskId,
        change: impl Fn(&Task) -> Option<TaskChange>,
        said: String,
    ) {
        let cards = self.subjects(card);
        let (changed, steps): (Vec<TaskId>, Vec<PlanOp>) = self.plan.with_untracked(|view| {
            let tasks = cards.iter().filter_map(|card| view.plan.tasks.get(card));
            tasks.filter_map(|task| Some((task.id, PlanOp::change(task.id, change(task)?)))).unzip()
        });
        // The server takes all of them or none.
        if let Some(fixed) = changed.into_iter().find(|card| !self.may_work(*card)) {
            return self.explain_reading(fixed);
        }
        let Some(op) = PlanOp::of_steps(steps) else { return };
        let (deck, before) = (self.deck.get_untracked(), self.plan.last_step());
        self.plan.dispatch(op, said);
        let step = self.plan.last_step();
        let beyond = self.deck.with_untracked(|now| now.come_beyond(&deck, &cards));
        if step != before && !beyond.is_empty() {
            self.asking.set(Some(Question::Limit(beyond, step)));
        }
    }

    /// Tells a screen reader how many cards are selected.
    pub fn say_selected(self) {
        let count = self.selected.with_untracked(BTreeSet::len);
        self.live.announce(td_string!(self.locale_now(), board.selected, count = grouped(count)));
    }
}
