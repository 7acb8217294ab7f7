//! Evidence on the command line: a file proves itself, without a server and without a database.

use std::path::Path;

use anyhow::{Context, anyhow, ensure};
use domain::agreement::evidence::{Evidence, verify as prove};
use locale::{Locale, evidences};

/// Larger files are no evidence; a project of many years makes some megabytes.
const FILE_MAX: u64 = 256 * 1024 * 1024;

/// Proves a file and prints what it says.
///
/// # Errors
/// The sentence that names the fault.
pub fn verify(file: &Path) -> anyhow::Result<()> {
    let locale = locale_of_environment();
    let cannot_read = || format!("cannot read {}", file.display());
    let size = std::fs::metadata(file).with_context(cannot_read)?.len();
    ensure!(size <= FILE_MAX, "{} is too large for evidence", file.display());
    let bytes = std::fs::read(file).with_context(cannot_read)?;
    print!("{}", account(locale, &bytes).with_context(|| file.display().to_string())?);
    Ok(())
}

fn account(locale: Locale, bytes: &[u8]) -> anyhow::Result<String> {
    let in_words = |fault| anyhow!("{}", evidences::fault(locale, fault));
    let evidence = Evidence::read(bytes).map_err(in_words)?;
    let proof = prove(&evidence).map_err(in_words)?;
    Ok(evidences::account(locale, &evidence, &proof))
}

/// The language that the terminal is set to.
fn locale_of_environment() -> Locale {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match set {
        Some(language) if language.starts_with("zh") => Locale::zh_CN,
        Some(_) | None => Locale::en,
    }
}

#[cfg(test)]
mod tests {
    use domain::agreement::evidence::{EvidenceProject, FORMAT, seal};
    use domain::time::Timestamp;
    use uuid::Uuid;

    use super::*;

    fn document() -> String {
        let project =
            EvidenceProject { id: Uuid::nil(), key: "WMS".to_owned(), name: "仓储".to_owned() };
        let evidence = Evidence {
            format: FORMAT.to_owned(),
            project,
            supplier: String::new(),
            client: String::new(),
            made_at: Timestamp(0),
            records: Vec::new(),
            decisions: Vec::new(),
            signatures: Vec::new(),
            files: Vec::new(),
        };
        seal(&evidence.element())
    }

    #[test]
    fn what_holds_is_told_and_what_does_not_is_named() {
        let document = document();
        let told = account(Locale::en, document.as_bytes()).unwrap();
        assert!(told.starts_with("The evidence holds") && told.contains("WMS · 仓储"), "{told}");
        let changed = document.replace("仓储", "仓库");
        for (locale, expected) in [(Locale::en, "was changed"), (Locale::zh_CN, "被改动过")] {
            let fault = account(locale, changed.as_bytes()).unwrap_err().to_string();
            assert!(fault.contains(expected), "{fault}");
        }
    }
}
