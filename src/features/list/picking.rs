//! Several rows at once: which are selected, by mouse, finger and keys.

use domain::TaskId;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::td_string;

use super::column::Column;
use super::state::List;

impl List {
    /// The tasks that a wish about one of them means: all that are selected with it, from top to
    /// bottom, or only itself.
    pub fn subjects(self, task: TaskId) -> Vec<TaskId> {
        let picked = self.picked.get_untracked();
        if picked.contains(&task) { picked.to_vec() } else { vec![task] }
    }

    /// Whether a row is selected; subscribes to that.
    pub fn is_picked(self, task: TaskId) -> bool {
        self.picks.with(|picks| picks.tasks.contains(&task))
    }

    /// From this row on the next reach of rows goes.
    pub fn start_picking_at(self, task: TaskId) {
        // Nothing on the screen depends on it.
        self.picks.update_untracked(|picks| picks.start_at(task));
    }

    /// Selects a row, or no longer.
    pub fn pick(self, task: TaskId, is_on: bool) {
        self.picks.update(|picks| picks.set(task, is_on));
        self.say_picked();
    }

    /// Selects a row that is not selected, and the other way round.
    pub fn toggle_picked(self, task: TaskId) {
        let was = self.picks.with_untracked(|picks| picks.tasks.contains(&task));
        self.pick(task, !was);
    }

    /// Selects everything between the row where the last reach began and this one.
    pub fn pick_to(self, task: TaskId) {
        let rows = self.rows.get_untracked();
        self.picks.update(|picks| picks.reach_to(&rows, task));
        self.say_picked();
    }

    /// Selects on to the row above or below, which gets the keyboard.
    pub fn pick_on(self, (task, column): (TaskId, Column), by: isize) {
        let rows = self.rows.get_untracked();
        let Some(place) = rows.place(task) else { return };
        let last = rows.rows.len().saturating_sub(1);
        let Some(next) = rows.task(place.saturating_add_signed(by).min(last)) else { return };
        self.picks.update(|picks| picks.reach_on(&rows, task, next));
        self.go_to((next, column));
        self.say_picked();
    }

    /// Selects every row in sight.
    pub fn pick_all(self) {
        let rows = self.rows.get_untracked();
        self.picks.update(|picks| picks.take_all(&rows));
        self.say_picked();
    }

    /// Selects nothing; tells whether anything was.
    pub fn pick_nothing(self) -> bool {
        let was_any = self.picks.try_update(|picks| picks.clear()) == Some(true);
        if was_any {
            self.say_picked();
        }
        was_any
    }

    /// Selects nothing, and gives the keyboard back to the row that had it.
    pub fn leave_picking(self) {
        let first = self.picked.with_untracked(|picked| picked.first().copied());
        let cell = self.cell.get_untracked().or(first.map(|task| (task, Column::Title)));
        self.pick_nothing();
        cell.into_iter().for_each(|cell| self.go_to(cell));
    }

    fn say_picked(self) {
        let count = self.picked.with_untracked(|picked| picked.len());
        self.live.announce(td_string!(self.locale_now(), list.selected, count = grouped(count)));
    }
}
