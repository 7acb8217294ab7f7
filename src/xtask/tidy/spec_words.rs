//! The browser tests name the words of the interface by their keys. A word that is gone would
//! otherwise be missed only when its test runs.

use super::files::{Finding, SourceFile};
use super::rust;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const TESTS: &str = "end2end/";

/// One language is enough: the translations have the same keys.
const CATALOGUES: &str = "src/locale/en/";

/// A quoted text that begins with the name of a catalogue and is given to a function.
struct Argument<'a> {
    file: &'a SourceFile,
    at: usize,
    text: &'a str,
    function: &'a str,
    is_key: bool,
}

/// Finds keys without words. A function takes keys when one of the tests gives it one that is
/// there: so a test may call it as it likes, and `gantt.svg` for another function is left alone.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let catalogues = catalogues(files);
    let tests = files.iter().filter(|file| file.is_in(TESTS, ".mjs"));
    let found: Vec<Argument> = tests.flat_map(|file| arguments(file, &catalogues)).collect();
    let takers: BTreeSet<&str> =
        found.iter().filter(|one| one.is_key).map(|one| one.function).collect();
    let gone = found.iter().filter(|one| !one.is_key && takers.contains(one.function));
    gone.map(|one| one.file.finding(one.at, format!("no words for {}", one.text))).collect()
}

fn catalogues(files: &[SourceFile]) -> BTreeMap<&str, Value> {
    let english = files.iter().filter(|file| file.is_in(CATALOGUES, ".json"));
    // What is no JSON is found with the translations.
    english.filter_map(|file| Some((file.stem(), serde_json::from_str(&file.text).ok()?))).collect()
}

fn arguments<'a>(file: &'a SourceFile, catalogues: &BTreeMap<&str, Value>) -> Vec<Argument<'a>> {
    let quotes = file.text.match_indices(['\'', '"', '`']);
    let argument = |(at, quote): (usize, &str)| {
        let (text, _) = file.text[at + 1..].split_once(quote)?;
        let (name, path) = text.split_once('.')?;
        let words = catalogues.get(name)?;
        if !is_path(path) || is_comment(&file.text, at) {
            return None;
        }
        let function = function(&file.text, at)?;
        let word = path.split('.').try_fold(words, |group, name| group.get(name));
        Some(Argument { file, at, text, function, is_key: word.is_some_and(Value::is_string) })
    };
    quotes.filter_map(argument).collect()
}

/// Names with points between them; a key that is completed when the test runs is none.
fn is_path(text: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && name.chars().all(rust::is_word_character);
    text.split('.').all(is_name)
}

fn is_comment(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default().trim_start();
    ["//", "/*", "*"].into_iter().any(|mark| line.starts_with(mark))
}

/// The function that is given what stands at this place: `say` in `say(is ? 'a' : 'b')`, and
/// `words` in `words('en')('a')`.
fn function(text: &str, at: usize) -> Option<&str> {
    let open = opening(text, at).filter(|open| text[*open..].starts_with('('))?;
    let mut before = &text[..open];
    if before.ends_with(')') {
        before = &before[..opening(before, before.len() - 1)?];
    }
    before.rsplit(|c| !rust::is_word_character(c)).next().filter(|name| !name.is_empty())
}

/// Where the innermost bracket around a place was opened.
fn opening(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0;
    for (place, character) in text[..at].char_indices().rev() {
        match character {
            ')' | ']' | '}' => depth += 1,
            '(' | '[' | '{' if depth == 0 => return Some(place),
            '(' | '[' | '{' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOARD: &str = r#"{"moved": "Moved", "fault": {"seal": "Broken"}}"#;

    /// How the tests of the tests call the functions that take keys.
    const OTHER: &str = "en('board.moved'); words(locale)('board.moved');\n\
                         pattern('en', 'board.fault.seal', { title: 'A' });\n";

    fn check_spec(spec: &str, expected: &[&str]) {
        let files = [
            SourceFile::new("src/locale/en/board.json", BOARD),
            SourceFile::new("end2end/lib/words.mjs", OTHER),
            SourceFile::new("end2end/specs/04-board.mjs", spec),
        ];
        let found: Vec<String> = check(&files).iter().map(ToString::to_string).collect();
        assert_eq!(found, expected, "{spec}");
    }

    #[test]
    fn words_that_are_there_pass() {
        check_spec("sees(page.getByText(en('board.moved', { column: 'Done' })));", &[]);
        check_spec("`${en(\"board.fault.seal\")} (5)`", &[]);
    }

    #[test]
    fn keys_without_words_are_found() {
        let gone = "end2end/specs/04-board.mjs:1: no words for board.gone";
        check_spec("en('board.gone');", &[gone]);
        check_spec("getByRole('button', { name: en(\"board.gone\") })", &[gone]);
        check_spec("words(language())('board.gone')", &[gone]);
        check_spec("{ hasText: pattern(language, 'board.gone', { count: 5 }) }", &[gone]);
        check_spec("t.en(is ? 'board.moved' : 'board.gone')", &[gone]);
        check_spec("`20 ${en('board.gone')}`", &[gone]);
        check_spec(
            "\nen('board.fault'); en('board.fault.of');",
            &[
                "end2end/specs/04-board.mjs:2: no words for board.fault",
                "end2end/specs/04-board.mjs:2: no words for board.fault.of",
            ],
        );
    }

    #[test]
    fn what_is_no_key_is_left_alone() {
        check_spec("download('board.svg'); page.locator('board.open');", &[]);
        check_spec("en(`board.level_${level}`); en('board.' + name); en(['board.gone']);", &[]);
        check_spec("en('plan.xml'); en(name, { file: 'board.svg' });", &[]);
        check_spec("// en('board.gone')\n  /** en('board.gone') */\n   * en('board.gone')", &[]);
    }
}
