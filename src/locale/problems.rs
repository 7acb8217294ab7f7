//! What the schedule of a plan could not honour, in sentences that say what to do about it.

use domain::plan::problem::Concerned;
use domain::plan::{Problem, ProblemKind, Reason};
use domain::time::{self, Minute};

use crate::numbers::grouped;
use crate::{Locale, dates, nouns, reasons, td_string};

/// The sentence alone, for a place where the task is in sight.
#[must_use]
pub fn sentence(locale: Locale, problem: &Problem) -> String {
    let late = late(locale, problem.late_minutes().unwrap_or_default());
    let last_day = |at: Minute| dates::full(locale, time::last_day_of(at));
    let is_of_plan = problem.task.is_none();
    match &problem.kind {
        ProblemKind::Loop { from, to, path } => {
            let (path, from, to) = (path.join(" → "), from.as_str(), to.as_str());
            td_string!(locale, problem.ring, path, from, to)
        }
        ProblemKind::BrokenLink => td_string!(locale, problem.broken_link).to_owned(),
        ProblemKind::BrokenParent => td_string!(locale, problem.broken_parent).to_owned(),
        ProblemKind::NoWorkingTime(calendar) => {
            td_string!(locale, problem.no_working_time, calendar = calendar.as_str())
        }
        ProblemKind::MissingCalendar if is_of_plan => {
            td_string!(locale, problem.plan_missing_calendar).to_owned()
        }
        ProblemKind::MissingCalendar => td_string!(locale, problem.missing_calendar).to_owned(),
        ProblemKind::NegativeDuration => td_string!(locale, problem.negative_duration).to_owned(),
        ProblemKind::NoUnits => td_string!(locale, problem.no_units).to_owned(),
        ProblemKind::OutOfRange if is_of_plan => {
            td_string!(locale, problem.plan_out_of_range).to_owned()
        }
        ProblemKind::OutOfRange => td_string!(locale, problem.out_of_range).to_owned(),
        ProblemKind::ConstraintMissed { constraint, earliest, cause } => {
            let bound = reasons::bound(locale, *constraint, None);
            let cause = Reason { cause: cause.clone(), free: Vec::new() };
            let cause = reasons::sentence(locale, &cause);
            if reasons::is_about_finish(constraint.kind) {
                let earliest = last_day(*earliest);
                return td_string!(locale, problem.finish_missed, bound, earliest, late, cause);
            }
            let earliest = dates::full(locale, time::day_of(*earliest));
            td_string!(locale, problem.start_missed, bound, earliest, late, cause)
        }
        ProblemKind::FinishMissed { wanted, finish } => {
            let (wanted, finish) = (last_day(*wanted), last_day(*finish));
            td_string!(locale, problem.project_missed, finish, late, wanted)
        }
    }
}

/// The sentence after the task that it is about: with the key where the project is known, or by the
/// title alone.
#[must_use]
pub fn line(locale: Locale, problem: &Problem, project_key: Option<&str>) -> String {
    let said = sentence(locale, problem);
    let Some(Concerned { number, title, .. }) = &problem.task else { return said };
    let title = title.as_str();
    match project_key {
        Some(key) => {
            let key = format!("{key}-{number}");
            td_string!(locale, problem.line, key, title, problem = said)
        }
        None => td_string!(locale, problem.line_untold, title, problem = said),
    }
}

/// By how much a date is missed on the clock: in days, or in hours where it is less than one.
fn late(locale: Locale, minutes: i64) -> String {
    match minutes {
        1440.. => nouns::days(locale, (minutes + 720) / 1440),
        _ => td_string!(locale, problem.hours, count = grouped((minutes + 59) / 60)),
    }
}

#[cfg(test)]
mod tests {
    use domain::TaskId;
    use domain::plan::link::LinkKind;
    use domain::plan::reason::Cause;
    use domain::plan::{Constraint, ConstraintKind};

    use super::*;

    fn check(locale: Locale, kind: ProblemKind, key: Option<&str>, expected: &str) {
        let (id, title) = (TaskId::new(0, [0; 10]), "Order".to_owned());
        let task = Some(Concerned { id, number: 3, title });
        assert_eq!(line(locale, &Problem { task, kind }, key), expected);
    }

    fn at(day: &str, hour: i64) -> Minute {
        time::start_of(day.parse().unwrap()) + hour * 60
    }

    #[test]
    fn a_missed_constraint_is_told_with_what_holds_the_task_back() {
        let missed = |kind, (on, hour), earliest| ProblemKind::ConstraintMissed {
            constraint: Constraint { kind, at: at(on, hour) },
            earliest,
            cause: Cause::Link {
                title: "Survey".to_owned(),
                kind: LinkKind::FinishToStart,
                at: at("2026-01-16", 17),
                above: None,
            },
        };
        let start = || missed(ConstraintKind::MustStartOn, ("2026-01-07", 8), at("2026-01-19", 8));
        check(
            Locale::en,
            start(),
            Some("WMS"),
            "WMS-3 “Order”: Must start on 7 Jan 2026, but it can start on 19 Jan 2026 at the \
             earliest, 12 days later: it waits for “Survey” to finish, Fri 16 Jan 2026 17:00. \
             Move the date, or change what comes before.",
        );
        check(
            Locale::zh_CN,
            start(),
            None,
            "“Order”：必须在2026年1月7日开始，但最早只能在2026年1月19日开始，晚 12 天：\
             要等“Survey”在 2026年1月16日 周五 17:00 完成。请调整这个日期，或调整前面的任务。",
        );
        let earliest = at("2026-01-19", 15);
        check(
            Locale::en,
            missed(ConstraintKind::FinishNoLaterThan, ("2026-01-19", 12), earliest),
            None,
            "“Order”: Finish no later than 19 Jan 2026, but it can finish on 19 Jan 2026 at the \
             earliest, 3 h later: it waits for “Survey” to finish, Fri 16 Jan 2026 17:00. \
             Move the date, or change what comes before.",
        );
    }

    #[test]
    fn what_concerns_the_whole_plan_names_no_task() {
        let never = ProblemKind::NoWorkingTime("Never".to_owned());
        let problem = Problem { task: None, kind: never };
        assert_eq!(
            line(Locale::en, &problem, Some("WMS")),
            "The working calendar “Never” has no working time in its week, so work goes on round \
             the clock. Give it working hours."
        );
        let (wanted, finish) = (at("2026-01-30", 17), at("2026-02-02", 17));
        check(
            Locale::en,
            ProblemKind::FinishMissed { wanted, finish },
            None,
            "“Order”: It ends on 2 Feb 2026, 3 days after 30 Jan 2026, the finish that the plan \
             counts back from. Move that finish, or change what leaves too little time.",
        );
    }
}
