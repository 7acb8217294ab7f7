//! One thing and what there is to say of it, side by side.

use domain::agreement::SubjectKind;
use domain::text::visible;
use leptos::prelude::*;
use locale::{Locale, contents, td_string};

/// A word and the text that goes with it.
#[component]
pub fn Told(
    /// What it is.
    word: &'static str,
    /// How it is, as somebody may have written it.
    text: String,
) -> impl IntoView {
    view! {
        <p class="told">
            <span class="told__word">{word}</span>
            <span class="told__text">{visible(&text).into_owned()}</span>
        </p>
    }
}

/// What is agreed as people name it: Requirements document “Warehouse”, version 2.
#[must_use]
pub fn named(locale: Locale, kind: SubjectKind, title: &str, version: i32) -> String {
    let kind = contents::subject_kind(locale, kind);
    let title = visible(title).into_owned();
    td_string!(locale, decision.named, kind = kind, title = title, version = version)
}
