//! Clients that were entered twice: how they are recognised, and what is left of two.

use std::collections::BTreeMap;

use super::Client;
use crate::{ClientId, Refusal, text};

/// Words for the legal form at the end of a Latin name; they tell no client from another.
const FORMS: [&str; 15] = [
    "ag",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "incorporated",
    "limited",
    "llc",
    "ltd",
    "plc",
    "pte",
    "sa",
];

/// Endings for the legal form of a Chinese name, the longest first.
const ENDINGS: [&str; 4] = ["股份有限公司", "有限责任公司", "有限公司", "公司"];

/// A name without case, width, spaces, punctuation and legal form: equal for what is one client.
#[must_use]
pub fn plain_name(name: &str) -> String {
    let folded: String = name.chars().map(half_width).flat_map(char::to_lowercase).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && words.last().is_some_and(|word| FORMS.contains(word)) {
        words.pop();
    }
    let joined = words.concat();
    let shorter = ENDINGS.iter().find_map(|ending| joined.strip_suffix(ending));
    shorter.filter(|rest| !rest.is_empty()).unwrap_or(&joined).to_owned()
}

/// The clients of equal plain names, two or more at a time, in the order of these names.
pub fn duplicates<'a>(clients: impl Iterator<Item = &'a Client>) -> Vec<Vec<ClientId>> {
    let mut found: BTreeMap<String, Vec<ClientId>> = BTreeMap::new();
    for client in clients {
        found.entry(plain_name(&client.name)).or_default().push(client.id);
    }
    found.into_values().filter(|alike| alike.len() > 1).collect()
}

/// What is known of two clients that are one: what was said of the one that stays holds, the notes
/// stand below each other, and it belongs to the demo only if both did.
///
/// # Errors
/// `Malformed` for one and the same client, `TextTooLong` for two long notes.
pub fn merged(stays: &Client, goes: &Client) -> Result<Client, Refusal> {
    if stays.id == goes.id {
        return Err(Refusal::Malformed);
    }
    let notes = [stays.note.as_str(), goes.note.as_str()];
    let notes: Vec<&str> = notes.into_iter().filter(|note| !note.is_empty()).collect();
    Ok(Client {
        tier: stays.tier.or(goes.tier),
        note: text::note(&notes.join("\n\n"))?,
        is_demo: stays.is_demo && goes.is_demo,
        ..stays.clone()
    })
}

/// A full-width letter, digit or sign in its usual width.
fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::{ClientKind, ClientStage, Tier};

    fn client(number: u64, name: &str) -> Client {
        Client {
            id: ClientId::new(number, [0; 10]),
            name: name.to_owned(),
            kind: ClientKind::Company,
            stage: ClientStage::Active,
            tier: None,
            note: String::new(),
            is_demo: false,
            version: 1,
        }
    }

    #[test]
    fn one_client_has_one_plain_name() {
        for (one, other) in [
            ("恒川物流有限公司", "恒川物流"),
            ("恒川物流股份有限公司", " 恒川 物流（公司）"),
            ("Harbour Trade Co., Ltd.", "harbour trade"),
            ("ＡＢＣ　Limited", "abc"),
        ] {
            assert_eq!(plain_name(one), plain_name(other), "{one}");
        }
        for (one, other) in [("Zinc", "Z"), ("恒川物流", "恒川贸易"), ("公司", "")] {
            assert_ne!(plain_name(one), plain_name(other), "{one}");
        }
    }

    #[test]
    fn duplicates_come_in_groups() {
        let clients = [client(1, "B"), client(2, "A Ltd"), client(3, "a"), client(4, "C")];
        assert_eq!(duplicates(clients.iter()), [vec![clients[1].id, clients[2].id]]);
    }

    #[test]
    fn of_two_clients_nothing_that_was_said_is_lost() {
        let stays = Client { note: "one".to_owned(), is_demo: true, ..client(1, "A") };
        let goes = Client { note: "two".to_owned(), tier: Some(Tier::B), ..client(2, "A Ltd") };
        let left = merged(&stays, &goes).unwrap();
        assert_eq!((left.name.as_str(), left.note.as_str()), ("A", "one\n\ntwo"));
        assert_eq!((left.tier, left.is_demo), (Some(Tier::B), false));
        assert_eq!(merged(&stays, &stays), Err(Refusal::Malformed));
    }
}
