//! Records of conversations in which needs were found: what was asked, what was answered.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{AnswerId, ElicitationId, ProjectId, Refusal, RequirementId, text};

/// Most questions that are added at once.
pub const QUESTIONS_MAX: usize = 50;

/// How needs were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ElicitationKind {
    /// The same questions to many, in writing.
    Questionnaire,
    /// One person, in depth.
    #[default]
    Interview,
    /// Several people who talk with each other.
    FocusGroup,
    /// Somebody uses a draft while others look on.
    UserTest,
}

/// Every kind with its name in the database.
pub const ELICITATION_KINDS: [(ElicitationKind, &str); 4] = [
    (ElicitationKind::Interview, "interview"),
    (ElicitationKind::FocusGroup, "focus_group"),
    (ElicitationKind::Questionnaire, "questionnaire"),
    (ElicitationKind::UserTest, "user_test"),
];

id_names!(ElicitationKind, ELICITATION_KINDS);

/// A conversation with its questions and answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elicitation {
    /// Which.
    pub id: ElicitationId,
    /// In which project.
    pub project: ProjectId,
    /// What people write about it.
    pub says: ElicitationDraft,
    /// What was asked, in order.
    pub answers: Vec<Answer>,
    /// Counts edits of this row.
    pub version: i32,
}

/// What a person types about a conversation; checked before it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElicitationDraft {
    /// How needs were found.
    pub kind: ElicitationKind,
    /// What it is called.
    pub title: String,
    /// On which day.
    pub day: NaiveDate,
    /// Who took part, possibly empty.
    pub people: String,
}

/// A question and what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Which.
    pub id: AnswerId,
    /// In which conversation.
    pub elicitation: ElicitationId,
    /// What people write.
    pub says: AnswerDraft,
    /// The requirement that it became.
    pub requirement: Option<RequirementId>,
    /// Counts edits of this row.
    pub version: i32,
}

/// What a person types about a question; checked before it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerDraft {
    /// What was asked.
    pub question: String,
    /// What was answered, possibly empty.
    pub answer: String,
    /// By whom, possibly empty.
    pub by: String,
}

impl ElicitationDraft {
    /// The draft as it will be kept.
    ///
    /// # Errors
    /// What `text::name` and `text::line` refuse.
    pub fn checked(self) -> Result<Self, Refusal> {
        Ok(Self { title: text::name(&self.title)?, people: text::line(&self.people)?, ..self })
    }
}

impl AnswerDraft {
    /// The draft as it will be kept.
    ///
    /// # Errors
    /// What `text::name`, `text::note` and `text::line` refuse.
    pub fn checked(self) -> Result<Self, Refusal> {
        Ok(Self {
            question: text::name(&self.question)?,
            answer: text::note(self.answer.trim())?,
            by: text::line(&self.by)?,
        })
    }
}

impl Elicitation {
    /// Who gave an answer: whoever it names, or else whoever took part.
    #[must_use]
    pub fn who_said<'a>(&'a self, answer: &'a Answer) -> &'a str {
        if answer.says.by.is_empty() { &self.says.people } else { &answer.says.by }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_are_trimmed_and_need_a_name() {
        let draft = AnswerDraft { question: " 为什么 ".to_owned(), ..AnswerDraft::default() };
        assert_eq!(draft.checked().unwrap().question, "为什么");
        assert_eq!(AnswerDraft::default().checked(), Err(Refusal::EmptyName));
        let (day, kind) = (NaiveDate::default(), ElicitationKind::FocusGroup);
        let draft = ElicitationDraft { kind, title: String::new(), day, people: String::new() };
        assert_eq!(draft.checked(), Err(Refusal::EmptyName));
        for (kind, name) in ELICITATION_KINDS {
            assert_eq!(name.parse(), Ok(kind));
        }
    }
}
