//! The line of what is agreed that a comment is about.

use serde::{Deserialize, Serialize};

use crate::agreement::Content;

/// Most characters that are quoted of a line.
const QUOTE_MAX: usize = 200;

/// The line of a content that a message is about. A record never changes, so the place of the part
/// and the key of the line find it for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The place of the part in the content, from 0.
    pub part: i32,
    /// The key of the line in its part.
    pub line: String,
    /// The words of the line, shortened.
    pub quote: String,
}

impl Passage {
    /// The line at a place of a part of the content; none when there is no such line.
    #[must_use]
    pub fn at(content: &Content, part: i32, line: i32) -> Option<Self> {
        let place = |place: i32| usize::try_from(place).ok();
        let found = content.parts.get(place(part)?)?.lines.get(place(line)?)?;
        Some(Self { part, line: found.key.clone(), quote: quoted(&found.text) })
    }

    /// Whether it is about the line with this key in the part at this place.
    #[must_use]
    pub fn is_about(&self, part: usize, key: &str) -> bool {
        i32::try_from(part) == Ok(self.part) && self.line == key
    }
}

/// The first words of a text, on one line.
fn quoted(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(QUOTE_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::{Heading, Line};

    #[test]
    fn a_passage_is_found_by_its_place_and_quotes_the_line() {
        let mut content = Content::default();
        let long = "字 \n".repeat(300);
        content.push(Heading::Goals, vec![Line::new("a", "Half\nas many"), Line::new("b", long)]);
        let first = Passage::at(&content, 0, 0).unwrap();
        assert_eq!((first.line.as_str(), first.quote.as_str()), ("a", "Half as many"));
        assert!(first.is_about(0, "a") && !first.is_about(1, "a") && !first.is_about(0, "b"));
        let second = Passage::at(&content, 0, 1).unwrap();
        assert_eq!(second.quote.chars().count(), QUOTE_MAX + 1);
        for (part, line) in [(0, 2), (1, 0), (-1, 0), (0, -1), (i32::MAX, 0)] {
            assert_eq!(Passage::at(&content, part, line), None);
        }
    }
}
