//! What the parts of the panel share: the task, the rights, the words.

use domain::TaskId;
use domain::plan::{PlanOp, PlanView, Task, TaskChange};
use leptos::prelude::*;
use locale::{Locale, Words, td_string, use_i18n};
use web_sys::HtmlElement;

use super::foresight::{Tries, Try};
use crate::features::shared::field_text::FieldText;
use crate::features::shared::plan::PlanContext;
use crate::ui::dom;

/// An open task. Cheap to copy; handed to every part through the context.
#[derive(Clone, Copy)]
pub struct OpenTask {
    /// The plan.
    pub plan: PlanContext,
    /// Which task.
    pub id: TaskId,
    /// The task as it stands; `None` once it is gone.
    pub task: Memo<Option<Task>>,
    /// Whether sub-tasks decide its dates.
    pub is_summary: Memo<bool>,
    /// The changes that are thought about.
    pub tries: Tries,
    /// The words of the language that the page shows.
    pub words: Words,
    /// Which control asked for what waits for an answer, counted from the first.
    at: StoredValue<Option<usize>>,
}

impl OpenTask {
    /// Makes a task available to every part of its panel.
    pub fn provide(id: TaskId) -> Self {
        let plan = PlanContext::expect();
        let task = Memo::new(move |_| plan.with(|view| view.plan.tasks.get(&id).cloned()));
        let is_summary = Memo::new(move |_| plan.with(|view| view.plan.is_summary(id)));
        let tries = Tries::default();
        let at = StoredValue::new(None);
        let open = Self { plan, id, task, is_summary, tries, words: use_i18n(), at };
        provide_context(open);
        plan.when_left(move || open.give_back());
        open
    }

    /// The task around this component.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The language; subscribes to its changes.
    pub fn locale(self) -> Locale {
        self.words.get_locale()
    }

    /// Reads the task and subscribes to it; the default once it is gone.
    pub fn get<T: Default>(self, read: impl FnOnce(&Task) -> T) -> T {
        self.task.with(|task| task.as_ref().map(read)).unwrap_or_default()
    }

    /// A yes or no about the task.
    pub fn is(self, read: fn(&Task) -> bool) -> Signal<bool> {
        Signal::derive(move || self.get(read))
    }

    /// Whether this person may report on the task.
    pub fn may_work(self) -> Signal<bool> {
        Signal::derive(move || self.get(|task| self.plan.may_work(task)))
    }

    /// A text of the task in a field. Changes from elsewhere, undo among them, come into the field
    /// unless somebody is writing there.
    pub fn field(
        self,
        read: impl Fn(&Task, &PlanView) -> String + Send + Sync + 'static,
    ) -> FieldText {
        let (plan, id) = (self.plan, self.id);
        let value = Memo::new(move |_| {
            plan.with(|view| view.plan.tasks.get(&id).map(|task| read(task, view)))
                .unwrap_or_default()
        });
        FieldText::of(plan, value)
    }

    /// The change that a control would make, worked out from the plan as it stands.
    pub fn trying(
        self,
        make: impl Fn(&PlanView, &Task) -> Option<PlanOp> + Send + Sync + 'static,
    ) -> Try {
        Memo::new(move |_| {
            self.plan.with(|view| view.plan.tasks.get(&self.id).and_then(|task| make(view, task)))
        })
    }

    /// What stands below a field: that others have changed it too, or else the usual words.
    pub fn hint_of(self, field: FieldText, usual: fn(Locale) -> &'static str) -> Signal<String> {
        let is_beside = field.is_beside();
        Signal::derive(move || {
            let locale = self.locale();
            let words = match is_beside.get() {
                true => td_string!(locale, peek.changed_meanwhile),
                false => usual(locale),
            };
            words.to_owned()
        })
    }

    /// Changes one property and says so, with a way back.
    pub fn change(self, to: TaskChange) {
        self.act(PlanOp::change(self.id, to));
    }

    /// The same for somebody who knew nothing after the operation `base`.
    pub fn change_from(self, base: i64, to: TaskChange) {
        self.act_from(base, PlanOp::change(self.id, to));
    }

    /// Carries out an operation on the task and says so, with a way back.
    pub fn act(self, op: PlanOp) {
        self.act_from(self.plan.seq(), op);
    }

    fn act_from(self, base: i64, op: PlanOp) {
        let title = self.task.with_untracked(|task| task.as_ref().map(|task| task.title.clone()));
        let locale = self.words.get_locale_untracked();
        let said = td_string!(locale, peek.saved, title = title.unwrap_or_default());
        let place = dom::active_element()
            .and_then(|active| controls().iter().position(|control| *control == active));
        self.plan.dispatch_from(base, op, said);
        self.at.try_set_value(place.filter(|_| self.plan.is_asking()));
    }

    /// Works out an operation from the plan as it stands and carries it out.
    pub fn act_with(self, make: impl FnOnce(&PlanView, &Task) -> Option<PlanOp>) {
        self.act_with_from(self.plan.seq(), make);
    }

    /// The same for somebody who knew nothing after the operation `base`.
    pub fn act_with_from(self, base: i64, make: impl FnOnce(&PlanView, &Task) -> Option<PlanOp>) {
        let op = self
            .plan
            .with_untracked(|view| view.plan.tasks.get(&self.id).and_then(|task| make(view, task)));
        if let Some(op) = op {
            self.act_from(base, op);
        }
    }

    /// Gives the keyboard back to the control that asked for what was let be, made anew since.
    fn give_back(self) {
        let Some(place) = self.at.try_update_value(Option::take).flatten() else { return };
        dom::on_next_frame(move || {
            if dom::has_free_focus() {
                controls().get(place).into_iter().for_each(dom::focus);
            }
        });
    }

    /// Deletes the task and closes the panel; the way back is in the toast.
    pub fn delete(self) {
        let title = self.task.with_untracked(|task| task.as_ref().map(|task| task.title.clone()));
        let locale = self.words.get_locale_untracked();
        let said = td_string!(locale, peek.deleted, title = title.unwrap_or_default());
        let plan = self.plan;
        let op = PlanOp::Remove { tasks: vec![self.id] };
        plan.dispatch_then(op, said, move || plan.open_task(None));
    }
}

/// Everything in the panel that can have the keyboard.
fn controls() -> Vec<HtmlElement> {
    let panel = dom::document().and_then(|page| page.get_element_by_id("peek"));
    panel.map(|panel| dom::focusable_within(&panel, None)).unwrap_or_default()
}
