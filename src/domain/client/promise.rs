//! What was promised to a client, until when, and whether it was kept.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::time::{FIRST_DAY, LAST_DAY, Timestamp};
use crate::{ClientId, ClientPromiseId, ProjectId, Refusal, UserId, text};

/// How a promise ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// As promised.
    Kept,
    /// It will not be kept any more.
    Broken,
}

/// Every outcome with its name in the database.
pub const OUTCOMES: [(Outcome, &str); 2] = [(Outcome::Kept, "kept"), (Outcome::Broken, "broken")];

id_names!(Outcome, OUTCOMES);

/// Where a promise stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PromiseState {
    /// Its day is over and it is not kept.
    Overdue,
    /// Its day is still to come.
    Open,
    /// Kept.
    Kept,
    /// Given up.
    Broken,
}

/// A promise to a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// Which.
    pub id: ClientPromiseId,
    /// To which client.
    pub client: ClientId,
    /// What was promised.
    pub facts: PromiseFacts,
    /// Who wrote it down.
    pub by: UserId,
    /// How it ended, once it did.
    pub outcome: Option<Outcome>,
    /// When it ended.
    pub settled_at: Option<Timestamp>,
    /// Counts edits of this row.
    pub version: i32,
}

/// What a person types about a promise; checked before it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromiseFacts {
    /// In which project, if in one.
    pub project: Option<ProjectId>,
    /// What.
    pub text: String,
    /// Until when.
    pub due: NaiveDate,
}

impl PromiseFacts {
    /// The facts as they will be kept.
    ///
    /// # Errors
    /// `WordsMissing` without words, `DateOutOfRange`, and what `text::note` refuses.
    pub fn checked(self) -> Result<Self, Refusal> {
        let text = text::note(self.text.trim())?;
        if text.is_empty() {
            return Err(Refusal::WordsMissing);
        }
        if !(FIRST_DAY..=LAST_DAY).contains(&self.due) {
            return Err(Refusal::DateOutOfRange);
        }
        Ok(Self { text, ..self })
    }
}

impl Promise {
    /// Where it stands on a day; on its last day it is still open.
    #[must_use]
    pub fn state(&self, today: NaiveDate) -> PromiseState {
        match self.outcome {
            Some(Outcome::Kept) => PromiseState::Kept,
            Some(Outcome::Broken) => PromiseState::Broken,
            None if self.facts.due < today => PromiseState::Overdue,
            None => PromiseState::Open,
        }
    }

    /// The promise with this end, or open again.
    #[must_use]
    pub fn settled(self, outcome: Option<Outcome>, now: Timestamp) -> Self {
        Self { outcome, settled_at: outcome.map(|_| now), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn promise() -> Promise {
        Promise {
            id: ClientPromiseId::new(1, [0; 10]),
            client: ClientId::new(1, [1; 10]),
            facts: PromiseFacts {
                project: None,
                text: "周五前给出报价".to_owned(),
                due: "2026-03-06".parse().unwrap(),
            },
            by: UserId::new(1, [2; 10]),
            outcome: None,
            settled_at: None,
            version: 1,
        }
    }

    #[test]
    fn a_promise_is_open_through_its_last_day() {
        let on = |day: &str| promise().state(day.parse().unwrap());
        assert_eq!(on("2026-03-06"), PromiseState::Open);
        assert_eq!(on("2026-03-07"), PromiseState::Overdue);
        let now = Timestamp(5);
        let kept = promise().settled(Some(Outcome::Kept), now);
        assert_eq!(kept.state("2027-01-01".parse().unwrap()), PromiseState::Kept);
        assert_eq!(kept.settled_at, Some(now));
        assert_eq!(kept.settled(None, now), promise());
    }

    #[test]
    fn a_promise_needs_words_and_a_day() {
        let facts = promise().facts;
        let silent = PromiseFacts { text: " ".to_owned(), ..facts.clone() };
        assert_eq!(silent.checked(), Err(Refusal::WordsMissing));
        let far = PromiseFacts { due: "2400-01-01".parse().unwrap(), ..facts };
        assert_eq!(far.checked(), Err(Refusal::DateOutOfRange));
    }
}
