//! Contacts from files: vCards are read here, tables by the server; both become cards.

mod vcard;

use serde::{Deserialize, Serialize};

use super::{Contact, ContactDraft};
use crate::Refusal;

pub use vcard::{is_vcard, read_vcards};

/// Most contacts that one file may bring.
pub const CARDS_MAX: usize = 1000;
/// Longest piece of a bad value that is repeated to the person, in characters.
const SHOWN_MAX: usize = 60;

/// A contact as a file has it, already checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// What the file says of the person.
    pub draft: ContactDraft,
}

/// A file of contacts: what would be kept, and what is known already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardFile {
    /// Contacts that are new, in the file's order.
    pub fresh: Vec<Card>,
    /// Contacts that this client has already, or that the file names twice.
    pub known: Vec<Card>,
    /// Whether the new ones have been kept.
    pub is_saved: bool,
}

/// Why no contact can be taken from a file; nothing is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[error("{self:?}")]
pub enum CardRefusal {
    /// The file holds no contact.
    Empty,
    /// The file is larger than is taken.
    TooLarge {
        /// The largest size, in megabytes.
        max_mb: u32,
    },
    /// More contacts than are taken at once.
    TooMany {
        /// The most.
        max: u32,
    },
    /// Text that is neither UTF-8, UTF-16 nor GB18030.
    Encoding {
        /// Line from 1.
        line: u32,
    },
    /// A table without a column for names.
    NoNameColumn {
        /// The headings that were found.
        found: Vec<String>,
    },
    /// A line that belongs to no card.
    NotACard {
        /// Line from 1.
        line: u32,
    },
    /// A card of another version than 3.0 or 4.0.
    Version {
        /// Line from 1.
        line: u32,
        /// The version.
        version: String,
    },
    /// A card that is never ended.
    Unfinished {
        /// The line on which it begins, from 1.
        line: u32,
    },
    /// A contact without a name.
    NoName {
        /// Line from 1.
        line: u32,
    },
    /// A value that cannot be kept.
    Value {
        /// Line from 1.
        line: u32,
        /// The value, cut to a readable length.
        value: String,
        /// Why not.
        reason: Refusal,
    },
}

/// A contact of a file as it would be kept.
///
/// # Errors
/// `NoName`, `Value`.
pub fn checked(line: u32, draft: ContactDraft) -> Result<Card, CardRefusal> {
    if draft.name.trim().is_empty() {
        return Err(CardRefusal::NoName { line });
    }
    let said = draft.clone();
    draft.checked().map(|draft| Card { line, draft }).map_err(|reason| {
        let value = match reason {
            Refusal::NotAnEmail => &said.email,
            _ => [&said.name, &said.title, &said.phone]
                .into_iter()
                .max_by_key(|text| text.len())
                .unwrap_or(&said.name),
        };
        CardRefusal::Value { line, value: shown(value), reason }
    })
}

/// Parts the contacts that a client has already, or that come twice, from those that are new. A
/// contact is known by its mail address, and without one by its name.
#[must_use]
pub fn sorted_out(cards: Vec<Card>, contacts: &[Contact]) -> CardFile {
    let key = |name: &str, email: &str| match email {
        "" => name.to_lowercase(),
        email => email.to_owned(),
    };
    let mut seen: Vec<String> =
        contacts.iter().flat_map(|one| [key(&one.name, ""), key(&one.name, &one.email)]).collect();
    let (mut fresh, mut known) = (Vec::new(), Vec::new());
    for card in cards {
        let its = key(&card.draft.name, &card.draft.email);
        if seen.contains(&its) {
            known.push(card);
        } else {
            seen.push(its);
            fresh.push(card);
        }
    }
    CardFile { fresh, known, is_saved: false }
}

/// The refusal of a file with too many contacts.
#[must_use]
pub fn too_many() -> CardRefusal {
    CardRefusal::TooMany { max: u32::try_from(CARDS_MAX).unwrap_or(u32::MAX) }
}

/// As much of a value as helps to find it.
#[must_use]
pub fn shown(value: &str) -> String {
    let value = value.trim();
    match value.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::ContactRole;
    use crate::{ClientId, ContactId};

    #[test]
    fn whom_the_client_has_already_is_not_entered_again() {
        let draft = |name: &str, email: &str| ContactDraft {
            name: name.to_owned(),
            title: String::new(),
            email: email.to_owned(),
            phone: String::new(),
            role: ContactRole::Observer,
        };
        let known = Contact {
            id: ContactId::new(1, [0; 10]),
            client: ClientId::new(1, [0; 10]),
            name: "Zhao Mingqi".to_owned(),
            title: String::new(),
            email: "zhao@example.org".to_owned(),
            phone: String::new(),
            role: ContactRole::Approver,
            version: 1,
        };
        let cards = [
            draft("Z. M.", "zhao@example.org"),
            draft("zhao mingqi", ""),
            draft("Sun Ke", ""),
            draft("sun ke", ""),
            draft("Sun Ke", "sun@example.org"),
        ];
        let cards = (1..).zip(cards).map(|(line, draft)| Card { line, draft }).collect();
        let file = sorted_out(cards, &[known]);
        let lines = |cards: &[Card]| cards.iter().map(|card| card.line).collect::<Vec<_>>();
        assert_eq!((lines(&file.fresh), lines(&file.known)), (vec![3, 5], vec![1, 2, 4]));
    }
}
