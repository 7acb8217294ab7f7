//! Requirements over the wire: from an answer to a trace, and what is refused on the way.

use domain::agreement::{Content, Heading, Line, Record, Subject, SubjectKind};
use domain::{ProjectId, RecordId, UserId};
use serde_json::{Value, json};

use crate::firm::*;
use crate::kit::{Answer, World, call};

async fn asked(world: &World, path: &str, body: Value) -> Answer {
    world.send(call(&format!("/api/{path}"), &body).with(&team(MEMBER))).await
}

async fn done(world: &World, path: &str, body: Value) -> Value {
    let answer = asked(world, path, body).await;
    assert_eq!(answer.code(), 200, "{path}: {}", answer.text());
    serde_json::from_slice(&answer.body).unwrap_or_default()
}

async fn refused(world: &World, path: &str, body: Value, expected: Value) {
    let answer = asked(world, path, body).await;
    assert_eq!((answer.code(), answer.json()), (422, json!({ "Refused": expected })), "{path}");
}

async fn page(world: &World) -> Value {
    done(world, "requirements/open", json!({ "project": id(OWN) })).await
}

fn need() -> Value {
    json!(id(requirement(OWN)))
}

#[tokio::test]
async fn an_answer_becomes_one_requirement_with_its_source() {
    let world = firm().await;
    let words = "Finding a slot. At night too.";
    let said = json!({ "question": "Which step?", "answer": words, "by": "Zhao Mingqi" });
    let body = json!({ "answer": id(answer(OWN)), "version": 1, "draft": said });
    done(&world, "elicitations/answer", body).await;
    for new in [901, 902] {
        let body = json!({ "answer": id(answer(OWN)), "id": id(new) });
        let became = done(&world, "elicitations/to_requirement", body).await;
        assert_eq!(became, json!(id(901)), "the second one finds the first");
    }
    let page = page(&world).await;
    let all = page["requirements"].as_array().unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(
        (&all[1]["number"], &all[1]["elicitation"]),
        (&json!(2), &json!(id(elicitation(OWN))))
    );
    let says = &all[1]["says"];
    assert_eq!(says["title"], "Finding a slot");
    assert_eq!(says["text"], words);
    assert_eq!(
        (&says["source"], &says["source_name"]),
        (&json!(id(CONTACT)), &json!("Zhao Mingqi"))
    );
    assert_eq!(page["elicitations"][0]["answers"][0]["requirement"], json!(id(901)));
}

#[tokio::test]
async fn a_requirement_is_traced_within_its_own_project_only() {
    let world = firm().await;
    let missing = json!("Missing");
    let foreign = json!({ "requirement": need(), "task": id(OTHER_TASK), "is_on": true });
    refused(&world, "requirements/trace_task", foreign, missing.clone()).await;
    let nothing = json!({ "requirement": need(), "deliverable": id(999), "is_on": true });
    refused(&world, "requirements/trace_deliverable", nothing, missing.clone()).await;
    let says = json!({ "title": "A", "source": id(OTHER_CONTACT) });
    let foreign = json!({ "requirement": need(), "version": 1, "says": says });
    refused(&world, "requirements/update", foreign, missing).await;
    let own = json!({ "requirement": need(), "task": id(TASK), "is_on": true });
    done(&world, "requirements/trace_task", own).await;
    let page = page(&world).await;
    assert_eq!(page["tasks"][0]["percent"], 40);
    assert_eq!(page["coverage"][0]["status"], "planned");
    let gaps = json!(["unagreed", "unmeasured", "unbuilt", "unaccepted"]);
    assert_eq!(page["coverage"][0]["gaps"], gaps);
    let found = json!({ "project": id(OWN), "text": "own-1" });
    let found = done(&world, "requirements/find_tasks", found).await;
    assert_eq!(found[0]["title"], "Receiving");
}

#[tokio::test]
async fn a_contact_who_is_chosen_gives_the_name() {
    let world = firm().await;
    let says = json!({ "title": "A", "source": id(CONTACT), "source_name": "Somebody else" });
    let body = json!({ "requirement": need(), "version": 1, "says": says });
    done(&world, "requirements/update", body.clone()).await;
    let page = page(&world).await;
    assert_eq!(page["requirements"][0]["says"]["source_name"], "Zhao Mingqi");
    let stale = asked(&world, "requirements/update", body).await;
    assert_eq!(stale.code(), 409, "{}", stale.text());
}

#[tokio::test]
async fn a_section_is_written_by_one_at_a_time() {
    let world = firm().await;
    let write = |version: i32, text: &str| {
        let section = json!("background");
        json!({ "project": id(OWN), "version": version, "section": section, "text": text })
    };
    done(&world, "requirements/write_section", write(0, " Three halls ")).await;
    let stale = asked(&world, "requirements/write_section", write(0, "Four halls")).await;
    assert_eq!(stale.code(), 409, "{}", stale.text());
    assert_eq!(page(&world).await["doc"]["background"], "Three halls");
}

#[tokio::test]
async fn what_was_put_before_the_client_is_not_removed() {
    let world = firm().await;
    let mut content = Content { title: "Warehouse".to_owned(), ..Content::default() };
    let key = id(requirement(OWN)).to_string();
    content.push(Heading::Needs, vec![Line::new(key, "R-1")]);
    let record = Record {
        id: RecordId(id(801)),
        project: ProjectId(id(OWN)),
        subject: Subject { kind: SubjectKind::Requirements, id: id(OWN) },
        number: 1,
        hash: content.hash(),
        content,
        by: UserId(id(LEAD)),
        at: accord::server::clock::now(),
    };
    let mut tx = world.db.write().await.unwrap();
    store::records::create(&mut tx, &record).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(page(&world).await["put_forward"], json!([need()]));
    let body = json!({ "requirement": need(), "version": 1 });
    refused(&world, "requirements/remove", body, json!("WasPutForward")).await;
    let says = json!({ "title": "A", "dropped": "not now" });
    let body = json!({ "requirement": need(), "version": 1, "says": says });
    done(&world, "requirements/update", body).await;
    assert_eq!(page(&world).await["coverage"][0]["status"], "dropped");
}
