//! What a client may see, and nothing else: these types have no internal field, and the only way
//! to make them is from things that were made 客户可见.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::agreement::{Entry, Hash, SubjectKind, What};
use crate::client::ContactRole;
use crate::plan::{Outline, Plan, Row, Task};
use crate::time::Timestamp;
use crate::{ProjectId, RequestId, TaskId};

mod delivered;
mod minutes;
mod sheet;
mod spoken;

pub use delivered::{
    PortalDeliverable, PortalFile, PortalSupport, PortalVerdict, delivered_version,
};
pub use minutes::{PortalMinutes, PortalMinutesPage};
pub use sheet::{PortalBefore, PortalDecider, PortalReturned, PortalSheet};
pub use spoken::{PortalComplaint, PortalMessage, PortalTalk, PortalThing};

/// The client's page of one project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalPage {
    /// Which project.
    pub id: ProjectId,
    /// The organisation that does the work.
    pub supplier: String,
    /// The project's name.
    pub project: String,
    /// Who is reading.
    pub reader: String,
    /// Who answers for the project.
    pub manager: PortalManager,
    /// Done share of everything that is visible here, 0 to 100, weighted by duration; none when
    /// nothing measurable is visible.
    pub percent: Option<u8>,
    /// Milestones in the order of the plan.
    pub milestones: Vec<PortalMilestone>,
    /// Other visible work in the order of the plan.
    pub work: Vec<PortalWork>,
    /// One line about the next meeting, possibly empty.
    pub next_meeting: String,
    /// The minutes that were published, the latest meeting first.
    pub minutes: Vec<PortalMinutes>,
    /// Today, on the server's clock.
    pub today: NaiveDate,
    /// When something was last written or decided here.
    pub updated: Option<Timestamp>,
    /// When the last message came that stands here, from whichever side.
    pub heard: Option<Timestamp>,
    /// The decisions that wait, those of the reader first.
    pub decisions: Vec<PortalDecision>,
    /// What was delivered, the latest first.
    pub deliverables: Vec<PortalDeliverable>,
    /// Files that were published by themselves, the latest first.
    pub files: Vec<PortalFile>,
    /// Who helps after the hand-over, once the client has agreed to one.
    pub support: Option<PortalSupport>,
    /// What was written, and what it takes to write another message.
    pub talk: PortalTalk,
    /// The decisions that were given, the latest first.
    pub receipts: Vec<PortalReceipt>,
    /// The milestone that the reader is asked about.
    pub question: Option<PortalQuestion>,
    /// The reader's own complaints, the latest first.
    pub complaints: Vec<PortalComplaint>,
    /// Who else can read this page.
    pub readers: Vec<PortalReader>,
    /// Whom one turns to beyond the manager.
    pub escalation: Option<String>,
    /// How long answers have taken so far, in working minutes.
    pub answer_minutes: Option<i64>,
}

impl PortalPage {
    /// The fingerprint of what stands here: other for every reader, and the same for as long as
    /// nothing on the page changes. The day alone changes nothing. Of the messages, of which a page
    /// shows some or others, what counts is when the last one came.
    #[must_use]
    pub fn version(&self) -> Hash {
        let (today, talk) = (NaiveDate::default(), PortalTalk::default());
        let shown = Self { today, talk, ..self.clone() };
        let text = serde_json::to_string(&shown).expect("strings, numbers and days can be written");
        Hash::of("accord portal page 1", text.as_bytes())
    }
}

/// Who answers for the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalManager {
    /// Full name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number, empty when none is given to clients.
    pub phone: String,
}

/// A milestone as the client sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalMilestone {
    /// Which.
    pub id: TaskId,
    /// What is reached.
    pub title: String,
    /// The date that was promised.
    pub promise: Option<NaiveDate>,
    /// Where it stands.
    pub state: PortalState,
}

/// A piece of work as the client sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalWork {
    /// What is done.
    pub title: String,
    /// The date that was promised.
    pub promise: Option<NaiveDate>,
    /// 0 to 100.
    pub percent: u8,
    /// Where it stands.
    pub state: PortalState,
}

/// Where something stands, in the client's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PortalState {
    /// Finished.
    Done,
    /// Under way, or of the milestones the first that is not reached.
    Current,
    /// To come.
    Planned,
}

/// A request for a decision as a list on the client's page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalDecision {
    /// Which.
    pub id: RequestId,
    /// What sort of thing.
    pub kind: SubjectKind,
    /// What it is called.
    pub title: String,
    /// Its version as people count.
    pub version: i32,
    /// Why now, possibly empty.
    pub why: String,
    /// What happens if the client agrees.
    pub outcome: String,
    /// Until when.
    pub due: Option<NaiveDate>,
    /// How long it takes, in minutes; 0 is not said.
    pub minutes: u16,
    /// Who asks.
    pub asked_by: String,
    /// Who decides.
    pub approver: String,
    /// Whether that is the reader, or the reader stands in today.
    pub is_mine: bool,
}

/// The receipt of one decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalReceiptPage {
    /// The organisation that does the work.
    pub supplier: String,
    /// In which project.
    pub project: ProjectId,
    /// What the project is called.
    pub project_name: String,
    /// Which request it answers.
    pub request: RequestId,
    /// What was decided.
    pub entry: Entry,
    /// The option that was chosen, as it was called.
    pub option: Option<String>,
    /// The signature on the glass, as it is kept.
    pub strokes: Option<String>,
    /// The entry's hash.
    pub hash: Hash,
    /// The number of the entry before.
    pub previous: Option<i64>,
    /// Whether it was taken back.
    pub is_taken_back: bool,
    /// Until when the reader can take it back.
    pub withdraw_until: Option<Timestamp>,
    /// What else waits for the reader.
    pub next: Vec<PortalDecision>,
}

/// A decision that was given, as a list on the client's page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalReceipt {
    /// Its place in the project's chain: D-0042.
    pub number: i64,
    /// What sort of thing.
    pub kind: SubjectKind,
    /// What it is called.
    pub title: String,
    /// Its version as people count.
    pub version: i32,
    /// What was decided.
    pub what: What,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Whether it was not taken back.
    pub stands: bool,
}

/// A milestone that was reached and not rated yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalQuestion {
    /// Which.
    pub milestone: TaskId,
    /// What was reached.
    pub title: String,
}

/// Somebody who can read the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalReader {
    /// Full name.
    pub name: String,
    /// What the person may do on it.
    pub role: ContactRole,
}

/// The part of the page that comes from the plan: visible tasks only, and none that is inactive.
/// What is hidden has no influence on it at all, neither on order and numbers nor on the
/// percentage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisiblePlan {
    /// See `PortalPage::percent`.
    pub percent: Option<u8>,
    /// See `PortalPage::milestones`.
    pub milestones: Vec<PortalMilestone>,
    /// See `PortalPage::work`.
    pub work: Vec<PortalWork>,
}

impl VisiblePlan {
    /// What a client sees of a plan.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let mut visible = Self::default();
        let (mut done, mut whole) = (0_i64, 0_i64);
        for task in shown(plan, Task::is_on_client_page) {
            let (title, promise) = (task.title.clone(), task.promise);
            if task.is_milestone {
                let is_done = task.percent == 100;
                let state = if is_done { PortalState::Done } else { PortalState::Planned };
                let id = task.id;
                visible.milestones.push(PortalMilestone { id, title, promise, state });
            } else {
                done += task.duration.minutes * i64::from(task.percent);
                whole += task.duration.minutes;
                let state = state_of(task.percent);
                visible.work.push(PortalWork { title, promise, percent: task.percent, state });
            }
        }
        visible.percent = (whole > 0).then(|| u8::try_from(done / whole).unwrap_or(100));
        let next = visible.milestones.iter_mut().find(|other| other.state != PortalState::Done);
        if let Some(next) = next {
            next.state = PortalState::Current;
        }
        visible
    }

    /// The last milestone that was reached, unless it is among those that were asked about.
    #[must_use]
    pub fn question(&self, asked: &[TaskId]) -> Option<PortalQuestion> {
        let mut reached = self.milestones.iter().rev();
        let last = reached.find(|milestone| milestone.state == PortalState::Done)?;
        let PortalMilestone { id: milestone, title, .. } = last.clone();
        (!asked.contains(&milestone)).then_some(PortalQuestion { milestone, title })
    }
}

/// The tasks of a plan that are visible to a client, in its order, as they are agreed: also those
/// that are inactive, which the page leaves out, so that what was agreed keeps its hash.
#[must_use]
pub fn visible_tasks(plan: &Plan) -> Vec<&Task> {
    shown(plan, |task| task.is_client_visible)
}

/// The tasks that are shown, in the order of the plan. What stands above other shown work is a
/// heading and left out; hidden work below decides nothing.
fn shown(plan: &Plan, is_shown: impl Fn(&Task) -> bool) -> Vec<&Task> {
    let outline = Outline::of(plan);
    let is_shown = |row: &Row| is_shown(&plan.tasks[&row.task]);
    let leaf = |(place, row): (usize, &Row)| {
        let below = &outline.rows[place + 1..][..row.descendants as usize];
        let is_heading = below.iter().any(is_shown);
        (is_shown(row) && !is_heading).then(|| &plan.tasks[&row.task])
    };
    outline.rows.iter().enumerate().filter_map(leaf).collect()
}

const fn state_of(percent: u8) -> PortalState {
    match percent {
        0 => PortalState::Planned,
        100.. => PortalState::Done,
        _ => PortalState::Current,
    }
}
