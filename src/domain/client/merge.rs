//! Clients and contacts that were entered twice: how they are recognised, and what is left of two.

use std::collections::BTreeMap;

use super::{Client, Contact};
use crate::{ClientId, ContactId, Refusal, text};

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

/// The contacts of one client that look alike, two at a time: by their name or by their address.
#[must_use]
pub fn alike_contacts(contacts: &[Contact]) -> Vec<(ContactId, ContactId)> {
    let mut found = Vec::new();
    for (place, one) in contacts.iter().enumerate() {
        let others = contacts[place + 1..].iter().filter(|other| is_alike(one, other));
        found.extend(others.map(|other| (one.id, other.id)));
    }
    found
}

fn is_alike(one: &Contact, other: &Contact) -> bool {
    let has_one_address = !one.email.is_empty() && one.email.eq_ignore_ascii_case(&other.email);
    has_one_address || plain_name(&one.name) == plain_name(&other.name)
}

/// What is known of two contacts that are one person: what was said of the one that stays holds,
/// and what is missing there comes from the other. `is_asked` tells whether a request for a
/// decision waits for the one that goes.
///
/// # Errors
/// `Malformed` for one and the same contact, `OtherClient`, `CannotTakeOver` where the one that
/// stays may not decide what the other is asked.
pub fn merged_contacts(
    stays: &Contact,
    goes: &Contact,
    is_asked: bool,
) -> Result<Contact, Refusal> {
    if stays.id == goes.id {
        return Err(Refusal::Malformed);
    }
    if stays.client != goes.client {
        return Err(Refusal::OtherClient);
    }
    if is_asked && !stays.role.may_decide() {
        return Err(Refusal::CannotTakeOver);
    }
    let known = |of: fn(&Contact) -> &String| {
        let (one, other) = (of(stays), of(goes));
        if one.is_empty() { other.clone() } else { one.clone() }
    };
    Ok(Contact {
        title: known(|contact| &contact.title),
        email: known(|contact| &contact.email),
        phone: known(|contact| &contact.phone),
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
    use crate::client::{ClientKind, ClientStage, ContactRole, Tier};

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

    fn contact(number: u64, name: &str, email: &str) -> Contact {
        Contact {
            id: ContactId::new(number, [0; 10]),
            client: ClientId::new(1, [0; 10]),
            name: name.to_owned(),
            title: String::new(),
            email: email.to_owned(),
            phone: String::new(),
            role: ContactRole::Collaborator,
            version: 1,
        }
    }

    #[test]
    fn one_person_has_one_name_or_one_address() {
        let people = [
            contact(1, "Mei Chen", "mei@example.org"),
            contact(2, "mei  chen", ""),
            contact(3, "M. Chen", "Mei@Example.org"),
            contact(4, "Liu Na", ""),
        ];
        let [first, second, third, _] = &people;
        let pairs = [(first.id, second.id), (first.id, third.id)];
        assert_eq!(alike_contacts(&people), pairs);
    }

    #[test]
    fn of_two_contacts_the_one_that_stays_is_filled_up() {
        let stays = contact(1, "Mei Chen", "");
        let mut goes = contact(2, "M. Chen", "mei@example.org");
        (goes.title, goes.role) = ("Lead".to_owned(), ContactRole::Approver);
        let left = merged_contacts(&stays, &goes, false).unwrap();
        assert_eq!((left.name.as_str(), left.email.as_str()), ("Mei Chen", "mei@example.org"));
        assert_eq!((left.title.as_str(), left.role), ("Lead", ContactRole::Collaborator));
        assert_eq!(merged_contacts(&stays, &goes, true), Err(Refusal::CannotTakeOver));
        assert!(merged_contacts(&goes, &stays, true).is_ok());
        assert_eq!(merged_contacts(&stays, &stays, false), Err(Refusal::Malformed));
        let foreign = Contact { client: ClientId::new(9, [0; 10]), ..goes };
        assert_eq!(merged_contacts(&stays, &foreign, false), Err(Refusal::OtherClient));
    }
}
