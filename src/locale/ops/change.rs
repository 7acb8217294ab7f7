//! What a change of a task did, as a colleague would say it.

use chrono::NaiveDate;
use domain::plan::{Constraint, ConstraintKind, Dated, Property, TaskChange, TaskDuration, Unit};
use domain::time::{self, Minute};
use domain::{ColumnId, TaskId};

use super::{Names, percent_of, priority, property, title};
use crate::{Locale, dates, nouns, td_string};

/// Longest value that a sentence quotes, in characters.
const QUOTED_MAX: usize = 60;

/// What a property of a task is.
enum Value {
    /// Nothing that fits into a sentence.
    Untold,
    /// There is none.
    Missing,
    /// As people write it.
    Is(String),
}

/// What a change did, with what it replaced where that is known.
pub fn sentence(
    locale: Locale,
    task: TaskId,
    (was, to): (Option<&TaskChange>, &TaskChange),
    names: Names<'_>,
) -> String {
    let title = title(locale, task, names);
    let title = title.as_str();
    let own = by_itself(locale, title, (was, to), names);
    own.unwrap_or_else(|| by_values(locale, title, (was, to), names))
}

/// The changes that have sentences of their own.
fn by_itself(
    locale: Locale,
    title: &str,
    (was, to): (Option<&TaskChange>, &TaskChange),
    names: Names<'_>,
) -> Option<String> {
    Some(match to {
        TaskChange::Title(to) => renamed(locale, title, was, to),
        TaskChange::Place { parent, .. } => placed(locale, title, was, *parent, names),
        TaskChange::Card { column, .. } => carried(locale, title, was, *column, names),
        TaskChange::Constraint(Some(new)) => bound(locale, title, was, *new),
        TaskChange::Manual(Some(new)) => dated(locale, title, was, *new),
        TaskChange::Manual(None) => td_string!(locale, ops.computed, title = title),
        TaskChange::Milestone(true) => td_string!(locale, gantt.milestone_made, title = title),
        TaskChange::Milestone(false) => td_string!(locale, gantt.milestone_unmade, title = title),
        TaskChange::Inactive(true) => td_string!(locale, gantt.left_out, title = title),
        TaskChange::Inactive(false) => td_string!(locale, gantt.taken_in, title = title),
        TaskChange::ClientVisible(true) => td_string!(locale, list.shown, title = title),
        TaskChange::ClientVisible(false) => td_string!(locale, list.hidden, title = title),
        TaskChange::Blocked(Some(reason)) => {
            td_string!(locale, ops.blocked, title = title, reason = quoted(reason))
        }
        TaskChange::Blocked(None) => td_string!(locale, ops.unblocked, title = title),
        TaskChange::LimitReason(Some(reason)) => {
            td_string!(locale, ops.over_limit, title = title, reason = quoted(reason))
        }
        TaskChange::Assignee(Some(new))
            if matches!(was, None | Some(TaskChange::Assignee(None))) =>
        {
            let name = names.people.get(new)?;
            td_string!(locale, gantt.assigned, title = title, name = name.as_str())
        }
        _ => return None,
    })
}

/// Where nothing is known of the change before, the plan knows the title before.
fn renamed(locale: Locale, title: &str, was: Option<&TaskChange>, to: &str) -> String {
    let from = match was {
        Some(TaskChange::Title(from)) => from.as_str(),
        _ => title,
    };
    match from == to {
        true => td_string!(locale, ops.renamed_to, to = quoted(to)),
        false => td_string!(locale, ops.renamed, from = quoted(from), to = quoted(to)),
    }
}

fn placed(
    locale: Locale,
    title: &str,
    was: Option<&TaskChange>,
    parent: Option<TaskId>,
    names: Names<'_>,
) -> String {
    let stays = matches!(was, Some(TaskChange::Place { parent: before, .. }) if *before == parent);
    match parent {
        _ if stays => td_string!(locale, ops.reordered, title = title),
        Some(parent) => {
            let parent = super::title(locale, parent, names);
            td_string!(locale, ops.placed_under, title = title, parent = parent)
        }
        None => td_string!(locale, ops.placed_on_top, title = title),
    }
}

fn carried(
    locale: Locale,
    title: &str,
    was: Option<&TaskChange>,
    column: Option<ColumnId>,
    names: Names<'_>,
) -> String {
    let name = |column: Option<ColumnId>| {
        let column = column.and_then(|column| names.plan.columns.get(&column));
        column.map(|column| column.name.as_str())
    };
    let before = match was {
        Some(TaskChange::Card { column, .. }) => *column,
        _ => None,
    };
    match (name(before), name(column)) {
        _ if column.is_none() => td_string!(locale, ops.off_board, title = title),
        (_, None) => unsaid(locale, title, Property::Card),
        (Some(_), Some(to)) if before == column => {
            td_string!(locale, ops.moved_within, title = title, column = to)
        }
        (Some(from), Some(to)) => {
            td_string!(locale, ops.moved_between, title = title, from = from, to = to)
        }
        (None, Some(to)) => td_string!(locale, ops.moved_to, title = title, column = to),
    }
}

fn bound(locale: Locale, title: &str, was: Option<&TaskChange>, new: Constraint) -> String {
    let on = |constraint: Constraint| match constraint.kind.is_about_finish() {
        true => time::last_day_of(constraint.at),
        false => time::day_of(constraint.at),
    };
    let before = match was {
        Some(TaskChange::Constraint(Some(was))) if was.kind == new.kind => Some(on(*was)),
        _ => None,
    };
    let at = on(new);
    let day = dates::full(locale, at);
    let said = match new.kind {
        ConstraintKind::AsLateAsPossible => return td_string!(locale, ops.late, title = title),
        ConstraintKind::StartNoEarlierThan => {
            td_string!(locale, ops.start_no_earlier, title = title, day = day)
        }
        ConstraintKind::StartNoLaterThan => {
            td_string!(locale, ops.start_no_later, title = title, day = day)
        }
        ConstraintKind::FinishNoEarlierThan => {
            td_string!(locale, ops.finish_no_earlier, title = title, day = day)
        }
        ConstraintKind::FinishNoLaterThan => {
            td_string!(locale, ops.finish_no_later, title = title, day = day)
        }
        ConstraintKind::MustStartOn => td_string!(locale, ops.must_start, title = title, day = day),
        ConstraintKind::MustFinishOn => {
            td_string!(locale, ops.must_finish, title = title, day = day)
        }
    };
    shifted(locale, said, before, at)
}

fn dated(locale: Locale, title: &str, was: Option<&TaskChange>, new: Dated) -> String {
    let before = match was {
        Some(TaskChange::Manual(Some(was))) => was.start.map(time::day_of),
        _ => None,
    };
    match new.start.map(time::day_of) {
        Some(start) if before != Some(start) => {
            let day = dates::full(locale, start);
            let said = td_string!(locale, ops.moved_to_day, title = title, day = day);
            shifted(locale, said, before, start)
        }
        _ => unsaid(locale, title, Property::Manual),
    }
}

/// The sentence, and by how many days its day differs from the one before.
fn shifted(locale: Locale, said: String, before: Option<NaiveDate>, day: NaiveDate) -> String {
    match before.map_or(0, |before| (day - before).num_days()) {
        0 => said,
        days @ 1.. => td_string!(locale, ops.later, what = said, days = nouns::days(locale, days)),
        days => td_string!(locale, ops.earlier, what = said, days = nouns::days(locale, -days)),
    }
}

/// Every other change: the property, what it was and what it is.
fn by_values(
    locale: Locale,
    title: &str,
    (was, to): (Option<&TaskChange>, &TaskChange),
    names: Names<'_>,
) -> String {
    let from = was.map_or(Value::Untold, |was| value(locale, was, names));
    let (which, property) = (to.property(), property(locale, to.property()));
    match (from, value(locale, to, names)) {
        (_, Value::Untold) => unsaid(locale, title, which),
        (Value::Is(from), Value::Is(value)) if from == value => unsaid(locale, title, which),
        (Value::Is(from), Value::Is(value)) => {
            td_string!(locale, ops.set_from, title, property, from, value)
        }
        (Value::Is(from), Value::Missing) => {
            td_string!(locale, ops.cleared_from, title, property, from)
        }
        (_, Value::Is(value)) => td_string!(locale, ops.set, title, property, value),
        (_, Value::Missing) => td_string!(locale, ops.cleared, title, property),
    }
}

/// The value that a change sets, where a sentence can hold it.
pub fn stated(locale: Locale, to: &TaskChange, names: Names<'_>) -> Option<String> {
    match value(locale, to, names) {
        Value::Is(value) => Some(value),
        Value::Missing | Value::Untold => None,
    }
}

/// That a property changed, and no more.
fn unsaid(locale: Locale, title: &str, which: Property) -> String {
    td_string!(locale, ops.changed, title = title, property = property(locale, which))
}

fn value(locale: Locale, to: &TaskChange, names: Names<'_>) -> Value {
    let plan = names.plan;
    let or_missing = |found: Option<String>| found.map_or(Value::Missing, Value::Is);
    let duration = |duration: TaskDuration| dates::duration(locale, duration, &plan.settings);
    let hours =
        |minutes: i64| duration(TaskDuration { minutes, unit: Unit::Hours, is_elapsed: false });
    match to {
        TaskChange::Duration(new) => Value::Is(duration(*new)),
        TaskChange::FormerDuration(new) => or_missing(new.map(duration)),
        TaskChange::Constraint(new) => {
            or_missing(new.map(|new| dates::full(locale, time::day_of(new.at))))
        }
        TaskChange::Deadline(new) => {
            or_missing(new.map(|at: Minute| dates::full(locale, time::last_day_of(at))))
        }
        TaskChange::Calendar(new) => {
            let calendar = new.and_then(|new| plan.calendars.get(&new));
            or_missing(calendar.map(|calendar| calendar.name.clone()))
        }
        TaskChange::Progress { percent, .. } => Value::Is(format!("{percent}%")),
        TaskChange::Remaining(new) | TaskChange::Estimate(new) => or_missing(new.map(hours)),
        TaskChange::Shares(new) if new.is_empty() => Value::Missing,
        TaskChange::Shares(new) => {
            let units = new.iter().fold(0, |sum: u32, share| sum.saturating_add(share.units));
            Value::Is(percent_of(units))
        }
        TaskChange::LimitReason(new) => or_missing(new.as_deref().map(quoted)),
        TaskChange::Labels(new) if new.is_empty() => Value::Missing,
        TaskChange::Labels(new) => Value::Is(quoted(&new.join(", "))),
        TaskChange::Checklist(new) => {
            let done = new.iter().filter(|step| step.is_done).count();
            Value::Is(format!("{done}/{}", new.len()))
        }
        TaskChange::Iteration(new) => {
            let iteration = new.and_then(|new| plan.iterations.get(&new));
            or_missing(iteration.map(|iteration| iteration.name.clone()))
        }
        TaskChange::Promise(new) => or_missing(new.map(|new| dates::full(locale, new))),
        TaskChange::Priority(new) => Value::Is(priority(locale, *new).to_owned()),
        TaskChange::Assignee(None) => Value::Missing,
        TaskChange::Assignee(Some(new)) => {
            names.people.get(new).map_or(Value::Untold, |name| Value::Is(name.clone()))
        }
        // These are told by themselves, or are too much for a sentence.
        TaskChange::Title(_)
        | TaskChange::Place { .. }
        | TaskChange::Card { .. }
        | TaskChange::Manual(_)
        | TaskChange::Milestone(_)
        | TaskChange::Inactive(_)
        | TaskChange::ClientVisible(_)
        | TaskChange::Blocked(_)
        | TaskChange::Description(_)
        | TaskChange::Shape(_) => Value::Untold,
    }
}

fn quoted(text: &str) -> String {
    let mut quoted: String = text.chars().take(QUOTED_MAX).collect();
    if text.chars().count() > QUOTED_MAX {
        quoted.push('…');
    }
    quoted
}

#[cfg(test)]
mod tests;
