//! What a person wants to see of the board.

use std::collections::BTreeSet;

use domain::plan::Task;
use domain::{TaskId, UserId};

/// What a person wants to see of the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only the cards of this person.
    pub assignee: Option<UserId>,
    /// Only what the client sees.
    pub client_visible: bool,
    /// Only what cannot go on.
    pub blocked: bool,
    /// Only what should have been finished and is not.
    pub overdue: bool,
    /// Only cards whose title, key or labels hold these words.
    pub text: String,
}

impl Filter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it lets a card through; `prefix` is the first part of the project's keys, `late` are
    /// the tasks that should have been finished.
    #[must_use]
    pub fn lets_through(&self, task: &Task, prefix: &str, late: &BTreeSet<TaskId>) -> bool {
        let is_theirs = self.assignee.is_none_or(|person| task.assignee == Some(person));
        let is_visible = !self.client_visible || task.is_client_visible;
        let is_stuck = !self.blocked || task.blocked.is_some();
        let is_late = !self.overdue || late.contains(&task.id);
        is_theirs && is_visible && is_stuck && is_late && self.finds(task, prefix)
    }

    fn finds(&self, task: &Task, prefix: &str) -> bool {
        let words = self.text.trim().to_lowercase();
        let holds = |text: &str| text.to_lowercase().contains(&words);
        let label = words.strip_prefix('#').unwrap_or(&words);
        words.is_empty()
            || holds(&task.title)
            || holds(&format!("{prefix}-{}", task.number))
            || task.labels.iter().any(|own| own.to_lowercase().contains(label))
    }
}

#[cfg(test)]
mod tests {
    use domain::plan::Rank;

    use super::*;

    #[test]
    fn what_is_late_is_shown_alone_and_only_when_asked_for() {
        let task = |number: u8| {
            let id = TaskId::new(u64::from(number), [number; 10]);
            Task::new(id, u32::from(number), format!("task {number}"), Rank::between(None, None))
        };
        let tasks = [1, 2, 3].map(task);
        let late = BTreeSet::from([tasks[0].id, tasks[2].id]);
        let check = |filter: &Filter, expected: [bool; 3]| {
            let shown = [0, 1, 2].map(|at| filter.lets_through(&tasks[at], "P", &late));
            assert_eq!(shown, expected, "{filter:?}");
        };
        check(&Filter::default(), [true, true, true]);
        let overdue = Filter { overdue: true, ..Filter::default() };
        assert!(!overdue.is_empty());
        check(&overdue, [true, false, true]);
        check(&Filter { text: "3".to_owned(), ..overdue }, [false, false, true]);
    }
}
