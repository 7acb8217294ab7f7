//! Which rows a person wants to see. Pure.

use std::collections::BTreeSet;

use domain::plan::{PlanView, Task};
use domain::{TaskId, UserId};

/// Which rows a person wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only the tasks of this person.
    pub assignee: Option<UserId>,
    /// Only what lies on the critical path.
    pub is_critical: bool,
    /// Only what the client sees.
    pub client_visible: bool,
    /// Only tasks whose title, key or labels hold these words.
    pub text: String,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        let is_wide = self.assignee.is_none() && !self.is_critical && !self.client_visible;
        is_wide && self.text.trim().is_empty()
    }

    /// The tasks that it lets through; `prefix` is the first part of the project's keys. The
    /// critical path has no summaries.
    pub fn tasks(&self, view: &PlanView, prefix: &str) -> BTreeSet<TaskId> {
        let words = self.text.trim().to_lowercase();
        let is_critical = |task: TaskId, is_summary: bool| {
            !is_summary && view.scheduled.dates(task).is_some_and(|dates| dates.is_critical)
        };
        let rows = view.outline.rows.iter().filter(|row| {
            let Some(task) = view.plan.tasks.get(&row.task) else { return false };
            self.assignee.is_none_or(|person| task.assignee == Some(person))
                && (!self.client_visible || task.is_client_visible)
                && (!self.is_critical || is_critical(row.task, row.is_summary()))
                && finds(task, &words, prefix)
        });
        rows.map(|row| row.task).collect()
    }
}

/// Whether a task's title, key or labels hold words in small letters.
fn finds(task: &Task, words: &str, prefix: &str) -> bool {
    let holds = |text: &str| text.to_lowercase().contains(words);
    let label = words.strip_prefix('#').unwrap_or(words);
    words.is_empty()
        || holds(&task.title)
        || holds(&format!("{prefix}-{}", task.number))
        || task.labels.iter().any(|own| own.to_lowercase().contains(label))
}

#[cfg(test)]
mod tests {
    use domain::plan::link::{Lag, LinkKind};
    use domain::plan::{Calendar, Link, Plan, Rank, TaskDuration};
    use domain::{CalendarId, LinkId};

    use super::*;

    fn id(number: u64) -> TaskId {
        TaskId::new(number, [0; 10])
    }

    /// 1 Racks over 2 Survey and 3 Draw after it, which takes long; 4 Train, which can wait.
    fn view() -> PlanView {
        let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
        let mut plan = Plan::new(0, calendar, Vec::new());
        let given = [("Racks", 0, 1), ("Survey", 1, 3), ("Draw", 1, 5), ("Train", 0, 1)];
        for ((number, (title, parent, days)), rank) in (1..).zip(given).zip(Rank::sequence(4)) {
            let mut task = Task::new(id(number), number as u32, title.to_owned(), rank);
            task.parent = (parent > 0).then(|| id(parent));
            task.duration = TaskDuration::days(days, 480);
            task.assignee = (number == 2).then(|| UserId::new(7, [0; 10]));
            task.is_client_visible = number == 4;
            task.labels.extend((number == 3).then(|| "Design".to_owned()));
            plan.tasks.insert(task.id, task);
        }
        let (from, to) = (id(2), id(3));
        let kind = LinkKind::FinishToStart;
        let link = Link { id: LinkId::new(1, [0; 10]), from, to, kind, lag: Lag::default() };
        plan.links.insert(link.id, link);
        PlanView::of(plan)
    }

    fn check(filter: &Filter, expected: &[u64]) {
        let tasks = filter.tasks(&view(), "WMS");
        assert_eq!(tasks, expected.iter().copied().map(id).collect(), "{filter:?}");
    }

    #[test]
    fn words_are_looked_for_in_titles_keys_and_labels() {
        let words = |text: &str| Filter { text: text.to_owned(), ..Filter::default() };
        check(&words(" ra "), &[1, 3, 4]);
        check(&words("wms-2"), &[2]);
        check(&words("#desi"), &[3]);
        check(&words("nothing"), &[]);
        assert!(words("  ").is_empty());
    }

    #[test]
    fn the_other_conditions_all_hold_together() {
        let mine = Filter { assignee: Some(UserId::new(7, [0; 10])), ..Filter::default() };
        check(&mine, &[2]);
        check(&Filter { is_critical: true, ..Filter::default() }, &[2, 3]);
        check(&Filter { is_critical: true, ..mine }, &[2]);
        check(&Filter { client_visible: true, ..Filter::default() }, &[4]);
    }
}
