//! What differs between two contents, line by line; lines are known by their keys. Their order
//! counts: it is part of what was read, and of the hash.

use serde::{Deserialize, Serialize};

use super::content::{Content, Heading, Line};

/// What differs between two contents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The titles, where they differ: before and now.
    pub title: Option<(String, String)>,
    /// The parts in which something differs, in the order of the newer content, then those that
    /// are gone.
    pub parts: Vec<PartDifference>,
    /// The parts whose lines stand in another order.
    #[serde(default)]
    pub reordered: Vec<Heading>,
    /// How many lines read as before.
    pub same: u32,
}

/// What differs in one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartDifference {
    /// Which part.
    pub heading: Heading,
    /// Its lines that differ.
    pub lines: Vec<LineDifference>,
}

/// A line that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineDifference {
    /// It was not there.
    Added(Line),
    /// It reads otherwise.
    Changed {
        /// How it read.
        before: Line,
        /// How it reads.
        now: Line,
    },
    /// It is gone.
    Removed(Line),
}

impl Difference {
    /// What `now` says otherwise than `before`.
    #[must_use]
    pub fn between(before: &Content, now: &Content) -> Self {
        let is_titled = before.title != now.title;
        let title = is_titled.then(|| (before.title.clone(), now.title.clone()));
        let mut found = Self { title, ..Self::default() };
        for part in &now.parts {
            let old = lines_of(before, &part.heading);
            found.add(part.heading.clone(), old, &part.lines);
        }
        for part in &before.parts {
            if now.parts.iter().all(|other| other.heading != part.heading) {
                found.add(part.heading.clone(), &part.lines, &[]);
            }
        }
        found
    }

    fn add(&mut self, heading: Heading, before: &[Line], now: &[Line]) {
        if !is_in_order(before, now) {
            self.reordered.push(heading.clone());
        }
        let mut lines = Vec::new();
        for line in now {
            match before.iter().find(|old| old.key == line.key) {
                None => lines.push(LineDifference::Added(line.clone())),
                Some(old) if old == line => self.same += 1,
                Some(old) => {
                    lines.push(LineDifference::Changed { before: old.clone(), now: line.clone() })
                }
            }
        }
        let is_gone = |old: &&Line| now.iter().all(|line| line.key != old.key);
        let gone = before.iter().filter(is_gone);
        lines.extend(gone.cloned().map(LineDifference::Removed));
        if !lines.is_empty() {
            self.parts.push(PartDifference { heading, lines });
        }
    }

    /// Whether nothing differs.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.title.is_none() && self.parts.is_empty() && self.reordered.is_empty()
    }

    /// How many lines differ; another order of a part counts as one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.parts.iter().map(|part| part.lines.len()).sum::<usize>()
            + self.reordered.len()
            + usize::from(self.title.is_some())
    }
}

fn lines_of<'a>(content: &'a Content, heading: &Heading) -> &'a [Line] {
    let part = content.parts.iter().find(|part| part.heading == *heading);
    part.map_or(&[], |part| part.lines.as_slice())
}

/// Whether the lines that both have stand in the same order in both.
fn is_in_order(before: &[Line], now: &[Line]) -> bool {
    let is_in = |lines: &[Line], key: &str| lines.iter().any(|line| line.key == key);
    let old = before.iter().filter(|line| is_in(now, &line.key)).map(|line| &line.key);
    let new = now.iter().filter(|line| is_in(before, &line.key)).map(|line| &line.key);
    old.eq(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(lines: &[(&str, &str)]) -> Content {
        let lines = lines.iter().map(|(key, text)| Line::new(*key, *text)).collect();
        let mut content = Content { title: "T".to_owned(), ..Content::default() };
        content.push(Heading::Goals, lines);
        content
    }

    #[test]
    fn lines_are_known_by_their_keys_wherever_they_stand() {
        let before = content(&[("a", "one"), ("b", "two"), ("c", "three")]);
        let now = content(&[("c", "three"), ("a", "ONE"), ("d", "four")]);
        let found = Difference::between(&before, &now);
        assert_eq!((found.same, found.count()), (1, 4));
        assert_eq!(found.reordered, [Heading::Goals]);
        let lines = &found.parts[0].lines;
        assert!(matches!(&lines[0], LineDifference::Changed { now, .. } if now.text == "ONE"));
        assert!(matches!(&lines[1], LineDifference::Added(line) if line.text == "four"));
        assert!(matches!(&lines[2], LineDifference::Removed(line) if line.text == "two"));
    }

    #[test]
    fn another_order_is_a_difference_as_it_is_another_hash() {
        let (one, other) = (content(&[("a", "x"), ("b", "y")]), content(&[("b", "y"), ("a", "x")]));
        assert_ne!(one.hash(), other.hash());
        let found = Difference::between(&one, &other);
        assert_eq!((found.is_empty(), found.count(), found.same), (false, 1, 2));
        // What comes and goes moves nothing else.
        let longer = content(&[("c", "z"), ("a", "x"), ("b", "y")]);
        assert_eq!(Difference::between(&one, &longer).reordered, []);
    }

    #[test]
    fn a_part_that_is_gone_tells_its_lines() {
        let found = Difference::between(&content(&[("a", "one")]), &content(&[]));
        assert_eq!(found.count(), 1);
        assert!(Difference::between(&content(&[("a", "x")]), &content(&[("a", "x")])).is_empty());
    }
}
