//! Getting in: the first start, sign-in and invitations, as forms that need no script.

use accord::server::{clock, passwords};
use domain::UserId;
use serde_json::json;
use store::links::Purpose;

use crate::firm::*;
use crate::kit::{World, call, form, get};

/// A server before its first start, with a live set-up link.
async fn before_the_first_start() -> World {
    let world = World::empty().await;
    let mut tx = world.db.write().await.unwrap();
    put_link(&mut tx, Purpose::Setup, ("first", None), clock::now()).await;
    tx.commit().await.unwrap();
    world
}

fn set_up(who: &str) -> crate::kit::Ask {
    let body = format!(
        "organisation=%E5%85%B1%E8%AF%86&name={who}&email={who}@example.com&password=long-enough-1"
    );
    form("/setup/first", &body)
}

#[tokio::test]
async fn the_set_up_link_makes_the_administrator_once() {
    let world = before_the_first_start().await;
    assert_eq!(world.send(get("/setup/first")).await.code(), 200);
    let body = "organisation=A&name=B&email=nonsense&password=long-enough-1";
    let refused = form("/setup/first", body);
    assert_eq!(world.send(refused).await.code(), 422);
    let weak = form("/setup/first", "organisation=A&name=B&email=b@example.com&password=password");
    let answer = world.send(weak).await;
    assert_eq!(answer.code(), 422);
    assert!(answer.text().contains("b@example.com"), "what was typed stays");
    assert!(!answer.text().contains("value=\"password\""), "the password does not");
    let answer = world.send(set_up("a")).await;
    assert_eq!((answer.code(), answer.header("location")), (303, "/"));
    assert_eq!(world.send(get("/").with(&answer.cookie())).await.code(), 200);
    for ask in [get("/setup/first"), set_up("b")] {
        assert_eq!(world.send(ask).await.code(), 410);
    }
}

#[tokio::test]
async fn of_two_set_ups_at_once_one_wins() {
    let world = before_the_first_start().await;
    let (one, two) = tokio::join!(world.send(set_up("a")), world.send(set_up("b")));
    let mut codes = [one.code(), two.code()];
    codes.sort_unstable();
    assert_eq!(codes, [303, 410]);
    let mut tx = world.db.read().await.unwrap();
    assert_eq!(store::users::all(&mut tx).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_demo_leaves_the_first_start_as_it_is() {
    let world = before_the_first_start().await;
    let data = &world.settings.data;
    accord::server::demo::seed(&world.db, data, locale::Locale::en).await.unwrap();
    let answer = world.send(set_up("a")).await;
    assert_eq!(answer.code(), 303, "{}", answer.text());
    let asked = call("/api/portfolio/list", &json!({})).with(&answer.cookie());
    let portfolio = world.send(asked).await;
    assert!(portfolio.text().contains("Smart Warehouse"), "the administrator sees the demo");
}

async fn with_password(number: u128) -> World {
    let world = firm().await;
    let hash = passwords::hash("long-enough-1".to_owned()).await.unwrap();
    let mut tx = world.db.write().await.unwrap();
    let user = UserId(id(number));
    store::users::set_password(&mut tx, user, &hash, clock::now()).await.unwrap();
    tx.commit().await.unwrap();
    world
}

fn sign_in(email: &str, password: &str, next: &str) -> crate::kit::Ask {
    form("/sign-in", &format!("email={email}&password={password}&next={next}"))
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() {
    let world = with_password(LEAD).await;
    let known = world.send(sign_in("lead@example.com", "wrong-wrong", "/")).await;
    let unknown = world.send(sign_in("nada@example.com", "wrong-wrong", "/")).await;
    // Someone without a password cannot be told from someone unknown either.
    let invited = world.send(sign_in("internal9@example.com", "wrong-wrong", "/")).await;
    assert_eq!((known.code(), known.header("set-cookie")), (401, ""));
    let blurred = |answer: crate::kit::Answer, email: &str| answer.text().replace(email, "EMAIL");
    let known = blurred(known, "lead@example.com");
    assert_eq!(known, blurred(unknown, "nada@example.com"));
    assert_eq!(known, blurred(invited, "internal9@example.com"));
}

#[tokio::test]
async fn signing_in_leads_to_where_one_was_going() {
    let world = with_password(LEAD).await;
    let asked = world.send(get("/projects?a=b")).await;
    assert_eq!(asked.header("location"), "/sign-in?next=/projects%3Fa%3Db");
    let page = world.send(get("/sign-in?next=/projects")).await.text();
    assert!(page.contains("value=\"/projects\"") && !page.contains("<script"), "{page}");
    for (next, expected) in [
        ("/clients", "/clients"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/%5Cevil.example", "/"),
    ] {
        let answer = world.send(sign_in("%20LEAD@example.com", "long-enough-1", next)).await;
        assert_eq!((answer.code(), answer.header("location")), (303, expected), "{next}");
        let cookie = answer.header("set-cookie");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        let home = world.send(get("/").with(&answer.cookie())).await;
        assert_eq!(home.code(), 200);
    }
}

#[tokio::test]
async fn too_many_attempts_have_to_wait() {
    let world = firm().await;
    let mut codes = Vec::new();
    for _ in 0..12 {
        codes.push(world.send(sign_in("lead@example.com", "wrong-wrong", "/")).await.code());
    }
    assert_eq!(&codes[..10], [401; 10]);
    assert_eq!(codes[11], 429);
    let again = world.send(sign_in("lead@example.com", "wrong-wrong", "/")).await;
    assert_eq!(again.header("retry-after"), "60");
    let other = world.send(sign_in("nada@example.com", "wrong-wrong", "/")).await;
    assert_eq!(other.code(), 401, "another account is not shut out");
}

#[tokio::test]
async fn an_invitation_is_used_once() {
    let world = firm().await;
    let page = world.send(get("/invitation/invitation")).await;
    assert!(page.code() == 200 && !page.text().contains("<script"));
    assert_eq!(world.send(form("/invitation/invitation", "password=short")).await.code(), 422);
    let answer = world.send(form("/invitation/invitation", "password=long-enough-1")).await;
    assert_eq!(answer.code(), 303);
    assert_eq!(world.send(get("/").with(&answer.cookie())).await.code(), 200);
    assert_eq!(world.send(get("/").with(&team(INVITED))).await.code(), 303, "older sessions end");
    let again = world.send(form("/invitation/invitation", "password=long-enough-2")).await;
    assert_eq!(again.code(), 410);
}

#[tokio::test]
async fn unknown_fields_of_a_form_are_refused() {
    let world = firm().await;
    let body = "email=a@example.com&password=long-enough-1&next=/&role=administrator";
    let answer = world.send(form("/sign-in", body)).await;
    assert_eq!((answer.code(), answer.header("set-cookie")), (422, ""));
}

#[tokio::test]
async fn a_form_of_somebody_unknown_is_short() {
    let world = firm().await;
    let long = "x".repeat(20_000);
    for path in
        ["/sign-in", "/setup/first", "/invitation/invitation", "/p/magic-21", "/portal-code"]
    {
        let answer = world.send(form(path, &format!("email={long}&password=a&code=1"))).await;
        assert_eq!((answer.code(), answer.header("set-cookie")), (413, ""), "{path}");
    }
    let longish = format!("{}@example.com", "x".repeat(300));
    assert_eq!(world.send(sign_in(&longish, "wrong-wrong", "/")).await.code(), 429);
}

/// Hashing a password takes time and memory of everybody who signs in meanwhile. Whoever has no
/// link hears so before anything is looked at, as a password shows that is none.
#[tokio::test]
async fn without_a_live_link_no_password_is_hashed() {
    let world = firm().await;
    let body = "organisation=A&name=B&email=b@example.com&password=short";
    for (path, body) in [
        ("/setup/unknown", body),
        ("/setup/invitation", body),
        ("/invitation/unknown", "password=short"),
        ("/invitation/magic-21", "password=short"),
    ] {
        assert_eq!(world.send(form(path, body)).await.code(), 410, "{path}");
    }
}
