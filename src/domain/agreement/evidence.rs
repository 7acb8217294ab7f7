//! The evidence of a project: every record that was decided about and the chain of decisions, in a
//! form that proves itself without the server.
//!
//! It travels as one HTML document that people read. The same evidence stands in it as JSON, and
//! the document's last line is the SHA-256 of every byte before it. That line finds accidents: no
//! key is needed to write it anew. What people read is proved by drawing the document once more
//! from the JSON, the JSON by its own hashes, and all of it by a hash that stands on a receipt.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::chain::{self, Broken, Entry, Sealed, What};
use super::{Content, Hash, Label, Method, SubjectKind, Value};
use crate::RecordId;
use crate::time::Timestamp;

/// What this version of the program writes: decisions name what the person was told and the link by
/// which the person came.
pub const FORMAT: &str = "accord evidence 2";
/// What it understands beside that: the same without those two.
const OLDER_FORMAT: &str = "accord evidence 1";
/// Where the JSON begins in the document. Nothing that people wrote can read like it: their `<` is
/// escaped everywhere.
const SCRIPT: &str = r#"<script type="application/json" id="accord-evidence">"#;
/// How the last line begins.
const SEAL: &str = "<!-- accord-evidence sha-256 ";
const STROKES: &str = "accord strokes 1";

/// Everything that was agreed in a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// `FORMAT`, or that of an older version.
    pub format: String,
    /// The version of the program that drew the document.
    #[serde(default)]
    pub program: String,
    /// The project.
    pub project: EvidenceProject,
    /// Who works.
    pub supplier: String,
    /// For whom; empty in a copy that the client made.
    pub client: String,
    /// When this copy was made.
    pub made_at: Timestamp,
    /// What was decided about, in the order of the first decision about each.
    pub records: Vec<EvidenceRecord>,
    /// The chain of decisions from its beginning.
    pub decisions: Vec<Sealed>,
    /// The signatures on the glass.
    pub signatures: Vec<EvidenceSignature>,
    /// The files that records and decisions name.
    pub files: Vec<EvidenceFile>,
}

/// The project that evidence is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceProject {
    /// Which.
    pub id: Uuid,
    /// The first part of its tasks' keys.
    pub key: String,
    /// Full name.
    pub name: String,
}

/// A version of a subject as it was put before somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceRecord {
    /// Which.
    pub id: RecordId,
    /// Of what sort of thing.
    pub kind: SubjectKind,
    /// Of which.
    pub subject: Uuid,
    /// Its version as people count.
    pub number: i32,
    /// The canonical form of its content, word for word.
    pub content: String,
    /// The hash over that.
    pub hash: Hash,
}

/// A signature on the glass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceSignature {
    /// The number of the decision that it belongs to.
    pub decision: i64,
    /// The strokes as JSON, word for word.
    pub strokes: String,
}

/// A file that was decided about, or the paper of a decision; the file itself is kept elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceFile {
    /// Its fingerprint.
    pub hash: Hash,
    /// What it is called: its line in the record, or the number of the decision on paper.
    pub name: String,
}

/// What evidence that holds says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The decisions in their order.
    pub entries: Vec<Entry>,
    /// What each record says, in the order of the records.
    pub contents: Vec<Content>,
}

/// Why evidence does not hold. Records are counted from 1, decisions by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file holds no evidence.
    NoEvidence,
    /// The file was changed after it was made: its last line does not fit.
    Seal,
    /// The evidence in it cannot be read.
    Unreadable,
    /// It was written in another format.
    Format,
    /// What a record says was changed.
    Record(u32),
    /// Nobody decided about a record.
    Surplus(u32),
    /// The chain of decisions is broken.
    Chain(Broken),
    /// A decision belongs to another project.
    Project(i64),
    /// What a decision is about is missing.
    Content(i64),
    /// A decision's signature is missing, or another one.
    Signature(i64),
    /// A decision names another title than what it is about, or an option that is not in it.
    Said(i64),
    /// A decision takes back what does not stand, or something else.
    Withdrawal(i64),
    /// The files are not those that records and decisions name.
    Files,
    /// What the document shows is not what the evidence in it says.
    Document,
    /// Another version of the program drew the document: it cannot be compared with the evidence.
    Program,
}

/// The hash that a decision names of its signature on the glass.
#[must_use]
pub fn strokes_hash(strokes: &str) -> Hash {
    Hash::of(STROKES, strokes.as_bytes())
}

/// The files that contents name by their fingerprints, and the papers of decisions.
#[must_use]
pub fn files_of(contents: &[Content], entries: &[Entry]) -> Vec<EvidenceFile> {
    let lines = contents.iter().flat_map(|content| &content.parts).flat_map(|part| &part.lines);
    let of_line = lines.flat_map(|line| {
        let named = line.facts.iter().filter_map(|fact| match (fact.label, &fact.value) {
            (Label::Fingerprint, Value::Hash(hash)) => Some(*hash),
            _ => None,
        });
        named.map(move |hash| EvidenceFile { hash, name: line.text.clone() })
    });
    let papers = entries.iter().filter(|entry| is_signed_by(entry, Method::Paper));
    let papers = papers
        .filter_map(|entry| entry.signature.map(|hash| EvidenceFile { hash, name: entry.name() }));
    let mut files: Vec<EvidenceFile> = Vec::new();
    for file in of_line.chain(papers) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}

/// Proves evidence: that each record says what its hash says, that the chain is whole, and that
/// each decision is about a record in it and signed as it says.
///
/// # Errors
/// The first fault.
pub fn verify(evidence: &Evidence) -> Result<Proof, Fault> {
    if ![FORMAT, OLDER_FORMAT].contains(&evidence.format.as_str()) {
        return Err(Fault::Format);
    }
    let mut contents: Vec<Content> = Vec::with_capacity(evidence.records.len());
    for (number, record) in (1..).zip(&evidence.records) {
        if Content::hash_of(&record.content) != record.hash {
            return Err(Fault::Record(number));
        }
        let content = serde_json::from_str(&record.content);
        contents.push(content.map_err(|_| Fault::Record(number))?);
    }
    let entries = chain::verify(&evidence.decisions).map_err(Fault::Chain)?;
    for (place, entry) in entries.iter().enumerate() {
        verify_entry(evidence, &contents, entry)?;
        verify_withdrawal(&entries[..place], entry)?;
    }
    let is_decided = |record: &EvidenceRecord| entries.iter().any(|entry| is_about(entry, record));
    for (number, record) in (1..).zip(&evidence.records) {
        if !is_decided(record) {
            return Err(Fault::Surplus(number));
        }
    }
    let is_signed = |signature: &EvidenceSignature| {
        let mut signed = entries.iter().filter(|entry| is_signed_by(entry, Method::Glass));
        signed.any(|entry| entry.number == signature.decision)
    };
    if let Some(signature) = evidence.signatures.iter().find(|&signature| !is_signed(signature)) {
        return Err(Fault::Signature(signature.decision));
    }
    if evidence.files != files_of(&contents, &entries) {
        return Err(Fault::Files);
    }
    Ok(Proof { entries, contents })
}

fn verify_entry(evidence: &Evidence, contents: &[Content], entry: &Entry) -> Result<(), Fault> {
    if entry.project != evidence.project.id {
        return Err(Fault::Project(entry.number));
    }
    let mut records = evidence.records.iter().zip(contents);
    let Some((_, content)) = records.find(|(record, _)| is_about(entry, record)) else {
        return Err(Fault::Content(entry.number));
    };
    let is_known = |key: &String| content.option_named(key).is_some();
    if entry.title != content.title || !entry.option.as_ref().is_none_or(is_known) {
        return Err(Fault::Said(entry.number));
    }
    let is_by_hand = matches!(entry.method, Method::Glass | Method::Paper);
    if is_by_hand && entry.what != What::Withdrawn && entry.signature.is_none() {
        return Err(Fault::Signature(entry.number));
    }
    if is_signed_by(entry, Method::Glass) {
        let mut signatures = evidence.signatures.iter();
        let signature = signatures.find(|signature| signature.decision == entry.number);
        let hash = signature.map(|signature| strokes_hash(&signature.strokes));
        if hash != entry.signature {
            return Err(Fault::Signature(entry.number));
        }
    }
    Ok(())
}

/// A withdrawal names a decision about the same version that stood until then; nothing else takes
/// anything back.
fn verify_withdrawal(before: &[Entry], entry: &Entry) -> Result<(), Fault> {
    let place = |of: &Entry| (of.kind, of.subject, of.version, of.content);
    let is_taken = |number: i64| {
        let mut standing = chain::standing(before).into_iter();
        standing.any(|other| other.number == number && place(other) == place(entry))
    };
    let is_sound = match (entry.what, entry.withdraws) {
        (What::Withdrawn, Some(number)) => is_taken(number),
        (What::Agreed | What::Conditional | What::Returned, None) => true,
        (What::Withdrawn, None) | (What::Agreed | What::Conditional | What::Returned, Some(_)) => {
            false
        }
    };
    if is_sound { Ok(()) } else { Err(Fault::Withdrawal(entry.number)) }
}

fn is_about(entry: &Entry, record: &EvidenceRecord) -> bool {
    let place = (entry.kind, entry.subject, entry.version, entry.content);
    place == (record.kind, record.subject, record.number, record.hash)
}

/// A decision that is taken back is not signed again.
fn is_signed_by(entry: &Entry, method: Method) -> bool {
    entry.method == method && entry.signature.is_some() && entry.what != What::Withdrawn
}

impl Evidence {
    /// The element that carries the evidence through the document.
    #[must_use]
    pub fn element(&self) -> String {
        let json = serde_json::to_string(self).expect("strings, numbers and ids can be written");
        // In JSON a `<` stands in strings only, where this says the same.
        let json = json.replace('<', "\\u003c");
        format!("{SCRIPT}{json}</script>")
    }

    /// Reads a sealed document. JSON without its document is not taken: nothing would tell whether
    /// a byte of it was changed that its hashes do not cover.
    ///
    /// # Errors
    /// `NoEvidence`, `Seal` and `Unreadable`.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let text = std::str::from_utf8(bytes).map_err(|_| Fault::Seal)?;
        let json = embedded(unsealed(text)?)?;
        serde_json::from_str(json).map_err(|_| Fault::Unreadable)
    }
}

/// The document with its last line.
#[must_use]
pub fn seal(document: &str) -> String {
    let document = format!("{}\n", document.trim_end());
    let last = last_line(&document);
    document + &last
}

fn last_line(document: &str) -> String {
    format!("{SEAL}{} -->\n", Hash(Sha256::digest(document.as_bytes()).into()))
}

/// The document without its last line, if that fits byte for byte.
fn unsealed(text: &str) -> Result<&str, Fault> {
    let at = text.rfind(SEAL).ok_or(Fault::NoEvidence)?;
    let (document, last) = text.split_at(at);
    if last == last_line(document) { Ok(document) } else { Err(Fault::Seal) }
}

fn embedded(document: &str) -> Result<&str, Fault> {
    let (_, rest) = document.split_once(SCRIPT).ok_or(Fault::NoEvidence)?;
    rest.split_once('<').map(|(json, _)| json).ok_or(Fault::Unreadable)
}

#[cfg(test)]
mod tests;
