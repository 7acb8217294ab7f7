//! The decisions of a project, each sealed with the hash of the one before.
//!
//! An entry's hash is SHA-256 over `accord decision 1`, a zero byte and the entry's JSON as it is
//! kept; the JSON names the hash of the entry before. Who holds one entry's hash can tell whether
//! anything before it was changed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Choice, Hash, Method, SubjectKind, Terms};
use crate::Refusal;
use crate::time::Timestamp;

const DOMAIN: &str = "accord decision 1";

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Agreed as it stood.
    Agreed,
    /// Agreed with conditions.
    Conditional,
    /// Returned with a reason.
    Returned,
    /// A decision was taken back within its half hour.
    Withdrawn,
}

impl What {
    /// Whether the client agreed, with conditions or without.
    #[must_use]
    pub const fn is_agreement(self) -> bool {
        match self {
            Self::Agreed | Self::Conditional => true,
            Self::Returned | Self::Withdrawn => false,
        }
    }
}

impl From<Choice> for What {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Agreed => Self::Agreed,
            Choice::Conditional => Self::Conditional,
            Choice::Returned => Self::Returned,
        }
    }
}

/// Somebody of the client, as the entry names them for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Who.
    pub id: Uuid,
    /// Full name.
    pub name: String,
    /// Position, possibly empty.
    pub title: String,
}

/// The link by which somebody came to the client's page, where somebody of the team had it in hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedLink {
    /// Who of the team made it and was shown it.
    pub made_by: String,
    /// When.
    pub made_at: Timestamp,
}

/// One decision, or its withdrawal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its place in the project's chain, from 1: D-0001.
    pub number: i64,
    /// In which project.
    pub project: Uuid,
    /// What happened.
    pub what: What,
    /// Which entry is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdraws: Option<i64>,
    /// What sort of thing was decided.
    pub kind: SubjectKind,
    /// Which.
    pub subject: Uuid,
    /// What it was called.
    pub title: String,
    /// Its version as people count.
    pub version: i32,
    /// SHA-256 of what the person read.
    pub content: Hash,
    /// Which of its options was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// What the person was told beside the content: why now, what happens on agreement, until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Terms>,
    /// Conditions or reason, possibly empty.
    pub words: String,
    /// Who was asked.
    pub approver: Party,
    /// Who decided: the approver, or whoever stood in that day.
    pub by: Party,
    /// How it was given.
    pub method: Method,
    /// The link by which the person came, where somebody of the team had it in hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<HandedLink>,
    /// SHA-256 of the strokes on the glass or of the scanned paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Hash>,
    /// Who of the team was there and recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The hash of the entry before; zeros before the first.
    pub previous: Hash,
}

/// An entry as it is kept: its JSON, and the hash over it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// The entry as JSON, word for word.
    pub body: String,
    /// The hash over the body.
    pub hash: Hash,
}

/// The end of a chain, as something outside of it remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The place of the last entry.
    pub number: i64,
    /// Its hash.
    pub hash: Hash,
}

/// What is wrong with a chain, and where: entries are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The entry's text was changed: its hash is another.
    Hash(i64),
    /// The entry does not follow the one before it.
    Order(i64),
    /// The entry cannot be read.
    Unreadable(i64),
}

impl Entry {
    /// D-0042.
    #[must_use]
    pub fn name(&self) -> String {
        name(self.number)
    }

    /// The entry as it is kept.
    #[must_use]
    pub fn sealed(&self) -> Sealed {
        let body = serde_json::to_string(self).expect("strings, numbers and ids can be written");
        let hash = Hash::of(DOMAIN, body.as_bytes());
        Sealed { body, hash }
    }
}

/// A decision's number as people say it: D-0042.
#[must_use]
pub fn name(number: i64) -> String {
    format!("D-{number:04}")
}

impl Sealed {
    /// What the entry says.
    ///
    /// # Errors
    /// `Malformed`.
    pub fn entry(&self) -> Result<Entry, Refusal> {
        serde_json::from_str(&self.body).map_err(|_| Refusal::Malformed)
    }
}

/// Reads a whole chain from its beginning and proves it.
///
/// # Errors
/// The first entry that was changed, removed or put in.
pub fn verify(chain: &[Sealed]) -> Result<Vec<Entry>, Broken> {
    let mut previous = Hash::NONE;
    let mut entries = Vec::with_capacity(chain.len());
    for (number, sealed) in (1..).zip(chain) {
        if Hash::of(DOMAIN, sealed.body.as_bytes()) != sealed.hash {
            return Err(Broken::Hash(number));
        }
        let entry = sealed.entry().map_err(|_| Broken::Unreadable(number))?;
        if entry.number != number || entry.previous != previous {
            return Err(Broken::Order(number));
        }
        previous = sealed.hash;
        entries.push(entry);
    }
    Ok(entries)
}

/// The first of the remembered ends that a chain does not hold any more: entries were cut off after
/// it, and perhaps others put in their place.
#[must_use]
pub fn lost(chain: &[Sealed], remembered: &[Head]) -> Option<i64> {
    let is_there = |head: &&Head| {
        let place = head.number.checked_sub(1).and_then(|place| usize::try_from(place).ok());
        let sealed = place.and_then(|place| chain.get(place));
        sealed.is_some_and(|sealed| sealed.hash == head.hash)
    };
    remembered.iter().find(|head| !is_there(head)).map(|head| head.number)
}

/// The decisions that hold: those that were not taken back, in their order.
#[must_use]
pub fn standing(entries: &[Entry]) -> Vec<&Entry> {
    let is_taken_back =
        |entry: &Entry| entries.iter().any(|other| other.withdraws == Some(entry.number));
    let holds = |entry: &&Entry| entry.what != What::Withdrawn && !is_taken_back(entry);
    entries.iter().filter(holds).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(number: i64, previous: Hash) -> Entry {
        let party = Party { id: Uuid::nil(), name: "Wang".to_owned(), title: String::new() };
        Entry {
            number,
            project: Uuid::nil(),
            what: What::Agreed,
            withdraws: None,
            kind: SubjectKind::Scope,
            subject: Uuid::nil(),
            title: "Goals".to_owned(),
            version: 1,
            content: Hash::NONE,
            option: None,
            asked: None,
            words: String::new(),
            approver: party.clone(),
            by: party,
            method: Method::Portal,
            link: None,
            signature: None,
            witness: None,
            at: Timestamp(0),
            previous,
        }
    }

    fn chain() -> Vec<Sealed> {
        let first = entry(1, Hash::NONE).sealed();
        let second = entry(2, first.hash).sealed();
        let third = entry(3, second.hash).sealed();
        vec![first, second, third]
    }

    #[test]
    fn a_chain_proves_itself() {
        let entries = verify(&chain()).unwrap();
        assert_eq!(
            entries.iter().map(Entry::name).collect::<Vec<_>>(),
            ["D-0001", "D-0002", "D-0003"]
        );
    }

    #[test]
    fn whatever_is_changed_is_found() {
        let mut changed = chain();
        changed[1].body = changed[1].body.replace("Wang", "Wong");
        assert_eq!(verify(&changed), Err(Broken::Hash(2)));
        let mut sealed_anew = chain();
        let mut entry = sealed_anew[1].entry().unwrap();
        entry.words = "other".to_owned();
        sealed_anew[1] = entry.sealed();
        assert_eq!(verify(&sealed_anew), Err(Broken::Order(3)));
        let mut shorter = chain();
        shorter.remove(1);
        assert_eq!(verify(&shorter), Err(Broken::Order(2)));
    }

    #[test]
    fn what_the_person_was_told_and_came_by_is_sealed() {
        let told = |outcome: &str, made_by: Option<&str>| {
            let terms = Terms { outcome: outcome.to_owned(), ..Terms::default() };
            let link =
                made_by.map(|name| HandedLink { made_by: name.to_owned(), made_at: Timestamp(1) });
            Entry { asked: Some(terms), link, ..entry(1, Hash::NONE) }.sealed()
        };
        let sealed = told("Paid after tests", Some("Chen"));
        assert_ne!(sealed.hash, told("Paid at once", Some("Chen")).hash);
        assert_ne!(sealed.hash, told("Paid after tests", None).hash);
        let entries = verify(std::slice::from_ref(&sealed)).unwrap();
        let asked = entries[0].asked.clone().unwrap();
        assert_eq!(asked.outcome, "Paid after tests");
        // What was sealed before either was kept reads as ever.
        let older = entry(1, Hash::NONE).sealed();
        assert!(!older.body.contains("asked") && !older.body.contains("link"));
        assert!(verify(&[older]).is_ok());
    }

    #[test]
    fn an_end_that_was_cut_off_is_missed() {
        let whole = chain();
        let head = |number: i64, sealed: &Sealed| Head { number, hash: sealed.hash };
        let remembered: Vec<Head> = (1..).zip(&whole).map(|(n, one)| head(n, one)).collect();
        assert_eq!(lost(&whole, &remembered), None);
        assert_eq!(lost(&whole[..2], &remembered), Some(3));
        assert_eq!(lost(&[], &remembered), Some(1));
        // Another one in its place proves itself, and is still not the one that was told of.
        let mut grown = whole[..2].to_vec();
        let other = Entry { words: "other".to_owned(), ..entry(3, grown[1].hash) };
        grown.push(other.sealed());
        assert!(verify(&grown).is_ok());
        assert_eq!(lost(&grown, &remembered), Some(3));
        assert_eq!(lost(&whole, &[]), None);
    }

    #[test]
    fn what_was_taken_back_does_not_hold() {
        let mut entries = vec![entry(1, Hash::NONE), entry(2, Hash::NONE), entry(3, Hash::NONE)];
        entries[2].what = What::Withdrawn;
        entries[2].withdraws = Some(1);
        let numbers: Vec<_> = standing(&entries).iter().map(|entry| entry.number).collect();
        assert_eq!(numbers, [2]);
    }
}
