//! Why a task stands on its dates, in a sentence.

use domain::plan::link::LinkKind;
use domain::plan::reason::Cause;
use domain::plan::{ConstraintKind, Reason};
use domain::time::{self, Minute, datetime_at};

use crate::{Locale, dates, td_string};

/// The reason as a sentence.
#[must_use]
pub fn sentence(locale: Locale, reason: &Reason) -> String {
    let words = match &reason.cause {
        Cause::ProjectStart => td_string!(locale, reason.project_start).to_owned(),
        Cause::ProjectFinish => td_string!(locale, reason.project_finish).to_owned(),
        Cause::Link { title, kind, at, above } => {
            let (title, at) = (title.as_str(), moment(locale, *at));
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
            let day = match is_about_finish(constraint.kind) {
                true => time::last_day_of(constraint.at),
                false => time::day_of(constraint.at),
            };
            let rule = constraint_words(locale, constraint.kind);
            td_string!(locale, reason.constraint, rule, day = dates::short(locale, day))
        }
        Cause::Parent(title) => td_string!(locale, reason.parent, title = title.as_str()),
        Cause::Children => td_string!(locale, reason.children).to_owned(),
        Cause::Manual => td_string!(locale, reason.manual).to_owned(),
        Cause::Actual => td_string!(locale, reason.actual).to_owned(),
        Cause::DataDate => td_string!(locale, reason.data_date).to_owned(),
        Cause::Levelling => td_string!(locale, reason.levelling).to_owned(),
    };
    if reason.skips_days { td_string!(locale, reason.calendar, reason = words) } else { words }
}

/// A day and a time, without the year: what is near in time needs none.
fn moment(locale: Locale, at: Minute) -> String {
    format!("{} {}", dates::short(locale, time::day_of(at)), datetime_at(at).format("%H:%M"))
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
