//! What stands in a menu.

use leptos::prelude::*;

use super::MenuHandle;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::toast::Toasts;

/// Something to do. It closes the menu, then acts.
#[component]
pub fn MenuItem(
    /// Called when it is chosen and can be used.
    #[prop(into)]
    on_choose: Callback<()>,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Why it cannot be used now; `None` when it can.
    #[prop(optional, into)]
    reason: Option<Signal<Option<String>>>,
    /// Whether it is on, for an item that switches something.
    #[prop(optional, into)]
    checked: Option<Signal<bool>>,
    /// Whether it takes something away.
    #[prop(optional)]
    danger: bool,
    /// The keys that do the same, such as `Alt+↑`.
    #[prop(optional, into)]
    keys: Option<String>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let menu = expect_context::<MenuHandle>();
    let toasts = use_context::<Toasts>();
    let why = move || reason.and_then(|reason| reason.get());
    let choose = move |_| match (reason.and_then(|reason| reason.get_untracked()), toasts) {
        (None, _) => {
            menu.close();
            on_choose.run(());
        }
        (Some(reason), Some(toasts)) => toasts.say(reason),
        (Some(_), None) => {}
    };
    view! {
        <button
            class="menu__item"
            type="button"
            tabindex="-1"
            role=if checked.is_some() { "menuitemcheckbox" } else { "menuitem" }
            title=why
            data-danger=danger.then_some("true")
            aria-disabled=move || why().map(|_| "true")
            aria-checked=move || checked.map(|checked| checked.get().to_string())
            on:click=choose
        >
            {icon.map(|icon| view! { <Icon icon size=IconSize::Small /> })}
            <span class="menu__words">{children()}</span>
            {keys.map(|keys| view! { <kbd class="menu__keys">{keys}</kbd> })}
            {move || {
                checked
                    .is_some_and(|checked| checked.get())
                    .then(|| view! { <Icon icon=Icon::Check size=IconSize::Small /> })
            }}
        </button>
    }
}

/// Somewhere to go.
#[component]
pub fn MenuLink(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Whether a file lies there, which the browser saves.
    #[prop(optional)]
    is_file: bool,
    /// The words.
    children: Children,
) -> impl IntoView {
    let menu = expect_context::<MenuHandle>();
    view! {
        <a
            class="menu__item"
            role="menuitem"
            tabindex="-1"
            href=move || href.get()
            rel=is_file.then_some("external")
            download=is_file.then_some("")
            on:click=move |_| menu.close()
        >
            {icon.map(|icon| view! { <Icon icon size=IconSize::Small /> })}
            <span class="menu__words">{children()}</span>
        </a>
    }
}

/// A line between two groups.
#[component]
pub fn MenuSeparator() -> impl IntoView {
    view! { <div class="menu__separator" role="separator"></div> }
}
