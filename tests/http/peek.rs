//! What people write about a task, drawn by the server.

use domain::text::NOTE_MAX;
use serde_json::json;

use crate::firm::*;
use crate::kit::{Answer, World, call};

async fn drawn(world: &World, text: &str) -> Answer {
    let body = json!({ "project": id(OWN), "text": text });
    world.send(call("/api/peek/markdown", &body).with(&team(MEMBER))).await
}

#[tokio::test]
async fn markdown_comes_back_clean() {
    let world = firm().await;
    let answer = drawn(&world, "**a** <script>b</script> [c](javascript:d)").await;
    assert_eq!(answer.code(), 200, "{}", answer.text());
    let html = answer.json();
    let html = html.as_str().unwrap();
    assert!(html.contains("<strong>a</strong>"), "{html}");
    assert!(html.contains("&lt;script&gt;b"), "{html}");
    assert!(!html.contains("<script") && !html.contains("javascript"), "{html}");
}

#[tokio::test]
async fn no_more_is_drawn_than_fits_into_a_description() {
    let world = firm().await;
    assert_eq!(drawn(&world, &"字".repeat(NOTE_MAX)).await.code(), 200);
    assert_eq!(drawn(&world, &"字".repeat(NOTE_MAX + 1)).await.code(), 422);
}
