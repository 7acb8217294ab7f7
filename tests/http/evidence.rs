//! The evidence of a project: it proves itself, and one changed byte is refused.

use accord::features::evidence::check_document;
use accord::server::{backup, clock};
use domain::agreement::evidence::{Evidence, Fault, seal, strokes_hash, verify};
use domain::agreement::{
    Content, Entry, Hash, Heading, Label, Line, Method, Party, Record, Request, RequestState,
    Subject, SubjectKind, Terms, Value, What,
};
use domain::{ContactId, ProjectId, RecordId, RequestId, UserId};
use serde_json::json;
use sqlx::{Connection, SqliteConnection};
use store::Tx;
use store::agreements::Kept;

use crate::decisions::{answer_to, entries, page, post};
use crate::firm::{self, *};
use crate::kit::{Answer, World, call, get};

const DECIDED: RequestState = RequestState::Decided;
const STROKES: &str = "[[0,0,40,20,90,5],[10,10,80,30]]";

/// A version of a project's goals, asked about.
pub async fn ask(
    tx: &mut Tx,
    (project, contact): (u128, u128),
    number: i32,
    state: RequestState,
) -> (Record, Request) {
    let mut content = Content { title: "Goals of the warehouse".to_owned(), ..Content::default() };
    content.push(Heading::Goals, vec![Line::new("g", format!("Count <twice> & {number}"))]);
    let plan = Line::new("f", "Layout.pdf");
    let plan = plan.fact(Label::Fingerprint, Value::Hash(Hash::of("file", b"layout")));
    content.push(Heading::Files, vec![plan]);
    let place = 100 * project + u128::from(number.unsigned_abs());
    let record = Record {
        id: RecordId(id(10_000 + place)),
        project: ProjectId(id(project)),
        subject: Subject { kind: SubjectKind::Handover, id: id(project) },
        number,
        hash: content.hash(),
        content,
        by: UserId(id(LEAD)),
        at: clock::now(),
    };
    store::records::create(tx, &record).await.unwrap();
    let request = Request {
        id: RequestId(id(20_000 + place)),
        project: record.project,
        record: record.id,
        approver: ContactId(id(contact)),
        asked_by: record.by,
        asked_at: record.at,
        terms: Terms { outcome: "Work begins".to_owned(), ..Terms::default() },
        state,
        version: 1,
    };
    store::agreements::ask(tx, &request).await.unwrap();
    (record, request)
}

/// Seals a decision about it at the end of the project's chain.
pub async fn decide(tx: &mut Tx, record: &Record, request: &Request, what: What, method: Method) {
    let end = store::agreements::end(tx, record.project).await.unwrap();
    let who = Party { id: id(CONTACT), name: "Zhao Mingqi".to_owned(), title: String::new() };
    let strokes = (method == Method::Glass).then(|| STROKES.to_owned());
    let entry = Entry {
        number: end.0 + 1,
        project: record.project.0,
        what,
        withdraws: None,
        kind: record.subject.kind,
        subject: record.subject.id,
        title: record.content.title.clone(),
        version: record.number,
        content: record.hash,
        option: None,
        asked: None,
        words: "Only in </script><b>May</b>".to_owned(),
        approver: who.clone(),
        by: who,
        method,
        link: None,
        signature: strokes.as_deref().map(strokes_hash),
        witness: None,
        at: clock::now(),
        previous: end.1,
    };
    let kept = Kept {
        number: entry.number,
        record: record.id,
        request: request.id,
        sealed: entry.sealed(),
        strokes,
        paper: None,
        at: entry.at,
    };
    store::agreements::append(tx, record.project, &kept).await.unwrap();
}

#[tokio::test]
async fn what_is_read_is_what_is_proved() {
    let world = decided().await;
    let file = team_pack(&world, "?lang=en").await.text();
    let (body, _) = file.rsplit_once("<!-- accord-evidence").unwrap();
    for (from, to) in [("Only in", "Ever in"), ("Layout.pdf", "Other.pdf"), ("<main>", "<main> ")] {
        assert!(body.contains(from), "{from}");
        // Sealed anew, as whoever forges it would.
        let forged = seal(&body.replacen(from, to, 1));
        let evidence = Evidence::read(forged.as_bytes()).unwrap();
        let proof = verify(&evidence).unwrap();
        let found = check_document(forged.as_bytes(), &evidence, &proof);
        assert_eq!(found, Err(Fault::Document), "{from}");
    }
}

/// A firm whose client returned a first version and signed the second on the glass.
async fn decided() -> World {
    let world = firm().await;
    let mut tx = world.db.write().await.unwrap();
    let (first, asked) = ask(&mut tx, (OWN, CONTACT), 1, DECIDED).await;
    decide(&mut tx, &first, &asked, What::Returned, Method::Portal).await;
    let (second, asked) = ask(&mut tx, (OWN, CONTACT), 2, DECIDED).await;
    decide(&mut tx, &second, &asked, What::Conditional, Method::Glass).await;
    tx.commit().await.unwrap();
    world
}

async fn team_pack(world: &World, query: &str) -> Answer {
    let path = format!("/projects/{}/evidence.html{query}", id(OWN));
    world.send(get(&path).with(&team(LEAD))).await
}

#[tokio::test]
async fn the_file_proves_itself() {
    let world = decided().await;
    for (query, words) in [("?lang=en", "Only in"), ("?lang=zh-CN", "不是可靠电子签名")] {
        let answer = team_pack(&world, query).await;
        assert_eq!(answer.code(), 200, "{}", answer.text());
        assert_eq!(
            answer.header("content-disposition"),
            "attachment; filename=\"accord-evidence-OWN.html\""
        );
        let text = answer.text();
        assert!(text.contains(words) && !text.contains("<b>May"), "{text}");
        let evidence = Evidence::read(&answer.body).unwrap();
        let proof = verify(&evidence).unwrap();
        let whats: Vec<_> = proof.entries.iter().map(|entry| entry.what).collect();
        assert_eq!(whats, [What::Returned, What::Conditional]);
        assert_eq!(check_document(&answer.body, &evidence, &proof), Ok(()));
        assert_eq!((evidence.records.len(), evidence.signatures.len()), (2, 1));
        assert_eq!(evidence.files.len(), 1, "both versions name the same file");
        assert!(evidence.client.contains("client"));
    }
}

#[tokio::test]
async fn any_changed_byte_is_refused() {
    let world = decided().await;
    let file = team_pack(&world, "").await.body;
    assert!(verify(&Evidence::read(&file).unwrap()).is_ok());
    for place in (0..file.len()).step_by(97) {
        let mut changed = file.clone();
        changed[place] ^= 1;
        let read = Evidence::read(&changed).and_then(|evidence| verify(&evidence));
        assert!(read.is_err(), "byte {place}");
    }
}

#[tokio::test]
async fn the_client_has_the_same_decisions_and_no_name_that_the_team_gave_it() {
    let world = decided().await;
    let path = format!("/portal/{}/evidence.html", id(OWN));
    let answer = world.send(get(&path).with(&firm::contact(CONTACT))).await;
    assert_eq!(answer.code(), 200, "{}", answer.text());
    let own = Evidence::read(&answer.body).unwrap();
    let teams = Evidence::read(&team_pack(&world, "").await.body).unwrap();
    assert_eq!(own.decisions, teams.decisions);
    assert_eq!(own.records, teams.records);
    assert_eq!(own.client, "");
    assert!(!answer.text().contains("internal"), "{}", answer.text());
}

#[tokio::test]
async fn what_the_tablet_sent_is_drawn() {
    let world = firm().await;
    let request = json!({ "request": id(REQUEST) });
    let sheet = world.send(call("/api/agreements/glass", &request).with(&team(LEAD))).await;
    let hash = sheet.json()["hash"].clone();
    let decision = json!({ "choice": "agreed", "option": null, "words": "", "hash": hash });
    let strokes = "[[900,1350,1010,1040,1160,720],[1240,980,1700,900]]";
    let signed = json!({ "request": id(REQUEST), "decision": decision, "strokes": strokes });
    let answer = world.send(call("/api/agreements/sign", &signed).with(&team(LEAD))).await;
    assert_eq!(answer.code(), 200, "{}", answer.text());
    let text = team_pack(&world, "?lang=en").await.text();
    assert!(text.contains("d=\"M900 1350L1010 1040L1160 720M1240 980L1700 900\""), "{text}");
}

#[tokio::test]
async fn the_team_has_the_receipt_that_the_client_has() {
    let world = decided().await;
    let path = |area: &str| format!("/{area}/{}/receipts/2?lang=en", id(OWN));
    let client = world.send(get(&path("portal")).with(&firm::contact(CONTACT))).await.text();
    let own = world.send(get(&path("projects")).with(&team(MEMBER))).await.text();
    let hash = verify(&Evidence::read(&team_pack(&world, "").await.body).unwrap()).unwrap();
    let hash = hash.entries[1].sealed().hash.to_string();
    let spelled = hash.as_bytes().chunks(4).map(|part| String::from_utf8_lossy(part).into_owned());
    let spelled = spelled.collect::<Vec<_>>().join(" ");
    for text in [&client, &own] {
        let said = ["D-0002", "Zhao Mingqi", "not a qualified electronic", "M0 0L40 20", &spelled];
        for word in said {
            assert!(text.contains(word), "{word} is missing in {text}");
        }
        assert!(!text.contains("<b>May"), "{text}");
    }
    assert!(client.contains(&format!("/portal/{}/evidence.html", id(OWN))), "{client}");
    assert!(!client.contains("/projects/"), "{client}");
    assert!(own.contains("/agreements/versions/handover/"), "{own}");
    let away = world.send(get(&path("projects"))).await;
    assert_eq!(away.code(), 303, "who is not signed in comes back after it");
    assert!(away.header("location").ends_with("/receipts/2"), "{}", away.header("location"));
}

#[tokio::test]
async fn every_version_is_kept_with_what_was_asked_and_decided() {
    let world = decided().await;
    let subject = json!({ "kind": "handover", "id": id(OWN) });
    let about = json!({ "project": id(OWN), "subject": subject });
    let ask = call("/api/agreements/versions", &about).with(&team(MEMBER));
    let versions = world.send(ask).await.json();
    let all = versions.as_array().unwrap();
    let numbers: Vec<_> = all.iter().map(|version| version["number"].clone()).collect();
    assert_eq!(numbers, [2, 1], "the newest first");
    assert_eq!(all[1]["given"][0]["entry"]["what"], "returned");
    assert_eq!(all[0]["asked"][0]["terms"]["outcome"], "Work begins");
    assert_eq!(all[0]["asked"][0]["approver"], "Zhao Mingqi");
    for (number, code) in [(1, 200), (2, 200), (3, 404)] {
        let one = json!({ "project": id(OWN), "subject": subject, "number": number });
        let answer = world.send(call("/api/agreements/version", &one).with(&team(MEMBER))).await;
        assert_eq!(answer.code(), code, "{}", answer.text());
        let said = format!("Count <twice> & {number}");
        assert!(code != 200 || answer.text().contains(&said), "{}", answer.text());
    }
    let receipt = json!({ "project": id(OWN), "number": 2 });
    let shown = world.send(call("/api/agreements/receipt", &receipt).with(&team(MEMBER))).await;
    assert_eq!(shown.json()["page"]["entry"]["witness"], serde_json::Value::Null);
    assert_eq!(shown.json()["page"]["strokes"], STROKES);
}

#[tokio::test]
async fn a_project_without_decisions_has_evidence_of_none() {
    let world = firm().await;
    let answer = team_pack(&world, "?lang=en").await;
    assert!(answer.text().contains("Nothing has been decided yet"), "{}", answer.text());
    let proof = verify(&Evidence::read(&answer.body).unwrap()).unwrap();
    assert_eq!(proof.entries, []);
}

#[tokio::test]
async fn a_chain_that_somebody_changed_is_not_handed_out() {
    let world = decided().await;
    let mut tx = world.db.write().await.unwrap();
    let (record, request) = ask(&mut tx, (OWN, CONTACT), 3, DECIDED).await;
    let mut kept = store::agreements::chain(&mut tx, ProjectId(id(OWN))).await.unwrap().remove(0);
    // An entry that does not follow the one before it.
    (kept.number, kept.record, kept.request) = (3, record.id, request.id);
    store::agreements::append(&mut tx, ProjectId(id(OWN)), &kept).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(team_pack(&world, "").await.code(), 500);
}

#[tokio::test]
async fn decisions_that_were_cut_off_at_the_end_are_missed() {
    let world = firm().await;
    assert_eq!(post(&world, &page(), &answer_to(1, "agreed", ""), CONTACT).await.code(), 303);
    let withdraw = format!("{}/withdraw", page());
    assert_eq!(post(&world, &withdraw, "number=1", CONTACT).await.code(), 303);
    backup::doctor(&world.settings).await.unwrap();
    assert_eq!(team_pack(&world, "").await.code(), 200);
    // What is left proves itself: only the log knows that there was more.
    let mut connection = SqliteConnection::connect(&world.settings.database_url).await.unwrap();
    let cut = sqlx::query("delete from decisions where number = 2").execute(&mut connection).await;
    assert_eq!(cut.unwrap().rows_affected(), 1);
    connection.close().await.unwrap();
    assert_eq!(entries(&world).await.len(), 1);
    assert_eq!(team_pack(&world, "").await.code(), 500);
    assert!(backup::doctor(&world.settings).await.is_err());
}
