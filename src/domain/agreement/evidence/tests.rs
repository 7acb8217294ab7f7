use uuid::Uuid;

use super::*;
use crate::agreement::{Heading, Line, Party};

const GOALS: Uuid = Uuid::from_u128(7);

fn content(words: &str) -> Content {
    let mut content = Content { title: "智慧仓储 <b>".to_owned(), ..Content::default() };
    let file = Line::new("f", "Layout.pdf")
        .fact(Label::Fingerprint, Value::Hash(Hash::of("file", b"layout")));
    content.push(Heading::Goals, vec![Line::new("g", words)]);
    content.push(Heading::Files, vec![file]);
    content
}

fn record(number: i32, words: &str) -> EvidenceRecord {
    let (content, id) = (content(words), RecordId(Uuid::from_u128(number.unsigned_abs().into())));
    let (hash, content) = (content.hash(), content.canonical());
    EvidenceRecord { id, kind: SubjectKind::Scope, subject: GOALS, number, content, hash }
}

fn entry(number: i64, about: &EvidenceRecord, previous: Hash) -> Entry {
    let party = Party { id: Uuid::nil(), name: "Wang".to_owned(), title: String::new() };
    Entry {
        number,
        project: Uuid::from_u128(1),
        what: What::Agreed,
        withdraws: None,
        kind: about.kind,
        subject: about.subject,
        title: content("").title,
        version: about.number,
        content: about.hash,
        option: None,
        asked: None,
        words: String::new(),
        approver: party.clone(),
        by: party,
        method: Method::Portal,
        link: None,
        signature: None,
        witness: None,
        at: Timestamp(1_790_000_000_000),
        previous,
    }
}

/// Three decisions: by the page, on the glass, on paper.
fn evidence() -> Evidence {
    let records = vec![record(1, "one"), record(2, "two")];
    let first = entry(1, &records[0], Hash::NONE).sealed();
    let strokes = "[[1,2,3,4,5,6,7,8]]".to_owned();
    let mut second = entry(2, &records[0], first.hash);
    (second.method, second.signature) = (Method::Glass, Some(strokes_hash(&strokes)));
    let second = second.sealed();
    let mut third = entry(3, &records[1], second.hash);
    (third.method, third.signature) = (Method::Paper, Some(Hash::of("file", b"paper")));
    let third = third.sealed();
    let layout = Hash::of("file", b"layout");
    Evidence {
        format: FORMAT.to_owned(),
        program: "1.0.0".to_owned(),
        project: EvidenceProject {
            id: Uuid::from_u128(1),
            key: "WMS".to_owned(),
            name: "</script><b>".to_owned(),
        },
        supplier: "Accord".to_owned(),
        client: String::new(),
        made_at: Timestamp(1_790_000_000_000),
        records,
        decisions: vec![first, second, third],
        signatures: vec![EvidenceSignature { decision: 2, strokes }],
        files: vec![
            EvidenceFile { hash: layout, name: "Layout.pdf".to_owned() },
            EvidenceFile { hash: Hash::of("file", b"paper"), name: "D-0003".to_owned() },
        ],
    }
}

fn document() -> String {
    seal(&format!("<!DOCTYPE html><body>{}</body>", evidence().element()))
}

#[test]
fn evidence_proves_itself_from_the_document_alone() {
    let proof = verify(&Evidence::read(document().as_bytes()).unwrap()).unwrap();
    let names: Vec<_> = proof.entries.iter().map(Entry::name).collect();
    assert_eq!(names, ["D-0001", "D-0002", "D-0003"]);
    assert_eq!(proof.contents, [content("one"), content("two")]);
    let bare = serde_json::to_vec_pretty(&evidence()).unwrap();
    assert_eq!(Evidence::read(&bare), Err(Fault::NoEvidence));
}

#[test]
fn what_people_wrote_ends_no_element() {
    let element = evidence().element();
    assert_eq!(element.matches('<').count(), 2, "{element}");
    assert_eq!(Evidence::read(document().as_bytes()), Ok(evidence()));
}

#[test]
fn every_changed_byte_is_found() {
    let document = document().into_bytes();
    for place in 0..document.len() {
        for flip in [1, 32, 128] {
            let mut changed = document.clone();
            changed[place] ^= flip;
            let read = Evidence::read(&changed);
            assert!(read.is_err(), "byte {place} ^ {flip}");
        }
    }
    let (mut longer, shorter) = (document.clone(), &document[..document.len() - 1]);
    longer.push(b'\n');
    assert_eq!(Evidence::read(&longer), Err(Fault::Seal));
    assert_eq!(Evidence::read(shorter), Err(Fault::Seal));
    assert_eq!(Evidence::read(b"<html></html>"), Err(Fault::NoEvidence));
    assert_eq!(Evidence::read(b"{}"), Err(Fault::NoEvidence));
}

#[test]
fn a_new_seal_does_not_hide_what_was_changed() {
    let check = |change: fn(&mut Evidence), expected: Fault| {
        let mut changed = evidence();
        change(&mut changed);
        let document = seal(&changed.element());
        let read = Evidence::read(document.as_bytes()).unwrap();
        assert_eq!(verify(&read), Err(expected));
    };
    check(|it| it.format = "accord evidence 0".to_owned(), Fault::Format);
    check(|it| it.records[1].content = content("ten").canonical(), Fault::Record(2));
    check(|it| it.records[1] = record(2, "ten"), Fault::Content(3));
    check(|it| drop(it.records.remove(1)), Fault::Content(3));
    check(|it| it.records.push(record(3, "three")), Fault::Surplus(3));
    check(|it| it.records[0].number = 9, Fault::Content(1));
    check(|it| drop(it.decisions.remove(0)), Fault::Chain(Broken::Order(1)));
    check(|it| it.decisions[1].hash = Hash::NONE, Fault::Chain(Broken::Hash(2)));
    check(|it| it.project.id = Uuid::nil(), Fault::Project(1));
    check(|it| it.signatures.clear(), Fault::Signature(2));
    check(|it| it.signatures[0].strokes.push(' '), Fault::Signature(2));
    check(|it| it.signatures[0].decision = 1, Fault::Signature(2));
    check(|it| it.signatures.extend(it.signatures.clone().pop().map(other)), Fault::Signature(1));
    check(|it| it.files[0].name.push('x'), Fault::Files);
}

/// The evidence with a fourth decision, made as a forger would make it who seals everything anew.
fn with_fourth(change: impl FnOnce(&mut Entry)) -> Evidence {
    let mut changed = evidence();
    let last = changed.decisions.last().unwrap().hash;
    let mut fourth = entry(4, &changed.records[1], last);
    change(&mut fourth);
    changed.decisions.push(fourth.sealed());
    changed
}

#[test]
fn what_no_server_seals_does_not_pass() {
    assert!(verify(&with_fourth(|_| {})).is_ok());
    let withdrawal = |number| {
        with_fourth(move |entry| {
            (entry.what, entry.withdraws) = (What::Withdrawn, Some(number));
        })
    };
    assert!(verify(&withdrawal(3)).is_ok());
    let of_other = Err(Fault::Withdrawal(4));
    assert_eq!(verify(&withdrawal(1)), of_other, "another version");
    assert_eq!(verify(&withdrawal(4)), of_other, "itself");
    assert_eq!(verify(&with_fourth(|entry| entry.what = What::Withdrawn)), of_other);
    assert_eq!(verify(&with_fourth(|entry| entry.withdraws = Some(3))), of_other);
    let title = |entry: &mut Entry| entry.title = "Other".to_owned();
    assert_eq!(verify(&with_fourth(title)), Err(Fault::Said(4)));
    let option = |entry: &mut Entry| entry.option = Some("B".to_owned());
    assert_eq!(verify(&with_fourth(option)), Err(Fault::Said(4)));
    for method in [Method::Glass, Method::Paper] {
        let unsigned = with_fourth(|entry| entry.method = method);
        assert_eq!(verify(&unsigned), Err(Fault::Signature(4)));
    }
}

#[test]
fn what_an_older_version_wrote_is_proved_too() {
    let older = Evidence { format: "accord evidence 1".to_owned(), ..evidence() };
    assert!(verify(&older).is_ok());
}

/// The same signature below another decision.
fn other(signature: EvidenceSignature) -> EvidenceSignature {
    EvidenceSignature { decision: 1, ..signature }
}

#[test]
fn a_shorter_chain_holds_and_ends_with_another_hash() {
    // Only a receipt tells that something is missing at the end: the command prints what to compare
    // with it.
    let mut shorter = evidence();
    shorter.decisions.pop();
    shorter.records.pop();
    shorter.files.pop();
    let proof = verify(&shorter).unwrap();
    assert_eq!(proof.entries.last().map(|entry| entry.number), Some(2));
}
