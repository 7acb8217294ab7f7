//! What can be agreed, in a form that reads the same for everyone: parts with lines with facts.
//!
//! The words of people stand in it as they were written; what the program adds (headings, labels,
//! levels) stands as keys, so that one record reads in every language and has one hash.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Hash;

const DOMAIN: &str = "accord content 1";

/// What one version of a subject says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// What it is called.
    pub title: String,
    /// Its parts in reading order; empty ones are left out.
    pub parts: Vec<Part>,
    /// What the client can choose between; mostly nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<ContentOption>,
}

/// One of several ways that the client can choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContentOption {
    /// A, B, …
    pub key: String,
    /// What it is called.
    pub title: String,
}

/// A part of a content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// What it is about.
    pub heading: Heading,
    /// What it says.
    pub lines: Vec<Line>,
}

/// A line of a part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// What the line keeps from version to version: differences go by it. Never shown.
    pub key: String,
    /// What it says.
    pub text: String,
    /// What else is to be known of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
}

/// One thing to know of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What it is.
    pub label: Label,
    /// How it is.
    pub value: Value,
}

/// How something is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// In somebody's words.
    Text(String),
    /// A day.
    Day(NaiveDate),
    /// A day that becomes another; none is none.
    DayChange(Option<NaiveDate>, Option<NaiveDate>),
    /// A number.
    Number(i64),
    /// A number that becomes another.
    NumberChange(i64, i64),
    /// Working hours in whole minutes that become others.
    MinutesChange(i64, i64),
    /// Bytes of a file.
    Bytes(i64),
    /// One of a few words.
    Word(Word),
    /// A fingerprint.
    Hash(Hash),
}

/// What a part is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the word that the catalogues translate")]
pub enum Heading {
    Goals,
    InScope,
    OutOfScope,
    Assumptions,
    Feasibility,
    Background,
    Aims,
    Needs,
    Expectations,
    Constraints,
    Milestones,
    Work,
    Reason,
    Impact,
    Files,
    Criteria,
    Summary,
    Decisions,
    Actions,
    Meeting,
    Topics,
    NextMeeting,
    Deliverables,
    Documents,
    Access,
    Training,
    Equipment,
    OtherItems,
    OpenPoints,
    Support,
    /// In somebody's words, such as an option's name.
    Named(String),
}

/// What a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the word that the catalogues translate")]
pub enum Label {
    Measure,
    Reachable,
    Relevance,
    Due,
    Milestone,
    Priority,
    Source,
    Criterion,
    Requirement,
    Finish,
    Promise,
    PromiseStands,
    TasksAdded,
    TasksRemoved,
    TasksMoved,
    Operations,
    Formerly,
    Page,
    Work,
    Progress,
    Size,
    FileType,
    Fingerprint,
    Version,
    Address,
    Owner,
    Date,
    Time,
    Place,
    Chair,
    Recorder,
    Present,
    Absent,
    Conclusion,
    Giver,
    Taker,
    Amount,
    HandedOver,
    Done,
    From,
    Until,
    Contact,
    Hours,
}

/// One of a few words that a fact may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the word that the catalogues translate")]
pub enum Word {
    Must,
    Should,
    Could,
    Wont,
    Client,
    Team,
    Environment,
    Kept,
    Broken,
    Met,
    Unmet,
    New,
    Gone,
}

impl Content {
    /// The canonical form: JSON with its fields in the order of the types, without spaces.
    #[must_use]
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).expect("strings, numbers and days can be written")
    }

    /// The SHA-256 of the canonical form.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Self::hash_of(&self.canonical())
    }

    /// The SHA-256 of a canonical form.
    #[must_use]
    pub fn hash_of(canonical: &str) -> Hash {
        Hash::of(DOMAIN, canonical.as_bytes())
    }

    /// Adds a part unless it is empty.
    pub fn push(&mut self, heading: Heading, lines: Vec<Line>) {
        if !lines.is_empty() {
            self.parts.push(Part { heading, lines });
        }
    }

    /// One of its options as people name it, with its letter first.
    #[must_use]
    pub fn option_named(&self, key: &str) -> Option<String> {
        let option = self.options.iter().find(|option| option.key == key)?;
        Some(format!("{} {}", option.key, option.title))
    }

    /// How many lines it has in all.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.parts.iter().map(|part| part.lines.len()).sum()
    }
}

impl Line {
    /// A line without facts.
    #[must_use]
    pub fn new(key: impl Into<String>, text: impl Into<String>) -> Self {
        Self { key: key.into(), text: text.into(), facts: Vec::new() }
    }

    /// The line with one more fact.
    #[must_use]
    pub fn fact(mut self, label: Label, value: Value) -> Self {
        self.facts.push(Fact { label, value });
        self
    }

    /// The line with one more fact in words, unless they are empty.
    #[must_use]
    pub fn words(self, label: Label, text: &str) -> Self {
        match text.trim() {
            "" => self,
            text => self.fact(label, Value::Text(text.to_owned())),
        }
    }
}
