//! Tabs that are links, so that each has an address.

use leptos::html;
use leptos::prelude::*;

use super::dom;

/// The row of tabs; fill it with [`Tab`].
#[component]
pub fn Tabs(
    /// What the tabs lead through, read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs.
    children: Children,
) -> impl IntoView {
    view! {
        <nav class="tabs" aria-label=move || label.get()>
            {children()}
        </nav>
    }
}

/// One tab.
#[component]
pub fn Tab(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// Whether this is the page in sight.
    #[prop(into)]
    current: Signal<bool>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let link = NodeRef::<html::A>::new();
    keep_in_sight(link, current);
    view! {
        <a
            class="tabs__tab"
            node_ref=link
            href=move || href.get()
            aria-current=move || current.get().then_some("page")
        >
            {children()}
        </a>
    }
}

/// Scrolls a row of links to the one that leads to the page in sight, where the row is too long.
pub fn keep_in_sight(link: NodeRef<html::A>, current: Signal<bool>) {
    Effect::new(move |_| {
        if let (true, Some(link)) = (current.get(), link.get()) {
            dom::on_next_frame(move || dom::scroll_into_view(&link));
        }
    });
}
