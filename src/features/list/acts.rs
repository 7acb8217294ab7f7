//! What is done with a task, and with all that are selected with it, as one step.

use domain::TaskId;
use domain::plan::{PlanOp, PlanView, Task, TaskChange};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::td_string;

use super::column::Column;
use super::many::{self, Shifted};
use super::state::List;
use crate::features::shared::arrange::Arrange;
use crate::features::shared::moves::Shift;

impl List {
    /// Why this person cannot change the plan; none who can.
    pub fn no_right(self) -> Option<String> {
        let words = td_string!(self.locale_now(), list.no_right);
        (!self.plan.may_edit()).then(|| words.to_owned())
    }

    /// Changes one property of all these tasks for which there is a new value.
    pub fn change_all(
        self,
        tasks: &[TaskId],
        change: impl Fn(&Task) -> Option<TaskChange>,
        said: String,
    ) {
        if let Some(reason) = self.no_right() {
            return self.toasts.say(reason);
        }
        let steps = self.plan.with_untracked(|view| many::change(&view.plan, tasks, change));
        match PlanOp::of_steps(steps) {
            Some(op) => self.plan.dispatch(op, said),
            None => self.toasts.say(td_string!(self.locale_now(), list.same_already)),
        }
    }

    /// Shows tasks to the client; hides them where the client sees all of them.
    pub fn toggle_visible(self, task: TaskId) {
        let tasks = self.subjects(task);
        let is_visible = |view: &PlanView, task: &TaskId| {
            view.plan.tasks.get(task).is_some_and(|task| task.is_client_visible)
        };
        let was = self.plan.with_untracked(|view| tasks.iter().all(|task| is_visible(view, task)));
        let locale = self.locale_now();
        let title = self.task(task, |_, task| task.title.clone()).unwrap_or_default();
        let said = match (was, tasks.len()) {
            (true, 1) => td_string!(locale, list.hidden, title = title),
            (false, 1) => td_string!(locale, list.shown, title = title),
            (true, count) => td_string!(locale, list.hidden_many, count = grouped(count)),
            (false, count) => td_string!(locale, list.shown_many, count = grouped(count)),
        };
        let change = move |task: &Task| {
            (task.is_client_visible == was).then_some(TaskChange::ClientVisible(!was))
        };
        self.change_all(&tasks, change, said);
    }

    /// Leaves tasks out of the schedule; takes them in again where all of them are left out.
    pub fn toggle_inactive(self, task: TaskId) {
        let tasks = self.subjects(task);
        let is_out = |view: &PlanView, task: &TaskId| {
            view.plan.tasks.get(task).is_some_and(|task| task.is_inactive)
        };
        let was = self.plan.with_untracked(|view| tasks.iter().all(|task| is_out(view, task)));
        let locale = self.locale_now();
        let title = self.task(task, |_, task| task.title.clone()).unwrap_or_default();
        let said = match (was, tasks.len()) {
            (true, 1) => td_string!(locale, gantt.taken_in, title = title),
            (false, 1) => td_string!(locale, gantt.left_out, title = title),
            (true, count) => td_string!(locale, list.taken_in_several, count = grouped(count)),
            (false, count) => td_string!(locale, list.left_out_several, count = grouped(count)),
        };
        let change =
            move |task: &Task| (task.is_inactive == was).then_some(TaskChange::Inactive(!was));
        self.change_all(&tasks, change, said);
    }

    /// Moves rows in the outline; where none can go on it says why.
    pub fn arrange(self, task: TaskId, how: Arrange) {
        let locale = self.locale_now();
        if let Some(reason) = self.no_right() {
            return self.toasts.say(reason);
        }
        let tasks = self.subjects(task);
        let steps = match self.plan.with_untracked(|view| many::arrange(&view.plan, &tasks, how)) {
            Ok(steps) => steps,
            Err(refusal) => return self.plan.refuse(&refusal),
        };
        let title = self.task(task, |_, task| task.title.clone()).unwrap_or_default();
        let said = match (tasks.len(), steps.len()) {
            (1, _) => td_string!(locale, list.arranged, title = title),
            (_, count) => td_string!(locale, list.arranged_many, count = grouped(count)),
        };
        match PlanOp::of_steps(steps) {
            Some(op) => self.plan.dispatch(op, said),
            None => self.toasts.say(td_string!(locale, list.no_farther)),
        }
    }

    /// Moves the dates of tasks; says how many of them cannot be moved.
    pub fn shift(self, tasks: &[TaskId], by: Shift) {
        let locale = self.locale_now();
        if let Some(reason) = self.no_right() {
            return self.toasts.say(reason);
        }
        match self.plan.with_untracked(|view| many::shift(view, tasks, by)) {
            Err(refusal) => self.plan.refuse(&refusal),
            Ok(Shifted { op: None, .. }) => {
                self.toasts.say(td_string!(locale, list.shifted_none));
            }
            Ok(Shifted { op: Some(op), moved, left: 0 }) => {
                self.plan.dispatch(op, td_string!(locale, list.shifted, count = grouped(moved)));
            }
            Ok(Shifted { op: Some(op), moved, left }) => {
                let said = td_string!(
                    locale,
                    list.shifted_some,
                    count = grouped(moved),
                    left = grouped(left)
                );
                self.plan.dispatch(op, said);
            }
        }
    }

    /// Takes tasks away with everything below them; the row above gets the keyboard.
    pub fn delete(self, task: TaskId) {
        let locale = self.locale_now();
        if let Some(reason) = self.no_right() {
            return self.toasts.say(reason);
        }
        let subjects = self.subjects(task);
        let tasks = self.plan.with_untracked(|view| many::topmost(&view.plan, &subjects));
        let rows = self.rows.get_untracked();
        let Some(place) = tasks.first().and_then(|first| rows.place(*first)) else { return };
        let places = tasks.iter().filter_map(|task| rows.place(*task));
        let below: u32 = places.map(|place| rows.rows[place].descendants).sum();
        let title = self.task(tasks[0], |_, task| task.title.clone()).unwrap_or_default();
        let said = match (tasks.len(), below) {
            (1, 0) => td_string!(locale, list.deleted, title = title),
            (1, count) => {
                td_string!(locale, list.deleted_more, title = title, count = grouped(count))
            }
            (count, _) => {
                td_string!(locale, list.deleted_many, count = grouped(count + below as usize))
            }
        };
        let column = self.cell.get_untracked().map_or(Column::Title, |(_, column)| column);
        self.plan.dispatch_then(PlanOp::Remove { tasks }, said, move || {
            self.cell.set(None);
            let next = self.rows.get_untracked().task(place.saturating_sub(1));
            next.into_iter().for_each(|next| self.go_to((next, column)));
        });
    }
}
