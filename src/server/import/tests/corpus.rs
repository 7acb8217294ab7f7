//! The corpus: small files that are odd, broken or made to do harm. The name says which of them
//! can be read (`read-…`) and which are answered with a sentence (`refused-…`); none may do more.
//! What a person or a fuzzer finds comes here, cut to what matters.

use std::path::Path;

use locale::{Locale, imports};

use super::*;

/// Every file of the corpus with its name.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let project = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    let folder = Path::new(&project).join("src/server/import/tests/corpus");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let read = |entry: std::fs::DirEntry| {
        let name = entry.file_name().into_string().unwrap();
        (name, std::fs::read(entry.path()).unwrap())
    };
    let mut files: Vec<(String, Vec<u8>)> = entries.map(read).collect();
    files.sort();
    assert!(files.len() >= 35, "the corpus is there");
    files
}

#[test]
fn every_file_gives_a_plan_that_can_be_saved_or_a_sentence() {
    for (name, bytes) in corpus() {
        match read_bytes(&bytes) {
            Ok(draft) => {
                assert!(name.starts_with("read-"), "{name} was read");
                let (rows, past) = (draft.tasks.len(), draft.baselines.clone());
                let plan = files::apply(draft);
                let plan = plan.unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
                assert_eq!(plan.tasks.len(), rows, "{name}");
                for filed in past {
                    let _ = Scheduled::of(&filed.to_plan(&plan));
                }
            }
            Err(refusal) => {
                assert!(name.starts_with("refused-"), "{name}: {refusal}");
                for language in [Locale::en, Locale::zh_CN] {
                    let sentence = imports::refusal(language, &refusal);
                    assert!(sentence.chars().count() > 5, "{name}: {sentence}");
                }
            }
        }
    }
}

#[test]
fn a_file_that_ends_too_early_has_an_answer_wherever_it_ends() {
    for (_, bytes) in corpus() {
        for end in (0..bytes.len()).step_by(11) {
            if let Ok(draft) = read_bytes(&bytes[..end]) {
                assert!(files::apply(draft).is_ok());
            }
        }
    }
}
