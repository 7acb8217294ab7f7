//! Values as people write them into cells, and as cells write them into fields and tables. Pure.

use chrono::NaiveDate;
use domain::LinkId;
use domain::plan::{PlanView, Priority, Task};
use locale::{Locale, numbers, ops, td_string};

use super::column::{self, Column};
use super::rows::Rows;
use crate::features::shared::plan_api::Person;

/// Between labels, and between predecessors.
pub const SEPARATORS: [char; 5] = [',', '，', ';', '；', '、'];

/// Words for yes, in small letters.
const YES: [&str; 8] = ["yes", "y", "true", "1", "x", "✓", "是", "客户可见"];
/// Words for no.
const NO: [&str; 7] = ["no", "n", "false", "0", "-", "否", "内部"];

/// What cells are written with.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// The plan.
    pub view: &'a PlanView,
    /// Its rows in sight.
    pub rows: &'a Rows,
    /// The first part of its tasks' keys.
    pub key: &'a str,
    /// Whom tasks can be given to.
    pub people: &'a [Person],
    /// The language of the reader.
    pub locale: Locale,
}

impl Sheet<'_> {
    /// What a cell says in a form that can be typed back into it.
    pub fn written(&self, task: &Task, column: Column) -> String {
        let row = self.rows.place(task.id).map(|place| &self.rows.rows[place]);
        let is_summary = row.is_some_and(|row| row.descendants > 0);
        match column {
            Column::Key => format!("{}-{}", self.key, task.number),
            Column::Wbs => row.map(|row| row.wbs.clone()).unwrap_or_default(),
            Column::Title => task.title.clone(),
            Column::Duration => {
                numbers::plain(&column::duration(self.locale, self.view, task, is_summary))
            }
            Column::Start => self.day(task, false),
            Column::Finish => self.day(task, true),
            Column::Progress => self.percent(task, is_summary).to_string(),
            Column::Assignee => {
                let is_it = |person: &&Person| Some(person.id) == task.assignee;
                let found = self.people.iter().find(is_it);
                found.map(|person| person.name.clone()).unwrap_or_default()
            }
            Column::Priority => ops::priority(self.locale, task.priority).to_owned(),
            Column::Labels => task.labels.join(", "),
            Column::Predecessors => {
                let before = self.view.plan.links.values().filter(|link| link.to == task.id);
                let before: Vec<LinkId> = before.map(|link| link.id).collect();
                column::predecessors(self.view, &before)
            }
            Column::Visible if task.is_client_visible => {
                td_string!(self.locale, common.yes).to_owned()
            }
            Column::Visible => td_string!(self.locale, common.no).to_owned(),
        }
    }

    /// The id, as it is written, of the person with a name; empty for nobody.
    pub fn person(&self, name: &str) -> Option<String> {
        if name.is_empty() || name == td_string!(self.locale, list.nobody) {
            return Some(String::new());
        }
        let name = name.to_lowercase();
        let found = self.people.iter().find(|person| person.name.to_lowercase() == name);
        found.map(|person| person.id.to_string())
    }

    fn day(&self, task: &Task, is_finish: bool) -> String {
        let Some(dates) = self.view.scheduled.dates(task.id) else { return String::new() };
        let (first, last) = column::days_of(dates);
        if is_finish { last } else { first }.to_string()
    }

    fn percent(&self, task: &Task, is_summary: bool) -> u8 {
        let dates = self.view.scheduled.dates(task.id).filter(|_| is_summary);
        dates.map_or(task.percent, |dates| dates.percent)
    }
}

/// A day: year, month and day in this order, with anything between them; a time behind it is left
/// out.
pub fn day(text: &str) -> Option<NaiveDate> {
    let text = text.split([' ', 'T']).next()?;
    let numbers = text.split(|letter: char| !letter.is_ascii_digit());
    let numbers: Vec<&str> = numbers.filter(|number| !number.is_empty()).collect();
    let [year, month, day] = numbers[..] else { return None };
    let year = year.parse().ok().filter(|_| year.len() == 4)?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

/// A priority by its word in either language, or by its name.
pub fn priority(text: &str) -> Option<Priority> {
    let text = text.trim().to_lowercase();
    let is_it = |priority: &Priority| {
        let words = [Locale::zh_CN, Locale::en].map(|locale| ops::priority(locale, *priority));
        priority.as_str() == text || words.iter().any(|word| word.to_lowercase() == text)
    };
    Priority::ALL.into_iter().find(is_it)
}

/// Labels, each once.
pub fn labels(text: &str) -> Vec<String> {
    let parts = text.split(SEPARATORS).map(|part| part.trim().trim_start_matches('#'));
    let mut labels: Vec<String> = Vec::new();
    for label in parts.filter(|part| !part.is_empty()) {
        if !labels.iter().any(|other| other == label) {
            labels.push(label.to_owned());
        }
    }
    labels
}

/// Yes or no, in either language.
pub fn yes_or_no(text: &str) -> Option<bool> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        yes if YES.contains(&yes) => Some(true),
        no if NO.contains(&no) => Some(false),
        _ => None,
    }
}
