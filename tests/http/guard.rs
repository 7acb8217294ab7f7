//! The outer guard: hosts, origins, content types, headers.

use serde_json::json;

use crate::firm::*;
use crate::kit::{Ask, World, call, file, form, get, settings};

/// A request that would be carried out if the guard let it.
fn me() -> Ask {
    call("/api/shell/me", &json!({})).with(&team(LEAD))
}

#[tokio::test]
async fn only_known_hosts_are_answered() {
    let world = firm().await;
    for (host, expected) in [
        ("127.0.0.1:3000", 200),
        ("localhost:3000", 200),
        ("evil.example", 421),
        ("", 421),
        ("127.0.0.1:3000.evil.example", 421),
        ("127.0.0.1", 421),
    ] {
        let answer = world.send(get("/healthz").header("host", host)).await;
        assert_eq!(answer.code(), expected, "{host}");
    }
    assert_eq!(world.send(get("/healthz").without("host")).await.code(), 421);
}

#[tokio::test]
async fn changes_come_from_the_same_origin() {
    let world = firm().await;
    let (site, own) = ("sec-fetch-site", "http://127.0.0.1:3000");
    let cases = [
        (me(), 200),
        (me().header(site, "same-site"), 403),
        (me().header(site, "cross-site"), 403),
        (me().header(site, "none"), 403),
        (me().without(site), 403),
        (me().without(site).header("origin", own), 200),
        (me().without(site).header("origin", "http://evil.example"), 403),
        (me().without(site).header("origin", "null"), 403),
        (me().header(site, "cross-site").header("origin", own), 403),
        (form("/sign-out", "").header(site, "cross-site"), 403),
        (form("/p/magic-21", "").header(site, "cross-site"), 403),
        (file(&format!("/projects/{}/plan-file?name=a", id(OWN)), b"").without(site), 403),
    ];
    for (ask, expected) in cases {
        let name = format!("{ask:?}");
        let answer = world.send(ask).await;
        assert_eq!(answer.code(), expected, "{name}");
        assert!(expected == 200 || answer.header("set-cookie").is_empty(), "{name}");
    }
    assert_eq!(world.send(me()).await.code(), 200, "nobody was signed out");
}

#[tokio::test]
async fn a_body_has_the_type_of_its_route() {
    let world = firm().await;
    let plan_file = format!("/projects/{}/plan-file?name=a.csv", id(OWN));
    for kind in ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded", ""] {
        assert_eq!(world.send(me().header("content-type", kind)).await.code(), 415, "{kind}");
    }
    for kind in ["application/json", "text/plain"] {
        let ask = form("/sign-in", "email=a&password=b").header("content-type", kind);
        assert_eq!(world.send(ask).await.code(), 415, "{kind}");
        let ask = file(&plan_file, b"a").with(&team(LEAD)).header("content-type", kind);
        assert_eq!(world.send(ask).await.code(), 415, "{kind}");
    }
    let with_charset = me().header("content-type", "application/json; charset=utf-8");
    assert_eq!(world.send(with_charset).await.code(), 200);
}

#[tokio::test]
async fn arguments_that_do_not_fit_come_from_an_older_page() {
    let world = firm().await;
    for body in [json!({}), json!({ "project": "x" }), json!([1]), json!("x")] {
        let answer = world.send(call("/api/plan/open", &body).with(&team(LEAD))).await;
        assert_eq!((answer.code(), answer.json()), (409, json!("Outdated")), "{body}");
    }
    let unknown = world.send(call("/api/plan/nothing", &json!({})).with(&team(LEAD))).await;
    assert!(unknown.status.is_client_error(), "{}", unknown.code());
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let world = firm().await;
    let body = json!({ "text": "a".repeat(3 * 1024 * 1024) });
    let answer = world.send(call("/api/palette/search", &body).with(&team(LEAD))).await;
    assert_eq!((answer.code(), answer.json()), (413, json!("TooLarge")));
    // Who sent a form reads a page.
    let answer = world.send(form("/sign-in", &"a".repeat(3 * 1024 * 1024))).await;
    assert_eq!(answer.code(), 413, "{}", answer.text());
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let world = firm().await;
    let asks = [
        get("/sign-in"),
        get("/").with(&team(LEAD)),
        get("/nothing"),
        get("/healthz"),
        me(),
        get(&format!("/portal/{}", id(OWN))),
        get("/healthz").header("host", "evil.example"),
        get(&format!("/portal/{}", id(OWN))).with(&contact(CONTACT)),
    ];
    for ask in asks {
        let name = format!("{ask:?}");
        let answer = world.send(ask).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{name}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{name}");
        assert_eq!(answer.header("cache-control"), "no-store", "{name}");
        let policy = answer.header("content-security-policy");
        for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"] {
            assert!(policy.contains(part), "{name}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline"), "{name}: {policy}");
        assert_eq!(answer.header("strict-transport-security"), "", "{name}: plain http");
    }
}

#[tokio::test]
async fn scripts_of_a_page_carry_its_nonce() {
    let world = firm().await;
    let one = world.send(get("/projects").with(&team(LEAD))).await;
    let two = world.send(get("/projects").with(&team(LEAD))).await;
    let nonce = one.nonce();
    assert!(nonce.len() >= 16 && nonce != two.nonce(), "a nonce is used once");
    let text = one.text();
    let mut tags = text.split("<script").skip(1).peekable();
    assert!(tags.peek().is_some(), "{text}");
    for script in tags {
        let (tag, rest) = script.split_once('>').unwrap();
        // An empty script runs nothing and needs no nonce.
        let has_nonce = tag.contains(&format!("nonce=\"{nonce}\""));
        assert!(has_nonce || rest.starts_with("</script"), "{tag}");
    }
    assert!(!text.contains(" onclick="), "{text}");
}

#[tokio::test]
async fn over_tls_cookies_are_bound_to_the_host() {
    let mut settings = settings();
    settings.public_url = "https://accord.example".to_owned();
    let world = World::on(settings).await;
    let answer = world.send(form("/sign-out", "").header("host", "accord.example")).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-accord=") && cookie.contains("; Secure"), "{cookie}");
    assert!(answer.header("strict-transport-security").starts_with("max-age="));
}

/// A write that waits for another one is refused after a while; so are calls, handlers of files and
/// pages, and each says when to come again.
#[tokio::test]
async fn who_finds_the_server_busy_hears_when_to_come_again() {
    let world = firm().await;
    let holds = world.db.write().await.unwrap();
    let table = format!("/projects/{}/plan-file?name=a.csv&apply=true", id(OWN));
    let (sent, signed_out) = tokio::join!(
        world.send(file(&table, b"name,start\nA,2026-04-01\n").with(&team(LEAD))),
        world.send(form("/sign-out", "").with(&team(LEAD))),
    );
    drop(holds);
    for answer in [sent, signed_out] {
        assert_eq!((answer.code(), answer.header("retry-after")), (503, "1"));
    }
    let sent = world.send(file(&table, b"name,start\nA,2026-04-01\n").with(&team(LEAD))).await;
    assert_eq!((sent.code(), sent.header("retry-after")), (200, ""), "it was not for long");
    world.db.close().await;
    let unready = world.send(get("/readyz")).await;
    assert_eq!((unready.code(), unready.header("retry-after")), (503, "1"));
}
