//! A task made of what somebody wrote elsewhere: a message, an action item of a meeting.

use super::{ColumnKind, Plan, Rank, Task};
use crate::{TaskId, text};

/// What a thing is called that a text becomes: its first line, or `otherwise` where it has no
/// words.
#[must_use]
pub fn worded_title(words: &str, otherwise: &str) -> String {
    let first = words.lines().map(str::trim).find(|line| !line.is_empty());
    // Telephones put marks of direction around numbers; no name has any.
    let is_shown = |letter: &char| !letter.is_control() && !text::is_deceptive(*letter);
    let shown = first.unwrap_or_default().chars().filter(is_shown);
    let title: String = shown.take(text::NAME_MAX).collect();
    if title.trim().is_empty() { otherwise.to_owned() } else { title }
}

/// The task that a text becomes: its first line is the title (`otherwise` where it has no words),
/// all of it the description, and its card stands last among what is to do.
#[must_use]
pub fn worded(plan: &Plan, id: TaskId, words: &str, otherwise: &str) -> Task {
    let title = worded_title(words, otherwise);
    let last = plan.tasks.values().filter(|task| task.parent.is_none()).map(|task| &task.rank);
    let rank = Rank::between(last.max(), None);
    let mut task = Task::new(id, plan.next_number(), title, rank);
    let columns = plan.columns_in_order();
    let to_do = columns.into_iter().find(|column| column.kind == ColumnKind::ToDo);
    task.column = to_do.map(|column| column.id);
    let cards = plan.tasks.values().filter(|other| other.column == task.column);
    task.card_rank = Rank::between(cards.map(|card| &card.card_rank).max(), None);
    words.clone_into(&mut task.description);
    task
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_first_line_makes_a_title_that_is_taken() {
        let long = "字".repeat(300);
        for (words, expected) in [
            ("\n  Order the racks \nand more", "Order the racks"),
            ("Call \u{202a}+86 571 5550 0101\u{202c} today", "Call +86 571 5550 0101 today"),
            ("\u{feff}\tA\u{7}B", "AB"),
            ("\u{200e}", "Lin"),
            ("", "Lin"),
            (long.as_str(), &long[..600]),
        ] {
            let title = worded_title(words, "Lin");
            assert_eq!(text::name(&title).as_deref(), Ok(expected), "{words}");
        }
    }
}
