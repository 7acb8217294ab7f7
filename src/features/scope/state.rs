//! What the page knows, and the queue of what was written on it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::scope::{Goal, ScopeItem, ScopeItemDraft, ScopeKind};
use domain::summary::MilestoneFacts;
use domain::{GoalId, ProjectId, ScopeItemId, TaskId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{Words, t_string, tu_string, use_i18n};

use super::api::{GoalLine, OpenedScope, open_scope};
use super::item_row::field_id;
use super::items::new_field_id;
use super::writes::Write;
use crate::error::AppError;
use crate::features::shared::fresh;
use crate::ui::dom;
use crate::ui::live::{Live, use_live};
use crate::ui::toast::{Toasts, use_toasts};

/// What was written and has not reached the server. It outlives the page, so that nothing is lost
/// when somebody leaves at once.
#[derive(Clone, Default)]
struct Outbox(Arc<Mutex<Queue>>);

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Write>,
    is_sending: bool,
    /// Whether the page wants to know again how it stands.
    is_asked: bool,
}

impl Outbox {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next thing to send.
    fn next(&self) -> Option<Write> {
        let mut queue = self.queue();
        queue.is_asked = false;
        queue.waiting.pop_front()
    }

    /// Whether nothing came while the server was asked; then the sending is over.
    fn rests(&self) -> bool {
        let mut queue = self.queue();
        let rests = queue.waiting.is_empty() && !queue.is_asked;
        queue.is_sending = !rests;
        rests
    }
}

/// Goals and scope of the project in sight; take it with `expect`.
#[derive(Clone, Copy)]
pub struct ScopeState {
    project: ProjectId,
    opened: RwSignal<OpenedScope>,
    revision: RwSignal<u32>,
    outbox: StoredValue<Outbox>,
    is_saving: RwSignal<bool>,
    words: Words,
    toasts: Toasts,
    live: Live,
}

impl ScopeState {
    /// Makes it available to everything below.
    pub fn provide(opened: OpenedScope) -> Self {
        let state = Self {
            project: opened.head.id,
            opened: RwSignal::new(opened),
            revision: RwSignal::new(0),
            outbox: StoredValue::new(Outbox::default()),
            is_saving: RwSignal::new(false),
            words: use_i18n(),
            toasts: use_toasts(),
            live: use_live(),
        };
        provide_context(state);
        dom::warn_before_leaving(state.is_saving());
        state
    }

    /// That of this page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Which project.
    pub const fn project(self) -> ProjectId {
        self.project
    }

    /// Counts up whenever the server has something new.
    pub fn revision(self) -> Signal<u32> {
        self.revision.into()
    }

    /// Whether something is on its way to the server.
    pub fn is_saving(self) -> Signal<bool> {
        self.is_saving.into()
    }

    /// Reads what is known, and hears when it changes.
    pub fn with<T>(self, read: impl FnOnce(&OpenedScope) -> T) -> T {
        self.opened.with(read)
    }

    /// Why this person may not write here; none for those who may.
    pub fn refusal(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let may_edit = self.with(|opened| opened.may_edit);
            (!may_edit).then(|| t_string!(self.words, scope.may_not).to_owned())
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

    /// Writes another text into a line, unless it is the same or none.
    pub fn rename_item(self, id: ScopeItemId, text: &str) {
        // What was pasted may have several lines; a line of the scope is one.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(item) = untrack(|| self.item(id)) else { return };
        if !text.is_empty() && text != item.text {
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
        let said =
            tu_string!(self.words, scope.moved, text = item.text, place = place, count = count);
        self.live.announce_after_focus(said);
        focus_soon(field_id(id));
    }

    /// Removes a line and offers the way back.
    pub fn remove_item(self, id: ScopeItemId) {
        let Some(item) = untrack(|| self.item(id)) else { return };
        let order = untrack(|| self.ids(item.kind));
        let at = order.iter().position(|other| *other == id);
        let before = at.and_then(|at| order.get(at + 1)).copied();
        let said = tu_string!(self.words, scope.item_removed, text = item.text.as_str());
        let draft = ScopeItemDraft { kind: item.kind, text: item.text };
        self.write(Write::RemoveItem(id, item.version));
        self.offer_back(said, Write::AddItem(id, draft, before));
        focus_soon(new_field_id(item.kind));
    }

    /// Removes a goal and offers the way back.
    pub fn remove_goal(self, goal: Goal) {
        let said = tu_string!(self.words, scope.goal_removed, title = goal.says.title.as_str());
        self.write(Write::RemoveGoal(goal.id, goal.version));
        self.offer_back(said, Write::AddGoal(goal.id, goal.says, Some(goal.number)));
    }

    fn offer_back(self, said: String, back: Write) {
        let undo = tu_string!(self.words, common.undo);
        self.toasts.offer(said, undo, move || self.write(back.clone()));
    }

    /// Shows what was written and sends it, after whatever was written before.
    pub fn write(self, write: Write) {
        let Some(outbox) = self.outbox.try_get_value() else {
            // The page was left: what it offered is done all the same.
            spawn_local(self.deliver(write));
            return;
        };
        self.opened.update(|opened| write.show(opened));
        outbox.queue().waiting.push_back(write);
        self.go_on(outbox);
    }

    /// Asks the server again how it stands.
    pub fn reload(self) {
        if let Some(outbox) = self.outbox.try_get_value() {
            outbox.queue().is_asked = true;
            self.go_on(outbox);
        }
    }

    fn go_on(self, outbox: Outbox) {
        let was_sending = std::mem::replace(&mut outbox.queue().is_sending, true);
        if !was_sending {
            self.is_saving.set(true);
            spawn_local(self.send_all(outbox));
        }
    }

    /// Sends what waits, then takes what the server has; again, when more was written meanwhile.
    async fn send_all(self, outbox: Outbox) {
        loop {
            while let Some(write) = outbox.next() {
                self.deliver(write).await;
            }
            let found = open_scope(self.project).await;
            if !outbox.rests() {
                continue;
            }
            self.is_saving.try_set(false);
            match found {
                Ok(found) => {
                    self.opened.try_set(found);
                    self.revision.try_update(|revision| *revision += 1);
                }
                Err(error) => self.fail(&error),
            }
            return;
        }
    }

    async fn deliver(self, write: Write) {
        if let Err(error) = write.send(self.project).await {
            self.fail(&error);
        }
    }

    fn fail(self, error: &AppError) {
        self.toasts.fail(error.sentence(self.words.get_locale_untracked()));
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
