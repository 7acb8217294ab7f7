//! What a client can fetch: nothing internal, nothing that internal work moves, no script.

use accord::server::clock;
use domain::{ContactId, ProjectId};
use serde_json::json;
use store::links::Purpose;

use crate::firm::{self, *};
use crate::kit::{Answer, World, call, form, get};

const CANARY: Hidden = Hidden { word: "CANARY", tasks: 3, year: "2137" };

/// Everything that a contact can fetch, in both languages.
async fn everything(world: &World) -> Vec<(String, Answer)> {
    let (own, other, none) = (id(OWN), id(OTHER), id(599));
    let (mut asked, mut last) = (Vec::new(), Vec::new());
    for language in ["zh-CN", "en"] {
        for path in [
            format!("/portal/{own}"),
            format!("/portal/{other}"),
            format!("/portal/{own}/news"),
            format!("/portal/{other}/news"),
            format!("/portal/{own}/decisions/{}", id(REQUEST)),
            format!("/portal/{own}/decisions/{}", id(OTHER_REQUEST)),
            format!("/portal/{own}/receipts/1"),
            format!("/portal/{none}"),
            format!("/portal/{own}/minutes/{}", id(shown_minutes_of(OWN))),
            format!("/portal/{own}/minutes/{}", id(minutes_of(OWN))),
            format!("/portal/{own}/minutes/{}", id(shown_minutes_of(OTHER))),
            format!("/portal/{other}/minutes/{}", id(shown_minutes_of(OTHER))),
            format!("/portal/{own}/files/{}", id(FILE)),
            format!("/portal/{own}/files/{}", id(HIDDEN_FILE)),
            format!("/portal/{other}/files/{}", id(OTHER_FILE)),
            format!("/projects/{own}/files/{}", id(FILE)),
            format!("/projects/{own}/files/{}/preview", id(HIDDEN_FILE)),
            "/p/magic-21".to_owned(),
            "/p/nothing".to_owned(),
            "/portal-code".to_owned(),
            "/portal-code/new".to_owned(),
            "/sign-in".to_owned(),
            "/nothing".to_owned(),
            format!("/projects/{own}"),
            format!("/projects/{own}/board"),
            format!("/projects/{own}/portal"),
            "/".to_owned(),
            "/setup/nothing".to_owned(),
            "/invitation/nothing".to_owned(),
            "/readyz".to_owned(),
        ] {
            asked.push((language, get(&format!("{path}?lang={language}"))));
        }
        let code = "email=contact21@example.com&code=";
        asked.push((language, form("/portal-code", &format!("{code}999999"))));
        // Entering ends the session that the browser has.
        last.push((language, form("/portal-code", &format!("{code}100021"))));
        last.push((language, form("/p/magic-21", "")));
        let project = json!({ "project": own });
        for path in [
            "plan/open",
            "plan/head",
            "overview/open",
            "shell/me",
            "clients/list",
            "deliverables/list",
            "minutes/list",
            "handover/open",
        ] {
            asked.push((language, call(&format!("/api/{path}"), &project)));
        }
    }
    asked.append(&mut last);
    let mut answers = Vec::new();
    for (language, ask) in asked {
        let name = format!("{language} {ask:?}");
        let ask = ask.header("accept-language", language).with(&firm::contact(CONTACT));
        answers.push((name, world.send(ask).await));
    }
    answers
}

#[tokio::test]
async fn no_internal_word_reaches_a_client() {
    let world = with(CANARY).await;
    for (name, answer) in everything(&world).await {
        let text = format!("{:?} {}", answer.headers, answer.text()).to_lowercase();
        for word in ["canary", "2137"] {
            assert!(!text.contains(word), "{name} tells {word}: {}", answer.text());
        }
    }
}

#[tokio::test]
async fn the_client_sees_what_was_made_visible() {
    let world = firm().await;
    let path = format!("/portal/{}", id(OWN));
    for (language, words) in [("en", "May"), ("zh-CN", "5月20日")] {
        let ask = get(&format!("{path}?lang={language}")).with(&firm::contact(CONTACT));
        let answer = world.send(ask).await;
        let text = answer.text();
        for word in [
            "Accord Works",
            "Warehouse",
            "Zhao Mingqi",
            "Chen Zhiyuan",
            "lead@example.com",
            "Receiving",
            "Go-live",
            "Wednesday at 14:00",
            "Kick-off",
            "40",
            words,
        ] {
            assert!(text.contains(word), "{language}: {word} is missing in {text}");
        }
        assert!(text.contains(&format!("lang=\"{language}\"")), "{text}");
    }
}

#[tokio::test]
async fn internal_work_moves_no_byte_of_the_clients_pages() {
    let one = with(Hidden { word: "alpha", tasks: 1, year: "2026" }).await;
    let two = with(Hidden { word: "omega and more", tasks: 40, year: "2088" }).await;
    let (one, two) = (everything(&one).await, everything(&two).await);
    for ((name, mut one), (_, mut two)) in one.into_iter().zip(two) {
        // A cookie is a new secret each time.
        for answer in [&mut one, &mut two] {
            answer.headers.remove("set-cookie");
        }
        assert_eq!(one, two, "{name}");
    }
}

#[tokio::test]
async fn a_magic_link_opens_only_by_post() {
    let world = firm().await;
    let (page, portal) = ("/p/magic-21", format!("/portal/{}", id(OWN)));
    for _ in 0..3 {
        let answer = world.send(get(page)).await;
        assert_eq!((answer.code(), answer.header("set-cookie")), (200, ""));
        assert!(answer.text().contains("Warehouse"));
    }
    let answer = world.send(form(page, "")).await;
    assert_eq!((answer.code(), answer.header("location")), (303, portal.as_str()));
    let cookie = answer.cookie();
    assert_eq!(world.send(get(&portal).with(&cookie)).await.code(), 200);
    let elsewhere = format!("/portal/{}", id(OTHER));
    assert_eq!(world.send(get(&elsewhere).with(&cookie)).await.code(), 404);
    assert_eq!(world.send(form(page, "")).await.code(), 303, "it holds until it is withdrawn");
}

#[tokio::test]
async fn withdrawing_ends_link_and_session() {
    let world = firm().await;
    let portal = format!("/portal/{}", id(OWN));
    let reader = json!({ "project": id(OWN), "contact": id(CONTACT) });
    let fresh = world.send(call("/api/overview/share", &reader).with(&team(LEAD))).await.json();
    let address = fresh["address"].as_str().unwrap().replace("http://127.0.0.1:3000", "");
    assert_eq!(world.send(get("/p/magic-21")).await.code(), 410, "a new link ends the old one");
    let cookie = world.send(form(&address, "")).await.cookie();
    assert_eq!(world.send(get(&portal).with(&cookie)).await.code(), 200);
    let old = "email=contact21@example.com&code=100021";
    assert_eq!(world.send(form("/portal-code", old)).await.code(), 422, "and the old code");
    let code = format!("email=contact21@example.com&code={}", fresh["code"].as_str().unwrap());
    let ended = world.send(call("/api/overview/withdraw", &reader).with(&team(LEAD))).await;
    assert_eq!(ended.code(), 200);
    assert_eq!(world.send(get(&address)).await.code(), 410);
    assert_eq!(world.send(form(&address, "")).await.code(), 410);
    assert_eq!(world.send(form("/portal-code", &code)).await.code(), 422);
    let answer = world.send(get(&portal).with(&cookie)).await;
    assert!(matches!(answer.code(), 401 | 422), "{}", answer.code());
}

#[tokio::test]
async fn a_removed_contact_loses_the_page() {
    let world = firm().await;
    let (contact, project) = (ContactId(id(CONTACT + 1)), ProjectId(id(OWN)));
    let now = clock::now();
    let mut tx = world.db.write().await.unwrap();
    store::projects::put_contact(&mut tx, project, contact, now).await.unwrap();
    let purpose = Purpose::Portal { contact, project };
    put_link(&mut tx, purpose, ("second", None), now).await;
    tx.commit().await.unwrap();
    let cookie = world.send(form("/p/second", "")).await.cookie();
    let remove = |contact: u128| {
        let body = json!({ "contact": id(contact), "version": 1 });
        call("/api/clients/remove_contact", &body).with(&team(LEAD))
    };
    let answer = world.send(remove(CONTACT + 1)).await;
    assert_eq!(answer.code(), 200, "{}", answer.text());
    let ask = get(&format!("/portal/{}", id(OWN))).with(&cookie);
    assert_eq!(world.send(ask).await.code(), 401);
    assert_eq!(world.send(form("/p/second", "")).await.code(), 410);
    // Who was asked for a decision stays, with what was asked.
    let kept = world.send(remove(CONTACT)).await;
    assert_eq!(kept.code(), 422);
    assert!(kept.text().contains("ContactAsked"), "{}", kept.text());
}

#[tokio::test]
async fn a_link_of_another_purpose_opens_no_page() {
    let world = firm().await;
    let mut tx = world.db.write().await.unwrap();
    put_link(&mut tx, Purpose::Setup, ("setup", None), clock::now()).await;
    tx.commit().await.unwrap();
    for token in ["setup", "invitation"] {
        assert_eq!(world.send(form(&format!("/p/{token}"), "")).await.code(), 410);
    }
    let body = "password=long-enough-1";
    assert_eq!(world.send(form("/invitation/magic-21", body)).await.code(), 410);
    let (contact, project) = (ContactId(id(CONTACT)), ProjectId(id(OWN)));
    let mut tx = world.db.write().await.unwrap();
    let now = clock::now();
    store::links::revoke_portal(&mut tx, contact, project, now).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.send(get("/p/magic-21")).await.code(), 410);
}

#[tokio::test]
async fn the_clients_pages_need_no_script() {
    let world = firm().await;
    let portal = format!("/portal/{}", id(OWN));
    let decision = format!("{portal}/decisions/{}", id(REQUEST));
    for path in [decision.as_str(), "/p/magic-21", "/p/over", "/portal-code", "/portal-code/new"] {
        let answer = world.send(get(path).with(&firm::contact(CONTACT))).await;
        let (text, policy) = (answer.text(), answer.header("content-security-policy"));
        assert!(!text.contains("<script") && !text.contains("javascript:"), "{path}");
        assert!(!text.contains(" style=") && !text.contains(" onclick="), "{path}");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("script"), "{policy}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
    // The page itself has one, a file of the server's own.
    let answer = world.send(get(&portal).with(&firm::contact(CONTACT))).await;
    let (text, policy) = (answer.text(), answer.header("content-security-policy"));
    assert_eq!(text.matches("<script").count(), 1);
    assert!(text.contains("<script src=\"/portal.js\""), "{text}");
    assert!(!text.contains("javascript:") && !text.contains(" style="), "{text}");
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn whether_there_is_news_is_told_without_what_and_hidden_work_is_none() {
    let world = firm().await;
    let path = format!("/portal/{}", id(OWN));
    let page = || async { world.send(get(&path).with(&firm::contact(CONTACT))).await.text() };
    let shown = page().await;
    let version = shown.split("data-version=\"").nth(1).and_then(|rest| rest.split('"').next());
    let version = format!("\"{}\"", version.unwrap());
    let look = || async {
        let ask = get(&format!("{path}/news")).header("if-none-match", &version);
        let answer = world.send(ask.with(&firm::contact(CONTACT))).await;
        assert_eq!(answer.text(), "");
        answer.code()
    };
    assert_eq!(look().await, 304);
    let rename = |number: u128, task: u128| {
        let body = crate::wire::renamings(task, 0, [number]);
        world.send(call("/api/plan/submit", &body).with(&team(LEAD)))
    };
    assert_eq!(rename(961, HIDDEN_TASK).await.code(), 200);
    assert_eq!(look().await, 304, "of hidden work there is no news");
    assert_eq!(rename(962, TASK).await.code(), 200);
    assert_eq!(look().await, 200);
    assert!(page().await.contains("T962"));
}
