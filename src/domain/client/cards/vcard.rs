//! vCards 3.0 and 4.0 (RFC 2426, RFC 6350): folded lines, parameters, escaped signs.

use super::{CARDS_MAX, Card, CardRefusal, checked, shown, too_many};
use crate::Refusal;
use crate::client::{ContactDraft, ContactRole};

/// A property of a card: its name in capitals, its value as written, whether it is preferred.
struct Property<'a> {
    line: u32,
    name: String,
    value: &'a str,
    is_preferred: bool,
}

/// What is known of a person while the card is read.
#[derive(Default)]
struct Person {
    line: u32,
    full: String,
    parts: String,
    title: String,
    email: Said,
    phone: Said,
}

/// The first value of a kind, or the preferred one.
#[derive(Default)]
struct Said {
    line: u32,
    value: String,
    is_preferred: bool,
}

impl Said {
    fn hear(&mut self, property: &Property, value: String) {
        if self.value.is_empty() || property.is_preferred && !self.is_preferred {
            let (line, is_preferred) = (property.line, property.is_preferred);
            *self = Self { line, value, is_preferred };
        }
    }
}

/// Whether a text is one of vCards.
#[must_use]
pub fn is_vcard(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty());
    first.is_some_and(|line| line.eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// Reads the contacts of a file of vCards.
///
/// # Errors
/// The first line that cannot be read, and why.
pub fn read_vcards(text: &str) -> Result<Vec<Card>, CardRefusal> {
    let mut cards = Vec::new();
    let mut open: Option<Person> = None;
    for (line, written) in unfolded(text) {
        if written.trim().is_empty() {
            continue;
        }
        let property = property(line, &written).ok_or(CardRefusal::NotACard { line })?;
        let is_card = property.value.trim().eq_ignore_ascii_case("VCARD");
        match property.name.as_str() {
            "BEGIN" if is_card && open.is_none() => {
                open = Some(Person { line, ..Person::default() });
            }
            "END" if is_card && open.is_some() => {
                if cards.len() == CARDS_MAX {
                    return Err(too_many());
                }
                cards.extend(open.take().map(card).transpose()?);
            }
            name => match &mut open {
                Some(person) if name == "BEGIN" => {
                    return Err(CardRefusal::Unfinished { line: person.line });
                }
                Some(person) => note(person, &property)?,
                None => return Err(CardRefusal::NotACard { line }),
            },
        }
    }
    match open {
        Some(person) => Err(CardRefusal::Unfinished { line: person.line }),
        None if cards.is_empty() => Err(CardRefusal::Empty),
        None => Ok(cards),
    }
}

/// Lines with those that continue them (RFC 6350, 3.2), and the number of their first.
fn unfolded(text: &str) -> Vec<(u32, String)> {
    let mut lines: Vec<(u32, String)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some((_, last))) => last.push_str(more),
            _ => lines.push((number, line.to_owned())),
        }
    }
    lines
}

/// `[group.]NAME[;parameters]:value`; a parameter in quotation marks may hold a colon.
fn property(line: u32, written: &str) -> Option<Property<'_>> {
    let mut is_quoted = false;
    let colon = written.find(|c: char| {
        is_quoted ^= c == '"';
        c == ':' && !is_quoted
    })?;
    let (head, value) = (&written[..colon], &written[colon + 1..]);
    let mut parts = head.split(';');
    let name = parts.next()?.rsplit('.').next()?.trim().to_ascii_uppercase();
    let is_name = !name.is_empty() && name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
    let is_preferred = parts.any(|part| {
        let part = part.to_ascii_uppercase();
        part.starts_with("PREF") || part.starts_with("TYPE=") && part.contains("PREF")
    });
    is_name.then_some(Property { line, name, value, is_preferred })
}

/// Takes over what a property says of the person; of most kinds nothing is wanted.
fn note(person: &mut Person, property: &Property) -> Result<(), CardRefusal> {
    let value = || unescaped(property.value);
    match property.name.as_str() {
        "VERSION" => match property.value.trim() {
            "3.0" | "4.0" => {}
            other => {
                let (line, version) = (property.line, shown(other));
                return Err(CardRefusal::Version { line, version });
            }
        },
        "FN" if person.full.is_empty() => person.full = value(),
        "N" if person.parts.is_empty() => person.parts = joined_name(property.value),
        "TITLE" if person.title.is_empty() => person.title = value(),
        "EMAIL" => person.email.hear(property, value()),
        "TEL" => {
            let said = value();
            let number = said.strip_prefix("tel:").unwrap_or(&said).to_owned();
            person.phone.hear(property, number);
        }
        _ => {}
    }
    Ok(())
}

fn card(person: Person) -> Result<Card, CardRefusal> {
    let Person { line, full, parts, title, email, phone } = person;
    let name = if full.trim().is_empty() { parts } else { full };
    let draft = ContactDraft {
        name: one_line(&name),
        title: one_line(&title),
        email: email.value,
        phone: one_line(&phone.value),
        role: ContactRole::Collaborator,
    };
    checked(line, draft).map_err(|refusal| match refusal {
        // The line of the address helps more than that of the card.
        CardRefusal::Value { value, reason: Refusal::NotAnEmail, .. } => {
            CardRefusal::Value { line: email.line, value, reason: Refusal::NotAnEmail }
        }
        other => other,
    })
}

/// The name from its parts, family name first: 赵;明岐 is 赵明岐, Zhao;Mingqi is Mingqi Zhao.
fn joined_name(value: &str) -> String {
    let mut parts = split_unescaped(value, ';').map(unescaped);
    let (family, given) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if family.is_ascii() && given.is_ascii() {
        format!("{given} {family}").trim().to_owned()
    } else {
        family + &given
    }
}

/// The pieces between separators that no backslash protects.
fn split_unescaped(value: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut is_escaped = false;
    value.split(move |c: char| {
        let is_end = c == separator && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_end
    })
}

fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.extend(letters.next().map(|next| match next {
                'n' | 'N' => '\n',
                other => other,
            })),
            other => out.push(other),
        }
    }
    out.trim().to_owned()
}

/// A text on one line, as names and titles are kept.
fn one_line(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Zhao;Mingqi;;;\r\nFN:Zhao Mingqi\r\n\
        TITLE:Operations\r\n  director\\, east\r\nitem1.EMAIL;TYPE=INTERNET:old@example.org\r\n\
        EMAIL;TYPE=\"INTERNET,PREF\":Zhao@example.org\r\nTEL;TYPE=CELL:021-5550 0101\r\n\
        PHOTO;ENCODING=b:AAAA\r\n BBBB\r\nEND:VCARD\r\n\r\n\
        BEGIN:VCARD\nVERSION:4.0\nN:孙;可;;;\nTEL;VALUE=uri:tel:+86-21-5550\nEND:VCARD\n";

    fn refused(text: &str) -> CardRefusal {
        read_vcards(text).unwrap_err()
    }

    #[test]
    fn cards_of_both_versions_are_read() {
        assert!(is_vcard(TWO));
        let cards = read_vcards(TWO).unwrap();
        let [zhao, sun] = [&cards[0], &cards[1]];
        assert_eq!((cards.len(), zhao.line, sun.line), (2, 1, 14));
        assert_eq!(zhao.draft.name, "Zhao Mingqi");
        assert_eq!(zhao.draft.title, "Operations director, east");
        assert_eq!(zhao.draft.email, "zhao@example.org");
        assert_eq!(zhao.draft.phone, "021-5550 0101");
        assert_eq!((sun.draft.name.as_str(), sun.draft.email.as_str()), ("孙可", ""));
        assert_eq!(sun.draft.phone, "+86-21-5550");
    }

    #[test]
    fn a_bad_file_is_refused_with_its_line() {
        let card = |inner: &str| format!("BEGIN:VCARD\nVERSION:3.0\n{inner}\nEND:VCARD\n");
        assert_eq!(refused("  \n"), CardRefusal::Empty);
        assert_eq!(refused("hello\n"), CardRefusal::NotACard { line: 1 });
        assert_eq!(refused(&card("FN:A\nno colon")), CardRefusal::NotACard { line: 4 });
        assert_eq!(refused("BEGIN:VCARD\nFN:A\n"), CardRefusal::Unfinished { line: 1 });
        let twice = "BEGIN:VCARD\nFN:A\nBEGIN:VCARD\n";
        assert_eq!(refused(twice), CardRefusal::Unfinished { line: 1 });
        assert_eq!(refused(&card("TITLE:A")), CardRefusal::NoName { line: 1 });
        let old = refused("BEGIN:VCARD\nVERSION:2.1\nEND:VCARD");
        assert_eq!(old, CardRefusal::Version { line: 2, version: "2.1".to_owned() });
        let mail = refused(&card("FN:A\nEMAIL:nobody"));
        let (value, reason) = ("nobody".to_owned(), Refusal::NotAnEmail);
        assert_eq!(mail, CardRefusal::Value { line: 4, value, reason });
        let long = refused(&card(&format!("FN:{}", "字".repeat(201))));
        let (value, reason) = ("字".repeat(60) + "…", Refusal::TextTooLong { max: 200 });
        assert_eq!(long, CardRefusal::Value { line: 1, value, reason });
        let many = card("FN:A").repeat(CARDS_MAX + 1);
        assert_eq!(refused(&many), CardRefusal::TooMany { max: 1000 });
    }
}
