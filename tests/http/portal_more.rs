//! What clients send from their page, and what becomes of it on the team's side.

use domain::client::{Contact, ContactRole};
use domain::{ContactId, ProjectId};
use serde_json::{Value, json};

use crate::firm::{self, *};
use crate::kit::{Answer, World, call, form, get, multipart};

fn portal(project: u128) -> String {
    format!("/portal/{}", id(project))
}

async fn page(world: &World) -> String {
    let answer = world.send(get(&portal(OWN)).with(&firm::contact(CONTACT))).await;
    assert_eq!(answer.code(), 200, "{}", answer.text());
    answer.text()
}

async fn send(world: &World, what: &str, body: &str) -> Answer {
    let path = format!("{}/{what}", portal(OWN));
    world.send(form(&path, body).with(&firm::contact(CONTACT))).await
}

async fn write(world: &World, body: &str) -> Answer {
    let ask = multipart(&format!("{}/messages", portal(OWN)), &[("body", body)]);
    world.send(ask.with(&firm::contact(CONTACT))).await
}

async fn ask(world: &World, path: &str, arguments: Value, who: u128) -> Value {
    let answer = world.send(call(&format!("/api/{path}"), &arguments).with(&team(who))).await;
    assert_eq!(answer.code(), 200, "{path} as {who}: {}", answer.text());
    answer.json()
}

async fn inbox(world: &World, who: u128) -> Vec<Value> {
    let items = ask(world, "inbox/open", json!({}), who).await;
    items.as_array().unwrap().clone()
}

async fn messages(world: &World) -> Vec<Value> {
    let talk = ask(world, "messages/open", json!({ "project": id(OWN) }), LEAD).await;
    talk["messages"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_message_reaches_the_team_and_its_answer_the_client() {
    let world = firm().await;
    let hostile = "Is <script>alert(1)</script> & \"this\" safe?";
    let answer = write(&world, hostile).await;
    let location = format!("{}?done=message#messages", portal(OWN));
    assert_eq!((answer.code(), answer.header("location")), (303, location.as_str()));
    let shown = page(&world).await;
    assert!(!shown.contains("<script>") && shown.contains("&lt;script"), "{shown}");
    let waiting = inbox(&world, LEAD).await;
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    assert_eq!(waiting[0]["about"]["waits"]["messages"], 2);
    assert_eq!(waiting[0]["turnable"]["may"]["plan"], true);
    let found = inbox(&world, MEMBER).await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["turnable"]["may"], json!({ "plan": false, "scope": true, "risk": true }));
    assert_eq!(inbox(&world, STRANGER).await.len(), 0);
    let letter = |body: &str, is_client_visible: bool| {
        json!({
            "thread": { "kind": "project", "id": id(OWN) }, "body": body,
            "is_client_visible": is_client_visible, "reply_to": null,
        })
    };
    for (number, body, is_visible) in [(181, "Only for us", false), (182, "It is safe", true)] {
        let post = json!({
            "project": id(OWN), "id": id(number), "letter": letter(body, is_visible),
        });
        ask(&world, "messages/post", post.clone(), LEAD).await;
        ask(&world, "messages/post", post, LEAD).await;
        let waits = usize::from(!is_visible);
        assert_eq!(inbox(&world, LEAD).await.len(), waits, "after {body}");
    }
    let shown = page(&world).await;
    assert!(shown.contains("It is safe") && !shown.contains("Only for us"), "{shown}");
    assert_eq!(messages(&world).await.len(), 5, "nothing is kept twice");
}

#[tokio::test]
async fn an_answer_is_as_visible_as_what_it_answers() {
    let world = firm().await;
    for (number, answered, wished) in [(181, MESSAGE, false), (182, MESSAGE + 10, true)] {
        let letter = json!({
            "thread": { "kind": "project", "id": id(OWN) }, "body": format!("Answer {number}"),
            "is_client_visible": wished, "reply_to": id(answered),
        });
        let post = json!({ "project": id(OWN), "id": id(number), "letter": letter });
        ask(&world, "messages/post", post, LEAD).await;
    }
    let shown = page(&world).await;
    assert!(shown.contains("Answer 181") && !shown.contains("Answer 182"), "{shown}");
    let letter = json!({
        "thread": { "kind": "project", "id": id(OWN) }, "body": "Across",
        "is_client_visible": true, "reply_to": id(OTHER_MESSAGE),
    });
    let post = json!({ "project": id(OWN), "id": id(183), "letter": letter });
    let answer = world.send(call("/api/messages/post", &post).with(&team(LEAD))).await;
    assert_eq!(answer.code(), 404, "an answer stays in its project");
}

#[tokio::test]
async fn pressing_twice_sends_once() {
    let world = firm().await;
    for _ in 0..2 {
        assert_eq!(write(&world, "Once").await.code(), 303);
        assert_eq!(send(&world, "feedback", "text=Fine").await.code(), 303);
        let complaint = "happened=It+stopped&severity=critical&wish=Start+it";
        assert_eq!(send(&world, "complaints", complaint).await.code(), 303);
    }
    let talk = ask(&world, "messages/open", json!({ "project": id(OWN) }), LEAD).await;
    let count = |name: &str| talk[name].as_array().unwrap().len();
    assert_eq!((count("messages"), count("feedback"), count("complaints")), (3, 1, 2));
}

#[tokio::test]
async fn nothing_is_written_into_another_project() {
    let world = firm().await;
    let contact = firm::contact(CONTACT);
    let other = portal(OTHER);
    for ask in [
        multipart(&format!("{other}/messages"), &[("body", "Hello")]),
        form(&format!("{other}/feedback"), "text=Hello"),
        form(&format!("{other}/complaints"), "happened=A&severity=minor&wish="),
        form(&format!("{other}/ratings"), &format!("milestone={}&score=1", id(MILESTONE))),
    ] {
        let answer = world.send(ask.clone().with(&contact)).await;
        assert_eq!(answer.code(), 404, "{ask:?}");
    }
    let mut tx = world.db.read().await.unwrap();
    let written = store::messages::in_project(&mut tx, ProjectId(id(OTHER)), 10).await.unwrap();
    assert_eq!(written.len(), 2);
}

#[tokio::test]
async fn hostile_forms_are_refused_and_change_nothing() {
    let world = firm().await;
    for (what, body) in [
        ("feedback", "text="),
        ("feedback", "text=%00"),
        ("feedback", "text=A&author=somebody"),
        ("feedback", ""),
        ("complaints", "happened=&severity=serious&wish="),
        ("complaints", "happened=A&severity=deadly&wish="),
        ("complaints", "happened=A&severity=serious&number=9"),
        ("ratings", "milestone=x&score=5"),
    ] {
        let answer = send(&world, what, body).await;
        assert_eq!(answer.code(), 422, "{what} {body}: {}", answer.text());
    }
    let rating = format!("milestone={}&score=6", id(MILESTONE));
    assert_eq!(send(&world, "ratings", &rating).await.code(), 422);
    for milestone in [MILESTONE, HIDDEN_TASK, 599] {
        let rating = format!("milestone={}&score=5", id(milestone));
        let refused = send(&world, "ratings", &rating).await;
        assert_eq!(refused.code(), 404, "{milestone}");
        assert!(refused.text().contains("id=\"failure\""), "{milestone}: it says why");
    }
    assert_eq!(write(&world, " \n ").await.code(), 422);
    let long = "长".repeat(20_001);
    assert_eq!(write(&world, &long).await.code(), 422);
    let plain = form(&format!("{}/messages", portal(OWN)), "body=A");
    assert_eq!(world.send(plain.with(&firm::contact(CONTACT))).await.code(), 415);
    assert_eq!(messages(&world).await.len(), 2);
}

#[tokio::test]
async fn a_contact_writes_only_so_often() {
    let world = firm().await;
    let mut codes = Vec::new();
    for number in 0..30 {
        codes.push(send(&world, "feedback", &format!("text=Number+{number}")).await.code());
    }
    assert!(codes[..10].iter().all(|code| *code == 303), "{codes:?}");
    assert!(codes.contains(&429), "{codes:?}");
}

#[tokio::test]
async fn the_team_sees_the_page_byte_for_byte_and_only_looks() {
    let world = firm().await;
    write(&world, "A question").await;
    send(&world, "complaints", "happened=It+stopped&severity=critical&wish=").await;
    let real = page(&world).await;
    assert!(real.contains("C-0002"), "{real}");
    let preview = format!("/projects/{}/portal?as={}", id(OWN), id(CONTACT));
    let seen = world.send(get(&preview).with(&team(LEAD))).await;
    assert_eq!(seen.text(), real);
    for stranger in [CONTACT + 1, OTHER_CONTACT, 599] {
        let preview = format!("/projects/{}/portal?as={}", id(OWN), id(stranger));
        assert_eq!(world.send(get(&preview).with(&team(LEAD))).await.code(), 404);
    }
    let reader = json!({ "project": id(OWN), "contact": id(CONTACT) });
    let looking = world.send(call("/api/overview/see_as", &reader).with(&team(LEAD))).await;
    let cookie = looking.cookie();
    let looked = world.send(get(&portal(OWN)).with(&cookie)).await;
    assert_eq!(looked.text(), real);
    let sentence = "only the client can decide and write here";
    for ask in [
        multipart(&format!("{}/messages", portal(OWN)), &[("body", "As the client")]),
        form(&format!("{}/feedback", portal(OWN)), "text=As+the+client"),
        form(&format!("{}/complaints", portal(OWN)), "happened=A&severity=minor&wish="),
    ] {
        let answer = world.send(ask.header("accept-language", "en").with(&cookie)).await;
        assert_eq!(answer.code(), 422);
        assert!(answer.text().contains(sentence), "{}", answer.text());
    }
    assert_eq!(page(&world).await, real, "nothing was recorded");
}

#[tokio::test]
async fn a_complaint_reaches_somebody_other_than_the_manager() {
    let world = firm().await;
    let complaint = "happened=The+gate+is+shut&severity=serious&wish=Open+it";
    let answer = send(&world, "complaints", complaint).await;
    let location = format!("{}?done=complaint#voice", portal(OWN));
    assert_eq!((answer.code(), answer.header("location")), (303, location.as_str()));
    let ask_page = get(&format!("{}?done=complaint&lang=en", portal(OWN)));
    let shown = world.send(ask_page.with(&firm::contact(CONTACT))).await.text();
    let receipt = "Received, no. C-0002. Han Yue will contact you within 4 working hours.";
    assert!(shown.contains(receipt), "{shown}");
    let owned = inbox(&world, SPONSOR).await;
    assert_eq!(owned.len(), 1, "{owned:?}");
    assert_eq!(owned[0]["about"]["complaint"]["number"], 2);
    assert!(inbox(&world, LEAD).await.iter().all(|item| item["kind"] != "complaint"));
    let other = world.send(get(&portal(OTHER)).with(&firm::contact(OTHER_CONTACT))).await;
    assert!(!other.text().contains("The gate is shut"));
}

#[tokio::test]
async fn a_reached_milestone_is_rated_once() {
    let world = firm().await;
    let question = "portal__faces";
    assert!(!page(&world).await.contains(question));
    let progress =
        json!({ "percent": 100, "actual": { "start": 29_500_000, "finish": 29_500_000 } });
    let op = json!({ "change": { "task": id(MILESTONE), "to": { "progress": progress } } });
    let made = json!({ "id": id(999), "base": 0, "origin": { "view": "board" }, "op": op });
    let submit = json!({ "project": id(OWN), "since": 0, "ops": [made] });
    let sent = ask(&world, "plan/submit", submit, LEAD).await;
    assert_eq!(sent["refused"], json!([]), "{sent}");
    assert!(page(&world).await.contains(question));
    let rating = format!("milestone={}&score=4&words=Well+done", id(MILESTONE));
    assert_eq!(send(&world, "ratings", &rating).await.code(), 303);
    assert!(!page(&world).await.contains(question), "it is asked once");
    assert_eq!(send(&world, "ratings", &rating).await.code(), 303);
    let talk = ask(&world, "messages/open", json!({ "project": id(OWN) }), LEAD).await;
    let said = talk["feedback"].as_array().unwrap();
    assert_eq!((said.len(), &said[0]["what"]["score"]), (1, &json!(4)));
}

#[tokio::test]
async fn who_only_reads_still_complains() {
    let world = firm().await;
    let mut tx = world.db.write().await.unwrap();
    let found = store::contacts::find(&mut tx, ContactId(id(CONTACT))).await.unwrap().unwrap();
    let observer = Contact { role: ContactRole::Observer, ..found };
    let now = accord::server::clock::now();
    store::contacts::update(&mut tx, &observer, now).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(write(&world, "Hello").await.code(), 403);
    assert_eq!(send(&world, "feedback", "text=Hello").await.code(), 303);
    let complaint = "happened=A&severity=minor&wish=";
    assert_eq!(send(&world, "complaints", complaint).await.code(), 303);
    assert!(!page(&world).await.contains("id=\"portal-message\""), "no field to write in");
}

#[tokio::test]
async fn a_message_becomes_a_task_once() {
    let world = firm().await;
    let body = json!({ "message": id(MESSAGE), "task": id(997), "op": id(996) });
    ask(&world, "messages/become_task", body.clone(), LEAD).await;
    let plan = json!({ "project": id(OWN), "had": {} });
    let opened = ask(&world, "plan/open", plan, LEAD).await.to_string();
    assert!(opened.contains("When does the trial begin?"));
    let again = world.send(call("/api/messages/become_task", &body).with(&team(LEAD))).await;
    assert_eq!(again.code(), 409);
    assert!(!page(&world).await.contains("portal__row\" data-state=\"planned"), "it is internal");
}

#[tokio::test]
async fn whom_a_message_names_finds_it_and_puts_it_away() {
    let world = firm().await;
    let letter = json!({
        "thread": { "kind": "project", "id": id(OWN) },
        "body": format!("@internal person {MEMBER} please look"),
        "is_client_visible": false, "reply_to": null,
    });
    let post = json!({ "project": id(OWN), "id": id(181), "letter": letter });
    ask(&world, "messages/post", post, LEAD).await;
    let mentions =
        |items: Vec<Value>| items.into_iter().filter(|item| item["kind"] == "mention").count();
    assert_eq!(mentions(inbox(&world, MEMBER).await), 1);
    assert_eq!(mentions(inbox(&world, LEAD).await), 0);
    for (is_done, left) in [(true, 0), (true, 0), (false, 1)] {
        let done = json!({ "kind": "mention", "id": id(181), "is_done": is_done });
        ask(&world, "inbox/set_done", done, MEMBER).await;
        assert_eq!(mentions(inbox(&world, MEMBER).await), left);
    }
}

#[tokio::test]
async fn the_managers_number_stands_on_the_page_once_one_is_given() {
    let world = firm().await;
    assert!(!page(&world).await.contains("tel:"));
    ask(&world, "settings/set_phone", json!({ "phone": " +86 571 5550-0101 " }), LEAD).await;
    assert_eq!(ask(&world, "settings/phone", json!({}), LEAD).await, "+86 571 5550-0101");
    let shown = page(&world).await;
    assert!(shown.contains("href=\"tel:+8657155500101\""), "{shown}");
    assert!(shown.contains("+86 571 5550-0101"), "{shown}");
    // Somebody else's number is nobody's business.
    ask(&world, "settings/set_phone", json!({ "phone": "+1 555 0199" }), MEMBER).await;
    assert!(!page(&world).await.contains("0199"));
    ask(&world, "settings/set_phone", json!({ "phone": "" }), LEAD).await;
    assert!(!page(&world).await.contains("tel:"));
}
