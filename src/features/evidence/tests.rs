use domain::RecordId;
use domain::agreement::evidence::{
    EvidenceProject, EvidenceSignature, FORMAT, strokes_hash, verify,
};
use domain::agreement::{Heading, Line, Method, Party, SubjectKind};
use domain::time::Timestamp;
use uuid::Uuid;

use super::*;

/// Whatever people write, as hostile as it may be.
const HOSTILE: &str = "</script><b>\"x\" & 'y'</b><!-- accord-evidence sha-256 ";

fn evidence() -> Evidence {
    let mut content = Content { title: HOSTILE.to_owned(), ..Content::default() };
    content.push(Heading::Goals, vec![Line::new("g", HOSTILE)]);
    let (project, subject) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let strokes = "[[0,0,90,40],[20,30,60,10]]".to_owned();
    let party = |name: &str| Party {
        id: Uuid::from_u128(name.len() as u128),
        name: name.to_owned(),
        title: HOSTILE.to_owned(),
    };
    let entry = Entry {
        number: 1,
        project,
        what: What::Conditional,
        withdraws: None,
        kind: SubjectKind::Scope,
        subject,
        title: HOSTILE.to_owned(),
        version: 3,
        content: content.hash(),
        option: None,
        asked: Some(Terms { outcome: HOSTILE.to_owned(), ..Terms::default() }),
        words: HOSTILE.to_owned(),
        approver: party("Zhao Mingqi"),
        by: party("Wang"),
        method: Method::Glass,
        link: None,
        signature: Some(strokes_hash(&strokes)),
        witness: Some("Chen".to_owned()),
        at: Timestamp(1_790_000_000_000),
        previous: Hash::NONE,
    };
    let record = EvidenceRecord {
        id: RecordId(Uuid::nil()),
        kind: SubjectKind::Scope,
        subject,
        number: 3,
        content: content.canonical(),
        hash: content.hash(),
    };
    Evidence {
        format: FORMAT.to_owned(),
        program: PROGRAM.to_owned(),
        project: EvidenceProject { id: project, key: "WMS".to_owned(), name: HOSTILE.to_owned() },
        supplier: HOSTILE.to_owned(),
        client: HOSTILE.to_owned(),
        made_at: Timestamp(1_790_000_000_000),
        records: vec![record],
        decisions: vec![entry.sealed()],
        signatures: vec![EvidenceSignature { decision: 1, strokes }],
        files: Vec::new(),
    }
}

fn document(locale: Locale) -> String {
    let evidence = evidence();
    let proof = verify(&evidence).unwrap();
    evidence_document(locale, &evidence, proof)
}

#[test]
fn the_document_reads_back_whatever_people_wrote() {
    for locale in [Locale::zh_CN, Locale::en] {
        assert_eq!(Evidence::read(document(locale).as_bytes()), Ok(evidence()));
    }
}

#[test]
fn the_document_says_who_decided_what_and_what_it_is_not() {
    for (locale, words) in [
        (Locale::en, ["not a qualified electronic", "Agreed with conditions", "version 3"]),
        (Locale::zh_CN, ["不是可靠电子签名", "已有条件同意", "第 3 版"]),
    ] {
        let document = document(locale);
        let hash = evidence().decisions[0].hash.to_string();
        for expected in words.into_iter().chain(["D-0001", "Zhao Mingqi", "Chen", &hash]) {
            assert!(document.contains(expected), "{expected} is missing in {document}");
        }
        assert!(document.contains("M0 0L90 40M20 30L60 10"), "the signature is drawn");
    }
}

/// The document, changed and sealed anew, as whoever forges it would.
fn forged(locale: Locale, from: &str, to: &str) -> String {
    let document = document(locale);
    let (body, _) = document.rsplit_once("<!-- accord-evidence").unwrap();
    assert!(body.contains(from), "{from} is missing in {body}");
    seal(&body.replacen(from, to, 1))
}

#[test]
fn a_document_that_was_changed_and_sealed_anew_is_found() {
    for (locale, from, to) in [
        (Locale::en, "Agreed with conditions", "Agreed"),
        (Locale::en, "version 3", "version 4"),
        (Locale::zh_CN, "<main>", "<main><!-- -->"),
        (Locale::zh_CN, "M0 0", "M1 1"),
        (Locale::en, "\"supplier\":", "\"supplier\": "),
    ] {
        let forged = forged(locale, from, to);
        let read = Evidence::read(forged.as_bytes()).unwrap();
        let proof = verify(&read).unwrap();
        let found = check_document(forged.as_bytes(), &read, &proof);
        assert_eq!(found, Err(Fault::Document), "{from}");
        let own = document(locale);
        assert_eq!(check_document(own.as_bytes(), &read, &proof), Ok(()));
    }
}

#[test]
fn what_another_version_drew_cannot_be_compared() {
    let old = Evidence { program: "0.0.1".to_owned(), ..evidence() };
    let proof = verify(&old).unwrap();
    let drawn = evidence_document(Locale::en, &old, proof.clone());
    assert_eq!(check_document(drawn.as_bytes(), &old, &proof), Err(Fault::Program));
}

#[test]
fn what_turns_the_writing_is_written_out() {
    let mut turned = evidence();
    turned.supplier = "Accord\u{202e}x".to_owned();
    let proof = verify(&turned).unwrap();
    let drawn = evidence_document(Locale::en, &turned, proof);
    let (shown, _) = drawn.split_once("<script").unwrap();
    assert!(shown.contains("Accord[U+202E]x") && !shown.contains('\u{202e}'), "{shown}");
}

#[test]
fn the_document_runs_nothing_and_asks_for_nothing() {
    let document = document(Locale::en);
    assert_eq!(document.matches("<script").count(), 1, "{document}");
    assert!(!document.contains("<b>") && !document.contains("src="), "{document}");
    assert!(!document.contains("href=") && !document.contains("http"), "{document}");
}
