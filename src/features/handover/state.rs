//! What the page knows, and what is done on it.

use std::ops::Deref;

use chrono::NaiveDate;
use domain::handover::{
    HandoverFacts, HandoverItem, ItemDraft, ItemKind, OpenPoint, PointDraft, to_take_over,
};
use domain::{HandoverItemId, OpenPointId};
use leptos::prelude::*;
use locale::{t_string, tu_string};

use super::api::{OpenedHandover, Taken};
use super::writes::Write;
use crate::features::shared::fresh;
use crate::features::shared::writing::Writing;

/// The hand-over of the project in sight; take it with `expect`.
#[derive(Clone, Copy)]
pub struct HandoverState {
    writing: Writing<Write>,
}

impl Deref for HandoverState {
    type Target = Writing<Write>;

    fn deref(&self) -> &Writing<Write> {
        &self.writing
    }
}

impl HandoverState {
    /// Makes it available to everything below.
    pub fn provide(opened: OpenedHandover) -> Self {
        let state = Self { writing: Writing::new(opened.head.id, opened) };
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
            (!may_edit).then(|| t_string!(words, handover.may_not).to_owned())
        })
    }

    /// A thing that is handed over.
    pub fn item(self, id: HandoverItemId) -> Option<HandoverItem> {
        self.with(|opened| opened.items.iter().find(|item| item.id == id).cloned())
    }

    /// An open point.
    pub fn point(self, id: OpenPointId) -> Option<OpenPoint> {
        self.with(|opened| opened.points.iter().find(|point| point.id == id).cloned())
    }

    /// How many accepted deliverables stand in no list yet.
    pub fn count_to_take_over(self) -> usize {
        self.with(|opened| to_take_over(&opened.register, &opened.items).len())
    }

    /// Today, on the server's clock.
    pub fn today(self) -> NaiveDate {
        self.with(|opened| opened.today)
    }

    /// Writes when and where, by whom to whom, or the support, unless nothing is another.
    pub fn change_facts(self, edit: impl FnOnce(&mut HandoverFacts)) {
        let before = untrack(|| self.with(|opened| opened.handover.clone()));
        let mut facts = before.facts.clone();
        edit(&mut facts);
        if facts != before.facts {
            self.write(Write::Facts(before.version, facts));
        }
    }

    /// Takes every accepted deliverable over that stands in no list yet.
    pub fn take_over(self) {
        let open = untrack(|| {
            self.with(|opened| {
                let open = to_take_over(&opened.register, &opened.items);
                open.into_iter().map(|one| one.id).collect::<Vec<_>>()
            })
        });
        let taken: Vec<Taken> =
            open.into_iter().map(|deliverable| Taken { id: new_item_id(), deliverable }).collect();
        if !taken.is_empty() {
            self.write(Write::TakeOver(taken));
        }
    }

    /// Adds a thing to the end of the list.
    pub fn add_item(self, kind: ItemKind, title: String) {
        let draft = ItemDraft { title, kind, ..ItemDraft::default() };
        self.write(Write::AddItem(new_item_id(), draft, None));
    }

    /// Changes a thing, unless nothing is another.
    pub fn change_item(self, id: HandoverItemId, edit: impl FnOnce(&mut ItemDraft)) {
        let Some(item) = untrack(|| self.item(id)) else { return };
        let mut draft = item.says.clone();
        edit(&mut draft);
        if draft != item.says {
            self.write(Write::ChangeItem(id, item.version, draft));
        }
    }

    /// Removes a thing and offers the way back.
    pub fn remove_item(self, id: HandoverItemId) {
        let Some(item) = untrack(|| self.item(id)) else { return };
        let words = self.words();
        let said = tu_string!(words, handover.removed, title = item.says.title.as_str());
        self.write(Write::RemoveItem(id, item.version));
        self.offer_back(said, Write::AddItem(id, item.says, Some(item.place)));
    }

    /// Adds an open point to the end of the list.
    pub fn add_point(self, text: String) {
        let id = fresh::id(OpenPointId::new);
        let draft = PointDraft { text, ..PointDraft::default() };
        self.write(Write::AddPoint(id, draft));
    }

    /// Changes an open point, unless nothing is another.
    pub fn change_point(self, id: OpenPointId, edit: impl FnOnce(&mut PointDraft)) {
        let Some(point) = untrack(|| self.point(id)) else { return };
        let mut draft = point.says.clone();
        edit(&mut draft);
        if draft != point.says {
            self.write(Write::ChangePoint(id, point.version, draft));
        }
    }

    /// Removes an open point and offers the way back.
    pub fn remove_point(self, id: OpenPointId) {
        let Some(point) = untrack(|| self.point(id)) else { return };
        let words = self.words();
        let said = tu_string!(words, handover.removed, title = point.says.text.as_str());
        self.write(Write::RemovePoint(id, point.version));
        self.offer_back(said, Write::AddPoint(id, point.says));
    }
}

fn new_item_id() -> HandoverItemId {
    fresh::id(HandoverItemId::new)
}
