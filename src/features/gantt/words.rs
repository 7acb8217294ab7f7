//! Sentences of the chart, in the language of the reader.

use chrono::NaiveDate;
use domain::plan::link::LinkKind;
use domain::plan::{PlanView, Problem, Task, TaskDuration, Unit};
use domain::time::{self, Minute};
use domain::{LinkId, TaskId};
use locale::dates::{self, Told};
use locale::numbers::grouped;
use locale::{Locale, consequences, problems, td_string};
use planner::Dates;

use super::columns::Column;
use super::links;
use super::moves::{Grab, Policy, Preview};
use super::near::Near;
use crate::features::shared::typed;

/// By how many working days a task ends later, or below zero earlier, than in the baseline.
pub fn slip(locale: Locale, days: i64) -> String {
    match days {
        0.. => td_string!(locale, gantt.slip_late, days = grouped(days)),
        _ => td_string!(locale, gantt.slip_early, days = grouped(-days)),
    }
}

/// The first and last day of a task's dates.
pub fn span_of(dates: &Dates) -> (NaiveDate, NaiveDate) {
    let last = time::last_day_of(dates.finish.max(dates.start + 1));
    (time::day_of(dates.start), last)
}

/// The first and the last day of a task's dates in a narrow place; one day once.
pub fn days((locale, today): Told, found: &Dates) -> String {
    dates::narrow_span(locale, span_of(found), today)
}

/// The first and the last day of a task's dates; with the time of day where days do not tell it.
pub fn ends((locale, today): Told, found: &Dates, has_time: bool) -> (String, String) {
    let (first, last) = span_of(found);
    let (first, last) = (dates::near(locale, first, today), dates::near(locale, last, today));
    if !has_time {
        return (first, last);
    }
    let with_time = |day: String, at: Minute| format!("{day} {}", time_of_day(at));
    (with_time(first, found.start), with_time(last, found.finish))
}

fn time_of_day(at: Minute) -> String {
    let minutes = at - planner::start_of_day(planner::day_of(at));
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// How long a task takes: what was written, or for a summary what follows from its sub-tasks.
pub fn duration(locale: Locale, view: &PlanView, task: &Task, is_summary: bool) -> String {
    let settings = &view.plan.settings;
    let minutes = view.scheduled.dates(task.id).map_or(0, |dates| dates.duration_minutes);
    let computed = TaskDuration { minutes, unit: Unit::Days, is_elapsed: false };
    dates::duration(locale, if is_summary { computed } else { task.duration }, settings)
}

/// The heading of a column.
pub fn column(locale: Locale, column: Column) -> &'static str {
    match column {
        Column::Wbs => td_string!(locale, gantt.col_wbs),
        Column::Duration => td_string!(locale, gantt.col_duration),
        Column::Dates => td_string!(locale, gantt.col_dates),
        Column::Percent => td_string!(locale, gantt.col_percent),
        Column::Assignee => td_string!(locale, gantt.col_assignee),
        Column::Predecessors => td_string!(locale, gantt.col_predecessors),
        Column::Float => td_string!(locale, gantt.col_float),
        Column::Slip => td_string!(locale, gantt.col_slip),
    }
}

/// How far a task can slip without moving the finish; nothing where that says nothing: for
/// summaries, for finished work, and for what is left out of the schedule.
pub fn float(locale: Locale, view: &PlanView, task: &Task, dates: &Dates) -> String {
    let is_summary = dates.driver == planner::Driver::Children;
    if is_summary || task.is_inactive || dates.percent == 100 {
        return String::new();
    }
    let minutes = dates.total_float.abs();
    let size = TaskDuration { minutes, unit: Unit::Days, is_elapsed: false };
    let sign = if dates.total_float < 0 { "−" } else { "" };
    format!("{sign}{}", dates::duration(locale, size, &view.plan.settings))
}

/// What a task waits for, as it is typed: `3FS+2d, 5`.
pub fn predecessors(view: &PlanView, before: &[LinkId]) -> String {
    let links = before.iter().filter_map(|link| view.plan.links.get(link));
    let mut all: Vec<(u32, String)> = links
        .filter_map(|link| {
            let number = view.plan.tasks.get(&link.from)?.number;
            let how = typed::written(link.kind, link.lag, &view.plan.settings);
            let is_plain = how == LinkKind::FinishToStart.letters();
            Some((number, if is_plain { number.to_string() } else { format!("{number}{how}") }))
        })
        .collect();
    all.sort();
    all.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(", ")
}

/// What a move did, for the message that offers a way back.
pub fn moved(told: Told, view: &PlanView, task: &Task, grab: Grab, preview: &Preview) -> String {
    let (locale, title) = (told.0, task.title.as_str());
    let said = match grab {
        Grab::Body => {
            let days = days(told, &preview.dates);
            td_string!(locale, gantt.moved, title = title, days = days)
        }
        Grab::Start | Grab::Finish => {
            let duration = dates::duration(locale, preview.duration, &view.plan.settings);
            td_string!(locale, gantt.resized, title = title, duration = duration)
        }
    };
    consequences::with_others(locale, said, preview.consequence.moved_besides(task.id))
}

/// What the move of several selected tasks did: of so many, how many moved, and how many others.
pub fn moved_many(locale: Locale, all: usize, (count, others): (usize, usize)) -> String {
    let said = td_string!(locale, gantt.moved_many, count = grouped(count), all = grouped(all));
    consequences::with_others(locale, said, others)
}

/// What becomes of other tasks when a bar moves.
pub fn policy(locale: Locale, policy: Policy) -> &'static str {
    match policy {
        Policy::KeepGaps => td_string!(locale, gantt.policy_gaps),
        Policy::Conflicts => td_string!(locale, gantt.policy_conflicts),
        Policy::Alone => td_string!(locale, gantt.policy_alone),
    }
}

/// How little float counts as nearly critical.
pub fn near(locale: Locale, near: Near) -> String {
    match near.days() {
        0 => td_string!(locale, gantt.near_off).to_owned(),
        days => td_string!(locale, gantt.near_days, days = days),
    }
}

/// Which ends of two tasks a dependency ties, with the letters for it.
pub fn link_kind(locale: Locale, kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::FinishToStart => td_string!(locale, gantt.kind_fs),
        LinkKind::StartToStart => td_string!(locale, gantt.kind_ss),
        LinkKind::FinishToFinish => td_string!(locale, gantt.kind_ff),
        LinkKind::StartToFinish => td_string!(locale, gantt.kind_sf),
    }
}

/// The bar in words: 设计评审，3月4日至3月10日，5 天，完成 40%，前置任务：需求确认.
pub fn sentence(
    (locale, today): Told,
    view: &PlanView,
    task: &Task,
    before: &[LinkId],
    person: Option<String>,
) -> String {
    let Some(found) = view.scheduled.dates(task.id) else { return task.title.clone() };
    let is_summary = found.driver == planner::Driver::Children;
    let (first, last) = span_of(found);
    let mut parts = vec![task.title.clone()];
    if task.is_milestone {
        let day = dates::near_prose(locale, last, today);
        parts.push(td_string!(locale, gantt.milestone_on, day = day));
    } else {
        let (from, to) = (dates::near(locale, first, today), dates::near(locale, last, today));
        parts.push(td_string!(locale, gantt.day_span, from = from, to = to));
        parts.push(duration(locale, view, task, is_summary));
    }
    parts.push(td_string!(locale, gantt.done_at, percent = found.percent));
    parts.extend(person.map(|name| td_string!(locale, gantt.person_is, name = name)));
    let titles = titles_before(view, before);
    if !titles.is_empty() {
        parts.push(td_string!(locale, gantt.after, titles = titles.join(separator(locale))));
    }
    parts.extend(conflict(locale, view, before));
    let promise = task.promise.map(|day| dates::near(locale, day, today));
    parts.extend(promise.map(|day| td_string!(locale, gantt.promise_on, day = day)));
    parts.extend(flags(locale, task, found, is_summary).into_iter().map(String::from));
    parts.join(separator(locale))
}

/// The predecessors that allow a task only later than it lies, in words; none where every link for
/// which it waits is kept.
pub fn conflict(locale: Locale, view: &PlanView, before: &[LinkId]) -> Option<String> {
    let broken = links::broken_by(view, before);
    let titles = broken.iter().filter_map(|task| Some(view.plan.tasks.get(task)?.title.as_str()));
    let titles = titles.collect::<Vec<_>>().join(separator(locale));
    (!broken.is_empty()).then(|| td_string!(locale, gantt.link_conflict, titles = titles))
}

/// What stands behind the sentence of a task that is nearly critical: its float.
pub fn near_float(locale: Locale, view: &PlanView, task: &Task, dates: &Dates) -> String {
    let float = float(locale, view, task, dates);
    format!("{}{}", separator(locale), td_string!(locale, gantt.near_float, float = float))
}

/// What the schedule could not honour about a task; none where there is nothing.
pub fn problem(locale: Locale, view: &PlanView, task: TaskId) -> Option<String> {
    let found = Problem::of_task(&view.plan, &view.scheduled, task);
    let said: Vec<_> = found.iter().map(|found| problems::sentence(locale, found)).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// What stands behind the sentence of a task besides.
pub fn besides(locale: Locale, said: &str) -> String {
    format!("{}{said}", separator(locale))
}

/// A link as the list of links shows it: WMS-3 接口联调 · FS+2d.
pub fn link(view: &PlanView, key: &str, other: TaskId, how: &str) -> String {
    let other = view.plan.tasks.get(&other);
    let name = other.map(|task| format!("{key}-{} {}", task.number, task.title));
    format!("{} · {how}", name.unwrap_or_default())
}

fn titles_before(view: &PlanView, before: &[LinkId]) -> Vec<String> {
    let links = before.iter().filter_map(|link| view.plan.links.get(link));
    let title = |link: &domain::plan::Link| {
        let task = view.plan.tasks.get(&link.from)?;
        let written = typed::written(link.kind, link.lag, &view.plan.settings);
        let is_plain = written == LinkKind::FinishToStart.letters();
        Some(if is_plain { task.title.clone() } else { format!("{} {written}", task.title) })
    };
    links.filter_map(title).collect()
}

fn flags(locale: Locale, task: &Task, dates: &Dates, is_summary: bool) -> Vec<&'static str> {
    let flags = [
        (is_summary, td_string!(locale, gantt.summary_word)),
        (dates.is_critical && !is_summary, td_string!(locale, gantt.critical_path)),
        (task.is_client_visible, td_string!(locale, gantt.client_visible)),
        (task.blocked.is_some(), td_string!(locale, gantt.blocked)),
        (task.is_inactive, td_string!(locale, gantt.inactive_word)),
    ];
    flags.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word).collect()
}

const fn separator(locale: Locale) -> &'static str {
    match locale {
        Locale::zh_CN => "，",
        Locale::en => ", ",
    }
}
