//! What a change does to everything else: the finish, other tasks, the critical path, promises.

use planner::{Dates, Driver};

use super::{Plan, Scheduled, Task};
use crate::TaskId;
use crate::time::{self, DAY, Minute};

/// What a change does, from the dates before it and those after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// The last minute of the plan before and after.
    pub finish: (Minute, Minute),
    /// The tasks that lie elsewhere, summaries left out, and by how many days their finish moves.
    pub moved: Vec<(TaskId, i64)>,
    /// The tasks whose delay moves the finish now and did not before.
    pub now_critical: Vec<TaskId>,
    /// The tasks whose delay moves the finish no more.
    pub no_longer_critical: Vec<TaskId>,
    /// The tasks whose promise held and holds no more, and by how many days they end after it.
    pub broken: Vec<(TaskId, i64)>,
}

impl Consequence {
    /// What a change has done that led to `plan` with its dates `after`.
    #[must_use]
    pub fn between(plan: &Plan, before: &Scheduled, after: &Scheduled) -> Self {
        let mut found = Self {
            finish: (before.finish, after.finish),
            moved: Vec::new(),
            now_critical: Vec::new(),
            no_longer_critical: Vec::new(),
            broken: Vec::new(),
        };
        for (task, was, is) in after.beside(plan, before) {
            found.note(plan, task, was, is);
        }
        found
    }

    fn note(&mut self, plan: &Plan, task: &Task, was: &Dates, is: &Dates) {
        let has_moved = (was.start, was.finish) != (is.start, is.finish);
        let is_summary = is.driver == Driver::Children
            || (is.driver == Driver::Manual && has_moved && plan.is_summary(task.id));
        if is_summary {
            return;
        }
        if has_moved {
            let day = |dates: &Dates| time::last_day_of(dates.finish);
            self.moved.push((task.id, (day(is) - day(was)).num_days()));
        }
        match (was.is_critical, is.is_critical) {
            (false, true) => self.now_critical.push(task.id),
            (true, false) => self.no_longer_critical.push(task.id),
            _ => {}
        }
        let Some(promise) = task.promise else { return };
        let by = time::start_of(promise) + DAY;
        if was.finish <= by && is.finish > by {
            let late = time::last_day_of(is.finish) - promise;
            self.broken.push((task.id, late.num_days()));
        }
    }

    /// How many tasks lie elsewhere besides one.
    #[must_use]
    pub fn moved_besides(&self, task: TaskId) -> usize {
        self.moved.iter().filter(|(id, _)| *id != task).count()
    }

    /// A milestone that the client sees and that is expected on another day now.
    #[must_use]
    pub fn moved_milestone(&self, plan: &Plan) -> Option<TaskId> {
        let is_seen = |id: &TaskId| {
            let task = plan.tasks.get(id);
            task.is_some_and(|task| task.is_milestone && task.is_client_visible)
        };
        let mut moved = self.moved.iter().filter(|(_, days)| *days != 0).map(|(id, _)| *id);
        moved.find(is_seen)
    }

    /// Whether it changes anything that anybody would want to know beforehand.
    #[must_use]
    pub fn is_felt(&self) -> bool {
        !self.moved.is_empty()
            || self.moves_finish()
            || !self.now_critical.is_empty()
            || !self.no_longer_critical.is_empty()
    }

    /// Whether the last day of the plan changes.
    #[must_use]
    pub fn moves_finish(&self) -> bool {
        time::last_day_of(self.finish.0) != time::last_day_of(self.finish.1)
    }

    /// Whether the plan ends later.
    #[must_use]
    pub const fn is_later(&self) -> bool {
        self.finish.1 > self.finish.0
    }
}
