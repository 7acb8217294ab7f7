//! Requirements: what the client needs, one numbered sentence each, and the document around them.
//!
//! Whether a requirement is agreed, planned, built or accepted is never typed: it follows from
//! decisions, tasks and deliverables (`coverage`), so that no word here can contradict them. Only
//! that it is dropped, and why, is somebody's word.

mod content;
mod coverage;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::agreement::Word;
use crate::{
    ContactId, DeliverableId, ElicitationId, ProjectId, Refusal, RequirementId, TaskId, text,
};

pub use content::{content, line};
pub use coverage::{Coverage, Facts, GAPS, Gap, STATUSES, Status, count, coverage};

/// Most criteria of a requirement.
pub const CRITERIA_MAX: usize = 50;
/// How much of an answer becomes the title of a requirement, in characters.
const TITLE_FROM_ANSWER: usize = 80;

/// How much a requirement matters, in the order of MoSCoW.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Without it the result is of no use.
    Must,
    /// Important, but there is a way around.
    #[default]
    Should,
    /// Welcome when there is time.
    Could,
    /// Not this time; written down so that nobody waits for it.
    Wont,
}

/// Every priority with its name in the database.
pub const PRIORITIES: [(Priority, &str); 4] = [
    (Priority::Must, "must"),
    (Priority::Should, "should"),
    (Priority::Could, "could"),
    (Priority::Wont, "wont"),
];

id_names!(Priority, PRIORITIES);

impl Priority {
    /// The word that the client reads.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::Must => Word::Must,
            Self::Should => Word::Should,
            Self::Could => Word::Could,
            Self::Wont => Word::Wont,
        }
    }
}

/// A requirement as the team sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Which.
    pub id: RequirementId,
    /// In which project.
    pub project: ProjectId,
    /// The number in its name, R-12; no other one of the project has it.
    pub number: i32,
    /// What people write about it.
    pub says: Statement,
    /// The record of the conversation that it comes from.
    pub elicitation: Option<ElicitationId>,
    /// Its place in the document, from 1.
    pub place: i32,
    /// The tasks that build it.
    pub tasks: Vec<TaskId>,
    /// The deliverables that hold it.
    pub deliverables: Vec<DeliverableId>,
    /// Counts edits of this row.
    pub version: i32,
}

/// What a person types about a requirement; checked before it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Statement {
    /// What is needed, in a line.
    pub title: String,
    /// More words, possibly empty.
    pub text: String,
    /// How much it matters.
    pub priority: Priority,
    /// The contact who asked for it.
    pub source: Option<ContactId>,
    /// Who asked for it, in words: kept beside the contact, so that a signed document reads the
    /// same after the contact has changed.
    pub source_name: String,
    /// Nobody asked for it: it was found behind what was said.
    pub is_latent: bool,
    /// How one can tell that it is met.
    pub criteria: Vec<Criterion>,
    /// Why it is no longer pursued; none while it is.
    pub dropped: Option<String>,
}

/// One way to tell that a requirement is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Which, among those of the requirement.
    pub key: String,
    /// What must hold.
    pub text: String,
}

impl Requirement {
    /// A requirement before it has a number, a place or a trace.
    #[must_use]
    pub const fn new(id: RequirementId, project: ProjectId, says: Statement) -> Self {
        Self {
            id,
            project,
            number: 0,
            says,
            elicitation: None,
            place: 0,
            tasks: Vec::new(),
            deliverables: Vec::new(),
            version: 1,
        }
    }

    ///
    #[must_use]
    pub fn name(&self) -> String {
        format!("R-{}", self.number)
    }

    /// Whether it is no longer pursued.
    #[must_use]
    pub const fn is_dropped(&self) -> bool {
        self.says.dropped.is_some()
    }
}

/// The order of a project's requirements once one of them has gone one step up or down; none where
/// there is no step. What is dropped is no step: it mostly is not in sight.
#[must_use]
pub fn moved(
    requirements: &[Requirement],
    which: RequirementId,
    is_up: bool,
) -> Option<Vec<RequirementId>> {
    let from = requirements.iter().position(|one| one.id == which)?;
    let is_step = |place: &usize| !requirements[*place].is_dropped();
    let to = match is_up {
        true => (0..from).rev().find(is_step)?,
        false => (from + 1..requirements.len()).find(is_step)?,
    };
    let mut order: Vec<RequirementId> = requirements.iter().map(|one| one.id).collect();
    let id = order.remove(from);
    order.insert(to, id);
    Some(order)
}

impl Statement {
    /// The statement as it will be kept; criteria without words are left out.
    ///
    /// # Errors
    /// What `text::name`, `text::note` and `text::line` refuse, `ReasonMissing` for one that is
    /// dropped without a word, `TooMany` criteria, `Malformed` when two have one key.
    pub fn checked(self) -> Result<Self, Refusal> {
        let dropped = match self.dropped.as_deref().map(text::line).transpose()? {
            Some(reason) if reason.is_empty() => return Err(Refusal::ReasonMissing),
            reason => reason,
        };
        Ok(Self {
            title: text::name(&self.title)?,
            text: text::note(self.text.trim())?,
            source_name: text::line(&self.source_name)?,
            criteria: checked_criteria(self.criteria)?,
            dropped,
            ..self
        })
    }

    /// What somebody said, as the beginning of a requirement: the first sentence is its title.
    #[must_use]
    pub fn from_answer(answer: &str, by: &str) -> Self {
        let answer = answer.trim();
        let is_end =
            |c: char| matches!(c, '\n' | '\r' | '。' | '；' | ';' | '！' | '？' | '!' | '?');
        let first = answer.split(is_end).map(str::trim).find(|part| !part.is_empty());
        // A full stop within a number or an abbreviation ends nothing.
        let first = first.unwrap_or("").split(". ").next().unwrap_or("").trim_end_matches('.');
        let mut title: String = first.chars().take(TITLE_FROM_ANSWER).collect();
        title = title.replace('\t', " ");
        if title.chars().count() < first.chars().count() {
            title.push('…');
        }
        let is_all = title == answer.trim_end_matches(['.', '。']);
        let text = if is_all { String::new() } else { answer.to_owned() };
        Self { title, text, source_name: by.to_owned(), ..Self::default() }
    }

    /// A key that none of the criteria has.
    #[must_use]
    pub fn next_key(&self) -> String {
        let numbers =
            self.criteria.iter().filter_map(|criterion| criterion.key.parse::<u32>().ok());
        (numbers.max().unwrap_or(0) + 1).to_string()
    }
}

fn checked_criteria(criteria: Vec<Criterion>) -> Result<Vec<Criterion>, Refusal> {
    let mut kept = Vec::with_capacity(criteria.len());
    let mut keys = BTreeSet::new();
    for Criterion { key, text } in criteria {
        let text = text::line(&text)?;
        if text.is_empty() {
            continue;
        }
        let key = text::name(&key).map_err(|_| Refusal::Malformed)?;
        if !keys.insert(key.clone()) {
            return Err(Refusal::Malformed);
        }
        kept.push(Criterion { key, text });
    }
    if kept.len() > CRITERIA_MAX {
        return Err(Refusal::TooMany { max: CRITERIA_MAX as u32 });
    }
    Ok(kept)
}

/// A section of the requirements document that is written as text; the needs are the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Why there is a project.
    Background,
    /// What it is to reach.
    Aims,
    /// What else the client hopes for.
    Expectations,
    /// What binds it.
    Constraints,
}

/// Every written section with its name.
pub const SECTIONS: [(Section, &str); 4] = [
    (Section::Background, "background"),
    (Section::Aims, "aims"),
    (Section::Expectations, "expectations"),
    (Section::Constraints, "constraints"),
];

id_names!(Section, SECTIONS);

/// The written sections of a project's requirements document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementsDoc {
    /// Of which project.
    pub project: ProjectId,
    /// Why there is a project.
    pub background: String,
    /// What it is to reach.
    pub aims: String,
    /// What else the client hopes for.
    pub expectations: String,
    /// What binds it.
    pub constraints: String,
    /// Counts edits; 0 before the first.
    pub version: i32,
}

impl RequirementsDoc {
    /// The document before anybody has written in it.
    #[must_use]
    pub const fn empty(project: ProjectId) -> Self {
        Self {
            project,
            background: String::new(),
            aims: String::new(),
            expectations: String::new(),
            constraints: String::new(),
            version: 0,
        }
    }

    /// What a section says.
    #[must_use]
    pub fn text(&self, section: Section) -> &str {
        match section {
            Section::Background => &self.background,
            Section::Aims => &self.aims,
            Section::Expectations => &self.expectations,
            Section::Constraints => &self.constraints,
        }
    }

    /// The document with another text in a section.
    ///
    /// # Errors
    /// What `text::note` refuses.
    pub fn with(mut self, section: Section, text: &str) -> Result<Self, Refusal> {
        let text = text::note(text.trim())?;
        match section {
            Section::Background => self.background = text,
            Section::Aims => self.aims = text,
            Section::Expectations => self.expectations = text,
            Section::Constraints => self.constraints = text,
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_passes_what_is_dropped() {
        let id = |number| RequirementId::new(number, [0; 10]);
        let project = ProjectId::new(0, [0; 10]);
        let mut three =
            [1, 2, 3].map(|number| Requirement::new(id(number), project, Statement::default()));
        three[1].says.dropped = Some("no".to_owned());
        assert_eq!(moved(&three, id(3), true), Some(vec![id(3), id(1), id(2)]));
        assert_eq!(moved(&three, id(1), false), Some(vec![id(2), id(3), id(1)]));
        assert_eq!(moved(&three, id(1), true), None);
        assert_eq!(moved(&three, id(9), true), None);
    }

    fn criterion(key: &str, text: &str) -> Criterion {
        Criterion { key: key.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_statement_is_trimmed_and_its_empty_criteria_go() {
        let typed = Statement {
            title: " 收货不超过 5 分钟 ".to_owned(),
            text: "\n每车 \n".to_owned(),
            criteria: vec![criterion("1", " 十车平均 "), criterion("2", " ")],
            ..Statement::default()
        };
        let kept = typed.checked().unwrap();
        assert_eq!((&*kept.title, &*kept.text), ("收货不超过 5 分钟", "每车"));
        assert_eq!(kept.criteria, [criterion("1", "十车平均")]);
        assert_eq!(kept.next_key(), "2");
    }

    #[test]
    fn what_cannot_be_kept_is_refused() {
        let statement = || Statement { title: "A".to_owned(), ..Statement::default() };
        let refused = |statement: Statement| statement.checked().unwrap_err();
        assert_eq!(refused(Statement::default()), Refusal::EmptyName);
        let silent = Statement { dropped: Some(" ".to_owned()), ..statement() };
        assert_eq!(refused(silent), Refusal::ReasonMissing);
        let twice = vec![criterion("1", "a"), criterion("1", "b")];
        assert_eq!(refused(Statement { criteria: twice, ..statement() }), Refusal::Malformed);
        let keys = (0..=CRITERIA_MAX).map(|key| criterion(&key.to_string(), "a")).collect();
        let many = Statement { criteria: keys, ..statement() };
        assert_eq!(refused(many), Refusal::TooMany { max: 50 });
    }

    fn check(answer: &str, title: &str, text: &str) {
        let made = Statement::from_answer(answer, "罗纤");
        assert_eq!((&*made.title, &*made.text), (title, text), "{answer}");
        assert_eq!(made.source_name, "罗纤");
    }

    #[test]
    fn an_answer_becomes_a_title_and_keeps_its_words() {
        check("找货位太慢", "找货位太慢", "");
        check(" Finding a slot takes too long. ", "Finding a slot takes too long", "");
        check("找货位太慢。夜班更慢。", "找货位太慢", "找货位太慢。夜班更慢。");
        check("It takes 2.5 min. Too long.", "It takes 2.5 min", "It takes 2.5 min. Too long.");
        check("", "", "");
        let long = "字".repeat(81);
        check(&long, &format!("{}…", "字".repeat(80)), &long);
    }

    #[test]
    fn a_section_is_written_by_its_name() {
        let doc = RequirementsDoc::empty(ProjectId::new(0, [0; 10]));
        let doc = doc.with(Section::Constraints, " 只用现有网络 ").unwrap();
        assert_eq!(doc.text(Section::Constraints), "只用现有网络");
        assert_eq!(doc.text(Section::Background), "");
        for (section, name) in SECTIONS {
            assert_eq!(name.parse(), Ok(section));
        }
    }
}
