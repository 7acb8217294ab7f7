//! The columns of the list and what stands in their cells.

use chrono::NaiveDate;
use domain::plan::{Link, PlanView, Settings, Task, TaskDuration, Unit};
use domain::{LinkId, TaskId, time};
use locale::{Locale, dates, td_string};
use planner::Dates;

use crate::features::shared::typed;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The task's key, `WMS-12`; opens it.
    Key,
    /// The WBS number.
    Wbs,
    /// What is to be done.
    Title,
    /// How long it takes.
    Duration,
    /// First day.
    Start,
    /// Last day.
    Finish,
    /// 0 to 100 percent.
    Progress,
    /// Who answers for it.
    Assignee,
    /// How much it matters.
    Priority,
    /// Words to find and group it by.
    Labels,
    /// What it waits for: `3FS+2d, 5`.
    Predecessors,
    /// Whether the client sees it.
    Visible,
}

/// Every column with its name in the page, from the first to the last.
pub const COLUMNS: [(Column, &str); 12] = [
    (Column::Key, "key"),
    (Column::Wbs, "wbs"),
    (Column::Title, "title"),
    (Column::Duration, "duration"),
    (Column::Start, "start"),
    (Column::Finish, "finish"),
    (Column::Progress, "progress"),
    (Column::Assignee, "assignee"),
    (Column::Priority, "priority"),
    (Column::Labels, "labels"),
    (Column::Predecessors, "predecessors"),
    (Column::Visible, "visible"),
];

impl Column {
    /// Its place from the left.
    pub fn place(self) -> usize {
        COLUMNS.iter().position(|(column, _)| *column == self).unwrap_or(0)
    }

    /// Its name in the page.
    pub fn name(self) -> &'static str {
        COLUMNS[self.place()].1
    }

    /// The column so many places to the right, or to the left; the outermost at most.
    pub fn step(self, by: isize) -> Self {
        COLUMNS[self.place().saturating_add_signed(by).min(COLUMNS.len() - 1)].0
    }

    /// The next column to the right that can be edited, or to the left.
    pub fn next_editable(self, is_forward: bool) -> Option<Self> {
        let mut places: Vec<Self> = COLUMNS.iter().map(|(column, _)| *column).collect();
        if !is_forward {
            places.reverse();
        }
        let mut after = places.into_iter().skip_while(|column| *column != self).skip(1);
        after.find(|column| column.has_field())
    }

    /// Whether a field is opened to change it.
    const fn has_field(self) -> bool {
        !matches!(self, Self::Key | Self::Wbs | Self::Visible)
    }

    /// Whether it holds what follows from the sub-tasks of a summary.
    pub const fn is_rolled_up(self) -> bool {
        matches!(self, Self::Duration | Self::Start | Self::Finish | Self::Progress)
    }

    /// Whether an empty cell means something: no date of its own, nobody, no label.
    pub const fn can_be_empty(self) -> bool {
        matches!(
            self,
            Self::Start | Self::Finish | Self::Assignee | Self::Labels | Self::Predecessors
        )
    }

    /// Its heading.
    pub fn heading(self, locale: Locale) -> &'static str {
        match self {
            Self::Key => td_string!(locale, list.key),
            Self::Wbs => td_string!(locale, list.wbs),
            Self::Title => td_string!(locale, list.name),
            Self::Duration => td_string!(locale, list.duration),
            Self::Start => td_string!(locale, list.start),
            Self::Finish => td_string!(locale, list.finish),
            Self::Progress => td_string!(locale, list.progress),
            Self::Assignee => td_string!(locale, list.assignee),
            Self::Priority => td_string!(locale, list.priority),
            Self::Labels => td_string!(locale, list.labels),
            Self::Predecessors => td_string!(locale, list.predecessors),
            Self::Visible => td_string!(locale, list.visible),
        }
    }
}

/// The first and the last day of a task's dates; a milestone has one.
pub fn days_of(dates: &Dates) -> (NaiveDate, NaiveDate) {
    (time::day_of(dates.start), time::last_day_of(dates.finish.max(dates.start + 1)))
}

/// How long a task takes: what was written, or for a summary what follows from its sub-tasks.
pub fn duration(locale: Locale, view: &PlanView, task: &Task, is_summary: bool) -> String {
    let minutes = view.scheduled.dates(task.id).map_or(0, |dates| dates.duration_minutes);
    let computed = TaskDuration { minutes, unit: Unit::Days, is_elapsed: false };
    let shown = if is_summary { computed } else { task.duration };
    dates::duration(locale, shown, &view.plan.settings)
}

/// What a task waits for, as it is typed: `3FS+2d, 5`.
pub fn predecessors(view: &PlanView, links: &[LinkId]) -> String {
    let links = links.iter().filter_map(|link| view.plan.links.get(link));
    let mut written: Vec<(u32, String)> = links
        .filter_map(|link| {
            let number = view.plan.tasks.get(&link.from)?.number;
            Some((number, format!("{number}{}", how(link, &view.plan.settings))))
        })
        .collect();
    written.sort();
    written.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(", ")
}

/// Kind and lag, nothing for the usual ones.
fn how(link: &Link, settings: &Settings) -> String {
    let text = typed::written(link.kind, link.lag, settings);
    if text == "FS" { String::new() } else { text }
}

/// The id of a cell's element.
pub fn cell_id(task: TaskId, column: Column) -> String {
    format!("list-{task}-{}", column.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stay_within_the_table_and_tab_skips_what_has_no_field() {
        assert_eq!(Column::Key.step(-1), Column::Key);
        assert_eq!(Column::Key.step(2), Column::Title);
        assert_eq!(Column::Visible.step(5), Column::Visible);
        assert_eq!(Column::Title.next_editable(true), Some(Column::Duration));
        assert_eq!(Column::Predecessors.next_editable(true), None);
        assert_eq!(Column::Title.next_editable(false), None);
    }
}
