//! The files the rules look at, with comments and strings taken out where a rule must not see them.

use anyhow::{Context, Result};
use std::fmt;
use std::fs;
use std::path::Path;

/// The folders that are read, and the kinds of files in them.
const FOLDERS: [&str; 5] = ["src", "style", "tests", "migrations", "end2end"];
const KINDS: [&str; 5] = [".rs", ".css", ".json", ".sql", ".mjs"];

/// A breach of a rule: where, and what is wrong in one sentence.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    pub path: String,
    pub line: usize,
    pub sentence: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path, self.line, self.sentence)
    }
}

/// A file three times over; all three have the same length and line breaks at the same places.
pub struct SourceFile {
    /// The path below the project, with `/`.
    pub path: String,
    /// As written.
    pub text: String,
    /// Without comments.
    pub uncommented: String,
    /// Without comments and without what stands between quotation marks.
    pub code: String,
}

impl SourceFile {
    /// Takes comments and strings out of a Rust or CSS text.
    pub fn new(path: &str, text: &str) -> Self {
        let is_rust = path.ends_with(".rs");
        let (uncommented, code) = if is_rust || path.ends_with(".css") {
            (blanked(text, is_rust, false), blanked(text, is_rust, true))
        } else {
            (text.to_owned(), text.to_owned())
        };
        Self { path: path.to_owned(), text: text.to_owned(), uncommented, code }
    }

    /// Whether the path lies in the folder and ends as given.
    pub fn is_in(&self, folder: &str, ending: &str) -> bool {
        self.path.starts_with(folder) && self.path.ends_with(ending)
    }

    /// The file's name without folders and ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.split('.').next().unwrap_or(name)
    }

    /// A finding at a byte of this file.
    pub fn finding(&self, at: usize, sentence: impl Into<String>) -> Finding {
        let line = self.text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        Finding { path: self.path.clone(), line, sentence: sentence.into() }
    }
}

/// Reads every file the rules look at, in order of their paths.
pub fn read(root: &Path) -> Result<Vec<SourceFile>> {
    let mut found = Vec::new();
    for folder in FOLDERS {
        read_folder(&root.join(folder), folder, &mut found)?;
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn read_folder(folder: &Path, path: &str, found: &mut Vec<SourceFile>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{path}/{name}");
        if entry.file_type()?.is_dir() {
            if name != "node_modules" {
                read_folder(&entry.path(), &path, found)?;
            }
        } else if KINDS.iter().any(|kind| name.ends_with(kind)) {
            let text = fs::read_to_string(entry.path()).with_context(|| path.clone())?;
            found.push(SourceFile::new(&path, &text));
        }
    }
    Ok(())
}

/// The text with comments, and strings if wanted, overwritten by blanks of the same length.
fn blanked(text: &str, is_rust: bool, with_strings: bool) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let (end, is_string) = match piece(bytes, at, is_rust) {
            Piece::Code => {
                at += 1;
                continue;
            }
            Piece::Comment(end) => (end, false),
            Piece::Quoted(end) => (end, true),
        };
        if !is_string || with_strings {
            // The quotation marks stay, so that a rule still sees that something is quoted.
            let margin = usize::from(is_string);
            let inner = at + margin..end.saturating_sub(margin).max(at + margin);
            out[inner].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        }
        at = end;
    }
    String::from_utf8(out).expect("whole characters were overwritten with blanks")
}

/// What begins at a byte, and where it ends.
enum Piece {
    Code,
    Comment(usize),
    Quoted(usize),
}

fn piece(bytes: &[u8], at: usize, is_rust: bool) -> Piece {
    let rest = &bytes[at..];
    match rest {
        [b'/', b'/', ..] if is_rust => Piece::Comment(at + until(rest, b"\n")),
        [b'/', b'*', ..] => Piece::Comment(at + block_comment(rest, is_rust)),
        [b'"', ..] => Piece::Quoted(at + quoted(rest, b'"')),
        [b'\'', ..] if is_rust => {
            character(rest).map_or(Piece::Code, |length| Piece::Quoted(at + length))
        }
        [b'\'', ..] => Piece::Quoted(at + quoted(rest, b'\'')),
        [b'r', ..] if is_rust && !continues_word(bytes, at) => {
            raw_string(rest).map_or(Piece::Code, |length| Piece::Quoted(at + length))
        }
        _ => Piece::Code,
    }
}

fn until(bytes: &[u8], needle: &[u8]) -> usize {
    bytes.windows(needle.len()).position(|window| window == needle).unwrap_or(bytes.len())
}

/// Rust's block comments nest, those of CSS do not.
fn block_comment(bytes: &[u8], is_nesting: bool) -> usize {
    let (mut at, mut depth) = (2, 1);
    while at < bytes.len() && depth > 0 {
        match &bytes[at..] {
            [b'*', b'/', ..] => (at, depth) = (at + 2, depth - 1),
            [b'/', b'*', ..] if is_nesting => (at, depth) = (at + 2, depth + 1),
            _ => at += 1,
        }
    }
    at
}

fn quoted(bytes: &[u8], mark: u8) -> usize {
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            byte if byte == mark => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The length of a character literal, or nothing for a lifetime.
fn character(bytes: &[u8]) -> Option<usize> {
    if bytes.get(1) == Some(&b'\\') {
        return Some(quoted(bytes, b'\''));
    }
    let width = match bytes.get(1)? {
        byte if byte.is_ascii() => 1,
        byte => byte.leading_ones() as usize,
    };
    (bytes.get(1 + width) == Some(&b'\'')).then_some(width + 2)
}

fn raw_string(bytes: &[u8]) -> Option<usize> {
    let hashes = bytes[1..].iter().take_while(|&&byte| byte == b'#').count();
    let open = 1 + hashes;
    if bytes.get(open) != Some(&b'"') {
        return None;
    }
    let close = [b"\"".as_slice(), &vec![b'#'; hashes]].concat();
    Some((open + 1 + until(&bytes[open + 1..], &close) + close.len()).min(bytes.len()))
}

/// Whether the byte before belongs to the same word, but for the `b` or `c` of `br"…"`, `cr"…"`.
fn continues_word(bytes: &[u8], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|place| bytes[place]);
    let is_word =
        |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    match before(1) {
        Some(b'b' | b'c') => is_word(before(2)),
        byte => is_word(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, code: &str) {
        assert_eq!(SourceFile::new(path, text).code, code);
    }

    #[test]
    fn comments_and_strings_become_blanks() {
        check("a.rs", "a // b\nc", "a     \nc");
        check("a.rs", "a /* b /* c */ d */ e", "a                   e");
        check("a.rs", "f(\"x\\\"y\", 'z', '\\'')", "f(\"    \", ' ', '  ')");
        check("a.rs", "&'a str, '中'", "&'a str, '   '");
        check("a.rs", "r#\"a\"b\"# r#type", "r      # r#type");
        check("a.rs", "bar\"x\"", "bar\" \"");
        check("a.css", "a /* b */ 'c' // d", "a         ' ' // d");
    }

    #[test]
    fn uncommented_keeps_strings() {
        assert_eq!(SourceFile::new("a.rs", "\"//x\" // y").uncommented, "\"//x\"     ");
    }

    #[test]
    fn a_finding_knows_its_line() {
        let file = SourceFile::new("a.rs", "one\ntwo\n");
        assert_eq!(file.finding(5, "is wrong").to_string(), "a.rs:2: is wrong");
    }
}
