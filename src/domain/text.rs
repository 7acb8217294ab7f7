//! Text that people type: trimmed, bounded and free of control characters before it is kept.

use std::borrow::Cow;

use crate::Refusal;

/// Longest name or title, in characters.
pub const NAME_MAX: usize = 200;
/// Longest description or note, in characters.
pub const NOTE_MAX: usize = 20_000;

/// A name as it will be kept: trimmed, one line, 1 to 200 characters, read as it is written. Marks
/// of direction at its ends go with the spaces: devices put them around copied numbers.
///
/// # Errors
/// `EmptyName`, `TextTooLong` or `ControlCharacter`.
pub fn name(text: &str) -> Result<String, Refusal> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_deceptive(c));
    if text.is_empty() {
        return Err(Refusal::EmptyName);
    }
    bounded(text, NAME_MAX)?;
    if text.chars().any(|c| c.is_control() || is_deceptive(c)) {
        return Err(Refusal::ControlCharacter);
    }
    Ok(text.to_owned())
}

/// One optional line as it will be kept: trimmed, at most as long as a name, possibly empty.
///
/// # Errors
/// `TextTooLong` or `ControlCharacter`.
pub fn line(text: &str) -> Result<String, Refusal> {
    if text.trim().is_empty() { Ok(String::new()) } else { name(text) }
}

/// A note as it will be kept: several lines, at most 20,000 characters, possibly empty.
///
/// # Errors
/// `TextTooLong` or `ControlCharacter` (line breaks and tabs are welcome).
pub fn note(text: &str) -> Result<String, Refusal> {
    let text = text.trim_end();
    bounded(text, NOTE_MAX)?;
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Refusal::ControlCharacter);
    }
    Ok(text.to_owned())
}

/// An e-mail address in its plainest sense: something, one @, a domain; at most 254 characters.
///
/// # Errors
/// `NotAnEmail`.
pub fn email(text: &str) -> Result<String, Refusal> {
    let text = text.trim().to_lowercase();
    let is_address = text.split_once('@').is_some_and(|(who, domain)| {
        !who.is_empty() && !domain.is_empty() && !domain.contains('@')
    });
    let is_plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    if is_address && is_plain && text.len() <= 254 { Ok(text) } else { Err(Refusal::NotAnEmail) }
}

/// An e-mail address as whoever owns it knows it again and others do not learn it.
#[must_use]
pub fn masked(email: &str) -> String {
    let (who, domain) = email.split_once('@').unwrap_or((email, ""));
    let first: String = who.chars().take(1).collect();
    format!("{first}***@{domain}")
}

/// What is dialled for a telephone number as people write it: its digits and a leading plus.
#[must_use]
pub fn dialled(phone: &str) -> String {
    let plus = if phone.trim_start().starts_with('+') { "+" } else { "" };
    let digits = phone.chars().filter(char::is_ascii_digit);
    plus.chars().chain(digits).collect()
}

/// Whether a character turns the direction of writing or breaks the line without being seen.
#[must_use]
pub const fn is_deceptive(character: char) -> bool {
    matches!(
        character,
        '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// The text with its number written out for each character that screens and terminals obey instead
/// of showing it: what is read is then what was signed.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_hidden = |c: char| match c {
        '\n' | '\t' => false,
        c => c.is_control() || is_deceptive(c),
    };
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    // Forms end their lines with both characters.
    for c in text.replace("\r\n", "\n").chars() {
        match is_hidden(c) {
            true => shown.push_str(&format!("[U+{:04X}]", u32::from(c))),
            false => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

fn bounded(text: &str, max: usize) -> Result<(), Refusal> {
    // A string never has more characters than bytes: most need no counting.
    if text.len() > max && text.chars().count() > max {
        return Err(Refusal::TextTooLong { max: u32::try_from(max).unwrap_or(u32::MAX) });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_masked_address_only_the_owner_knows_the_rest() {
        assert_eq!(masked("zhao.mingqi@example.com"), "z***@example.com");
        assert_eq!(masked("赵@example.com"), "赵***@example.com");
    }

    #[test]
    fn of_a_telephone_number_digits_and_a_leading_plus_are_dialled() {
        for (written, expected) in [
            ("+86 (571) 5550-0101", "+8657155500101"),
            ("0571 5550 0101", "057155500101"),
            ("12+3", "123"),
            ("ask at the desk", ""),
            ("", ""),
        ] {
            assert_eq!(dialled(written), expected, "{written}");
        }
    }

    #[test]
    fn names_are_trimmed_and_bounded() {
        assert_eq!(name("  评审接口 "), Ok("评审接口".to_owned()));
        assert_eq!(name(" \t"), Err(Refusal::EmptyName));
        assert_eq!(name("a\nb"), Err(Refusal::ControlCharacter));
        assert_eq!(name(&"字".repeat(200)).unwrap().chars().count(), 200);
        assert_eq!(name(&"字".repeat(201)), Err(Refusal::TextTooLong { max: 200 }));
    }

    #[test]
    fn what_turns_the_writing_is_no_part_of_a_name() {
        assert_eq!(name("\u{202a}+86 138\u{202c} "), Ok("+86 138".to_owned()));
        assert_eq!(name("invoice\u{202e}fdp"), Err(Refusal::ControlCharacter));
        assert_eq!(name("\u{feff}"), Err(Refusal::EmptyName));
    }

    #[test]
    fn what_is_obeyed_instead_of_read_is_written_out() {
        assert!(matches!(visible("评审\n\t接口"), Cow::Borrowed(_)));
        assert_eq!(visible("one\r\ntwo"), "one\ntwo");
        assert_eq!(visible("a\u{202e}b\u{1b}[2J\rc"), "a[U+202E]b[U+001B][2J[U+000D]c");
    }

    #[test]
    fn addresses_are_lower_case() {
        assert_eq!(email(" Lin@Example.com "), Ok("lin@example.com".to_owned()));
        for bad in ["", "lin", "@example.com", "lin@", "a@b@c", "a b@c.d"] {
            assert_eq!(email(bad), Err(Refusal::NotAnEmail), "{bad}");
        }
    }
}
