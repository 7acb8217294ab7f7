//! What the page knows, and what is done on it.

use std::ops::Deref;

use domain::scope::{Goal, ScopeItem, ScopeItemDraft, ScopeKind};
use domain::summary::MilestoneFacts;
use domain::{GoalId, ScopeItemId, TaskId};
use leptos::prelude::*;
use locale::{t_string, tu_string};

use super::api::{GoalLine, OpenedScope};
use super::item_row::field_id;
use super::items::new_field_id;
use super::writes::Write;
use crate::features::shared::fresh;
use crate::features::shared::writing::Writing;
use crate::ui::dom;
use crate::ui::live::{Live, use_live};

/// Goals and scope of the project in sight; take it with `expect`.
#[derive(Clone, Copy)]
pub struct ScopeState {
    writing: Writing<Write>,
    live: Live,
}

impl Deref for ScopeState {
    type Target = Writing<Write>;

    fn deref(&self) -> &Writing<Write> {
        &self.writing
    }
}

impl ScopeState {
    /// Makes it available to everything below.
    pub fn provide(opened: OpenedScope) -> Self {
        let state = Self { writing: Writing::new(opened.head.id, opened), live: use_live() };
        provide_context(state);
        state
    }

    /// That of this page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Why this person may not write here; none for those who may.
    pub fn refusal(self) -> Signal<Option<String>> {
        let words = self.words();
        Signal::derive(move || {
            let may_edit = self.with(|opened| opened.may_edit);
            (!may_edit).then(|| t_string!(words, scope.may_not).to_owned())
        })
    }

    /// A goal with what the plan says about it.
    pub fn goal(self, id: GoalId) -> Option<GoalLine> {
        self.with(|opened| opened.goals.iter().find(|line| line.goal.id == id).cloned())
    }

    /// A milestone of the plan.
    pub fn milestone(self, task: TaskId) -> Option<MilestoneFacts> {
        self.with(|opened| opened.milestones.iter().find(|facts| facts.task == task).cloned())
    }

    /// The lines of a kind in their order.
    pub fn ids(self, kind: ScopeKind) -> Vec<ScopeItemId> {
        let is_of = |item: &&ScopeItem| item.kind == kind;
        self.with(|opened| opened.items.iter().filter(is_of).map(|item| item.id).collect())
    }

    /// A line.
    pub fn item(self, id: ScopeItemId) -> Option<ScopeItem> {
        self.with(|opened| opened.items.iter().find(|item| item.id == id).cloned())
    }

    /// Adds a line to the end of its list.
    pub fn add_item(self, kind: ScopeKind, text: String) {
        let id = fresh::id(ScopeItemId::new);
        self.write(Write::AddItem(id, ScopeItemDraft { kind, text }, None));
    }

    /// Writes another text into a line, unless it is the same.
    pub fn rename_item(self, id: ScopeItemId, text: String) {
        let Some(item) = untrack(|| self.item(id)) else { return };
        if text != item.text {
            let draft = ScopeItemDraft { kind: item.kind, text };
            self.write(Write::ChangeItem(id, item.version, draft));
        }
    }

    /// Puts a line into another list.
    pub fn turn_item(self, id: ScopeItemId, kind: ScopeKind) {
        let Some(item) = untrack(|| self.item(id)) else { return };
        let draft = ScopeItemDraft { kind, text: item.text };
        self.write(Write::ChangeItem(id, item.version, draft));
        focus_soon(field_id(id));
    }

    /// Moves a line up or down by one; it keeps the focus.
    pub fn step_item(self, id: ScopeItemId, is_up: bool) {
        let Some(item) = untrack(|| self.item(id)) else { return };
        let order = untrack(|| self.ids(item.kind));
        let Some(at) = order.iter().position(|other| *other == id) else { return };
        let is_at_end = if is_up { at == 0 } else { at + 1 == order.len() };
        if is_at_end {
            return;
        }
        let before = if is_up { order.get(at - 1) } else { order.get(at + 2) };
        self.write(Write::MoveItem(id, before.copied()));
        let (place, count) = (if is_up { at } else { at + 2 }, order.len());
        let words = self.words();
        let said = tu_string!(words, scope.moved, text = item.text, place = place, count = count);
        self.live.announce_after_focus(said);
        focus_soon(field_id(id));
    }

    /// Removes a line and offers the way back.
    pub fn remove_item(self, id: ScopeItemId) {
        let Some(item) = untrack(|| self.item(id)) else { return };
        let order = untrack(|| self.ids(item.kind));
        let at = order.iter().position(|other| *other == id);
        let before = at.and_then(|at| order.get(at + 1)).copied();
        let words = self.words();
        let said = tu_string!(words, scope.item_removed, text = item.text.as_str());
        let draft = ScopeItemDraft { kind: item.kind, text: item.text };
        self.write(Write::RemoveItem(id, item.version));
        self.offer_back(said, Write::AddItem(id, draft, before));
        focus_soon(new_field_id(item.kind));
    }

    /// Removes a goal and offers the way back.
    pub fn remove_goal(self, goal: Goal) {
        let words = self.words();
        let said = tu_string!(words, scope.goal_removed, title = goal.says.title.as_str());
        self.write(Write::RemoveGoal(goal.id, goal.version));
        self.offer_back(said, Write::AddGoal(goal.id, goal.says, Some(goal.number)));
    }
}

/// Gives an element the focus once the page is drawn as it now is.
fn focus_soon(id: String) {
    // Two frames: one for the list to change, one for it to be laid out.
    dom::on_next_frame(move || {
        dom::on_next_frame(move || {
            dom::focus_by_id(&id);
        });
    });
}
