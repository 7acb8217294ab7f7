//! What a plan operation does, in words: for messages, undo and the history.

mod change;
mod joined;

use std::collections::BTreeMap;

use domain::plan::{Brief, Link, Part, Plan, PlanOp, Priority, Property, Task};
use domain::{TaskId, UserId};

use crate::numbers::grouped;
use crate::{Locale, td_string};

pub use joined::told_as_one;

/// Who knows what the things and people are called that an operation names.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// The plan as it is now.
    pub plan: &'a Plan,
    /// The titles of tasks that are no longer in it.
    pub gone: &'a BTreeMap<TaskId, String>,
    /// The names of people.
    pub people: &'a BTreeMap<UserId, String>,
}

/// What an operation does; `plan` knows the names of what it touches.
#[must_use]
pub fn sentence(locale: Locale, op: &PlanOp, plan: &Plan) -> String {
    let names = Names { plan, gone: &BTreeMap::new(), people: &BTreeMap::new() };
    match op {
        PlanOp::Batch(steps) => match steps.as_slice() {
            [] => td_string!(locale, ops.configured).to_string(),
            [only] => sentence(locale, only, plan),
            [first, rest @ ..] => {
                let first = sentence(locale, first, plan);
                td_string!(locale, ops.and_more, first = first, more = grouped(rest.len()))
            }
        },
        PlanOp::Add { tasks, .. } => step(locale, op, None, names, tasks.len().saturating_sub(1)),
        PlanOp::Remove { tasks } => step(locale, op, None, names, tasks.len().saturating_sub(1)),
        _ => step(locale, op, None, names, 0),
    }
}

/// What an operation of the history did, with what it replaced.
#[must_use]
pub fn told(locale: Locale, brief: &Brief, names: Names<'_>) -> String {
    let more = brief.more as usize;
    step(locale, &brief.op, brief.back.as_ref(), names, more)
}

/// One step, with what it replaced where that is known, and how many more there are.
fn step(
    locale: Locale,
    op: &PlanOp,
    back: Option<&PlanOp>,
    names: Names<'_>,
    more: usize,
) -> String {
    let first = match op {
        PlanOp::Add { tasks, .. } => return added(locale, tasks, more),
        PlanOp::Remove { tasks } => {
            let title = match (back, tasks.first()) {
                (Some(PlanOp::Add { tasks, .. }), _) if !tasks.is_empty() => tasks[0].title.clone(),
                (_, first) => first.map(|id| title(locale, *id, names)).unwrap_or_default(),
            };
            return match more {
                0 => td_string!(locale, ops.removed, title = title),
                more => td_string!(locale, ops.removed_many, title = title, more = grouped(more)),
            };
        }
        PlanOp::Change { task, to } => {
            let was = match back {
                Some(PlanOp::Change { task: same, to: was })
                    if same == task && was.property() == to.property() =>
                {
                    Some(was)
                }
                _ => None,
            };
            change::sentence(locale, *task, (was, to), names)
        }
        PlanOp::Link(link) => linked(locale, link, names),
        PlanOp::Unlink(_) => unlinked(locale, back, names),
        PlanOp::Batch(_) | PlanOp::Configure(_) => td_string!(locale, ops.configured).to_string(),
        other => frame(locale, other, back),
    };
    if more == 0 {
        first
    } else {
        td_string!(locale, ops.and_more, first = first, more = grouped(more))
    }
}

fn added(locale: Locale, tasks: &[Task], more: usize) -> String {
    match (tasks.first().map(|task| task.title.as_str()), more) {
        (Some(title), 0) => td_string!(locale, ops.added, title = title),
        (Some(title), more) => {
            td_string!(locale, ops.added_many, title = title, more = grouped(more))
        }
        (None, _) => td_string!(locale, ops.added_links).to_string(),
    }
}

fn linked(locale: Locale, link: &Link, names: Names<'_>) -> String {
    let (from, to) = (title(locale, link.from, names), title(locale, link.to, names));
    td_string!(locale, ops.linked, from = from, to = to)
}

fn unlinked(locale: Locale, back: Option<&PlanOp>, names: Names<'_>) -> String {
    let Some(PlanOp::Link(link)) = back else {
        return td_string!(locale, ops.unlinked).to_string();
    };
    let (from, to) = (title(locale, link.from, names), title(locale, link.to, names));
    td_string!(locale, ops.unlinked_from, from = from, to = to)
}

/// Calendars, columns and iterations: what stands around the tasks.
fn frame(locale: Locale, op: &PlanOp, back: Option<&PlanOp>) -> String {
    use PlanOp::{PutCalendar, PutColumn, PutIteration};
    use PlanOp::{RemoveCalendar, RemoveColumn, RemoveIteration};
    let fixed = match (op, back) {
        (PutCalendar(new), Some(RemoveCalendar(_))) => {
            return td_string!(locale, ops.added_calendar, name = new.name.as_str());
        }
        (PutCalendar(new), _) => {
            return td_string!(locale, ops.put_calendar, name = new.name.as_str());
        }
        (RemoveCalendar(_), Some(PutCalendar(was))) => {
            return td_string!(locale, ops.removed_calendar_named, name = was.name.as_str());
        }
        (PutColumn(new), Some(RemoveColumn(_))) => {
            return td_string!(locale, ops.added_column, name = new.name.as_str());
        }
        (PutColumn(new), _) => {
            return td_string!(locale, ops.put_column, name = new.name.as_str());
        }
        (RemoveColumn(_), Some(PutColumn(was))) => {
            return td_string!(locale, ops.removed_column_named, name = was.name.as_str());
        }
        (PutIteration(new), Some(RemoveIteration(_))) => {
            return td_string!(locale, ops.added_iteration, name = new.name.as_str());
        }
        (PutIteration(new), _) => {
            return td_string!(locale, ops.put_iteration, name = new.name.as_str());
        }
        (RemoveIteration(_), Some(PutIteration(was))) => {
            return td_string!(locale, ops.removed_iteration_named, name = was.name.as_str());
        }
        (RemoveCalendar(_), _) => td_string!(locale, ops.removed_calendar),
        (RemoveColumn(_), _) => td_string!(locale, ops.removed_column),
        (RemoveIteration(_), _) => td_string!(locale, ops.removed_iteration),
        _ => td_string!(locale, ops.configured),
    };
    fixed.to_string()
}

/// What a part of a plan is called in the middle of a sentence.
#[must_use]
pub fn part(locale: Locale, part: Part, plan: &Plan) -> String {
    let names = Names { plan, gone: &BTreeMap::new(), people: &BTreeMap::new() };
    let fixed = match part {
        Part::Task(task, Property::Whole) => {
            return td_string!(locale, ops.whole, title = title(locale, task, names));
        }
        Part::Task(task, which) => {
            let (title, property) = (title(locale, task, names), property(locale, which));
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

fn title(locale: Locale, task: TaskId, names: Names<'_>) -> String {
    let found = names.plan.tasks.get(&task).map(|task| &task.title);
    let found = found.or_else(|| names.gone.get(&task));
    found.map_or_else(|| td_string!(locale, ops.gone_task).to_string(), Clone::clone)
}

/// Units as people say them: 50 %, 33.3 %.
#[must_use]
pub fn percent_of(units: u32) -> String {
    match units % 10 {
        0 => format!("{}%", grouped(units / 10)),
        rest => format!("{}.{rest}%", grouped(units / 10)),
    }
}

/// How much a task matters, in a word.
#[must_use]
pub fn priority(locale: Locale, priority: Priority) -> &'static str {
    match priority {
        Priority::Low => td_string!(locale, ops.priority_low),
        Priority::Medium => td_string!(locale, ops.priority_medium),
        Priority::High => td_string!(locale, ops.priority_high),
        Priority::Urgent => td_string!(locale, ops.priority_urgent),
    }
}

/// What a property of a task is called.
#[must_use]
pub fn property(locale: Locale, property: Property) -> &'static str {
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
        Property::FormerDuration => td_string!(locale, ops.prop_former_duration),
        Property::Inactive => td_string!(locale, ops.prop_inactive),
        Property::Progress => td_string!(locale, ops.prop_progress),
        Property::Remaining => td_string!(locale, ops.prop_remaining),
        Property::Estimate => td_string!(locale, ops.prop_estimate),
        Property::Shares => td_string!(locale, ops.prop_shares),
        Property::Priority => td_string!(locale, ops.prop_priority),
        Property::Assignee => td_string!(locale, ops.prop_assignee),
        Property::Card => td_string!(locale, ops.prop_card),
        Property::Blocked => td_string!(locale, ops.prop_blocked),
        Property::LimitReason => td_string!(locale, ops.prop_limit_reason),
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
    use domain::plan::{Calendar, Rank, TaskChange};
    use domain::{CalendarId, LinkId};

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
            (rename.clone(), "Renamed “A” to “B”", "“A”改名为“B”"),
            (PlanOp::Remove { tasks: vec![task.id] }, "Deleted “A”", "删除“A”"),
            (
                PlanOp::Batch(vec![rename.clone(), rename]),
                "Renamed “A” to “B”, and 1 more",
                "“A”改名为“B”，另有 1 处改动",
            ),
        ];
        for (op, english, chinese) in cases {
            assert_eq!(sentence(Locale::en, &op, &plan), english);
            assert_eq!(sentence(Locale::zh_CN, &op, &plan), chinese);
        }
        let title = Part::Task(task.id, Property::Title);
        assert_eq!(part(Locale::en, title, &plan), "the title of “A”");
    }
    #[test]
    fn the_history_tells_what_was_replaced_and_who_is_gone() {
        let id = |number: u128| format!("{number:032x}").parse::<CalendarId>().unwrap().0;
        let mut plan = Plan::new(0, Calendar::office(CalendarId(id(1)), String::new()), Vec::new());
        let rank = Rank::sequence(1)[0].clone();
        let task = Task::new(TaskId(id(2)), 1, "A".to_owned(), rank.clone());
        let other = Task::new(TaskId(id(3)), 2, "B".to_owned(), rank);
        plan.tasks.insert(task.id, task.clone());
        let gone = BTreeMap::from([(other.id, "B".to_owned())]);
        let people = BTreeMap::from([(UserId(id(4)), "Chen".to_owned())]);
        let change = |to| PlanOp::change(task.id, to);
        let progress =
            |percent| change(TaskChange::Progress { percent, actual: Default::default() });
        let link = Link {
            id: LinkId(id(5)),
            from: task.id,
            to: other.id,
            kind: domain::plan::link::LinkKind::FinishToStart,
            lag: Default::default(),
        };
        let title = |title: &str| change(TaskChange::Title(title.to_owned()));
        let cases = [
            (progress(50), progress(20), 0, "“A”的完成度由 20% 改为 50%"),
            (title("A"), title("C"), 0, "“C”改名为“A”"),
            (
                change(TaskChange::Assignee(Some(UserId(id(4))))),
                change(TaskChange::Assignee(None)),
                2,
                "“A”由Chen负责，另有 2 处改动",
            ),
            (PlanOp::Unlink(link.id), PlanOp::Link(link), 0, "“B”不再排在“A”之后"),
            (
                PlanOp::Remove { tasks: vec![other.id] },
                PlanOp::Add { tasks: vec![other.clone()], links: Vec::new() },
                0,
                "删除“B”",
            ),
        ];
        for (op, back, more, expected) in cases {
            let brief = Brief { op, back: Some(back), more };
            let names = Names { plan: &plan, gone: &gone, people: &people };
            assert_eq!(told(Locale::zh_CN, &brief, names), expected);
        }
    }
}
