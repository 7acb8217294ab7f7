//! The sample's own notation: a line is a word, then cells between bars; Chinese stands left of
//! English, so that neither can be forgotten. `#` begins a remark.

use anyhow::{Context, bail, ensure};
use locale::Locale;

/// A line that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the text, from 1.
    pub number: usize,
    /// What kind of line it is, or the task's place in the work breakdown structure.
    pub word: &'static str,
    cells: Vec<&'static str>,
}

/// How a task waits for another, in the notation `3.2SS+4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After<'a> {
    /// The predecessor's place.
    pub code: &'a str,
    /// `FS`, `SS`, `FF` or `SF`.
    pub kind: &'a str,
    /// Working days in between.
    pub days: i64,
}

/// The lines that say something.
pub fn lines(text: &'static str) -> impl Iterator<Item = Line> {
    let said = (1..).zip(text.lines()).map(|(number, line)| (number, line.trim()));
    said.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).map(|(number, line)| {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        Line { number, word, cells: rest.split('|').map(str::trim).collect() }
    })
}

impl Line {
    /// A cell that must be there; it may be empty.
    ///
    /// # Errors
    /// A sentence with the line's number.
    pub fn cell(&self, place: usize) -> anyhow::Result<&'static str> {
        let found = self.cells.get(place).copied();
        found.with_context(|| format!("line {}: cell {place} is missing", self.number))
    }

    /// A cell that may be missing; empty then.
    #[must_use]
    pub fn optional(&self, place: usize) -> &'static str {
        self.cells.get(place).copied().unwrap_or("")
    }

    /// The words of a language: Chinese in the cell `place`, English in the next.
    ///
    /// # Errors
    /// A sentence with the line's number when either is missing.
    pub fn said(&self, place: usize, locale: Locale) -> anyhow::Result<String> {
        let (chinese, english) = (self.cell(place)?, self.cell(place + 1)?);
        ensure!(!chinese.is_empty() && !english.is_empty(), "line {}: no words", self.number);
        Ok(match locale {
            Locale::zh_CN => chinese.to_owned(),
            Locale::en => english.to_owned(),
        })
    }

    /// A cell as one of the names of the domain.
    ///
    /// # Errors
    /// A sentence with the line's number when it is no such name.
    pub fn parse<T: std::str::FromStr>(&self, place: usize) -> anyhow::Result<T> {
        let text = self.cell(place)?;
        match text.parse() {
            Ok(value) => Ok(value),
            Err(_) => bail!("line {}: {text} is not understood", self.number),
        }
    }
}

/// Reads `3.2`, `3.2+5`, `3.2SS+4` or `3.2FF-1`.
///
/// # Errors
/// A sentence with the text when the number of days cannot be read.
pub fn after(text: &str) -> anyhow::Result<After<'_>> {
    let is_code = |c: char| c.is_ascii_digit() || c == '.';
    let (code, rest) = text.split_at(text.find(|c| !is_code(c)).unwrap_or(text.len()));
    let (kind, days) = rest.split_at(rest.find(['+', '-']).unwrap_or(rest.len()));
    let kind = if kind.is_empty() { "FS" } else { kind };
    let days = match days {
        "" => 0,
        days => days.parse().with_context(|| format!("{text} is no predecessor"))?,
    };
    Ok(After { code, kind, days })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_word_and_cells() {
        let text = "# remark\n\n1.1 测试 | Test | 5\n> 说明 |\n";
        let lines: Vec<Line> = lines(text).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[0].number, lines[0].word), (3, "1.1"));
        assert_eq!(lines[0].said(0, Locale::zh_CN).unwrap(), "测试");
        assert_eq!(lines[0].said(0, Locale::en).unwrap(), "Test");
        assert_eq!(lines[0].parse::<i64>(2).unwrap(), 5);
        assert_eq!(lines[0].optional(3), "");
        assert!(lines[0].cell(3).is_err());
        assert!(lines[1].said(0, Locale::zh_CN).is_err());
    }

    fn check(text: &str, code: &str, kind: &str, days: i64) {
        assert_eq!(after(text).unwrap(), After { code, kind, days }, "{text}");
    }

    #[test]
    fn predecessors_carry_kind_and_lag() {
        check("3.2", "3.2", "FS", 0);
        check("3.2+5", "3.2", "FS", 5);
        check("3.10SS+4", "3.10", "SS", 4);
        check("1.1FF-1", "1.1", "FF", -1);
        assert!(after("1.1SS+x").is_err());
    }
}
