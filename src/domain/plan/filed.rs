//! Baselines that a file brings along: where its tasks lay at a moment that no history here knows.

use std::collections::BTreeMap;

use super::task::Dated;
use super::{Plan, Settings, Task, TaskDuration};
use crate::TaskId;
use crate::time::Minute;

/// Most baselines of a file; they are numbered from 0.
pub const SLOTS: u8 = 11;

/// A baseline of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledBaseline {
    /// Its number in the file, below `SLOTS`.
    pub slot: u8,
    /// Where tasks lay; those that came later are not in it.
    pub tasks: BTreeMap<TaskId, Filed>,
}

/// Where a task lay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filed {
    /// Its start.
    pub start: Minute,
    /// Its finish, not before the start.
    pub finish: Minute,
    /// How long it took, in minutes of its own time.
    pub minutes: i64,
    /// Working minutes of effort that it was to take, where the file says so.
    pub work: Option<i64>,
}

impl FiledBaseline {
    /// The plan as it was then, as far as the file tells: the tasks that it names, set by hand to
    /// their dates. `of` is the plan that the file became; titles and outline are those of it.
    #[must_use]
    pub fn to_plan(&self, of: &Plan) -> Plan {
        let settings = Settings { finish: None, status_date: None, ..of.settings.clone() };
        let calendar = of.calendars.get(&settings.calendar).cloned();
        let task = |(id, filed): (&TaskId, &Filed)| {
            let task = of.tasks.get(id)?;
            Some((*id, self.then(task, filed)))
        };
        Plan {
            settings,
            tasks: self.tasks.iter().filter_map(task).collect(),
            links: BTreeMap::new(),
            calendars: calendar.into_iter().map(|calendar| (calendar.id, calendar)).collect(),
            columns: BTreeMap::new(),
            iterations: BTreeMap::new(),
        }
    }

    fn then(&self, task: &Task, filed: &Filed) -> Task {
        Task {
            parent: task.parent.filter(|parent| self.tasks.contains_key(parent)),
            duration: TaskDuration { minutes: filed.minutes, ..task.duration },
            manual: Some(Dated { start: Some(filed.start), finish: Some(filed.finish) }),
            estimate: filed.work,
            is_milestone: task.is_milestone,
            ..Task::new(task.id, task.number, task.title.clone(), task.rank.clone())
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::CalendarId;
    use crate::plan::{Calendar, Rank, Scheduled};

    fn task(number: u32, parent: Option<TaskId>) -> Task {
        let id = TaskId(Uuid::from_u128(number.into()));
        let rank = Rank::between(None, None);
        Task { parent, ..Task::new(id, number, format!("Task {number}"), rank) }
    }

    #[test]
    fn the_dates_are_those_of_the_file_whatever_the_plan_says_now() {
        let calendar = Calendar::office(CalendarId(Uuid::from_u128(1)), "Office".to_owned());
        let mut plan = Plan::new(29_700_000, calendar, Vec::new());
        let summary = task(1, None);
        let (first, later) = (task(2, Some(summary.id)), task(3, Some(summary.id)));
        let ids = [summary.id, first.id, later.id];
        plan.tasks.extend([summary, first, later].map(|task| (task.id, task)));
        // A night and a Sunday: what the file says is not moved into working time.
        let lay = |start, finish| Filed { start, finish, minutes: 120, work: Some(90) };
        let then = [(ids[0], lay(29_710_007, 29_720_000)), (ids[1], lay(29_711_111, 29_711_222))];
        let filed = FiledBaseline { slot: 3, tasks: then.into() };
        let past = filed.to_plan(&plan);
        let dates = Scheduled::of(&past);
        for (id, lay) in then {
            let found = dates.dates(id).map(|dates| (dates.start, dates.finish));
            assert_eq!(found, Some((lay.start, lay.finish)));
            assert_eq!(past.tasks[&id].duration.minutes, 120);
            assert_eq!(past.tasks[&id].estimate, Some(90));
        }
        assert!(!past.tasks.contains_key(&ids[2]), "it came later");
        assert_eq!(past.tasks[&ids[1]].parent, Some(ids[0]));
    }

    #[test]
    fn a_task_whose_summary_came_later_stands_at_the_top() {
        let calendar = Calendar::office(CalendarId(Uuid::from_u128(1)), "Office".to_owned());
        let mut plan = Plan::new(29_700_000, calendar, Vec::new());
        let summary = task(1, None);
        let first = task(2, Some(summary.id));
        let id = first.id;
        plan.tasks.extend([summary, first].map(|task| (task.id, task)));
        let lay = Filed { start: 29_711_000, finish: 29_711_100, minutes: 60, work: None };
        let filed = FiledBaseline { slot: 0, tasks: [(id, lay)].into() };
        assert_eq!(filed.to_plan(&plan).tasks[&id].parent, None);
    }
}
