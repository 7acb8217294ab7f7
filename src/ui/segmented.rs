//! Segmented controls: one of a few, all in view.

use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, IconSize};
use super::tabs::keep_in_sight;

/// The frame; fill it with [`SegmentButton`] or [`SegmentLink`].
#[component]
pub fn Segmented(
    /// What is chosen here, read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// The segments.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="segmented" role="group" aria-label=move || label.get()>
            {children()}
        </div>
    }
}

/// A segment that changes something here.
#[component]
pub fn SegmentButton(
    /// Whether it is the chosen one.
    #[prop(into)]
    pressed: Signal<bool>,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// The name read aloud and shown as a tip; needed where there are no words.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// The words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let name = move || label.map(|label| label.get());
    view! {
        <button
            class="segmented__item"
            type="button"
            title=name
            aria-label=name
            aria-pressed=move || pressed.get().to_string()
            on:click=move |_| on_press.run(())
        >
            {icon.map(|icon| view! { <Icon icon size=IconSize::Small /> })}
            {children.map(|children| children())}
        </button>
    }
}

/// A segment that leads to another view of the same thing.
#[component]
pub fn SegmentLink(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// Whether this is the view in sight.
    #[prop(into)]
    current: Signal<bool>,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let link = NodeRef::<html::A>::new();
    keep_in_sight(link, current);
    view! {
        <a
            class="segmented__item"
            node_ref=link
            href=move || href.get()
            aria-current=move || current.get().then_some("page")
        >
            {icon.map(|icon| view! { <Icon icon size=IconSize::Small /> })}
            {children()}
        </a>
    }
}
