//! Deliverables and files as the client sees them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::agreement::{Content, Heading, Label, Value, What};
use crate::file::{File, Preview};
use crate::message::MessageFile;
use crate::time::Timestamp;
use crate::{DeliverableId, FileId};

/// A deliverable as the client sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalDeliverable {
    /// Which.
    pub id: DeliverableId,
    /// What it is called.
    pub title: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The newest version that was published, as people count; none when there is none yet.
    pub version: Option<i32>,
    /// Its file.
    pub file: Option<PortalFile>,
    /// Its address elsewhere.
    pub link: Option<String>,
    /// What it is, possibly empty.
    pub note: String,
    /// When it counts as delivered, one line each.
    pub criteria: Vec<String>,
    /// What the client decided about it last.
    pub accepted: Option<PortalVerdict>,
}

/// A file as the client sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalFile {
    /// Which.
    pub id: FileId,
    /// What it is called.
    pub name: String,
    /// In bytes.
    pub size: i64,
    /// What it is, in one word that reads the same in every language: PDF.
    pub kind: String,
    /// Whether it can be looked at in the browser before it is fetched.
    pub has_preview: bool,
}

impl From<&File> for PortalFile {
    fn from(file: &File) -> Self {
        let kind = file.media_type.word(&file.name);
        let has_preview = file.media_type.preview() != Preview::None;
        Self { id: file.id, name: file.name.clone(), size: file.size, kind, has_preview }
    }
}

impl From<&MessageFile> for PortalFile {
    fn from(file: &MessageFile) -> Self {
        let MessageFile { id, name, size, kind } = file.clone();
        Self { id, name, size, kind, has_preview: false }
    }
}

/// What the client decided about a deliverable last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalVerdict {
    /// What was decided.
    pub what: What,
    /// The decision's place in the project's chain: D-0042.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// The version that it was about, as people count; none where none had a number.
    pub version: Option<i32>,
    /// Whether nothing has changed since.
    pub is_current: bool,
}

/// Which version of a deliverable a content is about.
#[must_use]
pub fn delivered_version(content: &Content) -> Option<i32> {
    let files = content.parts.iter().filter(|part| part.heading == Heading::Files);
    let facts = files.flat_map(|part| &part.lines).flat_map(|line| &line.facts);
    facts.filter(|fact| fact.label == Label::Version).find_map(|fact| match fact.value {
        Value::Number(number) => i32::try_from(number).ok(),
        _ => None,
    })
}

impl PortalVerdict {
    /// Whether the client agreed, with conditions or without: what was signed stays in sight.
    #[must_use]
    pub const fn is_signed(self) -> bool {
        self.what.is_agreement()
    }
}

/// Who helps after the hand-over, as the client agreed to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalSupport {
    /// The decision's place in the project's chain: D-0042.
    pub number: i64,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
    /// Whom one asks and how, possibly empty.
    pub contact: String,
    /// At which hours, possibly empty.
    pub hours: String,
}

impl PortalSupport {
    /// The support in the content of a hand-over, which was decided about as `number`.
    #[must_use]
    pub fn of(content: &Content, number: i64) -> Option<Self> {
        let part = content.parts.iter().find(|part| part.heading == Heading::Support)?;
        let (contact, hours) = (String::new(), String::new());
        let mut support = Self { number, from: None, until: None, contact, hours };
        for fact in part.lines.iter().flat_map(|line| &line.facts) {
            match (fact.label, &fact.value) {
                (Label::From, Value::Day(day)) => support.from = Some(*day),
                (Label::Until, Value::Day(day)) => support.until = Some(*day),
                (Label::Contact, Value::Text(text)) => support.contact.clone_from(text),
                (Label::Hours, Value::Text(text)) => support.hours.clone_from(text),
                _ => {}
            }
        }
        Some(support)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::handover::{HandoverFacts, Support, content};

    #[test]
    fn support_reads_as_it_was_agreed() {
        let support = Support {
            from: "2026-06-02".parse().ok(),
            until: "2026-12-01".parse().ok(),
            contact: "hotline".to_owned(),
            hours: "9 to 18".to_owned(),
        };
        let facts = HandoverFacts { support: support.clone(), ..HandoverFacts::default() };
        let agreed = content("W", &facts, &[], &[], &BTreeMap::new());
        let Support { from, until, contact, hours } = support;
        let expected = PortalSupport { number: 7, from, until, contact, hours };
        assert_eq!(PortalSupport::of(&agreed, 7), Some(expected));
        assert_eq!(PortalSupport::of(&Content::default(), 7), None);
    }
}
