//! Who works by which calendar. Pure.

use std::collections::BTreeMap;

use domain::CalendarId;
use domain::plan::Plan;

/// Who works by a calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Whether the whole plan does.
    pub is_plans: bool,
    /// How many tasks do.
    pub tasks: usize,
    /// How many tasks have a resource that does.
    pub resources: usize,
    /// The title of one of these tasks.
    pub title: Option<String>,
}

/// Who works by each calendar of the plan.
pub fn of(plan: &Plan) -> BTreeMap<CalendarId, Uses> {
    let empty = plan.calendars.keys().map(|id| (*id, Uses::default()));
    let mut all: BTreeMap<CalendarId, Uses> = empty.collect();
    all.entry(plan.settings.calendar).or_default().is_plans = true;
    for task in plan.tasks.values() {
        let mut named: Vec<CalendarId> = task.calendars().collect();
        named.sort_unstable();
        named.dedup();
        for id in named {
            let uses = all.entry(id).or_default();
            match task.calendar == Some(id) {
                true => uses.tasks += 1,
                false => uses.resources += 1,
            }
            uses.title.get_or_insert_with(|| task.title.clone());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use domain::TaskId;
    use domain::plan::{Calendar, Rank, Task};

    use super::*;

    #[test]
    fn the_plan_its_tasks_and_their_resources_are_counted() {
        let ids = [1, 2, 3].map(|at| CalendarId::new(at, [0; 10]));
        let calendar = |id| Calendar::office(id, "office".to_owned());
        let mut plan = Plan::new(0, calendar(ids[0]), Vec::new());
        plan.calendars.extend(ids.map(|id| (id, calendar(id))));
        let rank = Rank::between(None, None);
        let mut task = Task::new(TaskId::new(9, [0; 10]), 1, "Weld".to_owned(), rank);
        task.calendar = Some(ids[1]);
        plan.tasks.insert(task.id, task);
        let uses = of(&plan);
        assert!(uses[&ids[0]].is_plans && uses[&ids[0]].tasks == 0);
        assert_eq!((uses[&ids[1]].tasks, uses[&ids[1]].title.as_deref()), (1, Some("Weld")));
        assert_eq!(uses[&ids[2]], Uses::default());
    }
}
