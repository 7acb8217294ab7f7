//! The open plan of a project, shared by board, Gantt, list and peek: one replica, one queue.

mod asked;
mod batch;
mod companions;
mod draft;
mod heard;
mod kept;
mod live;
mod opening;
mod outbox;
mod pausing;
mod refused;
mod undo;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::plan::{Origin, Overtaken, PlanOp, PlanView, Replica, Step, Task, View, WayBack};
use domain::time::{self, Minute};
use domain::{ColumnId, OpId, ProjectId, Refusal, TaskId, UserId};
use leptos::prelude::*;
use locale::{Words, tu_string, use_i18n};

use super::agreed::Agreed;
use super::exceeded::Exceeded;
use super::fresh;
use super::plan_api::{Opened, Person, ProjectHead};
use crate::error::AppError;
use crate::ui::dom;
use crate::ui::live::{Live as Spoken, use_live};
use crate::ui::toast::{Toasts, use_toasts};

pub use asked::{Answer, Asked};
pub use companions::Companion;
use companions::Companions;
use heard::Untold;
use live::Live;
pub use opening::{Opening, Source, open, open_branch};
pub use outbox::SyncState;
use pausing::Pausing;
pub use refused::Refused;

/// The id of the field for the title in a task's peek panel.
pub const TITLE_FIELD: &str = "field-peek-title";

/// The open plan. Cheap to copy; every view of the project reads and changes this one.
#[derive(Clone, Copy)]
pub struct PlanContext {
    facts: StoredValue<Facts>,
    replica: StoredValue<Replica>,
    changed: Trigger,
    /// The version of the plan that the views were told of.
    shown: StoredValue<u64>,
    sync: RwSignal<SyncState>,
    waiting: RwSignal<BTreeSet<TaskId>>,
    refused: RwSignal<Vec<Refused>>,
    is_deciding: RwSignal<bool>,
    stacks: RwSignal<(bool, bool)>,
    /// Told of every step back and forth.
    stepped: Trigger,
    /// What is no part of the plan and goes with steps.
    companions: StoredValue<Companions>,
    /// What the client agreed to last, where this person may raise a change of it.
    agreed: RwSignal<Option<Agreed>>,
    /// The operation that waits for an answer.
    asked: RwSignal<Option<Asked>>,
    /// Told of every answer.
    answered: Trigger,
    /// How many operations were let be after all.
    left: RwSignal<u32>,
    view: RwSignal<View>,
    live: Live,
    pausing: Pausing,
    /// What others did and nobody has been told yet.
    untold: StoredValue<Untold>,
    closed: RwSignal<Option<AppError>>,
    /// Operations that the server has and the kept plan has not.
    unkept: StoredValue<Vec<OpId>>,
    keeping: StoredValue<u32>,
    peeked: RwSignal<Option<TaskId>>,
    /// Whether its panel fills the room of the view.
    is_peek_wide: RwSignal<bool>,
    is_sending: StoredValue<bool>,
    /// Whether it is tried again in a while by itself.
    is_retrying: StoredValue<bool>,
    /// So many operations are sent one by one: a call with all of them was refused.
    singly: StoredValue<usize>,
    toasts: Toasts,
    spoken: Spoken,
    words: Words,
}

/// Opens the plan anew from the server, after it was changed by other means than operations.
#[derive(Clone, Copy)]
pub struct ReopenPlan(pub Callback<Imported>);

/// What the server has just brought into the plan: the way back, and the words for it.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The way back.
    pub way_back: WayBack,
    /// What was done.
    pub said: String,
}

/// What does not change while the plan is open.
struct Facts {
    source: Source,
    head: ProjectHead,
    people: Vec<Person>,
    now: Minute,
    opened_at_ms: i64,
    me: UserId,
    may_edit: bool,
    may_work: bool,
}

impl PlanContext {
    /// Opens a plan for the views below; `peeked` is the task that the address names.
    #[must_use]
    pub fn provide(opening: Opening, peeked: Option<TaskId>) -> Self {
        let Opening { opened, replica, refused, source } = opening;
        let Opened { head, people, now, me, may_edit, may_work, known, .. } = opened;
        let opened_at_ms = dom::now_ms();
        let facts = Facts { source, head, people, now, opened_at_ms, me, may_edit, may_work };
        let context = Self {
            facts: StoredValue::new(facts),
            replica: StoredValue::new(replica),
            changed: Trigger::new(),
            shown: StoredValue::new(0),
            sync: RwSignal::new(SyncState::Saved),
            waiting: RwSignal::new(BTreeSet::new()),
            refused: RwSignal::new(refused),
            is_deciding: RwSignal::new(false),
            view: RwSignal::new(View::Other),
            live: Live::new(),
            pausing: Pausing::new(),
            untold: StoredValue::new(Untold::default()),
            closed: RwSignal::new(None),
            unkept: StoredValue::new(known),
            keeping: StoredValue::new(0),
            stacks: RwSignal::new((false, false)),
            stepped: Trigger::new(),
            companions: StoredValue::new(Companions::new()),
            agreed: RwSignal::new(None),
            asked: RwSignal::new(None),
            answered: Trigger::new(),
            left: RwSignal::new(0),
            peeked: RwSignal::new(peeked),
            is_peek_wide: RwSignal::new(false),
            is_sending: StoredValue::new(false),
            is_retrying: StoredValue::new(false),
            singly: StoredValue::new(0),
            toasts: use_toasts(),
            spoken: use_live(),
            words: use_i18n(),
        };
        provide_context(context);
        Exceeded::provide();
        context.follow_pause();
        match source {
            Source::Project => {
                context.note_change();
                context.keep_soon();
                context.send();
                context.go_live();
                context.follow_agreed();
            }
            Source::Draft(_) => {
                context.note_change();
                context.send_rest_at_end();
            }
            Source::Past => {}
        }
        context
    }

    /// The open plan of the project frame above.
    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// Where the plan comes from.
    #[must_use]
    pub fn source(self) -> Source {
        self.facts.with_value(|facts| facts.source)
    }

    /// Which project.
    #[must_use]
    pub fn project(self) -> ProjectId {
        self.facts.with_value(|facts| facts.head.id)
    }

    /// The first part of its tasks' keys.
    #[must_use]
    pub fn key(self) -> String {
        self.facts.with_value(|facts| facts.head.key.clone())
    }

    /// What the project is called.
    #[must_use]
    pub fn name(self) -> String {
        self.facts.with_value(|facts| facts.head.name.clone())
    }

    /// Who is reading.
    #[must_use]
    pub fn me(self) -> UserId {
        self.facts.with_value(|facts| facts.me)
    }

    /// Why the plan is open no more: the person lost the right to see it.
    #[must_use]
    pub fn closed(self) -> Signal<Option<AppError>> {
        self.closed.into()
    }

    /// Whether this person may change the whole plan.
    #[must_use]
    pub fn may_edit(self) -> bool {
        self.facts.with_value(|facts| facts.may_edit)
    }

    /// Whether this person may report on a task: move its card, set progress, block.
    #[must_use]
    pub fn may_work(self, task: &Task) -> bool {
        let is_own = |facts: &Facts| facts.may_work && task.assignee == Some(facts.me);
        self.facts.with_value(|facts| facts.may_edit || is_own(facts))
    }

    /// Whether this person works in the project, and so may raise changes of its plan.
    #[must_use]
    pub fn is_member(self) -> bool {
        self.facts.with_value(|facts| facts.may_edit || facts.may_work)
    }

    /// Whom tasks can be given to.
    #[must_use]
    pub fn people(self) -> Vec<Person> {
        self.facts.with_value(|facts| facts.people.clone())
    }

    /// The name of someone of the project, or of someone who has it open.
    #[must_use]
    pub fn person(self, id: UserId) -> Option<String> {
        let of_project = self.facts.with_value(|facts| {
            let found = facts.people.iter().find(|person| person.id == id);
            found.map(|person| person.name.clone())
        });
        of_project.or_else(|| self.name_of_other(id))
    }

    /// Subscribes the surrounding effect or memo to every change of the plan.
    pub fn track(self) {
        self.changed.track();
    }

    /// Reads the plan and subscribes to its changes.
    pub fn with<T>(self, read: impl FnOnce(&PlanView) -> T) -> T {
        self.changed.track();
        self.with_untracked(read)
    }

    /// Reads the plan as it is now.
    pub fn with_untracked<T>(self, read: impl FnOnce(&PlanView) -> T) -> T {
        self.replica.with_value(|replica| read(replica.view()))
    }

    /// Applies an operation at once and says and asks nothing: for typing and ticking.
    pub fn dispatch_quietly(self, op: PlanOp) {
        if self.apply(self.seq(), op, Step::New) {
            // What was offered for the step before would take this one back.
            self.toasts.withdraw(tu_string!(self.words, common.undo));
        }
    }

    /// The last operation of the server that this browser knows.
    #[must_use]
    pub fn seq(self) -> i64 {
        self.replica.try_with_value(Replica::seq).unwrap_or(0)
    }

    /// Shows why a rule says no.
    pub fn refuse(self, refusal: &Refusal) {
        let locale = self.words.get_locale_untracked();
        self.toasts.fail(locale::refusals::sentence(locale, refusal));
    }

    /// What an operation is about, in a few words.
    #[must_use]
    pub fn said_of(self, op: &PlanOp) -> String {
        let locale = self.words.get_locale_untracked();
        self.with_untracked(|view| locale::ops::sentence(locale, op, &view.plan))
    }

    fn said_of_overtaken(self, overtaken: &Overtaken) -> String {
        let who = self.person(overtaken.by);
        let who = who.unwrap_or_else(|| tu_string!(self.words, common.somebody).to_owned());
        let locale = self.words.get_locale_untracked();
        let what =
            self.with_untracked(|view| locale::ops::part(locale, overtaken.part, &view.plan));
        tu_string!(self.words, common.overtaken, who = who, what = what)
    }

    /// Now, on the project's wall clock.
    #[must_use]
    pub fn now(self) -> Minute {
        self.facts
            .with_value(|facts| facts.now + (dom::now_ms() - facts.opened_at_ms).max(0) / 60_000)
    }

    /// Today, on the project's wall clock.
    #[must_use]
    pub fn today(self) -> NaiveDate {
        time::day_of(self.now())
    }

    /// A new task's id.
    #[must_use]
    pub fn new_task_id(self) -> TaskId {
        fresh::id(TaskId::new)
    }

    /// A new column's id.
    #[must_use]
    pub fn new_column_id(self) -> ColumnId {
        fresh::id(ColumnId::new)
    }

    /// Opens a task's peek panel, or closes it.
    pub fn open_task(self, task: Option<TaskId>) {
        if task.is_none() {
            self.is_peek_wide.set(false);
        }
        self.peeked.set(task);
    }

    /// Opens a task's peek panel in all the room of the view.
    pub fn open_task_wide(self, task: TaskId) {
        self.is_peek_wide.set(true);
        self.peeked.set(Some(task));
    }

    /// Whether the peek panel fills the room of the view.
    #[must_use]
    pub fn is_peek_wide(self) -> RwSignal<bool> {
        self.is_peek_wide
    }

    /// Opens a task's peek panel with the keyboard on its title.
    pub fn rename_task(self, task: TaskId) {
        self.open_task(Some(task));
        // The panel takes the keyboard when it opens, and its fields are there a frame later.
        dom::on_next_frame(|| {
            dom::on_next_frame(|| {
                dom::focus_by_id(TITLE_FIELD);
            });
        });
    }

    /// The task whose peek panel is open.
    #[must_use]
    pub fn opened(self) -> Signal<Option<TaskId>> {
        self.peeked.into()
    }

    /// In which view the person is: the history tells it.
    pub fn set_view(self, view: View) {
        self.view.set(view);
    }

    fn apply(self, base: i64, op: PlanOp, step: Step) -> bool {
        let id = fresh::id(OpId::new);
        let origin = Origin { view: self.view.get_untracked(), step };
        let applied =
            self.replica.try_update_value(|replica| replica.apply_from(base, id, op, origin));
        match applied {
            Some(Ok(made)) => {
                self.keep_op(&made, None);
                self.note_change();
                self.send();
                true
            }
            Some(Err(refusal)) => {
                self.refuse(&refusal);
                false
            }
            None => false,
        }
    }
}
