//! Minutes: what a meeting talked about, decided and gave people to do. The team writes; the client
//! reads what was published, word for word, until it is published anew.

mod content;

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::deliverable::Acceptance;
use crate::plan::{Plan, PlanOp, worded};
use crate::time::{DAY, FIRST_DAY, LAST_DAY, start_of};
use crate::{MinutesId, ProjectId, Refusal, TaskId, UserId, text};

pub use content::content;

/// Most lines of each list: topics, resolutions, action items, people.
pub const LINES_MAX: u32 = 100;

/// Something that was talked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// What it keeps however it is worded: differences go by it.
    pub key: Uuid,
    /// What it was about.
    pub title: String,
    /// What came of it, possibly empty.
    pub conclusion: String,
    /// Whether the client never reads it.
    pub is_internal: bool,
}

/// A resolution or an action item: what is to be so, who sees to it, by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// What it keeps however it is worded; the task that an action item becomes has the same id.
    pub key: Uuid,
    /// What.
    pub text: String,
    /// Who sees to it, in words, possibly empty.
    pub who: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Whether the client never reads it.
    pub is_internal: bool,
}

/// What people write about a meeting; checked before it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinutesDraft {
    /// What the meeting was.
    pub title: String,
    /// On which day.
    pub day: NaiveDate,
    /// When it began, where somebody noted it.
    pub begins: Option<NaiveTime>,
    /// Where, possibly empty.
    pub place: String,
    /// Who led it, possibly empty.
    pub chair: String,
    /// Who wrote this down, possibly empty.
    pub recorder: String,
    /// Who was there.
    pub present: Vec<String>,
    /// Who was missing.
    pub absent: Vec<String>,
    /// What was talked about, in order.
    pub topics: Vec<Topic>,
    /// What was decided.
    pub resolutions: Vec<Duty>,
    /// What somebody does.
    pub actions: Vec<Duty>,
    /// The day of the next meeting.
    pub next_day: Option<NaiveDate>,
    /// What is to be known of the next meeting, possibly empty.
    pub next_note: String,
}

/// The minutes of one meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// Which.
    pub id: MinutesId,
    /// Of which project.
    pub project: ProjectId,
    /// What the team wrote.
    pub says: MinutesDraft,
    /// What the client reads: what was published last, without what is internal.
    pub shown: Option<MinutesDraft>,
    /// Counts edits of this row.
    pub version: i32,
}

/// How minutes stand, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MinutesState {
    /// Only the team reads them.
    Draft,
    /// The client reads them and was not asked.
    Published,
    /// The client was asked to agree.
    Waiting,
    /// The client agreed to what it reads.
    Agreed,
    /// The client agreed to something that has changed since.
    Changed,
    /// The client returned them.
    Returned,
}

impl MinutesState {
    /// The word that follows from what the client reads and how it answered.
    #[must_use]
    pub const fn of(is_shown: bool, answer: Acceptance) -> Self {
        match answer {
            _ if !is_shown => Self::Draft,
            Acceptance::Open => Self::Published,
            Acceptance::Waiting => Self::Waiting,
            Acceptance::Accepted | Acceptance::Conditional => Self::Agreed,
            Acceptance::Changed => Self::Changed,
            Acceptance::Returned => Self::Returned,
        }
    }
}

impl Minutes {
    /// Whether the client would read something new if they were published now.
    #[must_use]
    pub fn has_news(&self) -> bool {
        self.shown.as_ref() != Some(&self.says.for_client())
    }

    /// The minutes as they are once they are published.
    #[must_use]
    pub fn published(&self) -> Self {
        Self { shown: Some(self.says.for_client()), ..self.clone() }
    }
}

impl MinutesDraft {
    /// The draft as it will be kept; lines in which nothing was written are left out.
    ///
    /// # Errors
    /// `DateOutOfRange`; `TooMany` lines in a list; `EmptyName` for a title or a line without its
    /// words; `Malformed` for two lines with one key; what `text` refuses.
    pub fn checked(self) -> Result<Self, Refusal> {
        let duties = || self.resolutions.iter().chain(&self.actions);
        let days = duties().filter_map(|duty| duty.due).chain(self.next_day).chain([self.day]);
        if days.into_iter().any(|day| !(FIRST_DAY..=LAST_DAY).contains(&day)) {
            return Err(Refusal::DateOutOfRange);
        }
        let lists = [self.topics.len(), self.resolutions.len(), self.actions.len()];
        let people = [self.present.len(), self.absent.len()];
        if lists.into_iter().chain(people).any(|length| length > LINES_MAX as usize) {
            return Err(Refusal::TooMany { max: LINES_MAX });
        }
        let topics = self.topics.iter().map(|topic| topic.key);
        let keys: Vec<Uuid> = topics.chain(duties().map(|duty| duty.key)).collect();
        if keys.iter().collect::<BTreeSet<_>>().len() != keys.len() {
            return Err(Refusal::Malformed);
        }
        Ok(Self {
            title: text::name(&self.title)?,
            day: self.day,
            begins: self.begins,
            place: text::line(&self.place)?,
            chair: text::line(&self.chair)?,
            recorder: text::line(&self.recorder)?,
            present: names(&self.present)?,
            absent: names(&self.absent)?,
            topics: kept(self.topics, Topic::is_empty, Topic::checked)?,
            resolutions: kept(self.resolutions, Duty::is_empty, Duty::checked)?,
            actions: kept(self.actions, Duty::is_empty, Duty::checked)?,
            next_day: self.next_day,
            next_note: text::note(self.next_note.trim())?,
        })
    }

    /// What the client would read of it.
    #[must_use]
    pub fn for_client(&self) -> Self {
        let mut seen = self.clone();
        seen.topics.retain(|topic| !topic.is_internal);
        seen.resolutions.retain(|duty| !duty.is_internal);
        seen.actions.retain(|duty| !duty.is_internal);
        seen
    }

    /// The names in a text with a name on each line, or parted by commas.
    #[must_use]
    pub fn people_of(typed: &str) -> Vec<String> {
        let names = typed.split(['\n', ',', ';', '，', '、', '；']).map(str::trim);
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }
}

impl Topic {
    fn is_empty(&self) -> bool {
        self.title.trim().is_empty() && self.conclusion.trim().is_empty()
    }

    fn checked(self) -> Result<Self, Refusal> {
        let conclusion = text::note(self.conclusion.trim())?;
        Ok(Self { title: text::name(&self.title)?, conclusion, ..self })
    }
}

impl Duty {
    fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.who.trim().is_empty() && self.due.is_none()
    }

    fn checked(self) -> Result<Self, Refusal> {
        let words = text::note(self.text.trim())?;
        if words.is_empty() {
            return Err(Refusal::EmptyName);
        }
        Ok(Self { text: words, who: text::line(&self.who)?, ..self })
    }

    /// The task that an action item becomes.
    #[must_use]
    pub const fn task(&self) -> TaskId {
        TaskId(self.key)
    }
}

/// The operation that makes a task of an action item: due by the end of its day, and given to whom
/// of `people` it names, if it names one of them.
#[must_use]
pub fn task_of(plan: &Plan, item: &Duty, people: &[(UserId, String)]) -> PlanOp {
    let mut task = worded(plan, item.task(), &item.text, &item.who);
    task.deadline = item.due.map(|day| start_of(day) + DAY);
    let who = item.who.trim();
    task.assignee = people.iter().find(|(_, name)| name == who).map(|(user, _)| *user);
    PlanOp::Add { tasks: vec![task], links: Vec::new() }
}

fn names(typed: &[String]) -> Result<Vec<String>, Refusal> {
    let written = typed.iter().filter(|name| !name.trim().is_empty());
    written.map(|name| text::name(name)).collect()
}

fn kept<T>(
    lines: Vec<T>,
    is_empty: impl Fn(&T) -> bool,
    checked: impl Fn(T) -> Result<T, Refusal>,
) -> Result<Vec<T>, Refusal> {
    lines.into_iter().filter(|line| !is_empty(line)).map(checked).collect()
}

#[cfg(test)]
mod tests;
