//! Chips, labels and counts.

use leptos::prelude::*;

use super::hue::Hue;
use super::icon::{Icon, IconSize};

/// A small fact on a grey ground.
#[component]
pub fn Chip(
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <span class="chip">
            {icon.map(|icon| view! { <Icon icon size=IconSize::Tiny /> })}
            {children()}
        </span>
    }
}

/// A chip to press: a filter that is on or off, or a choice that can be taken.
#[component]
pub fn ChipButton(
    /// Whether it is on.
    #[prop(into)]
    pressed: Signal<bool>,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class="chip chip--button"
            type="button"
            aria-pressed=move || pressed.get().to_string()
            on:click=move |_| on_press.run(())
        >
            {icon.map(|icon| view! { <Icon icon size=IconSize::Small /> })}
            {children()}
        </button>
    }
}

/// A category: a small square of its colour and its name.
#[component]
pub fn Label(
    /// The name.
    #[prop(into)]
    text: Signal<String>,
    /// The colour; by default the one that the name always gets.
    #[prop(optional)]
    hue: Option<Hue>,
) -> impl IntoView {
    let name = move || hue.unwrap_or_else(|| Hue::of(&text.read())).name();
    view! {
        <span class="chip chip--label" data-hue=name>
            {move || text.get()}
        </span>
    }
}

/// A number beside a heading.
#[component]
pub fn Count(
    /// The number.
    #[prop(into)]
    number: Signal<usize>,
    /// Whether it asks for something, so that it is filled with blue.
    #[prop(optional)]
    strong: bool,
) -> impl IntoView {
    view! {
        <span class=if strong { "chip chip--strong" } else { "chip chip--count" }>
            {move || number.get()}
        </span>
    }
}
