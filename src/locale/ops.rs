//! What a plan operation does, in words: for messages, undo and the history.

use domain::TaskId;
use domain::plan::{Part, Plan, PlanOp, Property, TaskChange};

use crate::{Locale, dates, td_string};

/// Longest value that a sentence quotes, in characters.
const QUOTED_MAX: usize = 60;

/// What an operation does; `plan` knows the names of what it touches.
#[must_use]
pub fn sentence(locale: Locale, op: &PlanOp, plan: &Plan) -> String {
    match op {
        PlanOp::Add { tasks, .. } => {
            let titles: Vec<&str> = tasks.iter().map(|task| task.title.as_str()).collect();
            match (titles.first(), titles.len()) {
                (Some(title), 1) => td_string!(locale, ops.added, title = *title),
                (Some(title), count) => {
                    td_string!(locale, ops.added_many, title = *title, more = count - 1)
                }
                (None, _) => td_string!(locale, ops.unlinked).to_string(),
            }
        }
        PlanOp::Remove { tasks } => {
            let title = tasks.first().map(|task| title(locale, *task, plan)).unwrap_or_default();
            match tasks.len() {
                0 | 1 => td_string!(locale, ops.removed, title = title),
                count => td_string!(locale, ops.removed_many, title = title, more = count - 1),
            }
        }
        PlanOp::Change { task, to } => change(locale, *task, to, plan),
        PlanOp::Link(link) => {
            let (from, to) = (title(locale, link.from, plan), title(locale, link.to, plan));
            td_string!(locale, ops.linked, from = from, to = to)
        }
        PlanOp::Unlink(_) => td_string!(locale, ops.unlinked).to_string(),
        PlanOp::PutCalendar(calendar) => {
            td_string!(locale, ops.put_calendar, name = calendar.name.as_str())
        }
        PlanOp::RemoveCalendar(_) => td_string!(locale, ops.removed_calendar).to_string(),
        PlanOp::PutColumn(column) => {
            td_string!(locale, ops.put_column, name = column.name.as_str())
        }
        PlanOp::RemoveColumn(_) => td_string!(locale, ops.removed_column).to_string(),
        PlanOp::PutIteration(iteration) => {
            td_string!(locale, ops.put_iteration, name = iteration.name.as_str())
        }
        PlanOp::RemoveIteration(_) => td_string!(locale, ops.removed_iteration).to_string(),
        PlanOp::Configure(_) => td_string!(locale, ops.configured).to_string(),
        PlanOp::Batch(steps) => match steps.as_slice() {
            [] => td_string!(locale, ops.configured).to_string(),
            [only] => sentence(locale, only, plan),
            [first, rest @ ..] => {
                let first = sentence(locale, first, plan);
                td_string!(locale, ops.and_more, first = first, more = rest.len())
            }
        },
    }
}

/// What a part of a plan is called in the middle of a sentence.
#[must_use]
pub fn part(locale: Locale, part: Part, plan: &Plan) -> String {
    let fixed = match part {
        Part::Task(task, Property::Whole) => {
            return td_string!(locale, ops.whole, title = title(locale, task, plan));
        }
        Part::Task(task, which) => {
            let (title, property) = (title(locale, task, plan), property(locale, which));
            return td_string!(locale, ops.part, title = title, property = property);
        }
        Part::Link(_) => td_string!(locale, ops.link),
        Part::Calendar(_) => td_string!(locale, ops.calendar),
        Part::Column(_) => td_string!(locale, ops.column),
        Part::Iteration(_) => td_string!(locale, ops.iteration),
        Part::Settings => td_string!(locale, ops.settings),
    };
    fixed.to_string()
}

fn title(locale: Locale, task: TaskId, plan: &Plan) -> String {
    let found = plan.tasks.get(&task);
    found.map_or_else(|| td_string!(locale, ops.gone_task).to_string(), |task| task.title.clone())
}

fn change(locale: Locale, task: TaskId, to: &TaskChange, plan: &Plan) -> String {
    let (title, property) = (title(locale, task, plan), property(locale, to.property()));
    match value(locale, to, plan) {
        Some(value) => {
            td_string!(locale, ops.set, title = title, property = property, value = value)
        }
        None => td_string!(locale, ops.changed, title = title, property = property),
    }
}

/// The new value where it says something by itself.
fn value(locale: Locale, to: &TaskChange, plan: &Plan) -> Option<String> {
    let none = || td_string!(locale, ops.no_value).to_string();
    let day = |at: i64| dates::full(locale, domain::time::day_of(at));
    let minutes = |minutes: i64| {
        let duration = domain::plan::TaskDuration {
            minutes,
            unit: domain::plan::Unit::Hours,
            is_elapsed: false,
        };
        dates::duration(locale, duration, &plan.settings)
    };
    let yes_no = |is: bool| {
        let word = if is { td_string!(locale, ops.yes) } else { td_string!(locale, ops.no) };
        word.to_string()
    };
    Some(match to {
        TaskChange::Title(new) => quoted(new),
        TaskChange::Place { parent, .. } => {
            parent.map_or_else(none, |parent| title(locale, parent, plan))
        }
        TaskChange::Duration(new) => dates::duration(locale, *new, &plan.settings),
        TaskChange::Constraint(new) => new.map_or_else(none, |new| day(new.at)),
        TaskChange::Manual(new) => {
            new.and_then(|new| new.start.or(new.finish)).map_or_else(none, day)
        }
        TaskChange::Deadline(new) => new.map_or_else(none, day),
        TaskChange::Calendar(new) => {
            let calendar = new.and_then(|new| plan.calendars.get(&new));
            calendar.map_or_else(none, |calendar| calendar.name.clone())
        }
        TaskChange::Milestone(new) | TaskChange::Inactive(new) | TaskChange::ClientVisible(new) => {
            yes_no(*new)
        }
        TaskChange::Progress { percent, .. } => format!("{percent} %"),
        TaskChange::Remaining(new) | TaskChange::Estimate(new) => new.map_or_else(none, minutes),
        TaskChange::Card { column, .. } => {
            let column = column.and_then(|column| plan.columns.get(&column));
            column.map_or_else(none, |column| column.name.clone())
        }
        TaskChange::Blocked(new) => new.as_deref().map_or_else(none, quoted),
        TaskChange::Labels(new) if new.is_empty() => none(),
        TaskChange::Labels(new) => quoted(&new.join(", ")),
        TaskChange::Checklist(new) => {
            format!("{}/{}", new.iter().filter(|step| step.is_done).count(), new.len())
        }
        TaskChange::Iteration(new) => {
            let iteration = new.and_then(|new| plan.iterations.get(&new));
            iteration.map_or_else(none, |iteration| iteration.name.clone())
        }
        TaskChange::Promise(new) => new.map_or_else(none, |new| dates::full(locale, new)),
        TaskChange::Assignee(_) | TaskChange::Description(_) | TaskChange::Shape(_) => return None,
    })
}

fn quoted(text: &str) -> String {
    let mut quoted: String = text.chars().take(QUOTED_MAX).collect();
    if text.chars().count() > QUOTED_MAX {
        quoted.push('…');
    }
    quoted
}

fn property(locale: Locale, property: Property) -> &'static str {
    match property {
        Property::Whole => "",
        Property::Title => td_string!(locale, ops.prop_title),
        Property::Place => td_string!(locale, ops.prop_place),
        Property::Duration => td_string!(locale, ops.prop_duration),
        Property::Constraint => td_string!(locale, ops.prop_constraint),
        Property::Manual => td_string!(locale, ops.prop_manual),
        Property::Deadline => td_string!(locale, ops.prop_deadline),
        Property::Calendar => td_string!(locale, ops.prop_calendar),
        Property::Milestone => td_string!(locale, ops.prop_milestone),
        Property::Inactive => td_string!(locale, ops.prop_inactive),
        Property::Progress => td_string!(locale, ops.prop_progress),
        Property::Remaining => td_string!(locale, ops.prop_remaining),
        Property::Estimate => td_string!(locale, ops.prop_estimate),
        Property::Assignee => td_string!(locale, ops.prop_assignee),
        Property::Card => td_string!(locale, ops.prop_card),
        Property::Blocked => td_string!(locale, ops.prop_blocked),
        Property::Labels => td_string!(locale, ops.prop_labels),
        Property::Checklist => td_string!(locale, ops.prop_checklist),
        Property::Iteration => td_string!(locale, ops.prop_iteration),
        Property::ClientVisible => td_string!(locale, ops.prop_client_visible),
        Property::Promise => td_string!(locale, ops.prop_promise),
        Property::Description => td_string!(locale, ops.prop_description),
        Property::Shape => td_string!(locale, ops.prop_shape),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::plan::{Calendar, Rank, Task};
    use domain::{CalendarId, TaskId};

    #[test]
    fn operations_are_told_in_both_languages() {
        let id = |number: u128| format!("{number:032x}").parse::<CalendarId>().unwrap().0;
        let mut plan = Plan::new(0, Calendar::office(CalendarId(id(1)), String::new()), Vec::new());
        let task = Task::new(TaskId(id(2)), 1, "A".to_owned(), Rank::sequence(1)[0].clone());
        let add = PlanOp::Add { tasks: vec![task.clone()], links: Vec::new() };
        plan.tasks.insert(task.id, task.clone());
        let rename = PlanOp::change(task.id, TaskChange::Title("B".to_owned()));
        let cases = [
            (add, "Added “A”", "新增“A”"),
            (rename.clone(), "“A”: title → B", "“A”：标题 → B"),
            (PlanOp::Remove { tasks: vec![task.id] }, "Deleted “A”", "删除“A”"),
            (
                PlanOp::Batch(vec![rename.clone(), rename]),
                "“A”: title → B, and 1 more",
                "“A”：标题 → B，另有 1 项",
            ),
        ];
        for (op, english, chinese) in cases {
            assert_eq!(sentence(Locale::en, &op, &plan), english);
            assert_eq!(sentence(Locale::zh_CN, &op, &plan), chinese);
        }
        let title = Part::Task(task.id, Property::Title);
        assert_eq!(part(Locale::en, title, &plan), "the title of “A”");
    }
}
