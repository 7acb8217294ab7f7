//! Tasks that are found by words, to choose one from.

use domain::TaskId;
use domain::plan::{PlanView, Task};

use crate::ui::combobox::Choice;

/// Most answers.
const MAX: usize = 12;

/// The first tasks in the order of the plan whose title holds the words, or whose number ends with
/// them; `key` is the project's, and only wanted tasks are looked at.
pub fn tasks(
    view: &PlanView,
    key: &str,
    words: &str,
    is_wanted: impl Fn(TaskId) -> bool,
) -> Vec<Choice> {
    let words = words.trim().to_lowercase();
    let rows = view.outline.rows.iter().filter(|row| is_wanted(row.task));
    let choice = |task: &Task| Choice {
        key: task.id.to_string(),
        text: task.title.clone(),
        note: format!("{key}-{}", task.number),
        icon: None,
    };
    let is_found = |choice: &Choice| {
        choice.text.to_lowercase().contains(&words) || choice.note.to_lowercase().ends_with(&words)
    };
    let tasks = rows.filter_map(|row| view.plan.tasks.get(&row.task));
    tasks.map(choice).filter(is_found).take(MAX).collect()
}
