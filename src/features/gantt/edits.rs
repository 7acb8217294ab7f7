//! What is done to rows without moving bars: their places, new ones, milestones, and the end.

use domain::TaskId;
use domain::plan::{PlanOp, PlanView, Task, TaskChange};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::td_string;

use super::chart::Chart;
use super::moves::{self, Fixed, Grab};
use super::table::{flash_row, focus_row};
use crate::features::shared::arrange::{self, Arrange};
use crate::features::shared::changes;
use crate::features::shared::task_entry::Entry;

impl Chart {
    fn stays(self, task: TaskId) -> Option<Fixed> {
        let may = |view: &PlanView, found: &Task| moves::may_lift(&view.plan, found, Grab::Body);
        self.task(task, may).and_then(Result::err)
    }

    /// Moves a row in the outline; a row that cannot go on says why.
    pub fn arrange(self, task: TaskId, how: Arrange) {
        if let Some(reason) = untrack(|| self.no_order()) {
            return self.toasts.say(reason);
        }
        let op = self.plan.with_untracked(|view| arrange::arrange(&view.plan, task, how));
        let locale = self.locale();
        let Some(op) = op else {
            self.toasts.say(match how {
                Arrange::Indent => td_string!(locale, gantt.top_already),
                Arrange::Outdent => td_string!(locale, gantt.outermost),
                Arrange::Up => td_string!(locale, gantt.first_already),
                Arrange::Down => td_string!(locale, gantt.last_already),
            });
            return;
        };
        self.carry_out(op, td_string!(locale, gantt.arranged, title = self.title(task)));
        flash_row(task);
    }

    /// Makes a milestone of a task, or a task of a milestone.
    pub fn toggle_milestone(self, task: TaskId) {
        let op = self.task(task, |view, found| {
            (changes::milestone(&view.plan, found, !found.is_milestone), found.is_milestone)
        });
        let Some((op, was_milestone)) = op else { return };
        if let Some(Fixed::Summary) = self.stays(task) {
            self.toasts.say(Fixed::Summary.sentence(self.locale()));
            return;
        }
        let (locale, title) = (self.locale(), self.title(task));
        let said = match was_milestone {
            false => td_string!(locale, gantt.milestone_made, title = title),
            true => td_string!(locale, gantt.milestone_unmade, title = title),
        };
        self.carry_out(op, said);
    }

    /// Leaves a task out of the schedule, or takes it in again.
    pub fn toggle_inactive(self, task: TaskId) {
        let Some(was) = self.task(task, |_, found| found.is_inactive) else { return };
        let (locale, title) = (self.locale(), self.title(task));
        let said = match was {
            false => td_string!(locale, gantt.left_out, title = title),
            true => td_string!(locale, gantt.taken_in, title = title),
        };
        self.carry_out(PlanOp::change(task, TaskChange::Inactive(!was)), said);
    }

    /// Takes a task away with everything below it; the row above gets the keyboard.
    pub fn delete(self, task: TaskId) {
        let rows = self.rows.get_untracked();
        let row = rows.row_of(task);
        let below = self.plan.with_untracked(|view| {
            let place = rows.outline_place(task)?;
            view.outline.rows.get(place).map(|row| row.descendants)
        });
        let (locale, title) = (self.locale(), self.title(task));
        let said = match below.unwrap_or(0) {
            0 => td_string!(locale, gantt.deleted, title = title),
            count => td_string!(locale, gantt.deleted_more, title = title, count = grouped(count)),
        };
        let next = row.map(|row| row.checked_sub(1).unwrap_or(row + 1));
        let next = next.and_then(|row| rows.task(row));
        let op = PlanOp::Remove { tasks: vec![task] };
        self.carry_out_then(op, said, move || {
            self.select(next);
            focus_row(self, next);
        });
    }

    /// Adds a task as it was typed, below the selected one or at the end, or where it was drawn,
    /// and selects it; answers whether it was taken.
    pub fn add_task(self, entry: &Entry) -> bool {
        let id = self.plan.new_task_id();
        let is_drawn = self.drawn.with_untracked(Option::is_some);
        let below = self.drawn_below.get_untracked();
        let op = self.plan.with_untracked(|view| {
            let after = match (is_drawn, below) {
                (true, Some(below)) => Some(below),
                // What is drawn below the last row becomes the row below it.
                (true, None) => self.rows.with_untracked(|rows| rows.last_of_outline()),
                (false, _) => self.selected.get_untracked(),
            };
            let after = after.or_else(|| view.outline.rows.last().map(|row| row.task));
            let after = after.filter(|task| view.plan.tasks.contains_key(task));
            arrange::new_task(&view.plan, id, entry, after, self.plan.now())
        });
        self.carry_out(op, td_string!(self.locale(), gantt.added, title = entry.title.clone()));
        let is_there = self.task(id, |_, _| ()).is_some();
        if is_there {
            self.let_through(id);
            self.select(Some(id));
        }
        is_there || self.plan.is_asking()
    }
}
