//! As much of a plan as tells where its cards are, changed by operations in either direction.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::{ColumnKind, Plan, PlanOp, Task, TaskChange};
use crate::{ColumnId, TaskId};

/// Where a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Not in the plan.
    Nowhere,
    /// In the plan without a card: a summary, or not in a column.
    OffBoard,
    /// In a column that has this kind.
    On(ColumnId, ColumnKind),
}

/// The places that tasks had before an operation, for every task that it may have moved.
pub(super) type Places = BTreeMap<TaskId, Place>;

/// Columns, and of each task its column and its summary.
pub(super) struct Board {
    kinds: BTreeMap<ColumnId, ColumnKind>,
    tasks: BTreeMap<TaskId, Held>,
    /// The tasks right below each summary; no entry is empty.
    below: BTreeMap<TaskId, BTreeSet<TaskId>>,
    /// The tasks of each column, summaries too; no entry is empty.
    cards: BTreeMap<ColumnId, BTreeSet<TaskId>>,
}

/// What is known of a task.
#[derive(Clone, Copy)]
struct Held {
    parent: Option<TaskId>,
    column: Option<ColumnId>,
}

impl Held {
    const fn of(task: &Task) -> Self {
        Self { parent: task.parent, column: task.column }
    }
}

impl Board {
    /// The board of a plan.
    pub(super) fn of(plan: &Plan) -> Self {
        let kinds = plan.columns.values().map(|column| (column.id, column.kind)).collect();
        let (tasks, below, cards) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut board = Self { kinds, tasks, below, cards };
        for task in plan.tasks.values() {
            board.put(task.id, Some(Held::of(task)));
        }
        board
    }

    /// Every task with its place.
    pub(super) fn places(&self) -> impl Iterator<Item = (TaskId, Place)> + '_ {
        self.tasks.keys().map(|task| (*task, self.place(*task)))
    }

    /// Where a task is.
    pub(super) fn place(&self, task: TaskId) -> Place {
        let Some(held) = self.tasks.get(&task) else { return Place::Nowhere };
        let column = held.column.filter(|_| !self.below.contains_key(&task));
        let kind = column.and_then(|column| Some((column, *self.kinds.get(&column)?)));
        kind.map_or(Place::OffBoard, |(column, kind)| Place::On(column, kind))
    }

    /// Changes the board as an operation says. What does not fit is taken as far as it fits.
    pub(super) fn apply(&mut self, op: &PlanOp) -> Places {
        let mut was = Places::new();
        self.step(op, &mut was);
        was
    }

    fn step(&mut self, op: &PlanOp, was: &mut Places) {
        match op {
            PlanOp::Add { tasks, .. } => {
                for task in tasks {
                    self.change(task.id, Some(Held::of(task)), was);
                }
            }
            PlanOp::Remove { tasks } => {
                for task in self.with_descendants(tasks) {
                    self.change(task, None, was);
                }
            }
            PlanOp::Change { task, to } => {
                let held = self.tasks.get(task).and_then(|held| changed(*held, to));
                if held.is_some() {
                    self.change(*task, held, was);
                }
            }
            PlanOp::PutColumn(column) => self.put_column(column.id, Some(column.kind), was),
            PlanOp::RemoveColumn(column) => self.put_column(*column, None, was),
            PlanOp::Batch(ops) => ops.iter().for_each(|op| self.step(op, was)),
            PlanOp::Link(_)
            | PlanOp::Unlink(_)
            | PlanOp::PutCalendar(_)
            | PlanOp::RemoveCalendar(_)
            | PlanOp::PutIteration(_)
            | PlanOp::RemoveIteration(_)
            | PlanOp::Configure(_) => {}
        }
    }

    /// Changes a task, which may also make a summary of its parent, or a card again.
    fn change(&mut self, id: TaskId, held: Option<Held>, was: &mut Places) {
        let both = [self.tasks.get(&id).copied(), held];
        let parents = both.into_iter().flatten().filter_map(|held| held.parent);
        for task in parents.chain([id]) {
            was.entry(task).or_insert_with(|| self.place(task));
        }
        self.put(id, held);
    }

    fn put(&mut self, id: TaskId, held: Option<Held>) {
        if let Some(old) = self.tasks.remove(&id) {
            take_out(&mut self.below, old.parent, id);
            take_out(&mut self.cards, old.column, id);
        }
        if let Some(new) = held {
            put_in(&mut self.below, new.parent, id);
            put_in(&mut self.cards, new.column, id);
            self.tasks.insert(id, new);
        }
    }

    /// Changes what a column means, and with it the place of every card in it.
    fn put_column(&mut self, id: ColumnId, kind: Option<ColumnKind>, was: &mut Places) {
        if self.kinds.get(&id).copied() == kind {
            return;
        }
        for task in self.cards.get(&id).into_iter().flatten() {
            was.entry(*task).or_insert_with(|| self.place(*task));
        }
        match kind {
            Some(kind) => self.kinds.insert(id, kind),
            None => self.kinds.remove(&id),
        };
    }

    fn with_descendants(&self, tasks: &[TaskId]) -> Vec<TaskId> {
        let mut all = tasks.to_vec();
        let mut next = 0;
        while let Some(task) = all.get(next) {
            all.extend(self.below.get(task).into_iter().flatten());
            next += 1;
        }
        all
    }
}

/// A task after a change; none when the change moves no card.
const fn changed(held: Held, to: &TaskChange) -> Option<Held> {
    match to {
        TaskChange::Place { parent, .. } => Some(Held { parent: *parent, ..held }),
        TaskChange::Card { column, .. } => Some(Held { column: *column, ..held }),
        _ => None,
    }
}

type Sets<K> = BTreeMap<K, BTreeSet<TaskId>>;

fn put_in<K: Ord>(sets: &mut Sets<K>, key: Option<K>, task: TaskId) {
    if let Some(key) = key {
        sets.entry(key).or_default().insert(task);
    }
}

fn take_out<K: Ord>(sets: &mut Sets<K>, key: Option<K>, task: TaskId) {
    let Some(key) = key else { return };
    if let Some(set) = sets.get_mut(&key) {
        set.remove(&task);
        if set.is_empty() {
            sets.remove(&key);
        }
    }
}
