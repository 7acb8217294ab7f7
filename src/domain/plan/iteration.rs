//! Iterations: stretches of time in which an agile team does a set of tasks.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{IterationId, Refusal, text, time};

/// An iteration, also called sprint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Iteration {
    /// Which.
    pub id: IterationId,
    /// What it is called.
    pub name: String,
    /// What it shall lead to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub goal: String,
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub finish: NaiveDate,
}

impl Iteration {
    /// The iteration as it will be kept.
    ///
    /// # Errors
    /// `EmptyName`, `TextTooLong`, `ControlCharacter`, `DateOutOfRange` or `FinishBeforeStart`.
    pub fn checked(self) -> Result<Self, Refusal> {
        let days = time::FIRST_DAY..=time::LAST_DAY;
        if !days.contains(&self.start) || !days.contains(&self.finish) {
            return Err(Refusal::DateOutOfRange);
        }
        if self.finish < self.start {
            return Err(Refusal::FinishBeforeStart);
        }
        Ok(Self { name: text::name(&self.name)?, goal: text::note(&self.goal)?, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iteration_has_a_name_and_does_not_end_before_it_begins() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let made = |name: &str, start: &str, finish: &str| {
            let id = IterationId::new(1, [1; 10]);
            let (start, finish) = (day(start), day(finish));
            Iteration { id, name: name.to_owned(), goal: String::new(), start, finish }.checked()
        };
        assert_eq!(made(" First ", "2026-03-02", "2026-03-02").unwrap().name, "First");
        assert_eq!(made(" ", "2026-03-02", "2026-03-13"), Err(Refusal::EmptyName));
        let backwards = made("First", "2026-03-02", "2026-03-01");
        assert_eq!(backwards, Err(Refusal::FinishBeforeStart));
    }
}
