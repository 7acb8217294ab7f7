//! Where something that waits is dealt with, and the words for what presses.

use chrono::{NaiveDate, NaiveDateTime};
use domain::ProjectId;
use domain::agreement::{Subject, SubjectKind};
use domain::inbox::ChangeNeeds;
use locale::{Locale, td_string, voices};

use super::inbox_api::{About, Item};
use super::near_day::{near_day, near_moment};
use crate::paths;
use crate::ui::badge::Due;

/// The page on which an item is dealt with.
#[must_use]
pub fn address(item: &Item) -> String {
    match (item.about, item.thread) {
        (About::Decided { .. } | About::Action { .. }, _) => paths::agreements(item.project),
        (About::Complaint { .. }, _) => paths::voices(item.project),
        (About::Change { change, .. } | About::Step { change, .. }, _) => {
            paths::change(item.project, change)
        }
        (
            About::Returned { subject, .. }
            | About::Overdue { subject, .. }
            | About::Stuck { subject },
            _,
        ) => of_subject(item.project, subject),
        (About::Waits { .. } | About::Named, Some(thread)) => paths::thread(item.project, thread),
        (About::Waits { .. } | About::Named, None) => paths::messages(item.project),
    }
}

/// Where a subject is asked about again: a plan in the list of agreements.
fn of_subject(project: ProjectId, subject: Subject) -> String {
    match subject.kind {
        SubjectKind::Baseline => paths::agreements(project),
        SubjectKind::Scope
        | SubjectKind::Requirements
        | SubjectKind::Change
        | SubjectKind::Deliverable
        | SubjectKind::Minutes
        | SubjectKind::Handover => paths::subject(project, subject),
    }
}

/// How much an item presses.
#[must_use]
pub const fn nearness(about: About) -> Due {
    match about {
        About::Overdue { .. }
        | About::Stuck { .. }
        | About::Complaint { is_late: true, .. }
        | About::Action { is_late: true, .. }
        | About::Step { is_late: true, .. } => Due::Late,
        About::Waits { .. }
        | About::Complaint { .. }
        | About::Change { .. }
        | About::Returned { .. }
        | About::Action { .. }
        | About::Step { .. } => Due::Soon,
        About::Named | About::Decided { .. } => Due::Later,
    }
}

/// What presses, in a few words; `at` is when the item came.
#[must_use]
pub fn pressing(locale: Locale, about: About, at: NaiveDateTime) -> String {
    let since = || near_day(locale, at.date());
    match about {
        About::Waits { minutes, .. } => voices::waits(locale, minutes, at),
        About::Named | About::Decided { .. } => td_string!(locale, inbox.to_read).to_owned(),
        About::Complaint { until, is_late: false, .. } => {
            td_string!(locale, inbox.until, at = near_moment(locale, until))
        }
        About::Complaint { until, is_late: true, .. } => {
            td_string!(locale, inbox.overdue, at = near_moment(locale, until))
        }
        About::Change { needs: ChangeNeeds::Decision, .. } => {
            td_string!(locale, inbox.to_decide, day = since())
        }
        About::Change { needs: ChangeNeeds::Applying, .. } => {
            td_string!(locale, inbox.to_apply, day = since())
        }
        About::Returned { .. } => td_string!(locale, inbox.came_back, day = since()),
        About::Overdue { due, .. } => {
            td_string!(locale, inbox.no_answer, day = near_day(locale, due))
        }
        About::Stuck { .. } => td_string!(locale, inbox.nobody_decides).to_owned(),
        About::Action { due, is_late, .. } | About::Step { due, is_late, .. } => {
            by_day(locale, due, is_late, at)
        }
    }
}

/// Until when something is to be done; without a day, since when it waits.
fn by_day(locale: Locale, due: Option<NaiveDate>, is_late: bool, at: NaiveDateTime) -> String {
    let Some(due) = due else {
        return td_string!(locale, inbox.to_do_since, day = near_day(locale, at.date()));
    };
    let day = near_day(locale, due);
    match is_late {
        true => td_string!(locale, inbox.was_due, day = day),
        false => td_string!(locale, inbox.due, day = day),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn at() -> NaiveDateTime {
        "2026-03-04T15:20:00".parse().unwrap()
    }

    #[test]
    fn every_item_leads_to_the_place_where_it_is_dealt_with() {
        let (project, id) = (ProjectId(Uuid::from_u128(1)), Uuid::from_u128(2));
        let subject = |kind| Subject { kind, id };
        let item = |about| Item {
            kind: domain::inbox::ItemKind::Change,
            id: String::new(),
            project,
            thread: None,
            turnable: None,
            project_name: String::new(),
            by: String::new(),
            owner: None,
            text: String::new(),
            about,
            at: at(),
        };
        let due = "2026-03-01".parse().unwrap();
        let returned = |kind| About::Returned { subject: subject(kind), number: 5 };
        for (about, ends) in [
            (About::Overdue { subject: subject(SubjectKind::Scope), due }, "scope".to_owned()),
            (About::Stuck { subject: subject(SubjectKind::Scope) }, "scope".to_owned()),
            (returned(SubjectKind::Baseline), "agreements".to_owned()),
            (returned(SubjectKind::Deliverable), format!("deliverable={id}")),
            (returned(SubjectKind::Change), format!("changes/{id}")),
            (About::Action { number: 1, due: None, is_late: false }, "agreements".to_owned()),
        ] {
            let address = address(&item(about));
            assert!(address.ends_with(&ends), "{address}");
        }
    }

    #[test]
    fn what_presses_is_told_with_its_day() {
        let about = |due: &str, is_late| {
            let due = due.parse().ok();
            About::Action { number: 1, due, is_late }
        };
        let complaint = |is_late| {
            let severity = domain::voice::Severity::Minor;
            About::Complaint { number: 1, severity, until: at(), is_late }
        };
        for (locale, about, expected) in [
            (Locale::en, about("", false), "to do since 4 Mar 2026"),
            (Locale::en, about("2026-03-09", false), "due 9 Mar 2026"),
            (Locale::en, about("2026-03-01", true), "was due 1 Mar 2026"),
            (Locale::zh_CN, about("2026-03-01", true), "应于2026年3月1日完成，已逾期"),
            (Locale::en, complaint(false), "get in touch by 4 Mar 2026 15:20"),
            (Locale::zh_CN, complaint(true), "应于2026年3月4日 15:20 前联系，已逾期"),
        ] {
            assert_eq!(pressing(locale, about, at()), expected);
        }
        assert_eq!(nearness(about("2026-03-01", true)), Due::Late);
        assert_eq!(nearness(about("2026-03-09", false)), Due::Soon);
    }
}
