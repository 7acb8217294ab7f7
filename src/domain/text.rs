//! Text that people type: trimmed, bounded and free of control characters before it is kept.

use crate::Refusal;

/// Longest name or title, in characters.
pub const NAME_MAX: usize = 200;
/// Longest description or note, in characters.
pub const NOTE_MAX: usize = 20_000;

/// A name as it will be kept: trimmed, one line, 1 to 200 characters.
///
/// # Errors
/// `EmptyName`, `TextTooLong` or `ControlCharacter`.
pub fn name(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::EmptyName);
    }
    bounded(text, NAME_MAX)?;
    if text.chars().any(char::is_control) {
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
    fn names_are_trimmed_and_bounded() {
        assert_eq!(name("  评审接口 "), Ok("评审接口".to_owned()));
        assert_eq!(name(" \t"), Err(Refusal::EmptyName));
        assert_eq!(name("a\nb"), Err(Refusal::ControlCharacter));
        assert_eq!(name(&"字".repeat(200)).unwrap().chars().count(), 200);
        assert_eq!(name(&"字".repeat(201)), Err(Refusal::TextTooLong { max: 200 }));
    }

    #[test]
    fn addresses_are_lower_case() {
        assert_eq!(email(" Lin@Example.com "), Ok("lin@example.com".to_owned()));
        for bad in ["", "lin", "@example.com", "lin@", "a@b@c", "a b@c.d"] {
            assert_eq!(email(bad), Err(Refusal::NotAnEmail), "{bad}");
        }
    }
}
