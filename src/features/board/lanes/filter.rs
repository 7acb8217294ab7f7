//! What a person wants to see of the board.

use domain::UserId;
use domain::plan::Task;

/// What a person wants to see of the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only the cards of this person.
    pub assignee: Option<UserId>,
    /// Only what the client sees.
    pub client_visible: bool,
    /// Only what cannot go on.
    pub blocked: bool,
    /// Only cards whose title, key or labels hold these words.
    pub text: String,
}

impl Filter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it lets a card through; `prefix` is the first part of the project's keys.
    #[must_use]
    pub fn lets_through(&self, task: &Task, prefix: &str) -> bool {
        let is_theirs = self.assignee.is_none_or(|person| task.assignee == Some(person));
        let is_visible = !self.client_visible || task.is_client_visible;
        let is_stuck = !self.blocked || task.blocked.is_some();
        is_theirs && is_visible && is_stuck && self.finds(task, prefix)
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
