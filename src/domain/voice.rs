//! What clients say about the work: feedback, ratings of milestones, and complaints, which reach
//! somebody other than the project manager.

use serde::{Deserialize, Serialize};

use crate::plan::Calendar;
use crate::time::{Minute, Timestamp};
use crate::user::{Role, User};
use crate::{ComplaintId, ContactId, FeedbackId, ProjectId, Refusal, TaskId, UserId, text};

/// Working minutes within which somebody gets in touch about a complaint.
pub const PROMISED_MINUTES: i64 = 4 * 60;
/// The best score; the worst is 1.
pub const SCORE_MAX: i32 = 5;

/// What sort of feedback it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackKind {
    /// Words about anything.
    Feedback,
    /// A score for a milestone; without one the question was put aside.
    Rating,
}

/// Every kind of feedback with its name in the database.
pub const FEEDBACK_KINDS: [(FeedbackKind, &str); 2] =
    [(FeedbackKind::Feedback, "feedback"), (FeedbackKind::Rating, "rating")];

/// How serious a complaint is to who makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Annoying.
    Minor,
    /// It hinders work.
    Serious,
    /// Work cannot go on.
    Critical,
}

/// Every severity with its name in the database and in forms.
pub const SEVERITIES: [(Severity, &str); 3] =
    [(Severity::Minor, "minor"), (Severity::Serious, "serious"), (Severity::Critical, "critical")];

/// Where a complaint stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintState {
    /// It arrived, and somebody answers for it.
    Received,
}

/// Every state of a complaint with its name in the database.
pub const COMPLAINT_STATES: [(ComplaintState, &str); 1] = [(ComplaintState::Received, "received")];

id_names!(FeedbackKind, FEEDBACK_KINDS);
id_names!(Severity, SEVERITIES);
id_names!(ComplaintState, COMPLAINT_STATES);

/// What somebody of a client said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// Which.
    pub id: FeedbackId,
    /// About which project.
    pub project: ProjectId,
    /// Who said it.
    pub contact: ContactId,
    /// That person's name then.
    pub contact_name: String,
    /// What sort.
    pub kind: FeedbackKind,
    /// The milestone that is rated.
    pub milestone: Option<TaskId>,
    /// What the milestone was called then, else empty.
    pub milestone_title: String,
    /// 1 to 5; none where nothing was scored.
    pub score: Option<i32>,
    /// The words, possibly empty for a rating.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// Something that went wrong for a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// Which.
    pub id: ComplaintId,
    /// About which project.
    pub project: ProjectId,
    /// Its number in the project: C-0007.
    pub number: i64,
    /// Who complains.
    pub contact: ContactId,
    /// That person's name then.
    pub contact_name: String,
    /// What it says.
    pub draft: ComplaintDraft,
    /// Who gets in touch; none when the account is gone.
    pub owner: Option<UserId>,
    /// That person's name then.
    pub owner_name: String,
    /// Where it stands.
    pub state: ComplaintState,
    /// Until when somebody gets in touch.
    pub promised_by: Timestamp,
    /// When it arrived.
    pub at: Timestamp,
    /// Counts edits of this row.
    pub version: i32,
}

/// What the three fields of a complaint hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComplaintDraft {
    /// What happened.
    pub happened: String,
    /// How serious it is.
    pub severity: Severity,
    /// What would help, possibly empty.
    pub wish: String,
}

impl ComplaintDraft {
    /// The complaint as it will be kept.
    ///
    /// # Errors
    /// `NothingWritten`, and what `text::note` refuses.
    pub fn checked(self) -> Result<Self, Refusal> {
        let (happened, wish) = (text::note(self.happened.trim())?, text::note(self.wish.trim())?);
        if happened.is_empty() {
            return Err(Refusal::NothingWritten);
        }
        Ok(Self { happened, wish, ..self })
    }
}

/// A score as it will be kept.
///
/// # Errors
/// `Malformed` when it is not 1 to 5.
pub fn score(typed: i32) -> Result<i32, Refusal> {
    if (1..=SCORE_MAX).contains(&typed) { Ok(typed) } else { Err(Refusal::Malformed) }
}

/// Who answers for a complaint: somebody who may sign in and is not the project's manager, a
/// sponsor before an administrator, the first by the order of the list. None when nobody else is
/// there; then it can only be the manager.
#[must_use]
pub fn complaint_owner(people: &[User], manager: UserId) -> Option<&User> {
    let of = |role: Role| {
        let mut fitting = people.iter().filter(move |user| user.role == role);
        fitting.find(|user| user.is_active && user.id != manager)
    };
    of(Role::Sponsor).or_else(|| of(Role::Administrator))
}

/// The minute until which somebody gets in touch about a complaint that arrives now.
#[must_use]
pub fn promised_by(calendar: &Calendar, now: Minute) -> Minute {
    calendar.to_planner().add_working(now, PROMISED_MINUTES)
}

/// A complaint's number as people say it: C-0007.
#[must_use]
pub fn complaint_code(number: i64) -> String {
    format!("C-{number:04}")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::CalendarId;
    use crate::time::start_of;

    fn user(number: u128, role: Role, is_active: bool) -> User {
        let id = UserId(Uuid::from_u128(number));
        let (name, email) = (format!("成员 {number}"), format!("{number}@example.com"));
        User { id, name, email, role, is_active, version: 1 }
    }

    #[test]
    fn a_complaint_reaches_somebody_other_than_the_manager() {
        let [manager, admin, sponsor, gone] = [
            user(1, Role::Administrator, true),
            user(2, Role::Administrator, true),
            user(3, Role::Sponsor, true),
            user(4, Role::Sponsor, false),
        ];
        let check = |people: &[&User], expected: Option<u128>| {
            let people: Vec<User> = people.iter().map(|user| (*user).clone()).collect();
            let found = complaint_owner(&people, manager.id).map(|user| user.id.0.as_u128());
            assert_eq!(found, expected);
        };
        check(&[&manager, &admin, &gone, &sponsor], Some(3));
        check(&[&manager, &admin, &gone], Some(2));
        check(&[&manager, &gone, &user(5, Role::Member, true)], None);
        let leading = complaint_owner(std::slice::from_ref(&sponsor), sponsor.id);
        assert_eq!(leading, None, "a sponsor who leads the project does not judge it");
    }

    #[test]
    fn the_clock_of_a_complaint_runs_in_working_time() {
        let office = Calendar::office(CalendarId(Uuid::nil()), "标准".to_owned());
        let check = |day: &str, hour: i64, due_day: &str, due_hour: i64| {
            let at = |day: &str, hour| start_of(day.parse().unwrap()) + hour * 60;
            let due = promised_by(&office, at(day, hour));
            assert_eq!(due, at(due_day, due_hour), "{day} {hour}");
        };
        check("2026-03-04", 9, "2026-03-04", 14);
        check("2026-03-06", 16, "2026-03-09", 11);
        check("2026-03-07", 12, "2026-03-09", 14);
    }

    #[test]
    fn a_complaint_says_what_happened() {
        let draft = |happened: &str| ComplaintDraft {
            happened: happened.to_owned(),
            severity: Severity::Serious,
            wish: " 尽快恢复 ".to_owned(),
        };
        assert_eq!(draft(" \n").checked(), Err(Refusal::NothingWritten));
        assert_eq!(draft("停机").checked().map(|draft| draft.wish), Ok("尽快恢复".to_owned()));
        assert_eq!((score(5), score(1)), (Ok(5), Ok(1)));
        assert_eq!((score(0), score(6)), (Err(Refusal::Malformed), Err(Refusal::Malformed)));
        assert_eq!(complaint_code(7), "C-0007");
    }
}
