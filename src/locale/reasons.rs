//! Why a task stands on its dates, in a sentence.

use chrono::NaiveDate;
use domain::plan::link::LinkKind;
use domain::plan::reason::{Cause, Finish, Free, Limit, Room};
use domain::plan::{Constraint, ConstraintKind, Reason, Settings, TaskDuration, Unit, Why};
use domain::time::{self, Minute, datetime_at};

use crate::{Locale, dates, ops, td_string};

/// The reason as a sentence, its days with their years: it is not known on what day it is read.
#[must_use]
pub fn sentence(locale: Locale, reason: &Reason) -> String {
    reason_words(locale, reason, None)
}

fn reason_words(locale: Locale, reason: &Reason, today: Option<NaiveDate>) -> String {
    let words = match &reason.cause {
        Cause::ProjectStart => td_string!(locale, reason.project_start).to_owned(),
        Cause::ProjectFinish => td_string!(locale, reason.project_finish).to_owned(),
        Cause::Link { title, kind, at, above } => {
            let (title, at) = (title.as_str(), moment(locale, *at, today));
            let link = match kind {
                LinkKind::FinishToStart => td_string!(locale, reason.after_finish, title, at),
                LinkKind::StartToStart => td_string!(locale, reason.after_start, title, at),
                LinkKind::FinishToFinish => td_string!(locale, reason.with_finish, title, at),
                LinkKind::StartToFinish => td_string!(locale, reason.with_start, title, at),
            };
            match above {
                None => link,
                Some(above) => {
                    td_string!(locale, reason.inherited, reason = link, above = above.as_str())
                }
            }
        }
        Cause::Constraint(constraint) => {
            let bound = bound(locale, *constraint, today);
            td_string!(locale, reason.constraint, bound)
        }
        Cause::Parent(title) => td_string!(locale, reason.parent, title = title.as_str()),
        Cause::Children => td_string!(locale, reason.children).to_owned(),
        Cause::Manual => td_string!(locale, reason.manual).to_owned(),
        Cause::Actual => td_string!(locale, reason.actual).to_owned(),
        Cause::DataDate => td_string!(locale, reason.data_date).to_owned(),
        Cause::Levelling => td_string!(locale, reason.levelling).to_owned(),
    };
    match free_days(locale, &reason.free) {
        Some(days) => td_string!(locale, reason.calendar, reason = words, days),
        None => words,
    }
}

/// Everything that is said about why a task lies where it does: what each sentence is about, and
/// the sentence. Days of another year than today's say which.
#[must_use]
pub fn why(
    locale: Locale,
    why: &Why,
    settings: &Settings,
    today: NaiveDate,
) -> Vec<(&'static str, String)> {
    let sentence = reason_words(locale, &why.start, Some(today));
    let start = (td_string!(locale, reason.start_label), sentence);
    let finish = (td_string!(locale, reason.finish_label), finish(locale, &why.finish, settings));
    let room = why
        .room
        .as_ref()
        .map(|found| (td_string!(locale, reason.room_label), room(locale, found, settings, today)));
    [Some(start), Some(finish), room].into_iter().flatten().collect()
}

/// Why a task ends when it does, as a sentence.
fn finish(locale: Locale, finish: &Finish, settings: &Settings) -> String {
    let length = |duration: TaskDuration| dates::duration(locale, duration, settings);
    match finish {
        Finish::Duration { duration, .. } if duration.is_elapsed => {
            td_string!(locale, reason.finish_elapsed, duration = length(*duration))
        }
        Finish::Duration { duration, free, calendar, effort } => {
            let words = td_string!(locale, reason.finish_duration, duration = length(*duration));
            let words = match effort {
                Some((minutes, units)) => {
                    let effort = effort_words(locale, *minutes, *units, settings);
                    td_string!(locale, reason.finish_effort, reason = words, effort)
                }
                None => words,
            };
            let words = match free_days(locale, free) {
                Some(days) => td_string!(locale, reason.finish_free, reason = words, days),
                None => words,
            };
            match calendar {
                Some(name) => {
                    let calendar = name.as_str();
                    td_string!(locale, reason.finish_calendar, reason = words, calendar)
                }
                None => words,
            }
        }
        Finish::AtOnce => td_string!(locale, reason.finish_at_once).to_owned(),
        Finish::Tied(duration) => {
            td_string!(locale, reason.finish_tied, duration = length(*duration))
        }
        Finish::Begun { left, percent } => {
            let (left, percent) = (length(*left), *percent);
            td_string!(locale, reason.finish_begun, left, percent)
        }
        Finish::Split { duration, pauses } => {
            let (duration, count) = (length(*duration), *pauses);
            td_string!(locale, reason.finish_split, duration, count)
        }
        Finish::Resources(calendars) => {
            let calendars = calendars.join(separator(locale));
            td_string!(locale, reason.finish_resources, calendars)
        }
        Finish::Children(title) => {
            td_string!(locale, reason.finish_children, title = title.as_str())
        }
        Finish::Manual => td_string!(locale, reason.finish_manual).to_owned(),
        Finish::Actual => td_string!(locale, reason.finish_actual).to_owned(),
    }
}

/// Effort and the share of time that it gets: 40 h at 50 %.
#[must_use]
pub fn effort_words(locale: Locale, minutes: i64, units: u32, settings: &Settings) -> String {
    let effort = TaskDuration { minutes, unit: Unit::Hours, is_elapsed: false };
    let (effort, units) = (dates::duration(locale, effort, settings), ops::percent_of(units));
    td_string!(locale, reason.effort, effort, units)
}

/// How far a task can slip and what it moves then, as a sentence.
fn room(locale: Locale, room: &Room, settings: &Settings, today: NaiveDate) -> String {
    let minutes = room.minutes.abs();
    let size = TaskDuration { minutes, unit: Unit::Days, is_elapsed: false };
    let length = dates::duration(locale, size, settings);
    let day = dates::near(locale, time::last_day_of(room.until), today);
    let effect = effect(locale, &room.limit, today);
    match (room.minutes, room.is_critical) {
        (i64::MIN..=-1, _) => {
            td_string!(locale, reason.room_late, length, limit = limit(locale, &room.limit, today))
        }
        (0, true) => td_string!(locale, reason.room_critical, effect),
        (0, false) => td_string!(locale, reason.room_used, effect),
        (_, true) => td_string!(locale, reason.room_near, length, day, effect),
        (_, false) => td_string!(locale, reason.room_float, length, day, effect),
    }
}

/// What a task does that slips too far: it moves what follows, and misses dates of its own.
fn effect(locale: Locale, limited: &Limit, today: NaiveDate) -> String {
    let limit = limit(locale, limited, today);
    match limited {
        Limit::Deadline(_) | Limit::Constraint(_) | Limit::Summary { .. } => {
            td_string!(locale, reason.misses, limit)
        }
        Limit::Successor(_) | Limit::OwnEnd | Limit::ProjectFinish(_) => {
            td_string!(locale, reason.moves, limit)
        }
    }
}

/// What a task moves or misses that slips too far.
fn limit(locale: Locale, limit: &Limit, today: NaiveDate) -> String {
    let last_day = |at: Minute| dates::near(locale, time::last_day_of(at), today);
    match limit {
        Limit::Deadline(at) => {
            td_string!(locale, reason.limit_deadline, day = last_day(*at))
        }
        Limit::Constraint(constraint) => {
            let bound = bound(locale, *constraint, Some(today));
            td_string!(locale, reason.limit_constraint, bound)
        }
        Limit::Successor(title) => {
            td_string!(locale, reason.limit_successor, title = title.as_str())
        }
        Limit::OwnEnd => td_string!(locale, reason.limit_own_end).to_owned(),
        Limit::Summary { title, at } => {
            let (title, day) = (title.as_str(), last_day(*at));
            td_string!(locale, reason.limit_summary, title, day)
        }
        Limit::ProjectFinish(at) => {
            td_string!(locale, reason.limit_finish, day = last_day(*at))
        }
    }
}

/// What free days are called, one after the other; none where there are none.
fn free_days(locale: Locale, free: &[Free]) -> Option<String> {
    let name = |free: &Free| match free {
        Free::Weekend => td_string!(locale, reason.weekend).to_owned(),
        Free::Holiday(name) => name.clone(),
        Free::Other => td_string!(locale, reason.other_days).to_owned(),
    };
    let names: Vec<String> = free.iter().map(name).collect();
    (!names.is_empty()).then(|| names.join(separator(locale)))
}

pub(crate) const fn separator(locale: Locale) -> &'static str {
    match locale {
        Locale::zh_CN => "、",
        Locale::en => ", ",
    }
}

/// A constraint with its day: 不早于3月6日开始, Start no earlier than 6 Mar. In Chinese the day stands
/// inside the words, where their mark of omission is.
pub(crate) fn bound(locale: Locale, constraint: Constraint, today: Option<NaiveDate>) -> String {
    let day = match constraint.kind.is_about_finish() {
        true => time::last_day_of(constraint.at),
        false => time::day_of(constraint.at),
    };
    let (rule, day) = (constraint_words(locale, constraint.kind), day_words(locale, day, today));
    match rule.contains('…') {
        true => rule.replace('…', &day),
        false => format!("{rule} {day}"),
    }
}

/// A day with its weekday and a time.
fn moment(locale: Locale, at: Minute, today: Option<NaiveDate>) -> String {
    let (day, time) = (time::day_of(at), datetime_at(at).format("%H:%M"));
    let (words, weekday) = (day_words(locale, day, today), dates::weekday(locale, day));
    match locale {
        Locale::zh_CN => format!("{words} {weekday} {time}"),
        Locale::en => format!("{weekday} {words} {time}"),
    }
}

/// A day; its year stands there unless it is today's.
fn day_words(locale: Locale, day: NaiveDate, today: Option<NaiveDate>) -> String {
    match today {
        Some(today) => dates::near(locale, day, today),
        None => dates::full(locale, day),
    }
}

/// Whether a constraint speaks of the finish and not of the start.
#[must_use]
pub const fn is_about_finish(kind: ConstraintKind) -> bool {
    kind.is_about_finish()
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

#[cfg(test)]
mod tests {
    use domain::CalendarId;

    use super::*;

    #[test]
    fn free_days_and_float_are_named_in_both_languages() {
        let at = time::start_of("2026-03-06".parse().unwrap()) + 18 * 60;
        let cause = Cause::Link {
            title: "Survey".to_owned(),
            kind: LinkKind::FinishToStart,
            at,
            above: None,
        };
        let free = vec![Free::Weekend, Free::Holiday("国庆节".to_owned())];
        let reason = Reason { cause, free };
        let today = "2026-01-05".parse().unwrap();
        assert_eq!(
            reason_words(Locale::zh_CN, &reason, Some(today)),
            "要等“Survey”在 3月6日 周五 18:00 完成。中间的周末、国庆节不工作，顺延到下一个工作日。"
        );
        assert_eq!(
            reason_words(Locale::en, &reason, Some(today)),
            "it waits for “Survey” to finish, Fri 6 Mar 18:00. \
             Free days in between: the weekend, 国庆节."
        );
        let later = "2027-01-04".parse().unwrap();
        assert!(reason_words(Locale::en, &reason, Some(later)).contains("Fri 6 Mar 2026 18:00"));
        assert!(sentence(Locale::zh_CN, &reason).contains("2026年3月6日 周五 18:00"));
        let settings = Settings::new(0, CalendarId::new(0, [0; 10]));
        let limit = Limit::Successor("Order".to_owned());
        let found = Room { minutes: 960, until: at, is_critical: false, limit };
        assert_eq!(
            room(Locale::en, &found, &settings, today),
            "2 d until 6 Mar; after that it moves “Order”, which waits for it."
        );
        let critical = Room { minutes: 0, is_critical: true, ..found };
        assert_eq!(
            room(Locale::zh_CN, &critical, &settings, today),
            "关键任务，因为任何延误都会影响后续任务“Order”。"
        );
        let used = Room { is_critical: false, ..critical };
        assert_eq!(
            room(Locale::en, &used, &settings, today),
            "none, because it lies as late as it may; any delay moves “Order”, which waits for it."
        );
        assert_eq!(
            room(Locale::zh_CN, &used, &settings, today),
            "没有，已经排在最晚的日期，再晚就会影响后续任务“Order”。"
        );
        // A date of its own is missed, not moved.
        let must = Constraint { kind: ConstraintKind::MustFinishOn, at };
        let bound = Room { is_critical: true, limit: Limit::Constraint(must), ..used };
        assert_eq!(
            room(Locale::en, &bound, &settings, today),
            "critical, because any delay misses its constraint: Must finish on 6 Mar."
        );
        assert_eq!(
            room(Locale::zh_CN, &bound, &settings, today),
            "关键任务，因为任何延误都会错过日期约束（必须在3月6日完成）。"
        );
        let limit = Limit::Summary { title: "Design".to_owned(), at };
        let held = Room { minutes: 960, is_critical: false, limit, ..bound };
        assert_eq!(
            room(Locale::en, &held, &settings, today),
            "2 d until 6 Mar; after that it misses the finish set by hand for “Design”, 6 Mar."
        );
        let late = Room { minutes: -960, ..held };
        assert_eq!(
            room(Locale::zh_CN, &late, &settings, today),
            "关键任务，因为相对摘要任务“Design”手动设定的完成日期（3月6日）已经晚了 2 天。"
        );
    }

    #[test]
    fn a_duration_that_follows_from_effort_says_so() {
        let settings = Settings::new(0, CalendarId::new(0, [0; 10]));
        let follows = Finish::Duration {
            duration: TaskDuration::days(10, 480),
            free: Vec::new(),
            calendar: None,
            effort: Some((2400, 500)),
        };
        assert_eq!(
            finish(Locale::en, &follows, &settings),
            "it takes 10 d from its start. That is its effort, 40 h at 50%."
        );
        assert_eq!(
            finish(Locale::zh_CN, &follows, &settings),
            "从开始起需要 10 天。工期由工时决定：40 小时，投入 50%。"
        );
        assert_eq!(effort_words(Locale::en, 90, 333, &settings), "1.5 h at 33.3%");
    }
}
