//! Several bars at once: which are selected, and how they move together.

use std::collections::BTreeSet;

use domain::TaskId;
use domain::plan::{PlanOp, PlanView};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::td_string;
use web_sys::MouseEvent;

use super::chart::Chart;
use super::moves::{Grab, Lift, Shift};
use super::table::focus_row;
use super::words;

/// What a press on a row or a bar selects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Only that task.
    #[default]
    Only,
    /// That task too, or no longer.
    Also,
    /// Everything up to it.
    UpTo,
}

impl Reach {
    /// What the keys held during a press ask for.
    pub fn of(event: &MouseEvent) -> Self {
        match () {
            () if event.shift_key() => Self::UpTo,
            () if event.ctrl_key() || event.meta_key() => Self::Also,
            () => Self::Only,
        }
    }
}

impl Chart {
    /// Whether a row is marked: among several, or alone; subscribes to that.
    pub fn is_marked(self, task: TaskId) -> bool {
        match self.picked.with(BTreeSet::is_empty) {
            true => self.selected.get() == Some(task),
            false => self.picked.with(|picked| picked.contains(&task)),
        }
    }

    /// Selects what was pressed; its row gets the keyboard. While a dependency is being made, what
    /// was pressed is the task that is to wait.
    pub fn choose(self, task: TaskId, reach: Reach) {
        self.link.set(None);
        self.typed.set(None);
        if let Some(linking) = self.linking.get_untracked() {
            self.finish_wire(linking.from, task);
            return focus_row(self, Some(linking.from));
        }
        match reach {
            Reach::UpTo => self.pick_to(task),
            Reach::Also => self.toggle_picked(task),
            Reach::Only if self.is_picking.get_untracked() => self.toggle_picked(task),
            Reach::Only => {
                self.clear_picked();
            }
        }
        focus_row(self, Some(task));
    }

    /// Selects one more task, or one less. What was selected alone is the first of several.
    pub fn toggle_picked(self, task: TaskId) {
        let first = self.selected.get_untracked().filter(|first| *first != task);
        let first = first.filter(|_| !self.is_picking.get_untracked());
        self.picked.update(|picked| {
            if picked.is_empty() {
                picked.extend(first);
            }
            if !picked.remove(&task) {
                picked.insert(task);
            }
        });
        self.say_picked();
    }

    /// Selects everything between the row with the keyboard and this one.
    pub fn pick_to(self, task: TaskId) {
        let rows = self.rows.get_untracked();
        let from = self.selected.get_untracked().and_then(|from| rows.row_of(from));
        let Some(to) = rows.row_of(task) else { return };
        let from = from.unwrap_or(to);
        let between = (from.min(to)..=from.max(to)).filter_map(|row| rows.task(row));
        self.picked.update(|picked| picked.extend(between));
        self.say_picked();
    }

    /// Begins to select several, by presses alone.
    pub fn begin_picking(self, task: TaskId) {
        if self.is_picking.get_untracked() {
            self.clear_picked();
            return;
        }
        self.is_picking.set(true);
        self.picked.update(|picked| {
            picked.insert(task);
        });
        self.say_picked();
    }

    /// Selects several no more; tells whether anything was.
    pub fn clear_picked(self) -> bool {
        let was =
            self.is_picking.get_untracked() || !self.picked.with_untracked(BTreeSet::is_empty);
        if was {
            self.is_picking.set(false);
            self.picked.set(BTreeSet::new());
        }
        was
    }

    /// The tasks that a move of one of them means: all that are selected with it; none where it
    /// moves alone.
    pub fn group_of(self, task: TaskId) -> BTreeSet<TaskId> {
        let mut picked = self.picked.get_untracked();
        self.plan.with_untracked(|view| picked.retain(|task| view.plan.tasks.contains_key(task)));
        if picked.len() > 1 && picked.contains(&task) { picked } else { BTreeSet::new() }
    }

    /// Moves everything that is selected by weeks and working days.
    pub fn nudge_picked(self, weeks: i32, days: i32) {
        let rows = self.rows.get_untracked();
        let mut picked: Vec<TaskId> = self.picked.get_untracked().into_iter().collect();
        picked.sort_by_key(|task| rows.row_of(*task));
        let may_move = |task: &&TaskId| self.fixed(**task, Grab::Body).is_none();
        let lead = picked.iter().find(may_move).or(picked.first());
        if let Some(lead) = lead {
            self.nudge(*lead, weeks, days);
        }
    }

    /// Moves a task, with all that are selected with it, by weeks and working days.
    pub fn nudge(self, task: TaskId, weeks: i32, days: i32) {
        if let Some(reason) = self.fixed(task, Grab::Body) {
            self.toasts.say(reason);
            return;
        }
        let group = self.group_of(task);
        let tried = self.plan.with_untracked(|view| {
            let mut lift = self.take(view, (task, Grab::Body), group)?;
            let shifted = lift.shift(Shift::Steps { weeks, days }, &view.scheduled);
            Some(shifted.map(|()| self.finish_move(view, lift)))
        });
        match tried {
            Some(Ok(Some((op, said)))) => self.carry_out(op, said),
            Some(Ok(None)) => self.toasts.say(td_string!(self.locale(), gantt.held)),
            Some(Err(refusal)) => self.plan.refuse(&refusal),
            None => {}
        }
    }

    /// Picks up a part of a bar, with a group of others, under the policy that was chosen.
    pub fn take(
        self,
        view: &PlanView,
        (task, grab): (TaskId, Grab),
        group: BTreeSet<TaskId>,
    ) -> Option<Lift> {
        let lift = Lift::of(view, task, grab).ok()?;
        Some(lift.under(&view.scheduled, self.policy.get_untracked(), group))
    }

    /// The operation of a move, and what to say about it.
    pub fn finish_move(self, view: &PlanView, lift: Lift) -> Option<(PlanOp, String)> {
        let task = view.plan.tasks.get(&lift.task)?;
        let preview = lift.preview()?;
        let said = match lift.count() {
            1 => words::moved(self.told_now(), view, task, lift.grab, preview),
            all => words::moved_many(self.locale(), all, lift.moved()),
        };
        Some((lift.into_op()?, said))
    }

    fn say_picked(self) {
        let count = self.picked.with_untracked(BTreeSet::len);
        self.live.announce(td_string!(self.locale(), gantt.picked, count = grouped(count)));
    }
}
