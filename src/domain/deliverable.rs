//! Deliverables: what the client gets, in versions, with the criteria by which it is accepted.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::agreement::{Content, Heading, Label, Line, Value, What};
use crate::file::File;
use crate::time::{FIRST_DAY, LAST_DAY, Timestamp};
use crate::{DeliverableId, DeliverableVersionId, FileId, ProjectId, Refusal, UserId, text};

/// Most criteria of a deliverable.
pub const CRITERIA_MAX: u32 = 50;
/// Longest address, in characters.
const LINK_MAX: usize = 2_000;

/// A line by which a deliverable is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// What it keeps however it is worded: differences go by it.
    pub key: Uuid,
    /// What must be so.
    pub text: String,
}

/// Something that the client gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliverable {
    /// Which.
    pub id: DeliverableId,
    /// In which project.
    pub project: ProjectId,
    /// What it is called.
    pub title: String,
    /// What it is, for the client to read; possibly empty.
    pub note: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Who sees to it.
    pub owner: Option<UserId>,
    /// By what it is accepted.
    pub criteria: Vec<Criterion>,
    /// Whether the client sees it.
    pub is_client_visible: bool,
    /// Counts edits of this row.
    pub version: i32,
}

/// What a person types about a deliverable; checked before it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliverableDraft {
    /// What it is called.
    pub title: String,
    /// What it is.
    pub note: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Who sees to it.
    pub owner: Option<UserId>,
    /// By what it is accepted.
    pub criteria: Vec<Criterion>,
}

/// A version of a deliverable; never changed once it is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Which.
    pub id: DeliverableVersionId,
    /// Of what.
    pub deliverable: DeliverableId,
    /// Its number as people count, from 1.
    pub number: i32,
    /// Its file.
    pub file: Option<File>,
    /// Its address elsewhere, which the program never opens.
    pub link: Option<String>,
    /// What is new in it; internal, possibly empty.
    pub comment: String,
    /// Whether the client sees it.
    pub is_client_visible: bool,
    /// Who added it, as far as still known.
    pub by: Option<UserId>,
    /// When.
    pub at: Timestamp,
}

/// What a person adds as a version; checked before it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionDraft {
    /// A file of the project.
    pub file: Option<FileId>,
    /// An address elsewhere; empty is none.
    pub link: String,
    /// What is new in it, possibly empty.
    pub comment: String,
}

/// How a deliverable stands with the client, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acceptance {
    /// The client was not asked.
    Open,
    /// A request waits for the client.
    Waiting,
    /// The client agreed.
    Accepted,
    /// The client agreed with conditions.
    Conditional,
    /// The client agreed to something that has changed since.
    Changed,
    /// The client returned it.
    Returned,
}

impl Acceptance {
    /// The standing that follows from the last decision, whether it is still about what is there,
    /// and whether a request waits.
    #[must_use]
    pub const fn of(last: Option<(What, bool)>, is_waiting: bool) -> Self {
        match last {
            _ if is_waiting => Self::Waiting,
            None | Some((What::Withdrawn, _)) => Self::Open,
            Some((What::Returned, _)) => Self::Returned,
            Some((What::Agreed | What::Conditional, false)) => Self::Changed,
            Some((What::Agreed, true)) => Self::Accepted,
            Some((What::Conditional, true)) => Self::Conditional,
        }
    }
}

impl DeliverableDraft {
    /// The draft as it will be kept.
    ///
    /// # Errors
    /// What `text::name` and `text::note` refuse; `DateOutOfRange`; `TooMany` criteria; `EmptyName`
    /// for a criterion without words, `Malformed` for two with one key.
    pub fn checked(self) -> Result<Self, Refusal> {
        if self.criteria.len() > CRITERIA_MAX as usize {
            return Err(Refusal::TooMany { max: CRITERIA_MAX });
        }
        if self.due.is_some_and(|due| !(FIRST_DAY..=LAST_DAY).contains(&due)) {
            return Err(Refusal::DateOutOfRange);
        }
        let keys: BTreeSet<Uuid> = self.criteria.iter().map(|criterion| criterion.key).collect();
        if keys.len() != self.criteria.len() {
            return Err(Refusal::Malformed);
        }
        let criteria = self.criteria.into_iter().map(Criterion::checked);
        Ok(Self {
            title: text::name(&self.title)?,
            note: text::note(self.note.trim())?,
            due: self.due,
            owner: self.owner,
            criteria: criteria.collect::<Result<_, _>>()?,
        })
    }
}

impl Criterion {
    fn checked(self) -> Result<Self, Refusal> {
        let text = text::note(self.text.trim())?;
        if text.is_empty() {
            return Err(Refusal::EmptyName);
        }
        Ok(Self { text, ..self })
    }
}

impl VersionDraft {
    /// The draft as it will be kept.
    ///
    /// # Errors
    /// `VersionEmpty`, `LinkForm`, and what `text::note` refuses.
    pub fn checked(self) -> Result<Self, Refusal> {
        let link = match self.link.trim() {
            "" => String::new(),
            typed => link(typed)?,
        };
        if self.file.is_none() && link.is_empty() {
            return Err(Refusal::VersionEmpty);
        }
        Ok(Self { file: self.file, link, comment: text::note(self.comment.trim())? })
    }
}

/// An address as it will be kept: http or https, and no way to hide where it leads.
///
/// # Errors
/// `LinkForm`.
pub fn link(typed: &str) -> Result<String, Refusal> {
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || text::is_deceptive(c);
    let lower = typed.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or("");
    let is_address = !host.is_empty() && !host.contains(['@', '\\']);
    let is_plain = !typed.chars().any(|c| is_odd(c) || matches!(c, '"' | '<' | '>'));
    if is_address && is_plain && typed.chars().count() <= LINK_MAX {
        return Ok(typed.to_owned());
    }
    Err(Refusal::LinkForm)
}

/// The newest version that the client sees.
#[must_use]
pub fn newest_visible(versions: &[Version]) -> Option<&Version> {
    let visible = versions.iter().filter(|version| version.is_client_visible);
    visible.max_by_key(|version| version.number)
}

/// What a deliverable says to the client; `newest` is the newest version that the client sees.
/// Nothing when the client sees none.
#[must_use]
pub fn content(deliverable: &Deliverable, newest: Option<&Version>) -> Option<Content> {
    let newest = newest.filter(|_| deliverable.is_client_visible)?;
    let mut content = Content { title: deliverable.title.clone(), ..Content::default() };
    content.push(Heading::Summary, summary(deliverable));
    content.push(Heading::Files, lines_of(deliverable, newest));
    let line = |criterion: &Criterion| Line::new(criterion.key.to_string(), &criterion.text);
    content.push(Heading::Criteria, deliverable.criteria.iter().map(line).collect());
    Some(content)
}

fn summary(deliverable: &Deliverable) -> Vec<Line> {
    let Deliverable { title, note, due, .. } = deliverable;
    let line = Line::new("note", if note.is_empty() { title } else { note });
    match due {
        Some(due) => vec![line.fact(Label::Due, Value::Day(*due))],
        None if note.is_empty() => Vec::new(),
        None => vec![line],
    }
}

/// The file and the address of a version; their keys stay, so that a newer version reads as a
/// change of the same lines.
fn lines_of(deliverable: &Deliverable, version: &Version) -> Vec<Line> {
    let number = Value::Number(version.number.into());
    let of_file = |file: &File| {
        Line::new("file", &file.name)
            .fact(Label::Version, number.clone())
            .fact(Label::Size, Value::Bytes(file.size))
            .words(Label::FileType, &file.media_type.word(&file.name))
            .fact(Label::Fingerprint, Value::Hash(file.hash))
    };
    let of_link = |link: &String| {
        Line::new("link", &deliverable.title)
            .fact(Label::Version, number.clone())
            .words(Label::Address, link)
    };
    let file = version.file.as_ref().map(of_file);
    file.into_iter().chain(version.link.as_ref().map(of_link)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::{Difference, Hash};
    use crate::file::{MediaType, Uploader};

    fn deliverable() -> Deliverable {
        Deliverable {
            id: DeliverableId(Uuid::from_u128(1)),
            project: ProjectId(Uuid::from_u128(2)),
            title: "Handbook".to_owned(),
            note: String::new(),
            due: NaiveDate::from_ymd_opt(2026, 5, 20),
            owner: None,
            criteria: vec![Criterion { key: Uuid::from_u128(3), text: "Reviewed".to_owned() }],
            is_client_visible: true,
            version: 1,
        }
    }

    fn version(number: i32, is_client_visible: bool) -> Version {
        let file = File {
            id: FileId(Uuid::from_u128(4)),
            project: ProjectId(Uuid::from_u128(2)),
            name: format!("handbook-{number}.pdf"),
            media_type: MediaType::Pdf,
            size: 1_000,
            hash: Hash([7; 32]),
            is_client_visible,
            by: Uploader::User(UserId(Uuid::nil())),
            by_name: "internal".to_owned(),
            at: Timestamp(0),
        };
        Version {
            id: DeliverableVersionId(Uuid::from_u128(10)),
            deliverable: DeliverableId(Uuid::from_u128(1)),
            number,
            file: Some(file),
            link: Some("https://drive.example/x".to_owned()),
            comment: "internal".to_owned(),
            is_client_visible,
            by: None,
            at: Timestamp(0),
        }
    }

    #[test]
    fn the_client_reads_the_newest_version_that_was_published() {
        let versions = [version(3, false), version(2, true), version(1, true)];
        let newest = newest_visible(&versions);
        assert_eq!(newest.map(|version| version.number), Some(2));
        let found = content(&deliverable(), newest).unwrap();
        assert_eq!(found.parts.len(), 3);
        assert_eq!(crate::portal::delivered_version(&found), Some(2));
        let text = found.canonical();
        assert!(text.contains("handbook-2.pdf") && text.contains("drive.example"));
        assert!(!text.contains("internal") && !text.contains("handbook-3"));
    }

    #[test]
    fn what_is_hidden_has_no_content() {
        let hidden = Deliverable { is_client_visible: false, ..deliverable() };
        assert_eq!(content(&hidden, Some(&version(1, true))), None);
        assert_eq!(content(&deliverable(), None), None);
        assert_eq!(newest_visible(&[version(1, false)]), None);
    }

    #[test]
    fn a_newer_version_changes_the_same_lines() {
        let [one, two] = [1, 2].map(|number| version(number, true));
        let before = content(&deliverable(), Some(&one)).unwrap();
        let now = content(&deliverable(), Some(&two)).unwrap();
        let difference = Difference::between(&before, &now);
        // The file and the address, each with another number; date and criterion read as before.
        assert_eq!((difference.count(), difference.same), (2, 2));
    }

    #[test]
    fn addresses_lead_where_they_say() {
        for good in ["https://drive.example/a?b=c#d", "http://10.0.0.1:8080", "HTTPS://例子.cn/"]
        {
            assert_eq!(link(good), Ok(good.to_owned()));
        }
        for bad in [
            "javascript:alert(1)",
            "ftp://a.example",
            "https://",
            "https:///path",
            "https://bank.example@evil.example/",
            "https://a.example/\u{202e}x",
            "https://a.example/ x",
            "//a.example",
        ] {
            assert_eq!(link(bad), Err(Refusal::LinkForm), "{bad:?}");
        }
        assert_eq!(link(&format!("https://a/{}", "x".repeat(2_000))), Err(Refusal::LinkForm));
    }

    #[test]
    fn drafts_are_checked() {
        let key = Uuid::from_u128(1);
        let criterion = |text: &str| Criterion { key, text: text.to_owned() };
        let draft = |criteria| DeliverableDraft {
            title: " Handbook ".to_owned(),
            criteria,
            ..DeliverableDraft::default()
        };
        let kept = draft(vec![criterion(" Reviewed ")]).checked().unwrap();
        assert_eq!((kept.title.as_str(), kept.criteria[0].text.as_str()), ("Handbook", "Reviewed"));
        assert_eq!(draft(vec![criterion(" ")]).checked(), Err(Refusal::EmptyName));
        let twice = draft(vec![criterion("a"), criterion("b")]).checked();
        assert_eq!(twice, Err(Refusal::Malformed));
        assert_eq!(VersionDraft::default().checked(), Err(Refusal::VersionEmpty));
        let link = VersionDraft { link: " https://a.example ".to_owned(), ..Default::default() };
        assert_eq!(link.checked().map(|kept| kept.link), Ok("https://a.example".to_owned()));
    }

    #[test]
    fn the_last_decision_says_how_it_stands() {
        for (last, is_waiting, expected) in [
            (None, false, Acceptance::Open),
            (None, true, Acceptance::Waiting),
            (Some((What::Agreed, true)), false, Acceptance::Accepted),
            (Some((What::Agreed, false)), false, Acceptance::Changed),
            (Some((What::Conditional, true)), false, Acceptance::Conditional),
            (Some((What::Returned, false)), false, Acceptance::Returned),
            (Some((What::Returned, true)), true, Acceptance::Waiting),
        ] {
            assert_eq!(Acceptance::of(last, is_waiting), expected);
        }
    }
}
