//! Changes over the wire: a branch beside the plan, what is in conflict, and the way into the plan
//! and out of it again.

use domain::agreement::{Content, Hash, RequestState};
use domain::plan::{PlanOp, TaskChange, TaskDuration};
use domain::{RequestId, TaskId};
use serde_json::{Value, json};

use crate::firm::{self, *};
use crate::kit::{Answer, World, call, form};

const OPTION: u128 = change_option_of(OWN);

async fn asked(world: &World, path: &str, who: u128, body: Value) -> Answer {
    world.send(call(&format!("/api/{path}"), &body).with(&team(who))).await
}

/// Asks, and expects that it is done.
async fn done(world: &World, path: &str, who: u128, body: Value) -> Value {
    let answer = asked(world, path, who, body).await;
    assert_eq!(answer.code(), 200, "{path}: {}", answer.text());
    answer.json()
}

fn title(task: u128, title: &str) -> PlanOp {
    PlanOp::change(TaskId(id(task)), TaskChange::Title(title.to_owned()))
}

fn lasts(task: u128, days: i64) -> PlanOp {
    PlanOp::change(TaskId(id(task)), TaskChange::Duration(TaskDuration::days(days, 480)))
}

fn made(op: u128, change: &PlanOp) -> Value {
    json!({ "id": id(op), "base": 0, "origin": { "view": "gantt" }, "op": change })
}

async fn draw(world: &World, who: u128, op: u128, change: &PlanOp) -> Value {
    let body = json!({ "option": id(OPTION), "since": 0, "ops": [made(op, change)] });
    done(world, "changes/submit_draft", who, body).await
}

async fn plan(world: &World, change: &PlanOp, op: u128) {
    let body = json!({ "project": id(OWN), "since": 0, "ops": [made(op, change)] });
    let answer = done(world, "plan/submit", LEAD, body).await;
    assert_eq!(answer["refused"], json!([]), "{answer}");
}

async fn open(world: &World) -> Value {
    done(world, "changes/open", LEAD, json!({ "change": id(change_of(OWN)) })).await
}

/// The title of a task in the plan in force.
async fn title_of(world: &World, task: u128) -> String {
    let body = json!({ "project": id(OWN), "had": {} });
    let opened = done(world, "plan/open", LEAD, body).await;
    let tasks = opened["plan"]["tasks"].as_array().unwrap().clone();
    let found = tasks.into_iter().find(|one| one["id"] == json!(id(task))).unwrap();
    found["title"].as_str().unwrap().to_owned()
}

fn apply(version: i64) -> Value {
    json!({ "change": id(change_of(OWN)), "version": version, "baseline": "Change 1" })
}

/// The option as it was after so many edits of it.
fn approve(version: i64) -> Value {
    json!({ "option": id(OPTION), "version": version, "note": "" })
}

fn subject() -> Value {
    json!({ "kind": "change", "id": id(change_of(OWN)) })
}

/// What the change says now.
async fn content(world: &World) -> Content {
    let body = json!({ "project": id(OWN), "subject": subject() });
    let standing = done(world, "agreements/standing", LEAD, body).await;
    serde_json::from_value(standing["content"].clone()).unwrap()
}

/// Asks the client about the change as it stands.
async fn ask_client(world: &World, number: u128) -> (Answer, Hash) {
    let hash = content(world).await.hash();
    let terms = json!({ "why": "", "outcome": "We plan it", "due": null, "minutes": 0 });
    let question =
        json!({ "id": id(number), "hash": hash, "approver": id(CONTACT), "terms": terms });
    let body = json!({ "project": id(OWN), "subject": subject(), "question": question });
    (asked(world, "agreements/ask", LEAD, body).await, hash)
}

async fn client_sends(world: &World, path: &str, body: &str) -> Answer {
    let ask = form(path, body).header("accept-language", "en");
    world.send(ask.with(&firm::contact(CONTACT))).await
}

/// The client is asked, and agrees.
async fn agree(world: &World, number: u128) -> String {
    let (asked, hash) = ask_client(world, number).await;
    assert_eq!(asked.code(), 200, "{}", asked.text());
    let page = format!("/portal/{}/decisions/{}", id(OWN), id(number));
    let body = format!("choice=agreed&hash={hash}&option=&words=");
    assert_eq!(client_sends(world, &page, &body).await.code(), 303);
    page
}

async fn state_of(world: &World, number: u128) -> RequestState {
    let mut tx = world.db.read().await.unwrap();
    let found = store::agreements::find_request(&mut tx, RequestId(id(number))).await.unwrap();
    found.unwrap().state
}

#[tokio::test]
async fn what_is_part_of_the_plan_is_neither_asked_about_nor_withdrawn() {
    let world = firm().await;
    draw(&world, MEMBER, 801, &title(TASK, "Put-away")).await;
    let page = agree(&world, 951).await;
    // Asked again, and not answered before it was applied.
    assert_eq!(ask_client(&world, 952).await.0.code(), 200);
    done(&world, "changes/apply", LEAD, apply(1)).await;
    assert_eq!(state_of(&world, 952).await, RequestState::Closed);
    let late = client_sends(&world, &format!("{page}/withdraw"), "number=1").await;
    assert_eq!(late.code(), 422);
    assert!(late.text().contains("has been carried out"), "{}", late.text());
    assert_eq!(ask_client(&world, 953).await.0.code(), 422);
    assert_eq!(open(&world).await["stage"], json!("applied"));
    // Out of the plan again it can be withdrawn. It was asked about since: it does not wait again.
    done(&world, "changes/take_back", LEAD, json!({ "change": id(change_of(OWN)), "version": 2 }))
        .await;
    let withdrawn = client_sends(&world, &format!("{page}/withdraw"), "number=1").await;
    assert_eq!(withdrawn.code(), 303, "{}", withdrawn.text());
    assert_eq!(state_of(&world, 951).await, RequestState::Closed);
}

#[tokio::test]
async fn what_the_client_signed_is_what_is_applied_and_stays_as_it_is() {
    let world = firm().await;
    draw(&world, MEMBER, 801, &title(TASK, "Put-away")).await;
    draw(&world, MEMBER, 802, &title(HIDDEN_TASK, "Painting")).await;
    let says = content(&world).await.canonical();
    assert!(says.contains("Put-away") && !says.contains("Painting"), "{says}");
    agree(&world, 951).await;
    // Another name of a hidden task alters neither a date nor a number that the client read.
    let other = json!({
        "option": id(OPTION),
        "since": 0,
        "ops": [made(803, &title(HIDDEN_TASK, "Plastering"))],
    });
    let option = json!({ "option": id(OPTION), "version": 3 });
    let words = json!({ "title": "A", "note": "" });
    let change = json!({
        "title": "A", "reason": "", "source": "team", "source_name": "", "necessity": "could",
    });
    let add = json!({ "change": id(change_of(OWN)), "id": id(960), "draft": words });
    let rename = json!({ "option": id(OPTION), "version": 3, "draft": words });
    let reword = json!({ "change": id(change_of(OWN)), "version": 1, "draft": change });
    for (path, body) in [
        ("submit_draft", other),
        ("discard", option),
        ("add_option", add),
        ("update_option", rename),
        ("update", reword),
    ] {
        let answer = asked(&world, &format!("changes/{path}"), MEMBER, body).await;
        assert_eq!(answer.json(), json!({ "Refused": "BranchSigned" }), "{path}");
    }
    let sheet = open(&world).await;
    assert_eq!((&sheet["is_signed"], &sheet["stage"]), (&json!(true), &json!("agreed")));
    done(&world, "changes/apply", LEAD, apply(1)).await;
    assert_eq!(title_of(&world, HIDDEN_TASK).await, "Painting");
    assert_eq!(title_of(&world, TASK).await, "Put-away");
}

#[tokio::test]
async fn operations_that_nobody_read_are_not_applied() {
    let world = firm().await;
    draw(&world, MEMBER, 801, &title(TASK, "Put-away")).await;
    agree(&world, 951).await;
    // Past every rule, straight in the database: same dates, same numbers, same visible names.
    let change = title(HIDDEN_TASK, "Painting");
    let op = domain::change::BranchOp {
        id: domain::OpId(id(804)),
        by: None,
        op: change.clone(),
        inverse: change,
    };
    let mut tx = world.db.write().await.unwrap();
    let option = domain::ChangeOptionId(id(OPTION));
    store::change_options::append(&mut tx, option, 2, &op).await.unwrap();
    tx.commit().await.unwrap();
    let answer = asked(&world, "changes/apply", LEAD, apply(1)).await;
    assert_eq!(answer.json(), json!({ "Refused": "ChangeDiffers" }));
}

#[tokio::test]
async fn a_change_that_was_refused_does_not_come_back_to_the_client() {
    let world = firm().await;
    draw(&world, MEMBER, 801, &title(TASK, "Put-away")).await;
    let page = agree(&world, 951).await;
    let body = json!({ "change": id(change_of(OWN)), "version": 1, "note": "Too dear" });
    done(&world, "changes/refuse", LEAD, body).await;
    let withdrawn = client_sends(&world, &format!("{page}/withdraw"), "number=1").await;
    assert_eq!(withdrawn.code(), 303, "{}", withdrawn.text());
    assert_eq!(state_of(&world, 951).await, RequestState::Closed);
    assert_eq!(ask_client(&world, 952).await.0.code(), 422);
}

#[tokio::test]
async fn a_branch_leaves_the_plan_alone_and_takes_an_operation_once() {
    let world = firm().await;
    for _ in 0..2 {
        let sent = draw(&world, MEMBER, 801, &title(HIDDEN_TASK, "Painting")).await;
        assert_eq!(sent["refused"], json!([]));
        assert_eq!(sent["committed"].as_array().unwrap().len(), 1);
    }
    assert_ne!(title_of(&world, HIDDEN_TASK).await, "Painting");
    let opened = done(&world, "changes/open_draft", MEMBER, json!({ "option": id(OPTION) })).await;
    assert_eq!((&opened["seq"], &opened["may_edit"]), (&json!(1), &json!(true)));
    assert!(opened["plan"].to_string().contains("Painting"));
    // What does not apply is refused by itself.
    let sent = draw(&world, MEMBER, 802, &title(999, "Nothing")).await;
    assert_eq!(sent["refused"].as_array().unwrap().len(), 1);
    let sheet = open(&world).await;
    let option = &sheet["options"][0];
    assert_eq!(option["operations"].as_array().unwrap().len(), 1);
    assert_eq!((&sheet["stage"], &option["behind"]), (&json!("assessed"), &json!(0)));
}

#[tokio::test]
async fn of_two_who_draw_the_same_the_second_is_told_and_loses_nothing() {
    let world = firm().await;
    draw(&world, MEMBER, 801, &title(TASK, "Put-away")).await;
    // The lead opened the branch before that.
    let sent = draw(&world, LEAD, 802, &title(TASK, "Receiving")).await;
    let overtaken = json!({ "by": id(MEMBER), "part": { "task": [id(TASK), "title"] } });
    assert_eq!(sent["refused"], json!([[id(802), { "Overtaken": overtaken }]]));
    let first = &sent["committed"][0];
    assert_eq!((&first["id"], &first["by"]), (&json!(id(801)), &json!(id(MEMBER))));
    assert_eq!(sent["committed"].as_array().unwrap().len(), 1);
    // Something else meets nothing, nor do the same words.
    for (op, change) in [
        (803, lasts(HIDDEN_TASK, 3)),
        (804, title(TASK, "Put-away")),
        (805, title(HIDDEN_TASK, "A")),
    ] {
        assert_eq!(draw(&world, LEAD, op, &change).await["refused"], json!([]), "{op}");
    }
    // Once seen, it is done all the same; and nobody is overtaken by oneself.
    let seen = |op: u128, change: &PlanOp| {
        let known = json!({ "base": 4, "id": id(op), "origin": { "view": "gantt" }, "op": change });
        json!({ "option": id(OPTION), "since": 4, "ops": [known] })
    };
    let body = seen(806, &title(TASK, "Receiving"));
    let sent = done(&world, "changes/submit_draft", LEAD, body.clone()).await;
    assert_eq!((&sent["refused"], &sent["committed"][0]["seq"]), (&json!([]), &json!(5)));
    let again = draw(&world, LEAD, 807, &title(HIDDEN_TASK, "B")).await;
    assert_eq!(again["refused"], json!([]));
    // Who knows more than the branch has opens it anew.
    done(&world, "changes/discard", LEAD, json!({ "option": id(OPTION), "version": 7 })).await;
    let answer = asked(&world, "changes/submit_draft", LEAD, body).await;
    assert_eq!((answer.code(), answer.json()), (409, json!("Gap")));
}

#[tokio::test]
async fn the_team_alone_decides_only_about_what_the_client_does_not_see() {
    let world = firm().await;
    draw(&world, MEMBER, 801, &title(TASK, "Put-away")).await;
    let answer = asked(&world, "changes/approve", LEAD, approve(2)).await;
    assert_eq!(answer.code(), 422, "{}", answer.text());
    let answer = asked(&world, "changes/apply", LEAD, apply(1)).await;
    assert_eq!(answer.code(), 422, "{}", answer.text());
    // Back again, and something inside instead.
    draw(&world, MEMBER, 802, &title(TASK, "Receiving")).await;
    draw(&world, MEMBER, 803, &title(HIDDEN_TASK, "Painting")).await;
    // What was read before the last two were drawn is approved by nobody.
    let stale = asked(&world, "changes/approve", LEAD, approve(2)).await;
    assert_eq!(stale.code(), 409, "{}", stale.text());
    done(&world, "changes/approve", LEAD, approve(4)).await;
    let sheet = open(&world).await;
    assert_eq!(sheet["stage"], json!("agreed"));
    let day = accord::server::clock::local(accord::server::clock::now()).date();
    assert_eq!(sheet["decided"], json!(["Chen Zhiyuan", day]), "on the clock of the place");
    // Who edits what was approved takes the approval back.
    draw(&world, MEMBER, 804, &lasts(HIDDEN_TASK, 3)).await;
    let sheet = open(&world).await;
    assert_eq!((&sheet["stage"], &sheet["change"]["version"]), (&json!("assessed"), &json!(3)));
    let answer = asked(&world, "changes/apply", LEAD, apply(3)).await;
    assert_eq!(answer.code(), 422, "{}", answer.text());
}

#[tokio::test]
async fn an_applied_change_is_one_step_with_a_baseline_and_a_list_and_can_be_taken_back() {
    let world = firm().await;
    let before = title_of(&world, HIDDEN_TASK).await;
    draw(&world, LEAD, 801, &title(HIDDEN_TASK, "Painting")).await;
    draw(&world, LEAD, 802, &lasts(HIDDEN_TASK, 3)).await;
    done(&world, "changes/approve", LEAD, approve(3)).await;
    let stale = asked(&world, "changes/apply", LEAD, apply(1)).await;
    assert_eq!(stale.code(), 409, "{}", stale.text());
    done(&world, "changes/apply", LEAD, apply(2)).await;
    let again = asked(&world, "changes/apply", LEAD, apply(3)).await;
    assert_eq!(again.code(), 422, "{}", again.text());
    assert_eq!(title_of(&world, HIDDEN_TASK).await, "Painting");
    let project = json!({ "project": id(OWN) });
    let pinned = done(&world, "history/baselines", LEAD, project.clone()).await;
    assert_eq!((&pinned[0]["name"], &pinned[0]["seq"]), (&json!("Change 1"), &json!(1)));
    let sheet = open(&world).await;
    assert_eq!(sheet["stage"], json!("applied"));
    // The list had one step before. The task was finished: nothing is left to be done about it.
    assert_eq!(sheet["steps"].as_array().unwrap().len(), 1);
    let body = json!({ "change": id(change_of(OWN)), "version": 3 });
    done(&world, "changes/take_back", LEAD, body).await;
    assert_eq!(title_of(&world, HIDDEN_TASK).await, before);
    assert_eq!(done(&world, "history/baselines", LEAD, project).await, json!([]));
    assert_eq!(open(&world).await["stage"], json!("agreed"));
}

#[tokio::test]
async fn what_was_changed_since_is_a_conflict_that_somebody_decides() {
    let world = firm().await;
    draw(&world, LEAD, 801, &title(HIDDEN_TASK, "Painting")).await;
    done(&world, "changes/approve", LEAD, approve(2)).await;
    plan(&world, &title(HIDDEN_TASK, "Plastering"), 802).await;
    let head = done(&world, "changes/branch", LEAD, json!({ "option": id(OPTION) })).await;
    assert_eq!((&head["operations"], &head["conflicts"]), (&json!(1), &json!(1)));
    let answer = asked(&world, "changes/apply", LEAD, apply(2)).await;
    assert_eq!(answer.code(), 422, "{}", answer.text());
    let bring_up =
        |choices: Value| json!({ "option": id(OPTION), "version": 3, "choices": choices });
    let answer = asked(&world, "changes/bring_up", LEAD, bring_up(json!([]))).await;
    assert_eq!(answer.code(), 422, "{}", answer.text());
    done(&world, "changes/bring_up", LEAD, bring_up(json!([[id(801), "keep"]]))).await;
    let head = done(&world, "changes/branch", LEAD, json!({ "option": id(OPTION) })).await;
    assert_eq!((&head["operations"], &head["conflicts"]), (&json!(1), &json!(0)));
    // Another branch than the one that was approved.
    assert_eq!(open(&world).await["stage"], json!("assessed"));
}

#[tokio::test]
async fn what_is_refused_stays_in_the_list_and_is_edited_no_more() {
    let world = firm().await;
    let change = id(change_of(OWN));
    let empty = json!({ "change": change, "version": 1, "note": " " });
    assert_eq!(asked(&world, "changes/refuse", LEAD, empty).await.code(), 422);
    let body = json!({ "change": change, "version": 1, "note": "Too dear" });
    done(&world, "changes/refuse", LEAD, body).await;
    let list = done(&world, "changes/list", MEMBER, json!({ "project": id(OWN) })).await;
    assert_eq!(list["changes"][0]["stage"], json!("refused"));
    let body = json!({
        "option": id(OPTION), "since": 0, "ops": [made(801, &title(HIDDEN_TASK, "Painting"))],
    });
    assert_eq!(asked(&world, "changes/submit_draft", LEAD, body).await.code(), 422);
    done(&world, "changes/reopen", LEAD, json!({ "change": change, "version": 2 })).await;
    assert_eq!(open(&world).await["stage"], json!("raised"));
}

#[tokio::test]
async fn what_is_in_the_hand_becomes_a_drawn_change_and_not_the_plan() {
    let world = firm().await;
    let raise = |change: u128, op: &PlanOp| {
        json!({
            "project": id(OWN), "id": id(change),
            "draft": {
                "title": "Later", "reason": "", "source": "team", "source_name": "",
                "necessity": "should", "task": id(TASK),
            },
            "ops": [made(change + 1, op)],
        })
    };
    let nowhere = asked(&world, "changes/raise_drawn", MEMBER, raise(910, &title(999, "A"))).await;
    assert!(matches!(nowhere.code(), 404 | 422), "{}", nowhere.text());
    for _ in 0..2 {
        let body = raise(920, &title(HIDDEN_TASK, "Painting"));
        done(&world, "changes/raise_drawn", MEMBER, body).await;
    }
    let list = done(&world, "changes/list", MEMBER, json!({ "project": id(OWN) })).await;
    assert_eq!(list["changes"].as_array().unwrap().len(), 2, "one more than there was");
    assert_eq!(
        (&list["changes"][0]["stage"], &list["changes"][0]["change"]["number"]),
        (&json!("assessed"), &json!(2),)
    );
    let sheet = done(&world, "changes/open", LEAD, json!({ "change": id(920) })).await;
    assert_eq!(sheet["task"][0], json!(id(TASK)));
    assert_eq!(sheet["options"][0]["operations"].as_array().unwrap().len(), 1);
    assert_ne!(title_of(&world, HIDDEN_TASK).await, "Painting");
}

#[tokio::test]
async fn a_step_is_given_to_somebody_of_the_project() {
    let world = firm().await;
    let add = |owner: u128| {
        let draft = json!({ "text": "Tell the shift", "owner": id(owner), "due": null });
        json!({ "change": id(change_of(OWN)), "id": id(970), "draft": draft })
    };
    let refused = asked(&world, "changes/add_step", LEAD, add(STRANGER)).await;
    assert_eq!(refused.json(), json!({ "Refused": "Missing" }));
    done(&world, "changes/add_step", LEAD, add(MEMBER)).await;
}
