//! Evidence on the command line: a file proves itself, without a server and without a database.

use std::path::Path;

use anyhow::{Context, anyhow, ensure};
use domain::agreement::evidence::{Evidence, Fault, verify as prove};
use locale::{Locale, evidences, td_string};

use super::terminal;
use crate::features::evidence::check_document;

/// Larger files are no evidence; a project of many years makes some megabytes.
const FILE_MAX: u64 = 256 * 1024 * 1024;

/// What a file says, and why it does not hold as a whole all the same.
#[derive(Debug)]
struct Account {
    words: String,
    fault: Option<Fault>,
}

/// Proves a file and prints what it says.
///
/// # Errors
/// The sentence that names the fault.
pub fn verify(file: &Path) -> anyhow::Result<()> {
    let locale = terminal::locale();
    let name = || file.display().to_string();
    let cannot_read = || td_string!(locale, command.cannot_read, place = name());
    let size = std::fs::metadata(file).with_context(cannot_read)?.len();
    ensure!(size <= FILE_MAX, td_string!(locale, command.evidence_too_large, place = name()));
    let bytes = std::fs::read(file).with_context(cannot_read)?;
    let Account { words, fault } = account(locale, &bytes).with_context(name)?;
    terminal::print(&words)?;
    match fault {
        Some(fault) => Err(in_words(locale, fault)).with_context(name),
        None => Ok(()),
    }
}

/// What can be proved of a file. Where only the document cannot be compared, its evidence still
/// speaks: it is the part that a reader may go by.
fn account(locale: Locale, bytes: &[u8]) -> anyhow::Result<Account> {
    let refused = |fault| in_words(locale, fault);
    let evidence = Evidence::read(bytes).map_err(refused)?;
    let proof = prove(&evidence).map_err(refused)?;
    let fault = match check_document(bytes, &evidence, &proof) {
        Ok(()) => None,
        Err(Fault::Program) => Some(Fault::Program),
        Err(fault) => return Err(refused(fault)),
    };
    let words = evidences::account(locale, &evidence, &proof, fault.is_none());
    Ok(Account { words, fault })
}

fn in_words(locale: Locale, fault: Fault) -> anyhow::Error {
    anyhow!("{}", evidences::fault(locale, fault))
}

#[cfg(test)]
mod tests {
    use domain::agreement::evidence::{EvidenceProject, FORMAT};
    use domain::time::Timestamp;
    use uuid::Uuid;

    use super::*;
    use crate::features::evidence::{PROGRAM, evidence_document};

    fn document(name: &str, program: &str) -> String {
        let project =
            EvidenceProject { id: Uuid::nil(), key: "WMS".to_owned(), name: name.to_owned() };
        let evidence = Evidence {
            format: FORMAT.to_owned(),
            program: program.to_owned(),
            project,
            supplier: String::new(),
            client: String::new(),
            made_at: Timestamp(0),
            records: Vec::new(),
            decisions: Vec::new(),
            signatures: Vec::new(),
            files: Vec::new(),
        };
        let proof = prove(&evidence).unwrap();
        evidence_document(Locale::zh_CN, &evidence, proof)
    }

    #[test]
    fn what_holds_is_told_and_what_does_not_is_named() {
        let document = document("仓储", PROGRAM);
        let told = account(Locale::en, document.as_bytes()).unwrap();
        assert!(told.words.starts_with("The evidence holds") && told.fault.is_none(), "{told:?}");
        assert!(told.words.contains("WMS · 仓储"), "{told:?}");
        let changed = document.replace("仓储", "仓库");
        for (locale, expected) in [(Locale::en, "was changed"), (Locale::zh_CN, "被改动过")] {
            let fault = account(locale, changed.as_bytes()).unwrap_err().to_string();
            assert!(fault.contains(expected), "{fault}");
        }
    }

    #[test]
    fn a_document_of_another_version_tells_only_what_is_in_its_evidence() {
        let told = account(Locale::en, document("仓储", "0.0.1").as_bytes()).unwrap();
        assert!(!told.words.starts_with("The evidence holds"), "{told:?}");
        assert!(told.words.contains("0.0.1") && told.words.contains("WMS · 仓储"), "{told:?}");
        assert_eq!(told.fault, Some(Fault::Program));
    }

    #[test]
    fn a_terminal_obeys_nothing_that_stands_in_a_file() {
        let told = account(Locale::en, document("\u{1b}[2J\u{202e}x", PROGRAM).as_bytes()).unwrap();
        assert!(told.words.contains("[U+001B][2J[U+202E]x"), "{told:?}");
        assert!(!told.words.contains('\u{1b}'), "{told:?}");
    }
}
