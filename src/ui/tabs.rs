//! Tabs that are links, so that each has an address.

use leptos::prelude::*;

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
    view! {
        <a
            class="tabs__tab"
            href=move || href.get()
            aria-current=move || current.get().then_some("page")
        >
            {children()}
        </a>
    }
}
