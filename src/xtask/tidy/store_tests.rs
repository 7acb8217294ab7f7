//! Every public function of the store is called by a test of the store.

use super::files::{Finding, SourceFile};
use super::rust;

const STORE: &str = "src/store/";
const TESTS: &str = "src/store/tests/";

/// Opening a database is what every test begins with.
const EXEMPT: &str = "src/store/db.rs";

/// Finds each `pub async fn` whose `module::name` (or `.name` of a method) no test mentions.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let is_test = |file: &&SourceFile| file.is_in(TESTS, ".rs");
    let tests: Vec<&SourceFile> = files.iter().filter(is_test).collect();
    let sources = files.iter().filter(|file| file.is_in(STORE, ".rs") && !is_test(file));
    sources.filter(|file| file.path != EXEMPT).flat_map(|file| untested(file, &tests)).collect()
}

fn untested(file: &SourceFile, tests: &[&SourceFile]) -> Vec<Finding> {
    rust::functions(&file.code)
        .into_iter()
        .filter(|function| file.code[..function.start].ends_with("pub async "))
        .filter_map(|function| {
            let line_start = file.code[..function.start].rfind('\n').map_or(0, |end| end + 1);
            let is_method = file.code[line_start..].starts_with(' ');
            let calls = if is_method {
                vec![format!(".{}", function.name), format!("::{}", function.name)]
            } else {
                vec![format!("{}::{}", module(file), function.name)]
            };
            let is_called =
                tests.iter().any(|test| calls.iter().any(|call| mentions(&test.code, call)));
            let sentence = format!("no test in {TESTS} calls {}", calls[0]);
            (!is_called).then(|| file.finding(function.start, sentence))
        })
        .collect()
}

/// How tests name the file: its stem, or the crate for `lib.rs`.
fn module(file: &SourceFile) -> &str {
    if file.path == "src/store/lib.rs" { "store" } else { file.stem() }
}

fn mentions(code: &str, call: &str) -> bool {
    code.match_indices(call).any(|(at, _)| {
        let is_start =
            call.starts_with(['.', ':']) || !code[..at].ends_with(rust::is_word_character);
        is_start && !code[at + call.len()..].starts_with(rust::is_word_character)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "pub async fn find(a: A) -> B {}\npub async fn close(a: A) -> B {}\n\
                          impl C {\n    pub async fn end(self) {}\n}\nasync fn own() {}\n";

    fn count(test: &str) -> usize {
        let files = [
            SourceFile::new("src/store/risks.rs", SOURCE),
            SourceFile::new("src/store/db.rs", "pub async fn open() {}"),
            SourceFile::new("src/store/tests/risks.rs", test),
        ];
        check(&files).len()
    }

    #[test]
    fn a_called_function_is_tested() {
        assert_eq!(count("risks::find(1).await; store::risks::close(2).await; c.end().await;"), 0);
    }

    #[test]
    fn an_uncalled_function_is_found() {
        assert_eq!(count("risks::find(1); // risks::close(2) c.end()"), 2);
        assert_eq!(count("risks::find_all(1); risks::close(2); C::end(c)"), 1);
        assert_eq!(count("\"risks::find risks::close .end\""), 3);
    }
}
