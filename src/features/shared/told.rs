//! One thing and what there is to say of it, side by side.

use domain::text::visible;
use leptos::prelude::*;

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
