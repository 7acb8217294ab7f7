//! The contact log: every exchange with a client, with what was decided in it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::time::{FIRST_DAY, LAST_DAY, Minute, is_plannable};
use crate::{ClientId, ContactId, ContactLogId, ProjectId, Refusal, UserId, text};

/// How an exchange took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// By telephone.
    Call,
    /// At the client's place, or the client at ours.
    Visit,
    /// By WeChat or another messenger.
    Wechat,
    /// By mail.
    Mail,
    /// In a meeting.
    Meeting,
    /// In some other way.
    Other,
}

/// Every channel with its name in the database.
pub const CHANNELS: [(Channel, &str); 6] = [
    (Channel::Call, "call"),
    (Channel::Visit, "visit"),
    (Channel::Wechat, "wechat"),
    (Channel::Mail, "mail"),
    (Channel::Meeting, "meeting"),
    (Channel::Other, "other"),
];

id_names!(Channel, CHANNELS);

/// An exchange that somebody wrote down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Which.
    pub id: ContactLogId,
    /// With which client.
    pub client: ClientId,
    /// What was written down.
    pub facts: LogFacts,
    /// Who wrote it down.
    pub by: UserId,
    /// Counts edits of this row.
    pub version: i32,
}

/// What a person writes down about an exchange; checked before it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogFacts {
    /// About which project, if about one.
    pub project: Option<ProjectId>,
    /// With whom of the client.
    pub contact: Option<ContactId>,
    /// When, on the wall clock.
    pub at: Minute,
    /// How.
    pub channel: Channel,
    /// What was said.
    pub summary: String,
    /// What was decided, possibly empty.
    pub decided: String,
    /// When to get in touch again.
    pub next: Option<NaiveDate>,
}

impl LogFacts {
    /// The facts as they will be kept.
    ///
    /// # Errors
    /// `WordsMissing` without a summary, `DateOutOfRange`, and what `text::note` refuses.
    pub fn checked(self) -> Result<Self, Refusal> {
        let (summary, decided) =
            (text::note(self.summary.trim())?, text::note(self.decided.trim())?);
        if summary.is_empty() {
            return Err(Refusal::WordsMissing);
        }
        let is_far = self.next.is_some_and(|day| !(FIRST_DAY..=LAST_DAY).contains(&day));
        if is_far || !is_plannable(self.at) {
            return Err(Refusal::DateOutOfRange);
        }
        Ok(Self { summary, decided, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_says_something_at_a_real_time() {
        let facts = LogFacts {
            project: None,
            contact: None,
            at: 29_700_000,
            channel: Channel::Call,
            summary: " 电话确认了到货时间 \n".to_owned(),
            decided: String::new(),
            next: None,
        };
        assert_eq!(facts.clone().checked().unwrap().summary, "电话确认了到货时间");
        let silent = LogFacts { summary: " \n".to_owned(), ..facts.clone() };
        assert_eq!(silent.checked(), Err(Refusal::WordsMissing));
        let early = LogFacts { at: -1, ..facts.clone() };
        assert_eq!(early.checked(), Err(Refusal::DateOutOfRange));
        let late = LogFacts { next: "2400-01-01".parse().ok(), ..facts };
        assert_eq!(late.checked(), Err(Refusal::DateOutOfRange));
    }
}
