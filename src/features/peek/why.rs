//! Why a task stands on its day, in a sentence.

use domain::TaskId;
use domain::plan::link::{Lag, Link, LinkKind};
use domain::plan::{ConstraintKind, PlanView, Task, TaskDuration, Unit};
use domain::time;
use locale::{Locale, dates, td_string};
use planner::Driver;

/// Why a task stands on its day; empty once it is gone.
#[must_use]
pub fn sentence(locale: Locale, view: &PlanView, id: TaskId) -> String {
    let Some(found) = view.scheduled.dates(id) else { return String::new() };
    let reason = match found.driver {
        Driver::ProjectStart => td_string!(locale, peek.why_project_start).to_owned(),
        Driver::ProjectFinish => td_string!(locale, peek.why_project_finish).to_owned(),
        Driver::Link(_) => by_link(locale, view, id),
        Driver::Constraint => by_constraint(locale, view.plan.tasks.get(&id)),
        Driver::Parent(index) => by_parent(locale, view, index),
        Driver::Children => td_string!(locale, peek.why_children).to_owned(),
        Driver::Manual => td_string!(locale, peek.why_manual).to_owned(),
        Driver::Actual => td_string!(locale, peek.why_actual).to_owned(),
        Driver::DataDate => td_string!(locale, peek.why_data_date).to_owned(),
        Driver::Levelling => td_string!(locale, peek.why_levelling).to_owned(),
    };
    if skips_days(view, id, found) {
        return td_string!(locale, peek.why_calendar, reason);
    }
    reason
}

/// Whether free days lie between what decided the start and the start itself. The nights between
/// two working days are nothing to speak of.
fn skips_days(view: &PlanView, id: TaskId, found: &planner::Dates) -> bool {
    if !found.waits_for_calendar {
        return false;
    }
    let day = time::day_of(found.start);
    let expected = match found.driver {
        Driver::Link(_) => {
            let link = view.scheduled.driving_link(id).and_then(|link| view.plan.links.get(&link));
            let plain =
                link.filter(|link| link.kind == LinkKind::FinishToStart && link.lag.is_none());
            let before = plain.and_then(|link| view.scheduled.dates(link.from));
            before.and_then(|before| time::last_day_of(before.finish).succ_opt())
        }
        Driver::Constraint => {
            let bound = view.plan.tasks.get(&id).and_then(|task| task.constraint);
            bound.map(|bound| time::day_of(bound.at))
        }
        Driver::ProjectStart => Some(time::day_of(view.plan.settings.start)),
        _ => None,
    };
    expected.is_some_and(|expected| day > expected)
}

fn by_link(locale: Locale, view: &PlanView, id: TaskId) -> String {
    let link = view.scheduled.driving_link(id).and_then(|link| view.plan.links.get(&link));
    let Some(link) = link else { return String::new() };
    let title = view.plan.tasks.get(&link.from).map(|task| task.title.clone()).unwrap_or_default();
    let reason = match link.kind {
        LinkKind::FinishToStart => td_string!(locale, peek.why_after_finish, title),
        LinkKind::StartToStart => td_string!(locale, peek.why_after_start, title),
        LinkKind::FinishToFinish => td_string!(locale, peek.why_with_finish, title),
        LinkKind::StartToFinish => td_string!(locale, peek.why_with_start, title),
    };
    if link.to == id {
        return reason;
    }
    // The link ties a summary above, whose tasks wait with it.
    let above = view.plan.tasks.get(&link.to).map(|task| task.title.clone()).unwrap_or_default();
    td_string!(locale, peek.why_inherited, reason, above)
}

fn by_constraint(locale: Locale, task: Option<&Task>) -> String {
    let Some(constraint) = task.and_then(|task| task.constraint) else { return String::new() };
    let day = match is_about_finish(constraint.kind) {
        true => time::last_day_of(constraint.at),
        false => time::day_of(constraint.at),
    };
    let rule = constraint_words(locale, constraint.kind);
    td_string!(locale, peek.why_constraint, rule, day = dates::short(locale, day))
}

fn by_parent(locale: Locale, view: &PlanView, index: usize) -> String {
    // The schedule counts tasks in ascending order of their ids, which is the map's own order.
    let parent = view.plan.tasks.values().nth(index);
    let title = parent.map(|task| task.title.clone()).unwrap_or_default();
    td_string!(locale, peek.why_parent, title)
}

/// Whether a constraint speaks of the finish and not of the start.
#[must_use]
pub const fn is_about_finish(kind: ConstraintKind) -> bool {
    match kind {
        ConstraintKind::FinishNoEarlierThan
        | ConstraintKind::FinishNoLaterThan
        | ConstraintKind::MustFinishOn => true,
        ConstraintKind::AsLateAsPossible
        | ConstraintKind::StartNoEarlierThan
        | ConstraintKind::StartNoLaterThan
        | ConstraintKind::MustStartOn => false,
    }
}

/// The words for a kind of constraint.
#[must_use]
pub fn constraint_words(locale: Locale, kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::AsLateAsPossible => td_string!(locale, peek.as_late_as_possible),
        ConstraintKind::StartNoEarlierThan => td_string!(locale, peek.start_no_earlier),
        ConstraintKind::StartNoLaterThan => td_string!(locale, peek.start_no_later),
        ConstraintKind::FinishNoEarlierThan => td_string!(locale, peek.finish_no_earlier),
        ConstraintKind::FinishNoLaterThan => td_string!(locale, peek.finish_no_later),
        ConstraintKind::MustStartOn => td_string!(locale, peek.must_start),
        ConstraintKind::MustFinishOn => td_string!(locale, peek.must_finish),
    }
}

/// How a link ties, as schedulers write it: `FS`, `SS+2 天`, `FS−50%`.
#[must_use]
pub fn link_words(locale: Locale, link: &Link, view: &PlanView) -> String {
    let letters = link.kind.letters();
    let in_days = |minutes: i64, is_elapsed| {
        let length = TaskDuration { minutes: minutes.abs(), unit: Unit::Days, is_elapsed };
        (minutes, dates::duration(locale, length, &view.plan.settings))
    };
    let (sign, amount) = match link.lag {
        Lag::Working(minutes) => in_days(minutes, false),
        Lag::Elapsed(minutes) => in_days(minutes, true),
        Lag::Percent(percent) => (i64::from(percent), format!("{}%", percent.unsigned_abs())),
    };
    match sign {
        0 => letters.to_owned(),
        1.. => format!("{letters}+{amount}"),
        _ => format!("{letters}−{amount}"),
    }
}
