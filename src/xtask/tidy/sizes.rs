//! Sizes that keep a file readable: told, not enforced; `// size: reason` beside one silences it.

use super::files::{Finding, SourceFile};
use super::rust;

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 70;
/// A component says a property a line.
const COMPONENT_LINES: usize = 80;
const LINE_CHARACTERS: usize = 100;

/// The mark of an exception with its reason.
const EXCEPTION: &str = "// size:";

/// How far below the top of a file its exception may stand.
const HEAD_LINES: usize = 30;

/// Tells files, functions and lines that are longer than reads well.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let read =
        files.iter().filter(|file| file.path.ends_with(".rs") || file.path.ends_with(".css"));
    read.flat_map(|file| {
        let mut findings: Vec<Finding> = long_file(file).into_iter().collect();
        findings.extend(long_functions(file));
        findings.extend(long_lines(file));
        findings
    })
    .collect()
}

fn long_file(file: &SourceFile) -> Option<Finding> {
    let lines = file.text.lines().count();
    let is_excepted = file.text.lines().take(HEAD_LINES).any(|line| line.starts_with(EXCEPTION));
    let sentence = format!("{lines} lines; up to {FILE_LINES} read well");
    (lines > FILE_LINES && !is_excepted).then(|| file.finding(0, sentence))
}

fn long_functions(file: &SourceFile) -> Vec<Finding> {
    if !file.path.ends_with(".rs") {
        return Vec::new();
    }
    rust::functions(&file.code)
        .into_iter()
        .filter_map(|function| {
            let lines = file.text[function.start..function.body.end].lines().count();
            let most = most_lines(file, function.start);
            let sentence =
                format!("fn {} has {lines} lines; up to {most} read well", function.name);
            let is_long = lines > most && !is_excepted(file, function.start);
            is_long.then(|| file.finding(function.start, sentence))
        })
        .collect()
}

/// How many lines of the function at this place read well.
fn most_lines(file: &SourceFile, at: usize) -> usize {
    match above(file, at).any(|line| line.starts_with("#[component")) {
        true => COMPONENT_LINES,
        false => FUNCTION_LINES,
    }
}

fn long_lines(file: &SourceFile) -> Vec<Finding> {
    let mut at = 0;
    let mut findings = Vec::new();
    for line in file.text.split_inclusive('\n') {
        let length = line.trim_end().chars().count();
        if length > LINE_CHARACTERS && !is_excepted(file, at) {
            let sentence = format!("{length} characters; up to {LINE_CHARACTERS} read well");
            findings.push(file.finding(at, sentence));
        }
        at += line.len();
    }
    findings
}

/// Whether the exception stands on the line or in the comments and attributes right above it.
fn is_excepted(file: &SourceFile, at: usize) -> bool {
    let here = file.text[at..].lines().next();
    here.is_some_and(|line| line.contains(EXCEPTION))
        || above(file, at).any(|line| line.starts_with(EXCEPTION))
}

/// The comments and attributes right above a place, the nearest first.
fn above(file: &SourceFile, at: usize) -> impl Iterator<Item = &str> {
    let end = file.text[at..].find('\n').map_or(file.text.len(), |length| at + length);
    let lines = file.text[..end].lines().rev().skip(1).map(str::trim_start);
    lines.take_while(|line| line.starts_with(['/', '#']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        check(&[SourceFile::new("src/a.rs", text)]).len()
    }

    #[test]
    fn short_things_pass() {
        assert_eq!(count("fn a() {\n    b();\n}\n"), 0);
    }

    #[test]
    fn long_files_functions_and_lines_are_told() {
        assert_eq!(count(&"a();\n".repeat(401)), 1);
        assert_eq!(count(&format!("fn a() {{\n{}}}\n", "    b();\n".repeat(70))), 1);
        assert_eq!(count(&format!("let a = {};", "1 + ".repeat(30))), 1);
    }

    #[test]
    fn a_component_may_be_longer_than_a_function() {
        let body = "    b();\n".repeat(75);
        assert_eq!(count(&format!("fn a() {{\n{body}}}\n")), 1);
        assert_eq!(count(&format!("#[component]\npub fn A() {{\n{body}}}\n")), 0);
        assert_eq!(count(&format!("#[component]\npub fn A() {{\n{body}{body}}}\n")), 1);
    }

    #[test]
    fn a_reason_silences() {
        assert_eq!(count(&format!("// size: one table\n{}", "a();\n".repeat(401))), 0);
        let body = "    b();\n".repeat(70);
        assert_eq!(count(&format!("// size: one match\n#[x]\nfn a() {{\n{body}}}\n")), 0);
        assert_eq!(count(&format!("let a = {}; // size: one formula", "1 + ".repeat(30))), 0);
    }
}
