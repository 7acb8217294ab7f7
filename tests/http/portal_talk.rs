//! Messages about things, forms that come back, files and deliverables on the client's page.

use serde_json::{Value, json};

use crate::firm::{self, *};
use crate::kit::{Answer, World, call, form, get, letter, multipart};

fn portal() -> String {
    format!("/portal/{}", id(OWN))
}

async fn page(world: &World, query: &str) -> String {
    let path = format!("{}?lang=en{query}", portal());
    let answer = world.send(get(&path).with(&firm::contact(CONTACT))).await;
    assert_eq!(answer.code(), 200, "{}", answer.text());
    answer.text()
}

async fn write(world: &World, fields: &[(&str, &str)]) -> Answer {
    let ask = multipart(&format!("{}/messages", portal()), fields);
    world.send(ask.with(&firm::contact(CONTACT))).await
}

async fn ask(world: &World, path: &str, arguments: Value) -> Answer {
    world.send(call(&format!("/api/{path}"), &arguments).with(&team(LEAD))).await
}

async fn publish(world: &World) {
    let publish = json!({ "deliverable": id(DELIVERABLE), "version": 1, "newest": 1 });
    assert_eq!(ask(world, "deliverables/publish", publish).await.code(), 200);
}

/// The id that the form of the page would give the next message.
fn next_id(page: &str) -> String {
    let after = page.split("name=\"id\" value=\"").nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn published_files_stand_on_the_page() {
    let world = firm().await;
    let shown = page(&world, "").await;
    assert!(shown.contains("layout.txt") && shown.contains("id=\"files\""), "{shown}");
    let preview = format!("{}/files/{}/preview", portal(), id(FILE));
    assert!(shown.contains(&preview));
    let seen = world.send(get(&preview).with(&firm::contact(CONTACT))).await;
    assert_eq!((seen.code(), seen.body.as_slice()), (200, CONTENT));
    let hidden = format!("{}/files/{}/preview", portal(), id(HIDDEN_FILE));
    assert_eq!(world.send(get(&hidden).with(&firm::contact(CONTACT))).await.code(), 404);
    let publish = json!({ "project": id(OWN), "files": [id(HIDDEN_FILE)] });
    assert_eq!(ask(&world, "deliverables/publish_files", publish).await.code(), 200);
    let seen = world.send(get(&hidden).with(&firm::contact(CONTACT))).await;
    assert_eq!(seen.code(), 200);
    let address = format!("{}/files/{}", portal(), id(HIDDEN_FILE));
    assert!(page(&world, "").await.contains(&address));
}

#[tokio::test]
async fn a_message_about_a_thing_stays_with_it() {
    let world = firm().await;
    let about = format!("deliverable.{}", id(DELIVERABLE));
    let fields = [("about", about.as_str()), ("body", "Where is page two?")];
    assert_eq!(write(&world, &fields).await.code(), 422, "the client does not see it yet");
    let letter = |number: u128, is_client_visible: bool| {
        let thread = json!({ "kind": "deliverable", "id": id(DELIVERABLE) });
        let letter = json!({
            "thread": thread, "body": "About it", "is_client_visible": is_client_visible,
            "reply_to": null,
        });
        json!({ "project": id(OWN), "id": id(number), "letter": letter })
    };
    assert_eq!(ask(&world, "messages/post", letter(181, true)).await.code(), 422);
    assert_eq!(ask(&world, "messages/post", letter(182, false)).await.code(), 200);
    publish(&world).await;
    assert_eq!(ask(&world, "messages/post", letter(183, true)).await.code(), 200);
    assert_eq!(write(&world, &fields).await.code(), 303);
    let narrowed = page(&world, &format!("&about={about}")).await;
    assert!(narrowed.contains("Where is page two?") && narrowed.contains("About it"));
    assert!(!narrowed.contains("When does the trial begin?"), "{narrowed}");
    // A thread of another project, or about nothing, is none.
    for (kind, number) in
        [("deliverable", OTHER_DELIVERABLE), ("task", OTHER_TASK), ("change", 599)]
    {
        let thread = json!({ "kind": kind, "id": id(number) });
        let open = json!({ "project": id(OWN), "thread": thread });
        assert_eq!(ask(&world, "messages/of_thread", open).await.code(), 404, "{kind}");
    }
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_message_with_its_files() {
    let world = firm().await;
    let next = next_id(&page(&world, "").await);
    assert_eq!(next, next_id(&page(&world, "").await), "a page reads the same");
    let path = format!("{}/messages", portal());
    for _ in 0..2 {
        let fields = [("id", next.as_str()), ("body", "With a plan")];
        let ask = letter(&path, &fields, &[("plan.txt", "text/plain", b"A")]);
        assert_eq!(world.send(ask.with(&firm::contact(CONTACT))).await.code(), 303);
    }
    let shown = page(&world, "").await;
    assert_eq!(shown.matches(">With a plan<").count(), 1);
    assert_ne!(next_id(&shown), next);
    // The same page, still open elsewhere, says something else: that is another message.
    assert_eq!(write(&world, &[("id", &next), ("body", "And more")]).await.code(), 303);
    assert!(page(&world, "").await.contains("And more"));
}

#[tokio::test]
async fn the_same_words_with_a_file_that_was_forgotten_are_another_message() {
    let world = firm().await;
    let next = next_id(&page(&world, "").await);
    let path = format!("{}/messages", portal());
    let fields = [("id", next.as_str()), ("body", "See what is attached")];
    assert_eq!(write(&world, &fields).await.code(), 303);
    // Back to the form, which still has its words and its id.
    for bytes in [b"A", b"A", b"B"] {
        let ask = letter(&path, &fields, &[("plan.txt", "text/plain", bytes.as_slice())]);
        assert_eq!(world.send(ask.with(&firm::contact(CONTACT))).await.code(), 303);
    }
    let talk = ask(&world, "messages/open", json!({ "project": id(OWN) })).await.json();
    let messages = talk["messages"].as_array().unwrap().iter();
    let files = messages.filter(|one| one["message"]["body"] == "See what is attached");
    let mut files: Vec<_> = files.map(|one| one["files"].as_array().unwrap().len()).collect();
    files.sort_unstable();
    assert_eq!(files, [0, 1, 1], "each once, however often its button is pressed");
}

#[tokio::test]
async fn a_message_of_the_team_that_was_reworded_before_a_second_try_is_not_lost() {
    let world = firm().await;
    let post = |body: &str| {
        let letter = json!({
            "thread": { "kind": "project", "id": id(OWN) }, "body": body,
            "is_client_visible": true, "reply_to": null,
        });
        json!({ "project": id(OWN), "id": id(181), "letter": letter })
    };
    // The answer to the first try was lost on its way; what was typed since goes under its id.
    for body in ["We come on Monday", "We come on Tuesday", "We come on Monday"] {
        assert_eq!(ask(&world, "messages/post", post(body)).await.code(), 200, "{body}");
    }
    let shown = page(&world, "").await;
    for body in ["We come on Monday", "We come on Tuesday"] {
        assert_eq!(shown.matches(body).count(), 1, "{body}: {shown}");
    }
}

#[tokio::test]
async fn a_refused_form_comes_back_with_its_words_and_never_to_the_teams_door() {
    let world = firm().await;
    let contact = firm::contact(CONTACT);
    let long = format!("Long <b>words</b> {}", "x".repeat(20_001));
    let refused = write(&world, &[("body", &long)]).await;
    assert_eq!(refused.code(), 422);
    assert!(refused.text().contains("Long &lt;b>words"), "what was typed is there, escaped");
    // The form stands far down: the page that comes back begins at why.
    assert!(refused.text().contains("id=\"failure\""), "{}", refused.text());
    for form in ["messages", "feedback", "complaints"] {
        assert!(refused.text().contains(&format!("/{form}#failure\"")), "{form}");
    }
    let words = "happened=It+stopped&severity=deadly&wish=Start+it";
    let refused = form(&format!("{}/complaints", portal()), words);
    let refused = world.send(refused.with(&contact)).await;
    assert_eq!(refused.code(), 422);
    assert!(refused.text().contains("It stopped") && refused.text().contains("Start it"));
    let comments = format!("{}/decisions/{}/comments", portal(), id(REQUEST));
    let body = format!("body=Yes+{}", "x".repeat(20_001));
    let refused = world.send(form(&comments, &body).with(&contact)).await;
    assert_eq!(refused.code(), 422);
    assert!(refused.text().contains("Yes xxx"));
    for path in [
        format!("/portal/{}", id(OTHER)),
        format!("{}/files/{}", portal(), id(999)),
        format!("{}/nothing", portal()),
        "/p/unknown".to_owned(),
    ] {
        let answer = world.send(get(&path).with(&contact)).await;
        assert!(!answer.text().contains("href=\"/\""), "{path}: {}", answer.text());
    }
}

#[tokio::test]
async fn what_another_reader_of_the_page_wrote_is_news() {
    let world = firm().await;
    let second = crate::decisions::second(&world).await;
    let version = |page: String| {
        let after = page.split("data-version=\"").nth(1).unwrap();
        format!("\"{}\"", after.split('"').next().unwrap())
    };
    let news = |version: String| {
        let ask = get(&format!("{}/news", portal())).header("if-none-match", &version);
        world.send(ask.with(&firm::contact(CONTACT)))
    };
    let before = version(page(&world, "").await);
    assert_eq!(news(before.clone()).await.code(), 304);
    let path = format!("{}/decisions/{}/comments", portal(), id(REQUEST));
    assert_eq!(world.send(form(&path, "body=By+us").with(&second)).await.code(), 303);
    assert_eq!(news(before.clone()).await.code(), 304, "a comment stands with its request");
    let said = multipart(&format!("{}/messages", portal()), &[("body", "We measured hall two")]);
    assert_eq!(world.send(said.with(&second)).await.code(), 303);
    assert_eq!(news(before).await.code(), 200);
    let shown = page(&world, "").await;
    assert!(shown.contains("We measured hall two"));
    assert_eq!(news(version(shown)).await.code(), 304);
}

#[tokio::test]
async fn the_address_of_a_form_leads_to_the_page_on_which_it_stands() {
    let world = firm().await;
    let request = format!("{}/decisions/{}", portal(), id(REQUEST));
    // The page of a refused form has this address, and a link to the other language.
    for (address, above) in [
        (format!("{}/messages", portal()), portal()),
        (format!("{}/complaints", portal()), portal()),
        (format!("{}/complaints/1", portal()), format!("{}/complaints", portal())),
        (format!("{request}/review"), request.clone()),
        (format!("{request}/comments"), request.clone()),
    ] {
        let answer = world.send(get(&format!("{address}?lang=en"))).await;
        let expected = format!("{above}?lang=en");
        assert_eq!((answer.code(), answer.header("location")), (303, expected.as_str()));
    }
}

#[tokio::test]
async fn words_are_added_to_ones_own_complaint() {
    let world = firm().await;
    let contact = firm::contact(CONTACT);
    let complaint = "happened=It+stopped&severity=critical&wish=";
    let made = form(&format!("{}/complaints", portal()), complaint);
    assert_eq!(world.send(made.with(&contact)).await.code(), 303);
    let add = |number: i64| form(&format!("{}/complaints/{number}", portal()), "body=Again+today");
    assert_eq!(world.send(add(2).with(&contact)).await.code(), 303);
    assert!(page(&world, "").await.contains("Again today"));
    for other in [1, 3] {
        assert_eq!(world.send(add(other).with(&contact)).await.code(), 404, "{other}");
    }
}

#[tokio::test]
async fn earlier_messages_are_reached() {
    let world = firm().await;
    let mut last = 0;
    for number in 0..65_u128 {
        let letter = json!({
            "thread": { "kind": "project", "id": id(OWN) }, "body": format!("Number {number}."),
            "is_client_visible": true, "reply_to": null,
        });
        let post = json!({ "project": id(OWN), "id": id(20_000 + number), "letter": letter });
        assert_eq!(ask(&world, "messages/post", post).await.code(), 200);
        last = 20_000 + number;
    }
    let shown = page(&world, "").await;
    assert!(shown.contains("Number 64.") && !shown.contains("Number 3."), "{shown}");
    let before = shown.split("before=").nth(1).unwrap().split(['#', '"']).next().unwrap();
    let earlier = page(&world, &format!("&before={before}")).await;
    assert!(earlier.contains("Number 3.") && !earlier.contains("Number 64."));
    let earlier = ask(&world, "messages/earlier", json!({ "before": id(last) })).await.json();
    assert_eq!(earlier["messages"].as_array().unwrap().len(), 66);
}

#[tokio::test]
async fn who_was_answered_waits_no_more_wherever_the_message_stands() {
    let world = firm().await;
    let body = json!({ "message": id(MESSAGE), "requirement": id(9_001) });
    assert_eq!(ask(&world, "messages/become_requirement", body).await.code(), 200);
    let thread = json!({ "kind": "requirement", "id": id(9_001) });
    let came_from = || async {
        let open = json!({ "project": id(OWN), "thread": thread });
        ask(&world, "messages/of_thread", open).await.json()["came_from"].clone()
    };
    assert!(came_from().await["waits"].is_number());
    let letter = json!({
        "thread": { "kind": "project", "id": id(OWN) }, "body": "On Monday",
        "is_client_visible": true, "reply_to": null,
    });
    let post = json!({ "project": id(OWN), "id": id(181), "letter": letter });
    assert_eq!(ask(&world, "messages/post", post).await.code(), 200);
    assert!(came_from().await["waits"].is_null(), "the answer stands elsewhere");
    // Those before the answer, as they are fetched when a thread is long.
    let earlier = ask(&world, "messages/earlier", json!({ "before": id(181) })).await.json();
    let earlier = earlier["messages"].as_array().unwrap();
    assert!(earlier.iter().any(|one| one["message"]["id"] == json!(id(MESSAGE))));
    assert!(earlier.iter().all(|one| one["waits"].is_null()), "{earlier:?}");
}

#[tokio::test]
async fn a_message_becomes_a_requirement_and_a_change_with_its_words() {
    let world = firm().await;
    let body = json!({ "message": id(MESSAGE), "requirement": id(9_001) });
    for _ in 0..2 {
        let answer = ask(&world, "messages/become_requirement", body.clone()).await;
        assert_eq!(answer.code(), 200, "{}", answer.text());
    }
    let thread = json!({ "kind": "requirement", "id": id(9_001) });
    let open = json!({ "project": id(OWN), "thread": thread });
    let talk = ask(&world, "messages/of_thread", open).await.json();
    assert_eq!(talk["came_from"]["message"]["id"], json!(id(MESSAGE)));
    assert!(talk["topics"][0]["title"].as_str().unwrap().contains("When does the trial begin?"));
    let draft = json!({
        "title": "A", "reason": "", "source": "client", "source_name": "", "necessity": "could",
    });
    let raise = |number: u128, message: u128| {
        let (project, id, message) = (id(OWN), id(number), id(message));
        json!({ "project": project, "id": id, "draft": draft, "message": message })
    };
    assert_eq!(ask(&world, "changes/create", raise(9_002, MESSAGE)).await.code(), 409);
    assert_eq!(ask(&world, "changes/create", raise(9_003, OTHER_MESSAGE)).await.code(), 404);
    assert_eq!(ask(&world, "changes/create", raise(9_004, MESSAGE + 10)).await.code(), 200);
}

#[tokio::test]
async fn what_the_client_sees_is_edited_by_who_may_publish() {
    let world = firm().await;
    let edit = |version: i32, title: &str| {
        let draft = json!({
            "title": title, "note": "", "due": null, "owner": null, "criteria": [],
        });
        json!({ "deliverable": id(DELIVERABLE), "version": version, "draft": draft })
    };
    let update = |body: Value| call("/api/deliverables/update", &body);
    let sent = world.send(update(edit(1, "Inside")).with(&team(MEMBER))).await;
    assert_eq!(sent.code(), 200, "{}", sent.text());
    let show = json!({ "deliverable": id(DELIVERABLE), "version": 2, "newest": 1 });
    assert_eq!(ask(&world, "deliverables/publish", show).await.code(), 200);
    assert_eq!(world.send(update(edit(3, "Outside")).with(&team(MEMBER))).await.code(), 403);
    assert_eq!(world.send(update(edit(3, "Outside")).with(&team(LEAD))).await.code(), 200);
}

#[tokio::test]
async fn what_the_client_sent_stays() {
    let world = firm().await;
    let path = format!("{}/messages", portal());
    let ask_page = letter(&path, &[("body", "See")], &[("plan.txt", "text/plain", b"A")]);
    assert_eq!(world.send(ask_page.with(&firm::contact(CONTACT))).await.code(), 303);
    let talk = ask(&world, "messages/open", json!({ "project": id(OWN) })).await.json();
    let messages = talk["messages"].as_array().unwrap();
    let file = messages.last().unwrap()["files"][0]["id"].clone();
    for way in ["remove_file", "hide_file"] {
        let answer = ask(&world, &format!("deliverables/{way}"), json!({ "file": file })).await;
        assert_eq!(answer.code(), 422, "{way}");
    }
}

#[tokio::test]
async fn a_task_that_is_left_out_of_the_schedule_is_nothing_to_write_about() {
    let world = firm().await;
    let letter = |number: u128| {
        let thread = json!({ "kind": "task", "id": id(TASK) });
        let letter = json!({
            "thread": thread, "body": "About it", "is_client_visible": true, "reply_to": null,
        });
        json!({ "project": id(OWN), "id": id(number), "letter": letter })
    };
    assert_eq!(ask(&world, "messages/post", letter(181)).await.code(), 200);
    let out = json!({ "change": { "task": id(TASK), "to": { "inactive": true } } });
    let made = json!({ "id": id(182), "base": 0, "origin": { "view": "list" }, "op": out });
    let ops = json!({ "project": id(OWN), "since": 0, "ops": [made] });
    assert_eq!(ask(&world, "plan/submit", ops).await.code(), 200);
    assert_eq!(ask(&world, "messages/post", letter(183)).await.code(), 422);
}
