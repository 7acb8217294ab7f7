//! The open plan of a project, shared by board, Gantt, list and peek: one replica, one queue.

use chrono::NaiveDate;
use domain::plan::{PlanOp, PlanView, Replica, Step, Task};
use domain::time::{self, Minute};
use domain::{ColumnId, LinkId, OpId, ProjectId, Refusal, TaskId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{Words, tu_string, use_i18n};

use super::plan_api::{Opened, Person, ProjectHead, submit};
use crate::error::AppError;
use crate::ui::dom;
use crate::ui::toast::{Toasts, use_toasts};

/// How long to wait before an unreachable server is tried again, in milliseconds.
const RETRY_MS: u64 = 3_000;

/// Whether everything that this person did has reached the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncState {
    /// All of it.
    Saved,
    /// So many operations are on their way.
    Saving(usize),
    /// So many operations wait for the network.
    Offline(usize),
}

/// The open plan. Cheap to copy; every view of the project reads and changes this one.
#[derive(Clone, Copy)]
pub struct PlanContext {
    facts: StoredValue<Facts>,
    replica: StoredValue<Replica>,
    changed: Trigger,
    sync: RwSignal<SyncState>,
    stacks: RwSignal<(bool, bool)>,
    peeked: RwSignal<Option<TaskId>>,
    is_sending: StoredValue<bool>,
    toasts: Toasts,
    words: Words,
}

/// Opens the plan anew from the server, after it was changed by other means than operations.
#[derive(Clone, Copy)]
pub struct ReopenPlan(pub Callback<()>);

/// What does not change while the plan is open.
struct Facts {
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
    pub fn provide(head: ProjectHead, opened: Opened, peeked: Option<TaskId>) -> Self {
        let Opened { seq, plan, people, now, me, may_edit, may_work } = opened;
        let opened_at_ms = dom::now_ms();
        let facts = Facts { head, people, now, opened_at_ms, me, may_edit, may_work };
        let context = Self {
            facts: StoredValue::new(facts),
            replica: StoredValue::new(Replica::new(seq, plan)),
            changed: Trigger::new(),
            sync: RwSignal::new(SyncState::Saved),
            stacks: RwSignal::new((false, false)),
            peeked: RwSignal::new(peeked),
            is_sending: StoredValue::new(false),
            toasts: use_toasts(),
            words: use_i18n(),
        };
        provide_context(context);
        context
    }

    /// The open plan of the project frame above.
    #[must_use]
    pub fn expect() -> Self {
        expect_context()
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

    /// Who is reading.
    #[must_use]
    pub fn me(self) -> UserId {
        self.facts.with_value(|facts| facts.me)
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

    /// Whom tasks can be given to.
    #[must_use]
    pub fn people(self) -> Vec<Person> {
        self.facts.with_value(|facts| facts.people.clone())
    }

    /// The name of someone of the project.
    #[must_use]
    pub fn person(self, id: UserId) -> Option<String> {
        let is_this = |person: &&Person| person.id == id;
        self.facts
            .with_value(|facts| facts.people.iter().find(is_this).map(|person| person.name.clone()))
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

    /// Applies an operation at once, queues it for the server and says so, with a way back. A
    /// refusal shows its sentence and changes nothing.
    pub fn dispatch(self, op: PlanOp, said: String) {
        if self.apply(op, Step::New) {
            let undo = tu_string!(self.words, common.undo);
            self.toasts.offer(said, undo, move || self.undo());
        }
    }

    /// The same without a message: for typing and ticking.
    pub fn dispatch_quietly(self, op: PlanOp) {
        self.apply(op, Step::New);
    }

    /// Shows why a rule says no.
    pub fn refuse(self, refusal: &Refusal) {
        let locale = self.words.get_locale_untracked();
        self.toasts.fail(locale::refusals::sentence(locale, refusal));
    }

    /// Takes back this person's last step.
    pub fn undo(self) {
        let step = self.replica.try_update_value(Replica::take_undo).flatten();
        if step.is_some_and(|op| self.apply(op, Step::Undo)) {
            self.toasts.say(tu_string!(self.words, common.undone));
        }
    }

    /// Does again what was undone last.
    pub fn redo(self) {
        let step = self.replica.try_update_value(Replica::take_redo).flatten();
        if step.is_some_and(|op| self.apply(op, Step::Redo)) {
            self.toasts.say(tu_string!(self.words, common.redone));
        }
    }

    /// Whether there is a step to undo.
    #[must_use]
    pub fn can_undo(self) -> Signal<bool> {
        Signal::derive(move || self.stacks.get().0)
    }

    /// Whether there is a step to do again.
    #[must_use]
    pub fn can_redo(self) -> Signal<bool> {
        Signal::derive(move || self.stacks.get().1)
    }

    /// Whether everything has reached the server.
    #[must_use]
    pub fn sync(self) -> Signal<SyncState> {
        self.sync.into()
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
        TaskId::new(now_ms(), random())
    }

    /// A new link's id.
    #[must_use]
    pub fn new_link_id(self) -> LinkId {
        LinkId::new(now_ms(), random())
    }

    /// A new column's id.
    #[must_use]
    pub fn new_column_id(self) -> ColumnId {
        ColumnId::new(now_ms(), random())
    }

    /// Opens a task's peek panel, or closes it.
    pub fn open_task(self, task: Option<TaskId>) {
        self.peeked.set(task);
    }

    /// The task whose peek panel is open.
    #[must_use]
    pub fn opened(self) -> Signal<Option<TaskId>> {
        self.peeked.into()
    }

    fn apply(self, op: PlanOp, step: Step) -> bool {
        let id = OpId::new(now_ms(), random());
        let applied = self.replica.try_update_value(|replica| replica.apply(id, op, step));
        match applied {
            Some(Ok(())) => {
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

    /// Tells the views, and shows how many operations are on their way.
    fn note_change(self) {
        let Some((pending, stacks)) =
            self.replica.try_with_value(|replica| (replica.pending(), replica.can_undo_redo()))
        else {
            return;
        };
        self.stacks.set(stacks);
        self.sync.update(|sync| {
            *sync = match (pending, *sync) {
                (0, _) => SyncState::Saved,
                (count, SyncState::Offline(_)) => SyncState::Offline(count),
                (count, _) => SyncState::Saving(count),
            };
        });
        self.changed.notify();
    }

    /// Sends what is pending, one after the other, in order.
    fn send(self) {
        if self.is_sending.get_value() {
            return;
        }
        self.is_sending.set_value(true);
        spawn_local(async move {
            while self.send_next().await {}
            self.is_sending.try_set_value(false);
        });
    }

    /// Sends the oldest pending operation; answers whether to go on.
    async fn send_next(self) -> bool {
        let next = self.replica.try_with_value(|replica| {
            replica.next_to_send().map(|(id, op)| (replica.seq(), id, op))
        });
        let Some((since, id, op)) = next.flatten() else { return false };
        match submit(self.project(), since, id, op).await {
            Ok(committed) => self.settle(|replica| replica.catch_up(&committed)),
            Err(AppError::Offline | AppError::Busy) => {
                self.wait_and_retry();
                return false;
            }
            Err(error) => {
                let locale = self.words.get_locale_untracked();
                self.toasts.fail(error.sentence(locale));
                self.settle(|replica| replica.drop_refused(id));
            }
        }
        true
    }

    /// Lets the replica take in an answer and says what no longer applies.
    fn settle(self, take_in: impl FnOnce(&mut Replica) -> Vec<(OpId, Refusal)>) {
        for (_, refusal) in self.replica.try_update_value(take_in).unwrap_or_default() {
            self.refuse(&refusal);
        }
        self.sync.try_set(SyncState::Saving(0));
        self.note_change();
    }

    fn wait_and_retry(self) {
        let pending = self.replica.try_with_value(Replica::pending).unwrap_or(0);
        self.sync.try_set(SyncState::Offline(pending));
        set_timeout(move || self.send(), std::time::Duration::from_millis(RETRY_MS));
    }
}

fn now_ms() -> u64 {
    u64::try_from(dom::now_ms()).unwrap_or(0)
}

fn random() -> [u8; 10] {
    dom::random_bytes().unwrap_or_default()
}
