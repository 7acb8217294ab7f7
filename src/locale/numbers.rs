//! Numbers as people read them, the same in both languages.

use std::fmt::Display;

/// A number with its thousands set apart: 1,352, 10,000, 2,000.5. What people type stays plain, as
/// do years, lines of a file and the numbers of tasks.
#[must_use]
pub fn grouped(number: impl Display) -> String {
    apart(&number.to_string())
}

/// The same number, or a text with one, as it is typed.
#[must_use]
pub fn plain(text: &str) -> String {
    text.replace(',', "")
}

fn apart(plain: &str) -> String {
    let (whole, part) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut left = whole.chars().filter(char::is_ascii_digit).count();
    let mut text = String::with_capacity(plain.len() + left / 3);
    for character in whole.chars() {
        text.push(character);
        left -= usize::from(character.is_ascii_digit());
        if character.is_ascii_digit() && left > 0 && left.is_multiple_of(3) {
            text.push(',');
        }
    }
    text + part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart_and_typed_plainly() {
        let check = |number: &str, expected: &str| {
            assert_eq!(grouped(number), expected);
            assert_eq!(plain(expected), number);
        };
        check("0", "0");
        check("999", "999");
        check("1000", "1,000");
        check("-1352", "-1,352");
        check("10000.25", "10,000.25");
        check("1234567", "1,234,567");
        assert_eq!(grouped(10_000), "10,000");
        assert_eq!(plain("2,000 d"), "2000 d");
    }
}
